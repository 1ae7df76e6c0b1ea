"""The tolerance module against verdicts worked out by hand (domain rules of rounding)."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml

from reportlint.model.figure import Comparator
from reportlint.model.interval import (
    equality_verdict,
    judge_equal,
    operand,
    rate_verdict,
    sum_verdict,
)

VECTORS: dict[str, list[dict[str, Any]]] = yaml.safe_load(
    (Path(__file__).parent / "tolerance.yaml").read_text(encoding="utf-8")
)


def cases(group: str) -> list[Any]:
    """The vectors of a group, named by what they print."""
    shown = ("total", "parts", "of", "base", "stated", "word", "a", "b", "kind")
    return [
        pytest.param(vector, id=" ".join(str(vector[key]) for key in shown if key in vector))
        for vector in VECTORS[group]
    ]


@pytest.mark.parametrize("vector", cases("sums"))
def test_sum(vector: dict[str, Any]) -> None:
    verdict = sum_verdict(
        vector["total"],
        vector["parts"],
        vector["kind"],
        vector.get("exhaustive", True),
    )
    assert str(verdict) == vector["verdict"]


@pytest.mark.parametrize("vector", cases("rates"))
def test_rate(vector: dict[str, Any]) -> None:
    kind = vector.get("kind", "money")
    verdict = rate_verdict(vector["of"], vector["base"], vector["stated"], kind)
    assert str(verdict) == vector["verdict"]


@pytest.mark.parametrize("vector", cases("equalities"))
def test_equality_both_ways(vector: dict[str, Any]) -> None:
    a, b, kind = vector["a"], vector["b"], vector["kind"]
    assert str(equality_verdict(a, b, kind)) == vector["verdict"]
    assert str(equality_verdict(b, a, kind)) == vector["verdict"]


@pytest.mark.parametrize("vector", cases("approximations"))
def test_approximation_both_ways(vector: dict[str, Any]) -> None:
    comparator = Comparator(vector["word"])
    vague = operand(Decimal(vector["a"]), comparator=comparator)
    places = len(vector["b"].partition(".")[2])
    half = Fraction(0) if vector["kind"] == "count" else Fraction(1, 2 * 10**places)
    sure = operand(Decimal(vector["b"]), half)
    assert str(judge_equal(vague, sure).status) == vector["verdict"]
    assert str(judge_equal(sure, vague).status) == vector["verdict"]


def test_every_verdict_is_covered() -> None:
    verdicts = {vector["verdict"] for group in VECTORS.values() for vector in group}
    assert verdicts == {"exact", "rounding", "truncated", "partial", "error", "undefined"}
    assert sum(map(len, VECTORS.values())) >= 60
