"""DOCX → Document: our own reader of WordprocessingML on zipfile and lxml."""

from __future__ import annotations

from collections.abc import Iterator

from reportlint.load import refusals
from reportlint.load.docx.builder import Builder
from reportlint.load.docx.inline import Found
from reportlint.load.docx.names import RELATION_ID, Element, child, switched_on, w
from reportlint.load.docx.numbering import Numbering
from reportlint.load.docx.package import Package, RefusedError
from reportlint.load.docx.story import Sources, Story
from reportlint.load.docx.styles import Styles
from reportlint.load.sniff import sniff
from reportlint.model.document import Document, Message, Paragraph, ParagraphKind, Unreadable
from reportlint.model.settings import Limits

__all__ = ["load_docx"]

_NOTES: tuple[tuple[str, ParagraphKind], ...] = (
    ("footnotes", "footnote"),
    ("endnotes", "footnote"),
)
_SEPARATORS = ("separator", "continuationSeparator", "continuationNotice")


def load_docx(data: bytes, path: str, sha256: str, limits: Limits) -> Document | Unreadable:
    """Read a Word document.

    Blocks come in the order of the file: page headers, body, notes, page footers; the tables and
    text boxes inside a table follow it. Tracked changes are read as accepted and hidden text is
    left out, both with a note. What cannot be read comes back as ``Unreadable``.
    """
    kind = sniff(data, ".docx")
    if kind not in ("docx", "zip"):
        reason = refusals.NO_BODY
        if kind is not None and refusals.is_unsupported(kind):
            reason = refusals.unsupported(kind, path)
        return Unreadable(path, reason, kind, sha256)
    try:
        document, pictures = _read(Package(data, limits), path, sha256, limits)
    except RefusedError as refused:
        return Unreadable(path, refused.message, "docx", sha256)
    if all(isinstance(b, Paragraph) and b.kind in ("header", "footer") for b in document.blocks):
        reason = refusals.PICTURES if pictures else refusals.NO_TEXT
        return Unreadable(path, reason, "docx", sha256)
    return document


def _read(package: Package, path: str, sha256: str, limits: Limits) -> tuple[Document, int]:
    """The document, and how many pictures it holds."""
    main = package.main
    root = package.xml(main)
    body = child(root, w("body"))
    if body is None:
        raise RefusedError(refusals.NO_BODY)
    relations = package.relations(main)
    named = dict(relations.values())
    styles = Styles(package, named.get("styles"))
    numbering = Numbering(package, named.get("numbering"), styles)
    builder = Builder(limits)
    found = Found()
    sources = Sources(styles, numbering, builder, found)
    edge = Sources(styles, numbering, builder, Found())  # a logo on every page is no lost table
    settings = package.xml(named["settings"]) if "settings" in named else None
    running = list(_running(body, bool(switched_on(settings, w("evenAndOddHeaders")))))
    _margins(package, "header", running, relations, edge)
    Story(sources).read(body)
    for name, kind in _NOTES:
        notes = package.xml(named[name]) if name in named else None
        for note in () if notes is None else notes:
            if note.get(w("type")) not in _SEPARATORS:
                Story(sources, kind).read(note)
    _margins(package, "footer", running, relations, edge)
    return builder.document(path, sha256, _messages(found)), found.pictures


def _running(body: Element, even: bool) -> Iterator[tuple[str, str]]:
    """(header or footer, relation id) of what is really printed on some page."""
    for section in body.iter(w("sectPr")):
        first = switched_on(section, w("titlePg"))
        for reference in section.iterchildren(w("headerReference"), w("footerReference")):
            kind = reference.get(w("type"))
            if (kind == "first" and not first) or (kind == "even" and not even):
                continue
            which = "header" if reference.tag == w("headerReference") else "footer"
            yield which, reference.get(RELATION_ID, "")


def _margins(
    package: Package,
    which: ParagraphKind,
    running: list[tuple[str, str]],
    relations: dict[str, tuple[str, str]],
    sources: Sources,
) -> None:
    """Read page headers or footers, each part once however many sections use it."""
    wanted = dict.fromkeys(id for kind, id in running if kind == which and id in relations)
    for part in dict.fromkeys(relations[id][1] for id in wanted):
        root = package.xml(part)
        if root is not None:
            Story(sources, which).read(root)


def _messages(found: Found) -> tuple[Message, ...]:
    notes = []
    if found.tracked:
        zh, en = "", ""
        if found.tracked_figure:
            zh, en = "，改动处含有数字", "; some of them hold digits"
        notes.append(
            Message(
                f"文档中有尚未接受的修订{zh}；按全部接受后的文字核对。",
                f"The document holds tracked changes{en}; it was read as if all were accepted.",
            )
        )
    if found.hidden:
        notes.append(
            Message(
                "文档中有隐藏文字，没有核对。",
                "The document holds hidden text, which was not read.",
            )
        )
    if found.pictures:
        notes.append(
            Message(
                f"文档中有 {found.pictures} 处图片、图表或嵌入对象，其中的文字和数字没有核对。",
                f"Text inside {found.pictures} pictures, charts or embedded objects was not read.",
            )
        )
    return tuple(notes)
