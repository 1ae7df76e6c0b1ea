"""What the accounts of one document have in common: names, sides, roles, sets of totals."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reportlint.align.carry import CARRY
from reportlint.align.view import Entry, GridView, code_depth
from reportlint.model.accounts import AccountsTable, source_named
from reportlint.model.figure import Figure, Role
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
_OF_GOVERNMENT = re.compile(
    r"预算执行情况|预算草案|财政收支|财政预算|财政决算|决算[（(]?草案|[省市县区州]本?级(?:财政)?决算"
)
_SHORT_NAME = 4  # 其他支出 keeps its 支出
_TOTALLED = re.compile(r"本年|合计|总计|小计|总收入")
# Money of earlier years that is neither this year's income nor carried over for its purpose.
SURPLUS = re.compile(r"使用[\u4e00-\u9fff]{0,8}结余|事业基金|结余分配")
_INCOMING = re.compile(r"收入|年初|上年(?!度)")
_OUTGOING = re.compile(r"支出|年末|年终|结转下年|结余分配")
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


def book_of(tables: Sequence[tuple[GridView, AccountsTable]]) -> Book:
    """What the accounts tables of a submission have in common."""
    totals: dict[str, set[bool]] = {"income": set(), "expenditure": set()}
    classes: set[str] = set()
    items: dict[str, str | None] = {}
    incomes: set[str] = set()
    for view, table in tables:
        if table.kind == "overview":
            for entry in view.entries:
                name = plain_name(entry.label)
                named = _TOTALLED.search(name) and re.search(r"收入|支出|总计", name)
                side = side_of(entry, name, view) if named else None
                if side is not None:
                    totals[side].add("本年" in name)
                elif "支出" in name and not SURPLUS.search(name):
                    classes.add(account_name(entry.label))
        if table.kind in ("overview", "income"):
            labels = {plain_name(entry.label) for entry in view.entries}
            labels |= {
                plain_name(head) for entry in view.entries for head in entry.cell.column_path
            }
            incomes |= {kind for label in labels if (kind := income_name(label)) is not None}
        if table.kind == "expenditure":
            for path in paths_of_codes(view).values():
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


def carried_by(label: str, told: Role | None = None) -> str:
    """carry-in or carry-out of a label that names money carried over.

    A label that says neither follows the sentence (``told``): 年末结余 …，其中财政拨款结转 ….
    """
    default = "carry-out" if told is Role.CARRY_OUT else "carry-in"
    return next((name for pattern, name in _CARRIED if pattern.search(label)), default)


def income_name(label: str) -> str | None:
    """其他 of 其他收入, 财政专户管理资金: a kind of income that is no source of funds."""
    if source_named(label) is not None or CARRY.search(label) or _TOTALLED.search(label):
        return None
    if not label.endswith(("收入", "资金")):
        return None
    return label.removesuffix("收入") or None


def is_of_government(reading: Reading) -> bool:
    """Whether a report is on the whole budget of a county or city, with its several accounts."""
    return _OF_GOVERNMENT.search(squeeze(reading.title)) is not None


def document_role(reading: Reading) -> str | None:
    """What the figures of the document are when nothing else is said: budget or executed."""
    title = squeeze(reading.title)
    if is_of_government(reading):
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


def paths_of_codes(view: GridView) -> dict[tuple[int, int], tuple[str, ...]]:
    """(row, block) → names of its 类, 款 and 项, from the codes of the row."""
    found: dict[tuple[int, int], tuple[str, ...]] = {}
    names: list[str] = []
    rows = dict(view.rows())
    for (row, block), codes in sorted(view.codes.items(), key=lambda item: item[0][::-1]):
        depth = max(1, code_depth(codes))
        del names[depth - 1 :]
        names += [""] * (depth - 1 - len(names))
        entries = [entry for entry in rows.get(row, ()) if view.block(entry.column) == block]
        label = next((e.label for e in entries if not e.label.strip().isdigit()), "")
        names.append(account_name(label))
        found[row, block] = tuple(names)
    return found


def plain_name(label: str) -> str:
    """A label without what stands in brackets."""
    return re.sub(r"[（(].*?[）)]", "", normalise(label))


def account_name(label: str) -> str:
    """一般公共服务支出 and 一般公共服务（类） name one account."""
    plain = plain_name(label)
    return plain.removesuffix("支出") if len(plain) > _SHORT_NAME else plain


def side_of(entry: Entry, label: str, view: GridView) -> str | None:
    """Income or expenditure: by the total's own name, else by the other names of its column."""
    if "收入" in label or "支出" in label:
        return "income" if "收入" in label else "expenditure"
    names = [plain_name(other.label) for other in view.entries if other.column == entry.column]
    names += [plain_name(head) for head in entry.cell.column_path]
    income = sum(_INCOMING.search(name) is not None for name in names)
    spending = sum(_OUTGOING.search(name) is not None for name in names)
    if income == spending:
        return None
    return "income" if income > spending else "expenditure"
