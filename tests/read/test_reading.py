"""Structure, labels, roles and units of whole small documents."""

from __future__ import annotations

from reportlint.config import settings
from reportlint.load.text import load_text
from reportlint.model.figure import Figure, Role
from reportlint.model.reading import Reading
from reportlint.read import reading


def read(text: str) -> Reading:
    return reading(load_text(text, "t.txt", "0" * 64, "utf-8", "text"), settings().lexicon)


def figure(result: Reading, number: str) -> Figure:
    [found] = [f for f in result.figures if f.number == number]
    return found


def test_unit_comes_from_the_line_above_the_table() -> None:
    result = read(
        "支出表\n\n单位：元\n\n| 项目 | 预算数 | 执行数 |\n|---|---|---|\n| 培训 | 1,200 | 1,150 |\n| 会议 | 300 | 290 |\n"
    )
    assert (figure(result, "1200").unit, figure(result, "1200").role) == ("元", Role.BUDGET_FINAL)
    assert figure(result, "1150").role is Role.EXECUTED
    assert figure(result, "1150").label == "培训 执行数"


def test_unit_of_a_form_group_reaches_its_slots() -> None:
    result = read(
        "基础数据表\n\n\t收入\n\t年度收入（万元）\n\t财政安排\n\t512.30\n\t合计\n\t512.30\n\n\t\n\t编制人数\n\t22\n\t实有人数\n\t21\n"
    )
    units = {(f.number, f.unit) for f in result.figures}
    assert ("512.30", "万元") in units
    assert ("22", "人") in units


def test_money_without_unit_takes_the_unit_of_the_report() -> None:
    result = read(
        "2022年度自评报告\n\n年初预算100.00万元，全年执行数90.00万元。\n\n"
        "| 项目 | 全年预算数 | 预算执行数 |\n|---|---|---|\n| 培训 | 20.00 | 18.00 |\n| 会议 | 10.00 | 9.00 |\n"
    )
    assert figure(result, "18.00").unit == "万元"


def test_years_head_columns_of_last_years() -> None:
    result = read(
        "申报表\n\n| 构成 | 当年预算 | 近两年收支情况 | |\n|---|---|---|---|\n| | | 2019年 | 2018年 |\n"
        "| 基本支出 | 50.00 | 40.00 | 30.00 |\n| 项目支出 | 20.00 | 10.00 | 5.00 |\n"
    )
    assert (figure(result, "40.00").role, figure(result, "40.00").period) == (Role.PRIOR, "2019")
    assert figure(result, "30.00").period == "2018"


def test_account_codes_are_no_figures() -> None:
    result = read(
        "2024年支出预算表\n\n单位：元\n\n| 科目编码 | 科目名称 | 合计 | 基本支出 |\n|---|---|---|---|\n"
        "| 20501 | 教育管理 | 500 | 300 |\n| 20502 | 普通教育 | 700 | 700 |\n"
    )
    assert [f.number for f in result.figures] == ["500", "300", "700", "700"]
    assert {n.text for n in result.not_figures if n.reason == "code"} == {"20501", "20502"}


def test_roles_of_running_text() -> None:
    result = read(
        "2022年度自评报告\n\n年初批复的部门预算支出总额 10.10 万元，年中调整增加 2.20 万元，调整后预算 12.30 万元，"
        "全年实际执行数 11.40 万元，预算执行率 92.68%，比上年的 9.50 万元增加 1.90 万元。\n"
    )
    roles = {f.number: f.role for f in result.figures}
    assert roles == {
        "10.10": Role.BUDGET_INITIAL,
        "2.20": Role.ADJUSTMENT,
        "12.30": Role.BUDGET_FINAL,
        "11.40": Role.EXECUTED,
        "92.68": Role.RATE,
        "9.50": Role.OTHER,
        "1.90": Role.CHANGE,
    }
    assert figure(result, "9.50").period == "2021"


def test_check_boxes_keep_a_lost_mark_as_unknown() -> None:
    result = read(
        "是否公开: 是 eq \\o\\ac(□,√)   否□\n\n是否有结余：是 eq \\o\\ac(□)   否(，结余0万元\n"
    )
    states = [{word: state for word, state, _ in box.options} for box in result.boxes]
    assert states == [{"是": True, "否": False}, {"是": False, "否": None}]


def test_every_digit_is_accounted_for_once() -> None:
    text = "2022年度报告\n\n一、全年办理 35 件（其中 3 月 12 件），文号〔2022〕15号，电话 0101-5551234，占 12.5%。\n"
    result = read(text)
    document = result.document
    seen = [0] * len(document.text)
    spans = [f.quantity.span for f in result.figures]
    spans += [n.span for n in result.not_figures] + [u.span for u in result.unread]
    for span in spans:
        for position in range(span.start, span.end):
            seen[position] += 1
    digits = [seen[i] for i, char in enumerate(document.text) if char.isdigit()]
    assert digits == [1] * len(digits)
