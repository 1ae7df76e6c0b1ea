"""结余说法与预算减支出不符。 / The stated balance differs from budget minus spending.

文中称“无结转结余资金”，而资金表中全年预算数与执行数之差不为零。/ A claim of no balance, while the
full-year budget and the execution of the funds block differ.
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
    """Claims of no balance that the funds block does not bear out."""
    for relation in in_error(facts, "residual"):
        over = any(
            other.topic == relation.topic and other.terms[0].figure == relation.terms[0].figure
            for other in in_error(facts, "execution")
        )
        cluster = relation.topic if over else ""
        yield mismatch(relation, MESSAGES, severity="error", cluster=cluster)


MESSAGES = {
    "zh": "文中称“{claim}”，而全年预算数 {first} 减执行数 {second} 为 {expected}。",
    "en": "The text says '{claim}', but budget {first} minus execution {second} is {expected}.",
}

FAILS = [
    Fails(
        """部门整体绩效自评报告（2022年度）

年末资金使用完毕，[[无结转结余资金]]。

| 预算情况（万元） | 年初预算数 | 全年预算数 | 预算执行数 | 预算执行率 |
|---|---|---|---|---|
| 部门预算总额 | 800.00 | {{900.00}} | {{880.00}} | 97.78% |
| 基本支出 | 500.00 | 500.00 | 490.00 | 98.00% |
""",
        says="文中称“无结转结余资金”，而全年预算数 900.00 万元 减执行数 880.00 万元 为 20.00。",
        cure="有结余资金",
        severity="error",
    ),
]

PASSES = [
    Passes(
        """部门整体绩效自评报告（2022年度）

年末资金使用完毕，无结转结余资金。

| 预算情况（万元） | 年初预算数 | 全年预算数 | 预算执行数 | 预算执行率 |
|---|---|---|---|---|
| 部门预算总额 | 800.00 | 880.00 | 880.00 | 100% |
""",
        why="budget and execution are equal",
    ),
    Passes(
        """部门整体绩效自评报告（2022年度）

请说明年末是否无结转结余资金。

| 预算情况（万元） | 年初预算数 | 全年预算数 | 预算执行数 | 预算执行率 |
|---|---|---|---|---|
| 部门预算总额 | 800.00 | 900.00 | 880.00 | 97.78% |
""",
        why="a question is no claim",
    ),
]
