"""Figures as they are found, before they are numbered in document order."""

from __future__ import annotations

from dataclasses import dataclass

from reportlint.model.figure import Measure, Position, Quantity, Role

MONEY_ROLES = frozenset(
    {
        Role.BUDGET_INITIAL,
        Role.BUDGET_FINAL,
        Role.ADJUSTMENT,
        Role.EXECUTED,
        Role.BALANCE,
        Role.CARRY_IN,
        Role.CARRY_OUT,
        Role.CHANGE,
    }
)


@dataclass(slots=True)
class Pending:
    """A quantity with its context, before figures are numbered in document order."""

    quantity: Quantity
    unit: str | None
    measure: Measure
    role: Role
    position: Position
    label: str
    period: str | None
    section: tuple[str, ...]
    table: int | None = None
    row: int | None = None
    column: int | None = None
    words: str = ""
