"""Management ratios named in forms and reports: 在职人员控制率 = 在职 ÷ 编制 (domain.md §2.7).

The operands are looked for by name, first beside the ratio (its row, its paragraph), then in the
whole submission; where a name is told with several values, each is admissible.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportlint.align.statements import Paragraph
from reportlint.align.terms import because
from reportlint.align.view import GridView, head
from reportlint.model.fact import Formula, Relation, Term
from reportlint.model.figure import Comparator, Figure, Measure, Role
from reportlint.model.settings import Lexicon
from reportlint.model.vocabulary import normalise, squeeze

BESIDE = "beside"
ELSEWHERE = "elsewhere"
_PEOPLE = ("人", "名", "个", None)
_NARROWED = re.compile(r"不含|剔除|扣除|除外")
_SOME_POSTS = re.compile(r"行政|事业|参公|工勤|政法|专项|机关|本级|下属|单位编制")
_ALL_STAFF = re.compile(r"实有教?职工")
_COPULA = re.compile(r"(?:只?有|约?为|达到?|是|[：:=])$")


@dataclass(frozen=True, slots=True)
class _Told:
    """A figure that may be an operand: the words that name it, its concept, role and period."""

    term: Term
    words: str
    concept: str
    figure: Figure
    place: tuple[object, ...]
    listed: bool = False


def ratio_relations(
    views: Sequence[GridView], paragraphs: Sequence[Paragraph], lexicon: Lexicon
) -> Iterator[Relation]:
    """Every stated management ratio with its operands; ``topic`` says how near they stand."""
    told = [*_in_tables(views), *_in_text(paragraphs)]
    years = [view.reading.year for view in views] + [p.reading.year for p in paragraphs]
    year = next((found for found in years if found), None)
    for claim in told:
        if claim.figure.measure is not Measure.SHARE or claim.figure.role is Role.TARGET:
            continue
        entry = _definition(claim, lexicon)
        if entry is None:
            continue
        near = [other for other in told if other.place == claim.place and other is not claim]
        found = _pairs(entry, near, year)
        if found:
            yield _relation(claim, entry, found, BESIDE, settled=_is_settled(claim, entry, near))
        elif entry[1] != "row":
            found = _pairs(entry, [other for other in told if other is not claim], year)
            if found and len({top.value for top, _ in found}) == 1:
                yield _relation(claim, entry, found, ELSEWHERE, settled=False)


def _in_tables(views: Sequence[GridView]) -> Iterator[_Told]:
    for view in views:
        for entry in view.entries:
            if entry.figure is None or entry.figure.comparator is not Comparator.EQ:
                continue
            path = (*entry.cell.row_path, *entry.cell.column_path)
            concepts = (view.vocabulary.subject(text) for text in reversed(path))
            concept = next((found.id for found in concepts if found is not None), "")
            own = entry.label if view.grid.form else f"{entry.label} {head(entry)}"
            place = (view.document, view.grid.table, 0 if view.grid.form else entry.row)
            yield _Told(entry.term, own, concept, entry.figure, place)


def _in_text(paragraphs: Sequence[Paragraph]) -> Iterator[_Told]:
    for paragraph in paragraphs:
        for s in paragraph.statements:
            if s.figure.comparator is Comparator.EQ:
                concept = s.concept.id if s.concept is not None else ""
                place = ("text", s.document, paragraph.span.start)
                listed = s.marker is not None
                yield _Told(s.term, s.figure.words, concept, s.figure, place, listed)


def _definition(claim: _Told, lexicon: Lexicon) -> list[str] | None:
    """The ratio that the words right before a percentage, or the labels of its cell, name."""
    names = claim.words.split(" ") if claim.figure.table is not None else [claim.words]
    for text in reversed(names):
        plain = _COPULA.sub("", normalise(squeeze(text)))
        for entry in lexicon.data["words"]["management_ratios"]:
            named = plain == entry[0] if entry[1] == "row" else plain.endswith(entry[0])
            if named:
                return list(entry)
    return None


def _is_settled(claim: _Told, entry: list[str], near: Sequence[_Told]) -> bool:
    """Whether the figures beside a ratio are its operands for sure.

    A text may tell one of several adjustments, or the surplus without the budget it is a share of;
    a bracket (不含政策性增支) narrows the ratio down.
    """
    if _NARROWED.search(claim.words):
        return False
    if claim.figure.table is not None:
        return True
    tops = [other for other in near if _is(other, entry[2])]
    if any(_ALL_STAFF.search(squeeze(top.words)) for top in tops):
        return False  # 年末实有教职工 214 人: with those who hold no post
    bases = [other for other in near if _is(other, entry[3])]
    if entry[3].startswith("#") and bases:
        if all(_SOME_POSTS.search(squeeze(base.words)) for base in bases):
            return False  # 行政编制 20 名，事业编制 40 名: no one of them is all
    moved = [other for other in near if other.figure.role is Role.CHANGE]
    adjusted = "调整" in entry[0] and bool(moved)
    return len(tops) == 1 and not adjusted and not entry[0].startswith("结转")


def _pairs(entry: list[str], told: Sequence[_Told], year: int | None) -> list[tuple[Term, Term]]:
    """Every admissible pair of operands."""
    tops = [other for other in told if _is(other, entry[2])]
    # 在职人员 57 人，其中政法专项编制 45 人: some of the staff, no establishment.
    bases = [o for o in told if _is(o, entry[3]) and not (o.listed and entry[3].startswith("#"))]
    people = entry[2].startswith("#")  # 人, 名 or no unit at all: see _is
    if entry[1] == "growth":
        tops = [other for other in tops if year and other.figure.period == str(year)]
        bases = [other for other in bases if year and other.figure.period == str(year - 1)]
    return [
        (top.term, base.term)
        for top in tops
        for base in bases
        if top is not base
        # 编制数 prints no unit, 实际在职人数 names it; 名 and 人 count people alike.
        and (people or top.figure.unit == base.figure.unit)
        and (entry[2][0] != "*" or top.concept == base.concept)
        and (entry[1] == "growth" or top.figure.period == base.figure.period)
    ]


def _is(other: _Told, wanted: str) -> bool:
    if other.figure.measure not in (Measure.MONEY, Measure.COUNT, Measure.BARE):
        return False
    if wanted.startswith("#"):
        people = other.figure.unit in _PEOPLE
        return people and bool(re.search(wanted[1:], squeeze(other.words)))
    concept, _, roles = wanted.partition("/")
    if other.figure.measure is not Measure.MONEY or other.figure.role not in roles.split("+"):
        return False
    return concept in ("*", other.concept)


def _relation(
    claim: _Told,
    entry: list[str],
    found: Sequence[tuple[Term, Term]],
    topic: str,
    *,
    settled: bool,
) -> Relation:
    name, how = entry[0], entry[1]
    top, base = found[0]
    growth = how == "growth"
    return Relation(
        kind="management-ratio",
        formula=Formula.GROWTH if growth else Formula.RATIO,
        claim=claim.term,
        terms=(top, base),
        measure=Measure.MONEY if top.measure is Measure.MONEY else Measure.COUNT,
        alternatives=tuple(found[1:]),
        settled=settled,
        topic=topic,
        confidence=0.88 if topic == BESIDE else 0.75,
        why=(
            because(
                f"{name} = “{top.label}” {'对' if growth else '÷'} “{base.label}”",
                f"{name} = '{top.label}' {'against' if growth else '÷'} '{base.label}'",
            ),
        ),
    )
