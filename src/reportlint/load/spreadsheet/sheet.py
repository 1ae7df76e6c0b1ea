"""A worksheet as a grid of what it shows: hidden rows and columns out, merged ranges in place."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from openpyxl.utils import get_column_letter

from reportlint.load.spreadsheet.cells import shown


@dataclass(frozen=True, slots=True)
class Shown:
    """A cell that shows something: its text, its address, and its spans in what is visible."""

    text: str
    address: str
    rowspan: int = 1
    colspan: int = 1


@dataclass(slots=True)
class Grid:
    """What is visible of a sheet; rows and columns count from 0 without the hidden ones.

    ``cells`` holds what has text or is merged, ``covered`` what merging hides, ``ruled`` the
    cells with a vertical border. ``rows`` and ``columns`` are the numbers and letters in the sheet.
    """

    name: str
    rows: list[int]
    columns: list[str]
    cells: dict[tuple[int, int], Shown] = field(default_factory=dict)
    covered: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    ruled: set[tuple[int, int]] = field(default_factory=set)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def address(self, row: int, column: int) -> str:
        """The address of a visible cell."""
        return f"{self.columns[column]}{self.rows[row]}"


def grid_of(sheet: Any, epoch: datetime) -> Grid:
    """Read ``sheet`` (an openpyxl worksheet loaded with the results of its formulas)."""
    # Only cells that exist: the used range may reach to the last row for one coloured cell.
    existing = sheet._cells
    view = sheet.sheet_view
    zeros = view is None or view.showZeros is not False
    texts = {at: shown(cell, epoch, zeros=zeros) for at, cell in existing.items()}
    hidden_rows, hidden_columns = _hidden_rows(sheet), _hidden_columns(sheet)
    ranges = [(r.min_row, r.min_col, r.max_row, r.max_col) for r in sheet.merged_cells.ranges]
    used_rows = {row for row, _ in existing} | {r[0] for r in ranges} | {r[2] for r in ranges}
    used_columns = {column for _, column in existing} | {n for r in ranges for n in (r[1], r[3])}
    rows = [
        n
        for n in _filled(used_rows, {n for r in ranges for n in range(r[0], r[2] + 1)})
        if n not in hidden_rows
    ]
    columns = [
        n
        for n in _filled(used_columns, {n for r in ranges for n in range(r[1], r[3] + 1)})
        if n not in hidden_columns
    ]
    grid = Grid(sheet.title, rows, [get_column_letter(n) for n in columns])
    row_at = {number: index for index, number in enumerate(rows)}
    column_at = {number: index for index, number in enumerate(columns)}
    for (row, column), text in texts.items():
        cell = existing[row, column]
        if row in row_at and column in column_at:
            at = (row_at[row], column_at[column])
            if text:
                grid.cells[at] = Shown(text, cell.coordinate)
            if _ruled(cell):
                grid.ruled.add(at)
            if text and cell.data_type == "e":
                grid.errors.append(cell.coordinate)
    merged = _merge(grid, ranges, texts, row_at, column_at)
    held = [at for at, text in texts.items() if text and at not in merged]
    grid.hidden_rows = sorted({row for row, _ in held if row not in row_at})
    letters = sorted({column for _, column in held if column not in column_at})
    grid.hidden_columns = [get_column_letter(n) for n in letters]
    return grid


def _filled(used: set[int], merged: set[int]) -> list[int]:
    """Every number from the first to the last one that is used, gaps of more than one cut short.

    What is empty between two parts of a sheet only has to be seen, not counted.
    """
    numbers = sorted(used | merged)
    result: list[int] = []
    for number in numbers:
        if result and number > result[-1] + 1:
            result.append(result[-1] + 1)
        if not result or number > result[-1]:
            result.append(number)
    return result


def _merge(
    grid: Grid,
    ranges: list[tuple[int, int, int, int]],
    texts: dict[tuple[int, int], str],
    row_at: dict[int, int],
    column_at: dict[int, int],
) -> set[tuple[int, int]]:
    """Put the merged ranges into the grid; the first cells of those of which something shows."""
    merged = set()
    for top, left, bottom, right in ranges:
        inside = [row_at[n] for n in range(top, bottom + 1) if n in row_at]
        across = [column_at[n] for n in range(left, right + 1) if n in column_at]
        if not inside or not across:
            continue
        merged.add((top, left))
        origin = (inside[0], across[0])
        address = f"{get_column_letter(left)}{top}"
        grid.cells[origin] = Shown(texts.get((top, left), ""), address, len(inside), len(across))
        for row in inside:
            for column in across:
                if (row, column) != origin:
                    grid.covered[row, column] = origin
                    grid.cells.pop((row, column), None)
    return merged


def _hidden_rows(sheet: Any) -> set[int]:
    return {
        number
        for number, size in sheet.row_dimensions.items()
        if size.hidden or (size.customHeight and size.height == 0)
    }


def _hidden_columns(sheet: Any) -> set[int]:
    hidden: set[int] = set()
    for size in sheet.column_dimensions.values():
        if size.hidden or (size.customWidth and size.width == 0):
            hidden.update(range(size.min, min(size.max, 16384) + 1))
    return hidden


def _ruled(cell: Any) -> bool:
    """Whether a vertical line is drawn at the cell: that is what makes rows a table."""
    if not cell.has_style:
        return False
    border = cell.border
    return any(side is not None and side.style for side in (border.left, border.right))
