"""定量指标得分与计分规则不符。 / The score of a missed number is not what the rule gives.

未完成的定量指标按完成比例计分：正向指标得分 = 分值×B/A，反向指标得分 = 分值×A/B；规则由表中说明写明的为错误，
由当地规则推定的为警告。另有评分标准、分值由几行共用、目标方向不明的不核对；说明中写明扣几分的以说明为准。
/ Only rows that certainly miss their target and have a weight of their own; a rule printed in the
form makes it an error. Rows with a marking standard or a stated deduction are left alone.
"""

import re
from fractions import Fraction

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
    points,
    printed_range,
    prints_as,
    quantity_rule,
    scored_rows,
    side,
    surely_misses,
)

SEVERITY = "error"
PREVIEW = True

_BY_STANDARD = re.compile(r"(?:见|按|依|根据)[^，。；]{0,10}(?:扣分|标准|细则|办法)|酌情|酌扣")
_DEDUCTED = re.compile(r"扣(?:除|减)?(\d+(?:\.\d+)?)分")


@dataclass(frozen=True)
class Params:
    """This check has no options."""


def check(facts: Facts, params: Params) -> Iterator[Finding | Skip]:
    """Missed numbers whose score fits no formula that is allowed here."""
    rule = quantity_rule(facts)
    for row in scored_rows(facts):
        if row.shared or row.standard is not None or row.score.value >= row.weight.value:
            continue  # a full score for a missed target is another defect
        if not surely_misses(row, facts):
            continue
        up = side(row.indicator, facts.lexicon.words) == "up"
        formulas = rule.forward if up else rule.reverse
        if not formulas:
            yield Skip(
                Message(
                    zh="未写明未完成的定量指标如何计分",
                    en="nothing says how a missed number is scored",
                ),
                (figure_place(row.score, row.indicator.document),),
            )
            continue
        scores = [found for name in formulas if (found := _expected(name, row))]
        fits = any(prints_as(row.score, min(found), max(found)) for found in scores)
        if scores and not fits and not _deducted(row):
            yield _finding(row, up, rule.stated)


def _expected(formula: str, row: ScoredRow) -> list[Fraction]:
    """The score that one formula gives for the result, then for the ends of its rounding.

    Empty where the formula has no value.
    """
    target, actual = row.indicator.target, row.indicator.actual
    assert target is not None and actual is not None
    aim, scale = Fraction(target.value * target.scale), Fraction(actual.scale)
    ends = printed_range(actual) if actual.decimals else ()
    found = []
    for result in (Fraction(actual.value) * scale, *(end * scale for end in ends)):
        if aim <= 0 or (formula == "inverse" and result <= 0):
            return []
        share = {
            "ratio": result / aim,
            "inverse": aim / result if result else Fraction(0),
            "shortfall": 1 - (result - aim) / aim,
            "zero": Fraction(0),
        }[formula]
        found.append(Fraction(row.weight.value) * min(max(share, Fraction(0)), Fraction(1)))
    return found


def _deducted(row: ScoredRow) -> bool:
    """Whether the reason given states how many points were taken off, and they were.

    A reason that only says that points were taken off by some standard leaves it open.
    """
    text = row.indicator.reason.text if row.indicator.reason is not None else ""
    if _BY_STANDARD.search("".join(text.split())):
        return True
    lost = Fraction(row.weight.value - row.score.value)
    return any(Fraction(number) == lost for number in _DEDUCTED.findall("".join(text.split())))


def _finding(row: ScoredRow, up: bool, stated: bool) -> Finding:
    target, actual = row.indicator.target, row.indicator.actual
    assert target is not None and actual is not None
    top, bottom = (actual, target) if up else (target, actual)
    values = {
        "name": row.name,
        "score": row.score.number,
        "weight": row.weight.number,
        "target": "".join(target.text.split()),
        "actual": "".join(actual.text.split()),
        "expected": points(_expected("ratio" if up else "inverse", row)[0]),
    }
    document = row.indicator.document
    return Finding(
        message=Message(zh=MESSAGES["zh"].format(**values), en=MESSAGES["en"].format(**values)),
        places=(
            figure_place(row.score, document, "claim"),
            *(figure_place(figure, document) for figure in (target, actual, row.weight)),
        ),
        arithmetic="{0} × {1} ÷ {2} = {expected} ≠ {score}".format(
            row.weight.number, top.number, bottom.number, **values
        ),
        confidence=0.9,
        severity="error" if stated else "warning",
    )


MESSAGES = {
    "zh": "“{name}”目标 {target}、完成 {actual}，分值 {weight}，按完成比例应得 {expected} 分，而得分为 {score}。",
    "en": "'{name}': {actual} against a target of {target} gives {expected} of {weight} points,"
    " but the score is {score}.",
}

_FORM = """项目支出绩效自评表（2022年度）

| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施 |
|---|---|---|---|---|---|---|---|
| 产出指标 | 数量指标 | 组织技能培训期数 | %s | %s | %s | %s | %s |
| | 质量指标 | 培训合格率 | ≥95%% | 98%% | 30 | 30 | |
| 效益指标 | 社会效益指标 | 设备故障次数 | %s | %s | %s | %s | |
"""
_GOOD = ("≤10次", "8次", "20", "20")
_NOTE = "\n注：定量指标完成指标值的，计全部分值；未完成的，按照完成值与指标值的比例计分。\n"

FAILS = [
    Fails(
        _FORM % ("≥{{20期}}", "{{16期}}", "{{10}}", "[[9]]", "学员报名不足", *_GOOD) + _NOTE,
        says="“组织技能培训期数”目标 20期、完成 16期，分值 10，按完成比例应得 8 分，而得分为 9。",
        cure="8",
        severity="error",
    ),
    Fails(
        _FORM % ("≥20期", "20期", "10", "10", "", "≤{{10次}}", "{{16次}}", "{{20}}", "[[15]]"),
        says="“设备故障次数”目标 10次、完成 16次，分值 20，按完成比例应得 12.5 分，而得分为 15。",
        cure="12.5",
        severity="warning",
    ),
]

PASSES = [
    Passes(
        _FORM % ("≥30期", "20期", "10", "6.7", "学员报名不足", *_GOOD) + _NOTE,
        why="6.67 is printed with one decimal",
    ),
    Passes(
        _FORM % ("≥20期", "20期", "10", "10", "", "≤10次", "16次", "20", "8"),
        why="other readings of the ratio where less is better: 20 × (1 − 6 ÷ 10)",
    ),
    Passes(
        _FORM % ("≥20期", "16期", "10", "9", "经复核酌情扣1分", *_GOOD) + _NOTE,
        why="the deduction is stated",
    ),
    Passes(
        _FORM % ("≥20期", "16期", "10", "7", "见扣分说明", *_GOOD) + _NOTE,
        why="the points were taken off by a standard told elsewhere",
    ),
    Passes(
        """项目支出绩效自评表（2022年度）

| 一级指标 | 二级指标 | 三级指标 | 指标值 | 评分标准 | 完成值 | 分值 | 得分 |
|---|---|---|---|---|---|---|---|
| 产出指标 | 数量指标 | 组织技能培训期数 | ≥20期 | 每少一期扣0.5分 | 18期 | 10 | 9.5 |
| | 质量指标 | 培训合格率 | ≥95% | 每低1个百分点扣1分 | 98% | 30 | 30 |
""",
        why="the row has a marking standard of its own",
    ),
]
