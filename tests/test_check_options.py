"""Options of checks that no example can set."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reportlint.config import settings
from reportlint.examples import unmark
from reportlint.pipeline import Piped, lint_piped
from reportlint.run.registry import discover

OVER = "2022年度单位决算\n\n公务接待费年初预算为 1.00 万元，支出决算为 1.20 万元。\n"
WITHIN = OVER.replace("，支出", "，调整后预算为 1.50 万元，支出")
LOW = """项目支出绩效自评表（2022年度，单位：万元）

| 任务名称 | 主要内容 | 预算资金 | 预算执行数 | 预算执行率 |
|---|---|---|---|---|
| 培训宣传 | 组织业务培训 | 40.00 | 34.00 | 85.00% |
| 日常维护 | 维护信息系统 | 10.00 | 10.00 | 100.00% |
"""


def messages(check: str, text: str, **params: object) -> list[str]:
    info = next(info for info in discover() if info.id == check)
    chosen = replace(settings(), select=(f"{info.family}/{info.id}",), params={check: params})
    outcome = lint_piped(Piped("text.txt", text.encode()), chosen, (info,))
    assert not outcome.crashes
    return [finding.message.zh for finding in outcome.findings]


def test_three_public_spending_above_its_budget_is_told_on_request():
    assert messages("three-public-mismatch", OVER) == []
    assert messages("three-public-mismatch", OVER, over_budget=True) == [
        "“支出决算”1.20 万元 大于“公务接待费年初预算”1.00 万元。"
    ]
    assert messages("three-public-mismatch", WITHIN, over_budget=True) == []


@pytest.mark.parametrize(("below", "found"), [(90, 1), (80, 0)])
def test_the_limit_of_low_execution_can_be_set(below, found):
    assert len(messages("low-execution", LOW, below=below)) == found


@pytest.mark.parametrize(("points", "found"), [(1, 1), (5, 0)])
def test_the_loss_from_which_on_a_problem_is_expected_can_be_set(points, found):
    text = unmark(next(i for i in discover() if i.id == "problem-gap").fails[0].text)[0]
    assert len(messages("problem-gap", text, points=points)) == found
