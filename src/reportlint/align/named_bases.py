"""The base that a rate names itself: 完成年初预算的 95%, 执行率(B/A) beside 全年预算数(A).

Where initial and full-year budget are both at hand, any of them clears a rate that only says
预算执行率. A rate that names its base is held against amounts of that name alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from reportlint.align.terms import because
from reportlint.model.fact import Relation, Term
from reportlint.model.figure import Measure
from reportlint.model.reading import Reading
from reportlint.model.vocabulary import squeeze

# What the words of the rate call its base, and how an amount of that name is called.
_NAMED = (
    (
        re.compile(
            r"(?:完成|为|达到?)(?:了)?年初(?:部门|批复|安排)?预算数?的|年初预算(?:完成|执行)率"
        ),
        re.compile(r"年初"),
        "年初预算",
        "the initial budget",
    ),
    (
        re.compile(
            r"(?:完成|为|达到?)(?:了)?(?:年初)?(?:调整后?|全年)(?:部门)?预算数?的"
            r"|(?:调整后?|全年)预算(?:完成|执行)率"
        ),
        re.compile(r"调整后?|全年(?:部门)?预算"),
        "调整后（全年）预算",
        "the full-year budget",
    ),
    (re.compile(r"[（(]B[/／÷]A[）)]"), re.compile(r"[（(]A[）)]"), "（A）栏", "column (A)"),
)


def named_base_relations(
    relations: Sequence[Relation], readings: Sequence[Reading]
) -> Iterator[Relation]:
    """For rates with several admissible bases: the rate over the bases that it names."""
    for relation in relations:
        if relation.kind != "rate" or relation.measure is not Measure.MONEY:
            continue
        found = next(
            (entry for entry in _NAMED if entry[0].search(_name(relation.claim, readings))), None
        )
        if found is None:
            continue
        _, called, zh, en = found
        sets = (relation.terms, *relation.alternatives)
        named = [terms for terms in sets if called.search(_name(terms[1], readings))]
        # With no other base the rate relation itself says all, but for a base of zero.
        if not named or (len(named) == len(sets) and named[0][1].value):
            continue
        yield replace(
            relation,
            kind="named-base",
            terms=named[0],
            alternatives=tuple(named[1:]),
            why=(because(f"该率写明以{zh}为基数", f"the rate names {en} as its base"),),
        )


def _name(term: Term, readings: Sequence[Reading]) -> str:
    """The words before a figure of running text, the head above a figure of a table."""
    if term.figure is None:
        return ""
    figure = readings[term.document].figures[term.figure]
    return squeeze(figure.words) or figure.label.rpartition(" ")[2]
