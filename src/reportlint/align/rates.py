"""Rates in running text: execution, completion, and rates that name their count."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reportlint.align.statements import Paragraph, Statement
from reportlint.align.terms import because
from reportlint.model.fact import Formula, Relation, Term
from reportlint.model.figure import Comparator, Measure, Role
from reportlint.model.vocabulary import squeeze

BUDGETS = (Role.BUDGET_FINAL, Role.BUDGET_INITIAL)
MEASURED = frozenset({Measure.MONEY, Measure.COUNT, Measure.EXTENT})
RATE_WORDS = re.compile(r"执行率|完成率|支出率|支付率|执行进度|支出进度|支付进度|完成.{0,6}预算的")
# 项目按期完成率 is the share of the projects, whatever was spent on them.
OF_COUNT = re.compile(r"(?:按[时期]|及时|如期|任务|目标|工作|计划|工程|建设)完成率")
_RECEIVED = re.compile(r"到位|下达|拨付")
_UNSPENT = re.compile(r"结转|结余|节余|追加|调[增减]|到位|下达|未")
_LEFT = re.compile(
    r"(?:结转|结余|节余|未(?:执行|支出|使用|完成)(?:部分|金额|资金)?)(?:资金|金额|为|了|共|计)*$"
)
_NOT_DONE = re.compile(r"\s*(?:尚|仍|还)?未(?:执行|支出|使用|支付|完成|列支)")
_NAMED_RATE = re.compile(
    r"(?:^|[，；、：])([\u4e00-\u9fff]{2,8})(?:率|(?<=满意)度)(?:为|达|达到|：)?$"
)
_BEHIND_NAME = 3  # 办结案件, 合格的有
# 按时办结率 is the share of those done in time, whatever is still within its time.
_IN_TIME = re.compile(r"按[时期]|及时|限时|如期|准时|[时期]限内|规定")


def rate_relations(
    paragraph: Paragraph,
    rate: Statement,
    bases: dict[str, list[tuple[Role, Term]]],
    topics: Sequence[str],
) -> Iterator[Relation]:
    """Rate = executed ÷ budget; amounts of the same segment first, then of the paragraph.

    ``bases`` gives the budgets of the tables by subject, ``topics`` what each statement is about.
    """
    counts = _target_and_actual(paragraph, rate)
    if counts is not None:
        yield counts
        return
    near = [
        s
        for s in paragraph.statements
        if s.money and is_near(s, rate) and not _left_over(paragraph, s)
    ]
    executed = _pick(near, rate, (Role.EXECUTED,))
    if executed is None:
        executed = _pick(
            [
                s
                for s in near
                if s.figure.role is Role.OTHER and not _UNSPENT.search(squeeze(s.figure.words))
            ],
            rate,
            (Role.OTHER,),
        )
    if executed is None or executed.figure.period != rate.figure.period:
        return  # 比上年执行率 96.35% is last year's
    if _has_its_own(paragraph, executed, rate):
        return
    pool = [s for s in paragraph.statements if s.money and s is not executed]
    same = [s for s in pool if is_near(s, rate)] if rate.main else []
    budgets = [s.term for role in BUDGETS for s in same if s.figure.role is role]
    about = topics[paragraph.statements.index(executed)]
    # 政府性基金支出 …，执行率: a subject of its own that no table may name is not the whole.
    concept = executed.concept.id if executed.concept else about
    if about.startswith("=") and executed.own_concept is None:
        concept = ""
    if not rate.main:
        concept = executed.own_concept.id if executed.own_concept else ""
    subject_bases = [t for role in BUDGETS for r, t in bases.get(concept, []) if r is role]
    either = [t for r, t in bases.get(concept, []) if r is Role.OTHER]
    if not budgets and rate.main:
        budgets = [
            s.term
            for role in BUDGETS
            for s in pool
            if s.figure.role is role and s.main and same_subject(s, executed)
        ]
    candidates = budgets or subject_bases or either
    if not candidates:
        return
    named = squeeze(rate.figure.words)
    if "年初" in named:
        candidates = list(reversed(candidates))
    # Which budget the rate is of is not always told: any of the paragraph may clear it.
    others = [s.term for s in pool if s.figure.role in BUDGETS]
    # 计划 x 万元、到位 y 万元、支出 z 万元，支出进度: what was received is a base as well.
    others += [
        s.term for s in pool if is_near(s, rate) and _RECEIVED.search(squeeze(s.figure.words))
    ]
    extra = [t for t in (*budgets, *subject_bases, *either, *others) if t is not candidates[0]]
    yield Relation(
        kind="rate",
        formula=Formula.RATIO,
        claim=rate.term,
        terms=(executed.term, candidates[0]),
        measure=Measure.MONEY,
        alternatives=tuple((executed.term, t) for t in extra),
        settled=bool(budgets or subject_bases) and not _of_two_parts(near, rate),
        why=(
            because(
                f"“{rate.figure.label}” = “{executed.figure.label}” ÷ “{candidates[0].label}”",
                f"'{rate.figure.label}' = '{executed.figure.label}' ÷ '{candidates[0].label}'",
            ),
        ),
        confidence=0.9,
    )


def _left_over(paragraph: Paragraph, s: Statement) -> bool:
    """项目支出结转 75 万元, 尚有 126 万元未执行: what was not spent."""
    behind = paragraph.text[s.figure.span.end - paragraph.span.start :]
    return _LEFT.search(squeeze(s.figure.words)) is not None or _NOT_DONE.match(behind) is not None


def _has_its_own(paragraph: Paragraph, executed: Statement, rate: Statement) -> bool:
    """六个项目支出率 100%，而甲项目预算 x 万元、支出 y 万元，执行率 51.69%: y is of the last."""
    return any(
        other.figure.role is Role.RATE and is_near(other, rate)
        for other in paragraph.statements
        if rate.figure.span < executed.figure.span < other.figure.span
    )


def _of_two_parts(near: Sequence[Statement], rate: Statement) -> bool:
    """基本支出 430 万元、项目支出 1098 万元，预算完成率 97%: of both together, likely."""
    before = [s for s in near if s.figure.span < rate.figure.span][-2:]
    told = {s.own_concept.id for s in before if s.own_concept is not None}
    return told == {"basic", "project"} and rate.own_concept is None


def is_near(statement: Statement, other: Statement) -> bool:
    """Whether two statements stand in one segment on one bracket level."""
    return statement.segment == other.segment and statement.depth == other.depth


def same_subject(one: Statement, other: Statement) -> bool:
    """Whether two statements speak of the same concept, or both of none."""
    first = one.concept.id if one.concept else None
    second = other.concept.id if other.concept else None
    return first == second


def _pick(
    statements: Sequence[Statement], anchor: Statement, roles: tuple[Role, ...]
) -> Statement | None:
    """The nearest statement of the roles before the anchor, else the nearest behind it."""
    fitting = [s for s in statements if s.figure.role in roles]
    before = [s for s in fitting if s.figure.span < anchor.figure.span]
    if before:
        return before[-1]
    behind = [s for s in fitting if s.figure.span > anchor.figure.span]
    return behind[0] if behind else None


def _target_and_actual(paragraph: Paragraph, rate: Statement) -> Relation | None:
    """年初目标 520 场，实际完成 420 场，完成率 80.77%: one target, one result, one unit."""
    if "完成率" not in rate.figure.words:
        return None
    near = [
        s
        for s in paragraph.statements
        if s.figure.measure is Measure.COUNT
        and s.figure.role is not Role.CHANGE
        and s.sentence == rate.sentence
        and s.segment == rate.segment
    ]
    targets = [s for s in near if s.figure.role is Role.TARGET or "目标" in s.figure.words]
    results = [s for s in near if s not in targets and re.search("完成|实际|达", s.figure.words)]
    if len(targets) != 1 or len(results) != 1:
        return None
    if targets[0].figure.unit != results[0].figure.unit:
        return None
    return Relation(
        kind="rate",
        formula=Formula.RATIO,
        claim=rate.term,
        terms=(results[0].term, targets[0].term),
        measure=Measure.COUNT,
        settled=not any(_told_with_another(paragraph, s) for s in (targets[0], results[0])),
        why=(because("完成率 = 实际完成 ÷ 目标", "completion rate = actual ÷ target"),),
        confidence=0.92,
    )


def _told_with_another(paragraph: Paragraph, s: Statement) -> bool:
    """计划 12 条 62 公里，完成 11 条 57.8 公里: the rate may be of either count."""
    return paragraph.text[s.figure.span.end - paragraph.span.start :].lstrip()[:1].isdigit()


def rate_of_named_base(paragraph: Paragraph, rate: Statement) -> Relation | None:
    """清淤 312.5 公里，为年度目标 300 公里的 104.2%: the base stands right before 的."""
    before = [s for s in paragraph.statements if s.figure.span < rate.figure.span]
    if len(before) < 2:
        return None
    base = before[-1]
    gap = paragraph.reading.document.text[base.figure.span.end : rate.figure.span.start]
    if squeeze(gap) != "的" or base.figure.measure not in MEASURED:
        return None
    amounts = [
        s
        for s in before[:-1]
        if s.sentence == rate.sentence
        and s.figure.unit == base.figure.unit
        and s.depth == base.depth
        and s.figure.period == rate.figure.period
        and s.figure.role is not Role.CHANGE
    ]
    if not amounts:
        return None
    return Relation(
        kind="rate",
        formula=Formula.RATIO,
        claim=rate.term,
        terms=(amounts[-1].term, base.term),
        measure=base.figure.measure,
        alternatives=tuple((other.term, base.term) for other in amounts[:-1]),
        why=(
            because(
                f"“{amounts[-1].figure.label}” ÷ “{base.figure.label}”",
                f"'{amounts[-1].figure.label}' ÷ '{base.figure.label}'",
            ),
        ),
        confidence=0.9,
    )


def named_rate(paragraph: Paragraph, rate: Statement) -> Relation | None:
    """抽检 1240 批次，合格 1219 批次，合格率 98.3%: the rate names the count it is the share of."""
    match = _NAMED_RATE.search(squeeze(rate.figure.words))
    if match is None or not match[1]:
        return None
    in_time = _IN_TIME.search(match[1])
    before = [
        s
        for s in paragraph.statements
        if s.figure.measure is Measure.COUNT
        and s.sentence == rate.sentence
        and s.segment == rate.segment
        and s.depth == rate.depth
        and s.figure.span < rate.figure.span
        and s.figure.comparator is Comparator.EQ
        and s.figure.role is not Role.TARGET
    ]
    stem = match[1][-2:]  # 服务对象满意率 is the share of 表示满意 458 份
    # 检出不合格 61 批次 is not what 合格率 is the share of.
    told = re.compile(rf"(?<![不未非无]){re.escape(stem)}")
    named = [s for s in before if told.search(squeeze(s.figure.words))]
    full = [s for s in named if match[1] in squeeze(s.figure.words)]
    named = full or named  # 集中供养率 beside 集中供养 612 人、分散供养 2,634 人
    if in_time is not None:
        named = [s for s in named if in_time[0] in squeeze(s.figure.words)]
    if not named:
        return None
    part = named[-1]
    earlier = [s for s in before if s.figure.span < part.figure.span]
    earlier = [s for s in earlier if s.figure.unit == part.figure.unit]
    # A part lies within its whole: smaller counts beside it (缺考 5 人) are no base.
    wholes = [s for s in earlier if s.figure.value >= part.figure.value]
    if not wholes or rate.figure.value > 100:
        return None
    # 失业人员再就业 3,842 人 is not those out of work.
    said = squeeze(part.figure.words).rpartition(stem)[2]
    settled = len(named) == 1 and len(wholes) == len(earlier) and len(said) <= _BEHIND_NAME
    return Relation(
        kind="rate",
        formula=Formula.RATIO,
        claim=rate.term,
        terms=(part.term, wholes[-1].term),
        measure=Measure.COUNT,
        alternatives=tuple((part.term, whole.term) for whole in wholes[:-1]),
        settled=settled,
        why=(
            because(
                f"“{match[1]}率” = “{part.figure.label}” ÷ “{wholes[-1].figure.label}”",
                f"'{match[1]}率' = '{part.figure.label}' ÷ '{wholes[-1].figure.label}'",
            ),
        ),
        confidence=0.9,
    )
