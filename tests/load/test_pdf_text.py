"""Running text of a PDF: reflow, doubled glyphs, watermarks, page furniture, kinds."""

from __future__ import annotations

import pytest
from pdf_writer import Page, pdf

from reportlint.load.pdf import load_pdf
from reportlint.load.pdf.engine import ordinary
from reportlint.model.document import Document, Paragraph

LEFT, EM = 60.0, 12.0
FULL = 38  # characters on a full line of 12 points: right margin at 516


def load(*pages: Page) -> Document:
    document = load_pdf(pdf(*pages), "report.pdf", "0" * 64)
    assert isinstance(document, Document), document
    return document


def texts(document: Document) -> list[str]:
    return [document.slice(block.span) for block in document.blocks]


def kinds(document: Document) -> list[tuple[str, int | None]]:
    return [(b.kind, b.level) for b in document.blocks if isinstance(b, Paragraph)]


def write(page: Page, top: float, *lines: str) -> Page:
    """Lines of 12 points, 20 apart; two leading ideographic spaces indent without being printed."""
    for number, line in enumerate(lines):
        indent = 2 * EM if line.startswith("\u3000\u3000") else 0
        page.text(LEFT + indent, top + 20 * number, line.strip("\u3000"), EM)
    return page


def han(count: int) -> str:
    return "本年度各项工作按计划推进" * (count // 12) + "本年度各项工作按计划推进"[: count % 12]


def test_paragraph_lines_join_and_indented_lines_begin_new_ones():
    first = "\u3000\u3000" + han(FULL - 2)
    page = write(Page(), 100, first, han(FULL), "有序完成。", "\u3000\u3000" + han(20) + "。")
    document = load(page)
    assert texts(document) == [
        han(FULL - 2) + han(FULL) + "有序完成。",
        han(20) + "。",
    ]
    assert len(list(document.runs_of(document.blocks[0].span))) == 3


def test_number_broken_by_the_line_end_comes_out_whole():
    page = Page()
    write(page, 100, "\u3000\u3000" + han(FULL - 2), han(FULL))
    # The line is full to the last digit: 35 characters and "1267" fill it up to 506.7.
    page.text(LEFT, 140, han(FULL - 3), EM).text(LEFT + (FULL - 3) * EM, 140, "12674", EM)
    page.text(LEFT, 160, ".47", EM).text(LEFT + 17, 160, "万元，完成预算。", EM)
    document = load(page)
    (text,) = texts(document)
    assert text.endswith("12674.47万元，完成预算。")


def test_paragraph_goes_on_over_the_page_break_past_header_and_footer():
    one = write(Page(), 100, "\u3000\u3000" + han(FULL - 2), *[han(FULL)] * 3)
    two = write(Page(), 100, han(FULL), "到此为止。", "\u3000\u3000" + han(FULL - 2), han(9) + "。")
    three = write(Page(), 100, "\u3000\u3000" + han(FULL - 2), han(5) + "。")
    for number, page in enumerate((one, two, three), 1):
        page.text(250, 50, "年度工作报告", 9).text(290, 810, f"- {number} -", 9)
    document = load(one, two, three)
    body = [document.slice(b.span) for b in document.blocks if b.kind == "paragraph"]
    assert body[0] == han(FULL - 2) + han(FULL) * 4 + "到此为止。"
    assert len(body) == 3
    assert [kind for kind, _ in kinds(document)].count("header") == 3
    assert [kind for kind, _ in kinds(document)].count("footer") == 3
    assert not any("\n" in text for text in texts(document))


def test_title_repeated_in_large_type_is_no_page_header():
    pages = [Page().text(200, 60, "支出明细表", 20) for _ in range(3)]
    for page in pages:
        write(page, 100, "\u3000\u3000" + han(FULL - 2), han(7) + "。")
    assert ("header", None) not in kinds(load(*pages))


def test_numbered_lines_stay_apart_and_get_their_level():
    page = Page().text(234, 90, "部门评价报告", 18)
    lines = [
        "一、基本情况",
        "（一）机构设置",
        "1.内设机构",
        "1.办公室负责文电会务。",
        "2.46万元用于培训。",
    ]
    write(page, 140, *["\u3000\u3000" + line for line in lines])
    write(page, 260, "\u3000\u3000" + han(FULL - 2), han(FULL), han(FULL), han(8) + "。")
    document = load(page)
    assert texts(document)[1:6] == lines
    assert kinds(document)[:6] == [
        ("heading", 0),
        ("heading", 1),
        ("heading", 2),
        ("heading", 3),
        ("list", 3),
        ("paragraph", None),
    ]


def test_glyphs_printed_twice_are_read_once():
    page = Page()
    for shift in (0, 0.3):
        page.text(60 + shift, 100, "合计1100.22万元", 12)
        page.text(60 + shift, 130, "88111", 12)
    assert texts(load(page)) == ["合计1100.22万元", "88111"]


def test_watermark_stays_out_of_the_text_and_is_noted():
    page = (
        Page().grid([60, 260, 460], [100, 300, 500]).text(64, 200, "预算").text(264, 200, "350.20")
    )
    page.slanted(100, 400, "内部资料", 60)
    document = load(page)
    assert "内部资料" not in document.text
    assert document.text.startswith("预算\t350.20")
    assert document.notes[0].en == "Watermark text on page 1 is left out."


def test_large_pale_text_is_a_watermark_too():
    page = Page().text(60, 100, "预算执行情况良好", 12)
    page.content.append("q 0.85 g")
    page.text(60, 400, "样张", 80)
    page.content.append("Q")
    document = load(page)
    assert texts(document) == ["预算执行情况良好"]


def test_invisible_text_layer_is_read():
    document = load(Page().text(60, 100, "执行率98.2%", 12, mode=3))
    assert texts(document) == ["执行率98.2%"]


def test_blanks_come_from_print_or_wide_gaps_only():
    page = Page().text(60, 100, "Budget 2020", 12)
    page.text(60, 130, "预算", 12).text(86, 130, "2020", 12)
    page.text(60, 160, "编制部门", 12).text(400, 160, "单位：元", 12)
    assert texts(load(page)) == ["Budget 2020", "预算2020", "编制部门 单位：元"]


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("⻔", "门"),
        ("⼀", "一"),
        ("⻋", "车"),
        ("\uf9dd", "利"),
        ("１", "１"),
        ("\u00a0", " "),
        ("％", "％"),
    ],
)
def test_look_alikes_become_the_ordinary_character(printed, read):
    assert ordinary(printed) == read


def test_note_under_a_table_stays_behind_it():
    page = Page().text(230, 90, "支出情况表", 12).text(400, 104, "单位：万元")
    page.grid([60, 160, 460], [110, 130]).row([60, 160], 124, ["培训费", "3.20"])
    page.text(60, 145, "注：培训费含会议费。")
    document = load(page)
    assert texts(document) == ["支出情况表", "单位：万元", "培训费\t3.20", "注：培训费含会议费。"]
    assert kinds(document)[-1] == ("note", None)
