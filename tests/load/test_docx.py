"""DOCX → Document: text, grids, check-boxes, numbering, tracked changes, what cannot be read."""

from __future__ import annotations

import pytest
from docx_writer import cell, docx, field, paragraph, part, row, run, table, zipped

from reportlint.load.docx import load_docx
from reportlint.model.document import Document, Paragraph, Table, Unreadable
from reportlint.model.settings import Limits

TICK = '<w:sym w:font="Wingdings" w:char="{}"/>'
BOX = (
    '<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="{}"/></w14:checkbox></w:sdtPr>'
    "<w:sdtContent>{}</w:sdtContent></w:sdt>"
)


def load(body: str, parts: dict[str, str] | None = None, section: str = "") -> Document:
    loaded = load_docx(docx(body, parts, section), "a.docx", "00", Limits())
    assert isinstance(loaded, Document), loaded
    assert_sound(loaded)
    return loaded


def assert_sound(document: Document) -> None:
    """Runs are sorted and apart; every paragraph is one run; cells lie inside their table."""
    end = 0
    for printed in document.runs:
        assert printed.span.start >= end
        assert (printed.line, printed.page, printed.edges) == (None, None, ())
        end = printed.span.end
    spans = {printed.span for printed in document.runs}
    for block in document.blocks:
        if isinstance(block, Paragraph):
            assert block.span in spans
        else:
            assert not block.ragged
            assert all(block.span.covers(place.span) for place in block.cells)


def texts(document: Document) -> list[str]:
    return [document.slice(b.span) for b in document.blocks if isinstance(b, Paragraph)]


def first(body: str, **more: object) -> str:
    return texts(load(body, **more))[0]  # type: ignore[arg-type]


def kinds(document: Document) -> list[tuple[str, int | None]]:
    return [(b.kind, b.level) for b in document.blocks if isinstance(b, Paragraph)]


def grids(document: Document) -> list[list[tuple[int, int, int, int, str]]]:
    return [
        [(c.row, c.column, c.rowspan, c.colspan, document.slice(c.span)) for c in b.cells]
        for b in document.blocks
        if isinstance(b, Table)
    ]


def test_canonical_text_of_paragraphs_and_cells():
    two_lines = cell(paragraph("甲") + paragraph("") + paragraph("乙"))
    document = load(
        paragraph("　前文 ") + table(row(two_lines, ""), row("3", "4")) + paragraph("后文")
    )
    assert document.text == "前文\n甲\n乙\t\n3\t4\n后文"
    assert document.format == "docx"
    assert [b.kind for b in document.blocks if isinstance(b, Paragraph)] == ["paragraph"] * 2
    assert grids(document) == [
        [(0, 0, 1, 1, "甲\n乙"), (0, 1, 1, 1, ""), (1, 0, 1, 1, "3"), (1, 1, 1, 1, "4")]
    ]


def test_merged_cells_appear_once_with_their_spans():
    wide, down, on = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    document = load(
        table(
            row(cell("项目", down), cell("预算数", wide)),
            row(cell("", on), "年初", "全年"),
            row("合计", "1.00", "2.00"),
        )
    )
    assert grids(document) == [
        [
            (0, 0, 2, 1, "项目"),
            (0, 1, 1, 2, "预算数"),
            (1, 1, 1, 1, "年初"),
            (1, 2, 1, 1, "全年"),
            (2, 0, 1, 1, "合计"),
            (2, 1, 1, 1, "1.00"),
            (2, 2, 1, 1, "2.00"),
        ]
    ]
    [grid] = [b for b in document.blocks if isinstance(b, Table)]
    assert (grid.rows, grid.columns) == (3, 3)


def test_a_merged_cell_of_another_width_continues_nothing():
    document = load(
        table(
            row(cell("上", '<w:gridSpan w:val="2"/><w:vMerge w:val="restart"/>')),
            row(cell("下", "<w:vMerge/>"), "右"),
        )
    )
    assert grids(document) == [[(0, 0, 1, 2, "上"), (1, 0, 1, 1, "下"), (1, 1, 1, 1, "右")]]


def test_rows_that_start_late_or_end_early():
    document = load(
        table(
            row("甲", "乙", "丙"),
            row("丁", properties='<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>'),
        )
    )
    assert [place[:2] for place in grids(document)[0]] == [(0, 0), (0, 1), (0, 2), (1, 1)]


def test_nested_table_follows_the_outer_one_and_is_read_once():
    inner = table(row("内一", "内二"))
    document = load(table(row(cell(paragraph("外") + inner + paragraph("")), "右")))
    assert [[place[4] for place in grid] for grid in grids(document)] == [
        ["外", "右"],
        ["内一", "内二"],
    ]
    assert document.text.count("内一") == 1


def test_text_box_is_read_once():
    box = "<w:txbxContent>" + paragraph("框内 12.5%") + "</w:txbxContent>"
    old = "<w:txbxContent>" + paragraph("旧式框") + "</w:txbxContent>"
    drawn = (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>'
        f"{box}</w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{old}</v:textbox></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert texts(load(paragraph(run("正文") + drawn) + paragraph("下文"))) == [
        "正文",
        "框内 12.5%",
        "下文",
    ]


def test_special_characters_of_runs():
    inner = "<w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>1</w:t><w:noBreakHyphen/><w:t>2</w:t>"
    assert first(paragraph(f"<w:r>{inner}</w:r>")) == "甲 乙\n1-2"


def test_raised_digits_are_no_digits_of_the_number():
    raised = run("2", '<w:vertAlign w:val="superscript"/>')
    assert first(paragraph(run("面积3m") + raised)) == "面积3m²"


@pytest.mark.parametrize(
    ("content", "printed"),
    [
        (f"<w:r>{TICK.format('F0FE')}</w:r>", "☑"),
        (f"<w:r>{TICK.format('F052')}</w:r>", "☑"),
        (f"<w:r>{TICK.format('F0FC')}</w:r>", "☑"),
        (f"<w:r>{TICK.format('F053')}</w:r>", "☑"),
        (f"<w:r>{TICK.format('F0A8')}</w:r>", "□"),
        (f"<w:r>{TICK.format('F06F')}</w:r>", "□"),
        (f"<w:r>{TICK.format('F071')}</w:r>", "□"),
        ('<w:r><w:sym w:font="Wingdings 2" w:char="F0A3"/></w:r>', "□"),
        ('<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>', "≥"),
        ('<w:r><w:sym w:font="Symbol" w:char="F0A3"/></w:r>', "≤"),
        (run("\uf0fe"), "☑"),
        (run("o", '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'), "□"),
        (field(" EQ \\o\\ac(□,√)"), "☑"),
        (field(" eq \\o\\ac(□)"), "□"),
        (field("eq \\o\\ac(○,3)"), "③"),
        ('<w:fldSimple w:instr=" EQ \\o\\ac(□,√) "/>', "☑"),
        (BOX.format("1", run("■")), "☑"),
        (BOX.format("0", run("？")), "□"),
        (
            field(
                "FORMCHECKBOX", form="<w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData>"
            ),
            "☑",
        ),
        (
            field(
                "FORMCHECKBOX",
                form='<w:ffData><w:checkBox><w:default w:val="0"/></w:checkBox></w:ffData>',
            ),
            "□",
        ),
    ],
)
def test_check_marks(content, printed):
    assert first(paragraph(content + run("是"))) == printed + "是"


def test_check_box_around_a_whole_cell():
    boxed = BOX.format("1", cell("☒"))
    assert grids(load(table(f"<w:tr>{boxed}{cell('是')}</w:tr>"))) == [
        [(0, 0, 1, 1, "☑"), (0, 1, 1, 1, "是")]
    ]


def test_fields_show_their_result():
    inner = field("IF 1 = 1", "真")
    assert first(paragraph(run("共") + field("=SUM(ABOVE)", "12.50") + run("万元") + inner)) == (
        "共12.50万元真"
    )


def test_field_that_never_ends_swallows_nothing():
    broken = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>EQ</w:instrText></w:r>'
    assert texts(load(paragraph(run("甲") + broken) + paragraph("乙 3"))) == ["甲", "乙 3"]


def test_tracked_changes_are_read_as_accepted():
    added = f"<w:ins>{run('增加')}</w:ins>"
    gone = "<w:del><w:r><w:delText>减少</w:delText></w:r></w:del>"
    document = load(paragraph(run("经费") + added + gone))
    assert document.text == "经费增加"
    [note] = document.notes
    assert "修订" in note.zh
    assert "数字" not in note.zh
    [note] = load(paragraph(f"<w:ins>{run('88')}</w:ins>")).notes
    assert "数字" in note.zh
    assert "digits" in note.en


def test_deleted_paragraph_end_joins_two_paragraphs():
    joined = paragraph("全年支出", "<w:rPr><w:del/></w:rPr>") + paragraph("12 万元")
    assert texts(load(joined)) == ["全年支出12 万元"]


def test_deleted_row_is_dropped():
    document = load(table(row("甲"), row("乙", properties="<w:del/>"), row("丙")))
    assert [place[4] for place in grids(document)[0]] == ["甲", "丙"]
    assert len(document.notes) == 1


def test_moved_text_stands_only_where_it_went():
    body = paragraph(f"<w:moveFrom>{run('旧处')}</w:moveFrom>") + paragraph(
        f"<w:moveTo>{run('新处')}</w:moveTo>"
    )
    document = load(body)
    assert texts(document) == ["新处"]
    assert len(document.notes) == 1
    only_gone = load(paragraph(run("甲") + f"<w:moveFrom>{run('3')}</w:moveFrom>"))
    assert "数字" in only_gone.notes[0].zh


def test_hidden_text_is_left_out_with_a_note():
    document = load(
        paragraph(run("见") + run("藏", "<w:vanish/>") + run("的", '<w:vanish w:val="0"/>'))
    )
    assert document.text == "见的"
    assert "隐藏" in document.notes[0].zh


def test_running_heads_and_notes_have_their_kinds():
    parts = {
        "header1": part("hdr", paragraph("单位名称")),
        "header2": part("hdr", paragraph("首页页眉")),
        "footer1": part("ftr", paragraph(run("第") + field("PAGE", "7") + run("页"))),
        "footnotes": part(
            "footnotes",
            '<w:footnote w:type="separator" w:id="0">' + paragraph("线") + "</w:footnote>"
            '<w:footnote w:id="2">' + paragraph("含上年结转") + "</w:footnote>",
        ),
    }
    section = (
        '<w:headerReference w:type="default" r:id="header1"/>'
        '<w:headerReference w:type="first" r:id="header2"/>'
        '<w:footerReference w:type="default" r:id="footer1"/>'
    )
    reference = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    document = load(paragraph(run("支出 5") + reference), parts, section)
    found = dict(zip(texts(document), kinds(document), strict=True))
    assert found["单位名称"] == ("header", None)
    assert found["含上年结转"] == ("footnote", None)
    assert found["支出 5"] == ("paragraph", None)
    assert not {"首页页眉", "线"} & set(found)
    assert not any("7" in text for text in found)


def test_headings_by_style_outline_and_marker():
    styles = part(
        "styles",
        '<w:style w:type="paragraph" w:styleId="a"><w:name w:val="Title"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="b"><w:name w:val="heading 2"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="c"><w:basedOn w:val="b"/></w:style>',
    )
    document = load(
        paragraph("自评报告", '<w:pStyle w:val="a"/>')
        + paragraph("一、概况", '<w:pStyle w:val="b"/>')
        + paragraph("资金情况", '<w:pStyle w:val="c"/>')
        + paragraph("（一）职能")
        + paragraph("1. 任务")
        + paragraph("产出", '<w:outlineLvl w:val="0"/>')
        + paragraph("本年支出下降。", '<w:outlineLvl w:val="0"/>')
        + paragraph("注：单位为万元"),
        {"styles": styles},
    )
    assert kinds(document) == [
        ("heading", 0),
        ("heading", 1),
        ("heading", 2),
        ("heading", 2),
        ("heading", 3),
        ("heading", 1),
        ("paragraph", None),
        ("note", None),
    ]


def level(depth: int, form: str, text: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def numbered(text: str, depth: int = 0, name: int = 1) -> str:
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{name}"/></w:numPr>')


def numbering(*levels: str, nums: str = "") -> dict[str, str]:
    return {
        "numbering": part(
            "numbering",
            f'<w:abstractNum w:abstractNumId="5">{"".join(levels)}</w:abstractNum>'
            f'<w:num w:numId="1"><w:abstractNumId w:val="5"/></w:num>{nums}',
        )
    }


def test_automatic_numbers_count_and_restart_below_a_higher_level():
    parts = numbering(
        level(0, "chineseCountingThousand", "%1、"),
        level(1, "chineseCounting", "（%2）"),
        level(2, "decimal", "%3."),
        level(3, "decimalEnclosedCircle", "%4"),
    )
    depths = (0, 1, 2, 2, 3, 1, 0, 1)
    document = load("".join(numbered("甲", depth) for depth in depths), parts)
    markers = [text.removesuffix("甲").strip() for text in texts(document)]
    assert markers == ["一、", "（一）", "1.", "2.", "①", "（二）", "二、", "（一）"]
    assert kinds(document)[:3] == [("heading", 1), ("heading", 2), ("heading", 3)]


def test_marker_does_not_run_into_a_year():
    assert first(numbered("2020年预算"), parts=numbering(level(0, "decimal", "%1."))) == (
        "1. 2020年预算"
    )


@pytest.mark.parametrize(
    ("form", "count", "marker"),
    [
        ("decimal", 12, "12"),
        ("chineseCounting", 10, "十"),
        ("chineseCountingThousand", 21, "二十一"),
        ("japaneseCounting", 11, "十一"),
        ("ideographDigital", 10, "一〇"),
        ("upperLetter", 27, "AA"),
        ("lowerLetter", 3, "c"),
        ("upperRoman", 4, "IV"),
        ("lowerRoman", 9, "ix"),
        ("decimalEnclosedCircle", 20, "⑳"),
        ("chineseLegalSimplified", 3, "叁"),
    ],
)
def test_number_formats(form, count, marker):
    start = f'<w:lvl w:ilvl="0"><w:start w:val="{count}"/><w:numFmt w:val="{form}"/><w:lvlText w:val="%1、"/></w:lvl>'
    assert first(numbered("甲"), parts=numbering(start)) == f"{marker}、甲"


def test_bullets_and_patterns_of_several_levels():
    bullet = level(0, "bullet", "\uf06e", '<w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr>')
    assert first(numbered("甲"), parts=numbering(bullet)) == "• 甲"
    legal = numbering(
        level(0, "chineseCounting", "第%1章"), level(1, "decimal", "%1.%2", "<w:isLgl/>")
    )
    assert texts(load(numbered("甲") + numbered("乙", 1), legal))[1] == "1.1 乙"


def test_start_override_begins_anew_and_other_lists_go_on():
    again = (
        '<w:num w:numId="2"><w:abstractNumId w:val="5"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="5"/></w:num>'
    )
    parts = numbering(level(0, "decimal", "%1."), nums=again)
    body = numbered("甲") + numbered("甲", name=3) + numbered("甲", name=2) + numbered("甲", name=2)
    assert texts(load(body, parts)) == ["1. 甲", "2. 甲", "1. 甲", "2. 甲"]


def test_numbering_comes_from_the_style_and_can_be_switched_off():
    parts = numbering(level(0, "decimal", "%1."))
    parts["styles"] = part(
        "styles",
        '<w:style w:type="paragraph" w:styleId="a"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>'
        "</w:pPr></w:style>",
    )
    style = '<w:pStyle w:val="a"/>'
    off = paragraph("乙", style + '<w:numPr><w:numId w:val="0"/></w:numPr>')
    assert texts(load(paragraph("甲", style) + off, parts)) == ["1. 甲", "乙"]


def test_damaged_numbers_neither_fail_nor_run_away():
    broken = '<w:lvl w:ilvl="x"><w:start w:val="y"/><w:lvlText w:val="%1"/></w:lvl>'
    endless = (
        '<w:lvl w:ilvl="0"><w:start w:val="99999999"/><w:numFmt w:val="upperRoman"/>'
        '<w:lvlText w:val="%1."/></w:lvl>'
    )
    assert first(numbered("甲"), parts=numbering(broken, endless)) == "99999999. 甲"
    wide = load(table(row(cell("甲", '<w:gridSpan w:val="99999999"/>'))))
    [grid] = [b for b in wide.blocks if isinstance(b, Table)]
    assert grid.columns <= 1000


def test_serial_numbers_of_empty_cells_are_printed():
    parts = numbering(level(0, "decimal", "%1"))
    rows = [row(cell(numbered("")), name) for name in ("甲", "乙")]
    assert [place[4] for place in grids(load(table(*rows), parts))[0]] == ["1", "甲", "2", "乙"]


def test_formula_on_one_line():
    fraction = (
        "<m:oMath><m:f><m:num><m:r><m:t>支出</m:t></m:r></m:num>"
        "<m:den><m:r><m:t>预算</m:t></m:r></m:den></m:f></m:oMath>"
    )
    assert first(paragraph(run("率=") + fraction)) == "率=支出/预算"


def test_strict_documents_are_read_too():
    usual = docx(paragraph("严格格式"))
    import io
    import zipfile

    files = {
        n: zipfile.ZipFile(io.BytesIO(usual)).read(n)
        for n in zipfile.ZipFile(io.BytesIO(usual)).namelist()
    }
    files["word/document.xml"] = files["word/document.xml"].replace(
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    loaded = load_docx(zipped(files), "a.docx", "00", Limits())
    assert isinstance(loaded, Document)
    assert loaded.text == "严格格式"


def refused(data: bytes, limits: Limits | None = None) -> Unreadable:
    loaded = load_docx(data, "a.docx", "00", limits or Limits())
    assert isinstance(loaded, Unreadable), loaded
    assert loaded.sha256 == "00"
    return loaded


def replaced(xml: str) -> bytes:
    return zipped({"word/document.xml": xml})


def test_malformed_xml_is_refused():
    assert "word/document.xml" in refused(replaced("<w:document><w:body>")).reason.zh


def test_entities_are_never_expanded():
    bomb = '<!DOCTYPE d [<!ENTITY a "1234567890">]><d>&a;</d>'
    assert "损坏" in refused(replaced(bomb)).reason.zh


def test_bodyless_document_is_refused():
    assert "document.xml" in refused(replaced(part("document", ""))).reason.en


def test_unpacked_size_is_limited():
    big = docx(paragraph("零" * 400_000))
    assert len(big) < 100_000
    assert "过大" in refused(big, Limits(max_bytes=1_000_000)).reason.zh


def test_number_of_cells_is_limited():
    data = docx(table(row("1", "2"), row("3", "4")))
    assert "单元格" in refused(data, Limits(max_cells=3)).reason.zh
    assert isinstance(load_docx(data, "a.docx", "00", Limits(max_cells=4)), Document)


def test_truncated_and_damaged_packages_are_refused():
    data = docx(paragraph("内容 " * 500))
    assert "损坏" in refused(data[: len(data) // 2]).reason.zh
    at = data.index(b"word/document.xml") + len("word/document.xml") + 4
    assert "损坏" in refused(data[:at] + b"\xff\xff\xff\xff" + data[at + 4 :]).reason.zh


def test_deeply_nested_tables_end_in_an_answer():
    body = paragraph("心")
    for _ in range(300):
        body = table(row(cell(body + paragraph(""))))
    loaded = load_docx(docx(body), "a.docx", "00", Limits())
    assert isinstance(loaded, Unreadable)
    body = paragraph("心")
    for _ in range(70):
        body = table(row(cell(body + paragraph(""))))
    assert len(grids(load(body))) == 70


def test_document_without_text_says_why():
    picture = "<w:r><w:drawing><a:blip/></w:drawing></w:r>"
    assert "图片" in refused(docx(paragraph(picture))).reason.zh
    assert "没有任何文字" in refused(docx(paragraph(""))).reason.zh
    assert "1 处图片" in load(paragraph(run("甲") + picture)).notes[0].zh
