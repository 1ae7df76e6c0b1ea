"""A table element as a grid, by the algorithm of the HTML standard (§4.9.12)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reportlint.load import refusals
from reportlint.load.builder import Refused
from reportlint.load.html.names import Element, is_hidden, number, tag_of

_GROUPS = ("thead", "tbody", "tfoot")
_OUTSIDE = ("table", "caption", "colgroup", "td", "th")
_WIDEST = 1000  # HTML allows no wider cell
_MOST_COLUMNS = 20_000


@dataclass(slots=True)
class Slot:
    """A cell of the grid at its origin."""

    row: int
    column: int
    rowspan: int
    colspan: int
    cell: Element


@dataclass(frozen=True, slots=True)
class Grid:
    """Cells row by row, the size, and the rows and cells that are hidden."""

    slots: tuple[Slot, ...]
    rows: int
    columns: int
    hidden: tuple[Element, ...]


def grid_of(table: Element) -> Grid:
    """Lay out the rows of ``table``; raises :class:`Refused` when it is absurdly wide.

    A cell never reaches beyond its row group nor over a cell that stands there already.
    """
    slots: list[Slot] = []
    hidden: list[Element] = []
    row = columns = 0
    for group in _groups(table, hidden):
        first = len(slots)
        until: dict[int, int] = {}  # column → first row that is free again
        for element in group:
            column = 0
            for cell in _shown(element, ("td", "th"), hidden):
                while until.get(column, 0) > row:
                    column += 1
                slot = _slot(cell, row, column, until, row + len(group))
                slots.append(slot)
                for covered in range(column, column + slot.colspan):
                    until[covered] = row + slot.rowspan
                column += slot.colspan
                columns = max(columns, column)
                if columns > _MOST_COLUMNS:
                    raise Refused(refusals.HTML_BOUNDS)
            row += 1
        for slot in slots[first:]:
            slot.rowspan = min(slot.rowspan, row - slot.row)
    return Grid(tuple(slots), row, columns, tuple(hidden))


def captions(table: Element) -> Iterator[Element]:
    """The captions of ``table`` itself."""
    return (item for item in table if tag_of(item) == "caption")


def _slot(cell: Element, row: int, column: int, until: dict[int, int], end: int) -> Slot:
    wide = min(max(number(cell.get("colspan"), 1), 1), _WIDEST)
    high = number(cell.get("rowspan"), 1)
    wide = next((n for n in range(1, wide) if until.get(column + n, 0) > row), wide)
    return Slot(row, column, end - row if high == 0 else max(high, 1), wide, cell)


def _groups(table: Element, hidden: list[Element]) -> Iterator[list[Element]]:
    """Rows by row group, the foot last, as it is shown; loose rows are a group of their own."""
    feet: list[list[Element]] = []
    loose: list[Element] = []
    for item in _shown(table, ("tr", *_GROUPS), hidden):
        if item.tag == "tr":
            loose.append(item)
            continue
        if loose:
            yield loose
            loose = []
        group = list(_shown(item, ("tr",), hidden))
        if item.tag == "tfoot":
            feet.append(group)
        elif group:
            yield group
    if loose:
        yield loose
    yield from (group for group in feet if group)


def _shown(element: Element, names: tuple[str, ...], hidden: list[Element]) -> Iterator[Element]:
    """Children called ``names`` that are shown, also inside stray wrappers such as forms."""
    for item in element:
        tag = tag_of(item)
        if tag in names:
            if is_hidden(item):
                hidden.append(item)
            else:
                yield item
        elif tag and tag not in _OUTSIDE and next(item.iter(*names), None) is not None:
            if item.tag not in ("script", "template"):
                yield from _shown(item, names, hidden)
