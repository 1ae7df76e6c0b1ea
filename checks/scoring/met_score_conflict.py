"""达标情况与得分矛盾。 / The score contradicts whether the target was met.

未达到目标却得满分，或达到目标而未得满分又没有说明原因。只看目标、完成值都是数且方向明确的行；按比例计算后取整为满分的、
大幅超额完成的、另有评分标准的、正文对该指标的扣分另有说明的不报。
/ Full points for a missed target, or fewer for one that was met, without a reason. Rounding to full
points, large overshoots, marking standards and reasons given elsewhere are left alone.
"""

import re
from fractions import Fraction

from reportlint.sdk import (
    Annotated,
    Facts,
    Fails,
    Finding,
    Iterator,
    Message,
    Passes,
    ScoredRow,
    Skip,
    dataclass,
    figure_place,
    prints_as,
    scored_rows,
    side,
    surely_meets,
    surely_misses,
)

SEVERITY = "warning"
PREVIEW = True

_TAKEN_OFF = re.compile(r"扣|偏差|不足|未完成|未达|原因")


@dataclass(frozen=True)
class Params:
    """When a met target may lose points all the same."""

    overshoot: Annotated[int, "Results this many percent off the target may lose points."] = 120


def check(facts: Facts, params: Params) -> Iterator[Finding | Skip]:
    """Rows whose score speaks against the comparison of result and target."""
    for row in scored_rows(facts):
        if row.shared or row.standard is not None:
            continue
        full = row.score.value >= row.weight.value
        if full and row.score.value == row.weight.value and surely_misses(row, facts):
            if not _rounds_to_full(row, facts):
                yield _finding(row, "full")
        elif not full and surely_meets(row, facts) and not _rounded_weight(row):
            if not _overshoots(row, params.overshoot) and not _explained(row, facts):
                yield _finding(row, "lost")


def _quotient(row: ScoredRow) -> Fraction | None:
    target, actual = row.indicator.target, row.indicator.actual
    if target is None or actual is None or target.value <= 0 or actual.value <= 0:
        return None
    return Fraction(actual.value * actual.scale) / Fraction(target.value * target.scale)


def _rounds_to_full(row: ScoredRow, facts: Facts) -> bool:
    """99.98 % of 100 % earns 9.998 of 10 points: the printed score cannot show the difference."""
    share = _quotient(row)
    if share is None:
        return False
    share = share if side(row.indicator, facts.lexicon.words) == "up" else 1 / share
    reached = Fraction(row.weight.value) * share
    reason = row.indicator.reason.text if row.indicator.reason is not None else ""
    return prints_as(row.score, reached, reached) or "不扣分" in reason


def _rounded_weight(row: ScoredRow) -> bool:
    """3.3 of 3.33 points is the full score with one decimal."""
    unit = Fraction(1, 10**row.score.decimals)
    return Fraction(row.weight.value - row.score.value) < unit and row.weight.decimals > (
        row.score.decimals
    )


def _overshoots(row: ScoredRow, percent: int) -> bool:
    share = _quotient(row)
    return share is None or max(share, 1 / share) * 100 >= percent


def _explained(row: ScoredRow, facts: Facts) -> bool:
    """A reason in the row, or a sentence that names the indicator and a shortcoming."""
    item = row.indicator
    if item.reason is not None and item.reason.kind != "blank":
        return True
    name = item.bare_name
    for document, reading in zip(facts.documents, facts.readings, strict=True):
        for sentence in reading.sentences:
            text = "".join(document.slice(sentence.span).split())
            if name in text and _TAKEN_OFF.search(text.replace(name, "")):
                return True
    return False


def _finding(row: ScoredRow, kind: str) -> Finding:
    target, actual = row.indicator.target, row.indicator.actual
    assert target is not None and actual is not None
    values = {
        "name": row.name,
        "target": "".join(target.text.split()),
        "actual": "".join(actual.text.split()),
        "weight": row.weight.number,
        "score": row.score.number,
    }
    zh, en = MESSAGES[kind]
    document = row.indicator.document
    return Finding(
        message=Message(zh=zh.format(**values), en=en.format(**values)),
        places=(
            figure_place(row.score, document, "claim"),
            *(figure_place(figure, document) for figure in (target, actual, row.weight)),
        ),
        confidence=0.9,
        severity="warning",
    )


MESSAGES = {
    "full": (
        "“{name}”目标 {target}、完成 {actual}，未达到目标，而得满分 {score}。",
        "'{name}' missed its target ({actual} against {target}) but scores the full {score}.",
    ),
    "lost": (
        "“{name}”目标 {target}、完成 {actual}，已达到目标，而分值 {weight} 只得 {score}，没有说明原因。",
        "'{name}' met its target ({actual} against {target}) but scores {score} of {weight}"
        " without a reason.",
    ),
}

_FORM = """项目支出绩效自评表（2022年度）

| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施 |
|---|---|---|---|---|---|---|---|
| 产出指标 | 数量指标 | 组织技能培训期数 | %s | %s | %s | %s | %s |
| | 质量指标 | 培训合格率 | ≥95%% | 98%% | 30 | 30 | |
"""

FAILS = [
    Fails(
        _FORM % ("≥{{20期}}", "{{16期}}", "{{10}}", "[[10]]", "学员报名不足"),
        says="“组织技能培训期数”目标 20期、完成 16期，未达到目标，而得满分 10。",
        cure="8",
        severity="warning",
    ),
    Fails(
        _FORM % ("≥{{20期}}", "{{21期}}", "{{10}}", "[[7]]", ""),
        says="“组织技能培训期数”目标 20期、完成 21期，已达到目标，而分值 10 只得 7，没有说明原因。",
        cure="10",
        severity="warning",
    ),
]

PASSES = [
    Passes(
        _FORM % ("≥20期", "30期", "10", "7", ""),
        why="a target that was set too low may cost points",
    ),
    Passes(
        _FORM % ("＞20期", "20期", "10", "10", ""),
        why="more than 20 and at least 20 are one promise in common use",
    ),
    Passes(
        _FORM % ("≥100%", "99.98%", "10", "10", ""),
        why="9.998 points are printed as 10",
    ),
    Passes(
        _FORM % ("≥20期", "21期", "10", "7", "教材印制不规范"),
        why="the row gives a reason",
    ),
    Passes(
        (_FORM % ("≥20期", "21期", "10", "7", ""))
        + "\n组织技能培训期数虽已完成，但有三期签到资料不全，扣3分。\n",
        why="the text gives the reason",
    ),
    Passes(
        _FORM % ("30天", "25天", "10", "10", ""),
        why="a bare number of days may be a limit",
    ),
]
