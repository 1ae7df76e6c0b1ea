"""Labelled same-quantity pairs, hard negatives and relations: what aligning finds of them.

The labels file is YAML: a list of documents with ``document``, ``sha256``, ``kind``, ``held_out``,
``figures`` (id → [line of the text as read, number, which one on that line]), ``focus`` (ids;
absent: all), ``same``, ``open`` and ``different`` (pairs of ids) and ``relations`` ([kind, claim,
[operands]]).

Extraction, alignment and judging are measured apart: a labelled figure that is not read cannot be
aligned, a relation that is not aligned cannot be judged.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from reportlint.evaluation.figure_labels import FigureLabelsError
from reportlint.model.document import Message
from reportlint.model.fact import Facts, Relation, Status
from reportlint.model.wilson import Share

Pair = tuple[int, int]
_EQUAL = ("same-quantity", "same-target")
_SURE = 0.9
JOINT = "joint-row"  # a pair with a row of several indicators says nothing of its other pairs


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels of one document."""

    document: str
    sha256: str
    kind: str
    held_out: bool
    figures: Mapping[int, tuple[int, str, int]]
    focus: frozenset[int] | None
    same: frozenset[Pair]
    open: frozenset[Pair]
    different: frozenset[Pair]
    relations: tuple[tuple[str, int, frozenset[int]], ...]


@dataclass(slots=True)
class QuantityScore:
    """Counts over some documents; ``by_place`` has (hits, extra, missed) per kind of place."""

    name: str
    figures: Counter[str] = field(default_factory=Counter)
    by_place: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0, 0]))
    confused: Counter[str] = field(default_factory=Counter)
    sure: Counter[str] = field(default_factory=Counter)
    relations: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0, 0]))
    misses: list[str] = field(default_factory=list)


def read_quantity_labels(path: Path) -> list[Labels]:
    """The documents of a labels file. Raises FigureLabelsError for a file of another shape."""
    try:
        raw = yaml.safe_load(path.read_text(encoding="utf-8"))
        return [_labels(entry) for entry in raw]
    except (OSError, yaml.YAMLError, KeyError, TypeError, ValueError) as error:
        raise FigureLabelsError(
            Message(
                zh=f"无法使用标注文件 {path}：{error}",
                en=f"The labels file {path} cannot be used: {error}",
            )
        ) from None


def _labels(entry: Mapping[str, Any]) -> Labels:
    return Labels(
        document=str(entry["document"]),
        sha256=str(entry["sha256"]),
        kind=str(entry["kind"]),
        held_out=bool(entry["held_out"]),
        figures={int(k): (int(v[0]), str(v[1]), int(v[2])) for k, v in entry["figures"].items()},
        focus=frozenset(map(int, entry["focus"])) if "focus" in entry else None,
        same=_pairs(entry["same"]),
        open=_pairs(entry["open"]),
        different=_pairs(entry["different"]),
        relations=tuple(
            (str(kind), int(claim), frozenset(map(int, operands)))
            for kind, claim, operands in entry["relations"]
        ),
    )


def _pairs(items: Iterable[Sequence[int]]) -> frozenset[Pair]:
    return frozenset((min(a, b), max(a, b)) for a, b in items)


def add(score: QuantityScore, labels: Labels, facts: Facts) -> None:
    """Count one document (the first of ``facts``) into ``score``."""
    ids = _resolve(labels, facts, score)
    found = _Found(facts, ids)
    _count_pairs(score, labels, found)
    _count_relations(score, labels, found)


def _resolve(labels: Labels, facts: Facts, score: QuantityScore) -> dict[int, int]:
    """figure index → label id, for every figure read; labelled ones that are not read count."""
    document = facts.documents[0]
    seen: Counter[tuple[int, str]] = Counter()
    places: dict[tuple[int, str, int], int] = {}
    ordered = sorted(facts.figures(), key=lambda figure: figure.quantity.digits.start)
    for figure in ordered:
        line = document.text.count("\n", 0, figure.quantity.digits.start) + 1
        number = seen[line, figure.number]
        seen[line, figure.number] += 1
        places[line, figure.number, number] = figure.index
    known = {place: label for label, place in labels.figures.items()}
    score.figures["labelled"] += len(labels.figures)
    score.figures["read"] += sum(1 for place in labels.figures.values() if place in places)
    # Figures that no label names get ids of their own, below zero.
    return {index: known.get(place, -1 - index) for place, index in places.items()}


class _Found:
    """Pairs and relations of one document in terms of label ids."""

    def __init__(self, facts: Facts, ids: Mapping[int, int]) -> None:
        self.direct: dict[Pair, float] = {}
        self.relations: dict[frozenset[int], list[Relation]] = defaultdict(list)
        self.table = {
            ids[figure.index]: figure.column is not None
            for figure in facts.figures()
            if figure.index in ids
        }
        groups = _Groups()
        for relation in facts.relations:
            if relation.claim.document or any(term.document for term in relation.terms):
                continue
            if relation.kind in _EQUAL:
                self._equal(relation, ids, groups)
            for claim in (relation.claim, *relation.other_claims):
                for terms in (relation.terms, *relation.alternatives):
                    members = [t.figure for t in (claim, *terms) if t.figure is not None]
                    if all(member in ids for member in members):
                        key = frozenset(ids[member] for member in members)
                        self.relations[key].append(relation)
        self.pairs = groups.pairs() | set(self.direct)

    def _equal(self, relation: Relation, ids: Mapping[int, int], groups: _Groups) -> None:
        one, two = relation.claim.figure, relation.terms[0].figure
        if one is None or two is None or one == two:
            return
        first, second = ids[one], ids[two]
        pair = (min(first, second), max(first, second))
        self.direct[pair] = max(relation.confidence, self.direct.get(pair, 0.0))
        if relation.topic != JOINT:
            groups.join(first, second)


class _Groups:
    """Union of pairs: what states one quantity with a third states it with each other."""

    def __init__(self) -> None:
        self._parent: dict[int, int] = {}

    def root(self, item: int) -> int:
        parent = self._parent.setdefault(item, item)
        while parent != self._parent[parent]:
            parent = self._parent[parent]
        self._parent[item] = parent
        return parent

    def join(self, one: int, two: int) -> None:
        self._parent[self.root(one)] = self.root(two)

    def pairs(self) -> set[Pair]:
        groups: dict[int, list[int]] = defaultdict(list)
        for item in list(self._parent):
            groups[self.root(item)].append(item)
        return {(a, b) for group in groups.values() for a in group for b in group if a < b}


def _count_pairs(score: QuantityScore, labels: Labels, found: _Found) -> None:
    def counts(pair: Pair) -> bool:
        return labels.focus is None or bool(labels.focus & set(pair))

    pairs = {pair for pair in found.pairs if counts(pair) and pair not in labels.open}
    for pair in pairs | labels.same:
        place = _place(found, pair)
        which = 0 if pair in pairs and pair in labels.same else 1 if pair in pairs else 2
        score.by_place[place][which] += 1
        if which:
            sign = "+" if which == 1 else "−"
            score.misses.append(f"{labels.document} {sign} {_told(labels, pair)}")
    score.confused["labelled"] += len(labels.different)
    score.confused["paired"] += len(found.pairs & labels.different)
    for pair, confidence in found.direct.items():
        if confidence >= _SURE and counts(pair) and pair not in labels.open:
            score.sure["pairs"] += 1
            score.sure["right"] += pair in labels.same


def _place(found: _Found, pair: Pair) -> str:
    tables = sum(found.table.get(item, False) for item in pair)
    return ("text-text", "text-table", "table-table")[tables]


def _told(labels: Labels, pair: Sequence[int]) -> str:
    places = [labels.figures.get(item) for item in pair]
    return " | ".join(f"{p[0]}: {p[1]}" if p else "?" for p in places)


def _count_relations(score: QuantityScore, labels: Labels, found: _Found) -> None:
    """A labelled relation is found when one of the same figures is, up to labelled equals."""
    groups = _Groups()
    for one, two in labels.same:
        groups.join(one, two)
    mine: dict[frozenset[int], list[Relation]] = defaultdict(list)
    for key, relations in found.relations.items():
        mine[frozenset(map(groups.root, key))] += relations
    by_member: dict[int, list[frozenset[int]]] = defaultdict(list)
    for key in mine:
        for item in key:
            by_member[item].append(key)
    for kind, claim, operands in labels.relations:
        wanted = frozenset(map(groups.root, {claim, *operands}))
        hits = [
            relation
            for key in by_member[groups.root(claim)]
            if _covers(kind, wanted, key)
            for relation in mine[key]
            if kind != "growth" or relation.kind == "growth"
        ]
        counts = score.relations[kind]
        counts[0] += 1
        counts[1] += bool(hits)
        counts[2] += any(r.verdict and r.verdict.status is not Status.UNDEFINED for r in hits)
        if not hits:
            score.misses.append(f"{labels.document} − {kind} {_told(labels, sorted(wanted))}")


def _covers(kind: str, wanted: frozenset[int], key: frozenset[int]) -> bool:
    """The same figures; an indicator row may bring weight and score, a sum a printed zero more.

    A growth rate is checked as well from this year's and last year's figure as from the change
    and either of them: the rate and one operand are enough.
    """
    if kind in ("row", "growth"):
        return len(wanted & key) >= 2
    return wanted == key or (len(wanted) >= 3 and wanted <= key and len(key) <= len(wanted) + 2)


def to_text(scores: Sequence[QuantityScore], lang: str, *, misses: bool) -> str:
    """The scores for people."""
    en = lang == "en"
    lines: list[str] = []
    for score in scores:
        lines.append(f"== {score.name}")
        read = Share(score.figures["read"], score.figures["labelled"])
        lines.append(f"{'figures read' if en else '读出的标注数字'}: {read}")
        for place, (hits, extra, missed) in sorted(score.by_place.items()):
            precision, recall = Share(hits, hits + extra), Share(hits, hits + missed)
            name = "same quantity" if en else "同一数量"
            lines.append(
                f"{name} {place}: F1 {_f1(hits, extra, missed)} · P {precision} · R {recall}"
            )
        confused = Share(score.confused["paired"], score.confused["labelled"])
        lines.append(f"{'hard negatives paired' if en else '误配的近似项'}: {confused}")
        sure = Share(score.sure["right"], score.sure["pairs"])
        lines.append(f"{'right at confidence ≥ 0.9' if en else '置信度≥0.9 者为真'}: {sure}")
        total = [sum(column) for column in zip(*score.relations.values(), strict=True)]
        if total:
            lines.append(
                f"{'relations aligned' if en else '对齐的关系'}: {Share(total[1], total[0])} · "
                f"{'of these judged' if en else '其中已核对'}: {Share(total[2], total[1])}"
            )
        for kind, (labelled, aligned, _) in sorted(score.relations.items()):
            lines.append(f"  {kind} {aligned}/{labelled}")
        if misses:
            lines += [f"  {miss}" for miss in score.misses]
    return "\n".join(lines) + "\n"


def _f1(hits: int, extra: int, missed: int) -> str:
    total = 2 * hits + extra + missed
    return f"{2 * hits / total:.3f}" if total else "–"


def to_json(scores: Sequence[QuantityScore]) -> list[dict[str, Any]]:
    """The scores for programs."""
    return [
        {
            "part": score.name,
            "figures": dict(score.figures),
            "same_quantity": {
                place: {"hits": hits, "extra": extra, "missed": missed}
                for place, (hits, extra, missed) in score.by_place.items()
            },
            "hard_negatives": dict(score.confused),
            "sure": dict(score.sure),
            "relations": {
                kind: {"labelled": labelled, "aligned": aligned, "judged": judged}
                for kind, (labelled, aligned, judged) in score.relations.items()
            },
        }
        for score in scores
    ]
