"""Tables → grids: blocks stacked in one form, header paths for every cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reportlint.model.document import Document, Table
from reportlint.model.reading import Grid, GridCell
from reportlint.model.vocabulary import Vocabulary, unit_of
from reportlint.read.cells import LONG, VALUES, TableRows, grid_cell, raw_cell
from reportlint.read.form_rows import form_rows
from reportlint.read.headers import (
    column_paths,
    continues_header,
    ends_goal,
    heads_goals,
    is_goal_line,
    is_header,
    numbers_columns,
)
from reportlint.read.rows import headed_rows

_HEAD_ROWS = 3


def grids(
    document: Document,
    table: Table,
    number: int,
    vocabulary: Vocabulary,
    *,
    title: str,
    section: tuple[str, ...],
    caption_unit: str | None,
) -> list[Grid]:
    """The blocks of one table in order, each with header paths (domain.md §4).

    ``number`` counts the tables of the document from 0. Rows without a column head form label and
    value pairs (``form``); goal lines across the table join the section path of what follows.
    """
    rows = TableRows(table, [raw_cell(document, cell, vocabulary) for cell in table.cells])
    blocks: list[Grid] = []
    path = section
    header: list[int] = []
    body: list[int] = []
    unit = caption_unit
    carried = False

    def close() -> None:
        if body:
            blocks.append(_grid(rows, header, body, number, vocabulary, title, path, unit))
        body.clear()

    for row in range(table.rows):
        filled = rows.filled(row)
        if not filled:
            body.append(row)
            continue
        if header and numbers_columns(filled) and _names_only(rows, body):
            header += [*body, row]  # heads of several rows end where the columns are numbered
            body.clear()
            continue
        if is_goal_line(filled, vocabulary) and not heads_goals(rows, header, vocabulary):
            close()
            kept, header = header, []
            path = (*section, filled[0].text.strip())
            body.append(row)
            close()
            header, carried = kept, True  # a goal without heads of its own goes on under these
        elif path != section and ends_goal(filled[0], vocabulary):
            close()
            header, path = [], section
            body.append(row)
        elif not carried and continues_header(rows, row, header, body, vocabulary):
            header.append(row)
        elif is_header(rows, row, vocabulary, fresh=not header):
            close()
            header, carried = [row], False
        else:
            body.append(row)
    close()
    return blocks


def _names_only(rows: TableRows, body: Sequence[int]) -> bool:
    """Whether the few rows below a head hold nothing but words."""
    told = [cell for row in body for cell in rows.filled(row)]
    return len(body) <= _HEAD_ROWS and all(
        cell.kind not in VALUES and len(cell.text) <= LONG for cell in told
    )


def _grid(
    rows: TableRows,
    header: Sequence[int],
    body: Sequence[int],
    number: int,
    vocabulary: Vocabulary,
    title: str,
    section: tuple[str, ...],
    unit: str | None,
) -> Grid:
    numbering = [row for row in header if numbers_columns(rows.filled(row))]
    paths = column_paths(rows, [row for row in header if row not in numbering])
    head_text = " ".join(cell.text for row in header for cell in rows.filled(row))
    own_unit = _money_unit(head_text) or unit
    cells: list[GridCell] = []
    for row in header:
        heads = [grid_cell(raw, "header", column=raw.column) for raw in rows.by_row.get(row, ())]
        if row in numbering:
            heads = [replace(cell, column_path=("序号",)) for cell in heads]
        cells += heads
    if header:
        cells += headed_rows(rows, body, paths, vocabulary)
    else:
        cells += form_rows(rows, body, vocabulary)
    return Grid(
        table=number,
        title=title,
        section=section,
        unit=own_unit,
        header_rows=tuple(header),
        rows=tuple(body),
        columns=rows.table.columns,
        cells=tuple(cells),
        form=not header,
        family=_family(paths, vocabulary),
    )


def _money_unit(text: str) -> str | None:
    unit = unit_of(text)
    return unit if unit and unit.endswith("元") else None


def _family(paths: dict[int, tuple[str, ...]], vocabulary: Vocabulary) -> str:
    names = set()
    for path in paths.values():
        for text in path:
            concept = vocabulary.column(text)
            if concept is not None:
                names.add(concept.id)
    if "executed" in names and "task" in names:
        return "tasks"
    if names & {"target", "actual"} and names & {"indicator", "level2", "level1"}:
        return "indicators"
    if "executed" in names and names & {"budget_initial", "budget_final", "budget_plain"}:
        return "funds"
    if "code" in names:
        return "accounts"
    return ""
