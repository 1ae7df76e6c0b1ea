"""What a loaded document holds, as plain values to compare."""

from __future__ import annotations

from reportlint.load import document_from_bytes
from reportlint.model.document import Document, Message, Paragraph, Table, Unreadable
from reportlint.model.settings import Limits

Grid = list[tuple[int, int, int, int, str]]


def read(data: bytes | str, name: str, limits: Limits | None = None) -> Document:
    """The document; anything else fails the test with the reason."""
    raw = data.encode() if isinstance(data, str) else data
    loaded = document_from_bytes(raw, name, limits or Limits())
    assert isinstance(loaded, Document), loaded.reason.zh
    return loaded


def refused(data: bytes | str, name: str, limits: Limits | None = None) -> Message:
    """Why it cannot be read."""
    raw = data.encode() if isinstance(data, str) else data
    loaded = document_from_bytes(raw, name, limits or Limits())
    assert isinstance(loaded, Unreadable)
    return loaded.reason


def texts(document: Document) -> list[str]:
    """The paragraphs."""
    return [document.slice(b.span) for b in document.blocks if isinstance(b, Paragraph)]


def grids(document: Document) -> list[Grid]:
    """The tables as (row, column, rowspan, colspan, text)."""
    return [
        [(c.row, c.column, c.rowspan, c.colspan, document.slice(c.span)) for c in block.cells]
        for block in document.blocks
        if isinstance(block, Table)
    ]


def order(document: Document) -> list[str]:
    """Blocks in order: the text of paragraphs, ``#`` for tables."""
    return [
        "#" if isinstance(block, Table) else document.slice(block.span) for block in document.blocks
    ]
