"""Codes of symbol fonts → the characters that a reader sees."""

from __future__ import annotations

from functools import lru_cache

TICKED = "☑"
OPEN = "□"
_BULLET = "•"

# Code points of the symbol fonts (low byte; Word adds F000). Wingdings and Wingdings 2 hold the
# check marks of forms, Symbol the comparison signs.
_WINGDINGS = {
    0xFE: TICKED,
    0xFC: TICKED,
    0xFD: TICKED,  # a crossed box: Word's own mark for a check-box that is set
    0x52: TICKED,
    0x53: TICKED,
    0xA8: OPEN,
    0x6F: OPEN,
    0x71: OPEN,
    0xA3: OPEN,
    0x6C: "●",
    0x6E: "■",
    0xE0: "→",
    **{0x80 + n: sign for n, sign in enumerate("⓪①②③④⑤⑥⑦⑧⑨⑩")},
    **{0x8B + n: sign for n, sign in enumerate("⓪①②③④⑤⑥⑦⑧⑨⑩")},
}
_WINGDINGS_2 = {**_WINGDINGS, 0x50: TICKED, 0x54: TICKED, 0x2A: OPEN, 0x30: OPEN}
_SYMBOL = {
    0x2D: "-",
    0xA3: "≤",
    0xB0: "°",
    0xB1: "±",
    0xB3: "≥",
    0xB4: "×",
    0xB7: _BULLET,
    0xB8: "÷",
    0xB9: "≠",
    0xBB: "≈",
    0xD7: "·",
}


def glyph(font: str | None, code: int) -> str:
    """The character that ``code`` shows in ``font``; "" when it is not known."""
    private = 0xF000 <= code <= 0xF0FF
    low = code - 0xF000 if private else code
    name = (font or "").strip().lower()
    table: dict[int, str] = {}
    if name == "symbol":
        table = _SYMBOL
    elif name == "wingdings 2":
        table = _WINGDINGS_2
    elif is_symbol_font(font) or private:
        table = _WINGDINGS
    if low in table:
        return table[low]
    # Outside the private area it is an ordinary character of an ordinary font.
    return chr(code) if 0x20 <= code < 0xD800 and not is_symbol_font(font) else ""


@lru_cache(maxsize=64)
def is_symbol_font(font: str | None) -> bool:
    """Whether letters in ``font`` show as signs."""
    return (font or "").strip().lower().startswith(("symbol", "wingdings", "webdings"))


def glyphs(font: str | None, text: str) -> str:
    """``text`` as it shows in ``font``; what is not known stays as it is."""
    return "".join(char if char.isspace() else glyph(font, ord(char)) or char for char in text)


def bullet(font: str | None, text: str) -> str:
    """The marker of a bulleted list, whatever sign of whatever ``font`` it is.

    A bullet that looks like an empty box must not read as a box that nobody ticked.
    """
    return _BULLET if text.strip() or font else ""
