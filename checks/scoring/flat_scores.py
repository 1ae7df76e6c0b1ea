"""得分普遍满分、分值过于集中。 / Every score is full, or the weights are lopsided.

各项指标全部满分且完成值几乎都与目标值分毫不差；一项指标占去指标分值一半以上；年度目标分值为 0。都不是错误，只提示评价的
区分度。工资等按月发放的例行项目可以如此。/ Advice on how well the form can tell good work from bad.
"""

import re
from decimal import Decimal

from reportlint.sdk import (
    Annotated,
    Facts,
    Fails,
    Finding,
    Iterator,
    Message,
    Passes,
    Place,
    ScoredRow,
    Skip,
    dataclass,
    execution_rows,
    figure_place,
    scored_rows,
)

SEVERITY = "info"
PREVIEW = True

_GOAL = re.compile(r"^(?:年度)?(?:绩效)?目标\d+$")
_HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Params:
    """From when on scores count as flat and a weight as too large."""

    min_rows: Annotated[int, "Fewer scored rows than this say nothing."] = 8
    exact: Annotated[int, "Percent of the measured rows that hit their target exactly."] = 90
    share: Annotated[int, "Percent of all indicator weights that one row may have."] = 50


def check(facts: Facts, params: Params) -> Iterator[Finding | Skip]:
    """Flat scores and lopsided weights, form by form; goals without points."""
    funded = [row.document for row in execution_rows(facts)]
    forms: dict[tuple[int, int], list[ScoredRow]] = {}
    for row in scored_rows(facts):
        several = funded.count(row.indicator.document) > 1
        key = (row.indicator.document, row.indicator.table if several else -1)
        forms.setdefault(key, []).append(row)
    for rows in forms.values():
        yield from _flat(rows, params)
        yield from _lopsided(rows, params)
    for document in range(len(facts.documents)):
        for figure in facts.figures(document):
            goal = figure.measure.value == "score" and figure.table is None
            if goal and figure.value == 0 and _GOAL.match("".join(figure.label.split())):
                place = figure_place(figure, document, "claim")
                yield _finding("no-points", place, label=figure.label)


def _flat(rows: list[ScoredRow], params: Params) -> Iterator[Finding]:
    if len(rows) < params.min_rows or any(r.score.value != r.weight.value for r in rows):
        return
    pairs = [(row.indicator.target, row.indicator.actual) for row in rows]
    measured = [(a, b) for a, b in pairs if a is not None and b is not None]
    exact = sum(1 for a, b in measured if a.value * a.scale == b.value * b.scale)
    if len(measured) * 2 >= params.min_rows and exact * 100 >= len(measured) * params.exact:
        place = figure_place(rows[0].score, rows[0].indicator.document, "claim")
        yield _finding("flat", place, count=len(rows), exact=exact, measured=len(measured))


def _lopsided(rows: list[ScoredRow], params: Params) -> Iterator[Finding]:
    total = sum((row.weight.value for row in rows), Decimal(0))
    if len(rows) < 4 or any(row.shared for row in rows):
        return
    for row in rows:
        if row.weight.value * _HUNDRED >= total * params.share:
            place = figure_place(row.weight, row.indicator.document, "claim")
            weight = row.weight.number
            yield _finding("lopsided", place, name=row.name, weight=weight, total=total)


def _finding(kind: str, place: Place, **values: object) -> Finding:
    zh, en = MESSAGES[kind]
    return Finding(
        message=Message(zh=zh.format(**values), en=en.format(**values)),
        places=(place,),
        confidence=0.9,
        severity="info",
    )


MESSAGES = {
    "flat": (
        "{count} 项指标全部满分，{measured} 项定量指标中 {exact} 项的完成值与目标值完全相同。",
        "All {count} indicators have full scores, and {exact} of {measured} results equal their"
        " targets exactly.",
    ),
    "lopsided": (
        "“{name}”一项的分值 {weight} 占各指标分值合计 {total} 的一半以上。",
        "'{name}' alone has {weight} of the {total} points of all indicators.",
    ),
    "no-points": (
        "“{label}”的分值为 0，其下指标完成得如何不影响总分。",
        "'{label}' has no points: how its indicators turn out does not count.",
    ),
}

_HEAD = """项目支出绩效自评表（2022年度）

| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |
|---|---|---|---|---|---|---|
"""
_ROWS = """| 产出指标 | 数量指标 | 培训期数 | 20期 | 20期 | 10 | [[10]] |
| | | 宣传场次 | 6场 | 6场 | 10 | 10 |
| | | 检查企业家数 | 80家 | 80家 | 10 | 10 |
| | 质量指标 | 培训合格率 | 95% | 95% | 10 | 10 |
| | | 检查覆盖率 | 100% | 100% | 10 | 10 |
| | 时效指标 | 完成及时率 | 100% | 100% | 10 | 10 |
| 效益指标 | 社会效益指标 | 知晓率 | 80% | 80% | 20 | 20 |
| 满意度指标 | 服务对象满意度指标 | 群众满意度 | 90% | 90% | 10 | 10 |
"""
_PLAIN = _HEAD + _ROWS.replace("[[10]]", "10")

FAILS = [
    Fails(
        _HEAD + _ROWS,
        says="8 项指标全部满分，8 项定量指标中 8 项的完成值与目标值完全相同。",
        cure="9",
        severity="info",
    ),
    Fails(
        _PLAIN.replace("20期 | 20期 | 10 | 10", "20期 | 26期 | [[80]] | 78"),
        says="“培训期数”一项的分值 80 占各指标分值合计 160 的一半以上。",
        cure="79",
    ),
    Fails(
        """整体绩效自评表（2022年度）

年度目标 1：（[[0分]]） 做好宣传工作

| 一级指标 | 二级指标 | 三级指标 | 年初目标值(A) | 实际完成值(B) | 得分 |
|---|---|---|---|---|---|
| 产出指标 | 数量指标 | 宣传场次 | 20场 | 22场 | |
| | 质量指标 | 宣传合格率 | 95% | 98% | |
""",
        says="“年度目标 1”的分值为 0，其下指标完成得如何不影响总分。",
        cure="5分",
    ),
]

PASSES = [
    Passes(
        _PLAIN.replace("| 6场 | 10", "| 9场 | 10").replace("80% | 80%", "80% | 91%"),
        why="two results of eight differ from their targets",
    ),
    Passes(
        _HEAD + "".join(_ROWS.replace("[[10]]", "10").splitlines(keepends=True)[:5]),
        why="five rows say nothing",
    ),
]
