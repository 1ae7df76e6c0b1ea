"""Lists in a sentence that end with their own total, and other sums told in one sentence."""

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


SCORES = "预算执行指标得9.67分，产出指标得48.50分，效益指标得30分，满意度指标得10分，"


def test_scores_of_a_sentence_add_up_to_its_total(lint: Lint) -> None:
    assert checks(lint(SCORES + "合计98.17分。")) == []
    assert checks(lint(SCORES + "合计98.67分。")) == ["breakdown-mismatch"]


def test_points_taken_off_are_not_added_up(lint: Lint) -> None:
    text = "产出指标扣2分，效益指标扣3分，满意度指标扣1分，合计94分。"
    assert checks(lint(text)) == []


def test_composed_of_named_parts(lint: Lint) -> None:
    good = "基本支出63.80万元，由人员经费57.50万元和公用经费6.30万元构成。"
    assert checks(lint(good)) == []
    assert checks(lint(good.replace("57.50", "58.50"))) == ["breakdown-mismatch"]


def test_last_years_amount_behind_a_bare_comparison(lint: Lint) -> None:
    good = "会议费支出14.80万元，较上年15.60万元压减0.80万元。"
    assert checks(lint(good)) == []
    assert checks(lint(good.replace("0.80", "0.90"))) == ["delta-mismatch"]


def test_rate_of_a_base_named_right_before_it(lint: Lint) -> None:
    good = "全年支出847.80万元，为年初预算789.40万元的107.40%。"
    assert checks(lint(good)) == []
    assert checks(lint(good.replace("107.40", "108.40"))) == ["rate-mismatch"]


def test_adjusted_budget_behind_the_items_of_the_adjustment(lint: Lint) -> None:
    good = (
        "年初部门预算128.40万元，年中追加35.20万元，其中专项资金20.00万元、人员经费15.20万元，"
        "调整后预算为163.60万元。全年实际支出160.10万元，年末结余3.50万元。"
    )
    assert checks(lint(good)) == []
    assert "adjustment-mismatch" in checks(lint(good.replace("35.20", "36.20")))
    assert checks(lint(good.replace("3.50", "4.50"))) == ["residual-mismatch"]
