"""Shares of one whole that a sentence lists: together they are 100% or less (domain.md CHG06)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from reportlint.align.rates import MEASURED
from reportlint.align.statements import CUMULATIVE, Paragraph, Statement
from reportlint.align.terms import because, words
from reportlint.model.fact import Formula, Relation
from reportlint.model.figure import Comparator, Measure, Role
from reportlint.model.settings import Lexicon
from reportlint.model.span import Span
from reportlint.model.vocabulary import normalise, squeeze

_OF = re.compile(
    r"(?:占|占比|比重|比例|所占)(?P<of>[^，；：、]{0,20}?)的?(?:比重|比例|百分比)?(?:约?为|达|分别为|是)?$"
)
_BARE = re.compile(r"(?:^|分别为|分别是|分别)[、，,和及]*$")
_COMPLETE = re.compile(
    r"(?:由|分为|划分为)(?P<items>[^，；。：:]{2,30})(?:组成|构成|[：:])|(?P<number>[两二三四五六])部分"
)
_NUMBERS = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6}
_WHOLE = Decimal(100)


def share_sum_relations(paragraph: Paragraph, lexicon: Lexicon) -> Iterator[Relation]:
    """One relation per list of shares; one that claims to be complete must reach 100%.

    Only shares of amounts of money, or of a complete list: people counted under several heads
    (党员, 女性) overlap, and their shares may exceed the whole.
    """
    overlapping = (*lexicon.words["overlapping"], *lexicon.words["nested_groups"])
    shares = [
        (index, s)
        for index, s in enumerate(paragraph.statements)
        if s.figure.measure is Measure.SHARE and s.figure.comparator is Comparator.EQ
    ]
    for _, group in groupby(shares, key=lambda item: _place(item[1])):
        members = list(group)
        if len(members) < 2 or not _one_whole([s for _, s in members]):
            continue
        start = paragraph.sentences[members[0][1].sentence].span.start
        text = paragraph.reading.document.text[start : members[-1][1].figure.span.end]
        if any(word in text for word in overlapping) or CUMULATIVE.search(squeeze(text)):
            continue
        parts = _parts(paragraph, [index for index, _ in members])
        complete = _is_complete(paragraph, [s for _, s in members], parts, lexicon)
        if parts is None or not (complete or _disjoint(members[0][1], parts)):
            continue
        yield _relation(paragraph, [s for _, s in members], complete=complete)


def _place(s: Statement) -> tuple[int, int | None, int]:
    return s.sentence, s.marker, s.depth


def _one_whole(shares: Sequence[Statement]) -> bool:
    """Whether every share names the same whole, or none; bare ones behind 分别为 belong to it."""
    found = [_OF.search(squeeze(s.figure.words)) for s in shares]
    if found[0] is None or shares[0].figure.role is not Role.SHARE:
        return False
    if len({s.figure.period for s in shares}) != 1:
        return False
    if "分别" in shares[0].figure.words:
        return all(_BARE.search(squeeze(s.figure.words)) for s in shares[1:])
    names = {normalise(match["of"]) if match is not None else None for match in found}
    return None not in names and len(names) == 1


def _parts(paragraph: Paragraph, indexes: Sequence[int]) -> list[Statement] | None:
    """The amount before each share, of one unit; [] when none is told, None when unclear."""
    parts: list[Statement] = []
    before = -1
    for index in indexes:
        between = paragraph.statements[max(before + 1, index - 1) : index]
        parts += [s for s in between if s.figure.measure in MEASURED]
        before = index
    if not parts:
        return []
    units = {s.figure.unit for s in parts}
    same = len(parts) == len(indexes) and len(units) == 1
    return parts if same and all(s.figure.role is not Role.CHANGE for s in parts) else None


def _disjoint(first: Statement, parts: Sequence[Statement]) -> bool:
    """Amounts of money behind one 其中 are parts of one whole."""
    return first.marker is not None and bool(parts) and all(s.money for s in parts)


def _is_complete(
    paragraph: Paragraph,
    shares: Sequence[Statement],
    parts: Sequence[Statement] | None,
    lexicon: Lexicon,
) -> bool:
    """A list that ends in 其他, or of as many shares as the sentence names parts."""
    last = shares[-1].figure
    tail = parts[-1].figure.words if parts else last.words
    if any(word in tail for word in lexicon.words["remainder"]):
        return True
    start = paragraph.sentences[shares[0].sentence].span.start - paragraph.span.start
    text = paragraph.text[shares[0].marker or start : last.span.end - paragraph.span.start]
    match = _COMPLETE.search(text)
    if match is None:
        return False
    named = match["number"]
    count = _NUMBERS[named] if named else len(re.split(r"[、和及与]", match["items"]))
    return count == len(shares)


def _relation(paragraph: Paragraph, shares: Sequence[Statement], *, complete: bool) -> Relation:
    first, last = shares[0].figure.span, shares[-1].figure.span
    claim = words(
        paragraph.reading.document,
        Span(first.start, last.end),
        label="占比之和",
        value=_WHOLE,
        document=paragraph.document,
    )
    return Relation(
        kind="share-sum",
        formula=Formula.SUM,
        claim=claim,
        terms=tuple(s.term for s in shares),
        measure=Measure.SHARE,
        exhaustive=complete,
        why=(because("同一总体的占比", "shares of one whole"),),
        confidence=0.8,
    )
