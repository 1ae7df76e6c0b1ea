"""Figures as printed, and the digit strings that are none."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from reportlint.model.span import Span


class Comparator(StrEnum):
    """How a printed number bounds the quantity it speaks of (domain.md §6)."""

    EQ = "eq"
    GE = "ge"
    GT = "gt"
    LE = "le"
    LT = "lt"
    RANGE = "range"
    AROUND = "around"
    MORE = "more"  # N余, N多: at least N, less than the next step
    NEAR = "near"  # 近N: less than N, above the step before


BOUNDS = frozenset({Comparator.GE, Comparator.GT, Comparator.LE, Comparator.LT})


class Role(StrEnum):
    """What the column or phrase of a figure means; the values are those of the JSON contract."""

    BUDGET_INITIAL = "budget-initial"
    BUDGET_FINAL = "budget-final"
    ADJUSTMENT = "adjustment"
    EXECUTED = "executed"
    BALANCE = "balance"
    CARRY_IN = "carry-in"
    CARRY_OUT = "carry-out"
    RATE = "rate"
    SHARE = "share"
    CHANGE = "change"
    GROWTH = "growth"
    TARGET = "target"
    ACTUAL = "actual"
    PRIOR = "prior"
    WEIGHT = "weight"
    SCORE = "score"
    COUNT = "count"
    PRICE = "price"
    DATE = "date"
    OTHER = "other"


# Budgets of the beginning of the year and of its end.
BUDGET_ROLES = frozenset({Role.BUDGET_INITIAL, Role.BUDGET_FINAL})
# What is left of an amount: kept, or carried on.
LEFT_ROLES = frozenset({Role.BALANCE, Role.CARRY_OUT})


class Position(StrEnum):
    """Where a figure stands in a sum."""

    TOTAL = "total"
    PART = "part"
    OF_WHICH = "of-which"
    SINGLE = "single"


class Measure(StrEnum):
    """The kind of quantity a unit measures; it decides the rounding rule (domain.md §7.2)."""

    MONEY = "money"
    COUNT = "count"
    SHARE = "share"  # %, ‰
    POINTS = "points"  # 个百分点
    SCORE = "score"  # 分
    EXTENT = "extent"  # area, length, weight, duration: continuous, printed rounded
    PRICE = "price"  # an amount per something
    DATE = "date"
    BARE = "bare"  # no unit known


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as printed: what the scanner reads before anything is known of its context.

    ``span`` covers comparator words, number and unit as printed together ("不少于 1 次");
    ``core`` covers the number with its own unit and sign ("1 次"), ``digits`` the number alone.
    ``value`` is the number in the printed unit (万 and 亿 stay in ``unit``: "4 万余人" has value 4,
    unit "万人"). ``decimals`` counts the printed fraction digits. ``upper`` is the end of a range.
    ``malformed`` is a reason when the spelling is broken ("two dots"), else None.
    """

    span: Span
    core: Span
    digits: Span
    number: str
    value: Decimal
    decimals: int
    unit: str | None
    comparator: Comparator = Comparator.EQ
    upper: Decimal | None = None
    malformed: str | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity in its place: label, role, unit (own or inherited), period, section.

    ``text`` is what is printed at ``span`` (number with its own unit). ``unit`` is the canonical
    unit, own or inherited from row, column or caption; None when none is known. ``table``, ``row``
    and ``column`` count from 0 and are None in running text; ``subject`` and ``label`` are the
    words that say what is counted; ``section`` is the path of headings above. ``scale`` converts
    the printed number to the base of its unit (万元 → 10000); ``words`` are the words before the
    figure in its clause (running text only).
    """

    index: int
    span: Span
    text: str
    quantity: Quantity
    unit: str | None
    measure: Measure
    role: Role
    position: Position
    label: str
    period: str | None = None
    section: tuple[str, ...] = ()
    table: int | None = None
    row: int | None = None
    column: int | None = None
    scale: Decimal = Decimal(1)
    words: str = ""

    @property
    def value(self) -> Decimal:
        """The number in the printed unit."""
        return self.quantity.value

    @property
    def decimals(self) -> int:
        """Printed fraction digits."""
        return self.quantity.decimals

    @property
    def number(self) -> str:
        """The printed number without separators."""
        return self.quantity.number

    @property
    def comparator(self) -> Comparator:
        """How the number bounds the quantity."""
        return self.quantity.comparator


@dataclass(frozen=True, slots=True)
class NotFigure:
    """A digit string that is no quantity (year, ordinal, document number …), with the reason."""

    span: Span
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Unread:
    """A digit string that could not be read, with the reason."""

    span: Span
    text: str
    reason: str
