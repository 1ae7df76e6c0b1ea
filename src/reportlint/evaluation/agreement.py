"""One document in several formats: the same figures, and the same findings?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportlint.model.outcome import Outcome
from reportlint.model.vocabulary import squeeze

FigureKey = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Agreement:
    """How one file compares with the first: figures by number, unit, role and label.

    ``common`` figures agree in all four; ``missing`` stand only in the first file, ``added`` only
    in this one. Findings are compared by check and message without blanks.
    """

    path: str
    figures: int
    common: int
    missing: tuple[FigureKey, ...]
    added: tuple[FigureKey, ...]
    findings_missing: tuple[str, ...]
    findings_added: tuple[str, ...]
    reason: str = ""

    @property
    def share(self) -> float:
        """Common figures as a share of those of the file that has more."""
        most = max(self.common + len(self.missing), self.common + len(self.added))
        return self.common / most if most else 1.0

    @property
    def complete(self) -> bool:
        """Whether nothing at all differs."""
        lists = (self.missing, self.added, self.findings_missing, self.findings_added)
        return not any(lists) and not self.reason


def compare(paths: Sequence[str], outcomes: Sequence[Outcome], lang: str) -> Iterator[Agreement]:
    """Every file of ``paths`` but the first against the first."""
    first = outcomes[0]
    for path, other in zip(paths[1:], outcomes[1:], strict=True):
        broken = next((o for o in (first, other) if o.facts is None), None)
        if broken is not None:
            reason = broken.reason.text(lang) if broken.reason else "?"
            yield Agreement(path, 0, 0, (), (), (), (), reason)
            continue
        mine, theirs = _figures(first), _figures(other)
        found, told = _findings(first), _findings(other)
        yield Agreement(
            path=path,
            figures=sum(theirs.values()),
            common=sum((mine & theirs).values()),
            missing=tuple(sorted((mine - theirs).elements())),
            added=tuple(sorted((theirs - mine).elements())),
            findings_missing=tuple(sorted((found - told).elements())),
            findings_added=tuple(sorted((told - found).elements())),
        )


def to_text(agreements: Sequence[Agreement], lang: str) -> str:
    """The comparison for people, one block a file."""
    en = lang == "en"
    lines = []
    for item in agreements:
        if item.reason:
            lines.append(f"{item.path}: {item.reason}")
            continue
        word = "figures agree" if en else "个数字一致"
        lines.append(f"{item.path}: {item.common}/{item.figures} {word} ({item.share:.3f})")
        for mark, figures in (("−", item.missing), ("+", item.added)):
            lines += [f"  {mark} {' · '.join(part for part in key if part)}" for key in figures]
        for mark, findings in (("−", item.findings_missing), ("+", item.findings_added)):
            lines += [f"  {mark} {text}" for text in findings]
    return "\n".join(lines) + "\n"


def to_json(agreements: Sequence[Agreement]) -> list[dict[str, object]]:
    """The comparison for programs."""
    return [
        {
            "path": item.path,
            "figures": item.figures,
            "common": item.common,
            "share": item.share,
            "missing": [list(key) for key in item.missing],
            "added": [list(key) for key in item.added],
            "findings_missing": list(item.findings_missing),
            "findings_added": list(item.findings_added),
            "reason": item.reason or None,
        }
        for item in agreements
    ]


def _figures(outcome: Outcome) -> Counter[FigureKey]:
    assert outcome.facts is not None
    return Counter(
        (figure.number, figure.unit or "", figure.role.value, _squeezed(figure.label))
        for reading in outcome.facts.readings
        for figure in reading.figures
    )


def _findings(outcome: Outcome) -> Counter[str]:
    return Counter(f"{f.check}: {_squeezed(f.message.zh)}" for f in outcome.findings)


def _squeezed(text: str) -> str:
    return squeeze(text).replace("，", ",").replace("（", "(").replace("）", ")")
