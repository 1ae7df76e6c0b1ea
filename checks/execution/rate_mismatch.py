"""执行率（完成率）与两数之比不符。 / A stated rate is not the ratio of its two amounts.

执行率 = 执行数 ÷ 预算数；完成率 = 实际完成 ÷ 目标。表中按行、文中按同一分句取数；基数可能是年初预算也可能是
全年预算时，任一相符即可。四舍五入和截尾不报告。/ Rows of tables and clauses of text. Where initial
and full-year budget are both admissible, one that fits clears the statement.
"""

from reportlint.sdk import (
    Facts,
    Fails,
    Finding,
    Iterator,
    Passes,
    Skip,
    dataclass,
    in_error,
    mismatch,
)

SEVERITY = "error"


@dataclass(frozen=True)
class Params:
    """This check has no options."""


def check(facts: Facts, params: Params) -> Iterator[Finding | Skip]:
    """Rates that no admissible base gives."""
    for relation in in_error(facts, "rate"):
        yield mismatch(relation, MESSAGES, severity="error")


MESSAGES = {
    "zh": "“{label}”为 {claim}，而 {first} ÷ {second} 为 {expected}。",
    "en": "'{label}' is {claim}, but {first} ÷ {second} is {expected}.",
}

FAILS = [
    Fails(
        "2022 年全年预算数 {{500.00 万元}}，实际支出 {{450.00 万元}}，预算执行率 [[95%]]。\n",
        says="“预算执行率”为 95%，而 450.00 万元 ÷ 500.00 万元 为 90%。",
        cure="90%",
        severity="error",
    ),
    Fails(
        """项目资金执行情况（万元）

| 项目 | 全年预算数 | 全年执行数 | 执行率 |
|---|---|---|---|
| 培训 | {{40.00}} | {{31.02}} | [[77.25%]] |
| 宣传 | 20.00 | 20.00 | 100.00% |
""",
        says="“培训 执行率”为 77.25%，而 31.02 万元 ÷ 40.00 万元 为 77.55%。",
        cure="77.55%",
    ),
    Fails(
        "年初目标 {{300 场}}，实际完成 {{240 场}}，完成率 [[82%]]。\n",
        says="“完成率”为 82%，而 240 场 ÷ 300 场 为 80%。",
        cure="80%",
    ),
]

PASSES = [
    Passes(
        """项目资金执行情况（万元）

| 项目 | 年初预算数 | 全年预算数 | 全年执行数 | 执行率 |
|---|---|---|---|---|
| 培训 | 50.00 | 40.00 | 30.00 | 60.00% |
| 宣传 | 20.00 | 20.00 | 0.90 | 5% |
""",
        why="60 % fits the initial budget; 4.5 % is printed without decimals",
    ),
    Passes(
        "2022 年全年预算数 9759.38 万元，实际支出 9746.50 万元，预算执行率 99.86%。\n",
        why="the last digit is cut off instead of rounded",
    ),
]
