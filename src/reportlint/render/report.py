"""What every output format shares: its options, its interface, and the order of findings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from reportlint.model.finding import Finding, Place
from reportlint.model.outcome import Outcome
from reportlint.model.settings import Settings


@dataclass(frozen=True, slots=True)
class Run:
    """What the output says about the run itself; ``date`` is ISO 8601."""

    version: str
    date: str
    profile: str | None = None
    lexicon: str = ""
    settings: str = ""

    @classmethod
    def of(cls, settings: Settings, version: str, date: str) -> Run:
        """The run description for these settings."""
        return cls(version, date, settings.profile, settings.lexicon.digest, settings.digest)


@dataclass(frozen=True, slots=True)
class Options:
    """How to print: language, and what to add to or leave out of the findings."""

    lang: str = "zh"
    passed: bool = False
    statistics: bool = False
    quiet: bool = False
    redact: bool = False
    width: int | None = None


class Report(Protocol):
    """One output of a run: fed outcome by outcome, closed once."""

    def add(self, outcome: Outcome) -> None:
        """Take the next outcome; a streaming format prints it at once."""

    def close(self) -> None:
        """Print what only the end of the run can say."""


def claim(finding: Finding) -> Place:
    """The place under which a finding is listed: its first claim, else its first place."""
    return next((place for place in finding.places if place.role == "claim"), finding.places[0])


def ordered(findings: Iterable[Finding]) -> list[Finding]:
    """Findings in reading order of their claims; equal places by check and message."""

    def key(finding: Finding) -> tuple[int, int, int, str, str]:
        place = claim(finding)
        span = place.span
        return place.document, span.start, span.end, finding.check, finding.message.zh

    return sorted(findings, key=key)


def families(findings: Iterable[Finding]) -> list[tuple[Finding, list[Finding]]]:
    """Root findings in reading order, each with the findings that follow from it.

    A finding whose root is not in the list (or leads in a circle) stands for itself.
    """
    listed = ordered(findings)
    known = {finding.fingerprint: finding for finding in listed if finding.fingerprint}
    roots: list[Finding] = []
    below: dict[int, list[Finding]] = {}
    for finding in listed:
        top = finding
        seen = {id(finding)}
        while top.root is not None and top.root in known and id(known[top.root]) not in seen:
            top = known[top.root]
            seen.add(id(top))
        if top is finding or (top.root is not None and top.root in known):
            roots.append(finding)
        else:
            below.setdefault(id(top), []).append(finding)
    return [(root, below.get(id(root), [])) for root in roots]
