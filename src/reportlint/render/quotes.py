"""The words around cited figures, with marks under the figures; one line for several if it fits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportlint.model.finding import Place
from reportlint.render.layout import cell_len, clip, window
from reportlint.render.places import Context, Location, Sources

_SIGN = {"claim": "^", "evidence": "~"}
_BAR = " │ "
_LONGEST_CELL = (1000, 24, 16, 10)  # tried one after another until a table row fits


@dataclass(frozen=True)
class Quote:
    """Places that are quoted together: the line of the document and the marks below it."""

    places: tuple[tuple[Place, Location], ...]
    line: str
    marks: str


def quotes(places: Sequence[Place], sources: Sources, width: int, empty: str) -> list[Quote]:
    """One quote for the places of one row or sentence where it fits ``width``, else one each.

    ``^`` stands under the claim, ``~`` under what it is held against; an empty slot is shown as
    ``empty``. Places keep their order, but those of one line come together.
    """
    groups: dict[tuple[int, str], list[tuple[Place, Location]]] = {}
    for place in places:
        location = sources.locate(place)
        key = (place.document, _whole(location.context).rstrip(_BAR))
        groups.setdefault(key, []).append((place, location))
    found = []
    for group in groups.values():
        for longest in _LONGEST_CELL:
            line, marks = _together(group, empty, longest)
            if cell_len(line) <= width:
                found.append(Quote(tuple(group), line, marks))
                break
        else:
            found += [Quote((cited,), *_alone(*cited, width, empty)) for cited in group]
    return found


def _whole(context: Context) -> str:
    return context.lead + context.before + context.mark + context.after


def _together(group: Sequence[tuple[Place, Location]], empty: str, longest: int) -> tuple[str, str]:
    """The whole line with every figure marked; other cells are cut to ``longest`` columns."""
    text = max((_whole(location.context) for _, location in group), key=len)
    figures = {
        len(location.context.lead + location.context.before): (location.context.mark, place.role)
        for place, location in reversed(group)
    }
    line, marks, at = "", "", 0
    for start, (mark, role) in sorted(figures.items()):
        if start < at:  # a figure inside another one is marked with it
            continue
        line += _shortened(text[at:start], longest)
        marks += " " * (cell_len(line) - cell_len(marks))
        line += mark or empty
        marks += _SIGN[role] * cell_len(mark or empty)
        at = start + len(mark)
    return line + _shortened(text[at:], longest), marks


def _shortened(text: str, longest: int) -> str:
    if _BAR not in text:  # running text is cut around the figure, not in the middle
        return text
    return _BAR.join(clip(cell, longest) for cell in text.split(_BAR))


def _alone(place: Place, location: Location, width: int, empty: str) -> tuple[str, str]:
    """As much of the line as fits around one figure; a long row label gives way first."""
    context = location.context
    mark = context.mark or empty
    lead = context.lead
    if cell_len(lead) > width // 3:
        lead = clip(lead.removesuffix(_BAR), width // 3 - len(_BAR)) + _BAR
    before, mark, after = window(context.before, mark, context.after, width - cell_len(lead))
    marks = " " * cell_len(lead + before) + _SIGN[place.role] * max(cell_len(mark), 1)
    return lead + before + mark + after, marks
