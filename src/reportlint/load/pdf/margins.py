"""Where the text of each page may stand: margins, line distance, depth."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from reportlint.load.pdf.engine import median
from reportlint.load.pdf.furniture import Furniture
from reportlint.load.pdf.grid import Grid
from reportlint.load.pdf.layout import PageLayout
from reportlint.load.pdf.lines import Line
from reportlint.load.pdf.reflow import Margins, text_end

_NEAR = 45.0  # an indent of two or three characters


def all_margins(pages: Sequence[PageLayout], furniture: dict[int, Furniture]) -> list[Margins]:
    """The text area of every page, taken from its long lines, or from pages of the same width."""
    own: list[Margins | None] = []
    votes: dict[int, dict[tuple[int, int], list[Margins]]] = {}
    for page in pages:
        found = _own_margins(page, furniture)
        if found is not None:
            vote = votes.setdefault(round(page.width), {})
            place = (round(found.left / 4), round(found.right / 4))
            vote.setdefault(place, []).append(found)
        own.append(found)
    usual = {width: max(vote.values(), key=len)[0] for width, vote in votes.items()}
    return [
        _settled(page, found, usual.get(round(page.width)), furniture)
        for page, found in zip(pages, own, strict=True)
    ]


def _long_lines(page: PageLayout, furniture: dict[int, Furniture]) -> list[Line]:
    return [
        line
        for line in page.lines
        if id(line) not in furniture and line.x1 - line.x0 > 0.4 * page.width
    ]


def _own_margins(page: PageLayout, furniture: dict[int, Furniture]) -> Margins | None:
    """Margins from the long lines of a page, None when there are hardly any."""
    lines = _long_lines(page, furniture)
    if len(lines) < 3:
        return None
    em = median(line.size for line in lines)
    return Margins(
        _outermost([line.x0 for line in lines], em),
        -_outermost([-text_end(line) for line in lines], em),
    )


def _settled(
    page: PageLayout, own: Margins | None, usual: Margins | None, furniture: dict[int, Furniture]
) -> Margins:
    """Margins of a page; where its own lines leave them open, those of the other pages count.

    Lines that all begin at one place may all be indented; without two lines that end at one place
    all may be short.
    """
    fallback = _fallback(page, furniture)
    if own is None:
        return usual or fallback
    lines = _long_lines(page, furniture)
    left, right = own.left, own.right
    indented = all(line.x0 - left < 6 for line in lines)
    if indented and usual is not None and 0 < left - usual.left < _NEAR:
        left = usual.left
    if sum(text_end(line) > right - 3 for line in lines) < 2:
        near = usual is not None and 0 < usual.right - right < _NEAR
        right = usual.right if near and usual is not None else max(right, fallback.right)
    return Margins(left, right)


def _outermost(values: list[float], em: float) -> float:
    """The smallest value that is not a lone outlier."""
    ordered = sorted(values)
    return ordered[0] if ordered[1] - ordered[0] < 1.5 * em else ordered[1]


def _fallback(page: PageLayout, furniture: dict[int, Furniture]) -> Margins:
    lines = [line for line in page.lines if id(line) not in furniture]
    tables = [item for item in page.items if isinstance(item, Grid)]
    lefts = [line.x0 for line in lines] + [grid.xs[0] for grid in tables]
    rights = [line.x1 for line in lines] + [grid.xs[-1] for grid in tables]
    left = min(lefts, default=0.1 * page.width)
    # Few short lines say little about the right margin: take it to mirror the left one.
    return Margins(left, max([*rights, page.width - left]))


def leading_of(page: PageLayout, furniture: dict[int, Furniture]) -> float:
    """The usual distance between lines of the page: a lower quartile, for paragraphs have gaps."""
    lines = [line for line in page.lines if id(line) not in furniture]
    steps = sorted(
        after.middle - before.middle
        for before, after in pairwise(lines)
        if after.middle - before.middle > 0.6 * before.size
    )
    return steps[len(steps) // 4] if steps else 0.01


def floors(pages: Sequence[PageLayout], furniture: dict[int, Furniture]) -> list[float]:
    """How far down each page is used, by the pages of its size."""
    deepest: dict[tuple[int, int], float] = {}
    for page in pages:
        key = (round(page.width), round(page.height))
        for item in page.items:
            if id(item) in furniture:
                continue
            bottom = item.bottom
            deepest[key] = max(deepest.get(key, 0.0), bottom)
    return [deepest.get((round(p.width), round(p.height)), p.height) for p in pages]
