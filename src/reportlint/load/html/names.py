"""What the elements of HTML are: which end a paragraph, which show nothing, what hides them."""

from __future__ import annotations

import re

from lxml import etree

Element = etree._Element

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
BLOCKS = frozenset(
    (
        *HEADINGS,
        *[
            "address",
            "article",
            "aside",
            "blockquote",
            "body",
            "caption",
            "center",
            "dd",
            "details",
            "dialog",
            "dir",
            "div",
            "dl",
            "dt",
            "fieldset",
            "figcaption",
            "figure",
            "footer",
            "form",
            "header",
            "hgroup",
            "hr",
            "html",
            "legend",
            "li",
            "main",
            "menu",
            "ol",
            "p",
            "pre",
            "search",
            "section",
            "summary",
            "table",
            "tbody",
            "td",
            "tfoot",
            "th",
            "thead",
            "tr",
            "ul",
        ],
    )
)
LEFT_OUT = frozenset(
    [
        "base",
        "button",
        "colgroup",
        "datalist",
        "frameset",
        "head",
        "link",
        "map",
        "meta",
        "nav",
        "noembed",
        "noframes",
        "noscript",
        "param",
        "rp",
        "rt",
        "script",
        "source",
        "style",
        "template",
        "title",
        "track",
    ]
)
PICTURES = frozenset(["audio", "canvas", "embed", "iframe", "img", "object", "svg", "video"])
_HIDDEN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))", re.I)
_FONT = re.compile(r"(?:^|;)\s*font(?:-family)?\s*:[^;]*?(symbol|wingdings(?: \d)?|webdings)", re.I)
_PRE = re.compile(r"(?:^|;)\s*white-space\s*:\s*(?:pre|break-spaces)", re.I)


def tag_of(element: Element) -> str:
    """Lower-case name; "" for what is no element."""
    return element.tag.lower() if isinstance(element.tag, str) else ""


def is_hidden(element: Element) -> bool:
    """Whether the element says of itself that it is not shown."""
    if element.get("hidden") is not None:
        return element.get("hidden", "").lower() != "until-found"
    return bool(_HIDDEN.search(element.get("style", "")))


def font_of(element: Element) -> str | None:
    """The symbol font that the element sets, None when it sets none."""
    if element.tag == "font":
        face = re.match(r"\s*(symbol|wingdings(?: \d)?|webdings)", element.get("face", ""), re.I)
        return face[1] if face else None
    match = _FONT.search(element.get("style", ""))
    return match[1] if match else None


def keeps_blanks(element: Element) -> bool:
    """Whether line feeds and blanks inside show as they are written."""
    return element.tag in ("pre", "listing", "xmp", "textarea") or bool(
        _PRE.search(element.get("style", ""))
    )


def number(text: str | None, default: int) -> int:
    """The integer at the beginning of an attribute, as HTML reads it."""
    match = re.match(r"\s*([+-]?\d{1,9})", text or "")
    return int(match[1]) if match else default
