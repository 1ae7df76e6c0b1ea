"""The funds block of a form: budget, adjustment, execution, rate; and the task list."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from reportlint.align.terms import because
from reportlint.align.view import Entry, GridView, head
from reportlint.model.fact import ROW_BALANCE, TOP_TOTAL, Formula, Relation, Term, term
from reportlint.model.figure import LEFT_ROLES, Measure, Role
from reportlint.model.settings import Concept
from reportlint.model.span import Span
from reportlint.model.vocabulary import normalise, squeeze

_OF_LEVEL = re.compile(r"中央|省|市|县|区|地方|上级|本级|乡|镇")
_SOURCE = re.compile(
    r"财政|拨款|结转|资金|基金|配套|自筹|专户|预算|(?:上级|中央|省级?|市级?)(?:专项)?补助"
)
_NO_SOURCE = re.compile(r"基本支出|项目支出|总额|合计|总计|执行率|三公|采购")
_BARE_BUDGET = re.compile(
    r"(?:20\d\d年?度?|本年|当年)?(?:部门)?预算(?:数|金额)?(?:[（(](?:万元|元)[）)])?"
)
_BASE_HEAD = re.compile(r"到位|下达|可用|小计|合计|拨付")
_AMOUNTS = (Role.BUDGET_INITIAL, Role.ADJUSTMENT, Role.BUDGET_FINAL, Role.EXECUTED)


_REST = re.compile(r"其他|其它|其余")
_NOT_SO_LEFT = re.compile(r"上年|年初|率|累计|收回|上缴|交回|其中")
_MOST_READINGS = 40


def fund_relations(view: GridView) -> Iterator[Relation]:
    """Per row: execution rate, adjustment, execution within budget; per column: composition."""
    if view.grid.form:
        return
    rows: list[tuple[Concept | None, dict[Role, Entry]]] = []
    for _, entries in view.rows():
        roles = view.role_row(entries)
        if not roles:
            continue
        label = next(iter(roles.values())).label
        rows.append((_subject(view, entries, label), roles))
        yield from _year_on_year(view, entries, roles)
        yield from _row(view, entries, roles, f"execution@{view.key}")
        yield from _left_over(view, entries, roles)
    if view.grid.family == "funds":
        told = list(_composition(rows))
        yield from told
        yield from _sources(view, {relation.claim.span for relation in told})


def _subject(view: GridView, entries: Sequence[Entry], label: str) -> Concept | None:
    for text in reversed(entries[0].cell.row_path or (label,)):
        concept = view.vocabulary.subject(text)
        if concept is None:
            continue
        named = normalise(text) in map(normalise, concept.words)
        if concept.id.startswith("source") and not named and _OF_LEVEL.search(text):
            return None  # 中央财政资金 is not all of 财政资金
        return concept
    return None


def _year_on_year(
    view: GridView, entries: Sequence[Entry], roles: dict[Role, Entry]
) -> Iterator[Relation]:
    """上年决算数 | 本年执行数 | 增减额 | 增减%: change and growth of one row."""
    if view.reading.year is None or Role.EXECUTED not in roles:
        return
    last = str(view.reading.year - 1)
    current = roles[Role.EXECUTED]
    priors = [
        entry
        for entry in entries
        if entry.figure is not None
        and entry.figure.role in (Role.EXECUTED, Role.PRIOR)
        and entry.figure.period == last
    ]
    if len(priors) != 1 or priors[0] is current or current.figure is None:
        return
    prior = priors[0]
    assert prior.figure is not None
    why = (because("本年数与上年数比较", "this year against last year"),)
    change, growth = roles.get(Role.CHANGE), roles.get(Role.GROWTH)
    if change is not None:
        minus = term(prior.figure, prior.term.document, sign=-1)
        yield Relation(
            kind="difference",
            formula=Formula.SUM,
            claim=change.term,
            terms=(current.term, minus),
            measure=Measure.MONEY,
            why=why,
        )
    if growth is not None:
        yield Relation(
            kind="growth",
            formula=Formula.GROWTH,
            claim=growth.term,
            terms=(current.term, prior.term),
            measure=Measure.MONEY,
            why=why,
        )


def _of_one_year(executed: Entry, base: Entry) -> bool:
    """2024年执行数 beside 2025年预算数 is last year's."""
    assert executed.figure is not None and base.figure is not None
    return executed.figure.period == base.figure.period


def names_its_budget(view: GridView, base: Entry) -> bool:
    """Whether the head tells which budget it means, or the report tells of no adjustment.

    预算数 alone may be the one of the beginning of the year where the report tells both.
    """
    if not _BARE_BUDGET.fullmatch(squeeze(head(base))):
        return True
    return not view.tells_budgets


def _between(entries: Sequence[Entry], base: Entry, executed: Entry) -> list[Entry]:
    """Amounts of a row between a budget and what was spent of it that may be the base of a rate."""
    return [
        entry
        for entry in entries
        if base.column < entry.column < executed.column
        and entry.figure is not None
        and entry.figure.measure is Measure.MONEY
        and _BASE_HEAD.search(squeeze(head(entry)))
    ]


def _row(
    view: GridView, entries: Sequence[Entry], roles: dict[Role, Entry], topic: str
) -> Iterator[Relation]:
    executed, rate = roles.get(Role.EXECUTED), roles.get(Role.RATE)
    final, initial = roles.get(Role.BUDGET_FINAL), roles.get(Role.BUDGET_INITIAL)
    adjustment = roles.get(Role.ADJUSTMENT)
    base = final or initial
    score, weight = roles.get(Role.SCORE), roles.get(Role.WEIGHT)
    if rate and score and weight and "得分率" in rate.cell.column_path[-1]:
        yield Relation(
            kind="rate",
            formula=Formula.RATIO,
            claim=rate.term,
            terms=(score.term, weight.term),
            measure=Measure.SCORE,
            why=(
                because(
                    f"“{rate.label}”行：得分率 = 得分 ÷ 分值",
                    f"row '{rate.label}': score rate = score ÷ weight",
                ),
            ),
        )
        return
    if executed and base and rate:
        other: tuple[tuple[Term, Term], ...] = ()
        if final and initial:
            other = ((executed.term, initial.term),)
        # 到位数, or the 小计 of 年初预算, 年中调整 and 上年结转, between the two is a base as well.
        other += tuple((executed.term, entry.term) for entry in _between(entries, base, executed))
        yield Relation(
            kind="rate",
            formula=Formula.RATIO,
            claim=rate.term,
            terms=(executed.term, base.term),
            measure=Measure.MONEY,
            alternatives=other,
            why=(
                because(
                    f"“{rate.label}”行：执行率 = 执行数 ÷ 预算数",
                    f"row '{rate.label}': rate = executed ÷ budget",
                ),
            ),
        )
    if executed and base and _of_one_year(executed, base):
        yield Relation(
            kind="execution",
            formula=Formula.AT_MOST,
            claim=executed.term,
            terms=(base.term,),
            measure=Measure.MONEY,
            topic=topic,
            # More than the budget of the beginning of the year says nothing of the adjusted one.
            # 其他 among the items of 公用经费: what it lacks another item may have left.
            settled=names_its_budget(view, base)
            and not _REST.fullmatch(normalise(executed.label))
            and (final is not None or "年初" not in head(base)),
            why=(
                because(
                    f"“{executed.label}”行：执行数不超过预算数",
                    f"row '{executed.label}': executed stays within the budget",
                ),
            ),
        )
    if initial and final and adjustment:
        yield Relation(
            kind="adjustment",
            formula=Formula.SUM,
            claim=final.term,
            terms=(initial.term, adjustment.term),
            measure=Measure.MONEY,
            why=(
                because(
                    f"“{final.label}”行：调整后预算 = 年初预算 + 调整数",
                    f"row '{final.label}': final budget = initial budget + adjustment",
                ),
            ),
        )


def _left_over(
    view: GridView, entries: Sequence[Entry], roles: dict[Role, Entry]
) -> Iterator[Relation]:
    """全年预算数 | 执行数 | 结余: what is left of the budget of the row.

    Where 结转 and 结余 have a column each, both together. Money received (到位数) or another budget
    may be the base, so some row of the table has to bear it out.
    """
    executed = roles.get(Role.EXECUTED)
    base = roles.get(Role.BUDGET_FINAL) or roles.get(Role.BUDGET_INITIAL)
    left = [
        entry
        for entry in entries
        if entry.figure is not None
        and entry.figure.role in LEFT_ROLES
        and entry.figure.measure is Measure.MONEY
        and not _NOT_SO_LEFT.search(squeeze(head(entry)))
    ]
    if executed is None or base is None or not left or not _of_one_year(executed, base):
        return
    if len(left) > 1 and len({entry.figure.role for entry in left if entry.figure}) == 1:
        return  # 结转 of several sources
    bases = [base.term, *(entry.term for entry in _between(entries, base, executed))]
    if Role.BUDGET_INITIAL in roles and roles[Role.BUDGET_INITIAL] is not base:
        bases.append(roles[Role.BUDGET_INITIAL].term)
    spent = replace(executed.term, sign=-1)
    beside = tuple(replace(entry.term, sign=-1) for entry in left[1:])
    known = {id(entry) for entry in (executed, *left)}
    moved = [
        replace(entry.term, sign=sign)
        for entry in entries
        if id(entry) not in known
        and entry.term not in bases
        and entry.figure is not None
        and entry.figure.measure is Measure.MONEY
        and entry.figure.value
        for sign in (1, -1)
    ]
    # 上年结转, 追加, 财政收回 in columns of their own may move what is left.
    extra = [(), *((item,) for item in moved), *combinations(moved, 2)][:_MOST_READINGS]
    bases += [item for item in moved if item.sign > 0 and item.column != base.term.column]
    readings = [(whole, *more, spent, *beside) for whole in bases for more in extra]
    yield Relation(
        kind="residual",
        formula=Formula.SUM,
        claim=left[0].term,
        terms=readings[0],
        alternatives=tuple(dict.fromkeys(r for r in readings[1:] if r != readings[0])),
        measure=Measure.MONEY,
        settled=any(entry.figure.role is Role.BALANCE for entry in left if entry.figure),
        topic=ROW_BALANCE,
        why=(
            because(
                f"“{base.label}”行：结余 = 预算数 − 执行数",
                f"row '{base.label}': balance = budget − executed",
            ),
        ),
    )


def _composition(
    rows: Sequence[tuple[Concept | None, dict[Role, Entry]]],
) -> Iterator[Relation]:
    """总额 = 基本 + 项目, = 财政 + 其他 … for every amount column (domain.md §3.1, I3 and I6)."""
    by_concept: dict[str, dict[Role, Entry]] = {}
    order: list[Concept] = []
    times = Counter(concept.id for concept, _ in rows if concept is not None)
    for concept, roles in rows:
        if concept is not None and concept.id.startswith("source") and times[concept.id] > 1:
            continue  # 中央财政资金, 地方财政资金: no one of them is 财政资金
        if concept is not None and concept.id not in by_concept:
            by_concept[concept.id] = roles
            order.append(concept)
    for concept in order:
        whole = [set(parts) for parts in concept.parts if set(parts) <= by_concept.keys()]
        for parts in concept.parts:
            if not set(parts) <= by_concept.keys() or any(set(parts) < other for other in whole):
                continue  # not all there, or a larger set of the form holds these as well
            for role in _AMOUNTS:
                claim = by_concept[concept.id].get(role)
                terms = [by_concept[part].get(role) for part in parts]
                if claim is None or any(entry is None for entry in terms):
                    continue
                yield composition(claim, [entry for entry in terms if entry is not None])


def _sources(view: GridView, known: Container[Span]) -> Iterator[Relation]:
    """资金总额 and the sources listed below it, where no set of the lexicon names them all.

    Whether the sources are complete is not said: a column has to bear it out.
    """
    total: list[Entry] = []
    rows: list[list[Entry]] = []
    for _, entries in view.rows():
        label = next((entry.label for entry in entries if entry.label), "")
        concept = _subject(view, entries, label)
        if concept is not None and concept.id == "funds_total" and not total:
            total = entries
        elif total and _SOURCE.search(squeeze(label)) and not _NO_SOURCE.search(squeeze(label)):
            rows.append(entries)
        elif total:
            break
    opened = [row for row in rows if view.vocabulary.is_of_which(row[0].label)]
    if len(rows) < 2 or len(opened) > 1 or (opened and opened[0] is not rows[0]):
        return
    for role, claim in view.role_row(total).items():
        if role not in _AMOUNTS or claim.term.span in known:
            continue
        parts = [entry for row in rows for entry in row if entry.column == claim.column]
        if len(parts) == len(rows):
            yield replace(composition(claim, parts), kind="total", topic=TOP_TOTAL)


def composition(claim: Entry, parts: Sequence[Entry]) -> Relation:
    """The relation that a subject is the sum of a complete set of parts."""
    names = " + ".join(part.label for part in parts)
    return Relation(
        kind="composition",
        formula=Formula.SUM,
        claim=claim.term,
        terms=tuple(part.term for part in parts),
        measure=Measure.MONEY,
        why=(because(f"{claim.label} = {names}", f"{claim.label} = {names}"),),
    )
