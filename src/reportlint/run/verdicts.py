"""Judges relations: operands to intervals, the verdict, and the arithmetic as printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from reportlint.model.document import Message
from reportlint.model.fact import Formula, Relation, Status, Term, Verdict
from reportlint.model.figure import Comparator, Measure
from reportlint.model.interval import (
    Judgement,
    Operand,
    decimal_of,
    half_unit,
    judge_at_most,
    judge_equal,
    judge_ratio,
    judge_sum,
    operand,
)

_RANK = {
    Status.EXACT: 0,
    Status.ROUNDING: 1,
    Status.TRUNCATED: 2,
    Status.PARTIAL: 3,
    Status.UNDEFINED: 4,
    Status.UNMET: 5,
    Status.ERROR: 6,
}
_FEW = 2
_MARKS = {
    Comparator.GE: "≥",
    Comparator.GT: ">",
    Comparator.LE: "≤",
    Comparator.LT: "<",
    Comparator.AROUND: "约",
    Comparator.NEAR: "近",
}


def judge(relation: Relation) -> Verdict:
    """Verdict of one relation: the main reading, cleared by any admissible alternative.

    Values may acquit: where several operand sets or stated sides are admissible, the best one
    decides; the main reading is what an error shows.
    """
    if relation.ambiguous is not None:
        return Verdict(Status.UNDEFINED)
    main = _judge(relation, relation.claim, relation.terms)
    best = main
    for claim in (relation.claim, *relation.other_claims):
        for terms in (relation.terms, *relation.alternatives):
            if claim is relation.claim and terms is relation.terms:
                continue
            other = _judge(relation, claim, terms)
            if _RANK[other.status] < _RANK[best.status]:
                best = other
    if best.holds or best.status is Status.UNDEFINED:
        return best
    return main if relation.settled else Verdict(Status.UNDEFINED)


def left_open(relation: Relation, reason: Message) -> Relation:
    """The relation as one whose operands cannot be told, with the verdict that follows."""
    found = replace(relation, ambiguous=reason)
    return replace(found, verdict=judge(found))


def _judge(relation: Relation, claim: Term, terms: Sequence[Term]) -> Verdict:
    match relation.formula:
        case Formula.SUM:
            return _sum(relation, claim, terms)
        case Formula.RATIO | Formula.GROWTH:
            return _ratio(relation, claim, terms)
        case Formula.CHANGE_RATE:
            return _change_rate(relation, claim, terms)
        case Formula.EQUAL:
            return _equal(relation, claim, terms[0])
        case Formula.AT_MOST:
            return _at_most(relation, claim, terms[0])
        case Formula.MEETS:
            return _meets(relation, claim, terms[0])
        case Formula.DAYS:
            return _days(claim, terms)
        case Formula.CLAIM:
            return Verdict(Status.ERROR if terms else Status.EXACT)
    raise AssertionError(relation.formula)


def operands(terms: Sequence[Term], measure: Measure) -> list[Operand | None]:
    """Intervals of printed operands (None for a blank), by the decimals of their group."""
    if measure is Measure.COUNT and any(abs(t.scale) > 1 and t.decimals for t in terms):
        measure = Measure.EXTENT  # 28.64 万人次 is rounded, unlike a plain count
    group: dict[Decimal, int] = {}
    for item in terms:
        if item.value is not None:
            size = abs(item.scale)
            group[size] = max(group.get(size, 0), item.decimals)
    whole = _mostly_whole(terms)
    out: list[Operand | None] = []
    for item in terms:
        if item.value is None or (item.number is None and item.figure is None):
            out.append(None if item.value is None else operand(item.value))
            continue
        size = abs(item.scale)
        half = half_unit(measure, item.decimals, item.decimals if whole else group[size])
        out.append(
            operand(
                item.value / item.scale,
                half,
                scale=item.scale,
                comparator=item.comparator,
                upper=item.upper,
            )
            if item.scale > 0
            else _negative(item, half)
        )
    return out


def _mostly_whole(terms: Sequence[Term]) -> bool:
    """A sentence that tells its amounts in whole 万元 but for one or two: the others are rounded.

    Between amounts with decimals a whole one dropped its zeros (domain.md §7.2-2).
    """
    told = [item for item in terms if item.value and item.table is None]
    return len(told) == len([t for t in terms if t.value]) and (
        2 * sum(1 for item in told if not item.decimals) > len(told) > _FEW
    )


def _negative(item: Term, half: Fraction) -> Operand:
    """减少 x: the printed number counts downwards."""
    assert item.value is not None
    positive = operand(item.value / item.scale, half, comparator=item.comparator)
    factor = Fraction(-item.scale)
    low = None if positive.high is None else -positive.high * factor
    high = None if positive.low is None else -positive.low * factor
    return Operand(
        -positive.value * factor, low, high, positive.approximate, positive.half * factor
    )


def _sum(relation: Relation, claim: Term, terms: Sequence[Term]) -> Verdict:
    total, *parts = operands((claim, *terms), relation.measure)
    if total is None:
        return Verdict(Status.UNDEFINED)
    filled = [(t.sign, part) for t, part in zip(terms, parts, strict=True) if part is not None]
    blanks = len(parts) - len(filled)
    if not filled:
        return Verdict(Status.UNDEFINED)
    judged = judge_sum(
        total,
        filled,
        blanks=blanks,
        exhaustive=relation.exhaustive,
        tolerance=2 if relation.tolerant else 1,
    )
    shown = _sum_text(claim, terms, judged, relation)
    return _verdict(judged, shown, claim)


def _sum_text(claim: Term, terms: Sequence[Term], judged: Judgement, relation: Relation) -> str:
    blanks = [t for t in terms if t.value is None]
    text = ""
    for item in terms:
        if item.value is None:
            continue
        minus = (item.sign < 0) != (item.scale < 0)  # 减少 x is a part of −x
        mark = "−" if minus else "+"
        text += f" {mark} {show(item)}" if text else (f"−{show(item)}" if minus else show(item))
    stated = show(claim) if claim.number is not None else "0"
    if claim.scale < 0:
        stated = f"−{stated}"
    if blanks and judged.status is not Status.EXACT:
        relation_mark = "∌" if judged.status is Status.ERROR else "∋"
        return f"{text} + [0, ∞) {relation_mark} {stated}"
    expected = _expected_text(judged, claim)
    if judged.status is Status.ERROR and not relation.exhaustive:
        return f"{text} = {expected} > {stated}"
    return f"{text} = {expected}{_compare(judged, stated)}"


def _compare(judged: Judgement, stated: str) -> str:
    if judged.status is Status.EXACT:
        return ""
    mark = {Status.ERROR: "≠", Status.PARTIAL: "<"}.get(judged.status, "≈")
    return f" {mark} {stated}"


def _ratio(relation: Relation, claim: Term, terms: Sequence[Term]) -> Verdict:
    numerator, denominator = operands(terms, relation.measure)
    if numerator is None or denominator is None or claim.value is None:
        return Verdict(Status.UNDEFINED)
    [stated] = operands((claim,), Measure.SHARE)
    assert stated is not None
    growth = relation.formula is Formula.GROWTH
    judged = judge_ratio(
        numerator,
        denominator,
        stated,
        claim.decimals,
        growth=growth,
        tolerance=2 if relation.tolerant else 1,
    )
    if judged.expected is None:
        return Verdict(Status.UNDEFINED)
    first, second = (show(item) for item in terms)
    places = max(claim.decimals, 2)
    value = f"{decimal_of(judged.expected, places)}%"
    left = f"({first} − {second}) ÷ {second}" if growth else f"{first} ÷ {second}"
    sign = "−" if claim.scale < 0 else ""
    mark = "≠" if judged.status is Status.ERROR else "≈"
    text = f"{left} = {value}"
    if f"{sign}{show(claim)}" != value:
        text += f" {mark} {sign}{show(claim)}"
    return Verdict(
        judged.status,
        text,
        decimal_of(abs(judged.expected) if claim.scale < 0 else judged.expected, claim.decimals),
        None if judged.difference is None else decimal_of(judged.difference),
    )


def _change_rate(relation: Relation, claim: Term, terms: Sequence[Term]) -> Verdict:
    """减少 0.86 万元，下降 4.82%: the change over what the amount was before it."""
    change, current = operands(terms, relation.measure)
    if change is None or current is None or claim.value is None:
        return Verdict(Status.UNDEFINED)
    [stated] = operands((claim,), Measure.SHARE)
    assert stated is not None
    before = current.value - change.value
    half = current.half + change.half
    base = Operand(before, before - half, before + half, False, half)
    judged = judge_ratio(change, base, stated, claim.decimals)
    if judged.expected is None:
        return Verdict(Status.UNDEFINED)
    first, second = (show(item) for item in terms)
    down = claim.scale < 0
    value = f"{decimal_of(abs(judged.expected), max(claim.decimals, 2))}%"
    text = f"{first} ÷ ({second} {'+' if down else '−'} {first}) = {value}"
    if show(claim) != value:
        text += f" {'≠' if judged.status is Status.ERROR else '≈'} {show(claim)}"
    return Verdict(
        judged.status,
        text,
        decimal_of(abs(judged.expected), claim.decimals),
        None if judged.difference is None else decimal_of(judged.difference),
    )


def _equal(relation: Relation, claim: Term, other: Term) -> Verdict:
    first = operands((claim,), relation.measure)[0]
    second = operands((other,), relation.measure)[0]
    if first is None or second is None:
        return Verdict(Status.UNDEFINED)
    judged = judge_equal(first, second)
    mark = {Status.EXACT: "=", Status.ERROR: "≠"}.get(judged.status, "≈")
    return _verdict(judged, f"{show(claim)} {mark} {show(other)}", claim)


def _at_most(relation: Relation, claim: Term, whole: Term) -> Verdict:
    first, second = operands((claim, whole), relation.measure)
    if first is None or second is None:
        return Verdict(Status.UNDEFINED)
    judged = judge_at_most([first], second)
    mark = ">" if claim.value is not None and first.value > second.value else "≤"
    return _verdict(judged, f"{show(claim)} {mark} {show(whole)}", claim)


def _meets(relation: Relation, claim: Term, target: Term) -> Verdict:
    """Whether some value that the result may have lies within what the target allows."""
    first = operands((claim,), relation.measure)[0]
    second = operands((target,), relation.measure)[0]
    if first is None or second is None:
        return Verdict(Status.UNDEFINED)
    below = first.high is not None and second.low is not None and first.high < second.low
    above = first.low is not None and second.high is not None and first.low > second.high
    strict = target.comparator in (Comparator.GT, Comparator.LT) and first.value == second.value
    met = not below and not above and not strict
    status = Status.EXACT if met else Status.UNMET
    mark = "" if met else "，未达到"
    return Verdict(status, f"{show(claim)}：目标 {' '.join(target.text.split())}{mark}")


def _days(claim: Term, terms: Sequence[Term]) -> Verdict:
    first, last = (date.fromisoformat(item.number or "") for item in terms)
    if claim.value is None:
        return Verdict(Status.UNDEFINED)
    days = (last - first).days
    stated = int(claim.value)
    holds = stated in (days, days + 1)
    text = f"{terms[0].text}—{terms[1].text}：{days}（首尾均计 {days + 1}）天"
    return Verdict(
        Status.EXACT if holds else Status.ERROR,
        text if holds else f"{text} ≠ {show(claim)}",
        Decimal(days + 1),
        claim.value - (days + 1),
    )


def _verdict(judged: Judgement, text: str, claim: Term) -> Verdict:
    scale = Fraction(claim.scale)
    # 减少 x is stored as −x; what is recomputed is shown with its own sign.
    expected = None if judged.expected is None else decimal_of(judged.expected / abs(scale))
    difference = None if judged.difference is None else decimal_of(judged.difference / scale)
    return Verdict(judged.status, text, expected, difference)


def _expected_text(judged: Judgement, claim: Term) -> str:
    if judged.expected is None:
        return "?"
    value = decimal_of(judged.expected / abs(Fraction(claim.scale)))
    return plain(value, claim.decimals)


def plain(value: Decimal, places: int = 0) -> str:
    """A recomputed value with at least ``places`` decimals and no exponent."""
    text = f"{value:f}"
    decimals = len(text.partition(".")[2])
    return f"{value:.{places}f}" if decimals < places else text


def show(item: Term) -> str:
    """An operand in a formula: as printed, with the mark of its comparator and its % sign."""
    if item.number is None:
        return item.text or "（空）"
    mark = _MARKS.get(item.comparator, "")
    more = "余" if item.comparator is Comparator.MORE else ""
    unit = "%" if item.unit == "%" or "%" in item.text or "％" in item.text else ""
    return f"{mark}{item.number}{more}{unit}"
