"""Totals along the rows: columns headed 合计 or 小计, and parts beside their whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reportlint.align.terms import because
from reportlint.align.view import Entry, GridView, head
from reportlint.model.fact import Formula, Relation
from reportlint.model.figure import Measure
from reportlint.model.settings import Concept
from reportlint.model.vocabulary import normalise

_SPLIT = frozenset({"basic", "vehicles"})


def cross_footing(view: GridView, columns: Sequence[int]) -> Iterator[Relation]:
    """A column headed 合计 or 小计 is the sum of the columns under the same parent head."""
    paths = {
        entry.column: entry.cell.column_path for entry in view.entries if entry.column in columns
    }
    for column in columns:
        path = paths.get(column, ())
        if not path or not view.vocabulary.is_total(path[-1]):
            continue
        members = _members(view, column, paths)
        if len(members) < 2 and not (members and _others_blank(view, column, members[0])):
            continue
        for _, entries in view.rows():
            by_column = {entry.column: entry for entry in entries}
            claim = by_column.get(column)
            parts = [by_column[member] for member in members if member in by_column]
            if claim is None or claim.figure is None or len(parts) != len(members):
                continue
            if sum(1 for part in parts if part.figure is not None) == 0:
                continue
            yield Relation(
                kind="cross-total",
                formula=Formula.SUM,
                claim=claim.term,
                terms=tuple(part.term for part in parts),
                measure=claim.figure.measure,
                why=(
                    because(
                        f"列“{path[-1]}”是同级各列之和（行“{claim.label}”）",
                        f"column '{path[-1]}' totals its sibling columns (row '{claim.label}')",
                    ),
                ),
                confidence=0.95,
            )


def _others_blank(view: GridView, total: int, member: int) -> bool:
    """Whether all columns beside a total and its one filled member are empty from top to bottom."""
    others = [
        cell
        for cell in view.grid.cells
        if cell.column not in (total, member) and cell.column > total and cell.column_path
    ]
    return bool(others) and not any(cell.figures for cell in others)


def of_which_columns(view: GridView) -> Iterator[Relation]:
    """其中：财政资金 beside 预算资金: a part stays within its whole, row by row (domain.md I9)."""
    for _, entries in view.rows():
        whole: Entry | None = None
        for entry in entries:
            if not view.vocabulary.is_of_which(head(entry)):
                whole = entry if entry.figure is not None else None
                continue
            if whole is None or whole.figure is None or entry.figure is None:
                continue
            if entry.figure.measure is not whole.figure.measure:
                continue
            if entry.figure.measure not in (Measure.MONEY, Measure.COUNT):
                continue
            yield Relation(
                kind="of-which",
                formula=Formula.AT_MOST,
                claim=entry.term,
                terms=(whole.term,),
                measure=entry.figure.measure,
                why=(
                    because(
                        f"“{head(entry)}”列不超过“{head(whole)}”列（行“{entry.label}”）",
                        f"'{head(entry)}' stays within '{head(whole)}' (row '{entry.label}')",
                    ),
                ),
                confidence=0.93,
            )


def _members(view: GridView, total: int, paths: dict[int, tuple[str, ...]]) -> list[int]:
    """Sibling columns of a total; a sibling group with its own subtotal counts by that alone."""
    prefix = paths[total][:-1]
    siblings = [c for c in sorted(paths) if c != total and paths[c][: len(prefix)] == prefix]
    behind = [c for c in siblings if c > total] or siblings  # 合计 as the last column
    concept = _subtotalled(view, paths[total][-1])
    if concept is not None:
        # 基本支出小计 | 人员经费 | 公用经费 | 项目支出 under one head: only its own parts.
        own = {
            found.id: c
            for c in reversed(behind)
            if (found := view.vocabulary.subject(paths[c][-1])) is not None
        }
        for group in concept.parts:
            if all(part in own for part in group):
                return sorted(own[part] for part in group)
    chosen: list[int] = []
    groups: dict[str, list[int]] = {}
    for column in behind:
        path = paths[column]
        if len(path) <= len(prefix):
            continue
        if len(path) == len(prefix) + 1:
            if view.vocabulary.is_total(path[-1]):
                break
            if not view.vocabulary.is_of_which(path[-1]):
                chosen.append(column)
        else:
            groups.setdefault(path[len(prefix)], []).append(column)
    for columns in groups.values():
        totals = [c for c in columns if view.vocabulary.is_total(paths[c][-1])]
        chosen += totals[:1] or columns
    return sorted(chosen)


def _subtotalled(view: GridView, text: str) -> Concept | None:
    """The concept that a head like 基本支出小计 totals, None for a plain 小计."""
    name = re.sub(r"(?:小计|合计)$", "", normalise(text))
    concept = view.vocabulary.subject(name) if name and name != normalise(text) else None
    return concept if concept is not None and concept.id in _SPLIT else None
