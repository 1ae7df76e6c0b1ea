"""未达目标而写完成。 / A missed target that is called done.

同一行中实际完成值达不到目标值，而该行另写“已完成”“达成预期指标”；或者正文说到同一结果时写“完成年度目标”。
与目标值相等不算未达；目标方向不能确定的（费用、时限等未写比较符）不核对。
/ The row's result misses its target, while the row, or the text on that result, says it is done.
"""

import re

from reportlint.sdk import (
    Facts,
    Fails,
    Finding,
    IndicatorRow,
    Iterator,
    Message,
    Passes,
    Place,
    Skip,
    dataclass,
    indicator_rows,
    misses,
)

SEVERITY = "warning"
PREVIEW = True
_STOP = re.compile(r"[。；;\n\t]")


@dataclass(frozen=True)
class Params:
    """This check has no options."""


def check(facts: Facts, params: Params) -> Iterator[Finding | Skip]:
    """Rows that miss their target with the words that call them done."""
    for row in indicator_rows(facts):
        if not misses(row, facts.lexicon.words):
            continue
        for claim in (*_in_row(facts, row), *_in_text(facts, row)):
            yield _finding(row, claim)


def _in_row(facts: Facts, row: IndicatorRow) -> Iterator[Place]:
    """Words in the cells of the row that tell the result or the reason."""
    done = facts.lexicon.words["done"]
    cells = [*row.results, *([row.reason] if row.reason is not None else [])]
    for cell in cells:
        text = cell.text.strip()
        if text in done and text not in ("是", "否", "良好", "合格", "通过"):
            yield row.cell_place(cell, "claim")
        elif claimed := _claimed(facts, row.document, cell.span.start, cell.span.end):
            yield claimed


def _in_text(facts: Facts, row: IndicatorRow) -> Iterator[Place]:
    """Words behind the same result in running text, up to the next figure."""
    assert row.actual is not None
    reading = facts.readings[row.document]
    for relation in facts.relations_of("same-quantity"):
        if relation.verdict is None or not relation.verdict.holds:
            continue
        members = [m for m in relation.members if m.document == row.document]
        if row.actual.index not in [member.figure for member in members]:
            continue
        for member in members:
            if member.table is not None or member.figure is None:
                continue
            stops = [figure.span.start for figure in reading.figures[member.figure + 1 :][:1]]
            end = _STOP.search(reading.document.text, member.span.end)
            stops.append(end.start() if end else len(reading.document.text))
            claimed = _claimed(facts, row.document, member.span.end, min(stops))
            if claimed:
                yield claimed


def _claimed(facts: Facts, document: int, start: int, end: int) -> Place | None:
    """The first phrase between two offsets that says a target was reached."""
    words = facts.lexicon.words
    text = facts.documents[document].text
    for phrase in sorted(words["done_phrases"], key=len, reverse=True):
        at = text.find(phrase, start, end)
        before = text[max(start, at - 8) : at] if at >= 0 else ""
        if at < 0 or any(word in before for word in words["not_done"]):
            continue
        return Place(
            role="claim",
            span=facts.documents[document].span_of(at, at + len(phrase)),
            text=phrase,
            document=document,
        )
    return None


def _finding(row: IndicatorRow, claim: Place) -> Finding:
    assert row.target is not None and row.actual is not None
    values = {
        "claim": claim.text,
        "name": row.name,
        "actual": row.actual.text,
        "target": row.target.text,
    }
    return Finding(
        message=Message(zh=MESSAGES["zh"].format(**values), en=MESSAGES["en"].format(**values)),
        places=(claim, row.figure_place(row.target), row.figure_place(row.actual)),
        severity="warning",
        confidence=0.85,
        arithmetic=f"{row.actual.text}：目标 {row.target.text}，未达到",
    )


MESSAGES = {
    "zh": "“{name}”写作“{claim}”，而实际完成值 {actual} 未达到目标值 {target}。",
    "en": "'{name}' is called '{claim}', but the result {actual} misses the target {target}.",
}

FAILS = [
    Fails(
        """项目支出绩效自评表（2022年度）

| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 全年完成值 | 未完成原因分析 |
|---|---|---|---|---|---|
| 产出指标 | 数量指标 | 新建充电车位 | ≥{{200个}} | {{164个}} | [[已完成]] |
| | 质量指标 | 车位验收合格率 | ≥95% | 98% | |
""",
        says="“新建充电车位”写作“已完成”，而实际完成值 164个 未达到目标值 200个。",
        cure={1: "212个"},
        severity="warning",
    ),
    Fails(
        """部门整体绩效自评报告（2022年度）

全年举办消防演练{{}}45场，[[完成年度目标]]。

| 一级指标 | 二级指标 | 三级指标 | 年初目标值 | 实际完成值 |
|---|---|---|---|---|
| 产出指标 | 数量指标 | 举办消防演练场次 | {{60 场}} | {{45 场}} |
| | 质量指标 | 演练评估合格率 | 95% | 98% |
""",
        says="“举办消防演练场次”写作“完成年度目标”，而实际完成值 45 场 未达到目标值 60 场。",
        cure="比目标少",
    ),
]

PASSES = [
    Passes(
        """项目支出绩效自评表（2022年度）

| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 全年完成值 | 未完成原因分析 |
|---|---|---|---|---|---|
| 产出指标 | 数量指标 | 新建充电车位 | ≥200个 | 164个 | 剩余车位尚未全部完成 |
| | 质量指标 | 车位验收合格率 | >95% | 95% | 已完成 |
""",
        why="尚未 denies it; a result equal to a strict target is called done in common use",
    ),
    Passes(
        """项目支出绩效自评表（2022年度）

| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 全年完成值 | 未完成原因分析 |
|---|---|---|---|---|---|
| 产出指标 | 时效指标 | 工程用时 | 90天 | 82天 | 已完成 |
| | 成本指标 | 改造费 | 30万元 | 28.6万元 | 已完成 |
""",
        why="a bare number of days or money is a limit",
    ),
]
