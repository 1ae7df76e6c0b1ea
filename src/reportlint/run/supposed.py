"""Facts as they would be with another value for one figure, to see which findings would go."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from reportlint.model.fact import Facts
from reportlint.model.figure import Figure
from reportlint.model.reading import Reading
from reportlint.run.slips import Key, admissible, key_of, mended
from reportlint.run.verdicts import judge


def supposing(facts: Facts, key: Key, value: Decimal) -> Facts:
    """``facts`` with ``value`` (in base units) for the figure at ``key``, relations judged anew."""
    readings = tuple(
        _reading(reading, key, value) if number == key[0] else reading
        for number, reading in enumerate(facts.readings)
    )
    relations = []
    for relation in facts.relations:
        if any(key_of(term) == key for term in admissible(relation)):
            other = mended(relation, key, value)
            relation = replace(other, verdict=judge(other), cause=None, correction=None)
        relations.append(relation)
    return replace(facts, readings=readings, relations=tuple(relations))


def _reading(reading: Reading, key: Key, value: Decimal) -> Reading:
    return replace(
        reading,
        figures=tuple(
            _figure(figure, value) if (figure.span.start, figure.span.end) == key[1:] else figure
            for figure in reading.figures
        ),
    )


def _figure(figure: Figure, value: Decimal) -> Figure:
    number = abs(value) / figure.scale if figure.value >= 0 else value / figure.scale
    text = f"{number:f}"
    quantity = replace(
        figure.quantity,
        number=text,
        value=number,
        decimals=max(figure.decimals, len(text.partition(".")[2])),
    )
    return replace(figure, quantity=quantity)
