"""Keys of the cells of budget and final-accounts tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from reportlint.align.carry import CARRY, carried_sources
from reportlint.align.identity.account_book import (
    SPLITS,
    SURPLUS,
    Book,
    account_name,
    carried_by,
    document_role,
    income_name,
    paths_of_codes,
    plain_name,
    role_of,
    side_of,
)
from reportlint.align.identity.mentions import Key, Mention
from reportlint.align.terms import because
from reportlint.align.view import Entry, GridView, level_of
from reportlint.model.accounts import AccountsTable, source_named
from reportlint.model.figure import Measure


def keyed_cells(view: GridView, table: AccountsTable, book: Book, part: str) -> Iterator[Mention]:
    """The keyed figures of one table; ``part`` names its set of accounts among several."""
    default = document_role(view.reading)
    paths = paths_of_codes(view)
    carried = table.kind == "income" and _has_carry_column(view)
    holding = _holding_carried(view)
    for entry in view.entries:
        figure = entry.figure
        if figure is None or figure.measure is not Measure.MONEY:
            continue
        role = role_of(figure, default)
        if role is None:
            continue
        key = _cell_key(
            entry, table, paths.get((entry.row, view.block(entry.column))), view, book, carried
        )
        if key is None:
            continue
        trail = " › ".join((*entry.cell.row_path[-1:], *entry.cell.column_path))
        yield Mention(
            entry.term,
            (*key, role, (figure.period or "") + part),
            Measure.MONEY,
            view.key.rpartition(":")[0],
            0.96,
            because(f"{view.grid.title}：{trail}", f"{view.grid.title}: {trail}"),
            settled=(entry.row, entry.column) not in holding,
        )


def _holding_carried(view: GridView) -> set[tuple[int, int]]:
    """Amounts above 其中：上年结转: they hold what other tables list apart."""
    return {
        (above.row, above.column)
        for _, entries in view.columns()
        for above, below in pairwise(entries)
        if view.vocabulary.is_of_which(below.label)
        and CARRY.search(plain_name(below.label))
        and below.figure is not None
        and below.figure.value
    }


def _cell_key(
    entry: Entry,
    table: AccountsTable,
    path: tuple[str, ...] | None,
    view: GridView,
    book: Book,
    carried: bool,
) -> Key | None:
    label = plain_name(entry.label)
    heads = [plain_name(text) for text in entry.cell.column_path]
    leaf = heads[-1] if heads else ""
    if table.kind == "overview":
        return _overview_key(entry, label, heads, table, view, book)
    total = _is_whole(entry, label, view) or label == "" or _whole_body(entry, label, view, book)
    if path is None and not total:
        path = (account_name(entry.label),)
        if view.codes or table.kind != "expenditure" or path[0] not in book.classes:
            return None
    side = "income" if table.kind == "income" else "expenditure"
    said_of_the_year = side == "expenditure" and leaf == "本年支出"
    whole = book.said_current(side) if said_of_the_year else book.current(side)
    item = "/".join(path) if path else whole
    if table.kind == "income":
        return _income_key(leaf, item, carried)
    if table.kind == "fund":
        return _fund_key(heads, item, table, book)
    own = source_named(leaf)
    if own is not None and table.source == "all":
        # 其中：一般公共预算 as a column beside the whole
        return ("expenditure", own, item if path else book.current(side), "total")
    split = SPLITS.get(leaf) or ("total" if own is None and _is_amount(leaf) else None)
    if split is None:
        return None
    if table.kind == "economic":
        return _economic_key(label, table.source, path, split)
    if split != "total" and item == "current":
        item = ""
    return ("expenditure", table.source, item, split)


def _is_whole(entry: Entry, label: str, view: GridView) -> bool:
    """Whether a row is the table's total: a 小计 beside a 合计 or another 小计 is not."""
    if not view.vocabulary.is_total(label):
        return False
    if not view.vocabulary.is_subtotal(label):
        return True
    column = [other for other in view.entries if other.column == entry.column]
    return sum(1 for other in column if view.vocabulary.is_total(plain_name(other.label))) == 1


def _whole_body(entry: Entry, label: str, view: GridView, book: Book) -> bool:
    """Whether the row of a body is the whole: not （本级）, and in a table without a total row."""
    if label not in book.bodies or re.search(r"本级|机关|本部", entry.label):
        return False
    labels = (other.label for other in view.entries if other.column == entry.column)
    return not any(view.vocabulary.is_total(text) for text in labels)


def _has_carry_column(view: GridView) -> bool:
    heads = {head for entry in view.entries for head in entry.cell.column_path}
    return any(CARRY.search(plain_name(head)) for head in heads)


def _income_key(leaf: str, item: str, carried: bool) -> Key | None:
    """合计 includes what is carried in where the table has a column for it."""
    if leaf in ("合计", "总计"):
        return ("income", "all", "" if item == "current" and carried else item, "total")
    if leaf == "收入合计" and item == "current" and carried:
        return ("income", "all", "", "total")
    if leaf in ("本年收入合计", "本年收入小计", "收入合计", "本年收入"):
        return ("income", "all", item, "total")
    if CARRY.search(leaf):
        return ("carry-in", "all", "" if item == "current" else item, "total")
    source = source_named(leaf) or income_name(leaf)
    if source is None:
        return None
    if item == "current" and source != "fiscal":
        item = ""
    return ("income", source, item, "total")


def _fund_key(heads: Sequence[str], item: str, table: AccountsTable, book: Book) -> Key | None:
    """What came in of one fund, was spent and is left, by account."""
    leaf, top = (heads[-1], heads[0]) if heads else ("", "")
    plain = "" if item == "current" else item
    if CARRY.search(leaf):
        return (carried_by(leaf), table.source, plain, "total")
    if leaf == "本年收入":
        return ("income", table.source, plain, "total")
    split = SPLITS.get(leaf)
    if not top.startswith("本年支出") or split is None:
        return None
    return ("expenditure", table.source, item if split == "total" else plain, split)


def _economic_key(label: str, source: str, path: tuple[str, ...] | None, split: str) -> Key:
    if path is not None:
        return ("economic", source, "/".join(path), split)
    named = next((name for word, name in SPLITS.items() if label.startswith(word)), "total")
    if split == "total":
        split = "basic" if named == "total" else named
    return ("expenditure", source, "", split)


def _overview_key(
    entry: Entry,
    label: str,
    heads: Sequence[str],
    table: AccountsTable,
    view: GridView,
    book: Book,
) -> Key | None:
    leaf = heads[-1] if heads else ""
    split = next((SPLITS[head] for head in reversed(heads) if head in SPLITS), "total")
    source = source_named(leaf) or table.source
    if leaf not in SPLITS and source_named(leaf) is None and not _is_amount(leaf):
        return None
    if SURPLUS.search(label):
        return None
    if _under_carry(entry, view):
        return ("carry-in", source_named(label) or source, "", "total")
    if CARRY.search(label):
        return (carried_by(label), source_named(leaf) or source_named(label) or source, "", "total")
    if leaf == "本年支出" and view.vocabulary.is_total(label):
        return ("expenditure", source, book.said_current("expenditure"), "total")
    if view.vocabulary.is_total(label) or label in ("本年收入", "本年支出"):
        side = side_of(entry, label, view)
        item = book.current(side) if side and "本年" in label else ""
        return (side, source, item, split) if side else None
    if "支出" in label:
        return ("expenditure", source, account_name(label), split)
    own = source_named(label) or income_name(label)
    if own is None or split != "total":
        return None
    return ("income", own, "", "total")


def _under_carry(entry: Entry, view: GridView) -> bool:
    """（一）一般公共预算拨款 below 二、上年结转 is money carried in."""
    column = [other for other in view.entries if other.column == entry.column]
    level = level_of(entry.label)
    if level is None:
        return any(entry in below for below in carried_sources(column).values())
    above = [other for other in column if other.row < entry.row and level_of(other.label) == 0]
    return level > 0 and bool(above) and CARRY.search(plain_name(above[-1].label)) is not None


def _is_amount(leaf: str) -> bool:
    return leaf in ("", "金额") or leaf.endswith(("预算数", "决算数", "预算", "金额"))
