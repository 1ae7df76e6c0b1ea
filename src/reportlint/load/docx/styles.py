"""Paragraph and character styles: only what the text needs (outline, numbering, hidden text)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from reportlint.load.docx.names import P_PR, R_PR, Element, child, number, switched_on, value, w

_HEADING = re.compile(r"^(?:heading|标题)\s*([1-9])$", re.I)
_TITLE = re.compile(r"^(?:title|标题)$", re.I)
_CONTENTS = re.compile(r"^(?:toc|目录)\s*\d*$", re.I)
_BODY_TEXT = 9  # w:outlineLvl 9 means "no heading" (ECMA-376 17.3.1.20)


@dataclass(frozen=True, slots=True)
class Style:
    """A style with everything it inherits. ``outline`` 0 is the highest heading.

    ``numbering`` is the style that names a list and its w:numPr; ``contents`` marks the lines of
    a table of contents.
    """

    outline: int | None = None
    title: bool = False
    contents: bool = False
    numbering: tuple[str, Element] | None = None
    vanish: bool = False
    font: str | None = None


_PLAIN = Style()


class Styles:
    """The styles of a document by their id."""

    def __init__(self, root: Element | None) -> None:
        self._elements: dict[str, Element] = {}
        self._resolved: dict[str, Style] = {}
        self._default: str | None = None
        for element in root.iterchildren(w("style")) if root is not None else ():
            name = element.get(w("styleId"), "")
            self._elements.setdefault(name, element)
            if element.get(w("type")) == "paragraph" and element.get(w("default")) in ("1", "true"):
                self._default = self._default or name

    def of_paragraph(self, properties: Element | None) -> str | None:
        """Id of the style of a paragraph with these properties (w:pPr); the default one else."""
        return value(properties, w("pStyle")) or self._default

    def get(self, name: str | None) -> Style:
        """The style called ``name`` (its id); an unknown one changes nothing."""
        if name is None:
            return _PLAIN
        if name not in self._resolved:
            self._resolved[name] = _PLAIN  # a style based on itself ends here
            self._resolved[name] = self._resolve(name)
        return self._resolved[name]

    def numbering(self, name: str | None) -> tuple[str, Element] | None:
        """The style that brings numbering to ``name`` (itself or an ancestor) and its w:numPr."""
        return self.get(name).numbering

    def _resolve(self, name: str) -> Style:
        element = self._elements.get(name)
        if element is None:
            return _PLAIN
        found = _named(self.get(value(element, w("basedOn"))), value(element, w("name")) or "")
        paragraph, run = child(element, P_PR), child(element, R_PR)
        if child(paragraph, w("outlineLvl")) is not None:
            outline = number(paragraph, w("outlineLvl"), _BODY_TEXT)
            found = replace(found, outline=outline if outline < _BODY_TEXT else None)
        numbering = child(paragraph, w("numPr"))
        if numbering is not None:
            # Only the level is said: the list is the one of the style below.
            if value(numbering, w("numId")) is not None or found.numbering is None:
                found = replace(found, numbering=(name, numbering))
        vanish = switched_on(run, w("vanish"))
        if vanish is not None:
            found = replace(found, vanish=vanish)
        return replace(found, font=font_of(run) or found.font)


def font_of(properties: Element | None) -> str | None:
    """The font of Latin characters and symbols that a w:rPr names."""
    fonts = child(properties, w("rFonts"))
    return None if fonts is None else fonts.get(w("ascii")) or fonts.get(w("hAnsi"))


def _named(style: Style, name: str) -> Style:
    """``style`` with what the name of a built-in style says (in English or Chinese)."""
    heading = _HEADING.match(name.strip())
    if heading:
        return replace(style, outline=int(heading[1]) - 1, title=False)
    if _TITLE.match(name.strip()):
        return replace(style, title=True)
    if _CONTENTS.match(name.strip()):
        return replace(style, contents=True)
    return style
