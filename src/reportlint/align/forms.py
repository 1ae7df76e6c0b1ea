"""Totals of label/value forms: a 合计 slot and the slots of its group."""

from __future__ import annotations

from collections.abc import Iterator

from reportlint.align.terms import because
from reportlint.align.view import Entry, GridView
from reportlint.model.fact import Formula, Relation
from reportlint.model.figure import Measure
from reportlint.model.vocabulary import normalise


def form_relations(view: GridView) -> Iterator[Relation]:
    """Total relations of one form block: group labels in common, blanks kept as blank slots."""
    if not view.grid.form:
        return
    groups: dict[tuple[str, ...], list[Entry]] = {}
    for entry in view.entries:
        if len(entry.cell.row_path) >= 2:
            groups.setdefault(entry.group, []).append(entry)
    for path, entries in groups.items():
        totals = [entry for entry in entries if view.vocabulary.is_total(entry.label)]
        filled = [entry for entry in totals if entry.figure is not None]
        if len(totals) != 1 or len(filled) != 1:
            continue
        claim = filled[0]
        assert claim.figure is not None
        if claim.figure.measure not in (Measure.MONEY, Measure.COUNT):
            continue
        parts = [
            entry
            for entry in entries
            if entry is not claim
            and not view.vocabulary.is_of_which(entry.label)
            and (entry.figure is None or entry.figure.measure is claim.figure.measure)
        ]
        if len(parts) < 2 or all(part.figure is None for part in parts):
            continue
        yield Relation(
            kind="form-total",
            formula=Formula.SUM,
            claim=claim.term,
            terms=tuple(part.term for part in parts),
            measure=claim.figure.measure,
            why=(
                because(
                    f"“{normalise(path[-1])}”各栏之和填在“{claim.label}”栏",
                    f"slot '{claim.label}' totals the slots of '{normalise(path[-1])}'",
                ),
            ),
            confidence=0.95,
        )
