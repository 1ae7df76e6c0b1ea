"""Relations of money that fail as printed, read again with one amount in another money unit.

Only where the failure is gross and the other unit mends it to the last printed digit (domain.md
XRF06).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from reportlint.align.terms import because
from reportlint.model.fact import Formula, Relation, Status, Term
from reportlint.model.figure import Comparator, Measure
from reportlint.model.interval import (
    Operand,
    half_unit,
    judge_equal,
    judge_ratio,
    judge_sum,
    operand,
)

_MOST_TERMS = 120
_UNITS = {
    "元": Decimal(1),
    "千元": Decimal(1000),
    "万元": Decimal(10_000),
    "亿元": Decimal(100_000_000),
}
_NEAR = Fraction(1, 100)
_LEAST_DIGITS = 2
_TELLING = 10
_LEAST_FACTOR = 1000
_USUAL = {"元", "万元"}


def unit_readings(relations: Sequence[Relation]) -> Iterator[Relation]:
    """For each gross failure that one other unit mends: the amount as printed and as read.

    ``topic`` names the kind and the claim of the relation that fails as printed.
    """
    for relation in relations:
        if relation.measure is not Measure.MONEY or relation.ambiguous or not relation.settled:
            continue
        if len(relation.terms) > _MOST_TERMS:
            continue  # which of hundreds of parts is meant cannot be told
        gap = _gap(relation)
        if gap is None or gap <= _NEAR or any(term.scale < 0 for term in relation.members):
            continue
        found = [reading for reading in _readings(relation) if _fits(reading)]
        usual = [reading for reading in found if _changed(relation, reading) == _USUAL]
        chosen = usual or found
        # Of two amounts either may be meant; among the parts of a sum that would be a guess.
        if len(chosen) == 1 or (chosen and relation.formula is not Formula.SUM):
            pairs = zip(relation.members, chosen[0].members, strict=True)
            printed, read = next((old, new) for old, new in pairs if old.unit != new.unit)
            yield Relation(
                kind="unit-reading",
                formula=Formula.CLAIM,
                claim=printed,
                terms=(read,),
                measure=Measure.MONEY,
                topic=f"{relation.kind}@{relation.claim.document}:{relation.claim.span.start}",
                confidence=relation.confidence,
                why=(
                    *relation.why,
                    because("其中一个数换一个货币单位读", "with one amount read in another unit"),
                ),
            )


def _changed(relation: Relation, reading: Relation) -> set[str | None]:
    pairs = zip(relation.members, reading.members, strict=True)
    return {unit for old, new in pairs if old.unit != new.unit for unit in (old.unit, new.unit)}


def _fits(relation: Relation) -> bool:
    """Whether the relation holds, to the last printed digit."""
    gap = _gap(relation)
    if gap is None or gap > _NEAR:
        return False
    claim, *terms = _operands(relation)
    if relation.formula is Formula.SUM:
        parts = [(term.sign, part) for term, part in zip(relation.terms, terms, strict=True)]
        status = judge_sum(claim, parts, exhaustive=relation.exhaustive).status
    elif relation.formula is Formula.EQUAL:
        status = judge_equal(claim, terms[0]).status
    else:
        growth = relation.formula is Formula.GROWTH
        places = relation.claim.decimals
        status = judge_ratio(terms[0], terms[1], claim, places, growth=growth).status
    return status in (Status.EXACT, Status.ROUNDING, Status.TRUNCATED)


def _operands(relation: Relation) -> list[Operand]:
    """Intervals of the members; amounts of one unit share their decimals (domain.md §7.2)."""
    group: dict[Decimal, int] = {}
    for term in relation.members:
        group[term.scale] = max(group.get(term.scale, 0), term.decimals)
    return [
        operand(
            Decimal(term.number or 0),
            half_unit(term.measure or Measure.MONEY, term.decimals, group[term.scale]),
            scale=term.scale,
        )
        for term in relation.members
    ]


def _readings(relation: Relation) -> Iterator[Relation]:
    """The relation with one amount in each of the other units."""
    if relation.formula in (Formula.SUM, Formula.EQUAL):
        for claim in _other_units(relation.claim):
            yield replace(relation, claim=claim)
    for index, term in enumerate(relation.terms):
        for other in _other_units(term):
            if _counts(other, relation, index):
                terms = (*relation.terms[:index], other, *relation.terms[index + 1 :])
                yield replace(relation, terms=terms)


def _other_units(term: Term) -> Iterator[Term]:
    if term.value is None or term.unit not in _UNITS or term.scale <= 0 or term.number is None:
        return
    if _UNITS[term.unit] != term.scale:
        return
    for unit, scale in _UNITS.items():
        # A factor of ten, as between 万元 and 千元, is a decimal point more likely than a unit.
        if max(scale, term.scale) >= _LEAST_FACTOR * min(scale, term.scale):
            yield replace(term, unit=unit, scale=scale, value=term.value / term.scale * scale)


def _counts(other: Term, relation: Relation, index: int) -> bool:
    """A part that all but vanishes in the other unit would mend any sum it does not belong to."""
    if relation.formula is not Formula.SUM:
        return True
    digits = (other.number or "").replace(".", "").strip("0")
    if len(digits) < _LEAST_DIGITS:
        return False
    rest = (relation.claim, *relation.terms[:index], *relation.terms[index + 1 :])
    last_places = [abs(t.scale) / Decimal(10) ** t.decimals for t in rest if t.value is not None]
    return other.value is not None and abs(other.value) >= _TELLING * max(last_places)


def _gap(relation: Relation) -> Fraction | None:
    """How far the stated side is from the recomputed one, as a part of the larger of them."""
    terms = relation.terms
    if relation.claim.value is None or any(term.value is None for term in terms):
        return None
    if any(term.comparator is not Comparator.EQ for term in (relation.claim, *terms)):
        return None
    stated = Fraction(relation.claim.value)
    values = [Fraction(term.value) for term in terms if term.value is not None]
    if relation.formula is Formula.SUM:
        expected = sum((t.sign * v for t, v in zip(terms, values, strict=True)), Fraction(0))
    elif relation.formula is Formula.EQUAL:
        expected = values[0]
    elif relation.formula in (Formula.RATIO, Formula.GROWTH) and values[1]:
        expected = values[0] / values[1] * 100 - (100 if relation.formula is Formula.GROWTH else 0)
    else:
        return None
    size = max(abs(stated), abs(expected))
    return abs(stated - expected) / size if size else Fraction(0)
