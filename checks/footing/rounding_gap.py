"""合计与分项之和、两处同一数量只差末位。 / A total or a repeated figure is off in its last digit only.

差额在各数四舍五入的范围内，不是错误，每张表（或全部正文）只提示一次。文中已说明四舍五入、尾数差的，
换算单位后位数不同的，均不提示；件数、人数、得分没有尾差，属于合计不符。
/ Advice, once for each table and once for the running text: the gap lies within what rounding explains.
Documents that announce it, and figures told in another unit or with fewer digits, are left alone.
"""

from collections.abc import Sequence
from dataclasses import replace

from reportlint.sdk import (
    Annotated,
    Comparator,
    Facts,
    Fails,
    Finding,
    Formula,
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


@dataclass(frozen=True)
class Params:
    """From how many places on a note is given."""

    min_places: Annotated[int, "Note a table from this number of such places on."] = 1


def check(facts: Facts, params: Params) -> Iterator[Finding | Skip]:
    """One note for the sums, and one for the repeated figures, of every table and text."""
    groups: dict[tuple[int, int, str], list[Relation]] = {}
    for relation in facts.relations:
        kind = _kind(relation)
        if kind:
            table = -1 if relation.claim.table is None else relation.claim.table
            groups.setdefault((relation.claim.document, table, kind), []).append(relation)
    for (_, table, kind), found in groups.items():
        if len(found) >= params.min_places:
            yield _note(found, kind, in_table=table >= 0)


def _kind(relation: Relation) -> str:
    """``sum`` or ``same`` for a relation that only rounding makes hold, by its main reading."""
    verdict = relation.verdict
    if verdict is None or verdict.status is not Status.ROUNDING or relation.tolerant:
        return ""
    members = relation.members
    if not relation.settled or not on_cited(relation):
        return ""
    if any(term.comparator is not Comparator.EQ for term in members):
        return ""
    if len({abs(term.scale) for term in members}) > 1:
        return ""
    if relation.formula is Formula.SUM:
        return "sum"
    same = len({term.decimals for term in members}) == 1
    return "same" if relation.formula is Formula.EQUAL and same else ""


def _note(found: Sequence[Relation], kind: str, *, in_table: bool) -> Finding:
    zh, en = MESSAGES[kind]
    gaps = [abs(r.verdict.difference) for r in found if r.verdict and r.verdict.difference]
    unit = found[0].claim.unit or ""
    claims = {(r.claim.document, r.claim.span): r.claim for r in found}
    values = {
        "count": len(claims),
        "most": f"{max(gaps):f}" + (unit if unit == "%" else f" {unit}".rstrip()),
    }
    where = ("本表", "this table") if in_table else ("正文", "the text")
    stated = [term.place("claim") for term in claims.values()]
    others = [term for r in found for term in (r.terms if kind == "same" else ())]
    formulas = [r.verdict.arithmetic for r in found if r.verdict]
    more = " …" if len(formulas) > _SHOWN else ""
    return Finding(
        message=Message(
            zh=zh.format(where=where[0], **values), en=en.format(where=where[1], **values)
        ),
        places=(
            stated[0],
            *(replace(place, role="evidence") for place in stated[1:]),
            *(t.place("evidence") for t in others if (t.document, t.span) not in claims),
        ),
        arithmetic="；".join(formulas[:_SHOWN]) + more,
        confidence=min(r.confidence for r in found),
        severity="info",
    )


MESSAGES = {
    "sum": (
        "{where}有 {count} 处合计与分项之和相差尾数（最多 {most}），在四舍五入的范围内。",
        "In {where}, {count} total(s) differ from their parts by rounding only (at most {most}).",
    ),
    "same": (
        "{where}有 {count} 处数字与另一处所写只差末位（最多 {most}）。",
        "In {where}, {count} figure(s) differ from another mention in the last digit (at most {most}).",
    ),
}

TABLE = """科室经费表（2023年度）

单位：万元

| 科室 | 基本支出 | 项目支出 | 合计 |
|---|---|---|---|
| 综合科 | 182.46 | 73.18 | {first} |
| 业务科 | 317.25 | 64.39 | 381.64 |
| 法规科 | 95.07 | 28.60 | 123.67 |
| 合计 | {basic} | 166.17 | 760.95 |
"""

FAILS = [
    Fails(
        TABLE.format(first="255.64", basic="[[594.77]]").replace("760.95", "{{760.95}}"),
        says="本表有 2 处合计与分项之和相差尾数（最多 0.01 万元），在四舍五入的范围内。",
        cure="594.78",
        severity="info",
    ),
    Fails(
        "2023 年度基本支出为 [[640.21 万元]]，其中：人员经费 560.20 万元，日常公用经费 80.00 万元。\n",
        says="正文有 1 处合计与分项之和相差尾数（最多 0.01 万元），在四舍五入的范围内。",
        cure="640.20 万元",
    ),
    Fails(
        "2023年度部门支出 {{760.95 万元}}。\n\n全年部门支出 [[760.96 万元]]。\n",
        says="正文有 1 处数字与另一处所写只差末位（最多 0.01 万元）。",
        cure="760.95 万元",
    ),
]

PASSES = [
    Passes(
        TABLE.format(first="255.64", basic="594.77") + "\n注：部分合计因四舍五入存在尾差。\n",
        why="the note under the table says so itself",
    ),
    Passes(
        "2023年度部门支出 760.95 万元，全年部门支出 7609482.16 元，约 761 万元。\n",
        why="the same amount in another unit and with fewer digits",
    ),
    Passes(
        "全年受理案件 101 件，其中：民事案件 60 件，刑事案件 30 件，行政案件 10 件。\n",
        why="counts are not rounded: a gap of one is another defect",
    ),
]
