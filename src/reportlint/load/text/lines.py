"""The printed lines of a text file, with their numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass

_BREAK = re.compile(r"\r\n|\r|\n|\f|\x0b|\u2028|\u2029|\x85")


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its text without the break, and its number from 1."""

    text: str
    number: int

    @property
    def blank(self) -> bool:
        """Whether nothing at all, not even a tab, is printed on the line."""
        return not self.text.strip(" \u3000\xa0\ufeff")


def split_lines(text: str) -> tuple[Line, ...]:
    """Split at every kind of line break, so that lines are numbered as editors do."""
    parts = _BREAK.split(text.lstrip("\ufeff"))
    return tuple(Line(part, number) for number, part in enumerate(parts, start=1))
