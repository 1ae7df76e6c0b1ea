"""Where a span is printed: line, page, boxes, table cell and the words around it.

Everything is derived from the span and the document, never by searching the text again.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from reportlint.model.document import Cell, Document, Paragraph, Table
from reportlint.model.finding import Place
from reportlint.model.outcome import Outcome
from reportlint.model.span import Box, Span
from reportlint.render.layout import clip, squeeze

_AROUND = 120  # characters looked at on each side when a span stands in no block
_BAR = " │ "
_STOPS = "。！？；\n"


@dataclass(frozen=True)
class Context:
    """The words around a figure on one line; ``lead`` is the row label of a table row."""

    lead: str
    before: str
    mark: str
    after: str

    def line(self, around: int = 40) -> str:
        """One line of text, ``around`` columns kept on each side of the figure."""
        before = clip(self.before, 2 * around, left=True)
        return squeeze(self.lead + before + self.mark + clip(self.after, 2 * around)).strip()


@dataclass(frozen=True)
class Location:
    """The derived coordinates of one span; numbers as in the JSON contract."""

    line: int | None
    page: int | None
    boxes: tuple[Box, ...]
    paragraph: int | None
    table: int | None
    row: int | None
    column: int | None
    context: Context
    sheet: str | None = None
    cell: str | None = None


class Locator:
    """Answers "where is this span?" for one document. Holds look-up lists, changes nothing."""

    def __init__(self, document: Document) -> None:
        self.document = document

    @cached_property
    def _starts(self) -> list[int]:
        return [block.span.start for block in self.document.blocks]

    @cached_property
    def _ordinals(self) -> list[int]:
        """For each block its number among the blocks of its own kind (paragraphs, tables)."""
        counts = {Paragraph: 0, Table: 0}
        ordinals = []
        for block in self.document.blocks:
            ordinals.append(counts[type(block)])
            counts[type(block)] += 1
        return ordinals

    @cached_property
    def _tables(self) -> list[Table]:
        return [block for block in self.document.blocks if isinstance(block, Table)]

    @cached_property
    def _rows(self) -> dict[tuple[int, int], list[Cell]]:
        rows: dict[tuple[int, int], list[Cell]] = {}
        for number, table in enumerate(self._tables):
            for cell in table.cells:
                for row in range(cell.row, cell.row + cell.rowspan):
                    rows.setdefault((number, row), []).append(cell)
        for cells in rows.values():
            cells.sort(key=lambda cell: cell.column)
        return rows

    def locate(
        self,
        span: Span,
        table: int | None = None,
        row: int | None = None,
        column: int | None = None,
    ) -> Location:
        """Coordinates of ``span``; a table cell that is already known need not be searched."""
        block = self._block(span)
        paragraph = None
        if block is not None:
            found = self.document.blocks[block]
            if isinstance(found, Paragraph):
                paragraph = self._ordinals[block]
            elif table is None:
                table = self._ordinals[block]
        cell = None
        if table is not None and table < len(self._tables):
            cell = self._cell(table, span, row, column)
            if cell is not None and row is None:
                row, column = cell.row, cell.column
        context = (
            self._row_context(table, cell, cell.row if row is None else row, span)
            if cell is not None and table is not None
            else self._text_context(
                span, None if block is None else self.document.blocks[block].span
            )
        )
        sheet, address = self.document.cell_of(span)
        return Location(
            line=self.document.line_of(span),
            page=self.document.page_of(span),
            boxes=self.document.boxes_of(span),
            paragraph=paragraph,
            table=table,
            row=row,
            column=column,
            context=context,
            sheet=sheet,
            cell=address,
        )

    def place(self, place: Place) -> Location:
        """Coordinates of a cited place."""
        return self.locate(place.span, place.table, place.row, place.column)

    def row(self, table: int, row: int) -> list[Cell]:
        """The cells that stand in one row of one table, merged ones included, left to right."""
        return self._rows.get((table, row), [])

    def _block(self, span: Span) -> int | None:
        index = bisect_right(self._starts, span.start) - 1
        if index < 0 or span.start > self.document.blocks[index].span.end:
            return None
        return index

    def _cell(self, table: int, span: Span, row: int | None, column: int | None) -> Cell | None:
        cells: Sequence[Cell] = (
            self._tables[table].cells if row is None else self._rows.get((table, row), [])
        )
        for cell in cells:
            if cell.span.covers(span) and (len(cell.span) > 0 or cell.column == column):
                return cell
        for cell in cells:
            if row is not None and cell.column == column:
                return cell
        return None

    def _row_context(self, table: int, cell: Cell, row: int, span: Span) -> Context:
        document = self.document
        cells = self.row(table, row) or [cell]
        texts = [squeeze(document.slice(other.span)).strip() for other in cells]
        at = next((i for i, other in enumerate(cells) if other is cell), 0)
        label = next((i for i, text in enumerate(texts[:at]) if text), None)
        lead = "" if label is None else texts[label] + _BAR
        middle = texts[0 if label is None else label + 1 : at]
        before = "".join(text + _BAR for text in middle)
        inside = span if cell.span.covers(span) else cell.span
        before += squeeze(document.text[cell.span.start : inside.start]).lstrip()
        after = squeeze(document.text[inside.end : cell.span.end]).rstrip()
        after += "".join(_BAR + text for text in texts[at + 1 :])
        return Context(lead, before, squeeze(document.slice(inside)).strip(), after.rstrip(" │"))

    def _text_context(self, span: Span, block: Span | None) -> Context:
        text = self.document.text
        low, high = (block.start, block.end) if block else (0, len(text))
        if not block:
            low, high = max(low, span.start - _AROUND), min(high, span.end + _AROUND)
        high = max(high, span.end)
        start = max((text.rfind(stop, low, span.start) for stop in _STOPS), default=-1) + 1
        ends = [text.find(stop, span.end, high) for stop in _STOPS]
        end = min((at for at in ends if at >= 0), default=high - 1) + 1
        before = squeeze(text[max(start, low) : span.start]).lstrip()
        after = squeeze(text[span.end : max(end, span.end)]).rstrip()
        return Context("", before, squeeze(self.document.slice(span)).strip(), after)


class Sources:
    """The sources of one outcome: from the document number of a place to source and locator.

    Places count the documents that could be read; unreadable sources of the same submission have
    no number there, so the two lists are matched up here.
    """

    def __init__(self, outcome: Outcome) -> None:
        self.outcome = outcome
        self._readable = [
            index for index, source in enumerate(outcome.sources) if isinstance(source, Document)
        ]
        self._locators = {
            index: Locator(source)
            for index, source in enumerate(outcome.sources)
            if isinstance(source, Document)
        }

    def index(self, document: int) -> int:
        """Position among the submission's sources of the document with this number."""
        return self._readable[document]

    def path(self, document: int) -> str:
        """Path of the document with this number."""
        return self.outcome.sources[self.index(document)].path

    def locator(self, document: int) -> Locator:
        """The locator of the document with this number."""
        return self._locators[self.index(document)]

    def locate(self, place: Place) -> Location:
        """Coordinates of a cited place."""
        return self.locator(place.document).place(place)
