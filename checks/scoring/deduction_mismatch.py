"""按扣分标准复算的得分不符。 / The score does not follow from the row's own marking standard.

只读两种写法：“每低于（超过）目标值 N 个百分点扣 M 分，扣完为止”，以及分段的“90%-95%计 8 分”。不足一档的按进一、舍去、
按比例计算任一相符即可；标准中另有条件、单位不同、说明中另有扣分的不核对。
/ Only a single step of deduction, or points by bands of a percentage; steps may be counted whole,
begun or in proportion. Standards with further conditions are left alone.
"""

import math
import re
import unicodedata
from fractions import Fraction

from reportlint.sdk import (
    Comparator,
    Facts,
    Fails,
    Finding,
    Iterator,
    Measure,
    Message,
    Passes,
    ScoredRow,
    Skip,
    comparable,
    dataclass,
    figure_place,
    points,
    prints_as,
    scored_rows,
    side,
)

SEVERITY = "warning"
PREVIEW = True

_NUMBER = r"\d+(?:\.\d+)?"
_STEP = re.compile(
    r"每(?P<way>超过?|高于?|增加|多|低于?|少|减少|降低|下降)(?:目标值?|指标值?|计划数?)?"
    rf"(?P<n>{_NUMBER}|一)?(?P<unit>个?百分点|%|[个项次天件期场人家处户份例起篇])?的?[,，]?"
    rf"扣(?:减|除)?(?P<m>{_NUMBER})分(?:[,，;；]?(?:扣|减)完为止)?"
)
_BAND = re.compile(
    rf"(?P<a>{_NUMBER})%(?:\(不?含\))?[-—–~至](?P<b>{_NUMBER})%(?:\(不?含\))?(?:之间)?的?[,，:：]?"
    rf"[计得](?P<m>{_NUMBER})分"
)
_DOWN = ("超", "高", "增", "多")
_CONDITION = re.compile(r"扣|每|缺|否则|未|或|且|除|以下|以上")


@dataclass(frozen=True)
class Params:
    """This check has no options."""


def check(facts: Facts, params: Params) -> Iterator[Finding | Skip]:
    """Rows whose printed standard gives another score."""
    for row in scored_rows(facts):
        if row.standard is None or row.shared or _other_deduction(row):
            continue
        text = unicodedata.normalize("NFKC", "".join(row.standard.text.split()))
        scores = _by_step(row, text, facts) or _by_band(row, text)
        if scores and not any(prints_as(row.score, score, score) for score in scores):
            yield _finding(row, scores[0])


def _other_deduction(row: ScoredRow) -> bool:
    return row.indicator.reason is not None and "扣" in row.indicator.reason.text


def _by_step(row: ScoredRow, text: str, facts: Facts) -> list[Fraction]:
    """Admissible scores after one step of deduction; empty where the standard says more."""
    target, actual = row.indicator.target, row.indicator.actual
    found = list(_STEP.finditer(text))
    if len(found) != 1 or target is None or actual is None or not comparable(target, actual):
        return []
    step, weight = found[0], Fraction(row.weight.value)
    rest = text[: step.start()] + text[step.end() :]
    known = {weight, Fraction(target.value), Fraction(0)}
    if _CONDITION.search(rest) or {Fraction(n) for n in re.findall(_NUMBER, rest)} - known:
        return []
    shares = {target.measure is Measure.SHARE, actual.measure is Measure.SHARE}
    if shares != {step["unit"] in ("个百分点", "百分点", "%")} or not _plain(row):
        return []
    down = step["way"].startswith(_DOWN)
    if side(row.indicator, facts.lexicon.words) == ("up" if down else "down"):
        return []  # the standard deducts on the side that meets the target
    off = Fraction(actual.value * actual.scale) - Fraction(target.value * target.scale)
    size = Fraction(1) if step["n"] in (None, "一") else Fraction(step["n"])
    if not size:
        return []
    steps = max(off if down else -off, Fraction(0)) / size
    counts = (steps, Fraction(math.floor(steps)), Fraction(math.ceil(steps)))
    return [max(weight - Fraction(step["m"]) * count, Fraction(0)) for count in counts]


def _by_band(row: ScoredRow, text: str) -> list[Fraction]:
    """Points of the bands that hold the result; both at a border."""
    actual = row.indicator.actual
    bands = list(_BAND.finditer(text))
    if len(bands) < 2 or actual is None or actual.measure is not Measure.SHARE or not _plain(row):
        return []
    if "扣" in text or any(Fraction(band["m"]) > Fraction(row.weight.value) for band in bands):
        return []
    value = Fraction(actual.value)
    return [
        Fraction(band["m"])
        for band in bands
        if min(Fraction(band["a"]), Fraction(band["b"]))
        <= value
        <= max(Fraction(band["a"]), Fraction(band["b"]))
    ]


def _plain(row: ScoredRow) -> bool:
    actual, target = row.indicator.actual, row.indicator.target
    exact = actual is not None and actual.comparator is Comparator.EQ
    return exact and (target is None or target.quantity.upper is None)


def _finding(row: ScoredRow, expected: Fraction) -> Finding:
    target, actual, standard = row.indicator.target, row.indicator.actual, row.standard
    assert actual is not None and standard is not None
    values = {
        "name": row.name,
        "standard": "".join(standard.text.split()),
        "actual": "".join(actual.text.split()),
        "expected": points(expected),
        "score": row.score.number,
    }
    document = row.indicator.document
    figures = [figure for figure in (target, actual, row.weight) if figure is not None]
    return Finding(
        message=Message(zh=MESSAGES["zh"].format(**values), en=MESSAGES["en"].format(**values)),
        places=(
            figure_place(row.score, document, "claim"),
            *(figure_place(figure, document) for figure in figures),
            row.indicator.cell_place(standard),
        ),
        confidence=0.85,
        severity="warning",
    )


MESSAGES = {
    "zh": "“{name}”完成 {actual}，按评分标准“{standard}”应得 {expected} 分，而得分为 {score}。",
    "en": "'{name}' ({actual}) earns {expected} by its standard '{standard}', not {score}.",
}

_FORM = """项目支出绩效评价评分表（2022年度）

| 一级指标 | 二级指标 | 三级指标 | 分值 | 评分标准 | 指标值 | 实际完成值 | 得分 |
|---|---|---|---|---|---|---|---|
| 产出指标 | 质量指标 | 设备验收合格率 | %s | %s | %s | %s | %s |
| | 数量指标 | 培训期数 | 30 | 每少一期扣2分 | 20期 | 20期 | 30 |
"""

FAILS = [
    Fails(
        _FORM
        % ("{{10}}", "{{每低于目标值1个百分点扣0.5分，扣完为止}}", "{{95%}}", "{{90%}}", "[[9]]"),
        says="“设备验收合格率”完成 90%，按评分标准“每低于目标值1个百分点扣0.5分，扣完为止”应得 7.5 分，而得分为 9。",
        cure="7.5",
        severity="warning",
    ),
    Fails(
        _FORM
        % (
            "{{10}}",
            "{{95%-100%计10分，80%-95%计6分，0%-80%计0分}}",
            "{{95%}}",
            "{{88%}}",
            "[[8]]",
        ),
        says="“设备验收合格率”完成 88%，按评分标准“95%-100%计10分，80%-95%计6分，0%-80%计0分”应得 6 分，而得分为 8。",
        cure="6",
    ),
]

PASSES = [
    Passes(
        _FORM % ("10", "每低于目标值2个百分点扣1分", "95%", "90%", "8"),
        why="two full steps of two points; the step begun may be left out",
    ),
    Passes(
        _FORM % ("10", "95%-100%计10分，80%-95%计6分", "90%", "95%", "10"),
        why="at the border either band may be meant",
    ),
    Passes(
        _FORM % ("10", "每低于目标值1个百分点扣0.5分，未及时报告的另扣2分", "95%", "90%", "5.5"),
        why="the standard has a second condition",
    ),
    Passes(
        _FORM % ("10", "每超过1个百分点扣1分", "≥95%", "98%", "10"),
        why="the standard deducts where the target is met, so something was misread",
    ),
]
