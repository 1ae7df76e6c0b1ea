"""Two figures of one change that point in two directions (domain.md CHG03).

增加 5 万元，下降 3%; 增加 −5 万元: nothing needs to be computed to see that one of them is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportlint.align.directions import FELL, ROSE
from reportlint.align.rates import MEASURED
from reportlint.align.statements import Paragraph, Statement
from reportlint.align.terms import because, words
from reportlint.model.fact import Formula, Relation
from reportlint.model.figure import Measure
from reportlint.model.span import Span
from reportlint.model.vocabulary import squeeze

_MOVED = "|".join((*ROSE, *FELL))
# Only a bare direction word may stand before the rate: 执行率提高 3% is another quantity.
_RATE_OF_CHANGE = re.compile(
    rf"^[，,、（(]?(?:同比)?(?P<word>{_MOVED})了?(?:幅度?|率)?(?:为|达|约)?$"
)
_CHANGE = re.compile(rf"(?P<word>{_MOVED})了?(?:额)?(?:为|达|约)?$")


def opposite_relations(paragraph: Paragraph) -> Iterator[Relation]:
    """Changes told in two directions, and rises or falls by a negative amount."""
    previous: Statement | None = None
    for s in paragraph.statements:
        if previous is not None:
            yield from _pair(paragraph, previous, s)
        yield from _negative(paragraph, s)
        previous = s


def _pair(paragraph: Paragraph, change: Statement, rate: Statement) -> Iterator[Relation]:
    """增加 5 万元，下降 3%: the amount and the rate of one change."""
    if change.figure.measure not in MEASURED or rate.figure.measure is not Measure.SHARE:
        return
    text = paragraph.reading.document.text
    between = squeeze(text[change.figure.span.end : rate.figure.span.start])
    one, other = _CHANGE.search(squeeze(change.figure.words)), _RATE_OF_CHANGE.match(between)
    if one is None or other is None or (one["word"] in ROSE) == (other["word"] in ROSE):
        return
    if change.figure.value <= 0 or rate.figure.value <= 0:
        return
    end = rate.figure.span.end
    start = text.rfind(other["word"], change.figure.span.end, end)
    claim = words(
        paragraph.reading.document, Span(start, end), document=paragraph.document, label="变动比率"
    )
    yield Relation(
        kind="direction-pair",
        formula=Formula.CLAIM,
        claim=claim,
        terms=(change.term,),
        measure=Measure.SHARE,
        why=(because("同一变动的金额与比率", "amount and rate of one change"),),
        confidence=0.9,
    )


def _negative(paragraph: Paragraph, change: Statement) -> Iterator[Relation]:
    """增加 −5 万元: a direction word and a sign that takes it back."""
    figure = change.figure
    if figure.value >= 0 or figure.measure not in (*MEASURED, Measure.SHARE, Measure.POINTS):
        return
    match = _CHANGE.search(squeeze(figure.words))
    if match is None:
        return
    at = figure.span.start
    start = paragraph.reading.document.text.rfind(match["word"], 0, at)
    span = Span(start, start + len(match["word"]))
    yield Relation(
        kind="direction-sign",
        formula=Formula.CLAIM,
        claim=change.term,
        terms=(words(paragraph.reading.document, span, document=paragraph.document),),
        measure=figure.measure,
        why=(because("增减词与正负号", "a word of direction and a sign"),),
        confidence=0.9,
    )
