"""Text files → Document: the table spellings, joined sentences, broken forms, line numbers."""

from __future__ import annotations

from reportlint.load.text import load_text
from reportlint.model.document import Document, Paragraph, Table


def load(text: str, format: str = "text", encoding: str = "utf-8") -> Document:
    return load_text(text, "a.txt", "00", encoding, format)


def texts(document: Document) -> list[str]:
    return [document.slice(b.span) for b in document.blocks if isinstance(b, Paragraph)]


def tables(document: Document) -> list[Table]:
    return [block for block in document.blocks if isinstance(block, Table)]


def rows(document: Document, table: Table) -> list[list[str]]:
    found: list[list[str]] = [[] for _ in range(table.rows)]
    for cell in table.cells:
        found[cell.row].append(document.slice(cell.span))
    return found


def lines_of(document: Document, needle: str) -> list[int | None]:
    """The printed lines of the first place of ``needle``."""
    at = document.text.index(needle)
    return [r.line for r in document.runs if r.span.start < at + len(needle) and r.span.end > at]


def test_tab_table_keeps_its_columns():
    document = load("支出情况\n项目\t预算\t执行\n基本支出\t\t3.00\n后文\n")
    [table] = tables(document)
    assert rows(document, table) == [["项目", "预算", "执行"], ["基本支出", "", "3.00"]]
    assert (table.rows, table.columns, table.ragged) == (2, 3, True)
    assert [cell.column for cell in table.cells] == [0, 1, 2, 0, 1, 2]
    assert texts(document) == ["支出情况", "后文"]
    assert lines_of(document, "3.00") == [3]


def test_pipe_table_drops_the_rule_and_unescapes():
    document = load("| 项目 | 数\\|量 |\n|---|---:|\n| 甲 | 5 |\n| 乙 |  |\n", "markdown")
    [table] = tables(document)
    assert rows(document, table) == [["项目", "数|量"], ["甲", "5"], ["乙", ""]]
    assert document.format == "markdown"
    assert lines_of(document, "5") == [3]


def test_cells_one_a_line():
    document = load("前文\n\n\t项目\n\t预算\n\n\t人员\n经费\n\t12.5\n\n后文说明\n")
    [table] = tables(document)
    assert rows(document, table)[:2] == [["项目", "预算"], ["人员\n经费", "12.5"]]
    assert lines_of(document, "12.5") == [8]
    assert lines_of(document, "人员") == [6]
    assert lines_of(document, "经费") == [7]


def test_text_between_two_tables_of_cells_one_a_line_fills_no_cell():
    grid = "\t项目\n\t预算\n\n\t人员经费\n\t12.5\n\n"
    document = load(f"{grid}二、执行情况\n\n全年执行12.5万元。\n\n{grid}")
    first, second = tables(document)
    assert (
        rows(document, first) == rows(document, second) == [["项目", "预算"], ["人员经费", "12.5"]]
    )
    assert texts(document) == ["二、执行情况", "全年执行12.5万元。"]


def test_a_title_parts_forms_of_merged_cells_one_a_line():
    form = (
        "\t单位\n\t甲局\n\n\t编制\n\t22\n\t实有\n\t21\n\n\t制度\n\t是否健全：是\n\n是否公开：是\n\n"
    )
    form += "\t结论\n\t优\n\n"
    document = load(f"{form}以上情况属实。\n\n附表2 收支情况表\n\n{form}")
    first, second = tables(document)
    assert rows(document, first) == rows(document, second)
    assert rows(document, first)[2] == ["制度", "是否健全：是\n是否公开：是"]
    assert texts(document) == ["以上情况属实。", "附表2 收支情况表"]


def test_sentence_cut_by_a_line_break_is_joined():
    document = load("本年度部门预算安排资金较上年有所增加，其中基本支出\n为12.50万元。\n第二段。\n")
    assert texts(document) == [
        "本年度部门预算安排资金较上年有所增加，其中基本支出为12.50万元。",
        "第二段。",
    ]
    assert lines_of(document, "支出为12.50") == [1, 2]
    assert lines_of(document, "第二段") == [3]


def test_what_is_finished_or_begins_anew_is_not_joined():
    one = "本年度部门预算安排资金较上年有所增加，其中基本支出较多。"
    two = "本年度部门预算安排资金较上年有所增加，其中项目支出较多"
    assert texts(load(f"{one}\n其余为项目支出\n")) == [one, "其余为项目支出"]
    assert texts(load(f"{two}\n（一）产出\n")) == [two, "（一）产出"]
    assert texts(load("资金，使用\n情况")) == ["资金，使用", "情况"]


def test_headings_have_the_level_of_their_marker():
    document = load("一、概况\n（一）职能\n1. 任务\n（1）要点\n2020.5万元\n")
    found = [(b.kind, b.level) for b in document.blocks if isinstance(b, Paragraph)]
    assert found == [
        ("heading", 1),
        ("heading", 2),
        ("heading", 3),
        ("heading", 4),
        ("paragraph", None),
    ]


def test_lines_are_counted_over_every_kind_of_break():
    document = load("甲\r\n乙\r丙\x0c丁\n\n戊")
    assert [lines_of(document, sign) for sign in "甲乙丙丁戊"] == [[1], [2], [3], [4], [6]]


def test_spans_of_a_document_agree_with_its_text():
    document = load("前文\n甲\t1\n乙\t2\n后文\n")
    [table] = tables(document)
    assert all(table.span.covers(cell.span) for cell in table.cells)
    ends = [run.span.end for run in document.runs]
    assert ends == sorted(ends)
    assert [document.slice(run.span) for run in document.runs] == [
        "前文",
        "甲",
        "1",
        "乙",
        "2",
        "后文",
    ]


def test_another_encoding_is_noted():
    assert load("甲").notes == ()
    assert "gb18030" in load("甲", encoding="gb18030").notes[0].zh


BROKEN = """目标申报
一级
指标
二级指标
三级指标
指标值
实际
完成值
分值
得分
产出
指标
数量
指标
检查单位
个数
30个
32个
10
10
质量
指标
合格率
95%
96%
20
19
备注
没有
说明
"""


def test_form_whose_lines_are_broken_inside_cells_gets_its_grid_back():
    document = load(BROKEN)
    found = [rows(document, table) for table in tables(document)]
    assert found, document.blocks
    flat = [[text.replace("\n", "") for text in row] for row in found[0]]
    assert any(row[-4:] == ["30个", "32个", "10", "10"] for row in flat), flat
    assert any(row[-4:] == ["95%", "96%", "20", "19"] for row in flat), flat
    assert lines_of(document, "96%") == [25]


def test_rows_printed_with_single_blanks_are_no_sentences():
    document = load("二、支出情况\n基本支出 1128.60 1160.11 99.27%\n项目支出\n全年支出12 万元。\n")
    assert [rows(document, table) for table in tables(document)] == [
        [["基本支出", "1128.60", "1160.11", "99.27%"]]
    ]
    assert texts(document) == ["二、支出情况", "项目支出", "全年支出12 万元。"]


FORM = """2023年度整体绩效自评表

年初预算数 全年预算数 全年执行数

分值 执行率 得分

年度资金总额 90.00 100.00 98.00 10 98% 9.8

一级

指标

二级指标 三级指标 年度指标

值

实际完成

值

分值 得分 偏差原因分析

产出

指标

数量指标

新建服务点 12 个 10 个 5 4.17 2 个点选址

调整

质量指标

认定准确率 ≥98% 99.12% 6 6

— 6 —

满意

度指标

服务对象

满意度指标

群众满意度 ≥90% 95% 5 5
"""


def test_broken_form_with_heads_in_another_order_remarks_and_page_numbers():
    document = load(FORM)
    funds, indicators = tables(document)
    assert rows(document, funds)[1] == [
        *("年度资金总额", "90.00", "100.00", "98.00", "10", "98%", "9.8")
    ]
    assert [row[2:] for row in rows(document, indicators)[1:]] == [
        ["新建服务点", "12 个", "10 个", "5", "4.17", "2个点选址调整"],
        ["认定准确率", "≥98%", "99.12%", "6", "6", ""],
        ["群众满意度", "≥90%", "95%", "5", "5", ""],
    ]
    assert rows(document, indicators)[3][0] == "满意度指标"
    assert "— 6 —" in texts(document)


def test_broken_form_whose_score_stands_before_its_weight():
    form = FORM.replace("分值 得分 偏差原因分析", "得分 分值").replace(
        "5 4.17 2 个点选址\n\n调整", "4.17 5"
    )
    head, first, *_ = rows(load(form), tables(load(form))[1])
    assert dict(zip(head, first, strict=True))["得分"] == "4.17"


def test_broken_form_behind_a_report_gets_its_grid_back():
    report = "".join(
        f"{number}.我局按照年初计划组织开展了第{number}批检查，检查结果已经全部录入监管平台。\n\n"
        for number in range(1, 41)
    )
    document = load(report + "某县某局绩效自评表\n" + BROKEN)
    found = [rows(document, table) for table in tables(document)]
    flat = [[text.replace("\n", "") for text in row] for table in found for row in table]
    assert any(row[-4:] == ["30个", "32个", "10", "10"] for row in flat), flat
    assert len([text for text in texts(document) if "批检查" in text]) == 40
    assert lines_of(document, "96%") == [25 + 81]


def test_heading_of_markdown_is_a_line_of_its_own():
    wide = (
        "本年度一般公共预算财政拨款支出全部用于保障机构正常运转和完成各项工作任务，结构合理。\n\n"
    )
    document = load(wide * 14 + "### 三、一般公共预算财政拨款支出决算具体情况的说明\n\n" + wide)
    assert texts(document)[14] == "### 三、一般公共预算财政拨款支出决算具体情况的说明"
