"""目标与结果的计量单位不同。 / Target and result are counted in different units.

目标值写“人”而结果写“人次”，目标值是百分比而结果是件数；或者单元格里的单位与“度量单位”一栏不同。
件与起、场与次、个与所等通用的不算不同，可以换算的（元、万元）不算，没有写单位的不核对，结果为零的不核对。
/ Also a unit column against the cells. Interchangeable and convertible units agree; zero has none.
"""

from collections.abc import Mapping, Sequence

from reportlint.sdk import (
    Facts,
    Fails,
    Finding,
    IndicatorRow,
    Iterator,
    Message,
    Passes,
    Place,
    Skip,
    dataclass,
    indicator_rows,
)

SEVERITY = "warning"
PREVIEW = True
# 倍 may be told in %, and points of % are loosely written as %.
_LOOSE = ("倍", "个百分点")


@dataclass(frozen=True)
class Params:
    """This check has no options."""


def check(facts: Facts, params: Params) -> Iterator[Finding | Skip]:
    """Rows in which two printed units cannot count the same thing."""
    units = _units(facts)
    apart = facts.lexicon.data["words"]["distinct_units"]
    for row in indicator_rows(facts):
        target, actual = row.target, row.actual
        if target is not None and actual is not None and actual.value != 0:
            if _differ(target.quantity.unit, actual.quantity.unit, units, apart):
                places = (row.figure_place(actual, "claim"), row.figure_place(target))
                yield _finding(row, "pair", places)
                continue
        column = "".join(row.unit.text.split()) if row.unit is not None else ""
        for figure in (target, actual):
            if row.unit is None or figure is None or figure.value == 0:
                continue
            if _differ(column, figure.quantity.unit, units, apart):
                places = (row.figure_place(figure, "claim"), row.cell_place(row.unit))
                yield _finding(row, "column", places)
                break


def _units(facts: Facts) -> Mapping[str, tuple[str, str]]:
    """Every spelling of a unit, with or without 万, with the unit's name and measure."""
    data = facts.lexicon.data["units"]
    found: dict[str, tuple[str, str]] = {}
    for entry in data["units"]:
        for spelling in (entry["unit"], *entry.get("spellings", ())):
            for multiplier in ("", *data["multipliers"]):
                found[multiplier + spelling] = (entry["unit"], entry["measure"])
    return found


def _differ(
    first: str | None,
    second: str | None,
    units: Mapping[str, tuple[str, str]],
    apart: Sequence[Sequence[str]],
) -> bool:
    """Whether two units are of different measure, or two counts known to be different."""
    if first is None or second is None or first not in units or second not in units:
        return False
    one, other = units[first], units[second]
    if one[0] in _LOOSE or other[0] in _LOOSE:
        return False
    if one[1] != other[1]:
        return True
    return any({*pair} == {one[0], other[0]} for pair in apart)


def _finding(row: IndicatorRow, kind: str, places: tuple[Place, ...]) -> Finding:
    zh, en = MESSAGES[kind]
    claim, other = (" ".join(place.text.split()) for place in places)
    values = {"name": row.name, "claim": claim, "other": other}
    return Finding(
        message=Message(zh=zh.format(**values), en=en.format(**values)),
        places=places,
        severity="warning",
        confidence=0.85,
    )


MESSAGES = {
    "pair": (
        "“{name}”目标值为 {other}，实际完成值为 {claim}，计量单位不同。",
        "'{name}': the target is {other}, the result {claim}; the units differ.",
    ),
    "column": (
        "“{name}”写作 {claim}，而度量单位一栏是“{other}”。",
        "'{name}' is printed as {claim}, while the unit column says '{other}'.",
    ),
}

FAILS = [
    Fails(
        """项目支出绩效自评表（2022年度）

| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 全年完成值 |
|---|---|---|---|---|
| 产出指标 | 数量指标 | 培训护理员 | {{150人}} | [[420人次]] |
| | 质量指标 | 考核合格率 | ≥95% | 97% |
""",
        says="“培训护理员”目标值为 150人，实际完成值为 420人次，计量单位不同。",
        cure="162人",
        severity="warning",
    ),
    Fails(
        """项目支出绩效自评表（2022年度）

| 一级指标 | 二级指标 | 三级指标 | 指标值 | 度量单位 | 实际完成值 |
|---|---|---|---|---|---|
| 产出指标 | 数量指标 | 护理站建设 | ≥12 | {{个}} | [[100%]] |
| | 质量指标 | 考核合格率 | ≥95 | % | 97 |
""",
        says="“护理站建设”写作 100%，而度量单位一栏是“个”。",
        cure="12个",
    ),
]

PASSES = [
    Passes(
        """项目支出绩效自评表（2022年度）

| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 全年完成值 |
|---|---|---|---|---|
| 产出指标 | 数量指标 | 举办宣讲 | 12场 | 14场次 |
| | | 受理咨询 | 300件 | 312起 |
| | | 新建护理站 | 6个 | 6所 |
| | 成本指标 | 设备购置费 | ≤40万元 | 386000元 |
""",
        why="interchangeable classifiers, and amounts that can be converted",
    ),
    Passes(
        """项目支出绩效自评表（2022年度）

| 一级指标 | 二级指标 | 三级指标 | 指标值 | 度量单位 | 实际完成值 |
|---|---|---|---|---|---|
| 产出指标 | 质量指标 | 护理差错率 | ≤1% | 百分比 | 0起 |
| | 数量指标 | 护理站建设 | ≥12 | 个 | 13 |
| | | 入户率 | 提高5个百分点 | % | 6% |
""",
        why="nothing is nothing in any unit, a bare number takes the unit of its column",
    ),
]
