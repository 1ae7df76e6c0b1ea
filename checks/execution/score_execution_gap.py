"""指标得分率远高于预算执行率。 / Indicator scores run well ahead of spending.

指标得分合计 ÷ 分值合计为得分率；资金总额执行率低于界限，而得分率高出它的部分超过得分率的一定比例，且本行和正文都没有说明
资金为何少用的，提示核对。文件中有几份资金表的不比较。
/ The share of points earned against the execution rate of the form's only funds row; a stated reason (savings
by tender, work over several years) clears it.
"""

from decimal import Decimal

from reportlint.sdk import (
    Annotated,
    ExecutionRow,
    Facts,
    Fails,
    Figure,
    Finding,
    Iterator,
    Message,
    Passes,
    ScoredRow,
    Skip,
    dataclass,
    execution_rows,
    figure_place,
    scored_rows,
    spending_explained,
)

SEVERITY = "warning"
PREVIEW = True
_LEAST_ROWS = 4


@dataclass(frozen=True)
class Params:
    """When the two rates are too far apart."""

    below: Annotated[int, "Only execution rates below this percentage are compared."] = 95
    margin: Annotated[int, "Allowed gap, in percent of the share of points earned."] = 5


def check(facts: Facts, params: Params) -> Iterator[Finding | Skip]:
    """Forms whose share of points earned exceeds the execution rate by more than the margin."""
    funds = list(execution_rows(facts))
    scored = [row for row in scored_rows(facts) if not row.shared]
    if len(funds) != 1 or len(scored) < _LEAST_ROWS:
        return
    rate = _rate(funds[0])
    weight = sum((row.weight.value for row in scored), Decimal(0))
    earned = sum((row.score.value for row in scored), Decimal(0))
    if rate is None or not weight or not earned:
        yield Skip(Message(zh="缺少执行率或得分", en="no execution rate or no scores"))
        return
    share = earned / weight * 100
    gap = (share - rate) / share * 100
    if rate >= params.below or gap <= params.margin or funds[0].reason is not None:
        return
    if not spending_explained(facts):
        yield _finding(funds[0], scored, rate, share)


def _rate(row: ExecutionRow) -> Decimal | None:
    """The execution rate in percent, from the amounts if both are printed."""
    if row.executed is not None and row.budget is not None and row.budget.value:
        return row.executed.value * row.executed.scale / (row.budget.value * row.budget.scale) * 100
    return row.rate.value if row.rate is not None else None


def _finding(row: ExecutionRow, scored: list[ScoredRow], rate: Decimal, share: Decimal) -> Finding:
    claim: Figure = row.rate or row.executed or row.score
    values = {"rate": f"{rate:.2f}%", "share": f"{share:.2f}%", "count": len(scored)}
    places = [figure_place(claim, row.document, "claim")]
    places += [figure_place(item.score, item.indicator.document) for item in scored]
    return Finding(
        message=Message(zh=MESSAGES["zh"].format(**values), en=MESSAGES["en"].format(**values)),
        places=tuple(places),
        severity="warning",
        confidence=0.8,
        arithmetic=f"{values['share']} > {values['rate']}",
    )


MESSAGES = {
    "zh": "预算执行率为 {rate}，而 {count} 项指标的得分率为 {share}，未见资金少用的原因说明。",
    "en": "Execution is {rate}, but {count} indicators earn {share} of their points; no reason is given.",
}

_FORM = """项目支出绩效自评表（2022年度）

| 项目资金（万元） | 年初预算数 | 全年预算数 | 全年执行数 | 执行率 | 分值 | 得分 |
|---|---|---|---|---|---|---|
| 年度资金总额 | 40.00 | 40.00 | 20.00 | %s | 10 | 5 |

| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |
|---|---|---|---|---|---|---|
| 产出指标 | 数量指标 | 举办培训场次 | 20 场 | 20 场 | 20 | %s |
| 产出指标 | 质量指标 | 培训合格率 | 95%% | 96%% | 30 | %s |
| 效益指标 | 社会效益指标 | 政策知晓率 | 80%% | 85%% | 30 | %s |
| 满意度指标 | 满意度指标 | 学员满意度 | 90%% | 95%% | 10 | %s |
"""

FAILS = [
    Fails(
        _FORM % ("[[50.00%]]", "{{20}}", "{{30}}", "{{30}}", "{{10}}"),
        says="预算执行率为 50.00%，而 4 项指标的得分率为 100.00%，未见资金少用的原因说明。",
        cure={1: "10", 2: "15", 3: "14", 4: "5"},
        severity="warning",
    ),
]

PASSES = [
    Passes(
        _FORM % ("50.00%", "20", "30", "30", "10")
        + "\n由于场地免费提供，节省的资金未使用，已交回。\n",
        why="the report says why half of the money was not needed",
    ),
    Passes(
        _FORM.replace("20.00 | %s", "38.40 | %s") % ("96.00%", "20", "30", "30", "10"),
        why="execution of 96 % is not low",
    ),
]
