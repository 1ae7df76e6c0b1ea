"""Field codes: what a field shows when its stored result does not say it.

Forms made in Chinese Word draw a ticked box as the equation field ``EQ \\o\\ac(□,√)``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from reportlint.load.docx.names import Element, child, switched_on, value, w
from reportlint.load.docx.symbols import OPEN, TICKED, glyph

_CALL = re.compile(r"\\([a-z])((?:\s*\\[a-z]+\d*)*)\s*[(（]([^()（）]*)[)）]", re.I)
_CIRCLES = "⓪①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_MARKS = frozenset("√✓✔☑✗×xXvVＶ■●")
# The stored number is the one of the page where the file was last saved.
_PAGE_NUMBERS = ("PAGE", "NUMPAGES", "SECTIONPAGES", "SECTION")


@dataclass(slots=True)
class Field:
    """A field that is being read: first its instruction, then (``shows``) its result."""

    form: Element | None = None
    instruction: list[str] = field(default_factory=list)
    shows: bool = False
    replaced: str | None = None

    def separate(self) -> None:
        """The instruction is complete; from here on the result follows."""
        self.shows = True
        self.replaced = shown("".join(self.instruction), self.form)


def shown(instruction: str, form: Element | None = None) -> str | None:
    """What a field prints in place of its stored result, None when the result is what it prints.

    ``form`` is the w:ffData of a legacy form field.
    """
    keyword, _, rest = instruction.strip().partition(" ")
    word = keyword.upper()
    if word == "FORMCHECKBOX":
        return TICKED if _is_checked(form) else OPEN
    if word == "FORMDROPDOWN":
        return _selected(form)
    if word in _PAGE_NUMBERS:
        return ""
    if word == "SYMBOL":
        return _symbol(rest)
    if word == "MACROBUTTON":  # a macro's name, then the text to click on: a box in old forms
        return rest.strip().partition(" ")[2]
    if word == "EQ" or word.startswith("EQ\\"):
        return equation(instruction.strip()[2:])
    return None


def equation(code: str) -> str:
    """An EQ field as text: overstruck boxes and circles, fractions, else its arguments."""
    text = code.strip()
    while (call := _CALL.search(text)) is not None:
        text = text[: call.start()] + _call(call[1].lower(), call[3]) + text[call.end() :]
    return text


def _call(switch: str, arguments: str) -> str:
    parts = [part.strip() for part in re.split(r"[,，;；]", arguments)]
    if switch == "o":
        return _overstruck(parts[0], parts[1:])
    if switch == "f" and len(parts) == 2:
        return f"{parts[0]}/{parts[1]}"
    return " ".join(parts) if switch == "a" else "".join(parts)


def _overstruck(base: str, marks: list[str]) -> str:
    """Characters printed over each other: a box with a mark in it, a number in a circle."""
    if not marks:
        return OPEN if base in ("□", "☐") else base
    over = "".join(marks)
    for box, mark in ((base, over), (over, base)):
        if box in ("□", "☐", "○", "〇", "◯") and mark in _MARKS:
            return TICKED
        if box in ("○", "〇", "◯") and mark.isdecimal() and int(mark) < len(_CIRCLES):
            return _CIRCLES[int(mark)]
    return base + over


def _is_checked(form: Element | None) -> bool:
    box = child(form, w("checkBox"))
    checked = switched_on(box, w("checked"))
    return bool(switched_on(box, w("default")) if checked is None else checked)


def _selected(form: Element | None) -> str | None:
    """The chosen entry of a legacy drop-down list."""
    choices = child(form, w("ddList"))
    if choices is None:
        return None
    entries = [entry.get(w("val"), "") for entry in choices.iterchildren(w("listEntry"))]
    chosen = value(choices, w("result")) or value(choices, w("default")) or "0"
    index = int(chosen) if chosen.isdecimal() else 0
    return entries[index] if index < len(entries) else None


def _symbol(arguments: str) -> str | None:
    code = re.match(r"\s*(0x[0-9a-f]+|\d+)", arguments, re.I)
    if code is None:
        return None
    font = re.search(r'\\f\s*(?:"([^"]*)"|(\S+))', arguments)
    return glyph((font[1] or font[2]) if font else None, int(code[1], 0))
