"""Pages of lines and tables → the Document: one text, its runs and its blocks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reportlint.load.pdf.engine import median
from reportlint.load.pdf.furniture import Furniture, page_furniture
from reportlint.load.pdf.grid import Grid, GridCell
from reportlint.load.pdf.join import join
from reportlint.load.pdf.layout import PageLayout
from reportlint.load.pdf.lines import Line
from reportlint.load.pdf.margins import all_margins, floors, leading_of
from reportlint.load.pdf.reflow import (
    MARKER,
    Margins,
    Piece,
    Prose,
    cell_pieces,
    continues,
    is_centred,
    joint,
)
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

_HEADING_LENGTH = 45
_LEVELS: tuple[tuple[re.Pattern[str], int], ...] = (
    (re.compile(r"第[一二三四五六七八九十百\d]{1,4}(?:章|部|编)"), 0),
    (re.compile(r"第[一二三四五六七八九十百\d]{1,4}节|[一二三四五六七八九十]{1,3}[、．.]"), 1),
    (re.compile(r"[（(][一二三四五六七八九十]{1,3}[）)]"), 2),
    (re.compile(r"\d{1,2}(?:[、．]|\.(?!\d))"), 3),
    (re.compile(r"[（(]\d{1,2}[）)]|\d{1,2}[）)]|[①-⑳]"), 4),
)
_NOTE = re.compile(r"(备?注|说明)\s?\d?[：:.、]")
_ENDS = "。；，、：！？;,:!?"


@dataclass(slots=True)
class _Edge:
    """A page header or footer on its way into the text."""

    kind: Furniture
    line: Line


_Part = Prose | Grid | _Edge


def document(
    pages: Sequence[PageLayout], path: str, sha256: str, notes: Iterable[Message] = ()
) -> Document:
    """The whole document from its pages, in order."""
    furniture = page_furniture(pages)
    parts = _parts(pages, furniture)
    body = median(line.size for page in pages for line in page.lines if id(line) not in furniture)
    builder = _Builder()
    for part in parts:
        builder.add(part, body)
    return Document(
        path=path,
        format="pdf",
        sha256=sha256,
        text=builder.text(),
        runs=tuple(builder.runs),
        blocks=tuple(builder.blocks),
        pages=len(pages),
        notes=tuple(notes),
    )


def _parts(pages: Sequence[PageLayout], furniture: dict[int, Furniture]) -> list[_Part]:
    """Paragraphs and tables in reading order, joined over pages."""
    margins = all_margins(pages, furniture)
    floor = floors(pages, furniture)
    parts: list[_Part] = []
    waiting: list[_Edge] = []
    last: Prose | Grid | None = None
    for page, margin in zip(pages, margins, strict=True):
        leading = leading_of(page, furniture)
        for item in page.items:
            if isinstance(item, Line):
                kind = furniture.get(id(item))
                if kind is not None:
                    waiting.append(_Edge(kind, item))
                    continue
                if isinstance(last, Prose) and _goes_on(last, item, margin, leading):
                    _extend(last, item, margin)
                    continue
                new: Prose | Grid = Prose([Piece("", item)], margin)
            else:
                if isinstance(last, Grid) and last.last_page == item.page - 1:
                    joined = join(last, item, floor[item.page - 2] - last.bottom)
                    if joined is not None:
                        parts[-1] = last = joined  # what is waiting comes after it
                        continue
                new = item
            parts += waiting
            waiting = []
            parts.append(new)
            last = new
    return [*parts, *waiting]


def _goes_on(last: Prose, line: Line, margins: Margins, leading: float) -> bool:
    distance = line.page - last.last.page
    return distance <= 1 and continues(last, line, margins, 0.0 if distance else leading)


def _extend(prose: Prose, line: Line, margins: Margins) -> None:
    between = joint(prose.last, line, prose.margins.right)
    prose.pieces.append(Piece(" " if between is None else between, line))
    prose.margins = margins


class _Builder:
    """Writes parts into the canonical text and notes runs and blocks."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self.runs: list[Run] = []
        self.blocks: list[Block] = []

    def text(self) -> str:
        """The canonical text so far."""
        return "".join(self._pieces)

    def add(self, part: _Part, body: float) -> None:
        """Append one part as a block."""
        if self.blocks:
            self._write("\n")
        if isinstance(part, Grid):
            self.blocks.append(self._table(part))
        elif isinstance(part, _Edge):
            span = self._lines([Piece("", part.line)])
            self.blocks.append(Paragraph(part.kind, span))
        else:
            kind, level = _kind(part, body)
            self.blocks.append(Paragraph(kind, self._lines(part.pieces), level))

    def _write(self, text: str) -> None:
        if text:
            self._pieces.append(text)
            self._length += len(text)

    def _lines(self, pieces: Sequence[Piece]) -> Span:
        start = self._length
        for piece in pieces:
            self._write(piece.before)
            line = piece.line
            begin = self._length
            self._write(line.text)
            self.runs.append(
                Run(
                    Span(begin, self._length),
                    page=line.page,
                    edges=line.edges,
                    top=line.top,
                    bottom=line.bottom,
                )
            )
        return Span(start, self._length)

    def _blank(self, cell: GridCell, x0: float) -> Span:
        """An empty run, so that the page of an empty cell is known."""
        span = Span(self._length, self._length)
        self.runs.append(Run(span, page=cell.page, edges=(x0,), top=cell.top, bottom=cell.bottom))
        return span

    def _table(self, grid: Grid) -> Table:
        start = self._length
        pads = [line.x0 - grid.xs[cell.column] for cell in grid.cells for line in cell.lines]
        pad = min(max(min(pads, default=2.0), 0.5), 8.0)
        cells: list[Cell] = []
        row = grid.cells[0].row if grid.cells else 0
        for cell in grid.cells:
            if cells:
                self._write("\t" if cell.row == row else "\n")
            row = cell.row
            if cell.lines:
                span = self._lines(cell_pieces(cell.lines, grid.xs[cell.column_end] - pad))
            else:
                span = self._blank(cell, grid.xs[cell.column])
            cells.append(
                Cell(
                    cell.row,
                    cell.column,
                    cell.row_end - cell.row,
                    cell.column_end - cell.column,
                    span,
                )
            )
        return Table(tuple(cells), grid.rows, grid.columns, Span(start, self._length))


def _kind(prose: Prose, body: float) -> tuple[ParagraphKind, int | None]:
    """What a paragraph is, by its marker, its place on the line and its size."""
    text = prose.text()
    if _NOTE.match(text):
        return "note", None
    short = len(text) <= _HEADING_LENGTH and text[-1] not in _ENDS
    for pattern, level in _LEVELS:
        if pattern.match(text):
            return ("heading", level) if short else ("list", level)
    if MARKER.match(text):
        return "paragraph", None
    if short and is_centred(prose) and prose.first.size > 1.1 * body:
        return "heading", 0
    return "paragraph", None
