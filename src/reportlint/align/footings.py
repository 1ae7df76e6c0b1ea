"""Totals down a column: 小计, 合计, 总计, numbered rows below a row, the accounts of a class."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from reportlint.align.carry import carried_sources
from reportlint.align.class_names import accounts_below, classes_among, highest
from reportlint.align.terms import because
from reportlint.align.view import Entry, GridView, head, level_of, number_of
from reportlint.model.fact import LEVEL_TOTAL, TOP_TOTAL, Formula, Relation, Term
from reportlint.model.figure import Measure
from reportlint.model.vocabulary import normalise

_WHOLE = 100
_EXPENSE = re.compile(r"(?<!整体)费|公用|^其[他它]$")


def footings(view: GridView, entries: Sequence[Entry]) -> Iterator[Relation]:
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
            yield replace(total_of(whole, below, ()), exhaustive=not some)
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
            if len(since) >= 2 and not _heads_its_rows(entry, entries):
                group = [other for other in since if other.group == since[-1].group]
                own = (tuple(other.term for other in group),) if len(group) >= 2 else ()
                yield total_of(entry, since, own)
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
            yield total_of(entry, parts, others)
        elif parts:
            levels = _top_levels(view, parts)
            if len(levels) >= 2:
                relation = total_of(entry, levels, _alternatives(view, parts))
                # 本级收入 above 一、…: what stands beside the numbered rows may belong or not.
                mixed = any(level_of(p.label) is None and p.figure for p in parts)
                yield replace(relation, topic=TOP_TOTAL) if mixed else relation
        since, subtotals = [], []
        if not normalise(entry.label).endswith("总计"):
            sums.append(entry)


def _heads_its_rows(subtotal: Entry, entries: Sequence[Entry]) -> bool:
    """1.业务工作专项小计 above 森林防灭火, 林长制工作: its rows stand below it."""
    below = [entry for entry in entries if entry.row > subtotal.row][:1]
    numbered = level_of(subtotal.label) is not None
    return numbered and any(level_of(entry.label) is None for entry in below)


def _grand_total(
    view: GridView, claim: Entry, sums: Sequence[Entry], rest: Sequence[Entry]
) -> Iterator[Relation]:
    """总计 = 本年合计 + what is carried in; of several sums above, later ones may hold the others.

    Which sums hold which is not printed, so the relation counts only where a column bears it out.
    """
    marked = [i for i, part in enumerate(rest) if view.vocabulary.is_of_which(part.label)]
    tails = [list(rest)]
    if marked:
        # 其中：基本支出 | 项目支出 | 年末结转: how many rows belong to 其中 is not said.
        before, behind = list(rest[: marked[0]]), list(rest[marked[0] + 1 :])
        tails += [before, *([*before, *behind[count:]] for count in range(1, len(behind)))]
    sets = [[*sums[start:], *tail] for tail in tails for start in range(len(sums))]
    chosen = [parts for parts in sets if len(parts) >= 2]
    if chosen:
        others = tuple(tuple(part.term for part in parts) for parts in chosen[1:])
        yield replace(total_of(claim, chosen[0], others), topic=TOP_TOTAL)


def _top_total(view: GridView, entries: Sequence[Entry]) -> Iterator[Relation]:
    """合计 in the first row, its parts below; taken as such only where a column bears it out."""
    claim, rest = entries[0], list(entries[1:])
    if any(view.vocabulary.is_total(entry.label) for entry in rest):
        return
    parts = rest if since_is_plain(view, rest) else _top_levels(view, rest)
    if len(parts) >= 2:
        relation = total_of(claim, parts, _alternatives(view, rest))
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
            if level == depth and number_of(later.label) == len(parts) + 1:
                parts.append(later)
            elif level is None and parts and not view.vocabulary.is_total(later.label):
                continue  # 其中：公车购置 between 1. and 2.
            elif level == depth and number_of(later.label) != 1:
                parts = []  # 1., 2., 4.: a row is missing
                break
            elif level is None or level <= depth:
                break
        if len(parts) >= 2:
            yield replace(total_of(entry, parts, ()), topic=LEVEL_TOTAL)


def numbered_wholes(view: GridView, entries: Sequence[Entry]) -> Iterator[Relation]:
    """3.专项资金 above 其中：乡村振兴…, 人居环境…: a numbered row and the rows without a number.

    So is 公用经费 above 其中：办公经费, 水费、电费. Forms of base data break lines so; that all the
    rows are there, another column of the same row has to bear out.
    """
    vocabulary = view.vocabulary
    for index, entry in enumerate(entries[:-1]):
        numbered = level_of(entry.label) is not None
        opens = vocabulary.is_of_which(entries[index + 1].label)
        concept = vocabulary.subject(entry.label)
        subject = concept is not None and concept.id == "public" and opens
        if entry.figure is None or not (numbered or subject):
            continue
        parts: list[Entry] = []
        for later in entries[index + 1 :]:
            first_of = not parts and vocabulary.is_of_which(later.label)
            rest = normalise(later.label).startswith(("其他", "其它"))
            named = vocabulary.subject(later.label) is not None and not first_of and not rest
            if level_of(later.label) is not None or vocabulary.is_total(later.label) or named:
                break
            if subject and not numbered and not _EXPENSE.search(normalise(later.label)):
                break
            if parts and vocabulary.is_of_which(later.label):
                break
            parts.append(later)
        # An open list may add up in some column by chance; 其他 closes it.
        closed = numbered or any(normalise(part.label).startswith("其") for part in parts[1:])
        if len(parts) >= 2 and closed:
            yield replace(total_of(entry, parts, ()), topic=TOP_TOTAL, confidence=0.65)


def class_totals(view: GridView, entries: Sequence[Entry]) -> Iterator[Relation]:
    """农林水支出 above 行政运行, 水利工程建设 …: a class and its accounts, named without codes.

    The table has to bear it out for one of its classes.
    """
    for entry, below in accounts_below(view, entries):
        tops = highest(below)
        others = (tuple(e.term for e in tops),) if len(tops) < len(below) else ()
        # Names do not tell 款 from 项, nor whether all accounts are listed: it never fails.
        relation = total_of(entry, below, others)
        yield replace(relation, topic=LEVEL_TOTAL, settled=False, confidence=0.8)


def of_which_rows(view: GridView, entries: Sequence[Entry]) -> Iterator[Relation]:
    """公用经费 | 216.28 above 其中：办公经费 | 40.16: the part stays within the row it is of.

    Its whole is the row above, if that is no part itself, no total and of the same measure.
    """
    vocabulary = view.vocabulary
    for whole, part in pairwise(entries):
        if whole.figure is None or part.figure is None or not vocabulary.is_of_which(part.label):
            continue
        if vocabulary.is_of_which(whole.label) or part.row != whole.row + 1:
            continue
        if whole.figure.measure is not part.figure.measure:
            continue
        deeper, level = level_of(part.label), level_of(whole.label)
        if deeper is not None and level is not None and deeper <= level:
            continue
        yield Relation(
            kind="of-which",
            formula=Formula.AT_MOST,
            claim=part.term,
            terms=(whole.term,),
            measure=part.figure.measure,
            why=(
                because(
                    f"“{part.label}”不超过“{whole.label}”（列“{head(part)}”）",
                    f"'{part.label}' stays within '{whole.label}' (column '{head(part)}')",
                ),
            ),
            # 上年结转 above 其中：基本支出, 财务费用 −12 above 其中：利息费用 6: borne out at most.
            settled=False,
            confidence=0.75,
        )


def _opens_section(entry: Entry) -> bool:
    """A row without an amount whose label ends in a colon heads the rows below it."""
    return entry.figure is None and entry.label.rstrip().endswith(("：", ":"))


def since_is_plain(view: GridView, parts: Sequence[Entry]) -> bool:
    """Whether all rows stand on one level: no enumerators of two depths, no 其中 rows.

    Nor accounts of several classes between the rows of the classes.
    """
    if classes_among(view, parts):
        return False
    depths = {level_of(part.label) for part in parts}
    return len(depths) == 1 and not any(view.vocabulary.is_of_which(p.label) for p in parts)


def _top_levels(view: GridView, parts: Sequence[Entry]) -> list[Entry]:
    if classes := classes_among(view, parts):
        return classes
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


def total_of(
    claim: Entry,
    parts: Sequence[Entry],
    alternatives: tuple[tuple[Term, ...], ...],
) -> Relation:
    """The relation ``claim`` = Σ ``parts``, or Σ of one of the ``alternatives``, of one column."""
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
