"""What relations of scores share: the scored rows of a table, and figures that state a total."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reportlint.align.topics import is_of_project
from reportlint.align.view import Entry, GridView
from reportlint.model.figure import Comparator, Figure, Measure, Role
from reportlint.model.reading import GridCell, Reading
from reportlint.model.vocabulary import normalise, squeeze

_GAINED = re.compile(
    r"[，,、；;（(](?:[^，。；]{0,6}扣[\d.]+分[，,、])?[^，。；]{0,16}得(?:分)?(?:为|[：:])?\s*"
)
_FULL_MARK = 100
_CALLED_TOTAL = re.compile(
    r"(?:项目自评|总分|(?:总|综合|自评|(?:整体|支出)绩效(?:自评|评价)?)总?得分|(?:自评|评价|综合)总分)(?:为|：|:)?$"
    r"|(?:整体|支出)绩效(?:自评|评价)?(?:共|总)?得(?:分)?$"
)
_TOTAL_LABELS = ("总分", "自评得分", "自评总分", "综合得分", "得分合计", "评价得分")


@dataclass(frozen=True, slots=True)
class ScoredBlock:
    """The scored rows of one grid: scores and weights by row, with the level-1 name."""

    view: GridView
    scores: tuple[Entry, ...]
    weights: tuple[Entry, ...]
    header: Figure | None
    unmet: bool


def is_full_mark(figure: Figure, reading: Reading) -> bool:
    """总分 | 100 | 98.58 and 自评总分 100 分，自评得分 97.03 分: what the score is out of."""
    if figure.value != _FULL_MARK:
        return False
    behind = reading.figures[figure.index + 1 : figure.index + 3]
    if figure.table is None:
        return any(_out_of(figure, after, reading) for after in behind)
    after = behind[0] if behind else None
    return (
        after is not None
        and (figure.table, figure.row) == (after.table, after.row)
        and after.measure in (Measure.SCORE, Measure.BARE)
        and after.value <= figure.value
    )


def _out_of(figure: Figure, after: Figure, reading: Reading) -> bool:
    """Whether the score stands behind the full mark, with 扣 4.14 分 between them at most."""
    between = reading.document.text[figure.span.end : after.span.start]
    scores = figure.measure is after.measure is Measure.SCORE and after.table is None
    return scores and _GAINED.fullmatch(between) is not None


def score_in_name(cell: GridCell, reading: Reading) -> Figure | None:
    """The one score that a head or label bears: 产出指标（50分）."""
    if cell.kind == "value" or len(cell.figures) != 1:
        return None
    figure = reading.figures[cell.figures[0]]
    return figure if figure.measure is Measure.SCORE else None


def states_total(figure: Figure, reading: Reading) -> bool:
    """Whether a figure is called the total score of the evaluation (自评得分, 总分)."""
    label = normalise(figure.label)
    if figure.measure not in (Measure.SCORE, Measure.BARE):
        return False
    words = squeeze(figure.words)
    if figure.table is None and ("一级指标" in words or "满分" in words or "该项" in words):
        return False
    if figure.comparator is not Comparator.EQ or figure.quantity.upper is not None:
        return False
    if is_full_mark(figure, reading):
        return False
    if figure.table is None and figure.value == _FULL_MARK and words.endswith(("总分", "总分为")):
        return False  # 总分 100 分，其中预算执行率 10 分: what the score is out of
    if figure.table is None and "项目" in label and not is_of_project(reading):
        return False  # in the report on a whole body, the score of one of its projects
    if figure.period and reading.year and figure.period != str(reading.year):
        return False  # last year's score
    if "指标" in label and not label.startswith(_TOTAL_LABELS):
        return False  # 产出指标总得分 is that of a block
    return label in _TOTAL_LABELS or _CALLED_TOTAL.search(words) is not None


def forms_of(views: Sequence[GridView]) -> list[list[GridView]]:
    """The forms of one file: each begins with its own execution block."""
    forms: list[list[GridView]] = [[]]
    for view in views:
        # A table whose total is printed is closed: what begins with its own execution is another.
        if execution_of(view) is not None and any(
            execution_of(before) is not None or _is_closed(before) for before in forms[-1]
        ):
            forms.append([])
        forms[-1].append(view)
    return forms


def _is_closed(view: GridView) -> bool:
    """Whether a table of indicators ends with its total score or weight."""
    marks = (Role.SCORE, Role.WEIGHT)
    return view.grid.family == "indicators" and any(
        e.figure and e.figure.role in marks and view.vocabulary.is_total(e.label)
        for e in view.entries
    )


def execution_of(view: GridView) -> tuple[Entry | None, Entry | None] | None:
    """(score, weight) of the execution row of a funds block."""
    if view.grid.family not in ("funds", "tasks"):
        return None
    for _, entries in view.rows():
        roles = view.role_row(entries)
        # A list of tasks is scored in its total: 金额合计 | 97.69% | 9.77.
        totalled = view.grid.family == "funds" or any(
            view.vocabulary.is_total(entry.label) for entry in entries
        )
        if totalled and Role.SCORE in roles and (Role.EXECUTED in roles or Role.RATE in roles):
            return roles[Role.SCORE], roles.get(Role.WEIGHT)
    return None
