"""其中 and other lists in a sentence: parts and the whole they belong to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from reportlint.align.identity.mentions import equal_terms
from reportlint.align.list_items import (
    is_earned,
    is_exhaustive,
    two_stages,
    until_new_clause,
    without_items_of_items,
)
from reportlint.align.list_wholes import (
    commensurable,
    directly_before,
    item_before,
    of_a_part,
    of_their_role,
    opens_paragraph,
    restates_whole,
    wholes_above,
    wholes_before,
    wholes_side_by_side,
)
from reportlint.align.rates import BUDGETS
from reportlint.align.statements import (
    CUMULATIVE,
    NO_AMOUNT,
    OF_WHICH,
    Paragraph,
    Statement,
    between_figures,
    is_base,
    is_change,
    named_before,
    unit_group,
)
from reportlint.align.terms import because
from reportlint.model.fact import Formula, Relation
from reportlint.model.figure import LEFT_ROLES, Measure, Role
from reportlint.model.settings import Lexicon
from reportlint.model.vocabulary import squeeze

_SKIP_ROLES = frozenset({Role.CHANGE, Role.GROWTH, Role.RATE, Role.SHARE, Role.PRIOR, Role.TARGET})
# Nothing but names and amounts: no 含, 比上年, 等 that would make it an aside.
_PURE_LIST = re.compile(r"(?:(?!其中|含|比|较|同|等|约)[^（）()])+")
_CLOSING = re.compile(
    r"[，,、；;]?(?:以上|各项|几项|上述)?(?:合计|共计|总计)(?:金额)?(?:为|[:：])?"
)
# 得 or 得分 right before the score; 满分, 分值, 扣 give something else.
_EARNED = re.compile(r"(?<![满扣])(?:自评|评价|实际|评)?得分?(?:为|[:：])?$")
_FLOW = re.compile(r"动用|补充|期初|年初|上年末|年末|减少|增加|收回|偿还|核减|追加|超收|短收")
_TAKEN_OFF = re.compile(r"收回|减|核销|压缩")
_AT_FIRST = re.compile(r"年初(?:批复|安排|预算|下达)")
_ON_TOP = re.compile(r"(?:追加|调增|增加安排)(?:预算|资金)?$")
_WHICH = re.compile(r"年初|调整|全年")
# 预算单位 4 个，其中局机关内设股室 6 个: the offices of one of them.
_OFFICES = re.compile(r"内设|下设|[股科处]室")
_EACH = re.compile(r"每[\u4e00-\u9fff]{1,3}$|单价|[人户平日月年车辆床生亩次]均")
_LISTED = frozenset({Measure.MONEY, Measure.COUNT, Measure.EXTENT, Measure.SCORE})
# 从来源看，… and 资金投向为：… may split up what was told long before.
_LOOSE_CUE = re.compile(r"[,，]$|(?<!其)中$|^(?!由).*(?:来源|构成|投向|去向|用途|结构|具体|分为)")
_COMPOSED = re.compile(r"(?<=[，,])(?:主要)?由[^。；;，,]*?(?:构成|组成)")
_MEAN = re.compile(r"平均|均值|[人户]均(?:为|达)?$")
_EXTREME = re.compile(r"最[高低大小多少]")
_NAMED_SPENDING = re.compile(r"、[\u4e00-\u9fff（）()]{2,16}支出")
_COMPARED = re.compile(r"[比较与]")
_BOTH_SIDES = re.compile(
    r"收入?(?:总计|总额|合计)?、支出?(?:总计|总额|合计)?(?:均|各)?为?[\d,.]+[万亿]?元"
)
_FULL_MARK = 100
_LEAST_LIST = 3


def breakdown_relations(
    paragraph: Paragraph, lexicon: Lexicon, before: Paragraph | None = None
) -> Iterator[Relation]:
    """One relation per list: the whole before the marker, the parts behind it.

    The nearest whole of the same unit is the main reading; the earlier ones of the paragraph are
    admissible alternatives (87 accepted, 84 settled: the kinds may add up to either). A list that
    opens the paragraph (按资金来源分，…) may split up what the paragraph ``before`` told.
    """
    listed = [s for s in paragraph.statements if s.marker is not None]
    for (_, marker, depth), group in groupby(sorted(listed, key=_place), key=_place):
        told = list(group)
        aims = bool(told) and all(s.figure.role is Role.TARGET for s in told)
        members = told if aims else [s for s in told if s.figure.role not in _SKIP_ROLES]
        members = [s for s in members if not is_change(s)]
        if members and members[0].segment != told[0].segment:
            continue  # 其中税收占比 66.6%；支出 697 亿元: the list was of shares and is over
        members = _outside_compositions(paragraph, members, marker)
        members = [s for s in members if not _of_other_year(s, members[0])]
        if members and _of_both_sides(paragraph, marker):
            sides = [list(side) for _, side in groupby(members, key=lambda s: s.segment)]
            if len(sides) > 1:
                for side in sides:
                    yield from _list(paragraph, side, marker, depth, lexicon, before)
            continue  # in one breath nothing tells the parts of one side from those of the other
        for number, parallel in enumerate(_by_unit(members)):
            if number and not wholes_side_by_side(
                paragraph, members[0], parallel[0], marker, depth
            ):
                continue
            yield from _list(paragraph, parallel, marker, depth, lexicon, before)


def _of_both_sides(paragraph: Paragraph, marker: int) -> bool:
    """收入、支出总计均为 3165 万元。其中本年收入 …；本年支出 …: a list of either side."""
    return _BOTH_SIDES.search(squeeze(paragraph.text[:marker])) is not None


def _outside_compositions(
    paragraph: Paragraph, members: Sequence[Statement], marker: int
) -> list[Statement]:
    """人员经费 758 万元，由工资 731 万元和补助 27 万元构成: these are parts of the item before."""
    spans = [m.span() for m in _COMPOSED.finditer(paragraph.text) if m.start() > marker]
    start = paragraph.span.start
    return [
        s
        for s in members
        if not any(low < s.figure.span.start - start < high for low, high in spans)
    ]


def _of_other_year(s: Statement, first: Statement) -> bool:
    """公用经费 263.42 万元，较 2022 年的 271.06 万元减少…: what a part is compared with."""
    return s.figure.period != first.figure.period and bool(_COMPARED.search(s.figure.words))


def _by_unit(members: Sequence[Statement]) -> list[list[Statement]]:
    """低保对象 9 户 16 人，其中城市 4 户 7 人，农村 5 户 9 人: a list in each of the units.

    A unit in which not as many items are counted as in the first is that of an aside.
    """
    groups: dict[tuple[Measure, str | None], list[Statement]] = {}
    for s in members:
        unit = None if s.money else unit_group(s.figure.unit)
        groups.setdefault((s.figure.measure, unit), []).append(s)
    first, *rest = groups.values() if groups else ([],)
    # 城镇 36 户 52 人、农村 392 户 711 人；特困供养 117 人: behind the semicolon of something else
    rest = [[s for s in g if s.segment == members[0].segment] for g in rest]
    return [first, *(g for g in rest if len(g) == len(first) > 1)] if first else []


def bracket_relations(paragraph: Paragraph) -> Iterator[Relation]:
    """人员经费 1,548.9 万元（工资 1,201.3 万元、补助 347.6 万元）: the bracket splits it."""
    statements = paragraph.statements
    for index, whole in enumerate(statements):
        end = whole.figure.span.end - paragraph.span.start
        if not paragraph.text[end : end + 1].startswith(("（", "(")):
            continue
        inside = []
        for later in statements[index + 1 :]:
            if later.depth != whole.depth + 1:
                break
            inside.append(later)
        close = paragraph.text.find("）", end)
        body = paragraph.text[end + 1 : close] if close >= 0 else ""
        same = [s for s in inside if s.figure.unit == whole.figure.unit]
        # 追加 418 万元（上级专项 265 万元、区级追加 …）; 安排 226 万元（年初批复 …，年中追加 …）
        taken = any(_TAKEN_OFF.search(squeeze(s.figure.words)) for s in inside)
        added = (whole.figure.role is Role.ADJUSTMENT and not taken) or _adds_up(inside)
        other_years = any(s.figure.period != whole.figure.period for s in inside)
        if other_years or (_flows(inside) and not added):
            continue  # 余额 14 625 万元（年初 11 200 万元，动用 9 850 万元、补充 13 275 万元）
        if whole.figure.role is Role.CHANGE or re.search("净|增加|减少", whole.figure.label):
            continue  # 净增 2 人（新录用 5 人，退休 3 人）: comings and goings
        if len(inside) < 2 or len(same) != len(inside) or whole.figure.measure not in _LISTED:
            continue
        if any(s.marker is not None for s in inside) or not _PURE_LIST.fullmatch(body):
            continue
        yield Relation(
            kind="sub-count" if whole.figure.measure is Measure.COUNT else "breakdown",
            formula=Formula.SUM,
            claim=whole.term,
            terms=tuple(s.term for s in inside),
            measure=whole.figure.measure,
            exhaustive=True,
            confidence=0.8,
            why=(
                because(
                    f"括号内列出“{whole.figure.label}”的 {len(inside)} 个分项",
                    f"the bracket lists {len(inside)} parts of '{whole.figure.label}'",
                ),
            ),
        )


def _adds_up(inside: Sequence[Statement]) -> bool:
    """年初批复 210 万元，年中追加 16 万元: what was there at first and what came on top."""
    first, *more = (squeeze(s.figure.words) for s in inside) if inside else ("",)
    return _AT_FIRST.search(first) is not None and all(map(_ON_TOP.search, more))


def _flows(inside: Sequence[Statement]) -> bool:
    """Whether a bracket tells how an amount came about, not what it consists of."""
    return any(_FLOW.search(squeeze(s.figure.words)) for s in inside)


def score_list_relations(paragraph: Paragraph) -> Iterator[Relation]:
    """预算执行得 9.67 分，产出指标得 48.5 分，…，合计 58.17 分: scores and their sum."""
    statements = paragraph.statements
    for index, total in enumerate(statements):
        if total.figure.measure is not Measure.SCORE or total.marker is not None or total.depth:
            continue
        if not _CLOSING.fullmatch(squeeze(total.figure.words)):
            continue
        listed = [s for s in statements[:index] if s.sentence == total.sentence]
        if len(listed) < 3 or any(
            s.figure.measure is not Measure.SCORE
            or s.depth
            or s.marker is not None
            or not _EARNED.search(squeeze(s.figure.words))
            for s in listed
        ):
            continue
        yield Relation(
            kind="breakdown",
            formula=Formula.SUM,
            claim=total.term,
            terms=tuple(s.term for s in listed),
            measure=Measure.SCORE,
            exhaustive=True,
            confidence=0.9,
            why=(
                because(
                    f"同一句中列出 {len(listed)} 项得分，之后写明“{total.figure.label}”",
                    f"one sentence lists {len(listed)} scores and then '{total.figure.label}'",
                ),
            ),
        )


def _place(statement: Statement) -> tuple[int, int, int]:
    return statement.sentence, statement.marker or 0, statement.depth


def _list(
    paragraph: Paragraph,
    members: Sequence[Statement],
    marker: int,
    depth: int,
    lexicon: Lexicon,
    before: Paragraph | None,
) -> Iterator[Relation]:
    wholes = wholes_before(paragraph, members[0], marker, depth)
    far = not wholes and depth == 0 and before is not None and opens_paragraph(paragraph, marker)
    if far and before is not None:
        wholes = wholes_above(before, members[0])
    if not wholes:
        return
    first = members[0]
    if restates_whole(paragraph, first):
        wholes, members = [first], list(members[1:])
    cue = OF_WHICH.match(paragraph.text, marker)
    if cue is not None and cue[0] == "包括" and item_before(paragraph, wholes[0], marker):
        wholes = wholes[:1]  # 其中，基本支出 931 万元，占 42%，包括 …: an item and its own items
    elif (named := named_before(paragraph, wholes, marker)) is not None:
        wholes = [named]  # 本年收入构成如下：…
    elif cue is not None and cue[0] != "其中":
        # 按区域分：… after 按用途分：…: the items of the first list are no wholes of the second.
        wholes = [s for s in wholes if s.marker is None]
    if not wholes:
        return
    if cue is not None and cue[0] == "其中" and depth == 0:
        wholes = list(directly_before(paragraph, wholes, members, marker))
    wholes = of_their_role(wholes, members)
    if (owner := _owner(wholes, members, lexicon)) is not None:
        wholes = [owner]  # 三公经费 19 万元，…，其中公务用车 …: no other amount before it
    whole = wholes[0]
    parts = [s for s in members if commensurable(s, whole) and not is_base(paragraph, s)]
    if whole.figure.measure is Measure.MONEY and parts:
        own = whole.figure.role if whole.figure.role is not Role.OTHER else parts[0].figure.role
        # 上年结转 is one of the sources of a year's money (domain.md I6).
        budget = own in (Role.BUDGET_INITIAL, Role.BUDGET_FINAL)
        roles: tuple[Role, ...] = (own,)
        roles = (Role.BUDGET_INITIAL, Role.BUDGET_FINAL) if budget else roles
        roles = (
            tuple(LEFT_ROLES) if own in LEFT_ROLES else roles
        )  # 结余 18 万元，其中结转下年 12 万元
        parts = [
            s
            for s in parts
            if s.figure.role in (own, Role.OTHER, Role.CARRY_IN)
            # 支出总计 is what was spent and what is left.
            or ("总计" in whole.figure.label and s.figure.role in LEFT_ROLES)
            or (s.figure.role in roles and not _WHICH.search(squeeze(s.figure.words)))
            or (own is Role.OTHER and _named_spending(paragraph, s))
        ]
    other_roles = _same_items_in_other_roles(members, parts, whole)
    weights = [s for s in parts if s.figure.role is Role.WEIGHT]
    if whole.figure.measure is Measure.SCORE:
        parts = [s for s in parts if s.figure.role is Role.SCORE or is_earned(s)]
        if whole.figure.role is not Role.SCORE:
            return
    parts = [s for s in parts if not _EACH.search(squeeze(s.figure.words))]
    parts = [s for s in parts if not CUMULATIVE.search(squeeze(s.figure.words))]
    if not _OFFICES.search(whole.figure.label):
        parts = [s for s in parts if not _OFFICES.search(squeeze(s.figure.words + s.figure.label))]
    if _MEAN.search(whole.figure.label) or any(_EXTREME.search(s.figure.label) for s in parts):
        return  # 平均为 84 分，其中得分最高的 88 分: no sum
    if two_stages(parts):
        return  # 受理 5976 件、办结 5920 件，…受理 342 件、办结 335 件: two counts side by side
    parts = [
        s
        for number, s in enumerate(parts)
        if not any(of_a_part(paragraph, s, before) for before in parts[:number])
    ]
    parts = until_new_clause(paragraph, without_items_of_items(paragraph, parts))
    if not parts or whole.figure.measure not in _LISTED:
        return
    # 城市低保, 农村低保: what all of them bear tells none of them apart.
    telling = [
        w for w in lexicon.words["overlapping"] if not all(w in s.figure.label for s in parts)
    ]
    groups = [s for s in parts if any(w in s.figure.label for w in telling)]
    if len(parts) > 1 and groups and len(groups) != len(parts) - len(groups):
        return  # 女性、少数民族、农村户籍: groups that may overlap are not added up
    exhaustive = is_exhaustive(paragraph, whole, parts, marker, lexicon)
    if weights and sum(s.figure.value for s in weights) == _FULL_MARK:
        exhaustive = True  # the weights listed beside the scores are all there
    counting = whole.figure.measure is Measure.COUNT
    yield Relation(
        kind="sub-count" if counting else "breakdown",
        formula=Formula.SUM,
        claim=whole.term,
        terms=tuple(s.term for s in parts),
        measure=whole.figure.measure,
        other_claims=tuple(other.term for other in wholes[1:]),
        alternatives=tuple(tuple(s.term for s in told) for told in other_roles),
        exhaustive=exhaustive,
        # 从来源看，…: the whole may have been told long before.
        settled=not far
        and (cue is None or not _LOOSE_CUE.search(cue[0]))
        and not (len(parts) == 1 and _behind_a_list(paragraph, parts[0])),
        confidence=0.9,
        why=(
            because(
                f"“其中”之后列出“{whole.figure.label}”的 {len(parts)} 个分项",
                f"{len(parts)} parts of '{whole.figure.label}' are listed",
            ),
        ),
    )
    yield from _closing(paragraph, whole, parts)


def _named_spending(paragraph: Paragraph, s: Statement) -> bool:
    """、其他商品和服务支出 3.65 万元: 支出 ends the name of the item, it tells no role."""
    at = paragraph.statements.index(s)
    before = paragraph.statements[at - 1] if at else None
    return (
        before is not None
        and before.marker == s.marker
        and _NAMED_SPENDING.fullmatch(squeeze(between_figures(paragraph, before, s))) is not None
    )


def _owner(
    wholes: Sequence[Statement], members: Sequence[Statement], lexicon: Lexicon
) -> Statement | None:
    """The nearest whole, if it alone is of a concept that has all the items among its parts."""
    named = {s.own_concept.id for s in members if s.money and s.own_concept is not None}
    if len(named) < 2 or any(s.own_concept is None for s in members if s.money):
        return None
    found = [
        s
        for s in wholes
        if s.own_concept is not None and named <= _below(s.own_concept.id, lexicon)
    ]
    if len(found) > 1:
        # 预算 13 万元，决算 11 万元。其中 …: planned items of what is planned, else of the rest
        planned = all(s.figure.role in BUDGETS for s in members if s.money)
        found = [s for s in found if (s.figure.role in BUDGETS) is planned]
        own = [s for s in wholes if s.figure.role not in NO_AMOUNT]
        near = len(found) == 1 and any(found[0] is s for s in own[:2])
        return found[0] if near else None
    return found[0] if len(found) == 1 and found[0] is wholes[0] else None


def _below(concept: str, lexicon: Lexicon) -> set[str]:
    """The parts of a concept and theirs."""
    found: set[str] = set()
    open_ = [concept]
    while open_:
        known = lexicon.concepts.get(open_.pop())
        parts = {part for group in (known.parts if known else ()) for part in group} - found
        found |= parts
        open_ += parts
    return found


def _same_items_in_other_roles(
    members: Sequence[Statement], parts: Sequence[Statement], whole: Statement
) -> list[list[Statement]]:
    """涉及资金 x，其中 A 全年预算数 a、执行数 b，C 全年预算数 c、执行数 d: of either, maybe."""
    if not whole.money or whole.figure.role is not Role.OTHER:
        return []
    by_role: dict[Role, list[Statement]] = {}
    for s in members:
        if s.money and s not in parts:
            by_role.setdefault(s.figure.role, []).append(s)
    return [told for told in by_role.values() if len(told) == len(parts) > 1]


def _behind_a_list(paragraph: Paragraph, part: Statement) -> bool:
    """用于 A x 元，B y 元，C z 元。其中前两项合计 …: what it is a part of is not told as one."""
    before = [
        s
        for s in paragraph.statements
        if s.sentence == part.sentence - 1 and commensurable(s, part)
    ]
    return len(before) >= _LEAST_LIST


def _closing(
    paragraph: Paragraph, whole: Statement, parts: Sequence[Statement]
) -> Iterator[Relation]:
    """其中 A 340 万元，B 120 万元，合计 460 万元: the list ends with its own total.

    Whether that total is the whole again is not said (合计 300 万元，占 6%): agreeing it is, else
    that is left open. A list with a figure in it that is no part is not added up.
    """
    every = paragraph.statements
    first, last = every.index(parts[0]), every.index(parts[-1])
    if len(parts) < 2 or list(every[first : last + 1]) != list(parts) or last + 1 == len(every):
        return
    total = every[last + 1]
    figure = total.figure
    if not _CLOSING.fullmatch(squeeze(figure.words)) or total.segment != parts[-1].segment:
        return
    if figure.unit != whole.figure.unit or figure.measure is not whole.figure.measure:
        return
    yield Relation(
        kind="breakdown",
        formula=Formula.SUM,
        claim=total.term,
        terms=tuple(part.term for part in parts),
        measure=figure.measure,
        exhaustive=True,
        confidence=0.92,
        why=(
            because(
                f"列出 {len(parts)} 项之后写明“{figure.label}”",
                f"the list of {len(parts)} ends with its total '{figure.label}'",
            ),
        ),
    )
    again = equal_terms(total.term, whole.term, figure.measure, 0.75)
    yield replace(again, settled=False)
