"""比率末位截去而未四舍五入。 / A rate is cut off instead of rounded.

如 99.868% 写成 99.86%。数值没有错，但与按四舍五入写出的其他比率口径不一；每张表（或全部正文）只提示一次。
由四舍五入后的两数算得、在其误差范围内的，不提示。/ Advice, once for each table and once for the running text.
Rates that the rounding of their amounts explains are left alone.
"""

from collections.abc import Sequence
from dataclasses import replace

from reportlint.sdk import (
    Facts,
    Fails,
    Finding,
    Iterator,
    Message,
    Passes,
    Relation,
    Skip,
    Status,
    dataclass,
    on_cited,
)

SEVERITY = "info"
PREVIEW = True
_SHOWN = 3  # formulas printed with one note
_KINDS = ("rate", "share", "growth", "management-ratio")


@dataclass(frozen=True)
class Params:
    """This check has no options."""


def check(facts: Facts, params: Params) -> Iterator[Finding | Skip]:
    """One note for the cut-off rates of every table, and one for those of the running text."""
    groups: dict[tuple[int, int], dict[int, Relation]] = {}
    for relation in facts.relations_of(*_KINDS):
        verdict = relation.verdict
        if verdict is not None and verdict.status is Status.TRUNCATED and on_cited(relation):
            table = -1 if relation.claim.table is None else relation.claim.table
            group = groups.setdefault((relation.claim.document, table), {})
            group.setdefault(relation.claim.span.start, relation)
    for (_, table), found in groups.items():
        yield _note(list(found.values()), in_table=table >= 0)


def _note(found: Sequence[Relation], *, in_table: bool) -> Finding:
    where = ("本表", "this table") if in_table else ("正文", "the text")
    first = found[0]
    rate = " ".join(first.claim.text.split())
    expected = first.verdict.expected if first.verdict else None
    values = {"count": len(found), "rate": rate, "expected": f"{expected:f}%"}
    places = [relation.claim.place("claim") for relation in found]
    formulas = [relation.verdict.arithmetic for relation in found if relation.verdict]
    return Finding(
        message=Message(
            zh=MESSAGES["zh"].format(where=where[0], **values),
            en=MESSAGES["en"].format(where=where[1], **values),
        ),
        places=(places[0], *(replace(place, role="evidence") for place in places[1:])),
        arithmetic="；".join(formulas[:_SHOWN]) + (" …" if len(formulas) > _SHOWN else ""),
        confidence=min(relation.confidence for relation in found),
        severity="info",
    )


MESSAGES = {
    "zh": "{where}有 {count} 处比率截去了末位而未四舍五入，如 {rate}，四舍五入应为 {expected}。",
    "en": "In {where}, {count} rate(s) are cut off, not rounded, such as {rate} for {expected}.",
}

FAILS = [
    Fails(
        "2022 年全年预算数 9759.38 万元，实际支出 9746.50 万元，预算执行率 [[99.86%]]。\n",
        says="正文有 1 处比率截去了末位而未四舍五入，如 99.86%，四舍五入应为 99.87%。",
        cure="99.87%",
        severity="info",
    ),
    Fails(
        """项目资金执行情况（万元）

| 项目 | 全年预算数 | 全年执行数 | 执行率 |
|---|---|---|---|
| 培训 | 9759.38 | 9746.50 | [[99.86%]] |
| 宣传 | 4123.60 | 3690.20 | {{89.48%}} |
| 督查 | 2000.00 | 1900.00 | 95.00% |
""",
        says="本表有 2 处比率截去了末位而未四舍五入，如 99.86%，四舍五入应为 99.87%。",
        cure={0: "99.87%", 1: "89.49%"},
    ),
]

PASSES = [
    Passes(
        "2022 年全年预算数 9759.38 万元，实际支出 9746.50 万元，预算执行率 99.9%。\n",
        why="rounded, with fewer decimals",
    ),
    Passes(
        "2023年预算执行数为0.93万元，2024年预算安排0.40万元，比2023年预算执行数减少56.8%。\n",
        why="0.93 and 0.40 are rounded themselves: the rate fits what they may stand for",
    ),
    Passes(
        "2022 年全年预算数 9759.38 万元，实际支出 9646.50 万元，预算执行率 99.86%。\n",
        why="not cut off but wrong; that is another defect",
    ),
]
