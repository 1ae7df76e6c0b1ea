"""Executes the examples of checks: place, message and cure. Public for plug-in authors."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import ModuleType

from reportlint.config import settings
from reportlint.model.finding import Finding
from reportlint.model.settings import CheckInfo
from reportlint.model.vocabulary import squeeze
from reportlint.pipeline import Piped, lint_piped
from reportlint.run.registry import describe
from reportlint.sdk import Fails, Passes

_MARK = re.compile(r"\[\[(?P<claim>.*?)\]\]|\{\{(?P<evidence>.*?)\}\}", re.S)


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked stretch of an example: ``start`` and ``end`` in the text without marks."""

    role: str
    start: int
    end: int
    text: str


def unmark(text: str) -> tuple[str, list[Mark]]:
    """Example text without its marks, and the marks."""
    plain = ""
    marks = []
    position = 0
    for match in _MARK.finditer(text):
        plain += text[position : match.start()]
        role = "claim" if match["claim"] is not None else "evidence"
        inner = match[role]
        marks.append(Mark(role, len(plain), len(plain) + len(inner), inner))
        plain += inner
        position = match.end()
    return plain + text[position:], marks


def cured(example: Fails) -> str:
    """The text of a failing example after its cure, without marks."""
    _, marks = unmark(example.text)
    if isinstance(example.cure, Mapping):
        edits = dict(example.cure)
    else:
        claim = next(i for i, mark in enumerate(marks) if mark.role == "claim")
        edits = {claim: example.cure}
    count = -1

    def edit(match: re.Match[str]) -> str:
        nonlocal count
        count += 1
        inner = match["claim"] if match["claim"] is not None else match["evidence"]
        return edits.get(count, inner)

    return _MARK.sub(edit, example.text)


@dataclass(frozen=True, slots=True)
class Found:
    """A finding of an example and where its places stand: (role, line from 1, printed text)."""

    finding: Finding
    places: tuple[tuple[str, int, str], ...]


def findings_of(info: CheckInfo, text: str) -> list[Found]:
    """What one check, alone, finds in ``text`` (read as a text report).

    Raises AssertionError when the check crashes on it.
    """
    chosen = replace(settings(), select=(f"{info.family}/{info.id}",))
    outcome = lint_piped(Piped("example.txt", text.encode()), chosen, (info,))
    if outcome.crashes:
        raise AssertionError(outcome.crashes[0].en)
    found = []
    for finding in outcome.findings:
        assert outcome.facts is not None
        document = outcome.facts.documents[0]
        places = tuple(
            (place.role, document.line_of(place.span) or 0, squeeze(place.text))
            for place in finding.places
        )
        found.append(Found(finding, places))
    return found


def problems(module: ModuleType) -> list[str]:
    """Every way in which the examples of a check module do not hold; empty when all do."""
    info = describe(module)
    found: list[str] = []
    for number, example in enumerate(info.fails):
        found += [f"FAILS[{number}]: {text}" for text in _failing(info, example)]
    for number, example in enumerate(info.passes):
        found += [f"PASSES[{number}]: {text}" for text in _passing(info, example)]
    return found


def _failing(info: CheckInfo, example: Fails) -> list[str]:
    text, marks = unmark(example.text)
    roots = [found for found in findings_of(info, text) if found.finding.root is None]
    if len(roots) != 1:
        return [f"expected one finding, got {[found.finding.message.zh for found in roots]}"]
    finding = roots[0].finding
    out = []
    if finding.message.zh != example.says:
        out.append(f"says {finding.message.zh!r}, not {example.says!r}")
    if example.severity is not None and finding.severity != example.severity:
        out.append(f"severity {finding.severity}, not {example.severity}")
    marked = sorted((m.role, text.count("\n", 0, m.start) + 1, squeeze(m.text)) for m in marks)
    if sorted(roots[0].places) != marked:
        out.append(f"cites {sorted(roots[0].places)}, marked {marked}")
    rest = findings_of(info, unmark(cured(example))[0])
    if rest:
        out.append(f"after the cure it still says {[f.finding.message.zh for f in rest]}")
    return out


def _passing(info: CheckInfo, example: Passes) -> list[str]:
    rest = findings_of(info, example.text)
    return [f"says {found.finding.message.zh!r} though {example.why}" for found in rest]
