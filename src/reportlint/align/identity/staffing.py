"""Posts, people in them, and the ratio of the two: in the text and in base-data forms.

编制 78 名，年末在职 74 人，控制率 94.87% against
编制数 | 实际在职人数 | 控制率 of a form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from reportlint.align.identity.mentions import Mention, text_place
from reportlint.align.statements import Paragraph
from reportlint.align.terms import because
from reportlint.align.view import Entry, GridView, head
from reportlint.model.fact import Term
from reportlint.model.figure import Comparator, Figure, Measure, Role
from reportlint.model.vocabulary import normalise, squeeze

_SLOTS = (
    ("posts", re.compile(r"(?:人员|核定)?编制(?:总)?(?:人)?数")),
    (
        "people",
        re.compile(
            r"(?:20\d\d年度?)?(?:年末)?(?:实际|实有)?(?:在职|在编)(?:在编|在岗)?(?:人员|职工)?总?(?:人)?数"
            r"|(?:年末)?实有(?:在职)?人员?数"
        ),
    ),
    ("rate", re.compile(r"(?:在职人员|财政供养人员|人员)?控制率")),
)
_SAID = (
    (
        "posts",
        re.compile(
            r"(?:^|[，、；]|核定|批准|人员|共有|总)编制(?:总?数|人数|人员)?(?:为|共)?$"
        ),
    ),
    (
        "people",
        re.compile(
            r"(?:在职(?:在编|在岗)?|在编在[职岗]|实有在职)(?:人员|职工|干部职工|人数)*(?:为|共|有)?$|实有(?:人员|人数)(?:为|共)?$"
        ),
    ),
    ("rate", re.compile(r"(?:在职人员|财政供养人员|供养人员)控制率(?:约?为|达到?)?$")),
)
_SOME = re.compile(r"行政编|事业编|参公|工勤|编外|聘|临时|离退|退休|上年|平均|空编|超编|车")
_PEOPLE = frozenset({"人", "名", None})


def staff_mentions(views: Sequence[GridView], paragraphs: Sequence[Paragraph]) -> Iterator[Mention]:
    """Keyed counts of posts and people; only likely where one side tells several."""
    found = [*_cells(views), *_told(paragraphs)]
    sides: dict[tuple[str, bool], set[object]] = {}
    for mention in found:
        sides.setdefault((mention.key[1], mention.in_table), set()).add(mention.term.value)
    for mention in found:
        alone = all(
            len(sides.get((mention.key[1], in_table), ())) <= 1 for in_table in (False, True)
        )
        yield mention if alone else replace(mention, settled=False, confidence=0.8)


def _cells(views: Sequence[GridView]) -> Iterator[Mention]:
    for view in views:
        for _, entries in view.rows():
            named = [(slot, entry) for entry in entries if (slot := _slot(entry)) is not None]
            both = {"posts", "people"} <= {slot for slot, _ in named}
            for slot, entry in named:
                # 控制率 alone may be that of any expense.
                if entry.figure is not None and (slot != "rate" or both):
                    yield _mention(entry.term, slot, entry.figure, view.key)


def _slot(entry: Entry) -> str | None:
    figure = entry.figure
    if figure is None or not _fits(figure):
        return None
    for name in (normalise(head(entry)), normalise(entry.label)):
        for slot, pattern in _SLOTS:
            if pattern.fullmatch(name) and (slot == "rate") is _is_rate(figure):
                return slot
    return None


def _told(paragraphs: Sequence[Paragraph]) -> Iterator[Mention]:
    for paragraph in paragraphs:
        for s in paragraph.statements:
            figure = s.figure
            if figure.table is not None or not s.main or not _fits(figure):
                continue
            words = squeeze(figure.words)
            if _SOME.search(words):
                continue
            for slot, pattern in _SAID:
                if pattern.search(words) and (slot == "rate") is _is_rate(figure):
                    yield _mention(s.term, slot, figure, text_place(paragraph))
                    break


def _fits(figure: Figure) -> bool:
    counted = figure.measure in (Measure.COUNT, Measure.BARE) and figure.unit in _PEOPLE
    return (
        (counted or _is_rate(figure))
        and figure.comparator is Comparator.EQ
        and figure.role not in (Role.TARGET, Role.CHANGE)
    )


def _is_rate(figure: Figure) -> bool:
    return figure.measure is Measure.SHARE


def _mention(item: Term, slot: str, figure: Figure, place: str) -> Mention:
    return Mention(
        item,
        ("staff", slot, figure.period or ""),
        figure.measure if _is_rate(figure) else Measure.COUNT,
        place,
        0.9,
        because(f"“{figure.label}”", f"'{figure.label}'"),
    )
