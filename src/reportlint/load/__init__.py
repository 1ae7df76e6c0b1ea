"""Bytes → Document: decides the format by content, then by suffix, and hands over to a loader."""

from __future__ import annotations

import hashlib
from pathlib import Path

from reportlint.load.encoding import decode
from reportlint.model.document import Document, Message, Unreadable
from reportlint.model.settings import Limits

__all__ = ["document", "document_from_bytes"]

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def document(path: str | Path, limits: Limits, engine: str = "auto") -> Document | Unreadable:
    """Read the file at ``path``; whatever is wrong with it comes back as Unreadable."""
    name = str(path)
    try:
        size = Path(path).stat().st_size
        if Path(path).is_dir():
            return _no(name, "这是文件夹，不是文件。", "This is a folder, not a file.")
        if size > limits.max_bytes:
            return _no(name, f"文件过大（{size} 字节）。", f"The file is too large ({size} bytes).")
        data = Path(path).read_bytes()
    except FileNotFoundError:
        return _no(name, "文件不存在，请检查路径。", "There is no such file; check the path.")
    except PermissionError:
        return _no(name, "没有读取此文件的权限。", "Permission to read this file is denied.")
    except OSError as error:
        return _no(name, f"无法读取文件：{error.strerror}。", f"Cannot read: {error.strerror}.")
    return document_from_bytes(data, name, limits, engine)


def document_from_bytes(
    data: bytes, path: str, limits: Limits, engine: str = "auto"
) -> Document | Unreadable:
    """Read ``data``; ``path`` gives the suffix and the name in messages."""
    sha256 = hashlib.sha256(data).hexdigest()
    if not data.strip(b"\x00 \t\r\n\x0b\x0c\xef\xbb\xbf\xff\xfe"):
        return _no(path, "空文件，没有内容。", "The file is empty.")
    if b"%PDF-" in data[:1024]:
        from reportlint.load.pdf import load_pdf

        return load_pdf(data, path, sha256, engine)
    decoded = decode(data)
    if decoded is None:
        return _no(path, "无法识别的文件格式。", "The file format is not recognised.")
    from reportlint.load.text import load_text

    text, encoding = decoded
    format = "markdown" if path.lower().endswith((".md", ".markdown")) else "text"
    return load_text(text, path, sha256, encoding, format)


def _no(path: str, zh: str, en: str) -> Unreadable:
    return Unreadable(path, Message(zh=zh, en=en))
