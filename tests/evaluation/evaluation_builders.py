"""Small documents, findings and relations made by hand."""

from __future__ import annotations

from decimal import Decimal

from reportlint.model.document import Document, Message, Paragraph, Run
from reportlint.model.fact import Facts, Formula, Relation, Term, Verdict
from reportlint.model.figure import Figure, Measure, Position, Quantity, Role
from reportlint.model.finding import Finding, Place, Severity
from reportlint.model.outcome import Coverage, Outcome
from reportlint.model.reading import Reading
from reportlint.model.settings import Lexicon, Profile
from reportlint.model.span import Span

LEXICON = Lexicon(concepts={}, headers={}, phrases={}, words={})


def document(*lines: str, paged: bool = False) -> Document:
    """A text document with these lines; ``paged`` makes each line a page of its own."""
    runs = []
    start = 0
    for number, line in enumerate(lines, start=1):
        span = Span(start, start + len(line))
        runs.append(Run(span, page=number) if paged else Run(span, line=number))
        start += len(line) + 1
    text = "\n".join(lines)
    return Document(
        path="made.txt",
        format="text",
        sha256="ab" * 32,
        text=text,
        runs=tuple(runs),
        blocks=(Paragraph("paragraph", Span(0, len(text))),),
    )


def span(source: Document, text: str, nth: int = 0) -> Span:
    """Where ``text`` stands for the ``nth`` time (from 0)."""
    start = -1
    for _ in range(nth + 1):
        start = source.text.index(text, start + 1)
    return Span(start, start + len(text))


def place(source: Document, text: str, role: str = "evidence", nth: int = 0) -> Place:
    """A cited place."""
    digits = "".join(char for char in text if char.isdigit() or char == ".")
    return Place(
        role="claim" if role == "claim" else "evidence",
        span=span(source, text, nth),
        text=text,
        value=digits or None,
    )


def finding(
    *places: Place,
    severity: Severity = "error",
    check: str = "total-mismatch",
    fingerprint: str = "f",
    root: str | None = None,
) -> Finding:
    """A finding about these places."""
    return Finding(
        message=Message(zh="两处不一致", en="two places disagree"),
        places=places,
        severity=severity,
        check=check,
        fingerprint=fingerprint,
        root=root,
    )


def figure(source: Document, text: str, index: int, nth: int = 0, number: str = "") -> Figure:
    """A figure printed as ``text``; ``number`` where the digits do not spell it."""
    where = span(source, text, nth)
    plain = number or text.replace(",", "")
    quantity = Quantity(
        span=where,
        core=where,
        digits=where,
        number=plain,
        value=Decimal(plain),
        decimals=len(plain.partition(".")[2]),
        unit="万元",
    )
    return Figure(
        index=index,
        span=where,
        text=text,
        quantity=quantity,
        unit="万元",
        measure=Measure.MONEY,
        role=Role.OTHER,
        position=Position.SINGLE,
        label="",
    )


def term(item: Figure) -> Term:
    """The figure as an operand whose base unit is the printed one."""
    return Term(
        span=item.span,
        text=item.text,
        figure=item.index,
        number=item.number,
        unit=item.unit,
        value=item.value,
        decimals=item.decimals,
    )


def relation(claim: Figure, *terms: Figure, verdict: Verdict | None = None) -> Relation:
    """A total of money."""
    return Relation(
        kind="total",
        formula=Formula.SUM,
        claim=term(claim),
        terms=tuple(term(item) for item in terms),
        measure=Measure.MONEY,
        verdict=verdict,
    )


def outcome(
    source: Document,
    *findings: Finding,
    figures: tuple[Figure, ...] = (),
    relations: tuple[Relation, ...] = (),
) -> Outcome:
    """The outcome of one document."""
    reading = Reading(source, figures, (), (), (), ())
    facts = Facts((reading,), (), relations, (), (), Profile("generic"), LEXICON)
    return Outcome(
        sources=(source,),
        state="checked",
        reason=None,
        facts=facts,
        findings=findings,
        skips=(),
        coverage=Coverage(),
    )
