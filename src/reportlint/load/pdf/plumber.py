"""Page objects from pdfplumber: the reference engine, slower and independent of pdfium."""

from __future__ import annotations

import io
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfplumber.utils.exceptions import PdfminerException

from reportlint.load.pdf.engine import PALE, Char, PageObjects, RefusedError, ordinary


class PlumberEngine:
    """Reads pages with pdfplumber. Raises :class:`RefusedError` when the file cannot be opened."""

    def __init__(self, data: bytes) -> None:
        try:
            self._document = pdfplumber.open(io.BytesIO(data))
            self.page_count = len(self._document.pages)
        except PdfminerException as error:
            locked = any(isinstance(part, PDFPasswordIncorrect) for part in error.args)
            raise RefusedError("password" if locked else "damaged") from error
        except Exception as error:  # pdfminer raises whatever a damaged file leads it to
            raise RefusedError("damaged") from error

    def page(self, index: int) -> PageObjects:
        """The objects of page ``index`` (from 0); raises what pdfminer raises on a bad page."""
        page = self._document.pages[index]
        try:
            left, top, right, bottom = page.cropbox
            objects = PageObjects(index + 1, float(right - left), float(bottom - top))
            colours: list[Any] = []
            for char in page.chars:
                _add_char(objects, char, float(left), float(top))
                colour = char["non_stroking_color"]
                colours += [colour] * (len(objects.chars) - len(colours))
            objects.drop_watermark(lambda k: _lightness(colours[k]) > PALE)
            for line in (*page.lines, *page.rects):
                _add_edges(objects, line, float(left), float(top))
            objects.images = len(page.images)
            return objects
        finally:
            page.close()

    def close(self) -> None:
        """Release the file."""
        self._document.close()


def _add_char(objects: PageObjects, char: dict[str, Any], left: float, top: float) -> None:
    a, b, c, d = char["matrix"][:4]
    if min(abs(b), abs(c)) > 0.03 * max(abs(a), abs(d), abs(b)) and max(abs(a), abs(d)) > 0.03:
        objects.slanted += 1
        return
    x0, x1 = char["x0"] - left, char["x1"] - left
    text = char["text"]
    # A ligature is one glyph and several characters: each gets its share of the box.
    width = (x1 - x0) / max(len(text), 1)
    for place, sign in enumerate(text):
        start = x0 + place * width
        objects.chars.append(
            Char(ordinary(sign), start, char["top"] - top, start + width, char["bottom"] - top)
        )


def _lightness(colour: Any) -> float:
    """0 for black to 1 for white, of a grey, RGB or CMYK colour; 0 when it is of another kind."""
    parts = colour if isinstance(colour, (tuple, list)) else (colour,)
    if not all(isinstance(part, (int, float)) for part in parts):
        return 0.0
    if len(parts) == 4:
        cyan, magenta, yellow, black = parts
        return float((1 - (cyan + magenta + yellow) / 3) * (1 - black))
    if len(parts) == 3:
        red, green, blue = parts
        return float(0.299 * red + 0.587 * green + 0.114 * blue)
    return float(parts[0]) if len(parts) == 1 else 0.0


def _add_edges(objects: PageObjects, item: dict[str, Any], left: float, top: float) -> None:
    x0, x1 = item["x0"] - left, item["x1"] - left
    y0, y1 = item["top"] - top, item["bottom"] - top
    if min(x1 - x0, y1 - y0) <= 3.5:
        # A line without extent across is still a rule.
        objects.add_rule(x0, y0, x1, y1)
    elif item.get("stroke") and item["object_type"] == "rect":
        objects.add_rule(x0, y0, x1, y0)
        objects.add_rule(x0, y1, x1, y1)
        objects.add_rule(x0, y0, x0, y1)
        objects.add_rule(x1, y0, x1, y1)
