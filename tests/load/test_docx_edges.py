"""DOCX → Document: what real files add to the ordinary cases (wrappers, old features, damage)."""

from __future__ import annotations

import random

import pytest
from docx_writer import cell, docx, field, paragraph, part, row, run, table, zipped

from reportlint.load.docx import load_docx
from reportlint.model.document import Document, Paragraph, Table, Unreadable
from reportlint.model.settings import Limits

RESTART, CONTINUE = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def load(body: str, section: str = "", **parts: str) -> Document:
    named = {name: part(name, content) for name, content in parts.items()}
    loaded = load_docx(docx(body, named, section), "a.docx", "00", Limits())
    assert isinstance(loaded, Document), loaded
    return loaded


def refused(data: bytes) -> Unreadable:
    loaded = load_docx(data, "a.docx", "00", Limits())
    assert isinstance(loaded, Unreadable), loaded
    return loaded


def texts(document: Document) -> list[str]:
    return [document.slice(b.span) for b in document.blocks if isinstance(b, Paragraph)]


def grid(document: Document) -> list[tuple[int, int, int, int, str]]:
    block = next(b for b in document.blocks if isinstance(b, Table))
    return [(c.row, c.column, c.rowspan, c.colspan, document.slice(c.span)) for c in block.cells]


@pytest.mark.parametrize("tag", ["hyperlink", "smartTag", "customXml", "ins", "moveTo"])
def test_wrappers_inside_a_paragraph_are_looked_through(tag: str) -> None:
    assert load(paragraph(f"{run('共')}<w:{tag}>{run('12件')}</w:{tag}>")).text == "共12件"


def test_wrappers_between_blocks_are_looked_through() -> None:
    wrapped = f"<w:sdt><w:sdtContent>{paragraph('封面')}</w:sdtContent></w:sdt>"
    assert texts(load(wrapped + f"<w:customXml>{paragraph('正文')}</w:customXml>")) == [
        "封面",
        "正文",
    ]


def test_invisible_characters_do_not_split_numbers() -> None:
    assert load(paragraph("1\u200b20\u00ad.5")).text == "120.5"


@pytest.mark.parametrize(
    ("xml", "shown"),
    [
        (field(r"eq \f(3,4)"), "共3/4项"),
        (field(r"eq \o\ac(○,3)"), "共③项"),
        (
            field(
                "FORMDROPDOWN",
                form='<w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="甲"/>'
                '<w:listEntry w:val="乙"/></w:ddList></w:ffData>',
            ),
            "共乙项",
        ),
        ('<w:r><w:sym w:font="Wingdings" w:char="F083"/></w:r>', "共③项"),
        ('<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>', "共≥项"),
    ],
)
def test_what_fields_and_symbols_print(xml: str, shown: str) -> None:
    assert load(paragraph(run("共") + xml + run("项"))).text == shown


def test_a_crossed_box_is_a_ticked_one() -> None:
    crossed = '<w:r><w:sym w:font="Wingdings" w:char="F0FD"/></w:r>'
    assert load(paragraph(crossed + run("是"))).text == "☑是"


def test_placeholders_are_no_content() -> None:
    empty = (
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr>"
        f"<w:sdtContent>{run('单击输入2024')}</w:sdtContent></w:sdt>"
    )
    assert load(paragraph(run("单位：") + empty)).text == "单位："


def test_tracked_words_without_digits_do_not_speak_of_figures() -> None:
    (note,) = load(paragraph(f"<w:ins>{run('基本')}</w:ins>{run('完成')}")).notes
    assert "修订" in note.zh
    assert "数字" not in note.zh


def test_text_hidden_by_its_style_is_left_out() -> None:
    ghost = '<w:style w:type="character" w:styleId="g"><w:rPr><w:vanish/></w:rPr></w:style>'
    body = paragraph(run("可见") + run("66件", '<w:rStyle w:val="g"/>'))
    document = load(body, styles=ghost)
    assert document.text == "可见"
    assert "隐藏" in document.notes[0].zh


def test_text_that_is_told_to_show_has_no_note() -> None:
    assert load(paragraph(run("照常", '<w:vanish w:val="0"/>'))).notes == ()


def test_headers_of_the_first_page_count_only_where_they_are_printed() -> None:
    reference = '<w:headerReference w:type="first" r:id="header1"/>'
    header = "<w:p><w:r><w:t>首页</w:t></w:r></w:p>"
    assert texts(load(paragraph("正文"), reference, header1=header)) == ["正文"]
    printed = load(paragraph("正文"), reference + "<w:titlePg/>", header1=header)
    assert texts(printed) == ["首页", "正文"]


def test_lines_of_a_table_of_contents_are_no_headings() -> None:
    toc = '<w:style w:type="paragraph" w:styleId="c"><w:name w:val="toc 1"/></w:style>'
    (block,) = load(paragraph("一、部门概况", '<w:pStyle w:val="c"/>'), styles=toc).blocks
    assert isinstance(block, Paragraph)
    assert block.kind == "paragraph"


def test_the_text_part_may_have_another_name() -> None:
    relation = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships/officeDocument" Target="/word/document2.xml"/></Relationships>'
    )
    body = part("document", f"<w:body>{paragraph('正文')}</w:body>")
    loaded = load_docx(
        zipped({"_rels/.rels": relation, "word/document2.xml": body}), "a.docx", "00", Limits()
    )
    assert isinstance(loaded, Document)
    assert loaded.text == "正文"


def test_a_wide_cell_over_three_rows_and_a_new_merge_below() -> None:
    wide = '<w:gridSpan w:val="2"/>'
    merges = [RESTART, CONTINUE, CONTINUE, RESTART, CONTINUE]
    rows = [row(cell("甲甲甲乙乙"[n], wide + merge), str(n)) for n, merge in enumerate(merges)]
    tall = [entry for entry in grid(load(table(*rows))) if entry[1] == 0]
    assert tall == [(0, 0, 3, 2, "甲"), (3, 0, 2, 2, "乙")]


def test_a_continuation_without_a_start_is_a_cell() -> None:
    assert grid(load(table(row(cell("甲", CONTINUE), "1")))) == [
        (0, 0, 1, 1, "甲"),
        (0, 1, 1, 1, "1"),
    ]


def test_text_kept_under_a_merge_is_not_shown() -> None:
    document = load(table(row(cell("甲", RESTART)), row(cell("旧数 7", CONTINUE))))
    assert document.text.strip() == "甲"
    assert "隐藏" in document.notes[0].zh


def test_horizontal_merges_of_old_files() -> None:
    start, more = '<w:hMerge w:val="restart"/>', '<w:hMerge w:val="continue"/>'
    assert grid(load(table(row(cell("合计", start), cell("", more), "9")))) == [
        (0, 0, 1, 2, "合计"),
        (0, 2, 1, 1, "9"),
    ]


def test_cells_and_rows_inside_content_controls() -> None:
    wrapped_cell = f"<w:sdt><w:sdtContent>{cell('2')}</w:sdtContent></w:sdt>"
    wrapped_row = f"<w:sdt><w:sdtContent>{row('3', '4')}</w:sdtContent></w:sdt>"
    shown = grid(load(table(row("1", wrapped_cell), wrapped_row)))
    assert [(entry[0], entry[1], entry[4]) for entry in shown] == [
        (0, 0, "1"),
        (0, 1, "2"),
        (1, 0, "3"),
        (1, 1, "4"),
    ]


def test_rows_that_only_continue_merges_are_rows() -> None:
    document = load(table(row(cell("甲", RESTART)), row(cell("", CONTINUE)), row("乙")))
    assert [entry[:3] for entry in grid(document)] == [(0, 0, 2), (2, 0, 1)]
    assert document.text == "甲\n\n乙"


def test_a_text_box_in_a_cell_follows_the_table() -> None:
    box = f"<w:r><w:pict><w:txbxContent>{paragraph('附注')}</w:txbxContent></w:pict></w:r>"
    document = load(table(row(cell(paragraph(run("甲") + box)), "乙")))
    assert [entry[4] for entry in grid(document)] == ["甲", "乙"]
    assert texts(document) == ["附注"]


def numbered(text: str, depth: int, number: int = 1) -> str:
    place = f'<w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/>'
    return paragraph(text, f"<w:numPr>{place}</w:numPr>")


def definition(*levels: tuple[str, str]) -> str:
    shown = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="decimal"/>{extra}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for n, (text, extra) in enumerate(levels)
    )
    return (
        f'<w:abstractNum w:abstractNumId="4">{shown}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="4"/></w:num>'
    )


def test_a_level_that_never_restarts() -> None:
    numbering = definition(("%1.", ""), ("(%2)", '<w:lvlRestart w:val="0"/>'))
    body = "".join(numbered(f"项{n}", depth) for n, depth in enumerate((0, 1, 0, 1)))
    assert texts(load(body, numbering=numbering)) == ["1. 项0", "(1) 项1", "2. 项2", "(2) 项3"]


def test_the_level_of_a_style_is_the_one_that_names_it() -> None:
    style = (
        '<w:style w:type="paragraph" w:styleId="h2"><w:pPr><w:numPr><w:numId w:val="1"/>'
        "</w:numPr></w:pPr></w:style>"
    )
    numbering = definition(("%1.", ""), ("%2)", '<w:pStyle w:val="h2"/>'))
    body = paragraph("甲", '<w:pStyle w:val="h2"/>')
    assert texts(load(body, numbering=numbering, styles=style)) == ["1) 甲"]


def test_an_unknown_list_prints_nothing() -> None:
    assert texts(load(numbered("甲", 0, number=7), numbering=definition(("%1.", "")))) == ["甲"]


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({"xl/workbook.xml": "<a/>"}, "word/document.xml"),
        ({"ppt/presentation.xml": "<a/>"}, "演示文稿"),
        ({"OFD.xml": "<a/>"}, "OFD"),
        ({"note.txt": "x"}, "word/document.xml"),
    ],
)
def test_other_contents_of_a_zip_are_named(files: dict[str, str], words: str) -> None:
    assert words in refused(zipped(files)).reason.zh


def test_a_password_on_the_zip_is_named() -> None:
    data = bytearray(docx(paragraph("正文")))
    at = data.find(b"PK\x01\x02")
    while at >= 0:  # the flag of every entry in the directory
        data[at + 8] |= 1
        at = data.find(b"PK\x01\x02", at + 4)
    assert "密码" in refused(bytes(data)).reason.zh


def test_random_damage_never_raises() -> None:
    good = docx(paragraph("本年支出 12.5 万元。" * 40), {"styles": part("styles", "<w:style/>")})
    generator = random.Random(7)
    answers = set()
    for _ in range(300):
        data = bytearray(good)
        for _ in range(generator.randint(1, 8)):
            data[generator.randrange(len(data))] = generator.randrange(256)
        answers.add(type(load_docx(bytes(data), "a.docx", "00", Limits())))
    assert answers == {Document, Unreadable}


def test_odd_markup_is_survived() -> None:
    odd = (
        "<w:tbl><w:tr/><w:tr><w:tc/></w:tr></w:tbl><w:tbl/><w:p/><w:sdt/><w:altChunk/>"
        '<w:p><w:r><w:sym/><w:sym w:font="x" w:char="zz"/><w:fldChar w:fldCharType="end"/>'
        "<w:fldChar/><w:ruby/></w:r><mc:AlternateContent/><w:fldSimple/></w:p>"
        '<w:tbl><w:tr><w:trPr><w:gridBefore w:val="x"/></w:trPr><w:tc><w:tcPr>'
        '<w:gridSpan w:val="-3"/></w:tcPr><w:p><w:pPr><w:numPr><w:ilvl w:val="99"/>'
        '<w:numId w:val="1"/></w:numPr></w:pPr></w:p></w:tc></w:tr></w:tbl>'
    )
    numbering = '<w:abstractNum/><w:num w:numId="1"><w:lvlOverride/></w:num><w:num/>'
    document = load(odd + paragraph("正文"), numbering=numbering, styles="<w:style/>")
    assert texts(document) == ["正文"]
