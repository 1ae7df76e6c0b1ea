"""其中 …，合计 …: a list in a sentence that ends with its own total."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from reportlint import pipeline
from reportlint.cli.options import settings_of
from reportlint.model.outcome import Outcome

Lint = Callable[[str], Outcome]
HEAD = "某局2025年部门预算\n\n"


@pytest.fixture
def lint(tmp_path: Path) -> Lint:
    """The outcome of a text."""

    def lint(text: str) -> Outcome:
        path = tmp_path / "budget.txt"
        path.write_text(HEAD + text, encoding="utf-8")
        return pipeline.lint_one([str(path)], settings_of("zh"))

    return lint


def checks(outcome: Outcome) -> list[str]:
    return [finding.check for finding in outcome.findings]


def test_closing_total_that_is_not_the_sum_is_reported(lint: Lint) -> None:
    outcome = lint(
        "项目总预算50.00万元，其中支持引进品牌20.00万元，支持打造地标12.00万元，合计50.00万元。"
    )
    assert checks(outcome) == ["breakdown-mismatch"]
    assert "32.00" in outcome.findings[0].message.zh


def test_closing_total_that_holds_is_quiet(lint: Lint) -> None:
    outcome = lint(
        "项目总预算32.00万元，其中支持引进品牌20.00万元，支持打造地标12.00万元，合计32.00万元。"
    )
    assert checks(outcome) == []
    assert outcome.facts is not None
    assert [r.kind for r in outcome.facts.relations].count("same-quantity") == 1


def test_closing_total_of_some_parts_is_not_the_whole(lint: Lint) -> None:
    outcome = lint(
        "总支出500.00万元，其中：培训支出20.00万元，会议支出12.00万元，合计32.00万元，占6.4%。"
    )
    assert checks(outcome) == []
    assert any("不能确定" in skip.reason.zh for skip in outcome.skips)


def test_total_behind_a_semicolon_belongs_to_something_else(lint: Lint) -> None:
    outcome = lint("总支出500.00万元，其中：培训支出20.00万元，会议支出12.00万元；合计90.00万元。")
    assert checks(outcome) == []


def test_list_with_a_figure_that_is_no_part_is_not_added_up(lint: Lint) -> None:
    outcome = lint(
        "项目总预算50.00万元，其中支持外贸20.00万元，比上年增长18.00万元，支持地标12.00万元，"
        "合计50.00万元。"
    )
    assert checks(outcome) == []
