"""Indicators in other words: results and targets of text, goals and indicator rows.

Paired by name, role, goal number, unit and year; never by value. Each mention of the text goes to
the row whose name is most like its own; two rows that are equally like it stay open.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from reportlint.align.identity.indicator_mentions import (
    IndicatorMention,
    row_mentions,
    text_mentions,
)
from reportlint.align.identity.mentions import equal_terms
from reportlint.align.identity.names import NameIndex, pairs_of, plain_name
from reportlint.align.statements import Paragraph
from reportlint.align.terms import because
from reportlint.align.view import GridView
from reportlint.model.document import Message
from reportlint.model.fact import Formula, Relation, Term, term
from reportlint.model.figure import BOUNDS, Comparator, Figure, Measure, Role
from reportlint.model.finding import Skip
from reportlint.model.settings import Lexicon
from reportlint.model.vocabulary import squeeze

# 事故起数下降率: the only indicators that a growth or fall may answer.
_MOVES = re.compile(r"下降|增长|提高|降低|压降|减少|增加|幅|上升|提升")
# 参考率、合格率 as one row with one figure: a pair with it says nothing of its other pairs.
JOINT = "joint-row"
_BOUND_TAIL = re.compile(
    r"(?:不低于|不少于|不高于|不超过|达到?|≥|≤|控制在)?\s*[\d.]+\s*[%％]?(?:以上|以下|以内)?$"
)
_OVER_YEARS = re.compile(r"[已共]?累计[\u4e00-\u9fff]{0,2}")
_OF_MONEY = frozenset({"执行率", "完成率", "支出率", "支付率", "使用率", "到位率"})
_SPENDING = ("基本支出", "项目支出", "采购", "三公", "转移支付")
_RATE_HEAD = re.compile(r"[\u4e00-\u9fff]{2}(?:率|度)$")
_JOINED = re.compile(r"[\u4e00-\u9fff]{2}[和及与、][\u4e00-\u9fff]{2}")
_JOINT = re.compile(r"率.*[、，,].*率")
_DONE = re.compile(r"完成|实际|已|达到?|办结|共|新增|建成|举办|开展|组织|实现|全年|累计|了")
_ACT = re.compile(r"购置|采购|安排|计划|处置|报废|保有")
_LEAST_SAID = 2
_LEAST = 0.55
_LIKELY = 0.54  # below what settles a pair
_REPEATED = 0.4  # likeness from which a name told less fully may be of the same row
_LIKELY_RATE = 0.42  # percentages are many: their names must be more alike
_TOLD = 0.6  # how much of a row's name the sentence must say before its figures can conflict
_SAID_OF_IT = 2  # character pairs
_LETTERS_AMONG_MANY = 3
_COMMON_UNITS = frozenset(
    {"人", "个", "次", "项", "家", "户", "场", "人次", "件", "天", "万元", "元"}
)
_PLAIN_LETTERS = frozenset("新增数量全年总实完成大中小人个次工作")
_NEAR = 0.3  # likeness from which a rejected name is worth telling
_SHOWN = 3
_MARGIN = 0.06
_TWICE = 0.9
_COMMON = 60  # names that share a character pair: more say nothing


def indicator_relations(
    views: Sequence[GridView],
    paragraphs: Sequence[Paragraph],
    lexicon: Lexicon,
) -> Iterator[Relation | Skip]:
    """Pairs of mentions of one indicator, and the mentions that stay open."""
    rows = [mention for view in views for mention in row_mentions(view)]
    empty = _pattern((*lexicon.words["role_words"], *lexicon.words["common_indicators"]))
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
    targets = {_row_of(row): row.figure for row in rows if row.target}
    for found in _to_rows(texts, rows, index):
        if isinstance(found, Skip):
            yield found
        else:
            text, row, score, rejected = found
            if not _JOINT.search(row.name):
                paired.add(id(text))
            near = text.context.rpartition("；")[2]
            told = index.told(row.name, text.name, near) >= _TOLD
            told = told and not _repeats_target(text, targets.get(_row_of(row)))
            yield _relation(text, row, score, rejected, told=told)
    yield from _promises(texts, index)
    yield from _twice(texts, paired, index, empty)
    yield from _rows_twice(rows, index, empty)


def _row_of(row: IndicatorMention) -> tuple[int, int | None, int | None]:
    return row.document, row.figure.table, row.figure.row


def _repeats_target(text: IndicatorMention, target: Figure | None) -> bool:
    """细化为 7 个项目：营造林 2.60 万亩；…: the target of the row, told without any verb."""
    if target is None or text.target or text.figure.number != target.number:
        return False
    return not _DONE.search(text.context) and not _DONE.search(text.name)


def _compatible(text: IndicatorMention, other: IndicatorMention, index: NameIndex) -> bool:
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
    if "执行率" in text.name and not _of_one_spending(text.name, other.name):
        return False
    return not index.contradict(text.name, other.name)


def _of_one_spending(one: str, other: str) -> bool:
    """项目支出的预算执行率 is not that of the whole budget."""
    return all((word in one) is (word in other) for word in _SPENDING)


def _candidates(
    texts: Sequence[IndicatorMention], rows: Sequence[IndicatorMention], index: NameIndex
) -> Iterator[tuple[IndicatorMention, list[IndicatorMention]]]:
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


_Choice = tuple[IndicatorMention, IndicatorMention, float, tuple[Message, ...]]


def _to_rows(
    texts: Sequence[IndicatorMention], rows: Sequence[IndicatorMention], index: NameIndex
) -> Iterator[_Choice | Skip]:
    """Each text with the one row whose name is most like its own, and what was rejected."""
    chosen: list[_Choice] = []
    by_unit: dict[tuple[str | None, bool], list[IndicatorMention]] = {}
    for row in rows:
        by_unit.setdefault((row.unit, row.target), []).append(row)
    alone = {key: group[0] for key, group in by_unit.items() if len(group) == 1}
    for text, candidates in _candidates(texts, rows, index):
        likely = [(index.likeness(text.name, row.name, text.context), row) for row in candidates]
        likely = sorted((item for item in likely if item[0] >= _NEAR), key=lambda item: -item[0])
        scored = [(score, row) for score, row in likely if _compatible(text, row, index)]
        if not scored:
            scored = _only_of_its_unit(text, candidates, alone, index)
        if not scored:
            scored = _only_of_its_head(text, rows, index)
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
    strongest: dict[int, tuple[float, IndicatorMention]] = {}
    for text, row, score, _ in sorted(chosen, key=lambda item: "累计" in item[0].name):
        known = strongest.get(id(row))
        # 修复 36.8 公顷，累计修复 128.3 公顷: the row is of the year, unless it says 累计 itself.
        over_years = known is not None and "累计" in text.name and "累计" not in row.name
        if known is None or (
            score > known[0] and not (over_years and text.sentence == known[1].sentence)
        ):
            strongest[id(row)] = score, text
    for text, row, score, rejected in chosen:
        best, nearest = strongest[id(row)]
        if text is not nearest and text.sentence == nearest.sentence and not text.row:
            continue  # 修复 36.8 公顷，累计修复 128.3 公顷: one sentence tells things apart
        if score > best - 2 * _MARGIN:
            yield text, row, score, rejected
        elif text.sentence[0] != nearest.sentence[0] and score >= _REPEATED:
            # One paragraph tells things apart; another may tell the same in fewer words.
            yield text, row, min(score, _LIKELY), rejected


def _only_of_its_unit(
    text: IndicatorMention,
    candidates: Sequence[IndicatorMention],
    alone: Mapping[tuple[str | None, bool], IndicatorMention],
    index: NameIndex,
) -> list[tuple[float, IndicatorMention]]:
    """The one row that counts in this unit, where some of its name is said: likely, not sure."""
    if text.unit is None or text.figure.measure is Measure.SHARE:
        return []
    row = alone.get((text.unit, text.target))
    if row is None or not _compatible(text, row, index):
        return []
    said = pairs_of(index.core(text.name)) | pairs_of(plain_name(text.context))
    shared = said & pairs_of(index.core(row.name))
    if any(row is other for other in candidates) and len(shared) >= _SAID_OF_IT:
        return [(_NEAR + 0.15, row)]
    # 巡湖 1,326 次 for 湖泊巡查次数: characters tell, fewer where little is counted in the unit.
    letters = set(index.core(text.name)) & set(index.core(row.name)) - _PLAIN_LETTERS
    least = _LETTERS_AMONG_MANY if text.unit in _COMMON_UNITS else _SAID_OF_IT
    return [(_NEAR + 0.1, row)] if len(letters) >= least else []


def _only_of_its_head(
    text: IndicatorMention, rows: Sequence[IndicatorMention], index: NameIndex
) -> list[tuple[float, IndicatorMention]]:
    """成功率 98.2% where one row alone is of that rate, whatever it is the rate of: likely."""
    if text.figure.measure is not Measure.SHARE:
        return []
    head = _head_of(index.core(text.name))
    if head is None:
        return []
    found = [
        row for row in rows if row.target is text.target and _head_of(index.core(row.name)) == head
    ]
    return (
        [(_LIKELY_RATE, found[0])] if len(found) == 1 and _compatible(text, found[0], index) else []
    )


def _head_of(core: str) -> str | None:
    """成功率 of 人民调解成功率; 满意率 and 满意度 are one."""
    match = _RATE_HEAD.search(core)
    head = "" if match is None else match[0].replace("满意率", "满意度")
    return head if head and head not in _OF_MONEY else None


def _rejected(
    text: IndicatorMention, row: IndicatorMention, score: float, index: NameIndex
) -> Message:
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
            leads = leading.get(id(later)), leading.get(id(other))
            alike = None in leads or index.likeness(*map(str, leads)) >= _LEAST
            alike = alike and _acts(later) == _acts(other)
            yield _relation(later, other, score - 0.05, told=alike)


def _acts(mention: IndicatorMention) -> frozenset[str]:
    """What is done with it: 安排购置单价 100 万元以上设备 0 套 is not what there is of them."""
    clause = re.split(r"[，,；;。]", mention.context)[-1]
    return frozenset(_ACT.findall(clause))


def _pattern(words: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, words), key=len, reverse=True)))


def _rows_twice(
    rows: Sequence[IndicatorMention], index: NameIndex, empty: re.Pattern[str]
) -> Iterator[Relation]:
    """One indicator listed under two goals: its name, without a named target, is the same."""
    groups: dict[tuple[str, bool, bool, str | None, str | None], list[IndicatorMention]] = {}
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


def _promises(texts: Sequence[IndicatorMention], index: NameIndex) -> Iterator[Relation]:
    """Results told in the text against the goals told in the text."""
    # A budget is no goal that spending has to reach.
    told = [text for text in texts if not text.money]
    goals = [text for text in told if text.target]
    results = [replace(text, target=True) for text in told if not text.target]
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


def _both(one: IndicatorMention, other: IndicatorMention, index: NameIndex) -> float:
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
            named.comparator in BOUNDS
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
    claim: IndicatorMention,
    other: IndicatorMention,
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


def _vague(claim: IndicatorMention, other: IndicatorMention) -> bool:
    """Whether a result is told as a bound, or a unit is missing where the names differ."""
    if not claim.target and not claim.row and claim.figure.comparator in BOUNDS:
        return True  # 500 篇以上: a promise as well as a result
    if "分别" in claim.name or "分别" in claim.figure.words:
        return True  # 高血压、糖尿病规范管理率分别为 75% 和 74%
    if _OVER_YEARS.fullmatch(squeeze(claim.name)) and "累计" not in other.name:
        return True  # 修复 36.8 公顷，累计修复 128.3 公顷: of earlier years as well
    if _JOINED.search(claim.name) and not _JOINED.search(other.name):
        return True  # 困难生活补贴和护理补贴 against the row of the one
    bare = Measure.BARE in (claim.figure.measure, other.figure.measure)
    return bare and squeeze(claim.name) != squeeze(other.name)


def _number(item: Term) -> Term:
    return replace(item, comparator=Comparator.EQ, upper=None)


def _open(text: IndicatorMention, rows: Sequence[IndicatorMention]) -> Skip:
    return Skip(
        because(
            "文中数字与表中多个指标同样相近，无法确定对应哪一个",
            "a figure of the text matches several indicators of the form equally well",
        ),
        (text.term.place("claim"), *(row.term.place("evidence") for row in rows)),
    )
