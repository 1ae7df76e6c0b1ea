"""One planted slip that breaks several relations is one root; its correction clears everything."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportlint.config import settings
from reportlint.model.finding import Finding
from reportlint.pipeline import Piped, lint_piped
from reportlint.run.registry import discover

FIXTURES = Path(__file__).parents[2] / "fixtures"
ACCOUNTS = """财政拨款支出说明（2023年度）

2023年度财政拨款支出合计1,246.38万元，其中：基本支出812.45万元，占65.18%；项目支出433.93万元，占34.82%。
2022年决算数为1,180.20万元，2023年决算数为1,246.38万元，比2022年决算数增长5.61%。

支出明细表

单位：万元

| 科目 | 合计 | 基本支出 | 项目支出 |
|---|---|---|---|
| 教育支出 | 702.14 | 455.20 | 246.94 |
| 卫生健康支出 | 318.66 | 201.07 | 117.59 |
| 住房保障支出 | 225.58 | 156.18 | 69.40 |
| 合计 | 1,246.38 | 812.45 | 433.93 |
"""
SELF_EVALUATION = """项目支出绩效自评表（2023年度）

资金执行情况（万元）

| 资金 | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |
|---|---|---|---|---|---|---|
| 年度资金总额 | 360.00 | 384.50 | 372.97 | 10 | 97.00% | 9.70 |
| 其中：当年财政拨款 | 300.00 | 324.50 | 318.20 | | 98.06% | |
| 上年结转资金 | 60.00 | 60.00 | 54.77 | | 91.28% | |

得分按分值×执行率计算。全年预算数384.50万元，全年执行数372.97万元，预算执行率97.00%。
"""


def findings(text: str) -> tuple[Finding, ...]:
    return lint_piped(Piped("t.txt", text.encode()), settings(), discover()).findings


def fixture(name: str) -> str:
    return (FIXTURES / name / "clean" / "report.txt").read_text(encoding="utf-8")


REPORT, BUDGET = fixture("report-with-form"), fixture("unit-budget")

# (document, a stretch that occurs once, the slip in it)
SLIPS = [
    (ACCOUNTS, "支出合计1,246.38", "支出合计1,264.38"),
    (ACCOUNTS, "| 1,246.38 |", "| 1,276.38 |"),
    (ACCOUNTS, "| 318.66 |", "| 381.66 |"),
    (ACCOUNTS, "| 117.59 |", "| 171.59 |"),
    (ACCOUNTS, "基本支出812.45", "基本支出821.45"),
    (SELF_EVALUATION, "| 384.50 | 372.97", "| 348.50 | 372.97"),
    (SELF_EVALUATION, "| 384.50 | 372.97", "| 384.50 | 472.97"),
    (SELF_EVALUATION, "| 318.20 |", "| 381.20 |"),
    (SELF_EVALUATION, "| 97.00% | 9.70", "| 79.00% | 9.70"),
    (REPORT, "全年实际支出 2,055.70", "全年实际支出 2,355.70"),
    (REPORT, "2090.26\t2055.70", "2390.26\t2055.70"),
    (REPORT, "1384.76\t1379.52", "1384.76\t1679.52"),
    (REPORT, "142.50\t138.75", "142.50\t168.75"),
    (REPORT, "\t3.91\t", "\t3.21\t"),
    (BUDGET, "支出预算2907.55万元", "支出预算2207.55万元"),
    (BUDGET, "| 512,300 |", "| 542,300 |"),
]


def planted(text: str, right: str, slip: str) -> str:
    assert right in text, right
    return text.replace(right, slip, 1)


@pytest.mark.parametrize("text", [ACCOUNTS, SELF_EVALUATION, REPORT, BUDGET])
def test_without_a_slip_there_is_nothing(text: str) -> None:
    assert [f.message.zh for f in findings(text)] == []


@pytest.mark.parametrize(("text", "right", "slip"), SLIPS, ids=lambda part: part[:12])
def test_one_slip_is_one_root_and_its_cure_clears_all(text: str, right: str, slip: str) -> None:
    found = findings(planted(text, right, slip))
    roots = [f for f in found if f.root is None]
    assert len(roots) == 1, [f.message.zh for f in roots]
    assert len(found) > 1
    assert {f.root for f in found} == {None, roots[0].fingerprint}
    assert findings(planted(planted(text, right, slip), slip, right)) == ()


def test_the_correction_of_the_root_is_that_cure() -> None:
    right, slip = "| 117.59 |", "| 171.59 |"
    [root] = [f for f in findings(planted(ACCOUNTS, right, slip)) if f.root is None]
    assert root.correction is not None
    assert root.correction.text == "117.59"


def test_two_slips_are_two_roots() -> None:
    text = planted(planted(ACCOUNTS, "| 318.66 |", "| 381.66 |"), "增长5.61%", "增长7.61%")
    assert sum(f.root is None for f in findings(text)) == 2
