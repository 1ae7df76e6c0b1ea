"""A whole that numbered paragraphs split up: 主要用于以下五个方面：/ 1.农村公路 4,385 万元；/ 2.….

Each paragraph opens with one item's amount. Whether the list is complete is not said, so such a
sum is borne out at most.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reportlint.align.statements import NO_AMOUNT, Paragraph, Statement
from reportlint.align.terms import because
from reportlint.model.fact import Formula, Relation
from reportlint.model.figure import Comparator, Measure
from reportlint.model.vocabulary import squeeze

_OPENS = re.compile(r"[：:]$|(?:以下|如下)[^，。；]{0,10}[：:。]?$")
_NUMBERED = re.compile(
    r"(?:\d{1,2}[.．、]|[（(]\d{1,2}[）)]|[①-⑳]|[一二三四五六七八九十]是|[（(][一二三四五六七八九十][）)])"
)
_LEAST = 2
_MOST = 4
_CONFIDENCE = 0.7


def itemised_relations(paragraphs: Sequence[Paragraph]) -> Iterator[Relation]:
    """One relation per opening paragraph with an amount and two or more numbered ones below it."""
    for at, opening in enumerate(paragraphs):
        if opening.statements[0].figure.table is not None:
            continue
        if not _OPENS.search(squeeze(opening.text)):
            continue
        wholes = [s for s in reversed(opening.statements) if _is_amount(s) and s.main][:_MOST]
        items: list[Statement] = []
        for below in paragraphs[at + 1 :]:
            if (
                below.document != opening.document
                or below.section[: len(opening.section)] != opening.section
            ):
                break
            if not _NUMBERED.match(squeeze(below.text)):
                break
            first = next((s for s in below.statements if _is_amount(s)), None)
            if first is None:
                break
            items.append(first)
        if wholes and len(items) >= _LEAST:
            yield Relation(
                kind="breakdown",
                formula=Formula.SUM,
                claim=wholes[0].term,
                terms=tuple(item.term for item in items),
                measure=Measure.MONEY,
                other_claims=tuple(whole.term for whole in wholes[1:]),
                exhaustive=False,
                settled=False,
                confidence=_CONFIDENCE,
                why=(
                    because(
                        f"“{wholes[0].figure.label}”之下分 {len(items)} 段列出",
                        f"'{wholes[0].figure.label}' in {len(items)} numbered paragraphs",
                    ),
                ),
            )


def _is_amount(s: Statement) -> bool:
    figure = s.figure
    plain = s.money and figure.comparator is Comparator.EQ and not s.depth
    return plain and figure.role not in NO_AMOUNT
