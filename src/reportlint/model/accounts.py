"""The tables of a budget or final accounts, and which of them a relation joins (domain.md §3.2).

Tables are recognised by their titles, never by their number: the order differs by place.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from reportlint.model.fact import Facts, Relation, Term
from reportlint.model.reading import Grid
from reportlint.model.vocabulary import squeeze

SOURCES = (
    (re.compile(r"一般公共预算"), "general"),
    (re.compile(r"政府性基金"), "fund"),
    (re.compile(r"国有资本经营"), "capital"),
)
# 使用非财政拨款结余 is money of another kind.
ALL_SOURCES = (*SOURCES, (re.compile(r"(?<!非)财政拨款"), "fiscal"))
_TITLE = re.compile(r"(?:收入|支出|收支)[^，。]{0,16}表")
_NO_ACCOUNTS = re.compile(r"三公|项目支出|重点项目|绩效|目标|任务|自评|使用情况|执行情况|明细账")
# Tables of some of the spending: their totals are not those of the accounts.
_PARTIAL = re.compile(
    r"明细|(?:采购|购买服务|专户(?:管理)?(?:资金)?|专项(?:资金|经费)?|转移支付|会议费?|培训费?|债务(?:资金)?|"
    r"运行经费|(?:单位|自有)资金|结转(?:结余)?(?:资金)?|课题(?:经费)?|工程(?:经费|资金)?)(?:预算|决算)?(?:收支|收入|支出)"
)

Joined = Literal["statement", "tables", ""]


@dataclass(frozen=True, slots=True)
class AccountsTable:
    """What the title of an accounts table says: its kind and the source of funds.

    ``kind`` is overview (income and expenditure of all or of fiscal money), fund (what came in, was
    spent and is left of one fund), income, expenditure, or economic (basic expenditure by class).
    """

    kind: str
    source: str


@dataclass(frozen=True, slots=True)
class Accounts:
    """The accounts tables of a submission by document, table and row."""

    rows: Mapping[tuple[int, int, int], tuple[Grid, AccountsTable]]

    def joins(self, relation: Relation) -> Joined:
        """``statement``: within one overview; ``tables``: across tables of one document."""
        members = [self._of(term) for term in relation.members]
        found = [member for member in members if member is not None]
        if len(found) < len(members) or len({term.document for term in relation.members}) > 1:
            return ""
        if len({(grid.table, grid.rows) for grid, _ in found}) > 1:
            return "tables"
        return "statement" if found[0][1].kind == "overview" else ""

    def title(self, term: Term) -> str:
        """The title of the accounts table that an operand stands in."""
        found = self._of(term)
        return "" if found is None else squeeze(found[0].title)

    def _of(self, term: Term) -> tuple[Grid, AccountsTable] | None:
        if term.table is None or term.row is None:
            return None
        return self.rows.get((term.document, term.table, term.row))


def accounts(facts: Facts) -> Accounts:
    """The accounts tables among the tables of a submission."""
    rows: dict[tuple[int, int, int], tuple[Grid, AccountsTable]] = {}
    for document, reading in enumerate(facts.readings):
        for grid in reading.grids:
            found = None if grid.form else accounts_table(grid.title)
            if found is not None:
                rows |= {(document, grid.table, row): (grid, found) for row in grid.rows}
    return Accounts(rows)


def accounts_table(title: str) -> AccountsTable | None:
    """The accounts table that a title names, None for any other table."""
    plain = squeeze(title)
    if not _TITLE.search(plain) or _NO_ACCOUNTS.search(plain) or _PARTIAL.search(plain):
        return None
    basic, project = "基本支出" in plain, "项目支出" in plain
    if project and not basic:
        return None
    source = source_named(plain) or "all"
    income, expenditure = "收入" in plain, "支出" in plain
    if "收支" in plain or (income and expenditure):
        return AccountsTable("overview" if source in ("all", "fiscal") else "fund", source)
    if basic and not project:
        return AccountsTable("economic", source)
    if expenditure:
        return AccountsTable("expenditure", source)
    return AccountsTable("income", source) if income else None


def source_named(text: str) -> str | None:
    """The source of funds a label names: general, fund, capital, or fiscal for all three."""
    return next((name for pattern, name in ALL_SOURCES if pattern.search(text)), None)
