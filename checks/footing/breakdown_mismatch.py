"""句内分项之和与总数不符。 / The parts of a sentence do not add up to its total.

“其中”列出的分项超过总数，或列举完整（以“其他”收尾、“由…组成”“分别为”、构成齐全）而两者不等时报告；
“其中”未必列全，分项之和小于总数不报告。前文有多个总数时，与其中任一个相符即可。
/ Parts above the whole, or a complete list that does not add up. 其中 alone need not be complete.
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
    """Breakdown sentences of amounts and sizes."""
    for relation in in_error(facts, "breakdown"):
        if len(relation.terms) < 2:
            continue
        severity = "error" if relation.exhaustive and relation.confidence > 0.85 else "warning"
        yield mismatch(relation, MESSAGES, severity="error" if severity == "error" else "warning")


MESSAGES = {
    "zh": "“{label}”为 {claim}，而所列 {count} 个分项之和为 {expected}。",
    "en": "'{label}' is {claim}, but the {count} parts listed add up to {expected}.",
}

FAILS = [
    Fails(
        "2022 年度基本支出为 [[640.20 万元]]，其中：人员经费 {{560.20 万元}}，日常公用经费 {{90.00 万元}}。\n",
        says="“基本支出”为 640.20 万元，而所列 2 个分项之和为 650.20。",
        cure="650.20 万元",
        severity="error",
    ),
    Fails(
        "该中心建筑面积为[[900平方米]]（其中办公用房{{700平方米}}，库房{{300平方米}}）。\n",
        says="“该中心建筑面积”为 900平方米，而所列 2 个分项之和为 1000。",
        cure="1000平方米",
        severity="warning",
    ),
]

PASSES = [
    Passes(
        "全年支出 500.00 万元，其中：培训费 120.00 万元，会议费 80.00 万元。\n",
        why="其中 need not list everything",
    ),
    Passes(
        "全年支出 500.00 万元，其中：培训费 420.00 万元，比上年增加 90.00 万元；会议费 80.00 万元。\n",
        why="the increase is no part of the total",
    ),
]
