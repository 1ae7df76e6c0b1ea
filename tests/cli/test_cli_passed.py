"""``--show passed``: what was checked by family, what could not be and where, in both languages."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from reportlint.render.words import FAMILY, RELATION, RELATION_FAMILY

Call = Callable[..., tuple[int, str, str]]

REPORT = """部门整体支出绩效自评报告（2023年度）

2023 年度全年预算数 500.00 万元，实际支出 450.00 万元，预算执行率 90%。
受理举报 57 件，办结举报 55 件，其中：网吧 21 件，娱乐场所 17 件，旅行社 13 件，其他 6 件。

| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |
|---|---|---|---|---|---|---|
| 产出指标 | 数量指标 | 修建泵站 | ≥4座 | 4座 | 60 | 60 |
| 效益指标 | 社会效益指标 | 受益村庄 | ≥22个 | 20个 | 40 | 36.36 |
| 总分 | | | | | 100 | 96.36 |
"""


@pytest.fixture
def report_file(tmp_path: Path) -> str:
    path = tmp_path / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    return str(path)


def test_families_with_counts(call: Call, report_file: str) -> None:
    _, out, _ = call("check", report_file, "--jobs", "0", "--show", "passed")
    assert (
        "\n  预算执行  1 条：执行率、完成率 1\n  ✓ 执行率、完成率  450.00 ÷ 500.00 = 90.00%" in out
    )
    assert "\n  评分  4 条：" in out
    assert "有 1 项结果未达到目标，这本身不是矛盾：\n    受益村庄  20：目标 22个，未达到\n" in out
    assert "以下各类没有核对相符的关系：" in out
    assert out.index("预算执行  1 条") < out.index("评分  4 条") < out.index("指标  1 条")


def test_the_same_in_english(call: Call, report_file: str) -> None:
    _, out, _ = call("check", report_file, "--jobs", "0", "--show", "passed", "--lang", "en")
    assert "\n  budget execution  1: rates 1\n  ✓ rates  450.00 ÷ 500.00 = 90.00%" in out
    assert "1 result(s) miss their target, which by itself contradicts nothing:" in out
    assert "No relation holds in these families:" in out


def test_the_reading_that_holds_is_the_one_shown(call: Call, report_file: str) -> None:
    _, out, _ = call("check", report_file, "--jobs", "0", "--show", "passed", "--format", "json")
    [document] = json.loads(out)["documents"]
    [listed] = [entry for entry in document["passed"] if entry["family"] == "counting"]
    assert listed["status"] == "exact"
    assert [place["value"] for place in listed["places"]] == ["57", "21", "17", "13", "6"]


def test_what_could_not_be_checked_is_shown_with_its_place(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(
        "项目资金执行情况（2023年度，万元）\n\n| 项目 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |\n"
        "|---|---|---|---|---|---|\n| 年度资金总额 | 50.00 | 48.00 | 10 | 96.00% | 9.60 |\n",
        encoding="utf-8",
    )
    _, out, _ = call("check", str(path), "--jobs", "0", "--show", "passed")
    _, _, after = out.partition("未能核对之处：\n")
    assert "未写明预算执行得分如何计算" in after
    assert "9.60  第 5 行，表 1" in after


def test_every_kind_of_relation_has_words_and_a_family() -> None:
    assert set(RELATION) == set(RELATION_FAMILY)
    assert set(RELATION_FAMILY.values()) <= set(FAMILY)
