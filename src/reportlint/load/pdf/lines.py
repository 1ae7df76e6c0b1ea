"""Characters → printed lines: grouping by height, doubled glyphs once, blanks from gaps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from reportlint.load.pdf.engine import Char


@dataclass(slots=True)
class Line:
    """One printed line: its text, the ``len(text) + 1`` boundaries, and its box.

    ``size`` is the usual height of its characters, about one em of Chinese text. ``trailing``
    says that a blank was printed after the last character.
    """

    page: int
    text: str
    edges: tuple[float, ...]
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    trailing: bool = False

    @property
    def middle(self) -> float:
        """The height of the line's middle."""
        return (self.top + self.bottom) / 2


def is_wide(char: str) -> bool:
    """Whether a character is Chinese: a Han character, a full-width sign or CJK punctuation."""
    code = ord(char)
    return code >= 0x2E80 or 0x2014 <= code <= 0x2026 or 0x2190 <= code <= 0x27BF


def printed_lines(chars: Sequence[Char], page: int) -> list[Line]:
    """The printed lines of some characters of one page, from the top down.

    Characters come in the order of the content stream; a line may be written in several goes.
    """
    rows: list[list[Char]] = []
    bands: list[list[float]] = []
    current: list[Char] | None = None
    low = high = 0.0
    for char in chars:
        top, bottom = char.top, char.bottom
        if current is not None:
            if top == low and bottom == high:  # the usual case: the same font goes on
                current.append(char)
                continue
            if _share(top, bottom, low, high):
                current.append(char)
                continue
        if char.text == " ":
            # A blank alone never opens a line: word processors leave blank ones everywhere.
            continue
        for index in range(len(rows) - 1, -1, -1):
            low, high = bands[index]
            if _share(top, bottom, low, high):
                current = rows[index]
                current.append(char)
                break
        else:
            current, low, high = [char], top, bottom
            rows.append(current)
            bands.append([low, high])
    lines = [line for row in rows if (line := _line(row, page)) is not None]
    lines.sort(key=lambda line: (line.middle, line.x0))
    return lines


def _share(top: float, bottom: float, low: float, high: float) -> bool:
    """Whether two vertical extents overlap by more than half of the smaller."""
    overlap = (bottom if bottom < high else high) - (top if top > low else low)
    smaller = bottom - top if bottom - top < high - low else high - low
    return overlap > 0.5 * smaller


def _line(chars: list[Char], page: int) -> Line | None:
    """One line from its characters; None when nothing but blanks is left."""
    for before, after in pairwise(chars):
        if after.x0 < before.x0:
            chars.sort(key=_left)
            break
    heights = sorted([char.bottom - char.top for char in chars if char.text != " "])
    if not heights:
        return None
    size = heights[len(heights) // 2]
    text: list[str] = []
    edges: list[float] = []
    blank = False
    last: Char | None = None
    for char in chars:
        sign, x0, _, x1, _ = char
        if sign == " ":
            blank = True
            continue
        if last is not None:
            if _doubled(sign, x0, x1, last, text, edges):
                continue
            end = last.x1
            if blank or (x0 - end > 0.15 * size and _gap(last.text, sign, x0 - end, size)):
                # A blank has the room between its neighbours; kerning may leave it none.
                text.append(" ")
                edges += (min(end, x0), max(end, x0))
            else:
                edges.append((end + x0) / 2)
        else:
            edges.append(x0)
        text.append(sign)
        last = char
        blank = False
    if last is None:
        return None
    edges.append(last.x1)
    solid = [char for char in chars if char.text != " "]
    top = min([char.top for char in solid])
    bottom = max([char.bottom for char in solid])
    return Line(
        page, "".join(text), tuple(edges), edges[0], top, last.x1, bottom, size, trailing=blank
    )


def slice_line(line: Line, start: int, end: int) -> Line:
    """The part of a line that holds the characters ``[start, end)``."""
    return replace(
        line,
        text=line.text[start:end],
        edges=line.edges[start : end + 1],
        x0=line.edges[start],
        x1=line.edges[end],
        trailing=line.trailing and end == len(line.text),
    )


def _left(char: Char) -> float:
    return char.x0


def _doubled(
    sign: str, x0: float, x1: float, last: Char, text: list[str], edges: list[float]
) -> bool:
    """Whether a glyph was printed a second time with a small shift, to look bold."""
    reach = 0.45 * (x1 - x0)
    if sign == last.text and x0 - last.x0 < reach:
        return True
    # Two overlapping glyphs may be interleaved: a, b, a', b'.
    return len(text) > 1 and text[-2] == sign and x0 - edges[-2] < reach


def _gap(before: str, after: str, gap: float, size: float) -> bool:
    """Whether a gap without a printed blank still stands for one.

    Word processors put about a quarter em between Chinese and Latin text by themselves.
    """
    if is_wide(before) or is_wide(after):
        return gap > 0.6 * size
    return gap > 0.2 * size
