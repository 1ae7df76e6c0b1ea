"""Which findings follow from one slip: would mending one printed figure clear both?

Two relations in error that share a figure have one cause only if some value of that figure
satisfies both. The value that mends one of them is computed from it and tried on both.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from reportlint.model.fact import Formula, Relation, Status, Term
from reportlint.model.finding import Finding
from reportlint.model.interval import decimal_of
from reportlint.run.verdicts import judge

Key = tuple[int, int, int]


def one_slip(first: Relation, second: Relation) -> bool:
    """Whether one figure, mended so that one of the two holds, makes the other hold as well."""
    mine = {_key(term): term for term in _operands(first) if term.figure is not None}
    theirs = {_key(term) for term in _operands(second)}
    for key in mine.keys() & theirs:
        # 102 mends a pair with 102%, only 102.27 also a pair with 102.27%: both are tried.
        for number in (*_mended(first, key), *_mended(second, key)):
            if _holds_with(first, key, number) and _holds_with(second, key, number):
                return True
    return False


def relations_by_places(relations: Iterable[Relation]) -> dict[tuple[Key, ...], Relation]:
    """Relations in error by the places of claim and operands, as findings cite them."""
    found: dict[tuple[Key, ...], Relation] = {}
    for relation in relations:
        if relation.verdict is not None and relation.verdict.status is Status.ERROR:
            found[tuple(sorted(_key(term) for term in _operands(relation)))] = relation
    return found


def relation_of(finding: Finding, known: dict[tuple[Key, ...], Relation]) -> Relation | None:
    """The relation a finding speaks of; None when it cites further places."""
    keys = tuple(
        sorted((place.document, place.span.start, place.span.end) for place in finding.places)
    )
    return known.get(keys)


def _operands(relation: Relation) -> tuple[Term, ...]:
    return (*relation.members, *relation.other_claims)


def _key(term: Term) -> Key:
    return term.document, term.span.start, term.span.end


def _mended(relation: Relation, key: Key) -> Sequence[Decimal]:
    """Values (in the base unit) of the figure at ``key`` that would make the relation exact."""
    claim, terms = relation.claim, relation.terms
    if claim.value is None:
        return ()
    if relation.formula is Formula.SUM:  # what is left blank is nothing, if anything is to fit
        terms = tuple(term for term in terms if term.value is not None)
    if any(term.value is None for term in terms):
        return ()
    values = [Fraction(term.value) for term in terms if term.value is not None]
    stated = Fraction(claim.value)
    if relation.formula is Formula.SUM:
        total = sum((term.sign * v for term, v in zip(terms, values, strict=True)), Fraction(0))
        if _key(claim) == key:
            return (decimal_of(total),)
        return [
            decimal_of(v + term.sign * (stated - total))
            for term, v in zip(terms, values, strict=True)
            if _key(term) == key
        ]
    if relation.formula in (Formula.EQUAL, Formula.AT_MOST):
        return (decimal_of(values[0] if _key(claim) == key else stated),)
    if relation.formula in (Formula.RATIO, Formula.GROWTH) and len(values) == 2:
        return _mended_ratio(relation, key, stated, values)
    return ()


def _mended_ratio(
    relation: Relation, key: Key, stated: Fraction, values: Sequence[Fraction]
) -> Sequence[Decimal]:
    rate = stated / 100 + (1 if relation.formula is Formula.GROWTH else 0)
    top, bottom = relation.terms
    if _key(relation.claim) == key and values[1]:
        shift = 100 if relation.formula is Formula.GROWTH else 0
        return (decimal_of(values[0] / values[1] * 100 - shift, relation.claim.decimals),)
    places = max(top.decimals, bottom.decimals)
    if _key(top) == key:
        return (decimal_of(rate * values[1] / Fraction(top.scale), places) * top.scale,)
    if _key(bottom) == key and rate:
        return (decimal_of(values[0] / rate / Fraction(bottom.scale), places) * bottom.scale,)
    return ()


def _holds_with(relation: Relation, key: Key, value: Decimal) -> bool:
    def mended(term: Term) -> Term:
        if _key(term) != key:
            return term
        size = abs(term.value or Decimal(0)) != abs(value)
        signed = -abs(value) if term.scale < 0 else value
        return replace(term, value=signed, number=str(signed / term.scale)) if size else term

    verdict = judge(
        replace(
            relation,
            claim=mended(relation.claim),
            terms=tuple(mended(term) for term in relation.terms),
            other_claims=tuple(mended(term) for term in relation.other_claims),
            alternatives=tuple(tuple(mended(t) for t in other) for other in relation.alternatives),
        )
    )
    return verdict.holds
