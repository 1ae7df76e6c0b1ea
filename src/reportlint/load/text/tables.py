"""Rows and cells of the three table spellings of converted text."""

from __future__ import annotations

import re

from reportlint.load.text.builder import Builder, Piece
from reportlint.load.text.lines import Line

_RULE = re.compile(r"^\s*\|?[\s:|\-–—]*-{2,}[\s:|\-–—]*\|?\s*$")
_PIPE = re.compile(r"(?<!\\)\|")
Row = list[tuple[int, list[Piece]]]


def tab_table(lines: tuple[Line, ...], builder: Builder) -> None:
    """One row a line, cells between tabs. Cells of only one column across the table are prose."""
    rows: list[Row] = []
    for line in lines:
        if line.text.strip(" \u3000"):
            parts = line.text.split("\t")
            rows.append([(c, [_trim(part, line)]) for c, part in enumerate(parts)])
    _add(rows, builder)


def pipe_table(lines: tuple[Line, ...], builder: Builder) -> None:
    """Markdown table; the rule and an empty head row are dropped."""
    rows: list[Row] = []
    for line in lines:
        text = line.text.strip()
        if not text or _RULE.match(text):
            continue
        parts = _PIPE.split(text)
        if parts and not parts[0].strip():
            parts = parts[1:]
        if parts and not parts[-1].strip() and text.endswith("|"):
            parts = parts[:-1]
        rows.append([(c, [_trim(part, line)]) for c, part in enumerate(parts)])
    _add([row for row in rows if any(piece[0] for _, [piece] in row)], builder)


def cell_lines_table(lines: tuple[Line, ...], builder: Builder) -> None:
    """A line that starts with a tab opens a cell, lines without one continue it.

    An empty line before a cell ends the row: that is how word processors print table rows.
    """
    rows: list[Row] = []
    after_blank = True
    for line in lines:
        if line.text.startswith("\t"):
            if after_blank or not rows:
                rows.append([])
            rows[-1].append((len(rows[-1]), [_trim(line.text[1:], line)]))
            after_blank = False
        elif line.blank:
            after_blank = True
        elif rows and rows[-1]:
            pieces = rows[-1][-1][1]
            pieces.append(("\n", line.number))
            pieces.append(_trim(line.text, line))
            after_blank = False
        else:
            rows.append([(0, [_trim(line.text, line)])])
    _add(rows, builder)


def _add(rows: list[Row], builder: Builder) -> None:
    """Rows of a single cell at the start are titles, not part of the grid."""
    while rows and len([1 for _, pieces in rows[0] if pieces[0][0]]) == 1 and len(rows[0]) == 1:
        builder.paragraph("paragraph", rows.pop(0)[0][1])
    if rows:
        builder.table(rows, max(len(row) for row in rows), ragged=True)


def _trim(text: str, line: Line) -> Piece:
    return (text.strip(" \u3000\xa0").replace("\\|", "|"), line.number)
