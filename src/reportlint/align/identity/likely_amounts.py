"""Amounts that text and tables very likely tell alike: by subject and role, in any of the tables.

The keys of headlines and accounts hold amounts against each other that must agree. What their words
leave open (a role that only the sentence before tells, one of several tables of funds, a name in
other words) is put together here: such a pair shows where an amount comes from and may bear it out,
but never fails.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from reportlint.align.identity.mentions import equal_terms
from reportlint.align.identity.names import NameIndex
from reportlint.align.project_forms import project_core, project_of
from reportlint.align.terms import Place, because, place_of
from reportlint.align.told_amounts import SHORTEST, Amount
from reportlint.align.topics import WHOLE
from reportlint.model.fact import Relation, Term
from reportlint.model.figure import LEFT_ROLES, Measure, Role
from reportlint.model.settings import Lexicon

_BUDGETS = (Role.BUDGET_INITIAL, Role.BUDGET_FINAL)
_PLAIN_BUDGET = re.compile(r"年初|批复|全年|调整")
_LEAST = 0.66
_MARGIN = 0.08
_CONFIDENCE = 0.8

Joined = Callable[[Place, Place], bool]


def likely_amounts(
    texts: Sequence[Amount],
    cells: Sequence[Amount],
    lexicon: Lexicon,
    joined: Joined,
) -> Iterator[Relation]:
    """Pairs of an amount of the text and one of the tables that are not ``joined`` already."""
    cells = _of_one_form(cells)
    if not cells:
        return
    index = NameIndex([c.subject for c in cells if c.subject.startswith("=")], lexicon)
    by_subject: dict[str, list[Amount]] = defaultdict(list)
    for cell in cells:
        by_subject[cell.subject].append(cell)
    told = {(text.subject, text.role) for text in texts}
    for text in texts:
        found = _cell_of(text, by_subject, index, told) if text.role not in LEFT_ROLES else None
        if found is not None and not joined(place_of(text.term), place_of(found.term)):
            yield _relation(text.term, found)
    yield from _across_tables(by_subject, joined)


def amounts_of_projects(
    texts: Sequence[Amount],
    cells: Sequence[Amount],
    projects: Mapping[str, str],
    joined: Joined,
) -> Iterator[Relation]:
    """Amounts told of one project, and its own form among several.

    ``cells`` are those of the forms, ``projects`` names what they are on, by their tables.
    """
    known: dict[tuple[str, str, Role | None], list[Amount]] = defaultdict(list)
    for cell in cells:
        if cell.table in projects:
            known[cell.table, cell.subject, cell.role].append(cell)
    for text in texts:
        form = project_of(text.figure.section, text.subject, projects)
        if form is None:
            continue
        own = project_core(text.subject.removeprefix("="))
        # 项目全年预算, 该项目支出 below the heading of a project are of all its money.
        whole = text.subject == WHOLE or not own.strip("本该") or projects[form] in own
        found = known.get((form, WHOLE if whole else text.subject, text.role), [])
        if len(found) != 1 or found[0].term.document != text.term.document:
            continue
        if not joined(place_of(text.term), place_of(found[0].term)):
            yield _relation(text.term, found[0])


def _of_one_form(cells: Sequence[Amount]) -> list[Amount]:
    """Without the money of forms on several projects: which of them a sentence means is open.

    Two tables of one document that tell another budget or spending of the whole are such forms.
    """
    told: dict[tuple[int, Role | None, str | None], dict[str, Decimal]] = defaultdict(dict)
    for cell in cells:
        if cell.subject == WHOLE and cell.role is not Role.BUDGET_INITIAL:
            key = (cell.term.document, cell.role, cell.figure.period)
            told[key].setdefault(cell.table, cell.figure.value * cell.figure.scale)
    apart: set[str] = set()
    for tables in told.values():
        if len(set(tables.values())) > 1:
            apart |= set(tables)
    return [cell for cell in cells if cell.table not in apart]


def _cell_of(
    text: Amount,
    by_subject: Mapping[str, Sequence[Amount]],
    index: NameIndex,
    told: Container[tuple[str, Role | None]],
) -> Amount | None:
    subject, role = text.subject, text.role
    cells = list(by_subject.get(subject, ()))
    # 省级 has no row where the table tells 中央 and 地方.
    by_name = subject.startswith("=") and not subject.startswith("=level")
    if not cells and by_name and len(subject) > SHORTEST:
        cells = _alike(subject, by_subject, index)
    periods = (None, text.figure.period)
    cells = [
        c for c in cells if c.figure.period in periods and c.term.document == text.term.document
    ]
    fitting = [c for c in cells if c.role is role]
    if role in _BUDGETS and not fitting:
        # 预算 alone is the one budget that the table gives.
        fitting = [c for c in cells if c.role in _BUDGETS]
        if _PLAIN_BUDGET.search(text.figure.words) or len({c.role for c in fitting}) > 1:
            fitting = []
        if any((subject, c.role) in told for c in fitting):
            fitting = []  # the text tells that budget as well
    if role is None and len({c.role for c in cells}) == 1:
        fitting = cells
    tables = [c.table for c in fitting]
    return fitting[0] if fitting and len(set(tables)) == len(tables) else None


def _alike(
    subject: str, by_subject: Mapping[str, Sequence[Amount]], index: NameIndex
) -> list[Amount]:
    """The cells of the one name that is most like ``subject``, read both ways."""
    scored = sorted(
        (
            (min(index.likeness(subject, name), index.likeness(name, subject)), name)
            for name in by_subject
            if name.startswith("=") and not index.contradict(subject, name)
        ),
        reverse=True,
    )
    if not scored or scored[0][0] < _LEAST:
        return []
    if len(scored) > 1 and scored[1][0] > scored[0][0] - _MARGIN:
        return []
    return list(by_subject[scored[0][1]])


def _across_tables(
    by_subject: Mapping[str, Sequence[Amount]], joined: Joined
) -> Iterator[Relation]:
    """One concept in one role and year, once in each of two tables."""
    for subject, cells in by_subject.items():
        groups: dict[tuple[Role | None, str | None, int], list[Amount]] = defaultdict(list)
        for cell in cells:
            if not subject.startswith("="):
                groups[cell.role, cell.figure.period, cell.term.document].append(cell)
        for group in groups.values():
            tables = [cell.table for cell in group]
            if len(set(tables)) < len(tables):
                continue
            for other in group[1:]:
                if not joined(place_of(other.term), place_of(group[0].term)):
                    yield _relation(other.term, group[0])


def _relation(claim: Term, cell: Amount) -> Relation:
    detail = because(
        f"按名目和口径，很可能是表中“{cell.term.label}”一行的数",
        f"by subject and role very likely the table's '{cell.term.label}'",
    )
    relation = equal_terms(claim, cell.term, Measure.MONEY, _CONFIDENCE, (detail,))
    return replace(relation, settled=False)
