"""Indicator rows: does the result satisfy its target (domain.md §2.3, §6)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from reportlint.align.statements import Paragraph
from reportlint.align.terms import because
from reportlint.align.view import Entry, GridView
from reportlint.model.fact import Formula, Relation, Term
from reportlint.model.figure import Comparator, Figure, Measure, Role
from reportlint.model.vocabulary import squeeze


def indicator_row_relations(view: GridView) -> Iterator[Relation]:
    """One relation per row with a figure as target and as result; weight and score come along.

    Claim: the result; operands: target, then weight and score where printed. A bare target is met
    from below or from above by the name of the indicator (投诉率: at most; 覆盖率: at least).
    """
    for _, entries in view.rows():
        roles = view.role_row(entries)
        if view.grid.family in ("indicators", "funds"):
            score, weight = roles.get(Role.SCORE), roles.get(Role.WEIGHT)
            if score is not None and weight is not None:
                yield score_bound(score, weight)
        if view.grid.family != "indicators":
            continue
        target, actual = roles.get(Role.TARGET), roles.get(Role.ACTUAL)
        if target is None or actual is None or target.figure is None or actual.figure is None:
            continue
        if not _comparable(target.figure, actual.figure):
            continue
        name = squeeze(actual.label)
        others = [roles[role].term for role in (Role.WEIGHT, Role.SCORE) if role in roles]
        yield Relation(
            kind="indicator",
            formula=Formula.MEETS,
            claim=actual.term,
            terms=(_directed(target, name, view), *others),
            measure=actual.figure.measure,
            why=(
                because(
                    f"指标“{name}”：实际完成值对照目标值",
                    f"indicator '{name}': result against target",
                ),
            ),
            confidence=0.93,
            topic=name,
        )


def score_bound(score: Entry, weight: Entry) -> Relation:
    """A score stays within its weight (domain.md SCR05)."""
    return Relation(
        kind="score-bound",
        formula=Formula.AT_MOST,
        claim=score.term,
        terms=(weight.term,),
        measure=Measure.SCORE,
        why=(
            because(
                f"“{squeeze(score.label)}”：得分不超过分值",
                f"'{squeeze(score.label)}': the score stays within the weight",
            ),
        ),
        confidence=0.95,
    )


def text_score_bounds(paragraph: Paragraph) -> Iterator[Relation]:
    """总分值 30 分，总得分 29 分 of one subject in one sentence."""
    weights: dict[tuple[int, str], Term] = {}
    for s in paragraph.statements:
        subject, _, role = s.figure.label.partition(" ")
        if s.figure.measure is not Measure.SCORE or not role or s.figure.table is not None:
            continue
        if s.figure.role is Role.WEIGHT:
            weights[s.sentence, subject] = s.term
        elif s.figure.role is Role.SCORE and (s.sentence, subject) in weights:
            yield Relation(
                kind="score-bound",
                formula=Formula.AT_MOST,
                claim=s.term,
                terms=(weights[s.sentence, subject],),
                measure=Measure.SCORE,
                why=(
                    because(
                        f"“{subject}”：得分不超过分值",
                        f"'{subject}': the score stays within the weight",
                    ),
                ),
                confidence=0.9,
            )


def _comparable(target: Figure, actual: Figure) -> bool:
    bare = Measure.BARE in (target.measure, actual.measure)
    return bare or (target.measure is actual.measure and target.scale == actual.scale)


def _directed(target: Entry, name: str, view: GridView) -> Term:
    """The target with the side on which a bare number is met."""
    item = target.term
    if item.comparator is not Comparator.EQ:
        return item
    return replace(item, comparator=Comparator.LE if reverse(name, view) else Comparator.GE)


def reverse(name: str, view: GridView) -> bool:
    """Whether less is better: 投诉率, 重新犯罪率, but not 投诉查处率 or 成本下降率."""
    lexicon = view.vocabulary.lexicon
    bad = "|".join(map(re.escape, lexicon.words["reverse_names"]))
    cured = "|".join(map(re.escape, lexicon.words["cured_names"]))
    found = re.search(f"(?:{bad})(?P<rest>.*)$", name)
    return found is not None and not re.search(cured, found["rest"])
