"""When a cited place is a labelled figure: by position in the document, and by printed number.

Labels are written by people reading the page, so blanks, thousands separators and full-width
characters do not count, and a unit may be missing on either side. Everything else is positional:
a label is first found in the canonical text, and a place matches when it stands there.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reportlint.evaluation.labels import LabelFigure
from reportlint.model.document import Document
from reportlint.model.finding import Finding, Place
from reportlint.model.span import Span

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
# A comma is a thousands separator only before exactly three digits: "1,320.84", not "5,6".
_SEPARATOR = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_INVISIBLE = frozenset("\u200b\u200c\u200d\u2060\ufeff")
# A place that prints more numbers than a range does points at a passage, not at a figure.
_MOST_NUMBERS = 2


def normalised(text: str) -> str:
    """``text`` without blanks and thousands separators, in half-width characters."""
    return _normalise(text)[0]


def numbers(text: str) -> tuple[str, ...]:
    """The numbers printed in ``text``, without signs and separators."""
    return tuple(_NUMBER.findall(normalised(text)))


def prints(text: str, number: str) -> bool:
    """Whether ``text`` points at the one figure ``number`` (digits without sign)."""
    printed = numbers(text)
    return number in printed and len(printed) <= _MOST_NUMBERS


@dataclass(frozen=True, slots=True)
class Printed:
    """A document's canonical text prepared for finding labels in it."""

    document: Document
    text: str
    offsets: tuple[int, ...]

    @classmethod
    def of(cls, document: Document) -> Printed:
        """Prepare ``document``."""
        return cls(document, *_normalise(document.text))

    def spans(self, figure: LabelFigure) -> tuple[Span, ...]:
        """Where the labelled figure is printed on its line or page; empty is a label error.

        When number and unit do not stand together (a table prints the unit in its caption), the
        number alone is looked for.
        """
        wanted = normalised(figure.text)
        found = self._occurrences(wanted, figure)
        printed = _NUMBER.findall(wanted)
        if not found and len(printed) == 1 and printed[0] != wanted:
            found = self._occurrences(printed[0], figure)
        return found

    def _occurrences(self, wanted: str, figure: LabelFigure) -> tuple[Span, ...]:
        found = []
        start = self.text.find(wanted) if wanted else -1
        while start >= 0:
            end = start + len(wanted)
            if not (self._joined(start) or self._joined(end)):
                span = Span(self.offsets[start], self.offsets[end - 1] + 1)
                if self._stands_at(span, figure):
                    found.append(span)
            start = self.text.find(wanted, start + 1)
        return tuple(found)

    def _joined(self, index: int) -> bool:
        """Whether cutting the normalised text before ``index`` would cut a printed number."""
        if not 0 < index < len(self.text):
            return False
        before, after = self.text[index - 1], self.text[index]
        gap = self.document.text[self.offsets[index - 1] + 1 : self.offsets[index]]
        if any(char.isspace() for char in gap):
            return False
        if after == ".":
            return before.isdigit() and self.text[index + 1 : index + 2].isdigit()
        if before == ".":
            return after.isdigit() and self.text[max(index - 2, 0) : index - 1].isdigit()
        return before.isdigit() and after.isdigit()

    def _stands_at(self, span: Span, figure: LabelFigure) -> bool:
        runs = tuple(self.document.runs_of(span))
        on_line = figure.line is None or any(run.line == figure.line for run in runs)
        on_page = figure.page is None or any(run.page == figure.page for run in runs)
        return on_line and on_page


@dataclass(frozen=True, slots=True)
class Target:
    """A labelled figure together with where it is printed."""

    figure: LabelFigure
    spans: tuple[Span, ...]

    def cited_by(self, place: Place) -> bool:
        """Whether ``place`` points at this figure.

        A figure in digits must also be the number that the place prints; words (无结转结余) match
        any place that overlaps them.
        """
        if place.document != 0 or not any(span.overlaps(place.span) for span in self.spans):
            return False
        wanted = numbers(self.figure.text)
        if not wanted:
            return True
        if place.value is not None and len(wanted) == 1 and numbers(place.value) == wanted:
            return True
        return all(prints(place.text, number) for number in wanted)


def targets(printed: Printed, figures: Iterable[LabelFigure]) -> tuple[Target, ...]:
    """The labelled figures with their places in the document."""
    return tuple(Target(figure, printed.spans(figure)) for figure in figures)


def cited(places: Iterable[Place], wanted: Sequence[Target]) -> int:
    """How many of the labelled figures the places point at, one place for one figure.

    Without that a single place on a line that prints one number twice would count as two.
    """
    distinct = list({(place.document, place.span): place for place in places}.values())
    edges = [[i for i, place in enumerate(distinct) if t.cited_by(place)] for t in wanted]
    taken: dict[int, int] = {}

    def assign(target: int, seen: set[int]) -> bool:
        """One augmenting step of Kuhn's matching."""
        for place in edges[target]:
            if place in seen:
                continue
            seen.add(place)
            if place not in taken or assign(taken[place], seen):
                taken[place] = target
                return True
        return False

    return sum(assign(target, set()) for target in range(len(edges)))


def pool(finding: Finding, findings: Sequence[Finding]) -> tuple[Place, ...]:
    """All places of one root cause as seen from ``finding``.

    Its own places, those of the finding that it follows from, and those of its consequences.
    """
    places = list(finding.places)
    for other in findings:
        if other is finding:
            continue
        follows = other.root is not None and other.root == finding.fingerprint
        leads = finding.root is not None and finding.root == other.fingerprint
        if follows or leads:
            places.extend(other.places)
    return tuple(places)


def claims(finding: Finding) -> tuple[Place, ...]:
    """The places that the finding doubts."""
    return tuple(place for place in finding.places if place.role == "claim")


def _normalise(text: str) -> tuple[str, tuple[int, ...]]:
    chars: list[str] = []
    offsets: list[int] = []
    for offset, char in enumerate(text):
        if char.isspace() or char in _INVISIBLE:
            continue
        for plain in unicodedata.normalize("NFKC", char):
            chars.append(plain)
            offsets.append(offset)
    joined = "".join(chars)
    drop = {match.start() for match in _SEPARATOR.finditer(joined)}
    kept = [index for index in range(len(joined)) if index not in drop]
    return "".join(joined[index] for index in kept), tuple(offsets[index] for index in kept)
