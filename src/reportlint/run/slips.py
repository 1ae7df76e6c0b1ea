"""What one figure would have to read for a relation to hold, and whether others agree to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from reportlint.model.fact import Formula, Relation, Status, Term
from reportlint.model.figure import Comparator
from reportlint.model.interval import EXACT_MEASURES, decimal_of
from reportlint.run.verdicts import judge

Key = tuple[int, int, int]

# These are no identities: meeting a target and keeping to a budget are results, not arithmetic.
_RESULTS = frozenset({Formula.MEETS, Formula.CLAIM})


def key_of(term: Term) -> Key:
    """Names a printed figure within the submission by its place."""
    return term.document, term.span.start, term.span.end


def operands(relation: Relation) -> tuple[Term, ...]:
    """Every figure that a finding on the relation cites."""
    return (*relation.members, *relation.other_claims)


def admissible(relation: Relation) -> tuple[Term, ...]:
    """Every figure of every reading of the relation."""
    return (*operands(relation), *(term for terms in relation.alternatives for term in terms))


class Holders:
    """The relations that each printed figure takes part in, in any reading of them."""

    def __init__(self, relations: Iterable[Relation]) -> None:
        self._by_figure: dict[Key, list[Relation]] = {}
        for relation in relations:
            if relation.formula in _RESULTS:
                continue
            for key in {key_of(t) for t in admissible(relation) if t.figure is not None}:
                self._by_figure.setdefault(key, []).append(relation)

    def of(self, key: Key) -> Sequence[Relation]:
        """The relations that hold the figure at ``key``."""
        return self._by_figure.get(key, ())


@dataclass(frozen=True, slots=True)
class Mend:
    """Another value of one figure, in base units, that makes a relation hold.

    ``exact`` says that the relation leaves no other value for the figure.
    """

    figure: Term
    value: Decimal
    exact: bool

    @property
    def number(self) -> str:
        """The value as it would be printed: unit and decimals of the figure, no separators."""
        return f"{self.value / self.figure.scale:f}"


def mends(relation: Relation, key: Key) -> Iterator[Mend]:
    """Values of the figure at ``key`` with which some admissible reading of the relation holds."""
    seen: set[Decimal] = set()
    for claim in (relation.claim, *relation.other_claims):
        for terms in (relation.terms, *relation.alternatives):
            reading = replace(relation, claim=claim, terms=terms, alternatives=(), other_claims=())
            for figure in reading.members:
                if key_of(figure) != key or figure.figure is None:
                    continue
                for value, exact in _solved(reading, figure):
                    printed = _printable(value, figure, reading)
                    if printed is None or printed in seen:
                        continue
                    seen.add(printed)
                    if holds_with(reading, key, printed):
                        yield Mend(figure, printed, exact)


def holds_with(relation: Relation, key: Key, value: Decimal) -> bool:
    """Whether the relation holds when the figure at ``key`` is read as ``value``."""
    return judge(mended(relation, key, value)).holds


def mended(relation: Relation, key: Key, value: Decimal) -> Relation:
    """The relation with ``value`` (in base units) for the figure at ``key``."""

    def swap(term: Term) -> Term:
        if key_of(term) != key or abs(term.value or Decimal(0)) == abs(value):
            return term
        signed = -abs(value) if term.scale < 0 else value
        number = f"{signed / term.scale:f}"
        decimals = max(term.decimals, len(number.partition(".")[2]))
        return replace(term, value=signed, number=number, decimals=decimals)

    return replace(
        relation,
        claim=swap(relation.claim),
        terms=tuple(map(swap, relation.terms)),
        other_claims=tuple(map(swap, relation.other_claims)),
        alternatives=tuple(tuple(map(swap, terms)) for terms in relation.alternatives),
    )


def only_mend(relation: Relation, holders: Holders) -> Mend | None:
    """The one figure and value with which every relation of that figure holds.

    None where no figure, or more than one, can be mended without breaking what holds now, where
    the value is left open, or where another relation of the figure would still fail.
    """
    found: list[Mend] = []
    for key in dict.fromkeys(key_of(t) for t in operands(relation) if t.figure is not None):
        found += _harmless(relation, key, holders)
    if len(found) != 1 or not found[0].exact:
        return None
    [mend] = found
    key = key_of(mend.figure)
    held = (other for other in holders.of(key) if _holds(other) or _fails(other))
    return mend if all(holds_with(other, key, mend.value) for other in held) else None


def _harmless(relation: Relation, key: Key, holders: Holders) -> list[Mend]:
    """Values of one figure that settle this relation and unsettle none that holds it."""
    own = [other for other in holders.of(key) if _binds(other)]
    found: dict[Decimal, Mend] = {}
    for other in (relation, *(r for r in own if r is not relation and _fails(r))):
        for mend in mends(other, key):
            known = found.get(mend.value)
            if known is not None and (known.exact or not mend.exact):
                continue
            if holds_with(relation, key, mend.value) and all(
                holds_with(held, key, mend.value) for held in own if _holds(held)
            ):
                found[mend.value] = mend
    exact = [mend for mend in found.values() if mend.exact]
    return exact or list(found.values())


def _holds(relation: Relation) -> bool:
    return relation.verdict is not None and relation.verdict.holds


def _binds(relation: Relation) -> bool:
    """Whether the relation is an identity that was decided."""
    return (
        relation.settled
        and relation.formula is not Formula.AT_MOST
        and relation.verdict is not None
        and relation.verdict.status is not Status.UNDEFINED
    )


def _fails(relation: Relation) -> bool:
    return relation.verdict is not None and relation.verdict.status is Status.ERROR


def _printable(value: Decimal, figure: Term, relation: Relation) -> Decimal | None:
    """The value as the figure could print it, None where such a figure cannot have it."""
    number = value / figure.scale
    exact = relation.measure in EXACT_MEASURES and abs(figure.scale) == 1
    sizes = [t.decimals for t in relation.members if abs(t.scale) == abs(figure.scale)]
    places = max(figure.decimals, 0 if figure.unit == "%" else max(sizes, default=0))
    rounded = number.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    if exact and rounded != number:
        return None
    if exact and rounded < 0 <= (figure.value or Decimal(0)):
        return None
    if places > figure.decimals and rounded == rounded.quantize(
        Decimal(1).scaleb(-figure.decimals), rounding=ROUND_HALF_UP
    ):
        rounded = rounded.quantize(Decimal(1).scaleb(-figure.decimals))
    return rounded * figure.scale


def _solved(relation: Relation, figure: Term) -> Iterator[tuple[Decimal, bool]]:
    """(value, whether it is the only one) that solve the formula for one of its figures."""
    claim = relation.claim
    terms = tuple(term for term in relation.terms if term.value is not None)
    blanks = len(relation.terms) - len(terms)
    if claim.value is None or (blanks and relation.formula is not Formula.SUM):
        return
    plain = not blanks and all(
        t.comparator is Comparator.EQ and _as_fine(t, figure) for t in relation.members
    )
    values = [Fraction(term.value) for term in terms if term.value is not None]
    stated = Fraction(claim.value)
    match relation.formula:
        case Formula.SUM:
            total = sum((t.sign * v for t, v in zip(terms, values, strict=True)), Fraction(0))
            exact = plain and relation.exhaustive
            if figure is claim:
                yield decimal_of(total), exact
            for term, value in zip(terms, values, strict=True):
                if figure is term:
                    yield decimal_of(value + term.sign * (stated - total)), exact
        case Formula.EQUAL:
            yield decimal_of(values[0] if figure is claim else stated), plain
        case Formula.AT_MOST:  # any value beyond is as good
            yield decimal_of(values[0] if figure is claim else stated), False
        case Formula.DAYS:
            if figure is claim and relation.verdict and relation.verdict.expected is not None:
                yield relation.verdict.expected, True
                yield relation.verdict.expected - 1, True
        case Formula.RATIO | Formula.GROWTH if len(values) == 2:
            yield from _solved_ratio(relation, figure, stated, values, plain)
        case Formula.CHANGE_RATE if len(values) == 2:
            yield from _solved_change(relation, figure, stated, values, plain)


def _solved_ratio(
    relation: Relation, figure: Term, stated: Fraction, values: Sequence[Fraction], plain: bool
) -> Iterator[tuple[Decimal, bool]]:
    shift = 100 if relation.formula is Formula.GROWTH else 0
    rate = (stated + shift) / 100
    top, bottom = relation.terms
    if figure is relation.claim and values[1]:
        yield decimal_of(values[0] / values[1] * 100 - shift, figure.decimals), plain
    elif figure is top:
        yield _near(rate * values[1], top, bottom), False
    elif figure is bottom and rate:
        yield _near(values[0] / rate, bottom, top), False


def _solved_change(
    relation: Relation, figure: Term, stated: Fraction, values: Sequence[Fraction], plain: bool
) -> Iterator[tuple[Decimal, bool]]:
    """claim % = change ÷ (current − change)."""
    change, current = relation.terms
    rate = stated / 100
    base = values[1] - values[0]
    if figure is relation.claim and base:
        yield decimal_of(values[0] / base * 100, figure.decimals), plain
    elif figure is change and rate != -1:
        yield _near(rate * values[1] / (1 + rate), change, current), False
    elif figure is current and rate:
        yield _near(values[0] / rate + values[0], current, change), False


def _as_fine(term: Term, figure: Term) -> bool:
    """Whether a figure tells another one to its last digit; 28.64 万人次 does not tell 286430."""
    if abs(term.scale) == abs(figure.scale):
        return True
    steps = [abs(t.scale).scaleb(-t.decimals) for t in (term, figure)]
    return steps[0] <= steps[1]


def _near(value: Fraction, figure: Term, other: Term) -> Decimal:
    places = max(figure.decimals, other.decimals)
    return decimal_of(value / Fraction(figure.scale), places) * figure.scale
