"""Conclusions that turn over with a wrong figure: target met, grade, within budget, rise or fall.

An inconsistency on which one of them depends weighs one level more (domain.md §7.2-10).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from reportlint.model.document import Message
from reportlint.model.fact import Facts, Formula, Relation, Status, Term
from reportlint.model.figure import Measure, Role
from reportlint.model.finding import SEVERITIES, Decision, Finding
from reportlint.model.rules import grade_scales
from reportlint.model.vocabulary import squeeze
from reportlint.run.cascade import relation_of, relations_by_places
from reportlint.run.slips import Key, key_of, mended, mends
from reportlint.run.verdicts import judge

_HUNDRED = Decimal(100)
_BUDGETS = (Role.BUDGET_FINAL, Role.BUDGET_INITIAL)
_DIRECTION = Decision(
    "direction",
    Message("所写的增减方向与数字相反", "the figures move the other way than it says"),
)
_BUDGET = Decision(
    "budget",
    Message("是否超出预算随之改变", "whether the budget is exceeded depends on it"),
)


def decided(findings: Sequence[Finding], facts: Facts) -> list[Finding]:
    """The findings with the conclusion that each of them changes, and raised where there is one."""
    known = relations_by_places(facts.relations)
    out = []
    for finding in findings:
        relation = relation_of(finding, known)
        found = None if relation is None else decision(relation, facts)
        out.append(finding if found is None else _raised(finding, found))
    return out


def decision(relation: Relation, facts: Facts) -> Decision | None:
    """What turns over when a relation in error is put right, None when nothing does."""
    if relation.verdict is None or relation.verdict.status is not Status.ERROR:
        return None
    if _turns(relation):
        return _DIRECTION
    if relation.formula is Formula.AT_MOST:
        return None  # any value within the whole would mend it
    if _crosses_budget(relation, facts):
        return _BUDGET
    for key, value in _mends(relation):
        found = _target(facts.relations, key, value) or _budget(facts.relations, key, value)
        if found is not None:
            return found
    return _grade(relation, facts)


def _raised(finding: Finding, found: Decision) -> Finding:
    level = SEVERITIES.index(finding.severity)
    return replace(finding, decision=found, severity=SEVERITIES[max(level - 1, 0)])


def _mends(relation: Relation) -> Iterator[tuple[Key, Decimal]]:
    """The corrections that are open: the only one, else the stated side or either mention."""
    figures: tuple[Term, ...] = (relation.claim,)
    if relation.correction is not None:
        mend = relation.correction
        figures = tuple(
            t for t in relation.members if (t.document, t.span) == (mend.document, mend.span)
        )
    elif relation.formula is Formula.EQUAL:
        figures = relation.members
    for term in figures:
        for found in mends(replace(relation, alternatives=(), other_claims=()), key_of(term)):
            yield key_of(term), found.value


def _turns(relation: Relation) -> bool:
    """Whether a stated rise is a fall by the figures, or the reverse."""
    if relation.kind in ("direction", "direction-pair"):
        return True
    if relation.kind not in ("difference", "growth") or relation.claim.value is None:
        return False
    values = [term.value for term in relation.terms]
    if relation.formula is Formula.CHANGE_RATE or len(values) != 2 or None in values:
        return False
    change = (values[0] or 0) - (values[1] or 0)
    return change * relation.claim.value < 0


def _crosses_budget(relation: Relation, facts: Facts) -> bool:
    """Whether a stated rate and the recomputed one lie on two sides of the whole budget."""
    if relation.kind != "rate" or relation.measure is not Measure.MONEY:
        return False
    base = relation.terms[-1]
    top, stated = relation.terms[0].value, relation.claim.value
    if base.figure is None or not base.value or top is None or stated is None:
        return False
    role = facts.readings[base.document].figures[base.figure].role
    return role in _BUDGETS and (top > base.value) != (stated > _HUNDRED)


def _target(relations: Sequence[Relation], key: Key, value: Decimal) -> Decision | None:
    for relation in relations:
        if relation.formula is Formula.MEETS and _flips(relation, key, value):
            met = relation.verdict is not None and relation.verdict.holds
            zh = "改正后由达标变为未达标" if met else "改正后由未达标变为达标"
            en = "put right, it misses its target" if met else "put right, it meets its target"
            name = relation.claim.label
            return Decision("target", Message(f"“{name}”{zh}", f"'{name}': {en}"))
    return None


def _budget(relations: Sequence[Relation], key: Key, value: Decimal) -> Decision | None:
    flips = (
        relation.kind == "execution" and _flips(relation, key, value) for relation in relations
    )
    return _BUDGET if any(flips) else None


def _flips(relation: Relation, key: Key, value: Decimal) -> bool:
    if all(key_of(term) != key for term in relation.members) or relation.verdict is None:
        return False
    after = judge(mended(relation, key, value))
    both = {relation.verdict.status, after.status}
    return Status.UNDEFINED not in both and relation.verdict.holds != after.holds


def _grade(relation: Relation, facts: Facts) -> Decision | None:
    """Whether the total score belongs to another grade by every admissible scale."""
    claim, verdict = relation.claim, relation.verdict
    label = squeeze(claim.label)
    total = relation.kind == "score-sum" or (
        relation.formula is Formula.EQUAL
        and claim.measure in (Measure.SCORE, Measure.BARE)
        and any(label.endswith(word) for word in facts.lexicon.words["total_score"])
    )
    if not total or claim.number is None or verdict is None or verdict.expected is None:
        return None
    scores = (Decimal(claim.number), verdict.expected)
    if any(not 0 <= score <= _HUNDRED for score in scores):
        return None
    pairs = [tuple(_grade_of(score, scale) for score in scores) for scale in grade_scales(facts)]
    if not pairs or any(before == after for before, after in pairs):
        return None
    before, after = pairs[0]
    return Decision(
        "grade",
        Message(f"等级由“{before}”变为“{after}”", f"the grade turns from '{before}' to '{after}'"),
    )


def _grade_of(score: Decimal, scale: Sequence[tuple[str, Decimal]]) -> str:
    return next((word for word, low in scale if score >= low), scale[-1][0])
