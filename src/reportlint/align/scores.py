"""Scores and weights: block sums, level sums, the total score, the weights of a form."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import takewhile

from reportlint.align.identity.told_blocks import told_scores, told_weights
from reportlint.align.indicator_rows import score_bound
from reportlint.align.scored import (
    ScoredBlock,
    execution_of,
    forms_of,
    is_full_mark,
    score_in_name,
    states_total,
)
from reportlint.align.statements import Paragraph
from reportlint.align.terms import because
from reportlint.align.told_scores import group_sums, level_sums, told_sums, told_totals
from reportlint.align.topics import is_of_project
from reportlint.align.view import Entry, GridView, is_of_one_project
from reportlint.model.fact import Formula, Relation, Term, term
from reportlint.model.figure import Comparator, Figure, Measure, Position, Role
from reportlint.model.reading import GridCell, Reading
from reportlint.model.vocabulary import Vocabulary, normalise, squeeze

_GOAL = re.compile(r"^(?:年度)?(?:绩效)?目标\d+")
_WEIGHT_MARK = re.compile(r"[（(]?\d+(?:\.\d+)?分?[）)]?$")
_FULL = 100
_LEAST_ROWS = 2
_FULL_MARK = re.compile(r"满分|总分(?:值)?(?:应?为|：|:)|总分应")
_WEIGHT = re.compile(r"[（(]\s*\d+(?:\.\d+)?\s*分\s*[）)]$")


def score_relations(
    views: Sequence[GridView],
    paragraphs: Sequence[Paragraph],
    readings: Sequence[Reading],
    vocabulary: Vocabulary,
) -> Iterator[Relation]:
    """Every relation of scores and weights of one submission (domain.md SCR01, SCR03, SCR04)."""
    for document, reading in enumerate(readings):
        forms = forms_of([view for view in views if view.document == document])
        texts = [p for p in paragraphs if p.document == document]
        told = [(paragraph, told_scores(paragraph, vocabulary)) for paragraph in texts]
        for form in forms:
            blocks = [b for view in form if (b := _block(view, reading)) is not None]
            execution = [execution_of(view) for view in form]
            funded = next((pair for pair in execution if pair is not None), None)
            # Which of several forms the running text speaks of is not known.
            alone = len(forms) == 1 and (
                is_of_project(reading) or not any(map(is_of_one_project, form))
            )
            yield from _block_sums(blocks)
            for block in blocks:
                yield from _subtotals(block)
            for block in blocks:
                yield from _headed_sums(block)
                yield from _named_bounds(block)
            yield from _total_score(blocks, funded, reading, document, alone)
            yield from _weight_sum(blocks, funded, reading, document, alone)
            if alone:
                yield from level_sums(blocks, texts, vocabulary)
                yield from told_sums(blocks, told, vocabulary)
                yield from group_sums(blocks, texts, vocabulary)
                weighed = [(paragraph, told_weights(paragraph, vocabulary)) for paragraph in texts]
                yield from told_sums(blocks, weighed, vocabulary, weights=True)
        yield from told_totals(told)


def _innermost(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """投入 10 | 预算配置 10 | 在职人员控制率 5: of weights on several levels those of the rows."""
    columns = Counter(entry.column for entry in entries)
    if len(columns) < 2:
        return entries
    fullest = max(columns, key=lambda column: (columns[column], column))
    return tuple(entry for entry in entries if entry.column == fullest)


def _block(view: GridView, reading: Reading) -> ScoredBlock | None:
    if view.grid.family != "indicators":
        return None
    scores = tuple(e for e in view.entries if e.figure and e.figure.role is Role.SCORE)
    weights = tuple(e for e in view.entries if e.figure and e.figure.role is Role.WEIGHT)
    scores = tuple(e for e in scores if not view.vocabulary.is_total(e.label))
    weights = tuple(e for e in weights if not view.vocabulary.is_total(e.label))
    weights = weights or _weights_in_names(view, reading, scores)
    if not scores and not weights:
        return None
    scores, weights = _innermost(scores), _innermost(weights)
    return ScoredBlock(view, scores, weights, _goal_figure(view, reading), _has_unmet(view))


def _weights_in_names(
    view: GridView, reading: Reading, scores: Sequence[Entry]
) -> tuple[Entry, ...]:
    """食品抽检批次（6分） among the names: the weight of its row, where every row has one."""
    levels = view.vocabulary.is_level1, view.vocabulary.is_level2
    found = {
        cell.row: Entry(cell, figure, term(figure, view.document))
        for cell in view.grid.cells
        if cell.kind == "label"
        and (figure := score_in_name(cell, reading)) is not None
        and _WEIGHT.search(squeeze(cell.text))
        and not any(level(_bare(cell.text)) for level in levels)
    }
    rows = {entry.row for entry in scores}
    counted = any(
        entry.row in rows and entry.figure is not None and entry.figure.unit == "分"
        for entry in view.entries
        if entry.cell.role in (Role.TARGET, Role.ACTUAL)
    )
    # 满意度评分（100分） with a target of 95 分 names its scale.
    if len(rows) < _LEAST_ROWS or counted or not rows <= found.keys():
        return ()
    return tuple(found[row] for row in sorted(rows))


def _goal_figure(view: GridView, reading: Reading) -> Figure | None:
    """The (n 分) of the goal heading that stands directly over the block."""
    heading = view.grid.section[-1] if view.grid.section else ""
    goals = [text for text in view.grid.section if _GOAL.match(squeeze(text))]
    heading = goals[-1] if goals else heading
    if not goals:
        return None
    start = min((cell.span.start for cell in view.grid.cells), default=0)
    before = [
        figure
        for figure in reading.figures
        if figure.measure is Measure.SCORE
        and figure.span.start < start
        and figure.section
        and figure.section[-1] == heading
    ]
    in_heading = [f for f in before if squeeze(f.text) in squeeze(heading)]
    return in_heading[-1] if in_heading else None


def _has_unmet(view: GridView) -> bool:
    """Whether some row misses its target, so that a block score below its weight is natural."""
    for _, entries in view.rows():
        roles = view.role_row(entries)
        target, actual = roles.get(Role.TARGET), roles.get(Role.ACTUAL)
        if not target or not actual or not target.figure or not actual.figure:
            continue
        low = target.figure.comparator in (Comparator.LE, Comparator.LT)
        if not low and actual.figure.value < target.figure.value:
            return True
        if low and actual.figure.value > target.figure.value:
            return True
    return False


def _block_sums(blocks: Sequence[ScoredBlock]) -> Iterator[Relation]:
    for block in blocks:
        if block.header is None or len(block.scores) < 2:
            continue
        claim = term(block.header, block.view.document)
        scores = tuple(entry.term for entry in block.scores)
        weights = tuple(entry.term for entry in block.weights)
        yield Relation(
            kind="block-score",
            formula=Formula.SUM,
            claim=claim,
            terms=scores,
            measure=Measure.SCORE,
            alternatives=(weights,) if weights else (),
            why=(
                because(
                    f"目标标题所写分数是其下 {len(scores)} 个指标得分之和",
                    f"the goal's score is the sum of its {len(scores)} indicator scores",
                ),
            ),
            ambiguous=because(
                "目标标题的分数可能是分值，而有指标未达标扣分",
                "the goal's number may be a weight while an unmet indicator lost points",
            )
            if block.unmet and not weights and block.header.value > _sum(scores)
            else None,
        )


def _subtotals(block: ScoredBlock) -> Iterator[Relation]:
    """小计 | 30 | 29.72 in a table of several goals: the rows since the 小计 before."""
    is_subtotal = block.view.vocabulary.is_subtotal
    for role, rows in ((Role.SCORE, block.scores), (Role.WEIGHT, block.weights)):
        claims = [
            e
            for e in block.view.entries
            if e.figure and e.figure.role is role and is_subtotal(e.label)
        ]
        start = -1
        for claim in sorted(claims, key=lambda entry: entry.row):
            terms = tuple(e.term for e in rows if start < e.row < claim.row)
            start = claim.row
            if len(terms) < _LEAST_ROWS:
                continue
            yield Relation(
                kind="block-score" if role is Role.SCORE else "block-weight",
                formula=Formula.SUM,
                claim=claim.term,
                terms=terms,
                measure=Measure.SCORE,
                why=(
                    because(
                        f"“小计”是其上 {len(terms)} 行之和",
                        f"the subtotal of {len(terms)} rows above",
                    ),
                ),
                confidence=0.93,
            )


def _headed_sums(block: ScoredBlock) -> Iterator[Relation]:
    """产出指标（50分） in a name column: what the rows under that name weigh, or score."""
    names = _bare_names(block.view)
    for cell in block.view.grid.cells:
        figure = score_in_name(cell, block.view.reading)
        if figure is None or figure.comparator is not Comparator.EQ:
            continue
        rows = _rows_under(cell, names)
        weights = tuple(e.term for e in block.weights if e.row in rows)
        scores = tuple(e.term for e in block.scores if e.row in rows)
        terms = weights or scores
        if not terms or (not weights and (block.unmet or len(scores) < 2)):
            continue  # a number above scores that may have lost points says nothing sure
        if rows - {item.row for item in terms}:
            continue  # a row without its weight
        yield Relation(
            kind="block-weight" if weights else "block-score",
            formula=Formula.SUM,
            claim=term(figure, block.view.document),
            terms=terms,
            measure=Measure.SCORE,
            alternatives=(scores,) if weights and scores else (),
            why=(
                because(
                    f"“{squeeze(cell.text)}”之下 {len(terms)} 个指标的分值之和",
                    f"the {len(terms)} weights under '{squeeze(cell.text)}'",
                ),
            ),
            confidence=0.93,
        )


def _named_bounds(block: ScoredBlock) -> Iterator[Relation]:
    """办理案件数（5分） | … | 6: a score stays within the weight that its row's name bears."""
    named = {entry.row: entry for entry in block.weights if entry.cell.kind == "label"}
    for score in block.scores:
        if score.row in named:
            yield score_bound(score, named[score.row])


def _bare_names(view: GridView) -> dict[int, set[str]]:
    """row with figures → the names it stands under, without their weights."""
    found: dict[int, set[str]] = {}
    for entry in view.entries:
        if entry.figure is not None:
            found.setdefault(entry.row, set()).update(map(_bare, entry.cell.row_path))
    return dict(sorted(found.items()))


def _rows_under(name: GridCell, names: Mapping[int, set[str]]) -> set[int]:
    """The rows with figures under a name: those it reaches down to, and those that repeat it.

    Converted text prints a merged cell once or in every row, its weight in each or only in the
    first. A name that the row above has too heads nothing of its own.
    """
    head = _bare(name.text)
    above = max((row for row in names if row < name.row), default=None)
    if above is not None and head in names[above]:
        return set()
    return set(takewhile(lambda row: head in names[row], (row for row in names if row >= name.row)))


def _bare(name: str) -> str:
    """产出指标（50分） without its weight."""
    return _WEIGHT.sub("", squeeze(name))


def _total_score(
    blocks: Sequence[ScoredBlock],
    funded: tuple[Entry | None, Entry | None] | None,
    reading: Reading,
    document: int,
    alone: bool,
) -> Iterator[Relation]:
    claims = [figure for figure in reading.figures if alone and states_total(figure, reading)]
    claims += [
        entry.figure
        for block in blocks
        for entry in block.view.entries
        if entry.figure is not None
        and entry.figure.role is Role.SCORE
        and block.view.vocabulary.is_total(entry.label)
        and not block.view.vocabulary.is_subtotal(entry.label)
        and not is_full_mark(entry.figure, reading)
        and entry.figure not in claims
    ]
    rows = [entry.term for block in blocks for entry in block.scores]
    if not claims or not rows:
        return
    execution = [funded[0].term] if funded and funded[0] else []
    headers = [term(b.header, document) for b in blocks if b.header is not None]
    weights = _sum([entry.term for block in blocks for entry in block.weights])
    main = [*execution, *(headers if len(headers) == len(blocks) else rows)]
    others = [(*execution, *rows), tuple(rows), tuple(headers)]
    # A summary table and a detailed one: each may add up to the total by itself.
    others += [tuple(entry.term for entry in block.scores) for block in blocks]
    incomplete = any(not block.scores for block in blocks)
    others += [(told, *rows) for told in _told_in_head(blocks, "得分", reading, document)]
    # A report scored by its own indicators may print the form of the finance office as well.
    own = {block.view.grid.table for block in blocks}
    elsewhere = [
        (term(figure, document),)
        for figure in reading.figures
        if figure.table is not None
        and figure.table not in own
        and figure.role is Role.SCORE
        and figure.position is Position.TOTAL
    ]
    for figure in claims[:4]:
        yield Relation(
            kind="score-sum",
            formula=Formula.SUM,
            claim=term(figure, document),
            terms=tuple(main),
            measure=Measure.SCORE,
            alternatives=(
                *(other for other in others if len(other) >= 2),
                *(elsewhere if figure.table is None else ()),
            ),
            why=(
                because(
                    "总分 = 预算执行得分 + 各指标（目标）得分",
                    "total score = execution score + indicator (goal) scores",
                ),
            ),
            ambiguous=because("部分指标没有得分", "some indicators have no score")
            if incomplete and len(headers) != len(blocks)
            else because("分值合计超过 100 分，含几份评分表", "weights of several forms")
            if max(weights, _sum(rows)) > _FULL
            else None,
        )


def _weight_sum(
    blocks: Sequence[ScoredBlock],
    funded: tuple[Entry | None, Entry | None] | None,
    reading: Reading,
    document: int,
    alone: bool,
) -> Iterator[Relation]:
    weights = [entry.term for block in blocks for entry in block.weights]
    if len(weights) < 3:
        return
    execution = [funded[1].term] if funded and funded[1] else []
    full = [
        figure
        for figure in reading.figures
        if alone and figure.measure is Measure.SCORE and _FULL_MARK.search(squeeze(figure.words))
    ]
    totals = [
        entry.figure
        for block in blocks
        for entry in block.view.entries
        if entry.figure
        and entry.figure.role is Role.WEIGHT
        and block.view.vocabulary.is_total(entry.label)
        and not block.view.vocabulary.is_subtotal(entry.label)
    ]
    claim = next(iter([*totals, *full]), None)
    if claim is None:
        return
    beside = _beside(claim, reading) if claim in totals else None
    if beside is not None:
        execution = [term(beside, document)]
    yield Relation(
        kind="weight-sum",
        formula=Formula.SUM,
        claim=term(claim, document),
        terms=(*execution, *weights),
        measure=Measure.SCORE,
        alternatives=tuple(
            tuple(other)
            for other in (
                weights,
                *([e.term for e in block.weights] for block in blocks),
                [*execution, *_named_weights(blocks)],
                *([told, *weights] for told in _told_in_head(blocks, "分值", reading, document)),
            )
            if len(other) >= 2
        ),
        why=(because("各项分值之和等于满分", "the weights add up to the full mark"),),
        # A score of the execution whose weight is not printed leaves an operand out.
        settled=bool(execution) or funded is None,
    )


def _told_in_head(
    blocks: Sequence[ScoredBlock], name: str, reading: Reading, document: int
) -> Iterator[Term]:
    """执行率 | 98% | 分值 10 得分 9.80 in the head of a form, without a column of its own."""
    tables = {block.view.grid.table for block in blocks}
    counted = {
        entry.figure.index
        for block in blocks
        for entry in (*block.scores, *block.weights)
        if entry.figure is not None
    }
    for figure in reading.figures:
        if figure.table in tables and figure.index not in counted:
            if normalise(figure.label) == name:
                yield term(figure, document)


def _named_weights(blocks: Sequence[ScoredBlock]) -> list[Term]:
    """The weights that the names of blocks bear: 产出指标（50分）, 年度目标1（30分）."""
    goals = [term(b.header, b.view.document) for b in blocks if b.header is not None]
    if goals:
        return goals
    found: dict[str, Term] = {}
    for block in blocks:
        for cell in block.view.grid.cells:
            figure = score_in_name(cell, block.view.reading)
            name = normalise(cell.text)
            named = block.view.vocabulary.is_level1(_WEIGHT_MARK.sub("", name))
            if named and figure is not None:
                found.setdefault(name, term(figure, block.view.document))
    return list(found.values())


def _beside(claim: Figure, reading: Reading) -> Figure | None:
    """The 10 of 100（含执行率 10 分）: the weight of the execution, told beside the total."""
    for figure in reading.figures[claim.index + 1 : claim.index + 2]:
        between = reading.document.text[claim.span.end : figure.span.start]
        if re.fullmatch(r"\s*分?\s*[（(]\s*含[^（）()]{0,10}执行[^（）()]{0,6}", between):
            return figure
    return None


def _sum(terms: Sequence[Term]) -> Decimal:
    return sum((t.value for t in terms if t.value is not None), Decimal(0))
