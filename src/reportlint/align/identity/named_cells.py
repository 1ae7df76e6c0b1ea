"""Cells that a sentence names by their row and their column.

便民服务中心改扩建工程，批复投资 165 万元，实际投资 158 万元: the row of that name, under 实际投资.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from reportlint.align.identity.mentions import equal_terms
from reportlint.align.statements import EACH, Paragraph, Statement
from reportlint.align.terms import because
from reportlint.align.view import Entry, GridView
from reportlint.model.fact import Relation
from reportlint.model.figure import Comparator, Measure, Role
from reportlint.model.vocabulary import Vocabulary, normalise, squeeze

_UNIT = re.compile(r"[（(][^（）()]{0,12}[）)]")
_PLAIN = re.compile(r"(?:完成)?(?:数量?|额|金额|情况|人数|户数|面积|里程|长度)$")
_COPULA = re.compile(r"(?:约?为|达到?|共计?|是|有|仅|了|[：:])+$")
_LEAD = re.compile(r"^(?:其中|[的，、；])+")
_OTHERS = frozenset({Role.CHANGE, Role.GROWTH, Role.PRIOR, Role.TARGET, Role.RATE})
_SHORTEST_ROW = 3
_SHORTEST_HEAD = 3
_MOST_ROWS = 400


def named_cells(
    views: Sequence[GridView], paragraphs: Sequence[Paragraph], vocabulary: Vocabulary
) -> Iterator[Relation]:
    """Pairs of a figure of the text and the one cell whose row and head its sentence names."""
    cells: dict[str, dict[str, list[Entry]]] = defaultdict(lambda: defaultdict(list))
    for view in views:
        if view.grid.form or view.codes or view.grid.family in ("indicators", "accounts"):
            continue
        for entry in view.entries:
            row, head = _row(entry, vocabulary), _core(_head(entry))
            if row and head and entry.figure is not None:
                cells[row][head].append(entry)
    if not cells or len(cells) > _MOST_ROWS:
        return
    rows = sorted(cells, key=len, reverse=True)
    for paragraph in paragraphs:
        if paragraph.statements[0].figure.table is not None:
            continue
        for s in paragraph.statements:
            found = _cell_of(paragraph, s, rows, cells)
            if found is not None:
                yield _relation(s, found)


def _row(entry: Entry, vocabulary: Vocabulary) -> str:
    label = normalise(entry.label)
    known = vocabulary.subject(label) is not None or vocabulary.is_total(label)
    return "" if known or len(label) < _SHORTEST_ROW or label.isdigit() else label


def _head(entry: Entry) -> str:
    """The innermost head that is filled in."""
    path = [text for text in entry.cell.column_path if text.strip()]
    return path[-1] if path else ""


def _core(text: str) -> str:
    return _PLAIN.sub("", normalise(_UNIT.sub("", text)))


def _cell_of(
    paragraph: Paragraph,
    s: Statement,
    rows: Sequence[str],
    cells: dict[str, dict[str, list[Entry]]],
) -> Entry | None:
    figure = s.figure
    if figure.comparator is not Comparator.EQ or figure.role in _OTHERS or s.depth:
        return None
    words = _COPULA.sub("", normalise(squeeze(figure.words)))
    if EACH.search(words):
        return None
    start = paragraph.sentences[s.sentence].span.start
    text = paragraph.reading.document.text
    lead = normalise(text[start : figure.span.start])
    named = [row for row in rows if row in lead]
    # 养护 within 道路养护 is named by the longer of the two.
    named = [row for row in named if not any(row != other and row in other for other in named)]
    if len(named) != 1:
        return None
    head = _core(_LEAD.sub("", words.rpartition(named[0])[2]))
    if len(head) < _SHORTEST_HEAD:
        return None
    fitting = [
        entry
        for entry in cells[named[0]].get(head, ())
        if entry.figure is not None
        and entry.figure.measure in (figure.measure, Measure.BARE)
        and entry.figure.period in (None, figure.period)
    ]
    return fitting[0] if len(fitting) == 1 else None


def _relation(s: Statement, entry: Entry) -> Relation:
    head = _head(entry)
    detail = because(
        f"文中写明表中“{normalise(entry.label)}”一行和“{squeeze(head)}”一栏的名称",
        f"the text names the row '{normalise(entry.label)}' and the head '{squeeze(head)}'",
    )
    return equal_terms(s.term, entry.term, s.figure.measure, 0.91, (detail,))
