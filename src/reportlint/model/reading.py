"""What the read stage returns: structure with labels and roles, and every figure."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from reportlint.model.document import Document
from reportlint.model.figure import Figure, NotFigure, Role, Unread
from reportlint.model.span import Span


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell of a structured grid: its text and the labels that lead to it.

    ``row_path`` and ``column_path`` are the header words from outside in; ``kind`` is ``header``,
    ``label``, ``value`` or ``blank``.
    """

    row: int
    column: int
    rowspan: int
    colspan: int
    span: Span
    text: str
    kind: str
    row_path: tuple[str, ...] = ()
    column_path: tuple[str, ...] = ()
    role: Role | None = None
    unit: str | None = None
    figures: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Grid:
    """One table (or one block of a stacked form) with its columns and rows understood.

    ``table`` is the index of the block's table within the document; ``rows`` the row numbers of
    the document table that belong to this block, header rows excluded. ``form`` says that labels
    and values alternate along the row instead of standing under column heads.
    """

    table: int
    title: str
    section: tuple[str, ...]
    unit: str | None
    header_rows: tuple[int, ...]
    rows: tuple[int, ...]
    columns: int
    cells: tuple[GridCell, ...]
    form: bool = False
    family: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of running text; ``clauses`` are its parts between commas and semicolons."""

    span: Span
    clauses: tuple[Span, ...]
    section: tuple[str, ...]
    paragraph: int
    figures: tuple[int, ...] = ()
    table: int | None = None


@dataclass(frozen=True, slots=True)
class CheckBox:
    """A question with its check-boxes: ``state`` maps an option to True, False or None (lost)."""

    span: Span
    question: str
    options: tuple[tuple[str, bool | None, Span], ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """A document understood: every digit string is a figure, no figure, or unread."""

    document: Document
    figures: tuple[Figure, ...]
    not_figures: tuple[NotFigure, ...]
    unread: tuple[Unread, ...]
    grids: tuple[Grid, ...]
    sentences: tuple[Sentence, ...]
    boxes: tuple[CheckBox, ...] = ()
    title: str = ""
    year: int | None = None

    def sentence_at(self, span: Span) -> Sentence | None:
        """The sentence that a span stands in; None for what stands in none (a value cell)."""
        index = bisect_right(self.sentences, span.start, key=lambda s: s.span.start) - 1
        found = self.sentences[index] if index >= 0 else None
        return found if found is not None and found.span.covers(span) else None
