"""Raw cells of a table: what each looks like, and which cell covers a place."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from reportlint.model.document import Cell, Document, Table
from reportlint.model.reading import GridCell
from reportlint.model.span import Span
from reportlint.model.vocabulary import Vocabulary

_NUMBER = re.compile(r"^[(（]?[-－−▲]?\s*\d[\d,，\s]*(?:[.．]\d+)?[)）]?$")
_PERCENT = re.compile(r"^[≥≤<>＜＞=＝﹤﹥±-]?\s*\d[\d,.，]*\s*[%％‰]$")
_TWO_IN_ONE = re.compile(
    r"^\d[\d.]*\s*[%％]\s*[/／,，;；、]?\s*(?:得分?[:：]?)?\s*\d{1,3}(?:\.\d+)?\s*分?$"
    r"|^\d{1,3}(?:\.\d+)?\s*分?\s+[/／]\s+\d{1,3}(?:\.\d+)?\s*分?$"
)  # 96.96% / 9.70; 5 / 4.8
_REMARKED = re.compile(r"^(\d[\d,.]*\s*[%％]?)\s*[（(][^（）()]*\d[^（）()]*[）)]$")
# 3 所选址调整 is a remark that opens with a number.
_QUANTITY = re.compile(
    r"^(?!.*(?:调整|原因|变更|推迟|取消|缓建|未能))(?!\d{1,2}[.．、]\s*[\u4e00-\u9fff])(?:不[低少高超大小]于?过?|控制在|[≥≤<>＜＞=＝﹦﹤﹥~～])?\s*[-－]?\d[\d,.，]*\s*(?:[%％‰])?"
    r"\s*[\u4e00-\u9fff²㎡()（）/·]{0,6}[。]?$"
)
_CODED = re.compile(r"^\d{3,7}\s+[\u4e00-\u9fff]{4,}$")  # 210 卫生健康支出
LONG = 60
SENTENCE = 25
LEVELS = frozenset({"level", "level1", "level2"})
VALUES = frozenset({"number", "percent", "quantity"})


@dataclass(slots=True)
class RawCell:
    """A cell of the document's table with its text, before anything is known of it."""

    row: int
    column: int
    rowspan: int
    colspan: int
    span: Span
    text: str
    kind: str


@dataclass(slots=True)
class TableRows:
    """The raw cells by row; cells reaching down from above are found by ``covering``."""

    table: Table
    cells: list[RawCell]
    by_row: dict[int, list[RawCell]] = field(default_factory=dict)
    cover: dict[tuple[int, int], RawCell] = field(default_factory=dict)
    unmerged_groups: frozenset[int] = frozenset()  # columns of groups where no cell reaches down

    def __post_init__(self) -> None:
        for cell in self.cells:
            self.by_row.setdefault(cell.row, []).append(cell)
            for row in range(cell.row, cell.row + cell.rowspan):
                for column in range(cell.column, cell.column + cell.colspan):
                    self.cover[row, column] = cell
        groups = [
            cell
            for cell in self.cells
            if cell.kind in LEVELS or (not cell.column and cell.kind == "text")
        ]
        merged = {cell.column for cell in groups if cell.rowspan > 1}
        self.unmerged_groups = frozenset(cell.column for cell in groups) - merged

    def filled(self, row: int) -> list[RawCell]:
        """The cells that originate in ``row`` and print something."""
        return [cell for cell in self.by_row.get(row, ()) if cell.text.strip()]


def raw_cell(document: Document, cell: Cell, vocabulary: Vocabulary) -> RawCell:
    """A cell of the document with its text and look."""
    text = document.slice(cell.span)
    return RawCell(
        cell.row, cell.column, cell.rowspan, cell.colspan, cell.span, text, look(text, vocabulary)
    )


def look(text: str, vocabulary: Vocabulary) -> str:
    """What a cell looks like: blank, null, number, percent, quantity, unit, level1, level2,
    level (a name of both) …"""
    plain = text.strip()
    if not plain:
        return "blank"
    remarked = _REMARKED.match(plain)
    if remarked:  # 100（含执行率 10 分） looks like 100
        return look(remarked[1], vocabulary)
    if vocabulary.is_null(plain):
        return "null"
    if len(plain) <= 24:
        if _NUMBER.match(plain):
            return "number"
        if _TWO_IN_ONE.match(plain):
            return "quantity"
        if _PERCENT.match(plain):
            return "unit" if vocabulary.is_unit(plain) else "percent"
        if vocabulary.is_unit(plain):
            return "unit"
        if vocabulary.is_level1(plain):
            # 成本指标 is a block of its own in some forms, the last kind of output in others.
            return "level" if vocabulary.is_level2(plain) else "level1"
        if vocabulary.is_level2(plain):
            return "level2"
        if re.match(r"20\d\d\s*年", plain):
            return "year" if re.fullmatch(r"20\d\d\s*年度?", plain) else "text"
        if _QUANTITY.match(plain) and not _CODED.match(plain):
            return "quantity"
        if vocabulary.is_done(plain):
            return "done"
    return "text"


def runs_on(text: str) -> bool:
    """Whether a cell holds running text rather than a name."""
    return len(text) > LONG or (any(mark in text for mark in "。；") and len(text) > SENTENCE)


def grid_cell(
    raw: RawCell,
    kind: str,
    *,
    row_path: tuple[str, ...] = (),
    unit: str | None = None,
    column: int | None = None,
) -> GridCell:
    """A cell of a structured grid, with the labels that lead to it."""
    return GridCell(
        row=raw.row,
        column=raw.column if column is None else column,
        rowspan=raw.rowspan,
        colspan=raw.colspan,
        span=raw.span,
        text=raw.text,
        kind=kind,
        row_path=row_path,
        unit=unit,
    )
