"""Each explanation of a difference, the order in which they are tried, and the only correction."""

from __future__ import annotations

import pytest

from reportlint.config import settings
from reportlint.model.finding import Finding
from reportlint.pipeline import Piped, lint_piped
from reportlint.run.diagnosis import EXPLANATIONS, digit_difference
from reportlint.run.registry import discover

SPENT = "2023 年度全年预算数 {budget} 万元，实际支出 {spent} 万元，预算执行率 {rate}。\n"
GREW = "2023年决算数为{old}万元，2024年预算安排{new}万元，比2023年决算数{words}{rate}。\n"
LISTED = (
    "2023 年度基本支出为 {total} 万元，其中：人员经费 {people} 万元，日常公用经费 {office} 万元。\n"
)
ROWS = """科室经费表（2023年度）

单位：万元

| 科室 | 基本支出 | 项目支出 | 合计 |
|---|---|---|---|
| 综合科 | 182.46 | 73.18 | {a} |
| 业务科 | 317.25 | 64.39 | {b} |
| 法规科 | 95.07 | 28.60 | {c} |
| 合计 | {basic} | {project} | {total} |
"""
RIGHT = {
    "a": "255.64",
    "b": "381.64",
    "c": "123.67",
    "basic": "594.78",
    "project": "166.17",
    "total": "760.95",
}


def findings(text: str) -> tuple[Finding, ...]:
    return lint_piped(Piped("t.txt", text.encode()), settings(), discover()).findings


def cause(text: str) -> tuple[str | None, str]:
    roots = [f for f in findings(text) if f.root is None]
    assert len(roots) == 1, [f.message.zh for f in roots]
    found = roots[0].cause
    return (None, "") if found is None else (found.kind, found.message.zh)


def grew(new: str, words: str, rate: str) -> str:
    return GREW.format(old="80.00", new=new, words=words, rate=rate)


def rows(**changed: str) -> str:
    return ROWS.format(**{**RIGHT, **changed})


def spent(budget: str, amount: str, rate: str) -> str:
    return SPENT.format(budget=budget, spent=amount, rate=rate)


THREE = (
    "2023 年度基本支出为 {total} 万元，其中：人员经费 {people} 万元，日常公用经费 {office} 万元，"
    "设备购置 {tools} 万元。\n"
)
FUNDS = """项目资金执行情况（2023年度）

单位：万元

| 项目 | 上年决算数 | 年初预算数 | 追加 | 全年预算数 | 全年执行数 | 执行率 | {head} |
|---|---|---|---|---|---|---|---|
| 培训 | 61.00 | 50.00 | -10.00 | 40.00 | 31.02 | {rate} | {more} |
| 宣传 | 20.00 | 20.00 | 0.00 | 20.00 | 19.00 | 95.00% | {other} |
"""


def funds(rate: str = "77.55%", head: str = "增减额", more: str = "-29.98") -> str:
    return FUNDS.format(rate=rate, head=head, more=more, other="-1.00")


# (text, kind of the explanation, what its Chinese words hold)
CAUSES = [
    (LISTED.format(total="6402.00", people="560.20", office="80.00"), "scale", "10 倍"),
    (LISTED.format(total="640.20", people="5602.00", office="80.00"), "scale", "人员经费"),
    (spent("500.00", "450.00", "0.90%"), "scale", "100 倍"),
    (spent("500.00", "4512000.00", "90.24%"), "unit-slip", "元与万元"),
    (spent("500.00", "561.20", "12.24%"), "growth-as-level", "增减率"),
    (grew("97.40", "增长", "121.75%"), "level-as-growth", "比率"),
    (spent("500.00", "437.50", "114.29%"), "inverted-ratio", "颠倒"),
    (grew("97.40", "增长", "17.86%"), "other-base", "本期数 97.40"),
    (funds(rate="50.85%"), "other-base", "上年数 61.00"),
    (
        THREE.format(total="640.20", people="560.20", office="80.00", tools="37.40"),
        "part-omitted",
        "“设备购置”37.40",
    ),
    (rows(total="884.62"), "part-doubled", "“法规科 合计”123.67"),
    (
        THREE.format(total="602.80", people="560.20", office="80.00", tools="37.40"),
        "sign-flipped",
        "“设备购置”37.40",
    ),
    (grew("62.60", "增长", "21.75%"), "sign-flipped", "方向"),
    (
        LISTED.format(total="648.20", people="560.20", office="80.00"),
        "one-digit-differs",
        "648.20 / 640.20",
    ),
    (
        LISTED.format(total="604.20", people="560.20", office="80.00"),
        "digits-transposed",
        "604.20 / 640.20",
    ),
    (rows(a="381.64"), "copy-slip", "“业务科 合计”381.64"),
    (
        "人员经费2023年决算数为80.00万元，2024年预算安排97.40万元，比2023年决算数增长35.48%；"
        "公用经费2023年决算数为62.00万元，2024年预算安排84.00万元，比2023年决算数增长35.48%。\n",
        "copy-slip",
        "35.48%",
    ),
]


@pytest.mark.parametrize(("text", "kind", "says"), CAUSES)
def test_each_explanation(text: str, kind: str, says: str) -> None:
    found, message = cause(text)
    assert (found, says in message) == (kind, True), message


# Two explanations fit; the one that comes first in domain.md §7.2-9 is printed.
ORDER = [
    (spent("500.00", "809.00", "61.80%"), "growth-as-level"),  # 1 ÷ 1.618 = 0.618
    (spent("500.00", "50.00", "1000%"), "scale"),  # 500 ÷ 50 as well
    (THREE.format(total="640.20", people="560.20", office="80.00", tools="40.00"), "part-omitted"),
    (LISTED.format(total="760.20", people="560.20", office="100.00"), "part-doubled"),
    (THREE.format(total="600.20", people="560.20", office="80.00", tools="40.00"), "part-omitted"),
    (rows(b="391.64", project="166.17"), "one-digit-differs"),
    (rows(c="132.67", b="381.64"), "digits-transposed"),
]


@pytest.mark.parametrize(("text", "kind"), ORDER)
def test_the_first_explanation_that_fits_is_printed(text: str, kind: str) -> None:
    assert cause(text)[0] == kind


def test_explanations_are_tried_in_the_order_of_the_domain_rules() -> None:
    assert [explain.__name__ for explain in EXPLANATIONS] == [
        "_scale",
        "_unit_slip",
        "_growth_level",
        "_inverted",
        "_other_base",
        "_part",
        "_sign",
        "_one_digit",
        "_transposed",
        "_copied",
    ]


def test_a_difference_without_explanation_has_none() -> None:
    assert cause(LISTED.format(total="711.93", people="560.20", office="80.00")) == (None, "")


def correction(text: str) -> tuple[str, str] | None:
    """(printed, corrected) of the one root finding."""
    [root] = [f for f in findings(text) if f.root is None]
    if root.correction is None:
        return None
    [place] = [p for p in root.places if p.span == root.correction.span]
    return place.text, root.correction.text


def test_the_only_correction_may_be_of_a_total_or_of_a_part() -> None:
    assert correction(rows(total="761.95")) == ("761.95", "760.95")
    assert correction(rows(a="256.64")) == ("256.64", "255.64")
    assert correction(rows(basic="595.78")) == ("595.78", "594.78")


def test_no_correction_where_several_would_do() -> None:
    assert correction(LISTED.format(total="648.20", people="560.20", office="80.00")) is None


def test_no_correction_where_no_single_figure_settles_all() -> None:
    roots = [f for f in findings(rows(a="256.64", total="771.95")) if f.root is None]
    assert roots
    assert all(f.correction is None for f in roots)


def test_digit_differences() -> None:
    assert digit_difference("264.47", "267.47") == "one-digit-differs"
    assert digit_difference("1026", "1062") == "digits-transposed"
    assert digit_difference("100", "99") is None
    assert digit_difference("12.5", "13.6") is None
    assert digit_difference("125.6", "12.56") is None
