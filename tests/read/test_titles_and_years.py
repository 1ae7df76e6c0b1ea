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
