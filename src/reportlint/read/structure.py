"""Tables → grids: header rows, blocks stacked in one form, header paths for every cell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from reportlint.model.document import Document, Table
from reportlint.model.figure import Role
from reportlint.model.reading import Grid, GridCell
from reportlint.model.span import Span
from reportlint.model.vocabulary import Vocabulary, normalise, squeeze, unit_of, year_of
from reportlint.read.columns import RowCell, align_row

_NUMBER = re.compile(r"^[(（]?[-－−▲]?\s*\d[\d,，\s]*(?:[.．]\d+)?[)）]?$")
_PERCENT = re.compile(r"^[≥≤<>＜＞=＝﹤﹥±-]?\s*\d[\d,.，]*\s*[%％‰]$")
_QUANTITY = re.compile(
    r"^(?!\d{1,2}[.．、][\u4e00-\u9fff])(?:不[低少高超大小]于?过?|控制在|[≥≤<>＜＞=＝﹦﹤﹥~～])?\s*[-－]?\d[\d,.，]*\s*(?:[%％‰])?"
    r"\s*[\u4e00-\u9fff²㎡()（）/·]{0,6}[。]?$"
)
_CODE = re.compile(r"^\d{1,7}$")
_LONG = 60
_MAX_HEADER_ROWS = 4
# A table drawn with rules is shifted only where its source was converted: that takes more proof.
_RULED_SHIFT_COST = 2.0


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
class _Rows:
    """The raw cells by row; cells reaching down from above are found by ``covering``."""

    table: Table
    cells: list[RawCell]
    by_row: dict[int, list[RawCell]] = field(default_factory=dict)
    cover: dict[tuple[int, int], RawCell] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for cell in self.cells:
            self.by_row.setdefault(cell.row, []).append(cell)
            for row in range(cell.row, cell.row + cell.rowspan):
                for column in range(cell.column, cell.column + cell.colspan):
                    self.cover[row, column] = cell

    def filled(self, row: int) -> list[RawCell]:
        return [cell for cell in self.by_row.get(row, ()) if cell.text.strip()]


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
    rows = _Rows(table, [_raw(document, cell, vocabulary) for cell in table.cells])
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
        if _is_goal_line(filled, vocabulary):
            close()
            kept, header = header, []
            path = (*section, filled[0].text.strip())
            body.append(row)
            close()
            header, carried = kept, True  # a goal without heads of its own goes on under these
        elif path != section and _ends_goal(filled[0], vocabulary):
            close()
            header, path = [], section
            body.append(row)
        elif not carried and _continues_header(rows, row, header, body, vocabulary):
            header.append(row)
        elif _is_header(rows, row, vocabulary, fresh=not header):
            close()
            header, carried = [row], False
        else:
            body.append(row)
    close()
    return blocks


def _raw(document: Document, cell: object, vocabulary: Vocabulary) -> RawCell:
    from reportlint.model.document import Cell

    assert isinstance(cell, Cell)
    text = document.slice(cell.span)
    return RawCell(
        cell.row, cell.column, cell.rowspan, cell.colspan, cell.span, text, look(text, vocabulary)
    )


def look(text: str, vocabulary: Vocabulary) -> str:
    """What a cell looks like: blank, null, number, percent, quantity, unit, level1, level2 …"""
    plain = text.strip()
    if not plain:
        return "blank"
    if vocabulary.is_null(plain):
        return "null"
    if len(plain) <= 24:
        if _NUMBER.match(plain):
            return "number"
        if _PERCENT.match(plain):
            return "unit" if vocabulary.is_unit(plain) else "percent"
        if vocabulary.is_unit(plain):
            return "unit"
        if vocabulary.is_level1(plain):
            return "level1"
        if vocabulary.is_level2(plain):
            return "level2"
        if re.match(r"20\d\d\s*年", plain):
            return "year" if re.fullmatch(r"20\d\d\s*年度?", plain) else "text"
        if _QUANTITY.match(plain):
            return "quantity"
        if vocabulary.is_done(plain):
            return "done"
    return "text"


def _is_goal_line(filled: Sequence[RawCell], vocabulary: Vocabulary) -> bool:
    """A row that holds only a goal: 年度目标 1：… over the whole width."""
    first = squeeze(filled[0].text)
    goals = vocabulary.lexicon.words["goal"]
    named = any(re.match(rf"{re.escape(goal)}\d+[：:]?", first) for goal in goals)
    return named and len(filled) <= 2 and not any(c.kind in _VALUES for c in filled)


def _ends_goal(first: RawCell, vocabulary: Vocabulary) -> bool:
    """总分, 偏差原因 and 改进措施 below the goal blocks speak of the whole form again."""
    ends = vocabulary.lexicon.data["forms"]["block_end"]
    return squeeze(first.text).startswith(tuple(end for end in ends if "目标" not in end))


_TOLD = frozenset({Role.TARGET, Role.ACTUAL})
_VALUES = frozenset({"number", "percent", "quantity"})


def _is_header(rows: _Rows, row: int, vocabulary: Vocabulary, *, fresh: bool) -> bool:
    """Whether a row opens a block: two known heads, or (where no head stands yet) its shape."""
    filled = rows.filled(row)
    if len(filled) < 2 or any(cell.kind in _VALUES for cell in filled):
        return False
    if any(len(cell.text) > _LONG for cell in filled):
        return False
    named_cells = [cell for cell in filled if not _heads_codes(cell, vocabulary)]
    if any(cell.kind in ("level1", "level2", "done", "unit") for cell in named_cells):
        return False
    known = [vocabulary.column(cell.text) for cell in filled]
    if sum(1 for concept in known if concept is not None) >= 2:
        return True
    if not fresh:
        return False
    named = any(concept is not None and concept.role is not None for concept in known)
    coded = {cell.column for cell in filled if _heads_codes(cell, vocabulary)}
    return _heads_by_shape(rows, row, filled, 1 if named else 2, coded)


def _heads_by_shape(
    rows: _Rows, row: int, filled: Sequence[RawCell], least: int, coded: set[int]
) -> bool:
    """Other words head a table when numbers stand under ``least`` of them and none beside.

    Columns of codes and ordinals (``coded``) do not count.

    In a form, labels and values alternate along the row; there the words are no heads.
    """
    if row > 0 and rows.filled(row - 1) and any(c.kind in _VALUES for c in rows.filled(row - 1)):
        return False
    under = 0
    for later in range(row + 1, min(row + 1 + _MAX_HEADER_ROWS, rows.table.rows)):
        cells = [cell for cell in rows.filled(later) if cell.column not in coded]
        kinds = [cell.kind in _VALUES for cell in cells]
        if not any(kinds):
            continue
        first = kinds.index(True)
        alternating = any(not kind for kind in kinds[first:]) and sum(kinds) < len(kinds) - first
        if first == 0 or alternating:
            return False
        heads = {c for cell in filled for c in range(cell.column, cell.column + cell.colspan)}
        under = sum(1 for cell in cells if cell.kind in _VALUES and cell.column in heads)
        return under >= least and under == sum(kinds)
    return False


def _continues_header(
    rows: _Rows, row: int, header: Sequence[int], body: Sequence[int], vocabulary: Vocabulary
) -> bool:
    """Second and third header rows: years, sub-heads under a spanning head, 类 款 项."""
    if not header or body or row - header[0] >= _MAX_HEADER_ROWS:
        return False
    filled = rows.filled(row)
    if any(cell.kind in _VALUES or len(cell.text) > _LONG for cell in filled):
        return False
    if all(cell.kind == "year" for cell in filled):
        return True
    named = [cell for cell in filled if not _heads_codes(cell, vocabulary)]
    if any(cell.kind in ("level1", "level2", "done", "unit") for cell in named):
        return False
    first = header[0]
    reaching = any(
        cell.row + cell.rowspan > row for cell in rows.by_row.get(first, ()) if cell.rowspan > 1
    )
    spanning = any(cell.colspan > 1 for cell in rows.by_row.get(header[-1], ()))
    known = sum(
        1 for cell in filled if vocabulary.column(cell.text) or vocabulary.subject(cell.text)
    )
    if rows.table.ragged:
        return known >= 1 and (not rows.by_row[row][0].text.strip() or known == len(filled))
    return reaching or (spanning and known >= 1)


def _heads_codes(cell: RawCell, vocabulary: Vocabulary) -> bool:
    """类, 款 and 项 head code columns, although 项 is a unit elsewhere."""
    concept = vocabulary.column(cell.text)
    return concept is not None and concept.id == "code"


def _grid(
    rows: _Rows,
    header: Sequence[int],
    body: Sequence[int],
    number: int,
    vocabulary: Vocabulary,
    title: str,
    section: tuple[str, ...],
    unit: str | None,
) -> Grid:
    paths = _column_paths(rows, header)
    head_text = " ".join(cell.text for row in header for cell in rows.filled(row))
    own_unit = _money_unit(head_text) or unit
    cells: list[GridCell] = []
    for row in header:
        cells += [_cell(raw, "header", column=raw.column) for raw in rows.by_row.get(row, ())]
    if header:
        cells += _headed_rows(rows, body, paths, vocabulary)
    else:
        cells += _form_rows(rows, body, vocabulary)
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


def _column_paths(rows: _Rows, header: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """Header words from outside in for every column."""
    paths: dict[int, tuple[str, ...]] = {}
    for column in range(rows.table.columns):
        path: list[str] = []
        for level, row in enumerate(header):
            text = _head_at(rows, row, column, header[level + 1 :])
            if text and (not path or path[-1] != text):
                path.append(text)
        paths[column] = tuple(path)
    return paths


def _head_at(rows: _Rows, row: int, column: int, later: Sequence[int]) -> str:
    cell = rows.cover.get((row, column))
    if cell is not None and cell.text.strip():
        return cell.text.strip()
    if not rows.table.ragged:
        return ""
    # Lost column spans: an empty head takes its left neighbour's when a sub-head stands below it.
    below = (rows.cover.get((lower, column)) for lower in later)
    if not any(cell is not None and cell.text.strip() for cell in below):
        return ""
    for left in range(column - 1, -1, -1):
        cell = rows.cover.get((row, left))
        if cell is not None and cell.text.strip():
            return cell.text.strip()
    return ""


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
        return "percent"
    if role.value in ("target", "actual"):
        return role.value
    if role.value == "prior" and any(vocabulary.column(text) for text in path[:1]):
        inner = [vocabulary.column(text) for text in path]
        if any(c is not None and c.id == "target" for c in inner):
            return "target"
    return "number"


def _headed_rows(
    rows: _Rows, body: Sequence[int], paths: dict[int, tuple[str, ...]], vocabulary: Vocabulary
) -> Iterable[GridCell]:
    keys = [_column_key(paths[column], vocabulary) for column in range(rows.table.columns)]
    heads = [column for column, path in paths.items() if path]
    while rows.table.ragged and keys and heads and len(keys) > max(heads) + 1:
        keys.pop()  # columns behind the last head hold only shifted cells
    carried: dict[int, str] = {}
    for row in body:
        filled = rows.filled(row)
        places = {id(cell): cell.column for cell in rows.by_row.get(row, ())}
        if filled and (rows.table.ragged or _misfit(filled, keys)):
            cost = 1.0 if rows.table.ragged else _RULED_SHIFT_COST
            aligned = align_row([RowCell(c.column, _row_look(c)) for c in filled], keys, cost)
            places.update({id(cell): at for cell, at in zip(filled, aligned, strict=True)})
        labels = _row_labels(rows, row, filled, places, keys, carried)
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
                row_path=before if kind != "label" or role in _TOLD else (),
                column_path=path,
                role=role,
                unit=unit_of(path[-1]) if path else None,
            )


def _row_look(cell: RawCell) -> str:
    """A printed zero stands under an amount as well as under a rate."""
    return "zero" if cell.kind == "number" and not cell.text.strip("0. \n") else cell.kind


def _misfit(filled: Sequence[RawCell], keys: Sequence[str | None]) -> bool:
    """Whether a ruled row cannot be right as printed: a percentage under an amount head."""
    wrong = sum(
        1
        for cell in filled
        if (keys_at(keys, cell.column) == "number" and cell.kind == "percent")
        or (keys_at(keys, cell.column) == "percent" and cell.kind == "text")
    )
    return wrong > 0


def keys_at(keys: Sequence[str | None], column: int) -> str | None:
    """The look expected in ``column``, None when nothing is known of it."""
    return keys[column] if 0 <= column < len(keys) else None


def _cell_kind(raw: RawCell, headed: bool) -> str:
    if raw.kind in ("blank", "null"):
        return "blank"
    if raw.kind in _VALUES:
        return "value"
    if len(raw.text) > _LONG or (any(mark in raw.text for mark in "。；") and len(raw.text) > 25):
        return "text"
    return "value" if headed and raw.kind == "done" else "label"


def _row_labels(
    rows: _Rows,
    row: int,
    filled: Sequence[RawCell],
    places: dict[int, int],
    keys: Sequence[str | None],
    carried: dict[int, str],
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
                and cell.kind not in _VALUES
            ):
                labels[cell.column] = cell.text.strip()
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
            cell.kind == "number" and keys_at(keys, at) is None and _CODE.match(cell.text.strip())
        )
        if (cell.kind in _VALUES and not is_code) or value_column or len(cell.text) > 2 * _LONG:
            continue
        if is_code and any(c.column < cell.column and c.kind == "text" for c in filled):
            continue
        labels[at] = cell.text.strip()
        if cell.kind in ("level1", "level2") or at == 0:
            for stale in [column for column in carried if column >= at]:
                del carried[stale]
            carried[at] = cell.text.strip()
    return sorted(labels.items())


def _form_rows(rows: _Rows, body: Sequence[int], vocabulary: Vocabulary) -> Iterable[GridCell]:
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
                    yield _cell(raw, "blank", row_path=(*group, pending))
                    pending = None
                else:
                    yield _cell(raw, "pad", row_path=tuple(group))
                continue
            if raw.kind in _VALUES:
                path = (*group, pending) if pending is not None else tuple(group)
                yield _cell(raw, "value", row_path=path, unit=_path_unit(path))
                pending = None
            elif len(raw.text) > _LONG or ("\n" in raw.text.strip() and len(raw.text) > 25):
                yield _cell(raw, "text", row_path=(*group, *([pending] if pending else [])))
                pending = None
            else:
                if pending is not None:
                    group.append(pending)
                pending = raw.text.strip()
                yield _cell(raw, "label", row_path=tuple(group))
            seen = True
        if seen and rows.table.ragged:
            _remember(raws, groups)


def _spacer(rows: _Rows, raws: Sequence[RawCell], index: int) -> bool:
    """Whether a blank is only what a lost merged cell left between a label and its value."""
    if not rows.table.ragged:
        return False
    behind = next((raw for raw in raws[index:] if raw.text.strip()), None)
    return behind is not None and behind.kind in _VALUES


def _outer_labels(rows: _Rows, row: int, groups: Sequence[str]) -> list[str]:
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
        if raw.kind in _VALUES or raw.kind in ("blank", "null") or len(raw.text) > _LONG:
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


def _cell(
    raw: RawCell,
    kind: str,
    *,
    row_path: tuple[str, ...] = (),
    unit: str | None = None,
    column: int | None = None,
) -> GridCell:
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


__all__ = ["grids", "look", "normalise", "year_of"]
