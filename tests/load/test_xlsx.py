"""Workbooks: what is visible, how it is laid out, and what the notes say about the rest."""

from __future__ import annotations

import builtins
import io
import zipfile
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest
from load_helpers import grids, order, read, refused, texts
from openpyxl.styles import Border, Side

from reportlint.model.document import Paragraph, Table
from reportlint.model.settings import Limits

RULED = Border(*(Side(style="thin"),) * 4)


def book(*rows: list[Any], title: str = "收支表") -> Any:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = title
    for row in rows:
        sheet.append(row)
    return workbook


def rule(sheet: Any, area: str) -> None:
    for row in sheet[area]:
        for cell in row:
            cell.border = RULED


def saved(workbook: Any) -> bytes:
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def changed(data: bytes, part: str, old: str, new: str) -> bytes:
    """The workbook with something replaced in one of its parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(file, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == part:
                assert old.encode() in content
                content = content.replace(old.encode(), new.encode())
            target.writestr(name, content)
    return file.getvalue()


def test_sheet_title_unit_table_and_note() -> None:
    workbook = book(
        ["收支情况表"],
        ["单位：万元"],
        ["项目", "预算", "决算"],
        ["基本支出", 12, 11.5],
        ["合计", 12],
        ["注：以上均为决算口径。"],
        [],
        ["名称", "数量"],
        ["车辆", 3],
    )
    document = read(saved(workbook), "a.xlsx")
    assert order(document) == [
        "收支表",
        "收支情况表",
        "单位：万元",
        "#",
        "注：以上均为决算口径。",
        "#",
    ]
    first, second = (block for block in document.blocks if isinstance(block, Table))
    assert (first.rows, first.columns) == (3, 3)
    assert grids(document)[0][-1] == (2, 2, 1, 1, "")
    assert (second.rows, second.columns) == (2, 2)
    heading = document.blocks[0]
    assert isinstance(heading, Paragraph)
    assert (heading.kind, heading.level) == ("heading", 0)


def test_a_sheet_without_a_name_of_its_own_has_no_heading() -> None:
    assert texts(read(saved(book(["甲"], title="Sheet1")), "a.xlsx")) == ["甲"]


def test_lines_tell_what_belongs_to_the_table() -> None:
    workbook = book(
        ["填报单位：某局", None, "单位：万元"],
        ["项目", "预算", "决算"],
        ["基本支出", 12, None],
        [None, None, None],
        ["意见"],
        ["填表人：某某"],
    )
    rule(workbook.active, "A2:C5")
    document = read(saved(workbook), "a.xlsx")
    assert order(document) == ["收支表", "填报单位：某局  单位：万元", "#", "填表人：某某"]
    table = document.blocks[2]
    assert isinstance(table, Table)
    assert (table.rows, table.columns) == (4, 3)


def test_a_long_text_in_one_cell_is_paragraphs_and_a_title_is_one() -> None:
    workbook = book(["某局\n自评报告"], ["一、收入情况\n收入 12 万元。\n支出 9 万元。"])
    assert texts(read(saved(workbook), "a.xlsx")) == [
        "收支表",
        "某局\n自评报告",
        "一、收入情况",
        "收入 12 万元。",
        "支出 9 万元。",
    ]


def test_merged_ranges() -> None:
    workbook = book(
        ["项目", "预算", None, "备注"], [None, "年初", "调整", None], ["合计", 1, 2, None]
    )
    for area in ("A1:A2", "B1:C1", "D1:D2"):
        workbook.active.merge_cells(area)
    assert grids(read(saved(workbook), "a.xlsx"))[0] == [
        (0, 0, 2, 1, "项目"),
        (0, 1, 1, 2, "预算"),
        (0, 3, 2, 1, "备注"),
        (1, 1, 1, 1, "年初"),
        (1, 2, 1, 1, "调整"),
        (2, 0, 1, 1, "合计"),
        (2, 1, 1, 1, "1"),
        (2, 2, 1, 1, "2"),
        (2, 3, 1, 1, ""),
    ]


def test_rows_that_are_merged_only_for_their_height_are_one() -> None:
    workbook = book(["单位", "某局"], ["绩效", "很长的文字"], [], [], ["结论", "优"])
    for area in ("A2:A4", "B2:B4"):
        workbook.active.merge_cells(area)
    assert grids(read(saved(workbook), "a.xlsx"))[0] == [
        (0, 0, 1, 1, "单位"),
        (0, 1, 1, 1, "某局"),
        (1, 0, 1, 1, "绩效"),
        (1, 1, 1, 1, "很长的文字"),
        (2, 0, 1, 1, "结论"),
        (2, 1, 1, 1, "优"),
    ]


def test_cells_show_what_the_format_says() -> None:
    workbook = book(
        ["率", "额", "日", "否", "文", "期"], [0.9798, -1234.5, None, False, "0012", None]
    )
    sheet = workbook.active
    sheet["A2"].number_format = "0.00%"
    sheet["B2"].number_format = "#,##0.00_);(#,##0.00)"
    sheet["C2"] = datetime(2024, 3, 5)
    sheet["C2"].number_format = 'yyyy"年"m"月"d"日"'
    sheet["F2"] = date(2024, 12, 31)
    sheet["F2"].number_format = "mm-dd-yy"  # the code whose look depends on the language
    row = [cell[4] for cell in grids(read(saved(workbook), "a.xlsx"))[0] if cell[0] == 1]
    assert row == ["97.98%", "(1,234.50)", "2024年3月5日", "FALSE", "0012", "2024/12/31"]


def test_zeros_that_a_sheet_does_not_show_are_empty() -> None:
    workbook = book(["a", "b"], [0, 1])
    workbook.active.sheet_view.showZeros = False
    assert [cell[4] for cell in grids(read(saved(workbook), "a.xlsx"))[0]] == ["a", "b", "", "1"]


def test_formulas_give_their_stored_result_and_others_are_noted() -> None:
    data = saved(book(["a", "b", "c"], ["=1+1", "=2+2", '=IF(1,"","x")']))
    part = "xl/worksheets/sheet1.xml"
    data = changed(data, part, "<f>1+1</f><v></v>", "<f>1+1</f><v>2</v>")
    data = changed(data, part, '<c r="C2"><f>IF', '<c r="C2" t="str"><f>IF')
    document = read(data, "a.xlsx")
    assert [cell[4] for cell in grids(document)[0]] == ["a", "b", "c", "2", "", ""]
    (note,) = document.notes
    assert "“收支表”" in note.zh
    assert "B2；" in note.zh
    assert "C2" not in note.zh


def test_errors_are_printed_and_noted() -> None:
    workbook = book(["a", "b"], [1, "#REF!"])
    document = read(saved(workbook), "a.xlsx")
    assert grids(document)[0][-1][4] == "#REF!"
    assert "B2" in document.notes[0].zh


def test_hidden_sheets_rows_and_columns_are_named_and_not_read() -> None:
    workbook = book(["项目", "秘", "预算"], ["甲", 91, 1], ["乙", 92, 2], ["丙", 93, 3])
    sheet = workbook.active
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["B"].hidden = True
    workbook.create_sheet("底稿").append([94])
    workbook["底稿"].sheet_state = "veryHidden"
    document = read(saved(workbook), "a.xlsx")
    assert grids(document) == [
        [
            (0, 0, 1, 1, "项目"),
            (0, 1, 1, 1, "预算"),
            (1, 0, 1, 1, "甲"),
            (1, 1, 1, 1, "1"),
            (2, 0, 1, 1, "丙"),
            (2, 1, 1, 1, "3"),
        ]
    ]
    assert not any(str(n) in document.text for n in (91, 92, 93, 94))
    assert [note.zh for note in document.notes] == [
        "隐藏的工作表没有核对：底稿。",
        "工作表“收支表”中隐藏的行没有核对：3。",
        "工作表“收支表”中隐藏的列没有核对：B。",
    ]


def test_a_merged_cell_whose_first_row_is_hidden_still_shows() -> None:
    workbook = book(["组", 1], [None, 2], [None, 3])
    workbook.active.merge_cells("A1:A3")
    workbook.active.row_dimensions[1].hidden = True
    document = read(saved(workbook), "a.xlsx")
    assert grids(document)[0][0] == (0, 0, 2, 1, "组")
    assert "行没有核对：1。" in document.notes[0].zh  # for the 1 beside it
    workbook.active.column_dimensions["A"].hidden = True
    assert "列没有核对：A。" in read(saved(workbook), "a.xlsx").notes[1].zh


def test_every_place_has_its_address() -> None:
    workbook = book(["标题"], ["a", "b"], [1, None])
    workbook.active.column_dimensions["A"].hidden = False
    document = read(saved(workbook), "a.xlsx")
    table = document.blocks[-1]
    assert isinstance(table, Table)
    assert [document.cell_of(cell.span) for cell in table.cells] == [
        ("收支表", "A2"),
        ("收支表", "B2"),
        ("收支表", "A3"),
        ("收支表", "B3"),
    ]
    assert document.cell_of(document.blocks[0].span) == ("收支表", None)
    assert document.cell_of(document.blocks[1].span) == ("收支表", "A1")


def test_one_far_cell_costs_nothing() -> None:
    workbook = book(["a", "b"], [1, 2])
    workbook.active["XFD1048576"] = "远"
    document = read(saved(workbook), "a.xlsx")
    assert len(grids(document)[0]) == 4
    assert texts(document)[-1] == "远"


def test_a_merged_range_over_the_whole_sheet_is_refused_at_once() -> None:
    workbook = book(["a", "b"], [1, 2])
    workbook.active.merge_cells("D1:E1")
    data = changed(saved(workbook), "xl/worksheets/sheet1.xml", "D1:E1", "D1:XFD1048576")
    assert "单元格过多" in refused(data, "a.xlsx").zh


def test_what_cannot_be_read_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    good = saved(book(["a", "b"], [1, 2]))
    assert "没有任何内容" in refused(saved(book([])), "a.xlsx").zh
    assert "Excel 文件已损坏" in refused(good[: len(good) // 2], "a.xlsx").zh
    broken = changed(good, "xl/worksheets/sheet1.xml", "</row>", "</raw>")
    assert "Excel 文件已损坏" in refused(broken, "a.xlsx").zh
    typed = changed(good, "xl/workbook.xml", "<workbook ", "<!DOCTYPE a><workbook ")
    assert "Excel 文件已损坏" in refused(typed, "a.xlsx").zh
    assert "过大" in refused(good, "a.xlsx", Limits(max_bytes=len(good))).zh
    assert "单元格过多" in refused(good, "a.xlsx", Limits(max_cells=3)).zh
    real = builtins.__import__

    def without(name: str, *more: Any, **named: Any) -> Any:
        if name.startswith("openpyxl"):
            raise ImportError(name)
        return real(name, *more, **named)

    monkeypatch.setattr(builtins, "__import__", without)
    assert "pip install reportlint[excel]" in refused(good, "a.xlsx").zh
