"""其中 and other lists in a sentence: parts and the whole they belong to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from reportlint.align.identity.mentions import equal_terms
from reportlint.align.statements import (
    OF_WHICH,
    Paragraph,
    Statement,
    counted_alike,
    named_before,
    unit_group,
)
from reportlint.align.terms import because
from reportlint.model.fact import Formula, Relation
from reportlint.model.figure import Measure, Role
from reportlint.model.settings import Lexicon
from reportlint.model.vocabulary import squeeze

_SKIP_ROLES = frozenset({Role.CHANGE, Role.GROWTH, Role.RATE, Role.SHARE, Role.PRIOR, Role.TARGET})
# Nothing but names and amounts: no 含, 比上年, 等 that would make it an aside.
_PURE_LIST = re.compile(r"(?:(?!其中|含|比|较|同|等|约)[^（）()])+")
_ASIDE = re.compile(
    r"^主要(?:是|为|用于|系)|含|另|已支出|实际支出|到位|支出$|(?:离?退休|离休|遗属)(?:人员|职工)?$"
)
_COMPLETE = re.compile(r"由|按")
_TURNS = ("合计", "总计", "比上年", "同比", "较上年", "另有", "另外", "此外", "同时")
_CLOSING = re.compile(
    r"[，,、；;]?(?:以上|各项|几项|上述)?(?:合计|共计|总计)(?:金额)?(?:为|[:：])?"
)
# 得 or 得分 right before the score; 满分, 分值, 扣 give something else.
_EARNED = re.compile(r"(?<![满扣])(?:自评|评价|实际|评)?得分?(?:为|[:：])?$")
_FLOW = re.compile(r"动用|补充|期初|年初|上年末|年末|减少|增加|收回|偿还|核减|追加|超收|短收")
_WHICH = re.compile(r"年初|调整|全年")
# 预算单位 4 个，其中局机关内设股室 6 个: the offices of one of them.
_OFFICES = re.compile(r"内设|下设|[股科处]室")
_EACH = re.compile(r"每[\u4e00-\u9fff]{1,3}$|单价|[人户平日月年车辆床生亩次]均")
_STAGES = (("受理", "办结"), ("受理", "结案"), ("立案", "结案"), ("收案", "结案"), ("应", "实"))
_SPOKEN = frozenset({Role.BUDGET_INITIAL, Role.BUDGET_FINAL, Role.EXECUTED})
_LISTED = frozenset({Measure.MONEY, Measure.COUNT, Measure.EXTENT, Measure.SCORE})
_SHARE_OR_NOTHING = re.compile(r"[，,、；;]*(?:占[^，。；]{0,20}[%％][，,、；;]*)?(?:主要)?")
# 从来源看，… and 资金投向为：… may split up what was told long before.
_LOOSE_CUE = re.compile(r"[,，]$|(?<!其)中$|^(?!由).*(?:来源|构成|投向|去向|用途|结构|具体|分为)")
_FULL_MARK = 100
_MANY_WHOLES = 10


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
        for number, parallel in enumerate(_by_unit(members)):
            if number and not _wholes_side_by_side(
                paragraph, members[0], parallel[0], marker, depth
            ):
                continue
            yield from _list(paragraph, parallel, marker, depth, lexicon, before)


def _by_unit(members: Sequence[Statement]) -> list[list[Statement]]:
    """低保对象 9 户 16 人，其中城市 4 户 7 人，农村 5 户 9 人: a list in each of the units.

    A unit in which not as many items are counted as in the first is that of an aside.
    """
    groups: dict[tuple[Measure, str | None], list[Statement]] = {}
    for s in members:
        unit = None if s.money else unit_group(s.figure.unit)
        groups.setdefault((s.figure.measure, unit), []).append(s)
    first, *rest = groups.values() if groups else ([],)
    return [first, *(g for g in rest if len(g) == len(first) > 1)] if first else []


def _wholes_side_by_side(
    paragraph: Paragraph, one: Statement, other: Statement, marker: int, depth: int
) -> bool:
    """共有低保对象 9 户 16 人: the wholes of two parallel lists stand in one clause."""
    wholes = [_wholes(paragraph, s, marker, depth)[:1] for s in (one, other)]
    if not all(wholes):
        return False
    first, second = sorted((found[0] for found in wholes), key=lambda s: s.figure.span)
    return not re.search(r"[，,。；;：:]", _between(paragraph, first, second))


def _commensurable(one: Statement, other: Statement) -> bool:
    """Money in any unit, else one unit."""
    if one.figure.measure is not other.figure.measure:
        return False
    return one.money or counted_alike(one.figure.unit, other.figure.unit)


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
        if any(s.figure.period != whole.figure.period for s in inside) or _flows(inside):
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
    wholes = _wholes(paragraph, members[0], marker, depth)
    far = not wholes and depth == 0 and before is not None and _opens(paragraph, marker)
    if far and before is not None:
        wholes = _told_before(before, members[0])
    if not wholes:
        return
    first = members[0]
    if _restates_whole(paragraph, first):
        wholes, members = [first], list(members[1:])
    cue = OF_WHICH.match(paragraph.text, marker)
    if cue is not None and cue[0] == "包括" and _item_before(paragraph, wholes[0], marker):
        wholes = wholes[:1]  # 其中，基本支出 931 万元，占 42%，包括 …: an item and its own items
    elif (named := named_before(paragraph, wholes, marker)) is not None:
        wholes = [named]  # 本年收入构成如下：…
    elif cue is not None and cue[0] != "其中":
        # 按区域分：… after 按用途分：…: the items of the first list are no wholes of the second.
        wholes = [s for s in wholes if s.marker is None]
    if not wholes:
        return
    wholes = _of_their_role(wholes, members)
    whole = wholes[0]
    parts = [s for s in members if _commensurable(s, whole) and not _is_base(paragraph, s)]
    if whole.figure.measure is Measure.MONEY and parts:
        own = whole.figure.role if whole.figure.role is not Role.OTHER else parts[0].figure.role
        # 上年结转 is one of the sources of a year's money (domain.md I6).
        budget = own in (Role.BUDGET_INITIAL, Role.BUDGET_FINAL)
        roles = (Role.BUDGET_INITIAL, Role.BUDGET_FINAL) if budget else (own,)
        parts = [
            s
            for s in parts
            if s.figure.role in (own, Role.OTHER, Role.CARRY_IN)
            or (s.figure.role in roles and not _WHICH.search(squeeze(s.figure.words)))
        ]
    weights = [s for s in parts if s.figure.role is Role.WEIGHT]
    if whole.figure.measure is Measure.SCORE:
        parts = [s for s in parts if s.figure.role is Role.SCORE or _is_earned(s)]
        if whole.figure.role is not Role.SCORE:
            return
    parts = [s for s in parts if not _EACH.search(squeeze(s.figure.words))]
    if not _OFFICES.search(whole.figure.label):
        parts = [s for s in parts if not _OFFICES.search(squeeze(s.figure.words + s.figure.label))]
    if _two_stages(parts):
        return  # 受理 5976 件、办结 5920 件，…受理 342 件、办结 335 件: two counts side by side
    parts = _until_new_clause(paragraph, parts)
    if not parts or whole.figure.measure not in _LISTED:
        return
    # 城市低保, 农村低保: what all of them bear tells none of them apart.
    telling = [
        w for w in lexicon.words["overlapping"] if not all(w in s.figure.label for s in parts)
    ]
    groups = [s for s in parts if any(w in s.figure.label for w in telling)]
    if len(parts) > 1 and groups and len(groups) != len(parts) - len(groups):
        return  # 女性、少数民族、农村户籍: groups that may overlap are not added up
    exhaustive = _exhaustive(paragraph, whole, parts, marker, lexicon)
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
        exhaustive=exhaustive,
        # 从来源看，…: the whole may have been told long before.
        settled=not far and (cue is None or not _LOOSE_CUE.search(cue[0])),
        confidence=0.9,
        why=(
            because(
                f"“其中”之后列出“{whole.figure.label}”的 {len(parts)} 个分项",
                f"{len(parts)} parts of '{whole.figure.label}' are listed",
            ),
        ),
    )
    yield from _closing(paragraph, whole, parts)


def _of_their_role(wholes: Sequence[Statement], parts: Sequence[Statement]) -> list[Statement]:
    """支出 496 万元，结余 15 万元。按来源分，使用中央资金 …: not the balance is split up."""
    spoken = any(s.figure.role in _SPOKEN for s in parts if s.money)
    left = [s for s in wholes if s.figure.role in (Role.BALANCE, Role.CARRY_OUT)]
    return [*(s for s in wholes if s not in left), *left] if spoken else list(wholes)


def _is_earned(s: Statement) -> bool:
    return s.figure.role is Role.OTHER and squeeze(s.figure.words).endswith("得")


def _is_base(paragraph: Paragraph, s: Statement) -> bool:
    """完成预算 58 万元的 90%: the amount that a rate is of."""
    behind = paragraph.text[s.figure.span.end - paragraph.span.start :][:12]
    return re.match(r"\s*的\s*[\d.]+\s*[%％]", behind) is not None


def _opens(paragraph: Paragraph, marker: int) -> bool:
    """Whether a list stands before any figure of its paragraph."""
    first = paragraph.statements[0].figure.span.start - paragraph.span.start
    return first >= marker


def _told_before(before: Paragraph, first: Statement) -> list[Statement]:
    """Amounts of the paragraph before that the list may split up, the last of them first."""
    found = [
        s
        for s in before.statements
        if s.main
        and _commensurable(s, first)
        and s.figure.role not in (Role.CHANGE, Role.GROWTH, Role.PRIOR, Role.TARGET)
        and s.figure.period == first.figure.period
    ]
    return list(reversed(found))[:_MANY_WHOLES]


def _item_before(paragraph: Paragraph, item: Statement, marker: int) -> bool:
    """Whether 包括 stands right behind an item of the list."""
    behind = squeeze(paragraph.text[item.figure.span.end - paragraph.span.start : marker])
    return _SHARE_OR_NOTHING.fullmatch(behind) is not None


def _two_stages(parts: Sequence[Statement]) -> bool:
    """Whether the items tell two stages of one thing, so that they are no parts of one whole."""
    words = [squeeze(s.figure.words) for s in parts]
    return any(
        any(one in text for text in words) and any(two in text for text in words)
        for one, two in _STAGES
    )


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


def _wholes(paragraph: Paragraph, first: Statement, marker: int, depth: int) -> list[Statement]:
    """Figures of the part's unit before the marker, nearest first, on a lower or equal level."""
    before = [
        s
        for s in paragraph.statements
        if s.figure.span.end - paragraph.span.start <= marker
        and _commensurable(s, first)
        and s.sentence >= first.sentence - 2
        and s.depth <= depth
        and s.figure.role not in (Role.CHANGE, Role.GROWTH, Role.PRIOR)
        and (s.figure.role is Role.TARGET) is (first.figure.role is Role.TARGET)
        and s.figure.period == first.figure.period
    ]
    if depth > 0:
        outer = [s for s in before if s.depth == depth - 1]
        return outer[-1:]
    same_level = [s for s in before if s.depth == depth]
    return list(reversed(same_level))[:_MANY_WHOLES]


def _restates_whole(paragraph: Paragraph, first: Statement) -> bool:
    """其中 31 件办结的案件中，…: the first figure names the whole again."""
    end = first.figure.span.end - paragraph.span.start
    clause = paragraph.text[end:]
    for index, char in enumerate(clause):
        if char in "，；。：,;":
            return clause[:index].rstrip().endswith("中")
    return False


def _until_new_clause(paragraph: Paragraph, parts: Sequence[Statement]) -> list[Statement]:
    """The list ends where the text turns to comparing or to another whole (共, 合计)."""
    kept: list[Statement] = []
    for part in parts:
        words = squeeze(part.figure.words)
        if kept and (_speaks_of(paragraph, part) or _has_own_list(paragraph, part, kept[-1])):
            break
        if kept and (any(mark in words for mark in _TURNS) or _ASIDE.match(words.lstrip("，、；"))):
            break
        if len(kept) >= 2 and part.segment != kept[-1].segment == kept[-2].segment:
            break  # the items stood between commas; behind the semicolon something else begins
        if len(kept) >= 2 and _enumerated(paragraph, *kept[-2:]) and _after_comma(paragraph, part):
            break  # 民事 3 件、刑事 1 件、行政 5 件，年内办结 4 件
        kept.append(part)
    return kept


def _has_own_list(paragraph: Paragraph, part: Statement, before: Statement) -> bool:
    """高血压患者 62 人，其中管理 47 人；糖尿病患者 21 人，其中管理 16 人: a whole of its own."""
    if part.segment == before.segment:
        return False
    at = paragraph.statements.index(part)
    after = paragraph.statements[at + 1 : at + 2]
    return bool(after) and "其中" in _between(paragraph, part, after[0])


def _speaks_of(paragraph: Paragraph, part: Statement) -> bool:
    """其中 4 个重点项目，4 个项目全年预算 1,754 万元: a clause that goes on about the number."""
    if part.figure.measure is not Measure.COUNT:
        return False
    at = paragraph.statements.index(part)
    start = part.figure.span.start - paragraph.span.start
    after = paragraph.statements[at + 1 : at + 2]
    if paragraph.text[start - 1 : start] not in ("，", ",") or not after:
        return False
    between = _between(paragraph, part, after[0])
    return after[0].figure.measure is not Measure.COUNT and not re.search("[，。；、]", between)


def _enumerated(paragraph: Paragraph, one: Statement, other: Statement) -> bool:
    """Whether 、 alone stands between two items and the name of the second."""
    between = _between(paragraph, one, other)
    return between.startswith("、") and not re.search("[，,；;]", between)


def _after_comma(paragraph: Paragraph, part: Statement) -> bool:
    at = paragraph.statements.index(part)
    before = paragraph.statements[at - 1]
    return _between(paragraph, before, part).startswith(("，", ","))


def _between(paragraph: Paragraph, one: Statement, other: Statement) -> str:
    start = one.figure.span.end - paragraph.span.start
    return paragraph.text[start : other.figure.span.start - paragraph.span.start].lstrip()


def _exhaustive(
    paragraph: Paragraph,
    whole: Statement,
    parts: Sequence[Statement],
    marker: int,
    lexicon: Lexicon,
) -> bool:
    """Whether the list claims to be complete (domain.md FND07, CNT01).

    It does when it ends with 其他, when a cue says so (由…组成, 分别为, 两部分), or when the parts
    are a complete set of the lexicon (人员 + 公用, the economic classes, 民事 + 刑事 + 行政).
    """
    if len(parts) < 2:
        return False
    tail = paragraph.text[parts[-1].figure.span.end - paragraph.span.start :][:2]
    if tail.startswith(lexicon.words["open_list"]):
        return False
    if squeeze(parts[-1].figure.label).startswith(lexicon.words["remainder"]):
        return True
    cue = OF_WHICH.match(paragraph.text, marker)
    if cue is not None and _COMPLETE.match(cue[0]):
        return True
    lead = paragraph.text[max(0, marker - 4) : marker + 4]
    if any(word in lead for word in lexicon.words["exhaustive"]):
        return True
    concepts = {s.own_concept.id for s in parts if s.own_concept is not None}
    complete = [set(p) for c in lexicon.concepts.values() for p in c.parts]
    complete.append(set(lexicon.data["concepts"]["economic_parts"]))
    if len(concepts) == len(parts) and concepts in complete:
        return True
    labels = [squeeze(s.figure.label) for s in parts]
    if all(label.endswith(lexicon.words["classes"]) for label in labels):
        return True
    for full in lexicon.data["words"]["complete_sets"]:
        if len(full) == len(labels) and all(any(w in label for label in labels) for w in full):
            return True
    return False
