"""Amounts in running text: budget adjustment, and where each percentage is looked into."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from reportlint.align.changes import (
    change_rate_relations,
    difference_relations,
    growth_relations,
    stated_change_relations,
)
from reportlint.align.rates import (
    OF_COUNT,
    RATE_WORDS,
    named_rate,
    rate_of_named_base,
    rate_relations,
)
from reportlint.align.segment_balances import income_balances, segment_balances
from reportlint.align.shares import share_relations
from reportlint.align.statements import Paragraph, Statement
from reportlint.align.terms import because
from reportlint.align.told_rates import arrival_rate, told_rate
from reportlint.model.fact import Formula, Relation, Term, term
from reportlint.model.figure import Comparator, Figure, Measure, Role
from reportlint.model.settings import Lexicon
from reportlint.model.vocabulary import normalise, squeeze

_ADJUST_RATE = re.compile(r"预算调整率|调整率")
_ADJUSTED = re.compile(r"[，,、；;]?(?:年中)?调整后的?(?:全年)?(?:部门)?(?:支出)?预算")
_BALANCES = frozenset({"balance", "carry_out", "funds_total"})
# Balances of something else, or only of a part.
_OTHER_BALANCE = re.compile(r"上年|年初|历年|累计|财政拨款|专户|非财政|收回|上缴|其中|净")
_PLAIN_RATES = frozenset({Role.OTHER, Role.RATE})
_REDUCE = re.compile(r"调减|追减|核减|减少|压减|压缩|收回|削减|净减")


def amount_relations(
    paragraph: Paragraph,
    lexicon: Lexicon,
    bases: dict[str, list[tuple[Role, Term]]],
    wholes: dict[str, list[Statement]],
    topics: Sequence[str],
) -> Iterator[Relation]:
    """Relations among the amounts and percentages of one paragraph.

    ``bases`` gives the budget amounts of the funds tables by concept: a rate in the text may have
    its base there (项目支出 95.64 万元，执行率 105.49%). ``wholes`` gives the amounts of the whole
    text by name: 占本年支出合计的 93.78% may stand far from 本年支出合计. ``topics`` says what each
    statement is about.
    """
    yield from _adjustment(paragraph)
    yield from _residual(paragraph)
    yield from segment_balances(paragraph)
    yield from income_balances(paragraph)
    for statement in paragraph.statements:
        figure = statement.figure
        words = squeeze(figure.words)
        if figure.measure is Measure.SHARE and figure.comparator is Comparator.EQ:
            if _ADJUST_RATE.search(words):
                continue
            if (words == "的" or (words.endswith("的") and figure.role in _PLAIN_RATES)) and (
                found_base := rate_of_named_base(paragraph, statement)
            ) is not None:
                yield found_base
                continue
            if figure.role is Role.GROWTH:
                # The change as told is finer than the difference of 7.44 亿元 and last year's.
                found_growth = list(stated_change_relations(paragraph, statement, lexicon))
                found_growth = found_growth or list(growth_relations(paragraph, statement, lexicon))
                yield from found_growth or change_rate_relations(paragraph, statement, lexicon)
            elif figure.role is Role.SHARE:
                direct = rate_of_named_base(paragraph, statement)
                if direct is not None:
                    yield replace(direct, kind="share")
                else:
                    yield from share_relations(paragraph, statement, wholes)
            elif (found := named_rate(paragraph, statement)) is not None:
                yield found
            else:
                yield from _spending_rate(paragraph, statement, bases, topics)
        elif statement.money and figure.role is Role.CHANGE:
            yield from difference_relations(paragraph, statement, lexicon)


def _spending_rate(
    paragraph: Paragraph,
    rate: Statement,
    bases: dict[str, list[tuple[Role, Term]]],
    topics: Sequence[str],
) -> Iterator[Relation]:
    """The rate of its subject, else of the two amounts right before it."""
    words = squeeze(rate.figure.words)
    found = []
    if RATE_WORDS.search(words) and not OF_COUNT.search(words):
        found = list(rate_relations(paragraph, rate, bases, topics))
    told = None if found else told_rate(paragraph, rate) or arrival_rate(paragraph, rate)
    yield from found or ([told] if told is not None else [])


def _adjustment(paragraph: Paragraph) -> Iterator[Relation]:
    """年初预算 ± 调整 = 调整后预算 of one subject in one paragraph (domain.md I1)."""
    groups: dict[str, list[Statement]] = {}
    for statement in paragraph.statements:
        if (
            statement.money
            and statement.figure.role
            in (
                Role.BUDGET_INITIAL,
                Role.ADJUSTMENT,
                Role.BUDGET_FINAL,
            )
            and (statement.main or _ends_list(statement))
        ):
            key = statement.concept.id if statement.concept else ""
            groups.setdefault(key, []).append(statement)
    for group in groups.values():
        by_role: dict[Role, list[Statement]] = {}
        for statement in group:
            by_role.setdefault(statement.figure.role, []).append(statement)
        initial, final = by_role.get(Role.BUDGET_INITIAL), by_role.get(Role.BUDGET_FINAL)
        changes = by_role.get(Role.ADJUSTMENT)
        if not initial or not final or not changes or len(initial) > 1 or len(final) > 1:
            continue
        if not initial[0].figure.span < changes[0].figure.span < final[0].figure.span:
            continue
        # 调整后 6060 万元。其中追加人员经费 298 万元: told again, item by item.
        changes = [c for c in changes if c.figure.span < final[0].figure.span]
        terms = (initial[0].term, *(_signed(change) for change in changes))
        known = {id(s) for s in (*initial, *changes, *final)}
        between = [
            s
            for s in paragraph.statements
            if s.money
            and s.main
            and id(s) not in known
            and s.figure.role in (Role.OTHER, Role.EXECUTED, Role.CARRY_IN, Role.CHANGE)
            and initial[0].figure.span < s.figure.span < final[0].figure.span
        ]
        # 上年结转 told between the two may be part of the final budget or not.
        carried = tuple(
            s.term
            for s in paragraph.statements
            if s.money
            and s.main
            and s.figure.role is Role.CARRY_IN
            and initial[0].figure.span < s.figure.span < final[0].figure.span
        )
        yield Relation(
            kind="adjustment",
            formula=Formula.SUM,
            claim=final[0].term,
            terms=(*terms, *carried),
            measure=Measure.MONEY,
            alternatives=(*((terms,) if carried else ()), *_with_moves(terms, between)),
            # 7 月，下达 920 万元: an amount that may be one more adjustment
            settled=all(s.figure.role is Role.CARRY_IN for s in between),
            why=(
                because(
                    "同一段中：调整后预算 = 年初预算 ± 调整数",
                    "in one paragraph: final budget = initial budget ± adjustment",
                ),
            ),
            confidence=0.93,
        )


def _with_moves(terms: tuple[Term, ...], between: Sequence[Statement]) -> list[tuple[Term, ...]]:
    """统一压减配套 60 万元 between the two budgets moves them as well."""
    moves = [_signed(s) for s in between if s.figure.role is Role.CHANGE]
    return [(*terms, *moves)] if moves else []


def _ends_list(statement: Statement) -> bool:
    """追加 356 万元，其中 …，调整后预算为 1,642 万元: not one of the items behind 其中."""
    return statement.depth == 0 and _ADJUSTED.match(squeeze(statement.figure.words)) is not None


def _residual(paragraph: Paragraph) -> Iterator[Relation]:
    """全年预算 − 支出 = 年末结余, all three told once in one paragraph (domain.md FND09).

    Money carried in may be part of the budget or not; both readings are admissible.
    """
    told: dict[Role, list[Statement]] = {}
    for statement in paragraph.statements:
        over_years = "累计" in statement.figure.words
        if statement.money and (statement.main or _ends_list(statement)) and not over_years:
            told.setdefault(statement.figure.role, []).append(statement)
    # 年末结转 may be only what is carried on of the balance.
    carries = Role.BALANCE not in told and Role.CARRY_OUT in told
    left = Role.CARRY_OUT if carries else Role.BALANCE
    chosen = [told.get(role, []) for role in (Role.BUDGET_FINAL, Role.EXECUTED, left)]
    if any(len(found) != 1 for found in chosen):
        return
    budget, executed, balance = (found[0] for found in chosen)
    if max(budget.figure.span, executed.figure.span) > balance.figure.span:
        return
    subjects = {s.concept.id for s in (budget, executed) if s.concept is not None}
    own = balance.own_concept
    if len(subjects) > 1 or (own is not None and own.id not in _BALANCES):
        return
    if _OTHER_BALANCE.search(squeeze(balance.figure.words)):
        return
    spent = term(executed.figure, executed.document, sign=-1)
    carried = tuple(s.term for s in told.get(Role.CARRY_IN, ()))
    yield Relation(
        kind="residual",
        formula=Formula.SUM,
        claim=balance.term,
        terms=(budget.term, spent),
        measure=Measure.MONEY,
        alternatives=((budget.term, *carried, spent),) if carried else (),
        settled=not carries,
        why=(
            because(
                "同一段中：全年预算 − 支出 = 结余",
                "in one paragraph: full-year budget − spending = balance",
            ),
        ),
        confidence=0.88,
        topic="stated-balance",
    )


def _signed(statement: Statement) -> Term:
    return signed_adjustment(statement.figure, statement.document)


def signed_adjustment(figure: Figure, document: int) -> Term:
    """An adjustment as operand: what was cut back is subtracted."""
    down = bool(_REDUCE.search(figure.words))
    return term(figure, document, sign=-1 if down else 1)


def balance_relations(paragraph: Paragraph) -> Iterator[Relation]:
    """收入总计…，支出总计… of one sentence are equal (domain.md §3.2)."""
    if re.search(r"相抵|结余|结转", paragraph.text):
        return  # the two sides may differ by what is left over
    totals: dict[str, Statement] = {}
    for statement in paragraph.statements:
        label = normalise(statement.figure.label)
        for name in ("收入总计", "支出总计"):
            if statement.money and statement.main and label.endswith(name):
                totals.setdefault(name, statement)
    if len(totals) == 2 and totals["收入总计"].sentence == totals["支出总计"].sentence:
        yield Relation(
            kind="balance",
            formula=Formula.EQUAL,
            claim=totals["支出总计"].term,
            terms=(totals["收入总计"].term,),
            measure=Measure.MONEY,
            why=(because("收入总计与支出总计应相等", "total income and expenditure are equal"),),
        )
