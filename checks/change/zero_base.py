"""基期为零却写有增减率。 / A rate of growth is given although the base is zero.

上年数为零时没有增减率可言；新增单位、新增项目习惯写“增长 100%”或 0%，故只作警告。基期印作 0.00 而
实为不足一分的小数、能算出所写增减率的，不报告。
/ Nothing grows from zero at a rate. 100% (or 0%) for something new is a habit and only a warning; a
base printed as 0.00 may stand for a small amount, and a rate that some such amount gives is left
alone.
"""

from decimal import Decimal
from fractions import Fraction

from reportlint.sdk import (
    Facts,
    Fails,
    Finding,
    Formula,
    Iterator,
    Measure,
    Passes,
    Relation,
    Skip,
    Status,
    Term,
    dataclass,
    mismatch,
)

SEVERITY = "error"
_HABITS = (Decimal(0), Decimal(100))


@dataclass(frozen=True)
class Params:
    """This check has no options."""


def check(facts: Facts, params: Params) -> Iterator[Finding | Skip]:
    """Rates of growth whose base is zero under every admissible reading."""
    for relation in facts.relations_of("growth"):
        verdict = relation.verdict
        if verdict is None or verdict.status is not Status.UNDEFINED or relation.ambiguous:
            continue
        sets = (relation.terms, *relation.alternatives)
        if relation.claim.value is None or not all(_zero(relation, terms) for terms in sets):
            continue
        if not any(relation.claim.value == 0 == _size(terms) for terms in sets):
            implied = relation.formula is Formula.CHANGE_RATE
            yield mismatch(
                relation,
                MESSAGES["implied" if implied else "stated"],
                severity="warning" if relation.claim.value in _HABITS else "error",
            )


def _zero(relation: Relation, terms: tuple[Term, ...]) -> bool:
    """Whether the base of one reading is zero, and no amount so printed gives the rate."""
    first, second = terms
    if first.value is None or second.value is None or relation.claim.value is None:
        return False
    if relation.formula is Formula.CHANGE_RATE:
        base, change = second.value - first.value, first.value
        half = _half(relation, terms, first) + _half(relation, terms, second)
    else:
        base, change = second.value, first.value - second.value
        half = _half(relation, terms, second)
    if base != 0:
        return False
    if half == 0 or relation.claim.value <= 0:
        return True
    # The base lies in (0, half]: the rate is at least what the largest of these gives.
    least = (Fraction(change) - 2 * half) / half * 100
    return Fraction(relation.claim.value) < least


def _half(relation: Relation, terms: tuple[Term, ...], item: Term) -> Fraction:
    """Half of the last printed place; counts, and amounts that dropped their zeros, are exact."""
    if relation.measure is Measure.COUNT or item.decimals < max(t.decimals for t in terms):
        return Fraction(0)
    return Fraction(abs(item.scale)) / Fraction(2 * 10**item.decimals)


def _size(terms: tuple[Term, ...]) -> Decimal:
    return sum((abs(term.value or Decimal(0)) for term in terms), Decimal(0))


MESSAGES = {
    "stated": {
        "zh": "“{second_label}”为 {second}，基期为零，而称“{label}”{claim}。",
        "en": "'{second_label}' is {second}: the base is zero, yet '{label}' is given as {claim}.",
    },
    "implied": {
        "zh": "增减额 {first} 与“{second_label}”{second} 相等，基期为零，而称“{label}”{claim}。",
        "en": "The change {first} equals '{second_label}' {second}: the base is zero, yet '{label}'"
        " is given as {claim}.",
    },
}

FAILS = [
    Fails(
        "2023年预算执行数为{{0.00万元}}，2024年预算安排{{25.00万元}}，比2023年预算执行数增加[[35.00%]]。\n",
        says="“2023年预算执行数”为 0.00万元，基期为零，而称“比2023年预算执行数增加”35.00%。",
        cure={0: "18.52万元"},
        severity="error",
    ),
    Fails(
        "2023年预算执行数为{{0万元}}，2024年预算安排{{25.00万元}}，比2023年预算执行数增加[[100.00%]]。\n",
        says="“2023年预算执行数”为 0万元，基期为零，而称“比2023年预算执行数增加”100.00%。",
        cure={0: "12.50万元"},
        severity="warning",
    ),
    Fails(
        "2024年培训费支出{{6.00万元}}，比2023年增加{{6.00万元}}，增长[[60.00%]]。\n",
        says="增减额 6.00万元 与“培训费支出”6.00万元 相等，基期为零，而称“增长”60.00%。",
        cure={1: "2.25万元"},
        severity="error",
    ),
]

PASSES = [
    Passes(
        "2023年预算执行数为0.00万元，2024年预算安排0.00万元，比2023年预算执行数增加0.00%。\n",
        why="nothing was and nothing is",
    ),
    Passes(
        "2023年预算执行数为0.00万元，2024年预算安排0.02万元，比2023年预算执行数增加400.00%。\n",
        why="0.00 may stand for 0.004, and the rate is large enough for it",
    ),
    Passes(
        "2023年预算执行数为20.00万元，2024年预算安排0.00万元，比2023年预算执行数减少100.00%。\n",
        why="the result is zero, not the base",
    ),
    Passes(
        "2023年预算执行数为0.00万元，2024年预算安排25.00万元，比2023年预算执行数增加25.00万元。\n",
        why="a difference from zero is no rate",
    ),
]
