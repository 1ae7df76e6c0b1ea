"""The list of tasks of a form against its 项目支出 line (domain.md FND06)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportlint.align.terms import because
from reportlint.align.view import Entry, GridView
from reportlint.model.fact import Formula, Relation
from reportlint.model.figure import Measure, Role

_ROLES = (Role.BUDGET_FINAL, Role.BUDGET_INITIAL, Role.EXECUTED)
_MIN_TASKS = 2


def task_relations(views: Sequence[GridView]) -> Iterator[Relation]:
    """Sum of the tasks = project line, for budget and execution apart.

    Only where the list's budget column, by its own arithmetic, can be the whole project line is
    the list taken as complete; that is decided when the relations are judged.
    """
    lists = [view for view in views if view.grid.family == "tasks"]
    funds = [view for view in views if view.grid.family == "funds"]
    if len(lists) != 1 or not funds:
        return
    project = next((row for view in funds if (row := _project(view)) is not None), None)
    if project is None:
        return
    tasks = [lists[0].role_row(entries) for _, entries in lists[0].rows()]
    tasks = [roles for roles in tasks if Role.EXECUTED in roles]
    if len(tasks) < _MIN_TASKS:
        return
    for role in _ROLES:
        claim = project.get(role)
        parts = [roles[role] for roles in tasks if role in roles]
        if claim is None or len(parts) != len(tasks):
            continue
        yield Relation(
            kind="task-sum",
            formula=Formula.SUM,
            claim=claim.term,
            terms=tuple(part.term for part in parts),
            measure=Measure.MONEY,
            why=(
                because(
                    f"{len(parts)} 项任务的资金之和与项目支出",
                    f"the amounts of {len(parts)} tasks and the project line",
                ),
            ),
            confidence=0.8,
        )


def _project(view: GridView) -> dict[Role, Entry] | None:
    for _, entries in view.rows():
        roles = view.role_row(entries)
        for entry in roles.values():
            concept = view.vocabulary.subject(entry.label)
            if concept is not None and concept.id == "project":
                return roles
    return None
