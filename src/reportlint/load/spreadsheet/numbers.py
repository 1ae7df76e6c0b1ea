"""Numbers as a workbook shows them under their format code."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

from reportlint.load.spreadsheet.formats import Section, Token, section_for

_STORED = Context(prec=15, rounding=ROUND_HALF_UP)  # workbooks keep and show 15 digits
_EXACT = Context(prec=400, rounding=ROUND_HALF_UP)
_WIDEST_GENERAL = 11  # characters of a number in the format General


def stored(value: float | int | Decimal) -> Decimal:
    """The decimal number that a binary one of a workbook stands for."""
    return _STORED.create_decimal(repr(value) if isinstance(value, float) else value)


def shown_number(value: Decimal, code: str) -> str:
    """``value`` under the format ``code``, without blanks that only align it."""
    section, minus = section_for(code, value)
    size = abs(value)
    if section.has("general") or (not section.tokens and code in ("", "General")):
        text = "".join(
            general(size) if token.kind == "general" else token.text for token in section.tokens
        )
    elif section.has("exponent"):
        text = _scientific(size, section)
    elif section.has("slash") and section.has("digit"):
        text = _fraction(size, section)
    elif section.has("digit"):
        text = _fixed(size, section)
    else:
        text = "".join(general(size) if t.kind == "text" else t.text for t in section.tokens)
        minus = minus and section.has("text")
    return ("-" + text.lstrip() if minus else text).strip()


def general(value: Decimal) -> str:
    """``value`` in the format General: whole numbers in full, fractions in 11 characters.

    Long whole numbers are amounts and identifiers here; rounding them to powers of ten, as a
    narrow screen does, would help nobody.
    """
    if value == value.to_integral_value():
        return format(value.quantize(Decimal(1), context=_EXACT), "f")
    whole = len(str(int(abs(value))))
    if whole == 1 and abs(value) < Decimal("0.0001"):
        digits = f"{value.normalize(Context(prec=6)):E}"
        return digits.replace("E-", "E-0") if digits[-2] == "-" else digits
    places = max(_WIDEST_GENERAL - 1 - whole, 0)
    text = format(_rounded(value, places), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _rounded(value: Decimal, places: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places), context=_EXACT)


def _fixed(value: Decimal, section: Section) -> str:
    """A number with a fixed point, thousands commas, per cent and scaling."""
    tokens = section.tokens
    point = next((i for i, token in enumerate(tokens) if token.kind == "point"), len(tokens))
    digits = [i for i, token in enumerate(tokens) if token.kind == "digit"]
    whole = [i for i in digits if i < point]
    places = [i for i in digits if i > point]
    scale = 0
    grouped = False
    for i, token in enumerate(tokens):
        if token.kind != "comma":
            continue
        if any(j > i for j in whole):
            grouped = grouped or any(j < i for j in whole)
        elif not any(j > i for j in digits) or i < point:
            scale += 1
    percents = sum(token.kind == "percent" for token in tokens)
    value = _rounded(value.scaleb(2 * percents - 3 * scale, context=_EXACT), len(places))
    integer, _, decimals = format(value, "f").partition(".")
    texts = {i: token.text for i, token in enumerate(tokens) if token.kind != "comma"}
    texts.update(_whole(integer.lstrip("0"), whole, tokens, grouped))
    if not whole and integer.strip("0"):  # ".00" has no place for what stands before the point
        texts[point] = integer + texts.get(point, "")
    texts.update(_places(decimals, places, tokens))
    return "".join(texts[i] for i in sorted(texts))


def _whole(integer: str, at: list[int], tokens: tuple[Token, ...], grouped: bool) -> dict[int, str]:
    """The digits before the point by placeholder, from the right; the first takes all the rest."""
    texts: dict[int, str] = {}
    written = 0
    for index in reversed(at):
        last = index == at[0]
        digits = integer if last else integer[-1:]
        integer = "" if last else integer[:-1]
        if not digits:
            digits = {"0": "0", "?": " "}.get(tokens[index].text, "")
        text = ""
        for digit in reversed(digits):
            if grouped and written and written % 3 == 0 and digit != " ":
                text = "," + text
            text = digit + text
            written += 1
        texts[index] = text
    return texts


def _places(decimals: str, at: list[int], tokens: tuple[Token, ...]) -> dict[int, str]:
    """The digits behind the point by placeholder; optional zeros at the end are left out."""
    texts: dict[int, str] = {}
    needed = False
    for index, digit in reversed(list(zip(at, decimals, strict=True))):
        kind = tokens[index].text
        needed = needed or digit != "0" or kind == "0"
        texts[index] = digit if needed else " " if kind == "?" else ""
    return texts


def _scientific(value: Decimal, section: Section) -> str:
    tokens = section.tokens
    at = next(i for i, token in enumerate(tokens) if token.kind == "exponent")
    before = [t for t in tokens[:at] if t.kind in ("digit", "point")]
    point = next((i for i, t in enumerate(before) if t.kind == "point"), len(before))
    places = len(before) - point - 1 if point < len(before) else 0
    width = max(point, 1)
    power = value.adjusted() if value else 0
    power -= power % width
    mantissa = _rounded(value.scaleb(-power, context=_EXACT), places)
    if mantissa >= Decimal(10) ** width:
        power += width
        mantissa = _rounded(value.scaleb(-power, context=_EXACT), places)
    sign = "-" if power < 0 else "+" if tokens[at].text.endswith("+") else ""
    digits = sum(token.kind == "digit" for token in tokens[at:])
    tail = "".join(token.text for token in tokens[at:] if token.kind == "literal")
    return f"{mantissa:f}E{sign}{abs(power):0{digits}d}{tail}"


def _fraction(value: Decimal, section: Section) -> str:
    tokens = section.tokens
    slash = next(i for i, token in enumerate(tokens) if token.kind == "slash")
    behind = "".join(token.text for token in tokens[slash + 1 :]).strip()
    whole_part = sum(
        1
        for i, token in enumerate(tokens[:slash])
        if token.kind == "digit" and (i == 0 or tokens[i - 1].kind != "digit")
    )
    exact = Fraction(value)
    if behind.isdecimal() and int(behind):
        found = Fraction(round(exact * int(behind)), 1), int(behind)
        over, under = int(found[0]), found[1]
    else:
        near = exact.limit_denominator(10 ** min(max(behind.count("?"), 1), 6) - 1)
        over, under = near.numerator, near.denominator
    if whole_part < 2:
        return f"{over}/{under}"
    integer, over = divmod(over, under)
    if not over:
        return str(integer)
    return f"{integer} {over}/{under}" if integer else f"{over}/{under}"
