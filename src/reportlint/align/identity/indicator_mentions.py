"""Where an indicator is told: rows of indicator tables, and the figures of running text.

A mention has a name, a goal number, and says whether it is a promise or a result.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportlint.align.statements import Paragraph, Statement, unit_group
from reportlint.align.view import GridView
from reportlint.model.fact import Term, term
from reportlint.model.figure import BOUNDS, BUDGET_ROLES, Comparator, Figure, Measure, Role
from reportlint.model.vocabulary import chinese_number, is_below_done_goals, squeeze

_GOAL = re.compile(
    r"(?:年度|长期|中长期)?(?:绩效)?目标\s*([一二三四五六七八九十\d]{1,3})?\s*[：:（(]"
)
_LONG = re.compile(r"长期|中期|中长期|实施期|规划期|[三四五]年累计")
# 尚有 14 户未改造, 其余 2 座: what was not done.
_LEFT_OVER = re.compile(
    r"(?:尚有|仍有|剩余|还有|其余|另有|还剩|尚余|[少缺差]|缺口|结转到?)[\u4e00-\u9fff]{0,4}$|尽快|督促|未能|没有完成"
)
_NOT_DONE = re.compile(
    r"\s*[\u4e00-\u9fff]{0,12}?(?:未|没有?|尚未|仍未)(?:能|按期|如期)?(?:完成|建成|达标|开工|完工|验收|实施|启动)"
)
_DONE_OF = re.compile(r"(?:完工|完成|建成|办结|竣工|达标|通过|开工|验收|实现)[\u4e00-\u9fff]{0,4}$")
_AHEAD = re.compile(r"改进|整改|下一步|下步|建议|打算|今后")
_RAISED = re.compile(
    r"(?:目标|指标|任务)[^，。；]{0,4}(?:提高|调整|提升|上调|下调|降低|修订)(?:到|至|为)"
)
_OVERALL = re.compile(r"(?:[（(]?[\d一二三四五][）)]?[.．、]?)?(?:项目)?(?:总体|总)目标")
# 水质合格 201 个，合格率 94.81%: what the rate is of is said by the figure before it.
_SHORT_RATE = re.compile(r"^[\u4e00-\u9fff]{2,3}(?:率|度)$")
# 调整后预算 x 万元，执行率: the rate of a sum of money that names no purpose.
# 目标为 85 公里, 实际铺设 78.5 公里: what it is of is the subject of the sentence.
_ROLE_NAME = re.compile(
    r"(?:年初|年度|全年|预期|绩效)?(?:目标|指标)(?:值|数|任务)?|实际(?:完成|达到)?[\u4e00-\u9fff]{0,2}"
    r"|(?:全年)?完成(?:值|数)?"
)
_ORDINAL = re.compile(
    r"^(?:[一二三四五六七八九十]{1,2}是|[（(]?[一二三四五六七八九十\d]{1,3}[）).．、])"
)
_LEAST_NAME = 4
_LONGEST_NAME = 20
_MONEY_WORDS = re.compile(
    r"调整后|年初|全年|年度|总?预算|支出|实际|支付|执行|完成|项目|基本|财政|拨款|数|总?资金|金额|部门|整体|安排"
)
_STANDARD = re.compile(r"扣完|扣[\d.]+分|计[\d.]+分|得[\d.]+分|[不每][^，。；]{0,10}得分")
_PROSE = re.compile(r"[\u4e00-\u9fff].{10,}[，。].{4,}", re.S)
_MEASURES = frozenset(
    {Measure.COUNT, Measure.SHARE, Measure.EXTENT, Measure.BARE, Measure.MONEY, Measure.PRICE}
)
_COUNTED = frozenset({Measure.COUNT, Measure.SHARE, Measure.EXTENT})
_OF_MONEY = frozenset({Measure.MONEY, Measure.PRICE})
_BASE_UNITS = {"公里": "米", "千米": "米", "平方公里": "平方米", "公顷": "平方米"}
_RESULTS = frozenset({Role.COUNT, Role.RATE, Role.OTHER, Role.ACTUAL, Role.GROWTH})
_EXACT = frozenset(
    {Comparator.EQ, Comparator.MORE, Comparator.NEAR, Comparator.AROUND, Comparator.GE}
)
# 预算执行率 年初目标: what read adds to a role that names no subject itself.
_ROLE_TAIL = re.compile(r" \S+$")


@dataclass(frozen=True, slots=True)
class IndicatorMention:
    """One telling of an indicator: its figure, name, goal number, and whether it is a promise.

    ``row`` says that it stands in an indicator table, ``long`` that it is of several years;
    ``where`` is its place in the running text, -1 in a table.
    """

    term: Term
    figure: Figure
    name: str
    context: str
    target: bool
    goal: str | None
    document: int
    row: bool
    long: bool
    where: int
    sentence: tuple[int, int] = (-1, -1)  # start of the paragraph, number of the sentence
    helped: bool = False  # the name was completed from the figure before it

    @property
    def money(self) -> bool:
        """Whether the figure is an amount or a price."""
        return self.figure.measure in _OF_MONEY

    @property
    def unit(self) -> str | None:
        """The unit without 万 and 亿, one name for those that count alike (件, 宗; 米, 公里)."""
        plain = (self.figure.unit or "").lstrip("万亿")
        return unit_group(_BASE_UNITS.get(plain, plain)) or None


def row_mentions(view: GridView) -> Iterator[IndicatorMention]:
    """Targets and results of the rows of one table; nothing of tables without indicators."""
    if view.grid.family != "indicators":
        return
    goal, long = _goal_of(view.grid.section)
    aimed = {
        cell.row
        for cell in view.grid.cells
        for index in cell.figures
        if view.reading.figures[index].role is Role.TARGET
    }
    for cell in view.grid.cells:
        if cell.kind == "header" or not cell.figures:
            continue
        # 重新犯罪率不高于0.5% as the name of a row that prints no target beside it.
        named = cell.kind != "value" and cell.row not in aimed
        for index in cell.figures:
            figure = view.reading.figures[index]
            aim = figure.role is Role.TARGET or (named and figure.comparator in BOUNDS)
            if not (aim or figure.role is Role.ACTUAL) or figure.measure not in _MEASURES:
                continue
            alone = len(cell.figures) == 1 and cell.row_path and not named
            name = cell.row_path[-1] if alone else figure.label
            if not name:
                continue
            yield IndicatorMention(
                term=term(figure, view.document),
                figure=figure,
                name=name,
                context="",
                target=aim,
                goal=goal,
                document=view.document,
                row=True,
                long=long or bool(_LONG.search("".join((*cell.row_path, *cell.column_path)))),
                where=-1,
            )


def text_mentions(paragraph: Paragraph) -> Iterator[IndicatorMention]:
    """Promises and results that a paragraph or a goal cell tells of this year."""
    first = paragraph.statements[0].figure
    in_form = first.table is not None
    promise = _GOAL.match(squeeze(paragraph.text))
    if promise and not in_form and is_below_done_goals(paragraph.section):
        promise = None  # 完成的绩效目标 over 目标 1：…: what was done, goal by goal
    counted = [s for s in paragraph.statements if s.figure.measure in _COUNTED]
    if promise and not in_form and counted and counted[0].figure.role is not Role.TARGET:
        promise = None  # read as told, under 完成的绩效目标 without a heading of its own
    in_table = first.table is not None
    if in_table and first.role is Role.ACTUAL:
        promise = None  # 目标 1：… under 实际完成情况
    if in_table and not promise and first.role is not Role.TARGET:
        if not _PROSE.search(paragraph.text):
            return  # a label or result cell of a form, not a telling of results
    if in_table and _STANDARD.search(squeeze(paragraph.text)):
        return  # how points are given, not what was done
    goal, long = _goal_of((*paragraph.section, paragraph.text[:30]))
    opens = squeeze(paragraph.text[:20])
    long = long or _LONG.search(opens) is not None
    if _OVERALL.match(opens) and "年度目标" in paragraph.reading.document.text:
        long = True  # 总体目标 beside 年度目标 is that of the whole project
    year = paragraph.reading.year
    for s in paragraph.statements:
        figure = s.figure
        if figure.measure not in _MEASURES or s.depth or _is_part(paragraph, s):
            continue
        if _of_them(paragraph, s):
            continue
        if figure.period not in (None, str(year)) and (year is not None or figure.period == "上年"):
            continue
        target = figure.role is Role.TARGET or bool(promise) or _promised_with(paragraph, s)
        money = figure.measure in _OF_MONEY
        target = target or (money and figure.role in BUDGET_ROLES)
        if target and figure.role not in (Role.TARGET, *_RESULTS) and not money:
            continue
        told = figure.role in _RESULTS or (money and figure.role is Role.EXECUTED)
        if not target and (not told or figure.comparator not in _EXACT):
            continue
        if target and (_RAISED.search(squeeze(figure.words)) or _is_ahead(paragraph)):
            continue  # 将目标提高到 150 人: that of the next year
        if not target and (_LEFT_OVER.search(squeeze(figure.words)) or _not_done(paragraph, s)):
            continue
        yield IndicatorMention(
            term=s.term,
            figure=figure,
            name=_name_of(paragraph, s),
            context=_context(paragraph, s),
            target=target,
            goal=goal,
            document=s.document,
            row=False,
            long=long,
            where=figure.span.start,
            sentence=(paragraph.span.start, s.sentence),
            helped=money
            or _SHORT_RATE.match(squeeze(_ROLE_TAIL.sub("", figure.label))) is not None,
        )


def _is_ahead(paragraph: Paragraph) -> bool:
    """Whether a paragraph of running text stands under what is to be done next."""
    first = paragraph.statements[0].figure
    heading = squeeze(paragraph.section[-1]) if paragraph.section else ""
    return first.table is None and _AHEAD.search(heading) is not None


def _of_them(paragraph: Paragraph, s: Statement) -> bool:
    """18 个改造项目年内完工 16 个: how many there were opens the clause on what was done."""
    after = next((o for o in paragraph.statements if o.figure.span > s.figure.span), None)
    if after is None or after.figure.unit != s.figure.unit or after.sentence != s.sentence:
        return False
    text = paragraph.reading.document.text
    between = text[s.figure.span.end : after.figure.span.start]
    start = max(text.rfind(mark, 0, s.figure.span.start) for mark in "。；，：\n") + 1
    opens = not text[start : s.figure.span.start].strip()
    return opens and not re.search("[，。；、：]", between) and bool(_DONE_OF.search(between))


def _promised_with(paragraph: Paragraph, s: Statement) -> bool:
    """90 万人次以上，其中免费不少于 60 万人次，满意度 90%以上: one sentence, one list of goals."""
    return s.figure.comparator in BOUNDS and any(
        other.figure.role is Role.TARGET
        for other in paragraph.statements
        if other.sentence == s.sentence and other is not s
    )


def _is_part(paragraph: Paragraph, s: Statement) -> bool:
    """Whether a figure behind 其中 is a part of one before it: of another unit it is no part."""
    if s.marker is None:
        return False
    marker = s.marker
    return any(
        other.figure.unit == s.figure.unit and other.figure.measure is s.figure.measure
        for other in paragraph.statements
        if other.figure.span.end - paragraph.span.start <= marker
    )


def _name_of(paragraph: Paragraph, s: Statement) -> str:
    """The label of a figure; of a rate that names nothing also the label before it."""
    name = _ROLE_TAIL.sub("", s.figure.label)
    if _ROLE_NAME.fullmatch(squeeze(name)) and (subject := _subject_clause(paragraph, s)):
        return f"{subject}{name}"
    if not _SHORT_RATE.match(squeeze(name)):
        return name
    before = [
        other
        for other in paragraph.statements
        if other.sentence == s.sentence
        and other.segment == s.segment
        and other.figure.span < s.figure.span
        and other.figure.measure is not Measure.SHARE
    ]
    subject = _ROLE_TAIL.sub("", before[0].figure.label) if before else ""
    return f"{subject}{name}" if _MONEY_WORDS.sub("", squeeze(subject)) else name


def _subject_clause(paragraph: Paragraph, s: Statement) -> str:
    """一是供水管网改造，目标为不少于 85 公里，实际铺设 78.5 公里: what both figures are of."""
    before = paragraph.text[: s.figure.span.start - paragraph.span.start]
    clauses = re.split(r"[，,]", re.split(r"[。；;：:\n]", before)[-1])[:-1]
    named = [_ORDINAL.sub("", squeeze(clause)) for clause in clauses[:1]]
    found = [clause for clause in named if not re.search(r"\d", clause)]
    return found[0] if found and _LEAST_NAME <= len(found[0]) <= _LONGEST_NAME else ""


def _not_done(paragraph: Paragraph, s: Statement) -> bool:
    """有 2 所未完成; 62 公里，57.8 公里建成通车: what is said behind the figure."""
    behind = paragraph.text[s.figure.span.end - paragraph.span.start :]
    unit = re.escape(s.figure.unit or "")
    some_done = re.match(
        rf"\s*[，,]\s*[\d.,]+\s*{unit}(?:已|全部)?(?:建成|完成|完工|竣工|通车|投用)", behind
    )
    return _NOT_DONE.match(behind) is not None or (bool(unit) and some_done is not None)


def _context(paragraph: Paragraph, s: Statement) -> str:
    """What was said in the sentence before the figure, and the heading above."""
    sentence = paragraph.sentences[s.sentence]
    before = paragraph.reading.document.text[sentence.span.start : s.figure.span.start]
    heading = paragraph.section[-1] if paragraph.section else ""
    return f"{heading} {before}"


def _goal_of(section: Sequence[str]) -> tuple[str | None, bool]:
    """(goal number, whether it is a long-term one) of the innermost goal heading."""
    for text in reversed(section):
        plain = squeeze(text)
        match = _GOAL.match(plain) or re.match(r"(?:年度|长期)(?:绩效)?目标(\d)", plain)
        if match:
            number = match[1]
            digits = str(chinese_number(number) or number) if number else None
            return digits, bool(_LONG.match(plain))
    return None, False
