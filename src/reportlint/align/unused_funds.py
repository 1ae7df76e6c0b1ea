"""没有使用政府性基金预算拨款安排的支出 against the rows of that fund (domain.md §3.2, T8 and T9).

Budgets and final accounts have to say so where a table is empty (the sentence is prescribed); kept
from the year before, it stands beside a fund that has money.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reportlint.align.denials import denied
from reportlint.align.terms import because
from reportlint.align.view import Entry, GridView
from reportlint.model.fact import Relation
from reportlint.model.figure import Measure, Role
from reportlint.model.reading import Reading
from reportlint.model.span import Span
from reportlint.model.vocabulary import squeeze

_FUND = r"(?:政府性基金|国有资本经营)(?:预算)?(?:财政)?(?:拨款)?"
_NONE = re.compile(
    rf"(?:没有|无|未)(?:使用|安排|发生)?(?P<funds>{_FUND}(?:[、和及](?:没有|无)?{_FUND})*)(?:安排)?的?"
    r"(?:收入|支出|收支|安排|预算)"
)
_ROWS = {
    name: re.compile(
        rf"(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)])?(?:其中[:：]?)?{name}(?:预算)?(?:财政)?(?:拨款)?"
        r"(?:收入|支出|资金)?"
    )
    for name in ("政府性基金", "国有资本经营")
}
_OF_SOME = re.compile(r"项目|机关|本级|所属|下属|二级|其[他余]|除|上年|去年|以前年度")
_YEAR = re.compile(r"(20\d\d)年")
_LONGEST = 200  # characters of a sentence
_NO_MONEY = because("称没有该项资金，则表中应为零", "no such money is claimed: the row is zero")


def unused_funds(readings: Sequence[Reading], views: Sequence[GridView]) -> Iterator[Relation]:
    """One relation per claim and fund: zero, and the amount of the fund's row."""
    for document, reading in enumerate(readings):
        own = [entry for view in views if view.document == document for entry in view.entries]
        for span, fund in _claims(reading):
            filled = [
                entry
                for entry in own
                if _is_filled(entry, reading) and _ROWS[fund].fullmatch(squeeze(entry.label))
            ]
            # 收入 120 and 支出 80 of one fund: which of them is denied is not said.
            if len({entry.term.value for entry in filled}) == 1:
                yield denied(
                    reading,
                    document,
                    span,
                    (filled[0].term,),
                    _NO_MONEY,
                    label="说明",
                    confidence=0.88,
                )


def _claims(reading: Reading) -> Iterator[tuple[Span, str]]:
    """The words that deny a fund, of this year and of the whole body, with the fund's name."""
    for sentence in reading.sentences:
        text = reading.document.slice(sentence.span)
        match = _NONE.search(text) if len(text) < _LONGEST else None
        if match is None or _OF_SOME.search(text[: match.start()]):
            continue
        if set(_YEAR.findall(text)) - {str(reading.year)}:
            continue
        start = sentence.span.start
        span = Span(start + match.start(), start + match.end())
        yield from ((span, name) for name in _ROWS if name in match["funds"])


def _is_filled(entry: Entry, reading: Reading) -> bool:
    figure = entry.figure
    return (
        figure is not None
        and figure.measure is Measure.MONEY
        and figure.value != 0
        and figure.role not in (Role.PRIOR, Role.CHANGE, Role.CARRY_IN, Role.CARRY_OUT)
        and figure.period in (None, str(reading.year))
    )
