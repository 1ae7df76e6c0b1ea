"""What a check yields: findings with both places, and skips with a reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from reportlint.model.document import Message
from reportlint.model.span import Span

Severity = Literal["error", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")


@dataclass(frozen=True, slots=True)
class Place:
    """One cited place. ``document`` is the index within the submission.

    ``text`` is as printed ("" for an empty slot), ``value`` the printed number without
    separators, None for an empty slot or a text claim. Line, page, boxes and context are derived
    from ``span`` and the document when rendering.
    """

    role: Literal["claim", "evidence"]
    span: Span
    text: str
    value: str | None = None
    unit: str | None = None
    label: str = ""
    document: int = 0
    table: int | None = None
    row: int | None = None
    column: int | None = None


@dataclass(frozen=True, slots=True)
class Cause:
    """The likely explanation of a difference (domain.md §7.2-9)."""

    kind: str
    message: Message


@dataclass(frozen=True, slots=True)
class Correction:
    """What one printed figure would have to read for every relation that holds it to agree.

    ``text`` is the number in the unit of the figure, without separators.
    """

    text: str
    document: int
    span: Span


@dataclass(frozen=True, slots=True)
class Decision:
    """A conclusion that turns over when the figure is put right (domain.md §7.2-10).

    ``kind`` is one of target, grade, budget, direction.
    """

    kind: str
    message: Message


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that disagrees: one sentence, both places, the arithmetic.

    ``root`` is the fingerprint of the finding from which this one follows, None for a root.
    ``cluster`` names the topic shared by findings that have one root, empty for none.
    ``correction`` is filled where only one would mend all, ``decision`` where one depends on it.
    ``confidence`` (0–1) speaks of the alignment, not of the consequence.
    """

    message: Message
    places: tuple[Place, ...]
    arithmetic: str = ""
    confidence: float = 1.0
    severity: Severity = "error"
    check: str = ""
    family: str = ""
    correction: Correction | None = None
    decision: Decision | None = None
    cause: Cause | None = None
    fingerprint: str = ""
    root: str | None = None
    cluster: str = ""


@dataclass(frozen=True, slots=True)
class Skip:
    """Something that could not be checked, and why. Counted and shown, never a finding."""

    reason: Message
    places: tuple[Place, ...] = ()
    check: str = ""
