"""Facts (what each figure states) and relations (which figures must agree, and how)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from reportlint.model.document import Document, Message
from reportlint.model.figure import Comparator, Figure, Measure, Role
from reportlint.model.finding import Cause, Correction, Place, Skip
from reportlint.model.reading import Reading
from reportlint.model.settings import Lexicon, Profile
from reportlint.model.span import Span


class Status(StrEnum):
    """Verdict of a relation (domain.md §7, tolerance-vectors.yaml)."""

    EXACT = "exact"
    ROUNDING = "rounding"
    TRUNCATED = "truncated"
    PARTIAL = "partial"  # a list that need not be complete stays below its whole
    ERROR = "error"
    UNMET = "unmet"  # a result that misses its target: no contradiction by itself
    UNDEFINED = "undefined"


# Topic of a relation between two mentions of a conclusion: total score, budget, execution, rate …
HEADLINE = "headline"
# Topics of a sum to report only if other sums of its table hold: of a total row at the top, of
# the levels of a numbered list, of a list that may go on, of what the rows have left.
TOP_TOTAL = "total-to-be-borne-out"
LEVEL_TOTAL = "levels-to-be-borne-out"
OPEN_END = "list-to-be-borne-out"
# What is left of the budget of each row, by a column of its own.
ROW_BALANCE = "balances-to-be-borne-out"

EXACTLY = frozenset({Status.EXACT, Status.ROUNDING})
HOLDS = EXACTLY | {Status.TRUNCATED, Status.PARTIAL}


class Formula(StrEnum):
    """The arithmetic of a relation; ``claim`` is the stated side."""

    SUM = "sum"  # claim = Σ sign·term
    RATIO = "ratio"  # claim % = first / second
    GROWTH = "growth"  # claim % = (first − second) / second
    CHANGE_RATE = "change-rate"  # claim % = first / (second − first), first a signed change
    EQUAL = "equal"  # claim = first
    AT_MOST = "at-most"  # claim ≤ first (or Σ of claim-side terms ≤ first)
    DAYS = "days"  # claim = number of days between two dates
    MEETS = "meets"  # claim satisfies the first operand, a target with its comparator
    CLAIM = "claim"  # a statement in words that the terms support or refute


@dataclass(frozen=True, slots=True)
class Term:
    """One operand: a figure, an empty slot (``figure`` None) or words; ``sign`` is +1 or −1.

    A blank slot has an empty ``text``. ``value`` is the printed number times ``scale``, in the
    base unit of the relation; None for a blank or a text.
    """

    span: Span
    text: str
    label: str = ""
    figure: int | None = None
    document: int = 0
    number: str | None = None
    unit: str | None = None
    value: Decimal | None = None
    decimals: int = 0
    sign: int = 1
    scale: Decimal = Decimal(1)
    comparator: Comparator = Comparator.EQ
    upper: Decimal | None = None
    measure: Measure | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None

    def place(self, role: str) -> Place:
        """This operand as a cited place."""
        return Place(
            role="claim" if role == "claim" else "evidence",
            span=self.span,
            text=self.text,
            value=self.number,
            unit=self.unit,
            label=self.label,
            document=self.document,
            table=self.table,
            row=self.row,
            column=self.column,
        )


def term(figure: Figure, document: int = 0, *, sign: int = 1, negate: bool = False) -> Term:
    """A figure as operand. ``negate`` reads the printed number as a decrease (减少 x)."""
    scale = -figure.scale if negate else figure.scale
    return Term(
        span=figure.span,
        text=figure.text,
        label=figure.label,
        figure=figure.index,
        document=document,
        number=figure.number,
        unit=figure.unit,
        value=figure.value * scale,
        decimals=figure.decimals,
        sign=sign,
        scale=scale,
        comparator=figure.comparator,
        upper=figure.quantity.upper,
        measure=figure.measure,
        table=figure.table,
        row=figure.row,
        column=figure.column,
    )


@dataclass(frozen=True, slots=True)
class Verdict:
    """Outcome of the arithmetic of one relation.

    ``expected`` is the recomputed value in the printed unit of the claim; ``difference`` is
    stated minus expected. ``arithmetic`` is the printed formula, e.g. ``a + b = c ≠ d``.
    """

    status: Status
    arithmetic: str = ""
    expected: Decimal | None = None
    difference: Decimal | None = None

    @property
    def holds(self) -> bool:
        """Whether the relation is satisfied (possibly by rounding)."""
        return self.status in HOLDS


@dataclass(frozen=True, slots=True)
class Relation:
    """Figures that must agree, with the reason why they were put together.

    ``kind`` names the family of relation (total, composition, adjustment, rate, …);
    ``alternatives`` are further admissible operand sets and ``other_claims`` further admissible
    stated sides: one that fits clears the statement.
    ``exhaustive`` says that the parts claim to be complete. ``why`` is the derivation for people.
    ``ambiguous`` holds a reason when the operands cannot be told: then it is only a skip.
    ``settled`` False says that the operands are only likely: it can hold, but never fail.
    ``topic`` names what several relations are about together; ``verdict``, ``cause`` and
    ``correction`` are filled in by the run stage.
    """

    kind: str
    formula: Formula
    claim: Term
    terms: tuple[Term, ...]
    measure: Measure
    why: tuple[Message, ...] = ()
    alternatives: tuple[tuple[Term, ...], ...] = ()
    other_claims: tuple[Term, ...] = ()
    exhaustive: bool = True
    confidence: float = 1.0
    ambiguous: Message | None = None
    settled: bool = True
    tolerant: bool = False
    topic: str = ""
    verdict: Verdict | None = None
    cause: Cause | None = None
    correction: Correction | None = None

    @property
    def members(self) -> tuple[Term, ...]:
        """Claim and operands of the main reading."""
        return (self.claim, *self.terms)


@dataclass(frozen=True, slots=True)
class Fact:
    """What one figure states: subject, role, period, unit, and the derivation in words."""

    figure: int
    subject: str
    concept: str | None
    role: Role
    period: str | None
    unit: str | None
    scope: str | None = None
    document: int = 0
    why: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement in words that data can support or refute (无结转结余, 本表为空表 …)."""

    kind: str
    span: Span
    text: str
    document: int = 0
    about: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """The checks' view of everything known about one submission."""

    readings: tuple[Reading, ...]
    facts: tuple[Fact, ...]
    relations: tuple[Relation, ...]
    claims: tuple[Claim, ...]
    skips: tuple[Skip, ...]
    profile: Profile
    lexicon: Lexicon
    index: Mapping[str, tuple[Relation, ...]] = field(default_factory=dict, compare=False)

    @property
    def documents(self) -> tuple[Document, ...]:
        """The loaded documents of the submission."""
        return tuple(reading.document for reading in self.readings)

    def figures(self, document: int = 0) -> tuple[Figure, ...]:
        """The figures of one document."""
        return self.readings[document].figures

    def relations_of(self, *kinds: str) -> Iterator[Relation]:
        """The relations of the given kinds, in document order."""
        for relation in self.relations:
            if relation.kind in kinds:
                yield relation
