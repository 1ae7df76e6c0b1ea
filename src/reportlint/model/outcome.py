"""What comes out for one submission: documents, every intermediate, findings and coverage."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from reportlint.model.document import Document, Message, Unreadable
from reportlint.model.fact import Facts, Relation
from reportlint.model.finding import Finding, Skip

State = Literal["checked", "partly-checked", "no-figures", "blank-form", "unreadable"]


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much was read, aligned and checked (counts of figures); skips grouped by reason."""

    figures: int = 0
    not_figures: int = 0
    unread: int = 0
    aligned: int = 0
    checked: int = 0
    skipped: tuple[tuple[Message, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result for one submission (one file, or several read together).

    ``sources`` holds one Document or Unreadable per path, in order. ``facts`` carries readings
    and relations with verdicts; None when nothing could be read. ``crashes`` name checks that
    failed with an internal error: the document is then only partly checked (exit code 2).
    """

    sources: tuple[Document | Unreadable, ...]
    state: State
    reason: Message | None
    facts: Facts | None
    findings: tuple[Finding, ...]
    skips: tuple[Skip, ...]
    coverage: Coverage
    passed: tuple[Relation, ...] = ()
    crashes: tuple[Message, ...] = ()
    seconds: float = 0.0
