"""Headline figures, grades, first-level weights and names: what is read, and what is left alone."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from reportlint import align
from reportlint.config import settings
from reportlint.load.text import load_text
from reportlint.model.fact import HEADLINE, Facts, Status
from reportlint.model.naming import foreign_levels, linked_variants, lone_projects
from reportlint.model.remarks import remarks
from reportlint.model.weights import deviation, level_name, weight_rules, weights_moved
from reportlint.read import reading
from reportlint.run import judged

OVERALL = "临河县农业局2022年度部门整体支出绩效自评报告\n\n"
PROJECT = "临河县农业局2022年度沟渠整治项目支出绩效自评报告\n\n"


def facts(text: str) -> Facts:
    lexicon = settings().lexicon
    read = reading(load_text(text, "made.txt", "0" * 64, "utf-8", "text"), lexicon)
    return judged(align.facts([read], lexicon, settings().profiles))


def grades(text: str) -> list[str]:
    return [claim.text for claim in facts(text).claims if claim.kind == "grade"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (OVERALL + "综合得分91分，评价等级为“优”。", ["优"]),
        (OVERALL + "我局认真开展自评，本部门整体支出绩效评价得分为91分，评价等级为优。", ["优"]),
        (OVERALL + "沟渠整治项目评价等级为优。", []),
        (OVERALL + "（一）沟渠整治项目\n\n综合得分91分，评价等级为优。", []),
        (OVERALL + "沟渠整治项目已完工。综合得分91分，评价等级为优。", []),
        (OVERALL + "2021年度绩效评价等级为良。", []),
        (OVERALL + "得分90分以上的，评价等级为优。", []),
        (OVERALL + "下属单位评价等级为良。", []),
        (OVERALL + "经财政复核，评价等级为良。", []),
        (PROJECT + "本项目综合得分91分，评价等级为优。", ["优"]),
        (PROJECT + "（一）清淤子项目\n\n综合得分91分，评价等级为优。", []),
    ],
)
def test_only_the_grade_of_the_whole_evaluation_is_read(text, found):
    assert grades(text) == found


def test_a_list_of_projects_with_grades_tells_none_of_the_whole():
    table = "| 自评等级 | 优 |\n|---|---|\n| 自评结果 | 良 |\n"
    assert grades(OVERALL + table) == []


def test_totals_and_rates_are_headlines_and_the_score_of_one_indicator_is_not():
    found = facts(
        PROJECT
        + """预算执行率94.00%。项目自评得分96.5分。沟渠清淤长度12公里，该项得分38分。

| 项目资金（万元） | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |
|---|---|---|---|---|---|---|
| 年度资金总额 | 100.00 | 100.00 | 95.00 | 10 | 95.00% | 9.5 |

| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |
|---|---|---|---|---|---|---|
| 产出指标 | 数量指标 | 沟渠清淤长度 | 12公里 | 12公里 | 40 | 40 |
| | 质量指标 | 验收合格率 | 95% | 98% | 50 | 49 |
| 总分 | | | | | 100 | 98.5 |
"""
    )
    wrong = [r for r in found.relations_of("same-quantity") if r.verdict.status is Status.ERROR]
    assert {r.claim.text for r in wrong if r.topic == HEADLINE} == {"94.00%", "96.5分"}
    assert {r.claim.text for r in wrong if r.topic != HEADLINE} == {"38分"}


RULE = {
    name: Decimal(weight)
    for name, weight in {
        "预算执行率": 10,
        "产出指标": 50,
        "效益指标": 30,
        "满意度指标": 10,
    }.items()
}
COST = {**RULE, "产出指标": Decimal(40), "效益指标": Decimal(20), "成本指标": Decimal(20)}


@pytest.mark.parametrize(
    ("changed", "off"),
    [
        ({}, []),
        ({"产出指标": 40, "成本指标": 10}, []),  # cost stands under output
        ({"满意度指标": None, "效益指标": 40}, []),  # left out, and moved
        ({"满意度指标": None, "预算执行率": 20}, ["预算执行率"]),
        ({"产出指标": 40, "效益指标": 40}, ["产出指标", "效益指标"]),
    ],
)
def test_blocks_that_differ_from_the_rule(changed, off):
    told = {**RULE, **{k: v if v is None else Decimal(v) for k, v in changed.items()}}
    found = deviation({name: w for name, w in told.items() if w is not None}, RULE)
    assert found is not None
    assert [name for name, _, _ in found] == off


def test_a_rule_for_other_blocks_decides_nothing():
    assert deviation({**RULE, "决策指标": Decimal(10)}, RULE) is None
    assert deviation(RULE, COST) is None


def test_first_level_names_are_known_with_and_without_their_points():
    known = settings().lexicon.words["level1"]
    names = ["产出指标（40分）", "产出", "服务对象满意度指标", "资金执行率", "数量"]
    assert [level_name(name, known) for name in names] == [
        "产出指标",
        "产出指标",
        "满意度指标",
        "预算执行率",
        None,
    ]


@pytest.mark.parametrize(
    ("note", "sets"),
    [
        ("原则上分值统一设置为：预算执行率10分、产出指标50分、效益指标40分。", 1),
        ("原则上分值统一设置为：预算执行率10分、产出指标50分、效益指标30分。", 0),  # not all
        ("各指标得分：预算执行率10分、产出指标50分、效益指标40分。", 0),
    ],
)
def test_weights_by_a_note(note, sets):
    found = replace(facts(OVERALL + note), profile=settings().profiles["generic"])
    assert len(weight_rules(found)) == sets


@pytest.mark.parametrize(
    ("text", "moved"),
    [
        ("该项一级指标分值分配至效益指标。", True),
        ("如有特殊情况，权重可调整至其他指标。", False),
        ("指标分值均为10分。", False),
    ],
)
def test_weights_are_moved_only_where_it_is_said(text, moved):
    assert weights_moved(facts(OVERALL + text)) is moved


@pytest.mark.parametrize(
    ("text", "none"),
    [
        ("四、存在的问题及原因\n\n无。\n\n五、其他\n\n已公开。", [True]),
        ("四、存在的问题\n\n无。但个别工作偏慢。\n", [False]),
        ("四、资金使用存在的问题\n\n无。\n", []),
        ("四、下一步改进措施\n\n暂无\n", [True]),
    ],
)
def test_what_is_said_of_problems_and_measures(text, none):
    assert [remark.none for remark in remarks(facts(OVERALL + text))] == none


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("临河县规划和自然资源局报告\n\n临河县规划与自然资源局设科室3个。", 1),
        ("临河县规划和自然资源局报告\n\n县规划与自然资源局设科室3个。", 0),
        ("临河县规划和自然资源局报告\n\n原临河县规划与自然资源局设科室3个。", 0),
        ("临河县规划和自然资源局报告\n\n临江市规划与自然资源局设科室3个。", 0),
    ],
)
def test_spellings_of_the_name_of_the_body(text, found):
    assert len(list(linked_variants(facts(text).readings[0]))) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("临河区水务局报告\n\n我县清淤12公里。", ["我县"]),
        ("临河区水务局报告\n\n我县（区）清淤12公里。", []),
        ("临河县水务局报告\n\n我区清淤12公里。", ["我区"]),
        ("临河县水务局报告\n\n我区清淤12公里，开发区另计。", []),
        ("临河高新区管理委员会报告\n\n我县清淤12公里。", []),
    ],
)
def test_a_level_of_region_that_is_not_the_bodys(text, found):
    assert [claim for _, claim, _, _ in foreign_levels(facts(text).readings[0])] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("三、存在的问题\n\n本项目进展顺利。", 1),
        ("三、存在的问题\n\n沟渠整治项目已完工。本项目进展顺利。", 0),
        ("三、沟渠整治项目\n\n本项目进展顺利。", 0),
        ("三、支出\n\n基本项目支出按月拨付。", 0),
        ("三、存在的问题\n\n本项目进展顺利。\n\n四、项目支出绩效自评情况\n\n已完成。", 0),
    ],
)
def test_one_project_in_the_report_on_a_whole_body(text, found):
    assert len(list(lone_projects(facts(OVERALL + text).readings[0]))) == found


def test_the_score_of_one_project_is_no_total_of_the_form():
    found = facts(
        OVERALL
        + """沟渠整治项目综合得分92分。综合得分100分。

| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |
|---|---|---|---|---|---|---|
| 产出指标 | 数量指标 | 沟渠清淤长度 | 12公里 | 12公里 | 50 | 50 |
| | 质量指标 | 验收合格率 | 95% | 98% | 50 | 50 |
"""
    )
    assert [r.claim.text for r in found.relations_of("score-sum")] == ["100分"]
