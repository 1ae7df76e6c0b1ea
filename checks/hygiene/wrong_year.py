"""年度写错或与报告年度不一致。 / A year is misprinted or is not the report's own.

缺位或多位的年份（“202 年度”）；起止日期颠倒；自评、决算报告中附表标明的年度、“对我单位某年度……绩效自评”
的年度、“截至某年 12 月 31 日”与标题年度不同；填报日期早于所评年度。与上年比较、文件名称、下年打算中的年份
不看；标题没有年度的只查前两种。
/ A year with a digit too few or too many; a range that ends before it begins; and in reports on a
past year the year of the attached form, of the self-evaluation spoken of, of the closing date, and
a filling-in date before that year. Comparisons, names of documents and plans are left alone.
"""

import re
from datetime import date

from reportlint.sdk import (
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

SEVERITY = "warning"
PREVIEW = True
_PAST = re.compile(r"自评|评价|决算")
_YEAR = re.compile(r"(20\d\d)\s*年")
_BROKEN = re.compile(r"(?<![\d.])(?:20\d\s*年度|20\d\s*年(?=\s*\d{1,2}\s*月)|20\d{3}\s*年)")
_DAY = r"(20\d\d)\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日"
_RANGE = re.compile(rf"{_DAY}\s*(?:起)?\s*(?:至|到|—|－|-|~|～)+\s*{_DAY}")
_CAPTION = re.compile(
    r"^(?:附[件表]\s*\d*\s*[:：]?)?\s*[（(]?\s*(20\d\d)\s*年度?\s*(?:[）)]$|[^，。；、]{0,30}自评表$)"
)
_OWN = re.compile(
    r"(?:我|本)(?:单位|局|部门|委|中心|办|院|校|街道|镇|乡)(?:的|对)?\s*(20\d\d)\s*年度?"
    r"(?:部门|单位|预算|整体|项目|支出|财政|资金){0,5}(?:绩效自评|绩效评价|整体绩效|自评)"
)
_CLOSING = re.compile(r"截[至止]\s*(20\d\d)\s*年\s*(?:12\s*月\s*31\s*日|年?底|末)")
_FILLED = re.compile(r"填[报表](?:日期|时间)\s*[:：]?\s*(20\d\d)\s*年")
_TITLE = re.compile(r"[^，。；]{0,40}(20\d\d)\s*年度?[^，。；]{0,40}(?:报告|结果|说明|决算)\s*")
_NEAR = 60  # a form of its own names its year right under its title
_ELSEWHERE = re.compile(r"上年|上一年|去年|以前年度|往年|历年|[比较与]\s*$")


@dataclass(frozen=True)
class Params:
    """This check has no options."""


def check(facts: Facts, params: Params) -> Iterator[Finding | Skip]:
    """Misprinted years of every report; years that are not the title's, of reports on a year."""
    for document, reading in enumerate(facts.readings):
        yield from _misprinted(reading, document)
        own = _YEAR.search(reading.title)
        start = reading.document.text.find(reading.title)
        if own is None or start < 0 or not _PAST.search(reading.title):
            continue
        if _titles(reading) <= {int(own[1])}:
            title = Span(start + own.start(), start + own.end())
            yield from _foreign(reading, document, title, int(own[1]))


def _titles(reading: Reading) -> set[int]:
    """The years of all titles of reports: a file may hold reports on several years."""
    lines = (reading.document.slice(s.span) for s in reading.sentences if s.table is None)
    found = (_TITLE.fullmatch(line) for line in lines if _PAST.search(line))
    return {int(match[1]) for match in found if match}


def _misprinted(reading: Reading, document: int) -> Iterator[Finding]:
    for sentence in reading.sentences:
        text, offset = reading.document.slice(sentence.span), sentence.span.start
        for match in _BROKEN.finditer(text):
            yield _finding("digits", document, _at(match, offset), match[0])
        for match in _RANGE.finditer(text):
            first, last = _day(match, 1), _day(match, 4)
            if first is not None and last is not None and last < first:
                yield _finding("range", document, _at(match, offset), match[0])


def _foreign(reading: Reading, document: int, title: Span, year: int) -> Iterator[Finding]:
    evidence = (title, reading.document.slice(title))
    closing = {int(m[1]) for m in _CLOSING.finditer(reading.document.text)}
    for sentence in reading.sentences:
        text, offset = reading.document.slice(sentence.span), sentence.span.start
        far = reading.title.endswith("表") and offset > title.end + _NEAR
        kinds = [("own", _OWN)]
        if sentence.table is None and not far:
            kinds.append(("form", _CAPTION))
        if closing == {year - 1} and "较" not in text and "比" not in text:
            kinds.append(("closing", _CLOSING))
        for kind, pattern in kinds:
            for match in pattern.finditer(text):
                before = text[max(0, match.start() - 12) : match.start()]
                if int(match[1]) != year and not _ELSEWHERE.search(before):
                    yield _finding(kind, document, _at(match, offset), match[0], evidence)
    for match in _FILLED.finditer(reading.document.text):
        if int(match[1]) < year:
            yield _finding("filled", document, _at(match, 0), match[0], evidence)


def _at(match: re.Match[str], offset: int) -> Span:
    return Span(offset + match.start(), offset + match.end())


def _day(match: re.Match[str], first: int) -> date | None:
    """The date of three groups of a match, None when no calendar has it."""
    try:
        return date(*(int(match[group]) for group in range(first, first + 3)))
    except ValueError:
        return None


def _finding(
    kind: str, document: int, span: Span, text: str, title: tuple[Span, str] | None = None
) -> Finding:
    places = [Place("claim", span, text, document=document)]
    values = {"text": " ".join(text.split()), "title": ""}
    if title is not None:
        places.append(Place("evidence", title[0], title[1], document=document))
        values["title"] = " ".join(title[1].split())
    zh, en = MESSAGES[kind]
    return Finding(
        message=Message(zh=zh.format(**values), en=en.format(**values)),
        places=tuple(places),
        severity="warning",
        confidence=0.85,
    )


MESSAGES = {
    "digits": ("年份“{text}”不是四位数。", "The year '{text}' does not have four digits."),
    "range": ("“{text}”止于起始之前。", "'{text}' ends before it begins."),
    "form": (
        "附表标明“{text}”，而报告标题为“{title}”。",
        "The form is marked '{text}', but the title of the report says '{title}'.",
    ),
    "own": (
        "文中称“{text}”，而报告标题为“{title}”。",
        "The text says '{text}', but the title of the report says '{title}'.",
    ),
    "closing": (
        "文中以“{text}”为截止日，而报告标题为“{title}”。",
        "The text closes on '{text}', but the title of the report says '{title}'.",
    ),
    "filled": (
        "“{text}”早于报告标题的“{title}”。",
        "'{text}' is before the '{title}' of the title.",
    ),
}

FAILS = [
    Fails(
        "为做好[[202 年度]]绩效自评，现将情况报告如下。\n",
        says="年份“202 年度”不是四位数。",
        cure="2021 年度",
    ),
    Fails(
        "项目实施期为[[2021年9月1日至2020年12月31日]]。\n",
        says="“2021年9月1日至2020年12月31日”止于起始之前。",
        cure="2020年9月1日至2020年12月31日",
        severity="warning",
    ),
    Fails(
        "{{2021年}}度部门整体绩效自评报告\n\n[[（2020年度）]]\n",
        says="附表标明“（2020年度）”，而报告标题为“2021年”。",
        cure="（2021年度）",
    ),
    Fails(
        "{{2021年}}度部门整体绩效自评报告\n\n[[我单位2020年度部门整体绩效自评]]得分98分。\n",
        says="文中称“我单位2020年度部门整体绩效自评”，而报告标题为“2021年”。",
        cure="我单位2021年度部门整体绩效自评",
    ),
    Fails(
        "{{2021年}}度项目绩效自评报告\n\n[[截至2020年12月31日]]，项目支出12.00万元。\n",
        says="文中以“截至2020年12月31日”为截止日，而报告标题为“2021年”。",
        cure="截至2021年12月31日",
    ),
    Fails(
        "{{2021年}}度部门整体绩效自评表\n\n[[填报日期：2020年]]3月5日\n",
        says="“填报日期：2020年”早于报告标题的“2021年”。",
        cure="填报日期：2022年",
    ),
]

PASSES = [
    Passes(
        "2021年度部门整体绩效自评报告\n\n依据《2020年度绩效自评办法》，比2020年度增加2.00万元；"
        "编制2022年度预算时将参考上年我单位2020年度绩效自评结果。\n\n填报日期：2022年3月5日\n",
        why="a document's name, a comparison, a plan, last year's result, and a report made later",
    ),
    Passes(
        "2025年单位预算\n\n截至2024年12月31日，共有车辆2辆。\n",
        why="a budget looks back on the year before it",
    ),
    Passes(
        "2021年度项目绩效自评报告\n\n截至2020年12月31日支出8.00万元，截至2021年12月31日支出"
        "12.00万元。\n",
        why="both years are told",
    ),
    Passes("值守自2020年12月20日至2021年1月5日，建筑已有200年历史。\n", why="over the new year"),
]
