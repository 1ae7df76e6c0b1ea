"""One story of a document (body, header, footer, notes) → paragraphs and tables in order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reportlint.load.docx.builder import Builder
from reportlint.load.docx.grid import grid_of
from reportlint.load.docx.inline import Found, Inline
from reportlint.load.docx.kinds import kind_of
from reportlint.load.docx.names import (
    ALTERNATE,
    DEL,
    INS,
    MOVE_FROM,
    MOVE_TO,
    P_PR,
    R_PR,
    SDT,
    SDT_CONTENT,
    TBL,
    TRANSPARENT,
    VAL,
    ByTag,
    Element,
    P,
    by_tag,
    child,
    chosen,
    w,
)
from reportlint.load.docx.numbering import Numbering
from reportlint.load.docx.styles import Styles
from reportlint.model.document import ParagraphKind

_BLANKS = " \t\n\r\u3000\xa0"
_OUTLINE = w("outlineLvl")
_STYLE = w("pStyle")
_NUMBERED = w("numPr")
_EMBEDDED = w("altChunk")


@dataclass(frozen=True, slots=True)
class Sources:
    """What all stories of one document share."""

    styles: Styles
    numbering: Numbering
    builder: Builder
    found: Found


class Story:
    """Reads a story into the builder; ``kind`` is what all its paragraphs are, None: look."""

    def __init__(self, sources: Sources, kind: ParagraphKind | None = None) -> None:
        self._sources = sources
        self._kind = kind
        self._inline = Inline(sources.styles, sources.found)
        self._carried = ""

    def read(self, container: Element) -> None:
        """Append the blocks of ``container`` and what floats beside them."""
        self._inline.prepare(container)
        for item in self._items(container):
            if item.tag == TBL:
                self._finish()
                self._table(item)
                continue
            properties = by_tag(child(item, P_PR))
            text, marker = self._paragraph(item, properties)
            if text:
                self._append(text, properties, numbered=bool(marker))
            self._floating(self._take_boxes())
        self._finish()

    def _items(self, container: Element) -> Iterator[Element]:
        """Paragraphs and tables in order, out of every wrapper."""
        for item in container:
            tag = item.tag
            if tag in (P, TBL):
                yield item
            elif tag == SDT:
                content = child(item, SDT_CONTENT)
                if content is not None:
                    yield from self._items(content)
            elif tag in TRANSPARENT or tag in (INS, MOVE_TO):
                yield from self._items(item)
            elif tag in (DEL, MOVE_FROM):
                self._inline.dropped(item)
            elif tag == ALTERNATE:
                branch = chosen(item)
                if branch is not None:
                    yield from self._items(branch)
            elif tag == _EMBEDDED:
                self._sources.found.pictures += 1

    def _paragraph(self, element: Element, properties: ByTag) -> tuple[str, str]:
        """Text with its marker in front, and the marker; "" when nothing is printed here.

        A paragraph whose end is deleted by a tracked change runs on into the next one.
        """
        text = self._inline.text(element)
        mark = properties.get(R_PR)
        change = None if mark is None else next(mark.iterchildren(DEL, MOVE_FROM, INS), None)
        if change is not None and change.tag != INS:
            self._sources.found.tracked = True
            self._carried += text
            return "", ""
        if change is not None and text:
            self._sources.found.tracked = True
        text = (self._carried + text).strip(_BLANKS)
        self._carried = ""
        marker = self._sources.numbering.marker(properties.get(_NUMBERED), _style(properties))
        return (marker + text if text else ""), marker

    def _append(self, text: str, properties: ByTag, *, numbered: bool) -> None:
        if self._kind is not None:
            if any(map(str.isalnum, text)):  # the dashes around a page number say nothing
                self._sources.builder.paragraph(self._kind, text)
            return
        style = _style(properties)
        outline = self._sources.styles.outline(style)
        own = properties[_OUTLINE].get(VAL, "") if _OUTLINE in properties else ""
        if own.isdecimal():
            outline = int(own) if int(own) < 9 else None
        name = self._sources.styles.name(style) if style else ""
        kind, level = kind_of(text, outline, name, numbered=numbered)
        self._sources.builder.paragraph(kind, text, level)

    def _finish(self) -> None:
        """Write what a deleted paragraph end carried on, when no paragraph follows."""
        text, self._carried = self._carried.strip(_BLANKS), ""
        if text:
            self._sources.builder.paragraph(self._kind or "paragraph", text)

    def _table(self, table: Element) -> None:
        """Append a table, then the tables and text boxes inside its cells."""
        grid = grid_of(table)
        for element in grid.dropped + grid.inserted:
            self._inline.dropped(element)
        inner: list[Element] = []
        places = []
        for place in grid.places:
            lines = self._lines(place.cell, inner)
            for hidden in place.covered:  # Word keeps, and does not show, what stood there
                if self._lines(hidden, []):
                    self._sources.found.hidden = True
            places.append((place.row, place.column, place.rowspan, place.colspan, lines))
        if self._kind in ("header", "footer"):  # a table there only places logo and title
            for row in range(places[-1][0] + 1 if places else 0):
                text = " ".join(line for place in places if place[0] == row for line in place[4])
                if any(map(str.isalnum, text)):
                    self._sources.builder.paragraph(self._kind, text)
        elif places:
            self._sources.builder.table(places, grid.columns)
        self._floating(inner)

    def _lines(self, cell: Element, inner: list[Element]) -> list[str]:
        """The paragraphs of a cell; what has blocks of its own is put into ``inner``."""
        lines = []
        for item in self._items(cell):
            if item.tag == TBL:
                inner.append(item)
                continue
            text, marker = self._paragraph(item, by_tag(child(item, P_PR)))
            # A column of serial numbers is often empty paragraphs with automatic numbering.
            line = (text or marker).strip(_BLANKS)
            if line:
                lines.append(line)
            inner.extend(self._take_boxes())
        rest, self._carried = self._carried.strip(_BLANKS), ""
        return [*lines, rest] if rest else lines

    def _take_boxes(self) -> list[Element]:
        boxes, self._inline.boxes = self._inline.boxes, []
        return boxes

    def _floating(self, elements: list[Element]) -> None:
        """Tables inside cells, and text boxes, as blocks of their own."""
        for element in elements:
            if element.tag == TBL:
                self._table(element)
            else:
                Story(self._sources, self._kind).read(element)


def _style(properties: ByTag) -> str | None:
    return properties[_STYLE].get(VAL) if _STYLE in properties else None
