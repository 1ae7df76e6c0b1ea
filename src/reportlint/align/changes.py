"""Changes in running text: growth, difference, and what they are measured against."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reportlint.align.rates import BUDGETS, MEASURED, same_subject
from reportlint.align.statements import Paragraph, Statement, is_change
from reportlint.align.terms import because
from reportlint.model.fact import Formula, Relation, term
from reportlint.model.figure import Comparator, Measure, Role
from reportlint.model.settings import Lexicon
from reportlint.model.vocabulary import squeeze

_GROWTH_BASE = re.compile(r"(?:比|较|与|同比)\s*(?:(20\d\d)\s*年|上年|去年|上一年|(?<=同比))")
_ITEM = re.compile(r"^\s*(?:\d{1,3}[.．、]\s*)?[“\"]?[^”\"，。]{4,80}[（(]项[）)]")
_AGAINST_BUDGET = re.compile(
    r"(?:决算|支出|执行)数?(?:大于|小于|高于|低于|多于|少于|较|比)[^，；]{0,4}预算数?"
    r"(?:增加|减少|增长|下降|节约|超支)?$"
)
# 较年初预算的 178 万元压减 6 万元，较上年的 …: what something else is compared with.
_HELD_AGAINST = re.compile(r"[比较与](?!上年|去年)[^，。；]{0,8}(?:预算|计划|目标|任务)数?的?$")
# 比上年减少 2.7 万元，…，比预算节约 2.3 万元: held against another amount than last year's.
_OWN_BASE = re.compile(r"[比较与](?:年初|全年|调整后)?(?:预算|计划|目标)数?[^，；]{0,4}$")
_NAMES_NOTHING = re.compile(
    r"(?:[比较与同和]|相较)(?:于)?(?:上年|去年|20\d\d年)(?:度)?(?:同期)?的?"
)
_OPENS_COMPARED = re.compile(r"^(?:[比较与同和]|相较)")
_SHORTEST = 3
_MANY = 10
LAST_YEAR = "上年"  # the period of last year's figures where the report's year is unknown


def growth_relations(paragraph: Paragraph, rate: Statement, lexicon: Lexicon) -> Iterator[Relation]:
    """2023年…60.13万元，2024年…25.77万元，比2023年…减少57.14%; 164 件，比上年的…增长 8.54%.

    The year compared with is named in the clause, or in the clause before it (比上年的 1,973 万元
    增加 82 万元，增长 4.18%). Amounts and counts of one unit are compared.
    """
    way = direction(rate.figure.words, lexicon)
    base = compared_year(paragraph, rate)
    if not rate.main or way == 0 or base is None:
        return
    # An item of a list speaks of one amount only: every mention of it may be the base.
    item = _ITEM.match(paragraph.text) is not None
    pool = [
        s
        for s in paragraph.statements
        if s.figure.measure in MEASURED
        and s.main
        and s.figure.span < rate.figure.span
        and (item or (s.sentence == rate.sentence and s.segment == rate.segment))
        and not is_change(s)
        and s.figure.comparator is Comparator.EQ
    ]
    priors = [s for s in pool if s.figure.period == base]
    if len(priors) != 1:
        return
    currents = [
        s
        for s in pool
        if s.figure.period != base
        and _comparable(s, priors[0])
        and not _HELD_AGAINST.search(squeeze(s.figure.words))
    ]
    before = [] if currents else _told_before(paragraph, priors[0])
    currents = currents or before
    if not currents:
        return
    current = currents[-1]
    yield Relation(
        kind="growth",
        formula=Formula.GROWTH,
        claim=term(rate.figure, rate.document, negate=way < 0),
        terms=(current.term, priors[0].term),
        measure=current.figure.measure,
        alternatives=tuple((other.term, priors[0].term) for other in currents[:-1]),
        settled=not before or _is_meant(paragraph, before, priors[0]),
        why=(
            because(
                f"增减率 = （“{current.figure.label}” − “{priors[0].figure.label}”）÷ 上期数",
                f"growth = ('{current.figure.label}' − '{priors[0].figure.label}') ÷ prior",
            ),
        ),
        confidence=0.92,
    )


def _comparable(one: Statement, other: Statement) -> bool:
    """Whether two figures can be set against each other: money in any unit, else one unit."""
    return (one.money and other.money) or one.figure.unit == other.figure.unit


def stated_change_relations(
    paragraph: Paragraph, rate: Statement, lexicon: Lexicon
) -> Iterator[Relation]:
    """比上年 71,206 万元增加 3,241 万元，增长 4.55%: last year and the change are told."""
    way = direction(rate.figure.words, lexicon)
    before = [s for s in paragraph.statements if s.figure.span < rate.figure.span]
    base = compared_year(paragraph, rate)
    if way == 0 or len(before) < 2 or base is None:
        return
    prior, change = before[-2:]
    if (
        not is_change(change)
        or change.segment != rate.segment
        or prior.segment != rate.segment
        or {prior.depth, change.depth} != {rate.depth}
        or prior.figure.period != base
        or prior.figure.role is Role.CHANGE
        or not _comparable(prior, change)
        or direction(change.figure.words, lexicon) != way
    ):
        return
    yield Relation(
        kind="growth",
        formula=Formula.RATIO,
        claim=rate.term,
        terms=(change.term, prior.term),
        measure=change.figure.measure,
        why=(
            because(
                f"增减率 = 增减额 ÷ “{prior.figure.label}”",
                f"growth = change ÷ '{prior.figure.label}'",
            ),
        ),
        confidence=0.92,
    )


def change_rate_relations(
    paragraph: Paragraph, rate: Statement, lexicon: Lexicon
) -> Iterator[Relation]:
    """本年 16.99 万元…，比上年减少 0.86 万元，下降 4.82%: the amount before the change is implied.

    The change stands right before the rate, in the same direction; the amount it belongs to is the
    nearest one of its unit in the sentence, the earlier ones are admissible too.
    """
    way = direction(rate.figure.words, lexicon)
    before = [s for s in paragraph.statements if s.figure.span < rate.figure.span]
    if not before or way == 0 or compared_year(paragraph, rate) is None:
        return
    change = before[-1]
    if change.figure.role is not Role.CHANGE or change.segment != rate.segment:
        return
    if compared_year(paragraph, change) is None:
        return  # 短收 6.96 亿元，同比下降 39.6%: the change is against the budget
    if direction(change.figure.words, lexicon) != way:
        return
    wholes = [
        s
        for s in before[:-1]
        if s.figure.unit == change.figure.unit
        and s.sentence >= rate.sentence - 1
        and s.depth == rate.depth
        and s.figure.role is not Role.CHANGE
        and s.figure.period != compared_year(paragraph, rate)
    ]
    if not wholes:
        return
    if any(s.depth > rate.depth and s.sentence == rate.sentence for s in before):
        return  # the amount stands in a bracket of the same sentence
    wholes.reverse()
    delta = term(change.figure, change.document, negate=way < 0)
    yield Relation(
        kind="growth",
        formula=Formula.CHANGE_RATE,
        claim=term(rate.figure, rate.document, negate=way < 0),
        terms=(delta, wholes[0].term),
        measure=change.figure.measure,
        alternatives=tuple((delta, whole.term) for whole in wholes[1:_MANY]),
        # 与上年相比，执行数增加 492 万元: of an amount that an earlier sentence told, among others.
        settled=wholes[0].sentence == rate.sentence
        or (len(wholes) == 1 and _same_name(change, wholes[0])),
        why=(
            because(
                f"增减率 = 增减额 ÷（“{wholes[0].figure.label}” ∓ 增减额）",
                f"growth = change ÷ ('{wholes[0].figure.label}' ∓ change)",
            ),
        ),
        confidence=0.88,
    )


def _same_name(change: Statement, whole: Statement) -> bool:
    """Whether a change names nothing but what the amount before it is called."""
    named = re.sub(r"(?:净|各|均|分别)?(?:增加|减少|增长|下降|增|减)了?$", "", change.figure.label)
    return len(named) < _SHORTEST or named in whole.figure.label


def compared_year(paragraph: Paragraph, statement: Statement) -> str | None:
    """The year that a change is measured against, by the last 比…年 before it in its segment."""
    at = statement.figure.span.start - paragraph.span.start
    start = max((paragraph.text.rfind(mark, 0, at) for mark in "；。;"), default=-1) + 1
    match = _last(_GROWTH_BASE, paragraph.text[start:at])
    if match is None:
        return None
    year = paragraph.reading.year
    return match[1] or (str(year - 1) if year else LAST_YEAR)


def difference_relations(
    paragraph: Paragraph, change: Statement, lexicon: Lexicon
) -> Iterator[Relation]:
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
    way = direction(words, lexicon)
    if _AGAINST_BUDGET.search(squeeze(words)):
        yield from _against_budget(paragraph, change)
        return
    if way == 0 or not pool:
        return
    own = _OWN_BASE.search(squeeze(words)) is not None
    base = None if own else compared_year(paragraph, change)
    before: list[Statement] = []
    if base is not None:
        priors = [s for s in pool if s.figure.period == base]
        currents = [s for s in pool if s.figure.period != base]
        if len(priors) == 1 and not currents:
            currents = before = _told_before(paragraph, priors[0])
        if len(priors) != 1 or not currents:
            return
        # A budget between the result and last year's result is not what is compared.
        results = [s for s in currents if s.figure.role not in BUDGETS] or currents
        current, prior = results[-1], priors[0]
        openings = _opening_amounts(paragraph, prior)
        if openings:
            current = openings[-1]
            pool = [*pool, *openings]
        pool = [*pool, *before]
    elif len(pool) == 2 and _base_rank(pool[0]) != _base_rank(pool[1]) and _plain(words, lexicon):
        current, prior = sorted(pool, key=_base_rank)
    else:
        return
    yield Relation(
        kind="difference",
        formula=Formula.SUM,
        claim=term(change.figure, change.document, negate=way < 0),
        terms=(current.term, term(prior.figure, prior.document, sign=-1)),
        measure=Measure.MONEY,
        alternatives=tuple(
            (other.term, term(prior.figure, prior.document, sign=-1))
            for other in pool
            if other not in (current, prior)
        ),
        settled=not before or _is_meant(paragraph, before, prior),
        why=(
            because(
                f"增减额 = “{current.figure.label}” − “{prior.figure.label}”",
                f"change = '{current.figure.label}' − '{prior.figure.label}'",
            ),
        ),
        confidence=0.9,
    )


def _opening_amounts(paragraph: Paragraph, prior: Statement) -> list[Statement]:
    """三公经费 8.6 万元，其中公务接待费 2.4 万元，比上年的 9.4 万元减少 …: what the sentence is of.

    Only where last year's amount stands in the list and its clause names nothing of its own.
    """
    if prior.main or not only_compares(prior):
        return []
    return [
        s
        for s in paragraph.statements
        if s.sentence == prior.sentence
        and s.figure.span < prior.figure.span
        and s.money
        and s.main
        and s.figure.role is not Role.CHANGE
    ]


def _told_before(paragraph: Paragraph, prior: Statement) -> list[Statement]:
    """收入总计 x 万元。与上年的 y 万元相比，增加 …: what is compared, told in the sentence before.

    The one that is called as last year's amount is, if there is one; else any of them.
    """
    if not _OPENS_COMPARED.match(squeeze(prior.figure.words)):
        return []
    told = [
        s
        for s in paragraph.statements
        if s.sentence == prior.sentence - 1
        and s.main
        and not s.depth
        and _comparable(s, prior)
        and s.figure.role not in (Role.CHANGE, Role.TARGET)
        and s.figure.period != prior.figure.period
        and s.figure.comparator is Comparator.EQ
    ]
    named = [s for s in told if _is_named(paragraph, [s], prior)]
    # 预算 42 万元，决算 36.85 万元。与上年 33.20 万元相比: results are compared
    results = [s for s in told if s.figure.role not in BUDGETS]
    return named if len(named) == 1 else results or told


def _is_meant(paragraph: Paragraph, told: Sequence[Statement], prior: Statement) -> bool:
    """Whether one amount told is what last year's is compared with: by its name, or as the one
    result of a sentence that tells of one thing."""
    if _is_named(paragraph, told, prior):
        return True
    if len(told) > 1 or told[0].figure.role is not Role.EXECUTED:
        return False
    if not _NAMES_NOTHING.fullmatch(squeeze(prior.figure.words)):
        return False  # 与上年收入决算 1,000 万元相比
    document = paragraph.reading.document
    sentences = [paragraph.sentences[s.sentence].span for s in (told[0], prior)]
    before, own = map(document.slice, sentences)
    return "；" not in before and not re.search("剔除|扣除|不含|口径", own)


def _is_named(paragraph: Paragraph, told: Sequence[Statement], prior: Statement) -> bool:
    """Whether what was told is one amount, and last year's is called the same.

    Its name stands before it or behind: 与 2022 年度 798.20 万元的收入总计相比.
    """
    label = told[0].figure.label
    end = prior.figure.span.end - paragraph.span.start
    behind = re.split("[，,。；;]", paragraph.text[end:], maxsplit=1)[0]
    called = squeeze(prior.figure.label + " " + behind)
    return len(told) == 1 and len(label) >= _SHORTEST and label in called


def only_compares(prior: Statement) -> bool:
    """比上年的 9.4 万元: the clause opens with the comparison and names nothing of its own."""
    return re.match("[比较与同]", squeeze(prior.figure.words)) is not None


def _plain(words: str, lexicon: Lexicon) -> bool:
    """超出 15 万元 compares what was told; 压减配套 60 万元 has an object of its own."""
    told = re.sub(r"(?:[了近为达共额]|(?<!节)约|资金|经费|金额|支出)+$", "", squeeze(words))
    return told.endswith((*lexicon.words["up"], *lexicon.words["down"]))


def _base_rank(statement: Statement) -> int:
    """How clearly the words call an amount the base of a comparison (年初, 上年, 预算, 控制价)."""
    words = statement.figure.words
    if re.search(r"上年|去年|年初|期初|上期|(?:较|比|与)", words):
        return 2
    return 1 if re.search(r"预算|计划|控制价|限价|目标|限额|概算", words) else 0


def _against_budget(paragraph: Paragraph, change: Statement) -> Iterator[Relation]:
    """决算数大于年初预算数 207.81 万元: the paragraph's execution minus its budget."""
    before = [
        s
        for s in paragraph.statements
        if s.money and s.main and s.figure.span < change.figure.span and same_subject(s, change)
    ]
    executed = [s for s in before if s.figure.role is Role.EXECUTED]
    budgets = [s for s in before if s.figure.role in BUDGETS]
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


def direction(words: str, lexicon: Lexicon) -> int:
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
