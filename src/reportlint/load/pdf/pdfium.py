"""Page objects from pdfium, through its raw functions: one call per fact, nothing kept.

pdfium reports boxes in the user space of the unrotated page; :class:`_View` turns them into the
page as displayed.
"""

from __future__ import annotations

import ctypes
from itertools import pairwise
from math import pi
from typing import Any

import pypdfium2
import pypdfium2.raw as c

from reportlint.load.pdf.engine import (
    MAX_RULE,
    PALE,
    Char,
    PageObjects,
    RefusedError,
    ordinary,
)

Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
# Objects looked at on one page, and forms inside forms: more is a drawing or an attack.
_MAX_OBJECTS = 60_000
_MAX_DEPTH = 8


class PdfiumEngine:
    """Reads pages with pdfium. Raises :class:`RefusedError` when the file cannot be opened."""

    def __init__(self, data: bytes) -> None:
        try:
            self._document = pypdfium2.PdfDocument(data)
            self.page_count = len(self._document)
        except pypdfium2.PdfiumError as error:
            code = getattr(error, "err_code", None)
            password = code in (c.FPDF_ERR_PASSWORD, c.FPDF_ERR_SECURITY)
            raise RefusedError("password" if password else "damaged") from error

    def page(self, index: int) -> PageObjects:
        """The objects of page ``index`` (from 0); raises ``ValueError`` when pdfium gives none."""
        page = c.FPDF_LoadPage(self._document.raw, index)
        if not page:
            raise ValueError(f"page {index + 1} cannot be loaded")
        try:
            view = _View(page)
            objects = PageObjects(index + 1, view.width, view.height)
            upright = _Walker(page, view, objects).walk()
            text = c.FPDFText_LoadPage(page)
            if text:
                try:
                    _read_chars(text, view, objects, upright)
                finally:
                    c.FPDFText_ClosePage(text)
            return objects
        finally:
            c.FPDF_ClosePage(page)

    def close(self) -> None:
        """Release the file."""
        self._document.close()


class _View:
    """The way from user space to the page as displayed."""

    def __init__(self, page: Any) -> None:
        box = c.FS_RECTF()
        if not c.FPDF_GetPageBoundingBox(page, ctypes.byref(box)):
            box.left, box.bottom = 0.0, 0.0
            box.right, box.top = c.FPDF_GetPageWidthF(page), c.FPDF_GetPageHeightF(page)
        self.left, self.bottom, self.right, self.top = box.left, box.bottom, box.right, box.top
        self.turn = int(c.FPDFPage_GetRotation(page)) % 4
        across, along = self.right - self.left, self.top - self.bottom
        self.width, self.height = (along, across) if self.turn % 2 else (across, along)

    def box(self, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
        """(x0, top, x1, bottom) of a user-space box given by left, bottom, right, top."""
        if self.turn == 0:
            return x0 - self.left, self.top - y1, x1 - self.left, self.top - y0
        if self.turn == 1:
            return y0 - self.bottom, x0 - self.left, y1 - self.bottom, x1 - self.left
        if self.turn == 2:
            return self.right - x1, y0 - self.bottom, self.right - x0, y1 - self.bottom
        return self.top - y1, self.right - x1, self.top - y0, self.right - x0


def _read_chars(text: Any, view: _View, objects: PageObjects, upright: bool) -> None:
    """Append the glyphs of a text page; slanted and large pale ones (watermarks) are left out."""
    box = c.FS_RECTF()
    ref = ctypes.byref(box)
    unicode_of, box_of, generated = (
        c.FPDFText_GetUnicode,
        c.FPDFText_GetLooseCharBox,
        c.FPDFText_IsGenerated,
    )
    left, top, straight = view.left, view.top, view.turn == 0
    chars, places = objects.chars, []
    known: dict[int, str] = {}
    new = tuple.__new__  # what Char() calls, without the call in between
    for index in range(c.FPDFText_CountChars(text)):
        code = unicode_of(text, index)
        sign = known.get(code)
        if sign is None:
            valid = 0 < code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF
            sign = known[code] = ordinary(chr(code if valid else 0xFFFD))
        if sign == " " and generated(text, index):
            continue
        if not box_of(text, index, ref):
            continue
        if not upright and _is_slanted(text, index, view.turn):
            objects.slanted += sign != " "
            continue
        if straight:
            place = (sign, box.left - left, top - box.top, box.right - left, top - box.bottom)
        else:
            place = (sign, *view.box(box.left, box.bottom, box.right, box.top))
        chars.append(new(Char, place))
        places.append(index)
    objects.drop_watermark(lambda k: _is_pale(text, places[k]))


def _is_slanted(text: Any, index: int, turn: int) -> bool:
    """Whether a glyph stands neither along the page nor across it."""
    quarter = (c.FPDFText_GetCharAngle(text, index) + turn * pi / 2) / (pi / 2)
    return bool(abs(quarter - round(quarter)) > 0.03)


def _is_pale(text: Any, place: int) -> bool:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    known = c.FPDFText_GetFillColor(text, place, red, green, blue, alpha)
    light = (red.value * 299 + green.value * 587 + blue.value * 114) / 1000
    return bool(known) and (light > PALE * 255 or alpha.value < 150)


class _Walker:
    """Goes through the page objects, also inside form XObjects, and collects ruling lines."""

    def __init__(self, page: Any, view: _View, objects: PageObjects) -> None:
        self._page, self._view, self._objects = page, view, objects
        self._left = _MAX_OBJECTS
        self._upright = True
        self._embedded: dict[int | None, bool] = {}
        self._matrix = c.FS_MATRIX()
        self._matrix_ref = ctypes.byref(self._matrix)
        self._bounds = tuple(ctypes.c_float() for _ in range(4))

    def walk(self) -> bool:
        """Collect the rules; returns whether all text stands upright as displayed."""
        self._go(self._page, c.FPDFPage_CountObjects, c.FPDFPage_GetObject, _IDENTITY, 0)
        return self._upright

    def _go(self, parent: Any, count: Any, child: Any, outer: Matrix, depth: int) -> None:
        type_of, matrix_of = c.FPDFPageObj_GetType, c.FPDFPageObj_GetMatrix
        matrix, matrix_ref = self._matrix, self._matrix_ref
        # Level text of an unturned page needs no arithmetic, and is nearly all there is.
        plain = outer is _IDENTITY and self._view.turn == 0
        for index in range(count(parent)):
            self._left -= 1
            if self._left < 0:
                return
            item = child(parent, index)
            kind = type_of(item)
            if kind == c.FPDF_PAGEOBJ_TEXT:
                if not self._objects.lost:
                    self._check_font(item)
                if self._upright:
                    if plain and matrix_of(item, matrix_ref) and matrix.b == 0.0:
                        continue
                    self._check_upright(item, outer)
            elif kind == c.FPDF_PAGEOBJ_PATH:
                self._path(item, outer)
            elif kind == c.FPDF_PAGEOBJ_FORM and depth < _MAX_DEPTH:
                inner = _product(self._matrix_of(item), outer)
                self._go(
                    item, c.FPDFFormObj_CountObjects, c.FPDFFormObj_GetObject, inner, depth + 1
                )
            elif kind == c.FPDF_PAGEOBJ_IMAGE:
                self._objects.images += 1
                box = self._bounds_of(item, outer)
                if box is not None:
                    self._objects.add_rule(*box)

    def _matrix_of(self, item: Any) -> Matrix:
        found = self._matrix
        if not c.FPDFPageObj_GetMatrix(item, self._matrix_ref):
            return _IDENTITY
        return found.a, found.b, found.c, found.d, found.e, found.f

    def _check_font(self, item: Any) -> None:
        """Note text whose font is neither in the file nor on this machine.

        pdfium draws it with a font that has no such glyphs; the text then has no extent, and
        pdfium takes short and repeated pieces of it for nothing.
        """
        font = c.FPDFTextObj_GetFont(item)
        key = ctypes.cast(font, ctypes.c_void_p).value
        embedded = self._embedded.get(key)
        if embedded is None:
            embedded = self._embedded[key] = bool(c.FPDFFont_GetIsEmbedded(font))
        if not embedded:
            left, bottom, right, top = self._bounds
            known = c.FPDFPageObj_GetBounds(item, left, bottom, right, top)
            flat = right.value - left.value < 0.01 or top.value - bottom.value < 0.01
            self._objects.lost = bool(known) and flat

    def _check_upright(self, item: Any, outer: Matrix) -> None:
        a, b, _, d, _, _ = _product(self._matrix_of(item), outer)
        turned = self._view.turn % 2 == 1
        across, along = (abs(a), abs(b)) if turned else (abs(b), max(abs(a), abs(d)))
        if across > 0.03 * max(along, 1e-6):
            self._upright = False

    def _bounds_of(self, item: Any, outer: Matrix) -> tuple[float, float, float, float] | None:
        left, bottom, right, top = self._bounds
        if not c.FPDFPageObj_GetBounds(item, left, bottom, right, top):
            return None
        if outer is _IDENTITY:
            return self._view.box(left.value, bottom.value, right.value, top.value)
        corners = [
            _apply(outer, x, y)
            for x in (left.value, right.value)
            for y in (bottom.value, top.value)
        ]
        return self._view.box(*_hull(corners))

    def _path(self, item: Any, outer: Matrix) -> None:
        box = self._bounds_of(item, outer)
        if box is None:
            return
        if box[2] - box[0] <= MAX_RULE or box[3] - box[1] <= MAX_RULE:
            self._objects.add_rule(*box)
            return
        count = c.FPDFPath_CountSegments(item)
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        c.FPDFPath_GetDrawMode(item, ctypes.byref(fill), ctypes.byref(stroke))
        if count > 5 or stroke.value:
            self._segments(item, count, bool(stroke.value), outer)

    def _segments(self, item: Any, count: int, stroke: bool, outer: Matrix) -> None:
        """Rules of a path that is not one thin box: its straight strokes or its thin parts."""
        matrix = _product(self._matrix_of(item), outer)
        x, y = ctypes.c_float(), ctypes.c_float()
        part: list[tuple[float, float]] = []
        curved = False
        for index in range(min(count, _MAX_OBJECTS)):
            segment = c.FPDFPath_GetPathSegment(item, index)
            c.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
            kind = c.FPDFPathSegment_GetType(segment)
            if kind == c.FPDF_SEGMENT_MOVETO:
                self._part(part, stroke and not curved, curved)
                part, curved = [], False
            curved = curved or kind == c.FPDF_SEGMENT_BEZIERTO
            part.append(_apply(matrix, x.value, y.value))
            if c.FPDFPathSegment_GetClose(segment) and part[0] != part[-1]:
                part.append(part[0])
        self._part(part, stroke and not curved, curved)

    def _part(self, points: list[tuple[float, float]], stroke: bool, curved: bool) -> None:
        if len(points) < 2 or curved:
            return
        box = self._view.box(*_hull(points))
        if not stroke or min(box[2] - box[0], box[3] - box[1]) <= MAX_RULE:
            self._objects.add_rule(*box)
            return
        for start, end in pairwise(points):
            self._objects.add_rule(*self._view.box(*_hull((start, end))))


def _product(inner: Matrix, outer: Matrix) -> Matrix:
    """First ``inner``, then ``outer``."""
    if outer is _IDENTITY:
        return inner
    a, b, cc, d, e, f = inner
    ao, bo, co, do, eo, fo = outer
    return (
        a * ao + b * co,
        a * bo + b * do,
        cc * ao + d * co,
        cc * bo + d * do,
        e * ao + f * co + eo,
        e * bo + f * do + fo,
    )


def _apply(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, cc, d, e, f = matrix
    return a * x + cc * y + e, b * x + d * y + f


def _hull(
    points: list[tuple[float, float]] | tuple[tuple[float, float], ...],
) -> tuple[float, float, float, float]:
    """Left, bottom, right, top of some points."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)
