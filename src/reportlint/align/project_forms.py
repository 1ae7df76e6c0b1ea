"""Forms on several projects in one submission: what each is on, and which of them a text speaks of.

The name stands in a slot of the form (项目名称), in the line above its table or in its title; a
text speaks of the project that one of its headings names, or its own words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from reportlint.align.view import GridView
from reportlint.model.vocabulary import normalise, squeeze

_SLOT = re.compile(r"项目(?:[（(]政策[）)])?名称")
_ABOVE = re.compile(r"项目名称[：:]\s*([^\s　|\t：:，。]{2,30})")
_IN_TITLE = (
    re.compile(r"自评表[（(](?P<name>[^（）()一二三四五六七八九十\d年]{3,30})[）)]"),
    re.compile(
        r"^(?:附[件表]\s*[\d一二三四五六七八九十]{0,2}[：:.、]?)?(?:20\d\d年度?)?"
        r"(?P<name>[^，。：:（）()]{3,30}?)(?:项目)?(?:支出)?(?:预算)?绩效(?:目标)?自评表"
    ),
)
_TAIL = re.compile(r"(?:专项)?(?:资金|经费|项目|支出)+$")
_OF_ALL = re.compile(r"整体|部门")  # the form of the body itself
_REACH = 160
_SHORTEST = 3


def form_names(views: Sequence[GridView]) -> dict[str, str]:
    """Names of the projects by the key of the table of funds; empty with one such table alone."""
    found: dict[str, str] = {}
    funds = [view for view in views if view.grid.family == "funds"]
    for view in funds:
        core = project_core(_name(view, views))
        if len(core) >= _SHORTEST and not _OF_ALL.search(core):
            found[view.key] = core
    return found if len(funds) > 1 else {}


def project_core(name: str) -> str:
    """A project's name without 项目, 专项资金 and the like at its end."""
    return _TAIL.sub("", normalise(name))


def project_of(section: Sequence[str], subject: str, names: Mapping[str, str]) -> str | None:
    """The key of the form on the project that the headings or the subject of an amount name."""
    places = [normalise(text) for text in reversed(section)]
    if subject.startswith("="):
        places.insert(0, project_core(subject[1:]))
    for place in places:
        found = {key for key, name in names.items() if name in place}
        if len(found) == 1:
            return found.pop()
    return None


def _name(view: GridView, views: Sequence[GridView]) -> str:
    same = [v for v in views if (v.document, v.grid.table) == (view.document, view.grid.table)]
    for other in same:
        cells = sorted(other.grid.cells, key=lambda cell: (cell.row, cell.column))
        filled = [cell for cell in cells if cell.text.strip()]
        for cell, after in pairwise(filled):
            slot = _SLOT.fullmatch(squeeze(cell.text)) is not None and after.row == cell.row
            if slot and not _SLOT.fullmatch(squeeze(after.text)):
                return after.text
    start = min((cell.span.start for other in same for cell in other.grid.cells), default=0)
    text = view.reading.document.text
    above = list(_ABOVE.finditer(text, max(start - _REACH, 0), start))
    if above:
        return above[-1][1]
    titles = [squeeze(title) for title in (view.grid.title, *reversed(view.grid.section[-2:]))]
    for title in titles:
        for pattern in _IN_TITLE:
            if (match := pattern.search(title)) is not None:
                return match["name"]
    return ""
