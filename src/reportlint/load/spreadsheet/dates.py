"""Dates and times as a workbook shows them under their format code."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from reportlint.load.spreadsheet.formats import Section, Token

_WEEKDAYS = "一二三四五六日"
_ENGLISH = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def shown_date(moment: datetime, elapsed: timedelta, section: Section) -> str:
    """``moment`` under ``section``; ``elapsed`` is the time since the day zero, for ``[h]:mm``."""
    twelve = section.has("noon")
    after_point = _decimals(section.tokens)
    moment += timedelta(milliseconds=0 if after_point else 500)  # seconds are rounded
    parts = []
    for token, minutes in _with_minutes(section.tokens):
        if token.kind == "date":
            parts.append(_part(token.text, moment, minutes, twelve))
        elif token.kind == "elapsed":
            unit = {"h": 3600, "m": 60, "s": 1}[token.text[0]]
            total = int(elapsed.total_seconds() + (0 if after_point else 0.5))
            parts.append(f"{total // unit:0{len(token.text)}d}")
        elif token.kind == "noon":
            words = {"a": ("A", "P"), "上": ("上午", "下午")}
            short = "a" if token.text.upper() == "A/P" else token.text[0]
            parts.append(words.get(short, ("AM", "PM"))[moment.hour >= 12])
        elif token.kind == "digit":
            parts.append(f"{moment.microsecond:06d}"[after_point - 1 : after_point])
            after_point += 1
        elif token.kind in ("literal", "point", "comma", "slash", "percent"):
            parts.append(token.text)
    return "".join(parts).strip()


def _decimals(tokens: tuple[Token, ...]) -> int:
    return int(any(token.kind == "digit" for token in tokens))


def _with_minutes(tokens: tuple[Token, ...]) -> Iterator[tuple[Token, bool]]:
    """Tokens, and whether an ``m`` means minutes: behind hours or before seconds."""
    units = [
        (i, token.text[0].lower())
        for i, token in enumerate(tokens)
        if token.kind in ("date", "elapsed")
    ]
    minutes = set()
    for n, (i, unit) in enumerate(units):
        before = units[n - 1][1] if n else ""
        after = units[n + 1][1] if n + 1 < len(units) else ""
        if unit == "m" and len(tokens[i].text) <= 2 and (before == "h" or after == "s"):
            minutes.add(i)
    yield from ((token, i in minutes) for i, token in enumerate(tokens))


def _part(code: str, moment: datetime, minutes: bool, twelve: bool) -> str:
    size = len(code)
    pad = min(size, 2)
    match code[0].lower():
        case "y":
            return f"{moment.year % 100:02d}" if size <= 2 else f"{moment.year:04d}"
        case "e":
            return f"{moment.year:04d}"
        case "m" if minutes:
            return f"{moment.minute:0{pad}d}"
        case "m":
            name = _MONTHS[moment.month - 1]
            return _named(name, size) if size > 2 else f"{moment.month:0{pad}d}"
        case "d":
            return _named(_ENGLISH[moment.weekday()], size) if size > 2 else f"{moment.day:0{pad}d}"
        case "a":
            return ("星期" if size > 3 else "周") + _WEEKDAYS[moment.weekday()]
        case "h":
            hour = (moment.hour % 12 or 12) if twelve else moment.hour
            return f"{hour:0{pad}d}"
        case _:
            return f"{moment.second:0{pad}d}"


def _named(name: str, size: int) -> str:
    return name[0] if size == 5 else name if size == 4 else name[:3]
