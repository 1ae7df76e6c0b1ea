"""One cell of a workbook → the text that it shows."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import Any

from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.utils.datetime import from_excel, to_excel

from reportlint.load.spreadsheet.dates import shown_date
from reportlint.load.spreadsheet.formats import LOCAL, section_for, text_section
from reportlint.load.spreadsheet.numbers import general, shown_number, stored

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
_RAISED = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
_LOWERED = str.maketrans("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋")
_LAST_DAY = 2958466  # 31 December 9999 is the day before


def shown(cell: Any, epoch: datetime, *, zeros: bool = True) -> str:
    """What ``cell`` shows; without ``zeros`` the sheet leaves cells that are 0 empty."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    code = format_of(cell)
    if isinstance(value, CellRichText):
        return _text(_rich(value), code)
    if isinstance(value, str):
        return _text(value, code)
    if isinstance(value, date | time | timedelta):
        number = to_excel(value, epoch)
        if section_for(code, stored(number))[0].has("general"):  # a date by its type alone
            code = LOCAL[14]
    else:
        number = value
    decimal = stored(number)
    if decimal == 0 and not zeros:
        return ""
    section, _ = section_for(code, decimal)
    if section.is_date:
        if not 0 <= decimal < _LAST_DAY:
            return general(decimal)  # no calendar has such a day
        moment = from_excel(float(decimal), epoch)
        if isinstance(moment, time):
            moment = datetime.combine(date(1899, 12, 31), moment)
        return shown_date(moment, timedelta(days=float(decimal)), section)
    return shown_number(decimal, code)


def format_of(cell: Any) -> str:
    """The format code of ``cell``, as Chinese Excel understands it."""
    local = LOCAL.get(cell._style.numFmtId)  # codes below 164 have no public name
    return local or cell.number_format or "General"


def _text(text: str, code: str) -> str:
    section = text_section(code)
    if section is not None:
        text = "".join(text if t.kind == "text" else t.text for t in section.tokens)
    text = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
    text = _INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))
    lines = (line.strip(" \u3000\xa0") for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def _rich(value: CellRichText) -> str:
    parts = []
    for item in value:
        text = str(item)
        if isinstance(item, TextBlock):
            # A raised 2 of "m²" must not be read as part of a number.
            align = item.font.vertAlign if item.font is not None else None
            text = item.text or ""
            if align in ("superscript", "subscript"):
                text = text.translate(_RAISED if align == "superscript" else _LOWERED)
        parts.append(text)
    return "".join(parts)
