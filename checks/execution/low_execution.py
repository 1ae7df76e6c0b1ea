"""执行率低而未说明原因。 / Low execution without a reason.

绩效自评文件的资金表（总额一行）和任务清单各行，执行率低于界限，本行的原因栏为空或只有“进度慢”一类套话，正文中也没有
提到该项任务或执行进度的原因说明时报告，一张表一条。原因写在正文的不报告；政府采购执行率的原因不算其他资金的原因。
/ The total row of the funds block and the rows of a task list; a reason anywhere in the document that speaks
of the row or of spending clears it.
"""

import re
from decimal import Decimal

from reportlint.sdk import (
    Annotated,
    Facts,
    Fails,
    Finding,
    Iterator,
    Message,
    Passes,
    Relation,
    Skip,
    bare_words,
    dataclass,
    spending_explained,
)

SEVERITY = "warning"
PREVIEW = True

_REASON_HEAD = re.compile(r"原因|说明|备注|改进")
_TOTAL = re.compile(r"总额|合计|总计|部门整体|部门预算$")
_MOST_CITED = 10


@dataclass(frozen=True)
class Params:
    """Where execution counts as low."""

    below: Annotated[int, "Execution rates below this percentage need a reason."] = 90


def check(facts: Facts, params: Params) -> Iterator[Finding | Skip]:
    """Tables with rows of low execution that nothing explains."""
    for group in _tables(facts).values():
        low = [relation for relation in group if _rate(relation) < params.below]
        silent = [relation for relation in low if not _explained(facts, relation)]
        if silent:
            yield _finding(facts, silent, params)


def _tables(facts: Facts) -> dict[tuple[int, int | None, str], list[Relation]]:
    """The rows with budget and execution of self-evaluations, by table and kind of table."""
    found: dict[tuple[int, int | None, str], list[Relation]] = {}
    for relation in facts.relations_of("execution"):
        reading = facts.readings[relation.claim.document]
        grids = [
            grid
            for grid in reading.grids
            if grid.table == relation.claim.table and relation.claim.row in grid.rows
        ]
        known = {grid.family for grid in grids} & {"funds", "tasks"}
        # Spending less than allowed on travel and cars needs no excuse.
        expenses = any("三公" in (grid.title or "") for grid in grids)
        if known and not expenses and "自评" in reading.document.text and relation.terms[0].value:
            key = (relation.claim.document, relation.claim.table, min(known))
            found.setdefault(key, []).append(relation)
    for key, group in found.items():
        totals = [relation for relation in group if _TOTAL.search(_subject(relation))]
        if key[2] == "funds":
            found[key] = totals[:1]  # the rows below it are its parts
    return found


def _rate(relation: Relation) -> Decimal:
    executed, budget = relation.claim.value, relation.terms[0].value
    return Decimal(100) if executed is None or not budget else executed / budget * 100


def _subject(relation: Relation) -> str:
    return relation.claim.label.rpartition(" ")[0] or relation.claim.label


def _explained(facts: Facts, relation: Relation) -> bool:
    subject = _subject(relation)
    name = "" if _TOTAL.search(subject) else subject
    return _in_row(facts, relation) or spending_explained(facts, name)


def _in_row(facts: Facts, relation: Relation) -> bool:
    """Whether a reason cell of the row says more than a stock phrase."""
    stock = facts.lexicon.words["stock_reasons"]
    for grid in facts.readings[relation.claim.document].grids:
        for cell in grid.cells if grid.table == relation.claim.table else ():
            above = any(_REASON_HEAD.search(head) for head in cell.column_path)
            if not (above and cell.row <= (relation.claim.row or 0) < cell.row + cell.rowspan):
                continue
            said = bare_words(cell.text)
            if said and said not in stock and said not in facts.lexicon.words["na"]:
                return True
    return False


def _finding(facts: Facts, rows: list[Relation], params: Params) -> Finding:
    first = rows[0]
    rate = f"{_rate(first):.2f}%"
    values = {
        "label": _subject(first),
        "executed": f"{first.claim.text} {first.claim.unit or ''}".strip(),
        "budget": f"{first.terms[0].text} {first.terms[0].unit or ''}".strip(),
        "rate": rate,
        "below": params.below,
        "also_zh": f"（共 {len(rows)} 行）" if len(rows) > 1 else "",
        "also_en": f" ({len(rows)} rows)" if len(rows) > 1 else "",
    }
    places = [first.claim.place("claim"), first.terms[0].place("evidence")]
    for row in rows[1:_MOST_CITED]:
        places += [row.claim.place("evidence"), row.terms[0].place("evidence")]
    return Finding(
        message=Message(zh=MESSAGES["zh"].format(**values), en=MESSAGES["en"].format(**values)),
        places=tuple(places),
        severity="warning",
        confidence=first.confidence,
        arithmetic=f"{first.claim.text} ÷ {first.terms[0].text} = {rate} < {params.below}%",
    )


MESSAGES = {
    "zh": "“{label}”执行 {executed}，预算 {budget}，执行率 {rate}，低于 {below}%{also_zh}，未见原因说明。",
    "en": "'{label}' executed {executed} of {budget}, {rate}, below {below}%{also_en}; no reason is given.",
}

FAILS = [
    Fails(
        """项目支出绩效自评表（2022年度，单位：万元）

| 任务名称 | 主要内容 | 预算资金 | 预算执行数 | 预算执行率 | 原因 |
|---|---|---|---|---|---|
| 培训宣传 | 组织业务培训 | {{40.00}} | [[31.00]] | 77.50% | |
| 设备更新 | 更新检测设备 | {{20.00}} | {{12.00}} | 60.00% | 进度慢 |
| 日常维护 | 维护信息系统 | 10.00 | 9.00 | 90.00% | |
""",
        says="“培训宣传”执行 31.00 万元，预算 40.00 万元，执行率 77.50%，低于 90%（共 2 行），未见原因说明。",
        cure={1: "38.00", 3: "19.00"},
        severity="warning",
    ),
]

PASSES = [
    Passes(
        """部门整体支出绩效自评报告（2022年度）

“三公”经费预算执行情况表

单位：万元

| 项目 | 预算数 | 执行数 | 执行率 |
|---|---|---|---|
| 公务接待费 | 5.00 | 2.00 | 40.00% |
| 合计 | 5.00 | 2.00 | 40.00% |
""",
        why="spending less than allowed on hosting is no failure",
    ),
    Passes(
        """项目支出绩效自评表（2022年度，单位：万元）

| 任务名称 | 主要内容 | 预算资金 | 预算执行数 | 预算执行率 | 原因 |
|---|---|---|---|---|---|
| 培训宣传 | 组织业务培训 | 40.00 | 31.00 | 77.50% | 两期培训改为线上，节省场地费 |
| 设备更新 | 更新检测设备 | 20.00 | 20.00 | 100.00% | |
""",
        why="the reason stands in the row",
    ),
    Passes(
        """项目支出绩效自评报告（2022年度，单位：万元）

设备更新项目因厂商推迟交货，尾款列入下一年度。

| 任务名称 | 主要内容 | 预算资金 | 预算执行数 | 预算执行率 |
|---|---|---|---|---|
| 培训宣传 | 组织业务培训 | 40.00 | 40.00 | 100.00% |
| 设备更新 | 更新检测设备 | 20.00 | 12.00 | 60.00% |
""",
        why="the reason is told in the body of the report",
    ),
    Passes(
        """预算执行情况表（2022年度，单位：万元）

| 项目 | 年初预算数 | 全年预算数 | 全年执行数 | 执行率 |
|---|---|---|---|---|
| 培训宣传 | 40.00 | 40.00 | 12.00 | 30.00% |
| 设备更新 | 20.00 | 20.00 | 12.00 | 60.00% |
""",
        why="no self-evaluation: nothing asks for a reason there",
    ),
]
