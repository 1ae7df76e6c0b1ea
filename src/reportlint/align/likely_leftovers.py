"""What is left of a budget: 执行率 98.5%，未使用 155 万元 goes with the operands of the rate.

The words of such an amount rarely say of which budget it is left. The rate told beside it, or one
of the same money (项目支出, 县级资金), has both operands; such a relation may bear the amount out,
but never fails.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from reportlint.align.statements import Paragraph, Statement
from reportlint.align.terms import because
from reportlint.model.fact import Formula, Relation, Term
from reportlint.model.figure import Comparator, Measure, Role
from reportlint.model.vocabulary import squeeze

_LEFT = re.compile(
    r"(?:未(?:使用|支出|执行|支付|形成支出|用完)|结余|结转|节约|剩余|尚有|收回)[^，；。\d]{0,14}$"
)
_OTHER = re.compile(r"上年结[转余]|年初结[转余]|(?:比|较)上年|累计")
_MONEY = re.compile(r"项目|基本|中央|省级|市级|县级|区级|政府性基金|一般公共预算")
_KINDS = frozenset({"rate", "execution"})
_CONFIDENCE = 0.75
_MOST = 4


def likely_leftovers(
    paragraphs: Sequence[Paragraph], relations: Sequence[Relation]
) -> Iterator[Relation]:
    """Budget − execution for amounts of the text that are left over, by the rates around them."""
    rates = [(r, two) for r in relations if (two := _operands(r)) is not None]
    named = [(two, squeeze(two[0].label + two[1].label)) for _, two in rates]
    for paragraph in paragraphs:
        for s in paragraph.statements:
            if not _is_left(s):
                continue
            pairs = _near(paragraph, s, rates) or _of_one_money(s, named)
            found = [(whole, replace(spent, sign=-1)) for spent, whole in pairs[:_MOST]]
            if found:
                yield Relation(
                    kind="residual",
                    formula=Formula.SUM,
                    claim=s.term,
                    terms=found[0],
                    alternatives=tuple(found[1:]),
                    measure=Measure.MONEY,
                    settled=False,
                    confidence=_CONFIDENCE,
                    why=(
                        because(
                            f"“{s.figure.label}”很可能是“{found[0][0].label}”减“{found[0][1].label}”",
                            f"'{s.figure.label}' is likely '{found[0][0].label}' less "
                            f"'{found[0][1].label}'",
                        ),
                    ),
                )


def _operands(relation: Relation) -> tuple[Term, Term] | None:
    """(executed, budget) of a rate of money, or of an execution within its budget."""
    if relation.kind not in _KINDS:
        return None
    told = (relation.claim, *relation.terms) if relation.kind == "execution" else relation.terms
    if relation.kind == "rate" and len(told) != 2:
        return None
    spent, whole = told[:2]
    return (spent, whole) if spent.measure is whole.measure is Measure.MONEY else None


def _is_left(s: Statement) -> bool:
    figure = s.figure
    words = squeeze(figure.words)
    return (
        s.money
        and figure.table is None
        and figure.comparator is Comparator.EQ
        and figure.role in (Role.BALANCE, Role.CARRY_OUT, Role.OTHER, Role.CHANGE)
        and _LEFT.search(words) is not None
        and _OTHER.search(words) is None
    )


def _near(
    paragraph: Paragraph, s: Statement, rates: Sequence[tuple[Relation, tuple[Term, Term]]]
) -> list[tuple[Term, Term]]:
    """The operands of the rates told in the sentence or the one before, the nearest first."""
    found = []
    for rate, two in rates:
        claim = rate.claim
        told = claim.document == s.document and paragraph.span.covers(claim.span)
        if rate.kind != "rate" or not told:
            continue
        sentence = next(
            (o.sentence for o in paragraph.statements if o.figure.span == claim.span), None
        )
        if sentence is not None and 0 <= s.sentence - sentence <= 1:
            found.append((abs(claim.span.start - s.figure.span.start), two))
    found.sort(key=lambda item: item[0])
    return [two for _, two in found]


def _of_one_money(
    s: Statement, named: Sequence[tuple[tuple[Term, Term], str]]
) -> list[tuple[Term, Term]]:
    """Rates of the money that the words name: 项目支出结余 46.7 万元 goes with 项目支出."""
    words = _MONEY.findall(squeeze(s.figure.words))
    if not words:
        return []
    return [two for two, labels in named if words[-1] in labels and two[0].document == s.document]
