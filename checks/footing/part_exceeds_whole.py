"""部分大于整体。 / A part is larger than the whole it belongs to.

“其中”只引出一个分项时，该分项不得大于前面的总数；“其中：财政资金”一类的栏不得大于前一栏；同一项目的财政口径不得大于
全口径；文中逐项说明的科目之和不得大于该类或总数。预算、决算总表内和各表之间的同类关系由 statement-imbalance、statement-tie 核对。
/ A single part behind 其中, a column headed 其中, one source of funds within all of them, and the
accounts explained one by one within their class may not exceed the whole.
"""

from reportlint.sdk import (
    Facts,
    Fails,
    Finding,
    Iterator,
    Passes,
    Skip,
    accounts,
    dataclass,
    in_error,
    mismatch,
)

SEVERITY = "error"


@dataclass(frozen=True)
class Params:
    """This check has no options."""


def check(facts: Facts, params: Params) -> Iterator[Finding | Skip]:
    """Single parts above their whole."""
    for relation in in_error(facts, "breakdown", "sub-count"):
        if len(relation.terms) == 1:
            yield mismatch(relation, MESSAGES, severity="error")
    tables = accounts(facts)
    for relation in in_error(facts, "of-which"):
        if not tables.joins(relation):
            yield mismatch(relation, WITHIN, severity="error")
    for relation in in_error(facts, "item-sum"):
        yield mismatch(relation, ITEMS, severity="error")


MESSAGES = {
    "zh": "“{first_label}”{first} 大于其所属的“{label}”{claim}。",
    "en": "'{first_label}' {first} is larger than '{label}' {claim}, to which it belongs.",
}

WITHIN = {
    "zh": "“{label}”{claim} 大于其所属的“{first_label}”{first}。",
    "en": "'{label}' {claim} is larger than '{first_label}' {first}, to which it belongs.",
}
ITEMS = {
    "zh": "文中逐项说明的 {count} 个科目之和为 {expected}，大于“{label}”{claim}。",
    "en": "The {count} accounts explained one by one add up to {expected}, more than '{label}'"
    " {claim}.",
}

FAILS = [
    Fails(
        "本年采购预算金额为 [[96.40 万元]]，其中预留给小型企业的采购项目预算为 {{120.00 万元}}。\n",
        says="“预留给小型企业的采购项目预算”120.00 万元 大于其所属的“本年采购预算金额”96.40 万元。",
        cure="126.40 万元",
        severity="error",
    ),
    Fails(
        """部门整体绩效自评表（2022年度）

单位：万元

| 主要任务 | 预算资金 | 其中：财政资金 | 预算执行数 | 其中：财政资金 |
|---|---|---|---|---|
| 执法检查 | {{20.00}} | [[25.00]] | 18.00 | 18.00 |
| 业务培训 | 10.00 | 10.00 | 9.00 | 9.00 |
""",
        says="“执法检查 其中：财政资金”25.00 万元 大于其所属的“执法检查 预算资金”20.00 万元。",
        cure="20.00",
        severity="error",
    ),
]

PASSES = [
    Passes(
        "本年采购预算金额为 96.40 万元，其中预留给小型企业的采购项目预算为 60.00 万元。\n",
        why="a part below the whole",
    ),
    Passes(
        "全年支出 96.40 万元，其中项目支出 40.00 万元，比上年预算减少 130.00 万元。\n",
        why="the decrease against last year is no part of the total",
    ),
    Passes(
        """部门整体绩效自评表（2022年度）

单位：万元

| 主要任务 | 预算资金 | 其中：财政资金 | 预算执行数 | 其中：财政资金 |
|---|---|---|---|---|
| 执法检查 | 20.00 | 15.00 | 18.00 | 14.00 |
| 业务培训 | 10.00 | 10.00 | 9.00 | 9.00 |
""",
        why="each part stays within the column before it",
    ),
]
