"""Counts of one sentence that likely make one another up, without a word that says so.

评估 3,120 人，评定为失能 1,286 人、部分失能 1,412 人、能力完好 422 人 lists the parts of what was
told before; 抽查 320 张，合格 314 张，6 张不规范 leaves the rest. Such a sum may hold, but never
fails.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from reportlint.align.statements import (
    NO_AMOUNT,
    Paragraph,
    Statement,
    between_figures,
    counted_alike,
)
from reportlint.align.terms import because
from reportlint.model.fact import Formula, Relation, Term
from reportlint.model.figure import Comparator, Measure
from reportlint.model.vocabulary import squeeze

_COUNTED = frozenset({Measure.COUNT, Measure.EXTENT})
_LISTED = re.compile(r"、[^，。；]{1,16}|[和及与][^，。；、]{1,16}")
_REST = re.compile(
    r"未|不(?=合格|达标|规范|符|满意|及时)|仍有|尚[有余]|还有|其余|剩余|余下|另有|缺口?|因"
)
_REST_BEHIND = re.compile(
    r"\s*[^，。；\d]{0,16}(?:未|不(?:合格|达标|规范|符|满意|及时)|推迟|延期|结转)"
)
_LEAST = 2
_MOST = 6
_CONFIDENCE = 0.72


def likely_parts(paragraph: Paragraph) -> Iterator[Relation]:
    """Enumerations behind a count of their unit, and counts of what is left of another."""
    yield from _enumerated(paragraph)
    yield from _remainders(paragraph)


def _enumerated(paragraph: Paragraph) -> Iterator[Relation]:
    statements = [s for s in paragraph.statements if _is_plain(s)]
    at = 0
    while at < len(statements):
        items = [statements[at]]
        for s in statements[at + 1 :]:
            if not _goes_on(paragraph, items[-1], s):
                break
            items.append(s)
        if len(items) >= _LEAST:
            wholes = [
                s
                for s in statements[:at]
                if s.sentence == items[0].sentence and _alike(s, items[0])
            ]
            if wholes:
                yield _relation(
                    wholes[-1].term,
                    [item.term for item in items],
                    [other.term for other in reversed(wholes[:-1])],
                    "顿号列出的各项之和",
                    "what the list adds up to",
                )
        at += len(items)


def _remainders(paragraph: Paragraph) -> Iterator[Relation]:
    statements = [s for s in paragraph.statements if _is_plain(s)]
    for at, rest in enumerate(statements):
        behind = paragraph.text[rest.figure.span.end - paragraph.span.start :]
        if not _REST.search(squeeze(rest.figure.words)) and not _REST_BEHIND.match(behind):
            continue
        pool = [
            s
            for s in statements[:at]
            if rest.sentence - 1 <= s.sentence <= rest.sentence and _alike(s, rest)
        ][-_MOST:]
        ways = [
            (whole.term, replace(part.term, sign=-1))
            for number, part in reversed(list(enumerate(pool)))
            for whole in reversed(pool[:number])
        ]
        if ways:
            yield Relation(
                kind="remainder",
                formula=Formula.SUM,
                claim=rest.term,
                terms=ways[0],
                alternatives=tuple(ways[1:]),
                measure=rest.figure.measure,
                settled=False,
                confidence=_CONFIDENCE,
                why=(because("余下的数 = 总数 − 已完成的数", "the rest of a count"),),
            )


def _relation(
    claim: Term, terms: Sequence[Term], others: Sequence[Term], zh: str, en: str
) -> Relation:
    return Relation(
        kind="sub-count",
        formula=Formula.SUM,
        claim=claim,
        terms=tuple(terms),
        other_claims=tuple(others),
        measure=claim.measure or Measure.COUNT,
        settled=False,
        confidence=_CONFIDENCE,
        why=(because(zh, en),),
    )


def _is_plain(s: Statement) -> bool:
    figure = s.figure
    counted = figure.measure in _COUNTED or s.money
    plain = counted and figure.comparator is Comparator.EQ and not s.depth
    return plain and s.marker is None and figure.role not in NO_AMOUNT


def _alike(one: Statement, other: Statement) -> bool:
    if one.figure.measure is not other.figure.measure or one.figure.period != other.figure.period:
        return False
    return one.money or counted_alike(one.figure.unit, other.figure.unit)


def _goes_on(paragraph: Paragraph, one: Statement, other: Statement) -> bool:
    """Whether 、 and a name alone stand between two items."""
    between = squeeze(between_figures(paragraph, one, other))
    return _alike(one, other) and _LISTED.fullmatch(between) is not None
