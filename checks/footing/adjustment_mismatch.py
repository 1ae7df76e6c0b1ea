"""调整后预算不等于年初预算加调整数。 / The final budget is not initial budget plus adjustment.

取自同一段文字或同一行：年初预算 ± 追加（调减）= 调整后预算。各数须是同一主体（总额、基本支出、项目支出）的。
/ From one paragraph or one row, for one subject; reductions count downwards.
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
    """Adjusted budgets that the initial budget and the adjustments do not give."""
    for relation in in_error(facts, "adjustment"):
        yield mismatch(relation, MESSAGES, severity="error")


MESSAGES = {
    "zh": "“{label}”为 {claim}，而年初预算 {first} 与调整数合计为 {expected}。",
    "en": "'{label}' is {claim}, but initial budget {first} and adjustments give {expected}.",
}

FAILS = [
    Fails(
        "2022 年度年初批复的部门预算支出总额 {{2,000.50 万元}}，年中调整增加 {{300.25 万元}}，"
        "调整后部门预算支出总额 [[2,310.75 万元]]。\n",
        says="“调整后部门预算支出总额”为 2,310.75 万元，而年初预算 2,000.50 万元 与调整数合计为 2300.75。",
        cure="2,300.75 万元",
        severity="error",
    ),
    Fails(
        "项目支出年初预算为{{150万元}}，年中调减{{30万元}}，调整后项目支出预算数[[180万元]]。\n",
        says="“调整后项目支出预算数”为 180万元，而年初预算 150万元 与调整数合计为 120。",
        cure="120万元",
    ),
]

PASSES = [
    Passes(
        "2022 年度年初批复的部门预算支出总额 2,000.50 万元，年中调整增加 300.25 万元，"
        "调整后部门预算支出总额 2,300.75 万元。\n",
        why="it adds up",
    ),
    Passes(
        "年初预算批复的基本支出为 800.00 万元。项目支出年中追加 50.00 万元，"
        "调整后部门预算支出总额 900.00 万元。\n",
        why="three subjects: nothing is to be added across them",
    ),
]
