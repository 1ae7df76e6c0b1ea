"""勾选框填写矛盾。 / A check-box contradicts itself or the number beside it.

“是、否”两框都选或都不选（整表都未选的不算），选“否”而其后金额大于零，选“是”而金额为零，称不超编而实有人数大于
编制人数。符号丢失、看不出选没选的，只计为未核对。
/ Both boxes ticked or none (where others are), No beside an amount, Yes beside zero, no excess of
staff where there are more people than posts. Lost symbols are only counted as not checked.
"""

import re

from reportlint.sdk import (
    CheckBox,
    Comparator,
    Facts,
    Fails,
    Figure,
    Finding,
    Iterator,
    Message,
    Passes,
    Place,
    Reading,
    Skip,
    Span,
    dataclass,
    figure_place,
)

SEVERITY = "warning"
PREVIEW = True
_PAIRS = ({"是", "否"}, {"有", "无"})
_YES = ("是", "有")
_AMOUNT = re.compile(r"([\u4e00-\u9fff]{2,6})(?:金额|资金|数额|人数|数量)$")
_POSTS = re.compile(r"编制人?数$")
_STAFF = re.compile(r"(?:实有|在职|在编)(?:人员|人)?数$")


@dataclass(frozen=True)
class Params:
    """This check has no options."""


def check(facts: Facts, params: Params) -> Iterator[Finding | Skip]:
    """Pairs of boxes whose states are both known."""
    for document, reading in enumerate(facts.readings):
        answered = any(state for box in reading.boxes for _, state, _ in box.options)
        for box in reading.boxes:
            if not _pair(reading, box):
                continue
            states = [state for _, state, _ in box.options]
            if None in states:
                yield Skip(Message(zh="勾选符号丢失", en="the symbol of a check-box is lost"))
            elif all(states):
                yield _finding(reading, document, box, "both")
            elif not any(states) and answered:
                yield _finding(reading, document, box, "none")
            elif any(states):
                yield from _numbers(reading, document, box)


def _pair(reading: Reading, box: CheckBox) -> bool:
    """Whether the line is 是□ 否□: each word before its own box, and nothing else between."""
    if {option for option, _, _ in box.options} not in _PAIRS or len(box.options) != 2:
        return False
    first, second = (span for _, _, span in box.options)
    lead = reading.document.text[box.span.start : first.start].strip()
    between = reading.document.text[first.end : second.start]
    return not between.strip() and lead.endswith((":", "：", "？", "?"))


def _numbers(reading: Reading, document: int, box: CheckBox) -> Iterator[Finding]:
    """The number behind the boxes that the question asks for; posts and staff for 超编."""
    yes = next(option for option, state, _ in box.options if state) in _YES
    last = box.options[1][2]
    beside = [f for f in reading.figures if last.end <= f.span.start and f.span.end <= box.span.end]
    if len(beside) == 1 and _asked(box, beside[0]) and yes != (beside[0].value > 0):
        kind = "yes-zero" if yes else "no-amount"
        yield _finding(reading, document, box, kind, figure_place(beside[0], document))
    if "超编" in box.question and not yes:
        posts, staff = _only(reading, _POSTS), _only(reading, _STAFF)
        if posts is not None and staff is not None and staff.value > posts.value:
            places = [figure_place(figure, document) for figure in (staff, posts)]
            yield _finding(reading, document, box, "staff", *places)


def _asked(box: CheckBox, figure: Figure) -> bool:
    """追加金额 beside 是否追加了预算: the number is of the very thing."""
    match = _AMOUNT.search(figure.words.strip()) or _AMOUNT.search(figure.label.strip())
    return match is not None and match[1] in box.question and figure.comparator is Comparator.EQ


def _only(reading: Reading, name: re.Pattern[str]) -> Figure | None:
    """The one figure of a form under this name, None when there are several values."""
    found = [
        f
        for f in reading.figures
        if name.search("".join(f.label.split())) and f.comparator is Comparator.EQ
    ]
    return found[0] if found and len({f.value for f in found}) == 1 else None


def _finding(
    reading: Reading, document: int, box: CheckBox, kind: str, *evidence: Place
) -> Finding:
    first, second = (span for _, _, span in box.options)
    span = Span(first.start, second.end)
    text = " ".join(reading.document.slice(span).split())
    values = {
        "question": " ".join(box.question.split()),
        "text": text,
        "first": evidence[0].text if evidence else "",
        "second": evidence[1].text if len(evidence) > 1 else "",
    }
    zh, en = MESSAGES[kind]
    claim = Place("claim", span, reading.document.slice(span), document=document)
    return Finding(
        message=Message(zh=zh.format(**values), en=en.format(**values)),
        places=(claim, *evidence),
        severity="warning",
        confidence=0.85,
    )


MESSAGES = {
    "both": ("“{question}”两个选项都已勾选。", "'{question}' has both boxes ticked."),
    "none": ("“{question}”两个选项都未勾选。", "'{question}' has no box ticked."),
    "no-amount": (
        "“{question}”勾选为“{text}”，而其后金额为 {first}。",
        "'{question}' is answered '{text}', yet the amount beside it is {first}.",
    ),
    "yes-zero": (
        "“{question}”勾选为“{text}”，而其后金额为 {first}。",
        "'{question}' is answered '{text}', yet the amount beside it is {first}.",
    ),
    "staff": (
        "“{question}”勾选为“{text}”，而实有人数 {first} 大于编制人数 {second}。",
        "'{question}' is answered '{text}', yet staff {first} exceeds posts {second}.",
    ),
}

FAILS = [
    Fails(
        "预决算信息是否公开：[[是☑ 否☑]]\n\n是否制定采购计划：是☑ 否□\n",
        says="“预决算信息是否公开”两个选项都已勾选。",
        cure="是☑ 否□",
        severity="warning",
    ),
    Fails(
        "预决算信息是否公开：[[是□ 否□]]\n\n是否制定采购计划：是☑ 否□\n",
        says="“预决算信息是否公开”两个选项都未勾选。",
        cure="是☑ 否□",
    ),
    Fails(
        "本年度是否追加了预算：[[是□ 否☑]]，追加金额{{5万元}}\n",
        says="“本年度是否追加了预算”勾选为“是□ 否☑”，而其后金额为 5万元。",
        cure="是☑ 否□",
    ),
    Fails(
        "本年度有无结余：[[有☑ 无□]]，结余金额{{0万元}}\n",
        says="“本年度有无结余”勾选为“有☑ 无□”，而其后金额为 0万元。",
        cure={1: "3万元"},
    ),
    Fails(
        """部门整体支出绩效基础数据表

| 编制人数 | {{22}} | 实有人数 | {{24}} |
|---|---|---|---|
| 备注 | 无 | 备注 | 无 |

是否存在超编人员：[[是□ 否☑]]
""",
        says="“是否存在超编人员”勾选为“是□ 否☑”，而实有人数 24 大于编制人数 22。",
        cure={1: "22"},
    ),
]

PASSES = [
    Passes(
        "是否存在超编人员：是□ 否(\n\n是否制定采购计划：是☑ 否□\n",
        why="a lone bracket is a lost symbol",
    ),
    Passes(
        "以下请勾选：□适用☑不适用\n\n预决算信息是否公开：□是 ☑否\n\n是否制定采购计划：是☑ 否□\n",
        why="the boxes stand before their words",
    ),
    Passes(
        "预决算信息是否公开：是□ 否□\n\n是否制定采购计划：是□ 否□\n",
        why="nothing is filled in at all",
    ),
    Passes(
        "本年度是否追加了预算：是□ 否☑，年初预算金额120万元\n",
        why="the amount is of something else",
    ),
]
