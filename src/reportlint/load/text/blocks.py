"""Finds the regions of a text file: pipe tables, tab tables, cells one a line, running text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from reportlint.load.text.aligned import aligned_rows
from reportlint.load.text.lines import Line

_HEAD_RULE = re.compile(r"^\s*\|(?=.*--)[\s:|\-–—]*$")
_DATA = re.compile(r"\|\s*[\d,]+(?:\.\d+)?\s*[%％]?\s*(?=\|)")
Kind = Literal["pipe", "tab", "cell-lines", "aligned", "prose"]


@dataclass(frozen=True, slots=True)
class Region:
    """Consecutive lines of one kind."""

    kind: Kind
    lines: tuple[Line, ...]


def regions(lines: tuple[Line, ...]) -> Iterator[Region]:
    """Split the file into regions, in order; blank lines between two of a kind do not split."""
    led = _cells_one_a_line(lines)
    kinds = [_kind(line, led) for line in lines]
    if led:
        _spread_cells(lines, kinds)
    _mark_aligned(lines, kinds)
    start = 0
    index = 0
    while index < len(lines):
        kind = kinds[index]
        start = index
        while index < len(lines) and kinds[index] in (kind, None):
            index += 1
        if kind is None:
            continue
        chunk = lines[start:index]
        for part in _tables(chunk) if kind == "pipe" else (chunk,):
            if any(not line.blank for line in part):
                yield Region(kind, part)


def _tables(lines: tuple[Line, ...]) -> Iterator[tuple[Line, ...]]:
    """The pipe tables of a region: behind a blank line, other heads over a rule open a new one.

    A table that a page break cut in two repeats its heads.
    """
    start = 0
    heads = ""
    for index, line in enumerate(lines[:-1]):
        opens = not index or lines[index - 1].blank
        if not opens or line.blank or not _HEAD_RULE.match(lines[index + 1].text):
            continue
        if _DATA.search(line.text):
            continue  # the first row of a page, printed as if it were the head
        if heads and line.text.strip() != heads:
            yield lines[start:index]
            start = index
        heads = line.text.strip()
    yield lines[start:]


def _kind(line: Line, led: bool) -> Kind | None:
    text = line.text
    if line.blank and "\t" not in text:
        return None
    if text.lstrip().startswith("|") and text.count("|") >= 2:
        return "pipe"
    if led and text.startswith("\t"):
        return "cell-lines"
    if "\t" in text.strip(" ") and not led:
        return "tab"
    return "prose"


def _mark_aligned(lines: tuple[Line, ...], kinds: list[Kind | None]) -> None:
    """Running lines that line up in columns are a table."""
    index = 0
    while index < len(lines):
        if kinds[index] == "prose":
            stop = index
            while stop < len(lines) and kinds[stop] == "prose":
                stop += 1
            count = aligned_rows(lines[index:stop])
            for position in range(index, index + count):
                kinds[position] = "aligned"
            index += max(count, 1)
        else:
            index += 1


def _cells_one_a_line(lines: tuple[Line, ...]) -> bool:
    """Word dumps print every cell on its own line behind one leading tab."""
    tabbed = [line.text for line in lines if "\t" in line.text]
    alone = sum(1 for text in tabbed if text.startswith("\t") and text.count("\t") == 1)
    return len(tabbed) >= 4 and alone >= 0.8 * len(tabbed)


def _spread_cells(lines: tuple[Line, ...], kinds: list[Kind | None]) -> None:
    """Lines without a tab between two cell lines continue the cell before them."""
    marked = [index for index, kind in enumerate(kinds) if kind == "cell-lines"]
    if not marked:
        return
    # A row of one cell before the table (a subtitle behind a tab) is no part of it.
    for index in range(marked[0], marked[-1]):
        if kinds[index] != "pipe":
            kinds[index] = "cell-lines"
