"""Collects canonical text, printed lines and blocks while a text file is read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

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
from reportlint.model.span import Span

Piece = tuple[str, int]
"""A stretch of text and the number of the line on which it is printed."""

# Tags that conversions leave in cells; a break of theirs is a line break of the cell.
_TAG = re.compile(r"<(/?)(p|br|ol|ul|li|div|span|b|strong|i|em|u|sup|sub|td|th)\b[^<>]*>", re.I)


class Builder:
    """Builds one Document; text is only ever appended, so spans never move."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._runs: list[Run] = []
        self._blocks: list[Block] = []

    def paragraph(
        self, kind: ParagraphKind, pieces: Iterable[Piece], level: int | None = None
    ) -> None:
        """Append one paragraph made of ``pieces``."""
        span = self._write(pieces)
        if len(span):
            self._blocks.append(Paragraph(kind, span, level))
            self._separate("\n")

    def table(
        self,
        rows: Sequence[Sequence[tuple[int, Sequence[Piece]]]],
        columns: int,
        *,
        ragged: bool,
        colspans: dict[tuple[int, int], int] | None = None,
    ) -> None:
        """Append a grid: per row the (column, pieces) of its cells, in column order."""
        start = self._length
        cells = []
        for row, entries in enumerate(rows):
            for column, pieces in entries:
                span = self._write(pieces)
                width = (colspans or {}).get((row, column), 1)
                cells.append(Cell(row, column, 1, width, span))
                self._separate("\t")
            self._separate("\n")
        self._blocks.append(
            Table(tuple(cells), len(rows), columns, Span(start, self._length), ragged)
        )

    def document(
        self, path: str, format: str, sha256: str, notes: tuple[Message, ...] = ()
    ) -> Document:
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

    def _write(self, pieces: Iterable[Piece]) -> Span:
        start = self._length
        for text, line in pieces:
            position = 0
            for tag in _TAG.finditer(text):
                self._append(text[position : tag.start()], line)
                if tag[2].lower() in ("br", "li", "p") and self._length > start:
                    self._separate("\n")
                position = tag.end()
            self._append(text[position:], line)
            if not text:
                self._runs.append(Run(Span(self._length, self._length), line=line))
        while self._parts and self._length > start and self._parts[-1].strip() == "":
            self._length -= len(self._parts.pop())
            while self._runs and self._runs[-1].span.end > self._length:
                self._runs.pop()
        return Span(start, self._length)

    def _append(self, text: str, line: int) -> None:
        if text:
            self._runs.append(Run(Span(self._length, self._length + len(text)), line=line))
            self._separate(text)

    def _separate(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)
