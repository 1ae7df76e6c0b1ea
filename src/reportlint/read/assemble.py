"""Puts the reading of one document together: headings, grids, figures in their places."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from reportlint.model.document import Document, Table
from reportlint.model.figure import (
    Figure,
    Measure,
    NotFigure,
    Position,
    Quantity,
    Role,
    Unread,
)
from reportlint.model.reading import CheckBox, Grid, GridCell, Sentence
from reportlint.model.span import Span
from reportlint.model.vocabulary import Vocabulary, is_below_done_goals, squeeze, unit_of
from reportlint.read.boxes import check_boxes
from reportlint.read.cell_figures import CellReader, has_total
from reportlint.read.goals import (
    GOAL,
    RUN_IN,
    aims,
    all_bounds,
    is_goal,
    is_goal_row,
    is_task_row,
    plans,
    told_twice,
)
from reportlint.read.grammar import item_marks
from reportlint.read.pending import MONEY_ROLES, Pending
from reportlint.read.prose import BEYOND_PLAN, Context, ProseReader, clause_spans, sentence_spans
from reportlint.read.scan import scan
from reportlint.read.structure import grids
from reportlint.read.units import UnitTable

_TITLE_LENGTH = 45
# The form's title, with goals and 项目名称 told between it and its table.
_TABLE_TITLE = re.compile(r"[^，。；：:]{4,40}表(?:[（(][^（）()]{1,12}[）)])?")
# 公开01表 金额单位：元 stands between the title of a table and the table.
_TABLE_NUMBER = re.compile(
    r"(?:公开|预算|决算|附表|表)?\d{1,2}表(?:[:：]|$|公开|金额|单位|编制|部门)|(?:金额)?单位[:：]"
)
_PREVAILING = 0.8
_GOAL_LEVEL = 5

_BUDGET_HEADING = re.compile(r"预算(?:安排|编制|批复|收支安排)(?:情况)?$|年初预算(?:情况)?$")
_HEADING_YEAR = re.compile(
    r"(?:第?[一二三四五六七八九十\d]{1,3}(?:部分|章)?[、.．]?|[（(][一二三四五六七八九十\d]{1,3}[）)])?"
    r"(20[0-4]\d)年度?(?!.*20[0-4]\d年)"
)
_BASE = re.compile(
    r"(?:^|[，、；])(?:为|占|完成了?|达到?)[^，；]{0,8}预算数?的?$"
)  # 为预算 528 万元的 98%
_MONEY_SENTENCE = re.compile(r"预算|决算|资金|经费|支出|收入|金额|拨款|投入")


def _names_table(lines: Sequence[str]) -> bool:
    return any("表" in line for line in lines)


@dataclass(slots=True)
class Assembly:
    """Everything gathered while the blocks of a document are walked through."""

    document: Document
    vocabulary: Vocabulary
    units: UnitTable
    cells: CellReader
    prose: ProseReader
    title: str = ""
    year: int | None = None
    pending: list[Pending] = field(default_factory=list)
    not_figures: list[NotFigure] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    grids: list[Grid] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)
    boxes: list[CheckBox] = field(default_factory=list)
    promising: bool = False  # the paragraph before told a goal
    unit_above: str | None = None  # the unit told over the table before
    done: bool = False  # below 完成的绩效目标 told as a short paragraph

    def walk(self) -> None:
        """Read every block in order."""
        section: list[tuple[int, str]] = []
        recent: list[str] = []
        named = ""  # the last line since a table that is the title of one
        paragraph = 0
        table = 0
        for block in self.document.blocks:
            path = tuple(text for _, text in section)
            if isinstance(block, Table):
                self._table(
                    block, table, path, recent if _names_table(recent) else [named, *recent]
                )
                table += 1
                recent, named = [], ""
                section = [entry for entry in section if not GOAL.match(entry[1])]
                continue
            text = self.document.slice(block.span)
            if block.kind in ("header", "footer"):
                self._furniture(block.span)
                continue
            if block.kind == "heading":
                level = block.level if block.level is not None else 1
                section = [entry for entry in section if entry[0] < level]
                section.append((level, text.strip()))
                path = tuple(entry[1] for entry in section)
            elif GOAL.match(text):
                section = [entry for entry in section if entry[0] < _GOAL_LEVEL]
                section.append((_GOAL_LEVEL, text.strip()))
                path = tuple(entry[1] for entry in section)
            # 部门：…　　　　金额单位：万元 is mostly blanks.
            short = len(squeeze(text)) <= _TITLE_LENGTH
            recent = ([*recent, text.strip()] if short else [])[-4:]
            named = text.strip() if _TABLE_TITLE.fullmatch(squeeze(text)) else named
            self._running_text(block.span, path, paragraph, None, block.kind == "heading")
            paragraph += 1

    def _furniture(self, span: Span) -> None:
        """Running heads and page numbers state nothing of the report."""
        for found in scan(self.document.slice(span), self.units, offset=span.start):
            text = self.document.slice(found.span)
            reason = found.reason if isinstance(found, NotFigure) else "page-furniture"
            self.not_figures.append(NotFigure(found.span, text, reason))

    def figures(self) -> tuple[Figure, ...]:
        """The figures numbered in document order."""
        self._default_money_unit()
        ordered = sorted(self.pending, key=lambda item: item.quantity.span)
        return tuple(
            Figure(
                index=index,
                span=item.quantity.core,
                text=self.document.slice(item.quantity.core).replace("\n", ""),
                quantity=item.quantity,
                unit=item.unit,
                measure=item.measure,
                role=item.role,
                position=item.position,
                label=item.label,
                period=item.period,
                section=item.section,
                table=item.table,
                row=item.row,
                column=item.column,
                scale=self._scale(item),
                words=item.words,
            )
            for index, item in enumerate(ordered)
        )

    def _default_money_unit(self) -> None:
        """A form that prints no unit is in the unit in which its report speaks of money."""
        named = Counter(
            item.unit for item in self.pending if item.measure is Measure.MONEY and item.unit
        )
        total = sum(named.values())
        if not total or named.most_common(1)[0][1] < _PREVAILING * total:
            return
        unit = named.most_common(1)[0][0]
        for item in self.pending:
            if item.measure is Measure.MONEY and item.unit is None:
                item.unit = unit

    def _scale(self, item: Pending) -> Decimal:
        """Factor from the printed number to the base of its unit; 万 alone counts ten thousand."""
        return self.units.scale(item.unit)

    def _table(
        self, table: Table, number: int, section: tuple[str, ...], recent: Sequence[str]
    ) -> None:
        named = [t for t in recent if t and not _TABLE_NUMBER.match(squeeze(t))]
        title = next((t for t in reversed(named) if "表" in t), recent[-1] if recent else "")
        caption = next((u for t in reversed(recent) if (u := unit_of(t))), None)
        if not any(recent) and table.rows > 1:
            # Told once over the tables of one form; a row by itself is the line of another layout.
            caption = caption or self.unit_above
        self.unit_above = caption
        path = (*section, title) if title and title not in section else section
        for grid in grids(
            self.document,
            table,
            number,
            self.vocabulary,
            title=title,
            section=path,
            caption_unit=caption,
        ):
            totals = has_total(grid, self.vocabulary)
            for cell in grid.cells:
                self._cell(cell, grid, totals)
            self.grids.append(grid)

    def _cell(self, cell: GridCell, grid: Grid, totals: bool) -> None:
        if not cell.text.strip():
            return
        self.boxes += check_boxes(cell.text, cell.span.start)
        if cell.text.strip().isdigit() and self.cells.is_code(cell):
            reason = "ordinal" if "序号" in cell.column_path else "code"
            self.not_figures.append(NotFigure(cell.span, cell.text, reason))
            return
        if cell.kind != "value":
            place = (grid.table, cell.row, cell.column)
            told = self.cells.told_role(cell) or (Role.TARGET if is_goal_row(cell, grid) else None)
            if told is None and told_twice(cell, grid):
                told = Role.ACTUAL  # the goals and, beside them, what became of them
            label = squeeze(cell.row_path[-1]) if cell.row_path else ""
            self._running_text(
                cell.span,
                grid.section,
                -1,
                place,
                cell.kind != "text",
                told,
                label,
                promise=is_task_row(cell) and told is None,
            )
            return
        for found in scan(cell.text, self.units, offset=cell.span.start, cell=True):
            if isinstance(found, Quantity):
                self.pending.append(self.cells.figure(found, cell, grid, totals))
            else:
                self._other(found)

    def _running_text(
        self,
        span: Span,
        section: tuple[str, ...],
        paragraph: int,
        place: tuple[int, int, int] | None,
        short: bool,
        column_role: Role | None = None,
        row_label: str = "",
        *,
        promise: bool = False,
    ) -> None:
        """Sentences of a paragraph or text cell with their figures."""
        text = self.document.slice(span)
        if place is None:
            self.boxes += check_boxes(text, span.start)
        heading = place is None and short  # a bare number in a heading counts, it states nothing
        # A label or head is one phrase, however it is broken into lines.
        whole = place is not None and short
        goal = promise or (is_goal(text, section, place) and not (self.done and place is None))
        if place is None and (short or len(squeeze(text)) <= RUN_IN):
            self.done = is_below_done_goals((text,))
        spoken = _heading_role(section) if place is None else None
        year = (_section_year(section) if place is None else None) or self.year
        # 1. and 2. are known for marks by one another, which a single sentence does not hold.
        marks = [Span(span.start + start, span.start + end) for start, end in item_marks(text)]
        for sentence in [span] if whole else sentence_spans(text, span.start):
            body = self.document.slice(sentence)
            quantities: list[Quantity] = []
            within = [mark for mark in marks if sentence.covers(mark)]
            for found in scan(body, self.units, offset=sentence.start, marks=within):
                if isinstance(found, Quantity) and not (heading and found.unit is None):
                    quantities.append(found)
                elif isinstance(found, Quantity):
                    printed = self.document.slice(found.span)
                    self.not_figures.append(NotFigure(found.span, printed, "ordinal"))
                else:
                    self._other(found)
            measures = [(q, self.units.measure(_money_unit(q, body, sentence))) for q in quantities]
            if self.promising and place is None and all_bounds(quantities):
                goal = True  # the goal goes on in a paragraph of its own
            aimed = goal or aims(body, sentence, quantities)
            aimed = aimed or (place is None and plans(body, section, quantities))
            contexts = self.prose.contexts(
                body, sentence.start, measures, year, goal=aimed, spoken=spoken
            )
            spoken = _spoken(measures, contexts) or spoken
            for (quantity, measure), context in zip(measures, contexts, strict=True):
                self.pending.append(
                    _prose_figure(
                        quantity, measure, context, section, place, column_role, row_label
                    )
                )
            self.sentences.append(
                Sentence(
                    span=sentence,
                    clauses=tuple(clause_spans(body, sentence.start)),
                    section=section,
                    paragraph=paragraph,
                    table=place[0] if place else None,
                )
            )

        if place is None:
            self.promising = goal

    def _other(self, found: NotFigure | Unread) -> None:
        if isinstance(found, NotFigure):
            self.not_figures.append(found)
        else:
            self.unread.append(found)


def _heading_role(section: tuple[str, ...]) -> Role | None:
    """预算安排情况 over a paragraph: what it splits up is the budget."""
    found = section and _BUDGET_HEADING.search(squeeze(section[-1]))
    return Role.BUDGET_INITIAL if found else None


def _section_year(section: tuple[str, ...]) -> int | None:
    """二、2024年预算草案 over a paragraph in a report on 2023: the year its figures are of."""
    for text in reversed(section):
        opening = _HEADING_YEAR.match(squeeze(text))
        if opening is not None:
            return int(opening[1])
    return None


def _spoken(
    measures: Sequence[tuple[Quantity, Measure]], contexts: Sequence[Context]
) -> Role | None:
    """The role of the last amount that a sentence speaks of by itself."""
    roles = [
        context.role
        for (_, measure), context in zip(measures, contexts, strict=True)
        if measure is Measure.MONEY
        and context.role in MONEY_ROLES - {Role.CHANGE}
        and not _BASE.search(squeeze(context.before))
    ]
    return roles[-1] if roles else None


def _money_unit(quantity: Quantity, body: str, sentence: Span) -> str | None:
    """项目总预算 1170.00 万: 万 alone is 万元 in a sentence that speaks of money."""
    if quantity.unit != "万":
        return quantity.unit
    before = body[: quantity.span.start - sentence.start]
    return "万元" if _MONEY_SENTENCE.search(before) else quantity.unit


def _prose_figure(
    quantity: Quantity,
    measure: Measure,
    context: Context,
    section: tuple[str, ...],
    place: tuple[int, int, int] | None,
    column_role: Role | None,
    row_label: str,
) -> Pending:
    position = Position.SINGLE
    if context.before.lstrip("，：: ").startswith("其中"):
        position = Position.OF_WHICH
    table, row, column = place if place else (None, None, None)
    # 完成 360 户，超年初目标 60 户: not itself the result.
    beyond = context.role is Role.CHANGE and BEYOND_PLAN.search(squeeze(context.before))
    return Pending(
        quantity=quantity,
        unit="万元" if measure is Measure.MONEY and quantity.unit == "万" else quantity.unit,
        measure=measure,
        role=context.role if beyond else column_role or context.role,
        position=position,
        label=context.label or row_label,
        period=context.period,
        section=section,
        table=table,
        row=row,
        column=column,
        words=context.before,
    )
