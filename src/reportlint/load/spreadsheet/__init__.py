"""Workbooks (xlsx) → Document: openpyxl reads the cells, our own code shows them as Excel does."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from reportlint.load import refusals
from reportlint.load.builder import Builder, Piece, Refused
from reportlint.model.document import Document, Message, Unreadable
from reportlint.model.settings import Limits

if TYPE_CHECKING:
    from reportlint.load.spreadsheet.package import Extras

__all__ = ["load_xlsx"]

_UNNAMED = re.compile(r"(?:Sheet|工作表|表)\s*\d+", re.I)
_NAMED = 12  # addresses that a note names before it only counts


def load_xlsx(data: bytes, path: str, sha256: str, limits: Limits) -> Document | Unreadable:
    """Read a workbook: for every visible sheet its name as a heading, then its titles and tables.

    A sheet that nobody has given a name (``Sheet1``) has no heading.
    The text of a cell is what Excel shows under its number format; of a formula it is the result
    stored in the file. Hidden sheets, rows and columns are left out, with a note. What cannot be
    read, also when openpyxl is not installed, comes back as ``Unreadable``.
    """
    try:
        import openpyxl
    except ImportError:
        return Unreadable(path, refusals.NO_EXCEL, "xlsx", sha256)
    from reportlint.load.spreadsheet.package import extras

    try:
        found = extras(data, limits)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about parts that are not read anyway
            try:
                book = openpyxl.load_workbook(
                    io.BytesIO(data), data_only=True, rich_text=True, keep_links=False
                )
            except MemoryError:
                raise
            except Exception as error:  # openpyxl raises whatever comes up in odd files
                raise Refused(refusals.DAMAGED_XLSX) from error
        return _read(book, found, path, sha256, limits)
    except Refused as refused:
        return Unreadable(path, refused.message, "xlsx", sha256)


def _read(
    book: Any, found: Extras, path: str, sha256: str, limits: Limits
) -> Document | Unreadable:
    from reportlint.load.spreadsheet.layout import Layout
    from reportlint.load.spreadsheet.sheet import grid_of

    builder = Builder(limits)
    notes: list[Message] = []
    texts = False
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            continue
        grid = grid_of(sheet, book.epoch)
        if not any(cell.text for cell in grid.cells.values()):
            continue
        texts = True
        if not _UNNAMED.fullmatch(sheet.title):
            builder.paragraph("heading", [Piece(sheet.title, sheet=sheet.title)], 0)
        Layout(grid, builder).write()
        notes += _notes(grid, found.uncalculated.get(sheet.title, ()))
    if not texts:
        return Unreadable(path, refusals.EMPTY_XLSX, "xlsx", sha256)
    notes = [*_hidden_sheets(book), *notes, *_pictures(book, found)]
    return builder.document(path, "xlsx", sha256, tuple(notes))


def _hidden_sheets(book: Any) -> Iterable[Message]:
    names = [s.title for s in book.worksheets if s.sheet_state != "visible"]
    if names:
        listed = "、".join(names)
        yield Message(
            f"隐藏的工作表没有核对：{listed}。", f"Hidden sheets were not read: {', '.join(names)}."
        )


def _notes(grid: Any, uncalculated: Sequence[str]) -> Iterable[Message]:
    sheet = grid.name
    if grid.hidden_rows:
        numbers = _numbers(grid.hidden_rows)
        yield Message(
            f"工作表“{sheet}”中隐藏的行没有核对：{numbers}。",
            f"Hidden rows of sheet {sheet} were not read: {numbers}.",
        )
    if grid.hidden_columns:
        letters = ", ".join(grid.hidden_columns)
        yield Message(
            f"工作表“{sheet}”中隐藏的列没有核对：{letters}。",
            f"Hidden columns of sheet {sheet} were not read: {letters}.",
        )
    if uncalculated:
        cells = _cells(uncalculated)
        yield Message(
            f"工作表“{sheet}”中有公式没有保存计算结果，按空单元格处理：{cells.zh}；"
            "请用 Excel 或 WPS 打开后重新保存。",
            f"Formulas of sheet {sheet} without a stored result were read as empty: {cells.en}; "
            "open the file in Excel or WPS and save it again.",
        )
    if grid.errors:
        cells = _cells(grid.errors)
        yield Message(
            f"工作表“{sheet}”中有公式出错的单元格：{cells.zh}。",
            f"Cells of sheet {sheet} show an error: {cells.en}.",
        )


def _pictures(book: Any, found: Extras) -> Iterable[Message]:
    shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    count = sum(len(sheet._images) + len(sheet._charts) for sheet in shown)
    count += sum(1 for sheet in book.chartsheets if sheet.sheet_state == "visible")
    count += sum(1 for sheet in shown if sheet.title in found.text_boxes)
    if count:
        yield Message(
            f"工作簿中有 {count} 处图片、图表或文本框，其中的文字和数字没有核对。",
            f"Text inside {count} pictures, charts or text boxes was not read.",
        )


def _cells(addresses: Sequence[str]) -> Message:
    listed = ", ".join(addresses[:_NAMED])
    if len(addresses) <= _NAMED:
        return Message(listed, listed)
    return Message(f"{listed} 等 {len(addresses)} 个", f"{listed} and others ({len(addresses)})")


def _numbers(rows: Sequence[int]) -> str:
    """Row numbers in short: 1-3, 7."""
    parts: list[list[int]] = []
    for row in rows:
        if parts and row == parts[-1][1] + 1:
            parts[-1][1] = row
        else:
            parts.append([row, row])
    return ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in parts)
