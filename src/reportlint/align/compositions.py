"""A subject and its complete set of parts told in several sentences of one section."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportlint.align.statements import Paragraph, Statement
from reportlint.align.terms import because
from reportlint.model.fact import Formula, Relation
from reportlint.model.figure import Comparator, Measure, Role
from reportlint.model.settings import Lexicon

_ROLES = (Role.BUDGET_INITIAL, Role.BUDGET_FINAL, Role.EXECUTED)
Key = tuple[str, Role, str | None]


def composition_relations(paragraphs: Sequence[Paragraph], lexicon: Lexicon) -> Iterator[Relation]:
    """“三公”经费 = 出国 + 车辆 + 接待, each with its own paragraph (domain.md ACC04).

    Only figures of one section, one role and one year, each told with a single value.
    """
    sections: dict[tuple[int, tuple[str, ...]], list[Statement]] = {}
    for paragraph in paragraphs:
        for statement in paragraph.statements:
            if (
                statement.money
                and statement.depth == 0
                and statement.figure.role in _ROLES
                and statement.figure.comparator is Comparator.EQ
                and statement.figure.table is None
            ):
                sections.setdefault((paragraph.document, paragraph.section), []).append(statement)
    for statements in sections.values():
        yield from _section(statements, lexicon)


def _section(statements: Sequence[Statement], lexicon: Lexicon) -> Iterator[Relation]:
    told: dict[Key, list[Statement]] = {}
    for statement in statements:
        concept = statement.concept if statement.main else statement.own_concept
        if concept is not None:
            key = (concept.id, statement.figure.role, statement.figure.period)
            told.setdefault(key, []).append(statement)
    for (concept_id, role, period), wholes in told.items():
        for parts in lexicon.concepts[concept_id].parts:
            found = [told.get((part, role, period), []) for part in parts]
            if not all(_single(group) for group in (wholes, *found)):
                continue
            chosen = [group[0] for group in found]
            # Within one sentence the list behind 其中 is judged as a breakdown already.
            if all(part.paragraph == wholes[0].paragraph for part in chosen):
                continue
            yield Relation(
                kind="composition",
                formula=Formula.SUM,
                claim=wholes[0].term,
                terms=tuple(part.term for part in chosen),
                measure=Measure.MONEY,
                # （一）基本支出。全年执行 x 万元。其中：人员经费 …: a heading within the line
                other_claims=tuple(
                    s.term
                    for s in statements
                    if s is not wholes[0]
                    and s.main
                    and s.own_concept is None
                    and s.paragraph == chosen[0].paragraph
                    and (s.figure.role, s.figure.period) == (role, period)
                    and s.figure.span < chosen[0].figure.span
                ),
                why=(
                    because(
                        f"“{wholes[0].figure.label}”由本节分别说明的 {len(chosen)} 项构成",
                        f"'{wholes[0].figure.label}' consists of {len(chosen)} items",
                    ),
                ),
                confidence=0.85,
            )


def _single(group: Sequence[Statement]) -> bool:
    return bool(group) and len({s.figure.value * s.figure.scale for s in group}) == 1
