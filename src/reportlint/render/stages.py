"""The intermediates as plain data: JSON of ``show --stage document|figures|facts``."""

from __future__ import annotations

from typing import Any

from reportlint.model.document import Document, Message, Paragraph, Table
from reportlint.model.fact import Fact, Facts, Relation, Term
from reportlint.model.figure import Comparator, Figure, NotFigure, Unread
from reportlint.model.reading import Reading
from reportlint.render.json import corners
from reportlint.render.places import Locator


def document(source: Document) -> dict[str, Any]:
    """``reportlint.document/1``: blocks in reading order, tables with their cells."""
    return {
        "schema": "reportlint.document/1",
        "path": source.path,
        "format": source.format,
        "blocks": [_block(block, source) for block in source.blocks],
    }


def figures(reading: Reading) -> dict[str, Any]:
    """``reportlint.figures/1``: every digit string as figure, no figure, or unread."""
    locator = Locator(reading.document)
    return {
        "schema": "reportlint.figures/1",
        "path": reading.document.path,
        "figures": [_figure(figure, locator) for figure in reading.figures],
        "not_figures": [_other(item, reading.document) for item in reading.not_figures],
        "unread": [_other(item, reading.document) for item in reading.unread],
    }


def facts(known: Facts, document: int, path: str, lang: str) -> dict[str, Any]:
    """``reportlint.facts/1``: facts and the relations between them, with derivations.

    Lists what belongs to one document; relations that reach into others are listed with the
    document of their claim. Members point to facts by their number in ``facts``.
    """
    own = [fact for fact in known.facts if fact.document == document]
    numbers = {fact.figure: number for number, fact in enumerate(own)}
    locator = Locator(known.readings[document].document)
    relations = [relation for relation in known.relations if relation.claim.document == document]
    return {
        "schema": "reportlint.facts/1",
        "path": path,
        "profile": known.profile.name,
        "facts": [_fact(fact, lang) for fact in own],
        "relations": [_relation(item, numbers, document, locator, lang) for item in relations],
        "claims": [
            {
                "kind": claim.kind,
                "text": claim.text,
                "about": claim.about,
                "line": locator.document.line_of(claim.span),
                "page": locator.document.page_of(claim.span),
            }
            for claim in known.claims
            if claim.document == document
        ],
    }


def _block(block: Paragraph | Table, source: Document) -> dict[str, Any]:
    table = block if isinstance(block, Table) else None
    return {
        "kind": block.kind if isinstance(block, Paragraph) else "table",
        "text": source.slice(block.span),
        "level": block.level if isinstance(block, Paragraph) else None,
        "line": source.line_of(block.span),
        "page": source.page_of(block.span),
        "rows": table.rows if table else None,
        "columns": table.columns if table else None,
        "cells": [
            {
                "row": cell.row,
                "column": cell.column,
                "rowspan": cell.rowspan,
                "colspan": cell.colspan,
                "text": source.slice(cell.span),
            }
            for cell in (table.cells if table else ())
        ],
    }


# 余 and 多 are printed under the name that readers of the output know; 近 is an approximation.
_COMPARATORS = {Comparator.MORE: "atleast_more", Comparator.NEAR: "around"}


def _figure(figure: Figure, locator: Locator) -> dict[str, Any]:
    at = locator.locate(figure.span, figure.table, figure.row, figure.column)
    upper = figure.quantity.upper
    return {
        "text": figure.text,
        "value": figure.number,
        "upper": None if upper is None else str(upper),
        "unit": figure.unit,
        "comparator": _COMPARATORS.get(figure.comparator, figure.comparator.value),
        "malformed": figure.quantity.malformed,
        "role": figure.role.value,
        "position": figure.position.value,
        "label": figure.label,
        "period": figure.period,
        "section": list(figure.section),
        "line": at.line,
        "page": at.page,
        "table": figure.table,
        "row": figure.row,
        "column": figure.column,
        "sheet": at.sheet,
        "cell": at.cell,
        "box": corners(at.boxes[0]) if at.boxes else None,
    }


def _other(item: NotFigure | Unread, source: Document) -> dict[str, Any]:
    return {
        "text": item.text,
        "reason": item.reason,
        "line": source.line_of(item.span),
        "page": source.page_of(item.span),
    }


def _fact(fact: Fact, lang: str) -> dict[str, Any]:
    return {
        "figure": fact.figure,
        "subject": fact.subject,
        "concept": fact.concept,
        "role": fact.role.value,
        "period": fact.period,
        "unit": fact.unit,
        "scope": fact.scope,
        "why": _texts(fact.why, lang),
    }


def _relation(
    relation: Relation, numbers: dict[int, int], document: int, locator: Locator, lang: str
) -> dict[str, Any]:
    verdict = relation.verdict
    return {
        "kind": relation.kind,
        "formula": relation.formula.value,
        "holds": None if verdict is None else verdict.holds,
        "status": None if verdict is None else verdict.status.value,
        "arithmetic": "" if verdict is None else verdict.arithmetic,
        "expected": None if verdict is None or verdict.expected is None else str(verdict.expected),
        "confidence": relation.confidence,
        "settled": relation.settled,
        "ambiguous": None if relation.ambiguous is None else relation.ambiguous.text(lang),
        "members": [
            _member(term, term is relation.claim, numbers, document, locator)
            for term in relation.members
        ],
        "alternatives": len(relation.alternatives),
        "why": _texts(relation.why, lang),
    }


def _member(
    term: Term, claim: bool, numbers: dict[int, int], document: int, locator: Locator
) -> dict[str, Any]:
    own = term.document == document
    fact = numbers.get(term.figure) if own and term.figure is not None else None
    return {
        "fact": fact,
        "part": "claim" if claim else "term",
        "sign": term.sign,
        "text": term.text,
        "value": term.number,
        "unit": term.unit,
        "label": term.label,
        "document": term.document,
        "line": locator.document.line_of(term.span) if own else None,
        "page": locator.document.page_of(term.span) if own else None,
        "table": term.table,
        "row": term.row,
        "column": term.column,
    }


def _texts(messages: tuple[Message, ...], lang: str) -> list[str]:
    return [message.text(lang) for message in messages]
