"""DOCX tables: merged cells, short rows, nested tables, canonical text of a grid."""

from __future__ import annotations

from word_xml import (
    CONTINUE,
    RESTART,
    cell,
    docx,
    grids,
    load,
    para,
    row,
    run,
    span,
    table,
    texts,
)

from reportlint.model.document import Table


def only_grid(*rows: str) -> list[tuple[int, int, int, int, str]]:
    (grid,) = grids(load(docx(table(*rows))))
    return grid


def test_canonical_text_of_a_table() -> None:
    document = load(docx(para("上文") + table(row("甲", "乙"), row("1", "2")) + para("下文")))
    assert document.text == "上文\n甲\t乙\n1\t2\n下文"
    block = document.blocks[1]
    assert isinstance(block, Table)
    assert document.slice(block.span) == "甲\t乙\n1\t2"
    assert (block.rows, block.columns, block.ragged) == (2, 2, False)


def test_merged_cells_stand_once_at_their_origin() -> None:
    assert only_grid(
        row(cell("项目", RESTART), cell("预算", span(2)), cell("备注", RESTART)),
        row(cell("", CONTINUE), "年初", "全年", cell("", CONTINUE)),
        row("支出", "10", "12", ""),
    ) == [
        (0, 0, 2, 1, "项目"),
        (0, 1, 1, 2, "预算"),
        (0, 3, 2, 1, "备注"),
        (1, 1, 1, 1, "年初"),
        (1, 2, 1, 1, "全年"),
        (2, 0, 1, 1, "支出"),
        (2, 1, 1, 1, "10"),
        (2, 2, 1, 1, "12"),
        (2, 3, 1, 1, ""),
    ]


def test_a_wide_cell_merged_over_three_rows() -> None:
    tall = [
        row(cell("说明" if n == 0 else "", span(2) + merge), str(n))
        for n, merge in enumerate([RESTART, CONTINUE, CONTINUE])
    ]
    assert only_grid(*tall)[0] == (0, 0, 3, 2, "说明")


def test_a_new_merge_below_another_starts_anew() -> None:
    assert only_grid(
        row(cell("甲", RESTART), "1"),
        row(cell("", CONTINUE), "2"),
        row(cell("乙", RESTART), "3"),
        row(cell("", CONTINUE), "4"),
    )[::3] == [(0, 0, 2, 1, "甲"), (2, 0, 2, 1, "乙")]


def test_a_continuation_of_another_width_stands_for_itself() -> None:
    grid = only_grid(row(cell("甲", RESTART), "1"), row(cell("乙", CONTINUE + span(2))))
    assert grid == [(0, 0, 1, 1, "甲"), (0, 1, 1, 1, "1"), (1, 0, 1, 2, "乙")]


def test_a_continuation_without_a_start_is_a_cell() -> None:
    assert only_grid(row(cell("甲", CONTINUE), "1")) == [(0, 0, 1, 1, "甲"), (0, 1, 1, 1, "1")]


def test_text_kept_under_a_merge_is_hidden() -> None:
    document = load(docx(table(row(cell("甲", RESTART)), row(cell("旧数 7", CONTINUE)))))
    assert "旧数" not in document.text
    assert "隐藏" in document.notes[0].zh


def test_horizontal_merges_of_old_files() -> None:
    start, more = '<w:hMerge w:val="restart"/>', '<w:hMerge w:val="continue"/>'
    assert only_grid(row(cell("合计", start), cell("", more), "9")) == [
        (0, 0, 1, 2, "合计"),
        (0, 2, 1, 1, "9"),
    ]


def test_short_and_indented_rows_keep_their_columns() -> None:
    document = load(
        docx(
            table(
                row("甲", "乙", "丙"),
                row("5", properties='<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>'),
                row("6", "7"),
            )
        )
    )
    assert [(r, c, text) for r, c, _, _, text in grids(document)[0][3:]] == [
        (1, 1, "5"),
        (2, 0, "6"),
        (2, 1, "7"),
    ]
    (block,) = document.blocks
    assert isinstance(block, Table)
    assert (block.rows, block.columns) == (3, 3)


def test_cells_and_rows_inside_content_controls() -> None:
    wrapped_cell = f"<w:sdt><w:sdtContent>{cell('2')}</w:sdtContent></w:sdt>"
    wrapped_row = f"<w:sdt><w:sdtContent>{row('3', '4')}</w:sdtContent></w:sdt>"
    assert [entry[4] for entry in only_grid(row("1", wrapped_cell), wrapped_row)] == list("1234")


def test_paragraphs_of_a_cell_are_lines_and_tabs_are_blanks() -> None:
    inner = para("甲") + para(run("乙") + "<w:r><w:tab/></w:r>" + run("丙"))
    document = load(docx(table(row(cell(inner), "9"))))
    assert grids(document)[0][0][4] == "甲\n乙 丙"
    assert [document.slice(r.span) for r in document.runs] == ["甲", "乙 丙", "9"]


def test_empty_cells_have_empty_spans_where_their_text_would_stand() -> None:
    document = load(docx(table(row("甲", "", "乙"))))
    (block,) = document.blocks
    assert isinstance(block, Table)
    empty = block.cells[1].span
    assert len(empty) == 0
    assert document.text[: empty.start] == "甲\t"


def test_a_nested_table_follows_the_outer_one_and_is_not_repeated() -> None:
    nested = cell(para("外") + table(row("内", "12")) + para(""))
    document = load(docx(table(row(nested, "右")) + para("下文")))
    assert [[entry[4] for entry in grid] for grid in grids(document)] == [
        ["外", "右"],
        ["内", "12"],
    ]
    assert document.text.count("12") == 1
    assert texts(document) == ["下文"]


def test_a_text_box_in_a_cell_follows_the_table() -> None:
    box = f"<w:r><w:pict><w:txbxContent>{para('附注')}</w:txbxContent></w:pict></w:r>"
    document = load(docx(table(row(cell(para(run("甲") + box)), "乙"))))
    assert [entry[4] for entry in grids(document)[0]] == ["甲", "乙"]
    assert texts(document) == ["附注"]


def test_rows_that_only_continue_merges_are_rows() -> None:
    document = load(docx(table(row(cell("甲", RESTART)), row(cell("", CONTINUE)), row("乙"))))
    assert [entry[:3] for entry in grids(document)[0]] == [(0, 0, 2), (2, 0, 1)]
    assert document.text == "甲\n\n乙"
