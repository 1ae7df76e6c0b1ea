"""成本指标的金额超过项目资金。 / Cost indicators ask for more than the project's funds.

成本指标下的金额（换算为同一单位）或其合计，超过资金表中的全年预算数。年初预算数、执行数（对实际成本）任一能容纳的不报；
单位成本、补助标准、人均和节约额不是总额，名称带“总”“其中”的不与其他项相加。没有资金总额可比的记为未核对。
/ A warning: what a cost covers is not always said. Unit costs, standards and savings are no totals.
"""

from reportlint.sdk import (
    Facts,
    Fails,
    Finding,
    Formula,
    Iterator,
    Passes,
    Skip,
    dataclass,
    in_error,
    mismatch,
)

SEVERITY = "warning"
PREVIEW = True


@dataclass(frozen=True)
class Params:
    """This check has no options."""


def check(facts: Facts, params: Params) -> Iterator[Finding | Skip]:
    """Costs, alone or together, that no total of the funds can hold."""
    found = list(in_error(facts, "cost-limit"))
    single = {relation.claim.span for relation in found if relation.formula is Formula.AT_MOST}
    for relation in found:
        if relation.formula is Formula.AT_MOST:
            yield mismatch(relation, MESSAGES, severity="warning")
        elif not any(term.span in single for term in relation.terms):
            yield mismatch(relation, TOGETHER, severity="warning")


MESSAGES = {
    "zh": "成本指标“{label}”为 {claim}，超过“{first_label}”{first}。",
    "en": "The cost '{label}' is {claim}, above '{first_label}' {first}.",
}
TOGETHER = {
    "zh": "{count} 项成本指标之和为 {expected} {unit}，超过“{label}”{claim}。",
    "en": "The {count} cost indicators add up to {expected} {unit}, above '{label}' {claim}.",
}

FORM = """项目支出绩效自评表（2023年度）

| 资金（万元） | 年初预算数 | 全年预算数 | 全年执行数 |
|---|---|---|---|
| 年度资金总额 | 60.00 | {budget} | 71.50 |
| 其中：当年财政拨款 | 60.00 | {budget} | 71.50 |

| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 |
|---|---|---|---|---|
| 产出指标 | 数量指标 | 修建泵站 | 4座 | 4座 |
| | 成本指标 | {name} | {target} | {actual} |
| | | {other} | {limit} | 31万元 |
"""


def _form(**changed: str) -> str:
    usual = {
        "budget": "72.00",
        "name": "土建成本",
        "target": "≤40万元",
        "actual": "40万元",
        "other": "设备成本",
        "limit": "≤32万元",
    }
    return FORM.format(**{**usual, **changed})


FAILS = [
    Fails(
        _form(target="≤[[90万元]]").replace(
            "60.00 | 72.00 | 71.50", "60.00 | {{72.00}} | 71.50", 1
        ),
        says="成本指标“土建成本 年度指标值”为 90万元，超过“年度资金总额 全年预算数”72.00 万元。",
        cure="40万元",
        severity="warning",
    ),
    Fails(
        _form(target="≤{{46万元}}", limit="≤{{32万元}}").replace(
            "60.00 | 72.00 | 71.50", "{{60.00}} | [[72.00]] | 71.50", 1
        ),
        says="2 项成本指标之和为 78.00 万元，超过“年度资金总额 全年预算数”72.00 万元。",
        cure={2: "40万元"},
    ),
]

PASSES = [
    Passes(_form(target="≤400000元"), why="the same amount in 元"),
    Passes(
        _form(name="泵站单位成本", target="≤90万元", actual="80万元"),
        why="a cost per unit says nothing of the total",
    ),
    Passes(
        _form(name="项目总成本", target="≤72万元", actual="71.50万元"),
        why="the other cost is part of the total one",
    ),
    Passes(
        _form(name="管护补助标准", target="200万元", actual="200万元"),
        why="a standard is no total either",
    ),
]
