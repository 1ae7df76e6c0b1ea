"""Page headers, footers and page numbers: what repeats at the edge of the pages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from reportlint.load.pdf.engine import median
from reportlint.load.pdf.layout import PageLayout
from reportlint.load.pdf.lines import Line

Furniture = Literal["header", "footer"]
_EDGE = 0.09  # share of the page height that counts as its edge
_LARGE = 1.25  # a line this much larger than the text is a title
_NUMBER = re.compile(
    r"[-—–－·.\s]*(第\s*)?[\divxIVX一二三四五六七八九十]{1,5}(\s*页)?"
    r"(\s*[/／，,]?\s*共?\s*\d{1,5}(\s*页)?)?[-—–－·.\s]*$"
)
_DIGITS = re.compile(r"\d+")


def page_furniture(pages: Sequence[PageLayout]) -> dict[int, Furniture]:
    """``id(line)`` → header or footer, for lines that belong to the page and not to the text."""
    large = _LARGE * median(_sizes(pages))
    found: dict[int, Furniture] = {}
    for _ in range(3):  # up to three lines of furniture, from the outside in
        more = _outer(pages, found, "header", large) | _outer(pages, found, "footer", large)
        if not more:
            break
        found |= more
    return found


def _sizes(pages: Sequence[PageLayout]) -> Iterator[float]:
    """The height of every printed line, in tables and outside."""
    for page in pages:
        for item in page.items:
            if isinstance(item, Line):
                yield item.size
            else:
                yield from (line.size for cell in item.cells for line in cell.lines)


def _outer(
    pages: Sequence[PageLayout], known: dict[int, Furniture], kind: Furniture, large: float
) -> dict[int, Furniture]:
    """The outermost remaining line of each page where it repeats or is a page number."""
    edge: dict[int, Line] = {}
    groups: dict[tuple[str, int], list[int]] = {}
    for place, page in enumerate(pages):
        items = [item for item in page.items if id(item) not in known]
        if not items:
            continue
        line = items[0] if kind == "header" else items[-1]
        if not isinstance(line, Line) or line.size > large or not _at_edge(line, page, kind):
            continue
        edge[place] = line
        key = (_DIGITS.sub("#", line.text.replace(" ", "")), round(line.middle / 6))
        groups.setdefault(key, []).append(place)
    enough = max(2, min(3, (len(pages) + 1) // 2))
    out: dict[int, Furniture] = {}
    for places in groups.values():
        for place in places:
            line = edge[place]
            numbered = kind == "footer" and _NUMBER.match(line.text) is not None
            if numbered or len(places) >= enough or _beside(edge, groups, place, enough):
                out[id(line)] = kind
    return out


def _beside(
    edge: dict[int, Line], groups: dict[tuple[str, int], list[int]], place: int, enough: int
) -> bool:
    """The same text as a repeating line, a little higher or lower on this page."""
    line = edge[place]
    text = _DIGITS.sub("#", line.text.replace(" ", ""))
    height = round(line.middle / 6)
    return any(len(groups.get((text, height + step), ())) + 1 > enough for step in (-1, 1))


def _at_edge(line: Line, page: PageLayout, kind: Furniture) -> bool:
    if kind == "header":
        return line.bottom < _EDGE * page.height
    return line.top > (1 - _EDGE) * page.height
