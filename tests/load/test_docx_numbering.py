"""DOCX automatic numbering: the printed marker stands in front of the text."""

from __future__ import annotations

import pytest
from word_xml import cell, docx, grids, kinds, load, para, row, table, texts

from reportlint.load.docx.numbering import ordinal


def level(depth: int, format: str, text: str, extra: str = "", start: int = 1) -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{format}"/>{extra}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def definition(*levels: str, number: int = 1, override: str = "") -> str:
    return f'<w:abstractNum w:abstractNumId="{number}">{"".join(levels)}</w:abstractNum>'


def use(number: int, definition: int, override: str = "") -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{definition}"/>{override}</w:num>'


def item(text: str, depth: int = 0, number: int = 1) -> str:
    return para(text, f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>')


OUTLINE = definition(
    level(0, "chineseCountingThousand", "%1、"),
    level(1, "chineseCountingThousand", "（%2）"),
    level(2, "decimal", "%3."),
    level(3, "decimalEnclosedCircle", "%4"),
) + use(1, 1)


def test_levels_count_and_restart() -> None:
    body = (
        item("概况")
        + item("职责", 1)
        + item("人员", 2)
        + item("车辆", 2)
        + item("明细", 3)
        + item("资金", 1)
        + item("来源", 2)
        + item("问题")
        + item("原因", 1)
    )
    document = load(docx(body, numbering=OUTLINE))
    assert texts(document) == [
        "一、概况", "（一）职责", "1. 人员", "2. 车辆", "① 明细",
        "（二）资金", "1. 来源", "二、问题", "（一）原因",
    ]  # fmt: skip
    assert kinds(document)[:3] == [("heading", 1), ("heading", 2), ("heading", 3)]


def test_a_long_numbered_paragraph_is_a_list_item() -> None:
    document = load(docx(item("我们按时办结了全部事项。", 2), numbering=OUTLINE))
    assert kinds(document) == [("list", None)]


def test_patterns_with_several_levels() -> None:
    numbering = definition(
        level(0, "upperRoman", "%1"),
        level(1, "decimal", "%1.%2"),
        level(2, "decimal", "%1.%2.%3", "<w:isLgl/>"),
    ) + use(1, 1)
    body = item("甲") + item("乙", 1) + item("丙", 1) + item("丁", 2)
    assert texts(load(docx(body, numbering=numbering))) == ["I 甲", "I.1 乙", "I.2 丙", "1.2.1 丁"]


def test_a_marker_and_a_year_stay_apart() -> None:
    assert texts(load(docx(item("2024年完成", 2), numbering=OUTLINE))) == ["1. 2024年完成"]


def test_lists_start_where_they_say() -> None:
    start = definition(level(0, "decimal", "%1)", start=5)) + use(1, 1)
    assert texts(load(docx(item("甲") + item("乙"), numbering=start))) == ["5) 甲", "6) 乙"]


def test_lists_of_one_definition_go_on_unless_told_to_start_anew() -> None:
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    numbering = definition(level(0, "decimal", "%1.")) + use(1, 1) + use(2, 1) + use(3, 1, anew)
    body = item("甲") + item("乙", number=2) + item("丙", number=3) + item("丁", number=3)
    assert texts(load(docx(body, numbering=numbering))) == ["1. 甲", "2. 乙", "1. 丙", "2. 丁"]


def test_a_level_that_never_restarts() -> None:
    numbering = definition(
        level(0, "decimal", "%1."), level(1, "decimal", "(%2)", '<w:lvlRestart w:val="0"/>')
    ) + use(1, 1)
    body = item("甲") + item("子", 1) + item("乙") + item("丑", 1)
    assert texts(load(docx(body, numbering=numbering))) == ["1. 甲", "(1) 子", "2. 乙", "(2) 丑"]


def test_numbering_of_a_style_and_its_removal() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="h"><w:name w:val="heading 1"/><w:pPr><w:numPr>'
        '<w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
    )
    plain = para("无号", '<w:pStyle w:val="h"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    body = para("甲", '<w:pStyle w:val="h"/>') + plain + para("乙", '<w:pStyle w:val="h"/>')
    document = load(docx(body, numbering=OUTLINE, styles=styles))
    assert texts(document) == ["一、甲", "无号", "二、乙"]


def test_the_level_of_a_style_is_the_one_that_names_it() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="h2"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>'
        "</w:pPr></w:style>"
    )
    numbering = definition(
        level(0, "decimal", "%1."), level(1, "lowerLetter", "%2)", '<w:pStyle w:val="h2"/>')
    ) + use(1, 1)
    assert texts(
        load(docx(para("甲", '<w:pStyle w:val="h2"/>'), numbering=numbering, styles=styles))
    ) == ["a) 甲"]


def test_a_column_of_automatic_serial_numbers() -> None:
    numbering = definition(level(0, "decimal", "%1")) + use(1, 1)
    body = table(row(cell(item("")), "甲"), row(cell(item("")), "乙"))
    assert [entry[4] for entry in grids(load(docx(body, numbering=numbering)))[0]] == [
        "1",
        "甲",
        "2",
        "乙",
    ]


def test_bullets_do_not_look_like_ticked_boxes() -> None:
    font = '<w:rPr><w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/></w:rPr>'
    numbering = definition(level(0, "bullet", "\uf06e", font)) + use(1, 1)
    assert texts(load(docx(item("做法"), numbering=numbering))) == ["• 做法"]


def test_an_unknown_list_is_ignored() -> None:
    assert texts(load(docx(item("甲", number=7), numbering=OUTLINE))) == ["甲"]


@pytest.mark.parametrize(
    ("format", "printed"),
    [
        ("decimal", {1: "1", 12: "12"}),
        ("decimalZero", {3: "03", 12: "12"}),
        ("chineseCounting", {1: "一", 10: "十", 11: "十一", 20: "二十", 35: "三十五"}),
        ("chineseCountingThousand", {10: "十", 100: "一百", 101: "一百零一", 110: "一百一十"}),
        ("ideographDigital", {10: "一〇", 23: "二三"}),
        ("chineseLegalSimplified", {1: "壹", 10: "壹拾", 12: "壹拾贰"}),
        ("upperLetter", {1: "A", 26: "Z", 27: "AA"}),
        ("lowerLetter", {2: "b"}),
        ("upperRoman", {4: "IV", 9: "IX", 14: "XIV"}),
        ("lowerRoman", {3: "iii"}),
        ("decimalEnclosedCircle", {1: "①", 20: "⑳", 21: "㉑", 51: "51"}),
        ("ideographTraditional", {1: "甲", 3: "丙"}),
        ("somethingNew", {8: "8"}),
    ],
)
def test_number_formats(format: str, printed: dict[int, str]) -> None:
    assert {count: ordinal(count, format) for count in printed} == printed
