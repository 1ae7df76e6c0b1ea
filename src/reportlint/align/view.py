"""A grid as rows and columns of operands: what the aligners of tables work on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from reportlint.align.terms import blank
from reportlint.model.fact import Term, term
from reportlint.model.figure import BUDGET_ROLES, Figure, Measure, Role
from reportlint.model.reading import Grid, GridCell, Reading
from reportlint.model.vocabulary import Vocabulary, chinese_number, squeeze

_LEVELS = (
    re.compile(r"^[一二三四五六七八九十]{1,3}[、.．]"),
    re.compile(r"^[（(][一二三四五六七八九十]{1,3}[）)]"),
    re.compile(r"^\d{1,2}[、.．](?!\d)"),
    re.compile(r"^[（(]?\d{1,2}[）)]"),
)
_ORDINALS = re.compile(r"序号|行次|栏次")  # they number the rows, they name no account
_WHICH_BUDGET = re.compile(r"年初|调整后|全年预算|调整预算")
_CONTINUED = re.compile(r"[（(]续(?:表|上表|前)?\d?[）)]|续表")
_FEW_HEADS = 2
_NOTE_REACH = 200
# 执行率/得分 and 分值/得分 as one column
_JOINT_ROLES = ([Role.RATE, Role.SCORE], [Role.SCORE, Role.WEIGHT])
_NOTES = ("注", "备注", "说明", "*", "＊")
_LEFT_OUT = re.compile(
    r"(?:仅|只)(?:列|反映|填)|(?:其余|其他)[^，。；]{0,12}(?:未列|详见|略|见附)|未全部列|部分科目"
)
_PROJECT_FORM = re.compile(r"项目(?:支出)?(?:预算)?(?:绩效)?(?:目标)?自评表")
_MARK = {mark: re.compile(rf"[（(]{mark}(?:级)?[）)]$") for mark in "类款项"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One value cell: the cell, its figure (None when blank), and its operand."""

    cell: GridCell
    figure: Figure | None
    term: Term

    @property
    def label(self) -> str:
        """The innermost row label."""
        return self.cell.row_path[-1] if self.cell.row_path else ""

    @property
    def group(self) -> tuple[str, ...]:
        """The labels before the row's own: 社区卫生服务站 of all its stations."""
        return self.cell.row_path[:-1]

    @property
    def row(self) -> int:
        """Row of the document's table."""
        return self.cell.row

    @property
    def column(self) -> int:
        """Column after alignment."""
        return self.cell.column


@dataclass(slots=True)
class GridView:
    """Entries of one grid by column and by row, with the lexicon at hand.

    ``codes`` holds the account code of a row by the block it stands in: a table may set several
    lists of accounts side by side, each with code columns of its own (basic expenditure by economic
    class). ``tells_budgets`` says that the document tells the budget of the beginning of the year
    and the one after adjustment apart. ``carries_on`` says that the list of accounts goes on in the
    next grid, ``carried_on`` that it began in the one before; ``continued`` says so of any table
    whose title is marked 续 or that repeats the heads of one without a total.
    """

    grid: Grid
    reading: Reading
    document: int
    vocabulary: Vocabulary
    entries: list[Entry] = field(default_factory=list)
    codes: dict[tuple[int, int], tuple[str, ...]] = field(default_factory=dict)
    tells_budgets: bool = False
    carries_on: bool = False
    carried_on: bool = False
    continued: bool = False
    _blocks: tuple[int, ...] = ()
    _ordinals: dict[int, str] | None = None

    def __post_init__(self) -> None:
        code_columns = self._code_columns()
        self._blocks = self._lists(code_columns)
        for cell in self.grid.cells:
            if cell.column in code_columns and cell.text.strip().isdigit():
                place = (cell.row, self.block(cell.column))
                self.codes[place] = (*self.codes.get(place, ()), cell.text.strip())
                continue
            self.entries += self._cell_entries(cell)
        if not self.codes:
            self.codes = self._named_levels()

    @property
    def key(self) -> str:
        """Names this block within the submission."""
        first = self.grid.rows[0] if self.grid.rows else 0
        return f"{self.document}:{self.grid.table}:{first}"

    def block(self, column: int) -> int:
        """Which of the lists of accounts set side by side a column belongs to."""
        return sum(1 for start in self._blocks[1:] if start <= column)

    def code(self, entry: Entry) -> tuple[str, ...] | None:
        """The account code of an entry's row, in the list that the entry belongs to."""
        return self.codes.get((entry.row, self.block(entry.column)))

    def rows_coded_first(self) -> bool:
        """Whether the first row is that of an account, not a total."""
        first = min((entry.row for entry in self.entries), default=-1)
        return any(row == first for row, _ in self.codes)

    def ordinal_depth(self, row: int) -> int:
        """How deep the row is numbered in a column of ordinals: 0 for 1, 1 for 1.1."""
        if self._ordinals is None:
            self._ordinals = {
                cell.row: squeeze(cell.text)
                for cell in self.grid.cells
                if cell.kind != "header" and any(map(_ORDINALS.search, cell.column_path))
            }
        return self._ordinals.get(row, "").count(".")

    @property
    def lists_only_some(self) -> bool:
        """Whether the note right below the table says that it leaves rows out."""
        end = max((cell.span.end for cell in self.grid.cells), default=0)
        below = self.reading.document.text[end : end + _NOTE_REACH].strip(" \t\n|　")
        return below.startswith(_NOTES) and _LEFT_OUT.search(below.partition("\n")[0]) is not None

    def columns(self) -> Iterator[tuple[int, list[Entry]]]:
        """(column, its entries from top to bottom)."""
        found: dict[int, list[Entry]] = {}
        for entry in self.entries:
            found.setdefault(entry.column, []).append(entry)
        for column in sorted(found):
            yield column, found[column]

    def rows(self) -> Iterator[tuple[int, list[Entry]]]:
        """(row, its entries from left to right)."""
        found: dict[int, list[Entry]] = {}
        for entry in self.entries:
            found.setdefault(entry.row, []).append(entry)
        for row in sorted(found):
            yield row, sorted(found[row], key=lambda entry: entry.column)

    def role_row(self, entries: Sequence[Entry]) -> dict[Role, Entry]:
        """The filled entry of each role in a row; of-which columns are left out.

        A role with several columns (全年预算数 split into 财政拨款 and 其他资金) is given by its
        total column; without one no single amount of the row has that role.
        """
        found: dict[Role, list[Entry]] = {}
        for entry in entries:
            if entry.figure is not None and not self.vocabulary.is_of_which(head(entry)):
                found.setdefault(entry.figure.role, []).append(entry)
        chosen: dict[Role, Entry] = {}
        for role, several in found.items():
            totals = [entry for entry in several if self.vocabulary.is_total(head(entry))]
            year = str(self.reading.year)
            current = [entry for entry in several if entry.figure and entry.figure.period == year]
            single = several if len(several) == 1 else totals or current
            if len(single) == 1:
                chosen[role] = single[0]
        return chosen

    def _cell_entries(self, cell: GridCell) -> list[Entry]:
        if cell.kind == "value" and cell.figures:
            figures = [self.reading.figures[number] for number in cell.figures]
            if sorted(figure.role for figure in figures) in _JOINT_ROLES:
                # 加分 rows have no weight: 0 / 3
                figures = [f for f in figures if f.role is not Role.WEIGHT or f.value]
                return [Entry(cell, figure, term(figure, self.document)) for figure in figures]
            if len(figures) > 1 and not _then_bracket(cell, figures[0]):
                return []
            return [Entry(cell, figures[0], term(figures[0], self.document))]
        if cell.kind == "blank" and (cell.column_path or cell.row_path):
            return [Entry(cell, None, blank(cell, self.grid.table, self.document))]
        return []

    def _named_levels(self) -> dict[tuple[int, int], tuple[str, ...]]:
        """Places of accounts that their names tell, 教育支出（类） and 普通教育（款）, as codes.

        Only where every row but the totals names its level, and no level is left out.
        """
        labels: dict[int, str] = {}
        for entry in self.entries:
            labels.setdefault(entry.row, squeeze(entry.label))
        found: dict[tuple[int, int], tuple[str, ...]] = {}
        place: tuple[str, ...] = ()
        for row, label in sorted(labels.items()):
            level = next((n for n, mark in enumerate("类款项") if _MARK[mark].search(label)), None)
            if level is None:
                if label and not self.vocabulary.is_total(label):
                    return {}
                continue
            if level > len(place):
                return {}
            last = int(place[level]) if level < len(place) else 0
            place = (*place[:level], f"{last + 1:03}")
            found[row, 0] = place
        return found if len({len(code) for code in found.values()}) > 1 else {}

    def _lists(self, code_columns: set[int]) -> tuple[int, ...]:
        """First code column of each list of accounts: amounts stand between it and the next."""
        amounts = {
            cell.column
            for cell in self.grid.cells
            if cell.kind == "value" and cell.figures and cell.column not in code_columns
        }
        starts: list[int] = []
        for column in sorted(code_columns):
            if not starts or any(starts[-1] < amount < column for amount in amounts):
                starts.append(column)
        return tuple(starts)

    def _code_columns(self) -> set[int]:
        columns = set()
        for cell in self.grid.cells:
            if cell.kind == "header":
                concept = self.vocabulary.column(cell.text)
                if concept is not None and concept.id == "code" and not _ORDINALS.search(cell.text):
                    columns |= set(range(cell.column, cell.column + cell.colspan))
        return columns


def _then_bracket(cell: GridCell, figure: Figure) -> bool:
    """100（含执行率 10 分）, 96.67%（30 项中 29 项合格）: one value and a remark on it."""
    behind = cell.text[figure.span.end - cell.span.start :].lstrip()
    before = cell.text[: figure.span.start - cell.span.start].strip()
    return behind.startswith(("（", "(")) and behind.endswith(("）", ")")) and not before


def is_of_one_project(view: GridView) -> bool:
    """Whether a table stands under the name of a project's form."""
    return names_project_form((view.grid.title or "", *view.grid.section[-2:]))


def names_project_form(titles: Sequence[str]) -> bool:
    """Whether one of the titles above a table is that of a project's form."""
    return any(_PROJECT_FORM.search(squeeze(title)) for title in titles)


def head(entry: Entry) -> str:
    """The innermost column head above an entry."""
    return entry.cell.column_path[-1] if entry.cell.column_path else ""


def code_depth(code: Sequence[str]) -> int:
    """Level of an account code: 3 for 类, 款, 项 in cells of their own; by its digits in one cell.

    In one cell 201 is 1, 20103 is 2 and 2010301 is 3; 0 for a code too short to be of a class.
    """
    return len(code) if len(code) > 1 else (len(code[0]) - 1) // 2


def level_of(label: str) -> int | None:
    """Depth of a row label by its enumerator (一、 0, （一） 1, 1. 2, (1) 3), None without one."""
    plain = squeeze(label)
    for depth, pattern in enumerate(_LEVELS):
        if pattern.match(plain):
            return depth
    return None


def number_of(label: str) -> int | None:
    """The number of a row's enumerator: 2 of 二、 and of （2）; None without one."""
    plain = squeeze(label)
    if level_of(plain) is None:
        return None
    match = re.match(r"[（(]?(\d{1,2}|[一二三四五六七八九十]{1,3})", plain)
    if match is None:
        return None
    return int(match[1]) if match[1].isdigit() else chinese_number(match[1])


def views(readings: Sequence[Reading], vocabulary: Vocabulary) -> list[GridView]:
    """A view of every grid of a submission."""
    tells = [_tells_budgets(reading) for reading in readings]
    found = [
        GridView(grid, reading, document, vocabulary, tells_budgets=tells[document])
        for document, reading in enumerate(readings)
        for grid in reading.grids
    ]
    for before, after in pairwise(view for view in found if not view.grid.form):
        after.continued = _is_continuation(before, after)
        if _goes_on(before, after):
            before.carries_on = after.carried_on = True
    return found


def _tells_budgets(reading: Reading) -> bool:
    """Whether a report tells 年初 and 调整后 (or 全年) budgets apart, or what was added to one."""
    told = {
        figure.role
        for figure in reading.figures
        if figure.role in BUDGET_ROLES
        and figure.measure is Measure.MONEY
        and _WHICH_BUDGET.search(squeeze(figure.words + figure.label))
    }
    moved = any(
        figure.role is Role.ADJUSTMENT and figure.measure is Measure.MONEY and figure.value
        for figure in reading.figures
    )
    return len(told) > 1 or (bool(told) and moved)


def _goes_on(before: GridView, after: GridView) -> bool:
    """Whether a list of accounts without its total row goes on in the next grid, same heads."""
    heads = [
        {entry.column: entry.cell.column_path for entry in view.entries if entry.figure is not None}
        for view in (before, after)
    ]
    return (
        before.document == after.document
        and bool(before.codes and after.codes)
        and heads[0] == heads[1]
        and not _closed(before)
        and after.rows_coded_first()
    )


def _is_continuation(before: GridView, after: GridView) -> bool:
    """Whether a table goes on behind a break: its title says 续, or it repeats the same heads."""
    if before.document != after.document or before.grid.table == after.grid.table:
        return False
    if _CONTINUED.search(squeeze(after.grid.title)):
        return True
    heads = [[cell.text for cell in v.grid.cells if cell.kind == "header"] for v in (before, after)]
    open_end = not any(
        before.vocabulary.is_total(e.label) and not before.vocabulary.is_subtotal(e.label)
        for e in before.entries
    )
    return len(heads[0]) > _FEW_HEADS and heads[0] == heads[1] and open_end


def _closed(view: GridView) -> bool:
    """Whether a total row ends the list."""
    last = max(row for row, _ in view.codes)
    return any(entry.row > last and view.vocabulary.is_total(entry.label) for entry in view.entries)
