"""任务清单合计与项目支出不符。 / The task list does not add up to the project line.

年度主要任务的预算与执行数分别求和，与资金表“项目支出”行比较。仅当预算合计与项目支出预算相符（说明清单完整）
而执行数合计不符时报告：清单可能只列重点任务，也可能含基本支出。/ Only where the budgets add up,
which shows that the list is meant to be complete, and the executed amounts do not.
"""

from reportlint.sdk import (
    Facts,
    Fails,
    Finding,
    Iterator,
    Passes,
    Relation,
    Role,
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
    """Executed amounts of a complete task list against the project line."""
    complete = any(
        relation.verdict is not None and relation.verdict.holds and _is(facts, relation, False)
        for relation in facts.relations_of("task-sum")
    )
    for relation in in_error(facts, "task-sum"):
        if complete and _is(facts, relation, True):
            yield mismatch(relation, MESSAGES, severity="error")


def _is(facts: Facts, relation: Relation, executed: bool) -> bool:
    claim = relation.claim
    if claim.figure is None:
        return False
    return (facts.figures(claim.document)[claim.figure].role is Role.EXECUTED) is executed


MESSAGES = {
    "zh": "项目支出执行数为 {claim}，而 {count} 项任务的执行数之和为 {expected}。",
    "en": "Project spending is {claim}, but the {count} tasks add up to {expected}.",
}

FAILS = [
    Fails(
        """部门整体绩效自评表

| 任务名称 | 主要内容 | 预算资金（万元） | 任务完成情况 | 预算执行数 | 预算执行率 |
|---|---|---|---|---|---|
| 培训 | 骨干培训 | 20.00 | 完成 | {{18.00}} | 90.00% |
| 宣传 | 主题宣传 | 30.00 | 完成 | {{30.00}} | 100.00% |

| 预算情况（万元） | 年初预算数 | 全年预算数 | 预算执行数 | 预算执行率 |
|---|---|---|---|---|
| 基本支出 | 100.00 | 100.00 | 100.00 | 100.00% |
| 项目支出 | 50.00 | 50.00 | [[45.00]] | 90.00% |
""",
        says="项目支出执行数为 45.00 万元，而 2 项任务的执行数之和为 48.00。",
        cure="48.00",
        severity="error",
    ),
]

PASSES = [
    Passes(
        """部门整体绩效自评表

| 任务名称 | 主要内容 | 预算资金（万元） | 任务完成情况 | 预算执行数 | 预算执行率 |
|---|---|---|---|---|---|
| 培训 | 骨干培训 | 20.00 | 完成 | 18.00 | 90.00% |
| 宣传 | 主题宣传 | 10.00 | 完成 | 10.00 | 100.00% |

| 预算情况（万元） | 年初预算数 | 全年预算数 | 预算执行数 | 预算执行率 |
|---|---|---|---|---|
| 基本支出 | 100.00 | 100.00 | 100.00 | 100.00% |
| 项目支出 | 50.00 | 50.00 | 45.00 | 90.00% |
""",
        why="the budgets do not add up either: the list shows only some of the projects",
    ),
    Passes(
        """部门整体绩效自评表

| 任务名称 | 主要内容 | 预算资金（万元） | 任务完成情况 | 预算执行数 | 预算执行率 |
|---|---|---|---|---|---|
| 培训 | 骨干培训 | 20.00 | 完成 | 18.00 | 90.00% |
| 宣传 | 主题宣传 | 30.00 | 完成 | 27.00 | 90.00% |

| 预算情况（万元） | 年初预算数 | 全年预算数 | 预算执行数 | 预算执行率 |
|---|---|---|---|---|
| 项目支出 | 50 | 50 | 45 | 90.00% |
""",
        why="whole numbers beside decimals dropped their zeros",
    ),
]
