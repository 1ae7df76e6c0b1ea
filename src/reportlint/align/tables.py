"""Totals of headed tables: down the columns, along the rows, up the account codes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from reportlint.align.carry import carried_sources
from reportlint.align.table_shares import table_shares
from reportlint.align.terms import because
from reportlint.align.view import Entry, GridView, head, level_of, number_of
from reportlint.model.fact import LEVEL_TOTAL, OPEN_END, TOP_TOTAL, Formula, Relation, Term
from reportlint.model.figure import Measure, Role
from reportlint.model.settings import Concept
from reportlint.model.vocabulary import normalise, squeeze

_NOT_ADDITIVE = frozenset(
    {Role.RATE, Role.GROWTH, Role.TARGET, Role.ACTUAL, Role.PRICE, Role.DATE, Role.CHANGE}
)
_PERSONNEL = frozenset({"301", "303"})
_SPLIT = frozenset({"basic", "vehicles"})
_WHOLE = 100
_FEW = 3
_MARKS = frozenset({Role.SCORE, Role.WEIGHT})
_ADDITIVE_MEASURES = frozenset(
    {Measure.MONEY, Measure.COUNT, Measure.SHARE, Measure.BARE, Measure.EXTENT, Measure.SCORE}
)
# Ratios, means and ranks are printed in a total row, but not added up there.
_RATIO_HEAD = re.compile(
    r"(?:率|比|例|幅|速|水平|均分|均价|单价|排名|名次|进度|标准|亩产|单产|指数|系数|倍数)(?:[（(%‰]|$)"
    r"|[%％]$|单位成本|元/|平均|人均|生均|次均|户均|床均|例均|每"
)
_MONEY_WORDS = ("金额", "资金", "经费", "预算", "支出", "收入", "决算", "费", "余额", "款")
_CUT_OFF = because(
    "科目表没有合计行，末尾可能在下页继续，最后一组科目不完整",
    "the account table has no total row and may go on elsewhere: its last group is open",
)
_SEVERAL = because(
    "同一科目编码出现多次，各级科目的从属关系不明确",
    "one account code stands in several rows, so it is not clear what belongs to it",
)


def table_relations(view: GridView) -> Iterator[Relation]:
    """Every total relation of a headed grid (footing, cross-footing, code roll-up, shares)."""
    if view.grid.form or view.grid.family == "indicators":
        return
    yield from _of_which_columns(view)
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
            found += [(column, relation) for relation in _footing(view, entries)]
            found += [(column, relation) for relation in enumerated_totals(view, entries)]
    if view.codes:
        for column, entries in _lists(view, columns):
            found += [(column, relation) for relation in _roll_up(view, entries)]
    yield from _settle([relation for _, relation in found])
    yield from _settle(list(_cross_footing(view, [column for column, _ in columns])))
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


def _footing(view: GridView, entries: Sequence[Entry]) -> Iterator[Relation]:
    """A row called 合计, 小计 or 总计 is the sum of the rows since the total before it."""
    vocabulary = view.vocabulary
    since: list[Entry] = []
    subtotals: list[Entry] = []
    sums: list[Entry] = []
    sources = carried_sources(entries)
    for row, below in sources.items():
        whole = next(entry for entry in entries if entry.row == row)
        if whole.figure is not None and any(e.figure is not None for e in below):
            some = len(below) < 2 or any(vocabulary.is_of_which(e.label) for e in below)
            yield replace(_total(view, whole, below, ()), exhaustive=not some)
    entries = [e for e in entries if not any(e in below for below in sources.values())]
    first = next((entry for entry in entries if not _opens_section(entry)), None)
    if first is not None and first.figure is not None and vocabulary.is_total(first.label):
        yield from _top_total(view, entries)
        return
    for entry in entries:
        if _opens_section(entry) or vocabulary.is_net(entry.label):
            since, subtotals = [], []
            continue
        if not vocabulary.is_total(entry.label):
            since.append(entry)
            continue
        if entry.figure is None:
            continue
        if entry.figure.measure is Measure.SHARE and entry.figure.value != _WHOLE:
            since, subtotals = [], []
            continue  # shares add up to a whole of 100 %, nothing else
        if vocabulary.is_subtotal(entry.label):
            if len(since) >= 2:
                group = [other for other in since if _group(other) == _group(since[-1])]
                own = (tuple(other.term for other in group),) if len(group) >= 2 else ()
                yield _total(view, entry, since, own)
            subtotals.append(entry)
            since = []
            continue
        if view.continued:
            since, subtotals = [], []
            continue  # the rows above the break belong to the total as well
        parts = [*subtotals, *since]
        if normalise(entry.label).endswith("总计") and sums:
            yield from _grand_total(view, entry, sums, parts)
            since, subtotals, sums = [], [], []
            continue
        if len(parts) >= 2 and since_is_plain(view, parts):
            others = _alternatives(view, parts)
            if subtotals and since:
                # The same sum by body and by nature: either list alone may be its parts.
                sides = (subtotals, since)
                others += tuple(tuple(e.term for e in side) for side in sides if len(side) >= 2)
            yield _total(view, entry, parts, others)
        elif parts:
            levels = _top_levels(view, parts)
            if len(levels) >= 2:
                relation = _total(view, entry, levels, _alternatives(view, parts))
                # 本级收入 above 一、…: what stands beside the numbered rows may belong or not.
                mixed = any(level_of(p.label) is None and p.figure for p in parts)
                yield replace(relation, topic=TOP_TOTAL) if mixed else relation
        since, subtotals = [], []
        if not normalise(entry.label).endswith("总计"):
            sums.append(entry)


def _group(entry: Entry) -> tuple[str, ...]:
    """The labels before the row's own: 社区卫生服务站 of all its stations."""
    return entry.cell.row_path[:-1]


def _grand_total(
    view: GridView, claim: Entry, sums: Sequence[Entry], rest: Sequence[Entry]
) -> Iterator[Relation]:
    """总计 = 本年合计 + what is carried in; of several sums above, later ones may hold the others.

    Which sums hold which is not printed, so the relation counts only where a column bears it out.
    """
    marked = [i for i, part in enumerate(rest) if view.vocabulary.is_of_which(part.label)]
    tails = [rest, rest[: marked[0]]] if marked else [rest]
    sets = [[*sums[start:], *tail] for tail in tails for start in range(len(sums))]
    chosen = [parts for parts in sets if len(parts) >= 2]
    if chosen:
        others = tuple(tuple(part.term for part in parts) for parts in chosen[1:])
        yield replace(_total(view, claim, chosen[0], others), topic=TOP_TOTAL)


def _top_total(view: GridView, entries: Sequence[Entry]) -> Iterator[Relation]:
    """合计 in the first row, its parts below; taken as such only where a column bears it out."""
    claim, rest = entries[0], list(entries[1:])
    if any(view.vocabulary.is_total(entry.label) for entry in rest):
        return
    parts = rest if since_is_plain(view, rest) else _top_levels(view, rest)
    if len(parts) >= 2:
        relation = _total(view, claim, parts, _alternatives(view, rest))
        yield replace(relation, topic=TOP_TOTAL)


def enumerated_totals(view: GridView, entries: Sequence[Entry]) -> Iterator[Relation]:
    """一、本年收入 above （一）…（二）…; 项目支出 above 1、…2、…: a row and numbered rows.

    The numbers begin with one and have no gap. Whether the row is their sum the table has to bear
    out in some other column or place.
    """
    for index, entry in enumerate(entries[:-1]):
        depth = level_of(entries[index + 1].label)
        own = level_of(entry.label)
        if entry.figure is None or depth is None or (own is not None and own >= depth):
            continue
        if view.vocabulary.is_of_which(entries[index + 1].label):
            continue
        parts: list[Entry] = []
        for later in entries[index + 1 :]:
            level = level_of(later.label)
            if level == depth:
                parts.append(later)
            elif level is None or level < depth:
                break
        numbers = [number_of(part.label) for part in parts]
        if len(parts) >= 2 and numbers == list(range(1, len(parts) + 1)):
            yield replace(_total(view, entry, parts, ()), topic=LEVEL_TOTAL)


def _opens_section(entry: Entry) -> bool:
    """A row without an amount whose label ends in a colon heads the rows below it."""
    return entry.figure is None and entry.label.rstrip().endswith(("：", ":"))


def since_is_plain(view: GridView, parts: Sequence[Entry]) -> bool:
    """Whether all rows stand on one level: no enumerators of two depths, no 其中 rows."""
    depths = {level_of(part.label) for part in parts}
    return len(depths) == 1 and not any(view.vocabulary.is_of_which(p.label) for p in parts)


def _top_levels(view: GridView, parts: Sequence[Entry]) -> list[Entry]:
    kept = [part for part in parts if not view.vocabulary.is_of_which(part.label)]
    depths = [depth for part in kept if (depth := level_of(part.label)) is not None]
    if not depths:
        return kept
    return [part for part in kept if level_of(part.label) == min(depths)]


def _with_unnumbered(view: GridView, parts: Sequence[Entry]) -> list[Entry]:
    """The rows of the highest level and those without a number before the first of them."""
    top = _top_levels(view, parts)
    if not top or top[0] not in parts:
        return top
    first = list(parts).index(top[0])
    return [*(part for part in parts[:first] if level_of(part.label) is None), *top]


def _alternatives(view: GridView, parts: Sequence[Entry]) -> tuple[tuple[Term, ...], ...]:
    """Other admissible readings: without 其中 rows, without everything from 其中 on, all rows."""
    sets = [list(parts), _top_levels(view, parts), _with_unnumbered(view, parts)]
    marked = [i for i, part in enumerate(parts) if view.vocabulary.is_of_which(part.label)]
    if marked:
        sets.append(list(parts[: marked[0]]))
        # 其中：中央财政 | 县级财政 | 其他资金: how many rows behind it are its own is not said.
        behind = list(parts[marked[0] + 1 :])
        sets += [[*parts[: marked[0]], *behind[count:]] for count in range(len(behind))]
    depths = [view.ordinal_depth(part.row) for part in parts]
    if len(set(depths)) > 1:  # 1, 1.1, 1.2, 2 in a column of ordinals
        sets.append([p for p, deep in zip(parts, depths, strict=True) if deep == min(depths)])
    unlike = [part for part in parts if level_of(part.label) is None]
    sets.append(unlike)
    return tuple(tuple(part.term for part in chosen) for chosen in sets if len(chosen) >= 2)


def _total(
    view: GridView,
    claim: Entry,
    parts: Sequence[Entry],
    alternatives: tuple[tuple[Term, ...], ...],
) -> Relation:
    assert claim.figure is not None
    return Relation(
        kind="total",
        formula=Formula.SUM,
        claim=claim.term,
        terms=tuple(part.term for part in parts),
        measure=claim.figure.measure,
        alternatives=alternatives,
        why=(
            because(
                f"“{claim.label}”行是其上 {len(parts)} 行之和（列“{head(claim)}”）",
                f"'{claim.label}' totals the {len(parts)} rows above it (column '{head(claim)}')",
            ),
        ),
        confidence=0.95,
    )


def _roll_up(view: GridView, entries: Sequence[Entry]) -> Iterator[Relation]:
    """类 = Σ款 = Σ项, and the total row is the sum of the highest level (domain.md ACC03)."""
    coded = [(code, entry) for entry in entries if (code := view.code(entry)) is not None]
    if not coded:
        return
    plain = ["".join(code) for code, _ in coded]
    tree = len({len(code) for code in plain}) > 1
    several = _SEVERAL if tree and len(set(plain)) < len(plain) else None
    roots = [e for code, e in coded if not any(_under(code, other) for other, _ in coded)]
    totals = [e for e in entries if view.code(e) is None and _named_total(view, e)]
    for entry in totals:
        parts = _borne_by(entry, [(c, e) for c, e in coded if e in roots])
        if entry.figure is None or not parts or _only_some(view, parts):
            continue
        open_end = _CUT_OFF if view.carries_on or view.carried_on else several
        yield replace(_total(view, entry, parts, ()), ambiguous=open_end)
    last = max(_order(view, entry) for _, entry in coded)
    left_out = view.lists_only_some
    closed = not view.carries_on and any(_order(view, entry) > last for entry in totals)
    for code, entry in coded:
        children = _children(code, coded)
        if not children or entry.figure is None:
            continue
        some = any(view.vocabulary.is_of_which(child.label) for child in children)
        ends = not closed and _under(coded[-1][0], code)
        yield replace(
            _total(view, entry, children, ()),
            # 其中：公务用车运行维护费 is one item of several; a note may say that some are left out
            exhaustive=not some and not left_out,
            kind="code-total",
            ambiguous=several or (_CUT_OFF if ends and not totals else None),
            # A total above the list shows by its own sum whether the list is all there.
            topic=OPEN_END if ends and totals else "",
            why=(
                because(
                    f"科目 {'-'.join(code)} 是其 {len(children)} 个下级科目之和",
                    f"account {'-'.join(code)} is the sum of its {len(children)} sub-accounts",
                ),
            ),
        )


def _lists(
    view: GridView, columns: Sequence[tuple[int, list[Entry]]]
) -> Iterator[tuple[int, list[Entry]]]:
    """The columns of a list of accounts; lists set side by side are one, block after block."""
    if len({block for _, block in view.codes}) < 2:
        yield from columns
        return
    by_head: dict[str, list[tuple[int, Entry]]] = {}
    for column, entries in columns:
        by_head.setdefault(head(entries[0]), []).extend((column, entry) for entry in entries)
    for found in by_head.values():
        yield found[0][0], [entry for _, entry in found]


def _only_some(view: GridView, parts: Sequence[Entry]) -> bool:
    return len(parts) == 1 and view.vocabulary.is_of_which(parts[0].label)


def _order(view: GridView, entry: Entry) -> tuple[int, int]:
    return view.block(entry.column), entry.row


def _borne_by(total: Entry, accounts: Sequence[tuple[tuple[str, ...], Entry]]) -> list[Entry]:
    """What a total row adds up: 人员经费 has the classes 301 and 303, 公用经费 all the others."""
    label = normalise(total.label)
    personnel = label.startswith("人员")
    if not personnel and not label.startswith(("公用", "日常公用")):
        return [entry for _, entry in accounts]
    return [
        entry
        for code, entry in accounts
        if code[0].startswith("3") and (code[0][:3] in _PERSONNEL) is personnel
    ]


def _children(code: tuple[str, ...], coded: Sequence[tuple[tuple[str, ...], Entry]]) -> list[Entry]:
    below = [(other, child) for other, child in coded if _under(other, code)]
    nearest = min((_depth(other) for other, _ in below), default=0)
    return [child for other, child in below if _depth(other) == nearest]


def _named_total(view: GridView, entry: Entry) -> bool:
    return any(view.vocabulary.is_total(text) for text in (entry.label, *entry.cell.row_path))


def _depth(code: tuple[str, ...]) -> int:
    return len(code) if len(code) > 1 else (len(code[0]) - 1) // 2


def _under(code: tuple[str, ...], parent: tuple[str, ...]) -> bool:
    """Whether ``code`` belongs below ``parent``: codes in one cell (30101) or in several."""
    if code == parent:
        return False
    return "".join(code).startswith("".join(parent)) and _depth(code) > _depth(parent)


def _cross_footing(view: GridView, columns: Sequence[int]) -> Iterator[Relation]:
    """A column headed 合计 or 小计 is the sum of the columns under the same parent head."""
    paths = {
        entry.column: entry.cell.column_path for entry in view.entries if entry.column in columns
    }
    for column in columns:
        path = paths.get(column, ())
        if not path or not view.vocabulary.is_total(path[-1]):
            continue
        members = _members(view, column, paths)
        if len(members) < 2 and not (members and _others_blank(view, column, members[0])):
            continue
        for _, entries in view.rows():
            by_column = {entry.column: entry for entry in entries}
            claim = by_column.get(column)
            parts = [by_column[member] for member in members if member in by_column]
            if claim is None or claim.figure is None or len(parts) != len(members):
                continue
            if sum(1 for part in parts if part.figure is not None) == 0:
                continue
            yield Relation(
                kind="cross-total",
                formula=Formula.SUM,
                claim=claim.term,
                terms=tuple(part.term for part in parts),
                measure=claim.figure.measure,
                why=(
                    because(
                        f"列“{path[-1]}”是同级各列之和（行“{claim.label}”）",
                        f"column '{path[-1]}' totals its sibling columns (row '{claim.label}')",
                    ),
                ),
                confidence=0.95,
            )


def _others_blank(view: GridView, total: int, member: int) -> bool:
    """Whether all columns beside a total and its one filled member are empty from top to bottom."""
    others = [
        cell
        for cell in view.grid.cells
        if cell.column not in (total, member) and cell.column > total and cell.column_path
    ]
    return bool(others) and not any(cell.figures for cell in others)


def _of_which_columns(view: GridView) -> Iterator[Relation]:
    """其中：财政资金 beside 预算资金: a part stays within its whole, row by row (domain.md I9)."""
    for _, entries in view.rows():
        whole: Entry | None = None
        for entry in entries:
            if not view.vocabulary.is_of_which(head(entry)):
                whole = entry if entry.figure is not None else None
                continue
            if whole is None or whole.figure is None or entry.figure is None:
                continue
            if entry.figure.measure is not whole.figure.measure:
                continue
            if entry.figure.measure not in (Measure.MONEY, Measure.COUNT):
                continue
            yield Relation(
                kind="of-which",
                formula=Formula.AT_MOST,
                claim=entry.term,
                terms=(whole.term,),
                measure=entry.figure.measure,
                why=(
                    because(
                        f"“{head(entry)}”列不超过“{head(whole)}”列（行“{entry.label}”）",
                        f"'{head(entry)}' stays within '{head(whole)}' (row '{entry.label}')",
                    ),
                ),
                confidence=0.93,
            )


def _members(view: GridView, total: int, paths: dict[int, tuple[str, ...]]) -> list[int]:
    """Sibling columns of a total; a sibling group with its own subtotal counts by that alone."""
    prefix = paths[total][:-1]
    siblings = [c for c in sorted(paths) if c != total and paths[c][: len(prefix)] == prefix]
    behind = [c for c in siblings if c > total] or siblings  # 合计 as the last column
    concept = _subtotalled(view, paths[total][-1])
    if concept is not None:
        # 基本支出小计 | 人员经费 | 公用经费 | 项目支出 under one head: only its own parts.
        own = {
            found.id: c
            for c in reversed(behind)
            if (found := view.vocabulary.subject(paths[c][-1])) is not None
        }
        for group in concept.parts:
            if all(part in own for part in group):
                return sorted(own[part] for part in group)
    chosen: list[int] = []
    groups: dict[str, list[int]] = {}
    for column in behind:
        path = paths[column]
        if len(path) <= len(prefix):
            continue
        if len(path) == len(prefix) + 1:
            if view.vocabulary.is_total(path[-1]):
                break
            if not view.vocabulary.is_of_which(path[-1]):
                chosen.append(column)
        else:
            groups.setdefault(path[len(prefix)], []).append(column)
    for columns in groups.values():
        totals = [c for c in columns if view.vocabulary.is_total(paths[c][-1])]
        chosen += totals[:1] or columns
    return sorted(chosen)


def _subtotalled(view: GridView, text: str) -> Concept | None:
    """The concept that a head like 基本支出小计 totals, None for a plain 小计."""
    name = re.sub(r"(?:小计|合计)$", "", normalise(text))
    concept = view.vocabulary.subject(name) if name and name != normalise(text) else None
    return concept if concept is not None and concept.id in _SPLIT else None


def _settle(relations: list[Relation]) -> Iterator[Relation]:
    """Mark as unclear what the table itself does not bear out.

    Whether the sum holds is judged later; here only relations whose parts are all zero or blank
    (nothing to add up) are left out.
    """
    for relation in relations:
        filled = [part for part in relation.terms if part.value is not None]
        if not filled and relation.claim.value == 0:
            continue
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
