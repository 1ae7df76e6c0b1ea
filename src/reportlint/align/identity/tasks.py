"""Amounts of named rows (tasks, projects, uses of funds) told again in the text.

养老服务方面支出 2,263.75 万元 is the row 养老服务 under 执行数: the sentence names the whole row
label beside nothing but its role.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from reportlint.align.identity.account_book import is_of_government
from reportlint.align.identity.accounts import is_accounts_title
from reportlint.align.identity.mentions import equal_terms
from reportlint.align.statements import Paragraph, Statement
from reportlint.align.terms import because
from reportlint.align.topics import Stripper
from reportlint.align.view import Entry, GridView
from reportlint.model.fact import Relation
from reportlint.model.figure import BUDGET_ROLES, Comparator, Figure, Measure, Role
from reportlint.model.vocabulary import Vocabulary, normalise

_SHORTEST = 3
_PLACE = re.compile(r"(?:本级|[省市县区镇乡]|街道|开发区)$")


def task_mentions(
    views: Sequence[GridView],
    paragraphs: Sequence[Paragraph],
    vocabulary: Vocabulary,
    strip: Stripper,
) -> Iterator[Relation]:
    """Pairs of a sentence and the one row whose label it names, with the same role."""
    rows: dict[str, list[Entry]] = defaultdict(list)
    for view in views:
        if view.grid.form or view.codes or view.grid.family in ("indicators", "accounts"):
            continue
        if is_accounts_title(view.grid.title):
            continue
        for entry in view.entries:
            if _is_named(entry, vocabulary):
                rows[_bare(entry.label)].append(entry)
    if not rows:
        return
    for paragraph in paragraphs:
        for s in paragraph.statements:
            found = _row_of(s, rows, strip)
            if found is not None:
                relation = _relation(s, found)
                # Several accounts of one government have a row of each name.
                alone = not is_of_government(paragraph.reading)
                # 其他支出 355 万元，其中市本级 205 万元: of that item, not of all
                alone = alone and not (s.marker is not None and _PLACE.search(found.label))
                yield relation if alone else replace(relation, settled=False, confidence=0.8)


def _bare(label: str) -> str:
    """其中：中央补助 is the row of 中央补助."""
    return normalise(label).removeprefix("其中")


def _is_named(entry: Entry, vocabulary: Vocabulary) -> bool:
    figure = entry.figure
    if figure is None or figure.measure is not Measure.MONEY:
        return False
    label = _bare(entry.label)
    known = vocabulary.subject(label) is not None or vocabulary.is_total(label)
    return len(label) >= _SHORTEST and not known and _role(figure) is not None


def _role(figure: Figure) -> str | None:
    if figure.role in BUDGET_ROLES:
        return "budget"
    return "executed" if figure.role is Role.EXECUTED else None


def _row_of(s: Statement, rows: dict[str, list[Entry]], strip: Stripper) -> Entry | None:
    """The row a sentence names: its whole label, and nothing else but role words."""
    figure = s.figure
    if not s.money or figure.table is not None or figure.comparator is not Comparator.EQ:
        return None
    role = _role(figure)
    label = normalise(figure.label)
    names = [name for name in rows if name in label]
    if role is None or not names:
        return None
    name = max(names, key=len)
    if strip.residue(label.replace(name, "")):
        return None
    fitting = [
        entry
        for entry in rows[name]
        if entry.figure is not None
        and _role(entry.figure) == role
        and entry.figure.period == figure.period
    ]
    if len(fitting) > 1:  # 年初预算数 and 全年预算数 of one row
        fitting = [e for e in fitting if e.figure is not None and e.figure.role is figure.role]
    return fitting[0] if len(fitting) == 1 else None


def _relation(s: Statement, entry: Entry) -> Relation:
    detail = because(
        f"文中写明表中“{normalise(entry.label)}”一行的名称",
        f"the text names the row '{normalise(entry.label)}' of the table",
    )
    relation = equal_terms(s.term, entry.term, Measure.MONEY, 0.91, (detail,))
    # 预算 alone may be that of the beginning of the year or the last one.
    sure = s.figure.role is not Role.BUDGET_INITIAL or "年初" in s.figure.words
    return relation if sure else replace(relation, settled=False, confidence=0.85)
