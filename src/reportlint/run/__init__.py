"""Facts → Outcome: verdicts once, then the checks, then triage and coverage."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from reportlint.model.document import Message
from reportlint.model.fact import (
    LEVEL_TOTAL,
    OPEN_END,
    ROW_BALANCE,
    TOP_TOTAL,
    Facts,
    Formula,
    Relation,
    Status,
)
from reportlint.model.finding import Finding, Skip
from reportlint.model.outcome import Coverage, Outcome, State
from reportlint.model.settings import CheckInfo, Settings
from reportlint.model.vocabulary import Vocabulary
from reportlint.run.borne_out import borne_out
from reportlint.run.cascade import one_slip
from reportlint.run.decisions import decided
from reportlint.run.diagnosis import diagnose
from reportlint.run.otherwise import misread, told_otherwise
from reportlint.run.registry import selected
from reportlint.run.slips import Key
from reportlint.run.supposed import supposing
from reportlint.run.surroundings import Surroundings
from reportlint.run.triage import triage
from reportlint.run.verdicts import judge, left_open

__all__ = ["judged", "outcome"]

_TO_BEAR_OUT = frozenset({TOP_TOTAL, LEVEL_TOTAL, ROW_BALANCE})
# Any list, any row of the table speaks for all of them.
_TABLE_WIDE = frozenset({LEVEL_TOTAL, ROW_BALANCE})
_MANY_BLANK_MARKS = 5
_FEW_FIGURES = 3
# Below this a total is a mere guess; borne out by a column it is this sure.
_GUESSED = 0.7
_BORNE_OUT = 0.9


def outcome(facts: Facts, settings: Settings, checks: Sequence[CheckInfo]) -> Outcome:
    """Run the chosen checks over ``facts`` and put the result together.

    A check that crashes is named in ``crashes``; the others still run.
    """
    state, reason = _state(facts)
    facts = judged(facts)
    findings: list[Finding] = []
    skips: list[Skip] = list(facts.skips)
    crashes: list[Message] = []
    if state != "blank-form":
        for info in selected(tuple(checks), settings):
            try:
                _run(info, facts, settings, findings, skips)
            except Exception as error:
                crashes.append(_crash(info, error))
    skips += _open_relations(facts)
    if crashes:
        state = "partly-checked"
    judgements = decided(findings, facts)
    gone = _recheck(facts, settings, checks)
    return Outcome(
        sources=facts.documents,
        state=state,
        reason=reason,
        facts=facts,
        findings=triage(judgements, facts.documents, facts.relations, gone),
        skips=tuple(skips),
        coverage=_coverage(facts, skips),
        passed=tuple(r for r in facts.relations if r.verdict is not None and r.verdict.holds),
        crashes=tuple(crashes),
    )


def judged(facts: Facts) -> Facts:
    """``facts`` with a verdict on every relation.

    Sums that a table does not bear out are open; mere guesses among them are left out.
    """
    relations = tuple(replace(r, verdict=judge(r)) for r in facts.relations)
    settled = told_otherwise(borne_out(_unclear(relations)), facts.readings)
    around = Surroundings(settled, facts.readings)
    # However far off, an amount in another money unit explains it.
    mended = {relation.topic for relation in settled if relation.kind == "unit-reading"}
    explained = []
    for relation in settled:
        cause, correction = diagnose(relation, around)
        told = replace(relation, cause=cause, correction=correction)
        place = f"{relation.kind}@{relation.claim.document}:{relation.claim.span.start}"
        explained.append(told if place in mended else misread(told, facts.readings))
    return replace(facts, relations=tuple(explained))


def _unclear(relations: Sequence[Relation]) -> tuple[Relation, ...]:
    """A table is only a reference when it agrees with itself.

    Where most relations of one kind in one table fail, the operands were misunderstood, not the
    figures wrong: all of them become open, or go if they were mere guesses. A total that some
    column bears out is as sure as any. A single relation stands for itself.
    """
    groups: dict[tuple[str, int, int], list[Relation]] = {}
    for relation in relations:
        if (
            relation.kind in ("total", "cross-total", "code-total", "share")
            and relation.claim.table is not None
        ):
            key = (relation.kind, relation.claim.document, relation.claim.table)
            groups.setdefault(key, []).append(relation)
    doubtful: set[int] = set()
    tops: dict[tuple[int, int | None, int | None, bool, str], list[Relation]] = {}
    for relation in relations:
        if relation.topic in _TO_BEAR_OUT:
            whole = relation.topic in _TABLE_WIDE
            row = None if whole else relation.claim.row
            # Lists set side by side share the row of their totals, not its name.
            name = relation.topic if whole else relation.claim.label.partition(" ")[0]
            key2 = (relation.claim.document, relation.claim.table, row, whole, name)
            tops.setdefault(key2, []).append(relation)
    for group in tops.values():
        # Such a total is taken as one only if some column, not all zero, bears it out.
        if not any(r.verdict is not None and r.verdict.holds and _tells(r) for r in group):
            doubtful |= {id(r) for r in group}
    for group in groups.values():
        # A guess at a total that nothing bears out says nothing of the others.
        telling = [r for r in group if r.verdict and _tells(r) and id(r) not in doubtful]
        failing = [r for r in telling if r.verdict and r.verdict.status is Status.ERROR]
        # A slip in a subtotal breaks the total as well: that is one reason to doubt, not two.
        alike = len(failing) == 2 and one_slip(*failing)
        causes = 1 if alike else len(failing)
        if len(telling) >= 2 and causes > len(telling) - len(failing):
            doubtful |= {id(r) for r in failing}
    doubtful |= {id(r) for group in groups.values() for r in _partial_lists(group, groups)}
    reason = Message(
        zh="表中多数合计对不上，合计与各行（列）的从属关系不明确",
        en="most totals of the table fail, so it is not clear what they cover",
    )
    # A mere guess at a total that nothing bears out is none: there is nothing to report open.
    kept = [r for r in relations if id(r) not in doubtful or r.confidence >= _GUESSED]
    return tuple(
        left_open(r, reason)
        if id(r) in doubtful
        else replace(r, confidence=max(r.confidence, _BORNE_OUT if r.topic == TOP_TOTAL else 0))
        for r in kept
    )


def _partial_lists(
    group: Sequence[Relation], groups: Mapping[tuple[str, int, int], list[Relation]]
) -> Iterator[Relation]:
    """Accounts above the sum of their sub-accounts where the list may not name them all.

    Some other account of the table must equal the sum of several of its own; and the last account
    of a list whose total stands on top counts only where that total shows the list to be complete.
    """
    for relation in group:
        verdict = relation.verdict
        if relation.kind != "code-total" or verdict is None or verdict.status is not Status.ERROR:
            continue
        if verdict.difference is None or verdict.difference < 0:
            continue
        table = ("total", relation.claim.document, relation.claim.table or 0)
        complete = any(_holds(total) for total in groups.get(table, ()))
        if not any(_holds(other) for other in group) or (
            relation.topic == OPEN_END and not complete
        ):
            yield relation


def _holds(relation: Relation) -> bool:
    """Whether at least two amounts that are not zero add up as stated."""
    several = sum(1 for term in relation.terms if term.value) > 1
    return several and relation.verdict is not None and relation.verdict.holds


def _tells(relation: Relation) -> bool:
    """Zeros all over hold under any reading; they say nothing about the table."""
    return any(term.value for term in relation.terms)


def _run(
    info: CheckInfo,
    facts: Facts,
    settings: Settings,
    findings: list[Finding],
    skips: list[Skip],
) -> None:
    params = info.params(**settings.params.get(info.id, {}))
    for item in info.check(facts, params):
        if isinstance(item, Skip):
            skips.append(replace(item, check=info.id))
        else:
            findings.append(replace(item, check=info.id, family=info.family))


def _recheck(
    facts: Facts, settings: Settings, checks: Sequence[CheckInfo]
) -> Callable[[Finding, Key, Decimal], bool]:
    """Whether a finding would go if one figure had another value: its check is run again."""
    by_id = {info.id: info for info in checks}

    def gone(finding: Finding, key: Key, value: Decimal) -> bool:
        findings: list[Finding] = []
        try:
            other = supposing(facts, key, value)
            _run(by_id[finding.check], other, settings, findings, [])
        except Exception:
            return False  # a supposition that a check cannot take explains nothing
        claim = finding.places[0]
        return all(
            (f.places[0].document, f.places[0].span) != (claim.document, claim.span)
            for f in findings
        )

    return gone


def _crash(info: CheckInfo, error: Exception) -> Message:
    kind = type(error).__name__
    return Message(
        zh=f"检查 {info.id} 内部出错（{kind}），本文件未作此项检查；请把文件和版本号报告给我们。",
        en=f"check {info.id} failed internally ({kind}); this file was not checked for it.",
    )


_NO_OPERAND = Message(zh="缺少运算项，或基数为零", en="an operand is missing or the base is zero")
_ONLY_LIKELY = Message(
    zh="两数不等，但是否说的是同一数量不能确定",
    en="two figures differ, but whether they state one quantity is not certain",
)


_LIKELY_OPERANDS = Message(
    zh="算式不成立，但运算项是否就是这几个数不能确定",
    en="a relation does not hold, but whether these are its operands is not certain",
)
_WORTH_TELLING = 0.78


def _open_relations(facts: Facts) -> list[Skip]:
    skips = []
    for relation in facts.relations:
        if relation.verdict is None or relation.verdict.status is not Status.UNDEFINED:
            continue
        guess = relation.formula is not Formula.EQUAL and relation.confidence < _WORTH_TELLING
        if guess and not relation.settled and not relation.ambiguous:
            continue  # a guess at the operands that the figures do not bear out leaves nothing open
        likely = _ONLY_LIKELY if relation.formula is Formula.EQUAL else _LIKELY_OPERANDS
        reason = relation.ambiguous or (_NO_OPERAND if relation.settled else likely)
        skips.append(Skip(reason, tuple(t.place("evidence") for t in relation.members)))
    return skips


def _state(facts: Facts) -> tuple[State, Message | None]:
    vocabulary = Vocabulary(facts.lexicon)
    figures = sum(len(reading.figures) for reading in facts.readings)
    text = "".join(document.text for document in facts.documents)
    marks = sum(text.count(mark) for mark in vocabulary.lexicon.words["blank_marks"])
    filled = sum(
        1
        for reading in facts.readings
        for figure in reading.figures
        if figure.value != 0 and figure.table is not None
    )
    if (
        marks >= _MANY_BLANK_MARKS
        and marks > figures - marks
        and filled <= figures / 4 + _FEW_FIGURES
    ):
        return "blank-form", Message(
            zh="这是未填写的空白模板，没有可核对的数字。",
            en="This is a blank form: there is nothing to check.",
        )
    if figures == 0:
        return "no-figures", Message(
            zh="文件可以读取，但其中没有数字。", en="The file is readable but holds no figures."
        )
    return "checked", None


def _coverage(facts: Facts, skips: Sequence[Skip]) -> Coverage:
    aligned: set[tuple[int, int]] = set()
    checked: set[tuple[int, int]] = set()
    for relation in facts.relations:
        members = {
            (t.document, t.figure)
            for t in (*relation.members, *relation.other_claims)
            if t.figure is not None
        }
        aligned |= members
        if relation.verdict is not None and relation.verdict.status is not Status.UNDEFINED:
            checked |= members
    reasons: Counter[tuple[str, str]] = Counter((s.reason.zh, s.reason.en) for s in skips)
    return Coverage(
        figures=sum(len(r.figures) for r in facts.readings),
        not_figures=sum(len(r.not_figures) for r in facts.readings),
        unread=sum(len(r.unread) for r in facts.readings),
        aligned=len(aligned),
        checked=len(checked),
        skipped=tuple((Message(zh, en), count) for (zh, en), count in reasons.most_common()),
    )
