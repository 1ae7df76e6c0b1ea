"""预算执行得分与执行率不符。 / The execution score does not follow from the execution rate.

预算执行得分 = 分值 × 执行率，执行率超过 100% 的按满分计。以表头、说明写明或当地规则为准；说明中按执行率分档计分的、
没有规则可依的不核对。印出的执行率与执行数÷全年预算数任一相符即可，允许取整。
/ Weight × rate, capped, by the printed rate or by executed ÷ full-year budget; forms that award
points by bands, or say nothing, are left alone. Rounded and cut-off scores fit.
"""

from fractions import Fraction

from reportlint.sdk import (
    ExecutionRow,
    Facts,
    Fails,
    Finding,
    Iterator,
    Measure,
    Message,
    Passes,
    Skip,
    dataclass,
    execution_rows,
    execution_rule,
    figure_place,
    points,
    printed_range,
    prints_as,
)

SEVERITY = "error"


@dataclass(frozen=True)
class Params:
    """This check has no options."""


def check(facts: Facts, params: Params) -> Iterator[Finding | Skip]:
    """Rows of funds blocks whose score is not their weight times the rate."""
    rule = execution_rule(facts)
    rows = list(execution_rows(facts))
    for row in rows:
        # Forms of one file are filled in alike.
        decimals = max(r.score.decimals for r in rows if r.document == row.document)
        rates = list(_rates(row))
        if not rates:
            continue
        if rule != "proportional":
            yield Skip(_UNKNOWN, (figure_place(row.score, row.document),))
            continue
        weight = Fraction(row.weight.value)
        ranges = [tuple(weight * _capped(rate) for rate in ends) for ends in rates]
        if any(prints_as(row.score, low, high, decimals) for low, high in ranges):
            continue
        if row.reason is None or "扣" not in row.reason.text:
            yield _finding(row, ranges[0])


def _rates(row: ExecutionRow) -> Iterator[tuple[Fraction, Fraction]]:
    """Admissible rates, each with the ends of its rounding: as printed, and recomputed."""
    if row.budget is not None and row.budget.value == 0:
        return  # nothing to execute: there is no rate
    if row.rate is not None:
        low, high = printed_range(row.rate)
        yield low / 100, high / 100
        if row.rate.measure is not Measure.SHARE:
            yield low, high  # 0.85 under a head that names no unit
    if row.executed is not None and row.budget is not None and row.budget.value:
        executed = Fraction(row.executed.value * row.executed.scale)
        rate = executed / Fraction(row.budget.value * row.budget.scale)
        yield rate, rate


def _capped(rate: Fraction) -> Fraction:
    return min(max(rate, Fraction(0)), Fraction(1))


def _finding(row: ExecutionRow, expected: tuple[Fraction, ...]) -> Finding:
    basis = [row.rate] if row.rate is not None else [row.executed, row.budget]
    printed = [figure for figure in basis if figure is not None]
    shown = " ÷ ".join("".join(figure.text.split()) for figure in printed)
    values = {
        "label": row.score.label,
        "rate": shown,
        "weight": row.weight.number,
        "expected": points(sum(expected, Fraction(0)) / 2),
        "score": row.score.number,
    }
    return Finding(
        message=Message(zh=MESSAGES["zh"].format(**values), en=MESSAGES["en"].format(**values)),
        places=(
            figure_place(row.score, row.document, "claim"),
            *(figure_place(figure, row.document) for figure in (*printed, row.weight)),
        ),
        arithmetic="{weight} × {rate} = {expected} ≠ {score}".format(**values),
        confidence=0.92,
        severity="error",
    )


_UNKNOWN = Message(
    zh="未写明预算执行得分如何计算，或按执行率分档计分",
    en="nothing says how the execution score is worked out, or it is awarded by bands",
)

MESSAGES = {
    "zh": "“{label}”为 {score}，而分值 {weight}、执行率 {rate}，应得 {expected} 分。",
    "en": "'{label}' is {score}, but {weight} points at a rate of {rate} give {expected}.",
}

_FORM = """项目支出绩效自评表（2022年度）

| 项目资金（万元） | 年初预算数 | 全年预算数(A) | 全年执行数(B) | 分值 | 执行率(B/A) | 得分 |
|---|---|---|---|---|---|---|
| 年度资金总额 | 150.00 | 160.00 | %s | %s | %s | %s |
| 其中：当年财政拨款 | 150.00 | 160.00 | %s | — | — | — |
"""

FAILS = [
    Fails(
        _FORM % ("136.00", "{{10}}", "{{85.00%}}", "[[9.50]]", "136.00"),
        says="“年度资金总额 得分”为 9.50，而分值 10、执行率 85.00%，应得 8.5 分。",
        cure="8.50",
        severity="error",
    ),
    Fails(
        """部门整体自评表（2022年度）

| 预算执行情况（万元） | 预算数(A) | 执行数(B) | 执行率(B/A) | 得分（{{20分}}*执行率） |
|---|---|---|---|---|
| 部门支出总额 | 500.00 | 450.00 | {{90%}} | [[20]] |
""",
        says="“部门支出总额 得分（20分*执行率）”为 20，而分值 20、执行率 90%，应得 18 分。",
        cure="18",
        severity="error",
    ),
]

_FORMS = """项目支出绩效自评表（2022年度）

| 项目资金（万元） | 年初预算数 | 全年预算数(A) | 全年执行数(B) | 分值 | 执行率(B/A) | 得分 |
|---|---|---|---|---|---|---|
| 年度资金总额 | 150.00 | 160.00 | 152.16 | {{10}} | {{95.10%}} | [[10]] |

项目支出绩效自评表（2022年度）

| 项目资金（万元） | 年初预算数 | 全年预算数(A) | 全年执行数(B) | 分值 | 执行率(B/A) | 得分 |
|---|---|---|---|---|---|---|
| 年度资金总额 | 200.00 | 200.00 | 190.80 | 10 | 95.40% | 9.54 |
"""
FAILS.append(
    Fails(
        _FORMS,
        says="“年度资金总额 得分”为 10，而分值 10、执行率 95.10%，应得 9.51 分。",
        cure="9.51",
        severity="error",
    )
)

PASSES = [
    Passes(
        _FORM % ("152.16", "10", "95.10%", "10", "152.16"),
        why="a form that scores in whole points rounds 9.51 to 10",
    ),
    Passes(
        _FORM % ("163.20", "10", "102.00%", "10", "163.20"),
        why="above 100% the full score, never more",
    ),
    Passes(
        _FORM % ("154.00", "10", "96.25%", "10", "154.00"),
        why="9.625 given in whole points",
    ),
    Passes(
        _FORM % ("136.00", "10", "90.67%", "8.50", "136.00"),
        why="the score follows from the amounts; the rate itself is another defect",
    ),
    Passes(
        (_FORM % ("0.00", "10", "0.00%", "10", "0.00")).replace("160.00", "0.00"),
        why="without a budget there is no rate",
    ),
    Passes(
        (_FORM % ("136.00", "10", "85.00%", "8", "136.00"))
        + "\n注：预算执行率95%以上得10分，80%以上得8分，80%以下不得分。\n",
        why="the form awards points by bands",
    ),
    Passes(
        """单位自评表（2022年度）

| 资金情况（万元） | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |
|---|---|---|---|---|---|
| 资金总额 | 160.00 | 136.00 | 10 | 85.00% | 9.5 |
""",
        why="no rule is known for this form",
    ),
]
