"""The JSON of ``--format json``; its schema is ``data/schemas/findings-1.json``."""

from __future__ import annotations

import json
from typing import Any, TextIO

from reportlint.model.document import Document, Message, Unreadable
from reportlint.model.fact import Relation
from reportlint.model.finding import SEVERITIES, Finding, Place
from reportlint.model.outcome import Outcome
from reportlint.model.span import Box
from reportlint.render.passed import used
from reportlint.render.places import Sources
from reportlint.render.report import Options, Run, claim, ordered
from reportlint.render.words import RELATION_FAMILY

SCHEMA = "reportlint.findings/1"


class JsonReport:
    """Collects the documents as plain data (outcomes are let go) and writes one JSON object."""

    def __init__(self, stream: TextIO, run: Run, options: Options) -> None:
        self._stream = stream
        self._run = run
        self._options = options
        self._documents: list[dict[str, Any]] = []

    def add(self, outcome: Outcome) -> None:
        """Append one entry per source of the outcome."""
        self._documents += documents(outcome, self._options, first=len(self._documents))

    def close(self) -> None:
        """Write the object: schema, run, documents, summary."""
        report = {
            "schema": SCHEMA,
            "run": {
                "version": self._run.version,
                "date": self._run.date,
                "profile": self._run.profile,
                "lexicon": self._run.lexicon,
                "settings": self._run.settings,
            },
            "documents": self._documents,
            "summary": summary(self._documents),
        }
        write(report, self._stream)


def write(data: dict[str, Any], stream: TextIO) -> None:
    """Write ``data`` as indented JSON, keys in the order of the contract, one final newline."""
    json.dump(data, stream, ensure_ascii=False, indent=1)
    stream.write("\n")


def summary(entries: list[dict[str, Any]]) -> dict[str, int]:
    """Counts over all documents: findings by severity, unreadable sources."""
    severities = [finding["severity"] for entry in entries for finding in entry["findings"]]
    counts: dict[str, int] = {level: severities.count(level) for level in SEVERITIES}
    unreadable = sum(entry["outcome"] == "unreadable" for entry in entries)
    return {"documents": len(entries), **counts, "unreadable": unreadable}


def documents(outcome: Outcome, options: Options, first: int = 0) -> list[dict[str, Any]]:
    """One entry per source; findings stand under the source of their claim place.

    ``first`` is the number that the first source gets in the whole report.
    """
    sources = Sources(outcome)
    entries = [_source(source, outcome, options.lang) for source in outcome.sources]
    for finding in ordered(outcome.findings):
        entry = entries[sources.index(claim(finding).document)]
        entry["findings"].append(_finding(finding, sources, options, first))
    if options.passed:
        for relation in outcome.passed:
            entry = entries[sources.index(relation.claim.document)]
            entry["passed"].append(_passed(relation, sources, options, first))
    return entries


def _source(source: Document | Unreadable, outcome: Outcome, lang: str) -> dict[str, Any]:
    unreadable = isinstance(source, Unreadable)
    reason: Message | None = source.reason if isinstance(source, Unreadable) else outcome.reason
    coverage = outcome.coverage
    return {
        "path": source.path,
        "format": source.format,
        "sha256": source.sha256,
        "profile": None if outcome.facts is None else outcome.facts.profile.name,
        "outcome": "unreadable" if unreadable else outcome.state,
        "reason": None if reason is None else reason.text(lang),
        "pages": source.pages if isinstance(source, Document) else None,
        "notes": [note.text(lang) for note in source.notes] if isinstance(source, Document) else [],
        "coverage": {
            "figures": 0 if unreadable else coverage.figures,
            "not_figures": 0 if unreadable else coverage.not_figures,
            "unread": 0 if unreadable else coverage.unread,
            "aligned": 0 if unreadable else coverage.aligned,
            "checked": 0 if unreadable else coverage.checked,
            "skipped": []
            if unreadable
            else [{"reason": why.text(lang), "count": count} for why, count in coverage.skipped],
        },
        "crashes": [] if unreadable else [crash.text(lang) for crash in outcome.crashes],
        "passed": [],
        "findings": [],
    }


def _finding(finding: Finding, sources: Sources, options: Options, first: int) -> dict[str, Any]:
    cause = finding.cause
    return {
        "check": finding.check,
        "family": finding.family,
        "severity": finding.severity,
        "confidence": finding.confidence,
        "message": finding.message.text(options.lang),
        "arithmetic": finding.arithmetic,
        "correction": None if finding.correction is None else finding.correction.text,
        "corrects": _corrects(finding),
        "cause": None
        if cause is None
        else {"kind": cause.kind, "message": cause.message.text(options.lang)},
        "fingerprint": finding.fingerprint,
        "root": finding.root,
        "decision": None
        if finding.decision is None
        else {
            "kind": finding.decision.kind,
            "message": finding.decision.message.text(options.lang),
        },
        "places": [_place(place, sources, options, first) for place in finding.places],
    }


def _corrects(finding: Finding) -> int | None:
    """Which of the places the correction is for."""
    mend = finding.correction
    if mend is None:
        return None
    at = ((place.document, place.span) for place in finding.places)
    return next((i for i, where in enumerate(at) if where == (mend.document, mend.span)), None)


def _passed(relation: Relation, sources: Sources, options: Options, first: int) -> dict[str, Any]:
    stated, *terms = used(relation)
    places = [stated.place("claim"), *(term.place("evidence") for term in terms)]
    verdict = relation.verdict
    return {
        "relation": relation.kind,
        "family": RELATION_FAMILY.get(relation.kind, "other"),
        "status": None if verdict is None else verdict.status.value,
        "arithmetic": "" if verdict is None else verdict.arithmetic,
        "places": [_place(place, sources, options, first) for place in places],
    }


def _place(place: Place, sources: Sources, options: Options, first: int) -> dict[str, Any]:
    at = sources.locate(place)
    entry = {
        "document": first + sources.index(place.document),
        "role": place.role,
        "text": place.text,
        "value": place.value,
        "unit": place.unit,
        "label": place.label,
        "line": at.line,
        "page": at.page,
        "boxes": [{"page": box.page, "box": corners(box)} for box in at.boxes],
        "sheet": at.sheet,
        "cell": at.cell,
        "paragraph": at.paragraph,
        "table": at.table,
        "row": at.row,
        "column": at.column,
    }
    if not options.redact:
        entry["context"] = at.context.line()
    return entry


def corners(box: Box) -> list[float]:
    """``[x0, top, x1, bottom]`` in points, to the hundredth."""
    return [round(edge, 2) for edge in (box.x0, box.top, box.x1, box.bottom)]
