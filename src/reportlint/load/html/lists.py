"""The markers that a browser prints before the items of a numbered list."""

from __future__ import annotations

import re

from reportlint.load.html.names import Element, number, tag_of

_STYLE = re.compile(r"(?:^|;)\s*list-style(?:-type)?\s*:\s*([^;]+)", re.I)
_KINDS = {"a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_DIGITS = "〇一二三四五六七八九"
_CHINESE = ("cjk-ideographic", "simp-chinese-informal", "trad-chinese-informal", "cjk-decimal")


def marker_of(item: Element, counts: dict[Element, int]) -> str:
    """The marker of an ``li`` with what separates it from the text, "" outside numbered lists.

    ``counts`` keeps the next number of every list between calls, which come in document order.
    """
    parent = item.getparent()
    if parent is None or tag_of(parent) != "ol":
        return ""
    value = _value(item, parent, counts)
    kind = _KINDS.get(item.get("type") or parent.get("type") or "", "decimal")
    for element in (parent, item):
        style = _STYLE.search(element.get("style", ""))
        if style is not None:
            kind = _named(style[1].lower()) or kind
    if kind == "none":
        return ""
    if kind in _CHINESE and 0 < value < 100:
        return f"{_chinese(value)}、"
    return f"{_written(value, kind)}. "


def _named(style: str) -> str | None:
    known = ("none", "decimal", *_CHINESE, *_KINDS.values(), "lower-latin", "upper-latin")
    word = next((word for word in style.split() if word in known), None)
    return word.replace("latin", "alpha") if word else None


def _value(item: Element, parent: Element, counts: dict[Element, int]) -> int:
    """The number of ``item``: counted from the last one that states its own."""
    down = parent.get("reversed") is not None
    if parent not in counts:
        first = sum(tag_of(other) == "li" for other in parent) if down else 1
        counts[parent] = number(parent.get("start"), first)
    value = number(item.get("value"), counts[parent])
    counts[parent] = value + (-1 if down else 1)
    return value


def _written(value: int, kind: str) -> str:
    if kind.endswith("alpha") and value > 0:
        letters = ""
        while value:
            value, rest = divmod(value - 1, 26)
            letters = chr(97 + rest) + letters
        return letters.upper() if kind.startswith("upper") else letters
    if kind.endswith("roman") and 0 < value < 4000:
        text = ""
        for worth, sign in _ROMAN:
            times, value = divmod(value, worth)
            text += sign * times
        return text.upper() if kind.startswith("upper") else text
    return str(value)


def _chinese(value: int) -> str:
    tens, ones = divmod(value, 10)
    if not tens:
        return _DIGITS[ones]
    return ("" if tens == 1 else _DIGITS[tens]) + "十" + (_DIGITS[ones] if ones else "")
