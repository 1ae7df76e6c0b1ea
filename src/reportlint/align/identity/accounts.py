"""Budget and final-accounts figures keyed by side, source, item, split, role and year.

Tables are recognised by their titles, never by their number (domain.md §3.2): the order differs
by place. 收入/支出, the source of funds (全口径, 财政拨款, 一般公共预算, 政府性基金, 国有资本经营)
and the item keep figures apart that only happen to be equal this year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportlint.align.identity.mentions import Key, Mention, text_place
from reportlint.align.statements import Paragraph, Statement
from reportlint.align.terms import because
from reportlint.align.view import Entry, GridView
from reportlint.model.fact import Formula, Relation
from reportlint.model.figure import Comparator, Figure, Measure, Role
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
_SOURCES = (
    (re.compile(r"一般公共预算"), "general"),
    (re.compile(r"政府性基金"), "fund"),
    (re.compile(r"国有资本经营"), "capital"),
    (re.compile(r"财政拨款"), "fiscal"),
)
_ALL = re.compile(
    r"(?:收入|支出)(?:总预算|预算数?|总计|总数|合计|总额)$|(?:总收入|总支出)$|收支总(?:预算|计)$"
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
_TITLE = re.compile(r"(?:收入|支出|收支)[^，。]{0,16}表")
_NO_ACCOUNTS = re.compile(r"三公|绩效|目标|任务|自评|使用情况|执行情况|明细账")
_PLANNED = re.compile(r"预算安排|年预算(?:数)?为?$")
_DONE_BEFORE = re.compile(r"执行数|决算")
_SAID = {
    Role.EXECUTED: (Role.EXECUTED.value, re.compile(r"决算(?:数|金额)?(?:为|是|共计)?$")),
    Role.BUDGET_INITIAL: ("budget", re.compile(r"年初预算(?:数|安排)?(?:为|是|共计)?$")),
}
# How far behind the item's name its amount may stand: 安排, 决算为.
_REACH = 6


@dataclass(frozen=True, slots=True)
class _Table:
    """What the title of an accounts table says: its kind and the source of funds."""

    kind: str  # overview, income, expenditure, economic
    source: str


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
    known = False
    for view in views:
        table = _table(view.grid.title)
        if table is None or view.grid.form:
            continue
        known = True
        yield from _table_mentions(view, table)
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
            yield from _overview(paragraph, role)


def _table(title: str) -> _Table | None:
    plain = squeeze(title)
    if not _TITLE.search(plain) or _NO_ACCOUNTS.search(plain):
        return None
    source = next((name for pattern, name in _SOURCES if pattern.search(plain)), "all")
    income, expenditure = "收入" in plain, "支出" in plain
    if "收支" in plain or (income and expenditure):
        if source not in ("all", "fiscal"):
            return None  # opening balance, income and expenditure of one fund, side by side
        return _Table("overview", source)
    if expenditure and "基本支出" in plain:
        return _Table("economic", source)
    if expenditure:
        return _Table("expenditure", source)
    return _Table("income", source) if income else None


def _document_role(reading: Reading) -> str | None:
    """What the figures of the document are when nothing else is said: budget or executed."""
    title = squeeze(reading.title)
    if "决算" in title:
        return Role.EXECUTED.value
    return "budget" if "预算" in title else None


def _role(figure: Figure, default: str | None) -> str | None:
    if figure.role is Role.EXECUTED:
        return Role.EXECUTED.value
    if figure.role is Role.BUDGET_INITIAL:
        return "budget"
    if figure.role is Role.BUDGET_FINAL:
        return "budget" if default == "budget" else Role.BUDGET_FINAL.value
    return default if figure.role is Role.OTHER else None


def _table_mentions(view: GridView, table: _Table) -> Iterator[Mention]:
    default = _document_role(view.reading)
    paths = _paths(view)
    for entry in view.entries:
        figure = entry.figure
        if figure is None or figure.measure is not Measure.MONEY:
            continue
        role = _role(figure, default)
        if role is None:
            continue
        key = _cell_key(entry, table, paths.get(entry.row), view)
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


def _paths(view: GridView) -> dict[int, tuple[str, ...]]:
    """row → names of its 类, 款 and 项, from the codes of the row."""
    found: dict[int, tuple[str, ...]] = {}
    names: list[str] = []
    for row, entries in view.rows():
        if row not in view.codes:
            continue
        codes = view.codes[row]
        depth = len(codes) if len(codes) > 1 else max(1, (len(codes[0]) - 1) // 2)
        del names[depth - 1 :]
        names += [""] * (depth - 1 - len(names))
        label = next((e.label for e in entries if not e.label.strip().isdigit()), "")
        names.append(_name(label))
        found[row] = tuple(names)
    return found


def _name(label: str) -> str:
    return re.sub(r"[（(].*?[）)]", "", normalise(label))


def _cell_key(
    entry: Entry, table: _Table, path: tuple[str, ...] | None, view: GridView
) -> Key | None:
    label = _name(entry.label)
    heads = [_name(text) for text in entry.cell.column_path]
    leaf = heads[-1] if heads else ""
    if table.kind == "overview":
        return _overview_key(label, heads, table, view)
    total = view.vocabulary.is_total(label) or label == ""
    if path is None and not total:
        return None
    item = "/".join(path) if path else ""
    if table.kind == "income":
        whole = leaf in ("合计", "总计", "本年收入合计", "本年收入小计", "收入合计", "本年收入")
        source = _source(leaf) or ("all" if whole else None)
        if source is None:
            return None
        return ("income", source, item, "total")
    if table.kind == "economic":
        split = _SPLITS.get(leaf)
        if split is None:
            return None
        if not item:
            return ("expenditure", table.source, "", "basic" if split == "total" else split)
        return ("economic", table.source, item, split)
    split = _SPLITS.get(leaf) or ("total" if _is_amount(leaf) else None)
    return None if split is None else ("expenditure", table.source, item, split)


def _overview_key(label: str, heads: Sequence[str], table: _Table, view: GridView) -> Key | None:
    leaf = heads[-1] if heads else ""
    split = next((_SPLITS[head] for head in reversed(heads) if head in _SPLITS), "total")
    source = _source(leaf) or table.source
    if leaf not in _SPLITS and _source(leaf) is None and not _is_amount(leaf):
        return None
    if view.vocabulary.is_total(label) or label.endswith("总计"):
        side = "income" if "收入" in label else "expenditure" if "支出" in label else ""
        if not side:
            return None
        current = "current" if "本年" in label else ""
        return (side, source, current, split)
    if "支出" in label:
        return ("expenditure", source, label, split)
    own = _source(label)
    if own is None or split != "total":
        return None
    return ("income", own, "", "total")


def _is_amount(leaf: str) -> bool:
    return leaf in ("", "金额") or leaf.endswith(("预算数", "决算数", "预算", "金额"))


def _source(text: str) -> str | None:
    return next((name for pattern, name in _SOURCES if pattern.search(text)), None)


def _item(paragraph: Paragraph, match: re.Match[str], role: str) -> Iterator[Mention]:
    """“…（类）…（款）…（项）”350.35 万元, … 2024 年预算安排 352.67 万元."""
    if match["path"]:
        names = [part["name"] for part in _PART.finditer(match["path"])]
    else:
        names = _CHAIN.split(match["chain"])
    path = "/".join(_name(name) for name in names)
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


def _overview(paragraph: Paragraph, role: str) -> Iterator[Mention]:
    """收入预算 x 万元，其中：财政拨款收入 y 万元 …: the totals that the tables repeat."""
    year = str(paragraph.reading.year) if paragraph.reading.year else ""
    for s in paragraph.statements:
        figure = s.figure
        if not s.money or figure.comparator is not Comparator.EQ or s.depth:
            continue
        if figure.period != year or _role(figure, role) != role:
            continue
        key = _text_key(s)
        if key is not None:
            why = because(f"文中“{figure.label}”", f"the text says '{figure.label}'")
            full = (*key, role, figure.period)
            yield Mention(s.term, full, Measure.MONEY, text_place(paragraph), 0.92, why)


def _text_key(s: Statement) -> Key | None:
    words = re.sub(r"^.*?[，。；：]", "", squeeze(s.figure.words))
    label = normalise(words)
    label = re.sub(r"(?:为|是|共计?|安排)$", "", label)
    plain = label.removesuffix("预算").removesuffix("决算")
    for pattern, source in _SOURCES:
        if not pattern.search(plain):
            continue
        if re.search(r"(?:拨款|预算|基金|经营)(?:财政拨款|拨款)?收入$", plain):
            return ("income", source, "", "total")
        if re.search(r"(?:拨款|预算|基金|经营)(?:财政拨款|拨款)?支出$", plain):
            return ("expenditure", source, "", "total")
        return None
    if _ALL.search(label) and not _QUALIFIED.search(label):
        side = "income" if "收入" in label else "expenditure" if "支出" in label else None
        split = next((name for word, name in _SPLITS.items() if word in label), "total")
        if side is None or split != "total":
            return None
        return (side, "all", "current" if "本年" in label else "", "total")
    return None
