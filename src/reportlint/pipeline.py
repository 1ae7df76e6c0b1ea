"""The whole program: load documents, read figures, align them into facts, run the checks."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from time import perf_counter

from reportlint import align, config, load, read, run, workers
from reportlint.failures import failed, unreadable
from reportlint.load import walk
from reportlint.model.document import Document, Unreadable
from reportlint.model.outcome import Outcome
from reportlint.model.settings import CheckInfo, Lexicon, Settings
from reportlint.run import registry

_NO_LEXICON = Lexicon({}, {}, {}, {})


@dataclass(frozen=True, slots=True)
class Piped:
    """A document that is not a file (standard input); ``path`` is what the output calls it."""

    path: str
    data: bytes


Source = str | Piped


def lint(paths: str | Sequence[str], config_file: str | None = None) -> tuple[Outcome, ...]:
    """Check files, folders and globs, each file as its own submission, with default settings.

    Works in worker processes: on Windows and macOS call it under ``if __name__ == "__main__"``.
    """
    patterns = [paths] if isinstance(paths, str) else list(paths)
    submissions = [(path,) for path in walk.sources(patterns).paths]
    return tuple(lint_stream(submissions, config.settings(config_file)))


def lint_stream(
    submissions: Iterable[Sequence[Source]],
    settings: Settings,
    jobs: int | None = None,
    *,
    intermediates: bool = True,
    on_failure: Callable[[workers.Failure], None] = lambda failure: None,
) -> Iterator[Outcome]:
    """Outcomes in the order of ``submissions``, each as soon as it is ready.

    Every submission is checked in a worker process under ``settings.limits``; ``jobs`` is their
    number (default: one per processor), 0 checks in this process. A worker that crashes, hangs or
    runs out of memory costs its own submission only, and ``on_failure`` is told what happened.
    Without ``intermediates`` the readings and relations stay behind in the worker.
    """
    todo = [tuple(sources) for sources in submissions]
    processes = min(len(todo), _processors()) if jobs is None else jobs
    one = partial(lint_one, settings=settings)
    if processes == 0:
        results: Iterator[Outcome | workers.Failure] = (
            workers.attempt(one, sources) for sources in todo
        )
    else:
        results = workers.stream(
            partial(_packed, settings=settings, intermediates=intermediates),
            todo,
            jobs=min(processes, len(todo)),
            seconds=settings.limits.seconds,
            memory_mb=settings.limits.memory_mb,
        )
    for sources, result in zip(todo, results, strict=True):
        if isinstance(result, workers.Failure):
            on_failure(result)
            paths = [source if isinstance(source, str) else source.path for source in sources]
            yield failed(paths, result, settings.limits)
        elif result.facts is None:
            yield result
        else:
            yield replace(result, facts=replace(result.facts, lexicon=settings.lexicon))


def lint_one(sources: Sequence[Source], settings: Settings) -> Outcome:
    """Check one submission (usually one file) in this process; no limits of time and memory.

    What cannot be read is an ``Unreadable`` among the outcome's sources, not an exception.
    """
    started = perf_counter()
    loaded = tuple(_load(source, settings) for source in sources)
    documents = [source for source in loaded if isinstance(source, Document)]
    broken = [source for source in loaded if isinstance(source, Unreadable)]
    if not documents:
        return unreadable(loaded, broken[0].reason, perf_counter() - started)
    readings = tuple(read.reading(document, settings.lexicon) for document in documents)
    facts = align.facts(readings, settings.lexicon, settings.profiles, settings.profile)
    outcome = run.outcome(facts, settings, registry.discover())
    if broken:
        outcome = replace(outcome, state="partly-checked", reason=broken[0].reason)
    return replace(outcome, sources=loaded, seconds=perf_counter() - started)


def lint_piped(source: Piped, settings: Settings, checks: Sequence[CheckInfo]) -> Outcome:
    """Check one piece of text with the given checks only; what examples run through."""
    document = _load(source, settings)
    if isinstance(document, Unreadable):
        return unreadable((document,), document.reason, 0.0)
    readings = (read.reading(document, settings.lexicon),)
    facts = align.facts(readings, settings.lexicon, settings.profiles, settings.profile)
    return run.outcome(facts, settings, checks)


def _load(source: Source, settings: Settings) -> Document | Unreadable:
    if isinstance(source, Piped):
        return load.document_from_bytes(source.data, source.path, settings.limits, settings.engine)
    return load.document(source, settings.limits, settings.engine)


def _packed(sources: Sequence[Source], settings: Settings, intermediates: bool) -> Outcome:
    """``lint_one`` with what the other process has already, or does not want, taken out."""
    outcome = lint_one(sources, settings)
    if outcome.facts is None:
        return outcome
    facts = replace(outcome.facts, lexicon=_NO_LEXICON)
    if not intermediates:
        facts = replace(facts, readings=(), facts=(), relations=(), claims=(), skips=(), index={})
    return replace(outcome, facts=facts)


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
