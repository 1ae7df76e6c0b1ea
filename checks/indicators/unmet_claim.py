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
    Span,
    dataclass,
    indicator_rows,
    misses,
)

SEVERITY = "warning"
PREVIEW = True
_UNCLEAR = ("是", "否", "良好", "合格", "通过")  # they may tell of the work, not of its extent


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
    """A cell for the result or the reason, or a part of the result, that only says it is done."""
    words = facts.lexicon.words
    for cell in (*row.results, *([row.reason] if row.reason is not None else [])):
        if cell.text.strip() in words["done"] and cell.text.strip() not in _UNCLEAR:
            yield row.cell_place(cell, "claim")
    for cell in row.results:
        alone = tuple(word for word in words["done"] if word not in _UNCLEAR)
        yield from _clauses(facts, row.document, cell.span, alone)


def _in_text(facts: Facts, row: IndicatorRow) -> Iterator[Place]:
    """Clauses behind the same result in running text, up to the next figure."""
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
            for sentence in reading.sentences:
                if sentence.span.covers(member.span):
                    later = [i for i in sentence.figures if i > member.figure]
                    end = reading.figures[later[0]].span.start if later else sentence.span.end
                    between = reading.document.text[member.span.end : end]
                    if later:  # what leads up to the next figure is said of that one
                        between = re.sub(r"[^，,；;]*$", "", between)
                    stop = member.span.end + len(between)
                    yield from _clauses(facts, row.document, Span(member.span.end, stop), ())


def _clauses(facts: Facts, document: int, span: Span, alone: tuple[str, ...]) -> Iterator[Place]:
    """Clauses in a stretch of text that say that a target was reached, and nothing else."""
    words = facts.lexicon.words
    text = facts.documents[document].slice(span)
    before = "|".join(words["done_prefixes"])
    inner = "|".join((*words["done_clauses"], *alone))
    pattern = rf"(?:^|[，,、；; \n])\s*((?:{before})*(?:{inner}))\s*(?=[，,；;。\n]|$)"
    for match in re.finditer(pattern, text):
        if match.start() == 0 and match[0].strip() == text.strip():
            continue  # the whole cell, told above
        start = span.start + match.start(1)
        yield Place(
            role="claim",
            span=Span(start, start + len(match[1])),
            text=match[1],
            document=document,
        )


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

全年举办消防演练45场，[[完成年度目标]]。

| 一级指标 | 二级指标 | 三级指标 | 年初目标值 | 实际完成值 |
|---|---|---|---|---|
| 产出指标 | 数量指标 | 举办消防演练场次 | {{60 场}} | {{45 场}} |
| | 质量指标 | 演练评估合格率 | 95% | 98% |
""",
        says="“举办消防演练场次”写作“完成年度目标”，而实际完成值 45 场 未达到目标值 60 场。",
        cure="比年度目标少",
    ),
]

PASSES = [
    Passes(
        """部门整体绩效自评报告（2022年度）

全年举办消防演练45场，完成年度目标的75%。

| 一级指标 | 二级指标 | 三级指标 | 年初目标值 | 实际完成值 |
|---|---|---|---|---|
| 产出指标 | 数量指标 | 举办消防演练场次 | 60 场 | 45 场 |
| | 质量指标 | 演练评估合格率 | 95% | 98% |
""",
        why="three quarters of the target are stated",
    ),
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
