"""What a paragraph is: heading, list, note or running text."""

from __future__ import annotations

import re

from reportlint.load.text.paragraphs import heading_level
from reportlint.model.document import ParagraphKind

_TITLES = ("title", "标题")
_NOTE = re.compile(r"^(?:注|备注|说明)\s*[：:\d]")
_LONGEST_HEADING = 60
_SENTENCES = "。；;"


def kind_of(
    text: str, outline: int | None, style: str, *, numbered: bool
) -> tuple[ParagraphKind, int | None]:
    """Kind and heading level (title 0, 一、 1, （一） 2, 1. 3) of a paragraph.

    ``outline`` is its outline level (0 the highest), ``style`` the lower-case name of its style,
    ``numbered`` whether its marker was made by automatic numbering. A marker that is printed says
    more about the level than the style, because authors use styles for their looks.
    """
    if style.startswith("toc "):
        return "paragraph", None
    if not _is_sentence(text):
        printed = heading_level(text)
        if style in _TITLES:
            return "heading", 0 if printed is None else printed
        if outline is not None:
            return "heading", outline + 1 if printed is None else printed
        if printed is not None:
            return "heading", printed
    if _NOTE.match(text):
        return "note", None
    return ("list" if numbered else "paragraph"), None


def _is_sentence(text: str) -> bool:
    """Whether this is running text, whatever outline level somebody gave it."""
    return len(text) > _LONGEST_HEADING or any(mark in text for mark in _SENTENCES)
