"""What became of the planted faults, counted by document and by kind of relation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from reportlint.evaluation.faults import Fault, Plan, Result, Trial
from reportlint.evaluation.report import where
from reportlint.model.document import Document, Message
from reportlint.model.wilson import Share

SCHEMA = "reportlint.faults/1"

_WORDS: Mapping[str, Message] = {
    "all": Message("全部", "all"),
    "documents": Message("按文件", "by document"),
    "kinds": Message("按关系", "by kind of relation"),
    "figures": Message("关系中的数字 {}（共读出 {}）", "{} figures in relations (of {} read)"),
    "faults": Message("改动 {}", "{} faults"),
    "decidable": Message("可判定 {}", "{} decidable"),
    "undecidable": Message("不可判定 {}", "{} undecidable"),
    "undefined": Message("其中缺数据 {}", "{} of these for want of data"),
    "needless": Message("其中仍有新提示 {}", "{} of these reported nevertheless"),
    "left": Message(
        "未改动：汉字数字 {}，其他 {}", "left out: {} spelled out in words, {} otherwise"
    ),
    "found": Message("发现", "found"),
    "located": Message("发现且位置正确", "found at the right place"),
    "crashed": Message("出错 {}", "{} crashed"),
    "bystanders": Message("旁及 {}（涉及 {} 处改动）", "{} bystanders (in {} faults)"),
    "missed": Message("漏报", "missed"),
    "elsewhere": Message("位置不对", "found elsewhere"),
    "problems": Message("未能核对", "could not be judged"),
}


@dataclass(frozen=True, slots=True)
class DocumentFaults:
    """The planted faults of one document; ``problem`` says why there are none."""

    path: str
    plan: Plan
    trials: tuple[Trial, ...]
    document: Document | None = None
    problem: Message | None = None


@dataclass(frozen=True, slots=True)
class FaultTally:
    """Counts over any selection of planted faults; shares are of the decidable ones."""

    faults: int
    found: Share
    located: Share
    undecidable: int
    undefined: int
    needless: int
    crashed: int
    bystanders: int
    crowded: int

    @classmethod
    def of(cls, trials: Sequence[Trial]) -> FaultTally:
        """The counts of ``trials``."""
        decidable = [trial for trial in trials if trial.fault.decidable]
        others = [trial for trial in trials if not trial.fault.decidable]
        told = (Result.LOCATED, Result.ELSEWHERE)
        located = sum(trial.result is Result.LOCATED for trial in decidable)
        return cls(
            faults=len(trials),
            found=Share(sum(trial.result in told for trial in decidable), len(decidable)),
            located=Share(located, len(decidable)),
            undecidable=len(others),
            undefined=sum(trial.fault.undefined for trial in others),
            needless=sum(trial.result in told for trial in others),
            crashed=sum(trial.result is Result.CRASHED for trial in trials),
            bystanders=sum(trial.bystanders for trial in trials),
            crowded=sum(trial.bystanders > 0 for trial in trials),
        )


def by_kind(documents: Iterable[DocumentFaults]) -> dict[str, FaultTally]:
    """Counts by kind of relation; a fault counts under every kind that it breaks.

    An undecidable fault counts under every kind that holds its figure.
    """
    kinds: dict[str, list[Trial]] = {}
    for document in documents:
        for trial in document.trials:
            for kind in trial.fault.broken or trial.fault.kinds:
                kinds.setdefault(kind, []).append(trial)
    return {kind: FaultTally.of(kinds[kind]) for kind in sorted(kinds)}


def exit_code(documents: Iterable[DocumentFaults]) -> int:
    """2 when something could not be judged, 1 when a decidable fault is not rightly located."""
    listed = list(documents)
    total = FaultTally.of([trial for document in listed for trial in document.trials])
    if total.crashed or any(document.problem for document in listed):
        return 2
    return 1 if total.located.hits < total.located.total else 0


def to_text(documents: Sequence[DocumentFaults], lang: str = "zh") -> str:
    """Shares found and the list of missed faults, as plain text ending in a newline."""
    lines = [f"== {word('all', lang)}"]
    lines += _rows(FaultTally.of([t for d in documents for t in d.trials]), lang)
    plans = [document.plan for document in documents]
    lines += _coverage(plans, lang)
    lines += ["", f"== {word('documents', lang)}"]
    for document in documents:
        lines.append(document.path)
        if document.problem is not None:
            lines.append(f"  {word('problems', lang)}: {document.problem.text(lang)}")
            continue
        lines += _rows(FaultTally.of(document.trials), lang)
        lines += _coverage([document.plan], lang)
    lines += ["", f"== {word('kinds', lang)}"]
    for kind, counts in by_kind(documents).items():
        lines += [kind, *_rows(counts, lang)]
    for result in (Result.MISSED, Result.ELSEWHERE, Result.CRASHED):
        listed = list(_listed(documents, result, lang))
        if listed:
            title = word("missed" if result is Result.MISSED else str(result), lang)
            lines += ["", f"== {title.format('').strip()} ({len(listed)})", *listed]
    return "\n".join(lines) + "\n"


def to_json(documents: Sequence[DocumentFaults], seed: int) -> dict[str, Any]:
    """The same as a JSON object, schema ``reportlint.faults/1``."""
    return {
        "schema": SCHEMA,
        "seed": seed,
        "all": _json(FaultTally.of([t for d in documents for t in d.trials])),
        "kinds": {kind: _json(counts) for kind, counts in by_kind(documents).items()},
        "documents": [
            {
                "path": document.path,
                "problem": None
                if document.problem is None
                else {"zh": document.problem.zh, "en": document.problem.en},
                "figures": document.plan.figures,
                "related": document.plan.related,
                "worded": document.plan.worded,
                "unchangeable": document.plan.unchangeable,
                "counts": _json(FaultTally.of(document.trials)),
                "faults": [_fault_json(document, trial) for trial in document.trials],
            }
            for document in documents
        ],
    }


def word(key: str, lang: str) -> str:
    """A fixed word of this report."""
    return _WORDS[key].text(lang)


def _rows(counts: FaultTally, lang: str) -> Iterator[str]:
    cells = [
        word("faults", lang).format(counts.faults),
        word("decidable", lang).format(counts.located.total),
    ]
    for key, count in (
        ("undecidable", counts.undecidable),
        ("undefined", counts.undefined),
        ("needless", counts.needless),
        ("crashed", counts.crashed),
    ):
        if count:
            cells.append(word(key, lang).format(count))
    cells.append(word("bystanders", lang).format(counts.bystanders, counts.crowded))
    yield f"  {' · '.join(cells)}"
    yield f"  {word('found', lang)} {counts.found}"
    yield f"  {word('located', lang)} {counts.located}"


def _coverage(plans: Sequence[Plan], lang: str) -> Iterator[str]:
    related = sum(plan.related for plan in plans)
    cells = [
        word("figures", lang).format(related, sum(plan.figures for plan in plans)),
        word("left", lang).format(
            sum(plan.worded for plan in plans), sum(plan.unchangeable for plan in plans)
        ),
    ]
    yield f"  {' · '.join(cells)}"


def _listed(documents: Sequence[DocumentFaults], result: Result, lang: str) -> Iterator[str]:
    for document in documents:
        for trial in document.trials:
            if trial.result is not result:
                continue
            if result is not Result.CRASHED and not trial.fault.decidable:
                continue
            fault = trial.fault
            place = where(document.document, fault.figure.span, lang)
            kinds = ", ".join(fault.broken or fault.kinds)
            reason = f" – {trial.reason}" if trial.reason else ""
            label = f" {fault.figure.label}" if fault.figure.label else ""
            yield (
                f"{document.path}: {place} “{fault.figure.text}” → {fault.printed}"
                f" ({kinds}){label}{reason}"
            )


def _fault_json(document: DocumentFaults, trial: Trial) -> dict[str, Any]:
    fault: Fault = trial.fault
    source = document.document
    return {
        "text": fault.figure.text,
        "changed": fault.printed,
        "line": None if source is None else source.line_of(fault.figure.span),
        "page": None if source is None else source.page_of(fault.figure.span),
        "kinds": list(fault.kinds),
        "broken": list(fault.broken),
        "decidable": fault.decidable,
        "result": str(trial.result),
        "bystanders": trial.bystanders,
        "reason": trial.reason or None,
    }


def _json(counts: FaultTally) -> dict[str, Any]:
    return {
        "faults": counts.faults,
        "decidable": counts.located.total,
        "found": counts.found.json(),
        "located": counts.located.json(),
        "undecidable": counts.undecidable,
        "undefined": counts.undefined,
        "reported_though_undecidable": counts.needless,
        "crashed": counts.crashed,
        "bystanders": counts.bystanders,
    }
