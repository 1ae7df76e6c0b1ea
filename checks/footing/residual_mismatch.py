"""结余说法与预算减支出不符。 / The stated balance differs from budget minus spending.

文中称“无结转结余资金”，而资金表中全年预算数与执行数之差不为零，或决算表的年末结转和结余不为零；
称没有使用某项资金，而表中该项资金不为零；或者同一段写明的结余与全年预算减支出不等。/ A claim of no
balance, while the full-year budget and the execution of the funds block differ or the accounts
carry an amount over; a claim that a fund is not used, while its row is filled; or a balance told
in a paragraph that is not its budget minus its spending.
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
    """Claims of no balance, and balances in figures, that budget and spending do not bear out."""
    for relation in in_error(facts, "residual"):
        over = any(
            other.topic == relation.topic and other.terms[0].figure == relation.terms[0].figure
            for other in in_error(facts, "execution")
        )
        cluster = relation.topic if over else ""
        messages = MESSAGES if relation.claim.figure is None else STATED
        if len(relation.terms) == 1:
            messages = CARRIED
        yield mismatch(relation, messages, severity="error", cluster=cluster)


MESSAGES = {
    "zh": "文中称“{claim}”，而全年预算数 {first} 减执行数 {second} 为 {expected}。",
    "en": "The text says '{claim}', but budget {first} minus execution {second} is {expected}.",
}

STATED = {
    "zh": "“{label}”为 {claim}，而预算数 {first} 减支出 {second} 为 {expected}。",
    "en": "'{label}' is {claim}, but budget {first} minus spending {second} is {expected}.",
}

CARRIED = {
    "zh": "文中称“{claim}”，而“{first_label}”为 {first}。",
    "en": "The text says '{claim}', but '{first_label}' is {first}.",
}

FAILS = [
    Fails(
        """石桥县水务局2024年部门预算

一、部门收支总表（单位：万元）

| 收入项目 | 2024年预算数 |
|---|---|
| 一、一般公共预算拨款 | 880.00 |
| 二、政府性基金预算拨款 | {{120.00}} |
| 收入总计 | 1,000.00 |

二、情况说明
本部门2024年[[没有使用政府性基金预算拨款安排的支出]]。
""",
        says="文中称“没有使用政府性基金预算拨款安排的支出”，而“二、政府性基金预算拨款 2024年预算数”为 120.00 万元。",
        cure="使用了政府性基金预算拨款",
        severity="error",
    ),
    Fails(
        """石桥县水务局2023年度部门决算

一、财政拨款收入支出决算总表（单位：万元）

| 项目 | 合计 | 一般公共预算财政拨款 | 政府性基金预算财政拨款 |
|---|---|---|---|
| 年初财政拨款结转和结余 | 50.00 | 40.00 | 10.00 |
| 本年收入 | 900.00 | 700.00 | 200.00 |
| 本年支出 | 920.00 | 715.00 | 205.00 |
| 年末财政拨款结转和结余 | {{30.00}} | 25.00 | 5.00 |

二、情况说明
财政拨款当年全部支出完毕，年末[[无财政拨款结转结余]]。
""",
        says="文中称“无财政拨款结转结余”，而“年末财政拨款结转和结余 合计”为 30.00 万元。",
        cure="有财政拨款结转结余",
        severity="error",
    ),
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
    Fails(
        """部门整体支出绩效自评报告（2022年度）

调整后全年预算{{900.00万元}}，全年实际支出{{880.00万元}}，年末结余[[30.00万元]]。
""",
        says="“年末结余”为 30.00万元，而预算数 900.00万元 减支出 880.00万元 为 20.00。",
        cure="20.00万元",
        severity="error",
    ),
]

PASSES = [
    Passes(
        """石桥县水务局2024年部门预算

一、部门收支总表（单位：万元）

| 收入项目 | 2024年预算数 |
|---|---|
| 一、一般公共预算拨款 | 880.00 |
| 二、政府性基金预算拨款 | 120.00 |
| 收入总计 | 1,000.00 |

二、情况说明
2023年没有使用政府性基金预算拨款安排的支出。局机关没有使用国有资本经营预算安排的支出。
""",
        why="another year, and one of several bodies",
    ),
    Passes(
        """石桥县水务局2023年度部门决算

一、收入支出决算总表（单位：万元）

| 项目 | 决算数 |
|---|---|
| 本年收入 | 900.00 |
| 本年支出 | 880.00 |
| 年末结转和结余 | 20.00 |

二、情况说明
政府性基金预算财政拨款全部支出，年末无结转结余。
""",
        why="the claim is about one fund, the row about all",
    ),
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
        """部门整体支出绩效自评报告（2022年度）

上年结转10.00万元，调整后全年预算900.00万元，全年实际支出880.00万元，年末结余30.00万元。
""",
        why="the money carried in is not part of that budget",
    ),
    Passes(
        """部门整体支出绩效自评报告（2022年度）

调整后全年预算900.00万元，全年实际支出880.00万元，累计结余30.00万元。
""",
        why="a balance of several years",
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
