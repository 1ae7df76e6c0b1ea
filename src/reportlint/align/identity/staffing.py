"""Posts, people in them, and the ratio of the two: in the text and in base-data forms.

编制 78 名，年末在职 74 人，控制率 94.87% against
编制数 | 实际在职人数 | 控制率 of a form.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from reportlint.align.identity.mentions import Mention, text_place
from reportlint.align.statements import Paragraph, Statement
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
        re.compile(r"(?:^|[，、；]|核定|批准|人员|共有|总)编制(?:总?数|人数|人员)?(?:为|共)?$"),
    ),
    (
        "people",
        re.compile(
            r"(?:在职(?:在编|在岗)?|在编在[职岗]|实有在职)(?:人员|职工|干部职工|人数)*(?:为|共|有)?$|实有(?:人员|人数)(?:为|共)?$"
        ),
    ),
    ("rate", re.compile(r"(?:在职人员|财政供养人员|供养人员)控制率(?:约?为|达到?)?$")),
)
_SOME = re.compile(
    r"行政|事业|参公|工勤|编外|聘|临时|离退|退休|上年|去年|往年|年初|平均|空编|超编|车|所属|下属|公益"
)
# 局机关核定编制 78 名; 在职 70 人、聘用 12 人: perhaps not all that the form counts.
_OTHER_BODY = re.compile(r"机关|所属|下属|[站所队](?=编|在|实|有)|中心")
_OUTSIDE = re.compile(r"聘|编外|临时")
_ALL = re.compile(r"供养|人员情况|基本情况|合计|总计|单位|部门|本级")
_PEOPLE = frozenset({"人", "名", None})


def staff_mentions(views: Sequence[GridView], paragraphs: Sequence[Paragraph]) -> Iterator[Mention]:
    """Keyed counts of posts and people; only likely where one side tells several."""
    found = [*_cells(views), *_told(paragraphs)]
    sides = Counter((mention.key[1], mention.in_table) for mention in found)
    for mention in found:
        alone = all(sides[mention.key[1], in_table] <= 1 for in_table in (False, True))
        yield mention if alone else replace(mention, settled=False, confidence=0.8)


def _cells(views: Sequence[GridView]) -> Iterator[Mention]:
    for view in views:
        for _, entries in view.rows():
            named = [(slot, entry) for entry in entries if (slot := _slot(entry)) is not None]
            both = {"posts", "people"} <= {slot for slot, _ in named}
            if any(_is_part(entry) for _, entry in named):
                continue
            for slot, entry in named:
                # 控制率 alone may be that of any expense.
                if entry.figure is not None and (slot != "rate" or both):
                    yield _mention(entry.term, slot, entry.figure, view.key)


def _is_part(entry: Entry) -> bool:
    """Whether the row is that of a part of the staff, or of vehicles."""
    names = [normalise(text) for text in entry.cell.row_path]
    known = [any(pattern.fullmatch(name) for _, pattern in _SLOTS) for name in names]
    return any(
        _SOME.search(name) or not (told or _ALL.search(name))
        for name, told in zip(names, known, strict=True)
    )


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
                    found = _mention(s.term, slot, figure, text_place(paragraph))
                    yield found if _of_all(paragraph, s) else replace(found, settled=False)
                    break


def _of_all(paragraph: Paragraph, s: Statement) -> bool:
    """Whether the sentence names no other body before the count, and no staff outside the posts."""
    sentence = paragraph.sentences[s.sentence].span
    text = paragraph.reading.document.text
    before = squeeze(text[sentence.start : s.figure.span.start])
    whole = squeeze(text[sentence.start : sentence.end])
    return _OTHER_BODY.search(before) is None and _OUTSIDE.search(whole) is None


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
