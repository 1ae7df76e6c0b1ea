"""What every engine hands over for a page: characters with boxes, ruling lines, size.

All coordinates are points of the page as displayed (CropBox and rotation applied), origin top
left, so that nothing behind this interface knows about PDF coordinate systems.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

# A rule this thick or thinner is a ruling line; anything thicker is shading.
MAX_RULE = 3.5
# More rules than this on one page is a drawing, not a form.
MAX_RULES = 20_000
# Lightness (0 black to 1 white) and height in points from which a glyph may be a watermark.
PALE = 2 / 3
_LARGE = 28.0

# Radicals without a Unicode decomposition that fonts use for the ordinary character.
_RADICALS = dict(
    zip(
        "⺁⺄⺅⺆⺇⺈⺉⺊⺋⺌⺍⺎⺏⺐⺒⺓⺔⺕⺖⺗⺘⺙⺛⺝⺟⺠⺡⺢⺣⺤⺥⺦⺧⺨⺩⺪⺫⺬⺭⺮⺯⺰⺱⺳⺴⺵⺶⺷⺸⺹⺺⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻈⻉⻊"
        "⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲",
        "厂乙亻冂几刀刂卜㔾小小兀尣尢巳幺彑彐忄㣺扌攵旡月母民氵氺灬爫爫丬牛犭王疋罒示礻竹糸纟罓罒罓罒羊羊羊耂肀聿月臼艹艹艹虎衤覀西见角讠贝足"
        "车辶辶辶阝钅長镸长门阜阝雨青韦页风飞食飠飠饣首马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龟亀",
        strict=True,
    )
)


# Check-box signs of Wingdings and Wingdings 2, which PDFs keep in the private use area.
_SYMBOLS = {
    0xF052: "☑",
    0xF053: "☒",
    0xF054: "☒",
    0xF06F: "□",
    0xF0A3: "☐",
    0xF0A8: "☐",
    0xF0FB: "✗",
    0xF0FC: "✓",
    0xF0FD: "☒",
    0xF0FE: "☑",
}


class Char(NamedTuple):
    """One printed glyph and its box; ``text`` is one character, a blank when it is white space."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float


class Rule(NamedTuple):
    """A ruling line: its position across, and where it starts and ends along."""

    at: float
    start: float
    end: float


@dataclass(slots=True)
class PageObjects:
    """What is printed on one page (numbered from 1).

    ``lost`` says that the engine could not measure some text and may have dropped it.
    """

    number: int
    width: float
    height: float
    chars: list[Char] = field(default_factory=list)
    horizontals: list[Rule] = field(default_factory=list)
    verticals: list[Rule] = field(default_factory=list)
    images: int = 0
    slanted: int = 0
    lost: bool = False

    def add_rule(self, x0: float, top: float, x1: float, bottom: float) -> None:
        """Take a thin box as a ruling line; a box that is not thin is left out."""
        width, height = x1 - x0, bottom - top
        if height <= MAX_RULE and width > height:
            if len(self.horizontals) < MAX_RULES:
                self.horizontals.append(Rule((top + bottom) / 2, x0, x1))
        elif width <= MAX_RULE and height > width and len(self.verticals) < MAX_RULES:
            self.verticals.append(Rule((x0 + x1) / 2, top, bottom))

    def drop_watermark(self, is_pale: Callable[[int], bool]) -> None:
        """Leave out large pale glyphs: a watermark printed level with the text.

        ``is_pale`` tells of the glyph at a position of ``chars``; only large ones are asked for.
        """
        heights = [char[4] - char[2] for char in self.chars]
        if max(heights, default=0.0) <= _LARGE:
            return
        large = max(_LARGE, 2.5 * median(heights))
        pale = {k for k, height in enumerate(heights) if height > large and is_pale(k)}
        if pale:
            self.slanted += len(pale)
            self.chars = [char for k, char in enumerate(self.chars) if k not in pale]


class Engine(Protocol):
    """A source of page objects. ``page`` counts from 0 and may raise on a damaged page."""

    page_count: int

    def page(self, index: int) -> PageObjects:
        """The objects of one page; the engine keeps nothing of it."""
        ...

    def close(self) -> None:
        """Release the file."""
        ...


class RefusedError(Exception):
    """The file cannot be opened; ``why`` is one of password, damaged."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def ordinary(char: str) -> str:
    """The ordinary character for a look-alike: radical → Han character, blank → space,
    check-box of a symbol font → its Unicode sign.

    One character in, one character out, so that spans hold. Full-width digits stay as printed.
    """
    code = ord(char)
    if 0x2E80 <= code <= 0x2FDF or 0xF900 <= code <= 0xFAFF:
        if char in _RADICALS:
            return _RADICALS[char]
        plain = unicodedata.normalize("NFKC", char)
        return plain if len(plain) == 1 else char
    if code in _SYMBOLS:
        return _SYMBOLS[code]
    if code == 2:  # pdfium's mark for a hyphen at the end of a line
        return "-"
    if char.isspace() or code < 32 or code in (0xAD, 0x200B, 0xFEFF, 0xFFFE, 0xFFFF):
        return " "
    return char


def median(values: Iterable[float]) -> float:
    """The middle value (the upper one of two); 0 for none."""
    ordered = sorted(values)
    return ordered[len(ordered) // 2] if ordered else 0.0
