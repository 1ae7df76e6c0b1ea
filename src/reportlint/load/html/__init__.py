"""Web pages → Document: lxml's HTML parser, the grid rules of HTML, text as a browser shows it."""

from __future__ import annotations

import codecs
import re

import lxml.html
from lxml import etree

from reportlint.load import refusals
from reportlint.load.builder import Builder, Refused
from reportlint.load.encoding import decode
from reportlint.load.html.blocks import Page
from reportlint.model.document import Document, Message, Unreadable
from reportlint.model.settings import Limits

__all__ = ["load_html"]

_CHARSET = re.compile(rb"<meta\b[^>]*?\bcharset\s*=\s*[\"']?\s*([A-Za-z0-9_\-:.]+)", re.I)
_HEAD = 4096
# Browsers read these labels as the larger set that contains them (WHATWG Encoding Standard).
_LARGER = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs", "iso-8859-1": "cp1252"}
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_GUESSED = Message(
    "网页的文字编码有误，部分字符可能读错。",
    "The encoding of the page is faulty; some characters may be wrong.",
)


def load_html(data: bytes, path: str, sha256: str, limits: Limits) -> Document | Unreadable:
    """Read a web page.

    A byte order mark decides on the encoding, then the page's own ``meta`` tag, then its bytes.
    Tables inside the cells of a table follow it. Scripts, styles and navigation are left out, and
    what is hidden is left out with a note. What cannot be read comes back as ``Unreadable``.
    """
    text, notes = _text(data)
    parser = lxml.html.HTMLParser(
        encoding="utf-8",
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        # NUL ends the input for the parser, and browsers leave it out.
        source = text.replace("\0", "").encode("utf-8", "replace")
        root = lxml.html.document_fromstring(source, parser=parser)
        if any(entry.level == etree.ErrorLevels.FATAL for entry in parser.error_log):
            raise Refused(refusals.HTML_BOUNDS)
        builder = Builder(limits)
        page = Page(builder)
        page.read(root)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return Unreadable(path, refusals.HTML_EMPTY, "html", sha256)
    except Refused as refused:
        return Unreadable(path, refused.message, "html", sha256)
    if builder.empty:
        return Unreadable(path, refusals.HTML_EMPTY, "html", sha256)
    return builder.document(path, "html", sha256, (*notes, *page.notes()))


def _text(data: bytes) -> tuple[str, tuple[Message, ...]]:
    """The decoded page; with a note when its bytes fit no encoding."""
    declared = None if data.startswith(_MARKS) else _declared(data[:_HEAD])
    if declared is not None:
        try:
            return data.decode(declared), ()
        except UnicodeDecodeError:
            pass
    decoded = decode(data)
    if decoded is not None:
        return decoded[0], ()
    return data.decode(declared or "utf-8", "replace"), (_GUESSED,)


def _declared(head: bytes) -> str | None:
    """The codec that the page names; UTF-16 is impossible there, the tag would be unreadable."""
    match = _CHARSET.search(head)
    if match is None:
        return None
    name = match[1].decode("ascii").lower()
    try:
        codec = codecs.lookup(_LARGER.get(name, name))
    except LookupError:
        return None
    known = codec._is_text_encoding
    return codec.name if known and not codec.name.startswith("utf-16") else None
