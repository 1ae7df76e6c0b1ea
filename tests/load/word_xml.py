"""Small Word documents made from the XML of their body, loaded and taken apart again."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Mapping

from reportlint.load.docx import load_docx
from reportlint.model.document import Document, Paragraph, Table, Unreadable
from reportlint.model.settings import Limits

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "r": _OFFICE,
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "v": "urn:schemas-microsoft-com:vml",
    }.items()
)
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


def docx(body: str, main: str = "word/document.xml", **parts: str) -> bytes:
    """A DOCX with ``body`` inside w:body; ``parts`` are the XML inside of word/<name>.xml."""
    files = {
        "_rels/.rels": _relations({"rId1": ("officeDocument", main)}),
        main: f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": _relations(
            {f"rId_{name}": (name.rstrip("0123456789"), f"{name}.xml") for name in parts}
        ),
    }
    roots = {"header": "hdr", "footer": "ftr"}
    for name, xml in parts.items():
        kind = name.rstrip("0123456789")
        root = roots.get(kind, name)
        files[f"word/{name}.xml"] = f"<w:{root} {NAMESPACES}>{xml}</w:{root}>"
    return packed(files)


def packed(files: Mapping[str, str | bytes]) -> bytes:
    """A zip of ``files``."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def _relations(targets: Mapping[str, tuple[str, str]]) -> str:
    entries = "".join(
        f'<Relationship Id="{identifier}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for identifier, (kind, target) in targets.items()
    )
    return f'<Relationships xmlns="{_RELATIONS}">{entries}</Relationships>'


def run(text: str, properties: str = "") -> str:
    """A w:r with ``text``."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def para(content: str, properties: str = "") -> str:
    """A w:p; ``content`` is plain text or, when it starts with a tag, XML."""
    inner = content if content.startswith("<") else run(content)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def cell(content: str, properties: str = "") -> str:
    """A w:tc; ``content`` is one paragraph of text or, when it starts with a tag, XML."""
    inner = content if content.startswith("<w:") else para(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    """A w:tr; a cell that is no w:tc yet becomes one."""
    inner = "".join(c if c.startswith(("<w:tc>", "<w:sdt>")) else cell(c) for c in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inner}</w:tr>"


def table(*rows: str) -> str:
    """A w:tbl."""
    return f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>"


def span(columns: int) -> str:
    """Cell properties: this many columns wide."""
    return f'<w:gridSpan w:val="{columns}"/>'


RESTART, CONTINUE = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def field(instruction: str, result: str | None = None, form: str = "") -> str:
    """A complex field; without a result (text or XML) it has no separator either."""
    shown = ""
    if result is not None:
        shown = _mark("separate") + (result if result.startswith("<") else run(result))
    return (
        f'<w:r><w:fldChar w:fldCharType="begin">{form}</w:fldChar></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        f"{shown}{_mark('end')}"
    )


def _mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def load(data: bytes, limits: Limits | None = None) -> Document:
    """The document; fails when it is unreadable."""
    loaded = load_docx(data, "a.docx", hashlib.sha256(data).hexdigest(), limits or Limits())
    assert isinstance(loaded, Document), loaded
    return loaded


def refused(data: bytes, limits: Limits | None = None) -> Unreadable:
    """The refusal; fails when the document is readable."""
    loaded = load_docx(data, "a.docx", hashlib.sha256(data).hexdigest(), limits or Limits())
    assert isinstance(loaded, Unreadable)
    return loaded


def texts(document: Document) -> list[str]:
    """The texts of the paragraphs in order."""
    return [document.slice(b.span) for b in document.blocks if isinstance(b, Paragraph)]


def kinds(document: Document) -> list[tuple[str, int | None]]:
    """Kind and level of the paragraphs in order."""
    return [(b.kind, b.level) for b in document.blocks if isinstance(b, Paragraph)]


def grids(document: Document) -> list[list[tuple[int, int, int, int, str]]]:
    """Per table its cells as (row, column, rowspan, colspan, text)."""
    return [
        [(c.row, c.column, c.rowspan, c.colspan, document.slice(c.span)) for c in block.cells]
        for block in document.blocks
        if isinstance(block, Table)
    ]


def line(content: str, **parts: str) -> str:
    """The text of a document of the one paragraph ``content``."""
    return load(docx(para(content), **parts)).text
