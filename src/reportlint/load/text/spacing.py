"""Text with blanks between all its characters, as some PDF fonts come out: 预  算  收  入."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from reportlint.load.text.lines import Line

_WIDE = r"[\u3400-\u9fff\u3001-\u301f\uff00-\uffef\u2014\u2018-\u201d]"
_PAIR = re.compile(rf"(?={_WIDE}( *){_WIDE})")
_GAP = re.compile(rf"(?<={_WIDE}) {{1,3}}(?=\S)|(?<=\S) {{1,3}}(?={_WIDE})")
_COLUMNS = re.compile(r"\S {4,}\S|[|\t]")
_FEWEST_PAIRS = 8
_FEWEST_LINES = 8
_MOSTLY = 0.6


def closed_up(lines: Sequence[Line]) -> tuple[Line, ...]:
    """``lines`` without the blanks between Chinese characters, where most lines are spaced so.

    Lines with wider gaps are rows of a table and stay as they are.
    """
    long = [found for line in lines if len(found := _PAIR.findall(line.text)) >= _FEWEST_PAIRS]
    spaced = sum(sum(map(bool, gaps)) >= _MOSTLY * len(gaps) for gaps in long)
    if spaced < _FEWEST_LINES or spaced < _MOSTLY * len(long):
        return tuple(lines)
    return tuple(
        line if _COLUMNS.search(line.text.strip()) else replace(line, text=_GAP.sub("", line.text))
        for line in lines
    )
