"""What a file really is, from its first bytes and, for containers, from what they hold."""

from __future__ import annotations

import io
import re
import zipfile

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAGIC = (
    (b"{\\rtf", "rtf"),
    (b"\x89PNG\r\n\x1a\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"Rar!\x1a\x07", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"\x1f\x8b\x08", "archive"),
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
)
# Directory names in an OLE container are UTF-16; the order decides (an encrypted package first).
_STREAMS = (
    ("EncryptedPackage", "encrypted"),
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
    ("PowerPoint Document", "ppt"),
    ("Book", "xls"),
)
_ODF = {"text": "odt", "spreadsheet": "ods", "presentation": "odp"}
_PARTS = (
    (re.compile(r"^word/document\w*\.xml$", re.I), "docx"),
    (re.compile(r"^xl/workbook\.bin$", re.I), "xlsb"),
    (re.compile(r"^xl/workbook\w*\.xml$", re.I), "xlsx"),
    (re.compile(r"^ppt/presentation\w*\.xml$", re.I), "pptx"),
    (re.compile(r"^OFD\.xml$", re.I), "ofd"),
)
_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)[\s>]", re.I | re.S
)
_FRAGMENT = re.compile(rb"\s*<(?:head|meta|body|table|style|div|title|script|font)[\s>]", re.I)
_TAG = re.compile(rb"\s*<(?:!--|/?[a-z][a-z0-9]*[\s>/])", re.I)
_PAGES = (".html", ".htm", ".xhtml", ".shtml")
_XML = re.compile(rb"\s*<\?xml\b")
_HEAD = 4096


def sniff(data: bytes, suffix: str = "") -> str | None:
    """The name of the format of ``data``, None when its bytes say nothing (text or unknown).

    ``suffix`` decides only where content cannot: whether text that starts with a tag is a page.
    """
    head = data[:_HEAD]
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _container(data)
    if head.startswith(_OLE):
        return next((kind for name, kind in _STREAMS if name.encode("utf-16-le") in data), "ole")
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    if (head.startswith(b"BM") and head[6:10] == bytes(4)) or (
        head.startswith(b"RIFF") and head[8:12] == b"WEBP"
    ):
        return "image"
    return _markup(head, suffix)


def _container(data: bytes) -> str:
    """What a zip holds: an office format or ``zip``; when damaged, what it seems to have been."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return container_of(archive)
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError, EOFError):
        if b"xl/" in data:
            return "xlsx-damaged"
        office = b"word/" in data or b"[Content_Types].xml" in data
        return "docx-damaged" if office else "zip-damaged"


def container_of(archive: zipfile.ZipFile) -> str:
    """Which office format an open zip is, ``zip`` when it is none."""
    names = [name.replace("\\", "/") for name in archive.namelist()]
    if names and names[0] == "mimetype" and archive.getinfo("mimetype").file_size < 200:
        mime = archive.read("mimetype").decode("ascii", "replace").strip()
        return _ODF.get(mime.rpartition(".")[2], "zip")
    for pattern, kind in _PARTS:
        if any(pattern.match(name) for name in names):
            return kind
    return "zip"


def _markup(head: bytes, suffix: str) -> str | None:
    """Pages and office XML that are text underneath; Markdown may begin with a tag."""
    if suffix in (".md", ".markdown"):
        return None
    plain = head.removeprefix(b"\xef\xbb\xbf")
    if plain.startswith((b"\xff\xfe", b"\xfe\xff")):
        plain = plain[2:].replace(b"\x00", b"")
    fragment = _TAG if suffix in _PAGES else _FRAGMENT
    if _PAGE.match(plain) or (suffix != ".txt" and fragment.match(plain)):
        return "html"
    if plain[:200].lower().startswith(b"mime-version:") and b"multipart/" in plain.lower():
        return "mht"
    if _XML.match(plain):
        if b"wordDocument" in plain or b'progid="Word' in plain or b"xmlPackage" in plain:
            return "word-xml"
        return "excel-xml" if b"urn:schemas-microsoft-com:office:spreadsheet" in plain else "xml"
    return None
