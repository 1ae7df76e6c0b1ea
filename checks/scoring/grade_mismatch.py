"""等级与得分不符。 / The grade does not belong to the score.

同一张表或同一句话中的总分与等级，按表中说明写明的分级、当地规则核对；都没有的，只有已知各种分级都解释不通才报。财政复核、
上年的等级与得分，满分不是 100 分的不核对；只写等级或只写得分也不报。
/ Score and grade of one form or one sentence, by the scale of the notes, else of the place, else by
every known scale. Grades of a reviewer or of another year are left alone.
"""

import re
from decimal import Decimal

from reportlint.sdk import (
    Comparator,
    Facts,
    Fails,
    Figure,
    Finding,
    Iterator,
    Measure,
    Message,
    Passes,
    Place,
    Role,
    Skip,
    Span,
    dataclass,
    figure_place,
    grade_scales,
    short_grade,
    told_grades,
)

SEVERITY = "error"

_TOTAL = re.compile(r"(?:总分|得分|评分|分数)(?:值|为|是|：|:|达到?|共计?)*$")
_PART = re.compile(r"指标|该项|满分|平均|扣|目标")
_FULL = re.compile(r"(?:总分|满分)(?:值)?(?:为|是|：|:)?(\d{3,})分")
_HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Params:
    """This check has no options."""


@dataclass(frozen=True)
class Grade:
    """A printed grade: where, and under which label."""

    span: Span
    word: str
    label: str


def check(facts: Facts, params: Params) -> Iterator[Finding | Skip]:
    """Pairs of one total score and one grade that no admissible scale allows."""
    scales = grade_scales(facts)
    for document, source in enumerate(facts.documents):
        full = {Decimal(text) for text in _FULL.findall("".join(source.text.split()))}
        if full - {_HUNDRED}:
            continue
        # Told twice of one evaluation, a wrong grade is one slip (see headline-conflict).
        told = [c for c in facts.claims if c.kind == "grade" and c.document == document]
        cluster = f"grade@{document}" if len(told) > 1 else ""
        for score, grade in (*_in_tables(facts, document), *_in_sentences(facts, document)):
            word = short_grade(grade.word)
            known = [scale for scale in scales if word in dict(scale)]
            if score.value > _HUNDRED or not known:
                continue
            fitting = [_grade_of(score.value, scale) for scale in known]
            if word not in fitting:
                yield _finding(score, grade, fitting[0], document, cluster)


def _grade_of(score: Decimal, scale: tuple[tuple[str, Decimal], ...]) -> str:
    """Bands are half-open: with 80–89 and 90–100, 89.5 is still the lower grade."""
    return next((word for word, low in scale if score >= low), scale[-1][0])


def _in_tables(facts: Facts, document: int) -> Iterator[tuple[Figure, Grade]]:
    """One score and one grade in the label/value fields of one table."""
    words, reading = facts.lexicon.words, facts.readings[document]
    for table in sorted({grid.table for grid in reading.grids}):
        scores: list[Figure] = []
        grades: list[Grade] = []
        for cell in (c for g in reading.grids if g.table == table for c in g.cells):
            label = "".join(cell.row_path[-1].split()).rstrip(":：") if cell.row_path else ""
            text = "".join(cell.text.split()).strip("“”\"'")
            if label in words["grade_labels"] and text in words["grade_words"]:
                grades.append(Grade(cell.span, text, label))
            elif label not in words["total_score"] or cell.role is Role.WEIGHT:
                continue
            elif len(cell.figures) == 1:
                figure = reading.figures[cell.figures[0]]
                if figure.measure in (Measure.SCORE, Measure.BARE):
                    scores.append(figure)
        if len(grades) == 1 and len({figure.value for figure in scores}) == 1:
            yield scores[0], grades[0]


def _in_sentences(facts: Facts, document: int) -> Iterator[tuple[Figure, Grade]]:
    """综合得分 92 分，评价等级为“优”: one score and one grade in one sentence."""
    words, reading = facts.lexicon.words, facts.readings[document]
    for sentence in reading.sentences:
        text = facts.documents[document].slice(sentence.span)
        if any(word in "".join(text.split()) for word in words["other_grades"]):
            continue
        found = list(told_grades(text, words))
        scores = [f for i in sentence.figures if _is_total(f := reading.figures[i])]
        if len(found) == 1 and len({figure.value for figure in scores}) == 1:
            start, end = (sentence.span.start + at for at in found[0].span(2))
            label = "".join(found[0][1].split())
            yield scores[0], Grade(Span(start, end), found[0][2], label)


def _is_total(figure: Figure) -> bool:
    words = "".join(figure.words.split())
    if figure.measure not in (Measure.SCORE, Measure.BARE) or _PART.search(words):
        return False
    exact = figure.comparator is Comparator.EQ and figure.quantity.upper is None
    return exact and _TOTAL.search(words) is not None


def _finding(score: Figure, grade: Grade, expected: str, document: int, cluster: str) -> Finding:
    values = {
        "label": grade.label,
        "grade": grade.word,
        "score": score.number,
        "expected": expected,
    }
    claim = Place(
        role="claim", span=grade.span, text=grade.word, label=grade.label, document=document
    )
    return Finding(
        message=Message(zh=MESSAGES["zh"].format(**values), en=MESSAGES["en"].format(**values)),
        places=(claim, figure_place(score, document)),
        confidence=0.9,
        severity="error",
        cluster=cluster,
    )


MESSAGES = {
    "zh": "“{label}”为“{grade}”，而得分为 {score}，按分级标准应为“{expected}”。",
    "en": "'{label}' is {grade}, but a score of {score} is graded {expected}.",
}

_NOTE = "\n注：自评结果分四级：90（含）-100分为优、80（含）-90分为良、60（含）-80分为中、60分以下为差。\n"
_FORM = """部门绩效自评表（2022年度）

| 自评得分 | %s | 自评结果 | %s |
|---|---|---|---|
| 部门名称 | 某某中心 | 填报日期 | 2023年3月1日 |
"""

FAILS = [
    Fails(
        _FORM % ("{{86.5}}", "[[优]]") + _NOTE,
        says="“自评结果”为“优”，而得分为 86.5，按分级标准应为“良”。",
        cure="良",
        severity="error",
    ),
    Fails(
        "绩效自评报告（2022年度）\n\n经自评，综合得分{{96.2分}}，评价等级为“[[良好]]”。\n" + _NOTE,
        says="“评价等级”为“良好”，而得分为 96.2，按分级标准应为“优”。",
        cure="优秀",
    ),
]

PASSES = [
    Passes(
        _FORM % ("89.5", "良") + _NOTE.replace("80（含）-90分", "80-89分"),
        why="whole-number bands leave a hole at 89.5; it belongs to the band below",
    ),
    Passes(
        _FORM % ("72", "良"),
        why="no scale is stated, and one in use gives 良 from 70",
    ),
    Passes(
        "绩效自评报告（2022年度）\n\n自评得分93分，财政复核后评价等级为良。\n" + _NOTE,
        why="the grade is that of the finance department",
    ),
    Passes(
        "绩效自评报告（2022年度）\n\n产出指标得分28分，评价等级为优。\n" + _NOTE,
        why="the score of one block is not the total",
    ),
]
