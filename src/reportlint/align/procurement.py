"""政府采购 in running text: three kinds make up the total, shares of small firms nest (ACC07)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reportlint.align.rates import BUDGETS
from reportlint.align.statements import NO_AMOUNT, Paragraph, Statement
from reportlint.align.terms import because
from reportlint.model.fact import Formula, Relation
from reportlint.model.figure import Comparator, Measure
from reportlint.model.vocabulary import normalise, squeeze

_SMALL = re.compile(r"小微|小型[和、及与]?微型|小、微型")
_FIRMS = re.compile(r"中小(?:微)?(?:型)?企业")
_TOTAL = re.compile(
    r"(?:政府)?采购(?:预算|支出|项目|资金|计划)?(?:支出)?(?:金额|总额|总金额|规模|总量|数)?(?:合计|共计|总计)?$"
)
_KINDS = {
    "goods": re.compile(r"货物(?:类)?(?:采购)?(?:项目)?(?:预算|支出)?(?:金额)?$"),
    "works": re.compile(r"工程(?:类)?(?:采购)?(?:项目)?(?:预算|支出)?(?:金额)?$"),
    "services": re.compile(r"服务(?:类)?(?:采购)?(?:项目)?(?:预算|支出)?(?:金额)?$"),
}
_CONTRACT = re.compile(r"授予|合同|实际|支出")
_COPULA = re.compile(r"(?:为|是|共|共计|达到?|约|了|[：:])+$")
Group = dict[str, list[Statement]]


def procurement_relations(paragraphs: Sequence[Paragraph]) -> Iterator[Relation]:
    """Relations within one section and year; a name told with two values is admissible twice."""
    groups: dict[tuple[int, tuple[str, ...], str | None], Group] = {}
    for paragraph in paragraphs:
        if "采购" not in paragraph.text:
            continue
        for s in paragraph.statements:
            if (
                not s.money
                or s.figure.comparator is not Comparator.EQ
                or s.figure.table is not None
            ):
                continue
            name = None if s.figure.role in NO_AMOUNT else _name(s)
            if name is not None:
                key = (paragraph.document, paragraph.section, s.figure.period)
                groups.setdefault(key, {}).setdefault(name, []).append(s)
    for group in groups.values():
        yield from _kinds(group)
        yield from _within(group, "small", "firms")
        yield from _within(group, "firms", "total")
        if "firms" not in group:
            yield from _within(group, "small", "total")


def _name(s: Statement) -> str | None:
    words = _COPULA.sub("", normalise(re.split(r"[，,；;。]", squeeze(s.figure.words))[-1]))
    if re.search(r"上年|去年|上一年", s.figure.words):
        return None
    if _SMALL.search(words):
        return "small"
    if _FIRMS.search(words):
        return "firms"
    for name, pattern in _KINDS.items():
        if pattern.search(words):
            return name
    if _TOTAL.search(words) and "采购" in words and not re.search(r"占|非|预留|节约", words):
        return "total"
    return None


def _kinds(group: Group) -> Iterator[Relation]:
    parts = [group.get(name, []) for name in _KINDS]
    if not all(len(part) == 1 for part in parts) or "total" not in group:
        return
    roles = {part[0].figure.role for part in parts}
    wholes = [s for s in group["total"] if s.figure.role in roles or len(group["total"]) == 1]
    if len(roles) != 1 or not wholes:
        return
    yield Relation(
        kind="procurement",
        formula=Formula.SUM,
        claim=wholes[0].term,
        terms=tuple(part[0].term for part in parts),
        other_claims=tuple(s.term for s in wholes[1:]),
        measure=Measure.MONEY,
        confidence=0.88,
        why=(because("政府采购 = 货物 + 工程 + 服务", "procurement = goods + works + services"),),
    )


def _within(group: Group, part: str, whole: str) -> Iterator[Relation]:
    """Each share of smaller firms stays within the amount it is a share of."""
    for s in group.get(part, []):
        wholes = _awarded(s, group.get(whole, []))
        if not wholes:
            continue
        yield Relation(
            kind="procurement",
            formula=Formula.AT_MOST,
            claim=s.term,
            terms=(wholes[0].term,),
            alternatives=tuple((other.term,) for other in wholes[1:]),
            measure=Measure.MONEY,
            confidence=0.88,
            why=(
                because(
                    f"“{s.figure.label}”是“{wholes[0].figure.label}”的一部分",
                    f"'{s.figure.label}' is a part of '{wholes[0].figure.label}'",
                ),
            ),
        )


def _awarded(part: Statement, wholes: Sequence[Statement]) -> Sequence[Statement]:
    """授予中小企业合同金额 is part of what was bought, not of what might have been."""
    bought = [s for s in wholes if "预算" not in s.figure.words and s.figure.role not in BUDGETS]
    # 当年采购支出 may be what was paid of a contract so far.
    paid = any(re.search(r"当年|支付|采购支出(?!总)", squeeze(s.figure.words)) for s in bought)
    told = bought and not paid and _CONTRACT.search(squeeze(part.figure.words))
    return bought if told else wholes
