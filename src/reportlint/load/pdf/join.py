"""Tables that go on over a page break become one. In doubt two tables stay two."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from reportlint.load.pdf.grid import Grid, GridCell
from reportlint.load.pdf.reflow import MARKER, wraps

_SAME = 4.0
_MAX_HEAD = 5
_HEAD_WORD = 20  # longer texts are not the head of a column
_VALUE = re.compile(r"[-—+]?[\d,，.．]+[%％‰]?$")
_LONG = 3  # lines from which a cell counts as running text
_ENDS = "。；！？：.;!?:）)"
_SENTENCE = 12  # characters from which a text is a sentence, not a label


@dataclass(slots=True)
class _Seam:
    """The two sides of a page break, in common columns: cells that end and cells that begin."""

    above: dict[tuple[int, int], GridCell]
    below: dict[tuple[int, int], GridCell]
    top: int  # first row of the lower grid that is not a repeated head

    def pairs(self) -> list[tuple[GridCell, GridCell | None]]:
        """Cells that begin the lower page, each with the cell of the same columns above it."""
        return [(cell, self.above.get(key)) for key, cell in sorted(self.below.items())]


def join(upper: Grid, lower: Grid, room: float) -> Grid | None:
    """The joined table, or None when ``lower`` is a table of its own.

    ``upper`` is the last thing on its page and ``lower`` the first on the next; ``room`` is the
    empty height below ``upper``: a table does not go on where its next row would have fitted.
    """
    shift = lower.xs[0] - upper.xs[0]
    width_upper, width_lower = upper.xs[-1] - upper.xs[0], lower.xs[-1] - lower.xs[0]
    if abs(width_upper - width_lower) > 2 * _SAME or abs(shift) > 40:
        return None
    moved = [x - shift for x in lower.xs]
    same = len(upper.xs) == len(moved) and all(
        abs(a - b) < _SAME for a, b in zip(upper.xs, moved, strict=True)
    )
    if not same and not (_within(moved, upper.xs) or _within(upper.xs, moved)):
        return None
    xs = _union(upper.xs, moved)
    above, below = _moved(upper, upper.xs, xs), _moved(lower, moved, xs)
    head = _repeated_head(above, below)
    first = lower.ys[min(head + 1, len(lower.ys) - 1)] - lower.ys[head]
    full = room <= first + lower.ys[head] - lower.ys[0] + 24
    if not full and not (same and _values_go_on(above, below, head)):
        return None
    if not head and _own_head(above, below):
        return None
    seam = _Seam(
        {(c.column, c.column_end): c for c in above if c.row_end == upper.rows},
        {(c.column, c.column_end): c for c in below if c.row == head},
        head,
    )
    split = _is_split(seam, xs)
    if len(xs) == 2 and not split:
        return None  # boxes around text, one below the other
    return _joined(upper, lower, above, below, xs, seam, split)


def _within(some: list[float], others: list[float]) -> bool:
    return all(any(abs(x - other) < _SAME for other in others) for x in some)


def _union(upper: list[float], lower: list[float]) -> list[float]:
    return sorted([*upper, *(x for x in lower if all(abs(x - k) >= _SAME for k in upper))])


def _moved(grid: Grid, own: list[float], xs: list[float]) -> list[GridCell]:
    """The cells of a grid, columns counted in the common boundaries ``xs``."""
    places = [min(range(len(xs)), key=lambda k: abs(xs[k] - x)) for x in own]
    return [
        GridCell(
            c.row,
            places[c.column],
            c.row_end,
            places[c.column_end],
            c.lines,
            c.page,
            c.top,
            c.bottom,
        )
        for c in grid.cells
    ]


def cell_text(cell: GridCell) -> str:
    """A cell's text without blanks, for comparing."""
    return "".join(line.text.replace(" ", "") for line in cell.lines)


def _repeated_head(above: list[GridCell], below: list[GridCell]) -> int:
    """How many rows at the top of the lower grid repeat the head of the upper one."""
    head = 0
    for count in range(1, _MAX_HEAD + 1):
        ours = [c for c in above if c.row < count]
        theirs = [c for c in below if c.row < count]
        if any(c.row_end > count for c in ours + theirs):
            continue
        if len(ours) == len(theirs) and all(map(_alike, ours, theirs)):
            last = [c for c in theirs if c.row_end == count]
            if any(cell_text(c) and not _VALUE.match(cell_text(c)) for c in last):
                head = count
                continue
        break
    return head if head < max((c.row_end for c in below), default=0) else 0


def _alike(one: GridCell, other: GridCell) -> bool:
    return (
        (one.row, one.row_end, one.column, one.column_end)
        == (other.row, other.row_end, other.column, other.column_end)
    ) and cell_text(one) == cell_text(other)


def _own_head(above: list[GridCell], below: list[GridCell]) -> bool:
    """Whether the lower grid begins with words where the upper one ends with values."""
    rows = max(c.row_end for c in above)
    last = {(c.column, c.column_end): cell_text(c) for c in above if c.row_end == rows and c.lines}
    values = {key for key, text in last.items() if _VALUE.match(text)}
    top = [c for c in below if c.row == 0]
    if top[0].lines and any(
        0 < c.row < top[0].row_end and _VALUE.match(cell_text(c)) for c in below
    ):
        return False  # a section of a form, with its label on the left and its own head
    words = 0
    for cell in top:
        text = cell_text(cell)
        if not text:
            continue
        if _VALUE.match(text):
            return False
        touched = any(a < cell.column_end and cell.column < b for a, b in values)
        words += touched and len(text) <= _HEAD_WORD
    return words > 0 and words * 2 >= len(values)


def _values_go_on(above: list[GridCell], below: list[GridCell], head: int) -> bool:
    """Whether values stand below values: rows of one table, whatever room the page had left."""
    rows = max(c.row_end for c in above)
    last = {c.column for c in above if c.row_end == rows and _VALUE.match(cell_text(c))}
    first = {c.column for c in below if c.row == head and _VALUE.match(cell_text(c))}
    return len(last & first) > 1


def _is_split(seam: _Seam, xs: list[float]) -> bool:
    """Whether the first row below is the rest of the last row above.

    Every cell with text must go on with the text above it, and either what the row above states
    (its number, its label) is missing below, or the text above stops in mid-sentence.
    """
    fresh = [(cell, up) for cell, up in seam.pairs() if cell.lines]
    stated = any(
        up is not None and up.lines and up.row_end - up.row == 1
        for cell, up in seam.pairs()
        if not cell.lines
    )
    for cell, up in fresh:
        if up is None or not up.lines or cell.row_end - cell.row > 1:
            return False
        if _VALUE.match(cell_text(cell)) or _VALUE.match(cell_text(up)):
            return False
        if not _flows(up, cell, xs) and not (stated and len(up.lines) >= _LONG):
            return False
        if not stated and cell_text(up)[-1] in _ENDS:
            return False
    longest = max((len(cell_text(up)) for _, up in fresh if up is not None), default=0)
    return longest > 0 and (stated or longest >= _SENTENCE)


def _flows(up: GridCell, cell: GridCell, xs: list[float]) -> bool:
    """Whether the text above was broken for want of room and no new item begins below."""
    left = min(line.x0 for line in up.lines)
    pad = min(max(left - xs[up.column], 0.5), 8.0)
    last, first = up.lines[-1], cell.lines[0]
    ended = last.text[-1] in "。；" and MARKER.match(first.text) is not None
    return wraps(last, first, xs[up.column_end] - pad) and not ended


def _joined(
    upper: Grid,
    lower: Grid,
    above: list[GridCell],
    below: list[GridCell],
    xs: list[float],
    seam: _Seam,
    split: bool,
) -> Grid:
    offset = upper.rows - seam.top - (1 if split else 0)
    merges_in = {c.column for c in above + below if c.row_end - c.row > 1}
    head = _is_split_head(seam)
    leading, anchored = True, False
    taken = set()
    for cell, up in seam.pairs():
        if up is None:
            leading = leading and not cell.lines
            continue
        if split and (cell.row_end - cell.row == 1 or not cell.lines):
            goes_on = True
        elif cell.lines:
            goes_on = leading and anchored and _label_flows(up, cell, xs)
        else:
            goes_on = _open_merge(cell, up, leading and up.column in merges_in, head)
        anchored = anchored or goes_on
        leading = leading and (goes_on or not cell.lines)
        if goes_on:
            up.row_end = offset + cell.row_end
            up.lines = up.lines + cell.lines
            taken.add(id(cell))
    cells = list(above)
    for cell in below:
        if cell.row < seam.top or id(cell) in taken:
            continue
        cells.append(replace(cell, row=cell.row + offset, row_end=cell.row_end + offset))
    cells.sort(key=lambda c: (c.row, c.column))
    rows = lower.rows + offset
    return Grid(upper.page, xs, upper.ys, cells, rows, lower.last_page, lower.bottom)


def _open_merge(cell: GridCell, up: GridCell, label: bool, head: bool) -> bool:
    """Whether an empty cell below is the rest of a merged cell above, not a blank of its own."""
    if not up.lines or _VALUE.match(cell_text(up)):
        return False
    return head or cell.row_end - cell.row > 1 or label


def _is_split_head(seam: _Seam) -> bool:
    """Whether the page break runs through a head: its second level divides a cell of the first."""
    words = [cell for cell in seam.below.values() if cell.lines]
    if any(_VALUE.match(cell_text(cell)) for cell in words):
        return False
    divided = [
        up
        for up in seam.above.values()
        if up.lines
        and up.row_end - up.row == 1
        and sum(up.column <= c.column and c.column_end <= up.column_end for c in words) > 1
    ]
    inside = [
        cell
        for cell in words
        if any(up.column <= cell.column and cell.column_end <= up.column_end for up in divided)
    ]
    return bool(divided) and len(inside) == len(words)


def _label_flows(up: GridCell, cell: GridCell, xs: list[float]) -> bool:
    """Whether the text of a merged label was broken by the page break."""
    return (
        cell.row_end - cell.row > 1
        and len(up.lines) > 1
        and cell_text(up)[-1] not in _ENDS
        and _flows(up, cell, xs)
    )
