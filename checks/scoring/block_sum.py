"""分块得分（分值）与各行之和不符。 / A block's score is not the sum of its rows.

年度目标标题所写“（n 分）”、文中所写一级指标的总分值与总得分，都应等于其下各指标之和；标题可以是得分也可以是
分值，任一相符即可。得分、分值按原数精确相加，不留尾差。/ Goal headings and stated level-1 totals;
the heading may be score or weight. Scores are exact.
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
    """Block scores and weights that their rows do not give."""
    for relation in in_error(facts, "block-score", "block-weight"):
        yield mismatch(relation, MESSAGES, severity="error")


MESSAGES = {
    "zh": "“{label}”为 {claim}，而其下 {count} 项之和为 {expected}。",
    "en": "'{label}' is {claim}, but its {count} rows add up to {expected}.",
}

_FORM = """整体绩效自评表（2022年度）

年度目标 1：（[[{head}]]） 做好宣传工作

| 一级指标 | 二级指标 | 三级指标 | 年初目标值(A) | 实际完成值(B) | 得分 |
|---|---|---|---|---|---|
| 产出指标 | 数量指标 | 宣传场次 | 20场 | 22场 | {{{{4}}}} |
| | 质量指标 | 宣传合格率 | 95% | 98% | {{{{3}}}} |
| 效益指标 | 社会效益指标 | 知晓率 | 80% | 85% | {{{{3}}}} |
"""

FAILS = [
    Fails(
        _FORM.format(head="12分"),
        says="“年度目标 1”为 12分，而其下 3 项之和为 10。",
        cure="10分",
        severity="error",
    ),
]

PASSES = [
    Passes(
        """整体绩效自评表（2022年度）

年度目标 1：（10分） 做好宣传工作

| 一级指标 | 二级指标 | 三级指标 | 年初目标值(A) | 实际完成值(B) | 分值 | 得分 |
|---|---|---|---|---|---|---|
| 产出指标 | 数量指标 | 宣传场次 | 20场 | 10场 | 4 | 2 |
| | 质量指标 | 宣传合格率 | 95% | 98% | 3 | 3 |
| 效益指标 | 社会效益指标 | 知晓率 | 80% | 85% | 3 | 3 |
""",
        why="the heading is the weight of the goal, and the weights add up to it",
    ),
    Passes(
        """整体绩效自评表（2022年度）

年度目标 1：（10分） 做好宣传工作

| 一级指标 | 二级指标 | 三级指标 | 年初目标值(A) | 实际完成值(B) | 得分 |
|---|---|---|---|---|---|
| 产出指标 | 数量指标 | 宣传场次 | 20场 | 10场 | 2 |
| | 质量指标 | 宣传合格率 | 95% | 98% | 3 |
| 效益指标 | 社会效益指标 | 知晓率 | 80% | 85% | 3 |
""",
        why="without a weight column the heading may be a weight, and an indicator missed its target",
    ),
]
