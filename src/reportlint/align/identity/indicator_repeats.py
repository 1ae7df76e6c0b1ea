"""One indicator told twice in the text, or listed under two goals."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from reportlint.align.identity.indicator_mentions import IndicatorMention
from reportlint.align.identity.indicator_pairs import (
    JOINT_NAME,
    LEAST,
    SETTLED,
    candidates_for,
    compatible,
    pair_of,
)
from reportlint.align.identity.names import NameIndex
from reportlint.model.fact import Relation
from reportlint.model.finding import Skip

_BOUND_TAIL = re.compile(
    r"(?:不低于|不少于|不高于|不超过|达到?|≥|≤|控制在)?\s*[\d.]+\s*[%％]?(?:以上|以下|以内)?$"
)
_ACT = re.compile(rf"购置|采购|安排|计划|处置|报废|保有|{SETTLED.pattern}")
_TWICE = 0.9


def told_twice(
    texts: Sequence[IndicatorMention], paired: set[int], index: NameIndex, empty: re.Pattern[str]
) -> Iterator[Relation | Skip]:
    """One indicator told twice in the text, in nearly the same words.

    A name that comes back more often heads the slots of a template (每个项目的项目总预算).
    """
    times = Counter((index.core(text.name), text.target) for text in texts)
    # 老年人 72416 人，接受健康管理 54603 人: of whom, the figure before it says.
    leading = {
        id(later): earlier.name
        for earlier, later in pairwise(texts)
        if earlier.sentence == later.sentence and earlier.unit == later.unit
    }
    for later, earlier in candidates_for(texts, texts, index):
        matches = [
            (score, other)
            for other in earlier
            if other.where < later.where
            and other.sentence != later.sentence  # one sentence tells things apart
            and (id(later) not in paired or id(other) not in paired)
            and compatible(later, other, index)
            and times[index.core(later.name), later.target] <= 2
            and _telling(index.core(later.name), empty)
            and (score := _both(later, other, index)) >= _TWICE
        ]
        if len(matches) == 1:
            score, other = matches[0]
            leads = leading.get(id(later)), leading.get(id(other))
            alike = None in leads or index.likeness(*map(str, leads)) >= LEAST
            alike = alike and _acts(later) == _acts(other)
            yield pair_of(later, other, score - 0.05, told=alike)


def _acts(mention: IndicatorMention) -> frozenset[str]:
    """What is done with it: 安排购置单价 100 万元以上设备 0 套 is not what there is of them."""
    clause = re.split(r"[，,；;。]", mention.context)[-1]
    return frozenset(_ACT.findall(clause))


def listed_twice(
    rows: Sequence[IndicatorMention], index: NameIndex, empty: re.Pattern[str]
) -> Iterator[Relation]:
    """One indicator listed under two goals: its name, without a named target, is the same."""
    groups: dict[tuple[str, bool, bool, str | None, str | None], list[IndicatorMention]] = {}
    for row in rows:
        core = index.core(_BOUND_TAIL.sub("", row.name))
        if len(empty.sub("", core)) >= 2 and len(core) >= 4 and not JOINT_NAME.search(row.name):
            period = row.figure.period
            groups.setdefault((core, row.target, row.long, row.unit, period), []).append(row)
    for group in groups.values():
        goals = {(row.document, row.goal) for row in group}
        if len(group) != 2 or len(goals) != 2 or any(row.goal is None for row in group):
            continue
        yield pair_of(group[1], group[0], 0.85)


def _both(one: IndicatorMention, other: IndicatorMention, index: NameIndex) -> float:
    return min(index.likeness(one.name, other.name), index.likeness(other.name, one.name))


def _telling(core: str, empty: re.Pattern[str]) -> bool:
    """Whether the name says more than 完成率, 项目总预算 or 三级指标."""
    return len(core) >= 4 and len(empty.sub("", core)) >= 3 and not core.endswith("级指标")
