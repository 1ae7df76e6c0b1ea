"""未达目标或扣分而未说明原因。 / A missed target or a lost score without a reason.

本行原因栏为空，或只写“无”“无偏差”，报告其他地方也没有就该指标说明原因。其他地方的说明须在同一句中提到该指标所说的事；
只有“部分指标受影响”一类笼统说明的，不作判断；全文没有说明原因之处的，不核对。
/ A reason elsewhere must name what the indicator is about. General reasons leave it open.
"""

from reportlint.sdk import (
    Explained,
    Facts,
    Fails,
    Figure,
    Finding,
    IndicatorRow,
    Iterator,
    Measure,
    Message,
    Passes,
    Skip,
    dataclass,
    explained,
    indicator_rows,
    misses,
)

SEVERITY = "warning"
PREVIEW = True


@dataclass(frozen=True)
class Params:
    """This check has no options."""


def check(facts: Facts, params: Params) -> Iterator[Finding | Skip]:
    """Rows that miss their target, or lose points, and nothing tells why."""
    for row in indicator_rows(facts):
        if misses(row, facts.lexicon.words):
            pair, kind = (row.actual, row.target), "missed"
        elif _loses_points(row):
            pair, kind = (row.score, row.weight), "deducted"
        else:
            continue
        match explained(facts, row):
            case Explained.NO:
                yield _finding(row, pair, kind)
            case Explained.GENERAL:
                yield _skip(
                    "原因只有笼统说明，是否包括该指标不明确",
                    "reasons are given in general; whether for this indicator is unclear",
                )
            case Explained.UNASKED:
                yield _skip(
                    "全文没有说明偏差原因之处",
                    "the report has no place for reasons",
                )


def _loses_points(row: IndicatorRow) -> bool:
    score, weight = row.score, row.weight
    if score is None or weight is None:
        return False
    points = score.measure is Measure.SCORE and weight.measure is Measure.SCORE
    return points and score.value < weight.value


def _skip(zh: str, en: str) -> Skip:
    return Skip(Message(zh=zh, en=en))


def _finding(row: IndicatorRow, pair: tuple[Figure | None, Figure | None], kind: str) -> Finding:
    claim, other = pair
    assert claim is not None and other is not None
    zh, en = MESSAGES[kind]
    values = {"name": row.name, "claim": claim.text, "other": other.text}
    places = [row.figure_place(claim, "claim"), row.figure_place(other)]
    if row.reason is not None:
        places.append(row.cell_place(row.reason))
    return Finding(
        message=Message(zh=zh.format(**values), en=en.format(**values)),
        places=tuple(places),
        severity="warning",
        confidence=0.8,
    )


MESSAGES = {
    "missed": (
        "“{name}”实际完成值 {claim} 未达到目标值 {other}，未见原因说明。",
        "'{name}': the result {claim} misses the target {other}; no reason is told.",
    ),
    "deducted": (
        "“{name}”得分 {claim} 低于分值 {other}，未见原因说明。",
        "'{name}': the score {claim} is below the weight {other}; no reason is told.",
    ),
}

FAILS = [
    Fails(
        """项目支出绩效自评表（2022年度）

| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 全年完成值 | 偏差原因分析及改进措施 |
|---|---|---|---|---|---|
| 产出指标 | 数量指标 | 改造老旧管网 | ≥{{18公里}} | [[15.5公里]] | {{}} |
| | 质量指标 | 管网验收合格率 | ≥95% | 98% | |
""",
        says="“改造老旧管网”实际完成值 15.5公里 未达到目标值 18公里，未见原因说明。",
        cure={2: "汛期停工两个月"},
        severity="warning",
    ),
    Fails(
        """部门整体绩效自评表（2022年度）

| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 全年完成值 | 分值 | 得分 | 未完成原因分析 |
|---|---|---|---|---|---|---|---|
| 产出指标 | 质量指标 | 制度健全性 | 健全 | 较健全 | {{5}} | [[3]] | {{无偏差}} |
| | 数量指标 | 走访商户 | 300户 | 320户 | 10 | 10 | |
""",
        says="“制度健全性”得分 3 低于分值 5，未见原因说明。",
        cure={1: "5"},
    ),
]

PASSES = [
    Passes(
        """项目支出绩效自评表（2022年度）

管网改造受汛期停工影响，比计划少2.5公里。

| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 全年完成值 | 偏差原因分析及改进措施 |
|---|---|---|---|---|---|
| 产出指标 | 数量指标 | 改造老旧管网 | ≥18公里 | 15.5公里 | |
| | | 更换阀门 | ≥40个 | 31个 | 部分阀门到货较晚 |
""",
        why="one reason stands in the text, the other in the row",
    ),
    Passes(
        """项目支出绩效自评表（2022年度）

| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 全年完成值 | 偏差原因分析及改进措施 |
|---|---|---|---|---|---|
| 产出指标 | 质量指标 | 验收合格率 | >95% | 95% | |
| | 时效指标 | 单次抢修时长 | 4小时 | 3.2小时 | |
| | 成本指标 | 管材采购费 | 60万元 | 57.1万元 | |
| | 质量指标 | 漏损投诉率 | 2% | 0.5% | |
""",
        why="equality is no miss; time, cost and complaints are limits though no sign is printed",
    ),
    Passes(
        """项目支出绩效自评表（2022年度）

因雨季较长，部分指标没有按期实现。

| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 全年完成值 | 偏差原因分析及改进措施 |
|---|---|---|---|---|---|
| 产出指标 | 数量指标 | 改造老旧管网 | ≥18公里 | 15.5公里 | |
| | 质量指标 | 验收合格率 | ≥95% | 98% | |
""",
        why="whether the general reason is meant for this row is open",
    ),
]
