"""Which figures state the same quantity. Meaning pairs them; values are never looked at.

Three ways, each in a module of its own: accounts tables and the text that explains them by key,
headline figures by key, indicators by the likeness of their names. Two partners that are equally
good give a skip that names both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from reportlint.align.identity.account_book import book_of
from reportlint.align.identity.account_text import account_text_mentions
from reportlint.align.identity.accounts import account_mentions, account_tables, item_sums
from reportlint.align.identity.explained_rows import explained_rows
from reportlint.align.identity.headlines import header_relations, headline_mentions
from reportlint.align.identity.indicators import indicator_relations
from reportlint.align.identity.items import item_mentions
from reportlint.align.identity.keyed import keyed_relations
from reportlint.align.identity.ledger import ledger_relations
from reportlint.align.identity.likely_amounts import amounts_of_projects, likely_amounts
from reportlint.align.identity.mentions import Key, Mention, equal_keys, is_headline
from reportlint.align.identity.named_cells import named_cells
from reportlint.align.identity.points import point_mentions
from reportlint.align.identity.staffing import staff_mentions
from reportlint.align.identity.tasks import task_mentions
from reportlint.align.project_forms import form_names
from reportlint.align.statements import Paragraph
from reportlint.align.terms import Place, place_of
from reportlint.align.told_amounts import table_amounts, text_amounts
from reportlint.align.topics import Stripper
from reportlint.align.view import GridView
from reportlint.model.fact import HEADLINE, Relation, Term
from reportlint.model.finding import Skip
from reportlint.model.reading import Reading
from reportlint.model.settings import Lexicon
from reportlint.model.vocabulary import Vocabulary

__all__ = ["same_quantity_relations"]


def same_quantity_relations(
    readings: Sequence[Reading],
    views: Sequence[GridView],
    told: Sequence[tuple[Paragraph, Sequence[str]]],
    vocabulary: Vocabulary,
    lexicon: Lexicon,
    strip: Stripper,
) -> Iterator[Relation | Skip]:
    """Pairs of figures that state one quantity, what follows from their keys, what stays open.

    ``told`` holds each paragraph with the topic of every one of its statements.
    """
    found = list(_sure(readings, views, told, vocabulary, lexicon, strip))
    yield from found
    pairs = [
        (relation.claim, relation.terms[0])
        for relation in found
        if isinstance(relation, Relation) and relation.kind in ("same-quantity", "same-target")
    ]
    texts = list(text_amounts(told, vocabulary, strip))
    cells = [cell for view in views for cell in table_amounts(view, vocabulary, strip)]
    joined = _joined_by(pairs)
    yield from likely_amounts(texts, cells, lexicon, joined)
    names = form_names(views)
    forms = [view for view in views if view.key in names]
    on_forms = [a for view in forms for a in table_amounts(view, vocabulary, strip, of_form=True)]
    yield from amounts_of_projects(texts, on_forms, names, joined)
    yield from ledger_relations(texts, cells, lexicon)


def _joined_by(pairs: Sequence[tuple[Term, Term]]) -> Callable[[Place, Place], bool]:
    """Tells whether two figures are one quantity by a chain of the pairs."""
    parent: dict[Place, Place] = {}

    def root(place: Place) -> Place:
        while parent.setdefault(place, place) != place:
            place = parent[place]
        return place

    for one, other in pairs:
        parent[root(place_of(one))] = root(place_of(other))
    return lambda one, other: root(one) == root(other)


def _sure(
    readings: Sequence[Reading],
    views: Sequence[GridView],
    told: Sequence[tuple[Paragraph, Sequence[str]]],
    vocabulary: Vocabulary,
    lexicon: Lexicon,
    strip: Stripper,
) -> Iterator[Relation | Skip]:
    paragraphs = [paragraph for paragraph, _ in told]
    tables = account_tables(views)
    book = book_of(tables)
    mentions: list[Mention] = list(account_mentions(tables, book))
    mentions += account_text_mentions(paragraphs, book, known=bool(tables))
    for item in headline_mentions(readings, views, told, vocabulary, strip):
        if isinstance(item, Skip):
            yield item
        else:
            mentions.append(item)
    mentions += item_mentions(views)
    mentions += staff_mentions(views, paragraphs)
    mentions += point_mentions(readings, views, paragraphs, vocabulary, strip)
    yield from equal_keys(mentions)
    yield from keyed_relations(mentions, lexicon)
    yield from item_sums(mentions)
    yield from header_relations(readings, mentions)
    yield from task_mentions(views, paragraphs, vocabulary, strip)
    yield from named_cells(views, paragraphs, vocabulary)
    yield from explained_rows(views, paragraphs, vocabulary)
    heads = {place_of(m.term): m.key for m in mentions if is_headline(m.key)}
    for found in indicator_relations(views, paragraphs, lexicon):
        yield found if isinstance(found, Skip) else _headed(found, heads)


def _headed(relation: Relation, heads: Mapping[Place, Key]) -> Relation:
    """预算执行率 of the text beside the indicator of that name is a headline figure by its key."""
    keys = [heads.get(place_of(item)) for item in relation.members]
    if relation.topic or keys[0] is None or len(set(keys)) > 1:
        return relation
    return replace(relation, topic=HEADLINE)
