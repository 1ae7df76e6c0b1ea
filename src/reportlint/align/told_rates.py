"""Rates told right behind both their operands, whatever list the clause stands in.

其中：基本支出预算 122 万元，实际支出 121 万元，执行率 99.18%: the clause holds all three.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from reportlint.align.rates import BUDGETS
from reportlint.align.statements import Paragraph, Statement
from reportlint.align.terms import because
from reportlint.model.fact import Formula, Relation
from reportlint.model.figure import Comparator, Measure, Role
from reportlint.model.vocabulary import squeeze

_SPENDING_RATE = re.compile(
    r"(?:执行率|支[出付]率|使用率|兑[付现]率|拨付率|发放率|(?:执行|支出|支付|拨付|资金)进度|完成率|(?:^|[，,])完成(?:了)?)"
    r"(?:约?为|达到?|仅为?|仅有|只有|[：:])*$"
)
_SPENT = re.compile(r"支出|支付|拨付|使用|执行|列支|兑[付现]|发放|投放|决算|付款")
_TO_SPEND = re.compile(r"预算|应[兑拨支发付]|计划|安排|下达|到位")
_ARRIVAL = re.compile(r"到位率(?:约?为|达到?|仅为?|只有|[：:])*$")
_CAME = re.compile(r"到位")
_TO_COME = re.compile(r"应到位|计划|安排|下达|批复|预算")
_OF_ALL = re.compile(r"总体|整体|综合|总的?|全部|平均|部门|全[局县区市镇院校]")
_LEFT = re.compile(r"结转|结余|节余|节约|剩余|未|追加|调[增减整]|增加|减少")


def told_rate(paragraph: Paragraph, rate: Statement) -> Relation | None:
    """Spent ÷ budget where the two figures right before the rate are just these."""
    words = squeeze(rate.figure.words)
    if not _SPENDING_RATE.search(words) or _OF_ALL.search(words):
        return None
    at = paragraph.statements.index(rate)
    if at < 2:
        return None
    budget, spent = paragraph.statements[at - 2 : at]
    if budget.figure.role is Role.EXECUTED and spent.figure.role in BUDGETS:
        budget, spent = spent, budget
    if not all(_beside(s, rate) for s in (budget, spent)):
        return None
    if spent.figure.role is not Role.EXECUTED and not (
        spent.figure.role is Role.OTHER and _SPENT.search(squeeze(spent.figure.words))
    ):
        return None
    is_budget = budget.figure.role in BUDGETS
    if not is_budget and not (
        budget.figure.role is Role.OTHER and _TO_SPEND.search(squeeze(budget.figure.words))
    ):
        return None
    if any(_LEFT.search(squeeze(s.figure.words)) for s in (budget, spent)):
        return None
    named, own = rate.own_concept, budget.own_concept
    if named is not None and own is not None and named.id != own.id:
        return None
    return Relation(
        kind="rate",
        formula=Formula.RATIO,
        claim=rate.term,
        terms=(spent.term, budget.term),
        measure=Measure.MONEY,
        settled=is_budget and not _others(paragraph.statements[: at - 2], rate),
        why=(
            because(
                f"同一分句：“{rate.figure.label}” = "
                f"“{spent.figure.label}” ÷ “{budget.figure.label}”",
                f"in one clause: '{rate.figure.label}' = "
                f"'{spent.figure.label}' ÷ '{budget.figure.label}'",
            ),
        ),
        confidence=0.9,
    )


def arrival_rate(paragraph: Paragraph, rate: Statement) -> Relation | None:
    """预算 3,600 万元，实际到位 3,420 万元，…，资金到位率 95%: what came in ÷ what was to come.

    Both operands stand outside every list. 配套到位率 and a budget with money carried in are of
    other amounts, so such a rate may be borne out, but never fails.
    """
    if not _ARRIVAL.search(squeeze(rate.figure.words)):
        return None
    before = [
        s
        for s in paragraph.statements
        if s.figure.span < rate.figure.span
        and s.sentence >= rate.sentence - 1
        and s.money
        and s.main
        and s.figure.comparator is Comparator.EQ
        and s.figure.period == rate.figure.period
    ]
    came = [
        s for s in before if _CAME.search(squeeze(s.figure.words)) and s.sentence == rate.sentence
    ]
    due = [
        s
        for s in before
        if s not in came and (s.figure.role in BUDGETS or _TO_COME.search(squeeze(s.figure.words)))
    ]
    if not came or not due:
        return None
    return Relation(
        kind="rate",
        formula=Formula.RATIO,
        claim=rate.term,
        terms=(came[-1].term, due[-1].term),
        measure=Measure.MONEY,
        alternatives=tuple((came[-1].term, other.term) for other in due[:-1]),
        settled=False,
        why=(
            because(
                f"到位率 = “{came[-1].figure.label}” ÷ “{due[-1].figure.label}”",
                f"received '{came[-1].figure.label}' ÷ due '{due[-1].figure.label}'",
            ),
        ),
        confidence=0.75,
    )


def _beside(s: Statement, rate: Statement) -> bool:
    """Whether an amount stands in the clause of the rate and in its list."""
    return (
        s.money
        and s.figure.comparator is Comparator.EQ
        and s.figure.period == rate.figure.period
        and (s.segment, s.depth, s.marker) == (rate.segment, rate.depth, rate.marker)
    )


def _others(before: Sequence[Statement], rate: Statement) -> bool:
    """Whether further amounts of the clause may be its base: 上年结转 10 万元、预算 100 万元."""
    return any(s.money and (s.segment, s.marker) == (rate.segment, rate.marker) for s in before)
