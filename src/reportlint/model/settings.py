"""Settings of a run, and the language and local rules that are data: Lexicon and Profile."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from reportlint.model.figure import Role


@dataclass(frozen=True, slots=True)
class Limits:
    """What one submission may use before it is given up with one clear line."""

    seconds: int = 120
    memory_mb: int = 3072
    max_bytes: int = 200_000_000
    max_pages: int = 2000
    max_cells: int = 2_000_000


@dataclass(frozen=True, slots=True)
class Concept:
    """A set of true synonyms: one thing that a header, a row label or a phrase may name.

    ``role`` is what a figure under that word means, None for subjects (收入, 基本支出 …).
    ``parts`` names the concepts that together make up this one, when that set is complete.
    """

    id: str
    words: tuple[str, ...]
    role: Role | None = None
    parts: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of the field, loaded from ``data/lexicon/*.yaml``.

    ``headers`` maps a normalised header word to its concept id; ``phrases`` does the same for
    running text. ``words`` holds named word lists (total words, exhaustive cues, null words …).
    """

    concepts: Mapping[str, Concept]
    headers: Mapping[str, str]
    phrases: Mapping[str, str]
    words: Mapping[str, tuple[str, ...]]
    digest: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Profile:
    """Rules of one province or year; any part may be empty. A document's own notes win.

    ``weights`` holds those of the first-level indicators, ``other_weights`` further sets that the
    rules allow. ``execution`` names the formula of the execution score (``proportional``);
    ``forward`` and ``reverse`` the formulas allowed for a missed number, where more or where less
    is better: ``ratio`` W·B/A, ``inverse`` W·A/B, ``shortfall`` W·(1 − (B − A)/A), ``zero``.
    ``levels`` maps a level of results in words to its percent of the weight; ``grades`` holds
    admissible scales of grades, best first, as (word, lowest score).
    """

    name: str
    full_mark: Decimal | None = None
    execution_weight: Decimal | None = None
    weights: Mapping[str, Decimal] = field(default_factory=dict)
    other_weights: tuple[Mapping[str, Decimal], ...] = ()
    execution: str = ""
    forward: tuple[str, ...] = ()
    reverse: tuple[str, ...] = ()
    levels: Mapping[str, tuple[Decimal, Decimal]] = field(default_factory=dict)
    grades: tuple[tuple[tuple[str, Decimal], ...], ...] = ()
    recognise: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class CheckInfo:
    """One discovered check: its id, family, default severity, code and documentation."""

    id: str
    family: str
    severity: str
    doc: str
    check: Callable[..., Any]
    params: Any
    fails: tuple[Any, ...] = ()
    passes: tuple[Any, ...] = ()
    preview: bool = False
    module: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything a run needs to know besides the documents themselves.

    ``select`` and ``ignore`` hold check ids and families; an empty ``select`` means all checks
    that are on by default.
    """

    lexicon: Lexicon
    profiles: Mapping[str, Profile]
    profile: str | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    engine: str = "auto"
    limits: Limits = Limits()
    params: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    digest: str = ""
