"""Rows whose cells lost their columns are laid on them again."""

from __future__ import annotations

from reportlint.read.columns import RowCell, align_row

FUNDS = (None, None, None, "number", "number", "number", "percent", "number", "number")


def cells(*pairs: tuple[int, str]) -> list[RowCell]:
    return [RowCell(column, kind) for column, kind in pairs]


def test_row_as_printed_stays() -> None:
    row = cells((1, "text"), (3, "number"), (4, "number"), (5, "number"), (6, "percent"))
    assert align_row(row, FUNDS) == [1, 3, 4, 5, 6]


def test_row_shifted_left_by_one() -> None:
    row = cells((0, "text"), (2, "number"), (3, "number"), (4, "number"), (5, "percent"))
    assert align_row(row, FUNDS)[1:] == [3, 4, 5, 6]


def test_zero_stands_under_a_rate_too() -> None:
    row = cells((1, "text"), (3, "zero"), (4, "zero"), (5, "zero"), (6, "zero"))
    assert align_row(row, FUNDS) == [1, 3, 4, 5, 6]


def test_row_shifted_right_under_indicator_heads() -> None:
    heads = (
        "level1",
        "level2",
        "indicator",
        "target",
        "unit",
        "actual",
        "number",
        "number",
        "words",
    )
    row = cells(
        (2, "level1"), (3, "text"), (4, "text"), (5, "quantity"), (6, "unit"),
        (7, "quantity"), (8, "number"), (9, "number"),
    )  # fmt: skip
    assert align_row(row, heads) == [0, 1, 2, 3, 4, 5, 6, 7]
