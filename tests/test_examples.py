"""Every example of every check: exact place, exact message, and the cure."""

from __future__ import annotations

from importlib import import_module

import pytest

from reportlint.examples import problems
from reportlint.run.registry import discover

CHECKS = discover()


@pytest.mark.parametrize("info", CHECKS, ids=lambda info: f"{info.family}/{info.id}")
def test_examples_hold(info):
    assert problems(import_module(info.module)) == []


@pytest.mark.parametrize("info", CHECKS, ids=lambda info: f"{info.family}/{info.id}")
def test_every_check_has_examples_on_both_sides(info):
    assert info.fails, "no failing example"
    assert len(info.passes) >= 2, "fewer than two near-misses"
