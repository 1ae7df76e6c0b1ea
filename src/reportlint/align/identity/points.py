"""Scores told twice: the total, a block of indicators, the execution score, one indicator's score.

“该项得分” speaks of the indicator told just before it; where it can only mean the heading above,
the pair may hold but never fails.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from reportlint.align.identity.mentions import Key, Mention, text_place
from reportlint.align.identity.told_blocks import (
    EXECUTION,
    GOT,
    RESPECTIVELY,
    TOTAL_SCORE,
    is_weight,
    level_named,
    own_words,
    told_scores,
    told_weight,
)
from reportlint.align.scored import forms_of, is_full_mark, score_in_name
from reportlint.align.statements import Paragraph, Statement
from reportlint.align.terms import because
from reportlint.align.topics import Stripper, is_of_project, names_project
from reportlint.align.view import GridView, is_of_one_project
from reportlint.model.fact import Term, term
from reportlint.model.figure import Figure, Measure, Role
from reportlint.model.reading import Reading
from reportlint.model.vocabulary import Vocabulary, normalise, squeeze

_THIS = re.compile(r"该(?:项|指标|部分)(?:指标)?得分$")
_SCORE = re.compile(r"(?:总?得分|自评得分|自评分|评分)$")
_OWN = (
    r"绩效|评价|自评|综合|评定|考评|"
    r"[我本](?:局|院|校|委|办|厅|镇|乡|所|街道|中心|部门|单位|系统)|部门|整体|支出"
)


def point_mentions(
    readings: Sequence[Reading],
    views: Sequence[GridView],
    paragraphs: Sequence[Paragraph],
    vocabulary: Vocabulary,
    strip: Stripper,
) -> Iterator[Mention]:
    """Keyed scores of a submission with one form; with several, text and form are not tied."""
    funds = [view for view in views if view.grid.family == "funds"]
    # A table of base data gives the funds once more, and scores nothing.
    funded = [view for view in funds if _is_scored(view)] if len(funds) > 1 else funds
    of_project = any(map(is_of_project, readings))
    if len(funded) > 1 and not of_project:
        # Beside the form of the whole body stand those of its projects.
        by_file = [[v for v in views if v.document == at] for at in range(len(readings))]
        forms = [form for own in by_file if own for form in forms_of(own)]
        own = [form for form in forms if not any(map(is_of_one_project, form))]
        views = own[0] if len(own) == 1 else []
        funded = [view for view in funded if view in views]
    if not funded:
        yield from _totals(readings, views, paragraphs, vocabulary, strip, of_project=of_project)
        return
    if len(funded) != 1:
        return
    if not of_project and is_of_one_project(funded[0]):
        return  # the only form is that of one of the projects of a whole body
    cells = [mention for view in views for mention in _cells(view, vocabulary)]
    # One name in several goal blocks: which row a text speaks of is not known.
    times = Counter(mention.key for mention in cells)
    yield from (mention for mention in cells if times[mention.key] == 1)
    tables = {(view.document, view.grid.table) for view in views}
    yield from _slots(readings, tables)
    told = [
        mention
        for paragraph in paragraphs
        if paragraph.statements[0].figure.table is None
        for mention in _texts(paragraph, strip, vocabulary, of_project)
    ]
    places: dict[Key, set[str]] = {}
    for mention in told:
        places.setdefault(mention.key, set()).add(mention.place)
    for mention in told:
        # Scores of a block told in several paragraphs may be those of several projects.
        block = mention.key[0] == "score" and mention.key[1] not in ("total", "row")
        several = block and len(places[mention.key]) > 1
        yield replace(mention, settled=False, confidence=0.8) if several else mention


def _totals(
    readings: Sequence[Reading],
    views: Sequence[GridView],
    paragraphs: Sequence[Paragraph],
    vocabulary: Vocabulary,
    strip: Stripper,
    *,
    of_project: bool,
) -> Iterator[Mention]:
    """The total score of forms whose execution stands among their indicators.

    Only where one table of the submission is the form of the whole (or of the one project).
    """
    own = [view for view in views if of_project or not is_of_one_project(view)]
    scored = {
        (view.document, view.grid.table)
        for view in own
        if view.grid.family == "indicators" and _is_scored(view)
    }
    if len(scored) != 1:
        return
    slots = list(_slots(readings, scored))
    if len(slots) != 1:
        return
    yield from slots
    for paragraph in paragraphs:
        if paragraph.statements[0].figure.table is None:
            for mention in _texts(paragraph, strip, vocabulary, of_project):
                if mention.key == ("score", "total"):
                    yield mention


def _slots(readings: Sequence[Reading], tables: Collection[tuple[int, int]]) -> Iterator[Mention]:
    """总分 and 自评得分 as the label of a figure in one of the tables."""
    for document, reading in enumerate(readings):
        for figure in reading.figures:
            if figure.table is None or (document, figure.table) not in tables:
                continue
            named = normalise(figure.label) in ("自评得分", "总分", "自评总分")
            scored = figure.measure in (Measure.SCORE, Measure.BARE)
            if named and scored and not is_full_mark(figure, reading):
                yield _mention(term(figure, document), ("score", "total"), f"slot:{figure.index}")


def _is_scored(view: GridView) -> bool:
    return any(e.figure is not None and e.figure.role is Role.SCORE for e in view.entries)


def _cells(view: GridView, vocabulary: Vocabulary) -> Iterator[Mention]:
    yield from _headed(view, vocabulary)
    for entry in view.entries:
        figure = entry.figure
        if figure is not None and figure.role is Role.WEIGHT and view.grid.family == "funds":
            subject = vocabulary.subject(entry.label)
            if subject is not None and subject.id == "funds_total":
                yield _mention(entry.term, ("weight", EXECUTION), view.key)
        if figure is None or figure.role is not Role.SCORE:
            continue
        if view.grid.family == "funds":
            subject = vocabulary.subject(entry.label)
            if subject is not None and subject.id == "funds_total":
                yield _mention(entry.term, ("score", EXECUTION), view.key)
        elif view.grid.family == "indicators" and vocabulary.is_total(entry.label):
            if is_full_mark(figure, view.reading):
                continue
            yield _mention(entry.term, ("score", "total"), view.key)
        elif view.grid.family == "indicators":
            yield _mention(entry.term, ("score", "row", normalise(entry.label)), view.key)


def _headed(view: GridView, vocabulary: Vocabulary) -> Iterator[Mention]:
    """产出指标（40分） as the first-level name of a block of rows: its weight."""
    if view.grid.family != "indicators":
        return
    for cell in view.grid.cells:
        figure = score_in_name(cell, view.reading)
        if figure is None:
            continue
        level = level_named(normalise(figure.label), vocabulary)
        if level is not None:
            yield _mention(term(figure, view.document), ("weight", level), view.key)


def _is_formula(paragraph: Paragraph, s: Statement) -> bool:
    """预算执行率得分＝10 分×执行率: how a score comes about, not what it is."""
    behind = squeeze(paragraph.text[s.figure.span.end - paragraph.span.start :][:4])
    return squeeze(s.figure.words).endswith(("=", "＝")) or behind.startswith(("×", "*", "x", "＊"))


def _follows_weight(paragraph: Paragraph, number: int) -> bool:
    """目标一 30 分，自评 28.3 分: the score of the block whose weight stands before it."""
    s = paragraph.statements[number]
    if not number or not GOT.match(own_words(s)):
        return False
    before = paragraph.statements[number - 1]
    return before.segment == s.segment and before.figure.measure is Measure.SCORE


def _of_this_year(paragraph: Paragraph, s: Statement) -> bool:
    """上年度自评得分 96.35 分 is not the score of this report."""
    year = paragraph.reading.year
    return year is None or s.figure.period in (None, str(year))


def _texts(
    paragraph: Paragraph, strip: Stripper, vocabulary: Vocabulary, of_project: bool
) -> Iterator[Mention]:
    scores = told_scores(paragraph, vocabulary)
    for number, s in enumerate(paragraph.statements):
        if s.figure.measure is not Measure.SCORE or s.depth or not _of_this_year(paragraph, s):
            continue
        if is_full_mark(s.figure, paragraph.reading) or _is_formula(paragraph, s):
            continue
        if not of_project and names_project(paragraph, s.figure.span.start):
            continue
        if number in scores:
            key = ("score", scores[number])
            yield _mention(s.term, key, text_place(paragraph), figure=s.figure)
            continue
        if RESPECTIVELY.search(s.figure.label):
            continue  # which of the blocks named before it is not known
        block = told_weight(s, vocabulary) if is_weight(paragraph, number) else None
        if block is not None:
            key = ("weight", block)
            yield _mention(s.term, key, text_place(paragraph), figure=s.figure)
            continue
        if _follows_weight(paragraph, number):
            continue  # of a block that the lexicon does not know
        if s.figure.role is not Role.SCORE and not TOTAL_SCORE.search(normalise(s.figure.label)):
            continue
        found = _subject(paragraph, number, strip, vocabulary, of_project)
        if found is not None:
            named, settled = found
            yield _mention(s.term, named, text_place(paragraph), settled=settled, figure=s.figure)


def _subject(
    paragraph: Paragraph, number: int, strip: Stripper, vocabulary: Vocabulary, of_project: bool
) -> tuple[Key, bool] | None:
    s = paragraph.statements[number]
    label = normalise(s.figure.label)
    if _THIS.search(label):
        return _this(paragraph, number, vocabulary)
    level = level_named(label, vocabulary)
    if level is not None:
        return ("score", level), True
    name = _SCORE.sub("", label)
    if normalise("一级指标" + EXECUTION) == name or name == EXECUTION:
        return ("score", EXECUTION), True
    # In the report on one project 项目 is the whole.
    empty = rf"{_OWN}|[本该]?项目" if of_project else _OWN
    if TOTAL_SCORE.search(label) and not strip.residue(re.sub(empty, "", name)):
        return ("score", "total"), True
    return None


def _this(paragraph: Paragraph, number: int, vocabulary: Vocabulary) -> tuple[Key, bool] | None:
    """The indicator told just before, else (not settled) the block named by the heading."""
    s = paragraph.statements[number]
    earlier = [
        other
        for other in paragraph.statements[:number]
        if other.figure.role is not Role.SCORE and _near(paragraph, other, s)
    ]
    if earlier:
        return ("score", "row", normalise(earlier[-1].figure.label)), True
    if number == 0 and paragraph.section:
        level = level_named(normalise(paragraph.section[-1]), vocabulary)
        return (("score", level), False) if level is not None else None
    return None


def _near(paragraph: Paragraph, other: Statement, s: Statement) -> bool:
    """In one sentence, or in the one before when this one opens with 根据评价标准 or the like."""
    if other.sentence == s.sentence:
        return True
    if other.sentence != s.sentence - 1:
        return False
    start = paragraph.sentences[s.sentence].span.start
    between = squeeze(paragraph.reading.document.text[start : s.figure.span.start])
    return len(between) <= len("根据评价标准，该项指标自评得分为")


def _mention(
    item: Term, key: Key, place: str, *, settled: bool = True, figure: Figure | None = None
) -> Mention:
    label = figure.label if figure is not None else item.label
    return Mention(
        item,
        key,
        Measure.SCORE,
        place,
        0.92 if settled else 0.8,
        because(f"得分“{label}”", f"score '{label}'"),
        settled=settled,
    )
