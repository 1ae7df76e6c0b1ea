"""存在问题与扣分不对应。 / Lost points and told problems do not answer each other.

有扣分而“存在问题”或“改进措施”只写“无”；或者文中说部分指标未完成，而各项均得满分。栏目留空的不报；扣分合计很少的不报；
只问某一方面（如资金管理）存在问题的栏目不看；一份文件中有几份评分表的不核对。
/ A blank field, and a loss of less than a point, say nothing. Several forms leave it open.
"""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from reportlint.sdk import (
    Annotated,
    Facts,
    Fails,
    Figure,
    Finding,
    Iterator,
    Measure,
    Message,
    Passes,
    Place,
    Remark,
    Role,
    Skip,
    dataclass,
    execution_rows,
    figure_place,
    remarks,
    scored_rows,
)

SEVERITY = "info"
PREVIEW = True

_UNMET = re.compile(
    r"(?:部分|个别|少数|有些|[一二两三四五六七八九\d]+[项个])(?!单位|部门|项目)[^，。；、：]{0,10}(?:指标|目标)(?:值)?"
    r"(?:还|尚|仍|均)?(?:未完成|未达到|未达成|未达标|没有完成|未能完成|未实现|未能达到|未能实现)"
)
_MANY = 3
_HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Params:
    """From which loss on a problem is expected."""

    points: Annotated[int, "Points lost, together, from which on a problem is expected."] = 1


# What bears points: its name, the full mark (None: 100), and the score.
_Scored = tuple[str, Figure | None, Figure]


def check(facts: Facts, params: Params) -> Iterator[Finding | Skip]:
    """Remarks that say 无 beside lost points, and told misses beside full marks."""
    told = list(remarks(facts))
    for document in range(len(facts.documents)):
        own = [remark for remark in told if remark.document == document]
        nothing = [remark for remark in own if remark.none]
        unmet = [remark for remark in own if remark.problems and _said(remark)]
        if not nothing and not unmet:
            continue
        if sum(row.document == document for row in execution_rows(facts)) > 1:
            yield Skip(
                Message(zh="文件中有多份评分表", en="there are several scored forms in the file")
            )
            continue
        rows = list(_rows(facts, document))
        totals = list(_totals(facts, document))
        lost = sorted((row for row in rows if _lost(row) > 0), key=lambda row: -_lost(row))
        short = lost or [row for row in totals if _lost(row) > 0][:1]
        if nothing and sum(map(_lost, short)) >= params.points:
            yield _nothing(nothing, short, document)
        elif unmet and not short and totals and len(rows) >= _MANY:
            yield _full(unmet[0], rows, document)


def _lost(row: _Scored) -> Decimal:
    return (row[1].value if row[1] is not None else _HUNDRED) - row[2].value


def _rows(facts: Facts, document: int) -> Iterator[_Scored]:
    """Indicators and the execution with a weight and a score that are theirs alone."""
    usable = (Measure.SCORE, Measure.BARE)
    for row in scored_rows(facts):
        measures = (row.weight.measure in usable, row.score.measure in usable)
        if row.indicator.document == document and not row.shared and all(measures):
            yield row.name, row.weight, row.score
    for funded in execution_rows(facts):
        if funded.document == document:
            yield "预算执行", funded.weight, funded.score


def _totals(facts: Facts, document: int) -> Iterator[_Scored]:
    """The printed totals of a form that is marked out of a hundred."""
    reading, labels = facts.readings[document], facts.lexicon.words["total_score"]
    weights = sum(row[1].value for row in _rows(facts, document) if row[1] is not None)
    if _HUNDRED not in (facts.profile.full_mark, weights):
        return
    for cell in (cell for grid in reading.grids for cell in grid.cells):
        label = "".join(cell.row_path[-1].split()).rstrip(":：") if cell.row_path else ""
        if label in labels and cell.role is not Role.WEIGHT and len(cell.figures) == 1:
            figure = reading.figures[cell.figures[0]]
            if figure.measure in (Measure.SCORE, Measure.BARE) and figure.value <= _HUNDRED:
                yield label, None, figure


def _said(remark: Remark) -> str:
    return next((m[0] for text in remark.sentences if (m := _UNMET.search(text))), "")


def _nothing(nothing: Sequence[Remark], lost: Sequence[_Scored], document: int) -> Finding:
    name, weight, score = lost[0]
    values = {
        "label": nothing[0].label,
        "claim": nothing[0].text.strip(),
        "name": name,
        "score": score.text,
        "weight": weight.text if weight is not None else "100",
        "lost": sum(map(_lost, lost)),
    }
    places = [remark.place("evidence") for remark in nothing[1:]]
    places += [figure_place(f, document) for f in (score, weight) if f is not None]
    return _finding("nothing", nothing[0], places, values)


def _full(remark: Remark, rows: Sequence[_Scored], document: int) -> Finding:
    values = {"label": remark.label, "said": _said(remark), "count": len(rows)}
    return _finding("full", remark, [figure_place(rows[0][2], document)], values)


def _finding(
    kind: str, claim: Remark, evidence: Sequence[Place], values: Mapping[str, object]
) -> Finding:
    zh, en = MESSAGES[kind]
    return Finding(
        message=Message(zh=zh.format(**values), en=en.format(**values)),
        places=(claim.place("claim"), *evidence),
        severity="info",
        confidence=0.8,
    )


MESSAGES = {
    "nothing": (
        "“{label}”写“{claim}”，而“{name}”得分 {score} 低于分值 {weight}（共失 {lost} 分）。",
        "'{label}' says '{claim}', but '{name}' scores {score} of {weight}"
        " ({lost} points are lost).",
    ),
    "full": (
        "“{label}”称“{said}”，而表中 {count} 项均得满分。",
        "'{label}' says '{said}', but all {count} rows have full marks.",
    ),
}

_FORM = """部门整体绩效自评表（2022年度）

| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施 |
|---|---|---|---|---|---|---|---|
| 产出指标 | 数量指标 | 走访商户 | 300户 | 320户 | 40 | {first} | |
| | 质量指标 | 台账完整率 | 100% | 100% | 30 | 30 | |
| 效益指标 | 社会效益指标 | 商户知晓率 | 80% | 85% | 30 | 30 | |
| 总分 | | | | | 100 | {total} | |
"""

FAILS = [
    Fails(
        "部门整体绩效自评报告（2022年度）\n\n四、存在的问题\n\n[[无。]]\n\n五、附表\n\n"
        + _FORM.format(first="{{36}}", total="96").replace("| 40 |", "| {{40}} |"),
        says="“存在的问题”写“无。”，而“走访商户”得分 36 低于分值 40（共失 4 分）。",
        cure="走访频次不足。",
        severity="info",
    ),
    Fails(
        "部门整体绩效自评报告（2022年度）\n\n四、存在的问题及原因\n\n[[个别指标未完成，工作计划不够细。]]\n\n"
        "五、附表\n\n" + _FORM.format(first="{{40}}", total="100"),
        says="“存在的问题及原因”称“个别指标未完成”，而表中 3 项均得满分。",
        cure="工作计划不够细。",
    ),
]

PASSES = [
    Passes(
        "部门整体绩效自评报告（2022年度）\n\n四、存在的问题\n\n无。\n\n五、附表\n\n"
        + _FORM.format(first="39.6", total="99.6"),
        why="less than a point is lost",
    ),
    Passes(
        "部门整体绩效自评报告（2022年度）\n\n四、资金管理存在的问题\n\n无。\n\n五、其他需要说明的问题\n\n无。\n\n"
        + _FORM.format(first="36", total="96"),
        why="only one side, and nothing else to add, was asked for",
    ),
    Passes(
        "部门整体绩效自评报告（2022年度）\n\n四、存在的问题\n\n部分项目管理不够精细，个别单位目标未完成备案。\n\n"
        "五、附表\n\n" + _FORM.format(first="40", total="100"),
        why="problems of management need not cost points",
    ),
]
