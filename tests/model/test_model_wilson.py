"""The Wilson interval against published values."""

from __future__ import annotations

import pytest

from reportlint.model.wilson import Share, interval


# Newcombe, Statistics in Medicine 17 (1998), table I, method 3 (score without continuity
# correction).
@pytest.mark.parametrize(
    ("hits", "total", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_published_values(hits: int, total: int, low: float, high: float) -> None:
    assert interval(hits, total) == pytest.approx((low, high), abs=0.00006)


def test_is_symmetric_and_reaches_the_ends() -> None:
    assert interval(20, 20)[1] == 1.0
    assert interval(20, 20)[0] == pytest.approx(1 - interval(0, 20)[1])


def test_nothing_says_nothing() -> None:
    assert interval(0, 0) == (0.0, 1.0)
    assert Share(0, 0).value is None
    assert str(Share(0, 0)) == "0/0 –"


def test_impossible_counts_are_refused() -> None:
    with pytest.raises(ValueError, match="3 of 2"):
        interval(3, 2)


def test_json_holds_counts_and_interval() -> None:
    assert Share(1, 2).json() == {
        "hits": 1,
        "total": 2,
        "share": 0.5,
        "low": 0.0945,
        "high": 0.9055,
    }
