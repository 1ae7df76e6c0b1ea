"""目标低于上年已达到的水平。 / A target below what was reached the year before.

表中有“近两年”“上年实际”栏，而正向指标的本年目标比最近一年的实际低一成以上时提示。越低越好的、方向不明的、单位不同的
指标不看；历史栏写的是目标（带比较符）或不止一个数的也不看。工作量本来在减少的，低一些是正常的，因此只是提示。
/ Advice only: demand may shrink. Limits, indicators of unclear direction, and history told as a target
or in several figures are left alone.
"""

from decimal import Decimal

from reportlint.sdk import (
    Annotated,
    Comparator,
    Facts,
    Fails,
    Figure,
    Finding,
    IndicatorRow,
    Iterator,
    Message,
    Passes,
    Skip,
    comparable,
    dataclass,
    indicator_rows,
    side,
)

SEVERITY = "info"
PREVIEW = True


@dataclass(frozen=True)
class Params:
    """How far a target may stay below the last result."""

    allowed_drop: Annotated[int, "A target may be lower by so many percent of the last result."] = (
        10
    )


def check(facts: Facts, params: Params) -> Iterator[Finding | Skip]:
    """Rows with a forward target well below the last result told beside it."""
    for row in indicator_rows(facts):
        target, last = row.target, row.last
        if target is None or last is None or side(row, facts.lexicon.words) != "up":
            continue
        if not _plain(target, last):
            continue
        least = last.value * last.scale * (100 - params.allowed_drop) / Decimal(100)
        if target.value * target.scale < least:
            yield _finding(row, target, last)


def _plain(target: Figure, last: Figure) -> bool:
    """Whether both are single numbers of one unit, the last one a result and not a promise."""
    if last.comparator is not Comparator.EQ or target.quantity.upper is not None:
        return False
    same_unit = target.unit == last.unit or None in (target.unit, last.unit)
    return same_unit and comparable(target, last) and target.value > 0


def _finding(row: IndicatorRow, target: Figure, last: Figure) -> Finding:
    values = {
        "name": row.name,
        "target": " ".join(target.text.split()),
        "last": " ".join(last.text.split()),
        "head": last.label.rpartition(" ")[2],
    }
    return Finding(
        message=Message(
            zh=MESSAGES["zh"].format(**values),
            en=MESSAGES["en"].format(**values),
        ),
        places=(row.figure_place(target, "claim"), row.figure_place(last)),
        confidence=0.8,
        severity="info",
    )


MESSAGES = {
    "zh": "“{name}”的目标为 {target}，低于“{head}”的 {last}。",
    "en": "The target of '{name}' is {target}, below {last} under '{head}'.",
}

FAILS = [
    Fails(
        """项目绩效目标表（2023年度）

| 一级指标 | 二级指标 | 三级指标 | 上年实际 | 年度指标值 |
|---|---|---|---|---|
| 产出指标 | 数量指标 | 修建泵站 | {{6座}} | ≥[[4座]] |
| | 质量指标 | 泵站验收合格率 | 98% | ≥95% |
""",
        says="“修建泵站”的目标为 4座，低于“上年实际”的 6座。",
        cure="6座",
        severity="info",
    ),
    Fails(
        """部门整体支出绩效目标申报表（2021年度）

| 一级指标 | 二级指标 | 指标名称 | 近两年指标值 | | 预期当年实现值 |
|---|---|---|---|---|---|
| | | | 2019年 | 2020年 | |
| 产出指标 | 数量指标 | 培训护林员人数 | 300人 | {{420人}} | [[350人]] |
""",
        says="“培训护林员人数”的目标为 350人，低于“2020年”的 420人。",
        cure="400人",
    ),
]

PASSES = [
    Passes(
        """项目绩效目标表（2023年度）

| 一级指标 | 二级指标 | 三级指标 | 上年实际 | 年度指标值 |
|---|---|---|---|---|
| 产出指标 | 数量指标 | 修建泵站 | 6座 | ≥6座 |
| | 质量指标 | 泵站验收合格率 | 98% | ≥95% |
| | 成本指标 | 泵站造价 | 60万元 | ≤50万元 |
| | 质量指标 | 泵站故障率 | 4% | ≤2% |
""",
        why="as much as last year, a tenth of leeway, and limits that went down",
    ),
    Passes(
        """部门整体支出绩效目标申报表（2021年度）

| 一级指标 | 二级指标 | 指标名称 | 近两年指标值 | | 预期当年实现值 |
|---|---|---|---|---|---|
| | | | 2019年 | 2020年 | |
| 产出指标 | 数量指标 | 培训护林员人数 | 520人 | 300人 | 320人 |
| | 数量指标 | 培训护林员期数 | 12期 | ≥12期 | 10期 |
| | 数量指标 | 发放护林手册 | 2000册 | 6万元 | 1800册 |
""",
        why="above the last year, though not the one before; a promise and an amount are no result",
    ),
]
