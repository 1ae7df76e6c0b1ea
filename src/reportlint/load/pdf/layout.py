"""One page's characters and rules → its tables and remaining lines, in reading order."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from reportlint.load.pdf.engine import Char, PageObjects
from reportlint.load.pdf.grid import Grid, GridCell, grids
from reportlint.load.pdf.lines import Line, printed_lines
from reportlint.load.pdf.openrules import open_tables

Item = Line | Grid


@dataclass(slots=True)
class PageLayout:
    """What stands on a page: lines outside tables, and tables, ordered from the top."""

    number: int
    width: float
    height: float
    items: list[Item]
    images: int
    slanted: int
    lost: bool = False

    @property
    def lines(self) -> list[Line]:
        """The lines that stand outside tables."""
        return [item for item in self.items if isinstance(item, Line)]


def page_layout(objects: PageObjects) -> PageLayout:
    """Sort characters into cells and lines; tables without any text are drawings, not tables."""
    found = _without_frames(grids(objects.horizontals, objects.verticals, objects.number), objects)
    outside, filled = _fill(objects.chars, found, objects.number)
    lines = printed_lines(outside, objects.number)
    tables, lines = open_tables(objects.horizontals, objects.verticals, lines, objects.number)
    items: list[Item] = [*lines, *filled, *tables]
    items.sort(key=_place)
    return PageLayout(
        objects.number,
        objects.width,
        objects.height,
        items,
        objects.images,
        objects.slanted,
        objects.lost,
    )


def _place(item: Item) -> tuple[float, float]:
    if isinstance(item, Line):
        return item.middle, item.x0
    return item.ys[0], item.xs[0]


def _without_frames(found: list[Grid], objects: PageObjects) -> list[Grid]:
    """Leave out page borders: one box around other tables or around nearly the whole page."""
    kept = []
    for grid in found:
        if len(grid.cells) == 1:
            tall = grid.ys[-1] - grid.ys[0] > 0.8 * objects.height
            wide = grid.xs[-1] - grid.xs[0] > 0.8 * objects.width
            holds = any(
                other is not grid
                and grid.xs[0] < other.xs[0]
                and other.xs[-1] < grid.xs[-1]
                and grid.ys[0] < other.ys[0]
                and other.ys[-1] < grid.ys[-1]
                for other in found
            )
            if holds or (tall and wide):
                continue
        kept.append(grid)
    return kept


def _fill(chars: Sequence[Char], found: list[Grid], page: int) -> tuple[list[Char], list[Grid]]:
    """Put characters into the cells that hold their middle; returns the others, and the tables."""
    if not found:
        return list(chars), []
    maps = [_cell_map(grid) for grid in found]
    boxes = [(g.xs[0] - 1, g.ys[0] - 1, g.xs[-1] + 1, g.ys[-1] + 1) for g in found]
    held: dict[tuple[int, int], list[Char]] = {}
    outside: list[Char] = []
    # Characters come cell by cell: most lie in the square of the one before.
    square, group = (0.0, 0.0, 0.0, 0.0), outside
    for char in chars:
        _, x0, top, x1, bottom = char
        x, y = (x0 + x1) / 2, (top + bottom) / 2
        if square[0] <= x < square[2] and square[1] <= y < square[3]:
            group.append(char)
            continue
        for number, box in enumerate(boxes):
            if box[0] <= x <= box[2] and box[1] <= y <= box[3]:
                grid = found[number]
                row = min(max(bisect_right(grid.ys, y) - 1, 0), grid.rows - 1)
                column = min(max(bisect_right(grid.xs, x) - 1, 0), grid.columns - 1)
                group = held.setdefault((number, maps[number][row][column]), [])
                group.append(char)
                square = (grid.xs[column], grid.ys[row], grid.xs[column + 1], grid.ys[row + 1])
                break
        else:
            outside.append(char)
    for (number, index), group in held.items():
        found[number].cells[index].lines = printed_lines(group, page)
    return outside, [grid for grid in found if any(cell.lines for cell in grid.cells)]


def _cell_map(grid: Grid) -> list[list[int]]:
    """Index of the cell that covers each unit square."""
    squares = [[0] * grid.columns for _ in range(grid.rows)]
    for index, cell in enumerate(grid.cells):
        _mark(squares, cell, index)
    return squares


def _mark(squares: list[list[int]], cell: GridCell, index: int) -> None:
    width = cell.column_end - cell.column
    for row in range(cell.row, cell.row_end):
        squares[row][cell.column : cell.column_end] = [index] * width
