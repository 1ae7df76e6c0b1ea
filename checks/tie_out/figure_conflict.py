"""同一数量前后不一致。 / One quantity is given two values.

只比较确属同一数量的数：同一主体、同一口径、同一年度的预算或执行数；同一条目的金额与其预算安排；
名称高度一致且单位相同的指标完成值。精度不同而四舍五入相符的不报告。配对只看名称、口径、单位和位置，不看数值。
预算、决算各表之间由 statement-tie 核对，总额、执行率、总分等关键结论由 headline-conflict 核对。
/ A deliberately narrow rule; pairing never looks at the values.
"""

from reportlint.sdk import (
    HEADLINE,
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
    """Pairs of mentions that disagree."""
    tables = accounts(facts)
    for relation in in_error(facts, "same-quantity"):
        if relation.topic != HEADLINE and tables.joins(relation) != "tables":
            yield mismatch(relation, MESSAGES, severity="error")


MESSAGES = {
    "zh": "同一数量前后不一致：“{label}”{claim}，“{first_label}”{first}。",
    "en": "One quantity, two values: '{label}' {claim}, '{first_label}' {first}.",
}

FAILS = [
    Fails(
        """部门整体绩效自评报告（2022年度）

全年共组织开展法律援助案 [[320 件]]。

| 一级指标 | 二级指标 | 三级指标 | 年初目标值 | 实际完成值 |
|---|---|---|---|---|
| 产出指标 | 数量指标 | 实际办理法律援助案件数 | 300 件以上 | {{350 件}} |
| | 质量指标 | 案件合格率 | 95% | 98% |
""",
        says="同一数量前后不一致：“组织开展法律援助案”320 件，“实际办理法律援助案件数 实际完成值”350 件。",
        cure="350 件",
        severity="error",
    ),
    Fails(
        """2024年部门预算编制说明

1. “教育支出（类）普通教育（款）小学教育（项）”{{350.35万元}}，主要用于教学。2023年当年预算执行数为348.52万元，2024年预算安排[[352.67万元]]，比2023年预算执行数增加0.53%。
""",
        says="同一数量前后不一致：“2024年预算安排”352.67万元，“教育支出（类）普通教育（款）小学教育（项）”350.35万元。",
        cure="350.35万元",
    ),
]

PASSES = [
    Passes(
        """部门整体绩效自评报告（2022年度）

全年共受理法律援助案件 320 件。

| 一级指标 | 二级指标 | 三级指标 | 年初目标值 | 实际完成值 |
|---|---|---|---|---|
| 产出指标 | 数量指标 | 办结法律援助案件数 | 300 件以上 | 310 件 |
| | 质量指标 | 案件合格率 | 95% | 98% |
""",
        why="accepted and settled are two quantities",
    ),
    Passes(
        """部门整体绩效自评报告（2022年度）

预算执行率 102.27%。

| 一级指标 | 二级指标 | 三级指标 | 指标值 | 度量单位 | 实际完成值 |
|---|---|---|---|---|---|
| 投入管理指标 | 预算管理 | 预算执行率 | ≥95% | % | 102% |
| | 预算管理 | 采购执行率 | ≥90% | % | 95% |
""",
        why="the same rate, rounded",
    ),
]
