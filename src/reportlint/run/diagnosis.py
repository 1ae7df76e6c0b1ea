"""Likely cause of an arithmetic difference: the explanations of domain.md §7.2-9, in order."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from reportlint.model.document import Message
from reportlint.model.fact import Formula, Relation, Status, Term
from reportlint.model.finding import Cause
from reportlint.run.verdicts import plain

_SCALES = (10, 100, 1000, 10000)


def diagnose(relation: Relation) -> Cause | None:
    """The first explanation that fits a relation in error, None when none does."""
    verdict = relation.verdict
    if verdict is None or verdict.status is not Status.ERROR or relation.claim.number is None:
        return None
    if relation.formula in (Formula.RATIO, Formula.GROWTH):
        return _ratio_cause(relation)
    if relation.formula is Formula.CHANGE_RATE and verdict.expected is not None:
        return _digits(relation.claim, plain(verdict.expected, relation.claim.decimals))
    if relation.formula not in (Formula.SUM, Formula.EQUAL) or verdict.expected is None:
        return None
    stated = Decimal(relation.claim.number)
    return (
        _scale(stated, abs(verdict.expected))
        or (_part(relation) if relation.formula is Formula.SUM else None)
        or _digits(relation.claim, plain(abs(verdict.expected), relation.claim.decimals))
        or _other_digits(relation)
    )


def _scale(stated: Decimal, expected: Decimal) -> Cause | None:
    for factor in _SCALES:
        if expected and stated and (stated == expected * factor or stated * factor == expected):
            return Cause(
                "scale",
                Message(
                    zh=f"两数相差 {factor} 倍，疑为单位或小数点错位",
                    en=f"the two differ by a factor of {factor}: unit or decimal point",
                ),
            )
    return None


def _part(relation: Relation) -> Cause | None:
    """One part left out, counted twice, or added with the wrong sign."""
    claim, verdict = relation.claim, relation.verdict
    if claim.value is None or verdict is None or verdict.difference is None:
        return None
    gap = verdict.difference * claim.scale
    signed = [(part, part.value * part.sign) for part in relation.terms if part.value]
    for part, value in signed:
        if sum(1 for _, other in signed if other == value) > 1:
            continue  # several parts of that size: none of them explains the gap
        if gap == -value:
            return _cause("part-omitted", part, "合计似未计入", "the total seems to leave out")
        if gap == value:
            return _cause("part-doubled", part, "合计似重复计入", "the total seems to count twice")
        if gap == -2 * value:
            return _cause("sign-flipped", part, "似弄反了符号：", "the sign seems flipped:")
    return None


def _cause(kind: str, part: Term, zh: str, en: str) -> Cause:
    return Cause(kind, Message(zh=f"{zh}“{part.label}”{part.text}", en=f"{en} {part.text}"))


def _digits(claim: Term, expected: str) -> Cause | None:
    kind = digit_difference(claim.number or "", expected)
    if kind is None:
        return None
    shown = f"{claim.number} / {expected}"
    words = {
        "one-digit-differs": ("只差一个数字", "only one digit differs"),
        "digits-transposed": ("数字相同而次序颠倒", "the same digits in another order"),
    }[kind]
    return Cause(kind, Message(zh=f"{words[0]}：{shown}", en=f"{words[1]}: {shown}"))


def _other_digits(relation: Relation) -> Cause | None:
    """The slip may sit in a part: the one that would fit with another digit."""
    claim, verdict = relation.claim, relation.verdict
    filled = [t for t in relation.terms if t.value is not None]
    if relation.formula is not Formula.SUM or verdict is None or verdict.difference is None:
        return None
    for part in filled:
        if part.number is None or part.scale != claim.scale or part.sign < 0:
            continue
        wanted = plain(Decimal(part.number) + verdict.difference, part.decimals)
        kind = digit_difference(part.number, wanted)
        if kind is not None and len(wanted.replace(".", "")) >= 3:
            zh = "只差一个数字" if kind == "one-digit-differs" else "数字次序颠倒"
            en = "one digit differs" if kind == "one-digit-differs" else "digits transposed"
            return Cause(
                kind,
                Message(
                    zh=f"若“{part.label}”为 {wanted} 则相符（{zh}）",
                    en=f"it would fit if {part.number} were {wanted} ({en})",
                ),
            )
    return None


def digit_difference(first: str, second: str) -> str | None:
    """``one-digit-differs``, ``digits-transposed`` or None for two printed numbers."""
    if len(first) != len(second) or first == second or len(first) < 2:
        return None
    differing = [i for i, (a, b) in enumerate(zip(first, second, strict=True)) if a != b]
    if len(differing) == 1 and first[differing[0]].isdigit() and second[differing[0]].isdigit():
        return "one-digit-differs"
    if sorted(first) == sorted(second) and len(differing) == 2:
        return "digits-transposed"
    return None


def _ratio_cause(relation: Relation) -> Cause | None:
    claim, (top, bottom) = relation.claim, relation.terms
    if claim.value is None or not top.value or not bottom.value:
        return None
    stated = Fraction(claim.value)
    ratio = Fraction(top.value) / Fraction(bottom.value) * 100
    half = Fraction(1, 2 * 10**claim.decimals)
    growth = relation.formula is Formula.GROWTH
    value = ratio - 100 if growth else ratio
    tests: Sequence[tuple[str, Fraction, str, str]] = (
        (
            "growth-as-level" if not growth else "level-as-growth",
            ratio if growth else ratio - 100,
            "增减率与比率混用" if growth else "把增减率写成了比率",
            "growth and level are mixed up",
        ),
        ("fraction-for-percent", value / 100, "少乘了 100", "a fraction is given as a percentage"),
        (
            "inverted-ratio",
            10000 / ratio if not growth else (1 / (ratio / 100) - 1) * 100,
            "分子分母颠倒",
            "numerator and denominator are swapped",
        ),
        ("sign-flipped", -value, "增减方向相反", "the direction is reversed"),
    )
    for kind, candidate, zh, en in tests:
        if abs(candidate - stated) <= half:
            return Cause(kind, Message(zh=zh, en=en))
    if relation.verdict is not None and relation.verdict.expected is not None:
        return _digits(claim, plain(abs(relation.verdict.expected), claim.decimals))
    return None
