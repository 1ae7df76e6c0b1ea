"""What the checks reported on real documents and how much of it was right.

``data/measured.yaml`` holds the counts; they are read by hand, finding by finding.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

import yaml

from reportlint.model.wilson import Share


@dataclass(frozen=True, slots=True)
class Measured:
    """The findings of one check on ``documents`` real documents."""

    documents: int
    right: int = 0
    wrong: int = 0
    open: int = 0

    def sentence(self, lang: str) -> str:
        """The counts in words, with the Wilson 95 % interval of what could be settled."""
        settled = Share(self.right, self.right + self.wrong)
        low, high = settled.interval
        span = f"{low:.2f}–{high:.2f}"
        if lang == "en":
            seen = f"{self.documents} real documents"
            if not settled.total:
                return f"precision unknown: no settled finding in {seen}"
            more = f", {self.open} left open" if self.open else ""
            return f"{seen}, {settled.hits} of {settled.total} right, {span}{more}"
        seen = f"真实文件 {self.documents} 份"
        if not settled.total:
            return f"准确率未知：{seen}中没有可核定的发现"
        more = f"，另有 {self.open} 条未能核定" if self.open else ""
        return f"{seen}，{settled.total} 条中 {settled.hits} 条属实，{span}{more}"

    def short(self) -> str:
        """``3/3 0.44–1.00`` for a table; a dash when nothing was settled."""
        settled = Share(self.right, self.right + self.wrong)
        if not settled.total:
            return "–"
        low, high = settled.interval
        return f"{settled.hits}/{settled.total} {low:.2f}–{high:.2f}"


def measured(check: str) -> Measured:
    """The measurement of a check; one without findings has counts of 0."""
    documents, counts = _counts()
    entry = counts.get(check, {})
    return Measured(
        documents=documents,
        right=entry.get("right", 0),
        wrong=entry.get("wrong", 0),
        open=entry.get("open", 0),
    )


def measured_checks() -> frozenset[str]:
    """The checks that have a measurement."""
    return frozenset(_counts()[1])


@cache
def _counts() -> tuple[int, Mapping[str, Mapping[str, int]]]:
    source = resources.files("reportlint.data") / "measured.yaml"
    raw = yaml.safe_load(source.read_text(encoding="utf-8"))
    return int(raw["documents"]), raw["checks"]
