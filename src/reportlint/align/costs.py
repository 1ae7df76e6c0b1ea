"""Amounts under cost indicators against the funds of the project (domain.md IND11)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from reportlint.align.terms import because
from reportlint.align.view import Entry, GridView
from reportlint.model.fact import Formula, Relation, Term
from reportlint.model.figure import Comparator, Measure, Role
from reportlint.model.vocabulary import squeeze

_BUDGETS = (Role.BUDGET_FINAL, Role.BUDGET_INITIAL)
_NO_FUNDS = because("没有资金总额可供对照成本指标", "no total of funds to hold the costs against")


def cost_relations(views: Sequence[GridView]) -> Iterator[Relation]:
    """Each cost, and the sum of the planned ones, stays within the full-year budget.

    Any total of the funds blocks of the document clears it. Costs per unit, standards, rates and
    savings are no totals; where one cost may be part of another they are not added up.
    """
    for document in dict.fromkeys(view.document for view in views):
        own = [view for view in views if view.document == document]
        budgets, spent = _funds(own)
        for view in own:
            if view.grid.family != "indicators":
                continue
            planned = [_plain(entry) for entry in _costs(view, Role.TARGET)]
            for claim in planned:
                yield _within(claim, budgets)
            for entry in _costs(view, Role.ACTUAL):
                yield _within(_plain(entry), [*budgets, *spent])
            if budgets and len(planned) > 1 and _separate(view, planned):
                yield _sum(planned, budgets)


def _funds(views: Sequence[GridView]) -> tuple[list[Term], list[Term]]:
    """Totals of the funds blocks, the full-year budget first; and what was spent of them."""
    found: dict[Role, list[Term]] = {}
    for view in views:
        if view.grid.family != "funds":
            continue
        for _, entries in view.rows():
            names = reversed(entries[0].cell.row_path)
            concept = next((c for name in names if (c := view.vocabulary.subject(name))), None)
            if concept is not None and concept.id == "funds_total":
                for role, entry in view.role_row(entries).items():
                    found.setdefault(role, []).append(entry.term)
    budgets = [term for role in _BUDGETS for term in found.get(role, [])]
    return budgets, found.get(Role.EXECUTED, [])


def _costs(view: GridView, role: Role) -> Iterator[Entry]:
    words = view.vocabulary.lexicon.words
    for _, entries in view.rows():
        entry = view.role_row(entries).get(role)
        if entry is None or entry.figure is None or entry.figure.measure is not Measure.MONEY:
            continue
        path = [squeeze(name) for name in entry.cell.row_path]
        if not any(name in words["cost_levels"] for name in path[:-1]):
            continue
        if any(word in path[-1] for word in words["no_total_cost"]):
            continue
        if entry.figure.comparator in (Comparator.GE, Comparator.GT, Comparator.RANGE):
            continue
        yield entry


def _plain(entry: Entry) -> Term:
    """A limit as the number it names: 不超过 20 万元 plans for 20."""
    return replace(entry.term, comparator=Comparator.EQ)


def _separate(view: GridView, costs: Sequence[Term]) -> bool:
    """Whether no cost is called a whole, or a part of another."""
    words = view.vocabulary.lexicon.words["whole_cost"]
    names = [squeeze(cost.label.partition(" ")[0]) for cost in costs]
    return len(set(names)) == len(names) and not any(
        word in name for name in names for word in words
    )


def _within(claim: Term, limits: Sequence[Term]) -> Relation:
    return Relation(
        kind="cost-limit",
        formula=Formula.AT_MOST,
        claim=claim,
        terms=tuple(limits[:1]),
        alternatives=tuple((limit,) for limit in limits[1:]),
        measure=Measure.MONEY,
        ambiguous=None if limits else _NO_FUNDS,
        confidence=0.88,
        why=(because("成本指标不超过项目资金总额", "a cost stays within the project's funds"),),
    )


def _sum(costs: Sequence[Term], budgets: Sequence[Term]) -> Relation:
    return Relation(
        kind="cost-limit",
        formula=Formula.SUM,
        claim=budgets[0],
        terms=tuple(costs),
        other_claims=tuple(budgets[1:]),
        measure=Measure.MONEY,
        exhaustive=False,
        confidence=0.8,
        why=(because("各项成本之和不超过项目资金总额", "the costs stay within the funds"),),
    )
