"""Errors of one slip are grouped, independent ones are not."""

from __future__ import annotations

from reportlint.config import settings
from reportlint.pipeline import Piped, lint_piped
from reportlint.run.registry import discover

TABLE = """经费表（万元）

| 科室 | 合计 | 基本支出 | 项目支出 |
|---|---|---|---|
| 甲 | 30.00 | 10.00 | 20.00 |
| 乙 | 50.00 | 15.00 | {cell} |
| 丙 | 70.00 | 40.00 | 30.00 |
| 丁 | 12.00 | 7.00 | 5.00 |
| 合计 | 162.00 | 72.00 | 90.00 |
"""


def roots(text: str) -> tuple[int, int]:
    outcome = lint_piped(Piped("t.txt", text.encode()), settings(), discover())
    return (
        sum(1 for finding in outcome.findings if finding.root is None),
        sum(1 for finding in outcome.findings if finding.root is not None),
    )


def test_clean_table_is_quiet() -> None:
    assert roots(TABLE.format(cell="35.00")) == (0, 0)


def test_one_wrong_cell_is_one_root_with_its_consequence() -> None:
    assert roots(TABLE.format(cell="36.00")) == (1, 1)


def test_two_slips_that_share_a_figure_are_two_roots() -> None:
    text = (
        "2024年采购预算[1]500.00万元，其中：货物预算100.00万元，工程预算200.00万元，服务预算150.00万元。"
        "面向小企业预留250.00万元，占采购预算的40.00%。\n"
    ).replace("[1]", "")
    assert roots(text) == (2, 0)
