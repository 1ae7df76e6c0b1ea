"""目标文字中量化的要求没有对应指标。 / A quantified promise of the goals has no indicator.

目标文字写明“…以上”“不低于…”“…以内”的数量或比率，而指标表中没有名称相近、也没有目标值和单位相同的指标行时报告。
换一种说法、几项合为一行、长期目标中的指标都算有对应；目标值不同的属于另一类问题。没有指标表的文件不核对。
/ Only promises with a bound (以上, 不低于, 以内 …). A row of a like name, a row that holds the name among others,
or one with the same target and unit answers it.
"""

import re

from reportlint.sdk import (
    Annotated,
    Comparator,
    Facts,
    Fails,
    Figure,
    Finding,
    Iterator,
    Measure,
    Message,
    Passes,
    Role,
    Skip,
    dataclass,
    figure_place,
)

SEVERITY = "warning"
PREVIEW = True
_BOUNDS = (Comparator.GE, Comparator.GT, Comparator.LE, Comparator.LT)
_MEASURES = (Measure.COUNT, Measure.SHARE, Measure.EXTENT)
_MARKS = re.compile(r"[^\u4e00-\u9fff]")
_SHORTEST = 4
_PAIRING = ("same-target", "same-quantity", "indicator")


@dataclass(frozen=True)
class Params:
    """How like a row's name must be to answer a promise."""

    likeness: Annotated[
        int, "Share of a promise's character pairs found in one row, in percent."
    ] = 40


def check(facts: Facts, params: Params) -> Iterator[Finding | Skip]:
    """Bounded promises outside the indicator tables that no row of them answers."""
    rows = _rows(facts)
    if not rows:
        return
    inside = {(document, figure.index) for _, document, found in rows for figure in found}
    # A result of the text that answers a goal of the text is no row of the form.
    paired = {
        (term.document, term.span)
        for relation in facts.relations_of(*_PAIRING)
        if any((term.document, term.figure) in inside for term in relation.members)
        for term in relation.members
    }
    targets = {_target(figure) for _, _, found in rows for figure in found}
    said: set[str] = set()
    for document, reading in enumerate(facts.readings):
        for figure in reading.figures:
            own = (document, figure.index) in inside or (document, figure.span) in paired
            if own or not _promise(figure) or _target(figure) in targets:
                continue
            name = _name(figure)
            if len(name) < _SHORTEST or name in said:
                continue
            if not any(_answers(text, name, facts, params) for text, _, _ in rows):
                said.add(name)
                yield _finding(figure, document)


def _rows(facts: Facts) -> list[tuple[str, int, list[Figure]]]:
    """Every row of the indicator tables: its words, document and figures."""
    found = []
    for document, reading in enumerate(facts.readings):
        for grid in reading.grids:
            for row in grid.rows if grid.family == "indicators" else ():
                cells = [cell for cell in grid.cells if cell.row == row]
                figures = [reading.figures[index] for cell in cells for index in cell.figures]
                text = _MARKS.sub("", "".join(cell.text for cell in cells))
                found.append((text, document, figures))
    return found


def _promise(figure: Figure) -> bool:
    return (
        figure.role is Role.TARGET and figure.comparator in _BOUNDS and figure.measure in _MEASURES
    )


def _target(figure: Figure) -> tuple[str, str | None]:
    return str(figure.value.normalize()), figure.unit


def _name(figure: Figure) -> str:
    return _MARKS.sub("", figure.label)


def _answers(text: str, name: str, facts: Facts, params: Params) -> bool:
    """Whether a row has the name's own noun, or enough of its character pairs."""
    noun = name
    for tail in facts.lexicon.words["common_tails"]:
        noun = noun.removesuffix(tail)
    if noun[-2:] in text:
        return True
    pairs = {name[at : at + 2] for at in range(len(name) - 1)}
    shared = sum(1 for pair in pairs if pair in text)
    return shared * 100 >= params.likeness * len(pairs)


def _finding(figure: Figure, document: int) -> Finding:
    values = {"label": figure.label, "claim": " ".join(figure.text.split())}
    return Finding(
        message=Message(zh=MESSAGES["zh"].format(**values), en=MESSAGES["en"].format(**values)),
        places=(figure_place(figure, document, "claim"),),
        severity="warning",
        confidence=0.75,
    )


MESSAGES = {
    "zh": "目标文字提出“{label}”{claim}，指标表中没有对应的指标。",
    "en": "The goals promise '{label}' {claim}, which no row of the indicator table answers.",
}

_TABLE = """
| 一级指标 | 二级指标 | 三级指标 | 年初目标值 | 实际完成值 |
|---|---|---|---|---|
| 产出指标 | 数量指标 | 食品抽检批次 | ≥500 批次 | 520 批次 |
| | 质量指标 | 投诉举报办结率 | ≥95% | 99% |
"""

FAILS = [
    Fails(
        """部门整体绩效自评表（2022年度）

年度目标1：完成食品抽检500批次以上，举办经营者培训[[12场]]以上。
"""
        + _TABLE,
        says="目标文字提出“举办经营者培训”12场，指标表中没有对应的指标。",
        cure="若干场",
        severity="warning",
    ),
]

PASSES = [
    Passes(
        """部门整体绩效自评表（2022年度）

年度目标1：完成食品抽检600批次以上，投诉举报按期办结率不低于95%。
"""
        + _TABLE,
        why="both have a row; a differing target is another defect",
    ),
    Passes(
        """部门整体绩效自评表（2022年度）

年度目标1：对全市82家重点企业开展普法宣传，完成食品抽检500批次以上。
"""
        + _TABLE,
        why="82 is the size of a group, no promise",
    ),
    Passes(
        "部门整体绩效自评报告（2022年度）\n\n年度目标1：举办经营者培训12场以上。\n",
        why="the document has no indicator table",
    ),
]
