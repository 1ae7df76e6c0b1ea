"""目标是数字而结果只写“完成”。 / A target in figures, a result in words only.

年初目标值是数量或百分比，实际完成值只写“达成预期指标”“已完成”等，看不出完成了多少。
目标为 100% 而写“全部完成”的、目标本身写明同一词的（合格（100%））、目标为一个（套、项）而写“完成”的，不提示。
/ Yes/no targets, 100% answered by 全部, and a single thing that is done are left out.
"""

from reportlint.sdk import (
    Comparator,
    Facts,
    Fails,
    Figure,
    Finding,
    IndicatorRow,
    Iterator,
    Measure,
    Message,
    Passes,
    Skip,
    dataclass,
    indicator_rows,
)

SEVERITY = "warning"
PREVIEW = True
_MEASURES = (Measure.COUNT, Measure.SHARE, Measure.MONEY, Measure.EXTENT, Measure.BARE)


@dataclass(frozen=True)
class Params:
    """This check has no options."""


def check(facts: Facts, params: Params) -> Iterator[Finding | Skip]:
    """Rows with a figure as target and only a word of completion as result."""
    words = facts.lexicon.words
    for row in indicator_rows(facts):
        target, cell = row.target, row.target_cell
        if target is None or cell is None or cell.kind != "value" or len(row.results) != 1:
            continue
        result = "".join(row.results[0].text.split())
        if result not in words["done"] or row.results[0].figures:
            continue
        if target.measure not in _MEASURES or target.unit in words["time_units"]:
            continue
        if result in "".join(cell.text.split()) or _says_enough(row, target, result):
            continue
        yield _finding(row, target)


def _says_enough(row: IndicatorRow, target: Figure, result: str) -> bool:
    """全部完成 is 100%; of one thing, 完成 tells all; 100% 合格率 and 合格 are the same."""
    exact = target.comparator is Comparator.EQ
    if target.unit == "%" and target.value == 100:
        return "全" in result or (len(result) <= 3 and result.removeprefix("已") in row.name)
    return exact and target.value == 1 and target.unit != "%"


def _finding(row: IndicatorRow, target: Figure) -> Finding:
    assert row.target_cell is not None
    values = {
        "name": row.name,
        "claim": " ".join(row.results[0].text.split()),
        "target": " ".join(row.target_cell.text.split()),
    }
    return Finding(
        message=Message(zh=MESSAGES["zh"].format(**values), en=MESSAGES["en"].format(**values)),
        places=(row.cell_place(row.results[0], "claim"), row.figure_place(target)),
        severity="warning",
        confidence=0.9,
    )


MESSAGES = {
    "zh": "“{name}”目标值为“{target}”，实际完成值只写“{claim}”，没有数字。",
    "en": "'{name}': the target is '{target}', the result only '{claim}', without a figure.",
}

FAILS = [
    Fails(
        """部门整体绩效自评表（2022年度）

| 一级指标 | 二级指标 | 三级指标 | 年初目标值 | 实际完成值 |
|---|---|---|---|---|
| 产出指标 | 数量指标 | 巡查河道次数 | 不少于{{24次}} | [[达成预期指标]] |
| | 质量指标 | 水质抽检合格率 | ≥95% | 97% |
""",
        says="“巡查河道次数”目标值为“不少于24次”，实际完成值只写“达成预期指标”，没有数字。",
        cure="26次",
        severity="warning",
    ),
]

PASSES = [
    Passes(
        """部门整体绩效自评表（2022年度）

| 一级指标 | 二级指标 | 三级指标 | 年初目标值 | 实际完成值 |
|---|---|---|---|---|
| 产出指标 | 数量指标 | 建成监测平台 | 1个 | 已完成 |
| | | 河长制覆盖 | 100% | 全部完成 |
| | 质量指标 | 平台验收合格率 | 100% | 合格 |
| | | 档案评查 | 合格（100%） | 合格 |
""",
        why="one platform is done or not; 全部 and 合格 amount to 100% here",
    ),
    Passes(
        """部门整体绩效自评表（2022年度）

| 一级指标 | 二级指标 | 三级指标 | 年初目标值 | 实际完成值 |
|---|---|---|---|---|
| 产出指标 | 数量指标 | 是否编制年度巡查方案 | 是 | 是 |
| | 质量指标 | 河道保洁 | 良好 | 达成预期指标 |
| | 时效指标 | 保洁完成时间 | 2022年12月31日前 | 完成 |
| | | 问题处置时限 | 3天 | 达成预期指标 |
""",
        why="targets in words, a date and a time limit are met or not",
    ),
]
