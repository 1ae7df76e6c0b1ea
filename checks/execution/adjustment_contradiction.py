"""预算调整率与预算数自相矛盾。 / The adjustment rate contradicts the budget columns.

预算调整率 =（全年预算数 − 年初预算数）÷ 年初预算数。资金表两列相同（或相差不是该率）而另称有调整率时报告；
若该率恰为（执行数 − 年初预算数）÷ 年初预算数，也予指出。/ The stated rate against the initial and
full-year columns of the funds block.
"""

from dataclasses import replace
from decimal import Decimal

from reportlint.sdk import (
    Cause,
    Facts,
    Fails,
    Finding,
    Iterator,
    Message,
    Passes,
    Relation,
    Skip,
    dataclass,
    in_error,
    mismatch,
)

SEVERITY = "error"
ZERO = Decimal(0)


@dataclass(frozen=True)
class Params:
    """This check has no options."""


def check(facts: Facts, params: Params) -> Iterator[Finding | Skip]:
    """Stated adjustment rates that the budget columns do not give."""
    over = [relation.topic for relation in in_error(facts, "execution")]
    for relation in in_error(facts, "adjustment-rate"):
        if relation.claim.value is None or abs(_columns(relation)) == abs(relation.claim.value):
            continue
        cluster = relation.topic if relation.topic in over else ""
        finding = mismatch(relation, MESSAGES, severity="error", cluster=cluster)
        yield _explained(facts, relation, finding)


def _columns(relation: Relation) -> Decimal:
    verdict = relation.verdict
    return abs(verdict.expected) if verdict is not None and verdict.expected is not None else ZERO


def _explained(facts: Facts, relation: Relation, finding: Finding) -> Finding:
    """Name the base that the rate does fit, when it is the executed amount."""
    initial = relation.terms[1]
    for other in in_error(facts, "execution"):
        if other.topic != relation.topic or not initial.value or not other.claim.value:
            continue
        rate = (other.claim.value - initial.value) / initial.value * 100
        if relation.claim.value is not None and round(rate, relation.claim.decimals) == (
            relation.claim.value
        ):
            cause = Cause(
                "other-base",
                Message(
                    zh=f"该率等于（执行数 {other.claim.text} − 年初预算数）÷ 年初预算数",
                    en=f"it equals (executed {other.claim.text} − initial) ÷ initial",
                ),
            )
            return replace(finding, cause=cause)
        break
    return finding


MESSAGES = {
    "zh": "称预算调整率为 {claim}，而全年预算数 {first}、年初预算数 {second}，调整率为 {expected}。",
    "en": "An adjustment rate of {claim} is stated, but final {first} and initial {second} give {expected}.",
}

FAILS = [
    Fails(
        """部门整体绩效自评报告（2022年度）

预算调整率 [[2.50%]]，符合年初目标。

| 预算情况（万元） | 年初预算数 | 全年预算数 | 预算执行数 |
|---|---|---|---|
| 部门预算总额 | {{800.00}} | {{800.00}} | 790.00 |
| 其他 | 10.00 | 10.00 | 9.00 |
""",
        says="称预算调整率为 2.50%，而全年预算数 800.00 万元、年初预算数 800.00 万元，调整率为 0.00%。",
        cure="0%",
        severity="error",
    ),
]

PASSES = [
    Passes(
        """部门整体绩效自评报告（2022年度）

预算调整率 2.50%，符合年初目标。

| 预算情况（万元） | 年初预算数 | 全年预算数 | 预算执行数 |
|---|---|---|---|
| 部门预算总额 | 800.00 | 820.00 | 790.00 |
| 其他 | 10.00 | 10.00 | 9.00 |
""",
        why="20 on 800 is 2.50 %",
    ),
    Passes(
        """部门整体绩效自评报告（2022年度）

预算调整率 2.50%，符合年初目标。

| 预算情况（万元） | 年初预算数 | 全年预算数 | 预算执行数 |
|---|---|---|---|
| 部门预算总额 | 800.00 | 780.00 | 770.00 |
| 其他 | 10.00 | 10.00 | 9.00 |
""",
        why="the rate is stated without its sign; the budget was cut by 2.50 %",
    ),
]
