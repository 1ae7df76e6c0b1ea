"""功能分类 without codes: 社会保障和就业支出 above 行政单位离退休, known by the name of its class.

The classes (类) are those of the account list of the Ministry of Finance (政府收支分类科目,
expenditure by function); the rows between one class and the next are accounts of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reportlint.align.view import Entry, GridView, level_of
from reportlint.model.vocabulary import normalise

_SEVERAL = 2
_NO_ACCOUNT = re.compile(r"^上缴|^对附属|结转|结余|^其中|公务")


def classes_among(view: GridView, entries: Sequence[Entry]) -> list[Entry]:
    """The rows named as a class, where other rows that are no totals stand between them."""
    names = view.vocabulary.lexicon.words["functional_classes"]
    if any(level_of(entry.label) is not None for entry in entries):
        return []  # the rows are numbered
    found = [entry for entry in entries if normalise(entry.label) in names]
    others = [
        entry
        for entry in entries
        if entry not in found and not view.vocabulary.is_total(entry.label)
    ]
    return found if len(found) >= _SEVERAL and others else []


def accounts_below(view: GridView, entries: Sequence[Entry]) -> Iterator[tuple[Entry, list[Entry]]]:
    """Each class with the rows up to the next class or total, if they are several."""
    classes = classes_among(view, entries)
    for index, entry in enumerate(entries):
        if entry not in classes or entry.figure is None:
            continue
        below: list[Entry] = []
        for later in entries[index + 1 :]:
            if later in classes or view.vocabulary.is_total(later.label):
                break
            if view.vocabulary.subject(later.label) or _NO_ACCOUNT.search(normalise(later.label)):
                break
            below.append(later)
        if len(below) >= _SEVERAL and all(item.figure is not None for item in below):
            yield entry, below


def highest(accounts: Sequence[Entry]) -> list[Entry]:
    """The accounts without those that the account above them is the sum of (款 above its 项).

    Only to clear a sum that would count both: names do not tell the two levels apart.
    """
    kept: list[Entry] = []
    at = 0
    while at < len(accounts):
        kept.append(accounts[at])
        at += 1 + _sum_of_next(accounts, at)
    return kept


def _sum_of_next(accounts: Sequence[Entry], at: int) -> int:
    """How many of the rows behind one add up to it, 0 if none do."""
    whole = accounts[at].term.value
    total = None
    for number, entry in enumerate(accounts[at + 1 :], start=1):
        if entry.term.value is None:
            return 0
        total = entry.term.value if total is None else total + entry.term.value
        if total == whole:
            return number if whole else 0
    return 0
