"""Rates whose budget is told in another paragraph: 基本支出决算 3,560 万元，执行率 99.67%.

Spending and budgets are looked for by subject and year, in the text and in the tables. Which of
them is meant is not said there, so such a rate may be borne out, but never fails.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from reportlint.align.statements import Paragraph
from reportlint.align.terms import because
from reportlint.align.told_amounts import Amount, table_amounts, text_amounts
from reportlint.align.topics import Stripper
from reportlint.align.view import GridView
from reportlint.model.fact import Formula, Relation, Term
from reportlint.model.figure import Comparator, Measure, Role
from reportlint.model.vocabulary import Vocabulary, squeeze

_RATE = re.compile(
    r"执行率|完成率|支出率|支付率|使用率|(?:执行|支出|支付)进度|完成(?:年初|全年|调整)?预算的"
)
_BUDGETS = (Role.BUDGET_FINAL, Role.BUDGET_INITIAL)
_MOST = 4
_CONFIDENCE = 0.72


def far_rates(
    told: Sequence[tuple[Paragraph, Sequence[str]]],
    views: Sequence[GridView],
    vocabulary: Vocabulary,
    strip: Stripper,
) -> Iterator[Relation]:
    """Executed ÷ budget of the subject that the sentence of a rate speaks of."""
    spent: dict[tuple[int, str, str | None], list[Term]] = defaultdict(list)
    budgets: dict[tuple[int, str, str | None], list[Term]] = defaultdict(list)
    amounts = [
        *text_amounts(told, vocabulary, strip),
        *(cell for view in views for cell in table_amounts(view, vocabulary, strip)),
    ]
    subjects = {id(amount.figure): amount.subject for amount in amounts}
    for role in (Role.EXECUTED, *_BUDGETS):
        for amount in amounts:
            if amount.role is role and amount.subject:
                book = spent if role is Role.EXECUTED else budgets
                _add(book[_key(amount)], amount.term)
    for paragraph, topics in told:
        for at, (rate, topic) in enumerate(zip(paragraph.statements, topics, strict=True)):
            figure = rate.figure
            if figure.measure is not Measure.SHARE or figure.comparator is not Comparator.EQ:
                continue
            if not _RATE.search(squeeze(figure.words)):
                continue
            before = [s for s in paragraph.statements[:at] if s.sentence == rate.sentence]
            near = [subjects.get(id(s.figure), "") for s in reversed(before) if s.money]
            subject = next((name for name in near if name), topic)
            key = (rate.document, subject, figure.period)
            ways = [(top, base) for base in budgets[key][:_MOST] for top in spent[key][:_MOST]]
            if ways:
                yield Relation(
                    kind="rate",
                    formula=Formula.RATIO,
                    claim=rate.term,
                    terms=ways[0],
                    alternatives=tuple(ways[1:]),
                    measure=Measure.MONEY,
                    settled=False,
                    confidence=_CONFIDENCE,
                    why=(
                        because(
                            "同一名目的支出 ÷ 预算（分别写在别处）",
                            "spending ÷ budget of one subject, told elsewhere",
                        ),
                    ),
                )


def _key(amount: Amount) -> tuple[int, str, str | None]:
    return amount.term.document, amount.subject, amount.figure.period


def _add(found: list[Term], term: Term) -> None:
    if all(term.value != other.value for other in found):
        found.append(term)
