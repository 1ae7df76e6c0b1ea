"""Failures in running text that another reading explains stay open; slips are reported."""

from __future__ import annotations

import pytest

from reportlint.config import settings
from reportlint.pipeline import Piped, lint_piped
from reportlint.run.registry import discover

RATES = [
    # another pair of the paragraph gives the printed rate
    (
        "收入合计2882.83万元，支出2839.60万元，预算执行率98.50%。项目全年预算1297.55万元，支出1276.73万元，执行率98.40%。\n",
        False,
    ),
    # both operands named in the sentence: the other amount is what contradicts
    (
        "职业年金257.14万元，用于缴费。年初预算为274.82万元，支出决算为245.53万元，完成年初预算的93.57%。\n",
        True,
    ),
    # far off, and no slip of one digit mends it
    (
        "医疗收入10800.00万元，其中医疗服务收入3847.00万元；年末资产总额26000.00万元，负债总额9984.00万元。\n",
        False,
    ),
    # far off by the first digit of a part
    ("全年支出500.00万元，其中基本支出300.00万元，项目支出900.00万元。\n", True),
]


@pytest.mark.parametrize(("text", "reported"), RATES)
def test_what_is_explained_otherwise_is_open(text: str, reported: bool) -> None:
    piped = Piped("t.txt", f"2025年度部门决算说明\n\n{text}".encode())
    outcome = lint_piped(piped, settings(), discover())
    assert bool(outcome.findings) is reported
    assert reported or outcome.skips
