"""管理比率与其分子分母不符。 / A management ratio is not what its two quantities give.

“三公”经费控制率 = 决算 ÷ 预算，在职人员控制率 = 在职 ÷ 编制，预算调整率 = 调整数 ÷ 年初预算，结转结余率 = 结余 ÷ 预算（或
决算），变动率 =（本年 − 上年）÷ 上年。分子分母先在同一行、同一段中按名称查找，再在全文中查找；有几个可用的数时，任一相符即可。
分子分母在别处、同段有几个可用的分子、或比率另有限定的，只作旁证，不报告。执行率、完成率另有复算。
/ Ratios that forms define by name, with both operands beside them. Operands told elsewhere, and one of
several numerators, may bear a ratio out but never fail it, since local definitions differ.
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
    """Stated ratios that no admissible pair of quantities gives."""
    told = {
        (relation.claim.document, relation.claim.span)
        for relation in facts.relations_of("adjustment-rate", "rate", "growth")
    }
    for relation in in_error(facts, "management-ratio"):
        if (relation.claim.document, relation.claim.span) in told:
            continue
        yield mismatch(relation, MESSAGES, severity="error")


MESSAGES = {
    "zh": "“{label}”为 {claim}，而“{first_label}”{first}、“{second_label}”{second}，算得 {expected}。",
    "en": "'{label}' is {claim}, but '{first_label}' {first} and '{second_label}' {second} give {expected}.",
}

FAILS = [
    Fails(
        "我单位核定编制 {{40 名}}，实有人员 {{38 名}}，在职人员控制率为 [[98%]]。\n",
        says="“在职人员控制率”为 98%，而“实有人员”38 名、“我单位核定编制”40 名，算得 95%。",
        cure="95%",
        severity="error",
    ),
    Fails(
        "2022年“三公”经费年初预算 {{8.00 万元}}，决算支出 {{6.00 万元}}，“三公”经费控制率为 [[85%]]。\n",
        says="“三公经费控制率”为 85%，而“决算支出”6.00 万元、“三公经费年初预算”8.00 万元，算得 75%。",
        cure="75%",
        severity="error",
    ),
    Fails(
        """部门整体支出绩效自评基础数据表（2022年度）

| 财政供养人员情况 | 编制数 | 实际在职人数 | 控制率 |
|---|---|---|---|
| 本级 | {{50}} | {{45}} | [[92.00%]] |
""",
        says="“本级 控制率”为 92.00%，而“本级 实际在职人数”45 人、“本级 编制数”50 人，算得 90.00%。",
        cure="90.00%",
    ),
]

PASSES = [
    Passes(
        """部门整体支出绩效自评报告（2022年度）

本单位核定编制 40 名，实有人员 38 名。

各项管理比较规范，在职人员控制率达到 98%。
""",
        why="told elsewhere the two may be of another body",
    ),
    Passes(
        "年初预算5316.74万元，因调资追加98.20万元，公用经费追加67.25万元，净增加165.45万元，预算调整率3.11%。\n",
        why="one of several adjustments is not the numerator",
    ),
    Passes(
        "我单位核定编制 40 名，实有人员 38 名，另有退休人员 12 名，在职人员控制率为 95%。\n",
        why="the retired are no part of the ratio",
    ),
    Passes(
        "2022年“三公”经费年初预算 8.00 万元，调整后预算 7.50 万元，决算支出 6.00 万元，“三公”经费控制率为 80%。\n",
        why="the base may be the adjusted budget",
    ),
    Passes(
        "在职人员控制率目标为 98%，我单位编制各类预算报表 40 份，实有人员 38 名。\n",
        why="编制 is a verb here, and nothing is the base",
    ),
]
