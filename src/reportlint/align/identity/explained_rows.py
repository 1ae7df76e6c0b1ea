"""Rows that the text explains: 2.殡葬支出决算 842.10 万元，完成年初预算的 97.35%.

The clause opens with the name of the row and goes on with nothing but a role; the row has one cell
in that role. What share of the budget was spent is then of the budget of that row.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from reportlint.align.funds import names_its_budget
from reportlint.align.identity.mentions import equal_terms
from reportlint.align.statements import Paragraph, Statement
from reportlint.align.terms import because
from reportlint.align.view import Entry, GridView
from reportlint.model.fact import Formula, Relation
from reportlint.model.figure import BUDGET_ROLES, Comparator, Measure, Role
from reportlint.model.vocabulary import Vocabulary, normalise, squeeze

_ROLES = frozenset({Role.BUDGET_INITIAL, Role.BUDGET_FINAL, Role.EXECUTED})
_ORDINAL = re.compile(
    r"^(?:\d{1,2}[.．、]|[（(]?[一二三四五六七八九十\d]{1,3}[）)、]|[一二三四五六七八九十]是)"
)
_ROLE_WORDS = re.compile(
    r"(?:项目|科目)?(?:[（(]\d{3,7}[）)])?(?:支出)?"
    r"(?:(?:年初|全年|调整后)?预算|(?:支出)?决算|(?:全年|实际)?(?:执行|支出))(?:数|额|安排)?(?:为|共)?"
)
_WHICH = re.compile(r"年初|全年|调整后")
_OF_BUDGET = re.compile(
    r"[，,、]?(?:为|占)?(?:完成)?(年初|全年|调整后)?(?:预算数?的?|预算执行率|执行率)(?:为)?"
)
_SHORTEST = 2
_PLAIN_NAME = 4  # 培训支出 as well as the row 培训: a short name must be numbered
_FEWEST_ROWS = 3
_MOST_ROWS = 400


def explained_rows(
    views: Sequence[GridView], paragraphs: Sequence[Paragraph], vocabulary: Vocabulary
) -> Iterator[Relation]:
    """Amounts that the text tells of a row, and the share of its budget told behind them."""
    rows: dict[str, list[tuple[GridView, list[Entry]]]] = defaultdict(list)
    for view in views:
        if view.grid.form or view.codes or view.grid.family == "indicators":
            continue
        named = [(name, e) for _, e in view.rows() if (name := _name(e, vocabulary))]
        if len(named) >= _FEWEST_ROWS:
            for name, entries in named:
                rows[name].append((view, entries))
    if not rows or len(rows) > _MOST_ROWS:
        return
    for paragraph in paragraphs:
        if paragraph.statements[0].figure.table is None:
            yield from _explained(paragraph, rows)


def _name(entries: Sequence[Entry], vocabulary: Vocabulary) -> str:
    label = normalise(next((entry.label for entry in entries if entry.figure is not None), ""))
    known = vocabulary.subject(label) is not None or vocabulary.is_total(label)
    return "" if known or len(label) < _SHORTEST or label.isdigit() else label


def _explained(
    paragraph: Paragraph, rows: dict[str, list[tuple[GridView, list[Entry]]]]
) -> Iterator[Relation]:
    segments: dict[int, list[Statement]] = defaultdict(list)
    for s in paragraph.statements:
        segments[s.segment].append(s)
    for told in segments.values():
        numbered = _opening(paragraph, told[0])
        opening = normalise(_ORDINAL.sub("", numbered))
        name = max((row for row in rows if opening.startswith(row)), key=len, default="")
        if not name or len(rows[name]) != 1:
            continue
        if not _ROLE_WORDS.fullmatch(opening.removeprefix(name).lstrip("，,。：:")):
            continue  # 社会保障和就业支出（类）抚恤（款）…: an account below the row
        if len(name) < _PLAIN_NAME and not _ORDINAL.match(numbered):
            continue
        amounts = [s.figure.role for s in told if s.money and s.figure.role in _ROLES]
        if len(set(amounts)) < len(amounts):
            continue  # 支出 120 万元用于路面，支出 70 万元用于桥梁
        view, entries = rows[name][0]
        cells = view.role_row(entries)
        for s in told:
            words = normalise(_ORDINAL.sub("", squeeze(s.figure.words)))
            role = s.figure.role
            if role not in _ROLES or not s.main or s.depth or not s.money:
                continue
            if not _ROLE_WORDS.fullmatch(words.removeprefix(name)):
                continue
            cell = cells.get(role)
            if cell is None or not _alike(s, cell, view):
                continue
            several = cells.keys() >= BUDGET_ROLES
            if role is not Role.EXECUTED and several and not _WHICH.search(words):
                continue  # 预算 alone may be either
            detail = because(
                f"文中逐项说明表中“{name}”一行",
                f"the text explains the row '{name}' of the table",
            )
            yield equal_terms(s.term, cell.term, Measure.MONEY, 0.91, (detail,))
            if role is Role.EXECUTED:
                yield from _rate(s, told, cells, name)


def _opening(paragraph: Paragraph, first: Statement) -> str:
    """The words from the start of the segment up to its first figure, its number among them."""
    text = paragraph.text[: first.figure.span.start - paragraph.span.start]
    start = max(text.rfind(mark) for mark in "。；;\n") + 1
    return squeeze(text[start:])


def _alike(s: Statement, cell: Entry, view: GridView) -> bool:
    figure = cell.figure
    if figure is None or figure.measure is not Measure.MONEY:
        return False
    if s.figure.comparator is not Comparator.EQ or s.document != cell.term.document:
        return False
    if figure.role is Role.BUDGET_FINAL and not names_its_budget(view, cell):
        return False
    return figure.period in (None, s.figure.period)


def _rate(
    spent: Statement, told: Sequence[Statement], cells: dict[Role, Entry], name: str
) -> Iterator[Relation]:
    """完成年初预算的 97.35% right behind the amount, where no budget is told beside it."""
    if any(s.money and s is not spent and s.figure.role in _ROLES for s in told):
        return
    for s in told:
        asked = _OF_BUDGET.fullmatch(squeeze(s.figure.words))
        behind = s.figure.span > spent.figure.span and s.figure.comparator is Comparator.EQ
        if asked is None or not behind or s.figure.measure is not Measure.SHARE:
            continue
        wanted = Role.BUDGET_INITIAL if asked[1] == "年初" else Role.BUDGET_FINAL
        base = cells.get(wanted) or (cells.get(Role.BUDGET_INITIAL) if not asked[1] else None)
        if base is None:
            continue
        others = [
            cell.term for role, cell in cells.items() if role in BUDGET_ROLES and cell is not base
        ]
        yield Relation(
            kind="rate",
            formula=Formula.RATIO,
            claim=s.term,
            terms=(spent.term, base.term),
            alternatives=tuple((spent.term, other) for other in others),
            measure=Measure.MONEY,
            confidence=0.9,
            why=(
                because(
                    f"文中“{name}”的支出 ÷ 表中该行的预算",
                    f"spending on '{name}' in the text ÷ the budget of its row",
                ),
            ),
        )
        return
