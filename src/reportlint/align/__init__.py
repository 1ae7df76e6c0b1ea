"""Readings → Facts: what each figure states, and which figures must agree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from reportlint.align.additions import addition_relations
from reportlint.align.amounts import amount_relations, balance_relations
from reportlint.align.averages import average_relations
from reportlint.align.basic_items import basic_item_relations
from reportlint.align.breakdowns import bracket_relations, breakdown_relations, score_list_relations
from reportlint.align.claims import box_claims, claim_relations, claims
from reportlint.align.closing_lists import closing_lists
from reportlint.align.component_changes import component_change_relations
from reportlint.align.compositions import composition_relations
from reportlint.align.costs import cost_relations
from reportlint.align.counts import count_relations
from reportlint.align.dates import date_relations
from reportlint.align.directions import direction_relations
from reportlint.align.far_rates import far_rates
from reportlint.align.forms import form_relations
from reportlint.align.fund_tables import fund_table_relations
from reportlint.align.funds import fund_relations, names_its_budget
from reportlint.align.grades import grade_claims
from reportlint.align.identity import same_quantity_relations
from reportlint.align.indicator_rows import indicator_row_relations, text_score_bounds
from reportlint.align.itemised import itemised_relations
from reportlint.align.likely_leftovers import likely_leftovers
from reportlint.align.likely_parts import likely_parts
from reportlint.align.likely_rates import completion_rates, likely_rates, shortfalls
from reportlint.align.likely_shares import likely_shares
from reportlint.align.named_bases import named_base_relations
from reportlint.align.opposites import opposite_relations
from reportlint.align.prices import price_relations
from reportlint.align.procurement import procurement_relations
from reportlint.align.ratios import ratio_relations
from reportlint.align.row_counts import row_count_relations
from reportlint.align.scores import score_relations
from reportlint.align.share_sums import share_sum_relations
from reportlint.align.shares import distributed_shares
from reportlint.align.stages import stage_relations
from reportlint.align.stated_changes import moved_changes, stated_changes
from reportlint.align.statements import Paragraph, Statement, paragraphs
from reportlint.align.stock_flows import stock_flow_relations
from reportlint.align.subjects import subject_facts
from reportlint.align.tables import table_relations
from reportlint.align.tasks import task_relations
from reportlint.align.terms import place_of
from reportlint.align.three_public import three_public_relations
from reportlint.align.topics import Topics, source_of
from reportlint.align.unit_readings import unit_readings
from reportlint.align.unused_funds import unused_funds
from reportlint.align.view import GridView, views
from reportlint.model.fact import LEVEL_TOTAL, Facts, Formula, Relation, Term
from reportlint.model.figure import Measure, Role
from reportlint.model.finding import Skip
from reportlint.model.reading import Reading
from reportlint.model.settings import Lexicon, Profile
from reportlint.model.vocabulary import Vocabulary, normalise, squeeze

__all__ = ["facts"]


def facts(
    readings: Sequence[Reading],
    lexicon: Lexicon,
    profiles: Mapping[str, Profile],
    profile: str | None = None,
) -> Facts:
    """Facts, relations and claims of one submission (several documents are read as one).

    ``profile`` names the rules to use; without it the documents themselves decide.
    """
    vocabulary = Vocabulary(lexicon)
    grids = views(readings, vocabulary)
    texts = list(paragraphs(readings, vocabulary))
    found = [
        *claims(readings, vocabulary),
        *box_claims(readings),
        *grade_claims(readings, grids, lexicon),
    ]
    relations: list[Relation] = []
    skips: list[Skip] = []
    for view in grids:
        relations += table_relations(view)
        relations += form_relations(view)
        relations += fund_relations(view)
        relations += indicator_row_relations(view)
    relations += task_relations(grids)
    relations += cost_relations(grids)
    bases = _bases(grids)
    wholes = _wholes(texts)
    relations += composition_relations(texts, lexicon)
    relations += component_change_relations(texts, lexicon)
    topics = Topics(readings, vocabulary, lexicon)
    told = [(paragraph, topics.of(paragraph)) for paragraph in texts]
    above = _above(texts)
    for (paragraph, about), before in zip(told, above, strict=True):
        relations += amount_relations(paragraph, lexicon, bases, wholes, about)
        relations += balance_relations(paragraph)
        relations += addition_relations(paragraph)
        relations += average_relations(paragraph)
        relations += distributed_shares(paragraph)
        relations += share_sum_relations(paragraph, lexicon)
        relations += breakdown_relations(paragraph, lexicon, before)
        relations += bracket_relations(paragraph)
        relations += score_list_relations(paragraph)
        relations += date_relations(paragraph)
        relations += count_relations(paragraph, lexicon)
        relations += direction_relations(paragraph, lexicon)
        relations += opposite_relations(paragraph)
        relations += stated_changes(paragraph, lexicon)
        relations += moved_changes(paragraph, lexicon)
        relations += stage_relations(paragraph)
        relations += stock_flow_relations(paragraph)
        relations += closing_lists(paragraph)
        relations += text_score_bounds(paragraph)
    relations += score_relations(grids, texts, readings, vocabulary)
    relations += row_count_relations(texts, grids)
    relations += claim_relations(found, readings, grids, texts)
    relations += unused_funds(readings, grids)
    for item in same_quantity_relations(readings, grids, told, vocabulary, lexicon, topics.strip):
        if isinstance(item, Skip):
            skips.append(item)
        else:
            relations.append(item)
    relations += ratio_relations(grids, texts, lexicon)
    relations += three_public_relations(grids, texts)
    relations += fund_table_relations(grids)
    relations += basic_item_relations(grids)
    relations += procurement_relations(texts)
    relations += price_relations(grids, texts)
    relations += list(named_base_relations(relations, readings))
    far = list(far_rates(told, grids, vocabulary, topics.strip))
    relations += _for_unrelated(
        relations,
        [
            *completion_rates(texts, relations),
            *shortfalls(texts, relations, lexicon),
            *(found for paragraph in texts for found in likely_rates(paragraph)),
            *(
                found
                for at, paragraph in enumerate(texts)
                for told_before in (_told(texts, at),)
                for found in likely_shares(paragraph, _beside(paragraph, told_before), told_before)
            ),
            *likely_leftovers(texts, [*relations, *far]),
            *itemised_relations(texts),
            *(found for paragraph in texts for found in likely_parts(paragraph)),
            *far,
        ],
    )
    relations = _distinct(relations)
    relations += list(unit_readings(relations))
    if _announces_rounding(readings, vocabulary):
        relations = [_tolerant(relation) for relation in relations]
    return Facts(
        readings=tuple(readings),
        facts=tuple(subject_facts(readings, grids, texts, vocabulary)),
        relations=tuple(sorted(relations, key=lambda r: (r.claim.document, r.claim.span))),
        claims=tuple(found),
        skips=tuple(skips),
        profile=_profile(readings, profiles, profile),
        lexicon=lexicon,
    )


def _above(texts: Sequence[Paragraph]) -> list[Paragraph | None]:
    """For each paragraph the one before it, if both are running text below one heading."""
    pairs = zip(texts, [None, *texts], strict=False)
    return [b if b is not None and _follows(p, b) else None for p, b in pairs]


_NEAR = 4
_FAR = 60


def _told(texts: Sequence[Paragraph], at: int) -> list[Paragraph]:
    """The paragraphs of running text told before one in its document, at most ``_FAR`` of them."""
    if texts[at].statements[0].figure.table is not None:
        return []
    return [
        p
        for p in texts[max(at - _FAR, 0) : at]
        if p.document == texts[at].document and p.statements[0].figure.table is None
    ]


def _beside(paragraph: Paragraph, told: Sequence[Paragraph]) -> list[Paragraph]:
    """Those right above a paragraph, below its heading or one beside that, nearest first."""
    section = paragraph.section
    return [
        p
        for p in reversed(told[-_NEAR:])
        if p.section == section
        or (len(section) > 1 and p.section[:-1] == section[:-1])
        or p.section == section[:-1]
    ]


def _follows(paragraph: Paragraph, before: Paragraph) -> bool:
    """Whether two paragraphs of running text stand below one heading."""
    of_text = all(p.statements[0].figure.table is None for p in (paragraph, before))
    return of_text and (paragraph.document, paragraph.section) == (before.document, before.section)


# A rate is of one pair of operands, where a sum may be split up in several ways.
_CLAIMED_ONCE = frozenset({Formula.RATIO})


def _for_unrelated(known: Sequence[Relation], likely: Sequence[Relation]) -> list[Relation]:
    """The likely relations of figures that are the claim of no surer one."""
    claimed = {(r.formula, place_of(r.claim)) for r in known if r.formula in _CLAIMED_ONCE}
    return [r for r in likely if (r.formula, place_of(r.claim)) not in claimed]


def _distinct(relations: Sequence[Relation]) -> list[Relation]:
    """One relation for each kind and set of operands, the surest of them."""
    found: dict[tuple[object, ...], Relation] = {}
    for relation in relations:
        places = tuple((t.document, t.span, t.sign) for t in relation.terms)
        key = (relation.kind, relation.claim.document, relation.claim.span, places)
        known = found.get(key)
        if known is None or (relation.settled, relation.confidence) > (
            known.settled,
            known.confidence,
        ):
            found[key] = relation
    return _told_once(list(found.values()))


def _told_once(relations: Sequence[Relation]) -> list[Relation]:
    """Without the sums of a table that its codes, its form or the lexicon give already."""
    known = {_operands(r) for r in relations if r.formula is Formula.SUM and r.topic != LEVEL_TOTAL}
    return [r for r in relations if r.topic != LEVEL_TOTAL or _operands(r) not in known]


def _operands(relation: Relation) -> tuple[object, ...]:
    filled = frozenset((t.document, t.span) for t in relation.terms if t.value is not None)
    return relation.claim.document, relation.claim.span, filled


def _announces_rounding(readings: Sequence[Reading], vocabulary: Vocabulary) -> bool:
    """Whether a document says itself that its sums may differ by rounding (domain.md §7.2-7)."""
    marks = vocabulary.lexicon.words["rounding_notes"]
    return any(mark in reading.document.text for reading in readings for mark in marks)


def _tolerant(relation: Relation) -> Relation:
    rounded = relation.measure in (Measure.MONEY, Measure.SHARE)
    return (
        replace(relation, tolerant=True)
        if rounded and relation.formula is Formula.SUM
        else relation
    )


def _wholes(texts: Sequence[Paragraph]) -> dict[str, list[Statement]]:
    """Amounts of the text by the name under which a share may refer to them (占…的)."""
    found: dict[str, list[Statement]] = {}
    for paragraph in texts:
        for statement in paragraph.statements:
            label = normalise(statement.figure.label)
            if statement.money and statement.main and len(label) >= 4:
                found.setdefault(label, []).append(statement)
    return found


def _bases(grids: Sequence[GridView]) -> dict[str, list[tuple[Role, Term]]]:
    """Budget amounts of the funds blocks by concept, for rates stated in the text."""
    found: dict[str, list[tuple[Role, Term]]] = {}
    for view in grids:
        if view.grid.family != "funds":
            continue
        for _, entries in view.rows():
            roles = view.role_row(entries)
            for role in (Role.BUDGET_FINAL, Role.BUDGET_INITIAL):
                if role in roles:
                    concept = view.vocabulary.subject(roles[role].label)
                    source = source_of(roles[role].label)
                    name = source or (concept.id if concept is not None else None)
                    if name is not None:
                        sure = names_its_budget(view, roles[role])
                        told = role if sure else Role.OTHER  # of the two budgets which is not said
                        found.setdefault(name, []).append((told, roles[role].term))
    return found


def _profile(
    readings: Sequence[Reading], profiles: Mapping[str, Profile], wanted: str | None
) -> Profile:
    """The rules asked for, else the most telling marks that all stand in the documents."""
    if wanted is not None and wanted in profiles:
        return profiles[wanted]
    text = squeeze("".join(reading.document.text for reading in readings))
    for name in sorted(profiles, key=lambda n: (-sum(map(len, profiles[n].recognise)), n)):
        marks = profiles[name].recognise
        if marks and all(mark in text for mark in marks):
            return profiles[name]
    return profiles.get("generic", Profile(name="generic"))
