"""实际完成值远超目标值而未说明。 / A result far above its target, without a reason.

目标可能定得过低。只看以多为优的数量、金额类指标；百分比不看；很小的目标按绝对差看。
本行或报告其他地方就该指标说明原因的，不提示；只有笼统说明的，不作判断。
/ The target may have been set too low. Shares are left out; small targets need an absolute gap.
"""

from decimal import Decimal

from reportlint.sdk import (
    Annotated,
    Explained,
    Facts,
    Fails,
    Finding,
    IndicatorRow,
    Iterator,
    Measure,
    Message,
    Passes,
    Skip,
    comparable,
    dataclass,
    explained,
    indicator_rows,
    side,
)

SEVERITY = "warning"
PREVIEW = True
_MEASURES = (Measure.COUNT, Measure.EXTENT, Measure.MONEY, Measure.BARE)


@dataclass(frozen=True)
class Params:
    """How far above its target a result is told."""

    percent: Annotated[int, "Tell results above this percentage of the target."] = 130
    small: Annotated[int, "Targets up to this number need an absolute gap."] = 3
    gap: Annotated[int, "The gap that a small target needs."] = 3


def check(facts: Facts, params: Params) -> Iterator[Finding | Skip]:
    """Rows whose result is far above a least value, and no reason is told."""
    for row in indicator_rows(facts):
        if not _far_above(facts, row, params):
            continue
        match explained(facts, row):
            case Explained.NO | Explained.UNASKED:
                yield _finding(row)
            case Explained.GENERAL:
                yield Skip(
                    Message(
                        zh="偏差原因只有笼统说明，是否包括该指标不明确",
                        en="reasons are given in general; whether for this indicator is unclear",
                    )
                )


def _far_above(facts: Facts, row: IndicatorRow, params: Params) -> bool:
    target, actual = row.target, row.actual
    if target is None or actual is None or not comparable(target, actual):
        return False
    measures = (target.measure, actual.measure)
    if any(measure not in _MEASURES for measure in measures) or row.name.endswith(("率", "比")):
        return False
    if side(row, facts.lexicon.words) != "up" or target.quantity.upper is not None:
        return False
    if target.value <= 0 or actual.value * 100 <= target.value * params.percent:
        return False
    return target.value > params.small or actual.value - target.value >= params.gap


def _finding(row: IndicatorRow) -> Finding:
    target, actual = row.target, row.actual
    assert target is not None and actual is not None
    percent = (actual.value * 100 / target.value).quantize(Decimal(1))
    values = {
        "name": row.name,
        "actual": actual.text,
        "target": target.text,
        "percent": percent,
    }
    return Finding(
        message=Message(zh=MESSAGES["zh"].format(**values), en=MESSAGES["en"].format(**values)),
        places=(row.figure_place(actual, "claim"), row.figure_place(target)),
        severity="warning",
        confidence=0.85,
        arithmetic=f"{actual.number} ÷ {target.number} = {percent}%",
    )


MESSAGES = {
    "zh": "“{name}”实际完成值 {actual} 为目标值 {target} 的 {percent}%，未见原因说明。",
    "en": "'{name}': the result {actual} is {percent}% of the target {target}; no reason is told.",
}

FAILS = [
    Fails(
        """项目支出绩效自评表（2022年度）

| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 全年完成值 | 偏差原因分析及改进措施 |
|---|---|---|---|---|---|
| 产出指标 | 数量指标 | 发放科普手册 | ≥{{2000份}} | [[5100份]] | |
| | | 举办科普讲座 | 20场 | 22场 | |
""",
        says="“发放科普手册”实际完成值 5100份 为目标值 2000份 的 255%，未见原因说明。",
        cure="2600份",
        severity="warning",
    ),
    Fails(
        """项目支出绩效自评表（2022年度）

| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 全年完成值 |
|---|---|---|---|---|
| 产出指标 | 数量指标 | 新建示范阅览室 | ≥{{3个}} | [[6个]] |
| | | 举办科普讲座 | 20场 | 22场 |
""",
        says="“新建示范阅览室”实际完成值 6个 为目标值 3个 的 200%，未见原因说明。",
        cure="5个",
    ),
]

PASSES = [
    Passes(
        """项目支出绩效自评表（2022年度）

因新增两处场馆，科普手册发放数量比计划多。

| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 全年完成值 | 偏差原因分析及改进措施 |
|---|---|---|---|---|---|
| 产出指标 | 数量指标 | 发放科普手册 | ≥2000份 | 5100份 | |
| | | 举办科普讲座 | 20场 | 52场 | 社区报名踊跃，加开场次 |
""",
        why="one reason stands in the text, the other in the row",
    ),
    Passes(
        """项目支出绩效自评表（2022年度）

| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 全年完成值 | 偏差原因分析及改进措施 |
|---|---|---|---|---|---|
| 产出指标 | 数量指标 | 召开协调会 | 1次 | 3次 | |
| | 质量指标 | 手册差错数 | ≤20处 | 40处 | |
| | 时效指标 | 编印用时 | 30天 | 55天 | |
| 满意度指标 | 服务对象满意度指标 | 读者满意度 | ≥60% | 98% | |
""",
        why="two meetings more are little; an upper limit, a time and a share cannot be overshot",
    ),
]
