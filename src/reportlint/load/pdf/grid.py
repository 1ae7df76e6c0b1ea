"""Ruling lines → grids with merged cells. Knows nothing of text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from reportlint.load.pdf.engine import Rule
from reportlint.load.pdf.lines import Line

SNAP = 3.0  # lines nearer than this are one line (double rules, rounding)
_BRIDGE = 4.5  # gaps in a rule that are still one rule (dashes, corners)
_OPEN = 8.0  # how far rules must reach beyond the outermost cross rule to open a column
_MAX_PAIRS = 600_000


@dataclass(slots=True)
class GridCell:
    """A cell over rows ``[row, row_end)`` and columns ``[column, column_end)``, with its lines.

    ``page``, ``top`` and ``bottom`` say where it begins, for a cell without lines.
    """

    row: int
    column: int
    row_end: int
    column_end: int
    lines: list[Line] = field(default_factory=list)
    page: int = 0
    top: float = 0.0
    bottom: float = 0.0


@dataclass(slots=True)
class Grid:
    """A table on one page: column and row boundaries, cells from left to right, top down.

    ``page`` is where it begins and ``last_page`` where it ends; after joining, ``ys`` are those of
    the first page and only ``rows`` counts.
    """

    page: int
    xs: list[float]
    ys: list[float]
    cells: list[GridCell]
    rows: int
    last_page: int = 0
    bottom: float = 0.0

    def __post_init__(self) -> None:
        for cell in self.cells:
            if not cell.page:
                cell.page = self.page
                cell.top, cell.bottom = self.ys[cell.row], self.ys[cell.row_end]

    @property
    def columns(self) -> int:
        """Number of columns."""
        return len(self.xs) - 1


def grids(horizontals: Sequence[Rule], verticals: Sequence[Rule], page: int) -> list[Grid]:
    """The ruled tables of a page, from the top down; a lone box is a grid of one cell."""
    across, along = merged(horizontals), merged(verticals)
    if not across or not along or len(across) * len(along) > _MAX_PAIRS:
        return []
    found = []
    for rows, columns in _components(across, along):
        grid = _grid(rows, columns, page)
        if grid is not None:
            found.append(grid)
    found.sort(key=lambda grid: (grid.ys[0], grid.xs[0]))
    return [grid for grid in found if not _inside_other(grid, found)]


def merged(rules: Sequence[Rule]) -> list[Rule]:
    """Rules on one line joined: pieces between cells, dashes, doubled lines. Stubs are dropped."""
    out: list[Rule] = []
    for group in _clusters(sorted(rules), SNAP):
        group.sort(key=lambda rule: rule.start)
        start, end = group[0].start, group[0].end
        weight, total = 0.0, 0.0
        for rule in group:
            if rule.start > end + _BRIDGE:
                if end - start > _BRIDGE:
                    out.append(Rule(total / weight, start, end))
                start, end, weight, total = rule.start, rule.end, 0.0, 0.0
            length = max(rule.end - rule.start, 0.01)
            weight += length
            total += length * rule.at
            end = max(end, rule.end)
        if end - start > _BRIDGE:
            out.append(Rule(total / weight, start, end))
    return out


def _clusters(rules: Sequence[Rule], tolerance: float) -> list[list[Rule]]:
    groups: list[list[Rule]] = []
    first = 0.0
    for rule in rules:
        if groups and rule.at - first <= tolerance:
            groups[-1].append(rule)
        else:
            groups.append([rule])
            first = rule.at
    return groups


def _components(across: list[Rule], along: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Horizontal and vertical rules that hang together by crossing or touching."""
    parent = list(range(len(across) + len(along)))

    def root(item: int) -> int:
        while parent[item] != item:
            parent[item] = parent[parent[item]]
            item = parent[item]
        return item

    for v, (x, y0, y1) in enumerate(along, len(across)):
        for h, (y, x0, x1) in enumerate(across):
            if x0 - SNAP <= x <= x1 + SNAP and y0 - SNAP <= y <= y1 + SNAP:
                parent[root(v)] = root(h)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for index, rule in enumerate((*across, *along)):
        pair = groups.setdefault(root(index), ([], []))
        pair[0 if index < len(across) else 1].append(rule)
    return [pair for pair in groups.values() if pair[0] and pair[1]]


def _boundaries(rules: list[Rule], cross: list[Rule]) -> list[float]:
    """Where the rules stand, plus an open side that the cross rules reach over."""
    places = [
        sum(rule.at for rule in group) / len(group) for group in _clusters(sorted(rules), SNAP)
    ]
    starts = sorted(rule.start for rule in cross)
    ends = sorted((rule.end for rule in cross), reverse=True)
    if len(starts) > 1:
        if places[0] - starts[1] > _OPEN:
            places.insert(0, starts[0])
        if ends[1] - places[-1] > _OPEN:
            places.append(ends[0])
    return places


def _grid(across: list[Rule], along: list[Rule], page: int) -> Grid | None:
    xs, ys = _boundaries(along, across), _boundaries(across, along)
    if len(xs) < 2 or len(ys) < 2 or xs[-1] - xs[0] < 24 or ys[-1] - ys[0] < 8:
        return None
    below = _walls(across, ys, xs)
    right = _walls(along, xs, ys)
    cells = _cells(len(ys) - 1, len(xs) - 1, below, right)
    xs, ys = _used(cells, xs, ys)
    return Grid(page, xs, ys, cells, len(ys) - 1, page, ys[-1])


def _walls(rules: list[Rule], places: list[float], cross: list[float]) -> list[set[int]]:
    """For each boundary the stretches of the other axis where a rule is drawn."""
    walls: list[set[int]] = [set() for _ in places]
    for at, start, end in rules:
        near = min(range(len(places)), key=lambda k: abs(places[k] - at))
        first = max(bisect_right(cross, start) - 1, 0)
        for k in range(first, len(cross) - 1):
            if cross[k] >= end:
                break
            drawn = min(end, cross[k + 1]) - max(start, cross[k])
            if drawn > 0.6 * (cross[k + 1] - cross[k]):
                walls[near].add(k)
    return walls


def _cells(rows: int, columns: int, below: list[set[int]], right: list[set[int]]) -> list[GridCell]:
    """Rectangles of unit squares without a wall between them, from the top left on."""
    taken = [[False] * columns for _ in range(rows)]
    cells = []
    for row in range(rows):
        for column in range(columns):
            if taken[row][column]:
                continue
            column_end = column + 1
            while (
                column_end < columns and not taken[row][column_end] and row not in right[column_end]
            ):
                column_end += 1
            row_end = row + 1
            while row_end < rows and _open(row_end, column, column_end, below, right):
                row_end += 1
            for r in range(row, row_end):
                taken[r][column:column_end] = [True] * (column_end - column)
            cells.append(GridCell(row, column, row_end, column_end))
    return cells


def _open(
    row: int, column: int, column_end: int, below: list[set[int]], right: list[set[int]]
) -> bool:
    """Whether the squares of a row continue the ones above them without any wall."""
    return not any(k in below[row] for k in range(column, column_end)) and not any(
        row in right[k] for k in range(column + 1, column_end)
    )


def _used(
    cells: list[GridCell], xs: list[float], ys: list[float]
) -> tuple[list[float], list[float]]:
    """Drop boundaries at which no cell begins (stubs), renumbering the cells."""
    columns = sorted({cell.column for cell in cells})
    rows = sorted({cell.row for cell in cells})
    if len(columns) < len(xs) - 1 or len(rows) < len(ys) - 1:
        column_of = _renumber(columns, len(xs) - 1)
        row_of = _renumber(rows, len(ys) - 1)
        for cell in cells:
            cell.column, cell.column_end = column_of[cell.column], column_of[cell.column_end]
            cell.row, cell.row_end = row_of[cell.row], row_of[cell.row_end]
        xs = [xs[k] for k in columns] + [xs[-1]]
        ys = [ys[k] for k in rows] + [ys[-1]]
    return xs, ys


def _renumber(kept: list[int], end: int) -> list[int]:
    places = {old: new for new, old in enumerate(kept)} | {end: len(kept)}
    out = []
    number = len(kept)
    for old in range(end, -1, -1):
        number = places.get(old, number)
        out.append(number)
    return out[::-1]


def _inside_other(grid: Grid, found: list[Grid]) -> bool:
    """Whether a grid lies within a cell of a larger one: its text then belongs to that cell."""
    return any(
        other is not grid
        and other.xs[0] - 1 < grid.xs[0]
        and grid.xs[-1] < other.xs[-1] + 1
        and other.ys[0] - 1 < grid.ys[0]
        and grid.ys[-1] < other.ys[-1] + 1
        and (other.xs[-1] - other.xs[0]) > (grid.xs[-1] - grid.xs[0])
        and len(other.cells) > 1
        for other in found
    )
