"""Text and Markdown → Document: tab rows, pipe tables, one cell per line, broken-line forms."""

from __future__ import annotations

import re
from collections.abc import Callable

from reportlint.load.text.aligned import aligned_table
from reportlint.load.text.blocks import Region, regions
from reportlint.load.text.broken import broken_form
from reportlint.load.text.builder import Builder
from reportlint.load.text.flattened import flattened_table
from reportlint.load.text.lines import Line, split_lines
from reportlint.load.text.paragraphs import paragraphs
from reportlint.load.text.spacing import closed_up
from reportlint.load.text.tables import cell_lines_table, pipe_table, tab_table
from reportlint.load.text.wrapping import Wrapping
from reportlint.model.document import Document, Message

__all__ = ["load_text"]

_FORM_TITLE = re.compile(
    r"[^，。；|\t]{0,40}(?:自评|评价|绩效目标|目标申报)[^，。；|\t]{0,12}表(?:[（(][^（）()]{1,12}[）)])?"
)
_MOST_TITLES = 8


def load_text(text: str, path: str, sha256: str, encoding: str, format: str) -> Document:
    """Read decoded ``text`` into a Document.

    ``format`` is ``text`` or ``markdown``; lines of every span count from 1 in the file as it is.
    Soft line breaks inside sentences, cells and words are joined; tables keep their raw columns
    (``ragged``), because converted text loses the spans of merged cells.
    """
    lines = closed_up(split_lines(text))
    builder = Builder()
    before, form = _with_broken_form(lines)
    found = tuple(regions(before))
    wrapped = Wrapping(line for region in found if region.kind == "prose" for line in region.lines)
    for region in found:
        _add(region, builder, wrapped)
    if form is not None:
        form(builder)
    notes: tuple[Message, ...] = ()
    if encoding not in ("utf-8", "utf-8-sig"):
        notes = (Message(zh=f"文字编码为 {encoding}。", en=f"The text is encoded as {encoding}."),)
    return builder.document(path, format, sha256, notes)


def _with_broken_form(
    lines: tuple[Line, ...],
) -> tuple[tuple[Line, ...], Callable[[Builder], None] | None]:
    """The lines before a form with broken lines, and its writer; all lines where there is none.

    The form is the whole file, or stands behind the report under a title of its own.
    """
    form = broken_form(lines)
    if form is not None:
        return (), form
    titles = [at for at, line in enumerate(lines) if _FORM_TITLE.fullmatch(line.text.strip())]
    for at in titles[:_MOST_TITLES]:
        form = broken_form(lines[at:])
        if form is not None:
            return lines[:at], form
    return lines, None


def _add(region: Region, builder: Builder, wrapped: Wrapping | None) -> None:
    lines: tuple[Line, ...] = region.lines
    match region.kind:
        case "pipe":
            pipe_table(lines, builder)
        case "tab":
            tab_table(lines, builder)
        case "aligned":
            aligned_table([line for line in lines if not line.blank], builder)
        case "flattened":
            flattened_table(lines, builder)
        case "cell-lines":
            cell_lines_table(lines, builder)
        case _:
            paragraphs(lines, builder, wrapped)
