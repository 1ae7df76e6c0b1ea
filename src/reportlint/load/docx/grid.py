"""A w:tbl as a grid: every merged cell once, at its origin, with its spans."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reportlint.load.docx.names import (
    ALTERNATE,
    DEL,
    SDT,
    SDT_CONTENT,
    TC,
    TC_PR,
    TR,
    TR_PR,
    TRANSPARENT,
    VAL,
    Element,
    by_tag,
    child,
    chosen,
    number,
    w,
    whole,
)

_INSERTED = (w("ins"), w("moveTo"))
_WIDEST = 1000  # Word allows 63 columns; only a damaged file says more
_BEFORE, _SPAN = w("gridBefore"), w("gridSpan")
_DOWN, _ACROSS, _DELETED = w("vMerge"), w("hMerge"), w("cellDel")


@dataclass(slots=True)
class Place:
    """A cell of the grid; ``covered`` are the cells that vertical merging hides."""

    row: int
    column: int
    rowspan: int
    colspan: int
    cell: Element
    covered: list[Element]


@dataclass(frozen=True, slots=True)
class Grid:
    """Cells row by row, the number of columns, and what tracked changes took out or put in."""

    places: tuple[Place, ...]
    columns: int
    dropped: tuple[Element, ...]
    inserted: tuple[Element, ...]


def grid_of(table: Element) -> Grid:
    """Lay the rows of ``table`` out on its grid.

    A cell continues the one above only when it starts and ends with it, as Word draws it; a
    continuation without such a cell stands for itself. Rows may be shorter than the grid.
    """
    places: list[Place] = []
    dropped: list[Element] = []
    inserted: list[Element] = []
    above: dict[int, Place] = {}
    columns = row = 0
    for element in _rows(table):
        properties = child(element, TR_PR)
        if child(properties, DEL) is not None:
            dropped.append(element)
            continue
        if child(properties, _INSERTED[0]) is not None:
            inserted.append(element)
        column = min(number(properties, _BEFORE), _WIDEST)
        current: dict[int, Place] = {}
        previous: Place | None = None
        for cell in _wrapped(element, TC):
            looks = by_tag(child(cell, TC_PR))
            if _DELETED in looks:
                dropped.append(cell)
                continue
            span = min(max(whole(looks.get(_SPAN), 1), 1), _WIDEST)
            merge = looks.get(_DOWN)
            across = looks.get(_ACROSS)
            upper = above.get(column)
            if across is not None and across.get(VAL) == "continue" and previous is not None:
                previous.colspan += span
            elif (
                merge is not None
                and merge.get(VAL, "continue") == "continue"
                and upper is not None
                and upper.colspan == span
            ):
                upper.rowspan += 1
                upper.covered.append(cell)
                current[column] = upper
                previous = None
            else:
                previous = Place(row, column, 1, span, cell, [])
                places.append(previous)
                if merge is not None:
                    current[column] = previous
            column += span
        columns = max(columns, column)
        above = current
        row += 1
    return Grid(tuple(places), columns, tuple(dropped), tuple(inserted))


def _rows(table: Element) -> Iterator[Element]:
    return (row for row in _wrapped(table, TR) if next(_wrapped(row, TC), None) is not None)


def _wrapped(element: Element, name: str) -> Iterator[Element]:
    """Children called ``name``, also inside content controls and other wrappers."""
    for item in element:
        if item.tag == name:
            yield item
        elif item.tag == SDT:
            content = child(item, SDT_CONTENT)
            if content is not None:
                yield from _wrapped(content, name)
        elif item.tag == ALTERNATE:
            branch = chosen(item)
            if branch is not None:
                yield from _wrapped(branch, name)
        elif item.tag in TRANSPARENT or item.tag in _INSERTED:
            yield from _wrapped(item, name)
