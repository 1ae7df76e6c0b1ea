"""A share column beside an amount column of a table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from reportlint.align.terms import because
from reportlint.align.view import GridView, head
from reportlint.model.fact import Formula, Relation, Term
from reportlint.model.figure import Measure, Role
from reportlint.model.vocabulary import squeeze

_SHARE_OF = re.compile(r"占(?:全部)?([\u4e00-\u9fff]{2,}?)的?(?:比例|比重|百分比|比|%|[（(])")


def table_shares(view: GridView, totals: Sequence[tuple[int, Relation]]) -> Iterator[Relation]:
    """A share column beside an amount column: part ÷ total of the same block."""
    by_place = {(entry.row, entry.column): entry for entry in view.entries}
    closed = {
        (relation.claim.row, column)
        for column, relation in totals
        if relation.measure is Measure.SHARE and relation.claim.value == _added(relation.terms)
    }
    sums: dict[int, list[Term]] = {}
    for entry in view.entries:
        if entry.figure is not None and view.vocabulary.is_total(entry.label):
            sums.setdefault(entry.column, []).append(entry.term)
    for column, relation in totals:
        if relation.kind != "total" or relation.measure is not Measure.MONEY:
            continue
        # Beside a 小计 the share may be that of the 合计.
        others = [whole for whole in sums.get(column, ()) if whole.span != relation.claim.span]
        for part in (*relation.terms, relation.claim):
            if part.row is None or part.value is None:
                continue
            share = by_place.get((part.row, column + 1))
            if share is None or share.figure is None or share.figure.role is not Role.SHARE:
                continue
            if not _of_this_table(view, head(share)):
                continue
            yield Relation(
                kind="share",
                formula=Formula.RATIO,
                claim=share.term,
                terms=(part, relation.claim),
                measure=Measure.MONEY,
                # Shares are commonly adjusted by one last digit so that they add up to 100 %.
                tolerant=(relation.claim.row, column + 1) in closed,
                alternatives=tuple((part, whole) for whole in others),
                why=(
                    because(
                        f"“{share.label}”占“{relation.claim.label}”的比重",
                        f"share of '{share.label}' in '{relation.claim.label}'",
                    ),
                ),
                confidence=0.9,
            )


def _of_this_table(view: GridView, share_head: str) -> bool:
    """占应收账款余额的比例 in a list of five customers is a share of something not in the table."""
    named = _SHARE_OF.match(squeeze(share_head))
    if named is None or named[1] in ("总额", "总数", "合计", "全部", "总", "总计"):
        return True
    return named[1] in squeeze(view.grid.title)


def _added(terms: Sequence[Term]) -> Decimal:
    return sum((term.value for term in terms if term.value is not None), Decimal(0))
