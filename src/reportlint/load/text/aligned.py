"""Tables whose columns are lined up with blanks: finds the columns by what stands above what."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from reportlint.load.text.builder import Builder, Piece
from reportlint.load.text.lines import Line

_FIELD = re.compile(r"\S+(?:[ \u3000]\S+)*?(?=[ \u3000]{2,}|[ \u3000]*$)")
_NUMBER = re.compile(r"^[-－(（]?\d[\d,.，]*[%％)）]?$")
_MIN_LINES = 3
_MIN_FIELDS = 3


@dataclass(frozen=True, slots=True)
class _Field:
    """A run of text with its extent in display columns (wide characters count two)."""

    text: str
    start: int
    end: int


def is_aligned(lines: Sequence[Line]) -> bool:
    """Whether consecutive lines form such a table: three fields and numbers in most."""
    rows = [_fields(line.text) for line in lines]
    full = sum(1 for row in rows if len(row) >= _MIN_FIELDS)
    if len(rows) < _MIN_LINES or any(len(row) < 2 for row in rows) or full * 2 <= len(rows):
        return False
    numeric = sum(1 for row in rows if any(_NUMBER.match(field.text) for field in row))
    return numeric * 2 > len(rows)


def aligned_rows(lines: Sequence[Line]) -> int:
    """How many lines from the first on belong to one aligned table; 0 when there is none."""
    count = 0
    for line in lines:
        if line.blank or len(_fields(line.text)) < 2:
            break
        count += 1
    while count >= _MIN_LINES and not is_aligned(lines[:count]):
        count -= 1
    return count if count >= _MIN_LINES else 0


def aligned_table(lines: Sequence[Line], builder: Builder) -> None:
    """Append the lines as a grid; fields that overlap vertically share a column."""
    rows = [_fields(line.text) for line in lines]
    columns = _columns([field for row in rows for field in row])
    grid = []
    for line, row in zip(lines, rows, strict=True):
        cells: dict[int, list[Piece]] = {
            column: [("", line.number)] for column in range(len(columns))
        }
        for field in row:
            column = max(
                range(len(columns)),
                key=lambda index: (
                    min(field.end, columns[index][1]) - max(field.start, columns[index][0])
                ),
            )
            cells[column] = [(field.text, line.number)]
        grid.append(sorted(cells.items()))
    builder.table(grid, len(columns), ragged=True)


def _fields(text: str) -> list[_Field]:
    fields = []
    for match in _FIELD.finditer(text):
        start = _width(text[: match.start()])
        fields.append(_Field(match[0].strip(), start, start + _width(match[0])))
    return fields


def _columns(fields: Sequence[_Field]) -> list[tuple[int, int]]:
    """Display extents of the columns: overlapping fields merged, left to right."""
    columns: list[tuple[int, int]] = []
    for field in sorted(fields, key=lambda item: item.start):
        if columns and field.start < columns[-1][1]:
            columns[-1] = (columns[-1][0], max(columns[-1][1], field.end))
        else:
            columns.append((field.start, field.end))
    return columns


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)
