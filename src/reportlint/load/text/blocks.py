"""Finds the regions of a text file: pipe tables, tab tables, cells one a line, running text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from reportlint.load.text.aligned import aligned_rows
from reportlint.load.text.flattened import flattened_rows
from reportlint.load.text.lines import Line

_HEAD_RULE = re.compile(r"^\s*\|(?=.*--)[\s:|\-–—]*$")
_DATA = re.compile(r"\|\s*[\d,]+(?:\.\d+)?\s*[%％]?\s*(?=\|)")
_LEAST_CELLS = 2
_FIGURE = re.compile(r"\s*[-+−]?[\d,，]+(?:\.\d+)?\s*[%％]?\s*")
_TITLE = re.compile(
    r"^(?:附?[表件]\s*[\d一二三四五六七八九十]+\b.{0,40}|.{2,40}(?:表|一览|统计|明细)|.{0,30}单位[:：]\s*[\u4e00-\u9fff]{1,3})"
    r"\s*[)）]?$"
)
Kind = Literal["pipe", "tab", "cell-lines", "aligned", "flattened", "prose"]


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
    _mark(lines, kinds, "aligned", aligned_rows)
    _mark(lines, kinds, "flattened", flattened_rows)
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


def _mark(
    lines: tuple[Line, ...],
    kinds: list[Kind | None],
    kind: Kind,
    rows_from: Callable[[Sequence[Line]], int],
) -> None:
    """Running lines that are rows of a table: as many from each on as ``rows_from`` says."""
    index = 0
    while index < len(lines):
        if kinds[index] != "prose":
            index += 1
            continue
        stop = index
        while stop < len(lines) and kinds[stop] in ("prose", None):
            stop += 1
        while index < stop:
            one_word = len(lines[index].text.split()) < _LEAST_CELLS
            count = 0 if one_word else rows_from(lines[index:stop])
            for position in range(index, index + count):
                if kinds[position] is not None:
                    kinds[position] = kind
            index += max(count, 1)


def _cells_one_a_line(lines: tuple[Line, ...]) -> bool:
    """Word dumps print every cell on its own line behind one leading tab."""
    tabbed = [line.text for line in lines if "\t" in line.text]
    alone = sum(1 for text in tabbed if text.startswith("\t") and text.count("\t") == 1)
    return len(tabbed) >= 4 and alone >= 0.8 * len(tabbed)


def _spread_cells(lines: tuple[Line, ...], kinds: list[Kind | None]) -> None:
    """Lines without a tab between two cell lines continue the cell before them.

    They are text between two tables where the rows above are a full grid, or where they end in
    the title of a table.
    """
    marked = [index for index, kind in enumerate(kinds) if kind == "cell-lines"]
    widths = [0]  # cells of each row of the table so far
    for index, following in zip(marked, [*marked[1:], None], strict=True):
        widths[-1] += 1
        if following is None:
            return
        gap = lines[index + 1 : following]
        if not gap:
            continue
        if any(not line.blank for line in gap) and (
            (gap[0].blank and _complete(widths, lines[index].text))
            or _TITLE.search(_last_text(gap))
        ):
            widths = [0]
            continue
        if gap[-1].blank:
            widths.append(0)
        for between in range(index + 1, following):
            if kinds[between] != "pipe":
                kinds[between] = "cell-lines"


def _complete(widths: list[int], last: str) -> bool:
    """Whether the last row is a full one: a grid without merged cells, or a figure at its end."""
    if len(widths) < 2 or widths[-1] < 2:
        return False
    return len(set(widths)) == 1 or (widths[-1] == widths[-2] and bool(_FIGURE.fullmatch(last)))


def _last_text(lines: tuple[Line, ...]) -> str:
    return next(line.text.strip() for line in reversed(lines) if not line.blank)
