"""Shares that do not say of what: 社会保障支出 2,391 万元，占 97.6%；住房保障支出 59 万元，占 2.4%.

The whole was told before, in the paragraph or in the one above it: each amount that comes into
question is admissible, so that such a share can be borne out, but never fails. Amounts that are
each followed by a share are parts of one whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reportlint.align.rates import MEASURED
from reportlint.align.statements import NO_AMOUNT, Paragraph, Statement
from reportlint.align.terms import because
from reportlint.model.fact import Formula, Relation
from reportlint.model.figure import Comparator, Measure, Role
from reportlint.model.vocabulary import squeeze

_SHARE = re.compile(r"占[^，；：]{0,20}?的?(?:比重|比例|比)?(?:约?为|达到?)?$")
_MOST = 6
_CONFIDENCE = 0.7


def likely_shares(paragraph: Paragraph, before: Paragraph | None) -> Iterator[Relation]:
    """Every share right behind an amount, and the sum of the amounts that have one."""
    parts: list[Statement] = []
    for at, share in enumerate(paragraph.statements):
        part = paragraph.statements[at - 1] if at else None
        if part is None or not _is_share_of(share, part):
            continue
        wholes = _wholes(paragraph, before, part, parts)
        if wholes:
            yield Relation(
                kind="share",
                formula=Formula.RATIO,
                claim=share.term,
                terms=(part.term, wholes[0].term),
                measure=part.figure.measure,
                alternatives=tuple((part.term, whole.term) for whole in wholes[1:]),
                settled=False,
                confidence=_CONFIDENCE,
                why=(because("占比 = 该项 ÷ 前文的总额", "share of a total told before"),),
            )
        if parts and (part.figure.unit != parts[0].figure.unit or part.depth != parts[0].depth):
            parts = []
        parts.append(part)
    if len(parts) > 1:
        wholes = _wholes(paragraph, before, parts[0], parts)
        if wholes:
            yield Relation(
                kind="breakdown",
                formula=Formula.SUM,
                claim=wholes[0].term,
                terms=tuple(part.term for part in parts),
                measure=parts[0].figure.measure,
                other_claims=tuple(whole.term for whole in wholes[1:]),
                exhaustive=False,
                settled=False,
                confidence=_CONFIDENCE,
                why=(because("各项均注明占比", "each of the amounts is given with its share"),),
            )


def _is_share_of(share: Statement, part: Statement) -> bool:
    figure = share.figure
    return (
        figure.measure is Measure.SHARE
        and figure.role is Role.SHARE
        and figure.comparator is Comparator.EQ
        and part.figure.measure in MEASURED
        and part.segment == share.segment
        and part.depth == share.depth
        and part.figure.role not in NO_AMOUNT
        and _SHARE.search(squeeze(figure.words)) is not None
    )


def _wholes(
    paragraph: Paragraph, before: Paragraph | None, part: Statement, parts: Sequence[Statement]
) -> list[Statement]:
    """Amounts told before the first part, the nearest first; then those of the paragraph above."""
    first = parts[0] if parts else part
    here = [s for s in paragraph.statements if s.figure.span < first.figure.span]
    above = list(before.statements) if before is not None else []
    found = [
        s
        for s in (*reversed(here), *reversed(above))
        if s.figure.unit == part.figure.unit
        and s.figure.measure is part.figure.measure
        and s.figure.period == part.figure.period
        and s.figure.role not in NO_AMOUNT
        and s.depth == 0
    ]
    return found[:_MOST]
