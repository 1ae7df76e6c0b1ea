"""紧接着重复的文字。 / Text is repeated right behind itself.

同一句话、同一段落或表中同一行紧接着出现两次，多为复制时的疏忽。只报告一字不差、紧挨着的重复；相隔的重复、
只有个别字不同的、短词叠用的不算。/ A clause, sentence, paragraph or table row twice in a row, to the
letter; repetitions further apart and short doubled words are none.
"""

import re

from reportlint.sdk import (
    Annotated,
    Facts,
    Fails,
    Finding,
    Iterator,
    Message,
    Passes,
    Place,
    Reading,
    Skip,
    Span,
    dataclass,
)

SEVERITY = "info"
PREVIEW = True
_HAN = re.compile(r"[\u4e00-\u9fff]")
_ROW_CELLS = 3


@dataclass(frozen=True)
class Params:
    """How long a repetition must be."""

    min_length: Annotated[int, "Ignore repetitions with fewer Chinese characters than this."] = 6


def check(facts: Facts, params: Params) -> Iterator[Finding | Skip]:
    """Repetitions inside a sentence, of sentences and paragraphs, and of table rows."""
    stretch = rf"(?P<text>[\u4e00-\u9fff][\u4e00-\u9fff\d“”、%.]{{{params.min_length - 1},80}}?)"
    patterns = (
        re.compile(stretch + "(?P=text)"),
        # A clause may end in the name that the next one opens with: both must be whole clauses.
        re.compile(rf"(?:^|(?<=[，；：。])){stretch}[，；](?P=text)(?=[，；。]|$)"),
    )
    for document, reading in enumerate(facts.readings):
        pairs = [*_inside(reading, patterns), *_sentences(reading), *_rows(reading)]
        for first, second in pairs:
            text = reading.document.slice(second)
            if len(_HAN.findall(text)) >= params.min_length:
                yield _finding(reading, document, first, second)


def _inside(reading: Reading, patterns: tuple[re.Pattern[str], ...]) -> Iterator[tuple[Span, Span]]:
    for sentence in reading.sentences:
        start = sentence.span.start
        text = reading.document.slice(sentence.span)
        for match in (found for pattern in patterns for found in pattern.finditer(text)):
            first = Span(start + match.start("text"), start + match.end("text"))
            yield first, Span(start + match.end() - len(first), start + match.end())


def _sentences(reading: Reading) -> Iterator[tuple[Span, Span]]:
    """Two sentences of running text that follow each other; headings of one word are no text."""
    previous = None
    for sentence in reading.sentences:
        if sentence.table is not None:
            previous = None
            continue
        if previous is not None and _same(reading, previous.span, sentence.span):
            yield previous.span, sentence.span
        previous = sentence


def _same(reading: Reading, first: Span, second: Span) -> bool:
    texts = ["".join(reading.document.slice(span).split()) for span in (first, second)]
    return texts[0] == texts[1] and texts[0].endswith(("。", "；", "！"))


def _rows(reading: Reading) -> Iterator[tuple[Span, Span]]:
    """Two rows of one table whose filled cells are the same, names and figures."""
    for grid in reading.grids:
        rows: dict[int, list[tuple[str, Span]]] = {}
        for cell in grid.cells:
            if cell.kind != "header" and cell.text.strip() and cell.rowspan == 1:
                rows.setdefault(cell.row, []).append(("".join(cell.text.split()), cell.span))
        for row, cells in rows.items():
            above = rows.get(row - 1, [])
            texts = [text for text, _ in cells]
            if len(cells) < _ROW_CELLS or texts != [text for text, _ in above]:
                continue
            if any(_HAN.search(text) for text in texts) and any(
                c in "123456789" for c in texts[-1]
            ):
                yield _longest(above), _longest(cells)


def _longest(cells: list[tuple[str, Span]]) -> Span:
    return max(cells, key=lambda cell: len(_HAN.findall(cell[0])))[1]


def _finding(reading: Reading, document: int, first: Span, second: Span) -> Finding:
    places = [
        Place("claim", second, reading.document.slice(second), document=document),
        Place("evidence", first, reading.document.slice(first), document=document),
    ]
    text = " ".join(places[0].text.split())
    text = text if len(text) <= 30 else text[:28] + "……"
    return Finding(
        message=Message(zh=MESSAGES["zh"].format(text=text), en=MESSAGES["en"].format(text=text)),
        places=tuple(places),
        severity="info",
        confidence=0.9,
    )


MESSAGES = {
    "zh": "“{text}”紧接着重复了一次。",
    "en": "'{text}' is repeated right behind itself.",
}

FAILS = [
    Fails(
        "全年{{加强设备日常维护}}[[加强设备日常维护]]，保障了运行。\n",
        says="“加强设备日常维护”紧接着重复了一次。",
        cure="并及时更换部件",
        severity="info",
    ),
    Fails(
        "一年来，{{加强设备日常维护}}，[[加强设备日常维护]]，保障了运行。\n",
        says="“加强设备日常维护”紧接着重复了一次。",
        cure="及时更换部件",
        severity="info",
    ),
    Fails(
        "{{全年共巡查12次。}}[[全年共巡查12次。]]各站点运行正常。\n",
        says="“全年共巡查12次。”紧接着重复了一次。",
        cure="共培训3期。",
    ),
    Fails(
        """巡查情况表

| 站点名称 | 巡查次数 | 合格次数 |
|---|---|---|
| {{东部设备维护站}} | 12 | 11 |
| [[东部设备维护站]] | 12 | 11 |
""",
        says="“东部设备维护站”紧接着重复了一次。",
        cure="西部设备维护站",
    ),
]

PASSES = [
    Passes(
        "加强设备维护，完善制度；加强设备维护，落实责任。年初研究研究，年底总结总结。\n",
        why="the repetition stands apart, and doubled words are common",
    ),
    Passes(
        "分为标准类设备和非标准类设备，非标准类设备包括三种。\n",
        why="one clause ends in the name that the next one begins with",
    ),
    Passes(
        """巡查情况表

| 站点名称 | 巡查次数 | 合格次数 |
|---|---|---|
| 东部设备维护站 | 12 | 11 |
| 东部设备维护站 | 12 | 12 |
| 西部设备维护站 | 0 | 0 |
| 西部设备维护站 | 0 | 0 |
""",
        why="the figures differ, or there are none",
    ),
]
