"""目标与结果数字相近，而计量单位相差悬殊。 / Target and result are close as numbers, far apart as printed.

目标写“1,800 亩”而结果写“1,850 公顷”，补贴标准写“≤600 万元/人次”而结果写“600 元/人次”：按所写单位换算后相差十倍以上，
而两个数字本身相差不到一半，疑为单位有误。换算后相近的（1 万人次与 12,500 人次）不算。/ Only where the two
units convert into each other, the converted values are ten times apart and the bare numbers are not.
"""

from decimal import Decimal

from reportlint.sdk import (
    Facts,
    Fails,
    Figure,
    Finding,
    IndicatorRow,
    Iterator,
    Message,
    Passes,
    Skip,
    dataclass,
    indicator_rows,
)

SEVERITY = "error"
# 1 亩 = 2000/3 平方米, the other areas are told in metric units.
_MU = ("平方米", Decimal(2000) / 3)


# 响应时限 ≤1 小时, 1 分钟: much faster than asked for is no slip.
_TIMES = frozenset({"秒", "分钟", "小时", "天", "工作日", "周", "月", "个月", "年"})
_TELLING_DIGITS = 3


@dataclass(frozen=True)
class Params:
    """How far apart: ``apart`` times as printed, less than ``alike`` times as bare numbers."""

    apart: int = 10
    alike: Decimal = Decimal("1.5")


def check(facts: Facts, params: Params) -> Iterator[Finding | Skip]:
    """Rows whose target and result differ by the factor between their units."""
    for row in indicator_rows(facts):
        if row.target is None or row.actual is None:
            continue
        factor = _factor(facts, row.target, row.actual)
        if factor is None or not row.target.value or not row.actual.value:
            continue
        if row.target.unit in _TIMES or not _telling(row.target, row.actual):
            continue
        bare = _apart(row.actual.quantity.value, row.target.quantity.value)
        printed = _apart(row.actual.quantity.value * factor, row.target.quantity.value)
        if bare < params.alike and printed >= params.apart:
            yield _finding(row, row.target, row.actual, printed)


def _telling(target: Figure, actual: Figure) -> bool:
    """Whether the numbers are alike by more than chance: one number, or both of three digits."""
    digits = [sum(char.isdigit() for char in figure.text) for figure in (target, actual)]
    return target.quantity.value == actual.quantity.value or min(digits) >= _TELLING_DIGITS


def _apart(one: Decimal, other: Decimal) -> Decimal:
    """How many times the larger of two amounts is the smaller."""
    if not one or not other:
        return Decimal(1)
    return max(abs(one), abs(other)) / min(abs(one), abs(other))


def _factor(facts: Facts, target: Figure, actual: Figure) -> Decimal | None:
    """What one unit of the result is in units of the target; None where they do not convert."""
    if target.unit == actual.unit:
        return None
    first, second = _sized(facts, actual.unit), _sized(facts, target.unit)
    if first is None or second is None or first[0] != second[0] or first[1] == second[1]:
        return None
    return first[1] / second[1]


def _sized(facts: Facts, unit: str | None) -> tuple[str, Decimal] | None:
    """A unit as (what it is counted in, how many of that it is): 万元/人 is (元/人, 10000)."""
    name, slash, per = (unit or "").partition("/")
    data = facts.lexicon.data["units"]
    for entry in data["units"]:
        for word, times in (("", "1"), *data["multipliers"].items()):
            if name != f"{word}{entry['unit']}":
                continue
            base, size = entry.get("of", entry["unit"]), Decimal(entry.get("scale", "1"))
            if entry["unit"] == "亩":
                base, size = _MU
            return f"{base}{slash}{per}", size * Decimal(times)
    return None


def _finding(row: IndicatorRow, target: Figure, actual: Figure, printed: Decimal) -> Finding:
    values = {
        "name": row.name,
        "target": _shown(target),
        "claim": _shown(actual),
        "times": f"{printed:.0f}",
    }
    return Finding(
        message=Message(zh=MESSAGES["zh"].format(**values), en=MESSAGES["en"].format(**values)),
        places=(row.figure_place(actual, "claim"), row.figure_place(target)),
        severity="error",
        confidence=0.9,
    )


def _shown(figure: Figure) -> str:
    plain = " ".join(figure.text.split())
    unit = figure.unit or ""
    return plain if unit in plain else f"{plain}{unit}"


MESSAGES = {
    "zh": "“{name}”目标值为 {target}，实际完成值为 {claim}：按所写单位相差 {times} 倍，而数字相近，"
    "两处单位疑有一处有误。",
    "en": "'{name}': the target is {target}, the result {claim}: {times} times apart as printed,"
    " close as numbers; one of the units may be wrong.",
}

FAILS = [
    Fails(
        """部门整体支出绩效自评表（2022年度）

| 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |
|---|---|---|---|---|
| 新建高标准农田 | ≥{{1,800 亩}} | [[1,850 公顷]] | 5 | 5 |
""",
        says="“新建高标准农田”目标值为 1,800 亩，实际完成值为 1,850 公顷：按所写单位相差 15 倍，而数字相近，"
        "两处单位疑有一处有误。",
        cure="1,850 亩",
        severity="error",
    ),
    Fails(
        """项目支出绩效自评表（2022年度）

| 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |
|---|---|---|---|---|
| 企业职工培训补贴标准 | ≤{{600 万元/人次}} | [[600 元/人次]] | 3 | 3 |
""",
        says="“企业职工培训补贴标准”目标值为 600 万元/人次，实际完成值为 600 元/人次：按所写单位相差 10000 倍，"
        "而数字相近，两处单位疑有一处有误。",
        cure={0: "600 元/人次"},
    ),
]

PASSES = [
    Passes(
        """项目支出绩效自评表（2022年度）

| 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |
|---|---|---|---|---|
| 培训人次 | ≥1 万人次 | 12,500 人次 | 5 | 5 |
| 新建管网 | ≥12 公里 | 12,500 米 | 5 | 5 |
""",
        why="the converted values are close",
    ),
    Passes(
        """项目支出绩效自评表（2022年度）

| 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |
|---|---|---|---|---|
| 检查企业 | ≥120 家 | 125 家次 | 5 | 5 |
""",
        why="家 and 家次 do not convert into each other",
    ),
]
