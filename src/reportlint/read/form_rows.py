"""Rows of label/value forms: labels and values alternate along the row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reportlint.model.reading import GridCell
from reportlint.model.vocabulary import Vocabulary, unit_of
from reportlint.read.cells import LONG, SENTENCE, VALUES, RawCell, TableRows, grid_cell, runs_on


def form_rows(rows: TableRows, body: Sequence[int], vocabulary: Vocabulary) -> Iterable[GridCell]:
    """Labels and values alternate; a label before another label heads the rest of the row."""
    groups: list[str] = []
    for row in body:
        raws = rows.by_row.get(row, [])
        outer = _outer_labels(rows, row, groups)
        pending: str | None = None
        group = list(outer)
        seen = False
        for index, raw in enumerate(raws):
            if raw.kind in ("blank", "null"):
                if pending is not None and not _spacer(rows, raws, index):
                    yield grid_cell(raw, "blank", row_path=(*group, pending))
                    pending = None
                else:
                    yield grid_cell(raw, "pad", row_path=tuple(group))
                continue
            if raw.kind in VALUES:
                path = (*group, pending) if pending is not None else tuple(group)
                yield grid_cell(raw, "value", row_path=path, unit=_path_unit(path))
                pending = None
            elif runs_on(raw.text) or ("\n" in raw.text.strip() and len(raw.text) > SENTENCE):
                yield grid_cell(raw, "text", row_path=(*group, *([pending] if pending else [])))
                pending = None
            else:
                if pending is not None:
                    group.append(pending)
                pending = raw.text.strip()
                yield grid_cell(raw, "label", row_path=tuple(group))
            seen = True
        if seen and rows.table.ragged:
            _remember(raws, groups)


def _spacer(rows: TableRows, raws: Sequence[RawCell], index: int) -> bool:
    """Whether a blank is only what a lost merged cell left between a label and its value."""
    if not rows.table.ragged:
        return False
    behind = next((raw for raw in raws[index:] if raw.text.strip()), None)
    return behind is not None and behind.kind in VALUES


def _outer_labels(rows: TableRows, row: int, groups: Sequence[str]) -> list[str]:
    """Labels that reach down from rows above: by their span, or by the blanks that stand for it."""
    if not rows.table.ragged:
        seen: list[str] = []
        for column in range(rows.table.columns):
            cell = rows.cover.get((row, column))
            if cell is None or cell.row == row:
                break
            text = cell.text.strip()
            if text and text not in seen:
                seen.append(text)
        return seen
    leading = 0
    for raw in rows.by_row.get(row, ()):
        if raw.text.strip():
            break
        leading += 1
    return list(groups[:leading])


def _remember(raws: Sequence[RawCell], groups: list[str]) -> None:
    """Keep the leading labels of a row for the rows below whose leading cells are blank."""
    leading = 0
    for raw in raws:
        if raw.text.strip():
            break
        leading += 1
    texts: list[str] = []
    for raw in raws[leading:]:
        if raw.kind in VALUES or raw.kind in ("blank", "null") or len(raw.text) > LONG:
            break
        texts.append(raw.text.strip())
    del groups[leading:]
    groups.extend(texts)


def _path_unit(path: Sequence[str]) -> str | None:
    for text in reversed(path):
        unit = unit_of(text)
        if unit:
            return unit
    return None
