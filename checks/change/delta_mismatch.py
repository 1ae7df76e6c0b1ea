"""增减额与两数之差不符。 / A stated difference is not what the two amounts give.

“年初 a 万元，实际 b 万元，超出（减少）x 万元”：x = b − a。/ Two amounts and their difference in one clause.
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
    """Differences that the two amounts do not give."""
    for relation in in_error(facts, "difference"):
        yield mismatch(relation, MESSAGES, severity="error")


MESSAGES = {
    "zh": "“{label}”{claim}，而 {first} 减 {second} 为 {expected}。",
    "en": "'{label}' {claim}, but {first} minus {second} is {expected}.",
}

FAILS = [
    Fails(
        "年初预算数为{{701.50万元}}，全年实际支出{{717.50万元}}，超出[[15.00万元]]。\n",
        says="“超出”15.00万元，而 717.50万元 减 701.50万元 为 16.00。",
        cure="16.00万元",
        severity="error",
    ),
]

PASSES = [
    Passes(
        "年初预算数为701.47万元，全年实际支出717.46万元，超出15.98万元。\n",
        why="each figure is rounded; 0.01 is within the envelope",
    ),
    Passes(
        "全年支出 60.00 万元，比上年减少 20.00 万元；上年预算 90.00 万元。\n",
        why="last year's budget is not last year's spending",
    ),
]
