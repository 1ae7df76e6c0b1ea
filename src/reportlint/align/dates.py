"""Spans between two dates and the number of days stated for them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from reportlint.align.statements import Paragraph
from reportlint.align.terms import because
from reportlint.model.fact import Formula, Relation, Term
from reportlint.model.figure import Measure
from reportlint.model.span import Span

_DATE = r"(?:(20\d\d)\s*年\s*)?(\d{1,2})\s*月\s*(\d{1,2}\s*日)"
_SPAN = re.compile(
    rf"{_DATE}\s*(?:起|开始)?\s*(?:至|到|—|-|－)\s*{_DATE}"
    r"(?:[（(][^（）()]{0,12}[）)])?[^。；\d]{0,20}?(?:共计|共|历时|为期|合计|总计)\s*(?=\d)"
)


def date_relations(paragraph: Paragraph) -> Iterator[Relation]:
    """自 X 至 Y 共 N 天: N is the difference of the dates, or one more (both ends counted)."""
    for match in _SPAN.finditer(paragraph.text):
        stated = [
            s
            for s in paragraph.statements
            if s.figure.span.start - paragraph.span.start == match.end()
            and s.figure.unit in ("天", "日")
        ]
        if not stated:
            continue
        first = read_date(match[1], match[2], match[3].rstrip("日 "), paragraph.reading.year)
        year = int(match[1]) if match[1] else paragraph.reading.year
        last = read_date(match[4], match[5], match[6].rstrip("日 "), year)
        if first is None or last is None:
            continue
        terms = (
            _term(paragraph, match.start(), match.end(3), first),
            _term(paragraph, match.start(4 if match[4] else 5), match.end(6), last),
        )
        yield Relation(
            kind="date-span",
            formula=Formula.DAYS,
            claim=stated[0].term,
            terms=terms,
            measure=Measure.DATE,
            why=(because("起止日期之间的天数", "the days between the two dates"),),
        )


def read_date(year: str | None, month: str, day: str, default: int | None) -> date | None:
    """The calendar date, None when it does not exist or its year is unknown."""
    number = int(year) if year else default
    if number is None:
        return None
    try:
        return date(number, int(month), int(day))
    except ValueError:
        return None


def _term(paragraph: Paragraph, start: int, end: int, value: date) -> Term:
    span = Span(paragraph.span.start + start, paragraph.span.start + end)
    return Term(
        span=span,
        text=paragraph.reading.document.slice(span),
        label="日期",
        number=value.isoformat(),
        measure=Measure.DATE,
        document=paragraph.document,
    )
