"""Items of the basic expenditure within the same items of the “三公” table (domain.md ACC05).

Basic expenditure is only part of what “三公”经费 is spent from: the item of the first stays within
that of the second; totals are never compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reportlint.align.identity.account_book import stated_role
from reportlint.align.terms import because
from reportlint.align.three_public import item_of
from reportlint.align.view import Entry, GridView
from reportlint.model.accounts import accounts_table, source_named
from reportlint.model.fact import Formula, Relation, Term
from reportlint.model.figure import Measure
from reportlint.model.vocabulary import squeeze

_CODES = {
    "30212": "abroad",
    "30217": "reception",
    "30231": "vehicle_running",
    "31013": "vehicle_purchase",
}
_NAMES = {
    "abroad": "因公出国（境）",
    "reception": "公务接待",
    "vehicle_running": "公务用车运行维护",
    "vehicle_purchase": "公务用车购置",
}
# Travel of teachers and researchers for academic exchange is not counted as “三公”经费.
_ACADEMIC = re.compile(r"(?:教学|科研)人员.{0,12}(?:出国|学术交流)|学术交流.{0,8}出国")
_EXEMPT = because(
    "教学科研人员学术交流出国经费不计入“三公”经费，出国费不能比较",
    "travel for academic exchange is not counted in the other table",
)
Key = tuple[int, str, str, str | None]


def basic_item_relations(views: Sequence[GridView]) -> Iterator[Relation]:
    """Each item of a table of basic expenditure against the “三公” table of its document.

    Both must be of one role and year, and the second of no narrower source of funds.
    """
    wholes: dict[Key, list[tuple[str, Entry]]] = {}
    parts: list[tuple[Key, str, Entry]] = []
    for view in views:
        title = squeeze(view.grid.title)
        table = accounts_table(title)
        if view.grid.form:
            continue
        if table is not None and table.kind == "economic":
            parts += [(key, table.source, entry) for key, entry in _parts(view)]
        elif "三公" in title and "表" in title:
            source = source_named(title) or "fiscal"
            for key, entry in _wholes(view):
                wholes.setdefault(key, []).append((source, entry))
    for key, source, entry in parts:
        found = [e.term for wide, e in wholes.get(key, ()) if source in ("general", wide)]
        if found:
            yield _within(key, entry, found, views)


def _within(key: Key, part: Entry, found: Sequence[Term], views: Sequence[GridView]) -> Relation:
    document, item, _, _ = key
    text = next(v.reading.document.text for v in views if v.document == document)
    name = _NAMES[item]
    return Relation(
        kind="basic-item",
        formula=Formula.AT_MOST,
        claim=part.term,
        terms=(found[0],),
        alternatives=tuple((other,) for other in found[1:]),
        measure=Measure.MONEY,
        confidence=0.9,
        ambiguous=_EXEMPT if item == "abroad" and _ACADEMIC.search(text) else None,
        why=(
            because(
                f"基本支出中的{name}费不超过“三公”经费表的同一项",
                f"the item '{name}' of the basic expenditure stays within that of all spending",
            ),
        ),
    )


def _parts(view: GridView) -> Iterator[tuple[Key, Entry]]:
    """Items by their code, else by name; of several columns the one that totals the others."""
    rows: dict[tuple[int, int], list[Entry]] = {}
    for entry in view.entries:
        if entry.figure is not None and entry.figure.measure is Measure.MONEY:
            rows.setdefault((entry.row, view.block(entry.column)), []).append(entry)
    for entries in rows.values():
        head = [e for e in entries if view.vocabulary.is_total("".join(e.cell.column_path[-1:]))]
        single = entries if len(entries) == 1 else head
        if len(single) != 1:
            continue
        entry = single[0]
        code = view.code(entry)
        item = _coded(code) if code else item_of(view, entry.cell.row_path)
        figure = entry.figure
        role = stated_role(figure, view.reading) if figure is not None else None
        if item in _NAMES and role is not None and figure is not None:
            yield (view.document, item, role, figure.period), entry


def _coded(code: tuple[str, ...]) -> str | None:
    """The item of 30217, of 302 and 17, or of 50206 beside 30217."""
    return _CODES.get("".join(code)) or _CODES.get(code[-1])


def _wholes(view: GridView) -> Iterator[tuple[Key, Entry]]:
    for entry in view.entries:
        figure = entry.figure
        if figure is None or figure.measure is not Measure.MONEY:
            continue
        item = item_of(view, entry.cell.row_path) or item_of(view, entry.cell.column_path)
        role = stated_role(figure, view.reading)
        if item in _NAMES and role is not None:
            yield (view.document, item, role, figure.period), entry
