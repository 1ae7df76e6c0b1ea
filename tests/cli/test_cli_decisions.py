"""A wrong figure on which a conclusion depends weighs one level more, and says which conclusion."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

Found = dict[str, object]

SCORES = """项目支出绩效自评表（2023年度）

| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |
|---|---|---|---|---|---|---|
| 产出指标 | 数量指标 | 修建泵站 | ≥4座 | 4座 | 40 | {first} |
| 效益指标 | 社会效益指标 | 受益村庄 | ≥22个 | 23个 | 40 | 40 |
| 满意度指标 | 满意度指标 | 村民满意度 | ≥90% | 93% | 20 | 20 |
| 总分 | | | | | 100 | {total} |

90分及以上为优，80-90分为良，60-80分为中，60分以下为差。
"""
TARGETS = """项目支出绩效自评报告（2023年度）

二、绩效目标：{goal}。

| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 |
|---|---|---|---|---|
| 产出指标 | 数量指标 | 水质监测断面次数 | ≥480次 | {done} |
| | 质量指标 | 监测数据合格率 | ≥95% | 98% |

全年完成水质监测断面次数{told}。
"""
SPENT = "2023 年度全年预算数 {budget} 万元，实际支出 {spent} 万元，预算执行率 {rate}。\n"
GREW = "2023年决算数为80.00万元，2024年预算安排{new}万元，比2023年决算数{words}{rate}。\n"


@pytest.fixture
def found(
    call: Callable[..., tuple[int, str, str]], tmp_path: Path
) -> Callable[[str], list[Found]]:
    def run(text: str) -> list[Found]:
        path = tmp_path / "report.txt"
        path.write_text(text, encoding="utf-8")
        _, out, _ = call("check", str(path), "--jobs", "0", "--format", "json")
        [document] = json.loads(out)["documents"]
        return [f for f in document["findings"] if f["root"] is None]

    return run


def told(findings: list[Found]) -> list[tuple[object, object]]:
    return [
        (f["severity"], f["decision"]["kind"] if isinstance(f["decision"], dict) else None)
        for f in findings
    ]


CASES = [
    (SPENT.format(budget="500.00", spent="512.50", rate="97.56%"), ("error", "budget")),
    (SPENT.format(budget="500.00", spent="450.00", rate="92%"), ("error", None)),
    (GREW.format(new="62.60", words="增长", rate="21.75%"), ("error", "direction")),
    (GREW.format(new="97.40", words="增长", rate="27.15%"), ("error", None)),
    (SCORES.format(first="28", total="91"), ("error", "grade")),
    (SCORES.format(first="32", total="95"), ("error", None)),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_decision_of_an_error(
    text: str, expected: tuple[str, str | None], found: Callable[[str], list[Found]]
) -> None:
    assert told(found(text)) == [expected]


GOAL = "水质监测断面次数不少于{number}次"
TARGET_CASES = [
    # 478 of 480: the text says 487, so which of the two is right decides
    (GOAL.format(number=480), "478次", "487次", ("error", "target")),
    (GOAL.format(number=480), "498次", "489次", ("error", None)),
    # two targets: the result meets one of them, or both
    (GOAL.format(number=450), "468次", "468次", ("error", "target")),
    (GOAL.format(number=450), "488次", "488次", ("warning", None)),
]


@pytest.mark.parametrize(("goal", "done", "text", "expected"), TARGET_CASES)
def test_target_met_or_not(
    goal: str,
    done: str,
    text: str,
    expected: tuple[str, str | None],
    found: Callable[[str], list[Found]],
) -> None:
    assert told(found(TARGETS.format(goal=goal, done=done, told=text))) == [expected]


def test_spending_above_the_budget_is_no_inconsistency_and_keeps_its_level(
    found: Callable[[str], list[Found]],
) -> None:
    table = (
        "项目资金执行情况（2023年度，万元）\n\n| 项目 | 全年预算数 | 全年执行数 |\n|---|---|---|\n"
        "| 培训 | 40.00 | 43.10 |\n| 宣传 | 20.00 | 19.00 |\n"
    )
    assert told(found(table)) == [("warning", None)]
