"""Number format codes of workbooks: sections, conditions, tokens (ECMA-376 Part 1, §18.8.31)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal

Kind = Literal[
    "literal",
    "digit",
    "point",
    "comma",
    "percent",
    "exponent",
    "slash",
    "general",
    "text",
    "date",
    "elapsed",
    "noon",
]

# What Chinese Excel shows for the codes that every language defines for itself (§18.8.30); files
# hold only their numbers.
LOCAL = {
    5: '"¥"#,##0;"¥"\\-#,##0',
    6: '"¥"#,##0;[Red]"¥"\\-#,##0',
    7: '"¥"#,##0.00;"¥"\\-#,##0.00',
    8: '"¥"#,##0.00;[Red]"¥"\\-#,##0.00',
    14: "yyyy/m/d",
    22: "yyyy/m/d h:mm",
    27: 'yyyy"年"m"月"',
    28: 'm"月"d"日"',
    29: 'm"月"d"日"',
    30: "m-d-yy",
    31: 'yyyy"年"m"月"d"日"',
    32: 'h"时"mm"分"',
    33: 'h"时"mm"分"ss"秒"',
    34: '上午/下午h"时"mm"分"',
    35: '上午/下午h"时"mm"分"ss"秒"',
    36: 'yyyy"年"m"月"',
    42: '_ "¥"* #,##0_ ;_ "¥"* \\-#,##0_ ;_ "¥"* "-"_ ;_ @_ ',
    44: '_ "¥"* #,##0.00_ ;_ "¥"* \\-#,##0.00_ ;_ "¥"* "-"??_ ;_ @_ ',
    50: 'yyyy"年"m"月"',
    51: 'm"月"d"日"',
    52: 'yyyy"年"m"月"',
    53: 'm"月"d"日"',
    54: 'm"月"d"日"',
    55: '上午/下午h"时"mm"分"',
    56: '上午/下午h"时"mm"分"ss"秒"',
    57: 'yyyy"年"m"月"',
    58: 'm"月"d"日"',
}

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|[\\!](?P<escaped>.)|(?P<blank>_.)|(?P<fill>\*.)|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<general>General|G/通用格式)|(?P<noon>AM/PM|A/P|上午/下午)"
    r"|(?P<exponent>E[+-])|(?P<date>y+|m+|d+|h+|s+|e+|a{3,4})"
    r"|(?P<digit>[0#?])|(?P<point>\.)|(?P<comma>,)|(?P<percent>%)|(?P<slash>/)|(?P<text>@)"
    r"|(?P<literal>.)",
    re.I | re.S,
)
_SEPARATOR = re.compile(r'"[^"]*"?|[\\!_*].|\[[^\]]*\]|(?P<end>;)', re.S)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)$")
_ELAPSED = re.compile(r"(h+|m+|s+)$", re.I)


@dataclass(frozen=True, slots=True)
class Token:
    """One part of a code: what it is, and its characters."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Section:
    """One alternative of a code; ``condition`` is (operator, number) where it states one."""

    tokens: tuple[Token, ...]
    condition: tuple[str, Decimal] | None = None

    def has(self, *kinds: str) -> bool:
        """Whether a token of one of ``kinds`` is in it."""
        return any(token.kind in kinds for token in self.tokens)

    @property
    def is_date(self) -> bool:
        """Whether it shows dates or times."""
        return self.has("date", "elapsed")


@lru_cache(maxsize=1000)
def sections(code: str) -> tuple[Section, ...]:
    """The sections of a format code."""
    parts, start = [], 0
    for match in _SEPARATOR.finditer(code):
        if match["end"]:
            parts.append(code[start : match.start()])
            start = match.end()
    return tuple(_section(part) for part in (*parts, code[start:]))


def _section(code: str) -> Section:
    tokens: list[Token] = []
    condition = None
    for match in _TOKEN.finditer(code):
        kind = match.lastgroup or "literal"
        text = match[kind]
        if kind == "bracket":
            found = _CONDITION.match(text.strip())
            if found is not None:
                condition = (found[1], Decimal(found[2]))
            elif text.startswith("$"):  # a currency sign and a language: $¥-804
                tokens.append(Token("literal", text[1:].partition("-")[0]))
            elif _ELAPSED.match(text):
                tokens.append(Token("elapsed", text.lower()))
            continue  # a colour or a way of writing digits
        if kind == "blank":
            tokens.append(Token("literal", " "))
        elif kind in ("quoted", "escaped"):
            tokens.append(Token("literal", text))
        elif kind != "fill":
            tokens.append(Token(kind, text))  # type: ignore[arg-type]
    return Section(tuple(token for token in tokens if token.text), condition)


def section_for(code: str, value: Decimal) -> tuple[Section, bool]:
    """The section that shows ``value``, and whether a minus sign is put in front."""
    found = sections(code)[:3]
    if any(section.condition for section in found):
        for section in found:
            if section.condition is None or _holds(section.condition, value):
                own = section.condition is not None and section.condition[0] in ("<", "<=")
                return section, value < 0 and not own
        return found[-1], value < 0
    if value < 0 and len(found) > 1:
        return found[1], False
    if value == 0 and len(found) > 2:
        return found[2], False
    return found[0], value < 0


def text_section(code: str) -> Section | None:
    """The section that shows text, None when text is shown as it is."""
    found = sections(code)
    if len(found) >= 4:
        return found[3]
    return found[-1] if found[-1].has("text") else None


def _holds(condition: tuple[str, Decimal], value: Decimal) -> bool:
    sign, limit = condition
    return {
        "<": value < limit,
        "<=": value <= limit,
        ">": value > limit,
        ">=": value >= limit,
        "=": value == limit,
        "<>": value != limit,
    }[sign]
