"""Indicators in other words: results and targets of text, goals and indicator rows.

Paired by name, role, goal number, unit and year; never by value. Each mention of the text goes to
the row whose name is most like its own; two rows that are equally like it stay open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from reportlint.align.identity.indicator_choice import repeats_target, row_of, to_rows
from reportlint.align.identity.indicator_mentions import (
    IndicatorMention,
    row_mentions,
    text_mentions,
)
from reportlint.align.identity.indicator_pairs import JOINT_NAME, number_of_term, pair_of
from reportlint.align.identity.indicator_repeats import listed_twice, told_twice
from reportlint.align.identity.mentions import equal_terms
from reportlint.align.identity.names import NameIndex
from reportlint.align.statements import Paragraph
from reportlint.align.terms import because
from reportlint.align.view import GridView
from reportlint.model.fact import Formula, Relation, term
from reportlint.model.figure import BOUNDS, Role
from reportlint.model.finding import Skip
from reportlint.model.settings import Lexicon
from reportlint.model.vocabulary import squeeze

_LEAST_SAID = 2
_TOLD = 0.6  # how much of a row's name the sentence must say before its figures can conflict


def indicator_relations(
    views: Sequence[GridView],
    paragraphs: Sequence[Paragraph],
    lexicon: Lexicon,
) -> Iterator[Relation | Skip]:
    """Pairs of mentions of one indicator, and the mentions that stay open."""
    rows = [mention for view in views for mention in row_mentions(view)]
    empty = _any_of((*lexicon.words["role_words"], *lexicon.words["common_indicators"]))
    own = {(row.document, row.figure.index) for row in rows}
    texts = [
        mention
        for paragraph in paragraphs
        for mention in text_mentions(paragraph)
        if (mention.document, mention.figure.index) not in own
    ]
    yield from (relation for view in views for relation in _thresholds(view))
    if not rows:
        return  # documents without indicators tell events, which come back in the same words
    index = NameIndex([mention.name for mention in (*rows, *texts)], lexicon)
    # 执行率 alone names no indicator.
    bare = frozenset(lexicon.words["bare_rates"])
    texts = [text for text in texts if index.core(text.name) not in bare]
    # An amount told by nothing but its role (全年预算数) is of no indicator.
    texts = [
        t for t in texts if not t.money or len(empty.sub("", index.core(t.name))) >= _LEAST_SAID
    ]
    paired: set[int] = set()
    targets = {row_of(row): row.figure for row in rows if row.target}
    for found in to_rows(texts, rows, index):
        if isinstance(found, Skip):
            yield found
        else:
            text, row, score, rejected = found
            if not JOINT_NAME.search(row.name):
                paired.add(id(text))
            near = text.context.rpartition("；")[2]
            told = index.told(row.name, text.name, near) >= _TOLD
            told = told and not repeats_target(text, targets.get(row_of(row)))
            yield pair_of(text, row, score, rejected, told=told)
    yield from _promises(texts, index)
    yield from told_twice(texts, paired, index, empty)
    yield from listed_twice(rows, index, empty)


def _any_of(words: Sequence[str]) -> re.Pattern[str]:
    """Any of the words, the longest first."""
    return re.compile("|".join(sorted(map(re.escape, words), key=len, reverse=True)))


def _promises(texts: Sequence[IndicatorMention], index: NameIndex) -> Iterator[Relation]:
    """Results told in the text against the goals told in the text."""
    # A budget is no goal that spending has to reach.
    told = [text for text in texts if not text.money]
    goals = [text for text in told if text.target]
    results = [replace(text, target=True) for text in told if not text.target]
    for found in to_rows(results, goals, index):
        if isinstance(found, Skip):
            continue  # nothing is claimed by a result that might answer several goals
        result, goal, score, _ = found
        yield Relation(
            kind="indicator",
            formula=Formula.MEETS,
            claim=result.term,
            terms=(goal.term,),
            measure=result.figure.measure,
            why=(
                because(
                    f"文中结果“{result.name}”对照目标“{goal.name}”",
                    f"result '{result.name}' against goal '{goal.name}'",
                ),
            ),
            confidence=round(min(0.9, 0.45 + 0.45 * score), 2),
            topic=goal.name,
        )


def _thresholds(view: GridView) -> Iterator[Relation]:
    """组织培训1次以上 as the name of an indicator repeats its target."""
    if view.grid.family != "indicators":
        return
    targets = {
        entry.row: entry.figure
        for entry in view.entries
        if entry.figure is not None and entry.figure.role is Role.TARGET
    }
    for cell in view.grid.cells:
        target = targets.get(cell.row)
        if cell.kind == "value" or len(cell.figures) != 1 or target is None:
            continue
        named = view.reading.figures[cell.figures[0]]
        if (
            named.comparator in BOUNDS
            and named.unit == target.unit
            and squeeze(cell.text) in squeeze(target.label)
        ):
            detail = because("指标名称中写明的目标", "the target named in the indicator")
            relation = equal_terms(
                number_of_term(term(named, view.document)),
                number_of_term(term(target, view.document)),
                target.measure,
                0.95,
                (detail,),
            )
            yield replace(relation, kind="same-target")
