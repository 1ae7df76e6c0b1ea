"""Two figures that differ although each adds up where it stands: they may be of different scope.

A slip of one digit breaks the sums of the figure that it hit. Where both figures of a pair stand in
sums that hold, in the text and in a table, the one is more likely of another scope (预算 against
支出, 基本支出 against all spending) than wrong: that is left open, with both places.
"""

from __future__ import annotations

from collections.abc import Sequence

from reportlint.model.document import Message
from reportlint.model.fact import EXACTLY, HEADLINE, Formula, Relation, Status, Term
from reportlint.run.slips import Holders, Key, key_of
from reportlint.run.verdicts import left_open

_APART = Message(
    zh="两数相差悬殊，可能说的不是同一数量",
    en="the two are many times apart: they may not state one quantity",
)
_MANY_TIMES = 8
_TWICE = 2
_SURE = 0.9
_LEAST_TERMS = 2
_REASON = Message(
    zh="两数不等，但各自的合计、分项关系都成立，可能口径不同",
    en="the two differ, but each adds up where it stands: their scope may differ",
)


def borne_out(relations: Sequence[Relation]) -> tuple[Relation, ...]:
    """The relations; a pair of figures that differ while both stand in sums that hold is open."""
    holders = Holders(relations)
    found = []
    for relation in relations:
        failed = relation.verdict is not None and relation.verdict.status is Status.ERROR
        # Between two tables that both add up, differing totals are what tying out looks for.
        told = any(term.table is None for term in relation.members)
        if failed and told and relation.kind == "same-quantity":
            one, other = key_of(relation.claim), key_of(relation.terms[0])
            both = _adds_up(one, other, holders) and _adds_up(other, one, holders)
            if both or _worlds_apart(relation):
                relation = left_open(relation, _REASON if both else _APART)
        found.append(relation)
    return tuple(found)


def _worlds_apart(relation: Relation) -> bool:
    """Whether one figure is many times the other, and not by a slip of the point or the unit."""
    one, other = relation.claim.value, relation.terms[0].value
    if not one or not other:
        return False
    ratio = abs(one / other)
    # Names that are only somewhat alike tell less than a figure that is twice the other.
    sure = relation.confidence >= _SURE and relation.topic != HEADLINE
    times = _MANY_TIMES if sure else _TWICE
    if ratio * times >= 1 and ratio <= times:
        return False
    from rapidfuzz.distance import Levenshtein  # only few runs get here; it is slow to load

    return Levenshtein.distance(_digits(relation.claim), _digits(relation.terms[0])) > 1


def _digits(term: Term) -> str:
    return (term.number or "").replace(".", "").strip("-0")


def _adds_up(key: Key, besides: Key, holders: Holders) -> bool:
    """Whether a sum or share that holds takes the figure in, and not the other one."""
    for relation in holders.of(key):
        if relation.verdict is None:
            continue
        if relation.formula is not Formula.SUM and relation.kind != "share":
            continue
        members = {key_of(term) for term in relation.members}
        filled = [term for term in relation.terms if term.value]
        if (
            relation.verdict.status in EXACTLY
            and key in members
            and besides not in members
            and len(filled) >= _LEAST_TERMS
        ):
            return True
    return False
