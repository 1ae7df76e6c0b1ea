"""Items of financial statements keyed by name, consolidation scope and period.

An item is what a primary statement (资产负债表, 利润表, 现金流量表) lists. Its row in a summary or
analysis table, or the total of the note that bears its name, states the same amount.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportlint.align.identity.mentions import Mention
from reportlint.align.terms import because
from reportlint.align.view import Entry, GridView
from reportlint.model.figure import Measure
from reportlint.model.vocabulary import normalise, squeeze

_STATEMENT = re.compile(r"(?:资产负债|利润|现金流量|收入费用|收支情况)表(?:[（(]续表?[）)])?$")
_ANALYSIS = re.compile(r"相关科目变动分析|主要会计数据|费用|现金流|财务状况|资产及负债状况")
_NOTES = re.compile(r"报表(?:主要)?项目注释|报表主要项目")
_NOTE_HEAD = re.compile(r"^\d{1,3}\s*[、.．]\s*(?P<name>[\u4e00-\u9fff及其（）()、]{2,24})$")
_NOTE_MARK = re.compile(r"^[一二三四五六七八九十]{1,3}、\s*\d{1,3}$|^\d{1,3}$")
_SIGN = re.compile(r"[（(][^（）()]*(?:填列|号)[^（）()]*[）)]")
_OPENING = re.compile(r"^(?:其中|加|减)[:：]?")
_PERIODS = (
    (re.compile(r"^(20\d\d)年(?:度|金额|末|12月31日)?$"), None),
    (re.compile(r"^(?:本期|本年|当期)(?:期末|年末)?(?:数|金额|发生额|余额|累计数)?$"), 0),
    (re.compile(r"^(?:期末|年末)(?:数|金额|余额|账面价值)?$"), 0),
    (
        re.compile(
            r"^(?:上期|上年|去年|上年同期|上期期末)(?:同期)?(?:数|金额|发生额|余额|累计数)?$"
        ),
        -1,
    ),
    (re.compile(r"^(?:期初|年初)(?:数|金额|余额|账面价值)?$"), -1),
)
_MOST = 400  # items of the primary statements: more is no statement
_LEAST_ITEMS = 8
_VAGUE = frozenset({"合计", "小计", "总计", "其他", "余额", "金额", ""})


@dataclass(frozen=True, slots=True)
class _Row:
    view: GridView
    entry: Entry
    name: str
    period: str


def item_mentions(views: Sequence[GridView]) -> Iterator[Mention]:
    """Keyed rows of the primary statements and of the tables that repeat their items."""
    rows = [row for view in views for row in _rows(view)]
    primary = [row for row in rows if _is_primary(row.view)]
    if not primary:
        return
    names = {row.name for row in primary} - _VAGUE
    if not _LEAST_ITEMS <= len(names) <= _MOST:
        return
    # Two statements that give one item of one scope and period: which is meant is not known.
    places = Counter(key for _, key in {(row.view.key, _key(row.name, row)) for row in primary})
    for row in rows:
        name = row.name if row.name in names else _note_name(row, names)
        if name is None or not (_is_primary(row.view) or _repeats(row)):
            continue
        key = _key(name, row)
        if places[key] != 1:
            continue
        title = _title(row.view)
        yield Mention(
            row.entry.term,
            key,
            Measure.MONEY,
            row.view.key,
            0.93 if row.name == name else 0.88,
            because(f"{title}：{row.entry.label}", f"{title}: {row.entry.label}"),
        )


def _key(name: str, row: _Row) -> tuple[str, ...]:
    return ("item", _scope(row.view), name, row.period)


def _rows(view: GridView) -> Iterator[_Row]:
    if view.grid.form or view.codes or view.reading.year is None:
        return
    for entry in view.entries:
        figure = entry.figure
        if figure is None or figure.measure not in (Measure.MONEY, Measure.BARE):
            continue
        if len(entry.cell.column_path) != 1:
            continue
        period = _period(entry.cell.column_path[0], view.reading.year)
        if period is not None:
            yield _Row(view, entry, _item(entry), period)


def _item(entry: Entry) -> str:
    """The name of the row: no note mark, sign remark or 其中."""
    for text in reversed(entry.cell.row_path):
        plain = squeeze(text)
        if _NOTE_MARK.match(plain):
            continue
        return normalise(_OPENING.sub("", _SIGN.sub("", normalise(plain))))
    return ""


def _period(head: str, year: int) -> str | None:
    plain = re.sub(r"[（(][^（）()]*[）)]", "", squeeze(head))
    for pattern, offset in _PERIODS:
        match = pattern.match(plain)
        if match:
            return match[1] if offset is None else str(year + offset)
    return None


def _title(view: GridView) -> str:
    return next(
        (text for text in (view.grid.title, *reversed(view.grid.section)) if "表" in text), ""
    )


def _is_primary(view: GridView) -> bool:
    return _STATEMENT.search(squeeze(view.grid.title)) is not None


def _scope(view: GridView) -> str:
    words = squeeze(view.grid.title) + "".join(squeeze(text) for text in view.grid.section)
    return "parent" if "母公司" in words else "group"


def _repeats(row: _Row) -> bool:
    """Whether the table is one that repeats statement items: an analysis, or a note's own total."""
    section = [squeeze(text) for text in row.view.grid.section]
    if any(_NOTES.search(text) for text in section):
        return row.view.vocabulary.is_total(row.name)
    return any(_ANALYSIS.search(text) for text in (squeeze(row.view.grid.title), *section[-3:]))


def _note_name(row: _Row, names: set[str]) -> str | None:
    """The item of a note whose only table closes with 合计: 41、其他应付款."""
    if not row.view.vocabulary.is_total(row.name):
        return None
    section = [text for text in row.view.grid.section if not text.startswith("单位")]
    if not section or not any(_NOTES.search(squeeze(text)) for text in section):
        return None
    match = _NOTE_HEAD.match(squeeze(section[-1]))
    name = normalise(match["name"]) if match else ""
    return name if name in names else None
