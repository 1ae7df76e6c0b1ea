"""Amounts in running text: adjustment, execution rate, growth, difference, share."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reportlint.align.statements import Paragraph, Statement
from reportlint.align.terms import because, term
from reportlint.model.fact import Formula, Relation, Term
from reportlint.model.figure import Comparator, Measure, Role
from reportlint.model.settings import Lexicon
from reportlint.model.vocabulary import normalise, squeeze

_BUDGETS = (Role.BUDGET_FINAL, Role.BUDGET_INITIAL)
_RATE_WORDS = re.compile(r"执行率|完成率|支出率|支付率|执行进度|支出进度|支付进度|完成.{0,6}预算的")
_NAMED_RATE = re.compile(r"(?:^|[，；、：])([\u4e00-\u9fff]{2,6})率(?:为|达|达到|：)?$")
_SHARE_OF = re.compile(
    r"占(?:了)?([^，；：]{2,20}?)(?:总额|总数)?的?(?:比重|比例)?(?:为|达|达到)?$"
)
_RESPECTIVELY = re.compile(r"(?:占比|比重|比例|占)(?:分别|依次)(?:为|是|占)?$")
_IN_WHOLE = re.compile(r"\s*在([^，。；]{2,10})中[，,]")
_GROWING = frozenset({Measure.MONEY, Measure.COUNT, Measure.EXTENT})
_ADJUST_RATE = re.compile(r"预算调整率|调整率")
_GROWTH_BASE = re.compile(r"(?:比|较|与|同比)\s*(?:(20\d\d)\s*年|上年|去年|上一年|(?<=同比))")
_ITEM = re.compile(r"^\s*(?:\d{1,3}[.．、]\s*)?[“\"]?[^”\"，。]{4,80}[（(]项[）)]")
_AGAINST_BUDGET = re.compile(
    r"(?:决算|支出|执行)数?(?:大于|小于|高于|低于|多于|少于|较|比)[^，；]{0,4}预算数?"
    r"(?:增加|减少|增长|下降|节约|超支)?$"
)
LAST_YEAR = "上年"  # the period of last year's figures where the report's year is unknown
_REDUCE = re.compile(r"调减|追减|核减|减少|压减|收回")


def amount_relations(
    paragraph: Paragraph,
    lexicon: Lexicon,
    bases: dict[str, list[tuple[Role, Term]]],
    wholes: dict[str, list[Term]],
) -> Iterator[Relation]:
    """Relations among the amounts and percentages of one paragraph.

    ``bases`` gives the budget amounts of the funds tables by concept: a rate in the text may have
    its base there (项目支出 95.64 万元，执行率 105.49%). ``wholes`` gives the amounts of the whole
    text by name: 占本年支出合计的 93.78% may stand far from 本年支出合计.
    """
    yield from _adjustment(paragraph)
    for statement in paragraph.statements:
        figure = statement.figure
        words = squeeze(figure.words)
        if figure.measure is Measure.SHARE and figure.comparator is Comparator.EQ:
            if _ADJUST_RATE.search(words):
                continue
            if words == "的" and (found_base := _of_base(paragraph, statement)) is not None:
                yield found_base
                continue
            if figure.role is Role.GROWTH:
                found_growth = list(_growth(paragraph, statement, lexicon))
                yield from found_growth or _change_rate(paragraph, statement, lexicon)
            elif figure.role is Role.SHARE:
                yield from _share(paragraph, statement, wholes)
            elif (found := _count_rate(paragraph, statement)) is not None:
                yield found
            elif _RATE_WORDS.search(words):
                yield from _rate(paragraph, statement, bases)
        elif statement.money and figure.role is Role.CHANGE:
            yield from _difference(paragraph, statement, lexicon)


def _adjustment(paragraph: Paragraph) -> Iterator[Relation]:
    """年初预算 ± 调整 = 调整后预算 of one subject in one paragraph (domain.md I1)."""
    groups: dict[str, list[Statement]] = {}
    for statement in paragraph.statements:
        if (
            statement.money
            and statement.main
            and statement.figure.role
            in (
                Role.BUDGET_INITIAL,
                Role.ADJUSTMENT,
                Role.BUDGET_FINAL,
            )
        ):
            key = statement.concept.id if statement.concept else ""
            groups.setdefault(key, []).append(statement)
    for group in groups.values():
        by_role: dict[Role, list[Statement]] = {}
        for statement in group:
            by_role.setdefault(statement.figure.role, []).append(statement)
        initial, final = by_role.get(Role.BUDGET_INITIAL), by_role.get(Role.BUDGET_FINAL)
        changes = by_role.get(Role.ADJUSTMENT)
        if not initial or not final or not changes or len(initial) > 1 or len(final) > 1:
            continue
        if not initial[0].figure.span < changes[0].figure.span < final[0].figure.span:
            continue
        terms = (initial[0].term, *(_signed(change) for change in changes))
        # 上年结转 told between the two may be part of the final budget or not.
        carried = tuple(
            s.term
            for s in paragraph.statements
            if s.money
            and s.main
            and s.figure.role is Role.CARRY_IN
            and initial[0].figure.span < s.figure.span < final[0].figure.span
        )
        yield Relation(
            kind="adjustment",
            formula=Formula.SUM,
            claim=final[0].term,
            terms=(*terms, *carried),
            measure=Measure.MONEY,
            alternatives=(terms,) if carried else (),
            why=(
                because(
                    "同一段中：调整后预算 = 年初预算 ± 调整数",
                    "in one paragraph: final budget = initial budget ± adjustment",
                ),
            ),
            confidence=0.93,
        )


def _signed(statement: Statement) -> Term:
    down = bool(_REDUCE.search(statement.figure.words))
    return term(statement.figure, statement.document, sign=-1 if down else 1)


def _rate(
    paragraph: Paragraph, rate: Statement, bases: dict[str, list[tuple[Role, Term]]]
) -> Iterator[Relation]:
    """Rate = executed ÷ budget; amounts of the same segment first, then of the paragraph."""
    counts = _target_and_actual(paragraph, rate)
    if counts is not None:
        yield counts
        return
    near = [s for s in paragraph.statements if s.money and _near(s, rate)]
    executed = _pick(near, rate, (Role.EXECUTED,))
    if executed is None:
        executed = _pick(
            [s for s in near if s.figure.role in (Role.OTHER, Role.EXECUTED)], rate, (Role.OTHER,)
        )
    if executed is None:
        return
    pool = [s for s in paragraph.statements if s.money and s is not executed]
    same = [s for s in pool if _near(s, rate)] if rate.main else []
    budgets = [s.term for role in _BUDGETS for s in same if s.figure.role is role]
    concept = executed.concept.id if executed.concept else "funds_total"
    if not rate.main:
        concept = executed.own_concept.id if executed.own_concept else ""
    subject_bases = [t for role in _BUDGETS for r, t in bases.get(concept, []) if r is role]
    if not budgets and rate.main:
        budgets = [
            s.term
            for role in _BUDGETS
            for s in pool
            if s.figure.role is role and s.main and _same_subject(s, executed)
        ]
    candidates = budgets or subject_bases
    if not candidates:
        return
    named = squeeze(rate.figure.words)
    if "年初" in named:
        candidates = list(reversed(candidates))
    extra = [t for t in (*budgets, *subject_bases) if t is not candidates[0]]
    yield Relation(
        kind="rate",
        formula=Formula.RATIO,
        claim=rate.term,
        terms=(executed.term, candidates[0]),
        measure=Measure.MONEY,
        alternatives=tuple((executed.term, t) for t in extra),
        why=(
            because(
                f"“{rate.figure.label}” = “{executed.figure.label}” ÷ “{candidates[0].label}”",
                f"'{rate.figure.label}' = '{executed.figure.label}' ÷ '{candidates[0].label}'",
            ),
        ),
        confidence=0.9,
    )


def _near(statement: Statement, other: Statement) -> bool:
    return statement.segment == other.segment and statement.depth == other.depth


def _same_subject(one: Statement, other: Statement) -> bool:
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
        why=(because("完成率 = 实际完成 ÷ 目标", "completion rate = actual ÷ target"),),
        confidence=0.92,
    )


def _of_base(paragraph: Paragraph, rate: Statement) -> Relation | None:
    """清淤 312.5 公里，为年度目标 300 公里的 104.2%: the base stands right before 的."""
    before = [s for s in paragraph.statements if s.figure.span < rate.figure.span]
    if len(before) < 2:
        return None
    base = before[-1]
    gap = paragraph.reading.document.text[base.figure.span.end : rate.figure.span.start]
    if squeeze(gap) != "的" or base.figure.measure not in _GROWING:
        return None
    amounts = [
        s
        for s in before[:-1]
        if s.sentence == rate.sentence
        and s.figure.unit == base.figure.unit
        and s.depth == base.depth
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


def _count_rate(paragraph: Paragraph, rate: Statement) -> Relation | None:
    """抽检 1240 批次，合格 1219 批次，合格率 98.3%: the rate names the count it is the share of."""
    match = _NAMED_RATE.search(squeeze(rate.figure.words))
    if match is None or not match[1]:
        return None
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
    named = [s for s in before if match[1] in squeeze(s.figure.words)]
    if not named:
        return None
    part = named[-1]
    wholes = [s for s in before if s.figure.span < part.figure.span]
    wholes = [s for s in wholes if s.figure.unit == part.figure.unit]
    if not wholes:
        return None
    return Relation(
        kind="rate",
        formula=Formula.RATIO,
        claim=rate.term,
        terms=(part.term, wholes[-1].term),
        measure=Measure.COUNT,
        alternatives=tuple((part.term, whole.term) for whole in wholes[:-1]),
        why=(
            because(
                f"“{match[1]}率” = “{part.figure.label}” ÷ “{wholes[-1].figure.label}”",
                f"'{match[1]}率' = '{part.figure.label}' ÷ '{wholes[-1].figure.label}'",
            ),
        ),
        confidence=0.9,
    )


def _share(
    paragraph: Paragraph, share: Statement, told: dict[str, list[Term]]
) -> Iterator[Relation]:
    """A 万元，占 B 的 40%: part ÷ the whole that the words name, or the whole of the list."""
    before = [
        s
        for s in paragraph.statements
        if s.figure.measure in _GROWING
        and s.figure.span < share.figure.span
        and s.depth == share.depth
        and s.figure.role is not Role.CHANGE
        and s.figure.period == share.figure.period
    ]
    near = [s for s in before if s.segment == share.segment]
    if not near:
        return
    part = near[-1]
    match = _SHARE_OF.search(squeeze(share.figure.words))
    named = normalise(match[1]) if match else ""
    within = None if match else _within(paragraph, share)
    same_unit = [s for s in before if s is not part and s.figure.unit == part.figure.unit]
    if named:
        wholes = [s for s in same_unit if _names(named, normalise(s.figure.label))]
    elif within:
        wholes = [s for s in same_unit if within in squeeze(s.figure.words)]
    elif share.marker is not None and not match:
        wholes = [
            s
            for s in same_unit
            if s.marker is None and s.figure.span.end - paragraph.span.start <= share.marker
        ][-1:]
    else:
        wholes = []
    terms = [whole.term for whole in wholes] or _elsewhere(named, part, told)
    if not terms:
        return
    yield Relation(
        kind="share",
        formula=Formula.RATIO,
        claim=share.term,
        terms=(part.term, terms[-1]),
        measure=part.figure.measure,
        alternatives=tuple((part.term, whole) for whole in terms[:-1]),
        why=(
            because(
                f"占比 = “{part.figure.label}” ÷ “{terms[-1].label}”",
                f"share = '{part.figure.label}' ÷ '{terms[-1].label}'",
            ),
        ),
        confidence=0.88,
    )


def _within(paragraph: Paragraph, share: Statement) -> str | None:
    """在有效问卷中，“非常满意”138 份，占 56.33%: the sentence opens with the whole's name."""
    at = share.figure.span.start - paragraph.span.start
    start = max((paragraph.text.rfind(mark, 0, at) for mark in "。\n"), default=-1) + 1
    match = _IN_WHOLE.match(paragraph.text, start)
    return squeeze(match[1]) if match else None


def distributed_shares(paragraph: Paragraph) -> Iterator[Relation]:
    """其中：A 640.4 万元、B 300 万元，占比分别为 68.1%、31.9%: shares in the order of the parts."""
    for index, first in enumerate(paragraph.statements):
        if first.figure.measure is not Measure.SHARE or not _RESPECTIVELY.search(
            squeeze(first.figure.words)
        ):
            continue
        shares = [first]
        for later in paragraph.statements[index + 1 :]:
            if later.figure.measure is not Measure.SHARE or later.segment != first.segment:
                break
            shares.append(later)
        parts = [
            s
            for s in paragraph.statements[:index]
            if s.marker is not None
            and s.sentence >= first.sentence - 1
            and s.figure.measure in _GROWING
        ]
        if len(parts) != len(shares) or len({s.figure.unit for s in parts}) != 1:
            continue
        marker = parts[0].marker or 0
        wholes = [
            s
            for s in paragraph.statements
            if s.marker is None
            and s.figure.unit == parts[0].figure.unit
            and s.figure.span.end - paragraph.span.start <= marker
        ]
        if not wholes:
            continue
        for share, part in zip(shares, parts, strict=True):
            yield Relation(
                kind="share",
                formula=Formula.RATIO,
                claim=share.term,
                terms=(part.term, wholes[-1].term),
                measure=part.figure.measure,
                why=(because("占比依次对应前列各项", "the shares follow the order of the parts"),),
                confidence=0.86,
            )


def _elsewhere(named: str, part: Statement, told: dict[str, list[Term]]) -> list[Term]:
    """The amount that the text tells under ``named`` in another paragraph, if it is one value."""
    if len(named) < 4:
        return []
    found = [
        whole
        for label, terms in told.items()
        if label == named or label.endswith(named)
        for whole in terms
        if whole.figure != part.figure.index and whole.document == part.document
    ]
    return found[:1] if len({whole.value for whole in found}) == 1 else []


def _names(named: str, label: str) -> bool:
    """Whether a label is what 占…的 names: one holds the other, and neither is a mere word."""
    return len(named) >= 4 and len(label) >= 4 and (named in label or label in named)


def _growth(paragraph: Paragraph, rate: Statement, lexicon: Lexicon) -> Iterator[Relation]:
    """2023年…60.13万元，2024年…25.77万元，比2023年…减少57.14%; 164 件，比上年的…增长 8.54%.

    The year compared with is named in the clause, or in the clause before it (比上年的 1,973 万元
    增加 82 万元，增长 4.18%). Amounts and counts of one unit are compared.
    """
    direction = _direction(rate.figure.words, lexicon)
    base = _compared_year(paragraph, rate)
    if not rate.main or direction == 0 or base is None:
        return
    # An item of a list speaks of one amount only: every mention of it may be the base.
    item = _ITEM.match(paragraph.text) is not None
    pool = [
        s
        for s in paragraph.statements
        if s.figure.measure in _GROWING
        and s.main
        and s.figure.span < rate.figure.span
        and (item or (s.sentence == rate.sentence and s.segment == rate.segment))
        and s.figure.role is not Role.CHANGE
        and s.figure.comparator is Comparator.EQ
    ]
    priors = [s for s in pool if s.figure.period == base]
    if len(priors) != 1:
        return
    currents = [
        s for s in pool if s.figure.period != base and s.figure.unit == priors[0].figure.unit
    ]
    if not currents:
        return
    current = currents[-1]
    yield Relation(
        kind="growth",
        formula=Formula.GROWTH,
        claim=term(rate.figure, rate.document, negate=direction < 0),
        terms=(current.term, priors[0].term),
        measure=current.figure.measure,
        alternatives=tuple((other.term, priors[0].term) for other in currents[:-1]),
        why=(
            because(
                f"增减率 = （“{current.figure.label}” − “{priors[0].figure.label}”）÷ 上期数",
                f"growth = ('{current.figure.label}' − '{priors[0].figure.label}') ÷ prior",
            ),
        ),
        confidence=0.92,
    )


def _change_rate(paragraph: Paragraph, rate: Statement, lexicon: Lexicon) -> Iterator[Relation]:
    """本年 16.99 万元…，比上年减少 0.86 万元，下降 4.82%: the amount before the change is implied.

    The change stands right before the rate, in the same direction; the amount it belongs to is the
    nearest one of its unit in the sentence, the earlier ones are admissible too.
    """
    direction = _direction(rate.figure.words, lexicon)
    before = [s for s in paragraph.statements if s.figure.span < rate.figure.span]
    if not before or direction == 0 or _compared_year(paragraph, rate) is None:
        return
    change = before[-1]
    if change.figure.role is not Role.CHANGE or change.segment != rate.segment:
        return
    if _compared_year(paragraph, change) is None:
        return  # 短收 6.96 亿元，同比下降 39.6%: the change is against the budget
    if _direction(change.figure.words, lexicon) != direction:
        return
    wholes = [
        s
        for s in before[:-1]
        if s.figure.unit == change.figure.unit
        and s.sentence >= rate.sentence - 1
        and s.depth == rate.depth
        and s.figure.role is not Role.CHANGE
        and s.figure.period != _compared_year(paragraph, rate)
    ]
    if not wholes:
        return
    wholes.reverse()
    delta = term(change.figure, change.document, negate=direction < 0)
    yield Relation(
        kind="growth",
        formula=Formula.CHANGE_RATE,
        claim=term(rate.figure, rate.document, negate=direction < 0),
        terms=(delta, wholes[0].term),
        measure=change.figure.measure,
        alternatives=tuple((delta, whole.term) for whole in wholes[1:4]),
        why=(
            because(
                f"增减率 = 增减额 ÷（“{wholes[0].figure.label}” ∓ 增减额）",
                f"growth = change ÷ ('{wholes[0].figure.label}' ∓ change)",
            ),
        ),
        confidence=0.88,
    )


def _compared_year(paragraph: Paragraph, statement: Statement) -> str | None:
    """The year that a change is measured against, by the last 比…年 before it in its segment."""
    at = statement.figure.span.start - paragraph.span.start
    start = max((paragraph.text.rfind(mark, 0, at) for mark in "；。;"), default=-1) + 1
    match = _last(_GROWTH_BASE, paragraph.text[start:at])
    if match is None:
        return None
    year = paragraph.reading.year
    return match[1] or (str(year - 1) if year else LAST_YEAR)


def _difference(paragraph: Paragraph, change: Statement, lexicon: Lexicon) -> Iterator[Relation]:
    """…701.61 万元，…717.52 万元，超出 15.91 万元: the difference of the two amounts before it."""
    words = change.figure.words
    pool = [
        s
        for s in paragraph.statements
        if s.money
        and s.sentence == change.sentence
        and s.segment == change.segment
        and s.depth == change.depth
        and s.marker == change.marker
        and s.figure.span < change.figure.span
        and s.figure.role is not Role.CHANGE
    ]
    direction = _direction(words, lexicon)
    if _AGAINST_BUDGET.search(squeeze(words)):
        yield from _against_budget(paragraph, change)
        return
    if direction == 0 or len(pool) < 2:
        return
    base = _compared_year(paragraph, change)
    if base is not None:
        priors = [s for s in pool if s.figure.period == base]
        currents = [s for s in pool if s.figure.period != base]
        if len(priors) != 1 or not currents:
            return
        # A budget between the result and last year's result is not what is compared.
        results = [s for s in currents if s.figure.role not in _BUDGETS] or currents
        current, prior = results[-1], priors[0]
    elif len(pool) == 2:
        prior, current = pool
    else:
        return
    yield Relation(
        kind="difference",
        formula=Formula.SUM,
        claim=term(change.figure, change.document, negate=direction < 0),
        terms=(current.term, term(prior.figure, prior.document, sign=-1)),
        measure=Measure.MONEY,
        alternatives=tuple(
            (other.term, term(prior.figure, prior.document, sign=-1))
            for other in pool
            if other not in (current, prior)
        ),
        why=(
            because(
                f"增减额 = “{current.figure.label}” − “{prior.figure.label}”",
                f"change = '{current.figure.label}' − '{prior.figure.label}'",
            ),
        ),
        confidence=0.9,
    )


def _against_budget(paragraph: Paragraph, change: Statement) -> Iterator[Relation]:
    """决算数大于年初预算数 207.81 万元: the paragraph's execution minus its budget."""
    before = [
        s
        for s in paragraph.statements
        if s.money and s.main and s.figure.span < change.figure.span and _same_subject(s, change)
    ]
    executed = [s for s in before if s.figure.role is Role.EXECUTED]
    budgets = [s for s in before if s.figure.role in _BUDGETS]
    if (
        len({s.figure.number for s in executed}) != 1
        or len({s.figure.number for s in budgets}) != 1
    ):
        return
    down = re.search(r"小于|低于|少于|减少|节约", change.figure.words) is not None
    yield Relation(
        kind="difference",
        formula=Formula.SUM,
        claim=term(change.figure, change.document, negate=down),
        terms=(executed[-1].term, term(budgets[-1].figure, change.document, sign=-1)),
        measure=Measure.MONEY,
        why=(because("决算数 − 预算数", "execution − budget"),),
        confidence=0.88,
    )


def balance_relations(paragraph: Paragraph) -> Iterator[Relation]:
    """收入总计…，支出总计… of one sentence are equal (domain.md §3.2)."""
    if re.search(r"相抵|结余|结转", paragraph.text):
        return  # the two sides may differ by what is left over
    totals: dict[str, Statement] = {}
    for statement in paragraph.statements:
        label = normalise(statement.figure.label)
        for name in ("收入总计", "支出总计"):
            if statement.money and statement.main and label.endswith(name):
                totals.setdefault(name, statement)
    if len(totals) == 2 and totals["收入总计"].sentence == totals["支出总计"].sentence:
        yield Relation(
            kind="balance",
            formula=Formula.EQUAL,
            claim=totals["支出总计"].term,
            terms=(totals["收入总计"].term,),
            measure=Measure.MONEY,
            why=(because("收入总计与支出总计应相等", "total income and expenditure are equal"),),
        )


def _direction(words: str, lexicon: Lexicon) -> int:
    """+1 or −1 by the last direction word, 0 when there is none."""
    best = (-1, 0)
    for sign, listed in ((1, lexicon.words["up"]), (-1, lexicon.words["down"])):
        for word in listed:
            best = max(best, (words.rfind(word), sign))
    return best[1] if best[0] >= 0 else 0


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    found = None
    for match in pattern.finditer(text):
        found = match
    return found
