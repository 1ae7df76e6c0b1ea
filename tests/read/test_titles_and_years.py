"""Titles on two lines, the year of a report and of its parts, digits that are no years."""

from __future__ import annotations

from reportlint.config import settings
from reportlint.load.text import load_text
from reportlint.model.reading import Reading
from reportlint.read import reading


def read(text: str) -> Reading:
    return reading(load_text(text, "a.txt", "00", "utf-8", "text"), settings().lexicon)


def test_a_title_broken_into_two_lines_is_one() -> None:
    found = read("云山县2023年度居家养老服务提升项目\n绩效评价报告\n\n一、项目概况\n")
    assert found.title == "云山县2023年度居家养老服务提升项目绩效评价报告"


def test_a_year_compared_with_is_the_one_before() -> None:
    assert read("“三公”经费7.28万元，比2022年的8.15万元减少0.87万元。\n").year == 2023
    assert read("2022年“三公”经费7.28万元，比2021年的8.15万元减少0.87万元。\n").year == 2022


def test_figures_below_a_heading_are_of_its_year() -> None:
    found = read(
        "关于2023年预算执行情况和2024年预算草案的报告\n\n一、2023年预算执行情况\n\n教育支出97416万元。\n\n"
        "二、2024年预算草案\n\n教育支出95800万元。\n"
    )
    assert [(f.number, f.period) for f in found.figures] == [("97416", "2023"), ("95800", "2024")]


def test_an_account_code_is_no_year() -> None:
    found = read("2023年度部门决算\n\n2080599 其他养老支出 5.43万元\n")
    assert {f.period for f in found.figures} == {"2023"}


def test_the_number_of_a_table_counts_nothing() -> None:
    found = read("2023年度报告\n\n表1  分县资金情况表\n\n控制率＝在职人数÷编制数×100%。\n")
    assert found.figures == ()


def test_a_year_that_opens_a_sentence_holds_for_all_of_it() -> None:
    found = read(
        "关于2025年预算的说明\n\n2024年，全区服务群众31.6万人次，举办演出110场。计划举办演出120场。\n"
    )
    assert [f.period for f in found.figures] == ["2024", "2024", "2025"]


def test_marks_of_items_that_begin_with_a_count_are_no_decimals() -> None:
    found = read(
        "2024年度报告\n\n1.6座水库完成加固，整治山塘44口。2.新建管网88.4公里。3.2个项目结转。\n"
    )
    assert [f.text for f in found.figures] == ["6座", "44口", "88.4公里", "2个"]
    one = read("2024年度报告\n\n1.6座水库完成加固；2.3座桥梁完成改造。\n")
    assert [f.text for f in one.figures] == ["6座", "3座"]
    assert [n.text for n in one.not_figures if n.reason == "list-marker"] == ["1.", "2."]
    alone = read("2024年度报告\n\n1.6座水库相当于一座中型水库。\n")
    assert alone.figures[0].text == "1.6座"


def test_a_remark_close_behind_an_amount_is_no_part_of_it() -> None:
    found = read("2024年度报告\n\n本级收入575,5092024年新增科目。\n")
    assert found.figures[0].number == "575509"
    assert found.figures[0].quantity.malformed is None


def test_none_at_all_is_no_count_of_one() -> None:
    found = read("2024年度报告\n\n全区无一名学生失学，没有一名干部违纪，有一名教师获奖。\n")
    assert [f.text for f in found.figures] == ["一名"]


def test_the_title_of_a_form_stands_above_what_is_told_between() -> None:
    found = read(
        "2023年度报告\n\n项目支出绩效自评表\n（2023年度）\n项目名称：食品抽检经费\n"
        "年度总体目标：完成食品抽检2,400批次，其中食用农产品1,000批次，不合格食品核查处置到位。\n单位：万元\n\n"
        "| 项目资金 | 全年预算数 | 全年执行数 |\n|---|---|---|\n| 年度资金总额 | 382.50 | 371.86 |\n"
    )
    assert [grid.title for grid in found.grids] == ["项目支出绩效自评表"]


def test_a_remark_across_a_form_is_no_target() -> None:
    found = read(
        "2023年度报告\n\n| 一级指标 | 三级指标 | 年初目标值 | 实际完成值 | 得分 |\n|---|---|---|---|---|\n"
        "| 产出指标 | 改造户数 | ≥400户 | 368户 | 4.60 |\n"
        "| 偏差大或目标未完成原因分析 | | 适老化改造完成368户，较目标少32户，系对象退出后替补不足所致。 | | |\n"
    )
    told = [f for f in found.figures if f.text == "368户"]
    assert [f.role.value for f in told] == ["actual", "count"]


def test_what_stands_behind_of_which_means_what_the_whole_means():
    found = read(
        "2023年度报告\n\n全年执行90.00万元，年末结转9.00万元，其中道路养护3.00万元。\n\n"
        "全年项目支出80.00万元，为预算85.00万元的94.12%。其中业务专项50.00万元。\n"
    )
    roles = {f.number: f.role for f in found.figures}
    assert (roles["3.00"], roles["50.00"]) == ("carry-out", "executed")


def test_how_far_a_result_is_beyond_its_aim_is_a_change():
    found = read("2023年度报告\n\n全年诊疗3450人次，超过年初目标（3400人次）50人次。\n")
    assert [f.role for f in found.figures] == ["count", "target", "change"]


def test_goals_that_are_titles_over_what_was_done():
    done = "目标一：{}。全年举办培训12场，走访企业45家。\n"
    text = "2023年度报告\n\n三、绩效目标完成情况分析\n\n" + done
    assert {f.role for f in read(text.format("提升服务水平")).figures} == {"count"}
    promised = read(text.format("举办培训10场以上，走访企业40家"))
    assert promised.figures[0].role == "target"


def test_establishments_are_people_and_moved_budgets_are_adjustments():
    found = read(
        "2023年度报告\n\n单位：万元\n\n| 人员情况 | 编制数 | 在职人数 | 控制率 |\n|---|---|---|---|\n| | 78 | 74 | 94.87% |\n"
        "\n单位：万元\n\n| 经费 | 2023年预算数 | 2023年决算数 |\n|---|---|---|\n| 项目支出 | 90.00 | 88.00 |\n"
        "| 部门整体支出预算调整 | 12.00 | —— |\n"
    )
    by_number = {f.number: f for f in found.figures}
    assert (by_number["78"].unit, by_number["12.00"].role) == ("人", "adjustment")
    assert by_number["90.00"].role == "budget-final"
