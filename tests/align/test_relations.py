"""Which relations are found, and which are left open."""

from __future__ import annotations

import pytest

from reportlint.config import settings
from reportlint.model.fact import Relation, Status
from reportlint.model.outcome import Outcome
from reportlint.pipeline import Piped, lint_piped
from reportlint.run.registry import discover


def lint(text: str) -> Outcome:
    return lint_piped(Piped("t.txt", text.encode()), settings(), ())


def relations(text: str, kind: str) -> list[Relation]:
    facts = lint(text).facts
    assert facts is not None
    return [relation for relation in facts.relations if relation.kind == kind]


def test_nearest_whole_is_not_the_only_admissible_one() -> None:
    [relation] = relations(
        "受理纠纷 87 起，调处成功 84 起。其中邻里 60 起，合同 20 起，其他 7 起。\n", "sub-count"
    )
    assert [term.number for term in (relation.claim, *relation.other_claims)] == ["84", "87"]
    assert relation.verdict is not None
    assert relation.verdict.status is Status.EXACT


def test_list_without_remainder_is_open() -> None:
    [relation] = relations("培训 300 人，其中工人 40 人，农民 60 人。\n", "sub-count")
    assert not relation.exhaustive
    assert relation.verdict is not None
    assert relation.verdict.status is Status.PARTIAL


def test_items_of_a_list_end_where_the_text_turns() -> None:
    [relation] = relations(
        "在职 65 人，其中：行政人员 25 人，事业人员 40 人；另有退休人员 31 人。\n", "sub-count"
    )
    assert [term.number for term in relation.terms] == ["25", "40"]


def test_code_table_without_total_leaves_its_last_group_open() -> None:
    text = (
        "2024年支出预算表\n\n单位：元\n\n| 科目编码 | 科目名称 | 合计 | 基本支出 |\n|---|---|---|---|\n"
        "| 205 | 教育支出 | 900 | 900 |\n| 20501 | 教育管理 | 400 | 400 |\n| 20502 | 普通教育 | 500 | 500 |\n"
        "| 208 | 社会保障 | 800 | 800 |\n| 20805 | 养老支出 | 300 | 300 |\n"
    )
    found = relations(text, "code-total")
    status = {
        relation.claim.number: relation.verdict.status for relation in found if relation.verdict
    }
    assert status == {"900": Status.EXACT, "800": Status.UNDEFINED}


def test_table_that_disagrees_with_itself_throughout_is_no_reference() -> None:
    text = (
        "收支表（万元）\n\n| 科室 | 预算数 | 执行数 | 结余 |\n|---|---|---|---|\n| 甲 | 10.00 | 9.00 | 1.00 |\n"
        "| 乙 | 20.00 | 18.00 | 2.00 |\n| 合计 | 99.00 | 88.00 | 77.00 |\n"
    )
    found = relations(text, "total")
    assert found
    assert {relation.verdict.status for relation in found if relation.verdict} == {Status.UNDEFINED}
    assert lint(text).coverage.skipped


def test_budget_split_into_columns_gives_no_single_base() -> None:
    text = (
        "执行表（万元）\n\n| 项目 | 全年预算数 | | 全年执行数 | 执行率 |\n|---|---|---|---|---|\n| | 财政拨款 | 其他资金 | | |\n"
        "| 培训 | 40.00 | 10.00 | 45.00 | 90.00% |\n| 会议 | 20.00 | 5.00 | 24.00 | 96.00% |\n"
    )
    assert relations(text, "rate") == []
    assert relations(text, "execution") == []


def test_equally_good_partners_give_a_skip() -> None:
    text = (
        "2022年度自评报告\n\n全年组织开展普法宣传活动 82 场。\n\n"
        "| 一级指标 | 二级指标 | 三级指标 | 年初目标值 | 实际完成值 |\n|---|---|---|---|---|\n"
        "| 产出指标 | 数量指标 | 普法宣传活动场次 | 80 场 | 82 场 |\n"
        "| 产出指标 | 数量指标 | 开展普法宣传活动 | 80 场 | 85 场 |\n"
    )
    assert relations(text, "same-quantity") == []
    assert any("无法确定" in skip.reason.zh for skip in lint(text).skips)


def test_profile_is_chosen_by_the_document() -> None:
    facts = lint("部门整体支出绩效自评基础数据表\n\n实有人数 5 人。\n").facts
    assert facts is not None
    assert facts.profile.name == "hunan"


RIGHT = {
    "last year's figure is no whole": "2023年收入3260万元，比上年的2980万元增长9.4%，其中利润收入2910万元、股利收入350万元。",
    "base of a difference by its words": "成交价95万元，预算100万元，节约5万元。",
    "balance behind a list": "到位资金860万元，其中中央500万元、省级360万元，结余58万元。",
    "retired people are no part of the staff": "在职45人，其中行政17人、事业28人，退休26人。",
    "absent ones are no base of a rate": "参加考试387人，缺考5人，及格362人，及格率94.8%。",
    "shares in order belong to their own list": (
        "下达资金1509万元，其中中央780万元、省级729万元。甲市、乙市分别为505万元、1004万元，占比分别为33.5%、66.5%。"
    ),
    "share of the head, not of what lies between": "实施项目68个，完工65个，其中产业项目41个，占60.3%。",
    "a second classification": "安排3000万元。按用途分：奖补1860万元；工作经费1140万元。按区域分：山区1950万元；其他1050万元。",
    "groups of people that overlap": "培训326人，其中女性248人、少数民族127人。",
    "recalled money is a reduction": "年初预算1200万元，年中收回80万元，追加36万元，全年预算1156万元。",
    "a surplus keeps the two sides apart": "收入总计93.31亿元，支出总计91.93亿元，收支相抵，年终结余1.38亿元。",
}


@pytest.mark.parametrize("text", RIGHT.values(), ids=RIGHT.keys())
def test_right_sentences_stay_quiet(text: str) -> None:
    outcome = lint_piped(
        Piped("t.txt", f"2023年度情况说明\n\n{text}\n".encode()), settings(), discover()
    )
    assert [finding.message.zh for finding in outcome.findings] == []


def test_means_and_ratios_are_not_added_up() -> None:
    text = (
        "学校情况表\n\n| 学校 | 人数 | 师生比 | 平均分 |\n|---|---|---|---|\n| 一小 | 62 | 17.0 | 88.5 |\n"
        "| 二小 | 45 | 17.2 | 87.0 |\n| 合计 | 107 | 17.1 | 87.9 |\n"
    )
    assert [relation.claim.number for relation in relations(text, "total")] == ["107"]
