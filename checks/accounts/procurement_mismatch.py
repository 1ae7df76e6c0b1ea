"""政府采购各数不符。 / Procurement amounts contradict each other.

同一节、同一年度的文字中：采购总额 = 货物 + 工程 + 服务，小微企业 ≤ 中小企业 ≤ 采购总额。同一名称有几个数时，任一相符即可；
句内分项、构成已经核对过的不重复。
/ Within one section and year of the text; what a breakdown or composition already settles is left to it.
"""

from reportlint.sdk import (
    Facts,
    Fails,
    Finding,
    Iterator,
    Passes,
    Skip,
    dataclass,
    mismatch,
    unsettled,
)

SEVERITY = "error"
_SETTLING = ("breakdown", "composition", "total", "cross-total", "form-total", "of-which")


@dataclass(frozen=True)
class Params:
    """This check has no options."""


def check(facts: Facts, params: Params) -> Iterator[Finding | Skip]:
    """Kinds that do not add up, and parts above their whole."""
    for relation in unsettled(facts, "procurement", *_SETTLING):
        several = len(relation.terms) > 1
        yield mismatch(relation, MESSAGES if several else WITHIN, severity="error")


MESSAGES = {
    "zh": "“{label}”为 {claim}，而货物、工程、服务三项之和为 {expected}。",
    "en": "'{label}' is {claim}, but goods, works and services add up to {expected}.",
}
WITHIN = {
    "zh": "“{label}”{claim} 大于其所属的“{first_label}”{first}。",
    "en": "'{label}' {claim} is larger than '{first_label}' {first}, to which it belongs.",
}

FAILS = [
    Fails(
        "本年度政府采购支出总额 {{96.40 万元}}。授予中小企业合同金额 [[120.00 万元]]，占合同总数的大部分。\n",
        says="“授予中小企业合同金额”120.00 万元 大于其所属的“本年度政府采购支出总额”96.40 万元。",
        cure="90.00 万元",
        severity="error",
    ),
    Fails(
        "本年度政府采购支出总额 [[96.40 万元]]。货物支出 {{40.00 万元}}。工程支出 {{20.00 万元}}。"
        "服务支出 {{30.00 万元}}。\n",
        says="“本年度政府采购支出总额”为 96.40 万元，而货物、工程、服务三项之和为 90.00。",
        cure="90.00 万元",
    ),
]

PASSES = [
    Passes(
        "本年度政府采购预算 90.00 万元，政府采购支出总额 96.40 万元。授予中小企业合同金额 95.00 万元，"
        "授予小微企业合同金额 60.00 万元。\n",
        why="within the amount spent, though above the budget",
    ),
    Passes(
        "上年度政府采购支出总额 80.00 万元。本年度授予中小企业合同金额 95.00 万元。\n",
        why="two years are not compared",
    ),
    Passes(
        "本年度政府采购支出总额 96.40 万元。货物支出 40.00 万元。服务支出 30.00 万元。\n",
        why="works are not told, so the set is not complete",
    ),
]
