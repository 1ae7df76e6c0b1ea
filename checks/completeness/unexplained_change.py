"""同类各条都写明增减原因，这一条没有。 / One item of a list does not say why it changed.

只在逐条列示、且同一节中有增减的各条绝大多数写明原因时报告；持平的、不足几条的、原因统一另写的不报告。
/ Only in a numbered list in which nearly all items that rose or fell give a reason; items without a
change, short lists, and lists explained elsewhere as a whole are left alone.
"""

import re

from reportlint.sdk import (
    Annotated,
    Facts,
    Fails,
    Figure,
    Finding,
    Iterator,
    Message,
    Passes,
    Reading,
    Role,
    Sentence,
    Skip,
    Span,
    dataclass,
    figure_place,
)

SEVERITY = "info"
PREVIEW = True
_ITEM = re.compile(
    r"\s*(?:\d{1,3}\s*[.．、]|[（(]\s*(?:[一二三四五六七八九十]{1,3}|\d{1,2})\s*[）)])"
)
_REASON = re.compile(
    r"原因|由于|因为|因[\u4e00-\u9fff]|系[\u4e00-\u9fff]|主要[是为]|影响|导致|所致|为了"
)
_COMPARED = re.compile(r"比|较|与|同比")


@dataclass(frozen=True)
class Params:
    """How many items must give a reason before one without is reported."""

    min_items: Annotated[int, "Needed number of items of the list that give a reason."] = 3


@dataclass(frozen=True)
class _Item:
    """One numbered paragraph: its section, the change it tells, and the text from there on."""

    section: tuple[str, ...]
    change: Figure
    text: str


def check(facts: Facts, params: Params) -> Iterator[Finding | Skip]:
    """Items that give no reason for their change in a list where nearly all do."""
    for document, reading in enumerate(facts.readings):
        sections: dict[tuple[str, ...], list[_Item]] = {}
        for item in _items(reading):
            sections.setdefault(item.section, []).append(item)
        for items in sections.values():
            silent = [item for item in items if not _REASON.search(item.text)]
            others = len(items) - len(silent)
            if others < max(params.min_items, 3 * len(silent)):
                continue
            for item in silent:
                yield _finding(item.change, document, others)


def _items(reading: Reading) -> Iterator[_Item]:
    """Numbered paragraphs that tell a change, with the paragraphs behind them without a number."""
    group: list[Sentence] = []
    for sentence in reading.sentences:
        if sentence.table is not None:
            continue
        first = not group or sentence.paragraph != group[-1].paragraph
        opens = first and _ITEM.match(reading.document.slice(sentence.span)) is not None
        if group and (opens or sentence.section != group[0].section):
            yield from _item(reading, group)
            group = []
        if group or opens:
            group.append(sentence)
    yield from _item(reading, group)


def _item(reading: Reading, group: list[Sentence]) -> Iterator[_Item]:
    """The first rise or fall against another period that is not zero; its reason may follow."""
    for sentence in group:
        for index in sentence.figures:
            figure = reading.figures[index]
            changed = figure.role in (Role.CHANGE, Role.GROWTH) and figure.value != 0
            if changed and _COMPARED.search(figure.words):
                rest = Span(sentence.span.start, group[-1].span.end)
                yield _Item(sentence.section, figure, reading.document.slice(rest))
                return


def _finding(change: Figure, document: int, others: int) -> Finding:
    values = {
        "label": " ".join(change.label.split()),
        "text": " ".join(change.text.split()),
        "count": others,
    }
    return Finding(
        message=Message(zh=MESSAGES["zh"].format(**values), en=MESSAGES["en"].format(**values)),
        places=(figure_place(change, document, "claim"),),
        severity="info",
        confidence=0.7,
    )


MESSAGES = {
    "zh": "“{label}”{text}未写明原因，而同节其他 {count} 条有增减的都已写明。",
    "en": "'{label}' {text} has no reason, while the other {count} items of the section give one.",
}

FAILS = [
    Fails(
        """增减情况说明

1. 培训费12.00万元，比2022年增加2.00万元。主要原因是班次增加。

2. 会议费5.00万元，比2022年减少1.00万元。主要原因是压减会议。

3. 印刷费3.00万元，比2022年增加[[1.00万元]]。

4. 邮电费2.00万元，比2022年增加0.50万元。主要原因是线路增加。
""",
        says="“比2022年增加”1.00万元未写明原因，而同节其他 3 条有增减的都已写明。",
        cure="1.00万元，主要是资料增多",
        severity="info",
    ),
]

PASSES = [
    Passes(
        """增减情况说明

1. 培训费12.00万元，比2022年增加2.00万元。主要原因是班次增加。

2. 会议费5.00万元，比2022年减少1.00万元。主要原因是压减会议。

3. 印刷费3.00万元，比2022年持平。

4. 邮电费2.00万元，比2022年增加0.50万元。主要原因是线路增加。
""",
        why="nothing changed",
    ),
    Passes(
        """增减情况说明

1. 培训费12.00万元，比2022年增加2.00万元。

2. 会议费5.00万元，比2022年减少1.00万元。

3. 印刷费3.00万元，比2022年增加1.00万元。

4. 邮电费2.00万元，比2022年增加0.50万元。以上增减的主要原因是任务调整。
""",
        why="the list is explained as a whole",
    ),
    Passes(
        """增减情况说明

1. 培训费12.00万元，比2022年增加2.00万元。主要原因是班次增加。

2. 会议费5.00万元，比2022年减少1.00万元。

原因是压减会议。
""",
        why="the reason stands in a paragraph of its own, and the list is short",
    ),
]
