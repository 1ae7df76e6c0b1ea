"""“三公”经费 in tables and text: what it is made of, and what was spent of its budget (ACC04).

Tables name the items in their rows or in their heads; 合计 means the whole and 小计 the vehicles.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from reportlint.align.statements import Paragraph, Statement
from reportlint.align.terms import because
from reportlint.align.view import Entry, GridView, head
from reportlint.model.fact import Formula, Relation, Term
from reportlint.model.figure import Comparator, Measure, Role
from reportlint.model.vocabulary import normalise, squeeze

_ITEMS = ("three_public", "abroad", "vehicles", "vehicle_purchase", "vehicle_running", "reception")
_PARTS = (
    ("three_public", ("abroad", "vehicles", "reception")),
    ("three_public", ("abroad", "vehicle_purchase", "vehicle_running", "reception")),
    ("vehicles", ("vehicle_purchase", "vehicle_running")),
)
# Below 公务用车购置及运行费 the parts are named in short.
_SHORT_NAMES = {
    "购置费": "vehicle_purchase",
    "更新购置费": "vehicle_purchase",
    "车辆购置费": "vehicle_purchase",
    "运行维护费": "vehicle_running",
    "运维费": "vehicle_running",
    "运行费": "vehicle_running",
}
_BUDGETS = (Role.BUDGET_INITIAL, Role.BUDGET_FINAL)
_ROLE_WORDS = re.compile(
    r"(?:支出|年初|全年|调整后)*(?:预算|决算|执行)(?:数|金额)?$|^其中|(?:小计|合计|总计)$"
)


def three_public_relations(
    views: Sequence[GridView], paragraphs: Sequence[Paragraph]
) -> Iterator[Relation]:
    """Compositions of one column or row of a table; spending within the budget of each item."""
    for view in views:
        lines = [line for line in _lines(view) if len(line) >= 3]
        for line in lines:
            yield from _compositions(line)
        yield from _table_budgets(view)
    for paragraph in paragraphs:
        yield from _text_budgets(paragraph)


def _lines(view: GridView) -> Iterator[dict[str, Entry]]:
    """Items of one column (named by the rows), or of one row (named by the heads)."""
    for _, entries in view.columns():
        yield _named(view, entries, lambda entry: entry.cell.row_path)
    for _, entries in view.rows():
        blocks: dict[tuple[Role | None, str | None], list[Entry]] = {}
        for entry in entries:
            figure = entry.figure
            role = figure.role if figure is not None else entry.cell.role
            blocks.setdefault((role, figure.period if figure else None), []).append(entry)
        for block in blocks.values():
            yield _named(view, block, lambda entry: entry.cell.column_path)


def _named(
    view: GridView, entries: Sequence[Entry], path: Callable[[Entry], tuple[str, ...]]
) -> dict[str, Entry]:
    found: dict[str, Entry] = {}
    twice: set[str] = set()
    for entry in entries:
        item = item_of(view, path(entry))
        if item is None and "vehicles" in found and path(entry):
            item = _SHORT_NAMES.get(normalise(_ROLE_WORDS.sub("", normalise(path(entry)[-1]))))
        if item is not None and entry.figure is not None:
            if entry.figure.measure is not Measure.MONEY:
                continue
            if item in found:
                twice.add(item)
            found[item] = entry
    return {item: entry for item, entry in found.items() if item not in twice}


def item_of(view: GridView, path: Sequence[str]) -> str | None:
    """The item that labels or heads name, from the innermost outwards."""
    for text in reversed(path):
        plain = _ROLE_WORDS.sub("", normalise(text))
        concept = view.vocabulary.subject(plain) if plain else None
        if concept is not None:
            return concept.id if concept.id in _ITEMS else None
        if plain and not view.vocabulary.is_total(text):
            return None
    if path and view.vocabulary.is_total(path[-1]) and "三公" in squeeze(view.grid.title):
        return "three_public"
    return None


def _compositions(line: dict[str, Entry]) -> Iterator[Relation]:
    done: set[str] = set()
    for whole, parts in _PARTS:
        if whole in done or whole not in line or not all(part in line for part in parts):
            continue
        done.add(whole)
        names = " + ".join(f"“{line[part].term.label}”" for part in parts)
        yield Relation(
            kind="three-public",
            formula=Formula.SUM,
            claim=line[whole].term,
            terms=tuple(line[part].term for part in parts),
            measure=Measure.MONEY,
            confidence=0.92,
            why=(because(f"“{line[whole].term.label}” = {names}", f"the whole = {names}"),),
        )


def _table_budgets(view: GridView) -> Iterator[Relation]:
    """Budget and execution of one item side by side under two heads, in one row."""
    for _, entries in view.rows():
        told: dict[tuple[str, Role, str | None], list[Term]] = {}
        for entry in entries:
            figure = entry.figure
            if figure is None or figure.measure is not Measure.MONEY or not head(entry):
                continue
            item = item_of(view, entry.cell.column_path)
            if item is not None:
                told.setdefault((item, figure.role, figure.period), []).append(entry.term)
        yield from _budgets(told)


def _text_budgets(paragraph: Paragraph) -> Iterator[Relation]:
    """公务接待费年初预算 2 万元，支出决算 1.2 万元 in one sentence."""
    told: dict[int, dict[tuple[str, Role, str | None], list[Term]]] = {}
    for s in paragraph.statements:
        item = _item_of(s)
        if item is not None and s.money and s.figure.comparator is Comparator.EQ:
            sentence = told.setdefault(s.sentence, {})
            sentence.setdefault((item, s.figure.role, s.figure.period), []).append(s.term)
    for found in told.values():
        yield from _budgets(found)


def _item_of(s: Statement) -> str | None:
    concept = s.concept if s.main else s.own_concept
    return concept.id if concept is not None and concept.id in _ITEMS else None


def _budgets(told: dict[tuple[str, Role, str | None], list[Term]]) -> Iterator[Relation]:
    for (item, role, period), executed in told.items():
        budgets = [term for other in _BUDGETS for term in told.get((item, other, period), [])]
        if role is not Role.EXECUTED or len(executed) != 1 or not budgets:
            continue
        yield Relation(
            kind="three-public-budget",
            formula=Formula.AT_MOST,
            claim=executed[0],
            terms=(budgets[0],),
            alternatives=tuple((budget,) for budget in budgets[1:]),
            measure=Measure.MONEY,
            confidence=0.88,
            why=(because("“三公”经费不超过预算", "spending stays within the budget"),),
        )
