"""Scores and weights told in the text: of a block of indicators, and the total they make."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from reportlint.align.scored import ScoredBlock, states_total
from reportlint.align.statements import Paragraph, Statement
from reportlint.align.terms import because
from reportlint.align.view import Entry
from reportlint.model.fact import Formula, Relation, Term
from reportlint.model.figure import Measure
from reportlint.model.vocabulary import Vocabulary, normalise, squeeze


def level_sums(
    blocks: Sequence[ScoredBlock], paragraphs: Sequence[Paragraph], vocabulary: Vocabulary
) -> Iterator[Relation]:
    """一级指标产出指标：总分值 30 分，总得分 30 分: against the rows under that name."""
    scores: dict[str, list[Term]] = {}
    weights: dict[str, list[Term]] = {}
    for block in blocks:
        for entries, table in ((block.scores, scores), (block.weights, weights)):
            for entry in entries:
                name = _level1(entry, vocabulary)
                if name:
                    table.setdefault(name, []).append(entry.term)
    for paragraph in paragraphs:
        for statement in paragraph.statements:
            yield from _level_claim(paragraph, statement, scores, weights)


def told_sums(
    blocks: Sequence[ScoredBlock],
    told: Sequence[tuple[Paragraph, Mapping[int, str]]],
    vocabulary: Vocabulary,
    *,
    weights: bool = False,
) -> Iterator[Relation]:
    """产出指标得 48.5 分 in the text against the scores (or ``weights``) of the rows of that block.

    ``told`` holds the paragraphs of one document, each with what ``told_scores`` (or
    ``told_weights``) finds in it.
    """
    kind, name_zh, name_en = (
        ("block-weight", "分值", "weight") if weights else ("block-score", "得分", "score")
    )
    rows: dict[str, list[Term]] = {}
    carried: dict[str, list[Term]] = {}  # rows above the first name of a table that goes on
    last = ""
    for block in blocks:
        for entry in block.weights if weights else block.scores:
            name = _level1(entry, vocabulary)
            either = name is not None and vocabulary.is_level2(name)  # 成本指标
            if name:
                rows.setdefault(_full_name(name), []).append(entry.term)
            if last and (either or not name):
                carried.setdefault(last, []).append(entry.term)
            elif name:
                last = _full_name(name)
    scores = [
        (paragraph, number, name)
        for paragraph, found in told
        if paragraph.statements[0].figure.table is None
        for number, name in found.items()
    ]
    times = Counter(name for _, _, name in scores)
    for paragraph, number, name in scores:
        if times[name] == 1:  # of several projects, which one the form is of is not known
            terms = rows.get(name, [])
            if terms:
                yield Relation(
                    kind=kind,
                    formula=Formula.SUM,
                    claim=paragraph.statements[number].term,
                    terms=tuple(terms),
                    alternatives=((*terms, *carried[name]),) if name in carried else (),
                    measure=Measure.SCORE,
                    why=(
                        because(
                            f"文中“{name}”的{name_zh}与表中 {len(terms)} 行{name_zh}之和",
                            f"the text's {name_en} of '{name}' and its {len(terms)} rows",
                        ),
                    ),
                    confidence=0.9,
                )


def told_totals(told: Sequence[tuple[Paragraph, Mapping[int, str]]]) -> Iterator[Relation]:
    """预算执行得 9.6 分，产出指标得 49.4 分 …: the blocks told together make the total score.

    Told together means that execution and two blocks are there, or that a list of blocks stands
    right behind the total; the total is the one of the document if it tells no other.
    """
    totals = [
        s
        for paragraph, _ in told
        for s in paragraph.statements
        if s.figure.table is None and states_total(s.figure, paragraph.reading)
    ]
    several = sum(1 for _, found in told if found) > 1
    for paragraph, found in told:
        if paragraph.statements[0].figure.table is None:
            yield from _told_total(paragraph, found, totals, several)


def _told_total(
    paragraph: Paragraph, found: Mapping[int, str], totals: Sequence[Statement], several: bool
) -> Iterator[Relation]:
    names = list(found.values())
    if len(found) < 3 or len(set(names)) != len(names):
        return
    here = [s for s in totals if any(s is own for own in paragraph.statements)]
    chosen = here or ([] if several else totals)
    if not chosen or len({s.figure.number for s in chosen}) != 1:
        return
    yield Relation(
        kind="score-sum",
        formula=Formula.SUM,
        claim=chosen[0].term,
        terms=tuple(paragraph.statements[number].term for number in found),
        measure=Measure.SCORE,
        why=(
            because(
                f"同一段中写明的 {len(found)} 部分得分之和为总分",
                f"the {len(found)} scores told in one paragraph make the total",
            ),
        ),
        confidence=0.88,
        settled=("预算执行率" in names or bool(here))
        and not _others_gained(paragraph, found, here),
    )


def _others_gained(
    paragraph: Paragraph, found: Mapping[int, str], totals: Sequence[Statement]
) -> bool:
    """Whether a score is told among those found, or behind the total, whose block is not named."""
    first = min(found)
    for number, s in enumerate(paragraph.statements[:first]):
        if any(s is total for total in totals):
            first = number + 1
    return any(
        s.figure.measure is Measure.SCORE
        and number not in found
        and first <= number < max(found)
        and squeeze(s.figure.words).endswith(("得", "得分", "得分为"))
        for number, s in enumerate(paragraph.statements)
    )


def _full_name(level: str) -> str:
    return level if level.endswith("指标") else f"{level}指标"


def _level1(entry: Entry, vocabulary: Vocabulary) -> str | None:
    for text in entry.cell.row_path:
        if vocabulary.is_level1(text):
            return normalise(text)
    return None


def _level_claim(
    paragraph: Paragraph,
    statement: Statement,
    scores: dict[str, list[Term]],
    weights: dict[str, list[Term]],
) -> Iterator[Relation]:
    figure = statement.figure
    if figure.measure is not Measure.SCORE:
        return
    words = squeeze(figure.words)
    table, kind = (scores, "block-score") if "得分" in words else (weights, "block-weight")
    if kind == "block-weight" and not re.search("总分值|分值|权重", words):
        return
    at = figure.span.start - paragraph.span.start
    clause_start = max(paragraph.text.rfind(mark, 0, at) for mark in "。；")
    lead = squeeze(paragraph.text[clause_start + 1 : at])
    named = [name for name in table if name in lead]
    if len(named) != 1 or "原则" in lead or "该项" in words:
        return
    # Only a statement about the whole block, not about one of its parts.
    if not re.search(rf"{named[0]}(?:得分|总分|[：:，,]|分值|权重)", lead):
        return
    terms = table[named[0]]
    if len(terms) < 2:
        return
    yield Relation(
        kind=kind,
        formula=Formula.SUM,
        claim=statement.term,
        terms=tuple(terms),
        measure=Measure.SCORE,
        why=(
            because(
                f"文中“{named[0]}”合计与表中 {len(terms)} 行之和",
                f"the text's total of '{named[0]}' and its {len(terms)} rows in the form",
            ),
        ),
        confidence=0.9,
    )
