"""Which figures behind 其中 are items of one list, and whether the list claims to be complete."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reportlint.align.statements import OF_WHICH, Paragraph, Statement, between_figures
from reportlint.model.figure import Measure, Role
from reportlint.model.settings import Lexicon
from reportlint.model.vocabulary import squeeze

_ASIDE = re.compile(
    r"^主要(?:是|为|用于|系)|含|另|已支出|实际支出|到位|支出$|(?:离?退休|离休|遗属)(?:人员|职工)?$"
)
_TURNS = ("合计", "总计", "比上年", "同比", "较上年", "另有", "另外", "此外", "同时")
_WIDER = re.compile(r"^[，、；。]?(?:其中)?全[国省市区县镇乡]")
_RISES = re.compile(r"[提升增上扩降下减](?:高|升|加|长|大|低|降|少)?(?:到|至)了?$")
_STAGES = (
    ("发放", "有效"),
    ("有效", "满意"),
    ("受理", "办结"),
    ("受理", "结案"),
    ("立案", "结案"),
    ("收案", "结案"),
    ("应", "实"),
)
_LACKING = re.compile(r"尚[有欠缺未]|还[有欠缺]|缺口|仍有")
_OPEN_ENDS = ("等，", "等；", "等。")
_COMPLETE = re.compile(r"由|按")


_COLON = re.compile(r"[：:]")


def until_new_clause(paragraph: Paragraph, parts: Sequence[Statement]) -> list[Statement]:
    """The list ends where the text turns to comparing or to another whole (共, 合计)."""
    kept: list[Statement] = []
    for part in parts:
        words = squeeze(part.figure.words)
        if kept and between_figures(paragraph, kept[-1], part).startswith(_OPEN_ENDS):
            break  # 污水处理费 1 亿元等，上级转贷债务收入 58.5 亿元
        if kept and _LACKING.search(words):
            break  # 县级资金到位 205 万元，县级尚有 35 万元配套未落实
        if kept and (_speaks_of(paragraph, part) or _has_own_list(paragraph, part, kept[-1])):
            break
        if kept and (any(mark in words for mark in _TURNS) or _ASIDE.match(words.lstrip("，、；"))):
            break
        if kept and part.segment != kept[-1].segment and _WIDER.match(words):
            break  # 其中未成年人 7.1 万人次；全市接待游客 612 万人次
        if len(kept) >= 2 and part.segment != kept[-1].segment == kept[-2].segment:
            break  # the items stood between commas; behind the semicolon something else begins
        if len(kept) >= 2 and _enumerated(paragraph, *kept[-2:]) and _after_comma(paragraph, part):
            break  # 民事 3 件、刑事 1 件、行政 5 件，年内办结 4 件
        kept.append(part)
    return kept


def without_items_of_items(paragraph: Paragraph, parts: Sequence[Statement]) -> list[Statement]:
    """公共卫生支出 10 万元，占 60%：疾控 4 万元、急救 6 万元；妇幼 3 万元: those behind the colon
    are of the item before it, up to the semicolon."""
    kept: list[Statement] = []
    inside = -1
    for part in parts:
        if part.segment == inside:
            continue
        between = between_figures(paragraph, kept[-1], part) if kept else ""
        if kept and part.segment == kept[-1].segment and _COLON.search(between):
            inside = part.segment
            continue
        inside = -1
        kept.append(part)
    return kept


def _has_own_list(paragraph: Paragraph, part: Statement, before: Statement) -> bool:
    """高血压患者 62 人，其中管理 47 人；糖尿病患者 21 人，其中管理 16 人: a whole of its own."""
    if part.segment == before.segment:
        return False
    at = paragraph.statements.index(part)
    after = paragraph.statements[at + 1 : at + 2]
    return bool(after) and "其中" in between_figures(paragraph, part, after[0])


def _speaks_of(paragraph: Paragraph, part: Statement) -> bool:
    """其中 4 个重点项目，4 个项目全年预算 1,754 万元: a clause that goes on about the number."""
    if part.figure.measure is not Measure.COUNT:
        return False
    at = paragraph.statements.index(part)
    start = part.figure.span.start - paragraph.span.start
    after = paragraph.statements[at + 1 : at + 2]
    if paragraph.text[start - 1 : start] not in ("，", ",") or not after:
        return False
    between = between_figures(paragraph, part, after[0])
    return after[0].figure.measure is not Measure.COUNT and not re.search("[，。；、]", between)


def _enumerated(paragraph: Paragraph, one: Statement, other: Statement) -> bool:
    """Whether 、 alone stands between two items and the name of the second."""
    between = between_figures(paragraph, one, other)
    return between.startswith("、") and not re.search("[，,；;]", between)


def _after_comma(paragraph: Paragraph, part: Statement) -> bool:
    at = paragraph.statements.index(part)
    before = paragraph.statements[at - 1]
    return between_figures(paragraph, before, part).startswith(("，", ","))


def is_earned(s: Statement) -> bool:
    """预算执行得 9.5 分: a score by the word right before it."""
    return s.figure.role is Role.OTHER and squeeze(s.figure.words).endswith("得")


def two_stages(parts: Sequence[Statement]) -> bool:
    """Whether the items tell two stages of one thing, so that they are no parts of one whole."""
    words = [squeeze(s.figure.words) for s in parts]
    if any(map(_RISES.search, words[1:])):
        return True  # 由 8000 立方米提高到 20000 立方米
    return any(
        any(one in text for text in words) and any(two in text for text in words)
        for one, two in _STAGES
    )


def is_exhaustive(
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
        return not _of_another(whole, concepts, lexicon)
    labels = [squeeze(s.figure.label) for s in parts]
    if all(label.endswith(lexicon.words["classes"]) for label in labels):
        return True
    for full in lexicon.data["words"]["complete_sets"]:
        if len(full) == len(labels) and all(any(w in label for label in labels) for w in full):
            return True
    return False


def _of_another(whole: Statement, concepts: set[str], lexicon: Lexicon) -> bool:
    """公务用车运行维护费 and 购置费 are all of 公务用车, but not all of 三公经费."""
    own = [c.id for c in lexicon.concepts.values() if concepts in map(set, c.parts)]
    return (
        bool(own)
        and whole.concept is not None
        and bool(whole.concept.parts)
        and (whole.concept.id not in own)
    )
