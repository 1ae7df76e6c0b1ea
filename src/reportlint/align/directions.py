"""Which way an amount is said to have moved, against the amounts themselves (domain.md CHG03).

决算数大于年初预算数, 与上年持平, 比上年有所增加: words that give no figure; a figure behind them is
compared as a difference or a rate.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from reportlint.align.changes import LAST_YEAR
from reportlint.align.rates import BUDGETS, MEASURED
from reportlint.align.statements import Paragraph, Statement
from reportlint.align.terms import because
from reportlint.model.fact import Formula, Relation, Term
from reportlint.model.figure import Comparator, Role
from reportlint.model.settings import Lexicon
from reportlint.model.span import Span

ROSE = ("增加", "增长", "上升", "提高")
FELL = ("减少", "下降", "降低")
# 大于（小于） is a choice that nobody made; a figure or 的差额 behind it is no plain comparison.
_END = r"(?!\s*[（(/\d]|\s*(?:了|约|为|近|的差额?))"
_OTHER_MONEY = frozenset(
    {Role.CHANGE, Role.ADJUSTMENT, Role.BALANCE, Role.CARRY_IN, Role.CARRY_OUT}
)
_DENIED = re.compile(r"[未不无若如否]$|是否$|不能$")


def direction_relations(paragraph: Paragraph, lexicon: Lexicon) -> Iterator[Relation]:
    """Comparisons in words, each with the two amounts that it speaks of."""
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
        rf"(?P<about>{about})?(?:(?P<same>{same})|(?:有所)?(?:(?P<more>{'|'.join(ROSE)})|(?P<less>{'|'.join(FELL)})))"
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
    spent = re.search(r"决算|执行", match[0]) is not None
    if (spent and priors[0].figure.role in BUDGETS) or (
        not spent and "预算" in match[0] and priors[0].figure.role is Role.EXECUTED
    ):
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
    """The words stand for the side that is to be the smaller one, or for the second of two equals.

    In every reading the operands are the amount compared with, and then the one the words carry.
    """
    span = Span(paragraph.span.start + match.start(), paragraph.span.start + match.end())
    text = paragraph.reading.document.slice(span)
    groups = match.groupdict()
    equal, fell = bool(groups.get("same")), bool(groups.get("less"))
    loose = equal and bool(groups.get("about"))
    claims: list[Term] = []
    sets: list[tuple[Term, ...]] = []
    for first, second in (main, *others):
        carried, other = (first.term, second.term) if fell else (second.term, first.term)
        loosely = Comparator.AROUND if loose else Comparator.EQ
        said = replace(carried, span=span, text=text, figure=None, comparator=loosely)
        claims.append(said)
        sets.append((other, carried))
    one, two = main[0].figure.label, main[1].figure.label
    return Relation(
        kind="direction",
        formula=Formula.EQUAL if equal else Formula.AT_MOST,
        claim=claims[0],
        other_claims=tuple(claims[1:]),
        terms=sets[0],
        alternatives=tuple(sets[1:]),
        measure=main[0].figure.measure,
        why=(because(f"“{text}”比较“{one}”与“{two}”", f"'{text}' compares '{one}' with '{two}'"),),
        confidence=0.9,
    )
