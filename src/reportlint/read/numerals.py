"""Numbers as printed, in Western and Chinese digits, and their values."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

D = "[0-9０-９]"
BLANK = "[ \t\u00a0\u2002-\u200a\u202f\u3000]"
# a line end inside a paragraph, drawn as one or two
BREAK = rf"(?:{BLANK}*\r?\n(?:{BLANK}*\r?\n)?{BLANK}*)"
POINT = "[.．]"
COMMA = "[,，]"
CHINESE = "零〇一二两三四五六七八九十百千万亿"
CAPITAL = "零壹贰叁肆伍陆柒捌玖拾佰仟萬万亿"

_WIDE = str.maketrans("０１２３４５６７８９．，％－﹣−", "0123456789.,%---")
_LETTERS = str.maketrans("OoQlI", "00011")
_SPACE = re.compile(r"\s+")
_NUMERALS = {word: index for index, word in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_CAPITALS = {word: index for index, word in enumerate("零壹贰叁肆伍陆柒捌玖")}
_STEPS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_MYRIADS = {"万": 10**4, "萬": 10**4, "亿": 10**8}


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number without its unit: ``number`` has half-width digits and no separators."""

    number: str
    value: Decimal
    decimals: int
    malformed: str | None = None
    upper: Decimal | None = None

    def negated(self) -> Numeral:
        """The same number below zero."""
        return Numeral(f"-{self.number}", self.value.copy_negate(), self.decimals, self.malformed)


def number_pattern(*, cell: bool) -> str:
    """A regular expression for one number in Western digits; ``cell`` trusts odd commas more.

    In running text "3,45" may be two numbers of a list, in a cell of its own it is one.
    """
    follow = rf"(?={BLANK}*(?:[万亿千]?元|[%％]))"
    tail = rf"(?:{POINT}{D}+)?(?!{D})"
    forms = [
        # a remark printed close behind its amount: 575,5092024年新增科目
        rf"{D}{{1,3}}(?:,{D}{{3}}){{1,6}}(?=20{D}{{2}}{BLANK}*年)",
        # letters for digits: 1O0, 2l5, 30O件
        rf"{D}+[OolI][0-9０-９OolI]*(?<={D})(?:{POINT}{D}+)?(?![A-Za-z0-9])",
        rf"{D}+[Oo]+(?={BLANK}*[一-鿿%％])",
        # two points
        rf"{D}+(?:{COMMA}{D}{{3}}){{0,6}}(?:{POINT}{D}+){{2,}}",
        # 1,320.84 and 1，320.84; broken across a line or after a blank only with a unit
        rf"{D}{{1,3}}(?:,{D}{{3}}){{1,6}}{tail}(?!,{D})",
        rf"{D}{{1,3}}(?:，{D}{{3}}){{1,6}}{tail}",
        rf"{D}{{1,3}}(?:{COMMA}(?:{BLANK}|{BREAK}){D}{{3}}){{1,4}}{POINT}{D}+{follow}",
        # wrong groups: 1,23.45
        rf"{D}+(?:,{D}{{2,}}){{1,6}}{POINT}{D}+",
        rf"{D}{{1,3}}(?:,{D}+){{1,6}}{follow}",
        # 1 320.84
        rf"(?<![0-9０-９%％]{BLANK})[1-9１-９]{D}{{0,2}}(?:{BLANK}{D}{{3}}){{1,4}}"
        rf"(?:{POINT}{D}+(?!{D})|(?={BLANK}*[万亿千]?元))(?!{BLANK}+{D})",
        # 267.⏎47 and 267⏎.47
        rf"{D}+(?:{COMMA}{D}{{3}}){{0,6}}{POINT}(?:{BLANK}|{BREAK}){D}{{1,4}}{follow}",
        rf"{D}+(?:{COMMA}{D}{{3}}){{0,6}}{BREAK}{POINT}{D}+",
        rf"{D}+(?:{POINT}{D}+)?",
        rf"(?<![0-9０-９A-Za-z.．])\.{D}+",
    ]
    if cell:
        forms.insert(
            1, rf"{D}{{1,3}}(?:,{D}+){{1,6}}(?:{POINT}{D}+)?(?<!,{D}{{3}})(?!{D})(?!{POINT}{D})"
        )
    return "|".join(forms)


def read_number(token: str) -> Numeral:
    """The value of a token that ``number_pattern`` matched.

    A broken spelling gets its likeliest value and a reason: "two-dots", "broken-thousands",
    "letter-in-number", "no-integer-part".
    """
    text = _SPACE.sub("", token)
    text = text.translate(_WIDE)
    malformed = None
    if re.search("[A-Za-z]", text):
        malformed, text = "letter-in-number", text.translate(_LETTERS)
    whole, *fractions = text.split(".")
    if len(fractions) > 1:
        malformed = "two-dots"
    head, *groups = whole.split(",")
    if groups and (len(head) > 3 or any(len(group) != 3 for group in groups)):
        malformed = malformed or "broken-thousands"
    whole = head + "".join(groups)
    if not whole:
        malformed, whole = malformed or "no-integer-part", "0"
    number = f"{whole}.{fractions[0]}" if fractions else whole
    return Numeral(number, Decimal(number), len(fractions[0]) if fractions else 0, malformed)


def read_chinese(token: str) -> Numeral | None:
    """The value of a Chinese numeral (十九, 一百零五, 三点五, 两三), None when it has none.

    Two neighbouring digits (两三个, 三五家) are a range from the first to the second.
    """
    whole, _, fraction = token.partition("点")
    if fraction:
        value = _whole(whole)
        digits = "".join(str(_NUMERALS.get(word, "")) for word in fraction)
        if value is None or len(digits) != len(fraction):
            return None
        return Numeral(f"{value}.{digits}", Decimal(f"{value}.{digits}"), len(digits))
    if len(token) == 2 and all(_NUMERALS.get(word, 0) for word in token):
        low, high = (_NUMERALS[word] for word in token)
        return Numeral(str(low), Decimal(low), 0, None, Decimal(high)) if low < high else None
    value = _whole(token)
    return None if value is None else Numeral(str(value), Decimal(value), 0)


def read_capital(token: str) -> Numeral | None:
    """An amount in capital numerals up to 元 and its 角 and 分 (壹佰万元整), in 元."""
    match = re.fullmatch(
        rf"([{CAPITAL}]+)[元圆](?:([壹贰叁肆伍陆柒捌玖])角)?零?(?:([壹贰叁肆伍陆柒捌玖])分)?[整正]?",
        token,
    )
    value = _whole(match[1], _CAPITALS) if match else None
    if match is None or value is None:
        return None
    if match[3]:
        fraction = f".{_CAPITALS[match[2]] if match[2] else 0}{_CAPITALS[match[3]]}"
    else:
        fraction = f".{_CAPITALS[match[2]]}" if match[2] else ""
    number = f"{value}{fraction}"
    return Numeral(number, Decimal(number), max(len(fraction) - 1, 0))


def _whole(token: str, digits: dict[str, int] | None = None) -> int | None:
    """Sum of 亿, 万 and smaller sections; None for a spelling that is no number (三五七)."""
    values = _NUMERALS if digits is None else digits
    total = section = 0
    digit: int | None = None
    for word in token:
        if word in values:
            if digit not in (None, 0):
                return None
            digit = values[word]
        elif word in _STEPS:
            if digit == 0:
                digit = None
            section += (1 if digit is None else digit) * _STEPS[word]
            digit = None
        elif word in _MYRIADS:
            amount = section + (digit or 0)
            if word == "亿":
                total = (total + amount) * _MYRIADS[word]
            elif not amount:
                return None
            else:
                total += amount * _MYRIADS[word]
            section, digit = 0, None
        else:
            return None
    return total + section + (digit or 0)
