"""Text nodes → the text of one paragraph: blanks as a browser shows them, lines of the source."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from reportlint.load.builder import Piece

BLANKS = " \t\n\r\f\u3000\xa0"
_TOKEN = re.compile(r"[ \t\n\r\f]+|[^ \t\n\r\f]+")
# Characters without width would split numbers and words that print as one.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
_INDENT = re.compile(r"[\u3000\xa0]{2}")


class Line:
    """The text of one paragraph while it is put together."""

    def __init__(self) -> None:
        self._pieces: list[tuple[str, int | None]] = []
        self._blank = ""

    def add(self, text: str, line: int | None, *, keep_blanks: bool) -> int | None:
        """Append a text node that starts on ``line``; the line on which it ends."""
        text = _INVISIBLE.sub("", text)
        if keep_blanks:
            parts = text.replace("\r", "").replace("\t", " ").split("\n")
            for number, part in enumerate(parts):
                if number:
                    self.break_()
                    line = None if line is None else line + 1
                self._append(part, line)
            return line
        for token in _TOKEN.findall(text):
            if token[0] in " \t\n\r\f":
                self._blank += token
                line = None if line is None else line + token.count("\n")
            else:
                self._append(token, line)
        return line

    def say(self, text: str, line: int | None) -> None:
        """Append what is drawn rather than written, such as a check-box or a marker."""
        self._append(text, line)

    def break_(self) -> None:
        """Append a line break."""
        self._blank = ""
        if self._pieces:
            self._pieces.append(("\n", self._pieces[-1][1]))

    @property
    def indented(self) -> bool:
        """Whether a line break and an indent come last: authors start paragraphs like that."""
        return (
            len(self._pieces) > 1
            and self._pieces[-2][0] == "\n"
            and bool(_INDENT.match(self._pieces[-1][0]))
        )

    @property
    def broken(self) -> bool:
        """Whether a line break comes last."""
        return bool(self._pieces) and self._pieces[-1][0] == "\n"

    def split(self) -> Line:
        """Take the last piece out, as the beginning of another paragraph."""
        other = Line()
        other._pieces = [self._pieces.pop()]
        return other

    def pieces(self) -> list[Piece]:
        """The paragraph without blanks at its ends and without empty lines."""
        return list(_joined(_stripped(self._pieces)))

    def _append(self, text: str, line: int | None) -> None:
        if not text:
            return
        last = self._pieces[-1][0][-1] if self._pieces else "\n"
        if self._blank and last != "\n":
            # A line feed between two wide characters shows as nothing (CSS Text 3, §4.1.3).
            if not ("\n" in self._blank and _wide(last) and _wide(text[0])):
                text = " " + text
        self._blank = ""
        self._pieces.append((text, line))


def _wide(char: str) -> bool:
    return unicodedata.east_asian_width(char) in ("W", "F")


def _stripped(pieces: list[tuple[str, int | None]]) -> list[tuple[str, int | None]]:
    """Without blanks at both ends of every printed line, and without empty lines."""
    rows: list[list[tuple[str, int | None]]] = [[]]
    for piece in pieces:
        if piece[0] == "\n":
            rows.append([])
        else:
            rows[-1].append(piece)
    result: list[tuple[str, int | None]] = []
    for row in rows:
        row = _trimmed(row)
        if row:
            if result:
                result.append(("\n", row[0][1]))
            result += row
    return result


def _trimmed(row: list[tuple[str, int | None]]) -> list[tuple[str, int | None]]:
    while row and not row[0][0].strip(BLANKS):
        row = row[1:]
    while row and not row[-1][0].strip(BLANKS):
        row = row[:-1]
    if row:
        row = [(row[0][0].lstrip(BLANKS), row[0][1]), *row[1:]]
        row[-1] = (row[-1][0].rstrip(BLANKS), row[-1][1])
    return row


def _joined(pieces: list[tuple[str, int | None]]) -> Iterator[Piece]:
    """One piece per line of the source."""
    text, at = "", None
    for more, line in pieces:
        if text and line != at:
            yield Piece(text, at)
            text = ""
        text, at = text + more, line
    if text:
        yield Piece(text, at)
