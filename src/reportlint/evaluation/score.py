"""One labelled document against the findings about it: found, missed, false, unsettled."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from reportlint.evaluation.labels import ANY, Label, LabelFigure, LabelledDocument
from reportlint.evaluation.matching import Printed, Target, cited, claims, pool, targets
from reportlint.model.document import Document, Message, Unreadable
from reportlint.model.finding import SEVERITIES, Finding
from reportlint.model.outcome import Outcome
from reportlint.model.wilson import Share

REPORTED = ("error", "warning")
Standing = Literal["true", "false", "unsettled"]


@dataclass(frozen=True, slots=True)
class WrongScore:
    """One labelled error: the finding that reports it, and how many labelled figures it cites.

    ``best`` is the most citing finding of any severity; ``found`` says that it is severe enough.
    """

    label: Label
    best: Finding | None = None
    cited: int = 0
    found: bool = False

    @property
    def complete(self) -> bool:
        """Whether every labelled figure is cited (the stricter measure)."""
        return self.found and self.cited == len(self.label.figures)


@dataclass(frozen=True, slots=True)
class RightScore:
    """One labelled truth, and the errors and warnings that doubt it nevertheless."""

    label: Label
    hits: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Settled:
    """An error or warning with what the labels say of it."""

    finding: Finding
    standing: Standing


@dataclass(frozen=True, slots=True)
class DocumentScore:
    """Everything that the labels say about one document.

    ``problem`` is a reason why it could not be (wholly) judged; ``strays`` are labelled figures
    that are not printed where the label says. A document that could not be read has found nothing.
    """

    entry: LabelledDocument
    wrongs: tuple[WrongScore, ...]
    rights: tuple[RightScore, ...]
    settled: tuple[Settled, ...] = ()
    strays: tuple[tuple[Label, LabelFigure], ...] = ()
    problem: Message | None = None
    document: Document | None = None

    def findings(self, standing: Standing) -> tuple[Finding, ...]:
        """The errors and warnings of one standing, in the order reported."""
        return tuple(s.finding for s in self.settled if s.standing == standing)


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts over any selection of labels and findings."""

    recall: Share
    complete: Share
    hits: Share
    precision: Share
    unsettled: int


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The scores of all labelled documents, in the order of the labels file."""

    documents: tuple[DocumentScore, ...]

    @property
    def exit_code(self) -> int:
        """2 when something could not be judged, 1 for a miss or a false alarm on a right label."""
        if any(score.problem or score.strays for score in self.documents):
            return 2
        tally_all = tally(self.documents)
        missed = tally_all.recall.hits < tally_all.recall.total
        return 1 if missed or tally_all.hits.hits else 0

    def relations(self) -> dict[str, Tally]:
        """Recall and right hits by the relation that the labels name."""
        names = sorted(
            {w.label.relation for d in self.documents for w in d.wrongs}
            | {r.label.relation for d in self.documents for r in d.rights}
        )
        return {
            name: _tally(
                [w for d in self.documents for w in d.wrongs if w.label.relation == name],
                [r for d in self.documents for r in d.rights if r.label.relation == name],
                [],
            )
            for name in names
        }

    def checks(self) -> dict[str, Tally]:
        """By check: the labelled wrongs that it found (of all), and its precision."""
        settled = [s for d in self.documents for s in d.settled]
        wrongs = [w for d in self.documents for w in d.wrongs]
        return {
            name: _tally(
                [_credited(wrong, name) for wrong in wrongs],
                [],
                [s for s in settled if s.finding.check == name],
            )
            for name in sorted({s.finding.check for s in settled})
        }


def tally(documents: Iterable[DocumentScore]) -> Tally:
    """The counts of these documents together."""
    listed = list(documents)
    return _tally(
        [w for d in listed for w in d.wrongs],
        [r for d in listed for r in d.rights],
        [s for d in listed for s in d.settled],
    )


def score(entry: LabelledDocument, outcome: Outcome) -> DocumentScore:
    """What the labels of ``entry`` say about ``outcome``, the result of linting its document."""
    source = outcome.sources[0] if outcome.sources else None
    if isinstance(source, Unreadable):
        return unjudged(entry, source.reason)
    if source is None:
        return unjudged(entry, Message(zh="没有结果。", en="There is no outcome."))
    if entry.sha256 and entry.sha256 != source.sha256.lower():
        return unjudged(
            entry,
            Message(
                zh="文件内容与标注时不同（sha256 不符）。",
                en="The file is not the one that was labelled (sha256 differs).",
            ),
        )
    printed = Printed.of(source)
    wanted = [targets(printed, label.figures) for label in entry.wrong]
    spared = [targets(printed, label.figures) for label in entry.right]
    wrongs = tuple(
        _wrong(label, goal, outcome.findings)
        for label, goal in zip(entry.wrong, wanted, strict=True)
    )
    rights = tuple(
        RightScore(label, _hits(label, goal, wanted, outcome.findings))
        for label, goal in zip(entry.right, spared, strict=True)
    )
    strays = tuple(
        (label, target.figure)
        for label, goal in zip(entry.wrong + entry.right, wanted + spared, strict=True)
        for target in goal
        if not target.spans
    )
    settled = _settle(outcome.findings, wanted, [hit for right in rights for hit in right.hits])
    return DocumentScore(entry, wrongs, rights, settled, strays, _crash(outcome), source)


def unjudged(entry: LabelledDocument, problem: Message) -> DocumentScore:
    """The score of a document that could not be read: every labelled wrong is missed."""
    wrongs = tuple(WrongScore(label) for label in entry.wrong)
    rights = tuple(RightScore(label) for label in entry.right)
    return DocumentScore(entry, wrongs, rights, problem=problem)


def _wrong(label: Label, goal: Sequence[Target], findings: Sequence[Finding]) -> WrongScore:
    needed = min(2, len(goal))
    limit = SEVERITIES.index(label.expect)
    ranked = []
    for finding in findings:
        count = cited(pool(finding, findings), goal)
        if count >= needed:
            enough = SEVERITIES.index(finding.severity) <= limit
            ranked.append((enough, count, cited(finding.places, goal), finding))
    if not ranked:
        return WrongScore(label)
    enough, count, _, best = max(ranked, key=lambda item: item[:3])
    return WrongScore(label, best, count, enough)


def _supports(finding: Finding, goal: Sequence[Target], findings: Sequence[Finding]) -> bool:
    return cited(pool(finding, findings), goal) >= min(2, len(goal))


def _hits(
    label: Label,
    goal: Sequence[Target],
    wrongs: Sequence[Sequence[Target]],
    findings: Sequence[Finding],
) -> tuple[Finding, ...]:
    """The errors and warnings that doubt a right figure.

    A claim may be right in one relation and wrong in another; it is no false alarm when the
    finding reports a labelled wrong of which this very claim is a figure.
    """
    hits = []
    for finding in findings:
        if finding.severity not in REPORTED:
            continue
        doubted = claims(finding)
        excused = any(
            _supports(finding, wrong, findings)
            and any(t.cited_by(p) for t in wrong for p in doubted)
            for wrong in wrongs
        )
        if excused:
            continue
        if label.relation == ANY or any(t.cited_by(p) for t in goal for p in doubted):
            hits.append(finding)
    return tuple(hits)


def _settle(
    findings: Sequence[Finding], wrongs: Sequence[Sequence[Target]], hits: Sequence[Finding]
) -> tuple[Settled, ...]:
    """Each root error or warning once; consequences count only where they do harm.

    A reader sees one finding per root cause, so counting its consequences again would flatter (or
    blame) a check for one and the same slip; a consequence that doubts a right figure is false.
    """
    reported = [finding for finding in findings if finding.severity in REPORTED]
    roots = {finding.fingerprint for finding in reported}
    false_roots = {finding.root for finding in hits if finding.root is not None}
    settled = []
    for finding in reported:
        if any(finding is hit for hit in hits):
            settled.append(Settled(finding, "false"))
        elif finding.root is not None and finding.root in roots:
            continue
        elif any(_supports(finding, wrong, findings) for wrong in wrongs):
            settled.append(Settled(finding, "true"))
        elif not (finding.fingerprint and finding.fingerprint in false_roots):
            settled.append(Settled(finding, "unsettled"))
    return tuple(settled)


def _crash(outcome: Outcome) -> Message | None:
    if not outcome.crashes:
        return None
    return Message(
        zh="；".join(crash.zh for crash in outcome.crashes),
        en="; ".join(crash.en for crash in outcome.crashes),
    )


def _credited(wrong: WrongScore, check: str) -> WrongScore:
    if wrong.best is not None and wrong.best.check == check:
        return wrong
    return WrongScore(wrong.label)


def _tally(
    wrongs: Sequence[WrongScore], rights: Sequence[RightScore], settled: Sequence[Settled]
) -> Tally:
    true = sum(s.standing == "true" for s in settled)
    false = sum(s.standing == "false" for s in settled)
    return Tally(
        recall=Share(sum(w.found for w in wrongs), len(wrongs)),
        complete=Share(sum(w.complete for w in wrongs), len(wrongs)),
        hits=Share(sum(bool(r.hits) for r in rights), len(rights)),
        precision=Share(true, true + false),
        unsettled=sum(s.standing == "unsettled" for s in settled),
    )
