"""Automatic numbering: the marker that Word prints in front of a paragraph (ECMA-376 17.9)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from reportlint.load.docx.names import R_PR, Element, child, number, switched_on, value, w
from reportlint.load.docx.package import Package
from reportlint.load.docx.styles import Styles
from reportlint.load.docx.symbols import bullet

_DIGITS = "〇一二三四五六七八九"
_LEGAL_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
_LEVELS = 9
_MOST = 9999  # letters and Roman numerals repeat, so a damaged start would print without end
_NUM_ID, _DEPTH = w("numId"), w("ilvl")
_REFERENCE = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list definition; ``restart`` is the w:lvlRestart, None for the usual."""

    format: str
    text: str
    start: int
    restart: int | None
    legal: bool
    font: str | None
    style: str | None


@dataclass(frozen=True, slots=True)
class _List:
    """A w:num: the definition it shares, its own levels, and where it starts anew."""

    definition: str
    levels: Mapping[int, Level]
    starts: Mapping[int, int]


class Numbering:
    """Counts numbered paragraphs in document order."""

    def __init__(self, package: Package, part: str | None, styles: Styles) -> None:
        self._package = package
        self._part = part
        self._styles = styles
        self._counters: dict[str, list[int | None]] = {}
        self._started: set[tuple[str, int]] = set()

    def marker(self, own: Element | None, style: str | None) -> str:
        """The marker of the next paragraph with this w:numPr and style, "" when it has none."""
        place = self._place(own, style)
        if place is None:
            return ""
        name, depth = place
        numbered = self._list(name)
        level = numbered.levels.get(depth) if numbered else None
        if numbered is None or level is None:
            return ""
        counters = self._count(name, numbered, depth)
        return _spaced(_printed(level, numbered.levels, counters))

    def _place(self, own: Element | None, style: str | None) -> tuple[str, int] | None:
        """The list and level: those of the paragraph win over those of its style."""
        if own is None and style is None:
            return None
        identifier = value(own, _NUM_ID)
        depth = value(own, _DEPTH)
        if identifier is None:
            inherited = self._styles.numbering(style)
            if inherited is None:
                return None
            owner, element = inherited
            identifier = value(element, _NUM_ID)
            if depth is None:
                depth = value(element, _DEPTH) or self._linked(identifier, owner)
        if identifier is None or identifier == "0":
            return None
        at = int(depth) if depth and depth.isdecimal() else 0
        return identifier, min(at, _LEVELS - 1)

    def _linked(self, name: str | None, style: str) -> str | None:
        """The level that names ``style`` as its own."""
        numbered = self._list(name) if name else None
        levels = numbered.levels.items() if numbered else ()
        return next((str(depth) for depth, level in levels if level.style == style), None)

    def _count(self, name: str, numbered: _List, depth: int) -> list[int | None]:
        counters = self._counters.setdefault(numbered.definition, [None] * _LEVELS)
        if (name, depth) not in self._started:
            self._started.add((name, depth))
            if depth in numbered.starts:  # the levels above go on as they were
                counters[depth] = None
        for at in range(depth):
            if counters[at] is None:  # a level that was jumped over prints its first number
                counters[at] = _start(numbered, at)
        before = counters[depth]
        counters[depth] = _start(numbered, depth) if before is None else before + 1
        for at in range(depth + 1, _LEVELS):
            lower = numbered.levels.get(at)
            restart = lower.restart if lower else None
            if restart is None or (restart > 0 and depth < restart):
                counters[at] = None
        return counters

    def _list(self, name: str) -> _List | None:
        return self._lists.get(name)

    @cached_property
    def _lists(self) -> dict[str, _List]:
        root = self._package.xml(self._part) if self._part else None
        if root is None:
            return {}
        definitions = {
            d.get(w("abstractNumId"), ""): d for d in root.iterchildren(w("abstractNum"))
        }
        linked = {
            link: identifier
            for identifier, element in definitions.items()
            if (link := value(element, w("styleLink"))) is not None
        }
        out = {}
        for element in root.iterchildren(w("num")):
            identifier = value(element, w("abstractNumId")) or ""
            definition = definitions.get(identifier)
            link = value(definition, w("numStyleLink"))
            if link in linked:  # a list style: another definition holds the levels
                identifier = linked[link]
                definition = definitions[identifier]
            if definition is not None:
                out[element.get(w("numId"), "")] = _list(identifier, definition, element)
        return out


def _list(identifier: str, definition: Element, element: Element) -> _List:
    levels = dict(map(_level, definition.iterchildren(w("lvl"))))
    starts = {}
    for override in element.iterchildren(w("lvlOverride")):
        depth = _depth(override)
        own = child(override, w("lvl"))
        if own is not None:
            levels[depth] = _level(own)[1]
        if child(override, w("startOverride")) is not None:
            starts[depth] = number(override, w("startOverride"), 1)
    return _List(identifier, levels, starts)


def _level(element: Element) -> tuple[int, Level]:
    fonts = child(child(element, R_PR), w("rFonts"))
    restart = value(element, w("lvlRestart"))
    level = Level(
        format=_format(element),
        text=value(element, w("lvlText")) or "",
        start=number(element, w("start"), 0),
        restart=int(restart) if restart and restart.isdecimal() else None,
        legal=bool(switched_on(element, w("isLgl"))),
        font=None if fonts is None else fonts.get(w("ascii")) or fonts.get(w("hAnsi")),
        style=value(element, w("pStyle")),
    )
    return _depth(element), level


def _depth(element: Element) -> int:
    """The w:ilvl of a level or override; a damaged one is the last."""
    text = element.get(_DEPTH, "0")
    return min(int(text), _LEVELS - 1) if text.isdecimal() else _LEVELS - 1


def _format(element: Element) -> str:
    """w:numFmt, wherever it stands: newer formats are wrapped in mc:AlternateContent."""
    found = next(element.iter(w("numFmt")), None)
    return "decimal" if found is None else found.get(w("val"), "decimal")


def _start(numbered: _List, depth: int) -> int:
    level = numbered.levels.get(depth)
    return numbered.starts.get(depth, level.start if level else 1)


def _printed(level: Level, levels: Mapping[int, Level], counters: list[int | None]) -> str:
    if level.format == "bullet":
        return bullet(level.font, level.text)
    if level.format == "none":
        return _REFERENCE.sub("", level.text)

    def written(reference: re.Match[str]) -> str:
        at = int(reference[1]) - 1
        other = levels.get(at)
        count = counters[at] or 0
        return ordinal(count, "decimal" if level.legal or other is None else other.format)

    return _REFERENCE.sub(written, level.text)


def _spaced(marker: str) -> str:
    """``marker`` with a blank, so that "1." in front of "2020年" does not make a number.

    After "、" and "）" nothing can run together, and none is printed there.
    """
    return marker if not marker or marker[-1] in "、）】》〕．。，：　 " else marker + " "


def ordinal(count: int, format: str) -> str:
    """``count`` as a w:numFmt prints it; formats that are not known print decimal numbers."""
    write = _FORMATS.get(format)
    return write(count) if write is not None and 0 <= count <= _MOST else str(count)


def _chinese(count: int) -> str:
    """一, 十, 十一, 二十, 一百零一 (chineseCountingThousand)."""
    if count == 0:
        return "〇"
    if count >= 10_000:
        return _by_digit(count)
    digits = str(count)
    out, gap = "", False
    for place, digit in enumerate(digits):
        unit = ("", "十", "百", "千")[len(digits) - place - 1]
        if digit == "0":
            gap = True
            continue
        out += ("零" if gap else "") + _DIGITS[int(digit)] + unit
        gap = False
    return out.removeprefix("一") if out.startswith("一十") else out


def _counting(count: int) -> str:
    """chineseCounting: words up to 99, digit by digit from 100 on (17.18.59)."""
    return _chinese(count) if count < 100 else _by_digit(count)


def _by_digit(count: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(count))


def _legal(count: int) -> str:
    """壹, 拾, 贰拾, 壹佰零壹 (chineseLegalSimplified)."""
    words = "一十" + _chinese(count)[1:] if 10 <= count < 20 else _chinese(count)
    return words.translate(str.maketrans(_DIGITS + "十百千", _LEGAL_DIGITS + "拾佰仟"))


def _letter(count: int) -> str:
    """A … Z, AA, BB … as Word goes on."""
    return "" if count == 0 else chr(ord("A") + (count - 1) % 26) * ((count - 1) // 26 + 1)


def _roman(count: int) -> str:
    values = (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1)
    letters = ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I")
    out = ""
    for step, letter in zip(values, letters, strict=True):
        out += letter * (count // step)
        count %= step
    return out


def _circled(count: int) -> str:
    """① … ⑳, ㉑ … ㉟, ㊱ … ㊿; plain numbers beyond."""
    for first, last, code in ((1, 20, 0x2460), (21, 35, 0x3251), (36, 50, 0x32B1)):
        if first <= count <= last:
            return chr(code + count - first)
    return str(count)


def _picked(names: str) -> Callable[[int], str]:
    return lambda count: names[(count - 1) % len(names)] if count else ""


_FORMATS: Mapping[str, Callable[[int], str]] = {
    "chineseCounting": _counting,
    "chineseCountingThousand": _chinese,
    "taiwaneseCounting": _counting,
    "taiwaneseCountingThousand": _chinese,
    "japaneseCounting": _chinese,
    "ideographDigital": _by_digit,
    "taiwaneseDigital": _by_digit,
    "japaneseDigitalTenThousand": _by_digit,
    "chineseLegalSimplified": _legal,
    "upperLetter": _letter,
    "lowerLetter": lambda count: _letter(count).lower(),
    "upperRoman": _roman,
    "lowerRoman": lambda count: _roman(count).lower(),
    "decimalZero": lambda count: f"{count:02d}",
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedParen": lambda count: f"({count})",
    "decimalEnclosedFullstop": lambda count: f"{count}.",
    "decimalFullWidth": lambda count: str(count).translate(_WIDE),
    "decimalFullWidth2": lambda count: str(count).translate(_WIDE),
    "ideographTraditional": _picked(_STEMS),
    "ideographZodiac": _picked(_BRANCHES),
}
