"""The one place that decides whether printed figures agree (domain.md §7.2).

Every printed number stands for an interval: the number plus and minus half a unit of its last
printed digit, wider where the text says 余, 近, 约 or bounds it, and a single point for counts and
scores. Intervals are added and divided as in XBRL Calculations 1.1; all arithmetic is exact
(``Fraction``), because binary floating point flips verdicts at the very edge that matters.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

from reportlint.model.fact import Status
from reportlint.model.figure import Comparator, Measure

EXACT_MEASURES = frozenset({Measure.COUNT, Measure.SCORE, Measure.DATE, Measure.BARE})


@dataclass(frozen=True, slots=True)
class Operand:
    """A printed number as an interval, in the base unit of the relation.

    ``low`` and ``high`` are None where unbounded; ``open_low``/``open_high`` exclude the end.
    ``approximate`` marks words such as 余 and 约: they can confirm, and refute only when disjoint.
    """

    value: Fraction
    low: Fraction | None
    high: Fraction | None
    approximate: bool = False
    half: Fraction = Fraction(0)
    open_low: bool = False
    open_high: bool = False


@dataclass(frozen=True, slots=True)
class Judgement:
    """Status, recomputed value, and stated − recomputed, in the relation's base unit."""

    status: Status
    expected: Fraction | None = None
    difference: Fraction | None = None


def half_unit(measure: Measure, decimals: int, group_decimals: int) -> Fraction:
    """Half of the last printed place, in the printed unit (domain.md §7.2, rules 1 and 2).

    ``group_decimals`` is the largest number of decimals among the figures compared: a money value
    with fewer decimals dropped its zeros and is exact. Tables printed in whole 元 are rounded like
    those in 万元: published budgets hide the cents and differ by 1 in their own totals.
    """
    if measure in EXACT_MEASURES:
        return Fraction(0)
    if measure is Measure.MONEY and decimals < group_decimals:
        return Fraction(0)
    return Fraction(1, 2 * 10**decimals) if decimals >= 0 else Fraction(10**-decimals, 2)


def step_of(value: Decimal) -> Fraction:
    """Place value of the lowest non-zero digit: 2200 → 100, 69 → 1, 4.5 → 0.1 (domain.md §6)."""
    if value == 0:
        return Fraction(1)
    exponent = value.normalize().as_tuple().exponent
    return Fraction(10) ** int(exponent)


def operand(
    value: Decimal,
    half: Fraction = Fraction(0),
    *,
    scale: Decimal = Decimal(1),
    comparator: Comparator = Comparator.EQ,
    upper: Decimal | None = None,
) -> Operand:
    """The interval of one printed number, converted exactly with its half-unit by ``scale``."""
    number = Fraction(value)
    factor = Fraction(scale)
    low: Fraction | None = number - half
    high: Fraction | None = number + half
    approximate = True
    open_low = open_high = False
    match comparator:
        case Comparator.MORE:
            low, high, open_high = number, number + step_of(value), True
        case Comparator.NEAR:
            low, high = number - step_of(value), number
            open_low = open_high = True
        case Comparator.AROUND:
            # 约 and 左右 give no width; a tenth is wide enough never to prove an error by them.
            margin = abs(number) / 10
            low, high = number - margin, number + margin
        case Comparator.GE | Comparator.GT:
            low, high = number - half, None
        case Comparator.LE | Comparator.LT:
            low, high = None, number + half
        case Comparator.RANGE:
            low, high = number, Fraction(upper) if upper is not None else None
        case _:
            approximate = False
    return Operand(
        number * factor,
        None if low is None else low * factor,
        None if high is None else high * factor,
        approximate,
        half * factor,
        open_low,
        open_high,
    )


def judge_sum(
    total: Operand,
    parts: Sequence[tuple[int, Operand]],
    *,
    blanks: int = 0,
    exhaustive: bool = True,
    tolerance: int = 1,
) -> Judgement:
    """Does ``total`` equal the signed sum of ``parts``? (domain.md §7.2-4, blanks §6)

    ``blanks`` counts empty slots of a total of non-negative amounts: each stands for [0, ∞).
    A list that is not ``exhaustive`` may stay below the total. ``tolerance`` 2 doubles the
    envelope where the document itself announces rounding differences.
    """
    expected = sum((sign * part.value for sign, part in parts), Fraction(0))
    difference = total.value - expected
    low, high = _sum_interval(parts)
    meets = _meet(total.low, total.high, low, high)
    # A note on rounding differences doubles the envelope, by at most 0.1 % of the total.
    spare = (total.half + sum((p.half for _, p in parts), Fraction(0))) * (tolerance - 1)
    allowed = spare + min(spare, abs(total.value) / 1000)
    if difference == 0:
        return Judgement(Status.EXACT, expected, difference)
    if meets or (spare and abs(difference) <= allowed):
        return Judgement(Status.ROUNDING, expected, difference)
    below = low is not None and (total.high is None or total.high >= low)
    if blanks and below:
        return Judgement(Status.UNDEFINED, expected, difference)
    if not exhaustive and below:
        return Judgement(Status.PARTIAL, expected, difference)
    return Judgement(Status.ERROR, expected, difference)


def judge_ratio(
    numerator: Operand,
    denominator: Operand,
    stated: Operand,
    places: int,
    *,
    growth: bool = False,
    tolerance: int = 1,
) -> Judgement:
    """Is ``stated`` (in percent, ``places`` decimals) the ratio or growth of the two amounts?

    Interval division with closed ends (domain.md §7.2-5); point-equal by half-up rounding is
    exact, meeting intervals are rounding, a cut-off last digit is truncated. ``expected`` is the
    recomputed percentage, unrounded. A zero base gives undefined. ``tolerance`` 2 allows one unit
    of the last place more, for shares adjusted so that they add up to the whole.
    """
    if denominator.value == 0:
        return Judgement(Status.UNDEFINED)
    shift = 100 if growth else 0
    value = numerator.value / denominator.value * 100 - shift
    difference = stated.value - value
    if not stated.approximate and round_half_up(value, places) == stated.value:
        return Judgement(Status.EXACT, value, difference)
    low, high = _quotient(numerator, denominator)
    low = None if low is None else low * 100 - shift
    high = None if high is None else high * 100 - shift
    if _meet(stated.low, stated.high, low, high):
        return Judgement(Status.ROUNDING, value, difference)
    unit = Fraction(1, 10**places)
    if tolerance > 1 and abs(difference) <= unit * Fraction(3, 2):
        return Judgement(Status.ROUNDING, value, difference)
    if not stated.approximate and abs(stated.value) <= abs(value) < abs(stated.value) + unit:
        if (stated.value >= 0) == (value >= 0):
            return Judgement(Status.TRUNCATED, value, difference)
    return Judgement(Status.ERROR, value, difference)


def judge_equal(first: Operand, second: Operand) -> Judgement:
    """Do two mentions of one quantity agree? (domain.md §7.2-6)

    ``first`` is the claim. The less precise one must be the rounding (or the cut-off) of the more
    precise one; at equal precision one unit of the last place is a copy slip (rounding).
    """
    difference = first.value - second.value
    if difference == 0:
        return Judgement(Status.EXACT, second.value, difference)
    if first.approximate or second.approximate:
        meets = _meet(first.low, first.high, second.low, second.high)
        meets = meets and not (_only_touch(first, second) or _only_touch(second, first))
        return Judgement(Status.ROUNDING if meets else Status.ERROR, second.value, difference)
    if abs(difference) <= first.half + second.half:
        coarse, fine = (first, second) if first.half >= second.half else (second, first)
        unit = 2 * coarse.half
        if first.half == second.half or abs(coarse.value - fine.value) <= unit / 2:
            return Judgement(Status.ROUNDING, second.value, difference)
    coarse, fine = (first, second) if first.half >= second.half else (second, first)
    if coarse.half > fine.half and abs(coarse.value) <= abs(fine.value):
        if abs(fine.value) < abs(coarse.value) + 2 * coarse.half:
            return Judgement(Status.TRUNCATED, second.value, difference)
    return Judgement(Status.ERROR, second.value, difference)


def judge_at_most(parts: Iterable[Operand], whole: Operand) -> Judgement:
    """Does the sum of ``parts`` stay within ``whole``? Touching intervals are rounding."""
    listed = list(parts)
    total = sum((part.value for part in listed), Fraction(0))
    difference = total - whole.value
    if difference <= 0:
        return Judgement(Status.EXACT, whole.value, difference)
    low, _ = _sum_interval([(1, part) for part in listed])
    if low is None or whole.high is None or low <= whole.high:
        return Judgement(Status.ROUNDING, whole.value, difference)
    return Judgement(Status.ERROR, whole.value, difference)


def round_half_up(value: Fraction, places: int) -> Fraction:
    """``value`` rounded half away from zero to ``places`` decimals."""
    scaled = abs(value) * 10**places
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Fraction(whole, 10**places) * (1 if value >= 0 else -1)


def decimal_of(value: Fraction, places: int | None = None) -> Decimal:
    """``value`` as a Decimal: exact where it terminates, else rounded to ``places`` (default 4)."""
    if places is None:
        denominator = value.denominator
        for prime in (2, 5):
            while denominator % prime == 0:
                denominator //= prime
        places = None if denominator == 1 else 4
    with localcontext() as context:
        context.prec = 60
        exact = Decimal(value.numerator) / Decimal(value.denominator)
        if places is None:
            return exact
        return exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def sum_verdict(
    total: str,
    parts: Sequence[str],
    kind: str = "money",
    exhaustive: bool = True,
) -> Status:
    """Verdict for printed strings ("" is a blank part); see tolerance vectors of the tests."""
    measure = Measure(kind)
    filled = [part for part in parts if part != ""]
    group = max(_decimals(text) for text in (total, *filled))
    operands = [_printed(text, measure, group) for text in filled]
    return judge_sum(
        _printed(total, measure, group),
        [(1, part) for part in operands],
        blanks=len(parts) - len(filled),
        exhaustive=exhaustive,
    ).status


def rate_verdict(of: str, base: str, stated: str, kind: str = "money") -> Status:
    """Verdict for a printed percentage ``stated`` of two printed amounts."""
    measure = Measure(kind)
    group = max(_decimals(of), _decimals(base))
    percent = stated.rstrip("%％")
    places = _decimals(percent)
    return judge_ratio(
        _printed(of, measure, group),
        _printed(base, measure, group),
        operand(Decimal(percent), Fraction(1, 2 * 10**places)),
        places,
    ).status


def equality_verdict(a: str, b: str, kind: str = "money") -> Status:
    """Verdict for two printed mentions of one quantity."""
    measure = Measure(kind)
    texts = [text.rstrip("%％") for text in (a, b)]
    first, second = (
        operand(Decimal(text), half_unit(measure, _decimals(text), _decimals(text)))
        for text in texts
    )
    return judge_equal(first, second).status


def _printed(text: str, measure: Measure, group: int) -> Operand:
    places = _decimals(text)
    return operand(Decimal(text), half_unit(measure, places, group))


def _decimals(text: str) -> int:
    return len(text.partition(".")[2].rstrip("%％"))


def _sum_interval(
    parts: Sequence[tuple[int, Operand]],
) -> tuple[Fraction | None, Fraction | None]:
    low: Fraction | None = Fraction(0)
    high: Fraction | None = Fraction(0)
    for sign, part in parts:
        below, above = (part.low, part.high) if sign > 0 else (part.high, part.low)
        low = None if low is None or below is None else low + sign * below
        high = None if high is None or above is None else high + sign * above
    return low, high


def _meet(
    low: Fraction | None,
    high: Fraction | None,
    other_low: Fraction | None,
    other_high: Fraction | None,
) -> bool:
    if low is not None and other_high is not None and low > other_high:
        return False
    return not (high is not None and other_low is not None and high < other_low)


def _only_touch(below: Operand, above: Operand) -> bool:
    """Whether two intervals share just one end, and that end is open (2200余 stops before 2300)."""
    touching = below.high is not None and below.high == above.low
    return touching and (below.open_high or above.open_low)


def _quotient(top: Operand, bottom: Operand) -> tuple[Fraction | None, Fraction | None]:
    """Interval of top/bottom for a base that does not change sign; unbounded when it touches 0."""
    bounds = (top.low, top.high, bottom.low, bottom.high)
    if any(bound is None for bound in bounds):
        return None, None
    top_low, top_high, low, high = (bound for bound in bounds if bound is not None)
    if low <= 0 <= high:
        return None, None
    corners = [t / b for t in (top_low, top_high) for b in (low, high)]
    return min(corners), max(corners)
