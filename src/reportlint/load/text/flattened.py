"""Rows of tables whose cells a conversion printed one behind the other, with single blanks.

Blank and merged cells leave no trace in such rows, so nothing tells which head a figure stands
under. They are kept as rows, each a table by itself, so that nobody reads them as sentences.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from reportlint.load.text.builder import Builder
from reportlint.load.text.lines import Line

_VALUE = re.compile(
    r"(?:不低于|不少于|不超过|不高于|[≥≤<>＜＞=＝﹤﹥])?[-－]?\d[\d,，]*(?:\.\d+)?[%％‰]?[\u4e00-\u9fff²/]{0,4}"
)
_NUMBER = re.compile(r"(?:[≥≤<>＜＞=＝﹤﹥])?[-－]?\d[\d,，]*(?:\.\d+)?[%％‰]?")
_TOLD = re.compile(r".*\d(?:\.\d|[%％])")  # 96.67%, 1,200.50: no ordinal, no year
_UNIT = re.compile(r"(?:[万亿]?[\u4e00-\u9fff]{1,2}|[%％‰])")
_SENTENCE = re.compile(r"[。；，：？！]|[比较占为]|增加|减少|增长|下降|同比|共计|其中")
_YEAR = re.compile(r"20\d\d年")
_MOST_WORDS = 40


def flattened_rows(lines: Sequence[Line]) -> int:
    """How many lines from the first on are such rows."""
    count = 0
    for at, line in enumerate(lines):
        if line.blank:
            continue
        if not _is_row(line.text):
            break
        count = at + 1
    return count


def flattened_table(lines: Sequence[Line], builder: Builder) -> None:
    """Append every row as a table of its own."""
    for line in lines:
        cells = _cells(line.text)
        if cells:
            row = [(column, [(cell, line.number)]) for column, cell in enumerate(cells)]
            builder.table([row], len(cells), ragged=True)


def _is_row(text: str) -> bool:
    """Whether two values stand side by side without a word between them, behind a name."""
    cells = _cells(text)
    values = [_VALUE.fullmatch(cell) is not None and not _YEAR.match(cell) for cell in cells]
    if not cells or values[0] or _SENTENCE.search(text):
        return False
    words = sum(len(cell) for cell, value in zip(cells, values, strict=True) if not value)
    beside = any(one and other for one, other in pairwise(values))
    told = any(_TOLD.match(cell) for cell, value in zip(cells, values, strict=True) if value)
    return beside and told and words <= _MOST_WORDS


def _cells(text: str) -> list[str]:
    """The words between blanks; a unit behind a number belongs to it."""
    cells: list[str] = []
    for word in text.split():
        if cells and _NUMBER.fullmatch(cells[-1]) and _UNIT.fullmatch(word):
            cells[-1] += word
        else:
            cells.append(word)
    return cells
