"""Unit price × quantity = amount, in rows of a list and in one sentence (domain.md FND08).

The quantity is a whole number and exact, so the product is the price times a scale: its rounding
grows with the quantity. Rows and sentences with a third factor (days, months) are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import groupby

from reportlint.align.statements import Paragraph, Statement
from reportlint.align.terms import because
from reportlint.align.view import Entry, GridView, head
from reportlint.model.fact import Formula, Relation, Term
from reportlint.model.figure import Comparator, Figure, Measure
from reportlint.model.vocabulary import squeeze, unit_of

_PRICE = re.compile(r"(?:(?<!均)单价|每[\u4e00-\u9fff]{1,2})(?:价格)?(?:标准)?(?:约?为|是|[：:])?$")
_AMOUNT = re.compile(
    r"(?:共计?|合计|总计|总价|总额|总?金额|小计)(?:支出|资金|费用)?(?:为|是|[：:])?$"
)
_OTHER_FACTOR = re.compile(
    r"平均|均价|约|左右|折|税|补贴比例|月|季|年限|天|次|期|场|课时|学时|优惠"
)
_FACTORS = frozenset({Measure.COUNT, Measure.EXTENT, Measure.SHARE, Measure.BARE})


def price_relations(
    views: Sequence[GridView], paragraphs: Sequence[Paragraph]
) -> Iterator[Relation]:
    """Every row and sentence part with one price, one quantity and one amount."""
    for view in views:
        if not view.grid.form:
            yield from _rows(view)
    for paragraph in paragraphs:
        for _, group in groupby(paragraph.statements, key=lambda s: (s.segment, s.depth)):
            yield from _sentence(paragraph, list(group))


def _rows(view: GridView) -> Iterator[Relation]:
    for _, entries in view.rows():
        named: dict[str, list[Entry]] = {}
        for entry in entries:
            concept = view.vocabulary.column(head(entry))
            factor = entry.figure is not None and entry.figure.measure in _FACTORS
            known = concept is not None and concept.id in ("price", "quantity", "amount")
            name = concept.id if concept is not None and known else "factor" if factor else ""
            named.setdefault(name, []).append(entry)
        chosen = [named.get(name, []) for name in ("price", "quantity", "amount")]
        if "factor" in named or not all(len(found) == 1 for found in chosen):
            continue
        price, quantity, amount = (found[0] for found in chosen)
        if price.figure is None or quantity.figure is None or amount.figure is None:
            continue
        prices = [price.term]
        if unit_of(head(price)) is None and price.figure.scale != 1:
            # The unit of the table may be that of the amounts only.
            prices.append(replace(price.term, scale=Decimal(1), value=price.figure.value))
        yield from _product(prices, quantity.figure, quantity.term, amount.term)


def _sentence(paragraph: Paragraph, group: Sequence[Statement]) -> Iterator[Relation]:
    leads = {s.figure.index: _lead(paragraph, s) for s in group}
    prices = [s for s in group if _is_price(s.figure, leads[s.figure.index])]
    amounts = [s for s in group if s.money and s not in prices]
    counts = [s for s in group if s.figure.measure in _FACTORS]
    if not len(prices) == len(amounts) == len(counts) == 1:
        return
    price, amount, quantity = prices[0], amounts[0], counts[0]
    start = min(s.figure.span.start for s in group)
    text = paragraph.reading.document.text[start : max(s.figure.span.end for s in group)]
    if not _AMOUNT.search(leads[amount.figure.index]) or _OTHER_FACTOR.search(text):
        return
    per = _per(price.figure, leads[price.figure.index])
    if quantity.figure.measure is not Measure.COUNT or (per and per != quantity.figure.unit):
        return
    yield from _product([price.term], quantity.figure, quantity.term, amount.term)


def _lead(paragraph: Paragraph, s: Statement) -> str:
    """What is printed between the figure before and this one; 共 says what an amount is."""
    ends = [other.figure.span.end for other in paragraph.statements]
    start = max((end for end in ends if end <= s.figure.span.start), default=paragraph.span.start)
    return squeeze(paragraph.reading.document.text[start : s.figure.span.start])


def _is_price(figure: Figure, lead: str) -> bool:
    if figure.measure is Measure.PRICE:
        return True
    return figure.measure is Measure.MONEY and bool(_PRICE.search(lead))


def _per(figure: Figure, lead: str) -> str | None:
    """What the price is for: 元/人, 每人; None when the words do not say (单价)."""
    if figure.unit and "/" in figure.unit:
        return figure.unit.partition("/")[2]
    match = re.search(r"每([\u4e00-\u9fff]{1,2})$", lead)
    return match[1] if match else None


def product(
    average: Term,
    counts: Sequence[tuple[Figure, Term]],
    amounts: Sequence[Term],
    *,
    settled: bool,
) -> Iterator[Relation]:
    """Amount = average × count (``average``); of several counts and amounts, any will do."""
    found: list[Relation] = []
    for figure, counted in counts:
        found += _product([average], figure, counted, amounts[0])
    if found:
        yield replace(
            found[0],
            kind="average",
            alternatives=tuple(other.terms for other in found[1:]),
            other_claims=tuple(amounts[1:]),
            settled=settled,
            confidence=0.85 if settled else 0.75,
            why=(because("平均数 × 数量 = 金额", "average × count = amount"),),
        )


def _product(
    prices: Sequence[Term], quantity: Figure, counted: Term, amount: Term
) -> Iterator[Relation]:
    terms = (*prices, counted, amount)
    if any(term.comparator is not Comparator.EQ or term.value is None for term in terms):
        return
    # A price per 公里 counts kilometres, although a length is compared in metres.
    times = (
        quantity.value if quantity.measure is Measure.EXTENT else quantity.value * quantity.scale
    )
    if times != times.to_integral_value() or times <= 0:
        return
    scaled = [
        replace(price, scale=price.scale * times, value=price.value * times, measure=Measure.MONEY)
        for price in prices
        if price.value is not None
    ]
    yield Relation(
        kind="price-quantity",
        formula=Formula.SUM,
        claim=amount,
        terms=(scaled[0],),
        alternatives=tuple((other,) for other in scaled[1:]),
        other_claims=(),
        measure=Measure.MONEY,
        confidence=0.85,
        topic=f"{counted.document}:{quantity.index}",
        why=(because("金额 = 单价 × 数量", "amount = unit price × quantity"),),
    )
