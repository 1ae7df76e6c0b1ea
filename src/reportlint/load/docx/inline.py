"""The text of a paragraph: runs, fields, check-boxes, symbols, tracked changes, text boxes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from reportlint.load.docx.drawings import is_picture, math_text, text_boxes
from reportlint.load.docx.fields import Field, shown
from reportlint.load.docx.names import (
    ALTERNATE,
    CHECK_BOX,
    CHECKED,
    CHECKED_VAL,
    DEL,
    INS,
    MATH,
    MOVE_FROM,
    MOVE_TO,
    P_PR,
    R_PR,
    SDT,
    SDT_CONTENT,
    SDT_PR,
    TRANSPARENT,
    Element,
    P,
    R,
    T,
    child,
    chosen,
    switched_on,
    value,
    w,
)
from reportlint.load.docx.styles import Styles
from reportlint.load.docx.symbols import OPEN, TICKED, glyph, glyphs, is_symbol_font

# Characters without width would split numbers and words that print as one.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
_PRIVATE = re.compile("[\uf020-\uf0ff]")
_UNSEEN = re.compile(f"{_INVISIBLE.pattern}|{_PRIVATE.pattern}")
_BREAKS = str.maketrans("\t\n\r", "   ")  # the line breaks of the XML are none of the text
_RAISED = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
_LOWERED = str.maketrans("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋")
_DRAWN = (w("drawing"), w("pict"), w("object"))
_HIDDEN, _RAISING, _FONTS, _STYLE = w("vanish"), w("vertAlign"), w("rFonts"), w("rStyle")


@dataclass(slots=True)
class Found:
    """What the reader of the report should be told about, gathered while reading."""

    tracked: bool = False
    tracked_figure: bool = False
    hidden: bool = False
    pictures: int = 0

    def change(self, text: str) -> None:
        """Note a tracked insertion or deletion of ``text``."""
        self.tracked = True
        self.tracked_figure = self.tracked_figure or any(map(str.isdigit, text))


@dataclass(frozen=True, slots=True)
class _Look:
    """The properties of a run that change what its characters are."""

    hidden: bool = False
    align: str | None = None
    font: str | None = None

    def shown(self, text: str) -> str:
        if self.font is not None:
            return glyphs(self.font, text)
        # Only digits: a raised 2 of "m²" must not be read as part of a number.
        if self.align == "superscript":
            return text.translate(_RAISED)
        return text.translate(_LOWERED) if self.align == "subscript" else text


_PLAIN = _Look()


class Inline:
    """Reads paragraph after paragraph of one story; fields may reach over several of them."""

    def __init__(self, styles: Styles, found: Found) -> None:
        self.boxes: list[Element] = []
        self._styles = styles
        self._found = found
        self._fields: list[Field] = []
        self._out: list[str] = []
        self._looks = True

    def prepare(self, container: Element) -> None:
        """Get ready for the paragraphs of ``container``.

        Most documents hide and raise nothing; one look at the whole saves one at every run.
        """
        settle_check_boxes(container)
        self._looks = next(container.iter(_HIDDEN, _RAISING, _STYLE), None) is not None

    def text(self, paragraph: Element) -> str:
        """The printed text of a w:p, as if all tracked changes were accepted.

        Text boxes that are anchored in it are left in ``boxes`` for the caller to take.
        """
        self._out = []
        self._content(paragraph)
        for at, field in enumerate(self._fields):
            if not field.shows:  # an instruction that never ends must not swallow the rest
                del self._fields[at:]
                break
        text = "".join(self._out)
        if not _UNSEEN.search(text):
            return text
        # Codes of a symbol font whose name got lost stand for the signs of Wingdings.
        signs = _PRIVATE.sub(lambda sign: glyph(None, ord(sign[0])) or sign[0], text)
        return _INVISIBLE.sub("", signs)

    def dropped(self, element: Element) -> None:
        """Take note of a block, row or cell whose deletion is tracked."""
        self._found.change("".join(_written(element)))

    def _content(self, element: Element) -> None:
        for item in element:
            tag = item.tag
            if tag == R:
                self._run(item)
            elif tag == P_PR:
                continue
            elif tag in TRANSPARENT:
                self._content(item)
            elif tag in (INS, MOVE_TO):
                self._found.change("".join(_written(item)))
                self._content(item)
            elif tag in (DEL, MOVE_FROM):
                self._found.change("".join(_written(item)))
            elif tag == SDT:
                self._control(item)
            elif tag == _FIELD:
                self._simple_field(item)
            elif tag == ALTERNATE:
                branch = chosen(item)
                if branch is not None:
                    self._content(branch)
            elif tag in _MATH:
                self._emit(math_text(item))

    def _run(self, run: Element) -> None:
        look = _PLAIN
        for item in run:
            tag = item.tag
            if tag == T:
                text = item.text
                if text:
                    text = text.translate(_BREAKS) if not text.isprintable() else text
                    if look is _PLAIN and not self._fields:
                        self._out.append(text)
                    else:
                        self._say(look.shown(text), look)
            elif tag == R_PR:
                look = self._look(item)
            else:
                reader = _READERS.get(tag)
                if reader is not None:
                    reader(self, item, look)

    def _say(self, text: str, look: _Look) -> None:
        if look.hidden:
            self._found.hidden = self._found.hidden or not text.isspace()
        else:
            self._emit(text)

    def _emit(self, text: str) -> None:
        """Put text where it belongs: the paragraph, or the instruction of the field around it."""
        for field in reversed(self._fields):
            if not field.shows:
                field.instruction.append(text)
                return
            if field.replaced is not None:
                return
        self._out.append(text)

    def _look(self, properties: Element) -> _Look:
        fonts = child(properties, _FONTS)
        font = None if fonts is None else _symbol_font(fonts)
        hidden: bool | None = None
        align = None
        if self._looks:
            align = value(properties, _RAISING)
            hidden = switched_on(properties, _HIDDEN)
            if hidden is None:
                style = value(properties, _STYLE)
                hidden = style is not None and self._styles.hidden(style)
        if not hidden and align is None and font is None:
            return _PLAIN
        return _Look(bool(hidden), align, font)

    def _control(self, control: Element) -> None:
        """A content control: a check-box by its state, others by what they hold."""
        properties = child(control, SDT_PR)
        box = child(properties, CHECK_BOX)
        if box is not None:
            self._emit(_state(box))
        elif not switched_on(properties, w("showingPlcHdr")):  # "click here to enter text"
            content = child(control, SDT_CONTENT)
            if content is not None:
                self._content(content)

    def _simple_field(self, element: Element) -> None:
        replaced = shown(element.get(w("instr"), ""))
        if replaced is None:
            self._content(element)
        else:
            self._emit(replaced)

    def _field_mark(self, mark: Element, look: _Look) -> None:
        kind = mark.get(w("fldCharType"))
        if kind == "begin":
            self._fields.append(Field(child(mark, w("ffData"))))
        elif self._fields and kind == "separate":
            self._fields[-1].separate()
        elif self._fields and kind == "end":
            field = self._fields.pop()
            if not field.shows:
                field.separate()
            if field.replaced is not None:
                self._emit(look.shown(field.replaced) if look.font is None else field.replaced)

    def _instruction(self, element: Element, look: _Look) -> None:
        if self._fields and not self._fields[-1].shows:
            self._fields[-1].instruction.append(look.shown(element.text or ""))

    def _symbol(self, element: Element, look: _Look) -> None:
        try:
            code = int(element.get(w("char"), "0"), 16)
        except ValueError:
            return
        self._say(glyph(element.get(w("font")), code), look)

    def _drawn(self, element: Element, look: _Look) -> None:
        if look.hidden:
            return
        boxes = list(text_boxes(element))
        self.boxes.extend(boxes)
        if not boxes and is_picture(element):
            self._found.pictures += 1

    def _alternate(self, element: Element, look: _Look) -> None:
        branch = chosen(element)
        for item in () if branch is None else branch:
            reader = _READERS.get(item.tag)
            if reader is not None:
                reader(self, item, look)
            elif item.tag == T and item.text:
                self._say(look.shown(item.text), look)

    def _ruby(self, element: Element, look: _Look) -> None:
        base = child(element, w("rubyBase"))  # the reading above it is left out
        if base is not None and not look.hidden:
            self._content(base)


def _says(text: str) -> Callable[[Inline, Element, _Look], None]:
    return lambda inline, element, look: inline._say(text, look)


_FIELD = w("fldSimple")
_ASCII = w("ascii")
_HIGH = w("hAnsi")
_MATH = (f"{MATH}oMath", f"{MATH}oMathPara")
_READERS: dict[str, Callable[[Inline, Element, _Look], None]] = {
    w("tab"): _says(" "),
    w("ptab"): _says(" "),
    w("br"): _says("\n"),
    w("cr"): _says("\n"),
    w("noBreakHyphen"): _says("-"),
    w("sym"): Inline._symbol,
    w("fldChar"): Inline._field_mark,
    w("instrText"): Inline._instruction,
    w("ruby"): Inline._ruby,
    ALTERNATE: Inline._alternate,
    **dict.fromkeys(_DRAWN, Inline._drawn),
}


def settle_check_boxes(container: Element) -> None:
    """Print the state of every check-box that stands around a paragraph or cell into it.

    What is printed there is any sign that the author chose, not always a check mark.
    """
    for box in container.iter(CHECK_BOX):
        properties = box.getparent()
        control = None if properties is None else properties.getparent()
        content = child(control, SDT_CONTENT)
        if content is None or next(content.iter(P), None) is None:
            continue
        for number, sign in enumerate(list(content.iter(T, w("sym")))):
            sign.tag, sign.text = T, "" if number else _state(box)


def _state(box: Element) -> str:
    on = (value(box, CHECKED, CHECKED_VAL) or "0").lower() in ("1", "true", "on")
    return TICKED if on else OPEN


def _symbol_font(fonts: Element) -> str | None:
    name = fonts.get(_ASCII)
    if is_symbol_font(name):
        return name
    name = fonts.get(_HIGH)
    return name if is_symbol_font(name) else None


def _written(element: Element) -> Iterator[str]:
    """All characters below ``element``, deleted ones too."""
    for item in element.iter(T, w("delText")):
        yield item.text or ""
