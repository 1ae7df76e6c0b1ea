"""文字断言与数据相反。 / A statement in words is refuted by the data.

“各项目标均已完成”“无未完成的指标”而表中有指标未达目标；“未超预算”而执行数大于预算数。断言只说某一项工作的不核对。
/ 各项目标均已完成 against a row that misses its target; 未超预算 against spending above the budget.
"""

from reportlint.sdk import (
    Claim,
    Facts,
    Fails,
    Finding,
    Iterator,
    Message,
    Passes,
    Place,
    Relation,
    Skip,
    Status,
    dataclass,
    in_error,
)

SEVERITY = "warning"
PREVIEW = True


@dataclass(frozen=True)
class Params:
    """This check has no options."""


def check(facts: Facts, params: Params) -> Iterator[Finding | Skip]:
    """Claims about all goals or the budget, with the figures that speak against them."""
    unmet = [
        relation
        for relation in facts.relations_of("indicator")
        if relation.verdict is not None
        and relation.verdict.status is Status.UNMET
        and relation.claim.table is not None
    ]
    over = list(in_error(facts, "execution"))
    texts = [claim.text for claim in facts.claims]
    for claim in facts.claims:
        against = {"all-done": unmet, "within-budget": over}.get(claim.kind)
        if against and texts.count(claim.text) > 1:
            yield Skip(
                Message(
                    zh="同一断言出现多次，说的是哪一张表不明确",
                    en="the statement is made several times; which form it speaks of is unclear",
                )
            )
        elif claim.kind == "all-done" and unmet:
            yield _finding(claim, unmet, "all-done")
        elif claim.kind == "within-budget" and over:
            yield _finding(claim, over, "within-budget")


def _finding(claim: Claim, against: list[Relation], kind: str) -> Finding:
    first = against[0]
    values = {
        "claim": claim.text,
        "label": first.claim.label,
        "actual": first.claim.text,
        "target": first.terms[0].text,
        "count": len(against),
    }
    places = [
        Place(
            role="claim",
            span=claim.span,
            text=claim.text,
            value=None,
            unit=None,
            label="",
            document=claim.document,
        )
    ]
    for relation in against:
        places += [relation.claim.place("evidence"), relation.terms[0].place("evidence")]
    zh, en = MESSAGES[kind]
    return Finding(
        message=Message(zh=zh.format(**values), en=en.format(**values)),
        places=tuple(places),
        severity="warning",
        confidence=first.confidence,
        arithmetic=first.verdict.arithmetic if first.verdict else "",
    )


MESSAGES = {
    "all-done": (
        "文中称“{claim}”，而“{label}”{actual}，目标为 {target}（共 {count} 项未达目标）。",
        "The text says '{claim}', but '{label}' is {actual} against a target of {target}"
        " ({count} missed).",
    ),
    "within-budget": (
        "文中称“{claim}”，而“{label}”{actual} 大于预算数 {target}。",
        "The text says '{claim}', but '{label}' {actual} exceeds the budget {target}.",
    ),
}

FAILS = [
    Fails(
        """部门整体绩效自评报告（2022年度）

[[年度各项绩效目标均按时完成]]。

| 一级指标 | 二级指标 | 三级指标 | 年初目标值 | 实际完成值 |
|---|---|---|---|---|
| 产出指标 | 数量指标 | 开展执法检查次数 | {{60 次}} | {{45 次}} |
| | 质量指标 | 案件合格率 | 95% | 98% |
""",
        says="文中称“年度各项绩效目标均按时完成”，而“开展执法检查次数 实际完成值”45 次，目标为 60 次"
        "（共 1 项未达目标）。",
        cure={2: "65 次"},
        severity="warning",
    ),
]

PASSES = [
    Passes(
        """部门整体绩效自评报告（2022年度）

年度各项绩效目标均按时完成。

| 一级指标 | 二级指标 | 三级指标 | 年初目标值 | 实际完成值 |
|---|---|---|---|---|
| 产出指标 | 数量指标 | 开展执法检查次数 | 60 次 | 75 次 |
| | 质量指标 | 投诉率 | 5% | 1% |
""",
        why="less is better for 投诉率",
    ),
    Passes(
        """部门整体绩效自评报告（2022年度）

除执法检查外，食品抽检任务已完成。

| 一级指标 | 二级指标 | 三级指标 | 年初目标值 | 实际完成值 |
|---|---|---|---|---|
| 产出指标 | 数量指标 | 开展执法检查次数 | 60 次 | 45 次 |
| | 质量指标 | 案件合格率 | 95% | 98% |
""",
        why="the statement is about one task",
    ),
]
