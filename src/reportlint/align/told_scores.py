"""Scores and weights told in the text: of a block of indicators, and the total they make."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from reportlint.align.scored import ScoredBlock, states_total
from reportlint.align.statements import Paragraph, Statement
from reportlint.align.terms import because
from reportlint.align.view import Entry
from reportlint.model.fact import Formula, Relation, Term
from reportlint.model.figure import Measure
from reportlint.model.vocabulary import Vocabulary, normalise, squeeze

_NO_SCORE = re.compile(r"扣|满分|分值|权重|总分")
_LEAST_BLOCKS = 3
_GROUP_SCORE = re.compile(r"(?:其中)?([\u4e00-\u9fff]{3,16}?)(?:指标)?(?:自评)?(?:实|共)?得分?")


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
    values: dict[str, set[Decimal]] = {}
    for paragraph, number, name in scores:
        values.setdefault(name, set()).add(paragraph.statements[number].figure.value)
    for paragraph, number, name in scores:
        if len(values[name]) == 1:  # of several projects, which one the form is of is not known
            terms = rows.get(name, [])
            if terms:
                found = _against_rows(name, paragraph.statements[number], terms, weights=weights)
                more = ((*terms, *carried[name]),) if name in carried else ()
                yield replace(found, alternatives=more)


def _against_rows(
    name: str, told: Statement, terms: Sequence[Term], *, weights: bool = False
) -> Relation:
    """The score (or weight) that the text tells of a name as the sum of the rows below it."""
    kind, name_zh, name_en = (
        ("block-weight", "分值", "weight") if weights else ("block-score", "得分", "score")
    )
    return Relation(
        kind=kind,
        formula=Formula.SUM,
        claim=told.term,
        terms=tuple(terms),
        measure=Measure.SCORE,
        why=(
            because(
                f"文中“{name}”的{name_zh}与表中 {len(terms)} 行{name_zh}之和",
                f"the text's {name_en} of '{name}' and its {len(terms)} rows",
            ),
        ),
        confidence=0.9,
    )


def group_sums(
    blocks: Sequence[ScoredBlock], paragraphs: Sequence[Paragraph], vocabulary: Vocabulary
) -> Iterator[Relation]:
    """其中数量指标得 20 分，质量指标得 14.87 分: groups of rows below a first-level block.

    A name that stands in several blocks of the form, or is told more than once, says too little.
    """
    rows: dict[str, list[Term]] = {}
    above: dict[str, set[str | None]] = {}
    for block in blocks:
        for entry in block.scores:
            level1 = _level1(entry, vocabulary)
            for text in entry.cell.row_path[:-1]:
                name = normalise(text)
                if name != level1:
                    rows.setdefault(name, []).append(entry.term)
                    above.setdefault(name, set()).add(level1)
    told: dict[str, list[Statement]] = {}
    for paragraph in paragraphs:
        for s in paragraph.statements:
            label = normalise(s.figure.label)
            if s.figure.measure is Measure.SCORE and s.figure.table is None and not s.depth:
                found = _GROUP_SCORE.fullmatch(label)
                if found is not None and found[1] in rows:
                    told.setdefault(found[1], []).append(s)
    for name, statements in told.items():
        if len(statements) > 1 or len(above[name]) > 1:
            continue
        yield replace(_against_rows(name, statements[0], rows[name]), confidence=0.88)


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
    sections: dict[tuple[int, tuple[str, ...]], list[tuple[Paragraph, Mapping[int, str]]]] = {}
    for paragraph, found in told:
        if paragraph.statements[0].figure.table is None:
            yield from _told_total(paragraph, found, totals, several)
            sections.setdefault((paragraph.document, paragraph.section), []).append(
                (paragraph, found)
            )
    for section in sections.values():
        yield from _told_by_lines(section, totals)


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


def _told_by_lines(
    section: Sequence[tuple[Paragraph, Mapping[int, str]]], totals: Sequence[Statement]
) -> Iterator[Relation]:
    """自评得 98.2 分。 over lines of their own: 产出指标：分值 35 分，得 34.9 分。 and so on."""
    names = [name for _, found in section for name in found.values()]
    if max(len(found) for _, found in section) > 1 or len(names) < _LEAST_BLOCKS:
        return
    here = [s for s in totals if any(s is own for p, _ in section for own in p.statements)]
    if len({s.figure.number for s in here}) != 1 or len(set(names)) != len(names):
        return
    parts = [paragraph.statements[number].term for paragraph, found in section for number in found]
    yield Relation(
        kind="score-sum",
        formula=Formula.SUM,
        claim=here[0].term,
        terms=tuple(parts),
        measure=Measure.SCORE,
        why=(
            because(
                f"其下分行写明的 {len(parts)} 部分得分之和为总分",
                f"the {len(parts)} scores told line by line make the total",
            ),
        ),
        confidence=0.88,
        settled=any("预算执行" in name for name in names)
        and not any(
            _is_gained(s) and s not in here
            for paragraph, found in section
            if not found
            for s in paragraph.statements
        ),
    )


def _others_gained(
    paragraph: Paragraph, found: Mapping[int, str], totals: Sequence[Statement]
) -> bool:
    """Whether a score is told among those found, or behind the total, whose block is not named."""
    first = min(found)
    for number, s in enumerate(paragraph.statements[:first]):
        if any(s is total for total in totals):
            first = number + 1
    last = paragraph.statements[max(found)]
    trailing = any(
        s.figure.measure is Measure.SCORE
        and s.sentence == last.sentence
        and not _NO_SCORE.search(squeeze(s.figure.words))
        for s in paragraph.statements[max(found) + 1 :]
    )
    return trailing or any(
        _is_gained(s) and number not in found and first <= number < max(found)
        for number, s in enumerate(paragraph.statements)
    )


def _is_gained(s: Statement) -> bool:
    words = squeeze(s.figure.words)
    return s.figure.measure is Measure.SCORE and words.endswith(("得", "得分", "得分为"))


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
