"""Indicators in other words: results and targets of text, goals and indicator rows.

Paired by name, role, goal number, unit and year; never by value. Each mention of the text goes to
the row whose name is most like its own; two rows that are equally like it stay open.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from reportlint.align.identity.mentions import equal_terms
from reportlint.align.identity.names import NameIndex, pairs_of
from reportlint.align.statements import Paragraph, Statement
from reportlint.align.terms import because, term
from reportlint.align.view import GridView
from reportlint.model.document import Message
from reportlint.model.fact import Formula, Relation, Term
from reportlint.model.figure import Comparator, Figure, Measure, Role
from reportlint.model.finding import Skip
from reportlint.model.settings import Lexicon
from reportlint.model.vocabulary import squeeze

_GOAL = re.compile(
    r"(?:年度|长期|中长期)?(?:绩效)?目标\s*([一二三四五六七八九十\d]{1,3})?\s*[：:（(]"
)
_LONG = re.compile(r"长期|中期|中长期|实施期|规划期|[三四五]年累计")
_OVERALL = re.compile(r"(?:[（(]?[\d一二三四五][）)]?[.．、]?)?(?:项目)?(?:总体|总)目标")
# 水质合格 201 个，合格率 94.81%: what the rate is of is said by the figure before it.
_SHORT_RATE = re.compile(r"^[\u4e00-\u9fff]{2,3}(?:率|度)$")
# 调整后预算 x 万元，执行率: the rate of a sum of money that names no purpose.
_MONEY_WORDS = re.compile(
    r"调整后|年初|全年|年度|总?预算|支出|实际|支付|执行|完成|项目|基本|财政|拨款|数|总?资金|金额|部门|整体|安排"
)
_DONE = re.compile(r"完成的[^，。]{0,6}目标")
_STANDARD = re.compile(r"扣完|扣[\d.]+分|计[\d.]+分|得[\d.]+分|[不每][^，。；]{0,10}得分")
_CHINESE = {word: str(number) for number, word in enumerate("一二三四五六七八九十", 1)}
_PROSE = re.compile(r"[\u4e00-\u9fff].{10,}[，。].{4,}", re.S)
_MEASURES = frozenset({Measure.COUNT, Measure.SHARE, Measure.EXTENT, Measure.BARE})
_RESULTS = frozenset({Role.COUNT, Role.RATE, Role.OTHER, Role.ACTUAL, Role.GROWTH})
# 事故起数下降率: the only indicators that a growth or fall may answer.
_MOVES = re.compile(r"下降|增长|提高|降低|压降|减少|增加|幅|上升|提升")
_EXACT = frozenset(
    {Comparator.EQ, Comparator.MORE, Comparator.NEAR, Comparator.AROUND, Comparator.GE}
)
_BOUNDS = frozenset({Comparator.GE, Comparator.GT, Comparator.LE, Comparator.LT})
_UNITS = {
    unit: group[0]
    for group in (("件", "起", "宗", "例"), ("场", "场次"), ("人", "名", "位"), ("个", "处", "所"))
    for unit in group
}
# 参考率、合格率 as one row with one figure: a pair with it says nothing of its other pairs.
JOINT = "joint-row"
_BOUND_TAIL = re.compile(
    r"(?:不低于|不少于|不高于|不超过|达到?|≥|≤|控制在)?\s*[\d.]+\s*[%％]?(?:以上|以下|以内)?$"
)
_JOINT = re.compile(r"率.*[、，,].*率")
# 预算执行率 年初目标: what read adds to a role that names no subject itself.
_ROLE_TAIL = re.compile(r" \S+$")
_LEAST = 0.55
_LIKELY_RATE = 0.42  # percentages are many: their names must be more alike
_TOLD = 0.6  # how much of a row's name the sentence must say before its figures can conflict
_SAID_OF_IT = 2  # character pairs
_NEAR = 0.3  # likeness from which a rejected name is worth telling
_SHOWN = 3
_MARGIN = 0.06
_TWICE = 0.9
_COMMON = 60  # names that share a character pair: more say nothing


@dataclass(frozen=True, slots=True)
class _Mention:
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
    def unit(self) -> str | None:
        plain = (self.figure.unit or "").lstrip("万亿")
        return _UNITS.get(plain, plain) or None


def indicator_relations(
    views: Sequence[GridView],
    paragraphs: Sequence[Paragraph],
    lexicon: Lexicon,
) -> Iterator[Relation | Skip]:
    """Pairs of mentions of one indicator, and the mentions that stay open."""
    rows = [mention for view in views for mention in _rows(view)]
    empty = _pattern((*lexicon.words["role_words"], *lexicon.words["common_indicators"]))
    own = {(row.document, row.figure.index) for row in rows}
    texts = [
        mention
        for paragraph in paragraphs
        for mention in _texts(paragraph)
        if (mention.document, mention.figure.index) not in own
    ]
    yield from (relation for view in views for relation in _thresholds(view))
    if not rows:
        return  # documents without indicators tell events, which come back in the same words
    index = NameIndex([mention.name for mention in (*rows, *texts)], lexicon)
    # 执行率 alone names no indicator.
    bare = frozenset(lexicon.words["bare_rates"])
    texts = [text for text in texts if index.core(text.name) not in bare]
    paired: set[int] = set()
    for found in _to_rows(texts, rows, index):
        if isinstance(found, Skip):
            yield found
        else:
            text, row, score, rejected = found
            if not _JOINT.search(row.name):
                paired.add(id(text))
            near = text.context.rpartition("；")[2]
            told = index.told(row.name, text.name, near) >= _TOLD
            yield _relation(text, row, score, rejected, told=told)
    yield from _promises(texts, index)
    yield from _twice(texts, paired, index, empty)
    yield from _rows_twice(rows, index, empty)


def _rows(view: GridView) -> Iterator[_Mention]:
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
            aim = figure.role is Role.TARGET or (named and figure.comparator in _BOUNDS)
            if not (aim or figure.role is Role.ACTUAL) or figure.measure not in _MEASURES:
                continue
            alone = len(cell.figures) == 1 and cell.row_path and not named
            name = cell.row_path[-1] if alone else figure.label
            if not name:
                continue
            yield _Mention(
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


def _texts(paragraph: Paragraph) -> Iterator[_Mention]:
    first = paragraph.statements[0].figure
    in_form = first.table is not None
    promise = _GOAL.match(squeeze(paragraph.text))
    if promise and not in_form and any(map(_DONE.search, map(squeeze, paragraph.section[-2:]))):
        promise = None  # 完成的绩效目标 over 目标 1：…: what was done, goal by goal
    in_table = first.table is not None
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
        if figure.period not in (None, str(year)) and (year is not None or figure.period == "上年"):
            continue
        target = figure.role is Role.TARGET or bool(promise) or _promised_with(paragraph, s)
        if target and figure.role not in (Role.TARGET, *_RESULTS):
            continue
        if not target and (figure.role not in _RESULTS or figure.comparator not in _EXACT):
            continue
        yield _Mention(
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
            helped=_SHORT_RATE.match(squeeze(_ROLE_TAIL.sub("", figure.label))) is not None,
        )


def _promised_with(paragraph: Paragraph, s: Statement) -> bool:
    """90 万人次以上，其中免费不少于 60 万人次，满意度 90%以上: one sentence, one list of goals."""
    return s.figure.comparator in _BOUNDS and any(
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
            return _CHINESE.get(number, number) if number else None, bool(_LONG.match(plain))
    return None, False


def _compatible(text: _Mention, other: _Mention, index: NameIndex) -> bool:
    if text.target is not other.target or text.long is not other.long:
        return False
    if text.goal and other.goal and text.goal != other.goal and text.document == other.document:
        return False
    measures = (text.figure.measure, other.figure.measure)
    # A form prints units in a column of their own; a sentence without a unit counts no per cent.
    bare = other.figure.measure is Measure.BARE or (
        text.figure.measure is Measure.BARE and Measure.SHARE not in measures
    )
    if text.figure.measure is not other.figure.measure and not bare:
        return False
    if not bare and text.unit != other.unit:
        return False
    if text.figure.role is Role.GROWTH and not _MOVES.search(other.name):
        return False
    if text.figure.period and other.figure.period and text.figure.period != other.figure.period:
        return False
    return not index.contradict(text.name, other.name)


def _candidates(
    texts: Sequence[_Mention], rows: Sequence[_Mention], index: NameIndex
) -> Iterator[tuple[_Mention, list[_Mention]]]:
    """For each text the rows that share a telling character pair with it."""
    posting: dict[str, list[int]] = defaultdict(list)
    for number, row in enumerate(rows):
        for pair in pairs_of(index.core(row.name)):
            posting[pair].append(number)
    for text in texts:
        numbers: set[int] = set()
        for pair in pairs_of(index.core(text.name)):
            found = posting.get(pair, ())
            if len(found) <= _COMMON:
                numbers.update(found)
        yield text, [rows[number] for number in sorted(numbers)]


_Choice = tuple[_Mention, _Mention, float, tuple[Message, ...]]


def _to_rows(
    texts: Sequence[_Mention], rows: Sequence[_Mention], index: NameIndex
) -> Iterator[_Choice | Skip]:
    """Each text with the one row whose name is most like its own, and what was rejected."""
    chosen: list[_Choice] = []
    by_unit: dict[tuple[str | None, bool], list[_Mention]] = {}
    for row in rows:
        by_unit.setdefault((row.unit, row.target), []).append(row)
    alone = {key: group[0] for key, group in by_unit.items() if len(group) == 1}
    for text, candidates in _candidates(texts, rows, index):
        likely = [(index.likeness(text.name, row.name, text.context), row) for row in candidates]
        likely = sorted((item for item in likely if item[0] >= _NEAR), key=lambda item: -item[0])
        scored = [(score, row) for score, row in likely if _compatible(text, row, index)]
        if not scored:
            scored = _only_of_its_unit(text, candidates, alone, index)
        bare = text.figure.unit in (None, "%")
        if not scored or (scored[0][0] < (_LIKELY_RATE if bare else 0.0)):
            continue
        best = scored[0][0]
        # A name that is less alike must stand out the more among rows of its unit.
        margin = _MARGIN if best >= _LEAST else 2 * _MARGIN
        rivals = [row for score, row in scored if score > best - margin]
        if len(rivals) > 1 and best < _LEAST:
            continue
        if len(rivals) > 1:
            yield _open(text, rivals)
            continue
        others = [(score, row) for score, row in likely if row is not rivals[0]][:_SHOWN]
        rejected = tuple(_rejected(text, row, score, index) for score, row in others)
        chosen.append((text, rivals[0], best, rejected))
    strongest: dict[int, float] = {}
    for _, row, score, _ in chosen:
        strongest[id(row)] = max(score, strongest.get(id(row), 0.0))
    for text, row, score, rejected in chosen:
        if score > strongest[id(row)] - 2 * _MARGIN:
            yield text, row, score, rejected


def _only_of_its_unit(
    text: _Mention,
    candidates: Sequence[_Mention],
    alone: Mapping[tuple[str | None, bool], _Mention],
    index: NameIndex,
) -> list[tuple[float, _Mention]]:
    """The one row that counts in this unit, where some of its name is said: likely, not sure."""
    if text.unit is None or text.figure.measure is Measure.SHARE:
        return []
    row = alone.get((text.unit, text.target))
    if row is None or not any(row is other for other in candidates):
        return []
    shared = pairs_of(index.core(text.name)) & pairs_of(index.core(row.name))
    if len(shared) < _SAID_OF_IT or not _compatible(text, row, index):
        return []
    return [(_NEAR + 0.15, row)]


def _rejected(text: _Mention, row: _Mention, score: float, index: NameIndex) -> Message:
    """Why a row with a similar name was not taken."""
    if text.target is not row.target:
        zh, en = "目标与结果不同", "target against result"
    elif text.unit != row.unit:
        zh, en = "单位不同", "another unit"
    elif text.goal and row.goal and text.goal != row.goal:
        zh, en = "属于另一年度目标", "another goal"
    elif index.contradict(text.name, row.name):
        zh, en = "限定词不同", "another qualifier"
    elif not _compatible(text, row, index):
        zh, en = "期间或范围不同", "another period or scope"
    else:
        zh, en = "名称不如所选相近", "a less similar name"
    return because(
        f"未采用“{row.name}” {row.term.text}（相近度 {score:.2f}，{zh}）",
        f"not '{row.name}' {row.term.text} (alike by {score:.2f}; {en})",
    )


def _twice(
    texts: Sequence[_Mention], paired: set[int], index: NameIndex, empty: re.Pattern[str]
) -> Iterator[Relation | Skip]:
    """One indicator told twice in the text, in nearly the same words.

    A name that comes back more often heads the slots of a template (每个项目的项目总预算).
    """
    times = Counter((index.core(text.name), text.target) for text in texts)
    for later, earlier in _candidates(texts, texts, index):
        matches = [
            (score, other)
            for other in earlier
            if other.where < later.where
            and other.sentence != later.sentence  # one sentence tells things apart
            and (id(later) not in paired or id(other) not in paired)
            and _compatible(later, other, index)
            and times[index.core(later.name), later.target] <= 2
            and _telling(index.core(later.name), empty)
            and (score := _both(later, other, index)) >= _TWICE
        ]
        if len(matches) == 1:
            score, other = matches[0]
            yield _relation(later, other, score - 0.05)


def _pattern(words: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, words), key=len, reverse=True)))


def _rows_twice(
    rows: Sequence[_Mention], index: NameIndex, empty: re.Pattern[str]
) -> Iterator[Relation]:
    """One indicator listed under two goals: its name, without a named target, is the same."""
    groups: dict[tuple[str, bool, bool, str | None, str | None], list[_Mention]] = {}
    for row in rows:
        core = index.core(_BOUND_TAIL.sub("", row.name))
        if len(empty.sub("", core)) >= 2 and len(core) >= 4 and not _JOINT.search(row.name):
            period = row.figure.period
            groups.setdefault((core, row.target, row.long, row.unit, period), []).append(row)
    for group in groups.values():
        goals = {(row.document, row.goal) for row in group}
        if len(group) != 2 or len(goals) != 2 or any(row.goal is None for row in group):
            continue
        yield _relation(group[1], group[0], 0.85)


def _promises(texts: Sequence[_Mention], index: NameIndex) -> Iterator[Relation]:
    """Results told in the text against the goals told in the text."""
    goals = [text for text in texts if text.target]
    results = [replace(text, target=True) for text in texts if not text.target]
    for found in _to_rows(results, goals, index):
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


def _both(one: _Mention, other: _Mention, index: NameIndex) -> float:
    return min(index.likeness(one.name, other.name), index.likeness(other.name, one.name))


def _telling(core: str, empty: re.Pattern[str]) -> bool:
    """Whether the name says more than 完成率, 项目总预算 or 三级指标."""
    return len(core) >= 4 and len(empty.sub("", core)) >= 3 and not core.endswith("级指标")


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
            named.comparator in _BOUNDS
            and named.unit == target.unit
            and squeeze(cell.text) in squeeze(target.label)
        ):
            detail = because("指标名称中写明的目标", "the target named in the indicator")
            relation = equal_terms(
                _number(term(named, view.document)),
                _number(term(target, view.document)),
                target.measure,
                0.95,
                (detail,),
            )
            yield replace(relation, kind="same-target")


def _relation(
    claim: _Mention,
    other: _Mention,
    score: float,
    rejected: Sequence[Message] = (),
    *,
    told: bool = True,
) -> Relation:
    confidence = round(min(0.97, 0.5 + 0.5 * score), 2)
    detail = because(
        f"名称“{claim.name}”与“{other.name}”相近度 {score:.2f}",
        f"names '{claim.name}' and '{other.name}' are alike by {score:.2f}",
    )
    first, second = claim.term, other.term
    if claim.target:
        # 550 件以上, ≥550 and 550 are one promise: the numbers are compared.
        first, second = _number(first), _number(second)
    relation = equal_terms(first, second, claim.figure.measure, confidence, (detail, *rejected))
    if not told or score < _LEAST or claim.helped or other.helped or _vague(claim, other):
        relation = replace(relation, settled=False)  # likely: it may hold, but never fail
    if other.row and _JOINT.search(other.name):
        relation = replace(relation, topic=JOINT)  # the row speaks of other indicators as well
    return replace(relation, kind="same-target") if claim.target else relation


def _vague(claim: _Mention, other: _Mention) -> bool:
    """Whether a result is told as a bound, or a unit is missing where the names differ."""
    if not claim.target and not claim.row and claim.figure.comparator in _BOUNDS:
        return True  # 500 篇以上: a promise as well as a result
    if "分别" in claim.name or "分别" in claim.figure.words:
        return True  # 高血压、糖尿病规范管理率分别为 75% 和 74%
    bare = Measure.BARE in (claim.figure.measure, other.figure.measure)
    return bare and squeeze(claim.name) != squeeze(other.name)


def _number(item: Term) -> Term:
    return replace(item, comparator=Comparator.EQ, upper=None)


def _open(text: _Mention, rows: Sequence[_Mention]) -> Skip:
    return Skip(
        because(
            "文中数字与表中多个指标同样相近，无法确定对应哪一个",
            "a figure of the text matches several indicators of the form equally well",
        ),
        (text.term.place("claim"), *(row.term.place("evidence") for row in rows)),
    )
