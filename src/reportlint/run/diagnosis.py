"""Likely cause of an arithmetic difference: the explanations of domain.md §7.2-9, in order.

An explanation never decides whether something is wrong; it says how a figure may have become so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from reportlint.model.document import Message
from reportlint.model.fact import Formula, Relation, Status, Term
from reportlint.model.figure import Measure
from reportlint.model.finding import Cause, Correction
from reportlint.model.interval import round_half_up
from reportlint.run.slips import Mend, key_of, only_mend
from reportlint.run.surroundings import Surroundings
from reportlint.run.verdicts import judge, plain

_SCALES = (10, 100, 1000, 10_000)
_UNITS = {
    10_000: ("元与万元（或万元与亿元）", "元 and 万元 (or 万元 and 亿元)"),
    100_000_000: ("元与亿元", "元 and 亿元"),
}
_RATIOS = frozenset({Formula.RATIO, Formula.GROWTH, Formula.CHANGE_RATE})
_LEAST_DIGITS = 3  # a shorter number is near too many others for its digits to tell anything


@dataclass(frozen=True, slots=True)
class _Case:
    """A relation in error, and what each of its figures would have to be.

    ``culprit`` is the one figure that can be mended alone; then only it is explained.
    """

    relation: Relation
    around: Surroundings
    culprit: Mend | None

    @property
    def claim_wrong(self) -> bool:
        """Whether the stated side may be the wrong one."""
        return self.culprit is None or key_of(self.culprit.figure) == key_of(self.relation.claim)

    @property
    def ratio(self) -> bool:
        """Whether the stated side is a percentage of two amounts."""
        return self.relation.formula in _RATIOS

    def wanted(self) -> Iterator[tuple[Term, Decimal]]:
        """(figure, the number it would have to print), the stated side first."""
        relation, verdict = self.relation, self.relation.verdict
        if self.culprit is not None:
            yield self.culprit.figure, Decimal(self.culprit.number)
            return
        if verdict is None or verdict.expected is None:
            return
        claim = relation.claim
        # 减少 x prints x for −x; a recomputed rate has lost its sign already.
        turned = claim.scale < 0 and not self.ratio
        yield claim, -verdict.expected if turned else verdict.expected
        if relation.formula is not Formula.SUM or claim.value is None:
            return
        if verdict.difference is None or not relation.exhaustive:
            return
        gap = verdict.difference * claim.scale
        for term in relation.terms:
            if term.value is not None and term.number is not None:
                yield term, (term.value + term.sign * gap) / term.scale


def diagnose(relation: Relation, around: Surroundings) -> tuple[Cause | None, Correction | None]:
    """The first explanation that fits a relation in error, and the only correction if any."""
    verdict = relation.verdict
    if verdict is None or verdict.status is not Status.ERROR or relation.claim.number is None:
        return None, None
    if relation.formula in (Formula.CLAIM, Formula.MEETS, Formula.AT_MOST):
        return None, None
    culprit = only_mend(relation, around.holders)
    case = _Case(relation, around, culprit)
    correction = None
    if culprit is not None:
        figure = culprit.figure
        correction = Correction(culprit.number, figure.document, figure.span)
    return next((cause for explain in EXPLANATIONS if (cause := explain(case))), None), correction


def _scale(case: _Case) -> Cause | None:
    for factor in _SCALES:
        if not _units_apart(case.relation, factor):
            term = _apart(case, factor)
            if term is not None:
                return _by_factor(term, factor, term is not case.relation.claim)
    return None


def _unit_slip(case: _Case) -> Cause | None:
    for factor, (zh, en) in _UNITS.items():
        if _units_apart(case.relation, factor) and _apart(case, factor) is not None:
            return Cause(
                "unit-slip",
                Message(
                    f"相差 {factor} 倍，疑为{zh}混用",
                    f"they differ by a factor of {factor}: {en} may be mixed up",
                ),
            )
    return None


def _apart(case: _Case, factor: int) -> Term | None:
    """The figure that would fit if it were ``factor`` times larger or smaller."""
    relation = case.relation
    if case.ratio and case.claim_wrong:
        return relation.claim if _scaled_rate(relation, factor) else None
    return next((t for t, wanted in case.wanted() if _times(t, wanted, factor)), None)


def _growth_level(case: _Case) -> Cause | None:
    """ratio − 100: 增长 112% for an amount that grew by 12 %, or the reverse."""
    relation = case.relation
    if not case.claim_wrong or relation.formula not in (Formula.RATIO, Formula.GROWTH):
        return None
    growth = relation.formula is Formula.GROWTH
    claim = _upright(relation.claim)
    other = Formula.RATIO if growth else Formula.GROWTH
    if not _fits(replace(relation, formula=other, claim=claim)):
        return None
    if growth:
        zh, en = "把比率写成了增减率", "the level is given as a growth rate"
        return Cause("level-as-growth", Message(zh, en))
    zh, en = "把增减率写成了比率", "the growth is given as a level"
    return Cause("growth-as-level", Message(zh, en))


def _inverted(case: _Case) -> Cause | None:
    relation = case.relation
    if relation.formula not in (Formula.RATIO, Formula.GROWTH) or not case.claim_wrong:
        return None
    swapped = replace(relation, terms=relation.terms[::-1])
    if not (_fits(swapped) or _fits(replace(swapped, claim=_negated(relation.claim)))):
        return None
    if relation.formula is Formula.GROWTH and not _fits(swapped):
        return None  # measured on the current amount: another base, not the other way round
    return Cause("inverted-ratio", Message("分子分母颠倒", "numerator and denominator are swapped"))


def _other_base(case: _Case) -> Cause | None:
    """The rate is right on another amount: the initial budget, last year, a total, a sibling."""
    relation = case.relation
    if not case.ratio or len(relation.terms) != 2:
        return None
    top, bottom = relation.terms
    if relation.formula is Formula.GROWTH:
        claim = _negated(relation.claim)
        if _fits(replace(relation, claim=claim, terms=(bottom, top))):
            return _base_cause(Message("本期数", "the current amount"), top)
    if relation.formula is Formula.CHANGE_RATE:
        claim = relation.claim
        level = replace(relation, formula=Formula.RATIO, claim=claim)
        if _fits(level):
            return _base_cause(Message("本期数", "the current amount"), bottom)
        return None
    for base in case.around.bases(relation):
        if _fits(replace(relation, terms=(top, base))):
            return _base_cause(case.around.name(base, bottom), base)
    return None


def _base_cause(name: Message, base: Term) -> Cause:
    text = " ".join(base.text.split())
    return Cause(
        "other-base",
        Message(f"似以{name.zh} {text} 为基数", f"it fits on another base, {name.en} {text}"),
    )


def _part(case: _Case) -> Cause | None:
    """One part left out or counted twice."""
    return _gap_of_part(case, ((-1, "part-omitted"), (1, "part-doubled")))


def _sign(case: _Case) -> Cause | None:
    """One part added with the wrong sign, or the stated side with the sign of its opposite."""
    relation, verdict = case.relation, case.relation.verdict
    if relation.formula is Formula.SUM and (cause := _gap_of_part(case, ((-2, "sign-flipped"),))):
        return cause
    claim = relation.claim
    if not case.claim_wrong or relation.formula is Formula.DAYS or not claim.value:
        return None
    if case.ratio:
        reversed_ = replace(relation, claim=_negated(claim))
        opposite = relation.formula is not Formula.RATIO and _fits(reversed_)
    else:
        expected = None if verdict is None else verdict.expected
        opposite = expected is not None and claim.value == -expected * abs(claim.scale)
    if not opposite:
        return None
    return Cause("sign-flipped", Message("增减方向（正负号）相反", "the direction is reversed"))


_PARTS = {
    "part-omitted": ("合计似未计入", "the total seems to leave out"),
    "part-doubled": ("合计似重复计入", "the total seems to count twice"),
    "sign-flipped": ("似弄反了符号：", "the sign seems flipped:"),
}


def _gap_of_part(case: _Case, kinds: Sequence[tuple[int, str]]) -> Cause | None:
    relation, verdict = case.relation, case.relation.verdict
    if relation.formula is not Formula.SUM or verdict is None or verdict.difference is None:
        return None
    if not case.claim_wrong:
        return None
    gap = verdict.difference * relation.claim.scale
    signed = [(part, part.value * part.sign) for part in relation.terms if part.value]
    for factor, kind in kinds:
        # Several parts of that size: none of them explains the gap.
        fitting = [part for part, value in signed if gap == factor * value]
        if len(fitting) == 1 and len(signed) > 1:
            zh, en = _PARTS[kind]
            [part] = fitting
            return Cause(
                kind, Message(f"{zh}“{part.label}”{part.text}", f"{en} '{part.label}' {part.text}")
            )
    return None


def _one_digit(case: _Case) -> Cause | None:
    return _by_digits(case, "one-digit-differs")


def _transposed(case: _Case) -> Cause | None:
    return _by_digits(case, "digits-transposed")


_DIGITS = {
    "one-digit-differs": ("只差一个数字", "only one digit differs"),
    "digits-transposed": ("数字相同而次序颠倒", "the same digits in another order"),
}


def _by_digits(case: _Case, kind: str) -> Cause | None:
    """The stated side by its digits; else a part, where it is the only one that would fit so."""
    zh, en = _DIGITS[kind]
    fitting: list[tuple[Term, str]] = []
    for term, wanted in case.wanted():
        text = plain(wanted, term.decimals)
        if digit_difference(term.number or "", text) != kind:
            continue
        if term is case.relation.claim:
            shown = f"{term.number} / {text}"
            return Cause(kind, Message(f"{zh}：{shown}", f"{en}: {shown}"))
        if term.scale > 0 and len(text.replace(".", "")) >= _LEAST_DIGITS:
            fitting.append((term, text))
    if len(fitting) != 1:
        return None
    [(term, text)] = fitting
    return Cause(
        kind,
        Message(
            f"若“{term.label}”为 {text} 则相符（{zh}）",
            f"it would fit if '{term.label}' {term.number} were {text} ({en})",
        ),
    )


def _copied(case: _Case) -> Cause | None:
    """The number stands in another row of the same column, or in the clause beside it."""
    term = case.relation.claim if case.culprit is None else case.culprit.figure
    found = list(case.around.copies(term))
    if not found:
        return None
    other = found[0]
    text = " ".join(other.text.split())
    return Cause(
        "copy-slip",
        Message(
            f"与“{other.label}”{text} 相同，疑为抄串",
            f"the same as '{other.label}' {text}: copied from there, it seems",
        ),
    )


# The order of domain.md §7.2-9; the first that fits is printed.
EXPLANATIONS: Sequence[Callable[[_Case], Cause | None]] = (
    _scale,
    _unit_slip,
    _growth_level,
    _inverted,
    _other_base,
    _part,
    _sign,
    _one_digit,
    _transposed,
    _copied,
)


def digit_difference(first: str, second: str) -> str | None:
    """``one-digit-differs``, ``digits-transposed`` or None for two printed numbers."""
    if len(first) != len(second) or first == second or len(first) < 2:
        return None
    differing = [i for i, (a, b) in enumerate(zip(first, second, strict=True)) if a != b]
    if not all(first[i].isdigit() and second[i].isdigit() for i in differing):
        return None
    if len(differing) == 1:
        return "one-digit-differs"
    if sorted(first) == sorted(second) and len(differing) == 2:
        return "digits-transposed"
    return None


def _fits(relation: Relation) -> bool:
    """Whether another reading of a failed rate holds, by its verdict; not when it says nothing."""
    top, bottom = relation.terms
    if not relation.claim.value or not top.value or not bottom.value:
        return False
    return judge(
        replace(relation, alternatives=(), other_claims=(), settled=True, tolerant=False)
    ).holds


def _scaled_rate(relation: Relation, factor: int) -> bool:
    """Whether the rate, ``factor`` times larger or smaller, is printed as the stated one."""
    first, second = (Fraction(term.value or 0) for term in relation.terms)
    stated = Fraction(Decimal(relation.claim.number or 0))
    base = second - first if relation.formula is Formula.CHANGE_RATE else second
    if not stated or not base:
        return False
    level = first / base * 100
    rate = abs(level - 100 if relation.formula is Formula.GROWTH else level)
    places = relation.claim.decimals
    return stated in (round_half_up(rate * factor, places), round_half_up(rate / factor, places))


def _times(term: Term, wanted: Decimal, factor: int) -> bool:
    number = Decimal(term.number or 0)
    return bool(wanted and number) and (number == wanted * factor or number * factor == wanted)


def _units_apart(relation: Relation, factor: int) -> bool:
    """Whether a factor is one between money units, and the relation is one of money."""
    return factor in _UNITS and relation.measure is Measure.MONEY


def _by_factor(term: Term, factor: int, part: bool) -> Cause:
    zh, en = (
        f"两数相差 {factor} 倍，疑为单位或小数点错位",
        f"the two differ by a factor of {factor}",
    )
    if part:
        zh = f"若“{term.label}”相差 {factor} 倍则相符，疑为单位或小数点错位"
        en = f"it would fit with '{term.label}' {factor} times larger or smaller"
    return Cause("scale", Message(zh, f"{en}: unit or decimal point"))


def _negated(claim: Term) -> Term:
    return replace(claim, scale=-claim.scale, value=None if claim.value is None else -claim.value)


def _upright(claim: Term) -> Term:
    return _negated(claim) if claim.scale < 0 else claim
