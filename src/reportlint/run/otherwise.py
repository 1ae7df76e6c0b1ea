"""Failures in running text that another reading of the text explains better than a slip.

Which amounts a rate or a sum in a sentence is of, words tell only so far. Two things say that the
operands were taken wrongly: two other amounts of the paragraph give the printed percentage to its
last digit, or the result is far from what is printed and no slip of the pen in any operand would
bring it there. Such a relation is left open, with its places.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise, permutations

from reportlint.model.document import Message
from reportlint.model.fact import EXACTLY, Formula, Relation, Status, Term
from reportlint.model.fact import term as term_of
from reportlint.model.figure import Comparator, Figure, Measure, Role
from reportlint.model.reading import Reading
from reportlint.model.vocabulary import squeeze
from reportlint.run.slips import Key, holds_with, key_of
from reportlint.run.verdicts import judge, left_open

_RATIOS = frozenset({Formula.RATIO, Formula.GROWTH, Formula.CHANGE_RATE})
_SUMS = frozenset({Formula.SUM, Formula.AT_MOST})
_KINDS = frozenset({"rate", "share", "growth"})
_BUDGETS = (Role.BUDGET_INITIAL, Role.BUDGET_FINAL)
_MEASURES = frozenset({Measure.MONEY, Measure.COUNT, Measure.EXTENT})
_WHOLE = 100
_MOST_AMOUNTS = 16  # more pairs than these give some percentage by chance
_FAR = 2
_SHORTEST_NAME = 3
_LEAST_DIGITS = 3  # of a short number one digit less is another number
_SHIFTS = (10, 100, 1000, 10_000)
_OTHER_PAIR = Message(
    zh="算式不成立，但同一段的另两个数恰好得出所写的比率，运算项不明确",
    en="it does not hold, but two other amounts of the paragraph give the printed percentage",
)
_FAR_OFF = Message(
    zh="算式结果与所写相差悬殊，运算项可能不是这几个数",
    en="the result is far from what is printed: these may not be its operands",
)


def told_otherwise(
    relations: Sequence[Relation], readings: Sequence[Reading]
) -> tuple[Relation, ...]:
    """The relations; failed percentages in running text that other amounts give are open."""
    spoken_for = {
        frozenset(map(key_of, relation.terms))
        for relation in relations
        if relation.formula in _RATIOS and relation.verdict is not None and relation.verdict.holds
    }
    return tuple(
        left_open(relation, _OTHER_PAIR)
        if _failed_in_text(relation, readings)
        and relation.kind in _KINDS
        and _given_by_others(relation, readings, spoken_for)
        else relation
        for relation in relations
    )


def misread(relation: Relation, readings: Sequence[Reading]) -> Relation:
    """The relation, open when it fails in running text by far and nothing explains how.

    ``relation`` has been diagnosed: a cause or a correction speaks for a slip.
    """
    if not _failed_in_text(relation, readings) or relation.cause or relation.correction:
        return relation
    far = _far_off(relation) and not _one_slip_away(relation)
    return left_open(relation, _FAR_OFF) if far else relation


def _failed_in_text(relation: Relation, readings: Sequence[Reading]) -> bool:
    """Whether the stated side stands in a sentence, of a paragraph or of a cell, and fails."""
    failed = relation.verdict is not None and relation.verdict.status is Status.ERROR
    claim = relation.claim
    if not failed or claim.figure is None or relation.formula not in _RATIOS | _SUMS:
        return False
    return claim.table is None or bool(readings[claim.document].figures[claim.figure].words)


def _given_by_others(
    relation: Relation, readings: Sequence[Reading], spoken_for: Collection[frozenset[Key]]
) -> bool:
    """Whether two other amounts of the paragraph give the percentage to its last digit.

    A pair with a percentage of its own (``spoken_for``) does not count: that may be copied.
    """
    claim = relation.claim
    if claim.value is None or claim.value == claim.value.to_integral_value():
        return False
    reading = readings[claim.document]
    amounts = _amounts(relation, reading)
    if len(amounts) > _MOST_AMOUNTS:
        return False
    first, second = relation.terms
    if relation.kind == "rate" and _said_so(relation, reading):
        return False
    own = {key_of(first), key_of(second)}
    plain = replace(relation, alternatives=(), other_claims=(), tolerant=False)
    upright = replace(claim, scale=abs(claim.scale), value=abs(claim.value))
    for one, other in permutations(amounts, 2):
        pair = {key_of(one), key_of(other)}
        if pair == own or frozenset(pair) in spoken_for or one.value == other.value:
            continue
        if one.unit != other.unit and one.measure is not Measure.MONEY:
            continue
        if _same_but_a_slip((one, other), (first, second)):
            continue
        if relation.formula is not Formula.RATIO:
            # Measured on this year's amount, or with the wrong change, it is a slip.
            if pair & own:
                continue
            grown = replace(plain, formula=Formula.GROWTH, terms=(one, other))
            if judge(grown).status in EXACTLY:
                return True
        elif key_of(one) == key_of(first) and (
            _is_budget(other, reading) or _base_said(relation, reading)
        ):
            continue  # the right amount on another base than the one it names is a slip
        level = replace(plain, formula=Formula.RATIO, claim=upright, terms=(one, other))
        if judge(level).status in EXACTLY:
            return True
    return False


def _amounts(relation: Relation, reading: Reading) -> list[Term]:
    """The amounts of the claim's paragraph that are told exactly and are not zero."""
    claim = relation.claim
    here = reading.sentence_at(claim.span)
    if here is None:
        return []
    inside = [here.span]
    if here.table is None:  # a sentence of a cell stands by itself
        inside = [
            s.span for s in reading.sentences if s.paragraph == here.paragraph and s.table is None
        ]
    figures = reading.figures
    low = bisect_left(figures, inside[0].start, key=lambda figure: figure.span.start)
    chosen: list[Figure] = []
    for figure in figures[low:]:
        if figure.span.start >= inside[-1].end:
            break
        if (
            figure.table == here.table
            and figure.measure in _MEASURES
            and (figure.measure is Measure.MONEY) is (relation.measure is Measure.MONEY)
            and figure.comparator is Comparator.EQ
            and figure.value
        ):
            chosen.append(figure)
    return [term_of(figure, claim.document) for figure in chosen]


def _said_so(relation: Relation, reading: Reading) -> bool:
    """年初预算 …，支出决算 …，完成年初预算的 …%: one sentence names both operands."""
    roles = [reading.figures[t.figure].role for t in relation.terms if t.figure is not None]
    if roles[:1] != [Role.EXECUTED] or roles[1:] not in ([r] for r in _BUDGETS):
        return False
    at = {
        bisect_right(reading.sentences, t.span.start, key=lambda sentence: sentence.span.start)
        for t in relation.members
    }
    return len(at) == 1


def _base_said(relation: Relation, reading: Reading) -> bool:
    """比上年的 1286 万元增加 126 万元，增长 8.93%; 专业课教师 187 人 …占专业课教师的 53.68%.

    A growth rate of this form has last year's amount printed before its change; a share may repeat
    the name of its whole word for word.
    """
    if relation.kind == "growth":
        return True
    if relation.terms[1].document != relation.claim.document:
        return False
    figures = reading.figures
    claim, base = relation.claim.figure, relation.terms[1].figure
    if relation.kind != "share" or claim is None or base is None:
        return False
    name = squeeze(figures[base].label)
    said = squeeze(figures[claim].words).rpartition("占")[2].removesuffix("的")
    return len(name) >= _SHORTEST_NAME and said == name


def _is_budget(term: Term, reading: Reading) -> bool:
    figure = None if term.figure is None else reading.figures[term.figure]
    return figure is not None and figure.role in _BUDGETS


def _same_but_a_slip(pair: Sequence[Term], own: Sequence[Term]) -> bool:
    """Whether a pair repeats the operands that failed, one digit aside: then one of them is off."""
    return all(
        key_of(one) == key_of(other) or _alike(one.number or "", other.number or "")
        for one, other in zip(pair, own, strict=True)
    )


def _alike(one: str, other: str) -> bool:
    if len(one) != len(other):
        return False
    return sum(a != b for a, b in zip(one, other, strict=True)) <= 1


def _far_off(relation: Relation) -> bool:
    """Whether the result is twice what is printed or half of it; growth counts from the base."""
    verdict = relation.verdict
    if relation.formula is Formula.AT_MOST:
        stated, expected = relation.claim.value, relation.terms[0].value
    else:
        stated = Decimal(relation.claim.number or 0)
        expected = None if verdict is None else verdict.expected
    if stated is None or expected is None:
        return False
    one, other = Fraction(abs(stated)), Fraction(abs(expected))
    if relation.formula in (Formula.GROWTH, Formula.CHANGE_RATE):
        one, other = one + _WHOLE, other + _WHOLE
    return min(one, other) * _FAR < max(one, other)


def _one_slip_away(relation: Relation) -> bool:
    """Whether one digit, wrong or too many, two in turn or the point of one figure would mend it.

    A whole that parts must stay within can always be made larger: the slip must be in a part.
    """
    bounded = relation.formula is Formula.AT_MOST or not relation.exhaustive
    whole = relation.terms[0] if relation.formula is Formula.AT_MOST else relation.claim
    for term in relation.members:
        if term.figure is None or term.number is None or (bounded and term is whole):
            continue
        shifts = _SHIFTS[:1] if bounded else _SHIFTS  # a thousandth of a part always fits
        points = [f"{Decimal(term.number) * shift:f}" for shift in shifts]
        points += [f"{Decimal(term.number) / shift:f}" for shift in shifts]
        # A digit too many in the whole would be mended by whatever part is left out.
        longer = () if term is relation.claim else _shortened(term.number)
        for number in (*points, *_slips(term.number), *longer):
            value = Decimal(number) * term.scale
            if value != term.value and holds_with(relation, key_of(term), value):
                return True
    return False


def _slips(number: str) -> Iterator[str]:
    digits = [at for at, char in enumerate(number) if char.isdigit()]
    for at in digits:
        for digit in "0123456789":
            # 7.6 for 0.6 is a slip, 0812.50 is no number
            no_number = at == 0 and digit == "0" and number[1:2].isdigit()
            if digit != number[at] and not no_number:
                yield number[:at] + digit + number[at + 1 :]
    for one, other in pairwise(digits):
        turned = list(number)
        turned[one], turned[other] = turned[other], turned[one]
        yield "".join(turned)


def _shortened(number: str) -> Iterator[str]:
    """1214 for 214: the number without one of its digits."""
    digits = [at for at, char in enumerate(number) if char.isdigit()]
    for at in digits if len(digits) > _LEAST_DIGITS else ():
        if at or number[1:2] not in ("", "0", "."):
            yield number[:at] + number[at + 1 :]
