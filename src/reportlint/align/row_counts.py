"""Declared numbers of indicators, goals and projects against the rows of the form (CNT03).

十九项三级指标, 8个年度目标, 共有 4 个预算项目. A statement about one block (产出指标六项) is set
against the rows of that block; one about the whole may mean every row, every name once, or
the rows and the 预算执行率 line of the funds block: any of these that fits clears it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from reportlint.align.levels import leveled, repeated, unnamed
from reportlint.align.statements import Paragraph, Statement
from reportlint.align.terms import because, words
from reportlint.align.view import GridView
from reportlint.model.fact import Formula, Relation, Term
from reportlint.model.figure import Comparator, Measure
from reportlint.model.reading import GridCell
from reportlint.model.span import Span
from reportlint.model.vocabulary import chinese_number, normalise, squeeze

_UNITS = frozenset({"个", "项", "条"})
_LEVEL = re.compile(r"^(?:绩效)?([一二三])级(?:绩效)?指标")
_LEVEL_BEFORE = re.compile(r"([一二三])级(?:绩效)?指标(?:共计?|合计|总计|有|共有|为|数量为)?$")
_GOALS = re.compile(r"^年度(?:绩效)?目标")
_PROJECTS = re.compile(r"^(?:预算|支出|预算支出)?项目(?:[，。；、,;]|$)")
_ALL_TOLD = re.compile(r"(?:共|共有|共计|合计|总共|全部|一共)$")
# The name of a block speaks for the rest of its clause only as the subject of such a verb.
_SUBJECT = r"(?:指标)?(?:又|共|下)?(?:设置?了?|细分为|划分为|分为|包括|包含|涵盖|有|含|共)"
_GOAL_MARK = re.compile(r"年度(?:绩效)?目标\s*(\d{1,2}|[一二三四五六七八九十])\s*(?=[：:（(])")


def row_count_relations(
    paragraphs: Sequence[Paragraph], views: Sequence[GridView]
) -> Iterator[Relation]:
    """Every declared number of rows with the rows it may count."""
    for paragraph in paragraphs:
        for s in paragraph.statements:
            figure = s.figure
            plain = figure.comparator is Comparator.EQ and figure.decimals == 0
            if figure.measure is not Measure.COUNT or figure.unit not in _UNITS or not plain:
                continue
            sets = _counted(paragraph, s, [v for v in views if v.document == paragraph.document])
            sets = [terms for terms in sets if terms]
            if sets:
                yield Relation(
                    kind="row-count",
                    formula=Formula.SUM,
                    claim=s.term,
                    terms=sets[0],
                    alternatives=tuple(sets[1:]),
                    measure=Measure.COUNT,
                    why=(because("表中所列的行", "the rows of the form"),),
                    confidence=0.8,
                )


def _counted(
    paragraph: Paragraph, s: Statement, views: Sequence[GridView]
) -> list[tuple[Term, ...]]:
    """Admissible sets of rows, the likeliest first; empty when the number counts something else."""
    text = paragraph.reading.document.text
    sentence = paragraph.sentences[s.sentence].span
    after = squeeze(text[s.figure.span.end : min(s.figure.span.end + 12, sentence.end)])
    before = squeeze(text[sentence.start : s.figure.span.start])
    level = _LEVEL.match(after) or (None if "指标" in after else _LEVEL_BEFORE.search(before))
    if level is not None:
        return _indicators(paragraph, s, level[1] + "级指标", views)
    if _GOALS.match(after) and not before.endswith(("其中", "前", "第")):
        return _goals(paragraph)
    if _PROJECTS.match(after) and _ALL_TOLD.search(before):
        return _projects(views)
    return []


def _indicators(
    paragraph: Paragraph, s: Statement, level: str, views: Sequence[GridView]
) -> list[tuple[Term, ...]]:
    grids = [view for view in views if view.grid.family == "indicators"]
    rows = [(block, cell) for view in grids for block, cell in leveled(view, level)]
    if not rows or any(s.figure.table == view.grid.table for view in grids):
        return []
    if repeated(grids) or (level == "三级指标" and any(unnamed(v, level) for v in grids)):
        return []
    blocks = {block for block, _ in rows if block}
    named = _block_named(paragraph, s, blocks) if level != "一级指标" else None
    if named is not None:
        return _ways([cell for block, cell in rows if block == named], paragraph)
    cells = [cell for _, cell in rows]
    sets = _ways(cells, paragraph)
    funds = [view for view in views if view.grid.family == "funds" and view.grid.cells]
    extra = [_term(view.grid.cells[0], paragraph) for view in funds[:1]]
    sets += [(*way, *extra) for way in sets if extra]
    if level != "一级指标":
        for block in sorted(blocks):
            sets += _ways([cell for other, cell in rows if other == block], paragraph)
    return sets


def _block_named(paragraph: Paragraph, s: Statement, blocks: set[str]) -> str | None:
    """投入管理指标细分为…十九项三级指标: the block whose name is the subject of the clause."""
    sentence = paragraph.sentences[s.sentence].span
    text = paragraph.reading.document.text
    before = squeeze(text[sentence.start : s.figure.span.start])
    best: tuple[int, str | None] = (-1, None)
    for block in blocks:
        stem = re.escape(block.removesuffix("指标"))
        for match in re.finditer(rf"(?:^|[，。；：、])(?:其中：?)?{stem}{_SUBJECT}", before):
            best = max(best, (match.start(), block), key=lambda item: item[0])
    return best[1]


def _goals(paragraph: Paragraph) -> list[tuple[Term, ...]]:
    """年度目标 1: … 年度目标 4: numbered without a gap."""
    document = paragraph.reading.document
    first: dict[int, Span] = {}
    for match in _GOAL_MARK.finditer(document.text):
        number = int(match[1]) if match[1].isdigit() else chinese_number(match[1]) or 0
        first.setdefault(number, Span(match.start(), match.end()))
    if sorted(first) != list(range(1, len(first) + 1)):
        return []
    return [
        tuple(
            words(document, first[n], value=Decimal(1), document=paragraph.document)
            for n in sorted(first)
        )
    ]


def _projects(views: Sequence[GridView]) -> list[tuple[Term, ...]]:
    """The rows of the only list of the report that is headed 项目名称."""
    lists = []
    for view in views:
        cells = [
            cell
            for cell in view.grid.cells
            if cell.kind == "label"
            and cell.column_path
            and normalise(cell.column_path[-1]) == "项目名称"
            and not view.vocabulary.is_total(cell.text)
        ]
        if view.grid.family == "tasks" and cells:
            lists.append((view, cells))
    if len(lists) != 1:
        return []
    view, cells = lists[0]
    return _distinct([_cell_term(cell, view) for cell in cells])


def _ways(cells: Sequence[GridCell], paragraph: Paragraph) -> list[tuple[Term, ...]]:
    """Every row, every name once, and names that a page break cut in two put together again."""
    plain = squeeze(paragraph.reading.document.text)
    whole: list[GridCell] = []
    previous = ""
    for cell in cells:
        name = squeeze(cell.text)
        if previous and previous + name in plain:
            previous = ""
            continue
        whole.append(cell)
        previous = name
    sets = _distinct([_term(cell, paragraph) for cell in cells])
    if len(whole) < len(cells):
        sets += _distinct([_term(cell, paragraph) for cell in whole])
    return sets


def _distinct(terms: Sequence[Term]) -> list[tuple[Term, ...]]:
    """Every row, and every name once."""
    once = {normalise(term.text): term for term in reversed(terms)}
    names = tuple(reversed(list(once.values())))
    return [tuple(terms)] if len(names) == len(terms) else [tuple(terms), names]


def _term(cell: GridCell, paragraph: Paragraph) -> Term:
    return words(
        paragraph.reading.document, cell.span, value=Decimal(1), document=paragraph.document
    )


def _cell_term(cell: GridCell, view: GridView) -> Term:
    return words(view.reading.document, cell.span, value=Decimal(1), document=view.document)
