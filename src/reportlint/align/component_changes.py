"""Stated changes of all parts of a subject against the stated change of the whole (CHG07)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reportlint.align.changes import compared_year, direction
from reportlint.align.statements import Paragraph, Statement
from reportlint.align.terms import because
from reportlint.model.fact import Formula, Relation, Term, term
from reportlint.model.figure import Comparator, Measure, Role
from reportlint.model.settings import Lexicon

# Against what a change is measured, where that is no year.
_BUDGET = re.compile(r"(?:比|较|与|同)[^，。；0-9]{0,6}(?P<named>年初|调整后?|全年)?预算")
_Key = tuple[str, str]


def component_change_relations(
    paragraphs: Sequence[Paragraph], lexicon: Lexicon
) -> Iterator[Relation]:
    """“三公”经费比上年减少 5 万元, with a change for travel, vehicles and reception each.

    Within the section of the whole and those below it, against one base, for a complete set of
    parts each told once. A part told without an amount (与上年持平) leaves the set incomplete.
    """
    sections: dict[tuple[int, tuple[str, ...]], dict[_Key, list[tuple[Statement, Term]]]] = {}
    for paragraph in paragraphs:
        here = sections.setdefault((paragraph.document, paragraph.section), {})
        for s in paragraph.statements:
            concept = s.concept if s.main else s.own_concept
            change = _change(s, lexicon)
            base = _base(paragraph, s)
            if concept is not None and change is not None and base is not None:
                here.setdefault((concept.id, base), []).append((s, change))
    for (document, section), wholes in sections.items():
        told: dict[_Key, list[tuple[Statement, Term]]] = {}
        for (other, path), changes in sections.items():
            if other == document and path[: len(section)] == section:
                for key, found in changes.items():
                    told.setdefault(key, []).extend(found)
        yield from _section(wholes, told, lexicon)


def _change(s: Statement, lexicon: Lexicon) -> Term | None:
    figure = s.figure
    if not s.money or s.depth or figure.role is not Role.CHANGE or figure.table is not None:
        return None
    sign = direction(figure.words, lexicon)
    if sign == 0 or figure.comparator is not Comparator.EQ:
        return None
    return term(figure, s.document, negate=sign < 0)


def _base(paragraph: Paragraph, s: Statement) -> str | None:
    found = _BUDGET.search("".join(s.figure.words.split()))
    if found is not None:
        return f"budget {found['named'] or ''}"
    return compared_year(paragraph, s)


def _section(
    own: dict[_Key, list[tuple[Statement, Term]]],
    told: dict[_Key, list[tuple[Statement, Term]]],
    lexicon: Lexicon,
) -> Iterator[Relation]:
    """The wholes of one section with parts told there or in the sections below."""
    for (concept_id, base), wholes in own.items():
        for parts in lexicon.concepts[concept_id].parts:
            found = [told.get((part, base), []) for part in parts]
            if any(len(group) != 1 for group in (wholes, *found)):
                continue
            [(whole, claim)] = wholes
            yield Relation(
                kind="component-change",
                formula=Formula.SUM,
                claim=claim,
                terms=tuple(change for [(_, change)] in found),
                measure=Measure.MONEY,
                confidence=0.85,
                why=(
                    because(
                        f"“{whole.figure.label}”等于其 {len(parts)} 个分项的增减额之和",
                        f"'{whole.figure.label}' is the sum of the changes of its parts",
                    ),
                ),
            )
