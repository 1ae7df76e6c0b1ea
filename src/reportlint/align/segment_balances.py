"""What is left, told right behind what it is left of (domain.md §3.2, FND09).

全年预算 2,650 万元，支出 2,118.60 万元，结转 531.40 万元 in one breath, whatever else the paragraph
tells; and 收入总计 − 支出 = 年末结转结余 of the accounts of a year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from reportlint.align.rates import BUDGETS
from reportlint.align.statements import Paragraph, Statement
from reportlint.align.terms import because
from reportlint.model.fact import Formula, Relation, Term
from reportlint.model.figure import LEFT_ROLES, Comparator, Measure, Role
from reportlint.model.vocabulary import normalise, squeeze

_PLAIN_LEFT = re.compile(
    r"[，,；;]?(?:年末|当年|年底|期末)?(?:共|形成|尚有)?(?:结转和?结余|结余和?结转|结余|节余|结转|剩余|未支出|未执行)"
    r"(?:资金|金额|数|下年|下年使用)?(?:为|共|共计|达)?"
)
_PART_OF = re.compile(r"收回|上缴|交回|缴|其中|另|还有|部分|含|节约|统筹|结转|利息|追加")
_TOTAL_INCOME = re.compile(r"(?:收入(?:总计|总额|合计|总数)|总收入|可用财力)$")
_INCOME = re.compile(r"收入$")
_SPENT = re.compile(r"(?:总支出|支出(?:合计|总额|决算|总数)?)$")
_LEFT_OF_YEAR = re.compile(r"年末[\u4e00-\u9fff]{0,6}结[转余]")
_ALLOTTED = re.compile(r"结余分配|提取|专用结余|使用非财政")


def segment_balances(paragraph: Paragraph) -> Iterator[Relation]:
    """Budget − spending = what is left, the three told one behind the other in one segment.

    Rates and scores may stand between. What is only carried on (结转) may leave a part that was
    taken back: such a relation may be borne out, but never fails.
    """
    told = [s for s in paragraph.statements if s.money]
    for at, left in enumerate(told):
        if (
            at < 2
            or left.figure.role not in LEFT_ROLES
            or left.figure.comparator is not Comparator.EQ
        ):
            continue
        budget, spent = told[at - 2 : at]
        if budget.figure.role not in BUDGETS or spent.figure.role is not Role.EXECUTED:
            continue
        run = (budget, spent, left)
        if len({(s.segment, s.depth, s.marker, s.figure.period) for s in run}) > 1:
            continue
        if _PLAIN_LEFT.fullmatch(squeeze(left.figure.words)) is None:
            continue
        yield Relation(
            kind="residual",
            formula=Formula.SUM,
            claim=left.term,
            terms=(budget.term, replace(spent.term, sign=-1)),
            measure=Measure.MONEY,
            settled=_is_all(paragraph, told, budget, spent, left),
            confidence=0.87,
            topic="stated-balance",
            why=(
                because(
                    f"“{left.figure.label}” = “{budget.figure.label}” − “{spent.figure.label}”",
                    f"'{left.figure.label}' = '{budget.figure.label}' − '{spent.figure.label}'",
                ),
            ),
        )


def _is_all(
    paragraph: Paragraph,
    told: list[Statement],
    budget: Statement,
    spent: Statement,
    left: Statement,
) -> bool:
    """Whether nothing else moves the balance: one budget, all of it, and nothing said of a part.

    Left open by money carried in, an addition to the first budget, a budget in two parts
    (中央 100 万元、县级 200 万元) and what is told behind the balance (4 万元已收回) do so.
    """
    named = {s.own_concept.id for s in (budget, spent) if s.own_concept is not None}
    first = min(s.figure.span.start for s in told if s.segment == budget.segment)
    roles = {s.figure.role for s in told}
    moved = Role.CARRY_IN in roles or "结转" in paragraph.text[: _at(paragraph, budget)]
    added = Role.ADJUSTMENT in roles or re.search("追加|调增|调减|追减", paragraph.text) is not None
    whole = re.search(r"全年|调整后", squeeze(budget.figure.words)) is not None
    end = left.figure.span.end - paragraph.span.start
    behind = re.split("[。\n]", paragraph.text[end:], maxsplit=1)[0]
    return (
        left.figure.role is Role.BALANCE
        and first == budget.figure.span.start
        and len(named) <= 1
        and not moved
        and (whole or not added)
        and _PART_OF.search(behind) is None
    )


def _at(paragraph: Paragraph, s: Statement) -> int:
    return s.figure.span.start - paragraph.span.start


def income_balances(paragraph: Paragraph) -> Iterator[Relation]:
    """收入总计 − 本年支出 = 年末结转和结余, each told once in a paragraph.

    Such a balance may be borne out, but never fails.
    """
    amounts = [
        s
        for s in paragraph.statements
        if s.money and not s.depth and s.figure.comparator is Comparator.EQ
    ]
    lefts = [s for s in amounts if s.main and _LEFT_OF_YEAR.search(squeeze(s.figure.words))]
    if len(lefts) != 1 or _ALLOTTED.search(paragraph.text):
        return
    left = lefts[0]
    before = [s for s in amounts if s.main and s.figure.span < left.figure.span]
    totals = [s for s in before if _named(s, _TOTAL_INCOME)]
    incomes = totals or [s for s in before if _named(s, _INCOME)]
    spent = [s for s in before if _named(s, _SPENT) and s.figure.role is not Role.CHANGE]
    if len(incomes) != 1 or len(spent) != 1:
        return
    income = incomes[0]
    if len({s.figure.period for s in (income, spent[0], left)}) > 1:
        return
    carried = [s.term for s in amounts if s.figure.role is Role.CARRY_IN]
    minus = replace(spent[0].term, sign=-1)
    ways: list[tuple[Term, ...]] = [(income.term, minus)]
    ways += [(income.term, item, minus) for item in carried]
    yield Relation(
        kind="residual",
        formula=Formula.SUM,
        claim=left.term,
        terms=ways[0],
        alternatives=tuple(ways[1:]),
        measure=Measure.MONEY,
        settled=False,  # what was carried in, allotted or taken back may be told elsewhere
        confidence=0.86,
        topic="stated-balance",
        why=(because("收入总计 − 支出 = 年末结转结余", "total income − spending = carried over"),),
    )


def _named(s: Statement, pattern: re.Pattern[str]) -> bool:
    if "累计" in s.figure.words:
        return False
    return pattern.search(normalise(s.figure.label)) is not None
