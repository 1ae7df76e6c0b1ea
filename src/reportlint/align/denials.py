"""Words that say there is nothing, against the amounts that say how much there is."""

from __future__ import annotations

from decimal import Decimal

from reportlint.align.terms import words
from reportlint.model.document import Message
from reportlint.model.fact import Formula, Relation, Term
from reportlint.model.figure import Measure
from reportlint.model.reading import Reading
from reportlint.model.span import Span


def denied(
    reading: Reading,
    document: int,
    span: Span,
    terms: tuple[Term, ...],
    why: Message,
    *,
    label: str,
    confidence: float,
    topic: str = "",
) -> Relation:
    """A claim of nothing (无结转结余) as the sum of ``terms``, which must then be zero.

    ``span`` is that of the words in ``reading``, number ``document`` of the submission; the result
    is shown in the unit of the first term.
    """
    stated = words(
        reading.document,
        span,
        label=label,
        value=Decimal(0),
        scale=terms[0].scale,
        document=document,
    )
    return Relation(
        kind="residual",
        formula=Formula.SUM,
        claim=stated,
        terms=terms,
        measure=Measure.MONEY,
        why=(why,),
        confidence=confidence,
        topic=topic,
    )
