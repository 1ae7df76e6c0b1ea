"""Budget and final-accounts figures keyed by side, source, item, split, role and year.

Tables are recognised by their titles, never by their number (domain.md §3.2): the order differs
by place. 收入/支出, the source of funds (全口径, 财政拨款, 一般公共预算, 政府性基金, 国有资本经营)
and the item keep figures apart that only happen to be equal this year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportlint.align.carry import CARRY, carried_sources
from reportlint.align.identity.mentions import Key, Mention, text_place
from reportlint.align.statements import Paragraph, Statement
from reportlint.align.terms import because
from reportlint.align.view import Entry, GridView, level_of
from reportlint.model.accounts import ALL_SOURCES, AccountsTable, accounts_table, source_named
from reportlint.model.fact import Formula, Relation
from reportlint.model.figure import Comparator, Figure, Measure, Role
from reportlint.model.naming import body_names
from reportlint.model.reading import Reading
from reportlint.model.vocabulary import normalise, squeeze

_ITEM = re.compile(
    r"^\s*(?:(?:\d{1,3}|[（(]?[一二三四五六七八九十]{1,3}[）)]?)[.．、]?\s*)?[“\"]?"
    r"(?:(?P<path>[^”\"，。]{4,80}[（(]项[）)])"
    r"|(?P<chain>[\u4e00-\u9fff（）()、]{3,30}(?:[-－—–/][\u4e00-\u9fff（）()、]{3,40}){2}))"
    r"[”\"]?(?:科目)?(?:安排|支出)?"
)
_PART = re.compile(r"(?P<name>[^（）()]+?)[（(](?:类|款|项)[）)]")
_CHAIN = re.compile(r"[-－—–/]")
_ALL = re.compile(
    r"^(?:全年|本年|当年)?(?:部门)?(?:收入|支出)$"
    r"|(?:收入|支出)(?:总预算|预算数?|总计|总数|合计|总额)$|(?:总收入|总支出)$|收支总(?:预算|计)$"
)
# 政府采购支出总额, 基本支出合计 are totals of something else than the whole.
_QUALIFIED = re.compile(r"采购|三公|项目|基本|公用|人员|工资|补助|专项|经费|机关运行")
_SPLITS = {
    "合计": "total",
    "本年支出合计": "total",
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
_PLANNED = re.compile(r"预算安排|年预算(?:数)?为?$")
_DONE_BEFORE = re.compile(r"执行数|决算")
_SHORT_NAME = 4  # 其他支出 keeps its 支出
_SAID = {
    Role.EXECUTED: (
        Role.EXECUTED.value,
        re.compile(r"(?:决算|实际支出|支出)(?:数|金额)?(?:为|是|共计)?$"),
    ),
    Role.BUDGET_INITIAL: ("budget", re.compile(r"年初预算(?:数|安排)?(?:为|是|共计)?$")),
}
# How far behind the item's name its amount may stand: 安排, 决算为.
_REACH = 6

# Money of earlier years that is neither this year's income nor carried over for its purpose.
_SURPLUS = re.compile(r"使用[\u4e00-\u9fff]{0,8}结余|事业基金|结余分配")
_CARRIED = (
    (re.compile(r"年初|上年"), "carry-in"),
    (re.compile(r"年末|下年"), "carry-out"),
)


@dataclass(frozen=True, slots=True)
class _Book:
    """What the accounts of one document have in common.

    ``carries`` says that money is carried over, so that 本年 and 总计 are two totals; ``items``
    maps the name of an account to its place in the hierarchy, None when several bear it.
    """

    carries: bool
    items: dict[str, str | None]
    bodies: frozenset[str] = frozenset()


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


def explains_accounts(text: str) -> bool:
    """Whether a paragraph explains one account (“…（类）…（款）…（项）”350.35 万元 …)."""
    return _ITEM.match(text) is not None


def is_accounts_title(title: str) -> bool:
    """Whether a table title names one of the budget or final-accounts tables."""
    return _table(title) is not None


def account_mentions(
    readings: Sequence[Reading], views: Sequence[GridView], paragraphs: Sequence[Paragraph]
) -> Iterator[Mention]:
    """Keyed figures of the accounts tables and of the text that explains them."""
    tables = [
        (view, table)
        for view in views
        if not view.grid.form and (table := _table(view.grid.title)) is not None
    ]
    book = _book(tables)
    known = bool(tables)
    for view, table in tables:
        yield from _table_mentions(view, table, book)
    for paragraph in paragraphs:
        if paragraph.statements[0].figure.table is not None:
            continue
        role = _document_role(paragraph.reading)
        if role is None:
            continue
        found = _ITEM.match(paragraph.text)
        if found:
            yield from _item(paragraph, found, role)
        elif known:
            yield from _overview(paragraph, role, book)


def _book(tables: Sequence[tuple[GridView, AccountsTable]]) -> _Book:
    carries = False
    items: dict[str, str | None] = {}
    for view, table in tables:
        if table.kind == "overview":
            carries = carries or any(
                CARRY.search(_name(entry.label)) and entry.term.value for entry in view.entries
            )
        elif table.kind == "expenditure":
            for path in _paths(view).values():
                item = "/".join(path)
                known = items.setdefault(path[-1], item)
                items[path[-1]] = item if known == item else None
    bodies = {name for view, _ in tables for name in body_names(view.reading)}
    return _Book(carries, items, frozenset(bodies))


def _table(title: str) -> AccountsTable | None:
    """The accounts table whose figures have keys: all but those of one fund."""
    found = accounts_table(title)
    return None if found is None or found.kind == "fund" else found


def _document_role(reading: Reading) -> str | None:
    """What the figures of the document are when nothing else is said: budget or executed."""
    title = squeeze(reading.title)
    if "决算" in title:
        return Role.EXECUTED.value
    return "budget" if "预算" in title else None


def stated_role(figure: Figure, reading: Reading) -> str | None:
    """Budget or executed: by the head of a figure, else by the title of its document."""
    return _role(figure, _document_role(reading))


def _role(figure: Figure, default: str | None) -> str | None:
    if figure.role is Role.EXECUTED:
        return Role.EXECUTED.value
    if figure.role is Role.BUDGET_INITIAL:
        return "budget"
    if figure.role is Role.BUDGET_FINAL:
        return "budget" if default == "budget" else Role.BUDGET_FINAL.value
    return default if figure.role is Role.OTHER else None


def _table_mentions(view: GridView, table: AccountsTable, book: _Book) -> Iterator[Mention]:
    default = _document_role(view.reading)
    paths = _paths(view)
    carried = table.kind == "income" and _has_carry_column(view)
    for entry in view.entries:
        figure = entry.figure
        if figure is None or figure.measure is not Measure.MONEY:
            continue
        role = _role(figure, default)
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
            (*key, role, figure.period or ""),
            Measure.MONEY,
            view.key.rpartition(":")[0],
            0.96,
            because(f"{view.grid.title}：{trail}", f"{view.grid.title}: {trail}"),
        )


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
        names.append(_account_name(label))
        found[row, block] = tuple(names)
    return found


def _name(label: str) -> str:
    return re.sub(r"[（(].*?[）)]", "", normalise(label))


def _account_name(label: str) -> str:
    """一般公共服务支出 and 一般公共服务（类） name one account."""
    plain = _name(label)
    return plain.removesuffix("支出") if len(plain) > _SHORT_NAME else plain


def _cell_key(
    entry: Entry,
    table: AccountsTable,
    path: tuple[str, ...] | None,
    view: GridView,
    book: _Book,
    carried: bool,
) -> Key | None:
    label = _name(entry.label)
    heads = [_name(text) for text in entry.cell.column_path]
    leaf = heads[-1] if heads else ""
    if table.kind == "overview":
        return _overview_key(entry, label, heads, table, view)
    total = view.vocabulary.is_total(label) or label == "" or label in book.bodies
    if path is None and not total:
        return None
    item = "/".join(path) if path else ("current" if book.carries else "")
    if table.kind == "income":
        return _income_key(leaf, item, carried)
    split = _SPLITS.get(leaf) or ("total" if _is_amount(leaf) else None)
    if split is None:
        return None
    if table.kind == "economic":
        return _economic_key(label, table.source, path, split)
    if split != "total" and item == "current":
        item = ""
    return ("expenditure", table.source, item, split)


def _has_carry_column(view: GridView) -> bool:
    heads = {head for entry in view.entries for head in entry.cell.column_path}
    return any(CARRY.search(_name(head)) for head in heads)


def _income_key(leaf: str, item: str, carried: bool) -> Key | None:
    """合计 includes what is carried in where the table has a column for it."""
    if leaf in ("合计", "总计"):
        return ("income", "all", "" if item == "current" and carried else item, "total")
    if leaf in ("本年收入合计", "本年收入小计", "收入合计", "本年收入"):
        return ("income", "all", item, "total")
    if CARRY.search(leaf):
        return ("carry-in", "all", "" if item == "current" else item, "total")
    source = source_named(leaf) or (leaf if leaf.endswith(("收入", "资金")) else None)
    if source is None:
        return None
    if item == "current" and source != "fiscal":
        item = ""
    return ("income", source, item, "total")


def _economic_key(label: str, source: str, path: tuple[str, ...] | None, split: str) -> Key:
    if path is not None:
        return ("economic", source, "/".join(path), split)
    named = next((name for word, name in _SPLITS.items() if label.startswith(word)), "total")
    if split == "total":
        split = "basic" if named == "total" else named
    return ("expenditure", source, "", split)


def _overview_key(
    entry: Entry, label: str, heads: Sequence[str], table: AccountsTable, view: GridView
) -> Key | None:
    leaf = heads[-1] if heads else ""
    split = next((_SPLITS[head] for head in reversed(heads) if head in _SPLITS), "total")
    source = source_named(leaf) or table.source
    if leaf not in _SPLITS and source_named(leaf) is None and not _is_amount(leaf):
        return None
    if _SURPLUS.search(label):
        return None
    if _under_carry(entry, view):
        return ("carry-in", source_named(label) or source, "", "total")
    if CARRY.search(label):
        carried = next(name for pattern, name in _CARRIED if pattern.search(label))
        return (carried, source_named(leaf) or source_named(label) or source, "", "total")
    if view.vocabulary.is_total(label) or label in ("本年收入", "本年支出"):
        side = _side(entry, label, view)
        return (side, source, "current" if "本年" in label else "", split) if side else None
    if "支出" in label:
        return ("expenditure", source, _account_name(label), split)
    own = source_named(label) or (label if label.endswith(("收入", "资金")) else None)
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
    income = sum("收入" in name for name in names)
    spending = sum("支出" in name for name in names)
    if income == spending:
        return None
    return "income" if income > spending else "expenditure"


def _is_amount(leaf: str) -> bool:
    return leaf in ("", "金额") or leaf.endswith(("预算数", "决算数", "预算", "金额"))


def _item(paragraph: Paragraph, match: re.Match[str], role: str) -> Iterator[Mention]:
    """“…（类）…（款）…（项）”350.35 万元, … 2024 年预算安排 352.67 万元."""
    if match["path"]:
        names = [part["name"] for part in _PART.finditer(match["path"])]
    else:
        names = _CHAIN.split(match["chain"])
    path = "/".join(_account_name(name) for name in names)
    end = paragraph.span.start + match.end()
    amounts = [s for s in paragraph.statements if s.money]
    year = str(paragraph.reading.year) if paragraph.reading.year else ""
    key = ("expenditure", "general", path, "total", role, year)
    why = because(f"科目“{'-'.join(names)}”", f"account '{'-'.join(names)}'")
    for number, s in enumerate(amounts):
        words = squeeze(s.figure.words)
        if role == Role.EXECUTED.value and s.figure.period == year and s.main:
            # 年初预算为 x 万元，支出决算为 y 万元: each amount says what it is.
            said = _SAID.get(s.figure.role)
            if said is not None and said[1].search(words):
                full = ("expenditure", "general", path, "total", said[0], year)
                yield Mention(s.term, full, Measure.MONEY, text_place(paragraph), 0.94, why)
            continue
        opening = number == 0 and s.figure.span.start - end <= _REACH
        planned = role == "budget" and _PLANNED.search(words) and not _DONE_BEFORE.search(words)
        if opening or (planned and s.figure.period == year):
            yield Mention(s.term, key, Measure.MONEY, text_place(paragraph), 0.94, why)


def _overview(paragraph: Paragraph, role: str, book: _Book) -> Iterator[Mention]:
    """收入预算 x 万元，其中：财政拨款收入 y 万元 …: the amounts that the tables repeat."""
    year = str(paragraph.reading.year) if paragraph.reading.year else ""
    heading = next(
        (found for text in reversed(paragraph.section) if (found := source_named(text))), ""
    )
    for s in paragraph.statements:
        figure = s.figure
        if not s.money or figure.comparator is not Comparator.EQ or s.depth:
            continue
        if figure.period != year:
            continue
        stated = _text_role(figure, role)
        told = paragraph.text[: figure.span.start - paragraph.span.start]
        last = _last_source(told)
        source = heading if last in ("", "fiscal") and heading else last
        key = None if stated is None else _text_key(s, source, book)
        if key is not None and stated is not None:
            why = because(f"文中“{figure.label}”", f"the text says '{figure.label}'")
            full = (*key, stated, figure.period)
            yield Mention(s.term, full, Measure.MONEY, text_place(paragraph), 0.92, why)


def _last_source(text: str) -> str:
    """The source of funds the sentence named last."""
    text = text.rpartition("。")[2]
    found = [(m.start(), name) for pattern, name in ALL_SOURCES for m in pattern.finditer(text)]
    found = [item for item in found if item[1] != "fiscal"] or found
    return max(found)[1] if found else ""


def _text_role(figure: Figure, role: str) -> str | None:
    """The role a sentence states; 支出 in a budget is what is planned to be spent."""
    if figure.role in (Role.CARRY_IN, Role.CARRY_OUT):
        return role
    if role == "budget" and figure.role is Role.EXECUTED:
        done = re.search(r"执行|决算|实际", figure.words)
        return None if done else role
    return _role(figure, role)


def _text_key(s: Statement, heading: str, book: _Book) -> Key | None:
    words = re.sub(r"^.*?[，。；：]", "", squeeze(s.figure.words))
    label = re.sub(r"(?:为|是|共计?|安排)$", "", normalise(words))
    if s.figure.role in (Role.CARRY_IN, Role.CARRY_OUT):
        if not re.search(r"结[转余](?:资金|收入)?$", label):
            return None
        carried = "carry-in" if s.figure.role is Role.CARRY_IN else "carry-out"
        return (carried, source_named(label) or heading or "all", "", "total")
    plain = re.sub(r"(?:总?预算|支出?决算|决算数?)$", "", label)
    item = book.items.get(_account_name(_account(label)))
    if item is not None:
        return ("expenditure", heading or "all", item, "total")
    for pattern, source in ALL_SOURCES:
        if pattern.search(plain):
            return _sourced_key(label, source, book)
    split = next((name for word, name in _SPLITS.items() if plain.endswith(word)), None)
    if split in ("basic", "project", "personnel", "public"):
        if _PLAIN.sub("", plain) not in _SPLITS:
            return None
        return ("expenditure", heading or "all", "", split)
    if _ALL.search(label) and not _QUALIFIED.search(label):
        return _total_key(label, heading, book)
    return None


_PLAIN = re.compile(
    r"20\d\d年?(?:度)?|全年|本年|当年|其中|安排|全部门|本部门|部门|单位|预算|决算|的|年初"
)


def _account(label: str) -> str:
    """The account a label names: 文化和旅游款年初预算 → 文化和旅游."""
    plain = _PLAIN.sub("", _name(label))
    return (
        re.sub(r"(?:类|款|项)?(?:支出)?$", "", plain)
        if plain.endswith(("类", "款", "项"))
        else plain
    )


def _sourced_key(plain: str, source: str, book: _Book) -> Key | None:
    side = re.search(
        r"(?:拨款|预算|基金|经营)(?:财政拨款|拨款|的)?(收入|支出)(总计|总预算|总额)?(?:预算|决算)?数?$",
        plain,
    )
    if side is None:
        return None
    name = "income" if side[1] == "收入" else "expenditure"
    told_apart = book.carries and (name == "expenditure" or source == "fiscal")
    return (name, source, "current" if told_apart and not side[2] else "", "total")


def _total_key(label: str, source: str, book: _Book) -> Key | None:
    side = "income" if "收入" in label else "expenditure" if "支出" in label else None
    if side is None:
        return None
    grand = re.search(r"总计|总预算|总收入|总支出|总额", label) is not None
    current = book.carries and not grand
    item = "current" if current or "本年" in label else ""
    return (side, source or "all", item, "total")
