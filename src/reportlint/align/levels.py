"""The rows of indicator forms by level: first-level blocks and the names that stand in them."""

from __future__ import annotations

from collections.abc import Sequence

from reportlint.align.view import GridView
from reportlint.model.figure import Role
from reportlint.model.reading import GridCell
from reportlint.model.vocabulary import normalise


def leveled(view: GridView, level: str) -> list[tuple[str, GridCell]]:
    """The cells of one level with the first-level block they stand in."""
    found = []
    block = ""
    for cell in sorted(view.grid.cells, key=lambda cell: (cell.row, cell.column)):
        if cell.kind != "label" or not cell.column_path or not cell.text.strip():
            continue
        head = normalise(cell.column_path[-1])
        if head == "一级指标":
            block = normalise(cell.text)
        if head == level and not view.vocabulary.is_total(cell.text):
            found.append((block, cell))
    return found


def repeated(grids: Sequence[GridView]) -> bool:
    """Whether one block stands in several forms: of each goal, or of each body of the file."""
    seen: set[str] = set()
    for view in grids:
        names = {normalise(cell.text) for _, cell in leveled(view, "一级指标")}
        if seen & names:
            return True
        seen |= names
    return False


def unnamed(view: GridView, level: str) -> bool:
    """Whether some row has a target or a result and no name: then rows cannot be counted."""
    named: set[int] = set()
    for _, cell in leveled(view, level):
        named |= set(range(cell.row, cell.row + cell.rowspan))
    return any(
        cell.role in (Role.TARGET, Role.ACTUAL)
        and cell.text.strip()
        and cell.kind != "header"
        and cell.row not in named
        for cell in view.grid.cells
    )
