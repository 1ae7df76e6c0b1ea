"""Tables ruled by horizontal lines only (three-line tables): columns come from the gaps."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from reportlint.load.pdf.engine import Rule
from reportlint.load.pdf.grid import SNAP, Grid, GridCell, merged
from reportlint.load.pdf.lines import Line, slice_line

_MIN_WIDTH = 120.0
_SAME = 6.0


def open_tables(
    horizontals: Sequence[Rule], verticals: Sequence[Rule], lines: list[Line], page: int
) -> tuple[list[Grid], list[Line]]:
    """Tables between at least three equally long rules; returns them and the lines left over."""
    if len(horizontals) < 3 or not lines:
        return [], lines
    loose = _loose(merged(horizontals), merged(verticals))
    tables = []
    for group in _families(loose):
        table, lines = _table(group, lines, page)
        if table is not None:
            tables.append(table)
    return tables, lines


def _loose(across: list[Rule], along: list[Rule]) -> list[Rule]:
    """Long horizontal rules that touch no vertical one."""
    return [
        rule
        for rule in across
        if rule.end - rule.start > _MIN_WIDTH
        and not any(
            rule.start - SNAP <= other.at <= rule.end + SNAP
            and other.start - SNAP <= rule.at <= other.end + SNAP
            for other in along
        )
    ]


def _families(rules: list[Rule]) -> list[list[Rule]]:
    """Runs of at least three rules, from the top down, with the same start and end."""
    families: list[list[Rule]] = []
    for rule in sorted(rules):
        for family in families:
            first = family[0]
            if abs(first.start - rule.start) < _SAME and abs(first.end - rule.end) < _SAME:
                family.append(rule)
                break
        else:
            families.append([rule])
    return [family for family in families if len(family) > 2]


def _table(rules: list[Rule], lines: list[Line], page: int) -> tuple[Grid | None, list[Line]]:
    left, right = rules[0].start - SNAP, rules[0].end + SNAP
    top, bottom = rules[0].at, rules[-1].at
    inside = [
        line
        for line in lines
        if top < line.middle < bottom and left <= line.x0 and line.x1 <= right
    ]
    parts = [_segments(line) for line in inside]
    body = [p for line, p in zip(inside, parts, strict=True) if line.middle > rules[1].at]
    columns = _columns(body)
    several = sum(len(p) > 1 for p in parts)
    if len(columns) < 2 or several < 2 or several * 2 < len(parts):
        return None, lines
    xs = [rules[0].start]
    xs += [(a[1] + b[0]) / 2 for a, b in pairwise(columns)]
    xs.append(rules[0].end)
    rows, ys = _rows(inside, parts, rules, xs[1])
    cells = _cells(rows, xs)
    taken = {id(line) for line in inside}
    grid = Grid(page, xs, ys, cells, len(rows), page, bottom)
    return grid, [line for line in lines if id(line) not in taken]


def _segments(line: Line) -> list[Line]:
    """A line cut at its wide gaps."""
    cuts = [
        k
        for k, char in enumerate(line.text)
        if char == " " and line.edges[k + 1] - line.edges[k] > 0.9 * line.size
    ]
    parts, start = [], 0
    for cut in [*cuts, len(line.text)]:
        if cut > start:
            parts.append(slice_line(line, start, cut))
        start = cut + 1
    return parts


def _columns(rows: list[list[Line]]) -> list[tuple[float, float]]:
    """Disjoint horizontal extents that the segments of all rows fall into."""
    extents = sorted((part.x0, part.x1) for row in rows for part in row)
    columns: list[tuple[float, float]] = []
    for x0, x1 in extents:
        if columns and x0 < columns[-1][1] + 1:
            columns[-1] = (columns[-1][0], max(columns[-1][1], x1))
        else:
            columns.append((x0, x1))
    return columns


def _rows(
    inside: list[Line], parts: list[list[Line]], rules: list[Rule], second: float
) -> tuple[list[list[Line]], list[float]]:
    """Rows of segments; a line that leaves the first column empty goes on with its row."""
    rows: list[list[Line]] = []
    ys: list[float] = []
    band = -1
    for line, row in zip(inside, parts, strict=True):
        here = sum(rule.at < line.middle for rule in rules)
        if rows and here == band and row[0].x0 > second:
            rows[-1] += row
            continue
        rows.append(list(row))
        ys.append(rules[here - 1].at if here != band else line.top)
        band = here
    return rows, [*ys, rules[-1].at]


def _cells(rows: list[list[Line]], xs: list[float]) -> list[GridCell]:
    """Cells of the rows; a segment over several columns (a head) takes them all."""
    cells: list[GridCell] = []
    for number, row in enumerate(rows):
        column = 0
        held: dict[tuple[int, int], list[Line]] = {}
        for part in row:
            first = max(sum(x <= part.x0 + 1 for x in xs[:-1]) - 1, 0)
            last = max(sum(x < part.x1 - 1 for x in xs[:-1]), first + 1)
            held.setdefault((first, last), []).append(part)
        for (first, last), group in sorted(held.items()):
            if first < column:
                cells[-1].lines += group
                continue
            cells += [GridCell(number, k, number + 1, k + 1) for k in range(column, first)]
            cells.append(GridCell(number, first, number + 1, last, group))
            column = last
        cells += [GridCell(number, k, number + 1, k + 1) for k in range(column, len(xs) - 1)]
    return cells
