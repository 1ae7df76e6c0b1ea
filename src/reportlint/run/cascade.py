"""Which findings follow from one slip: would mending one printed figure clear both?

Two relations that share a figure have one cause only if some value of that figure satisfies
both. The values that mend either of them are tried on the other.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from reportlint.model.fact import HOLDS, Formula, Relation, Status
from reportlint.model.finding import Finding
from reportlint.run.slips import Key, admissible, key_of, mended, mends, operands
from reportlint.run.verdicts import judge


def one_slip(first: Relation, second: Relation) -> bool:
    """Whether one figure, mended so that one of the two holds, makes the other hold as well."""
    mine = {key_of(term) for term in admissible(first) if term.figure is not None}
    theirs = {key_of(term) for term in admissible(second)}
    return any(
        _settles(first, key, mend.value) and _settles(second, key, mend.value)
        for key in sorted(mine & theirs)
        for mend in (*mends(first, key), *mends(second, key))
    )


def _settles(relation: Relation, key: Key, value: Decimal) -> bool:
    """Whether the relation holds so; 1 % is no mention of 0.5 %, though it may be its rounding."""
    other = mended(relation, key, value)
    status = judge(other).status
    if relation.formula is not Formula.EQUAL or status not in (Status.ROUNDING, Status.TRUNCATED):
        return status in HOLDS
    return min(len((t.number or "").replace(".", "").strip("0")) for t in other.members) > 1


def relations_by_places(relations: Iterable[Relation]) -> dict[tuple[Key, ...], Relation]:
    """Relations in error by the places of claim and operands, as findings cite them."""
    found: dict[tuple[Key, ...], Relation] = {}
    for relation in relations:
        if relation.verdict is not None and relation.verdict.status is Status.ERROR:
            found[tuple(sorted(key_of(term) for term in operands(relation)))] = relation
    return found


def relation_of(finding: Finding, known: dict[tuple[Key, ...], Relation]) -> Relation | None:
    """The relation a finding speaks of, when it cites all its figures; further places may be."""
    keys = [(place.document, place.span.start, place.span.end) for place in finding.places]
    exact = known.get(tuple(sorted(keys)))
    if exact is not None:
        return exact
    cited = set(keys)
    held = [r for places, r in known.items() if key_of(r.claim) == keys[0] and cited >= set(places)]
    return max(held, key=lambda relation: len(operands(relation)), default=None)
