"""部分大于整体。 / A part is larger than the whole it belongs to.

“其中”只引出一个分项时，该分项不得大于前面的总数。
/ Where 其中 introduces a single part, it may not exceed the amount before it.
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
    """Single parts above their whole."""
    for relation in in_error(facts, "breakdown", "sub-count"):
        if len(relation.terms) == 1:
            yield mismatch(relation, MESSAGES, severity="error")


MESSAGES = {
    "zh": "“{first_label}”{first} 大于其所属的“{label}”{claim}。",
    "en": "'{first_label}' {first} is larger than '{label}' {claim}, to which it belongs.",
}

FAILS = [
    Fails(
        "本年采购预算金额为 [[96.40 万元]]，其中预留给小型企业的采购项目预算为 {{120.00 万元}}。\n",
        says="“预留给小型企业的采购项目预算”120.00 万元 大于其所属的“本年采购预算金额”96.40 万元。",
        cure="126.40 万元",
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
]
