"""Shares in running text: part, whole, and which of the amounts told is the whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reportlint.align.list_wholes import commensurable
from reportlint.align.rates import MEASURED
from reportlint.align.statements import Paragraph, Statement, named_before
from reportlint.align.terms import because
from reportlint.model.fact import Formula, Relation, Term
from reportlint.model.figure import Measure, Role
from reportlint.model.vocabulary import normalise, squeeze

_SHARE_OF = re.compile(
    r"占(?:了)?([^，；：]{2,20}?)(?:总额|总数)?的?(?:比重|比例)?(?:为|达|达到)?$"
)
_RESPECTIVELY = re.compile(
    r"(?:占比|比重|比例|占)(?:分别|依次)(?:为|是|占)?$"
    r"|(?:分别|依次)占[^，；、]{0,12}?的?(?:比重|比例)?(?:为)?$"
)
_PART_TAKES = re.compile(
    r"(?:^|[，、；])([\u4e00-\u9fff“”（）]{2,16})(?:所)?占(?:比|[^，；]{0,8}的?(?:比重|比例))?(?:为|达)?$"
)
_BARE = re.compile(r"(?:^|[，、；])占(?:比)?(?:为)?$")
_TELLING = 6
_LIST = 2
_TOTALLED = re.compile(
    r"(?:收入|支出|资金|预算|经费)?(?:总计|合计|共计|总额|总数)$|总(?:收入|支出|投资|预算)$"
)
_IN_WHOLE = re.compile(r"\s*在([^，。；]{2,10})中[，,]")


def share_relations(
    paragraph: Paragraph, share: Statement, told: dict[str, list[Statement]]
) -> Iterator[Relation]:
    """A 万元，占 B 的 40%: part ÷ the whole that the words name, or the whole of the list."""
    before = [
        s
        for s in paragraph.statements
        if s.figure.measure in MEASURED
        and s.figure.span < share.figure.span
        and s.depth == share.depth
        and s.figure.role is not Role.CHANGE
        and s.figure.period == share.figure.period
    ]
    near = [s for s in before if s.segment == share.segment]
    if not near or _RESPECTIVELY.search(squeeze(share.figure.words).rstrip("、，和与及")):
        return
    part = _named_part(share, near)
    if part is None:
        return  # 公办在园占比: the part it names was not told
    match = _SHARE_OF.search(squeeze(share.figure.words))
    named = normalise(match[1]) if match else ""
    within = None if match else _within(paragraph, share)
    same_unit = [s for s in before if s is not part and commensurable(s, part)]
    listed = share.marker is not None and not match
    bare = not (named or within or listed) and bool(_BARE.search(squeeze(share.figure.words)))
    if named:
        wholes = [s for s in same_unit if _names(named, normalise(s.figure.label))]
        wholes = _of_its_subject(wholes, same_unit, named)
    elif within:
        wholes = [s for s in same_unit if within in squeeze(s.figure.words)]
    elif listed and share.marker is not None:
        earlier = [s for s in same_unit if s.figure.span.end - paragraph.span.start <= share.marker]
        named_whole = named_before(paragraph, earlier, share.marker)
        wholes = [named_whole] if named_whole is not None else _before_list(share, earlier)
    elif bare:
        wholes = _opening_total(paragraph, share, same_unit)
    else:
        wholes = []
    wide = _wide_enough(part, wholes)
    narrowed = len(wide) < len(wholes)
    wholes = wide
    terms = [whole.term for whole in wholes] or _elsewhere(named, part, told)
    if not terms:
        return
    listed_whole = _whole_of_list(part, share, before)
    yield Relation(
        kind="share",
        formula=Formula.RATIO,
        claim=share.term,
        terms=(part.term, terms[-1]),
        measure=part.figure.measure,
        alternatives=(
            *((part.term, whole) for whole in terms[:-1]),
            *((listed_whole.term, whole) for whole in terms if listed_whole is not None),
        ),
        # 基本支出 x 万元，其中…；项目支出 y 万元，占 z%: behind the semicolon the list is over.
        settled=not bare
        and not narrowed
        and not (listed and wholes and _part_itself(paragraph, share, wholes[-1]))
        and not (listed and _beside_its_whole(paragraph, share))
        # 本年收入 of another section is as often that of one fund.
        and (bool(wholes) or len(named) >= _TELLING),
        why=(
            because(
                f"占比 = “{part.figure.label}” ÷ “{terms[-1].label}”",
                f"share = '{part.figure.label}' ÷ '{terms[-1].label}'",
            ),
        ),
        confidence=0.88,
    )


def _whole_of_list(
    part: Statement, share: Statement, before: Sequence[Statement]
) -> Statement | None:
    """余额 218 亿元，其中 A 86 亿元、B 132 亿元，占全市的 34%: maybe of what is split up."""
    items = [s for s in before if s.marker is not None and s.marker == part.marker]
    if len(items) < _LIST or items[-1] is not part or share.marker != part.marker:
        return None
    wholes = [s for s in before if s.figure.span < items[0].figure.span and s.main]
    return wholes[-1] if wholes and commensurable(wholes[-1], part) else None


def _wide_enough(part: Statement, wholes: Sequence[Statement]) -> list[Statement]:
    """A part lies within its whole: a smaller amount beside it is none, where a larger one is."""
    size = part.figure.value * part.figure.scale
    wide = [s for s in wholes if s.figure.value * s.figure.scale >= size]
    return wide or list(wholes)


def _before_list(share: Statement, earlier: Sequence[Statement]) -> list[Statement]:
    """Amounts that the list of a share may split up, the likeliest last.

    The items of other lists count only beside an amount that is in none.
    """
    wholes = [s for s in earlier if s.marker is None]
    if not wholes:
        return []
    # 年中调整增加 x，其中 …，调整后 y。按来源分：…: the change is not what is split up
    amounts = [s for s in wholes if s.figure.role is not Role.ADJUSTMENT]
    told_in_lists = [s for s in earlier if s.marker is not None and s.marker != share.marker]
    return [*told_in_lists, *(amounts or wholes)]


def _of_its_subject(
    wholes: list[Statement], same_unit: Sequence[Statement], named: str
) -> list[Statement]:
    """基本支出预算 x 万元，实际支出 y 万元，占基本支出的 z%: either amount may be meant."""
    subjects = {s.concept.id for s in wholes if s.concept is not None}
    named_by = [s for s in same_unit if s.concept is not None and s.concept.id in subjects]
    if not any(named == normalise(w) for s in named_by if s.concept for w in s.concept.words):
        return wholes
    return [s for s in same_unit if s in wholes or s in named_by]


def _part_itself(paragraph: Paragraph, share: Statement, whole: Statement) -> bool:
    """女性 169 人，占 45%。年龄构成为：…: the amount before is a part with its share."""
    if whole.sentence == share.sentence:
        return False
    behind = [s for s in paragraph.statements if whole.figure.span < s.figure.span]
    return bool(behind) and behind[0].figure.measure is Measure.SHARE


def _beside_its_whole(paragraph: Paragraph, share: Statement) -> bool:
    """Whether the amount before 其中 has a share of its own, and this one stands behind the list.

    收入 x 万元，其中：A 占 97%；B 占 3% lists the parts of x; 基本支出 x，占 53%，其中…；项目支出
    y，占 47% sets two amounts side by side.
    """
    if share.marker is None:
        return False
    opens = paragraph.span.start + share.marker
    if "；" not in paragraph.reading.document.text[opens : share.figure.span.start]:
        return False
    before = [s for s in paragraph.statements if s.figure.span.end <= opens]
    return bool(before) and before[-1].figure.measure is Measure.SHARE


def _opening_total(
    paragraph: Paragraph, share: Statement, same_unit: Sequence[Statement]
) -> list[Statement]:
    """支出合计 3026 万元，基本支出 1335 万元，占 44.13%: the total the paragraph opens with."""
    first = next((s for s in paragraph.statements if s.main), None)
    if (
        first is None
        or first not in same_unit
        or not _TOTALLED.search(normalise(first.figure.label))
    ):
        return []
    between = [
        s for s in same_unit if s is not first and _TOTALLED.search(normalise(s.figure.label))
    ]
    return [] if between else [first]


def _named_part(share: Statement, near: Sequence[Statement]) -> Statement | None:
    """The nearest figure, or the one called by its name: …财政资金 286 万元、…，财政资金占 41.97%.

    None when the words name a part that none of the figures bears.
    """
    match = _PART_TAKES.search(squeeze(share.figure.words))
    if match is None:
        return near[-1]
    name = normalise(match[1])
    found = [s for s in near if normalise(s.figure.label) == name]
    alike = [s for s in near if name in normalise(s.figure.label)]
    chosen = found or alike
    return chosen[-1] if chosen else None


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
            if s.sentence == first.sentence
            and s.figure.measure in MEASURED
            and s.depth == first.depth
        ][-len(shares) :]
        if len(parts) != len(shares) or len({s.figure.unit for s in parts}) != 1:
            continue
        wholes = [
            s
            for s in paragraph.statements
            if s.marker is None
            and s.figure.unit == parts[0].figure.unit
            and s.figure.span < parts[0].figure.span
            and s.depth == first.depth
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
                alternatives=tuple((part.term, whole.term) for whole in wholes[:-1]),
                # The whole of an earlier sentence may not be the one that is split up here.
                settled=wholes[-1].sentence == first.sentence,
                why=(because("占比依次对应前列各项", "the shares follow the order of the parts"),),
                confidence=0.86,
            )


def _elsewhere(named: str, part: Statement, told: dict[str, list[Statement]]) -> list[Term]:
    """The amount that the text tells under ``named`` in another paragraph, if it is one value."""
    if len(named) < 4:
        return []
    found = [
        whole
        for label, statements in told.items()
        if label == named or label.endswith(named)
        for whole in statements
        if whole.figure is not part.figure
        and whole.document == part.document
        and whole.figure.period == part.figure.period
        # a part lies within its whole
        and whole.figure.value * whole.figure.scale >= part.figure.value * part.figure.scale
    ]
    values = {whole.figure.value * whole.figure.scale for whole in found}
    return [found[0].term] if len(values) == 1 else []


def _names(named: str, label: str) -> bool:
    """Whether a label is what 占…的 names: one holds the other, and neither is a mere word."""
    return len(named) >= 4 and len(label) >= 4 and (named in label or label in named)
