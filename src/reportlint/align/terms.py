"""Figures, blank slots and words as operands of relations."""

from __future__ import annotations

from decimal import Decimal

from reportlint.model.document import Document, Message
from reportlint.model.fact import Term
from reportlint.model.reading import GridCell
from reportlint.model.span import Span

Place = tuple[int, Span]


def place_of(item: Term) -> Place:
    """Where an operand is printed: its document and span."""
    return item.document, item.span


def blank(cell: GridCell, table: int, document: int = 0) -> Term:
    """An empty slot of a form or table as operand."""
    return Term(
        span=Span(cell.span.start, cell.span.start),
        text="",
        label=cell.row_path[-1] if cell.row_path else "",
        document=document,
        table=table,
        row=cell.row,
        column=cell.column,
    )


def words(
    source: Document,
    span: Span,
    *,
    label: str = "",
    value: Decimal | None = None,
    scale: Decimal = Decimal(1),
    document: int = 0,
) -> Term:
    """A statement in words as operand; ``value`` is the number it amounts to (无 → 0).

    ``scale`` is that of the figures it is set against, in whose unit a result is then shown.
    """
    return Term(
        span=span,
        text=source.slice(span),
        label=label,
        value=value,
        scale=scale,
        document=document,
    )


def because(zh: str, en: str) -> Message:
    """One step of a derivation."""
    return Message(zh=zh, en=en)
