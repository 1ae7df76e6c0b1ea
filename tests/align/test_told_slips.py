"""Slips of the kind that reports really contain, each beside the passage as it should read."""

from __future__ import annotations

import pytest

from reportlint.config import settings
from reportlint.pipeline import Piped, lint_piped
from reportlint.run.registry import discover

FORM = """
| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |
|---|---|---|---|---|---|---|
"""

BASE_DATA = """
| 经费控制情况（万元） | 2022年决算数 | 2023年预算数 | 2023年决算数 |
|---|---|---|---|
| 项目支出 | 1286.45 | 1600.00 | {total} |
| 1.业务工作经费 | 586.45 | 700.00 | 624.60 |
| 其中：基层党建 | 215.00 | 300.00 | 236.40 |
| 平安建设 | 371.45 | 400.00 | 388.20 |
| 2.专项资金 | 700.00 | 900.00 | {special} |
| 其中：乡村振兴 | 420.00 | 500.00 | 486.00 |
| 人居环境整治 | 168.00 | 250.00 | 182.00 |
| 农田建设 | 112.00 | 150.00 | 120.00 |
"""


def found(text: str, *select: str) -> list[str]:
    outcome = lint_piped(Piped("t.txt", text.encode()), settings(select=select), discover())
    return [finding.check for finding in outcome.findings if finding.root is None]


def filled(text: str, words: str) -> str:
    """The text with every {} filled in turn from ``a|b``, or all of them with the one word."""
    if "|" in words:
        return text.format(*words.split("|"))
    return text.replace("{}", words)


@pytest.mark.parametrize(
    ("text", "right", "wrong", "check"),
    [
        (
            "其中：基本支出预算122.50万元，实际支出121.40万元，执行率{}；项目支出预算200.00万元，"
            "实际支出150.00万元，执行率75.00%。\n",
            "99.10%",
            "96.10%",
            "rate-mismatch",
        ),
        (
            "全市收入完成171.59亿元，加上级补助收入228.68亿元、调入资金2.12亿元，收入总计{}亿元。\n",
            "402.39",
            "400.27",
            "breakdown-mismatch",
        ),
        (
            "2024年“三公”经费决算9.86万元。2024年“三公”经费较2023年决算数10.92万元{}1.06万元。\n",
            "减少",
            "增加",
            "delta-mismatch",
        ),
        (
            "2024年度收入总计、支出总计均为5,858.47万元。与2023年度的6,203.15万元相比，"
            "收、支总计各{}344.68万元。\n",
            "减少",
            "增加",
            "delta-mismatch",
        ),
        (
            "年末结余30.70万元；全年支出决算3,980.30万元。与2023年支出决算3,812.46万元相比，"
            "{}167.84万元。\n",
            "增加",
            "减少",
            "delta-mismatch",
        ),
        (
            "毕业生就业率97.2%，较2022年的96.5%提高{}个百分点。\n",
            "0.7",
            "1.7",
            "delta-mismatch",
        ),
        (
            "供水保证率由2022年的89.60%提高到92.40%，提高{}个百分点。\n",
            "2.80",
            "3.80",
            "delta-mismatch",
        ),
        (
            "2023年项目支出1412.60万元，比上年的1286.45万元增加126.15万元，增长{}。\n",
            "9.81%",
            "8.93%",  # of this year's amount
            "growth-mismatch",
        ),
        (
            "在职教职工268人，其中专任教师231人。专任教师中，专业课教师187人；专业课教师中"
            "“双师型”教师124人，占专业课教师的{}。\n",
            "66.31%",
            "53.68%",  # of all teachers
            "share-mismatch",
        ),
        (
            "全年保障低保对象14862人，其中城市2318人、农村{}人。\n",
            "12544",
            "12454",
            "sub-count",
        ),
        (
            "“三公”经费支出19.85万元，比2022年的23.60万元减少3.75万元，其中公务用车运行维护费"
            "11.45万元，公务接待费{}万元。公用经费189.42万元。\n",
            "8.40",
            "11.30",
            "breakdown-mismatch",
        ),
        (
            "发放问卷400份，回收386份；其中有效问卷{}份。\n",
            "378",
            "387",
            "part-exceeds-whole",
        ),
        (
            "全镇下辖{}个行政村、2个社区，共20个村（社区）。\n",
            "18",
            "17",
            "sub-count",
        ),
        (
            "政府采购支出总额2,254.35万元，其中：政府采购货物支出96.40万元、政府采购工程支出"
            "{}万元、政府采购服务支出312.75万元。\n",
            "1,845.20",
            "184.52",
            "procurement-mismatch",
        ),
        (
            "调解各类矛盾纠纷{}件以上是年初确定的目标。年度目标为：调解各类矛盾纠纷{}件以上。\n"
            + FORM
            + "| 产出指标 | 数量指标 | 调解矛盾纠纷 | ≥2800件 | 3126件 | 6 | 6 |\n",
            "2800",
            "3000",
            "target-conflict",
        ),
        (
            "对照指标体系，产出指标（{}分）得39.00分。\n"
            + FORM
            + "| 产出指标 | 数量指标 | 走访企业数 | 60家 | 60家 | 20 | 20 |\n"
            + "| 产出指标 | 质量指标 | 政策知晓率 | 90% | 88% | 20 | 19 |\n",
            "40",
            "45",
            "block-sum",
        ),
        (
            "“三公”经费支出8.62万元，其中公务用车运行维护费6.20万元、公务接待费2.42万元，"
            "比上年的9.40万元{}0.78万元，{}8.30%。\n",
            "减少|下降",
            "增加|增长",
            "delta-mismatch",
        ),
        (
            "低保标准由上年的每人每月740元提高到780元，提高{}%。\n",
            "5.41",
            "5.13",
            "growth-mismatch",
        ),
        (
            "在册特困人员986人，其中集中供养{}人、分散供养772人。\n",
            "214",
            "1,214",
            "sub-count",
        ),
        (
            "全年为受援人挽回经济损失735.8{}。\n"
            + FORM
            + "| 效益指标 | 经济效益 | 为受援人挽回经济损失 | ≥600万元 | 735.8万元 | 10 | 10 |\n",
            "万元",
            "元",
            "figure-conflict",
        ),
        (
            "| 单位名称 | 水务局 | | | | |\n|---|---|---|---|---|---|\n"
            "| 年度目标1 （10分） | 办理法律援助案件{}件以上，解答咨询900人次以上，应援尽援。 | | | | |\n"
            "| 一级指标 | 二级指标 | 三级指标 | 年初目标值 | 实际完成值 | 得分 |\n"
            "| 产出指标 | 数量指标 | 法律援助案件办理数 | ≥520件 | 586件 | 6 |\n"
            "| 产出指标 | 数量指标 | 解答咨询人次 | ≥900人次 | 912人次 | 4 |\n",
            "520",
            "500",
            "target-conflict",
        ),
        (
            "经自评，2024年度部门整体支出绩效得分{}分。\n"
            + FORM
            + "| 产出指标 | 数量指标 | 走访企业数 | 60家 | 58家 | 60 | 58.85 |\n"
            + "| 效益指标 | 社会效益 | 知晓率 | 90% | 92% | 40 | 40 |\n"
            + "| 总分 | | | | | 100 | 98.85 |\n",
            "98.85",
            "98.58",
            "score-sum",
        ),
        (
            "| 财政供养人员情况 | 编制数 | 2024年实际在职人数 | 控制率 |\n|---|---|---|---|\n"
            "| | 78 | {} | 94.87% |\n",
            "74",
            "76",
            "ratio-mismatch",
        ),
        (
            "| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |\n|---|---|---|---|---|---|---|\n"
            "| 产出指标（{}分） | 数量指标 | 走访企业数 | 60家 | 60家 | 30 | 30 |\n"
            "| 产出指标（{}分） | 质量指标 | 合格率 | 90% | 92% | 20 | 20 |\n"
            "| 效益指标（50分） | 社会效益 | 知晓率 | 90% | 92% | 50 | 50 |\n",
            "50|50",
            "55|55",
            "block-sum",
        ),
        (
            "| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |\n|---|---|---|---|---|---|---|\n"
            "| 产出指标（{}分） | 数量指标 | 走访企业数 | 60家 | 60家 | 30 | 30 |\n"
            "| 产出指标 | 质量指标 | 合格率 | 90% | 92% | 20 | 20 |\n"
            "| 效益指标 | 社会效益 | 知晓率 | 90% | 92% | 50 | 50 |\n",
            "50",
            "55",
            "block-sum",
        ),
        (
            "核定编制78名，年末在职{}人。\n\n| 人员情况 | 编制数 | 2024年实际在职人数 | 控制率 |\n|---|---|---|---|\n"
            "| | 78 | 74 | 94.87% |\n",
            "74",
            "72",
            "figure-conflict",
        ),
        (
            "经自评，部门整体支出绩效得{}分。\n\n预算执行率：分值10分，得9.80分。\n\n产出指标：分值60分，得58.00分。\n\n"
            "满意度指标：满分30分，实得30.00分。\n",
            "97.80",
            "98.70",
            "score-sum",
        ),
        (
            "产出指标得49.87分，其中数量指标得{}分，质量指标得19.87分。\n"
            + FORM
            + "| 产出指标 | 数量指标 | 走访企业数 | 60家 | 60家 | 15 | 15 |\n"
            + "| | | 检查企业数 | 20家 | 20家 | 15 | 15 |\n"
            + "| | 质量指标 | 合格率 | 90% | 89.6% | 20 | 19.87 |\n",
            "30",
            "28",
            "block-sum",
        ),
        (
            "\n年度目标1（10分）：服务企业\n\n| 一级指标 | 二级指标 | 三级指标 | 年初目标值 | 实际完成值 | 得分 |\n|---|---|---|---|---|---|\n"
            "| 产出指标 | 数量指标 | 走访企业数（6分） | 60家 | 60家 | {} |\n"
            "| 产出指标 | 质量指标 | 合格率（4分） | 90% | 92% | 4 |\n",
            "6",
            "7",
            "score-bounds",
        ),
        (
            "排查矛盾纠纷236起，化解{}起，化解率97.03%。\n",
            "229",
            "249",
            "rate-mismatch",
        ),
        (
            "“三公”经费预算14.50万元，决算12.26万元。上年“三公”经费决算13.48万元，本年比上年{}1.22万元。\n",
            "减少",
            "增加",
            "delta-mismatch",
        ),
        (
            "全镇辖17个村、3个社区，共{}个村（社区）。\n",
            "20",
            "21",
            "sub-count",
        ),
        (
            "| 类别 | 项目名称 | 支出金额 |\n|---|---|---|\n| 业务工作 | 人居环境 | 136.50 |\n| | 防汛 | 73.40 |\n"
            "| | 小计 | 209.90 |\n| 运行维护 | 道路养护 | 118.55 |\n| | 环卫保洁 | 96.00 |\n| | 小计 | {} |\n"
            "| 合计 | | 424.45 |\n",
            "214.55",
            "118.55",
            "total-mismatch",
        ),
        (
            "年度绩效目标：整治山塘{}口以上。\n"
            + FORM
            + "| 产出指标 | 数量指标 | 整治山塘数量 | ≥40口 | 44口 | 5 | 5 |\n",
            "40",
            "50",
            "target-conflict",
        ),
    ],
)
def test_slip_is_found_and_the_right_passage_is_quiet(
    text: str, right: str, wrong: str, check: str
) -> None:
    title = "某县水务局2024年度部门整体支出绩效自评报告\n\n"
    assert found(title + filled(text, right)) == []
    assert check in found(title + filled(text, wrong))


@pytest.mark.parametrize(("total", "special"), [("1412.60", "788.00")])
def test_base_data_whose_rows_add_up_are_quiet(total: str, special: str) -> None:
    assert found(BASE_DATA.format(total=total, special=special)) == []


def test_a_numbered_row_that_misses_one_of_the_rows_below_it_is_found() -> None:
    assert "total-mismatch" in found(BASE_DATA.format(total="1412.60", special="606.00"))


def test_a_guessed_total_that_no_column_bears_out_is_not_reported_open() -> None:
    table = (
        "| 项目 | 2022年决算数 | 2023年决算数 |\n|---|---|---|\n| 1.专项资金 | 700.00 | 606.00 |\n"
        "| 乡村振兴 | 20.00 | 86.00 |\n| 人居环境整治 | 68.00 | 82.00 |\n"
    )
    outcome = lint_piped(Piped("t.txt", table.encode()), settings(), discover())
    assert not outcome.findings
    assert not outcome.skips


def test_an_average_times_its_count_is_the_amount() -> None:
    text = "公务用车运行维护费18.72万元，年末公务用车保有量为{}辆，平均每辆运行维护费3.12万元。\n"
    assert found(text.replace("{}", "6"), "average-mismatch") == []
    assert found(text.replace("{}", "8"), "average-mismatch") == ["average-mismatch"]
