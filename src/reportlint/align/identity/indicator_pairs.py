"""How two tellings of one indicator are set against each other: what may pair, and the pair."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from reportlint.align.identity.indicator_mentions import IndicatorMention
from reportlint.align.identity.mentions import equal_terms
from reportlint.align.identity.names import NameIndex, pairs_of
from reportlint.align.terms import because
from reportlint.model.document import Message
from reportlint.model.fact import Relation, Term
from reportlint.model.figure import BOUNDS, Comparator, Measure, Role
from reportlint.model.vocabulary import squeeze

# 事故起数下降率: the only indicators that a growth or fall may answer.
_MOVES = re.compile(r"下降|增长|提高|降低|压降|减少|增加|幅|上升|提升")
# 参考率、合格率 as one row with one figure: a pair with it says nothing of its other pairs.
JOINT = "joint-row"
_OVER_YEARS = re.compile(r"[已共]?累计[\u4e00-\u9fff]{0,2}")
_SPENDING = ("基本支出", "项目支出", "采购", "三公", "转移支付")
_JOINED = re.compile(r"[\u4e00-\u9fff]{2}[和及与、][\u4e00-\u9fff]{2}")
JOINT_NAME = re.compile(r"率.*[、，,].*率")
_SERVED = re.compile(r"管理|服务|体检|随访|签约|筛查|接种|救助|资助|帮扶")
LEAST = 0.55
_EVERY = re.compile(r"每(?:个|一)?(季度?|月|半年|周|星期|天|日|旬|年)")
_ONLY_MOVED = re.compile(r"(?:同比|比上年|较上年)?(?:增长|下降|提高|增加|减少|上升|增幅|降幅)了?")
SETTLED = re.compile(r"办结|审结|结案|整改|验收|销号")
_SAMPLED = re.compile(r"抽查|抽检|抽取|抽样|抽评|评查|回访|复核|核查")
_BARE_NAME = 2
_ONE_NAME = 0.94
_COMMON = 60  # names that share a character pair: more say nothing


def compatible(text: IndicatorMention, other: IndicatorMention, index: NameIndex) -> bool:
    """Whether two mentions agree in role, goal, unit, year and qualifiers."""
    if text.target is not other.target or text.long is not other.long:
        return False
    if text.goal and other.goal and text.goal != other.goal and text.document == other.document:
        return False
    measures = (text.figure.measure, other.figure.measure)
    # A form prints units in a column of their own; a sentence without a unit counts no per cent.
    bare = other.figure.measure is Measure.BARE or (
        text.figure.measure is Measure.BARE and Measure.SHARE not in measures
    )
    if text.figure.measure is not other.figure.measure and not bare:
        return False
    if not bare and text.unit != other.unit:
        return False
    if text.figure.role is Role.GROWTH and not _MOVES.search(other.name):
        return False
    if text.figure.period and other.figure.period and text.figure.period != other.figure.period:
        return False
    if _only_asked_for(text.name, other.name) or _only_asked_for(other.name, text.name):
        return False
    if "执行率" in text.name and not _of_one_spending(text.name, other.name):
        return False
    return not index.contradict(text.name, other.name)


def _of_one_spending(one: str, other: str) -> bool:
    """项目支出的预算执行率 is not that of the whole budget."""
    return all((word in one) is (word in other) for word in _SPENDING)


def _every(name: str) -> str:
    """每季度开展 1 次 is not what the year has of it."""
    found = _EVERY.search(name)
    return found[1] if found else ""


def _only_asked_for(one: str, other: str) -> bool:
    """收到法律援助申请 701 件 is not what was done, only what may be taken up (受理)."""
    return "申请" in one and "申请" not in other and "受理" not in other


def candidates_for(
    texts: Sequence[IndicatorMention], rows: Sequence[IndicatorMention], index: NameIndex
) -> Iterator[tuple[IndicatorMention, list[IndicatorMention]]]:
    """For each text the rows that share a telling character pair with it."""
    posting: dict[str, list[int]] = defaultdict(list)
    for number, row in enumerate(rows):
        for pair in pairs_of(index.core(row.name)):
            posting[pair].append(number)
    for text in texts:
        numbers: set[int] = set()
        for pair in pairs_of(index.core(text.name)):
            found = posting.get(pair, ())
            if len(found) <= _COMMON:
                numbers.update(found)
        yield text, [rows[number] for number in sorted(numbers)]


def pair_of(
    claim: IndicatorMention,
    other: IndicatorMention,
    score: float,
    rejected: Sequence[Message] = (),
    *,
    told: bool = True,
) -> Relation:
    """The relation of two mentions alike by ``score``; likely only unless ``told`` says enough.

    Targets are compared by number alone (``same-target``), results as one quantity.
    """
    confidence = round(min(0.97, 0.5 + 0.5 * score), 2)
    detail = because(
        f"名称“{claim.name}”与“{other.name}”相近度 {score:.2f}",
        f"names '{claim.name}' and '{other.name}' are alike by {score:.2f}",
    )
    first, second = claim.term, other.term
    if claim.target:
        # 550 件以上, ≥550 and 550 are one promise: the numbers are compared.
        first, second = number_of_term(first), number_of_term(second)
    relation = equal_terms(first, second, claim.figure.measure, confidence, (detail, *rejected))
    helped = (claim.helped or other.helped) and not _same_amount(claim, score)
    if not told or score < LEAST or helped or _vague(claim, other):
        relation = replace(relation, settled=False)  # likely: it may hold, but never fail
    if other.row and JOINT_NAME.search(other.name):
        relation = replace(relation, topic=JOINT)  # the row speaks of other indicators as well
    return replace(relation, kind="same-target") if claim.target else relation


def _same_amount(claim: IndicatorMention, score: float) -> bool:
    """为受援人挽回经济损失 736 万元 against the row of that very name."""
    return claim.figure.measure is Measure.MONEY and score >= _ONE_NAME


def _vague(claim: IndicatorMention, other: IndicatorMention) -> bool:
    """Whether a result is told as a bound, or a unit is missing where the names differ."""
    if not claim.target and not claim.row and claim.figure.comparator in BOUNDS:
        return True  # 500 篇以上: a promise as well as a result
    if "分别" in claim.name or "分别" in claim.figure.words:
        return True  # 高血压、糖尿病规范管理率分别为 75% 和 74%
    if _OVER_YEARS.fullmatch(squeeze(claim.name)) and "累计" not in other.name:
        return True  # 修复 36.8 公顷，累计修复 128.3 公顷: of earlier years as well
    if claim.unit == other.unit == "人" and _of_those_served(claim, other):
        return True  # 辖区老年人 4126 人 against the row 老年人健康管理人数
    if any(_ONLY_MOVED.fullmatch(squeeze(name)) for name in (claim.name, other.name)):
        return True  # 增长 7.22% of one thing and of another
    if len(squeeze(claim.name)) <= _BARE_NAME and not claim.row:
        return squeeze(claim.name) != squeeze(other.name)  # 1 个小区未按期完工
    if _JOINED.search(claim.name) and not _JOINED.search(other.name):
        return True  # 困难生活补贴和护理补贴 against the row of the one
    if _every(claim.name) != _every(other.name):
        return True
    if "累计" in other.name and "累计" not in claim.name + claim.figure.words:
        return True  # 新创建 6 个 against the row of all there are
    if _SAMPLED.search(claim.name) and not _SAMPLED.search(other.name):
        return True  # 法律援助案件抽查 240 件 against the row of all cases
    if other.figure.words and bool(SETTLED.search(claim.name)) != bool(SETTLED.search(other.name)):
        return True  # 重点工作办结 24 项 against 重点工作 25 项，办结 24 项
    bare = Measure.BARE in (claim.figure.measure, other.figure.measure)
    return bare and squeeze(claim.name) != squeeze(other.name)


def _of_those_served(text: IndicatorMention, row: IndicatorMention) -> bool:
    """Whether the row counts people something was done for, and the text does not say so."""
    done = _SERVED.search(row.name)
    said = squeeze(text.name + text.figure.words)
    return row.row and not text.row and done is not None and done[0] not in said


def number_of_term(item: Term) -> Term:
    """A target without its bound: ≥550 and 550 件以上 are one promise."""
    return replace(item, comparator=Comparator.EQ, upper=None)
