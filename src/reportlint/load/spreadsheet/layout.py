"""The grid of a sheet → its titles, tables and notes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from reportlint.load.builder import Builder, Piece, Place
from reportlint.load.docx.kinds import kind_of
from reportlint.load.spreadsheet.sheet import Grid, Shown

_FEW = 3  # unruled rows of several cells beside a ruled table: who filled it in, the unit
_GAP = "  "
_LABEL = 20
_SENTENCE_ENDS = "。；：;:！？"


class Layout:
    """Finds the blocks of one sheet and writes them."""

    def __init__(self, grid: Grid, builder: Builder) -> None:
        self._grid = grid
        self._builder = builder
        self._texts: dict[int, list[int]] = {}
        for row, column in sorted(at for at, cell in grid.cells.items() if cell.text):
            self._texts.setdefault(row, []).append(column)
        self._ruled = {row for row, _ in grid.ruled}
        # A row that a merged cell crosses from above belongs to the row before it.
        self._joined = {row for (row, _), origin in grid.covered.items() if origin[0] < row}

    def write(self) -> None:
        """Append the paragraphs and tables of the sheet."""
        for block in self._blocks():
            has_rules = any(row in self._ruled for row in block)
            for ruled, group in groupby(block, key=self._belongs):
                rows = list(group)
                if ruled:
                    self._table(rows)
                else:
                    self._loose(rows, beside=has_rules)

    def _blocks(self) -> Iterator[list[int]]:
        """Rows between empty ones; an empty row with vertical lines is a row of its table."""
        block: list[int] = []
        for row in range(len(self._grid.rows)):
            if row in self._texts or row in self._ruled or row in self._joined:
                block.append(row)
            elif block:
                yield block
                block = []
        if block:
            yield block

    def _belongs(self, row: int) -> bool:
        return row in self._ruled or (row in self._joined and row - 1 in self._ruled)

    def _loose(self, rows: list[int], *, beside: bool) -> None:
        """Rows without lines: titles and notes, and a table where several cells stand in a row."""
        several = [row for row in rows if len(self._texts.get(row, ())) > 1 or row in self._joined]
        if not several or rows == several[:1] or (beside and len(several) < _FEW):
            table: list[int] = []
            first = last = rows[-1] + 1
        else:
            first, last = several[0], several[-1]
            while last + 1 in rows and self._is_row(last + 1):
                last += 1
            table = [row for row in rows if first <= row <= last]
        self._paragraphs(row for row in rows if row < first)
        if table:
            self._table(table)
        self._paragraphs(row for row in rows if row > last)

    def _is_row(self, row: int) -> bool:
        """Whether one cell behind a table is its last row (a label with empty cells), no note."""
        columns = self._texts.get(row, [])
        if not columns:
            return True
        cell = self._grid.cells[row, columns[0]]
        kind, _ = kind_of(cell.text, None, "", numbered=False)
        return kind == "paragraph" and len(cell.text) <= _LABEL

    def _paragraphs(self, rows: Iterator[int]) -> None:
        for row in rows:
            cells = [self._grid.cells[row, column] for column in self._texts.get(row, ())]
            if len(cells) == 1:
                for text in _paragraphs(cells[0].text):
                    self._paragraph([self._piece(replace(cells[0], text=text))])
            elif cells:
                pieces = [self._piece(cells[0])]
                for cell in cells[1:]:
                    pieces += [Piece(_GAP), self._piece(cell)]
                self._paragraph(pieces)

    def _paragraph(self, pieces: list[Piece]) -> None:
        text = "".join(piece.text for piece in pieces)
        kind, level = kind_of(text, None, "", numbered=False)
        self._builder.paragraph(kind, pieces, level)

    def _table(self, rows: list[int]) -> None:
        """Append a table of ``rows``, as wide as its text and lines reach."""
        grid = self._grid
        wanted = set(rows)
        used = [at[1] for at in grid.ruled if at[0] in wanted]
        for (row, column), cell in grid.cells.items():
            if row in wanted and cell.text:
                used += [column, column + cell.colspan - 1]
        if not used:
            return
        left, right = min(used), max(used)
        if not any(row in self._texts for row in rows):
            return  # lines drawn around nothing
        self._builder.count(len(rows) * (right - left + 1))
        places = []
        # Rows are often merged only because a single one cannot be as high as a long text needs.
        lines = [
            row
            for row in rows
            if any((row, column) not in grid.covered for column in range(left, right + 1))
        ]
        at = {row: index for index, row in enumerate(lines)}
        for index, row in enumerate(lines):
            for column in range(left, right + 1):
                if (row, column) in grid.covered:
                    continue
                cell = grid.cells.get((row, column)) or Shown("", grid.address(row, column))
                high = sum(below in at for below in range(row, row + cell.rowspan))
                wide = min(cell.colspan, right + 1 - column)
                places.append(Place(index, column - left, high, wide, [self._piece(cell)]))
        self._builder.table(places, len(lines), right + 1 - left)

    def _piece(self, cell: Shown) -> Piece:
        return Piece(cell.text, sheet=self._grid.name, cell=cell.address)


def _paragraphs(text: str) -> list[str]:
    """The paragraphs of a cell outside tables; lines of a title stay together."""
    lines = text.split("\n")
    return lines if any(line.endswith(tuple(_SENTENCE_ENDS)) for line in lines[:-1]) else [text]
