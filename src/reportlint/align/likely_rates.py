"""Rates of counts whose operands stand beside them: 登记 213 家，参加年检 198 家，参检率 92.96%.

The words of such a rate rarely repeat what it is the rate of, so the two counts told right before
it are only its likely operands, and 为年度目标的 102% is of the target that the result was paired
with: such a relation may bear the rate out, but never fails. Sure is only one that bears the name
of what was done (排查 236 起，化解 229 起，化解率 97.03%).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from reportlint.align.statements import Paragraph, Statement
from reportlint.align.terms import Place, because, place_of
from reportlint.model.fact import Formula, Relation, Term, term
from reportlint.model.figure import Comparator, Measure, Role
from reportlint.model.settings import Lexicon
from reportlint.model.vocabulary import squeeze

_RATE = re.compile(
    r"(?:[\u4e00-\u9fff]率|满意度|[比占]例|占比|比重)(?:约?为|达到?|仅|只有|[：:])*$|占[\u4e00-\u9fff]{0,12}的?$"
)
_MONEY_RATE = re.compile(r"执行率|支出率|支付率|到位率|使用率|进度|调整率|控制率|增长率|结转|结余")
# 完成年度任务的 112%, 为年度目标的 102%, 完成率 91%
_OF_AIM = re.compile(
    r"(?:为|完成|达到?|占)(?:了)?(?:全年|年度|年初|预期|绩效|当年)*(?:计划|目标|任务)(?:数|值|任务|指标)?的?$"
    r"|(?:目标|任务|计划)?完成率(?:约?为|达到?|仅|[：:])*$|(?:^|[，；])完成(?:了)?$"
)
_AGAINST_AIM = re.compile(r"(?:比|较|与|距|超出?|超过)[^，；]{0,10}(?:计划|目标|任务|预期|指标)")
_SHORT_BY = re.compile(r"(?:^|[，、；])(?:相)?差(?:距)?(?:为|了)?$")
_LESS = re.compile(r"少|低|差|未达")
_COUNTED = frozenset({Measure.COUNT, Measure.EXTENT})
_MOST = 6
_CONFIDENCE = 0.75
_SURE = 0.88
_STEM = re.compile(r"(?:^|[，；、])([\u4e00-\u9fff]{2})率(?:约?为|达到?|[：:])*$")
_FEW_WORDS = 6
# What a rate of 就业, 入学 or 覆盖 is measured on is another count than the one told before it.
_OF_THESE = re.compile(
    r"化解|调解|成功|办结|审结|结案|合格|整改|验收|处置|处理|回收|收回|满意|参考|参检|到场|完成|通过"
)


def likely_rates(paragraph: Paragraph) -> Iterator[Relation]:
    """Part ÷ whole among the counts of one unit in the sentence of a rate, the nearest first."""
    for at, rate in enumerate(paragraph.statements):
        figure = rate.figure
        words = squeeze(figure.words)
        if figure.measure is not Measure.SHARE or figure.comparator is not Comparator.EQ:
            continue
        if figure.role in (Role.CHANGE, Role.GROWTH, Role.TARGET) or figure.value > 100:
            continue
        if not _RATE.search(words) or _MONEY_RATE.search(words) or _OF_AIM.search(words):
            continue
        near = [
            s
            for s in paragraph.statements[:at]
            if s.figure.measure in _COUNTED
            and s.sentence == rate.sentence
            and s.figure.comparator is Comparator.EQ
            and s.figure.period == figure.period
            and s.figure.role not in (Role.CHANGE, Role.TARGET)
        ][-_MOST:]
        pairs = list(_pairs(near))
        if not pairs:
            continue
        found = _relation(rate, pairs, "同一句中的两个计数", "two counts of the sentence")
        sure = _told_in_a_row(paragraph, at, near)
        yield replace(found, settled=True, confidence=_SURE) if sure else found


def _told_in_a_row(paragraph: Paragraph, at: int, near: Sequence[Statement]) -> bool:
    """排查纠纷 236 起，化解 229 起，化解率 97.03%: the rate bears the name of what was done.

    Only where the sentence tells no other count of the unit, so that nothing else can be meant.
    """
    named = _STEM.search(squeeze(paragraph.statements[at].figure.words))
    if named is None or at < 2 or not _OF_THESE.fullmatch(named[1]):
        return False
    whole, part = paragraph.statements[at - 2 : at]
    alike = [s for s in near if s.figure.unit == part.figure.unit]
    done = re.sub(r"^[，、；]*(?:其中)?", "", squeeze(part.figure.words))
    return (
        alike == [whole, part]
        and re.search(f"(?<![不未]){named[1]}$", done) is not None
        and len(done) <= _FEW_WORDS
        and whole.depth == part.depth
    )


def _pairs(near: Sequence[Statement]) -> Iterator[tuple[Term, Term]]:
    """(part, whole): the later told part of an earlier whole first, then the other way round."""
    turned: list[tuple[Term, Term]] = []
    for later in range(len(near) - 1, 0, -1):
        for earlier in range(later - 1, -1, -1):
            one, other = near[later], near[earlier]
            if one.figure.unit == other.figure.unit:
                yield one.term, other.term
                turned.append((other.term, one.term))
    yield from turned


def completion_rates(
    paragraphs: Sequence[Paragraph], relations: Sequence[Relation]
) -> Iterator[Relation]:
    """Result ÷ the target it was paired with, for rates that say they are of the target."""
    aims = _aims(relations)
    for paragraph in paragraphs:
        for at, rate in enumerate(paragraph.statements):
            figure = rate.figure
            if figure.measure is not Measure.SHARE or figure.comparator is not Comparator.EQ:
                continue
            if not _OF_AIM.search(squeeze(figure.words)):
                continue
            results = [
                s
                for s in paragraph.statements[:at]
                if s.figure.measure in _COUNTED and s.sentence == rate.sentence
            ]
            found = [
                (s.term, aim)
                for s in reversed(results[-2:])
                for aim in aims.get((s.document, s.figure.span), ())
            ]
            if found:
                yield _relation(rate, found, "结果与其目标", "a result and its target")


def shortfalls(
    paragraphs: Sequence[Paragraph], relations: Sequence[Relation], lexicon: Lexicon
) -> Iterator[Relation]:
    """较计划多 1 场, 比目标少 8 天: the result − the target it was paired with."""
    aims = _aims(relations)
    for paragraph in paragraphs:
        for at, change in enumerate(paragraph.statements):
            words = squeeze(change.figure.words)
            against = change.figure.role is Role.CHANGE and _AGAINST_AIM.search(words)
            if not against and not _SHORT_BY.search(words):
                continue
            way = -1 if _LESS.search(words) else 1
            points = change.figure.measure is Measure.POINTS
            results = [
                s
                for s in paragraph.statements[:at]
                if s.sentence == change.sentence
                and (
                    s.figure.measure is Measure.SHARE
                    if points
                    else s.figure.unit == change.figure.unit
                )
            ]
            found = [
                (s.term, replace(aim, sign=-1))
                for s in reversed(results[-2:])
                for aim in aims.get((s.document, s.figure.span), ())
            ]
            told = [s for s in results if s.figure.role is Role.TARGET]
            done = [s for s in results if s.figure.role is not Role.TARGET]
            found += [(d.term, replace(t.term, sign=-1)) for d in done[-1:] for t in told[-1:]]
            if found:
                yield Relation(
                    kind="difference",
                    formula=Formula.SUM,
                    claim=term(change.figure, change.document, negate=way < 0),
                    terms=found[0],
                    measure=change.figure.measure,
                    alternatives=tuple(found[1:]),
                    settled=False,
                    confidence=_CONFIDENCE,
                    why=(because("结果与其目标之差", "a result less its target"),),
                )


def _aims(relations: Sequence[Relation]) -> Mapping[Place, list[Term]]:
    """Targets by the place of every figure that states a result held against them."""
    direct: dict[Place, list[Term]] = {}
    for relation in relations:
        if relation.formula is Formula.MEETS and relation.terms:
            direct.setdefault(place_of(relation.claim), []).append(relation.terms[0])
    found = {place: list(aims) for place, aims in direct.items()}
    for relation in relations:
        if relation.kind != "same-quantity":
            continue
        for one, other in (relation.members, relation.members[::-1]):
            for aim in direct.get(place_of(other), ()):
                found.setdefault(place_of(one), []).append(aim)
    return found


def _relation(rate: Statement, pairs: Sequence[tuple[Term, Term]], zh: str, en: str) -> Relation:
    part, whole = pairs[0]
    return Relation(
        kind="rate",
        formula=Formula.RATIO,
        claim=rate.term,
        terms=(part, whole),
        measure=part.measure or Measure.COUNT,
        alternatives=tuple(pairs[1:]),
        settled=False,
        confidence=_CONFIDENCE,
        why=(
            because(
                f"“{rate.figure.label}” 很可能是 “{part.label}” ÷ “{whole.label}”（{zh}）",
                f"'{rate.figure.label}' is likely '{part.label}' ÷ '{whole.label}' ({en})",
            ),
        ),
    )
