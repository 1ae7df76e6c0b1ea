"""Header rows of a table: where blocks begin, goal lines, and the words over each column."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reportlint.model.vocabulary import Vocabulary, squeeze
from reportlint.read.cells import LONG, VALUES, RawCell, TableRows

_MAX_HEADER_ROWS = 4
_SLOT = re.compile(r"(?:名称|主管部门|单位|负责人|联系人|代码)[:：]?$")
_NUMBERING = frozenset({"栏次", "行次"})
_COUNTED = 4  # 1 | 2 | 3 | 4 right below the heads
_NAMELESS = 3  # amounts under heads that make a table without row names


def is_goal_line(filled: Sequence[RawCell], vocabulary: Vocabulary) -> bool:
    """A row that holds only a goal: 年度目标 1：… over the whole width."""
    first = squeeze(filled[0].text)
    goals = vocabulary.lexicon.words["goal"]
    opening = re.compile(rf"(?:{'|'.join(map(re.escape, goals))})\d+[：:]?")
    if not opening.match(first) or len(filled) > 2 or any(c.kind in VALUES for c in filled):
        return False
    # 预期目标 and 实际完成情况 side by side, each with its 目标1：…, are two cells of text.
    return len(filled) == 1 or not opening.match(squeeze(filled[1].text))


def heads_goals(rows: TableRows, header: Sequence[int], vocabulary: Vocabulary) -> bool:
    """预期目标 | 实际完成情况: 目标1：… below them is a cell of text, no line."""
    cells = [cell for row in header for cell in rows.filled(row)]
    names = {c.id for cell in cells if (c := vocabulary.column(cell.text)) is not None}
    return {"target", "actual"} <= names and not names & {"indicator", "level1", "level2", "weight"}


def ends_goal(first: RawCell, vocabulary: Vocabulary) -> bool:
    """总分, 偏差原因 and 改进措施 below the goal blocks speak of the whole form again."""
    ends = vocabulary.lexicon.data["forms"]["block_end"]
    return squeeze(first.text).startswith(tuple(end for end in ends if "目标" not in end))


def is_header(rows: TableRows, row: int, vocabulary: Vocabulary, *, fresh: bool) -> bool:
    """Whether a row opens a block: two known heads, or (where no head stands yet) its shape."""
    filled = rows.filled(row)
    if len(filled) < 2 or any(cell.kind in VALUES for cell in filled):
        return False
    if any(len(cell.text) > LONG for cell in filled):
        return False
    named_cells = [cell for cell in filled if not heads_codes(cell, vocabulary)]
    if any(cell.kind in ("level", "level1", "level2", "done", "unit") for cell in named_cells):
        return False
    known = [vocabulary.column(cell.text) for cell in filled]
    if sum(1 for concept in known if concept is not None) >= 2:
        return True
    if not fresh:
        return False
    named = any(concept is not None and concept.role is not None for concept in known)
    coded = {cell.column for cell in filled if heads_codes(cell, vocabulary)}
    return _heads_by_shape(rows, row, filled, 1 if named else 2, coded)


def numbers_columns(filled: Sequence[RawCell]) -> bool:
    """栏次 | 1 | 2 | 3: a row that numbers the columns."""
    names = [cell for cell in filled if squeeze(cell.text) in _NUMBERING]
    if names:  # 类 | 款 | 项 | 栏次 | 1 | 2
        names += [cell for cell in filled if squeeze(cell.text) in ("类", "款", "项")]
    rest = [squeeze(cell.text) for cell in filled if cell not in names]
    if not rest or not all(text.isdigit() and len(text) <= 2 for text in rest):
        return False
    counted = [int(text) for text in rest] == list(range(1, len(rest) + 1))
    return bool(names) or (counted and len(rest) >= _COUNTED)


def _heads_by_shape(
    rows: TableRows, row: int, filled: Sequence[RawCell], least: int, coded: set[int]
) -> bool:
    """Other words head a table when numbers stand under ``least`` of them and none beside.

    Columns of codes and ordinals (``coded``) do not count.

    In a form, labels and values alternate along the row; there the words are no heads.
    """
    if row > 0 and rows.filled(row - 1) and any(c.kind in VALUES for c in rows.filled(row - 1)):
        return False
    if len(filled) == 2 and _SLOT.search(squeeze(filled[0].text)):
        return False  # 部门名称 | 某某局 opens a form
    under = 0
    for later in range(row + 1, min(row + 1 + _MAX_HEADER_ROWS, rows.table.rows)):
        cells = [cell for cell in rows.filled(later) if cell.column not in coded]
        kinds = [cell.kind in VALUES for cell in cells]
        if not any(kinds):
            continue
        first = kinds.index(True)
        alternating = any(not kind for kind in kinds[first:]) and sum(kinds) < len(kinds) - first
        heads = {c for cell in filled for c in range(cell.column, cell.column + cell.colspan)}
        if first == 0:  # no row names at all: “三公”经费合计 | 出国 | … over one row of amounts
            return all(kinds) and len(kinds) >= _NAMELESS and {c.column for c in cells} <= heads
        if alternating:
            return False
        under = sum(1 for cell in cells if cell.kind in VALUES and cell.column in heads)
        return under >= least and under == sum(kinds)
    return False


def continues_header(
    rows: TableRows, row: int, header: Sequence[int], body: Sequence[int], vocabulary: Vocabulary
) -> bool:
    """Second and third header rows: years, sub-heads under a spanning head, 类 款 项."""
    if not header or body or row - header[0] >= _MAX_HEADER_ROWS:
        return False
    filled = rows.filled(row)
    if heads_goals(rows, header, vocabulary):
        return False  # below 预期目标 | 实际完成情况 stands the text itself
    if any(cell.kind in VALUES or len(cell.text) > LONG for cell in filled):
        return False
    if all(cell.kind == "year" for cell in filled):
        return True
    named = [cell for cell in filled if not heads_codes(cell, vocabulary)]
    if any(cell.kind in ("level", "level1", "level2", "done", "unit") for cell in named):
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


def heads_codes(cell: RawCell, vocabulary: Vocabulary) -> bool:
    """类, 款 and 项 head code columns, although 项 is a unit elsewhere."""
    return vocabulary.heads_codes((cell.text,))


def column_paths(rows: TableRows, header: Sequence[int]) -> dict[int, tuple[str, ...]]:
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


def _head_at(rows: TableRows, row: int, column: int, later: Sequence[int]) -> str:
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
