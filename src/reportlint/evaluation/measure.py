"""Runs the linter for a measurement: over labelled documents, and over planted faults."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from reportlint import align, load, pipeline, read, run
from reportlint.evaluation import faults
from reportlint.evaluation.faults_report import DocumentFaults
from reportlint.evaluation.labels import LabelledDocument
from reportlint.evaluation.score import DocumentScore, Evaluation, score, unjudged
from reportlint.model.document import Document, Message, Unreadable
from reportlint.model.outcome import Outcome
from reportlint.model.settings import Settings
from reportlint.run import registry, verdicts
from reportlint.workers import Failure


@dataclass(frozen=True, slots=True)
class Analysis:
    """The pipeline behind the loader, as a value that can be sent to a worker process."""

    settings: Settings

    def __call__(self, document: Document) -> Outcome:
        """The outcome of a document that is already loaded."""
        reading = read.reading(document, self.settings.lexicon)
        facts = align.facts(
            (reading,), self.settings.lexicon, self.settings.profiles, self.settings.profile
        )
        return run.outcome(facts, self.settings, registry.discover())


def against_labels(
    entries: Sequence[LabelledDocument],
    folder: Path,
    settings: Settings,
    *,
    jobs: int | None = None,
    on_failure: Callable[[Failure], None] = lambda failure: None,
) -> Evaluation:
    """The score of every labelled document; ``entries`` are relative to ``folder``.

    Documents are linted in ``jobs`` worker processes (one per processor by default);
    ``on_failure`` is told when one of them fails.
    """
    found = [entry for entry in entries if (folder / entry.document).is_file()]
    submissions = [(str(folder / entry.document),) for entry in found]
    outcomes: Iterable[Outcome] = ()
    if found:
        outcomes = pipeline.lint_stream(
            submissions, settings, jobs, intermediates=False, on_failure=on_failure
        )
    scores: dict[str, DocumentScore] = {
        entry.document: score(entry, outcome)
        for entry, outcome in zip(found, outcomes, strict=True)
    }
    missing = Message(zh="文件不存在。", en="There is no such file.")
    return Evaluation(
        tuple(scores.get(entry.document) or unjudged(entry, missing) for entry in entries)
    )


def against_faults(
    path: str,
    settings: Settings,
    *,
    seed: int = 0,
    all_digits: bool = False,
    jobs: int | None = None,
) -> DocumentFaults:
    """Plant faults into the document at ``path`` and count what is found.

    ``jobs`` worker processes share the faults (one per processor by default).
    """
    nothing = faults.Plan((), 0, 0)
    document = load.document(path, settings.limits, settings.engine)
    if isinstance(document, Unreadable):
        return DocumentFaults(path, nothing, (), problem=document.reason)
    analyse = Analysis(settings)
    baseline = analyse(document)
    planned = faults.plan(baseline, verdicts.judge, seed=seed, all_digits=all_digits)
    trials = faults.run(
        document, baseline, planned.faults, analyse, jobs=jobs or os.cpu_count() or 1
    )
    crash = baseline.crashes[0] if baseline.crashes else None
    return DocumentFaults(path, planned, trials, document, crash)
