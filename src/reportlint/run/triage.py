"""Orders findings, gives them fingerprints, and groups those that follow from one slip."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal

from reportlint.model.document import Document
from reportlint.model.fact import Relation
from reportlint.model.finding import SEVERITIES, Finding, Place
from reportlint.model.vocabulary import squeeze
from reportlint.run.cascade import one_slip, relation_of, relations_by_places
from reportlint.run.slips import Key, key_of, mends, operands

_CLUSTER_ORDER = ("over-execution", "adjustment-contradiction")


Gone = Callable[[Finding, Key, Decimal], bool]


def triage(
    findings: Sequence[Finding],
    documents: Sequence[Document],
    relations: Sequence[Relation],
    gone: Gone,
) -> tuple[Finding, ...]:
    """Findings in document order, duplicates dropped, consequences under their root.

    Two findings belong together when one printed figure, mended for one of them, clears the other
    too; the gravest of them, or the first in the document, is the root. ``gone`` tells of findings
    that rest on no relation whether they would go with another value for a figure. What a check
    declares as one topic (``cluster``) is grouped under its first member, which then cites the
    places of the others.
    """
    ordered = sorted(_unique(findings), key=_order)
    marked = [replace(f, fingerprint=fingerprint(f, documents)) for f in ordered]
    roots = _roots(marked, relations_by_places(relations), gone)
    out = []
    for finding in marked:
        root = roots.get(finding.fingerprint)
        if root is None:
            extra = [f for f in marked if roots.get(f.fingerprint) == finding.fingerprint]
            finding = _as_root(finding, extra) if finding.cluster else finding
        out.append(replace(finding, root=root))
    return tuple(out)


def fingerprint(finding: Finding, documents: Sequence[Document]) -> str:
    """Stable across unrelated edits: check, printed figures, their labels and nearby words."""
    digest = hashlib.sha256(finding.check.encode())
    for place in finding.places:
        digest.update(f"|{place.role}|{place.label}|{place.text}".encode())
        document = documents[place.document]
        before = document.text[max(0, place.span.start - 12) : place.span.start]
        digest.update(squeeze(before).encode())
    return digest.hexdigest()[:16]


def _unique(findings: Sequence[Finding]) -> list[Finding]:
    seen: set[tuple[object, ...]] = set()
    kept = []
    for finding in findings:
        key = (finding.check, tuple((p.document, p.span, p.role) for p in finding.places))
        if key not in seen:
            seen.add(key)
            kept.append(finding)
    return kept


def _order(finding: Finding) -> tuple[int, int, int, str]:
    claim = finding.places[0]
    return claim.document, claim.span.start, SEVERITIES.index(finding.severity), finding.check


def _roots(
    findings: Sequence[Finding], known: dict[tuple[Key, ...], Relation], gone: Gone
) -> dict[str, str]:
    """fingerprint → fingerprint of its root, for findings that are consequences.

    The gravest finding of one slip is its root, the first in the document among equals.
    """
    roots: dict[str, str] = {}
    _topics(findings, roots)
    spoken = {f.fingerprint: relation_of(f, known) for f in findings}
    free = sorted(
        (f for f in findings if f.fingerprint not in roots),
        key=lambda f: (SEVERITIES.index(f.severity), spoken[f.fingerprint] is None),
    )
    for index, first in enumerate(free):
        mine = spoken[first.fingerprint]
        if mine is None or first.fingerprint in roots:
            continue
        for other in free[index + 1 :]:
            theirs = spoken[other.fingerprint]
            if other.fingerprint in roots or other.fingerprint == first.fingerprint:
                continue
            if one_slip(mine, theirs) if theirs is not None else _goes(other, mine, gone):
                roots[other.fingerprint] = first.fingerprint
    return {follower: roots.get(root, root) for follower, root in roots.items()}


def _goes(finding: Finding, root: Relation, gone: Gone) -> bool:
    """Whether a finding that cites a figure of the root goes when the root is mended there."""
    cited = {(place.document, place.span.start, place.span.end) for place in finding.places}
    return any(
        gone(finding, key, mend.value)
        for key in sorted(cited & {key_of(t) for t in operands(root) if t.figure is not None})
        for mend in mends(root, key)
    )


def _topics(findings: Sequence[Finding], roots: dict[str, str]) -> None:
    groups: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.cluster:
            groups.setdefault(finding.cluster, []).append(finding)
    for group in groups.values():
        group.sort(key=lambda f: _CLUSTER_ORDER.index(f.check) if f.check in _CLUSTER_ORDER else 9)
        for finding in group[1:]:
            if finding.fingerprint != group[0].fingerprint:
                roots[finding.fingerprint] = group[0].fingerprint


def _as_root(root: Finding, consequences: Sequence[Finding]) -> Finding:
    """A topic's root cites the places of other defects that follow, and weighs as the gravest."""
    places = list(root.places)
    known = {_key(place) for place in places}
    for finding in consequences:
        for place in finding.places if finding.check != root.check else ():
            if _key(place) not in known:
                known.add(_key(place))
                places.append(replace(place, role="evidence"))
    gravest = min((root, *consequences), key=lambda f: SEVERITIES.index(f.severity)).severity
    return replace(root, places=tuple(places), severity=gravest)


def _key(place: Place) -> tuple[int, int, int]:
    return place.document, place.span.start, place.span.end
