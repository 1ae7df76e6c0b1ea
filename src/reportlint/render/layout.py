"""Lines of mixed Chinese and Latin text: width on the screen, wrapping, trimming, carets."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_TOKENS = re.compile(r"[!-~]+|\s+|.", re.DOTALL)
_BREAKS = dict.fromkeys(map(ord, "\n\r\t\v\f"), " ")
# Marks that must not begin a line (CSS Text, line-break: strict, shortened to what reports use).
_NO_START = frozenset("，。；：！？、）》〉】』」”’%％…·,.;:!?)]}")
_NO_END = frozenset("（《〈【『「“‘([{")


def cell_len(text: str) -> int:
    """Columns that ``text`` fills; for East Asian text the same as rich's."""
    return len(text) if text.isascii() else sum(map(_columns, text))


@lru_cache(maxsize=8192)
def _columns(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Cc", "Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def squeeze(text: str) -> str:
    """``text`` on one line: every run of white space becomes one blank, ends included."""
    return re.sub(r"\s+", " ", text)


def wrap(text: str, width: int) -> list[str]:
    """``text`` in lines at most ``width`` columns wide; breaks between Chinese characters.

    Latin words and numbers stay whole unless one alone is wider than a line. Closing marks do not
    begin a line and opening marks do not end one, as far as the width allows.
    """
    width = max(width, 8)
    lines: list[list[str]] = [[]]
    used = 0
    for token in _pieces(text, width):
        size = cell_len(token)
        if token.isspace():
            if lines[-1] and used + size <= width:
                lines[-1].append(token)
                used += size
            continue
        if used + size > width and lines[-1]:
            carried = _carried(lines[-1], token)
            lines.append(carried)
            used = sum(map(cell_len, carried))
        lines[-1].append(token)
        used += size
    return ["".join(line).rstrip() for line in lines]


def _pieces(text: str, width: int) -> list[str]:
    pieces: list[str] = []
    for token in _TOKENS.findall(text.translate(_BREAKS).strip()):
        pieces += [token[i : i + width] for i in range(0, len(token), width)] or [token]
    return pieces


def _carried(line: list[str], token: str) -> list[str]:
    """The end of ``line`` that has to move down with ``token``; it is removed from ``line``."""
    carried: list[str] = []
    while len(line) > 1 and (
        line[-1][-1] in _NO_END or ((carried or [token])[0][0] in _NO_START and len(carried) < 3)
    ):
        carried.insert(0, line.pop())
    while line and line[-1].isspace():
        line.pop()
    return carried


def clip(text: str, width: int, *, left: bool = False) -> str:
    """``text`` cut to ``width`` columns; an ellipsis stands where it was cut (end or start)."""
    if cell_len(text) <= width:
        return text
    if width <= 1:
        return "…"[: max(width, 0)]
    kept: list[str] = []
    used = 1
    for character in reversed(text) if left else text:
        used += cell_len(character)
        if used > width:
            break
        kept.append(character)
    return "…" + "".join(reversed(kept)) if left else "".join(kept) + "…"


def pad(text: str, width: int) -> str:
    """``text`` filled up with blanks to ``width`` columns."""
    return text + " " * max(width - cell_len(text), 0)


def window(before: str, mark: str, after: str, width: int) -> tuple[str, str, str]:
    """Trim the surroundings of ``mark`` so that the three fill at most ``width`` columns."""
    mark = clip(mark, width)
    room = width - cell_len(mark)
    left, right = cell_len(before), cell_len(after)
    if left + right > room:
        share = max(room * 3 // 5, room - right)
        left = min(left, share)
        right = room - left
    return clip(before, left, left=True), mark, clip(after, right)
