"""What each figure states by itself: subject, role, period, unit, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportlint.align.statements import Paragraph
from reportlint.align.terms import because
from reportlint.align.view import GridView
from reportlint.model.document import Message
from reportlint.model.fact import Fact
from reportlint.model.reading import Reading
from reportlint.model.settings import Concept
from reportlint.model.vocabulary import Vocabulary


def subject_facts(
    readings: Sequence[Reading],
    views: Sequence[GridView],
    paragraphs: Sequence[Paragraph],
    vocabulary: Vocabulary,
) -> Iterator[Fact]:
    """One fact per figure, in document order."""
    known: dict[tuple[int, int], tuple[Concept | None, Message]] = {}
    for view in views:
        for entry in view.entries:
            if entry.figure is not None:
                concept = next(
                    (c for t in reversed(entry.cell.row_path) if (c := vocabulary.subject(t))), None
                )
                path = " › ".join((*entry.cell.row_path, *entry.cell.column_path))
                why = because(f"表头：{path}", f"headers: {path}")
                known[view.document, entry.figure.index] = (concept, why)
    for paragraph in paragraphs:
        for s in paragraph.statements:
            why = because(
                f"上文：{s.figure.words.strip()}", f"words before: {s.figure.words.strip()}"
            )
            known.setdefault((s.document, s.figure.index), (s.concept, why))
    for document, reading in enumerate(readings):
        for figure in reading.figures:
            found = known.get((document, figure.index))
            concept, why = found if found else (None, because("位置不明", "place unknown"))
            yield Fact(
                figure=figure.index,
                subject=figure.label,
                concept=concept.id if concept else None,
                role=figure.role,
                period=figure.period,
                unit=figure.unit,
                document=document,
                why=(why,),
            )
