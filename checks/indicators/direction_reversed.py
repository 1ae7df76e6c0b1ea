"""目标方向与指标名称相反。 / A target bounded on the wrong side for what its name measures.

投诉率、重新犯罪率、差错率等以低为优而目标写“≥”“以上”，或者覆盖率、合格率、满意度等以高为优而目标写“≤”“以内”。
只看名称以该词结尾的指标；投诉查处率、事故压降率等说的是处理结果，不在此列；上限为 100% 也不算。
/ Complaint or error rates with a lower bound, coverage or satisfaction rates with an upper one.
"""

from reportlint.sdk import (
    Facts,
    Fails,
    Finding,
    IndicatorRow,
    Iterator,
    Message,
    Passes,
    Skip,
    dataclass,
    indicator_rows,
    reversed_side,
)

SEVERITY = "warning"
PREVIEW = True


@dataclass(frozen=True)
class Params:
    """This check has no options."""


def check(facts: Facts, params: Params) -> Iterator[Finding | Skip]:
    """Targets whose printed direction speaks against the name of their indicator."""
    for row in indicator_rows(facts):
        kind = reversed_side(row, facts.lexicon.words)
        if kind:
            yield _finding(row, kind)


def _finding(row: IndicatorRow, kind: str) -> Finding:
    assert row.target_cell is not None and row.target is not None
    zh, en = MESSAGES[kind]
    target = " ".join(row.target_cell.text.split())
    mark = {"up": "≥", "down": "≤"}[row.direction]
    values = {"name": row.name, "target": target, "mark": mark}
    places = [row.cell_place(row.target_cell, "claim")]
    if row.name_cell is not None:
        places.append(row.cell_place(row.name_cell))
    return Finding(
        message=Message(zh=zh.format(**values), en=en.format(**values)),
        places=tuple(places),
        severity="warning",
        confidence=0.85,
    )


MESSAGES = {
    "low": (
        "“{name}”以低为优，而目标值“{target}”是下限（{mark}）。",
        "Less is better for '{name}', but its target '{target}' is a lower bound ({mark}).",
    ),
    "high": (
        "“{name}”以高为优，而目标值“{target}”是上限（{mark}）。",
        "More is better for '{name}', but its target '{target}' is an upper bound ({mark}).",
    ),
}

FAILS = [
    Fails(
        """项目绩效目标表（2022年度）

| 一级指标 | 二级指标 | 三级指标 | 指标值 |
|---|---|---|---|
| 产出指标 | 质量指标 | {{窗口业务差错率}} | [[≥2%]] |
| | | 业务培训合格率 | ≥95% |
""",
        says="“窗口业务差错率”以低为优，而目标值“≥2%”是下限（≥）。",
        cure="≤2%",
        severity="warning",
    ),
    Fails(
        """项目绩效目标表（2022年度）

| 一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 |
|---|---|---|---|---|
| 产出指标 | 质量指标 | 业务差错率 | ≤ | 2% |
| | | {{社区服务覆盖率}} | ≤ | [[90%]] |
""",
        says="“社区服务覆盖率”以高为优，而目标值“90%”是上限（≤）。",
        cure="100%",
    ),
]

PASSES = [
    Passes(
        """项目绩效目标表（2022年度）

| 一级指标 | 二级指标 | 三级指标 | 指标值 |
|---|---|---|---|
| 产出指标 | 质量指标 | 投诉处理及时率 | ≥98% |
| | | 安全事故压降率 | ≥10% |
| | 数量指标 | 事故应急演练次数 | ≥4次 |
""",
        why="what is done about complaints and accidents is better when there is more of it",
    ),
    Passes(
        """项目绩效目标表（2022年度）

| 一级指标 | 二级指标 | 三级指标 | 指标值 |
|---|---|---|---|
| 产出指标 | 质量指标 | 产品不合格率 | ≤3% |
| | | 预算执行完成率 | ≤100% |
| | | 投诉率、回访满意率 | ≥95% |
""",
        why="不合格 is the bad side, 100% is the natural limit, a name of two rates has two directions",
    ),
]
