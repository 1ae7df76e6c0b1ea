"""Mentions of quantities, grouped by what they state and never by their values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from reportlint.align.statements import Paragraph
from reportlint.align.terms import because
from reportlint.model.document import Message
from reportlint.model.fact import HEADLINE, Formula, Relation, Term
from reportlint.model.figure import Measure
from reportlint.model.finding import Skip

Key = tuple[str, ...]
_HEADLINES = ("headline", "score", "weight")


@dataclass(frozen=True, slots=True)
class Mention:
    """One figure with the key of the quantity it states.

    ``key`` is made of meaning only (subject, side, source, role, period …): equal keys state one
    quantity. ``place`` names the table or paragraph (``text…``) it stands in; two mentions of one
    key in one table leave open which of them is meant. ``settled`` False: the key is only likely,
    so that the pair may hold but never fails. ``scope`` names one of two customs that one key may
    follow (with or without what is carried over); across the two a pair is only likely, unless
    ``instead`` gives what the figure equals under the other custom.
    """

    term: Term
    key: Key
    measure: Measure
    place: str
    confidence: float
    why: Message
    settled: bool = True
    scope: str = ""
    instead: tuple[Term, ...] = ()

    @property
    def in_table(self) -> bool:
        """Whether the figure stands in a table cell with headers."""
        return not self.place.startswith("text")


def text_place(paragraph: Paragraph) -> str:
    """Names a paragraph as the place of a mention."""
    return f"text:{paragraph.document}:{paragraph.span.start}"


def equal_keys(mentions: Iterable[Mention]) -> Iterator[Relation | Skip]:
    """Mentions of one key as relations with the first of them, tables before text."""
    groups: dict[Key, list[Mention]] = {}
    for mention in mentions:
        groups.setdefault(mention.key, []).append(mention)
    for group in groups.values():
        yield from _group(group)


def _group(group: Sequence[Mention]) -> Iterator[Relation | Skip]:
    if len(group) < 2:
        return
    tables = [mention for mention in group if mention.in_table]
    texts = [mention for mention in group if not mention.in_table]
    places = [mention.place for mention in tables]
    if len(set(places)) < len(places) and len({m.term.value for m in tables}) > 1:
        yield Skip(
            because(
                "表中同一项目有多个数，无法确定指哪一个",
                "one table gives several figures for one item",
            ),
            tuple(mention.term.place("evidence") for mention in group),
        )
        tables = []
    ordered = [*tables, *texts]
    if not ordered:
        return
    anchors: dict[str, Mention] = {}
    for mention in ordered:
        # A sentence is first held against its own heading, that against the table.
        anchor = anchors.setdefault(mention.place, mention) if not mention.in_table else ordered[0]
        if anchor is mention:
            anchor = ordered[0]
        if anchor.term.span != mention.term.span or anchor.term.document != mention.term.document:
            relation = equal(mention, anchor)
            others = [m.term for m in ordered if m.scope and m.scope != anchor.scope]
            if anchor.scope and not mention.scope and others:
                both = (*relation.alternatives, *((other,) for other in others))
                relation = replace(relation, alternatives=both)
            yield relation


def equal(claim: Mention, other: Mention) -> Relation:
    """Two mentions as one relation; the claim is the one cited first."""
    relation = equal_terms(
        claim.term,
        other.term,
        claim.measure,
        min(claim.confidence, other.confidence),
        (claim.why, other.why) if claim.why != other.why else (claim.why,),
    )
    settled = claim.settled and other.settled
    if claim.scope and other.scope and claim.scope != other.scope:
        instead = tuple((term,) for term in (*claim.instead, *other.instead))
        settled = settled and bool(instead)
        relation = replace(relation, alternatives=instead)
    topic = HEADLINE if is_headline(claim.key) else ""
    return replace(relation, settled=settled, topic=topic)


def is_headline(key: Key) -> bool:
    """Whether a key names a conclusion of the report; the score of one indicator is none."""
    return key[0] in _HEADLINES and key[1] != "row"


def equal_terms(
    claim: Term, other: Term, measure: Measure, confidence: float, details: Sequence[Message] = ()
) -> Relation:
    """Two operands that state one quantity, with the reasons why."""
    summary = because(
        f"“{claim.label}”与“{other.label}”说的是同一数量",
        f"'{claim.label}' and '{other.label}' state one quantity",
    )
    return Relation(
        kind="same-quantity",
        formula=Formula.EQUAL,
        claim=claim,
        terms=(other,),
        measure=measure,
        why=(summary, *details),
        confidence=confidence,
    )
