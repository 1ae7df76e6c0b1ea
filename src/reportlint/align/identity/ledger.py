"""The amounts of one subject that stand far apart: 年初 ± 调整 = 全年预算, 全年预算 − 支出 = 结余.

Within a paragraph or a row of a table such amounts are held against each other elsewhere. Here the
operands are looked for by subject, role and year, in the text first and then in the tables; where
one is told with several values, each is admissible. They are only likely: what a budget of one
place leaves out another may take in.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice, product

from reportlint.align.amounts import signed_adjustment
from reportlint.align.terms import because
from reportlint.align.told_amounts import Amount
from reportlint.model.document import Message
from reportlint.model.fact import Formula, Relation, Term
from reportlint.model.figure import LEFT_ROLES, Measure, Role
from reportlint.model.settings import Lexicon

_MOST = 4  # readings of one statement
_CONFIDENCE = 0.75

Book = Mapping[Role, Sequence[Amount]]


def ledger_relations(
    texts: Sequence[Amount], cells: Sequence[Amount], lexicon: Lexicon
) -> Iterator[Relation]:
    """Adjustments and balances of the text, adjusted budgets of tables without 调整数, and the
    parts of a concept (基本支出 = 人员经费 + 公用经费) wherever the text tells them."""
    books: dict[tuple[int, str, str | None], dict[Role, list[Amount]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for amount in (*texts, *cells):
        if amount.role is not None and amount.subject:
            key = (amount.term.document, amount.subject, amount.figure.period)
            books[key][amount.role].append(amount)
    for book in books.values():
        yield from _adjusted(book)
        yield from _left(book)
    for (document, subject, period), book in books.items():
        concept = lexicon.concepts.get(subject)
        for parts in concept.parts if concept is not None else ():
            others = [books.get((document, part, period), {}) for part in parts]
            yield from _composed(book, others)


def _adjusted(book: Book) -> Iterator[Relation]:
    finals = book.get(Role.BUDGET_FINAL, ())
    initials = _distinct(book.get(Role.BUDGET_INITIAL, ()))
    changes = [c for c in book.get(Role.ADJUSTMENT, ()) if not c.table]
    if not finals or not initials or not changes:
        return
    moves = [[signed_adjustment(change.figure, change.term.document)] for change in changes]
    if len(changes) > 1:
        moves.append([item for one in moves for item in one])
    ways = [(first.term, *items) for first in initials for items in reversed(moves)]
    claim = next((final for final in finals if not final.table), finals[0])
    yield _relation(
        "adjustment",
        claim.term,
        ways,
        because("全年预算 = 年初预算 ± 调整", "full-year budget = initial budget ± adjustment"),
    )


def _left(book: Book) -> Iterator[Relation]:
    budgets = _distinct((*book.get(Role.BUDGET_FINAL, ()), *book.get(Role.BUDGET_INITIAL, ())))
    spent = _distinct(book.get(Role.EXECUTED, ()))
    for role in LEFT_ROLES:
        for claim in book.get(role, ()):
            ways = [(b.term, _minus(s.term)) for b in budgets for s in spent]
            if ways and not claim.table:
                yield _relation(
                    "residual",
                    claim.term,
                    ways,
                    because("结余 = 全年预算 − 支出", "balance = full-year budget − spending"),
                )


def _composed(book: Book, others: Sequence[Book]) -> Iterator[Relation]:
    """A whole of the text and its parts in one role; a part told with several values in each."""
    for role in (Role.BUDGET_INITIAL, Role.BUDGET_FINAL, Role.EXECUTED):
        wholes = _distinct([a for a in book.get(role, ()) if not a.table])
        parts = [_distinct(other.get(role, ())) for other in others]
        if not wholes or not all(parts):
            continue
        ways = list(islice((tuple(p.term for p in way) for way in product(*parts)), _MOST))
        for whole in wholes:
            yield _relation(
                "composition",
                whole.term,
                ways,
                because("总额 = 各构成部分之和", "a whole is the sum of its parts"),
            )


def _minus(item: Term) -> Term:
    return replace(item, sign=-item.sign)


def _distinct(amounts: Sequence[Amount]) -> list[Amount]:
    """One amount of each value, text before tables."""
    found: dict[object, Amount] = {}
    for amount in amounts:
        found.setdefault(amount.term.value, amount)
    return list(found.values())


def _relation(kind: str, claim: Term, ways: Sequence[tuple[Term, ...]], why: Message) -> Relation:
    return Relation(
        kind=kind,
        formula=Formula.SUM,
        claim=claim,
        terms=ways[0],
        measure=Measure.MONEY,
        alternatives=tuple(ways[1:_MOST]),
        settled=False,
        confidence=_CONFIDENCE,
        why=(why,),
    )
