"""Amounts that text and tables very likely tell alike: by subject and role, in any of the tables.

The keys of headlines and accounts hold amounts against each other that must agree. What their words
leave open (a role that only the sentence before tells, one of several tables of funds, a name in
other words) is put together here: such a pair shows where an amount comes from and may bear it out,
but never fails.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from reportlint.align.funds import names_its_budget
from reportlint.align.identity.accounts import is_accounts_title
from reportlint.align.identity.mentions import equal_terms
from reportlint.align.identity.names import NameIndex
from reportlint.align.statements import Paragraph, Statement
from reportlint.align.terms import because
from reportlint.align.topics import WHOLE, Stripper
from reportlint.align.view import Entry, GridView
from reportlint.model.fact import Relation, Term
from reportlint.model.figure import Comparator, Figure, Measure, Role
from reportlint.model.reading import Reading
from reportlint.model.settings import Lexicon
from reportlint.model.span import Span
from reportlint.model.vocabulary import Vocabulary, normalise, squeeze

_ROLES = frozenset({Role.BUDGET_INITIAL, Role.ADJUSTMENT, Role.BUDGET_FINAL, Role.EXECUTED})
_BUDGETS = (Role.BUDGET_INITIAL, Role.BUDGET_FINAL)
_AIMED = frozenset(
    {"three_public", "vehicles", "vehicle_running", "reception", "running", "public"}
)
_AIM_ROLES = {Role.TARGET: Role.BUDGET_FINAL, Role.ACTUAL: Role.EXECUTED}
_OPEN = frozenset({Role.OTHER, Role.CARRY_IN})
_LEVEL = re.compile(
    r"(?:其中)?(中央|省|市|区|县|上级)(?:级|本级)?(?:财政)?(?:补助|配套|专项|拨款|资金|安排)*"
)
_PLAIN_BUDGET = re.compile(r"年初|批复|全年|调整")
_LEAST = 0.66
_MARGIN = 0.08
_SHORTEST = 2
_CONFIDENCE = 0.8

Place = tuple[int, Span]
Joined = Callable[[Place, Place], bool]


@dataclass(frozen=True, slots=True)
class _Cell:
    """One amount of a table with what it is of: the id of a concept, or ``=`` and a name."""

    entry: Entry
    figure: Figure
    subject: str
    role: Role
    table: str


def likely_amounts(
    views: Sequence[GridView],
    told: Sequence[tuple[Paragraph, Sequence[str]]],
    vocabulary: Vocabulary,
    lexicon: Lexicon,
    strip: Stripper,
    joined: Joined,
) -> Iterator[Relation]:
    """Pairs of an amount of the text and one of the tables that are not ``joined`` already."""
    cells = [cell for view in views for cell in _cells(view, vocabulary, strip)]
    if not cells:
        return
    index = NameIndex([c.subject for c in cells if c.subject.startswith("=")], lexicon)
    by_subject: dict[str, list[_Cell]] = defaultdict(list)
    for cell in cells:
        by_subject[cell.subject].append(cell)
    for paragraph, topics in told:
        if paragraph.statements[0].figure.table is not None:
            continue
        roles = _roles(paragraph)
        for number, (s, topic) in enumerate(zip(paragraph.statements, topics, strict=True)):
            if not _is_amount(s):
                continue
            found = _cell_of(
                s, roles[number], _subject(s, topic, strip, vocabulary), by_subject, index
            )
            if found is not None and not joined(_place(s.term), _place(found.entry.term)):
                yield _relation(s.term, found)
    yield from _across_tables(by_subject, joined)


def _place(item: Term) -> Place:
    return item.document, item.span


def _is_amount(s: Statement) -> bool:
    figure = s.figure
    plain = s.money and figure.comparator is Comparator.EQ
    return plain and figure.role in (*_ROLES, *_OPEN)


def _roles(paragraph: Paragraph) -> list[Role | None]:
    """The role of each statement, its own or that of the amount before it in the paragraph."""
    found: list[Role | None] = []
    last: Role | None = None
    for s in paragraph.statements:
        own = _role(s.figure, paragraph.reading) if s.money else None
        if s.money and s.main and not s.depth:
            last = (
                own  # the items of a list are told in the role of its whole, even if that is none
            )
        found.append(own or last)
    return found


def _role(figure: Figure, reading: Reading) -> Role | None:
    """In a budget every amount is planned; in final accounts one without a role was spent."""
    title = squeeze(reading.title)
    if "预算" in title and "决算" not in title and "执行" not in title:
        return Role.BUDGET_INITIAL if figure.role in (*_ROLES, Role.OTHER) else None
    if figure.role in _ROLES:
        return figure.role
    return Role.EXECUTED if "决算" in title and figure.role is Role.OTHER else None


def _subject(s: Statement, topic: str, strip: Stripper, vocabulary: Vocabulary) -> str:
    """The topic of an amount; a list behind 其中 names its items by their labels."""
    if not topic.startswith("="):
        return topic
    if vocabulary.subjects_in(s.figure.label) and not _LEVEL.fullmatch(normalise(s.figure.label)):
        return ""  # 县机关运行经费: of a body of its own
    residue = strip.residue(s.figure.label) or topic[1:]
    level = _LEVEL.fullmatch(normalise(s.figure.label)) or _LEVEL.fullmatch(residue)
    return f"=level {level[1]}" if level else f"={residue}"


def _cells(view: GridView, vocabulary: Vocabulary, strip: Stripper) -> Iterator[_Cell]:
    if view.grid.family == "indicators":
        yield from _aims(view, vocabulary)
    if view.grid.form or view.codes or view.grid.family in ("indicators", "accounts"):
        return
    if is_accounts_title(view.grid.title):
        return  # keyed by side and source
    for entry in view.entries:
        figure = entry.figure
        if figure is None or figure.measure is not Measure.MONEY:
            continue
        role = _role(figure, view.reading)
        if role is Role.BUDGET_FINAL and not names_its_budget(view, entry):
            role = Role.BUDGET_INITIAL
        subject = _cell_subject(view, entry, vocabulary, strip)
        if role is not None and subject and figure.comparator is Comparator.EQ:
            yield _Cell(entry, figure, subject, role, view.key)


def _aims(view: GridView, vocabulary: Vocabulary) -> Iterator[_Cell]:
    """“三公”经费不超预算 | 31 万元 | 27.64 万元: budget and spending as target and result."""
    for entry in view.entries:
        figure = entry.figure
        if figure is None or figure.measure is not Measure.MONEY:
            continue
        concepts = [c.id for _, c in vocabulary.subjects_in(entry.label) if c.id in _AIMED]
        role = _AIM_ROLES.get(figure.role)
        if concepts and role is not None:
            yield _Cell(entry, figure, concepts[-1], role, view.key)


def _cell_subject(view: GridView, entry: Entry, vocabulary: Vocabulary, strip: Stripper) -> str:
    """What a cell is of, by its row and, where that is a total or a year, by its column."""
    column = next(
        (
            found
            for text in reversed(entry.cell.column_path)
            if (found := _named(text, vocabulary, strip))
        ),
        "",
    )
    row = entry.label
    if vocabulary.is_total(row) or not strip.residue(row):
        concept = vocabulary.subject(row)
        if concept is not None and concept.id != WHOLE and not vocabulary.is_total(row):
            return concept.id
        return column or _title(view, vocabulary)
    if column and not any(map(vocabulary.is_total, entry.cell.column_path)):
        return ""  # 基本支出 of one account
    return _named(row, vocabulary, strip)


def _named(text: str, vocabulary: Vocabulary, strip: Stripper) -> str:
    plain = normalise(text)
    if vocabulary.is_total(text):
        return ""
    level = _LEVEL.fullmatch(plain)
    if level is not None:
        return f"=level {level[1]}"
    concept = vocabulary.subject(re.sub(r"(?:预算数|决算数|预算|决算|金额)$", "", plain))
    if concept is not None:
        return concept.id
    residue = strip.residue(text)
    return f"={residue}" if len(residue) >= _SHORTEST else ""


def _title(view: GridView, vocabulary: Vocabulary) -> str:
    """What the total of a table is of: 三公经费 of its table, else the whole."""
    title = squeeze(view.grid.title)
    found = [
        c.id for _, c in vocabulary.subjects_in(title) if c.id not in ("execution_rate_indicator",)
    ]
    return found[-1] if found else WHOLE


def _cell_of(
    s: Statement,
    role: Role | None,
    subject: str,
    by_subject: Mapping[str, Sequence[_Cell]],
    index: NameIndex,
) -> _Cell | None:
    cells = list(by_subject.get(subject, ()))
    if not cells and subject.startswith("=") and len(subject) > _SHORTEST:
        cells = _alike(subject, by_subject, index)
    year = s.figure.period
    cells = [
        c for c in cells if c.figure.period in (None, year) and c.entry.term.document == s.document
    ]
    fitting = [c for c in cells if c.role is role]
    if role in _BUDGETS and not fitting:
        # 预算 alone is the one budget that the table gives.
        fitting = [c for c in cells if c.role in _BUDGETS]
        if _PLAIN_BUDGET.search(s.figure.words) or len({c.role for c in fitting}) > 1:
            fitting = []
    if role is None and len({c.role for c in cells}) == 1:
        fitting = cells
    tables = [c.table for c in fitting]
    return fitting[0] if fitting and len(set(tables)) == len(tables) else None


def _alike(
    subject: str, by_subject: Mapping[str, Sequence[_Cell]], index: NameIndex
) -> list[_Cell]:
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


def _across_tables(by_subject: Mapping[str, Sequence[_Cell]], joined: Joined) -> Iterator[Relation]:
    """One concept in one role and year, once in each of two tables."""
    for subject, cells in by_subject.items():
        groups: dict[tuple[Role, str | None, int], list[_Cell]] = defaultdict(list)
        for cell in cells:
            if not subject.startswith("="):
                groups[cell.role, cell.figure.period, cell.entry.term.document].append(cell)
        for group in groups.values():
            tables = [cell.table for cell in group]
            if len(set(tables)) < len(tables):
                continue
            for other in group[1:]:
                if not joined(_place(other.entry.term), _place(group[0].entry.term)):
                    yield _relation(other.entry.term, group[0])


def _relation(claim: Term, cell: _Cell) -> Relation:
    detail = because(
        f"按名目和口径，很可能是表中“{cell.entry.label}”一行的数",
        f"by subject and role very likely the table's '{cell.entry.label}'",
    )
    relation = equal_terms(claim, cell.entry.term, Measure.MONEY, _CONFIDENCE, (detail,))
    return replace(relation, settled=False)
