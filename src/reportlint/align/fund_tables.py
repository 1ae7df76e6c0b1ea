"""What came in of one fund, was spent and is left: row by row (domain.md §3.2, T8 and T9)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from reportlint.align.terms import because
from reportlint.align.view import Entry, GridView
from reportlint.model.accounts import accounts_table
from reportlint.model.fact import Formula, Relation
from reportlint.model.figure import Measure
from reportlint.model.vocabulary import normalise

_HEADS = (
    ("carry-in", re.compile(r"^(?:年初|上年)[\u4e00-\u9fff]{0,8}结[转余]")),
    ("income", re.compile(r"^本年收入(?:合计)?$")),
    ("spending", re.compile(r"^本年支出(?:合计)?$")),
    ("carry-out", re.compile(r"^年末[\u4e00-\u9fff]{0,8}结[转余]")),
)


def fund_table_relations(views: Sequence[GridView]) -> Iterator[Relation]:
    """年初结转和结余 + 本年收入 − 本年支出 = 年末结转和结余 in every row of a fund's table.

    Rows without what was spent or what is left are not related: a blank there may be anything.
    """
    for view in views:
        table = accounts_table(view.grid.title)
        if table is None or table.kind != "fund" or view.grid.form:
            continue
        for _, entries in view.rows():
            named = _named(view, entries)
            if len(named) < len(_HEADS):
                continue
            left, spent = named["carry-out"], named["spending"]
            if left.figure is None or spent.figure is None:
                continue
            parts = (named["carry-in"].term, named["income"].term)
            yield Relation(
                kind="fund-balance",
                formula=Formula.SUM,
                claim=left.term,
                terms=(*parts, replace(spent.term, sign=-1)),
                measure=Measure.MONEY,
                confidence=0.93,
                why=(
                    because(
                        "年初结转和结余 + 本年收入 − 本年支出 = 年末结转和结余",
                        "carried in + income − spending = carried over",
                    ),
                ),
            )


def _named(view: GridView, entries: Sequence[Entry]) -> dict[str, Entry]:
    """The columns of a row by what they hold; 本年支出 is its 小计 where it is broken down."""
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        path = [normalise(text) for text in entry.cell.column_path]
        if entry.figure is not None and entry.figure.measure is not Measure.MONEY:
            continue
        for name, pattern in _HEADS:
            if any(pattern.search(text) for text in path):
                found.setdefault(name, []).append(entry)
    chosen: dict[str, Entry] = {}
    for name, several in found.items():
        totals = [e for e in several if view.vocabulary.is_total(e.cell.column_path[-1])]
        single = several if len(several) == 1 else totals
        if len(single) == 1:
            chosen[name] = single[0]
    return chosen
