"""Symbol fonts and raised digits → the characters that a reader sees."""

from __future__ import annotations

TICKED = "☑"
OPEN = "□"
_BULLET = "•"

# Code points of the symbol fonts (low byte; Word adds F000). Wingdings and Wingdings 2 hold the
# check marks of forms, Symbol the comparison signs.
_WINGDINGS = {
    0xFE: TICKED,
    0xFC: TICKED,
    0x52: TICKED,
    0x53: TICKED,
    0xA8: OPEN,
    0x6F: OPEN,
    0x71: OPEN,
    0xA3: OPEN,
    0x6C: "●",
    0x6E: "■",
    0xE0: "→",
}
_WINGDINGS_2 = {**_WINGDINGS, 0x50: TICKED, 0x2A: OPEN, 0x30: OPEN}
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
_RAISED = str.maketrans("0123456789+-()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾")


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
    elif is_pictorial(font) or private:
        table = _WINGDINGS
    if low in table:
        return table[low]
    # Outside the private area it is an ordinary character of an ordinary font.
    return chr(code) if 0x20 <= code < 0xD800 and not is_pictorial(font) else ""


def is_pictorial(font: str | None) -> bool:
    """Whether letters in ``font`` show as pictures."""
    return (font or "").strip().lower().startswith(("wingdings", "webdings"))


def shown(text: str, font: str | None) -> str:
    """``text`` as seen: private-use characters, and letters of a picture font, replaced."""
    pictures = is_pictorial(font)
    if not pictures and (text.isascii() or not any("\uf020" <= c <= "\uf0ff" for c in text)):
        return text
    out = []
    for char in text:
        replaced = pictures or "\uf020" <= char <= "\uf0ff"
        out.append((glyph(font, ord(char)) if replaced else "") or char)
    return "".join(out)


def bullet(font: str | None, text: str) -> str:
    """The marker of a bulleted list, whatever sign of ``font`` it is.

    A bullet that looks like an empty box must not read as a box that nobody ticked.
    """

    return _BULLET if text else ""


def raised(text: str) -> str:
    """Superscript ``text``: note marks and powers are no digits of the number before them."""
    return text.translate(_RAISED)
