"""Rows that bear a weight and a score, as the checks of scores see them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from reportlint.model.fact import Facts
from reportlint.model.figure import Comparator, Figure, Measure, Role
from reportlint.model.indicators import IndicatorRow, comparable, indicator_rows, misses, side
from reportlint.model.interval import decimal_of
from reportlint.model.reading import Grid, GridCell, Reading
from reportlint.model.vocabulary import Vocabulary, squeeze

_STRICT = (Comparator.GT, Comparator.LT)
_TOLD = (Role.TARGET, Role.ACTUAL)


@dataclass(frozen=True, slots=True)
class ScoredRow:
    """An indicator with its weight and score.

    ``standard`` is the row's cell that says how it is marked; ``shared`` says that the weight or
    the score may stand for several rows (a merged cell, or blanks above or below it).
    """

    name: str
    indicator: IndicatorRow
    weight: Figure
    score: Figure
    standard: GridCell | None
    shared: bool


@dataclass(frozen=True, slots=True)
class ExecutionRow:
    """The row of a funds block that bears a score; ``head`` is the column head of the score."""

    document: int
    score: Figure
    weight: Figure
    head: str
    rate: Figure | None
    executed: Figure | None
    budget: Figure | None
    reason: GridCell | None


def scored_rows(facts: Facts) -> Iterator[ScoredRow]:
    """Every indicator row with one weight and one score; total rows are left out."""
    vocabulary = Vocabulary(facts.lexicon)
    heads = facts.lexicon.words["standard_heads"]
    for row in indicator_rows(facts):
        weight, score = row.weight, row.score
        if weight is None or score is None or weight.value <= 0 or vocabulary.is_total(row.name):
            continue
        grid = _grid(facts, row)
        standard = next((c for c in grid.cells if c.row == row.row and _under(c, heads)), None)
        if standard is not None and not standard.text.strip():
            standard = None
        name = _name(grid, row, vocabulary)
        yield ScoredRow(name, row, weight, score, standard, _shared(grid, row.row))


def _name(grid: Grid, row: IndicatorRow, vocabulary: Vocabulary) -> str:
    """The cell under 三级指标 or 指标名称; a text column may stand between it and the figures."""
    for cell in grid.cells:
        if cell.row == row.row and cell.kind == "label" and cell.column_path:
            concept = vocabulary.column(cell.column_path[-1])
            if concept is not None and concept.id == "indicator":
                return squeeze(cell.text)
    return row.name


def _grid(facts: Facts, row: IndicatorRow) -> Grid:
    grids = facts.readings[row.document].grids
    return next(g for g in grids if g.table == row.table and row.row in {c.row for c in g.cells})


def _under(cell: GridCell, heads: tuple[str, ...]) -> bool:
    head = squeeze(cell.column_path[-1]) if cell.column_path else ""
    return cell.kind != "header" and any(word in head for word in heads)


def _shared(grid: Grid, row: int) -> bool:
    """Whether a neighbouring indicator lacks what this row has, or a cell spans several rows."""
    for role in (Role.WEIGHT, Role.SCORE):
        if any(c.rowspan > 1 for c in grid.cells if c.role is role and c.row == row):
            return True
        for near in (row - 1, row + 1):
            cells = [c for c in grid.cells if c.row == near and c.kind != "header"]
            told = any(c.role in _TOLD and c.text.strip() for c in cells)
            if told and not any(c.role is role and c.text.strip() for c in cells):
                return True
    return False


def surely_misses(row: ScoredRow, facts: Facts) -> bool:
    """Whether plain numbers show that the result stays off the target."""
    return not _two_scales(row.indicator) and misses(row.indicator, facts.lexicon.words)


def surely_meets(row: ScoredRow, facts: Facts) -> bool:
    """Whether plain numbers show that the target is reached."""
    item, words = row.indicator, facts.lexicon.words
    target, actual = item.target, item.actual
    if target is None or actual is None or not side(item, words) or _two_scales(item):
        return False
    if not comparable(target, actual) or target.quantity.upper is not None:
        return False
    if actual.comparator is not Comparator.EQ or misses(item, words):
        return False
    return not (target.comparator in _STRICT and target.value == actual.value)


def _two_scales(item: IndicatorRow) -> bool:
    """95 (%) and 0.95 may be one share; a bare number beside a share may count something else."""
    target, actual = item.target, item.actual
    if target is None or actual is None:
        return True
    measures = {target.measure, actual.measure}
    if measures == {Measure.SHARE, Measure.BARE}:
        return actual.value != 0
    low, high = sorted((abs(target.value), abs(actual.value)))
    return Measure.SHARE in measures and 0 < low <= Fraction(3, 2) < high / 10


def execution_rows(facts: Facts) -> Iterator[ExecutionRow]:
    """Every row of a funds block with a score and the weight it is taken of."""
    for document, reading in enumerate(facts.readings):
        for grid in reading.grids:
            if grid.family == "funds":
                yield from _funds(grid, reading, document, facts.lexicon.words["reason_heads"])


def _funds(
    grid: Grid, reading: Reading, document: int, reasons: tuple[str, ...]
) -> Iterator[ExecutionRow]:
    for row in sorted({cell.row for cell in grid.cells if cell.kind == "value"}):
        cells = [cell for cell in grid.cells if cell.row == row and cell.kind != "header"]
        scored = [c for c in cells if c.role is Role.SCORE and c.figures]
        score = _only(reading, cells, Role.SCORE)
        if score is None or not scored[0].column_path:
            continue
        head = squeeze(scored[0].column_path[-1])
        weight = _only(reading, cells, Role.WEIGHT) or _in_head(grid, reading, scored[0].column)
        if weight is None or weight.value <= 0:
            continue
        yield ExecutionRow(
            document=document,
            score=score,
            weight=weight,
            head=head,
            rate=_only(reading, cells, Role.RATE),
            executed=_only(reading, cells, Role.EXECUTED),
            budget=_only(reading, cells, Role.BUDGET_FINAL),
            reason=next((c for c in cells if _under(c, reasons) and c.text.strip()), None),
        )


def _only(reading: Reading, cells: list[GridCell], role: Role) -> Figure | None:
    found = [index for cell in cells if cell.role is role for index in cell.figures]
    return reading.figures[found[0]] if len(found) == 1 else None


def _in_head(grid: Grid, reading: Reading, column: int) -> Figure | None:
    """得分（20 分*执行率）: the head of the score column names the weight."""
    found = [
        reading.figures[index]
        for cell in grid.cells
        if cell.kind == "header" and cell.column <= column < cell.column + cell.colspan
        for index in cell.figures
        if reading.figures[index].measure is Measure.SCORE
    ]
    return found[0] if len(found) == 1 else None


def printed_range(figure: Figure) -> tuple[Fraction, Fraction]:
    """The values that a rounded printed number may stand for."""
    half = Fraction(1, 2 * 10**figure.decimals)
    value = Fraction(figure.value)
    return value - half, value + half


def prints_as(score: Figure, low: Fraction, high: Fraction, decimals: int = 0) -> bool:
    """Whether some value from ``low`` to ``high``, rounded or cut off, is the printed score.

    ``decimals``: with how many such scores are printed elsewhere; a whole 10 among 9.56 and 9.47 is
    no rounded 9.51.
    """
    value, unit = Fraction(score.value), Fraction(1, 10 ** (score.decimals or decimals))
    return low < value + unit and high >= value - unit / 2


def points(value: Fraction) -> str:
    """A recomputed score with at most two decimals."""
    text = f"{decimal_of(value, 2):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
