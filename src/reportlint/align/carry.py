"""Rows of money carried over, and the rows below them that say from which source it comes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reportlint.align.view import Entry, level_of, number_of
from reportlint.model.accounts import source_named
from reportlint.model.vocabulary import normalise

CARRY = re.compile(
    r"(?:年初|上年)(?:[\u4e00-\u9fff]{0,10}拨款)?结[转余]|(?:年末|结转下年)(?![^，]{0,6}比)"
)


def _goes_on(entry: Entry, above: int | None, found: dict[int, list[Entry]]) -> bool:
    """Whether an enumerator goes on with the list of the table: below a carry row it restarts."""
    number = number_of(entry.label)
    if number is None:
        return level_of(entry.label) is not None
    return above is None or number != len(found.get(above, ())) + 1


def carried_sources(entries: Sequence[Entry]) -> dict[int, list[Entry]]:
    """row of 年初财政拨款结转和结余 → the rows 一般公共预算财政拨款 … right below it.

    Such rows bear the names of the year's income once more, without an enumerator and without 其中
    (the official overview of fiscal appropriations); they are parts of the row above them.
    """
    found: dict[int, list[Entry]] = {}
    above: int | None = None
    for entry in entries:
        label = normalise(entry.label)
        if CARRY.search(label):
            above = entry.row
        elif source_named(label) is None or _goes_on(entry, above, found):
            above = None
        elif above is not None:
            found.setdefault(above, []).append(entry)
    return found
