"""分值（权重）之和不等于满分。 / The weights do not add up to the full mark.

各项分值（含预算执行率的分值）之和应等于表中合计或注明的满分。
/ All weights, execution included, against the printed total or the full mark in the notes.
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
    """Forms whose weights miss the full mark."""
    for relation in in_error(facts, "weight-sum"):
        yield mismatch(relation, MESSAGES, severity="error")


MESSAGES = {
    "zh": "满分为 {claim}，而 {count} 项分值之和为 {expected}。",
    "en": "The full mark is {claim}, but the {count} weights add up to {expected}.",
}

FAILS = [
    Fails(
        """部门整体绩效自评表（2022年度）

| 一级指标 | 二级指标 | 三级指标 | 指标值 | 实际完成值 | 分值 | 得分 |
|---|---|---|---|---|---|---|
| 产出指标 | 数量指标 | 宣传场次 | 20场 | 22场 | {{40}} | 40 |
| | 质量指标 | 宣传合格率 | 95% | 98% | {{30}} | 30 |
| 效益指标 | 社会效益指标 | 知晓率 | 80% | 76% | {{20}} | 19 |

注：自评满分为[[100分]]。
""",
        says="满分为 100分，而 3 项分值之和为 90。",
        cure="90分",
        severity="error",
    ),
]

PASSES = [
    Passes(
        """部门整体绩效自评表（2022年度）

| 一级指标 | 二级指标 | 三级指标 | 指标值 | 实际完成值 | 分值 | 得分 |
|---|---|---|---|---|---|---|
| 产出指标 | 数量指标 | 宣传场次 | 20场 | 22场 | 50 | 50 |
| | 质量指标 | 宣传合格率 | 95% | 98% | 30 | 30 |
| 效益指标 | 社会效益指标 | 知晓率 | 80% | 76% | 20 | 19 |

注：自评满分为100分。
""",
        why="the weights add up",
    ),
    Passes(
        """部门整体绩效自评表（2022年度）

| 一级指标 | 二级指标 | 三级指标 | 指标值 | 实际完成值 | 分值 | 得分 |
|---|---|---|---|---|---|---|
| 产出指标 | 数量指标 | 宣传场次 | 20场 | 22场 | 40 | 40 |
| | 质量指标 | 宣传合格率 | 95% | 98% | 30 | 30 |
| 效益指标 | 社会效益指标 | 知晓率 | 80% | 76% | 20 | 19 |
""",
        why="no full mark is stated in the document",
    ),
]
