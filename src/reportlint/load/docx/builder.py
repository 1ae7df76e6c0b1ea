"""Collects canonical text and blocks of a Word document; text is only ever appended."""

from __future__ import annotations

from collections.abc import Sequence

from reportlint.load import refusals
from reportlint.load.docx.package import RefusedError
from reportlint.model.document import (
    Block,
    Cell,
    Document,
    Message,
    Paragraph,
    ParagraphKind,
    Run,
    Table,
)
from reportlint.model.settings import Limits
from reportlint.model.span import Span

Lines = Sequence[str]
"""The paragraphs of one cell."""


class Builder:
    """Builds one Document. Raises :class:`RefusedError` when the tables exceed the limits."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._parts: list[str] = []
        self._length = 0
        self._cells = 0
        self._runs: list[Run] = []
        self._blocks: list[Block] = []

    def paragraph(self, kind: ParagraphKind, text: str, level: int | None = None) -> None:
        """Append a paragraph."""
        self._separate_block()
        self._blocks.append(Paragraph(kind, self._line(text), level))

    def table(self, places: Sequence[tuple[int, int, int, int, Lines]], columns: int) -> None:
        """Append a grid of (row, column, rowspan, colspan, paragraphs), row by row."""
        self._cells += len(places)
        if self._cells > self._limits.max_cells:
            raise RefusedError(refusals.too_many_cells(self._limits.max_cells))
        self._separate_block()
        start, at = self._length, 0
        cells: list[Cell] = []
        rows = max((row + rowspan for row, _, rowspan, _, _ in places), default=0)
        for row, column, rowspan, colspan, lines in places:
            if cells:
                self._write("\n" * (row - at) if row > at else "\t")
            at = row
            cells.append(Cell(row, column, rowspan, colspan, self._cell(lines)))
        self._blocks.append(Table(tuple(cells), rows, columns, Span(start, self._length)))

    def document(self, path: str, sha256: str, notes: tuple[Message, ...]) -> Document:
        """The finished Document."""
        return Document(
            path=path,
            format="docx",
            sha256=sha256,
            text="".join(self._parts),
            runs=tuple(self._runs),
            blocks=tuple(self._blocks),
            notes=notes,
        )

    def _cell(self, lines: Lines) -> Span:
        start = self._length
        for number, line in enumerate(lines):
            if number:
                self._write("\n")
            self._line(line)
        return Span(start, self._length)

    def _line(self, text: str) -> Span:
        span = Span(self._length, self._length + len(text))
        self._runs.append(Run(span))
        self._write(text)
        return span

    def _separate_block(self) -> None:
        if self._blocks:
            self._write("\n")

    def _write(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)
