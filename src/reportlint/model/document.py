"""What a loader returns: one canonical text, and the blocks and printed lines that hang off it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from reportlint.model.span import Box, Span

ParagraphKind = Literal["heading", "paragraph", "list", "note", "header", "footer", "footnote"]


@dataclass(frozen=True, slots=True)
class Message:
    """One sentence for the user in both languages."""

    zh: str
    en: str

    def text(self, lang: str) -> str:
        """The sentence in ``lang`` (``zh`` or ``en``)."""
        return self.en if lang == "en" else self.zh


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of canonical text that stands on one printed line.

    ``line`` counts from 1 in the source file (text formats only), ``page`` from 1 (paged formats
    only). ``edges`` are the ``len(span) + 1`` horizontal character boundaries in points, empty
    where the format has no layout; ``top`` and ``bottom`` are the line's vertical extent.
    ``sheet`` and ``cell`` are the name and the address (``B7``) in a workbook.
    """

    span: Span
    line: int | None = None
    page: int | None = None
    edges: tuple[float, ...] = ()
    top: float = 0.0
    bottom: float = 0.0
    sheet: str | None = None
    cell: str | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block of running text. Soft line breaks are already joined inside ``span``."""

    kind: ParagraphKind
    span: Span
    level: int | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a grid; row and column count from 0, spans are at least 1.

    The text is ``document.text[span]``; hard line breaks inside a cell are ``\\n``.
    An empty cell has an empty span at the place where its text would stand.
    """

    row: int
    column: int
    rowspan: int
    colspan: int
    span: Span


@dataclass(frozen=True, slots=True)
class Table:
    """A grid. Cells are listed row by row; merged cells appear once, at their origin.

    ``ragged`` says that the source kept no column positions (tab or one-cell-per-line text), so a
    row may be shifted; the reader has to find the columns again.
    """

    cells: tuple[Cell, ...]
    rows: int
    columns: int
    span: Span
    ragged: bool = False


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Document:
    """A loaded source: canonical text, printed lines, blocks in reading order.

    Every span of every later stage points into ``text``. ``runs`` are sorted and do not overlap;
    characters between runs are separators that the loader put in. ``notes`` are things the
    reader of the report should know (hidden sheet, tracked changes, pages without text).
    """

    path: str
    format: str
    sha256: str
    text: str
    runs: tuple[Run, ...]
    blocks: tuple[Block, ...]
    pages: int | None = None
    notes: tuple[Message, ...] = ()
    _starts: tuple[int, ...] = field(default=(), repr=False, compare=False)

    def __post_init__(self) -> None:
        if not self._starts:
            object.__setattr__(self, "_starts", tuple(run.span.start for run in self.runs))

    def slice(self, span: Span) -> str:
        """The canonical text of ``span``."""
        return self.text[span.start : span.end]

    def runs_of(self, span: Span) -> Iterator[Run]:
        """The printed lines that hold part of ``span``, in order; the nearest when it is empty."""
        index = max(bisect_right(self._starts, span.start) - 1, 0)
        end = max(span.end, span.start + 1)
        found = False
        for position in range(index, len(self.runs)):
            run = self.runs[position]
            if run.span.start >= end:
                if not found:
                    yield run
                break
            if run.span.end > span.start or (len(span) == 0 and run.span.end == span.start):
                found = True
                yield run

    def line_of(self, span: Span) -> int | None:
        """Line (from 1) of the source file on which ``span`` starts."""
        return next((run.line for run in self.runs_of(span)), None)

    def page_of(self, span: Span) -> int | None:
        """Page (from 1) on which ``span`` starts."""
        return next((run.page for run in self.runs_of(span)), None)

    def cell_of(self, span: Span) -> tuple[str | None, str | None]:
        """Name of the sheet and address of the cell in which ``span`` starts."""
        return next(((run.sheet, run.cell) for run in self.runs_of(span)), (None, None))

    def boxes_of(self, span: Span) -> tuple[Box, ...]:
        """One box per printed line of ``span``; empty for formats without layout."""
        boxes = []
        for run in self.runs_of(span):
            if run.page is None or not run.edges:
                continue
            start = max(span.start, run.span.start) - run.span.start
            end = min(span.end, run.span.end) - run.span.start
            if end > start:
                boxes.append(Box(run.page, run.edges[start], run.top, run.edges[end], run.bottom))
        return tuple(boxes)


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A source that could not be read: a value, so that the other files of the run go on.

    ``reason`` says in one sentence what is wrong and what to do.
    """

    path: str
    reason: Message
    format: str | None = None
    sha256: str | None = None
