"""模板文字残留。 / Words of the blank form are left in a filled report.

“增加（减少）3 万元”一类未作取舍的选项，“XX 万元”“{单位名称}”“待填”一类占位，“（列明具体项目）”一类填写提示，
以及仍留在原因栏内的填写说明。栏目名称、现金流量表的“增加（减少以负号填列）”、姓名和编号的遮掩不算；空白表不检查。
/ Choices nobody made, placeholders, and hints for the writer. Heads of tables, the note on signs of
cash-flow lines, and masked names and numbers are none; blank forms are not checked at all.
"""

import re

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
_UP, _DOWN = "增加|增长|上升|提高|大于|高于|多于", "减少|下降|降低|小于|低于|少于"
_CHOICE = re.compile(
    rf"(?:(?:{_UP})\s*[（(/]\s*(?:{_DOWN})|(?:{_DOWN})\s*[（(/]\s*(?:{_UP}))\s*[）)]?"
    r"(?=\s*\d|\s*(?:年初|全年)?(?:预算|决算)数?的?主?要?原因\s*(?:是|为|：))"
)
_LETTERS = re.compile(
    r"(?:[XxＸｘ×]{2,}|\b20[XxＸｘ×]{2})\s*"
    r"(?:[万亿]?元|年度?|月|个百分点|百分点|[%％]|(?:单位|部门|街道|项目|公司|学校|专项|委员会|局|科室)(?!长))"
    r"|[XxＸ×]{1,2}\s*月\s*[XxＸ×]{1,2}\s*日"
)
_MASKED = re.compile(r"[XxＸｘ×]{2,}\s*(?:单位|部门|街道|项目|公司|学校|专项|委员会|局|科室)")
_BRACES = re.compile(
    r"[{｛【]\s*(?:请|填|此处|单位|部门|项目|年度|年份|名称|金额|姓名|日期)[^{}｛｝【】]{0,10}[}｝】]"
)
_HINT = re.compile(
    r"[（(](?:请|此处|需|应)?(?:据实|如实|具体|逐项|详细|简要)?(?:列明|填写|填列|填入|补充说明)[^（）()“”]{0,16}[）)]"
)
_WAITING = re.compile(
    r"(?:待填写?|待补充|待完善|（?此处填写[^，。]{0,12}）?|请填写[^，。]{0,12})[。]?"
)
_NUMBERED = re.compile(r"(?:三级)?指标\s*[1-9１-９]\s*[:：]?")
_LEFT = re.compile(r"(?:请)?(?:简要|逐项|详细)?说明[^，。]{0,30}(?:原因|措施|情况)[^，。]{0,12}。?")
_NOTE = re.compile(r"^\s*(?:注|备注|说明|填[报表写]说明|填[报表写]要求)\s*\d*\s*[:：.、]")
_REASON_HEADS = re.compile(r"原因|措施|说明")


@dataclass(frozen=True)
class Params:
    """This check has no options."""


def check(facts: Facts, params: Params) -> Iterator[Finding | Skip]:
    """One finding for each stretch of the blank form in running text or in a cell."""
    for document, reading in enumerate(facts.readings):
        seen: set[Span] = set()
        for span, kind in (*_in_text(reading), *_in_cells(reading)):
            if not any(span.overlaps(other) for other in seen):
                seen.add(span)
                yield _finding(reading, document, span, kind)


def _in_text(reading: Reading) -> Iterator[tuple[Span, str]]:
    masked = _MASKED.search(reading.title) is not None  # names of bodies are hidden throughout
    for sentence in reading.sentences:
        text = reading.document.slice(sentence.span)
        if _NOTE.match(text):
            continue
        patterns = [(_CHOICE, "choice"), (_LETTERS, "empty"), (_BRACES, "empty")]
        if sentence.table is None:
            patterns.append((_HINT, "hint"))
        for pattern, kind in patterns:
            for match in pattern.finditer(text):
                if masked and pattern is _LETTERS and _MASKED.search(match[0]):
                    continue
                start = sentence.span.start
                yield Span(start + match.start(), start + match.end()), kind


def _in_cells(reading: Reading) -> Iterator[tuple[Span, str]]:
    for grid in reading.grids:
        for cell in grid.cells:
            text = " ".join(cell.text.split())
            head = cell.column_path[-1] if cell.column_path else ""
            if cell.kind == "header" or not text:
                continue
            numbered = "三级指标" in head and _NUMBERED.fullmatch(text)
            if numbered or any(p.fullmatch(text) for p in (_WAITING, _LETTERS, _BRACES)):
                yield cell.span, "empty"
            elif _REASON_HEADS.search(head) and _LEFT.fullmatch(text):
                yield cell.span, "hint"


def _finding(reading: Reading, document: int, span: Span, kind: str) -> Finding:
    text = " ".join(reading.document.slice(span).split())
    zh, en = MESSAGES[kind]
    return Finding(
        message=Message(zh=zh.format(text=text), en=en.format(text=text)),
        places=(Place("claim", span, reading.document.slice(span), document=document),),
        severity="warning",
        confidence=0.9,
    )


MESSAGES = {
    "choice": (
        "“{text}”是模板中的选项，未作取舍。",
        "'{text}' is a choice of the template that was not made.",
    ),
    "empty": (
        "“{text}”是模板中的占位文字，未填写。",
        "'{text}' is a placeholder of the template.",
    ),
    "hint": (
        "“{text}”是模板中的填写提示。",
        "'{text}' is a hint of the template for the writer.",
    ),
}

FAILS = [
    Fails(
        "2024年培训费支出5.00万元，比上年[[增加（减少）]]3.00万元，增长150.00%。\n",
        says="“增加（减少）”是模板中的选项，未作取舍。",
        cure="增加",
        severity="warning",
    ),
    Fails(
        "支出决算12.00万元，决算数[[大于（小于）]]预算数的主要原因是追加了培训任务。\n",
        says="“大于（小于）”是模板中的选项，未作取舍。",
        cure="大于",
    ),
    Fails(
        "2024年培训费支出[[XX万元]]，会议费支出3.00万元。\n",
        says="“XX万元”是模板中的占位文字，未填写。",
        cure="2.00万元",
        severity="warning",
    ),
    Fails(
        "[[【单位名称】]]2024年支出预算120.00万元。\n",
        says="“【单位名称】”是模板中的占位文字，未填写。",
        cure="我单位",
    ),
    Fails(
        "其他支出20.00万元[[（列明具体项目）]]。\n",
        says="“（列明具体项目）”是模板中的填写提示。",
        cure="（设备维护）",
    ),
    Fails(
        """部门整体绩效自评表（2022年度）

| 一级指标 | 二级指标 | 三级指标 | 指标值 | 实际完成值 | 偏差原因分析 |
|---|---|---|---|---|---|
| 产出指标 | 数量指标 | [[指标2]] | 12 次 | 14 次 | |
| | 质量指标 | 巡查合格率 | 95% | 90% | 人员不足 |
""",
        says="“指标2”是模板中的占位文字，未填写。",
        cure="巡查次数",
    ),
    Fails(
        """部门整体绩效自评表（2022年度）

| 一级指标 | 二级指标 | 三级指标 | 指标值 | 实际完成值 | 偏差原因分析 |
|---|---|---|---|---|---|
| 产出指标 | 数量指标 | 巡查次数 | 12 次 | 14 次 | [[待补充]] |
| | 质量指标 | 巡查合格率 | 95% | 90% | 人员不足 |
""",
        says="“待补充”是模板中的占位文字，未填写。",
        cure="新增两处站点",
    ),
    Fails(
        """部门整体绩效自评表（2022年度）

| 一级指标 | 二级指标 | 三级指标 | 指标值 | 实际完成值 | 偏差原因分析 |
|---|---|---|---|---|---|
| 产出指标 | 数量指标 | 巡查次数 | 12 次 | 14 次 | |
| | 质量指标 | 巡查合格率 | 95% | 90% | [[说明未完成的原因及拟采取的措施]] |
""",
        says="“说明未完成的原因及拟采取的措施”是模板中的填写提示。",
        cure="人员不足",
    ),
]

PASSES = [
    Passes(
        """现金流量补充资料

存货的减少（增加以负号填列）见下表。

| 项目 | 本期增加（减少） | 上期增加（减少） |
|---|---|---|
| 存货 | 12.00 | -3.00 |
""",
        why="a note on signs, and heads of columns",
    ),
    Passes(
        "XX局2022年度部门整体绩效自评报告\n\nXX局2022年支出120.00万元。\n",
        why="a report made anonymous hides the name everywhere",
    ),
    Passes(
        "三公经费增加（减少）情况说明\n\n2024年三公经费5.00万元，办理人王XX，证件尾号0310***1XX。\n",
        why="a heading, a masked name and a masked number",
    ),
    Passes(
        """部门整体绩效自评表（2022年度）

| 一级指标 | 二级指标 | 三级指标 | 指标值 | 实际完成值 | 偏差原因（说明未完成原因及措施） |
|---|---|---|---|---|---|
| 产出指标 | 数量指标 | 巡查次数 | 12 次 | 10 次 | 说明会减少两场，次数随之减少 |
| | 质量指标 | 巡查合格率 | 95% | 96% | |

注：1. 请填写实际完成值（可据实填写）。
""",
        why="a head, a real reason, and a note of the form",
    ),
]
