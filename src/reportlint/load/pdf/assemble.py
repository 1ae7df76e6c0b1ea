"""Pages of lines and tables → the Document: one text, its runs and its blocks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from reportlint.load.pdf.engine import median
from reportlint.load.pdf.furniture import Furniture, page_furniture
from reportlint.load.pdf.grid import Grid, GridCell
from reportlint.load.pdf.join import join
from reportlint.load.pdf.layout import PageLayout
from reportlint.load.pdf.lines import Line
from reportlint.load.pdf.reflow import (
    MARKER,
    Margins,
    Piece,
    Prose,
    cell_pieces,
    continues,
    is_centred,
    joint,
    text_end,
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
_NEAR = 45.0  # an indent of two or three characters
_LEVELS: tuple[tuple[re.Pattern[str], int], ...] = (
    (
        re.compile(r"第[一二三四五六七八九十百\d]{1,4}[章节部]|[一二三四五六七八九十]{1,3}[、．.]"),
        1,
    ),
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
    margins = _all_margins(pages, furniture)
    floor = _floor(pages, furniture)
    parts: list[_Part] = []
    waiting: list[_Edge] = []
    last: Prose | Grid | None = None
    for page, margin in zip(pages, margins, strict=True):
        leading = _leading(page, furniture)
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


def _all_margins(pages: Sequence[PageLayout], furniture: dict[int, Furniture]) -> list[Margins]:
    """The text area of every page, taken from its long lines, or from pages of the same width."""
    own: list[Margins | None] = []
    votes: dict[int, dict[tuple[int, int], list[Margins]]] = {}
    for page in pages:
        found = _own_margins(page, furniture)
        if found is not None:
            vote = votes.setdefault(round(page.width), {})
            place = (round(found.left / 4), round(found.right / 4))
            vote.setdefault(place, []).append(found)
        own.append(found)
    usual = {width: max(vote.values(), key=len)[0] for width, vote in votes.items()}
    return [
        _settled(page, found, usual.get(round(page.width)), furniture)
        for page, found in zip(pages, own, strict=True)
    ]


def _long_lines(page: PageLayout, furniture: dict[int, Furniture]) -> list[Line]:
    return [
        line
        for line in page.lines
        if id(line) not in furniture and line.x1 - line.x0 > 0.4 * page.width
    ]


def _own_margins(page: PageLayout, furniture: dict[int, Furniture]) -> Margins | None:
    """Margins from the long lines of a page, None when there are hardly any."""
    lines = _long_lines(page, furniture)
    if len(lines) < 3:
        return None
    em = median(line.size for line in lines)
    return Margins(
        _outermost([line.x0 for line in lines], em),
        -_outermost([-text_end(line) for line in lines], em),
    )


def _settled(
    page: PageLayout, own: Margins | None, usual: Margins | None, furniture: dict[int, Furniture]
) -> Margins:
    """Margins of a page; where its own lines leave them open, those of the other pages count.

    Lines that all begin at one place may all be indented; without two lines that end at one place
    all may be short.
    """
    fallback = _fallback(page, furniture)
    if own is None:
        return usual or fallback
    lines = _long_lines(page, furniture)
    left, right = own.left, own.right
    indented = all(line.x0 - left < 6 for line in lines)
    if indented and usual is not None and 0 < left - usual.left < _NEAR:
        left = usual.left
    if sum(text_end(line) > right - 3 for line in lines) < 2:
        near = usual is not None and 0 < usual.right - right < _NEAR
        right = usual.right if near and usual is not None else max(right, fallback.right)
    return Margins(left, right)


def _outermost(values: list[float], em: float) -> float:
    """The smallest value that is not a lone outlier."""
    ordered = sorted(values)
    return ordered[0] if ordered[1] - ordered[0] < 1.5 * em else ordered[1]


def _fallback(page: PageLayout, furniture: dict[int, Furniture]) -> Margins:
    lines = [line for line in page.lines if id(line) not in furniture]
    tables = [item for item in page.items if isinstance(item, Grid)]
    lefts = [line.x0 for line in lines] + [grid.xs[0] for grid in tables]
    rights = [line.x1 for line in lines] + [grid.xs[-1] for grid in tables]
    left = min(lefts, default=0.1 * page.width)
    # Few short lines say little about the right margin: take it to mirror the left one.
    return Margins(left, max([*rights, page.width - left]))


def _leading(page: PageLayout, furniture: dict[int, Furniture]) -> float:
    """The usual distance between lines of the page: a lower quartile, for paragraphs have gaps."""
    lines = [line for line in page.lines if id(line) not in furniture]
    steps = sorted(
        after.middle - before.middle
        for before, after in pairwise(lines)
        if after.middle - before.middle > 0.6 * before.size
    )
    return steps[len(steps) // 4] if steps else 0.01


def _floor(pages: Sequence[PageLayout], furniture: dict[int, Furniture]) -> list[float]:
    """How far down each page is used, by the pages of its size."""
    deepest: dict[tuple[int, int], float] = {}
    for page in pages:
        key = (round(page.width), round(page.height))
        for item in page.items:
            if id(item) in furniture:
                continue
            bottom = item.bottom
            deepest[key] = max(deepest.get(key, 0.0), bottom)
    return [deepest.get((round(p.width), round(p.height)), p.height) for p in pages]


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
