"""Web pages: paragraphs, grids, lists, form fields, what is hidden, encodings, bounds."""

from __future__ import annotations

import pytest
from load_helpers import grids, order, read, refused, texts

from reportlint.model.document import Paragraph
from reportlint.model.settings import Limits
from reportlint.model.span import Span


def page(body: str, name: str = "a.html") -> str:
    return f"<!DOCTYPE html>\n<html><head><title>t</title></head><body>\n{body}\n</body></html>"


def test_blocks_come_in_order_with_their_kinds() -> None:
    document = read(
        page("<h1>自评报告</h1><p>一、收入情况</p>前文<div>收入 12 万元。</div>后文<h3>小结</h3>"),
        "a.html",
    )
    found = [
        (document.slice(b.span), b.kind, b.level)
        for b in document.blocks
        if isinstance(b, Paragraph)
    ]
    assert found == [
        ("自评报告", "heading", 0),
        ("一、收入情况", "heading", 1),
        ("前文", "paragraph", None),
        ("收入 12 万元。", "paragraph", None),
        ("后文", "paragraph", None),
        ("小结", "heading", 2),
    ]
    assert document.format == "html"


def test_blanks_collapse_as_in_a_browser() -> None:
    text = "<p>  预算\n 数\t为 <b> 12</b>.5\n万元 and\n so on&nbsp; 完 </p>"
    assert texts(read(page(text), "a.html")) == ["预算数 为 12.5 万元 and so on\xa0 完"]


def test_a_break_is_a_line_break_and_two_end_the_paragraph() -> None:
    body = "<div>第一行<br>第二行<br><br>新的一段<br>&emsp;　　缩进的一段</div>"
    assert texts(read(page(body), "a.html")) == ["第一行\n第二行", "新的一段\n\u2003　　缩进的一段"]
    body = "<div>第一段<br>　　缩进的一段</div>"
    assert texts(read(page(body), "a.html")) == ["第一段", "缩进的一段"]


def test_merged_cells_stand_once_at_their_origin() -> None:
    table = """<table><tr><th rowspan=2>项目<th colspan=2>预算<th rowspan=2>备注
    <tr><td>年初<td>调整<tr><td>合计<td>1<td>2<td></table>"""
    document = read(page(table), "a.html")
    assert grids(document) == [
        [
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
    ]


def test_spans_end_with_their_row_group_and_the_foot_comes_last() -> None:
    table = """<table><thead><tr><td rowspan=9>头<td>a</thead><tfoot><tr><td>合计<td>3</tfoot>
    <tbody><tr><td rowspan=0>组<td>1<tr><td>2</tbody></table>"""
    assert grids(read(page(table), "a.html")) == [
        [
            (0, 0, 1, 1, "头"),
            (0, 1, 1, 1, "a"),
            (1, 0, 2, 1, "组"),
            (1, 1, 1, 1, "1"),
            (2, 1, 1, 1, "2"),
            (3, 0, 1, 1, "合计"),
            (3, 1, 1, 1, "3"),
        ]
    ]


def test_cells_never_overlap() -> None:
    table = "<table><tr><td>a<td rowspan=2>b<tr><td colspan=3>c<td>d</table>"
    assert grids(read(page(table), "a.html")) == [
        [(0, 0, 1, 1, "a"), (0, 1, 2, 1, "b"), (1, 0, 1, 1, "c"), (1, 2, 1, 1, "d")]
    ]


def test_lines_of_a_cell() -> None:
    table = "<table><tr><td><p>年度支出</p><p>（万元）</p><td> 1<br>2 <ul><li>三</ul></table>"
    assert [cell[4] for cell in grids(read(page(table), "a.html"))[0]] == [
        "年度支出\n（万元）",
        "1\n2\n三",
    ]


def test_caption_before_and_inner_tables_behind_their_table() -> None:
    table = """<table><caption>表一 收支</caption><tr><td>外<table><tr><td>内<td>9</table><td>尾</table>
    <p>之后</p>"""
    document = read(page(table), "a.html")
    assert order(document) == ["表一 收支", "#", "#", "之后"]
    assert [cell[4] for grid in grids(document) for cell in grid] == ["外", "尾", "内", "9"]


def test_a_table_that_only_places_things_is_taken_apart() -> None:
    table = "<table><tr><td><h2>报告</h2><p>正文</p><table><tr><td>1<td>2</table></table>"
    assert order(read(page(table), "a.html")) == ["报告", "正文", "#"]


@pytest.mark.parametrize(
    ("opening", "markers"),
    [
        ("<ol>", ["1. ", "2. ", "7. "]),
        ("<ol type=A start=26>", ["Z. ", "AA. ", "G. "]),
        ("<ol type=i>", ["i. ", "ii. ", "vii. "]),
        ("<ol reversed>", ["3. ", "2. ", "7. "]),
        ("<ol style='list-style-type:cjk-ideographic' start=10>", ["十、", "十一、", "七、"]),
        ("<ol style='list-style:none'>", ["", "", ""]),
        ("<ul>", ["", "", ""]),
    ],
)
def test_list_markers_are_printed(opening: str, markers: list[str]) -> None:
    items = page(f"{opening}<li>2021年<li>甲<li value=7>乙")
    expected = [a + b for a, b in zip(markers, ("2021年", "甲", "乙"), strict=True)]
    assert texts(read(items, "a.html")) == expected


def test_form_fields_show_their_state() -> None:
    body = """<p>是<input type=checkbox checked>否<input type="checkbox"> 有<input type=radio>
    ☑&#9633;<input value="12.5"><input type=hidden value=9><button>保存</button>
    <select><option>优<option selected>良</select></p>"""
    assert texts(read(page(body), "a.html")) == ["是☑否□ 有○ ☑□12.5 良"]


def test_symbol_fonts_are_read_as_what_they_show() -> None:
    body = (
        "<p>是<span style='font-family:Wingdings'>&#254;</span>否<font face=Wingdings>o</font></p>"
    )
    assert texts(read(page(body), "a.html")) == ["是☑否□"]


def test_raised_digits_are_not_part_of_a_number() -> None:
    assert texts(read(page("<p>面积12<sup>2</sup>m<sup>2</sup></p>"), "a.html")) == ["面积12²m²"]


def test_hidden_content_is_left_out_with_a_note() -> None:
    body = """<p>显示<span style="color:red; display : none">隐藏 1</span></p><div hidden>2</div>
    <table><tr style="display:none"><td>3<td>4<tr><td>5<td>6</table>"""
    document = read(page(body), "a.html")
    assert document.text.split() == ["显示", "5", "6"]
    assert [("隐藏" in note.zh, "hidden" in note.en) for note in document.notes] == [(True, True)]


def test_what_is_no_content_is_left_out_without_a_note() -> None:
    body = """<nav>首页 1</nav><script>var a = 2</script><style>p{}</style><noscript>3</noscript>
    <template><p>4</p></template><p>正文<ruby>数<rt>5</rt></ruby></p><div hidden> </div>"""
    document = read(page(body), "a.html")
    assert document.text == "正文数"
    assert document.notes == ()


def test_pictures_and_deletions_are_noted() -> None:
    body = "<p>数为<del>8</del><ins>9</ins><img src=a.png><img width=1 height=1></p>"
    document = read(page(body), "a.html")
    assert document.text == "数为9"
    assert len(document.notes) == 2
    assert "1 处图片" in document.notes[1].zh


def test_lines_of_the_source_are_known() -> None:
    document = read("<html><body>\n<p>甲\n乙12\n</p>\n<table>\n<tr><td>丙\n<td></table>", "a.html")
    lines = [
        document.line_of(Span(at, at + 1)) for at in map(document.text.index, ("甲", "乙", "丙"))
    ]
    assert lines == [2, 3, 6]
    assert [document.line_of(cell.span) for cell in document.blocks[1].cells] == [6, 7]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("codec", "label"),
    [("gb18030", "gb2312"), ("utf-8", "utf-8"), ("big5", "big5"), ("gb18030", None)],
)
def test_the_encoding_is_the_one_the_page_names(codec: str, label: str | None) -> None:
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={label}">'
    source = f"<html><head>{meta if label else ''}</head><body>預算 12.5</body></html>"
    assert read(source.encode(codec), "a.html").text == "預算 12.5"


def test_a_mark_wins_over_a_wrong_label() -> None:
    source = '<html><head><meta charset="gbk"></head><body>预算</body></html>'
    assert read(source.encode("utf-16"), "a.html").text == "预算"
    assert read(source.encode("utf-8-sig"), "a.html").text == "预算"
    # Without a mark the label is tried first, and these bytes are no GBK.
    assert read(source.replace("预算", "预算数").encode(), "a.html").text == "预算数"


def test_a_page_is_read_whatever_it_is_called() -> None:
    document = read(page("<table><tr><td>1</table>"), "a.xls")
    assert document.format == "html"
    assert "以 .xls 结尾" in document.notes[-1].zh
    assert read("<p>12</p>", "a.html").format == "html"
    assert read("<p>12</p>", "a.txt").format == "text"


def test_a_page_without_text_or_out_of_bounds_is_refused() -> None:
    assert "没有可以读取的文字" in refused(page("<script>render()</script>"), "a.html").zh
    assert "嵌套过深" in refused(page("<div>" * 3000 + "1"), "a.html").zh
    wide = page("<table><tr>" + "<td colspan=1000>1" * 40 + "</table>")
    assert "过大" in refused(wide, "a.html").zh
    cells = page("<table>" + "<tr><td>1<td>2" * 9 + "</table>")
    assert "单元格过多" in refused(cells, "a.html", Limits(max_cells=17)).zh
    assert len(grids(read(cells, "a.html", Limits(max_cells=18)))[0]) == 18
