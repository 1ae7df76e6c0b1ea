"""得分高于分值。 / A score above its weight.

自评得分不得高于该指标的分值（各地自评表说明均有此规定）。没有分值栏的表不核对。
/ Rows without a weight are not checked.
"""

from reportlint.sdk import (
    Facts,
    Fails,
    Finding,
    Iterator,
    Passes,
    Skip,
    dataclass,
    in_error,
    mismatch,
)

SEVERITY = "error"


@dataclass(frozen=True)
class Params:
    """This check has no options."""


def check(facts: Facts, params: Params) -> Iterator[Finding | Skip]:
    """Rows and sentences whose score exceeds the weight."""
    for relation in in_error(facts, "score-bound"):
        yield mismatch(relation, MESSAGES, severity="error")


MESSAGES = {
    "zh": "“{label}”{claim} 高于分值 {first}。",
    "en": "'{label}' {claim} is above its weight {first}.",
}

FAILS = [
    Fails(
        """项目支出绩效自评表（2022年度）

| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |
|---|---|---|---|---|---|---|
| 产出指标 | 数量指标 | 培训班期数 | 4 期 | 5 期 | {{20}} | [[25]] |
| | 质量指标 | 培训合格率 | 95% | 98% | 30 | 30 |
""",
        says="“培训班期数 得分”25 分 高于分值 20 分。",
        cure="20",
        severity="error",
    ),
]

PASSES = [
    Passes(
        """项目支出绩效自评表（2022年度）

| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |
|---|---|---|---|---|---|---|
| 产出指标 | 数量指标 | 培训班期数 | 4 期 | 3 期 | 20 | 15 |
| | 质量指标 | 培训合格率 | 95% | 98% | 30 | 30 |
""",
        why="a score may stay below its weight",
    ),
    Passes(
        "一级指标产出指标：总分值 30 分，总得分 30 分。\n",
        why="the full score",
    ),
]
