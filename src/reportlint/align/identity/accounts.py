"""Budget and final-accounts figures keyed by side, source, item, split, role and year.

Tables are recognised by their titles, never by their number (domain.md §3.2): the order differs
by place. 收入/支出, the source of funds (全口径, 财政拨款, 一般公共预算, 政府性基金, 国有资本经营)
and the item keep figures apart that only happen to be equal this year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from reportlint.align.carry import CARRY, carried_sources
from reportlint.align.identity.mentions import Key, Mention
from reportlint.align.terms import because
from reportlint.align.view import Entry, GridView, level_of
from reportlint.model.accounts import AccountsTable, accounts_table, source_named
from reportlint.model.fact import Formula, Relation, Term
from reportlint.model.figure import Figure, Measure, Role
from reportlint.model.naming import body_names
from reportlint.model.reading import Reading
from reportlint.model.vocabulary import normalise, squeeze

SPLITS = {
    "合计": "total",
    "本年支出合计": "total",
    "本年支出": "total",
    "本年支出小计": "total",
    "支出合计": "total",
    "小计": "total",
    "总计": "total",
    "基本支出": "basic",
    "项目支出": "project",
    "人员经费": "personnel",
    "公用经费": "public",
    "日常公用经费": "public",
}
_OF_GOVERNMENT = re.compile(r"预算执行情况|预算草案|财政收支|财政预算|财政决算")
_SHORT_NAME = 4  # 其他支出 keeps its 支出
# Money of earlier years that is neither this year's income nor carried over for its purpose.
_TOTALLED = re.compile(r"本年|合计|总计|小计|总收入")
_SURPLUS = re.compile(r"使用[\u4e00-\u9fff]{0,8}结余|事业基金|结余分配")
_INCOMING = re.compile(r"收入|年初|上年(?!度)")
_OUTGOING = re.compile(r"支出|年末|年终|结转下年|结余分配")
_ONE_SOURCE = ("general", "fund", "capital")
_CARRIED = (
    (re.compile(r"年初|上年"), "carry-in"),
    (re.compile(r"年末|下年"), "carry-out"),
)


@dataclass(frozen=True, slots=True)
class Book:
    """What the accounts of one document have in common.

    ``two_totals`` are the sides (income, expenditure) whose overview prints 本年…合计 and …总计,
    so that the two are told apart; ``sides`` those it has any total of. ``items`` maps the name
    of an account to its place in the hierarchy, None when several bear it; ``classes`` are the
    accounts an overview lists, ``incomes`` the kinds of income besides the sources of funds.
    """

    two_totals: frozenset[str]
    sides: frozenset[str]
    items: dict[str, str | None]
    classes: frozenset[str] = frozenset()
    incomes: frozenset[str] = frozenset()
    bodies: frozenset[str] = frozenset()

    def current(self, side: str) -> str:
        """What tells this year's total of one side from the one with what is carried over."""
        return "current" if side in self.two_totals else ""

    def said_current(self, side: str) -> str:
        """The same for a text that says 本年: without an overview nothing makes the two one."""
        return "current" if side in self.two_totals or side not in self.sides else ""


def item_sums(mentions: Sequence[Mention]) -> Iterator[Relation]:
    """The items told one by one in the text stay within their 类 and within the total."""
    told: dict[tuple[str, ...], dict[str, Mention]] = {}
    known: dict[Key, Mention] = {}
    for mention in mentions:
        side, source, item, split, *rest = (*mention.key, "", "", "", "")[:6]
        if mention.in_table or not (side == "expenditure" and source == "general" and "/" in item):
            known.setdefault(mention.key, mention)
        else:
            told.setdefault((split, *rest), {}).setdefault(item, mention)
    for rest_key, items in told.items():
        classes: dict[str, list[Mention]] = {"": list(items.values())}
        for item, mention in items.items():
            classes.setdefault(item.partition("/")[0], []).append(mention)
        for name, parts in classes.items():
            for source in ("fiscal", "general"):
                whole = known.get(("expenditure", source, name, *rest_key))
                if whole is not None and len(parts) > 1:
                    yield _item_sum(whole, parts)


def _item_sum(whole: Mention, parts: Sequence[Mention]) -> Relation:
    why = because(
        f"文中说明的 {len(parts)} 个科目之和不超过“{whole.term.label}”",
        f"the {len(parts)} accounts explained in the text stay within '{whole.term.label}'",
    )
    return Relation(
        kind="item-sum",
        formula=Formula.SUM,
        claim=whole.term,
        terms=tuple(part.term for part in parts),
        measure=Measure.MONEY,
        why=(why,),
        exhaustive=False,
        confidence=0.9,
    )


def is_accounts_title(title: str) -> bool:
    """Whether a table title names one of the budget or final-accounts tables."""
    return accounts_table(title) is not None


def account_tables(views: Sequence[GridView]) -> list[tuple[GridView, AccountsTable]]:
    """The tables of a submission whose figures have keys."""
    return [
        (view, table)
        for view in views
        if not view.grid.form and (table := accounts_table(view.grid.title)) is not None
    ]


def account_mentions(
    tables: Sequence[tuple[GridView, AccountsTable]], book: Book
) -> Iterator[Mention]:
    """Keyed figures of the accounts tables."""
    parts = _parts(tables)
    found = [
        (table, mention)
        for view, table in tables
        for mention in _table_mentions(view, table, book, parts[view.document, view.grid.table])
    ]
    yield from _customs(found)


def _customs(found: Sequence[tuple[AccountsTable, Mention]]) -> Iterator[Mention]:
    """Budgets that carry money over: the table of one source may list this year's money alone.

    The overview adds what is carried over to this year's appropriations; the table of expenditure
    from the general budget follows it in some places and in others shows the appropriations only.
    """
    carried = {
        mention.key[4:]
        for table, mention in found
        if table.kind == "overview" and mention.key[0] == "carry-in" and mention.term.value
    }
    incomes: dict[Key, list[Term]] = {}
    for table, mention in found:
        side, source, _, _, *rest = mention.key
        if table == AccountsTable("overview", "fiscal") and side == "income":
            incomes.setdefault((source, *rest), []).append(mention.term)
    for table, mention in found:
        side, source, item, split, *rest = mention.key
        told = side == "expenditure" and source in _ONE_SOURCE and split == "total"
        if not told or rest[0] != "budget" or mention.key[4:] not in carried:
            yield mention
        elif table.kind == "overview":
            yield replace(mention, scope="with what is carried over")
        else:
            whole = item in ("", "current")
            instead = tuple(incomes.get((source, *rest), ())) if whole else ()
            yield replace(mention, scope="this year's", instead=instead)


def _parts(tables: Sequence[tuple[GridView, AccountsTable]]) -> dict[tuple[int, int], str]:
    """Which set of accounts a table belongs to: empty where its document holds only one.

    A document may hold the accounts of a department and then those of its bodies, under the same
    titles; every set opens with its statement of all income and expenditure.
    """
    found: dict[tuple[int, int], str] = {}
    opened: dict[int, int] = {}
    for view, table in tables:
        document = view.document
        if (document, view.grid.table) in found:
            continue
        if (table.kind, table.source) == ("overview", "all"):
            opened[document] = opened.get(document, 0) + 1
        found[document, view.grid.table] = f"#{opened.get(document, 0)}"
    return {place: part if opened.get(place[0], 0) > 1 else "" for place, part in found.items()}


def book_of(tables: Sequence[tuple[GridView, AccountsTable]]) -> Book:
    """What the accounts tables of a submission have in common."""
    totals: dict[str, set[bool]] = {"income": set(), "expenditure": set()}
    classes: set[str] = set()
    items: dict[str, str | None] = {}
    incomes: set[str] = set()
    for view, table in tables:
        if table.kind == "overview":
            for entry in view.entries:
                name = _name(entry.label)
                named = _TOTALLED.search(name) and re.search(r"收入|支出|总计", name)
                side = _side(entry, name, view) if named else None
                if side is not None:
                    totals[side].add("本年" in name)
                elif "支出" in name and not _SURPLUS.search(name):
                    classes.add(account_name(entry.label))
        if table.kind in ("overview", "income"):
            labels = {_name(entry.label) for entry in view.entries}
            labels |= {_name(head) for entry in view.entries for head in entry.cell.column_path}
            incomes |= {kind for label in labels if (kind := income_name(label)) is not None}
        if table.kind == "expenditure":
            for path in _paths(view).values():
                item = "/".join(path)
                if items.setdefault(path[-1], item) != item:
                    items[path[-1]] = None
    bodies = {name for view, _ in tables for name in body_names(view.reading)}
    return Book(
        frozenset(side for side, found in totals.items() if len(found) > 1),
        frozenset(side for side, found in totals.items() if found),
        items,
        frozenset(classes),
        frozenset(incomes),
        frozenset(bodies),
    )


def carried_by(label: str) -> str:
    """carry-in or carry-out of a label that names money carried over."""
    return next((name for pattern, name in _CARRIED if pattern.search(label)), "carry-in")


def income_name(label: str) -> str | None:
    """其他 of 其他收入, 财政专户管理资金: a kind of income that is no source of funds."""
    if source_named(label) is not None or CARRY.search(label) or _TOTALLED.search(label):
        return None
    if not label.endswith(("收入", "资金")):
        return None
    return label.removesuffix("收入") or None


def document_role(reading: Reading) -> str | None:
    """What the figures of the document are when nothing else is said: budget or executed."""
    title = squeeze(reading.title)
    if _OF_GOVERNMENT.search(title):
        return None  # the report on a county's whole budget keeps several accounts side by side
    if "决算" in title:
        return Role.EXECUTED.value
    return "budget" if "预算" in title else None


def stated_role(figure: Figure, reading: Reading) -> str | None:
    """Budget or executed: by the head of a figure, else by the title of its document."""
    return role_of(figure, document_role(reading))


def role_of(figure: Figure, default: str | None) -> str | None:
    """budget, budget-final or executed; ``default`` for a figure whose words say neither."""
    if figure.role is Role.EXECUTED:
        return Role.EXECUTED.value
    if figure.role is Role.BUDGET_INITIAL:
        return "budget"
    if figure.role is Role.BUDGET_FINAL:
        return "budget" if default == "budget" else Role.BUDGET_FINAL.value
    # 结转 as a head or row name says what is told, not in which role.
    named = figure.role in (Role.OTHER, Role.CARRY_IN, Role.CARRY_OUT, Role.BALANCE)
    return default if named else None


def _table_mentions(
    view: GridView, table: AccountsTable, book: Book, part: str
) -> Iterator[Mention]:
    default = document_role(view.reading)
    paths = _paths(view)
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
        and CARRY.search(_name(below.label))
        and below.figure is not None
        and below.figure.value
    }


def _paths(view: GridView) -> dict[tuple[int, int], tuple[str, ...]]:
    """(row, block) → names of its 类, 款 and 项, from the codes of the row."""
    found: dict[tuple[int, int], tuple[str, ...]] = {}
    names: list[str] = []
    rows = dict(view.rows())
    for (row, block), codes in sorted(view.codes.items(), key=lambda item: item[0][::-1]):
        depth = len(codes) if len(codes) > 1 else max(1, (len(codes[0]) - 1) // 2)
        del names[depth - 1 :]
        names += [""] * (depth - 1 - len(names))
        entries = [entry for entry in rows.get(row, ()) if view.block(entry.column) == block]
        label = next((e.label for e in entries if not e.label.strip().isdigit()), "")
        names.append(account_name(label))
        found[row, block] = tuple(names)
    return found


def _name(label: str) -> str:
    return re.sub(r"[（(].*?[）)]", "", normalise(label))


def account_name(label: str) -> str:
    """一般公共服务支出 and 一般公共服务（类） name one account."""
    plain = _name(label)
    return plain.removesuffix("支出") if len(plain) > _SHORT_NAME else plain


def _cell_key(
    entry: Entry,
    table: AccountsTable,
    path: tuple[str, ...] | None,
    view: GridView,
    book: Book,
    carried: bool,
) -> Key | None:
    label = _name(entry.label)
    heads = [_name(text) for text in entry.cell.column_path]
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
    return sum(1 for other in column if view.vocabulary.is_total(_name(other.label))) == 1


def _whole_body(entry: Entry, label: str, view: GridView, book: Book) -> bool:
    """Whether the row of a body is the whole: not （本级）, and in a table without a total row."""
    if label not in book.bodies or re.search(r"本级|机关|本部", entry.label):
        return False
    labels = (other.label for other in view.entries if other.column == entry.column)
    return not any(view.vocabulary.is_total(text) for text in labels)


def _has_carry_column(view: GridView) -> bool:
    heads = {head for entry in view.entries for head in entry.cell.column_path}
    return any(CARRY.search(_name(head)) for head in heads)


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
    if CARRY.search(leaf):
        carried = carried_by(leaf)
        return (carried, table.source, "" if item == "current" else item, "total")
    if leaf == "本年收入":
        return ("income", table.source, "" if item == "current" else item, "total")
    split = SPLITS.get(leaf) or ("total" if leaf == "本年支出" else None)
    if not top.startswith("本年支出") or split is None:
        return None
    if split != "total" and item == "current":
        item = ""
    return ("expenditure", table.source, item, split)


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
    if _SURPLUS.search(label):
        return None
    if _under_carry(entry, view):
        return ("carry-in", source_named(label) or source, "", "total")
    if CARRY.search(label):
        return (carried_by(label), source_named(leaf) or source_named(label) or source, "", "total")
    if leaf == "本年支出" and view.vocabulary.is_total(label):
        return ("expenditure", source, book.said_current("expenditure"), "total")
    if view.vocabulary.is_total(label) or label in ("本年收入", "本年支出"):
        side = _side(entry, label, view)
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
    return level > 0 and bool(above) and CARRY.search(_name(above[-1].label)) is not None


def _side(entry: Entry, label: str, view: GridView) -> str | None:
    """Income or expenditure: by the total's own name, else by the other names of its column."""
    if "收入" in label or "支出" in label:
        return "income" if "收入" in label else "expenditure"
    names = [_name(other.label) for other in view.entries if other.column == entry.column]
    names += [_name(head) for head in entry.cell.column_path]
    income = sum(_INCOMING.search(name) is not None for name in names)
    spending = sum(_OUTGOING.search(name) is not None for name in names)
    if income == spending:
        return None
    return "income" if income > spending else "expenditure"


def _is_amount(leaf: str) -> bool:
    return leaf in ("", "金额") or leaf.endswith(("预算数", "决算数", "预算", "金额"))
