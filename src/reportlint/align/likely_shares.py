"""Shares that do not say of what: 社会保障支出 2,391 万元，占 97.6%；住房保障支出 59 万元，占 2.4%.

The whole was told before, in the paragraph or in those above it: each amount that comes into
question is admissible, so that such a share can be borne out, but never fails. Amounts that are
each followed by a share are parts of one whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reportlint.align.list_wholes import commensurable
from reportlint.align.rates import MEASURED
from reportlint.align.statements import NO_AMOUNT, Paragraph, Statement
from reportlint.align.terms import because
from reportlint.model.fact import Formula, Relation
from reportlint.model.figure import Comparator, Measure, Role
from reportlint.model.vocabulary import normalise, squeeze

_SHARE = re.compile(r"占[^，；：]{0,20}?的?(?:比重|比例|比)?(?:约?为|达到?)?$")
_OF_WHAT = re.compile(
    r"(?:占|相当于)(?:了|到)?([^，；：]{2,16}?)的?(?:比重|比例|比)?(?:约?为|达到?)?$"
)
# What 占总支出 and 占年初预算 mean by their role, whatever the amount is called.
_BY_ROLE = (
    (re.compile(r"年初[^，]{0,6}预算|预算总额|部门预算"), Role.BUDGET_INITIAL),
    (re.compile(r"(?:全年|调整后)[^，]{0,4}预算"), Role.BUDGET_FINAL),
    (re.compile(r"结转|结余"), Role.CARRY_OUT),
    (re.compile(r"支出|执行"), Role.EXECUTED),
)
_CHANGED = frozenset({Role.CHANGE, Role.GROWTH, Role.PRIOR, Role.TARGET})
_SHORTEST = 3
_MOST = 8
_CONFIDENCE = 0.7


def likely_shares(
    paragraph: Paragraph, before: Sequence[Paragraph], told: Sequence[Paragraph]
) -> Iterator[Relation]:
    """Every share right behind an amount, and the sum of the amounts that have one.

    ``before``: the paragraphs under the same heading, or those beside it, the nearest first;
    ``told``: all paragraphs of running text before this one, for a whole that the share names.
    """
    parts: list[Statement] = []
    for at, share in enumerate(paragraph.statements):
        part = paragraph.statements[at - 1] if at else None
        if part is None or not _is_share_of(share, part):
            continue
        wholes = _named_wholes(share, part, paragraph, told)
        wholes += _wholes(paragraph, before, part, parts)
        wholes = wholes[:_MOST]
        if wholes:
            yield Relation(
                kind="share",
                formula=Formula.RATIO,
                claim=share.term,
                terms=(part.term, wholes[0].term),
                measure=part.figure.measure,
                alternatives=tuple((part.term, whole.term) for whole in wholes[1:]),
                settled=False,
                confidence=_CONFIDENCE,
                why=(because("占比 = 该项 ÷ 前文的总额", "share of a total told before"),),
            )
        if parts and (part.figure.unit != parts[0].figure.unit or part.depth != parts[0].depth):
            parts = []
        parts.append(part)
    if len(parts) > 1:
        wholes = _wholes(paragraph, before, parts[0], parts)
        if wholes:
            yield Relation(
                kind="breakdown",
                formula=Formula.SUM,
                claim=wholes[0].term,
                terms=tuple(part.term for part in parts),
                measure=parts[0].figure.measure,
                other_claims=tuple(whole.term for whole in wholes[1:]),
                exhaustive=False,
                settled=False,
                confidence=_CONFIDENCE,
                why=(because("各项均注明占比", "each of the amounts is given with its share"),),
            )


def _is_share_of(share: Statement, part: Statement) -> bool:
    figure = share.figure
    return (
        figure.measure is Measure.SHARE
        and figure.role is Role.SHARE
        and figure.comparator is Comparator.EQ
        and part.figure.measure in MEASURED
        and part.segment == share.segment
        and part.depth == share.depth
        and part.figure.role not in NO_AMOUNT
        and _SHARE.search(squeeze(figure.words)) is not None
    )


def _named_wholes(
    share: Statement, part: Statement, paragraph: Paragraph, told: Sequence[Paragraph]
) -> list[Statement]:
    """占总支出的 45%, 占年末在册人数的 46%: what the words call the whole, told anywhere before."""
    match = _OF_WHAT.search(squeeze(share.figure.words))
    if match is None:
        return []
    name = normalise(match[1])
    role = next((role for pattern, role in _BY_ROLE if pattern.search(name)), None)
    found = []
    for s in _backwards(paragraph, told, part):
        if not _fits(s, part):
            continue
        label = normalise(s.figure.label)
        alike = len(label) >= _SHORTEST and (label in name or name in label)
        if alike or (role is not None and s.figure.role is role and s.main):
            found.append(s)
            if len(found) == _MOST:
                break
    return found


def _backwards(
    paragraph: Paragraph, told: Sequence[Paragraph], part: Statement
) -> Iterator[Statement]:
    here = [s for s in paragraph.statements if s.figure.span < part.figure.span]
    yield from reversed(here)
    for earlier in reversed(told):
        yield from reversed(earlier.statements)


def _fits(s: Statement, part: Statement) -> bool:
    """Whether an amount may be the whole of a part: of its unit, its year, and as large."""
    figure, own = s.figure, part.figure
    return (
        commensurable(s, part)
        and figure.period == own.period
        and s.depth == 0
        and figure.role not in _CHANGED
        and figure.value * figure.scale >= own.value * own.scale
    )


def _wholes(
    paragraph: Paragraph,
    before: Sequence[Paragraph],
    part: Statement,
    parts: Sequence[Statement],
) -> list[Statement]:
    """Amounts told before the first part, the nearest first; then those of the paragraphs above."""
    first = parts[0] if parts else part
    here = [s for s in paragraph.statements if s.figure.span < first.figure.span]
    above = [s for earlier in before for s in reversed(earlier.statements)]
    found = [
        s
        for s in (*reversed(here), *above)
        if commensurable(s, part)
        and s.figure.period == part.figure.period
        and s.figure.role not in NO_AMOUNT
        and s.depth == 0
    ]
    return found[:_MOST]
