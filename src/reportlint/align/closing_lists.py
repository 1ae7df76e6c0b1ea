"""A list that ends with its own total: 支付城市低保金 1 万元、农村低保金 5 万元，合计 6 万元.

Lists behind 其中 are breakdowns; here the items stand at the head of their sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportlint.align.statements import NO_AMOUNT, Paragraph, Statement, between_figures
from reportlint.align.terms import because
from reportlint.model.fact import Formula, Relation
from reportlint.model.figure import Comparator, Measure, Role
from reportlint.model.vocabulary import squeeze

_CLOSING = re.compile(
    r"[，,、；;]?(?:以上|各项|[两二三四五六七八九]项|上述)*(?:金额|资金)?(?:合计|共计|总计)"
    r"(?:支出|金额|资金|发放|投入|拨付|支付)?(?:为|[:：])?"
)
_TOGETHER = re.compile(r"[\u4e00-\u9fff]{0,8}[，,]共计?(?:有|辖)?")
_BOTH = re.compile(r"\s*(?:行政)?村[（(]?(?:、|和|及)?(?:社区|居委?会?)")
_LISTED = frozenset({Measure.MONEY, Measure.COUNT, Measure.EXTENT})
_OTHERS = NO_AMOUNT | {Role.BALANCE}
_MOVES = re.compile(r"人均|户均|平均|每|标准|单价|其中|比|较|占")


def closing_lists(paragraph: Paragraph) -> Iterator[Relation]:
    """One relation per 合计 behind two and more amounts or counts of its unit in one sentence."""
    statements = paragraph.statements
    for at, total in enumerate(statements):
        figure = total.figure
        if figure.measure not in _LISTED or total.depth or total.marker is not None:
            continue
        lead = between_figures(paragraph, statements[at - 1], total) if at else ""
        summed = _CLOSING.fullmatch(squeeze(lead)) is not None
        if not summed and not (
            _TOGETHER.fullmatch(squeeze(lead)) and _takes_both(paragraph, total)
        ):
            continue
        items: list[Statement] = []
        for s in reversed(statements[:at]):
            if s.sentence != total.sentence or not _is_item(s, total):
                break
            items.insert(0, s)
        whole = [s for s in statements[:at] if s.sentence == total.sentence]
        if len(items) < 2:
            continue
        yield Relation(
            kind="breakdown" if figure.measure is Measure.MONEY else "sub-count",
            formula=Formula.SUM,
            claim=total.term,
            terms=tuple(s.term for s in items),
            measure=figure.measure,
            exhaustive=True,
            settled=(
                len(items) == len(whole) or (len(items) == 2 and _takes_both(paragraph, total))
            )
            and len({s.figure.role for s in items}) == 1,
            confidence=0.9 if len(items) == len(whole) else 0.8,
            why=(
                because(
                    f"同一句中列出 {len(items)} 项之后写明“{figure.label}”",
                    f"one sentence lists {len(items)} items and then '{figure.label}'",
                ),
            ),
        )


def _takes_both(paragraph: Paragraph, total: Statement) -> bool:
    """14 个行政村、2 个社区，共 16 个村（社区）: what is counted bears both names."""
    behind = paragraph.text[total.figure.span.end - paragraph.span.start :]
    return _BOTH.match(behind) is not None


def _is_item(s: Statement, total: Statement) -> bool:
    figure = s.figure
    return (
        figure.unit == total.figure.unit
        and figure.measure is total.figure.measure
        and not s.depth
        and s.marker is None
        and figure.comparator is Comparator.EQ
        and figure.period == total.figure.period
        and figure.role not in _OTHERS
        and not _MOVES.search(squeeze(figure.words))
    )
