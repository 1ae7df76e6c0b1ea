"""DOCX paragraphs: runs, fields, check-boxes, symbols, tracked changes, notes, kinds."""

from __future__ import annotations

import pytest
from word_xml import cell, docx, field, kinds, line, load, para, row, run, table, texts

from reportlint.model.document import Paragraph


def sym(font: str, char: str) -> str:
    return f'<w:r><w:sym w:font="{font}" w:char="{char}"/></w:r>'


def control(checked: str) -> str:
    return (
        f'<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="{checked}"/></w14:checkbox>'
        f"</w:sdtPr><w:sdtContent>{run('☒')}</w:sdtContent></w:sdt>"
    )


def test_runs_join_and_blocks_stand_on_lines() -> None:
    document = load(docx(para(run("全年预算") + run("120.50 万元")) + para("完成年初目标")))
    assert document.text == "全年预算120.50 万元\n完成年初目标"
    assert [document.slice(r.span) for r in document.runs] == document.text.split("\n")
    assert document.format == "docx"
    assert {(r.line, r.page, r.edges) for r in document.runs} == {(None, None, ())}


@pytest.mark.parametrize(
    ("inside", "shown"),
    [
        ("<w:br/>", "甲\n乙"),
        ("<w:cr/>", "甲\n乙"),
        ("<w:noBreakHyphen/>", "甲-乙"),
        ("<w:softHyphen/>", "甲乙"),
        ("<w:footnoteReference w:id='1'/>", "甲乙"),
    ],
)
def test_special_characters(inside: str, shown: str) -> None:
    assert line(f"<w:r><w:t>甲</w:t>{inside}<w:t>乙</w:t></w:r>") == shown


@pytest.mark.parametrize("tag", ["hyperlink", "smartTag", "customXml", "ins", "moveTo"])
def test_wrappers_are_looked_through(tag: str) -> None:
    assert line(f"{run('共')}<w:{tag}>{run('12件')}</w:{tag}>") == "共12件"


def test_a_tab_keeps_words_apart() -> None:
    assert line("<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t></w:r>").split() == ["甲", "乙"]


def test_invisible_characters_do_not_split_numbers() -> None:
    assert line(run("1\u200b20\u00ad.5")) == "120.5"


def test_raised_digits_are_not_part_of_the_number() -> None:
    raised = run("2", '<w:vertAlign w:val="superscript"/>')
    assert line(run("面积10m") + raised) == "面积10m²"


@pytest.mark.parametrize(
    ("xml", "box"),
    [
        (control("1"), "☑"),
        (control("0"), "□"),
        (field(r"eq \o\ac(□,√)"), "☑"),
        (field(r"EQ \o\ac(□)", ""), "□"),
        (field(r"eq \o\ac(□,√)", "残留"), "☑"),
        (r'<w:fldSimple w:instr=" EQ \o\ac(□,√) "/>', "☑"),
        (
            field(
                "FORMCHECKBOX",
                None,
                "<w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData>",
            ),
            "☑",
        ),
        (
            field(
                "FORMCHECKBOX",
                None,
                '<w:ffData><w:checkBox><w:default w:val="1"/></w:checkBox></w:ffData>',
            ),
            "☑",
        ),
        (
            field(
                "FORMCHECKBOX",
                None,
                '<w:ffData><w:checkBox><w:default w:val="1"/><w:checked w:val="0"/></w:checkBox></w:ffData>',
            ),
            "□",
        ),
        (sym("Wingdings", "F0FE"), "☑"),
        (sym("Wingdings", "F0FD"), "☑"),
        (sym("Wingdings 2", "F052"), "☑"),
        (sym("Wingdings", "F0A8"), "□"),
        (sym("Wingdings", "F06F"), "□"),
        (sym("Wingdings", "F071"), "□"),
        (run("\uf052", '<w:rFonts w:ascii="Wingdings 2" w:hAnsi="Wingdings 2"/>'), "☑"),
        (run("þ", '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'), "☑"),
    ],
)
def test_check_boxes_of_every_technique(xml: str, box: str) -> None:
    assert line(run("是") + xml + run("否")) == f"是{box}否"


@pytest.mark.parametrize(
    ("xml", "shown"),
    [
        (field("REF total", "88.5"), "共88.5项"),
        (field(r"eq \f(3,4)"), "共3/4项"),
        (field(r"eq \o\ac(○,3)"), "共③项"),
        (
            field(
                "FORMDROPDOWN",
                None,
                '<w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="甲"/><w:listEntry w:val="乙"/></w:ddList></w:ffData>',
            ),
            "共乙项",
        ),
        ('<w:fldSimple w:instr=" =SUM(ABOVE) ">' + run("33") + "</w:fldSimple>", "共33项"),
        (field("IF x", field("REF inner", "7")), "共7项"),
    ],
)
def test_fields_show_what_is_printed(xml: str, shown: str) -> None:
    assert line(run("共") + xml + run("项")) == shown


def test_an_instruction_without_an_end_does_not_swallow_the_rest() -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF</w:instrText></w:r>'
    assert load(docx(para(run("前") + begin) + para("后文"))).text == "前\n后文"


def test_tracked_changes_are_read_as_accepted_and_noted() -> None:
    deleted = "<w:del><w:r><w:delText>原为77件</w:delText></w:r></w:del>"
    document = load(docx(para(run("办理") + f"<w:ins>{run('88件')}</w:ins>" + deleted)))
    assert document.text == "办理88件"
    (note,) = document.notes
    assert "修订" in note.zh
    assert "数字" in note.zh


def test_tracked_words_without_digits_are_noted_without_saying_so() -> None:
    (note,) = load(docx(para(f"<w:ins>{run('基本')}</w:ins>{run('完成')}"))).notes
    assert "数字" not in note.zh


def test_a_deleted_paragraph_end_joins_two_paragraphs() -> None:
    first = para("支出共", "<w:rPr><w:del/></w:rPr>")
    document = load(docx(first + para("15万元")))
    assert document.text == "支出共15万元"
    assert document.notes


@pytest.mark.parametrize("row_properties", ["<w:del/>", "<w:ins/>"])
def test_tracked_rows(row_properties: str) -> None:
    document = load(docx(table(row("甲"), row("5", properties=row_properties), row("乙"))))
    kept = ["甲", "乙"] if "del" in row_properties else ["甲", "5", "乙"]
    assert document.text.split("\n") == kept
    assert "数字" in document.notes[0].zh


@pytest.mark.parametrize("properties", ["<w:vanish/>", '<w:rStyle w:val="ghost"/>'])
def test_hidden_text_is_left_out_with_a_note(properties: str) -> None:
    styles = '<w:style w:type="character" w:styleId="ghost"><w:rPr><w:vanish/></w:rPr></w:style>'
    document = load(docx(para(run("可见") + run("66件", properties)), styles=styles))
    assert document.text == "可见"
    assert "隐藏" in document.notes[0].zh


def test_visible_text_has_no_notes() -> None:
    shown = run("照常", '<w:vanish w:val="0"/>')
    assert load(docx(para(shown))).notes == ()


def test_a_text_box_is_read_once() -> None:
    box = f"<w:txbxContent>{para('执行率98%')}</w:txbxContent>"
    both = (
        "<w:r><mc:AlternateContent>"
        f"<mc:Choice Requires='wps'><w:drawing><a:x>{box}</a:x></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    assert texts(load(docx(para(run("上文") + both) + para("下文")))) == [
        "上文",
        "执行率98%",
        "下文",
    ]


def test_pictures_are_counted() -> None:
    picture = "<w:r><w:drawing><a:blip/></w:drawing></w:r>"
    document = load(docx(para(run("图") + picture) + para(picture)))
    assert document.text == "图"
    assert "2 处" in document.notes[0].zh


def test_formulas_stand_on_one_line() -> None:
    fraction = (
        "<m:f><m:num><m:r><m:t>A+B</m:t></m:r></m:num><m:den><m:r><m:t>C</m:t></m:r></m:den></m:f>"
    )
    assert line(f"{run('得分=')}<m:oMath>{fraction}</m:oMath>") == "得分=(A+B)/C"


def test_placeholders_are_no_content() -> None:
    empty = (
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr>"
        f"<w:sdtContent>{run('单击输入2024')}</w:sdtContent></w:sdt>"
    )
    assert line(run("单位：") + empty) == "单位："


def test_page_headers_footers_and_notes_have_their_kinds() -> None:
    section = (
        '<w:sectPr><w:headerReference r:id="rId_header1"/>'
        '<w:footerReference r:id="rId_footer1"/></w:sectPr>'
    )
    note = '<w:footnote w:type="separator">{}</w:footnote><w:footnote>{}</w:footnote>'
    document = load(
        docx(
            para("正文第一段") + section,
            header1=para("某某单位"),
            footer1=para(run("第") + field("PAGE", "1") + run("页"))
            + para(run("- ") + field("PAGE", "9")),
            footnotes=note.format(para("横线"), para("数据来自决算")),
        )
    )
    shown = list(zip([kind for kind, _ in kinds(document)], texts(document), strict=True))
    assert shown == [
        ("header", "某某单位"),
        ("paragraph", "正文第一段"),
        ("footnote", "数据来自决算"),
        ("footer", "第页"),
    ]


def test_first_page_headers_count_only_where_they_are_printed() -> None:
    reference = '<w:headerReference w:type="first" r:id="rId_header1"/>'
    parts = {"header1": para("首页")}
    silent = docx(para("正文") + f"<w:sectPr>{reference}</w:sectPr>", **parts)
    printed = docx(para("正文") + f"<w:sectPr>{reference}<w:titlePg/></w:sectPr>", **parts)
    assert texts(load(silent)) == ["正文"]
    assert texts(load(printed)) == ["首页", "正文"]


STYLES = (
    '<w:style w:type="paragraph" w:styleId="t"><w:name w:val="Title"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/>'
    '<w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="2"><w:basedOn w:val="1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="c"><w:name w:val="toc 1"/></w:style>'
)


@pytest.mark.parametrize(
    ("text", "properties", "kind"),
    [
        ("绩效自评报告", '<w:pStyle w:val="t"/>', ("heading", 0)),
        ("部门概况", '<w:pStyle w:val="1"/>', ("heading", 1)),
        ("部门概况", '<w:pStyle w:val="2"/>', ("heading", 1)),
        ("（二）主要做法", '<w:pStyle w:val="1"/>', ("heading", 2)),
        ("三、存在问题", "", ("heading", 1)),
        ("（一）资金使用", "", ("heading", 2)),
        ("1.预算编制", "", ("heading", 3)),
        ("部门概况", '<w:outlineLvl w:val="1"/>', ("heading", 2)),
        ("部门概况", '<w:pStyle w:val="1"/><w:outlineLvl w:val="9"/>', ("paragraph", None)),
        ("我们按时办结全部事项。", '<w:outlineLvl w:val="0"/>', ("paragraph", None)),
        ("一、我们按时办结全部事项。", "", ("paragraph", None)),
        ("一、部门概况\t3", '<w:pStyle w:val="c"/>', ("paragraph", None)),
        ("注：金额四舍五入", "", ("note", None)),
        ("本年共办理事项", "", ("paragraph", None)),
    ],
)
def test_kinds_and_levels(text: str, properties: str, kind: tuple[str, int | None]) -> None:
    document = load(docx(para(text, properties), styles=STYLES))
    assert kinds(document) == [kind]


def test_wrapped_blocks_and_the_fallback_of_an_unknown_choice_are_read() -> None:
    wrapped = f"<w:sdt><w:sdtContent>{para('封面')}</w:sdtContent></w:sdt>"
    assert texts(load(docx(wrapped + f"<w:customXml>{para('正文')}</w:customXml>"))) == [
        "封面",
        "正文",
    ]


def test_blank_paragraphs_leave_nothing() -> None:
    document = load(docx(para(" \u3000") + para("正文") + "<w:p/>" + table(row(cell("")))))
    assert [b for b in document.blocks if isinstance(b, Paragraph)] == [document.blocks[0]]
    assert document.text.strip() == "正文"


def test_strict_open_xml_reads_the_same() -> None:
    from word_xml import NAMESPACES, packed

    strict = NAMESPACES.replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    xml = f"<w:document {strict}><w:body>{para('严格格式')}</w:body></w:document>"
    assert load(packed({"word/document.xml": xml})).text == "严格格式"


def test_the_text_part_may_have_another_name() -> None:
    assert load(docx(para("正文"), main="word/document2.xml")).text == "正文"
