"""Planted faults: change one digit of a figure that a relation holds, and look whether it is told.

Every fault is judged by the relations that the tool itself found to hold in the clean document:
a change that no such relation can notice (it stays within rounding, or another admissible reading
still fits) is counted apart as undecidable, so the rest is what the tool promises to find.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from reportlint.evaluation.matching import normalised, prints
from reportlint.evaluation.score import REPORTED
from reportlint.model.document import Document
from reportlint.model.fact import Relation, Status, Term, Verdict
from reportlint.model.figure import Figure
from reportlint.model.finding import Finding
from reportlint.model.outcome import Outcome
from reportlint.model.span import Span

Analyse = Callable[[Document], Outcome]
Judge = Callable[[Relation], Verdict]
Key = tuple[str, tuple[Span, ...]]

_DIGITS = ("0123456789", "０１２３４５６７８９")
_CHUNKS_PER_JOB = 8


class Result(StrEnum):
    """What became of one planted fault."""

    LOCATED = "located"  # a new error or warning cites the broken figure
    ELSEWHERE = "elsewhere"  # new errors or warnings, none of which cites it
    MISSED = "missed"
    CRASHED = "crashed"  # the broken document could not be analysed at all


@dataclass(frozen=True, slots=True)
class Fault:
    """One digit of one figure changed.

    ``offset`` is the place of the digit in the canonical text; ``kinds`` are the kinds of the
    relations that hold the figure, ``broken`` those that the change provably breaks (empty when
    the fault is undecidable), ``undefined`` says that it only makes a relation undecidable.
    """

    figure: Figure
    offset: int
    digit: str
    printed: str
    number: str
    kinds: tuple[str, ...] = ()
    broken: tuple[str, ...] = ()
    undefined: bool = False

    @property
    def decidable(self) -> bool:
        """Whether some relation that held must now be an error."""
        return bool(self.broken)


@dataclass(frozen=True, slots=True)
class Trial:
    """A fault with its result; ``bystanders`` counts new reports that do not cite the figure."""

    fault: Fault
    result: Result
    bystanders: int = 0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """The faults of one document, and what was left out.

    ``figures`` counts all figures read, ``related`` those in relations that hold; ``worded`` are
    related figures printed without digits (十九项), ``unchangeable`` those whose digits do not
    spell their number.
    """

    faults: tuple[Fault, ...]
    figures: int
    related: int
    worded: int = 0
    unchangeable: int = 0


def plan(outcome: Outcome, judge: Judge, *, seed: int = 0, all_digits: bool = False) -> Plan:
    """The faults to plant in the document of ``outcome`` (its first and only one).

    One digit per figure, chosen by ``seed`` and the figure's place alone, so that a run can be
    repeated whatever else changes; every digit of every figure with ``all_digits``. Figures are
    members of a relation whose verdict holds other than ``partial`` and whose operands are sure.
    """
    if outcome.facts is None or not outcome.facts.readings:
        return Plan((), 0, 0)
    reading = outcome.facts.readings[0]
    known = {figure.index: figure for figure in reading.figures}
    held = _held(outcome.facts.relations, known, judge)
    related = [figure for figure in reading.figures if figure.index in held]
    faults: list[Fault] = []
    worded = unchangeable = 0
    for figure in related:
        printed = reading.document.slice(figure.quantity.digits)
        if not any(char in digits for char in printed for digits in _DIGITS):
            worded += 1
            continue
        planted = [
            _decided(fault, held[figure.index], judge)
            for fault in _changes(figure, printed, seed, all_digits)
            if held[figure.index]
        ]
        unchangeable += not planted
        faults.extend(planted)
    return Plan(tuple(faults), len(reading.figures), len(related), worded, unchangeable)


def run(
    document: Document,
    baseline: Outcome,
    faults: Sequence[Fault],
    analyse: Analyse,
    *,
    jobs: int = 1,
) -> tuple[Trial, ...]:
    """Plant each fault by itself, analyse the changed document and compare with ``baseline``.

    ``analyse`` must be picklable when ``jobs`` is more than 1. Results are in the order of
    ``faults`` whatever the number of processes.
    """
    known = frozenset(_key(finding) for finding in _reported(baseline))
    if jobs <= 1 or len(faults) < 2:
        return _trials(document, known, tuple(faults), analyse)
    # Chunks carry the document with them: a worker needs no state that outlives the call.
    size = max(1, -(-len(faults) // (jobs * _CHUNKS_PER_JOB)))
    chunks = [tuple(faults[i : i + size]) for i in range(0, len(faults), size)]
    with ProcessPoolExecutor(max_workers=jobs) as pool:
        futures = [pool.submit(_trials, document, known, chunk, analyse) for chunk in chunks]
        return tuple(trial for future in futures for trial in future.result())


def planted(document: Document, fault: Fault) -> Document:
    """``document`` with the one digit changed; all spans stay valid."""
    text = document.text[: fault.offset] + fault.digit + document.text[fault.offset + 1 :]
    return replace(document, text=text)


def _trials(
    document: Document, known: frozenset[Key], faults: tuple[Fault, ...], analyse: Analyse
) -> tuple[Trial, ...]:
    return tuple(_trial(document, known, fault, analyse) for fault in faults)


def _trial(document: Document, known: frozenset[Key], fault: Fault, analyse: Analyse) -> Trial:
    try:
        outcome = analyse(planted(document, fault))
    except Exception as error:  # one digit that stops the tool is a result, not the end of the run
        return Trial(fault, Result.CRASHED, reason=f"{type(error).__name__}: {error}")
    new = [finding for finding in _reported(outcome) if _key(finding) not in known]
    located = [finding for finding in new if _cites(finding, fault)]
    if located:
        return Trial(fault, Result.LOCATED, len(new) - len(located))
    if new:
        return Trial(fault, Result.ELSEWHERE, len(new), _describe(new[0]))
    if outcome.crashes:
        return Trial(fault, Result.CRASHED, reason=outcome.crashes[0].en)
    return Trial(fault, Result.MISSED)


def _reported(outcome: Outcome) -> Iterator[Finding]:
    return (finding for finding in outcome.findings if finding.severity in REPORTED)


def _key(finding: Finding) -> Key:
    """Identity of a finding across the change of a digit.

    Message and fingerprint quote the figures, so a finding that was there before would look new
    as soon as one of its figures changes; the check and all cited places do not.
    """
    return finding.check, tuple(sorted({place.span for place in finding.places}))


def _cites(finding: Finding, fault: Fault) -> bool:
    where = Span(fault.offset, fault.offset + 1)
    number = fault.number.lstrip("+-")
    for place in finding.places:
        if place.document == 0 and place.span.covers(where):
            value = normalised(place.value or "").lstrip("+-")
            # A place that prints a whole passage points at no figure.
            if value == number or prints(place.text, number):
                return True
    return False


def _describe(finding: Finding) -> str:
    return f"{finding.check}: {finding.message.en}"


def _held(
    relations: Iterable[Relation], figures: Mapping[int, Figure], judge: Judge
) -> dict[int, tuple[Relation, ...]]:
    """The sure relations that hold, by figure of the first document.

    A figure whose operand is not its number has an entry, but that relation cannot judge a change.
    """
    held: dict[int, list[Relation]] = {}
    for relation in relations:
        if relation.ambiguous is not None:
            continue
        verdict = relation.verdict or judge(relation)
        if not verdict.holds or verdict.status is Status.PARTIAL:
            continue
        members: dict[int, bool] = {}
        for term in relation.members:
            if term.figure is not None and term.document == 0:
                sure = _spells(term, figures[term.figure])
                members[term.figure] = members.get(term.figure, True) and sure
        for index, sure in members.items():
            held.setdefault(index, []).extend([relation] if sure else [])
    return {index: tuple(listed) for index, listed in held.items()}


def _changes(figure: Figure, printed: str, seed: int, all_digits: bool) -> Iterator[Fault]:
    """The faults of one figure; none when its digits do not spell its number."""
    number = figure.quantity.number
    sign = number[: len(number) - len(number.lstrip("+-"))]
    unsigned = normalised(printed).lstrip("+-()（）")
    if figure.quantity.malformed or unsigned.rstrip(")）") != number.lstrip("+-"):
        return
    positions = [i for i, char in enumerate(printed) if _row(char) is not None]
    start = figure.quantity.digits.start
    choice = random.Random(f"{seed}:{start}")
    for position in positions if all_digits else [choice.choice(positions)]:
        row = _row(printed[position]) or _DIGITS[0]
        leading = position == positions[0] and len(positions) > 1
        options = [d for d in row if d != printed[position] and not (leading and d == row[0])]
        digit = choice.choice(options)
        changed = printed[:position] + digit + printed[position + 1 :]
        spelled = normalised(changed).strip("+-()（）")
        yield Fault(figure, start + position, digit, changed, sign + spelled)


def _row(char: str) -> str | None:
    return next((digits for digits in _DIGITS if char in digits), None)


def _decided(fault: Fault, relations: Sequence[Relation], judge: Judge) -> Fault:
    """``fault`` with the relations that it breaks, by the arithmetic of the changed number."""
    broken = []
    undefined = False
    for relation in relations:
        status = judge(_with_fault(relation, fault)).status
        if status is Status.ERROR:
            broken.append(relation.kind)
        undefined = undefined or status is Status.UNDEFINED
    kinds = sorted({relation.kind for relation in relations})
    return replace(
        fault, kinds=tuple(kinds), broken=tuple(sorted(set(broken))), undefined=undefined
    )


def _with_fault(relation: Relation, fault: Fault) -> Relation:
    def changed(term: Term) -> Term:
        """The operand with the new number; others unchanged."""
        if term.figure != fault.figure.index or term.document != 0:
            return term
        return _changed(term, fault)

    return replace(
        relation,
        claim=changed(relation.claim),
        terms=tuple(changed(term) for term in relation.terms),
        alternatives=tuple(
            tuple(changed(term) for term in terms) for terms in relation.alternatives
        ),
        other_claims=tuple(changed(term) for term in relation.other_claims),
        verdict=None,
    )


def _changed(term: Term, fault: Fault) -> Term:
    index = fault.offset - term.span.start
    text = term.text
    if 0 <= index < len(text):
        text = text[:index] + fault.digit + text[index + 1 :]
    value = Decimal(fault.number) * term.scale if _spells(term, fault.figure) else term.value
    return replace(term, text=text, number=fault.number, value=value)


def _spells(term: Term, figure: Figure) -> bool:
    """Whether the operand's value is the figure's number; a date, say, is made of several."""
    return term.value is not None and term.value == Decimal(figure.number) * term.scale
