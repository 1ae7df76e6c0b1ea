"""By how much something moved, told right behind last year's: 比 2022 年的 188 人增加 18 人.

What it moved to was told before: in the sentence, or in an earlier one of the paragraph, where
only a figure whose name the comparison repeats (公用经费较 2021 年的 …) can be held against it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reportlint.align.changes import compared_year, direction, only_compares
from reportlint.align.rates import MEASURED
from reportlint.align.statements import Paragraph, Statement, between_figures
from reportlint.align.terms import because
from reportlint.model.fact import Formula, Relation, term
from reportlint.model.figure import Comparator, Measure, Role
from reportlint.model.settings import Lexicon
from reportlint.model.vocabulary import normalise, squeeze

_BETWEEN = re.compile(
    r"(?:的?(?:相比|比较|同期)?)?[，,]?(?:20\d\d年)?"
    r"(?:收入?、支出?(?:总计)?|(?:收支)?总计|[\u4e00-\u9fff]{0,4}(?:收入|支出|经费|总[额量数]))?(?:共|净|各|均)?"
    r"(?:增加|减少|增长|下降|提高|降低|压减|上升|多|少|增|减|上涨|压缩)(?:了|额为?)?"
)
# 上年三公经费 13.5 万元，本年比上年增加 1.2 万元
_LAST_YEAR_FIRST = re.compile(
    r"[，,](?:本年度?|今年|20\d\d年度?)?[比较](?:上年度?|去年|20\d\d年度?)(?:同期)?"
    r"(?:净|共)?(?:增加|减少|增长|下降|压减)(?:了|额为?)?"
)
_OF_LAST_YEAR = re.compile(r"^(?:[，。；]|而)?(?:上年度?|去年|20\d\d年度?)")
_COMPARES = re.compile(r"(?:比|较|与|同)\s*(?:20\d\d\s*年|上年|去年|上一年)")
_AIM = re.compile(r"超过|高于|低于|目标|确定|计划|预期|指标|要求|标准")
_AT_ONCE = re.compile(r"[，,]?(?:比|较|与)(?:20\d\d年度?|上年度?|去年|上一年)(?:度|同期)?(?:的)?")
_MOVED_FROM = re.compile(r"[由从][^，。；]{0,12}$")
_MOVED_TO = re.compile(
    r"(?:逐步|稳步)?(?:升|降|增|减|提高|提升|上升|增加|增长|下降|降低|减少|压减|压缩|缩短|扩大|回升|回落)(?:到|至|为)"
    r"[^，。；]{0,10}$"
)
_BY = re.compile(
    r"[，,](?:同比|净|共|累计)?(?:增加|减少|增长|下降|提高|提升|降低|上升|压减|缩短|增|降|减)(?:了|近)?"
)
_MOVED = MEASURED | {Measure.POINTS}
# What is left over at the end of the year is not what is held against last year's spending.
_NOT_COMPARED = frozenset(
    {Role.CHANGE, Role.TARGET, Role.ADJUSTMENT, Role.BALANCE, Role.CARRY_OUT, Role.CARRY_IN}
)
_SHORTEST = 2
_LONG_NAME = 4
_MOST = 10


def stated_changes(paragraph: Paragraph, lexicon: Lexicon) -> Iterator[Relation]:
    """Change = this year − last year, for every measure; money within one clause is left out."""
    statements = paragraph.statements
    for at, change in enumerate(statements):
        figure = change.figure
        if figure.measure not in _MOVED or at < 2:
            continue
        way = direction(figure.words, lexicon) or _way(figure.words)
        prior = statements[at - 1]
        if way == 0 or not _follows(paragraph, prior, change):
            continue
        base = compared_year(paragraph, change)
        if base is None or prior.figure.period != base:
            continue
        pool = [s for s in statements[: at - 1] if _is_current(s, prior, base)][-_MOST:]
        if not pool:
            continue
        named = [s for s in pool if _is_named(s, prior) or _of_one_subject(s, prior)]
        inside = [s for s in pool if s.sentence == change.sentence]
        pool = sorted(pool, key=lambda s: s.main)  # reversed below: no part of a list comes first
        order = [*reversed(named), *(s for s in reversed(inside or pool) if s not in named)]
        minus = term(prior.figure, prior.document, sign=-1)
        yield Relation(
            kind="difference",
            formula=Formula.SUM,
            claim=term(figure, change.document, negate=way < 0),
            terms=(order[0].term, minus),
            measure=figure.measure,
            alternatives=tuple((other.term, minus) for other in order[1:]),
            # Which of the rates of a paragraph rose is not said as clearly.
            settled=_compared_at_once(paragraph, order[0], prior)
            if figure.measure is Measure.POINTS
            else (
                bool(named)
                or _only_one(order, prior)
                or (len(inside) == 1 and inside[0].segment == change.segment)
                or _opens_sentence(paragraph, inside, prior)
            ),
            why=(
                because(
                    f"增减数 = “{order[0].figure.label}” − “{prior.figure.label}”",
                    f"change = '{order[0].figure.label}' − '{prior.figure.label}'",
                ),
            ),
            confidence=0.88 if named or inside else 0.75,
        )


def moved_changes(paragraph: Paragraph, lexicon: Lexicon) -> Iterator[Relation]:
    """由 2022 年的 89.6% 提高到 92.4%，提高 2.8 个百分点: all three in a row.

    由 740 元提高到 780 元，提高 5.41%: a rate is measured on what stood before.
    """
    statements = paragraph.statements
    for at in range(2, len(statements)):
        before, after, change = statements[at - 2 : at + 1]
        figure = change.figure
        way = direction(figure.words, lexicon)
        if way == 0 or len({s.depth for s in (before, after, change)}) > 1:
            continue
        if before.figure.unit != after.figure.unit:
            continue
        rate = figure.measure is Measure.SHARE and after.figure.measure in MEASURED
        points = figure.measure is Measure.POINTS and after.figure.measure is Measure.SHARE
        alike = figure.measure in _MOVED and after.figure.unit == figure.unit
        if not (rate or points or alike):
            continue
        rose = _MOVED_TO.match(squeeze(between_figures(paragraph, before, after)))
        if not _MOVED_FROM.search(squeeze(before.figure.words)) or rose is None:
            continue
        by = squeeze(between_figures(paragraph, after, change))
        if not _BY.fullmatch(by) or ("同比" in by and not _is_of_last_year(paragraph, before)):
            continue
        first = before.term if rate else term(before.figure, before.document, sign=-1)
        yield Relation(
            kind="growth" if rate else "difference",
            formula=Formula.GROWTH if rate else Formula.SUM,
            claim=term(figure, change.document, negate=way < 0),
            terms=(after.term, first),
            measure=after.figure.measure if rate else figure.measure,
            why=(because("由前数到后数的变动", "from the one figure to the other"),),
            confidence=0.92,
        )


def _is_of_last_year(paragraph: Paragraph, before: Statement) -> bool:
    """由 2020 年的 12000 元提高到 15000 元，同比增长 8.3%: 同比 is measured on last year's."""
    year = paragraph.reading.year
    last = f"上年|去年|同期|{year - 1}" if year else "上年|去年|同期"
    return re.search(last, squeeze(before.figure.words)) is not None


def _only_one(pool: Sequence[Statement], prior: Statement) -> bool:
    """Whether one figure alone, outside every list, may be what last year's is compared with.

    决算 9.86 万元 …。三公经费较 2023 年决算数 10.92 万元增加 …: the one spent, as last year's.
    """
    main = [s for s in pool if s.main]
    alike = [s for s in main if s.figure.role is prior.figure.role is Role.EXECUTED]
    return len(alike or main) == 1 and (alike or main)[0] is pool[0]


def _opens_sentence(paragraph: Paragraph, inside: Sequence[Statement], prior: Statement) -> bool:
    """三公经费 8.6 万元，其中 …，比上年的 9.4 万元减少 …: of what the sentence opened with."""
    if not inside or not only_compares(prior):
        return False
    first = next(s for s in paragraph.statements if s.sentence == prior.sentence)
    return first in inside and first.main and first.segment == prior.segment


def _compared_at_once(paragraph: Paragraph, current: Statement, prior: Statement) -> bool:
    """就业率 97.2%，较 2022 年的 96.5% 提高 0.7 个百分点: nothing stands between the two."""
    if _AIM.search(squeeze(current.figure.words)):
        return False  # 超过年初确定的 92%，较上年的 91.3% 提高 …: the result is told elsewhere
    between = squeeze(between_figures(paragraph, current, prior))
    return current.figure.span < prior.figure.span and _AT_ONCE.fullmatch(between) is not None


def _way(words: str) -> int:
    plain = squeeze(words)
    return 1 if plain.endswith(("多", "增")) else -1 if plain.endswith(("少", "减")) else 0


def _follows(paragraph: Paragraph, prior: Statement, change: Statement) -> bool:
    """Whether nothing but 增加 or the like stands between last year's figure and the change."""
    points = change.figure.measure is Measure.POINTS and prior.figure.measure is Measure.SHARE
    if not points and prior.figure.unit != change.figure.unit:
        return False
    if prior.depth != change.depth:
        return False
    between = squeeze(between_figures(paragraph, prior, change))
    if _LAST_YEAR_FIRST.fullmatch(between) and _OF_LAST_YEAR.search(squeeze(prior.figure.words)):
        return True
    if not _BETWEEN.fullmatch(between):
        return False
    document = paragraph.reading.document.text
    start = document.rfind("。", 0, prior.figure.span.start) + 1
    return _COMPARES.search(document[start : prior.figure.span.start]) is not None


def _is_current(s: Statement, prior: Statement, base: str) -> bool:
    figure = s.figure
    return (
        (figure.unit == prior.figure.unit or s.money)
        and figure.measure is prior.figure.measure
        and figure.period != base
        and s.depth <= prior.depth
        and figure.comparator is Comparator.EQ
        and figure.role not in _NOT_COMPARED
    )


def _of_one_subject(s: Statement, prior: Statement) -> bool:
    """三公经费预算 14 万元，决算 12 万元。上年三公经费决算 13 万元: one subject, both spent."""
    if prior.own_concept is None or not _OF_LAST_YEAR.search(squeeze(prior.figure.words)):
        return False
    spent = s.figure.role is prior.figure.role is Role.EXECUTED
    return s.main and spent and s.concept is prior.own_concept


def _is_named(s: Statement, prior: Statement) -> bool:
    """公用经费较 2021 年的: the words before the comparison are the end of the figure's name."""
    lead, *behind = _COMPARES.split(normalise(prior.figure.words), maxsplit=1)
    lead = re.sub(r"^.*[，。；：、]", "", lead)
    label = normalise(s.figure.label)
    if len(lead) >= _SHORTEST and label.endswith(lead):
        return True
    # 与 2023 年支出决算 3,812 万元相比: the name stands behind the year.
    name = re.sub(r"^(?:度|同期|的)+|(?:为|的)$", "", "".join(behind))
    return len(name) >= _LONG_NAME and label.endswith(name)
