"""All that a check may import: the facts, what a check yields, and its examples.

A check module holds, in this order: docstring, ``SEVERITY``, ``Params``, ``check``, ``MESSAGES``,
``FAILS``, ``PASSES``. It is found by its place, never registered.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any

from reportlint.model.accounts import Accounts, accounts
from reportlint.model.document import Message
from reportlint.model.explanations import Explained, explained
from reportlint.model.fact import HEADLINE, Claim, Facts, Formula, Relation, Status, Term
from reportlint.model.figure import Comparator, Figure, Measure, Position, Role
from reportlint.model.finding import Cause, Finding, Place, Severity, Skip
from reportlint.model.indicators import (
    IndicatorRow,
    comparable,
    figure_place,
    indicator_rows,
    misses,
    reversed_side,
    side,
)
from reportlint.model.naming import (
    code_names,
    foreign_levels,
    foreign_purposes,
    linked_variants,
    lone_projects,
)
from reportlint.model.reading import CheckBox, Reading, Sentence
from reportlint.model.remarks import Remark, remarks
from reportlint.model.rules import (
    execution_rule,
    grade_scales,
    level_bands,
    quantity_rule,
    short_grade,
    told_grades,
)
from reportlint.model.scores import (
    ExecutionRow,
    ScoredRow,
    execution_rows,
    points,
    printed_range,
    prints_as,
    scored_rows,
    surely_meets,
    surely_misses,
)
from reportlint.model.span import Span
from reportlint.model.spending import bare_words, spending_explained
from reportlint.model.weights import (
    EXECUTION,
    WeightRule,
    deviation,
    level_weights,
    weight_rules,
    weights_moved,
)

__all__ = [
    "EXECUTION",
    "HEADLINE",
    "Accounts",
    "Annotated",
    "Cause",
    "CheckBox",
    "Claim",
    "Comparator",
    "ExecutionRow",
    "Explained",
    "Facts",
    "Fails",
    "Figure",
    "Finding",
    "Formula",
    "IndicatorRow",
    "Iterator",
    "Measure",
    "Message",
    "Passes",
    "Place",
    "Position",
    "Reading",
    "Relation",
    "Remark",
    "Role",
    "ScoredRow",
    "Sentence",
    "Severity",
    "Skip",
    "Span",
    "Status",
    "Term",
    "WeightRule",
    "accounts",
    "bare_words",
    "code_names",
    "comparable",
    "dataclass",
    "deviation",
    "execution_rows",
    "execution_rule",
    "explained",
    "field",
    "figure_place",
    "foreign_levels",
    "foreign_purposes",
    "grade_scales",
    "in_error",
    "indicator_rows",
    "level_bands",
    "level_weights",
    "linked_variants",
    "lone_projects",
    "mismatch",
    "misses",
    "on_cited",
    "points",
    "printed_range",
    "prints_as",
    "product_mismatch",
    "quantity_rule",
    "remarks",
    "reversed_side",
    "scored_rows",
    "short_grade",
    "side",
    "spending_explained",
    "surely_meets",
    "surely_misses",
    "told_grades",
    "unsettled",
    "weight_rules",
    "weights_moved",
]


@dataclass(frozen=True)
class Fails:
    """A failing example: text with ``[[claim]]`` and ``{{evidence}}`` marks.

    ``says`` is the exact Chinese message. ``cure`` is the smallest edit that makes it right: what
    replaces the claim, or a mapping from the number of a mark (from 0, in text order) to its
    replacement. ``severity`` is checked when given.
    """

    text: str
    says: str
    cure: str | Mapping[int, str]
    severity: Severity | None = None


@dataclass(frozen=True)
class Passes:
    """A passing example: it looks wrong and is not, for the reason ``why``."""

    text: str
    why: str


def in_error(facts: Facts, *kinds: str) -> Iterator[Relation]:
    """The relations of the given kinds whose verdict is an error."""
    for relation in facts.relations_of(*kinds):
        if relation.verdict is not None and relation.verdict.status is Status.ERROR:
            yield relation


def unsettled(facts: Facts, kind: str, *others: str) -> Iterator[Relation]:
    """The relations of ``kind`` in error, without those whose figures one of ``others`` judges."""
    settled = {
        _figures(relation)
        for relation in facts.relations_of(*others)
        if relation.verdict is not None
        # A list that need not be complete does not judge the sum of a complete one.
        and relation.verdict.status not in (Status.UNDEFINED, Status.PARTIAL)
    }
    return (relation for relation in in_error(facts, kind) if _figures(relation) not in settled)


def _figures(relation: Relation) -> frozenset[tuple[int, int]]:
    return frozenset((term.document, term.span.start) for term in relation.members if term.text)


def on_cited(relation: Relation) -> bool:
    """Whether the verdict rests on the operands that a finding cites, not on an alternative."""
    shown = relation.verdict.arithmetic if relation.verdict is not None else ""
    return all(term.number is not None and term.number in shown for term in relation.members)


def mismatch(
    relation: Relation,
    messages: Mapping[str, str],
    *,
    severity: Severity,
    extra: tuple[Place, ...] = (),
    cluster: str = "",
    **values: Any,
) -> Finding:
    """A finding for a relation in error: claim first, operands as evidence, the arithmetic.

    ``messages`` holds the templates ``zh`` and ``en``; they may name ``{claim}`` (printed figure
    with unit), ``{label}``, ``{expected}``, ``{unit}``, ``{first}``, ``{second}``, ``{count}`` and
    every keyword in ``values``.
    """
    verdict = relation.verdict
    assert verdict is not None
    names = {
        "claim": _printed(relation.claim),
        "label": relation.claim.label,
        "expected": _expected(relation),
        "unit": relation.claim.unit or "",
        "first": _printed(relation.terms[0]) if relation.terms else "",
        "second": _printed(relation.terms[1]) if len(relation.terms) > 1 else "",
        "first_label": relation.terms[0].label if relation.terms else "",
        "second_label": relation.terms[1].label if len(relation.terms) > 1 else "",
        "count": len(relation.terms),
        **values,
    }
    places = (
        relation.claim.place("claim"),
        *(term.place("evidence") for term in relation.other_claims),
        *(term.place("evidence") for term in relation.terms),
        *extra,
    )
    return Finding(
        message=Message(zh=messages["zh"].format(**names), en=messages["en"].format(**names)),
        places=places,
        arithmetic=verdict.arithmetic,
        confidence=relation.confidence,
        severity=severity,
        cause=relation.cause,
        correction=relation.correction,
        cluster=cluster,
    )


def product_mismatch(
    facts: Facts, relation: Relation, messages: Mapping[str, str], *, severity: Severity
) -> Finding:
    """A finding for an amount that is not a price times a quantity.

    The quantity is the figure that the topic of the relation names, as document:index. The
    templates may name ``{claim}``, ``{label}``, ``{price}``, ``{quantity}`` and ``{expected}``.
    """
    document, _, index = relation.topic.partition(":")
    quantity = facts.figures(int(document))[int(index)]
    amount, price = relation.claim, relation.terms[0]
    verdict = relation.verdict
    expected = verdict.expected if verdict is not None and verdict.expected is not None else 0
    names = {
        "label": amount.label,
        "claim": _with_unit(amount.text, amount.unit),
        "price": _with_unit(price.text, price.unit),
        "quantity": _with_unit(quantity.text, quantity.unit),
        "expected": f"{expected:.{amount.decimals}f}",
    }
    return Finding(
        message=Message(zh=messages["zh"].format(**names), en=messages["en"].format(**names)),
        places=(
            amount.place("claim"),
            price.place("evidence"),
            figure_place(quantity, amount.document),
        ),
        severity=severity,
        confidence=relation.confidence,
        arithmetic=f"{price.number} × {quantity.number} = {names['expected']} ≠ {amount.number}",
    )


def _with_unit(text: str, unit: str | None) -> str:
    plain = " ".join(text.split())
    return plain if not unit or unit in plain else f"{plain} {unit}"


def _printed(term: Term) -> str:
    """The printed figure with its unit, own or inherited."""
    text = " ".join(term.text.split())
    if not term.unit or term.number is None or term.unit in text or term.unit == "%":
        return text
    if term.unit.startswith(text[-1:]):  # 0 万 for 0 万元
        return text + term.unit[1:]
    return f"{text} {term.unit}"


def _expected(relation: Relation) -> str:
    verdict = relation.verdict
    if verdict is None or verdict.expected is None:
        return "?"
    text = f"{verdict.expected:f}"
    decimals = len(text.partition(".")[2])
    places = relation.claim.decimals
    if relation.claim.number is None:  # a statement in words has no decimals of its own
        places = max((term.decimals for term in relation.terms), default=0)
    if decimals < places:
        text = f"{verdict.expected:.{places}f}"
    percent = "%" in relation.claim.text or "％" in relation.claim.text
    return text + ("%" if percent else "")
