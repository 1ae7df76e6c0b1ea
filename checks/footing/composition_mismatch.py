"""总额与构成不符。 / An amount differs from its complete set of components.

同一栏（年初预算、全年预算、执行数）中，总额 = 基本支出 + 项目支出，= 财政性资金 + 其他资金。构成不全时不比较。
/ Within one column of a funds block; nothing is compared while a component is missing.
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
    """Funds rows that do not add up to their total row."""
    for relation in in_error(facts, "composition"):
        parts = "、".join(f"“{term.label.split(' ')[0]}”" for term in relation.terms)
        yield mismatch(relation, MESSAGES, severity="error", parts=parts)


MESSAGES = {
    "zh": "“{label}”为 {claim}，而{parts}之和为 {expected}。",
    "en": "'{label}' is {claim}, but its components ({parts}) add up to {expected}.",
}

FAILS = [
    Fails(
        """部门整体绩效自评表

| 预算情况（万元） | 年初预算数 | 全年预算数 | 预算执行数 | 预算执行率 |
|---|---|---|---|---|
| 部门预算总额 | [[880.00]] | 900.00 | 880.00 | 97.78% |
| 基本支出 | {{500.00}} | 500.00 | 490.00 | 98.00% |
| 项目支出 | {{300.00}} | 400.00 | 390.00 | 97.50% |
""",
        says="“部门预算总额 年初预算数”为 880.00 万元，而“基本支出”、“项目支出”之和为 800.00。",
        cure="800.00",
        severity="error",
    ),
]

PASSES = [
    Passes(
        """部门整体绩效自评表

| 预算情况（万元） | 年初预算数 | 全年预算数 | 预算执行数 | 预算执行率 |
|---|---|---|---|---|
| 部门预算总额 | 800.00 | 900.00 | 880.00 | 97.78% |
| 项目支出 | 300.00 | 400.00 | 390.00 | 97.50% |
""",
        why="基本支出 is not in the form, so the set is not complete",
    ),
    Passes(
        """部门整体绩效自评表

| 预算情况（万元） | 年初预算数 | 全年预算数 | 预算执行数 | 预算执行率 |
|---|---|---|---|---|
| 部门预算总额 | 800.0 | 900.1 | 880.00 | 97.78% |
| 基本支出 | 500.04 | 500.05 | 490.00 | 98.00% |
| 项目支出 | 299.96 | 400.05 | 390.00 | 97.50% |
""",
        why="values with fewer decimals dropped their zeros and still fit",
    ),
]
