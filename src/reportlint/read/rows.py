"""Rows under column heads: cells laid on their columns again, labels of every row."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from reportlint.model.figure import Role
from reportlint.model.reading import GridCell
from reportlint.model.vocabulary import Vocabulary, unit_of
from reportlint.read.cells import LEVELS, LONG, VALUES, RawCell, TableRows, runs_on
from reportlint.read.columns import RowCell, align_row

_CODE = re.compile(r"^\d{1,7}$")
_OF_INDICATOR = frozenset({"level1", "level2", "indicator", "target"})
# A table drawn with rules is shifted only where its source was converted: that takes more proof.
_RULED_SHIFT_COST = 2.0
TOLD = frozenset({Role.TARGET, Role.ACTUAL})


def _column_key(path: tuple[str, ...], vocabulary: Vocabulary) -> str | None:
    """The look that cells under a head should have, for the alignment of shifted rows."""
    role, concept = vocabulary.role_of(path)
    if concept is not None:
        if concept.id in ("level1", "level2", "indicator", "unit", "target", "actual"):
            return concept.id
        if concept.id == "task":
            return "task"
        if concept.id in ("reason", "content", "comparator"):
            return "words"
    if role is None:
        return None
    if role.value in ("rate", "share", "growth"):
        # Under 执行率（%） the sign is printed or not: the column itself tells.
        return None if path and path[-1].rstrip("）) ").endswith(("%", "％")) else "percent"
    if role.value in ("target", "actual"):
        return role.value
    if role.value == "prior" and any(vocabulary.column(text) for text in path[:1]):
        inner = [vocabulary.column(text) for text in path]
        if any(c is not None and c.id == "target" for c in inner):
            return "target"
    return "number"


def headed_rows(
    rows: TableRows, body: Sequence[int], paths: dict[int, tuple[str, ...]], vocabulary: Vocabulary
) -> Iterable[GridCell]:
    """The cells of the body rows, each with the column it belongs to and its row labels."""
    keys = [_column_key(paths[column], vocabulary) for column in range(rows.table.columns)]
    first = [cell for row in body for cell in rows.filled(row) if cell.column == 0]
    if keys and keys[0] == "number" and first and all(cell.kind == "text" for cell in first):
        keys[0] = None  # 预算资金 over the names of the rows
    heads = [column for column, path in paths.items() if path]
    while rows.table.ragged and keys and heads and len(keys) > max(heads) + 1:
        keys.pop()  # columns behind the last head hold only shifted cells
    looks = [key or _usual_look(rows, body, column) for column, key in enumerate(keys)]
    weighted = _names_weights(rows, body)
    carried: dict[int, str] = {}
    coded = {c for c, path in paths.items() if not c or not path or vocabulary.heads_codes(path)}
    for row in body:
        filled = rows.filled(row)
        places = {id(cell): cell.column for cell in rows.by_row.get(row, ())}
        if filled and (rows.table.ragged or _misfit(filled, keys)):
            cost = 1.0 if rows.table.ragged else _RULED_SHIFT_COST
            cells = [RowCell(c.column, _row_look(c, weighted)) for c in filled]
            if cells[0].column == 0 and vocabulary.is_total(filled[0].text):
                cells[0] = RowCell(0, "total")  # 合计 stands under 科目编码 as well
            aligned = align_row(cells, looks, cost)
            places.update({id(cell): at for cell, at in zip(filled, aligned, strict=True)})
        labels = _row_labels(rows, row, filled, places, keys, carried, coded)
        for raw in rows.by_row.get(row, ()):
            column = places[id(raw)]
            path = paths.get(column, ())
            role, _ = vocabulary.role_of(path)
            kind = _cell_kind(raw, role is not None or keys_at(keys, column) is not None)
            before = tuple(text for at, text in labels if at < column) or tuple(
                text for _, text in labels[:1]
            )
            yield GridCell(
                row=row,
                column=column,
                rowspan=raw.rowspan,
                colspan=raw.colspan,
                span=raw.span,
                text=raw.text,
                kind=kind,
                row_path=before if kind != "label" or role in TOLD else (),
                column_path=path,
                role=role,
                unit=unit_of(path[-1]) if path else None,
            )


_USUAL = 3
_WITH_WEIGHT = re.compile(r"\d\s*分\s*[）)]?\s*$")


def _usual_look(rows: TableRows, body: Sequence[int], column: int) -> str | None:
    """A column whose head says nothing holds numbers when most of its cells are numbers."""
    kinds = [
        cell.kind
        for row in body
        for cell in rows.filled(row)
        if cell.column == column and cell.kind not in ("blank", "null")
    ]
    numbers = sum(kind == "number" for kind in kinds)
    if not numbers or numbers < 0.8 * len(kinds):
        return None
    return "number" if numbers >= _USUAL else "few"


def _names_weights(rows: TableRows, body: Sequence[int]) -> bool:
    """Whether the first-level indicators say their weights: 产出指标（50分）, 效益指标（30分）."""
    found = [cell for row in body for cell in rows.filled(row) if cell.kind == "level1"]
    return len(found) > 1 and all(_WITH_WEIGHT.search(cell.text) for cell in found)


def _row_look(cell: RawCell, weighted: bool) -> str:
    """A printed zero stands under an amount as well as under a rate.

    成本指标 without a weight, where every first-level indicator says its own, is of the second.
    """
    if weighted and cell.kind == "level" and not _WITH_WEIGHT.search(cell.text):
        return "level2"
    return "zero" if cell.kind == "number" and not cell.text.strip("0. \n") else cell.kind


def _misfit(filled: Sequence[RawCell], keys: Sequence[str | None]) -> bool:
    """Whether a ruled row cannot be right as printed: a percentage under an amount head.

    Nor is a number that stands right behind another one under 偏差原因.
    """
    before: RawCell | None = None
    for cell in filled:
        key = keys_at(keys, cell.column)
        if (key, cell.kind) in (("number", "percent"), ("percent", "text")):
            return True
        if key == "words" and before is not None and before.kind == cell.kind == "number":
            return True
        before = cell
    return False


def keys_at(keys: Sequence[str | None], column: int) -> str | None:
    """The look expected in ``column``, None when nothing is known of it."""
    return keys[column] if 0 <= column < len(keys) else None


def _cell_kind(raw: RawCell, headed: bool) -> str:
    if raw.kind in ("blank", "null"):
        return "blank"
    if raw.kind in VALUES:
        return "value"
    if runs_on(raw.text):
        return "text"
    return "value" if headed and raw.kind == "done" else "label"


def _behind_target(keys: Sequence[str | None], column: int) -> bool:
    """Whether an indicator and its target stand before a column: what follows is a remark."""
    before = [key for key in keys[: max(column, 0)] if key in _OF_INDICATOR]
    return before[-1:] == ["target"] and "indicator" in before and keys_at(keys, column) is None


def _row_labels(
    rows: TableRows,
    row: int,
    filled: Sequence[RawCell],
    places: dict[int, int],
    keys: Sequence[str | None],
    carried: dict[int, str],
    coded: Collection[int],
) -> list[tuple[int, str]]:
    """(column, text) of the labels of a row, group labels from above included, left to right."""
    labels: dict[int, str] = {}
    if rows.table.ragged:
        first = min((places[id(cell)] for cell in filled), default=0)
        labels.update({at: text for at, text in carried.items() if at < first})
    else:
        for column in range(rows.table.columns):
            cell = rows.cover.get((row, column))
            if (
                cell is not None
                and cell.row < row
                and cell.text.strip()
                and cell.kind not in VALUES
            ):
                labels[cell.column] = cell.text.strip()
        labels.update(_groups_above(rows, row, filled, carried))
    for cell in filled:
        at = places[id(cell)]
        value_column = keys_at(keys, at) in (
            "number",
            "percent",
            "target",
            "actual",
            "unit",
            "words",
        )
        is_code = (
            cell.kind == "number"
            and keys_at(keys, at) is None
            and at in coded
            and _CODE.match(cell.text.strip())
        )
        if cell.kind == "null" or _behind_target(keys, at):
            continue  # "/" under an amount head names no row
        if (cell.kind in VALUES and not is_code) or value_column or len(cell.text) > 2 * LONG:
            continue
        if is_code and any(c.column < cell.column and c.kind == "text" for c in filled):
            continue
        labels[at] = cell.text.strip()
        level = cell.kind in LEVELS or keys_at(keys, at) in LEVELS
        if level or at == 0:
            for stale in [column for column in carried if column >= at]:
                del carried[stale]
            carried[at] = cell.text.strip()
    return sorted(labels.items())


def _groups_above(
    rows: TableRows, row: int, filled: Sequence[RawCell], carried: dict[int, str]
) -> Iterable[tuple[int, str]]:
    """Groups of rows that a ruled table leaves blank below instead of merging the cells."""
    first = min((cell.column for cell in filled), default=0)
    for at, text in carried.items():
        if at < first and at in rows.unmerged_groups:
            yield at, text
