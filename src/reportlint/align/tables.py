"""Totals of headed tables: down the columns, along the rows, up the account codes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reportlint.align.code_totals import code_totals, lists_of_accounts
from reportlint.align.cross_totals import cross_footing, of_which_columns
from reportlint.align.footings import (
    class_totals,
    enumerated_totals,
    footings,
    numbered_wholes,
    of_which_rows,
)
from reportlint.align.table_shares import table_shares
from reportlint.align.terms import because
from reportlint.align.view import Entry, GridView, head
from reportlint.model.fact import Formula, Relation
from reportlint.model.figure import Measure, Role
from reportlint.model.vocabulary import normalise, squeeze

_NOT_ADDITIVE = frozenset(
    {Role.RATE, Role.GROWTH, Role.TARGET, Role.ACTUAL, Role.PRICE, Role.DATE, Role.CHANGE}
)
_FEW = 3
_MARKS = frozenset({Role.SCORE, Role.WEIGHT})
_ADDITIVE_MEASURES = frozenset(
    {Measure.MONEY, Measure.COUNT, Measure.SHARE, Measure.BARE, Measure.EXTENT, Measure.SCORE}
)
# Ratios, means and ranks are printed in a total row, but not added up there.
_RATIO_HEAD = re.compile(
    r"(?:率|比|例|幅|速|水平|满意度(?:得分|评分)?|均分|均价|单价|排名|名次|进度|标准|亩产|单产|指数|系数|倍数)(?:[（(%‰]|$)"
    r"|[%％]$|单位成本|元/|平均|人均|生均|次均|户均|床均|例均|每"
)
_MONEY_WORDS = ("金额", "资金", "经费", "预算", "支出", "收入", "决算", "费", "余额", "款")


def table_relations(view: GridView) -> Iterator[Relation]:
    """Every total relation of a headed grid (footing, cross-footing, code roll-up, shares)."""
    if view.grid.form or view.grid.family == "indicators":
        return
    yield from of_which_columns(view)
    scored = view.grid.family in ("funds", "tasks")
    columns = [
        (column, entries)
        for column, entries in view.columns()
        if _additive(entries)
        and not _unnamed_means(view, entries)
        and not _repeated(entries)
        and not (scored and entries_role(entries) in _MARKS)
    ]
    found: list[tuple[int, Relation]] = []
    for column, entries in columns:
        if not view.codes:
            found += [(column, relation) for relation in footings(view, entries)]
            found += [(column, relation) for relation in enumerated_totals(view, entries)]
            found += [(column, relation) for relation in numbered_wholes(view, entries)]
            found += [(column, relation) for relation in class_totals(view, entries)]
            yield from of_which_rows(view, entries)
    if view.codes:
        for column, entries in lists_of_accounts(view, columns):
            found += [(column, relation) for relation in code_totals(view, entries)]
    yield from _with_something_to_add([relation for _, relation in found])
    yield from _with_something_to_add(list(cross_footing(view, [column for column, _ in columns])))
    yield from _balance(view)
    yield from table_shares(view, found)


def entries_role(entries: Sequence[Entry]) -> Role | None:
    """The role of a column: that of its first figure."""
    return next((entry.figure.role for entry in entries if entry.figure is not None), None)


def _repeated(entries: Sequence[Entry]) -> bool:
    """284 场 in every row and in the total: one count that each of the costs is for."""
    figures = [entry.figure for entry in entries if entry.figure is not None]
    counted = all(figure.measure is Measure.COUNT and figure.value for figure in figures)
    return counted and len(figures) > _FEW and len({figure.value for figure in figures}) == 1


def _unnamed_means(view: GridView, entries: Sequence[Entry]) -> bool:
    """Decimals without a unit under heads that speak of no money: means and indices, likely."""
    figures = [entry.figure for entry in entries if entry.figure is not None]
    if figures[0].measure is not Measure.BARE or not any(figure.decimals for figure in figures):
        return False
    words = squeeze(view.grid.title + "".join(entries[0].cell.column_path))
    return not any(word in words for word in _MONEY_WORDS)


def _additive(entries: Sequence[Entry]) -> bool:
    figures = [entry.figure for entry in entries if entry.figure is not None]
    return (
        len(figures) >= 2
        and all(figure.role not in _NOT_ADDITIVE for figure in figures)
        and all(figure.measure in _ADDITIVE_MEASURES for figure in figures)
        and len({figure.measure for figure in figures}) == 1
        and (figures[0].measure is not Measure.SHARE or figures[0].role is Role.SHARE)
        and (figures[0].role is Role.SHARE or not _RATIO_HEAD.search(squeeze(head(entries[0]))))
    )


def _with_something_to_add(relations: list[Relation]) -> Iterator[Relation]:
    """All but the totals of nothing: a zero whose parts are all blank."""
    for relation in relations:
        if relation.claim.value != 0 or any(part.value is not None for part in relation.terms):
            yield relation


def _balance(view: GridView) -> Iterator[Relation]:
    """收入总计 and 支出总计 of one statement are equal (domain.md §3.2)."""
    totals: dict[str, Entry] = {}
    for entry in view.entries:
        label = normalise(entry.label)
        if entry.figure is not None and label in ("收入总计", "支出总计"):
            totals.setdefault(label, entry)
    if len(totals) == 2:
        income, spending = totals["收入总计"], totals["支出总计"]
        assert income.figure is not None
        yield Relation(
            kind="balance",
            formula=Formula.EQUAL,
            claim=spending.term,
            terms=(income.term,),
            measure=income.figure.measure,
            why=(
                because("收入总计与支出总计应相等", "total income and total expenditure are equal"),
            ),
        )
