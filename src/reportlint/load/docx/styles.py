"""Paragraph and character styles: only what the text needs (outline, numbering, hidden text)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property

from reportlint.load.docx.names import P_PR, R_PR, Element, child, number, switched_on, value, w
from reportlint.load.docx.package import Package

_HEADING = re.compile(r"^(?:heading|标题)\s*([1-9])$")
_BODY_TEXT = 9  # w:outlineLvl 9 means "no heading" (ECMA-376 17.3.1.20)


@dataclass(frozen=True, slots=True)
class _Style:
    """A style with everything it inherits; ``numbering`` goes with the style that brings it."""

    name: str = ""
    outline: int | None = None
    numbering: tuple[str, Element] | None = None
    hidden: bool = False


_PLAIN = _Style()


class Styles:
    """The styles of a document by their id.

    None stands for the default style, which has neither an outline level nor a list. So the part,
    often larger than the text, is read only when some paragraph names a style.
    """

    def __init__(self, package: Package, part: str | None) -> None:
        self._package = package
        self._part = part
        self._resolved: dict[str, _Style] = {}

    def name(self, style: str | None) -> str:
        """The name of ``style`` in lower case; a built-in one has its English name."""
        return self._get(style).name

    def outline(self, style: str | None) -> int | None:
        """The outline level, 0 the highest; None for running text."""
        return self._get(style).outline

    def numbering(self, style: str | None) -> tuple[str, Element] | None:
        """The style that brings numbering to ``style``, itself or an ancestor, and its w:numPr."""
        return self._get(style).numbering

    def hidden(self, style: str | None) -> bool:
        """Whether text of ``style`` is hidden."""
        return self._get(style).hidden

    def _get(self, style: str | None) -> _Style:
        if style is None:
            return _PLAIN
        if style not in self._resolved:
            self._resolved[style] = _PLAIN  # a style based on itself ends here
            self._resolved[style] = self._resolve(style)
        return self._resolved[style]

    @cached_property
    def _elements(self) -> dict[str, Element]:
        root = self._package.xml(self._part) if self._part else None
        found: dict[str, Element] = {}
        for element in () if root is None else root.iterchildren(w("style")):
            found.setdefault(element.get(w("styleId"), ""), element)
        return found

    def _resolve(self, style: str) -> _Style:
        element = self._elements.get(style)
        if element is None:
            return _PLAIN
        base = value(element, w("basedOn"))
        found = self._get(base) if base else _PLAIN
        name = (value(element, w("name")) or "").strip().lower()
        found = replace(found, name=name)
        heading = _HEADING.match(name)
        if heading:
            found = replace(found, outline=int(heading[1]) - 1)
        paragraph = child(element, P_PR)
        if child(paragraph, w("outlineLvl")) is not None:
            outline = number(paragraph, w("outlineLvl"), _BODY_TEXT)
            found = replace(found, outline=outline if outline < _BODY_TEXT else None)
        numbering = child(paragraph, w("numPr"))
        # A w:numPr with a level alone changes nothing where no list is inherited.
        if numbering is not None and child(numbering, w("numId")) is not None:
            found = replace(found, numbering=(style, numbering))
        hidden = switched_on(child(element, R_PR), w("vanish"))
        return found if hidden is None else replace(found, hidden=hidden)
