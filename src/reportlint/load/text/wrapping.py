"""Plain text whose paragraphs are broken into lines of one width, as PDF conversions print them."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from reportlint.load.text.lines import Line

_LONG = 40  # display columns: twenty Chinese characters
_FEWEST = 12
_WINDOW = 8  # long lines before and after one
_RAGGED = 5  # what a closing bracket, a number or a justified blank may leave free
_INDENT = 5  # two characters, and what a quotation mark leaves
_SLACK = 2  # justified text
_HEAD = re.compile(
    r"[（【《〈“‘(\[{]*(?:[0-9A-Za-z.,%/+\-×]+|.)[，。、；：！？）】》〉”’％%‰,.;:!?)\]}…]*"
)
_BLANKS = " \u3000\xa0"


class Wrapping:
    """The right margins, in display columns, at which the lines of a text break.

    ``lines`` are those of its running text. Pages differ in their margins, so that of a line is
    what the long lines around it have in common.
    """

    def __init__(self, lines: Iterable[Line]) -> None:
        long = [(line.number, end) for line in lines if _is_long(line, end := right_edge(line))]
        self._numbers = [number for number, _ in long]
        self._ends = [end for _, end in long]
        margins = [self._around(position) for position in range(len(long))]
        kept = sum(
            margin is not None and margin - _RAGGED <= end <= margin + 1
            for margin, end in zip(margins, self._ends, strict=True)
        )
        self.found = len(long) >= _FEWEST and 2 * kept >= len(long)

    def goes_on(self, before: Line, after: Line, *, first: bool) -> bool:
        """Whether ``before`` is full, so that what follows may belong to its paragraph.

        A line is full when the first word of the next had no room in it; a line indented deeper
        than the one before it opens a paragraph. ``first``: ``before`` opens an unfinished
        paragraph, whose indent of two characters the conversion may have left out.
        """
        if not self.found or indent(after) > indent(before) + 1:
            return False
        margin = self._around(bisect_left(self._numbers, before.number))
        head = _HEAD.match(after.text.strip(_BLANKS))
        if margin is None or head is None:
            return False
        left_out = _INDENT if first and not indent(before) else 0
        return margin - right_edge(before) - left_out < columns(head[0]) + _SLACK

    def _around(self, position: int) -> float | None:
        """The margin near a place in the list of long lines, None where they have none."""
        near = sorted(self._ends[max(0, position - _WINDOW) : position + _WINDOW + 1])
        return _margin(near)


def columns(text: str) -> float:
    """Display width of ``text``: wide characters count two, the blanks set beside numbers half."""
    return sum(
        0.5 if char == " " else 2 if unicodedata.east_asian_width(char) in "WFA" else 1
        for char in text
    )


def right_edge(line: Line) -> float:
    """Where the last character of a line ends, in display columns."""
    return indent(line) + columns(line.text.strip(_BLANKS))


def indent(line: Line) -> int:
    """Display columns left free before the first character."""
    free = line.text[: len(line.text) - len(line.text.lstrip(_BLANKS))]
    return sum(2 if char == "\u3000" else 1 for char in free)


def _margin(ends: Sequence[float]) -> float | None:
    """The edge under which at least half of the sorted ``ends`` lie close together."""
    best, most = None, 0
    for low, end in enumerate(ends):
        high = bisect_left(ends, end + _RAGGED + 0.01)
        if high - low >= most:
            best, most = ends[high - 1], high - low
    return best if 2 * most >= len(ends) else None


def _is_long(line: Line, end: float) -> bool:
    """Whether a line is long and mostly of Chinese characters, so no row of a table."""
    wide = sum(1 for char in line.text if unicodedata.east_asian_width(char) in "WF")
    return end >= _LONG and 4 * wide >= end
