"""The measurements as text for people and as JSON for programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from reportlint.evaluation.labels import Label, LabelFigure
from reportlint.evaluation.matching import claims
from reportlint.evaluation.score import DocumentScore, Evaluation, Standing, Tally, tally
from reportlint.model.document import Document, Message
from reportlint.model.finding import Finding
from reportlint.model.span import Span

SCHEMA = "reportlint.evaluation/1"

_WORDS: Mapping[str, Message] = {
    "all": Message("全部", "all"),
    "documents": Message("按文件", "by document"),
    "relations": Message("按关系", "by relation"),
    "checks": Message("按检查项", "by check"),
    "recall": Message("查全率", "recall"),
    "complete": Message("引用全部数字", "all figures cited"),
    "hits": Message("误中正确项", "hits on right"),
    "precision": Message("查准率", "precision"),
    "unsettled": Message("未标注", "unsettled"),
    "found": Message("找到标注的错误", "labelled wrongs found"),
    "missed": Message("漏报", "missed"),
    "false": Message("误报", "false"),
    "true": Message("正确", "true"),
    "strays": Message("标注在文件中找不到", "labels not printed in the document"),
    "problems": Message("未能核对", "could not be judged"),
    "line": Message("第{}行", "line {}"),
    "page": Message("第{}页", "page {}"),
    "weaker": Message("只有 {}", "only as {}"),
    "cited": Message("引用 {}/{}", "{}/{} cited"),
}


def word(key: str, lang: str) -> str:
    """A fixed word of this report."""
    return _WORDS[key].text(lang)


def to_text(evaluation: Evaluation, lang: str = "zh") -> str:
    """Recall, precision and the lists to read, as plain text ending in a newline."""
    lines = [*_summary(tally(evaluation.documents), lang), ""]
    groups = (
        ("documents", {d.entry.document: tally([d]) for d in evaluation.documents}),
        ("relations", evaluation.relations()),
    )
    for title, rows in groups:
        lines += _group(title, rows, lang)
    lines += _checks(evaluation, lang)
    lines += _section("missed", _missed(evaluation, lang), lang)
    for standing in ("false", "true", "unsettled"):
        lines += _section(standing, _standing(evaluation, standing, lang), lang)
    lines += _section("strays", _strays(evaluation, lang), lang)
    lines += _section("problems", _problems(evaluation, lang), lang)
    return "\n".join(lines).rstrip("\n") + "\n"


def to_json(evaluation: Evaluation) -> dict[str, Any]:
    """The same as a JSON object, schema ``reportlint.evaluation/1``."""
    return {
        "schema": SCHEMA,
        "all": tally_json(tally(evaluation.documents)),
        "relations": {name: tally_json(t) for name, t in evaluation.relations().items()},
        "checks": {name: tally_json(t) for name, t in evaluation.checks().items()},
        "documents": [_document_json(score) for score in evaluation.documents],
    }


def tally_json(counts: Tally) -> dict[str, Any]:
    """One row of counts as a JSON object."""
    return {
        "recall": counts.recall.json(),
        "all_cited": counts.complete.json(),
        "right_hits": counts.hits.json(),
        "precision": counts.precision.json(),
        "unsettled": counts.unsettled,
    }


def where(document: Document | None, span: Span, lang: str) -> str:
    """Line or page of ``span`` in words, empty where the format has neither."""
    if document is None:
        return ""
    line, page = document.line_of(span), document.page_of(span)
    if line is not None:
        return word("line", lang).format(line)
    return "" if page is None else word("page", lang).format(page)


def _summary(counts: Tally, lang: str) -> Iterator[str]:
    yield f"{word('recall', lang)}: {counts.recall}"
    yield f"{word('complete', lang)}: {counts.complete}"
    yield f"{word('hits', lang)}: {counts.hits}"
    yield f"{word('precision', lang)}: {counts.precision}"
    yield f"{word('unsettled', lang)}: {counts.unsettled}"


def _group(title: str, rows: Mapping[str, Tally], lang: str) -> Iterator[str]:
    if not rows:
        return
    yield f"== {word(title, lang)}"
    for name, counts in rows.items():
        shares = (
            ("recall", counts.recall),
            ("complete", counts.complete),
            ("hits", counts.hits),
            ("precision", counts.precision),
        )
        cells = [f"{word(key, lang)} {share}" for key, share in shares if share.total]
        if counts.unsettled:
            cells.append(f"{word('unsettled', lang)} {counts.unsettled}")
        yield f"{name}: {' · '.join(cells) or '–'}"
    yield ""


def _checks(evaluation: Evaluation, lang: str) -> Iterator[str]:
    rows = evaluation.checks()
    if not rows:
        return
    yield f"== {word('checks', lang)}"
    for name, counts in rows.items():
        cells = [f"{word('found', lang)} {counts.recall.hits}"] if counts.recall.hits else []
        if counts.precision.total:
            cells.append(f"{word('precision', lang)} {counts.precision}")
        if counts.unsettled:
            cells.append(f"{word('unsettled', lang)} {counts.unsettled}")
        yield f"{name}: {' · '.join(cells) or '–'}"
    yield ""


def _section(title: str, lines: Iterable[str], lang: str) -> list[str]:
    listed = list(lines)
    return [f"== {word(title, lang)} ({len(listed)})", *listed, ""] if listed else []


def _missed(evaluation: Evaluation, lang: str) -> Iterator[str]:
    for score in evaluation.documents:
        for wrong in score.wrongs:
            if wrong.found:
                continue
            weaker = ""
            if wrong.best is not None:
                severity = wrong.best.severity
                weaker = f" [{word('weaker', lang).format(f'{severity} {wrong.best.check}')}]"
            yield f"{score.entry.document}: {_label(wrong.label, lang)}{weaker}"


def _standing(evaluation: Evaluation, standing: Standing, lang: str) -> Iterator[str]:
    for score in evaluation.documents:
        for finding in score.findings(standing):
            yield _finding(score, finding, lang)


def _strays(evaluation: Evaluation, lang: str) -> Iterator[str]:
    for score in evaluation.documents:
        for label, figure in score.strays:
            yield f"{score.entry.document}: {label.relation}: {_figure(figure, lang)}"


def _problems(evaluation: Evaluation, lang: str) -> Iterator[str]:
    for score in evaluation.documents:
        if score.problem is not None:
            yield f"{score.entry.document}: {score.problem.text(lang)}"


def _label(label: Label, lang: str) -> str:
    figures = ", ".join(_figure(figure, lang) for figure in label.figures)
    note = f" – {label.note}" if label.note else ""
    return f"{label.relation} ({label.expect}): {figures}{note}"


def _figure(figure: LabelFigure, lang: str) -> str:
    places = [
        word(key, lang).format(number)
        for key, number in (("line", figure.line), ("page", figure.page))
        if number is not None
    ]
    return " ".join([*places, f"“{figure.text}”"])


def _finding(score: DocumentScore, finding: Finding, lang: str) -> str:
    places = claims(finding) or finding.places[:1]
    shown = ", ".join(
        f"{where(score.document, place.span, lang)} “{place.text}”".strip() for place in places
    )
    severity = finding.severity
    text = finding.message.text(lang)
    return f"{score.entry.document}: {shown} [{severity} {finding.check}] {text}"


def _document_json(score: DocumentScore) -> dict[str, Any]:
    problem = score.problem
    return {
        "path": score.entry.document,
        "kind": score.entry.kind,
        "problem": None if problem is None else {"zh": problem.zh, "en": problem.en},
        "counts": tally_json(tally([score])),
        "wrong": [
            {
                **wrong.label.json(),
                "expect": wrong.label.expect,
                "found": wrong.found,
                "all_cited": wrong.complete,
                "cited": wrong.cited,
                "finding": _optional(wrong.best, score),
            }
            for wrong in score.wrongs
        ],
        "right": [
            {**right.label.json(), "hits": _findings(right.hits, score)} for right in score.rights
        ],
        "label_errors": [
            {"relation": label.relation, **figure.json()} for label, figure in score.strays
        ],
        "findings": [
            {"standing": settled.standing, **_finding_json(settled.finding, score)}
            for settled in score.settled
        ],
    }


def _findings(findings: Sequence[Finding], score: DocumentScore) -> list[dict[str, Any]]:
    return [_finding_json(finding, score) for finding in findings]


def _optional(finding: Finding | None, score: DocumentScore) -> dict[str, Any] | None:
    return None if finding is None else _finding_json(finding, score)


def _finding_json(finding: Finding, score: DocumentScore) -> dict[str, Any]:
    document = score.document
    return {
        "check": finding.check,
        "severity": finding.severity,
        "message": finding.message.zh,
        "fingerprint": finding.fingerprint,
        "places": [
            {
                "role": place.role,
                "text": place.text,
                "line": None if document is None else document.line_of(place.span),
                "page": None if document is None else document.page_of(place.span),
            }
            for place in finding.places
        ],
    }
