"""Paragraph and character styles: only what the text needs (outline, numbering, hidden text)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from reportlint.load.docx.names import Element, child, is_on, number, value, w

_HEADING = re.compile(r"^(?:heading|标题)\s*([1-9])$", re.I)
_TITLE = re.compile(r"^(?:title|标题)$", re.I)
_CONTENTS = re.compile(r"^(?:toc|目录)\s*\d*$", re.I)
_BODY_TEXT = 9  # w:outlineLvl 9 means "no heading" (ISO/IEC 29500-1 §17.3.1.20)


@dataclass(frozen=True, slots=True)
class Style:
    """A style with everything it inherits. ``outline`` 0 is the highest heading."""

    outline: int | None = None
    title: bool = False
    contents: bool = False
    num_id: str | None = None
    ilvl: int | None = None
    vanish: bool = False
    font: str | None = None


class Styles:
    """The styles of a document by their id."""

    def __init__(self, root: Element | None) -> None:
        self._elements: dict[str, Element] = {}
        self._resolved: dict[str, Style] = {}
        self._default: str | None = None
        for style in root.iter(w("style")) if root is not None else ():
            name = style.get(w("styleId"), "")
            self._elements.setdefault(name, style)
            if style.get(w("type")) == "paragraph" and style.get(w("default")) in ("1", "true"):
                self._default = self._default or name

    def paragraph(self, properties: Element | None) -> Style:
        """The style of a paragraph with the properties element ``properties``."""
        name = value(child(properties, "pStyle"), self._default)
        return self.get(name) if name else Style()

    def get(self, name: str | None) -> Style:
        """The style called ``name`` (its id); an unknown one changes nothing."""
        if not name:
            return Style()
        if name not in self._resolved:
            self._resolved[name] = Style()  # a style based on itself ends here
            self._resolved[name] = self._resolve(name)
        return self._resolved[name]

    def number_of(self, name: str) -> str | None:
        """The list that a numbering style stands for."""
        return self.get(name).num_id

    def _resolve(self, name: str) -> Style:
        element = self._elements.get(name)
        if element is None:
            return Style()
        found = self.get(value(child(element, "basedOn")))
        label = value(child(element, "name"), "") or ""
        heading = _HEADING.match(label.strip())
        if heading:
            found = replace(found, outline=int(heading[1]) - 1, title=False)
        if _TITLE.match(label.strip()):
            found = replace(found, title=True)
        if _CONTENTS.match(label.strip()):
            found = replace(found, contents=True)
        level = child(element, "pPr", "outlineLvl")
        if level is not None:
            outline = number(value(level), _BODY_TEXT)
            found = replace(found, outline=outline if outline < _BODY_TEXT else None)
        list_id = value(child(element, "pPr", "numPr", "numId"))
        if list_id is not None:
            found = replace(found, num_id=list_id)
        list_level = value(child(element, "pPr", "numPr", "ilvl"))
        if list_level is not None:
            found = replace(found, ilvl=number(list_level))
        vanish = child(element, "rPr", "vanish")
        if vanish is not None:
            found = replace(found, vanish=is_on(vanish))
        fonts = child(element, "rPr", "rFonts")
        if fonts is not None and fonts.get(w("ascii")):
            found = replace(found, font=fonts.get(w("ascii")))
        return found
