"""Tables of a PDF: grids, merged cells, joining over pages, boxes."""

from __future__ import annotations

import pytest
from pdf_writer import Page, pdf

from reportlint.load.pdf import load_pdf
from reportlint.model.document import Document, Paragraph, Table
from reportlint.model.span import Span


def load(*pages: Page, engine: str = "auto") -> Document:
    document = load_pdf(pdf(*pages), "report.pdf", "0" * 64, engine)
    assert isinstance(document, Document), document
    return document


def tables(document: Document) -> list[Table]:
    return [block for block in document.blocks if isinstance(block, Table)]


def cells(document: Document, table: Table) -> list[tuple[int, int, int, int, str]]:
    return [(c.row, c.column, c.rowspan, c.colspan, document.slice(c.span)) for c in table.cells]


def rows(document: Document, table: Table) -> list[list[str]]:
    out: list[list[str]] = [[] for _ in range(table.rows)]
    for cell in table.cells:
        out[cell.row].append(document.slice(cell.span))
    return out


def two_level_head() -> Page:
    """项目 over two rows, 预算 over two columns, one row of values."""
    page = Page()
    for y in (100, 140, 160):
        page.rule(60, y, 360, y)
    page.rule(160, 120, 360, 120)
    for x in (60, 160, 360):
        page.rule(x, 100, x, 160)
    page.rule(260, 120, 260, 160)
    page.text(64, 124, "项目").text(164, 114, "预算").text(164, 134, "年初").text(264, 134, "调整")
    return page.row([60, 160, 260], 154, ["培训", "1,200.50", "-30"])


HEAD_CELLS = [
    (0, 0, 2, 1, "项目"),
    (0, 1, 1, 2, "预算"),
    (1, 1, 1, 1, "年初"),
    (1, 2, 1, 1, "调整"),
    (2, 0, 1, 1, "培训"),
    (2, 1, 1, 1, "1,200.50"),
    (2, 2, 1, 1, "-30"),
]


@pytest.mark.parametrize("engine", ["auto", "pdfplumber"])
def test_merged_cells_appear_once_at_their_origin(engine):
    document = load(two_level_head(), engine=engine)
    (table,) = tables(document)
    assert (table.rows, table.columns, table.ragged) == (3, 3, False)
    assert cells(document, table) == HEAD_CELLS


def test_both_engines_agree_on_text_blocks_and_places():
    page = two_level_head().text(60, 80, "表一 经费情况").text(60, 190, "单位：万元")
    ours, reference = load(page), load(page, engine="pdfplumber")
    assert ours.text == reference.text
    assert ours.blocks == reference.blocks
    for one, other in zip(ours.runs, reference.runs, strict=True):
        assert one.span == other.span
        assert one.edges == pytest.approx(other.edges, abs=0.6)
        assert (one.top, one.bottom) == pytest.approx((other.top, other.bottom), abs=2)


def test_separators_stand_outside_all_cells():
    document = load(two_level_head())
    assert document.text == "项目\t预算\n年初\t调整\n培训\t1,200.50\t-30"


def test_thin_boxes_and_dashes_are_rules_and_shading_is_not():
    page = Page().box(60, 100, 260, 120)
    for y in (100, 120, 140):
        page.box(60, y, 260, y + 0.5)
    for x in (60, 160, 260):
        for step in range(10):
            page.box(x, 100 + 4 * step, x + 0.5, 102.5 + 4 * step)
    page.row([60, 160], 114, ["items", "amount"]).row([60, 160], 134, ["paper", "12"])
    document = load(page)
    (table,) = tables(document)
    assert rows(document, table) == [["items", "amount"], ["paper", "12"]]


def test_rules_inside_a_form_xobject_are_found():
    page = Page()
    page.content.append("q 0.5 0 0 0.5 100 500 cm /X1 Do Q")
    form = Page().grid([60, 160, 260], [100, 120, 140])
    form.row([60, 160], 114, ["items", "amount"]).row([60, 160], 134, ["paper", "12"])
    body = "\n".join(form.content)
    extra = {
        100: "<< /Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources "
        f"<< /Font << /F1 3 0 R >> >> /Length {len(body)} >>\nstream\n{body}\nendstream"
    }
    document = load_pdf(pdf(page, extra=extra), "form.pdf", "0")
    assert isinstance(document, Document)
    (table,) = tables(document)
    assert rows(document, table) == [["items", "amount"], ["paper", "12"]]
    start = document.text.index("12")
    (box,) = document.boxes_of(Span(start, start + 2))
    assert box.x0 == pytest.approx(100 + 164 / 2, abs=0.5)


def test_table_without_side_rules_keeps_its_outer_columns():
    page = Page()
    for y in (100, 120, 140):
        page.rule(60, y, 360, y)
    page.rule(160, 100, 160, 140).rule(260, 100, 260, 140)
    page.row([60, 160, 260], 114, ["年度", "2019", "2020"])
    page.row([60, 160, 260], 134, ["件数", "17", "23"])
    document = load(page)
    (table,) = tables(document)
    assert rows(document, table) == [["年度", "2019", "2020"], ["件数", "17", "23"]]


def test_three_line_table_takes_its_columns_from_the_gaps():
    page = Page().rule(60, 100, 460, 100).rule(60, 120, 460, 120).rule(60, 180, 460, 180)
    xs = [60.0, 220.0, 380.0]
    page.row(xs, 114, ["年度", "2019", "2020"]).row(xs, 134, ["案件", "17", "23"])
    page.row(xs, 154, ["走访", "105", "98"]).row(xs, 174, ["合计", "122", "121"])
    document = load(page)
    (table,) = tables(document)
    assert rows(document, table) == [
        ["年度", "2019", "2020"],
        ["案件", "17", "23"],
        ["走访", "105", "98"],
        ["合计", "122", "121"],
    ]


XS = [60.0, 160.0, 260.0, 360.0]


def long_table(first: int, count: int, top: float, head: bool = True) -> Page:
    """Numbered rows of 20 points each, with or without the head."""
    lines = ([["序号", "单位", "金额"]] if head else []) + [
        [str(k), f"单位{k}", f"{k * 11}.50"] for k in range(first, first + count)
    ]
    page = Page().grid(XS, [top + 20 * k for k in range(len(lines) + 1)])
    for k, line in enumerate(lines):
        page.row(XS[:3], top + 14 + 20 * k, line)
    return page


@pytest.mark.parametrize("head", [True, False], ids=["repeated head", "no head"])
def test_table_over_two_pages_is_one_and_drops_the_repeated_head(head):
    first = long_table(1, 34, 80).text(290, 810, "- 1 -")
    second = long_table(35, 3, 80, head).text(290, 810, "- 2 -")
    document = load(first, second)
    (table,) = tables(document)
    assert (table.rows, table.columns) == (38, 3)
    assert rows(document, table)[33:36] == [
        ["33", "单位33", "363.50"],
        ["34", "单位34", "374.50"],
        ["35", "单位35", "385.50"],
    ]
    assert document.page_of(table.cells[-1].span) == 2
    kinds = [block.kind for block in document.blocks if isinstance(block, Paragraph)]
    assert kinds == ["footer", "footer"]


def test_row_split_by_the_page_break_is_one_row_again():
    first = long_table(1, 33, 80)
    first.grid(XS, [760, 780]).row(XS[:3], 774, ["34", "某某街道公共法律服", "374.50"])
    second = Page().grid(XS, [80, 100, 120]).row(XS[:3], 94, ["", "务工作站", ""])
    second.row(XS[:3], 114, ["35", "单位35", "385.50"])
    document = load(first, second)
    (table,) = tables(document)
    assert table.rows == 36
    assert rows(document, table)[34] == ["34", "某某街道公共法律服务工作站", "374.50"]
    label = table.cells[34 * 3 + 1].span
    assert [box.page for box in document.boxes_of(label)] == [1, 2]


def test_merged_cell_open_at_the_page_break_goes_on():
    first = Page().grid([60, 160], [80, 780]).grid([160, 260], [80 + 20 * k for k in range(36)])
    first.text(64, 94, "数量指标")
    second = Page().grid([60, 160], [80, 120]).grid([160, 260], [80, 100, 120])
    for k in range(35):
        first.text(164, 94 + 20 * k, f"{k}")
    second.text(164, 94, "35").text(164, 114, "36")
    document = load(first, second)
    (table,) = tables(document)
    assert cells(document, table)[0] == (0, 0, 37, 1, "数量指标")
    assert table.rows == 37


def test_two_tables_stay_two():
    heading = long_table(1, 34, 80), long_table(1, 3, 120).text(60, 100, "表二 其他情况")
    assert [t.rows for t in tables(load(*heading))] == [35, 4]
    other = Page().grid(XS, [80, 100, 120]).row(XS[:3], 94, ["编号", "名称", "比例"])
    other.row(XS[:3], 114, ["1", "单位", "20%"])
    assert [t.rows for t in tables(load(long_table(1, 34, 80), other))] == [35, 2]


def test_box_of_a_span_stands_where_the_figure_is_printed():
    document = load(two_level_head())
    start = document.text.index("200.50")
    (box,) = document.boxes_of(Span(start, start + 6))
    assert box.page == 1
    # Helvetica 10: a digit is 5.56 wide, a comma 2.78; "1," comes before.
    assert (box.x0, box.x1) == pytest.approx((164 + 8.34, 164 + 8.34 + 5 * 5.56 + 2.78), abs=0.3)
    assert box.top < 150 < box.bottom
    assert 8 < box.bottom - box.top < 14


@pytest.mark.parametrize("engine", ["auto", "pdfplumber"])
def test_boxes_follow_crop_box_and_rotation(engine):
    cropped = Page("/MediaBox [0 0 595 842] /CropBox [30 40 565 800]")
    document = load(cropped.text(100, 200, "12345"), engine=engine)
    (box,) = document.boxes_of(Span(0, 5))
    assert (box.x0, box.bottom) == pytest.approx((70, 160), abs=4)

    turned = Page("/MediaBox [0 0 595 842] /Rotate 90")
    turned.content.append("BT /F1 10 Tf 0 1 -1 0 100 50 Tm (12345) Tj ET")
    document = load(turned, engine=engine)
    (box,) = document.boxes_of(Span(0, 5))
    assert (box.x0, box.x1) == pytest.approx((50, 77.8), abs=1)
    assert (box.top, box.bottom) == pytest.approx((91, 102), abs=3)


def test_empty_cell_knows_its_page():
    page = Page().grid([60, 160, 260], [100, 120]).row([60, 160], 114, ["结余", ""])
    document = load(Page().text(60, 100, "前言"), page)
    (table,) = tables(document)
    empty = table.cells[1].span
    assert len(empty) == 0
    assert document.page_of(empty) == 2
    assert document.boxes_of(empty) == ()


def test_lines_of_a_cell_are_joined_where_they_wrap():
    page = Page().grid([60, 124, 260], [100, 140])
    page.text(64, 114, "资产管理规").text(64, 128, "范程度")
    page.text(128, 114, "是").text(128, 128, "否")
    document = load(page)
    (table,) = tables(document)
    assert rows(document, table) == [["资产管理规范程度", "是\n否"]]


def test_two_numbers_in_one_cell_never_become_one():
    page = (
        Page().grid([60, 110, 260], [100, 140]).text(64, 114, "1,234.50").text(64, 128, "1,300.00")
    )
    page.text(114, 114, "两项")
    document = load(page)
    (table,) = tables(document)
    assert rows(document, table) == [["1,234.50\n1,300.00", "两项"]]
