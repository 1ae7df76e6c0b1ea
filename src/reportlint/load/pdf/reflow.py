"""Printed lines → paragraphs: which line goes on in the next, and what stands between them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from reportlint.load.pdf.lines import Line, is_wide

_HAN = "一二三四五六七八九十百"
MARKER = re.compile(
    rf"[{_HAN}]{{1,3}}[、．.]|[（(][{_HAN}]{{1,3}}[）)]|\d{{1,2}}[、．]|\d{{1,2}}\.(?![\d,])"
    rf"|[（(]\d{{1,2}}[）)]|\d{{1,2}}[）)]|第[{_HAN}\d]{{1,4}}[条章节部]|[①-⑳]"
    r"|[注附]\s?\d?[：:]|附件|单位[：:]|备注[：:]|说明[：:]"
)
_NO_START = frozenset("，。、；：！？）】》〉”’％%‰,.;:!?)]}…")
_GLUE = frozenset("“”‘’")
_NO_END = frozenset("（【《〈“‘([{")
_SENTENCE_END = frozenset("。；！？：;!?:")
_LATIN = re.compile(r"[0-9A-Za-z.,%/+\-×]+")
_LEADERS = re.compile(r"(?:…|[.·．]\s?){4,}\s*\d*$")
_COMPLETE_NUMBER = re.compile(r"[-+]?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?[%‰]?$")


@dataclass(slots=True)
class Piece:
    """A printed line within a block, and what separates it from the line before."""

    before: str
    line: Line


@dataclass(slots=True)
class Margins:
    """The text area of a page: where its lines begin and end."""

    left: float
    right: float


@dataclass(slots=True)
class Prose:
    """A paragraph under construction, over one or more pages."""

    pieces: list[Piece] = field(default_factory=list)
    margins: Margins = field(default_factory=lambda: Margins(0.0, 0.0))

    @property
    def first(self) -> Line:
        """Its first printed line."""
        return self.pieces[0].line

    @property
    def last(self) -> Line:
        """Its last printed line."""
        return self.pieces[-1].line

    def text(self) -> str:
        """The joined text."""
        return "".join(piece.before + piece.line.text for piece in self.pieces)


def wraps(line: Line, following: Line, right: float) -> bool:
    """Whether the following line's first word had no room before ``right``.

    Typesetters break a line only for want of room, so a line with room to spare ends a paragraph.
    """
    slack = 0.7 * max(line.size, 4.0)
    return right - line.x1 < _head_width(following) + slack


def text_end(line: Line) -> float:
    """Where a line ends, not counting punctuation that may hang beyond the margin."""
    return line.edges[-2] if line.text[-1] in _NO_START else line.x1


def _head_width(line: Line) -> float:
    """Width of what cannot be parted at the beginning of a line."""
    text, end = line.text, 0
    while end < len(text) and text[end] in _NO_END:
        end += 1
    latin = _LATIN.match(text, end)
    # A number keeps its unit in some typesetters.
    end = min((latin.end() if latin else end) + 1, len(text))
    while end < len(text) and (text[end] in _NO_START or text[end] in _GLUE):
        # Curved quotes hold on to both neighbours in Western line breaking.
        end += 2 if text[end] in _GLUE else 1
    return line.edges[min(end, len(text))] - line.x0


def joint(line: Line, following: Line, right: float) -> str | None:
    """What belongs between a line and its continuation; None when two numbers stand one below
    the other, which is never one number."""
    before, after = line.text[-1], following.text[0]
    if before.isascii() and after.isascii():
        if _numeric(before) and _numeric(after) and (before.isdigit() or after.isdigit()):
            return _number_joint(line, following, right)
        if before == "-" and after.isalpha() and line.text[-2:-1].isalpha():
            return ""
        return "" if after in _NO_START or before in _NO_END else " "
    if line.trailing and not (is_wide(before) and is_wide(after)) and after not in _NO_START:
        return " "
    return ""


def _numeric(char: str) -> bool:
    return char.isdigit() or char in ".,%"


def _number_joint(line: Line, following: Line, right: float) -> str | None:
    """A number is broken only where the line is full to the last digit."""
    if not following.text[0].isdigit() and line.text[-1].isdigit():
        return ""  # no number begins with a point or a percent sign
    if line.trailing:
        return " "
    if right - line.x1 > 1.1 * line.size:
        return None
    head = _LATIN.match(following.text)
    tail = re.search(r"[\d.,%]+$", line.text)
    if (
        head
        and tail
        and "." in tail.group()
        and "." in head.group()
        and _COMPLETE_NUMBER.match(tail.group())
        and _COMPLETE_NUMBER.match(head.group())
    ):
        return None
    return ""


def cell_pieces(lines: Sequence[Line], right: float) -> list[Piece]:
    """The lines of one cell, soft breaks joined and hard ones as a newline.

    ``right`` is where the text of the cell must end. In doubt two lines are one paragraph.
    """
    pieces: list[Piece] = []
    left = min((line.x0 for line in lines), default=0.0)
    for line in lines:
        if not pieces:
            pieces.append(Piece("", line))
            continue
        last = pieces[-1].line
        between = None
        if not _breaks_in_cell(last, line, left, right):
            between = joint(last, line, right)
        pieces.append(Piece("\n" if between is None else between, line))
    return pieces


def _breaks_in_cell(last: Line, line: Line, left: float, right: float) -> bool:
    if line.text[0] in _NO_START:
        return False
    if not wraps(last, line, right):
        return True
    if last.text[-1] not in _SENTENCE_END:
        return False
    middle = abs(last.x0 + last.x1 - line.x0 - line.x1) / 2
    centred = last.x0 > left + 0.5 * last.size and middle < 0.5 * last.size
    indented = line.x0 > left + 1.2 * line.size and not centred
    return indented or MARKER.match(line.text) is not None


def continues(prose: Prose, line: Line, margins: Margins, leading: float) -> bool:
    """Whether a body line goes on with the paragraph before it.

    ``leading`` is the usual distance of two lines of a paragraph, 0 across a page break.
    """
    last, first = prose.last, prose.first
    if abs(line.size - last.size) > 0.2 * max(line.size, last.size):
        return False
    em = max(line.size, 4.0)
    if leading and line.middle - last.middle > 1.6 * leading:
        # Only a sentence that stops short before a line without indent goes on over a gap.
        indented = first.x0 - prose.margins.left > 1.5 * em
        stops = last.text[-1] in _SENTENCE_END or line.x0 - margins.left > 0.5 * em
        if not indented or stops:
            return False
    if _centred(line, margins):
        title = _centred(last, prose.margins) and _broken_title(last, line, margins)
        return title and leading > 0
    if line.text[0] in _NO_START and not line.text[0].isascii():
        return True
    full = wraps(last, line, prose.margins.right)
    if not full or _LEADERS.search(last.text):
        return False
    # Page-local, so that a paragraph goes on over pages with other margins.
    indent = line.x0 - margins.left
    last_indent = last.x0 - prose.margins.left
    if MARKER.match(line.text) and (
        last.text[-1] in _SENTENCE_END
        or indent > 0.8 * em
        or first.x0 - prose.margins.left < 0.8 * em
    ):
        return False
    if len(prose.pieces) > 1:
        return indent < last_indent + 0.9 * em
    if indent > last_indent + 0.9 * em:
        return MARKER.match(first.text) is not None  # hanging indent of a list item
    return indent < 0.9 * em or indent < last_indent - 0.9 * em


def _centred(line: Line, margins: Margins) -> bool:
    before, after = line.x0 - margins.left, margins.right - line.x1
    clear = 0.06 * (margins.right - margins.left)
    return abs(before - after) < 0.8 * line.size and before > max(1.5 * line.size, clear)


def _broken_title(last: Line, line: Line, margins: Margins) -> bool:
    """A centred title over two lines: the first takes most of the width."""
    width = margins.right - margins.left
    return last.x1 - last.x0 > 0.6 * width and not MARKER.match(line.text)


def is_centred(prose: Prose) -> bool:
    """Whether every line of a paragraph stands in the middle, clear of both margins."""
    return all(_centred(piece.line, prose.margins) for piece in prose.pieces)
