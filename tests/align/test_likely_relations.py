"""Relations that may be borne out but never fail: what they relate, and that they stay quiet."""

from __future__ import annotations

from reportlint.config import settings
from reportlint.model.fact import Relation
from reportlint.model.outcome import Outcome
from reportlint.pipeline import Piped, lint_piped
from reportlint.run.registry import discover


def lint(text: str) -> Outcome:
    title = "某县民政局2023年度部门整体支出绩效自评报告\n\n"
    return lint_piped(Piped("t.txt", (title + text).encode()), settings(), discover())


def relations(text: str, kind: str) -> list[Relation]:
    outcome = lint(text)
    assert outcome.facts is not None
    return [relation for relation in outcome.facts.relations if relation.kind == kind]


def operands(relation: Relation) -> tuple[str, list[str]]:
    return relation.claim.text, [item.text for item in relation.terms]


def test_items_between_commas_of_enumeration_are_parts_of_what_was_told_before() -> None:
    text = "完成能力评估3,120人，评定为失能1,286人、部分失能1,412人、能力完好{}人。\n"
    found = [operands(r) for r in relations(text.format(422), "sub-count")]
    assert ("3,120人", ["1,286人", "1,412人", "422人"]) in found
    assert not lint(text.format(522)).findings


def test_what_is_left_of_a_count() -> None:
    text = "抽查家庭养老床位320张，合格314张，{}张安装不规范。\n"
    found = [operands(r) for r in relations(text.format(6), "remainder")]
    assert found == [("6张", ["320张", "314张"])]
    assert not lint(text.format(9)).findings


def test_a_rate_whose_budget_stands_in_another_paragraph() -> None:
    text = (
        "调整后全年预算中，基本支出预算3,571.84万元，项目支出预算1,093.82万元。\n\n二、支出情况\n\n"
        "基本支出决算数3,560.12万元，执行率{}。\n"
    )
    found = [operands(r) for r in relations(text.format("99.67%"), "rate")]
    assert ("99.67%", ["3,560.12万元", "3,571.84万元"]) in found
    assert not lint(text.format("98.67%")).findings


def test_what_came_in_of_what_was_to_come() -> None:
    text = "项目全年预算1,240.00万元，实际到位1,205.00万元，资金到位率{}。\n"
    found = [operands(r) for r in relations(text.format("97.18%"), "rate")]
    assert found == [("97.18%", ["1,205.00万元", "1,240.00万元"])]
    assert not lint(text.format("100%")).findings


def test_a_row_of_which_stays_within_the_row_above() -> None:
    table = (
        "| 经费控制情况（万元） | 2022年决算数 | 2023年决算数 |\n|---|---|---|\n"
        "| 公用经费 | 221.94 | 216.28 |\n| 其中：办公经费 | 38.75 | 40.16 |\n"
    )
    found = [operands(r) for r in relations(table, "of-which")]
    assert found == [("38.75", ["221.94"]), ("40.16", ["216.28"])]


def test_a_cell_named_by_its_row_and_its_column() -> None:
    text = (
        "完工项目为镇便民服务中心改扩建，批复投资165.00万元，实际投资{}万元。\n\n"
        "| 项目 | 批复投资（万元） | 实际投资（万元） |\n|---|---|---|\n"
        "| 镇便民服务中心改扩建 | 165.00 | 158.40 |\n| 敬老院维修 | 20.00 | 19.00 |\n"
    )
    assert not lint(text.format("158.40")).findings
    assert [f.check for f in lint(text.format("185.40")).findings] == ["figure-conflict"]


def test_levels_of_government_are_not_one_another() -> None:
    text = (
        "项目全年预算1,240.00万元，其中中央财政补助资金820.00万元，省级补助资金180.00万元，"
        "县级配套资金240.00万元。\n\n| 项目资金（万元） | 全年预算数 | 全年执行数 |\n|---|---|---|\n"
        "| 年度资金总额 | 1,240.00 | 1,166.35 |\n| 其中：中央财政资金 | 820.00 | 796.35 |\n"
        "| 地方资金 | 420.00 | 370.00 |\n"
    )
    pairs = {
        operands(r)[0] for r in relations(text, "same-quantity") if r.terms[0].text == "820.00"
    }
    assert pairs == {"820.00万元"}


def test_the_funds_of_one_project_are_not_those_of_the_body() -> None:
    text = (
        "部门整体支出全年预算数4,665.66万元，实际支出4,572.49万元。\n\n部门整体支出绩效自评表\n\n"
        "| 预算执行情况（万元） | 全年预算数 | 全年执行数 |\n|---|---|---|\n"
        "| 年度资金总额 | 4,665.66 | 4,572.49 |\n\n项目支出绩效自评表\n\n"
        "| 项目资金（万元） | 全年预算数 | 全年执行数 |\n|---|---|---|\n"
        "| 年度资金总额 | 382.50 | 371.86 |\n"
    )
    assert not [r for r in relations(text, "same-quantity") if "382.50" in operands(r)[1]]
    assert not [r for r in relations(text, "same-quantity") if operands(r)[0] == "382.50"]


def test_what_is_left_goes_with_the_rate_beside_it() -> None:
    text = (
        "调整后全年预算为10333.00万元。\n\n"
        "全年部门整体支出10178.00万元，预算执行率98.50%，未使用资金{}万元按规定结转。\n"
    )
    found = [operands(r) for r in relations(text.format("155.00"), "residual")]
    assert ("155.00万元", ["10333.00万元", "10178.00万元"]) in found
    assert not lint(text.format("165.00")).findings


def test_additions_to_the_whole_are_those_to_its_parts() -> None:
    text = (
        "一、总体情况\n\n年初预算2941.57万元，年中调整增加{}万元。\n\n二、基本支出情况\n\n"
        "年初批复的基本支出为1870.02万元，年中调整增加266.48万元。\n\n三、项目支出情况\n\n"
        "年初批复的项目支出为1071.55万元，年中调整增加1054.36万元。\n"
    )
    found = [operands(r) for r in relations(text.format("1320.84"), "composition")]
    assert ("1320.84万元", ["266.48万元", "1054.36万元"]) in found
    assert not lint(text.format("1320.48")).findings
