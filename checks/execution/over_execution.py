"""执行数超过全年预算数。 / Spending above the full-year budget.

资金表各行和任务清单逐行比较。全年预算数未随追加更新是常见原因，故为警告；同一资金表中称“无结转结余”、
另称有预算调整率而年初与全年预算数相同的，一并指出。/ A warning, because the full-year column may not
have been updated; claims of the same report that contradict it are named along with it.
"""

from reportlint.sdk import (
    Facts,
    Fails,
    Finding,
    Iterator,
    Passes,
    Place,
    Relation,
    Skip,
    Status,
    Term,
    dataclass,
    in_error,
    mismatch,
)

SEVERITY = "warning"


@dataclass(frozen=True)
class Params:
    """This check has no options."""


def check(facts: Facts, params: Params) -> Iterator[Finding | Skip]:
    """Rows whose execution exceeds the full-year budget."""
    over = list(in_error(facts, "execution"))
    topics: set[str] = set()
    for relation in over:
        first = relation.topic not in topics
        topics.add(relation.topic)
        rate = _rate(facts, relation)
        zh, en = _contradictions(facts, relation) if first else ("", "")
        yield mismatch(
            relation,
            MESSAGES,
            severity="warning",
            extra=rate,
            cluster=relation.topic if _total_is_over(over, relation) else "",
            rate_zh=f"（执行率 {rate[0].text}）" if rate else "",
            rate_en=f" (rate {rate[0].text})" if rate else "",
            also_zh=zh,
            also_en=en,
        )


def _total_is_over(over: list[Relation], relation: Relation) -> bool:
    """Rows of a funds block belong together; tasks of a list stand for themselves."""
    return any(other.topic == relation.topic and _is_total(other.claim) for other in over)


def _is_total(term: Term) -> bool:
    return any(word in term.label for word in ("总额", "合计", "部门整体", "总计"))


def _rate(facts: Facts, relation: Relation) -> tuple[Place, ...]:
    for rate in facts.relations_of("rate"):
        if rate.claim.table is not None and rate.terms[0].figure == relation.claim.figure:
            return (rate.claim.place("evidence"),)
    return ()


def _contradictions(facts: Facts, relation: Relation) -> tuple[str, str]:
    """What the same report says that cannot go together with the excess."""
    zh, en = "", ""
    for rate in facts.relations_of("adjustment-rate"):
        if rate.topic == relation.topic and rate.verdict and rate.verdict.status is Status.ERROR:
            if rate.terms[0].value == rate.terms[1].value:
                zh += f"；全年预算数与年初预算数相同，另称预算调整率 {rate.claim.text}"
                en += f"; initial and full-year budget are equal, yet a rate {rate.claim.text} is given"
            break
    for balance in in_error(facts, "residual"):
        if balance.topic == relation.topic:
            zh += f"；文中称“{balance.claim.text}”"
            en += f"; the text says '{balance.claim.text}'"
            break
    return zh, en


MESSAGES = {
    "zh": "“{label}”{claim} 超过预算数 {first}{rate_zh}{also_zh}。",
    "en": "'{label}' {claim} exceeds the budget {first}{rate_en}{also_en}.",
}

FAILS = [
    Fails(
        """项目资金执行情况（万元）

| 项目 | 年初预算数 | 全年预算数 | 全年执行数 | 执行率 |
|---|---|---|---|---|
| 培训 | 40.00 | {{40.00}} | [[46.00]] | {{115.00%}} |
| 宣传 | 20.00 | 20.00 | 20.00 | 100.00% |
""",
        says="“培训 全年执行数”46.00 万元 超过预算数 40.00 万元（执行率 115.00%）。",
        cure="36.00",
        severity="warning",
    ),
    Fails(
        """部门整体绩效自评表（2022年度）

无结转结余资金，预算调整率 2.50%。

| 预算情况（万元） | 年初预算数 | 全年预算数 | 预算执行数 |
|---|---|---|---|
| 部门预算总额 | 800.00 | {{800.00}} | [[820.00]] |
| 其他 | 10.00 | 10.00 | 9.00 |
""",
        says="“部门预算总额 预算执行数”820.00 万元 超过预算数 800.00 万元；全年预算数与年初预算数相同，"
        "另称预算调整率 2.50%；文中称“无结转结余资金”。",
        cure="790.00",
    ),
]

PASSES = [
    Passes(
        """项目资金执行情况（万元）

| 项目 | 年初预算数 | 全年预算数 | 全年执行数 | 执行率 |
|---|---|---|---|---|
| 培训 | 40.00 | 50.00 | 46.00 | 92.00% |
| 宣传 | 20.00 | 20.00 | 20.00 | 100.00% |
""",
        why="above the initial budget only",
    ),
    Passes(
        """项目资金执行情况（万元）

| 项目 | 全年预算数 | 全年执行数 | 执行率 |
|---|---|---|---|
| 培训 | | 40.04 | |
| 宣传 | 20.00 | 20.00 | 100.00% |
""",
        why="no budget is given for the row",
    ),
]
