"""Rows of indicator tables as checks see them: name, target, result, and the reason given."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from reportlint.model.fact import Facts, term
from reportlint.model.figure import Comparator, Figure, Measure, Role
from reportlint.model.finding import Place
from reportlint.model.reading import Grid, GridCell, Reading
from reportlint.model.span import Span
from reportlint.model.vocabulary import squeeze

_UP = frozenset({Comparator.GE, Comparator.GT})
_DOWN = frozenset({Comparator.LE, Comparator.LT})
_SIGNS = {"≥": "up", ">": "up", "＞": "up", "≤": "down", "<": "down", "＜": "down"}
# The side of a target is told by its column only where the column holds signs or these words.
_SIDES = {"正向": "up", "正向指标": "up", "反向": "down", "反向指标": "down"}
_JOINT = re.compile(r"[、，,；;/和及与]")
_DENIED = re.compile(r"[不未非无欠]")
_RATE = (
    r"(?:人员|案件|事件|问题|现象|行为)?(?:发生|出现)?(?:率|比例)|发生(?:数|数量|次数|件数|起数)"
)
_YEAR = re.compile(r"20\d\d")
_BRACKETS = re.compile(r"[（(][^（）()]*[）)]")


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """One indicator with its cells; a figure is None where its cell holds none, or several.

    ``direction`` is ``up`` or ``down`` where a sign or word is printed for it, else empty.
    ``results`` are all cells that tell the result; ``reason`` is the row's cell under a head that
    asks for reasons (or remarks), and ``asks`` whether the table has such a head for reasons.
    ``last`` is what was reached in the last year told under a head of history (近两年, 上年实际).
    """

    document: int
    table: int
    row: int
    path: tuple[str, ...]
    target_cell: GridCell | None
    results: tuple[GridCell, ...]
    target: Figure | None
    actual: Figure | None
    weight: Figure | None
    score: Figure | None
    unit: GridCell | None
    reason: GridCell | None
    asks: bool
    direction: str
    name_cell: GridCell | None
    last: Figure | None = None

    @property
    def name(self) -> str:
        """The indicator's own name, without blanks."""
        return squeeze(self.path[-1]) if self.path else ""

    @property
    def bare_name(self) -> str:
        """The name without what stands in brackets."""
        return _BRACKETS.sub("", self.name).rstrip("。；;，,")

    def figure_place(self, figure: Figure, role: str = "evidence") -> Place:
        """A figure of the row as a cited place."""
        return figure_place(figure, self.document, role)

    def cell_place(self, cell: GridCell, role: str = "evidence") -> Place:
        """A cell of the row as a cited place; a blank one as an empty slot."""
        empty = cell.kind == "blank" and not cell.text.strip()
        return Place(
            role="claim" if role == "claim" else "evidence",
            span=Span(cell.span.start, cell.span.start) if empty else cell.span,
            text="" if empty else cell.text,
            label=self.name,
            document=self.document,
            table=self.table,
            row=cell.row,
            column=cell.column,
        )


def figure_place(figure: Figure, document: int, role: str = "evidence") -> Place:
    """A figure as a cited place."""
    return term(figure, document).place(role)


def indicator_rows(facts: Facts) -> Iterator[IndicatorRow]:
    """Every named row of every indicator table, in document order."""
    for document, reading in enumerate(facts.readings):
        for grid in reading.grids:
            if grid.family == "indicators":
                yield from _rows(grid, reading, document, facts.lexicon.words)


def _rows(
    grid: Grid, reading: Reading, document: int, words: Mapping[str, tuple[str, ...]]
) -> Iterator[IndicatorRow]:
    heads = [cell.text for cell in grid.cells if cell.kind == "header"]
    asks = any(word in squeeze(head) for head in heads for word in words["reason_heads"])
    levels = {*words["level1"], *words["level2"]}
    names: dict[str, GridCell] = {}
    for row, cells in sorted(_by_row(grid).items()):
        own = [cell for cell in cells if cell.row == row]
        names.update({cell.text.strip(): cell for cell in own if cell.kind == "label"})
        told = [cell for cell in own if cell.role in (Role.TARGET, Role.ACTUAL) and cell.row_path]
        path = max((cell.row_path for cell in told), key=len, default=())
        if not path or squeeze(path[-1]) in levels or squeeze(path[-1]) in words["total"]:
            continue
        targets = [c for c in told if c.role is Role.TARGET and c.text.strip()]
        results = tuple(c for c in told if c.role is Role.ACTUAL and c.text.strip())
        target = _figure(reading, targets) if len(targets) == 1 else None
        under = words["reason_heads"] if asks else words["note_heads"]
        reasons = [cell for cell in cells if _under(cell, under)]
        yield IndicatorRow(
            document=document,
            table=grid.table,
            row=row,
            path=path,
            target_cell=targets[0] if len(targets) == 1 else None,
            results=results,
            target=target,
            actual=_figure(reading, results),
            weight=_figure(reading, [c for c in own if c.role is Role.WEIGHT]),
            score=_figure(reading, [c for c in own if c.role is Role.SCORE]),
            unit=next((c for c in own if _under(c, words["unit_heads"]) and c.text.strip()), None),
            reason=next((c for c in reasons if c.kind != "blank"), next(iter(reasons), None)),
            asks=asks,
            direction=_direction(target, own),
            name_cell=names.get(path[-1]),
            last=_last(reading, [c for c in own if c.role is Role.PRIOR and c.text.strip()]),
        )


def _last(reading: Reading, cells: list[GridCell]) -> Figure | None:
    """The figure of the latest year that the heads name, or the only one; None when unclear."""
    years = [_YEAR.findall(squeeze("".join(cell.column_path[-1:]))) for cell in cells]
    if len(cells) > 1 and all(len(found) == 1 for found in years):
        latest = max(found[0] for found in years)
        cells = [c for c, found in zip(cells, years, strict=True) if found[0] == latest]
    return _figure(reading, cells) if len(cells) == 1 else None


def _by_row(grid: Grid) -> dict[int, list[GridCell]]:
    """The cells of each row below the heads, those that span it from above included."""
    found: dict[int, list[GridCell]] = {}
    for cell in grid.cells:
        if cell.kind != "header":
            for row in range(cell.row, cell.row + max(cell.rowspan, 1)):
                found.setdefault(row, []).append(cell)
    return found


def _under(cell: GridCell, heads: tuple[str, ...]) -> bool:
    head = squeeze(cell.column_path[-1]) if cell.column_path else ""
    return any(word in head for word in heads)


def _figure(reading: Reading, cells: tuple[GridCell, ...] | list[GridCell]) -> Figure | None:
    """The one figure that the given cells hold together."""
    found = [index for cell in cells for index in cell.figures]
    return reading.figures[found[0]] if len(found) == 1 else None


def _direction(target: Figure | None, cells: list[GridCell]) -> str:
    if target is not None and target.comparator in _UP | _DOWN:
        return "up" if target.comparator in _UP else "down"
    if target is None or target.comparator is not Comparator.EQ:
        return ""
    for cell in cells:
        text = squeeze(cell.text)
        if cell.role is None and cell.column_path and text in _SIGNS | _SIDES:
            return _SIGNS.get(text) or _SIDES[text]
    return ""


def side(row: IndicatorRow, words: Mapping[str, tuple[str, ...]]) -> str:
    """On which side the target is met: ``up``, ``down``, or empty where it cannot be told.

    A bare number is a least value, unless the name, its group or its unit lets it be a limit
    (costs, times, what should not happen). A printed side that the name contradicts is none.
    """
    if row.direction or row.target is None:
        return "" if reversed_side(row, words) else row.direction
    if row.target.comparator is not Comparator.EQ or row.target.unit in words["time_units"]:
        return ""
    names = "".join(map(squeeze, row.path[-2:]))
    if row.target.measure in (Measure.MONEY, Measure.PRICE) and "效益" not in names:
        return ""
    doubtful = (*words["reverse_names"], *words["two_sided_names"])
    return "" if any(word in names for word in doubtful) else "up"


def reversed_side(row: IndicatorRow, words: Mapping[str, tuple[str, ...]]) -> str:
    """``low`` or ``high`` where that is better by the name, but the printed side is the other."""
    if _JOINT.search(row.bare_name) or row.target is None:
        return ""
    if row.direction == "up" and _less_is_better(row.bare_name, words):
        return "low"
    if row.direction == "down" and _more_is_better(row.bare_name, row.target, words):
        return "high"
    return ""


def _less_is_better(name: str, words: Mapping[str, tuple[str, ...]]) -> bool:
    """投诉率, 事故发生率: a bad thing as a rate, and nothing said of what is done about it."""
    if any(word in name for word in words["cured_names"]):
        return False
    bad = "|".join(map(re.escape, words["reverse_names"]))
    return re.search(rf"(?:{bad})(?:{_RATE})$", name) is not None


def _more_is_better(name: str, target: Figure, words: Mapping[str, tuple[str, ...]]) -> bool:
    """覆盖率, 满意度 (not 不满意率) below a limit that leaves room above it."""
    full = target.unit == "%" and target.value >= 100
    ends = [word for word in words["forward_names"] if name.endswith(word)]
    return not full and any(not _DENIED.search(name.removesuffix(word)[-1:]) for word in ends)


def misses(row: IndicatorRow, words: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether the printed result certainly stays off its target; equality never does."""
    target, actual = row.target, row.actual
    if target is None or actual is None or not comparable(target, actual):
        return False
    if actual.comparator is not Comparator.EQ or target.quantity.upper is not None:
        return False
    match side(row, words):
        case "up":
            return actual.value * actual.scale < target.value * target.scale
        case "down":
            return actual.value * actual.scale > target.value * target.scale
    return False


def comparable(target: Figure, actual: Figure) -> bool:
    """Whether two figures count in one unit; a bare number takes that of the other."""
    if Measure.BARE in (target.measure, actual.measure):
        return target.scale == actual.scale
    return target.measure is actual.measure and target.scale == actual.scale
