"""Qualified names of WordprocessingML elements and attributes."""

from __future__ import annotations

from lxml import etree

Element = etree._Element

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
WORD_2010 = "http://schemas.microsoft.com/office/word/2010/wordml"
MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
SYMBOLS = "http://schemas.microsoft.com/office/word/2015/wordml/symex"
OFFICE_RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"

# "Strict Open XML" files use other names for the same elements (ISO/IEC 29500-1 and -4).
STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", WORD.encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", OFFICE_RELATIONSHIPS.encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", MATH.encode()),
    (b"http://purl.oclc.org/ooxml/drawingml/main", DRAWING.encode()),
)

VAL = f"{{{WORD}}}val"
P = f"{{{WORD}}}p"
P_PR = f"{{{WORD}}}pPr"
R = f"{{{WORD}}}r"
R_PR = f"{{{WORD}}}rPr"
T = f"{{{WORD}}}t"
TBL = f"{{{WORD}}}tbl"
TR = f"{{{WORD}}}tr"
TC = f"{{{WORD}}}tc"
SDT = f"{{{WORD}}}sdt"
ALTERNATE = f"{{{COMPATIBILITY}}}AlternateContent"
TEXT_BOX = f"{{{WORD}}}txbxContent"

# Deleted or moved away: gone once the tracked changes are accepted.
REMOVED = frozenset(f"{{{WORD}}}{name}" for name in ("del", "moveFrom"))
ADDED = frozenset(f"{{{WORD}}}{name}" for name in ("ins", "moveTo"))

_OFF = ("0", "false", "off", "none")


def w(name: str) -> str:
    """The qualified name of the Word element or attribute ``name``."""
    return f"{{{WORD}}}{name}"


def child(element: Element | None, tag: str) -> Element | None:
    """The first child of ``element`` called ``tag``, None when either is missing."""
    return None if element is None else element.find(tag)


def value(element: Element | None, tag: str) -> str | None:
    """The ``w:val`` of the child ``tag`` of ``element``, None when there is none."""
    found = child(element, tag)
    return None if found is None else found.get(VAL)


def number(element: Element | None, tag: str, default: int) -> int:
    """The ``w:val`` of the child ``tag`` as a whole number, else ``default``."""
    return whole(value(element, tag), default)


def whole(text: str | None, default: int) -> int:
    """``text`` as a whole number, ``default`` when it is none."""
    try:
        return default if text is None else int(text)
    except ValueError:
        return default


def switched_on(element: Element | None, tag: str) -> bool | None:
    """The on/off property ``tag`` of ``element``; None when nothing is said about it."""
    found = child(element, tag)
    return None if found is None else is_on(found.get(VAL))


def is_on(text: str | None) -> bool:
    """The truth of an on/off attribute; a property without one is on (17.17.4)."""
    return text is None or text.lower() not in _OFF
