"""Finds the columns of a row again that lost its merged cells on conversion.

Converted text keeps the cells of a row in order, but rows under row-spans start too far left or
right. The order is trustworthy, the offset is not: the cells are laid on the columns by the best
order-preserving assignment, where every cell says by its content which columns it could stand in
and every change of the offset costs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

Kind = str
"""What a cell looks like: zero, number, percent, quantity, unit, level, level1, done, text …"""

# How well a cell of some look stands under a head; columns not listed take anything.
_FIT: dict[str, dict[Kind, float]] = {
    "level1": {
        "zero": -4,
        "level1": 4,
        "level2": -2,
        "level": 3,
        "text": 0,
        "number": -4,
        "percent": -4,
        "quantity": -3,
    },
    "level2": {
        "zero": -4,
        "level1": -2,
        "level2": 4,
        "level": 3,
        "text": 0.5,
        "number": -4,
        "percent": -4,
        "quantity": -3,
    },
    "indicator": {
        "zero": -4,
        "text": 2,
        "number": -4,
        "percent": -4,
        "quantity": -2,
        "level1": -3,
        "level": -2,
    },
    "target": {
        "zero": 1,
        "percent": 2,
        "quantity": 2,
        "number": 1,
        "text": 0.5,
        "done": 1,
        "unit": -2,
    },
    "actual": {
        "zero": 2,
        "percent": 2,
        "quantity": 2,
        "number": 1,
        "text": 0.5,
        "done": 2,
        "unit": -2,
    },
    "unit": {
        "zero": -4,
        "unit": 4,
        "text": -3,
        "number": -4,
        "percent": -4,
        "quantity": -3,
        "done": -3,
    },
    "number": {
        "zero": 3,
        "number": 3,
        "quantity": 1,
        "percent": -4,
        "text": -4,
        "done": -3,
        "unit": -3,
    },
    "few": {"zero": 2.5, "number": 2.5},
    "percent": {
        "zero": 3,
        "percent": 3,
        "number": 0,
        "quantity": -2,
        "text": -4,
        "done": -2,
        "unit": -3,
    },
    "task": {"text": 1, "done": 0.5, "number": -3, "percent": -3, "quantity": -2, "unit": -2},
    "words": {"text": 1, "done": 0.5, "number": -3, "percent": -3, "quantity": -2, "unit": -2},
}
_LOST_COST = 3.0
_MANY = 24


@dataclass(frozen=True, slots=True)
class RowCell:
    """A filled cell of a raw row: its printed column and its look."""

    column: int
    kind: Kind


def align_row(
    cells: Sequence[RowCell], columns: Sequence[str | None], shift_cost: float = 1.0
) -> list[int]:
    """Column for every cell, in order; its printed column where nothing is known.

    ``columns`` gives per column one of the keys above, or None. Rows that fit as printed stay as
    they are, because every change of the offset costs.
    """
    if not cells or len(cells) > _MANY or len(columns) > _MANY:
        return [cell.column for cell in cells]

    @cache
    def best(index: int, free: int, shift: int) -> tuple[float, tuple[int, ...]]:
        if index == len(cells):
            return 0.0, ()
        cell = cells[index]
        lost, rest = best(index + 1, free, shift)
        top = (lost - _LOST_COST, (-1, *rest))
        for column in range(free, len(columns)):
            fit = _fit(cell.kind, columns[column])
            moved = column - cell.column
            cost = shift_cost if moved != shift else 0.0
            score, rest = best(index + 1, column + 1, moved)
            if score + fit - cost > top[0] + 1e-9:
                top = (score + fit - cost, (column, *rest))
        return top

    _, places = best(0, 0, 0)
    return [place if place >= 0 else cell.column for place, cell in zip(places, cells, strict=True)]


def _fit(kind: Kind, column: str | None) -> float:
    if column is None:
        return 0.0
    return _FIT.get(column, {}).get(kind, 0.0)
