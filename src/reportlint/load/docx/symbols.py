"""Symbol fonts, EQ fields and raised digits → the characters that a reader sees."""

from __future__ import annotations

import re

TICKED = "☑"
OPEN = "□"

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
    0xD8: "➢",
    0xE0: "→",
}
_WINGDINGS_2 = {**_WINGDINGS, 0x50: TICKED, 0x2A: OPEN, 0x30: OPEN}
_SYMBOL = {
    0xA3: "≤",
    0xB3: "≥",
    0xB9: "≠",
    0xB1: "±",
    0xB4: "×",
    0xB8: "÷",
    0xB0: "°",
    0xBB: "≈",
    0x2D: "-",
    0xB7: "•",
    0xD7: "·",
}
_RAISED = str.maketrans("0123456789+-()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾")
_CIRCLES = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_BOXES = frozenset("□■◻☐○◯〇")
_TICKS = frozenset("√✓✔☑×✕✗✘xX■●RþüV")
_EQ = re.compile(r"^\s*eq\b", re.I)
_OVERLAY = re.compile(r"\\o\b[^(（]*[(（](.*)[)）]", re.I | re.S)
_FRACTION = re.compile(r"\\f\s*[(（](.*)[)）]", re.I | re.S)


def symbol(font: str | None, code: int) -> str:
    """The character that ``code`` (hexadecimal of ``w:sym``) shows in ``font``; "" if unknown."""
    low = code - 0xF000 if 0xF000 <= code <= 0xF0FF else code
    name = (font or "").strip().lower()
    if name == "symbol":
        table = _SYMBOL
    elif name == "wingdings 2":
        table = _WINGDINGS_2
    else:
        table = _WINGDINGS if name.startswith("wingdings") or code >= 0xF000 else {}
    if low in table:
        return table[low]
    # A code outside the private area is an ordinary character of an ordinary font.
    return chr(code) if 0x20 <= code < 0xE000 and not is_symbol_font(font) else ""


def is_symbol_font(font: str | None) -> bool:
    """Whether letters in ``font`` show as pictures."""
    return (font or "").lower().startswith(("wingdings", "webdings"))


def shown(text: str, font: str | None) -> str:
    """``text`` as seen: private-use characters, and letters of a symbol font, replaced."""
    pictures = is_symbol_font(font)
    if not pictures and not any("\uf020" <= char <= "\uf0ff" for char in text):
        return text
    out = []
    for char in text:
        code = ord(char)
        known = symbol(font, code) if 0xF020 <= code <= 0xF0FF or pictures else ""
        out.append(known or char)
    return "".join(out)


def raised(text: str) -> str:
    """Superscript ``text``: note marks and powers must not read as digits of the number before."""
    return text.translate(_RAISED)


def equation(code: str) -> str | None:
    """What the field instruction ``code`` shows, None when it is no EQ field that is known.

    EQ with ``\\o`` prints its arguments over each other: a ticked box or a number in a circle.
    """
    if not _EQ.match(code):
        return None
    overlay = _OVERLAY.search(code)
    if overlay:
        return _overlaid([part.strip() for part in _arguments(overlay[1])])
    fraction = _FRACTION.search(code)
    if fraction:
        return "/".join(part.strip() for part in _arguments(fraction[1]))
    return None


def _overlaid(parts: list[str]) -> str:
    parts = [part for part in parts if part]
    box = next((part for part in parts if part in _BOXES), None)
    others = [part for part in parts if part is not box]
    if box is None:
        return parts[-1] if parts else ""
    if not others:
        return OPEN
    if any(part in _TICKS for part in others):
        return TICKED
    last = others[-1]
    if last.isascii() and last.isdigit() and 1 <= int(last) <= len(_CIRCLES) and box in "○◯〇":
        return _CIRCLES[int(last) - 1]
    return last


def circled(number: int) -> str:
    """``number`` in a circle where such a character exists, else plain."""
    return _CIRCLES[number - 1] if 1 <= number <= len(_CIRCLES) else str(number)


def _arguments(text: str) -> list[str]:
    """The arguments of a switch: separated by commas or semicolons outside parentheses."""
    parts = [""]
    depth = 0
    for char in text:
        depth += (char in "(（") - (char in ")）")
        if depth < 0:
            break
        if char in ",，;；" and depth == 0:
            parts.append("")
        else:
            parts[-1] += char
    return parts
