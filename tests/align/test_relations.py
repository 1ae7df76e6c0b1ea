"""Which relations are found, and which are left open."""

from __future__ import annotations

from reportlint.config import settings
from reportlint.model.fact import Relation, Status
from reportlint.model.outcome import Outcome
from reportlint.pipeline import Piped, lint_piped


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
    [relation] = relations("培训 300 人，其中党员 40 人，团员 60 人。\n", "sub-count")
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
