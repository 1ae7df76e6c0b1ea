"""分值栏误填得分。 / A score stands where a weight belongs.

各年度目标标题的“（n 分）”为分值时，加预算执行的分值应为满分。若合计不足，而某一标题正好等于其下各项得分之和、其下有指标
未达目标，且按完成比例反推的分值恰好补足满分，则该标题填的是得分。有分值栏的表不作此推算。
/ Goal headings hold weights: one that equals its scores, while a target below it was missed, is
reported when the weight worked out from the missed row makes up the full mark exactly.
"""

import re
from decimal import Decimal
from fractions import Fraction

from reportlint.sdk import (
    Facts,
    Fails,
    Figure,
    Finding,
    IndicatorRow,
    Iterator,
    Message,
    Passes,
    Relation,
    Skip,
    dataclass,
    execution_rows,
    figure_place,
    indicator_rows,
    misses,
    points,
    printed_range,
)

SEVERITY = "warning"
PREVIEW = True

_GOAL = re.compile(r"^(?:年度)?(?:绩效)?目标\d+$")


@dataclass(frozen=True)
class Params:
    """This check has no options."""


def check(facts: Facts, params: Params) -> Iterator[Finding | Skip]:
    """Goal headings that hold a score although the others hold weights."""
    for document in range(len(facts.documents)):
        goals = [f for f in facts.figures(document) if f.table is None and _is_goal(f)]
        labels = [figure.label for figure in goals]
        blocks = [
            relation
            for relation in facts.relations_of("block-score")
            if relation.claim.document == document
            and relation.claim.figure in {figure.index for figure in goals}
        ]
        if len(set(labels)) < len(labels) or len(goals) < 2:
            continue  # several forms in one file
        found = list(_worked_out(facts, goals, blocks, document))
        if len(found) == 1:
            yield found[0]


def _is_goal(figure: Figure) -> bool:
    return figure.measure.value == "score" and bool(_GOAL.match("".join(figure.label.split())))


def _worked_out(
    facts: Facts, goals: list[Figure], blocks: list[Relation], document: int
) -> Iterator[Finding]:
    """Headings for which the weight worked out from the missed rows makes up the full mark."""
    executions = [row for row in execution_rows(facts) if row.document == document]
    if len(executions) > 1:
        return
    stated = sum((figure.value for figure in goals), Decimal(0))
    stated += sum((row.weight.value for row in executions), Decimal(0))
    short = (facts.profile.full_mark or Decimal(100)) - stated
    rows = {(row.table, row.row): row for row in indicator_rows(facts) if row.document == document}
    for block in blocks:
        values = [term.value or Decimal(0) for term in block.terms]
        heading = facts.figures(document)[block.claim.figure or 0]
        if short <= 0 or block.alternatives or sum(values) != heading.value:
            continue
        below = [rows.get((term.table or 0, term.row or 0)) for term in block.terms]
        missed = [row for row in below if row and misses(row, facts.lexicon.words)]
        lost = [_lost(row) for row in missed]
        low, high = sum(low for low, _ in lost), sum(high for _, high in lost)
        if lost and low <= Fraction(short) <= high:
            yield _finding(heading, stated, short, missed, document)


def _lost(row: IndicatorRow) -> tuple[Fraction, Fraction]:
    """Points that the row lost if its score is its weight times the share completed."""
    score, target, actual = row.score, row.target, row.actual
    if score is None or target is None or actual is None or not (target.value and actual.value):
        return Fraction(0), Fraction(0)
    share = Fraction(actual.value * actual.scale) / Fraction(target.value * target.scale)
    low, high = (end / min(share, 1 / share) for end in printed_range(score))
    return low - Fraction(score.value), high - Fraction(score.value)


def _finding(
    heading: Figure, stated: Decimal, short: Decimal, missed: list[IndicatorRow], document: int
) -> Finding:
    first = missed[0]
    values = {
        "label": heading.label,
        "n": heading.number,
        "stated": points(Fraction(stated)),
        "weight": points(Fraction(heading.value + short)),
        "row": first.name,
        "score": first.score.number if first.score else "",
    }
    figures = (f for row in missed for f in (row.score, row.actual, row.target) if f is not None)
    return Finding(
        message=Message(zh=MESSAGES["zh"].format(**values), en=MESSAGES["en"].format(**values)),
        places=(
            figure_place(heading, document, "claim"),
            *(figure_place(figure, document) for figure in figures),
        ),
        arithmetic="{stated} − {n} + {weight} = {full}".format(
            full=points(Fraction(stated + short)), **values
        ),
        confidence=0.85,
        severity="warning",
    )


MESSAGES = {
    "zh": "“{label}”标题为 {n} 分，与其下得分之和相同，而各标题分值合计只有 {stated}；按“{row}”得分 {score} 反推，"
    "分值应为 {weight} 分。",
    "en": "'{label}' says {n}, which is the sum of its scores, and the headings add up to only"
    " {stated}; worked out from '{row}' ({score}) its weight is {weight}.",
}

_FORM = """整体绩效自评表（2022年度）

| 预算执行情况（万元） | 预算数(A) | 执行数(B) | 执行率(B/A) | 得分（20分*执行率） |
|---|---|---|---|---|
| 部门支出总额 | 500.00 | 500.00 | 100%% | 20 |

年度目标 1：（%s） 做好宣传工作

| 一级指标 | 二级指标 | 三级指标 | 年初目标值(A) | 实际完成值(B) | 得分 |
|---|---|---|---|---|---|
| 产出指标 | 数量指标 | 宣传场次 | %s | %s | %s |
| | 质量指标 | 宣传合格率 | 95%% | 98%% | 20 |

年度目标 2：（%s） 做好培训工作

| 一级指标 | 二级指标 | 三级指标 | 年初目标值(A) | 实际完成值(B) | 得分 |
|---|---|---|---|---|---|
| 产出指标 | 数量指标 | 培训人数 | 200人 | 210人 | 25 |
| | 质量指标 | 培训合格率 | 95%% | 98%% | 15 |
"""

FAILS = [
    Fails(
        _FORM % ("[[35分]]", "{{20场}}", "{{15场}}", "{{15}}", "40分"),
        says="“年度目标 1”标题为 35 分，与其下得分之和相同，而各标题分值合计只有 95；"
        "按“宣传场次”得分 15 反推，分值应为 40 分。",
        cure="40分",
        severity="warning",
    ),
]

PASSES = [
    Passes(
        _FORM % ("40分", "20场", "15场", "15", "40分"),
        why="the heading is the weight, and an indicator below it lost points",
    ),
    Passes(
        _FORM % ("35分", "20场", "22场", "15", "40分"),
        why="every target is met: the weights may be short, but nothing was filled in wrongly here",
    ),
]
