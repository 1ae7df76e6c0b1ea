"""Gives sentences and cells the figures that stand in them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from reportlint.model.figure import Figure
from reportlint.model.reading import Grid, Sentence


def attach(sentences: Sequence[Sentence], figures: Sequence[Figure]) -> tuple[Sentence, ...]:
    """Sentences with the indices of their figures; both are in document order."""
    ordered = sorted(sentences, key=lambda sentence: sentence.span)
    out = []
    position = 0
    for sentence in ordered:
        while position < len(figures) and figures[position].span.start < sentence.span.start:
            position += 1
        inside = []
        index = position
        while index < len(figures) and figures[index].span.start < sentence.span.end:
            inside.append(figures[index].index)
            index += 1
        out.append(replace(sentence, figures=tuple(inside)))
    return tuple(out)


def attach_cells(all_grids: Sequence[Grid], figures: Sequence[Figure]) -> tuple[Grid, ...]:
    """Grids whose cells know the indices of their figures."""
    starts = [figure.span.start for figure in figures]
    out = []
    for grid in all_grids:
        cells = []
        for cell in grid.cells:
            low = bisect_left(starts, cell.span.start)
            high = bisect_left(starts, max(cell.span.end, cell.span.start))
            cells.append(replace(cell, figures=tuple(range(low, high))))
        out.append(replace(grid, cells=tuple(cells)))
    return tuple(out)
