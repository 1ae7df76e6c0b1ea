"""定性档次与得分比例不符。 / The score lies outside the band of the stated level.

定性指标分达成预期指标、部分达成、未达成三档，得分应落在该档占分值的区间内（多为 100%-80%、80%-60%、60%-0%，有的地方以
50% 为界）。区间以表中说明为准，其次按当地规则；边界上的得分两档都可以，整数计分而档内没有整数的不核对。
/ Bands come from the notes of the form, else from the place; a score on the border fits both levels.
"""

from decimal import ROUND_CEILING, Decimal

from reportlint.sdk import (
    Facts,
    Fails,
    Finding,
    Iterator,
    Message,
    Passes,
    ScoredRow,
    Skip,
    dataclass,
    figure_place,
    level_bands,
    scored_rows,
)

SEVERITY = "warning"
PREVIEW = True

_HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Params:
    """This check has no options."""


def check(facts: Facts, params: Params) -> Iterator[Finding | Skip]:
    """Rows whose result is a level in words and whose share of the weight is another's."""
    bands = level_bands(facts)
    words = facts.lexicon.words
    for row in scored_rows(facts):
        results = row.indicator.results
        if row.shared or row.standard is not None or len(results) != 1:
            continue
        told = "".join(results[0].text.split()).strip("。；;")
        level = next((n for n in ("full", "partial", "none") if told in words[f"level_{n}"]), None)
        if level is None or level not in bands or row.score.value > row.weight.value:
            continue
        low, high = (end * row.weight.value / _HUNDRED for end in bands[level])
        if low <= row.score.value <= high or not _printable(row, low, high):
            continue
        yield _finding(row, told, bands[level])


def _printable(row: ScoredRow, low: Decimal, high: Decimal) -> bool:
    """Whether a score with as many decimals as this one can lie in the band at all."""
    step = Decimal(1).scaleb(-row.score.decimals)
    return (low / step).to_integral_value(ROUND_CEILING) * step <= high


def _finding(row: ScoredRow, told: str, band: tuple[Decimal, Decimal]) -> Finding:
    values = {
        "name": row.name,
        "level": told,
        "score": row.score.number,
        "weight": row.weight.number,
        "share": f"{row.score.value / row.weight.value:.0%}",
        "low": band[0],
        "high": band[1],
    }
    document = row.indicator.document
    return Finding(
        message=Message(zh=MESSAGES["zh"].format(**values), en=MESSAGES["en"].format(**values)),
        places=(
            figure_place(row.score, document, "claim"),
            figure_place(row.weight, document),
            row.indicator.cell_place(row.indicator.results[0]),
        ),
        arithmetic="{score} ÷ {weight} = {share} ∉ [{low}%, {high}%]".format(**values),
        confidence=0.9,
        severity="warning",
    )


MESSAGES = {
    "zh": "“{name}”结果为“{level}”，得分 {score} 占分值 {weight} 的 {share}，不在该档的 {low}%-{high}% 之内。",
    "en": "'{name}' is '{level}', but {score} of {weight} points is {share}, outside {low}%-{high}%.",
}

_FORM = """项目支出绩效自评表（2022年度）

| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |
|---|---|---|---|---|---|---|
| 产出指标 | 质量指标 | 平台运行情况 | 运行稳定 | %s | %s | %s |
| | 数量指标 | 培训期数 | 20期 | 22期 | 30 | 30 |
"""

FAILS = [
    Fails(
        _FORM % ("{{部分达成预期指标并具有一定效果}}", "{{10}}", "[[9.5]]"),
        says="“平台运行情况”结果为“部分达成预期指标并具有一定效果”，得分 9.5 占分值 10 的 95%，不在该档的 60%-80% 之内。",
        cure="7.5",
        severity="warning",
    ),
    Fails(
        _FORM % ("{{达成预期指标}}", "{{10}}", "[[6]]"),
        says="“平台运行情况”结果为“达成预期指标”，得分 6 占分值 10 的 60%，不在该档的 80%-100% 之内。",
        cure="9",
    ),
]

PASSES = [
    Passes(
        _FORM % ("部分达成预期指标", "10", "8"),
        why="80% is the border of two levels",
    ),
    Passes(
        (_FORM % ("部分达成预期指标", "10", "5.5"))
        + "\n注：定性指标按100%-80%（含）、80%-50%（含）、50%-0%合理确定分值。\n",
        why="the form's own note draws the line at 50%",
    ),
    Passes(
        _FORM % ("部分达成预期指标", "1", "1"),
        why="no whole point lies between 60% and 80% of one",
    ),
    Passes(
        _FORM % ("运行基本稳定", "10", "6"),
        why="the result names no level",
    ),
]
