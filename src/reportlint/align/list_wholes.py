"""What a list in a sentence may be the parts of: the amounts and counts told before it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reportlint.align.statements import (
    NO_AMOUNT,
    Paragraph,
    Statement,
    between_figures,
    counted_alike,
    is_base,
)
from reportlint.model.figure import BUDGET_ROLES, Role
from reportlint.model.vocabulary import squeeze

# Where the money came from is told of the budget as well.
_OF_BUDGET = re.compile(r"预算|资金|拨款|收入|结转|财政|补助|中央|[省市县区]级|上级|配套")
_SPOKEN = frozenset({Role.BUDGET_INITIAL, Role.BUDGET_FINAL, Role.EXECUTED})
_SHARE_OR_NOTHING = re.compile(r"[，,、；;]*(?:占[^，。；]{0,20}[%％][，,、；;]*)?(?:主要)?")
_MANY_WHOLES = 10
_SHORTEST_NAME = 2


def wholes_before(
    paragraph: Paragraph, first: Statement, marker: int, depth: int
) -> list[Statement]:
    """Figures of the part's unit before the marker, nearest first, on a lower or equal level."""
    before = [
        s
        for s in paragraph.statements
        if s.figure.span.end - paragraph.span.start <= marker
        and commensurable(s, first)
        and s.sentence >= first.sentence - 2
        and s.depth <= depth
        and not is_base(paragraph, s)
        and s.figure.role not in (Role.CHANGE, Role.GROWTH, Role.PRIOR)
        and (s.figure.role is Role.TARGET) is (first.figure.role is Role.TARGET)
        and s.figure.period == first.figure.period
    ]
    if depth > 0:
        outer = [s for s in before if s.depth == depth - 1]
        return outer[-1:]
    same_level = [s for s in before if s.depth == depth]
    return list(reversed(same_level))[:_MANY_WHOLES]


def wholes_above(before: Paragraph, first: Statement) -> list[Statement]:
    """Amounts of the paragraph before that the list may split up, the last of them first."""
    found = [
        s
        for s in before.statements
        if s.main
        and commensurable(s, first)
        and s.figure.role not in NO_AMOUNT
        and s.figure.period == first.figure.period
    ]
    return list(reversed(found))[:_MANY_WHOLES]


def directly_before(
    paragraph: Paragraph, wholes: Sequence[Statement], parts: Sequence[Statement], marker: int
) -> Sequence[Statement]:
    """白沙乡受益 3,260 人，其中 …: the one whole told in the same breath, right before 其中.

    For one part, what earlier parts of the text told is no whole then (several may overlap:
    专任教师, 双师型); and 预算 24 万元，决算 18 万元，其中 splits up what was spent.
    """
    nearest = wholes[0]
    between = paragraph.text[nearest.figure.span.end - paragraph.span.start : marker]
    if nearest.segment != parts[0].segment or re.search(r"[，,。；：、]", between.rstrip("，, \n")):
        return wholes
    beside = [s for s in wholes if s.segment == nearest.segment]
    alone = [s for s in parts if commensurable(s, nearest)]
    if len(beside) == len(alone) == 1 and not _OF_BUDGET.search(alone[0].figure.words):
        return beside
    told = nearest.figure.role is Role.EXECUTED and not any(
        s.figure.role in BUDGET_ROLES or _OF_BUDGET.search(s.figure.words) for s in parts
    )
    return [s for s in wholes if s.figure.role not in BUDGET_ROLES] if told else wholes


def of_their_role(wholes: Sequence[Statement], parts: Sequence[Statement]) -> list[Statement]:
    """支出 496 万元，结余 15 万元。按来源分，使用中央资金 …: not the balance is split up."""
    spoken = any(s.figure.role in _SPOKEN for s in parts if s.money)
    left = [s for s in wholes if s.figure.role in (Role.BALANCE, Role.CARRY_OUT)]
    return [*(s for s in wholes if s not in left), *left] if spoken else list(wholes)


def item_before(paragraph: Paragraph, item: Statement, marker: int) -> bool:
    """Whether 包括 stands right behind an item of the list."""
    behind = squeeze(paragraph.text[item.figure.span.end - paragraph.span.start : marker])
    return _SHARE_OR_NOTHING.fullmatch(behind) is not None


def opens_paragraph(paragraph: Paragraph, marker: int) -> bool:
    """Whether a list stands before any figure of its paragraph."""
    first = paragraph.statements[0].figure.span.start - paragraph.span.start
    return first >= marker


def wholes_side_by_side(
    paragraph: Paragraph, one: Statement, other: Statement, marker: int, depth: int
) -> bool:
    """共有低保对象 9 户 16 人: the wholes of two parallel lists stand in one clause."""
    wholes = [wholes_before(paragraph, s, marker, depth)[:1] for s in (one, other)]
    if not all(wholes):
        return False
    first, second = sorted((found[0] for found in wholes), key=lambda s: s.figure.span)
    return not re.search(r"[，,。；;：:]", between_figures(paragraph, first, second))


def commensurable(one: Statement, other: Statement) -> bool:
    """Money in any unit, else one unit."""
    if one.figure.measure is not other.figure.measure:
        return False
    return one.money or counted_alike(one.figure.unit, other.figure.unit)


def of_a_part(paragraph: Paragraph, part: Statement, before: Statement) -> bool:
    """其中专任教师 198 人，专任教师中“双师型”127 人: a part of the part told before it."""
    name = squeeze(before.figure.label).removeprefix("其中")
    words = squeeze(part.figure.words).lstrip("，、；,;")
    return (
        len(name) >= _SHORTEST_NAME and re.match(rf"{re.escape(name)}(?:当)?中", words) is not None
    )


def restates_whole(paragraph: Paragraph, first: Statement) -> bool:
    """其中 31 件办结的案件中，…: the first figure names the whole again."""
    end = first.figure.span.end - paragraph.span.start
    clause = paragraph.text[end:]
    for index, char in enumerate(clause):
        if char in "、（）()":
            return False  # 其中：返还性收入 1 万元、…）…（其中：…: an item of a list
        if char in "，；。：,;":
            return clause[:index].rstrip().endswith("中")
    return False
