"""DOCX files that cannot be read: one sentence in both languages, never an exception."""

from __future__ import annotations

import io
import random
import zipfile

import pytest
from word_xml import NAMESPACES, cell, docx, load, packed, para, refused, row, table

from reportlint.load.docx import load_docx
from reportlint.model.document import Document
from reportlint.model.settings import Limits


def body(text: str) -> str:
    return f"<w:document {NAMESPACES}><w:body>{text}</w:body></w:document>"


GOOD = docx(para("本年支出 12.5 万元。" * 40), styles="<w:style/>")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (GOOD[: len(GOOD) // 2], "不完整"),
        (GOOD[:40], "不完整"),
        (packed({"xl/workbook.xml": "<a/>"}), "Excel"),
        (packed({"ppt/presentation.xml": "<a/>"}), "演示文稿"),
        (packed({"OFD.xml": "<a/>"}), "OFD"),
        (packed({"note.txt": "x"}), "word/document.xml"),
        (packed({"word/document.xml": "<w:document"}), "结构损坏"),
        (packed({"word/document.xml": "<a/>"}), "word/document.xml"),
        (b"{\\rtf1 abc}", "RTF"),
        (b"<html><body>1</body></html>", "HTML"),
    ],
)
def test_the_reason_names_what_is_wrong(data: bytes, words: str) -> None:
    reason = refused(data).reason
    assert words in reason.zh
    assert "；" in reason.zh  # what is wrong; what to do
    assert reason.en


def test_damaged_contents_are_found_out() -> None:
    with zipfile.ZipFile(io.BytesIO(GOOD)) as archive:
        info = archive.getinfo("word/document.xml")
    at = info.header_offset + 30 + len("word/document.xml") + 5
    broken = GOOD[:at] + bytes(value ^ 0x55 for value in GOOD[at : at + 20]) + GOOD[at + 20 :]
    assert "损坏" in refused(broken).reason.zh


def test_a_zip_bomb_is_refused_by_its_unpacked_size() -> None:
    bomb = packed({"word/document.xml": body("<w:p>" + " " * 3_000_000 + "</w:p>")})
    assert len(bomb) < 20_000
    assert "过大" in refused(bomb, Limits(max_bytes=1_000_000)).reason.zh


def test_parts_count_together() -> None:
    part = " " * 600_000
    data = docx(para("甲"), styles=part, settings=part)
    assert "过大" in refused(data, Limits(max_bytes=1_000_000)).reason.zh
    assert load(data, Limits(max_bytes=2_000_000)).text == "甲"


def test_too_many_cells_are_refused() -> None:
    data = docx(table(row("1", "2"), row("3", "4")))
    assert "单元格过多" in refused(data, Limits(max_cells=3)).reason.zh
    assert load(data, Limits(max_cells=4)).blocks


def test_entities_are_not_expanded() -> None:
    declared = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname"><!ENTITY b "99">]>'
    data = packed({"word/document.xml": declared + body(para("<w:r><w:t>甲&e;&b;</w:t></w:r>"))})
    loaded = load_docx(data, "a.docx", "", Limits())
    assert not isinstance(loaded, Document) or loaded.text == "甲"


def test_deep_nesting_ends_in_a_refusal_or_a_document() -> None:
    inner = para("底")
    for _ in range(400):
        inner = table(row(cell(inner)))
    assert "损坏" in refused(docx(inner)).reason.zh


def test_a_password_on_the_zip_is_named() -> None:
    data = bytearray(GOOD)
    start = 0
    while (start := data.find(b"PK\x01\x02", start)) >= 0:  # the flag in every directory entry
        data[start + 8] |= 1
        start += 4
    assert "密码" in refused(bytes(data)).reason.zh


def test_random_damage_never_raises() -> None:
    generator = random.Random(7)
    for _ in range(200):
        data = bytearray(GOOD)
        for _ in range(generator.randint(1, 8)):
            data[generator.randrange(len(data))] = generator.randrange(256)
        load_docx(bytes(data), "a.docx", "", Limits())


ODD = (
    "<w:tbl><w:tr/><w:tr><w:tc/></w:tr></w:tbl><w:tbl/><w:p/><w:sdt/><w:altChunk/>"
    '<w:p><w:r><w:sym/><w:sym w:font="x" w:char="zz"/><w:fldChar w:fldCharType="end"/>'
    "<w:fldChar/><w:ruby/></w:r><mc:AlternateContent/><w:fldSimple/></w:p>"
    '<w:tbl><w:tr><w:trPr><w:gridBefore w:val="x"/></w:trPr><w:tc><w:tcPr>'
    '<w:gridSpan w:val="-3"/></w:tcPr><w:p><w:pPr><w:numPr><w:ilvl w:val="99"/>'
    '<w:numId w:val="1"/></w:numPr></w:pPr></w:p></w:tc></w:tr></w:tbl>'
)


def test_odd_markup_is_survived() -> None:
    numbering = '<w:abstractNum/><w:num w:numId="1"><w:lvlOverride/></w:num><w:num/>'
    document = load(docx(ODD + para("正文"), numbering=numbering, styles="<w:style/>"))
    assert document.text.endswith("正文")
