"""What is added to an amount up to a total: 收入 171 亿元，加上级补助 228 亿元…，收入总计 518 亿元.

Reports on a government's budget tell both sides of every account so (Budget Law, art. 27–32).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reportlint.align.rates import BUDGETS
from reportlint.align.statements import ADDED, NO_AMOUNT, Paragraph, Statement, between_figures
from reportlint.align.terms import because
from reportlint.model.fact import Formula, Relation
from reportlint.model.figure import Comparator, Measure
from reportlint.model.vocabulary import squeeze

_TOTAL = re.compile(r"(?:总计|合计|共计|总量|总额|财力)(?:为|达到?|[:：])?$")
_TAKEN_OFF = re.compile(r"减[去除：:]|扣除|减(?=[\u4e00-\u9fff]{2,12}\d)")
_OPEN = re.compile(r"等\s*[，,]")


def addition_relations(paragraph: Paragraph) -> Iterator[Relation]:
    """One relation per 加 … 总计: the total, and what stood before 加 with all that is added."""
    statements = paragraph.statements
    for at, added in enumerate(statements):
        if not added.money or added.depth or not ADDED.search(_before(paragraph, at)):
            continue
        bases = _bases(statements[:at], added)
        chain, total = _chain(statements[at:])
        if not bases or total is None:
            continue
        base = bases[-1]
        start = base.figure.span.end - paragraph.span.start
        text = paragraph.text[start : total.figure.span.start - paragraph.span.start]
        if _TAKEN_OFF.search(squeeze(text)):
            continue
        closed = not _OPEN.search(text)
        operands = [*bases, *chain]
        yield Relation(
            kind="breakdown",
            formula=Formula.SUM,
            claim=total.term,
            terms=tuple(s.term for s in operands),
            measure=Measure.MONEY,
            exhaustive=True,
            alternatives=tuple(
                tuple(s.term for s in (*bases[number:], *chain)) for number in range(1, len(bases))
            ),
            # 支出 49 亿元，补助下级 37 亿元，加 …: where the account begins is not told.
            settled=closed
            and len(bases) == 1
            and len({s.figure.unit for s in (total, *operands)}) == 1,
            confidence=0.9,
            why=(
                because(
                    f"“{base.figure.label}”加上所列 {len(chain)} 项为“{total.figure.label}”",
                    f"'{base.figure.label}' and {len(chain)} amounts added make "
                    f"'{total.figure.label}'",
                ),
            ),
        )


def _before(paragraph: Paragraph, at: int) -> str:
    """What is printed between the figure before and this one, with the mark that opens it."""
    if not at:
        return ""
    return between_figures(paragraph, paragraph.statements[at - 1], paragraph.statements[at])


def _bases(before: Sequence[Statement], added: Statement) -> list[Statement]:
    """What something is added to: the amounts of the sentence outside its lists, since a total."""
    found: list[Statement] = []
    # 支出 122 亿元，为预算的 97.6%。加上补助下级支出 89 亿元: of the sentence before
    opens = not any(s.sentence == added.sentence for s in before)
    for s in before:
        near = s.sentence == added.sentence or (
            opens and s.sentence == added.sentence - 1 and s.figure.role not in BUDGETS
        )
        if not s.money or not near or s.figure.comparator is not Comparator.EQ:
            continue
        if _TOTAL.search(squeeze(s.figure.words)):
            found = []
        elif s.main and s.figure.period == added.figure.period and s.figure.role not in NO_AMOUNT:
            found.append(s)
    return found


def _chain(statements: Sequence[Statement]) -> tuple[list[Statement], Statement | None]:
    """The amounts that are added, and the total behind them."""
    chain: list[Statement] = []
    for s in statements:
        if s.sentence != statements[0].sentence or s.segment != statements[0].segment:
            break
        if s.depth or not s.money:
            continue  # 加上解支出 1.24 亿元（增长 3%）
        if s.marker is not None or s.figure.role in NO_AMOUNT:
            break
        if chain and _TOTAL.search(squeeze(s.figure.words)):
            return chain, s
        chain.append(s)
    return chain, None
