"""Sums of a form: blocks of indicators, numbered rows, sources of funds; growth told with its change."""

from __future__ import annotations

from reportlint.config import settings
from reportlint.model.fact import Relation, Status
from reportlint.model.outcome import Outcome
from reportlint.pipeline import Piped, lint_piped
from reportlint.run.registry import discover

FORM = """项目支出绩效自评表

| 项目资金 | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |
|---|---|---|---|---|---|---|
| 年度资金总额 | 50.00 | 60.00 | 57.00 | 10 | 95% | 9.5 |
| 其中：中央财政资金 | 30.00 | 38.00 | 38.00 | | 100% | |
| 县级配套资金 | 20.00 | {match} | 19.00 | | | |

| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |
|---|---|---|---|---|---|---|
| 产出指标（{head}分） | 数量指标 | 修缮桥梁 | 3座 | 3座 | 30 | 30 |
| | 质量指标 | 验收合格率 | 100% | 98% | 20 | 19.6 |
| 效益指标（40分） | 社会效益 | 受益群众 | 200人 | 210人 | 40 | 40 |
| 总分 | | | | | 100 | 99.1 |
"""


def lint(text: str) -> Outcome:
    return lint_piped(Piped("t.txt", text.encode()), settings(), discover())


def relations(text: str, kind: str) -> list[Relation]:
    facts = lint(text).facts
    assert facts is not None
    return [relation for relation in facts.relations if relation.kind == kind]


def findings(text: str) -> list[str]:
    return [f.check for f in lint(text).findings if f.root is None]


def test_weight_in_the_block_name_is_the_sum_of_its_rows() -> None:
    found = relations(FORM.format(match="22.00", head="50"), "block-weight")
    assert [(r.claim.number, [t.number for t in r.terms]) for r in found] == [
        ("50", ["30", "20"]),
        ("40", ["40"]),
    ]
    assert findings(FORM.format(match="22.00", head="50")) == []
    assert findings(FORM.format(match="22.00", head="55")) == ["block-sum"]


def test_sources_below_the_total_count_where_a_column_bears_them_out() -> None:
    assert findings(FORM.format(match="23.00", head="50")) == ["total-mismatch"]


def test_scores_of_blocks_told_in_the_text() -> None:
    told = "本项目自评99.1分，其中资金执行9.5分、产出{score}分、效益40分。\n\n" + FORM.format(
        match="22.00", head="50"
    )
    right = told.format(score="49.6")
    sums = [r for r in relations(right, "score-sum") if not r.claim.table and len(r.terms) == 3]
    assert [[t.number for t in r.terms] for r in sums] == [["9.5", "49.6", "40"]]
    assert findings(right) == []
    assert findings(told.format(score="48.6")) == ["score-sum"]  # the block sum follows from it


def test_a_list_of_weights_is_no_list_of_scores() -> None:
    text = "评价满分100分，其中投入10分、过程30分、产出30分、效果30分。\n"
    assert not relations(text, "score-sum")


def test_numbered_rows_make_the_row_above_them() -> None:
    table = """基础数据表

单位：万元

| 项目 | 2022年决算数 | 2023年决算数 |
|---|---|---|
| 项目支出 | 90.00 | {total} |
| 1、业务工作专项 | 40.00 | 50.00 |
| 2、运行维护专项 | | |
| 3、救灾专项 | 50.00 | 60.00 |
"""
    assert findings(table.format(total="110.00")) == []
    assert findings(table.format(total="101.00")) == ["total-mismatch"]


def test_numbered_rows_with_a_gap_are_no_complete_list() -> None:
    table = """基础数据表

单位：万元

| 项目 | 2022年决算数 | 2023年决算数 |
|---|---|---|
| 项目支出 | 90.00 | 120.00 |
| 1、业务工作专项 | 40.00 | 50.00 |
| 3、救灾专项 | 50.00 | 60.00 |
"""
    assert findings(table) == []


def test_table_without_row_names_has_heads() -> None:
    text = """2024年“三公”经费预算表

单位：万元

| 合计 | 因公出国（境）费 | 公务用车运行费 | 公务接待费 |
|---|---|---|---|
| 8.00 | 1.00 | 5.00 | 2.00 |
"""
    facts = lint(text).facts
    assert facts is not None
    assert [f.label for f in facts.figures()][1:] == [
        "因公出国（境）费",
        "公务用车运行费",
        "公务接待费",
    ]


def test_growth_told_with_last_years_amount_and_the_change() -> None:
    text = "收入总预算7.44亿元，比2023年71,206.40万元增加3,241.60万元，增长{rate}%。\n"
    found = relations(text.format(rate="4.55"), "growth")
    assert [r.verdict.status for r in found if r.verdict] == [Status.EXACT]
    assert findings(text.format(rate="4.35")) == ["growth-mismatch"]


def test_levels_left_blank_below_in_a_ruled_table_go_on() -> None:
    form = FORM[FORM.index("| 一级指标") :].replace("| 100 | 99.1 |", "| 90 | 89.6 |")
    lines = form.format(head=50).strip().splitlines()
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in lines if "---" not in line]
    table = "".join("<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>" for row in rows)
    for head, expected in (("50", []), ("60", ["block-sum"])):
        html = f"<html><body><table>{table}</table></body></html>".replace("50分", f"{head}分")
        done = lint_piped(Piped("t.html", html.encode()), settings(), discover())
        assert [f.check for f in done.findings if f.severity != "info"] == expected
