"""Which loader reads what: content before suffix, and one sentence for what none reads."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest
from docx_writer import docx, paragraph, zipped
from pdf_writer import Page, pdf

from reportlint import load
from reportlint.model.document import Document, Unreadable
from reportlint.model.settings import Limits

DOCX = docx(paragraph("全年支出 12.5 万元"))
TEXT = "全年支出 12.5 万元。\n".encode()
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def ole(stream: str) -> bytes:
    return OLE + stream.encode("utf-16-le") + bytes(400)


def read(data: bytes, name: str, limits: Limits | None = None) -> Document | Unreadable:
    return load.document_from_bytes(data, name, limits or Limits())


def readable(data: bytes, name: str) -> Document:
    loaded = read(data, name)
    assert isinstance(loaded, Document), loaded
    return loaded


def reason(data: bytes, name: str, limits: Limits | None = None) -> str:
    loaded = read(data, name, limits)
    assert isinstance(loaded, Unreadable), loaded
    assert loaded.path == name
    assert "\n" not in loaded.reason.zh + loaded.reason.en
    assert loaded.reason.en.isascii()
    return loaded.reason.zh


@pytest.mark.parametrize(
    ("data", "name", "format"),
    [
        (DOCX, "a.docx", "docx"),
        (TEXT, "a.txt", "text"),
        (TEXT, "a.md", "markdown"),
        (TEXT, "A.MARKDOWN", "markdown"),
        (TEXT, "-", "text"),
    ],
)
def test_ordinary_files_are_read_without_a_note(data: bytes, name: str, format: str) -> None:
    document = readable(data, name)
    assert document.format == format
    assert document.notes == ()
    assert document.sha256 == hashlib.sha256(data).hexdigest()
    assert "12.5" in document.text


def test_a_pdf_is_handed_on_with_the_engine_and_the_limits(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import reportlint.load.pdf as loader

    calls = []

    def load_pdf(data: bytes, path: str, *more: object) -> Unreadable:
        calls.append((path, *more[1:]))
        return Unreadable(path, load.refusals.EMPTY)

    monkeypatch.setattr(loader, "load_pdf", load_pdf)
    limits = Limits(max_pages=3)
    load.document_from_bytes(b"%PDF-1.4\n...", "a.pdf", limits, "pdfplumber")
    load.document_from_bytes(b"\n\n junk %PDF-1.4\n...", "b", limits)
    assert calls == [("a.pdf", "pdfplumber", limits), ("b", "auto", limits)]


@pytest.mark.parametrize(
    ("data", "name", "format", "really"),
    [
        (DOCX, "a.doc", "docx", "Word 文档（docx）"),
        (DOCX, "a.pdf", "docx", "Word 文档（docx）"),
        (DOCX, "a.zip", "docx", "Word 文档（docx）"),
        (TEXT, "a.docx", "text", "纯文本"),
        (TEXT, "a.pdf", "text", "纯文本"),
        (TEXT, "a.doc", "text", "纯文本"),
        (TEXT, "a.html", "text", "纯文本"),
    ],
)
def test_content_wins_over_the_suffix_with_a_note(
    data: bytes, name: str, format: str, really: str
) -> None:
    document = readable(data, name)
    assert document.format == format
    note = document.notes[-1]
    assert really in note.zh
    assert Path(name).suffix in note.zh
    assert Path(name).suffix in note.en


def test_a_pdf_named_docx_is_read_as_a_pdf() -> None:
    document = readable(pdf(Page().text(72, 72, "Total 12.5 of 20 tasks")), "a.docx")
    assert document.format == "pdf"
    assert "12.5" in document.text
    assert ".docx" in document.notes[-1].zh


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-16-le"])
def test_other_encodings_of_text_are_read(encoding: str) -> None:
    document = readable(TEXT.decode().encode(encoding), "a.txt")
    assert document.text.strip() == TEXT.decode().strip()


@pytest.mark.parametrize("name", ["a.txt", "a.docx", "a.pdf", "a.md", "a"])
@pytest.mark.parametrize("data", [b"", b" \r\n\t\n", b"\xef\xbb\xbf\n", "\u3000\n".encode()])
def test_empty_files_are_called_empty(data: bytes, name: str) -> None:
    assert reason(data, name).startswith("空文件")


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"{\\rtf1\\ansi 1}", "a.rtf", "RTF"),
        (b"{\\rtf1\\ansi 1}", "a.doc", "以 .doc 结尾，实际是RTF"),
        (b"\x89PNG\r\n\x1a\n....", "a.png", "图片"),
        (b"\xff\xd8\xff\xe0....", "a.pdf", "实际是图片"),
        (zipped({"OFD.xml": "<a/>"}), "a.ofd", "OFD"),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), "a.odt", "OpenDocument"),
        (zipped({"ppt/presentation.xml": "<a/>"}), "a.pptx", "演示文稿"),
        (zipped({"ppt/presentation.xml": "<a/>"}), "a.docx", "以 .docx 结尾，实际是演示文稿"),
        (b"Rar!\x1a\x07\x00....", "a.rar", "解压"),
        (ole("PowerPoint Document"), "a.ppt", "演示文稿"),
        (ole("EncryptedPackage"), "a.docx", "密码"),
        (b'<?xml version="1.0"?><a/>', "a.xml", "XML"),
        (b'<?xml version="1.0"?><w:wordDocument/>', "a.doc", "Word XML"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related;", "a.doc", "MHT"),
        (b"a,b\n1,2\n", "a.csv", "csv"),
    ],
)
def test_formats_that_are_not_read_are_named_with_advice(
    data: bytes, name: str, words: str
) -> None:
    sentence = reason(data, name)
    assert words in sentence
    assert "；" in sentence


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (DOCX[: len(DOCX) // 2], "a.docx", "不完整"),
        (DOCX[:200], "a.docx", "不完整"),
        (zipped({"a.bin": "x" * 900})[:80], "a.zip", "压缩包不完整"),
        (bytes(range(256)) * 8, "a.dat", "二进制"),
        (bytes(range(256)) * 8, "a.docx", "损坏"),
        (TEXT * 9 + b"\xff\xff", "a.txt", "编码"),
        (b"\x05user" + bytes(157), "~$a.docx", "临时文件"),
    ],
)
def test_damage_is_told_apart(data: bytes, name: str, words: str) -> None:
    assert words in reason(data, name)


def test_a_page_is_recognised_by_content() -> None:
    page = b"<!DOCTYPE html><html><body><p>12</p></body></html>"
    loaded = read(page, "a.doc")
    told = loaded.reason if isinstance(loaded, Unreadable) else loaded.notes[-1]
    assert "HTML" in told.zh
    assert ".doc" in told.zh


def test_markdown_and_text_may_begin_with_a_tag() -> None:
    assert readable(b"<table></table>\n\n12\n", "a.md").format == "markdown"
    assert readable("<body> 是标签，12 件\n".encode(), "a.txt").format == "text"


def test_a_file_over_the_limit_is_refused() -> None:
    limits = Limits(max_bytes=100)
    assert "过大" in reason(TEXT * 50, "a.txt", limits)


class TestPaths:
    def refused(self, path: str | Path, limits: Limits | None = None) -> str:
        loaded = load.document(path, limits or Limits())
        assert isinstance(loaded, Unreadable)
        assert loaded.path == str(path)
        return loaded.reason.zh

    def test_a_file_is_read(self, tmp_path: Path) -> None:
        path = tmp_path / "报告.docx"
        path.write_bytes(DOCX)
        for given in (path, str(path)):
            loaded = load.document(given, Limits())
            assert isinstance(loaded, Document)
            assert loaded.path == str(path)

    def test_missing_files(self, tmp_path: Path) -> None:
        assert "找不到" in self.refused(tmp_path / "none.docx")
        assert "找不到" in self.refused("a\x00b.docx")
        (tmp_path / "file").write_text("x")
        assert "找不到" in self.refused(tmp_path / "file" / "below.txt")

    def test_folders(self, tmp_path: Path) -> None:
        assert "文件夹" in self.refused(tmp_path)

    def test_permission(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        path = tmp_path / "a.txt"
        path.write_bytes(TEXT)

        def denied(*_: object, **__: object) -> None:
            raise PermissionError(13, "denied", str(path))

        monkeypatch.setattr("builtins.open", denied)
        assert "权限" in self.refused(path)

    def test_names_that_the_system_refuses(self, tmp_path: Path) -> None:
        assert self.refused(tmp_path / ("长" * 300 + ".txt"))

    def test_large_files_are_not_read_to_the_end(self, tmp_path: Path) -> None:
        path = tmp_path / "big.txt"
        with path.open("wb") as file:
            os.truncate(file.fileno(), 50_000_000)
        assert "过大" in self.refused(path, Limits(max_bytes=1000))
