"""Figures labelled by hand: recall and precision of reading, of unit and of role.

The labels file is YAML: a list of documents with ``document`` (file name), ``sha256`` and
``figures``, each ``[line, number, unit, role]`` in document order; every digit string that a
reader took for a quantity is listed, nothing else. Positions and figures only, no sentences.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from reportlint.model.document import Message
from reportlint.model.outcome import Outcome
from reportlint.model.wilson import interval

Label = tuple[int, str, str, str]


class FigureLabelsError(Exception):
    """The labels file cannot be used; ``message`` says why."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.en)
        self.message = message


@dataclass(frozen=True, slots=True)
class FigureScore:
    """Counts over one document."""

    document: str
    labelled: int
    read: int
    found: int
    units: int
    roles: int
    missed: tuple[Label, ...]
    extra: tuple[Label, ...]
    wrong: tuple[tuple[Label, Label], ...]
    not_figures: int
    unread: int


def read_figure_labels(path: Path) -> dict[str, tuple[str, list[Label]]]:
    """document → (sha256, labels). Raises FigureLabelsError for a file of another shape."""
    try:
        raw = yaml.safe_load(path.read_text(encoding="utf-8"))
        return {
            str(entry["document"]): (
                str(entry["sha256"]),
                [_label(item) for item in entry["figures"]],
            )
            for entry in raw
        }
    except (OSError, yaml.YAMLError, KeyError, TypeError, ValueError) as error:
        raise FigureLabelsError(
            Message(
                zh=f"无法使用标注文件 {path}：{error}",
                en=f"The labels file {path} cannot be used: {error}",
            )
        ) from None


def score(document: str, labels: Sequence[Label], outcome: Outcome) -> FigureScore:
    """Match labelled and read figures line by line, by number."""
    assert outcome.facts is not None
    [reading] = outcome.facts.readings
    mine: Mapping[int, list[Label]] = defaultdict(list)
    for figure in reading.figures:
        line = reading.document.line_of(figure.span) or 0
        mine[line].append((line, figure.number, figure.unit or "", figure.role.value))
    missed, wrong = [], []
    found = units = roles = 0
    for label in labels:
        hit = next((item for item in mine[label[0]] if item[1] == label[1]), None)
        if hit is None:
            missed.append(label)
            continue
        mine[label[0]].remove(hit)
        found += 1
        units += hit[2] == label[2]
        roles += hit[3] == label[3]
        if hit[2:] != label[2:]:
            wrong.append((label, hit))
    return FigureScore(
        document=document,
        labelled=len(labels),
        read=len(reading.figures),
        found=found,
        units=units,
        roles=roles,
        missed=tuple(missed),
        extra=tuple(item for rest in mine.values() for item in rest),
        wrong=tuple(wrong),
        not_figures=len(reading.not_figures),
        unread=len(reading.unread),
    )


def to_text(scores: Sequence[FigureScore], lang: str) -> str:
    """The scores for people, with every difference."""
    en = lang == "en"
    names = ("recall", "precision", "unit", "role") if en else ("查全率", "查准率", "单位", "角色")
    lines = []
    for item in scores:
        lines.append(
            f"{item.document}: "
            + " · ".join(
                f"{name} {_share(top, bottom)}"
                for name, top, bottom in zip(
                    names,
                    (item.found, item.found, item.units, item.roles),
                    (item.labelled, item.read, item.found, item.found),
                    strict=True,
                )
            )
        )
        lines += [f"  − {label}" for label in item.missed]
        lines += [f"  + {label}" for label in item.extra]
        lines += [f"  ≠ {label} | {hit[2:]}" for label, hit in item.wrong]
    return "\n".join(lines) + "\n"


def to_json(scores: Sequence[FigureScore]) -> list[dict[str, Any]]:
    """The scores for programs."""
    return [
        {
            "document": item.document,
            "labelled": item.labelled,
            "read": item.read,
            "found": item.found,
            "units": item.units,
            "roles": item.roles,
            "not_figures": item.not_figures,
            "unread": item.unread,
        }
        for item in scores
    ]


def _label(item: Sequence[Any]) -> Label:
    line, number, unit, role = item
    return int(line), str(number), str(unit or ""), str(role)


def _share(top: int, bottom: int) -> str:
    if not bottom:
        return "–"
    low, high = interval(top, bottom)
    return f"{top}/{bottom} = {top / bottom:.3f} [{low:.3f}, {high:.3f}]"
