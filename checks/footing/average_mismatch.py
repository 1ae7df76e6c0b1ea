"""写明的平均数与金额、数量不符。 / A stated average is not its amount divided by its count.

“96 人次，发放 23.04 万元，人均 2,400 元”：金额应为平均数 × 数量。同一句中只有一个金额、一个数量，或者二者紧接在
平均数之前（金额也可以紧接在后：“826 户，户均 2,950 元，共支出 243.67 万元”）时才核对，平均数按印出的位数四舍五入。
标准、定额、预算、人均收入，以及另有名目的平均数（人均住宿费）不核对。/ Only with one amount and one count in the
sentence, or both right beside the average; standards, quotas and averages of something else are left alone.
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
    product_mismatch,
)

SEVERITY = "error"


@dataclass(frozen=True)
class Params:
    """This check has no options."""


def check(facts: Facts, params: Params) -> Iterator[Finding | Skip]:
    """Amounts that are not the average times the count."""
    for relation in in_error(facts, "average"):
        yield product_mismatch(facts, relation, MESSAGES, severity="error")


MESSAGES = {
    "zh": "“{label}”为 {claim}，而平均数 {price} × 数量 {quantity} 为 {expected}。",
    "en": "'{label}' is {claim}, but the average {price} × {quantity} is {expected}.",
}

FAILS = [
    Fails(
        "全年临时救助困难群众{{96 人次}}，发放救助金[[23.40 万元]]，人均{{2,400 元}}。\n",
        says="“发放救助金”为 23.40 万元，而平均数 2,400 元 × 数量 96 人次 为 23.04。",
        cure="23.04 万元",
        severity="error",
    ),
    Fails(
        "为{{826 户}}困难家庭实施适老化改造，户均补助{{2,950 元}}，共支出[[243.76 万元]]。\n",
        says="“支出”为 243.76 万元，而平均数 2,950 元 × 数量 826 户 为 243.67。",
        cure="243.67 万元",
    ),
]

PASSES = [
    Passes(
        "全年临时救助困难群众 96 人次，发放救助金 23.04 万元，人均 2,400 元。\n",
        why="96 × 2,400 = 230,400",
    ),
    Passes(
        "全年培训 186 人，支出 26.40 万元，人均住宿费 380 元。\n",
        why="the lodging is an amount of its own",
    ),
    Passes(
        "资助学生 312 人，发放助学金 58.60 万元，人均 1,878.21 元。\n",
        why="the average is rounded",
    ),
    Passes(
        "服务人口 62 万人，落实补助资金 540 万元，人均补助标准 89 元。\n",
        why="a standard is set beforehand",
    ),
]
