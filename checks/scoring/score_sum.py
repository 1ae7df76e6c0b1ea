"""总分与各项得分之和不符。 / The total score is not the sum of the scores.

总分 = 预算执行得分 + 各指标（各年度目标）得分。表头、末行和正文所写的总分分别核对；有指标没有得分时不比较。
/ Each stated total is checked: head of the form, last row, text. Scores are exact.
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
    """Stated totals that the scores do not give."""
    for relation in in_error(facts, "score-sum"):
        yield mismatch(relation, MESSAGES, severity="error")


MESSAGES = {
    "zh": "“{label}”为 {claim}，而 {count} 项得分之和为 {expected}。",
    "en": "'{label}' is {claim}, but the {count} scores add up to {expected}.",
}

FAILS = [
    Fails(
        """部门整体绩效自评表（2022年度）

| 自评得分 | [[97]] | 自评结果 | 优 |

| 预算情况（万元） | 年初预算数 | 全年预算数 | 预算执行数 | 预算执行率 | 分值 | 得分 |
|---|---|---|---|---|---|---|
| 部门预算总额 | 100.00 | 100.00 | 100.00 | 100% | 10 | {{10}} |

| 一级指标 | 二级指标 | 三级指标 | 指标值 | 实际完成值 | 分值 | 得分 |
|---|---|---|---|---|---|---|
| 产出指标 | 数量指标 | 宣传场次 | 20场 | 22场 | 40 | {{40}} |
| | 质量指标 | 宣传合格率 | 95% | 98% | 30 | {{30}} |
| 效益指标 | 社会效益指标 | 知晓率 | 80% | 76% | 20 | {{19}} |
""",
        says="“自评得分”为 97 分，而 4 项得分之和为 99。",
        cure="99",
        severity="error",
    ),
]

PASSES = [
    Passes(
        """部门整体绩效自评表（2022年度）

| 自评得分 | 89 | 自评结果 | 良 |

| 预算情况（万元） | 年初预算数 | 全年预算数 | 预算执行数 | 预算执行率 | 分值 | 得分 |
|---|---|---|---|---|---|---|
| 部门预算总额 | 100.00 | 100.00 | 100.00 | 100% | 10 | 10 |

| 一级指标 | 二级指标 | 三级指标 | 指标值 | 实际完成值 | 分值 | 得分 |
|---|---|---|---|---|---|---|
| 产出指标 | 数量指标 | 宣传场次 | 20场 | 22场 | 40 | 40 |
| | 质量指标 | 宣传合格率 | 95% | 98% | 30 | 30 |
| 效益指标 | 社会效益指标 | 知晓率 | 80% | 76% | 20 | 19 |
""",
        why="the score of the indicators alone is also admissible",
    ),
    Passes(
        """部门整体绩效自评报告（2022年度）

效益指标得分为 19 分，产出指标得分为 70 分。

| 一级指标 | 二级指标 | 三级指标 | 指标值 | 实际完成值 | 分值 | 得分 |
|---|---|---|---|---|---|---|
| 产出指标 | 数量指标 | 宣传场次 | 20场 | 22场 | 40 | 40 |
| | 质量指标 | 宣传合格率 | 95% | 98% | 30 | 30 |
| 效益指标 | 社会效益指标 | 知晓率 | 80% | 76% | 20 | 19 |
""",
        why="scores of blocks are no total score",
    ),
]
