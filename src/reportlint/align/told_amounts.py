"""Amounts of text and tables with what they are of and in which role.

The subject of an amount is the id of a concept, or ``=`` and a name; its role is printed, or that
of the amount that its sentence goes on from. What is open in either has no role or subject.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportlint.align.funds import names_its_budget
from reportlint.align.identity.account_book import document_role
from reportlint.align.identity.accounts import is_accounts_title
from reportlint.align.statements import EACH, Paragraph, Statement
from reportlint.align.topics import WHOLE, Stripper, is_of_project
from reportlint.align.view import Entry, GridView, is_of_one_project
from reportlint.model.fact import Term
from reportlint.model.figure import LEFT_ROLES, Comparator, Figure, Measure, Role
from reportlint.model.reading import Reading
from reportlint.model.vocabulary import Vocabulary, normalise, squeeze

ROLES = frozenset({Role.BUDGET_INITIAL, Role.ADJUSTMENT, Role.BUDGET_FINAL, Role.EXECUTED})
_OPEN = frozenset({Role.OTHER, Role.CARRY_IN})
_AIMED = frozenset(
    {"three_public", "vehicles", "vehicle_running", "reception", "running", "public"}
)
_AIM_ROLES = {Role.TARGET: Role.BUDGET_FINAL, Role.ACTUAL: Role.EXECUTED}
_LEVEL = re.compile(
    r"(?:其中)?(中央|省|市|区|县|上级)(?:级|本级)?(?:财政)?(?:补助|配套|专项|拨款|资金|安排)*"
)
_OF_FORM = re.compile(r"项目(?:支出)?(?:预算)?绩效")
_SPLITS = re.compile(r"按[^，。；]{1,8}分|从[^，。；]{1,8}[看分]|按[^，。；]{1,8}看")
SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Amount:
    """One amount; ``table`` names the table it stands in, empty in running text."""

    term: Term
    figure: Figure
    subject: str
    role: Role | None
    table: str = ""


def text_amounts(
    told: Sequence[tuple[Paragraph, Sequence[str]]], vocabulary: Vocabulary, strip: Stripper
) -> Iterator[Amount]:
    """The exact amounts of running text, in order."""
    before: Paragraph | None = None
    last: Role | None = None
    for paragraph, topics in told:
        if paragraph.statements[0].figure.table is not None:
            continue
        follows = before is not None and before.section == paragraph.section
        roles, last = _roles(paragraph, last if follows else None)
        before = paragraph
        for s, topic, role in zip(paragraph.statements, topics, roles, strict=True):
            figure = s.figure
            if not s.money or figure.comparator is not Comparator.EQ:
                continue
            if EACH.search(squeeze(figure.words)):
                continue
            if figure.role in LEFT_ROLES:
                yield Amount(s.term, figure, _subject(s, topic, strip, vocabulary), figure.role)
            elif figure.role in ROLES | _OPEN:
                yield Amount(s.term, figure, _subject(s, topic, strip, vocabulary), role)


def _roles(paragraph: Paragraph, spoken: Role | None) -> tuple[list[Role | None], Role | None]:
    """The role of each statement, its own or that of its whole, and the role told last.

    What stands behind 其中 is told in the role of the amount before it, even if that is none; what
    按资金来源分 splits up in the role told last, be it in the paragraph before (``spoken``).
    """
    found: list[Role | None] = []
    whole = spoken  # what the paragraph before spoke of, until this one names an amount itself
    for s in paragraph.statements:
        own = _role(s.figure, paragraph.reading) if s.money else None
        if s.money and s.main and not s.depth:
            whole = own
            spoken = own or spoken
        cue = "" if s.marker is None else paragraph.text[s.marker : s.marker + 12]
        found.append(own or (spoken if _SPLITS.match(cue) else whole))
    return found, spoken


def _role(figure: Figure, reading: Reading) -> Role | None:
    """In a budget every amount is planned; in final accounts one without a role was spent."""
    title = squeeze(reading.title)
    if "预算" in title and "决算" not in title and "执行" not in title:
        return Role.BUDGET_INITIAL if figure.role in (*ROLES, Role.OTHER) else None
    if figure.role in ROLES:
        return figure.role
    return Role.EXECUTED if "决算" in title and figure.role is Role.OTHER else None


def _subject(s: Statement, topic: str, strip: Stripper, vocabulary: Vocabulary) -> str:
    """The topic of an amount; a list behind 其中 names its items by their labels."""
    if _LEVEL.fullmatch(normalise(s.figure.label)) is None and not topic.startswith("="):
        return topic
    if vocabulary.subjects_in(s.figure.label) and not _LEVEL.fullmatch(normalise(s.figure.label)):
        return ""  # 县机关运行经费: of a body of its own
    residue = strip.residue(s.figure.label) or topic[1:]
    level = _LEVEL.fullmatch(normalise(s.figure.label)) or _LEVEL.fullmatch(residue)
    return f"=level {level[1]}" if level else f"={residue}"


def table_amounts(
    view: GridView, vocabulary: Vocabulary, strip: Stripper, *, of_form: bool = False
) -> Iterator[Amount]:
    """The amounts of a table with a role by its heads; those of accounts have keys of their own.

    ``of_form`` asks for those of the form on one project as well, beside the report of a body.
    """
    if view.grid.family == "indicators":
        yield from _aims(view, vocabulary)
    if view.grid.form or view.codes or view.grid.family in ("indicators", "accounts"):
        return
    if is_of_one_project(view) and not is_of_project(view.reading) and not of_form:
        return  # the funds of one project beside those of the whole body
    detail = "基本支出" in squeeze(view.grid.title) and "明细" in squeeze(view.grid.title)
    if detail or (is_accounts_title(view.grid.title) and document_role(view.reading) is not None):
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
            yield Amount(entry.term, figure, subject, role, view.key)


def _aims(view: GridView, vocabulary: Vocabulary) -> Iterator[Amount]:
    """“三公”经费不超预算 | 31 万元 | 27.64 万元: budget and spending as target and result."""
    for entry in view.entries:
        figure = entry.figure
        if figure is None or figure.measure is not Measure.MONEY:
            continue
        concepts = [c.id for _, c in vocabulary.subjects_in(entry.label) if c.id in _AIMED]
        role = _AIM_ROLES.get(figure.role)
        if concepts and role is not None:
            yield Amount(entry.term, figure, concepts[-1], role, view.key)


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
        if concept is not None and not vocabulary.is_total(row):
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
    return f"={residue}" if len(residue) >= SHORTEST else ""


def _title(view: GridView, vocabulary: Vocabulary) -> str:
    """What the total of a table is of: 三公经费 of its table, else the whole."""
    title = _OF_FORM.sub("", squeeze(view.grid.title))
    found = [
        c.id for _, c in vocabulary.subjects_in(title) if c.id not in ("execution_rate_indicator",)
    ]
    return found[-1] if found else WHOLE
