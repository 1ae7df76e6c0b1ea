"""Which way an amount is said to have moved, against the amounts themselves (domain.md CHG03).

决算数大于年初预算数, 与上年持平, 比上年有所增加: words that give no figure; a figure behind them is
compared as a difference or a rate. 增加 5 万元，下降 3%: two figures of one change, two directions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from reportlint.align.changes import LAST_YEAR
from reportlint.align.rates import BUDGETS, MEASURED
from reportlint.align.statements import Paragraph, Statement
from reportlint.align.terms import because, term, words
from reportlint.model.fact import Formula, Relation, Term
from reportlint.model.figure import Comparator, Measure, Role
from reportlint.model.settings import Lexicon
from reportlint.model.span import Span
from reportlint.model.vocabulary import squeeze

_ROSE = ("增加", "增长", "上升", "提高")
_FELL = ("减少", "下降", "降低")
_MOVED = "|".join((*_ROSE, *_FELL))
# Only a bare direction word may stand before the rate: 执行率提高 3% is another quantity.
_RATE_OF_CHANGE = re.compile(
    rf"^[，,、（(]?(?:同比)?(?P<word>{_MOVED})了?(?:幅度?|率)?(?:为|达|约)?$"
)
_CHANGE = re.compile(rf"(?P<word>{_MOVED})了?(?:额)?(?:为|达|约)?$")
# 大于（小于） is a choice that nobody made; a figure or 的差额 behind it is no plain comparison.
_END = r"(?!\s*[（(/\d]|\s*(?:了|约|为|近|的差额?))"
_OTHER_MONEY = frozenset(
    {Role.CHANGE, Role.ADJUSTMENT, Role.BALANCE, Role.CARRY_IN, Role.CARRY_OUT}
)
_DENIED = re.compile(r"[未不无若如否]$|是否$|不能$")


def direction_relations(paragraph: Paragraph, lexicon: Lexicon) -> Iterator[Relation]:
    """Comparisons in words with the two amounts they speak of; changes told in two directions."""
    yield from _said(paragraph, lexicon)
    previous: Statement | None = None
    for s in paragraph.statements:
        if previous is not None:
            yield from _pair(paragraph, previous, s)
        yield from _negative(paragraph, s)
        previous = s


def _said(paragraph: Paragraph, lexicon: Lexicon) -> Iterator[Relation]:
    lists = lexicon.words
    more, less = "|".join(lists["more_than"]), "|".join(lists["less_than"])
    same, about = "|".join(lists["equal"]), "|".join(lists["about"])
    spent = r"(?:决算|执行|实际支出)数?"
    named = r"(?P<named>年初|调整后?|全年)?预算数?"
    budget = re.compile(rf"{spent}(?:(?P<more>{more})|(?P<less>{less})){named}{_END}")
    level = re.compile(
        rf"{spent}[与和同较比]{named}(?:相比)?[，,]?(?P<about>{about})?(?P<same>{same}){_END}"
    )
    year = re.compile(
        r"(?:比|较|与|同)\s*(?P<year>20\d\d\s*年|上年|去年|上一年)[^，。；、：（(\d]{0,14}?(?:相比)?"
        rf"(?P<about>{about})?(?:(?P<same>{same})|(?:有所)?(?:(?P<more>{'|'.join(_ROSE)})|(?P<less>{'|'.join(_FELL)})))"
        rf"(?=\s*(?:[，,。；;）)]|$|的主?要?原因))"
    )
    finders = ((budget, _spent_and_budget), (level, _spent_and_budget), (year, _now_and_before))
    for pattern, find in finders:
        for match in pattern.finditer(paragraph.text):
            if _DENIED.search(paragraph.text[: match.start()]):
                continue
            found = find(paragraph, match)
            if found is not None:
                yield _comparison(paragraph, match, *found)


_Pairs = tuple[tuple[Statement, Statement], tuple[tuple[Statement, Statement], ...]]


def _spent_and_budget(paragraph: Paragraph, match: re.Match[str]) -> _Pairs | None:
    """Spending and budget of the sentence that the words stand in, else of the one before it.

    With several amounts spent nothing says which of them the words mean.
    """
    at = paragraph.span.start + match.start()
    here = _sentence_at(paragraph, at)
    year = str(paragraph.reading.year)
    for number in (here, here - 1):
        pool = [
            s
            for s in paragraph.statements
            if s.money and s.sentence == number and s.figure.span.end <= at
        ]
        spent = [s for s in pool if s.figure.role is Role.EXECUTED]
        if not spent:
            continue
        role = _named_role(match["named"])
        budgets = [s for s in pool if s.figure.role in BUDGETS]
        budgets = [s for s in budgets if s.figure.role is role] or budgets
        both = [*spent, *budgets]
        if len(spent) != 1 or not budgets or (role is not None and len(budgets) != 1):
            return None
        if any(s.figure.period not in (None, year) or not _plain(s) for s in both):
            return None
        pairs = tuple((spent[0], budget) for budget in budgets)
        return pairs[-1], pairs[:-1]
    return None


def _named_role(named: str | None) -> Role | None:
    if named is None:
        return None
    return Role.BUDGET_INITIAL if named == "年初" else Role.BUDGET_FINAL


def _now_and_before(paragraph: Paragraph, match: re.Match[str]) -> _Pairs | None:
    """The amount of the year compared with, and the amounts of the same sentence beside it."""
    at = paragraph.span.start + match.start()
    here = _sentence_at(paragraph, at)
    year = paragraph.reading.year
    named = re.match(r"20\d\d", match["year"])
    base = named[0] if named else str(year - 1) if year else LAST_YEAR
    start = max((paragraph.text.rfind(mark, 0, match.start()) for mark in "；;。"), default=-1)
    pool = [
        s
        for s in paragraph.statements
        if s.figure.measure in MEASURED
        and s.main
        and s.sentence == here
        and paragraph.span.start + start < s.figure.span.start < at
        and s.figure.role not in _OTHER_MONEY
    ]
    priors = [s for s in pool if s.figure.period == base]
    if len(priors) != 1 or not all(_plain(s) for s in pool):
        return None
    unit = priors[0].figure.unit
    currents = [s for s in pool if s.figure.period != base and s.figure.unit == unit]
    if not currents:
        return None
    pairs = tuple((current, priors[0]) for current in currents)
    return pairs[-1], pairs[:-1]


def _sentence_at(paragraph: Paragraph, at: int) -> int:
    for number, sentence in enumerate(paragraph.sentences):
        if sentence.span.start <= at < sentence.span.end:
            return number
    return -1


def _plain(statement: Statement) -> bool:
    return statement.figure.comparator is Comparator.EQ


def _comparison(
    paragraph: Paragraph,
    match: re.Match[str],
    main: tuple[Statement, Statement],
    others: tuple[tuple[Statement, Statement], ...],
) -> Relation:
    """The words as a bound on first − second: ≥ 0, ≤ 0, or 0."""
    span = Span(paragraph.span.start + match.start(), paragraph.span.start + match.end())
    said = words(
        paragraph.reading.document,
        span,
        value=Decimal(0),
        scale=main[0].figure.scale,
        document=paragraph.document,
    )
    groups = match.groupdict()
    if groups.get("about") and groups.get("same"):
        base = main[1].term
        loose = replace(base, span=span, text=said.text, figure=None, comparator=Comparator.AROUND)
        sets = [(one.term, other.term) for one, other in (main, *others)]
        return _relation(loose, sets, Formula.EQUAL, main[0].figure.measure)
    if not groups.get("same"):
        bound = Comparator.GT if groups.get("more") else Comparator.LT
        said = replace(said, number="0", comparator=bound)
    sets = [
        (one.term, term(other.figure, other.document, sign=-1)) for one, other in (main, *others)
    ]
    return _relation(said, sets, Formula.SUM, main[0].figure.measure)


def _relation(
    claim: Term, sets: Sequence[tuple[Term, Term]], formula: Formula, measure: Measure
) -> Relation:
    first, second = sets[0]
    return Relation(
        kind="direction",
        formula=formula,
        claim=claim,
        terms=sets[0],
        alternatives=tuple(sets[1:]),
        measure=measure,
        why=(
            because(
                f"“{claim.text}”所比较的是“{first.label}”与“{second.label}”",
                f"'{claim.text}' compares '{first.label}' with '{second.label}'",
            ),
        ),
        confidence=0.9,
    )


def _pair(paragraph: Paragraph, change: Statement, rate: Statement) -> Iterator[Relation]:
    """增加 5 万元，下降 3%: the amount and the rate of one change."""
    if change.figure.measure not in MEASURED or rate.figure.measure is not Measure.SHARE:
        return
    text = paragraph.reading.document.text
    between = squeeze(text[change.figure.span.end : rate.figure.span.start])
    one, other = _CHANGE.search(squeeze(change.figure.words)), _RATE_OF_CHANGE.match(between)
    if one is None or other is None or (one["word"] in _ROSE) == (other["word"] in _ROSE):
        return
    if change.figure.value <= 0 or rate.figure.value <= 0:
        return
    end = rate.figure.span.end
    start = text.rfind(other["word"], change.figure.span.end, end)
    claim = words(
        paragraph.reading.document, Span(start, end), document=paragraph.document, label="变动比率"
    )
    yield Relation(
        kind="direction-pair",
        formula=Formula.CLAIM,
        claim=claim,
        terms=(change.term,),
        measure=Measure.SHARE,
        why=(because("同一变动的金额与比率", "amount and rate of one change"),),
        confidence=0.9,
    )


def _negative(paragraph: Paragraph, change: Statement) -> Iterator[Relation]:
    """增加 −5 万元: a direction word and a sign that takes it back."""
    figure = change.figure
    if figure.value >= 0 or figure.measure not in (*MEASURED, Measure.SHARE, Measure.POINTS):
        return
    match = _CHANGE.search(squeeze(figure.words))
    if match is None:
        return
    at = figure.span.start
    start = paragraph.reading.document.text.rfind(match["word"], 0, at)
    span = Span(start, start + len(match["word"]))
    yield Relation(
        kind="direction-sign",
        formula=Formula.CLAIM,
        claim=change.term,
        terms=(words(paragraph.reading.document, span, document=paragraph.document),),
        measure=figure.measure,
        why=(because("增减词与正负号", "a word of direction and a sign"),),
        confidence=0.9,
    )
