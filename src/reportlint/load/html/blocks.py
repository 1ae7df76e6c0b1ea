"""The elements of a page → paragraphs and tables in the order in which a browser shows them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from lxml import etree

from reportlint.load.builder import Builder, Piece, Place
from reportlint.load.docx.kinds import kind_of
from reportlint.load.docx.symbols import OPEN, TICKED, glyphs
from reportlint.load.html.grid import Grid, captions, grid_of
from reportlint.load.html.inline import BLANKS, Line
from reportlint.load.html.lists import marker_of
from reportlint.load.html.names import (
    BLOCKS,
    HEADINGS,
    LEFT_OUT,
    PICTURES,
    Element,
    font_of,
    is_hidden,
    keeps_blanks,
    number,
    tag_of,
)
from reportlint.model.document import Message

_RAISED = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
_LOWERED = str.maketrans("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋")
_LAST_LINE = 65535  # the parser counts no further
_SILENT_INPUTS = ("hidden", "button", "submit", "reset", "image", "password", "file", "range")


@dataclass(slots=True)
class Found:
    """What the reader of the report should be told about, gathered while reading."""

    hidden: bool = False
    deleted: bool = False
    pictures: int = 0

    def notes(self) -> tuple[Message, ...]:
        """One sentence for each kind of thing that was not read."""
        notes = []
        if self.hidden:
            notes.append(
                Message(
                    "网页中有隐藏的内容，没有核对。",
                    "The page holds hidden content, which was not read.",
                )
            )
        if self.deleted:
            notes.append(
                Message(
                    "网页中有标为删除的文字，没有核对。",
                    "The page holds text marked as deleted, which was not read.",
                )
            )
        if self.pictures:
            notes.append(
                Message(
                    f"网页中有 {self.pictures} 处图片、图表或内嵌页面，其中的文字没有核对。",
                    f"Text inside {self.pictures} pictures, charts or frames was not read.",
                )
            )
        return tuple(notes)


@dataclass(frozen=True, slots=True)
class _Text:
    """A finished paragraph: its text, the element it stands in (for headings), its marker."""

    pieces: list[Piece]
    heading: int | None
    numbered: bool


class Page:
    """Reads a page into a builder."""

    def __init__(self, builder: Builder) -> None:
        self._builder = builder
        self._found = Found()

    def read(self, root: Element) -> None:
        """Append the blocks of the page."""
        _Flow(self._found, self._paragraph, self._table).read(root)

    def notes(self) -> tuple[Message, ...]:
        """What was not read."""
        return self._found.notes()

    def _paragraph(self, text: _Text) -> None:
        plain = "".join(piece.text for piece in text.pieces)
        # The first heading of a page is its title; numbers printed in headings say more.
        outline = None if text.heading is None else max(text.heading - 1, 0)
        style = "title" if text.heading == 0 else ""
        kind, level = kind_of(plain, outline, style, numbered=text.numbered)
        self._builder.paragraph(kind, text.pieces, level)

    def _table(self, table: Element) -> None:
        """Append a table, its caption before it, the tables inside its cells behind it."""
        grid = grid_of(table)
        for element in grid.hidden:
            self._found.hidden = self._found.hidden or _says_something(element)
        for caption in captions(table):
            _Flow(self._found, self._paragraph, self._table).read(caption)
        if _is_layout(table, grid):
            for slot in grid.slots:
                _Flow(self._found, self._paragraph, self._table).read(slot.cell)
            return
        inner: list[Element] = []
        places = [
            Place(slot.row, slot.column, slot.rowspan, slot.colspan, self._cell(slot.cell, inner))
            for slot in grid.slots
        ]
        if any(piece.text for place in places for piece in place.pieces):
            self._builder.table(places, grid.rows, grid.columns)
        for element in inner:
            self._table(element)

    def _cell(self, cell: Element, inner: list[Element]) -> list[Piece]:
        """The printed lines of a cell; the tables in it are put into ``inner``."""
        lines: list[_Text] = []
        _Flow(self._found, lines.append, inner.append).read(cell)
        pieces: list[Piece] = []
        for text in lines:
            first, *rest = text.pieces
            pieces += [Piece("\n" + first.text if pieces else first.text, first.line), *rest]
        return pieces or [Piece("", _line(cell))]


class _Flow:
    """Reads what an element holds, without tables, which go to ``table`` unread."""

    def __init__(
        self, found: Found, text: Callable[[_Text], None], table: Callable[[Element], None]
    ) -> None:
        self._found = found
        self._send = text
        self._send_table = table
        self._text = Line()
        self._at: int | None = None
        self._heading: int | None = None
        self._numbered = False
        self._fonts: list[str] = []
        self._kept = 0
        self._raised: list[dict[int, int]] = []
        self._counts: dict[Element, int] = {}

    def read(self, container: Element) -> None:
        """Send the paragraphs and tables of ``container`` in order."""
        walk = etree.iterwalk(container, events=("start", "end"))
        skipped: Element | None = None
        for event, element in walk:
            if event == "start":
                if element is container or self._start(element):
                    self._begin(element)
                    continue
                walk.skip_subtree()
                skipped = element
                continue
            if element is skipped:
                skipped = None
            else:
                self._end(element)
            if element is not container and element.tail:
                self._add(element.tail)
        self._finish()

    def _start(self, element: Element) -> bool:
        """Whether to go into ``element``; what is shown in another way is done with here."""
        tag = tag_of(element)
        self._at = _line(element, self._at)
        if tag == "br":
            if self._text.broken:
                self._finish()
            self._text.break_()
            return False
        if tag in LEFT_OUT:
            return False
        if is_hidden(element):
            self._found.hidden = self._found.hidden or _says_something(element)
            return False
        if tag == "table":
            self._finish()
            self._send_table(element)
            return False
        if tag in ("input", "select"):
            self._text.say(_entered(element) if tag == "input" else _chosen(element), self._at)
            return False
        if tag == "del":
            self._found.deleted = self._found.deleted or _says_something(element)
            return False
        if tag in PICTURES:
            tiny = number(element.get("width"), 9) < 2 or number(element.get("height"), 9) < 2
            self._found.pictures += not tiny
            return False
        return True

    def _begin(self, element: Element) -> None:
        tag = tag_of(element)
        if tag in BLOCKS:
            self._finish()
        if tag in HEADINGS:
            self._heading = HEADINGS.index(tag)
        elif tag == "li":
            marker = marker_of(element, self._counts)
            self._text.say(marker, self._at)
            self._numbered = bool(marker)
        elif tag in ("sup", "sub"):
            self._raised.append(_RAISED if tag == "sup" else _LOWERED)
        font = font_of(element)
        if font is not None:
            self._fonts.append(font)
        self._kept += keeps_blanks(element)
        self._at = _line(element, self._at)
        if element.text:
            self._add(element.text)

    def _end(self, element: Element) -> None:
        tag = tag_of(element)
        if tag in BLOCKS:
            self._finish()
        if tag in HEADINGS:
            self._heading = None
        elif tag in ("sup", "sub"):
            self._raised.pop()
        if font_of(element) is not None:
            self._fonts.pop()
        self._kept -= keeps_blanks(element)

    def _add(self, text: str) -> None:
        if self._fonts:
            text = glyphs(self._fonts[-1], text)
        elif self._raised:
            text = text.translate(self._raised[-1])
        self._at = self._text.add(text, self._at, keep_blanks=self._kept > 0)
        if self._text.indented:
            following = self._text.split()
            self._finish()
            self._text = following

    def _finish(self) -> None:
        pieces = self._text.pieces()
        if pieces:
            self._send(_Text(pieces, self._heading, self._numbered))
        self._text = Line()
        self._numbered = False


def _line(element: Element, known: int | None = None) -> int | None:
    line = element.sourceline
    return line if isinstance(line, int) and line < _LAST_LINE else known


def _says_something(element: Element) -> bool:
    return any(str(text).strip(BLANKS) for text in element.itertext())


def _is_layout(table: Element, grid: Grid) -> bool:
    """Whether the table only puts things into place: one column with tables inside."""
    if table.get("role", "").lower() in ("presentation", "none"):
        return True
    return grid.columns == 1 and next(table.iterdescendants("table"), None) is not None


def _entered(element: Element) -> str:
    """What a form field shows."""
    kind = element.get("type", "text").strip().lower()
    checked = element.get("checked") is not None
    if kind == "checkbox":
        return TICKED if checked else OPEN
    if kind == "radio":
        return "●" if checked else "○"
    return "" if kind in _SILENT_INPUTS else element.get("value", "")


def _chosen(element: Element) -> str:
    """What a drop-down list shows: the chosen options, else the first one."""
    options = list(element.iter("option"))
    chosen = [option for option in options if option.get("selected") is not None]
    if not chosen and element.get("multiple") is None:
        chosen = options[:1]
    return "、".join("".join(map(str, option.itertext())).strip() for option in chosen)
