"""Collects canonical text, runs and blocks of pages and workbooks; text is only ever appended."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reportlint.load import refusals
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


class Refused(Exception):  # noqa: N818
    """The source cannot be read; ``message`` is the sentence for the user."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.en)
        self.message = message


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text and where it is printed: a line of the file, or a cell of a sheet."""

    text: str
    line: int | None = None
    sheet: str | None = None
    cell: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """One cell of a grid, at its origin, with its spans and its text."""

    row: int
    column: int
    rowspan: int
    colspan: int
    pieces: Sequence[Piece]


class Builder:
    """Builds one Document. Raises :class:`Refused` when the tables exceed the limits."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._parts: list[str] = []
        self._length = 0
        self._cells = 0
        self._runs: list[Run] = []
        self._blocks: list[Block] = []

    @property
    def empty(self) -> bool:
        """Whether nothing has been appended yet."""
        return not self._blocks

    def paragraph(
        self, kind: ParagraphKind, pieces: Iterable[Piece], level: int | None = None
    ) -> None:
        """Append a paragraph."""
        self._separate_block()
        self._blocks.append(Paragraph(kind, self._print(pieces), level))

    def table(self, places: Sequence[Place], rows: int, columns: int) -> None:
        """Append a grid; ``places`` come row by row, without what merging covers."""
        self.count(sum(place.rowspan * place.colspan for place in places))
        self._separate_block()
        start, at = self._length, 0
        cells: list[Cell] = []
        for place in places:
            if cells:
                self._write("\n" * (place.row - at) if place.row > at else "\t")
            at = place.row
            span = self._print(place.pieces)
            cells.append(Cell(place.row, place.column, place.rowspan, place.colspan, span))
        self._blocks.append(Table(tuple(cells), rows, columns, Span(start, self._length)))

    def count(self, cells: int) -> None:
        """Add to the number of cells; raises :class:`Refused` when there are too many."""
        self._cells += cells
        if self._cells > self._limits.max_cells:
            raise Refused(refusals.too_many_cells(self._limits.max_cells))

    def document(self, path: str, format: str, sha256: str, notes: tuple[Message, ...]) -> Document:
        """The finished Document."""
        return Document(
            path=path,
            format=format,
            sha256=sha256,
            text="".join(self._parts),
            runs=tuple(self._runs),
            blocks=tuple(self._blocks),
            notes=notes,
        )

    def _print(self, pieces: Iterable[Piece]) -> Span:
        start = self._length
        for piece in pieces:
            span = Span(self._length, self._length + len(piece.text))
            self._runs.append(Run(span, piece.line, sheet=piece.sheet, cell=piece.cell))
            self._write(piece.text)
        return Span(start, self._length)

    def _separate_block(self) -> None:
        if self._blocks:
            self._write("\n")

    def _write(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)
