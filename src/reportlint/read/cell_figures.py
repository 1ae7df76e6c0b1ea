"""What a figure in a table cell is: role, unit, measure and place, from heads and labels."""

from __future__ import annotations

import re
from dataclasses import dataclass

from reportlint.model.figure import BUDGET_ROLES, Measure, Position, Quantity, Role
from reportlint.model.reading import Grid, GridCell
from reportlint.model.vocabulary import Vocabulary, squeeze, unit_of, year_of
from reportlint.read.pending import MONEY_ROLES, Pending
from reportlint.read.scan import scan
from reportlint.read.units import UnitTable

_YEAR_ROW = re.compile(
    r"(20\d\d)年?(?:度)?(?:年初|调整后|全年|支出)?(?:预算|决算|执行|实际)?(?:数|金额)?"
)
# What is counted names its unit: 编制人数, 办结件数, 接待户数.
_COUNTED = re.compile(r"(人次|人|件|次|户|家|场)(?:数|次)$")
_POSTS = re.compile(r"(?:编制|实有|在职|在编)(?:总)?数$")  # of people, under any unit of the table
_MOVED_BUDGET = re.compile(r"预算(?:追加|追减|调整)(?:数|额|金额|情况)?$")
_REMARKS = re.compile(r"原因|措施|问题|建议|说明|备注|改进|其他需")
_JOINT = re.compile(r"[/／、及和与]")  # 执行率/得分
# 资助人次 over a column of a table in 万元.
_HEAD_COUNTED = re.compile(
    r"(人次|户次|批次|场次|人(?=数)|户(?=数)|件(?=数)|次(?=数)|家(?=数))数?$"
)


@dataclass(frozen=True, slots=True)
class CellReader:
    """Reads the figures in the cells of one document, which reports on ``year``."""

    vocabulary: Vocabulary
    units: UnitTable
    year: int | None

    def told_role(self, cell: GridCell) -> Role | None:
        """Target and result cells in words (参考率98%以上，优秀率90%以上; 均为100%)."""
        if cell.kind == "text" and cell.row_path and _REMARKS.search(squeeze(cell.row_path[-1])):
            return None  # a line across the whole form, whatever column it begins in
        role, _ = self.vocabulary.role_of(cell.column_path)
        return role if role in (Role.TARGET, Role.ACTUAL) and cell.kind != "header" else None

    def is_code(self, cell: GridCell) -> bool:
        """Whether a cell stands under 类 款 项, 科目编码 or 序号: its digits name, not count."""
        return self.vocabulary.heads_codes(cell.column_path)

    def figure(self, quantity: Quantity, cell: GridCell, grid: Grid, totals: bool) -> Pending:
        """``quantity`` of ``cell``; ``totals``: whether the grid has a total row or column."""
        role, _ = self.vocabulary.role_of(cell.column_path)
        if role is None and cell.column_path and self.vocabulary.is_of_which(cell.column_path[-1]):
            role = self._whole_role(cell, grid)
        if cell.column_path:
            role = self._joint_role(cell.column_path[-1], quantity, cell) or role
        if role is None:
            role, _ = self.vocabulary.role_of(cell.row_path)
        role = role or Role.OTHER
        if (
            role in BUDGET_ROLES
            and cell.row_path
            and _MOVED_BUDGET.search(squeeze(cell.row_path[-1]))
        ):
            role = Role.ADJUSTMENT  # by how much it moved, whatever the head of the column
        unit, measure = self._cell_unit(quantity, cell, grid, role)
        if role is Role.OTHER and measure is Measure.COUNT:
            role = Role.COUNT
        label = cell.row_path[-1] if cell.row_path else ""
        outer = cell.row_path[-2] if grid.form and len(cell.row_path) > 1 else ""
        if outer and self.vocabulary.subject(outer) is None:
            outer = ""  # another slot of the row, not a group that the slot belongs to
        leaf = cell.column_path[-1] if cell.column_path else ""
        words = [word for word in (outer, label, leaf) if word]
        year = (
            year_of(" ".join(cell.column_path))
            or _row_year(cell)
            or (str(self.year) if self.year else None)
        )
        return Pending(
            quantity=quantity,
            unit=unit,
            measure=measure,
            role=role,
            position=self._position(cell, totals),
            label=" ".join(dict.fromkeys(squeeze(word) for word in words)),
            period=year,
            section=grid.section,
            table=grid.table,
            row=cell.row,
            column=cell.column,
        )

    def _joint_role(self, head: str, quantity: Quantity, cell: GridCell) -> Role | None:
        """执行率/得分 over 96.96% and 9.70: the percentage is the rate, the other the score.

        分值/得分 over 3 / 2.5: each in its place.
        """
        names = _JOINT.split(squeeze(head))
        roles = [self.vocabulary.role_of((name,))[0] for name in names]
        if len(roles) == 2 and set(roles) == {Role.WEIGHT, Role.SCORE}:
            mark = _JOINT.search(cell.text)
            behind = mark is not None and quantity.span.start - cell.span.start > mark.start()
            return roles[1] if behind else roles[0]
        if set(roles) != {Role.RATE, Role.SCORE}:
            return None
        return Role.RATE if quantity.unit == "%" else Role.SCORE

    def _whole_role(self, cell: GridCell, grid: Grid) -> Role | None:
        """其中：财政资金 means what the column before it means."""
        before = [c for c in grid.cells if c.row == cell.row and c.column < cell.column]
        for other in sorted(before, key=lambda c: -c.column):
            if other.column_path and not self.vocabulary.is_of_which(other.column_path[-1]):
                return self.vocabulary.role_of(other.column_path)[0]
        return None

    def _cell_unit(
        self, quantity: Quantity, cell: GridCell, grid: Grid, role: Role
    ) -> tuple[str | None, Measure]:
        """Own unit first, then the column head's, the row's, the unit column's, the table's."""
        if quantity.unit is not None:
            return quantity.unit, self.units.measure(quantity.unit)
        if role in (Role.SCORE, Role.WEIGHT):
            return "分", Measure.SCORE
        if role in (Role.RATE, Role.SHARE, Role.GROWTH):
            return None, Measure.SHARE
        named = cell.unit or next((u for p in reversed(cell.row_path) if (u := unit_of(p))), None)
        if named is None and role in (Role.TARGET, Role.ACTUAL):
            named = _unit_cell(cell, grid, self.vocabulary)
        if named is None and role is Role.ACTUAL:
            named = self._target_unit(cell, grid)
        if named is None and cell.row_path and role in (Role.OTHER, Role.TARGET, Role.ACTUAL):
            counted = _COUNTED.search(squeeze(cell.row_path[-1]))
            named = counted[1] if counted else None
        if named is None and cell.column_path and role is Role.OTHER:
            head = squeeze(cell.column_path[-1])
            counted = _HEAD_COUNTED.search(head)
            posts = _POSTS.search(head) and not any("车" in text for text in cell.row_path)
            named = counted[1] if counted else "人" if posts else None
        if named is None and role not in (Role.TARGET, Role.ACTUAL, Role.COUNT):
            named = grid.unit
        if named is not None:
            canonical = self.units.canonical(named) or named
            return canonical, self.units.measure(canonical)
        return None, Measure.MONEY if role in MONEY_ROLES else Measure.BARE

    def _target_unit(self, cell: GridCell, grid: Grid) -> str | None:
        """The unit printed with the target of a row is that of a bare result (0.5% … 0)."""
        for other in grid.cells:
            if other.row == cell.row and other.kind == "value":
                role, _ = self.vocabulary.role_of(other.column_path)
                if role is Role.TARGET:
                    found = scan(other.text, self.units, cell=True)
                    units = [item.unit for item in found if isinstance(item, Quantity)]
                    return units[0] if len(units) == 1 else None
        return None

    def _position(self, cell: GridCell, totals: bool) -> Position:
        label = cell.row_path[-1] if cell.row_path else ""
        leaf = cell.column_path[-1] if cell.column_path else ""
        if self.vocabulary.is_of_which(label) or self.vocabulary.is_of_which(leaf):
            return Position.OF_WHICH
        if self.vocabulary.is_total(label) or self.vocabulary.is_total(leaf):
            return Position.TOTAL
        return Position.PART if totals else Position.SINGLE


def _row_year(cell: GridCell) -> str | None:
    """The year of a row called 2024年预算数; a year within a longer name is part of the name."""
    label = squeeze(cell.row_path[-1]) if cell.row_path else ""
    match = _YEAR_ROW.fullmatch(label)
    return match[1] if match else None


def _unit_cell(cell: GridCell, grid: Grid, vocabulary: Vocabulary) -> str | None:
    for other in grid.cells:
        if other.row == cell.row and other.column_path and other.text.strip():
            concept = vocabulary.column(other.column_path[-1])
            if concept is not None and concept.id == "unit":
                return squeeze(other.text)
    return None


def has_total(grid: Grid, vocabulary: Vocabulary) -> bool:
    """Whether some head or row label of the grid names a total."""
    return any(
        vocabulary.is_total(cell.text) for cell in grid.cells if cell.kind in ("label", "header")
    )
