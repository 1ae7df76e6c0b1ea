"""同一指标有几个目标值。 / One indicator is given several targets.

目标文字、指标表、指标名称中写明的目标互相比较：550 件以上、≥550 与 550 视为同一目标，只比较数值。
配对只看名称、口径、单位、年度和所属目标；长期目标与年度目标不比较。
/ Promises of the goal text, the indicator table and indicator names are compared by their numbers;
long-term and annual targets are not.
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

SEVERITY = "warning"


@dataclass(frozen=True)
class Params:
    """This check has no options."""


def check(facts: Facts, params: Params) -> Iterator[Finding | Skip]:
    """Pairs of targets of one indicator that differ."""
    for relation in in_error(facts, "same-target"):
        yield mismatch(relation, MESSAGES, severity="warning")


MESSAGES = {
    "zh": "同一指标的目标不一致：“{label}”{claim}，“{first_label}”{first}。",
    "en": "One indicator, two targets: '{label}' {claim}, '{first_label}' {first}.",
}

FAILS = [
    Fails(
        """部门整体绩效自评表（2022年度）

年度目标1：开展食品安全抽检，抽检合格率达到[[98%]]以上，完成抽检批次500批次以上。

| 一级指标 | 二级指标 | 三级指标 | 年初目标值 | 实际完成值 |
|---|---|---|---|---|
| 产出指标 | 数量指标 | 完成食品抽检批次 | 500 批次 | 520 批次 |
| | 质量指标 | 食品抽检合格率 | ≥{{95%}} | 99% |
""",
        says="同一指标的目标不一致：“抽检合格率”98%，“食品抽检合格率 年初目标值”95%。",
        cure="95%",
        severity="warning",
    ),
]

PASSES = [
    Passes(
        """部门整体绩效自评表（2022年度）

年度目标1：开展食品安全抽检，抽检合格率达到95%以上。

| 一级指标 | 二级指标 | 三级指标 | 年初目标值 | 实际完成值 |
|---|---|---|---|---|
| 产出指标 | 数量指标 | 完成食品抽检批次 | 500 批次 | 520 批次 |
| | 质量指标 | 食品抽检合格率 | >95% | 99% |
""",
        why="95% 以上 and >95% are one promise in common use",
    ),
    Passes(
        """部门整体绩效自评表（2022年度）

年度目标1：受理投诉举报300件以上。

| 一级指标 | 二级指标 | 三级指标 | 年初目标值 | 实际完成值 |
|---|---|---|---|---|
| 产出指标 | 数量指标 | 办结投诉举报件数 | 280 件以上 | 290 件 |
| | 质量指标 | 抽检合格率 | 95% | 99% |
""",
        why="accepted and settled cases are two indicators",
    ),
]
