"""Bytes → Document: decides the format by content, then by suffix, and calls its loader."""

from __future__ import annotations

import hashlib
import os
from dataclasses import replace
from pathlib import Path, PurePath

from reportlint.load import archive, refusals
from reportlint.load.builder import Refused
from reportlint.load.encoding import decode
from reportlint.load.sniff import sniff
from reportlint.model.document import Document, Message, Unreadable
from reportlint.model.settings import Limits

__all__ = ["document", "document_from_bytes"]

_MARKDOWN = (".md", ".markdown")
_NAMES = {
    "docx": ("Word 文档（docx）", "a Word document (docx)", (".docx", ".docm", ".dotx", ".dotm")),
    "pdf": ("PDF", "PDF", (".pdf",)),
    "html": ("网页（HTML）", "a web page (HTML)", (".html", ".htm", ".xhtml", ".shtml")),
    "xlsx": (
        "Excel 表格（xlsx）",
        "an Excel workbook (xlsx)",
        (".xlsx", ".xlsm", ".xltx", ".xltm"),
    ),
    "text": ("纯文本", "plain text", ()),
}
_DAMAGED_BY_NAME = {".docx": refusals.DAMAGED_DOCX}
_BYTES_OF_BLANKS = b" \t\r\n\x0b\x0c\x00"


def document(path: str | Path, limits: Limits, engine: str = "auto") -> Document | Unreadable:
    """Read the file at ``path``; ``engine`` chooses the PDF reader.

    ``报告.zip!目录/表.docx`` is the file ``目录/表.docx`` in the archive ``报告.zip``.

    A file that is missing, locked, too large, empty or of a format that is not supported is an
    ``Unreadable`` with one sentence for the user; nothing is raised for it.
    """
    try:
        if archive.is_member(str(path)):
            data = archive.member(str(path), limits)
        else:
            with open(path, "rb") as file:
                data = file.read(limits.max_bytes + 1)
    except Refused as refused:
        return Unreadable(str(path), refused.message)
    except OSError as error:
        return Unreadable(str(path), _cause(error, path))
    except ValueError:  # a NUL character in the path
        return Unreadable(str(path), refusals.MISSING)
    return document_from_bytes(data, str(path), limits, engine)


def document_from_bytes(
    data: bytes, path: str, limits: Limits, engine: str = "auto"
) -> Document | Unreadable:
    """Read ``data`` as the content of a file called ``path``; what the bytes are decides first."""
    if len(data) > limits.max_bytes:
        return Unreadable(path, refusals.too_large(limits.max_bytes))
    sha256 = hashlib.sha256(data).hexdigest()
    suffix = PurePath(path).suffix.lower()
    if not data.strip(_BYTES_OF_BLANKS):
        return Unreadable(path, refusals.EMPTY, suffix[1:] or None, sha256)
    kind = sniff(data, suffix)
    if kind == "docx":
        from reportlint.load.docx import load_docx

        return _checked_name(load_docx(data, path, sha256, limits), kind, suffix)
    if kind == "pdf":
        from reportlint.load.pdf import load_pdf

        return _checked_name(load_pdf(data, path, sha256, engine, limits), kind, suffix)
    if kind == "html":
        from reportlint.load.html import load_html

        return _checked_name(load_html(data, path, sha256, limits), kind, suffix)
    if kind == "xlsx":
        from reportlint.load.spreadsheet import load_xlsx

        return _checked_name(load_xlsx(data, path, sha256, limits), kind, suffix)
    if kind == "zip":
        return Unreadable(path, archive.refusal(data, path, limits), kind, sha256)
    if kind is not None:
        return Unreadable(path, refusals.unsupported(kind, path), kind, sha256)
    return _text(data, path, sha256, suffix)


def _text(data: bytes, path: str, sha256: str, suffix: str) -> Document | Unreadable:
    """What no magic number names: text in some encoding, or nothing we know."""
    named = refusals.kind_of_suffix(suffix)
    if named == "csv":
        return Unreadable(path, refusals.unsupported(named, path), named, sha256)
    decoded = decode(data)
    if decoded is None:
        return Unreadable(path, _not_text(data, path, suffix), None, sha256)
    text, encoding = decoded
    if not text.strip():
        return Unreadable(path, refusals.EMPTY, suffix[1:] or None, sha256)
    from reportlint.load.text import load_text

    format = "markdown" if suffix in _MARKDOWN else "text"
    loaded = load_text(text, path, sha256, encoding, format)
    promised = named is not None or any(suffix in suffixes for _, _, suffixes in _NAMES.values())
    return _checked_name(loaded, "text", suffix) if promised else loaded


def _not_text(data: bytes, path: str, suffix: str) -> Message:
    if PurePath(path).name.startswith("~$"):
        return refusals.LOCK_FILE
    controls = sum(data.count(code) for code in (0, 1, 2, 3, 4, 5, 6, 7, 8))
    if controls * 200 < len(data) and suffix in ("", ".txt", *_MARKDOWN):
        return refusals.ENCODING
    return _DAMAGED_BY_NAME.get(suffix, refusals.BINARY)


def _checked_name(loaded: Document | Unreadable, kind: str, suffix: str) -> Document | Unreadable:
    """``loaded`` with a note when the suffix promises another format than the content."""
    zh, en, suffixes = _NAMES[kind]
    if isinstance(loaded, Unreadable) or not suffix or suffix in suffixes:
        return loaded
    note = Message(
        f"文件名以 {suffix} 结尾，实际是{zh}，已按实际内容读取。",
        f"Named {suffix} but really {en}; it was read as what it is.",
    )
    return replace(loaded, notes=(*loaded.notes, note))


def _cause(error: OSError, path: str | Path) -> Message:
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return refusals.MISSING
    if isinstance(error, IsADirectoryError) or os.path.isdir(path):
        return refusals.DIRECTORY  # Windows reports a folder as "permission denied"
    return refusals.DENIED if isinstance(error, PermissionError) else refusals.FAILED
