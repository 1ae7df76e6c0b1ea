"""Whole documents of our own: clean ones stay green, planted faults stay found, formats agree."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
import yaml

from reportlint.config import settings
from reportlint.model.outcome import Outcome
from reportlint.pipeline import lint_one

ROOT = Path(__file__).parent.parent / "fixtures"
FORMATS = ("txt", "docx", "pdf")
CLEAN = sorted(path.parent for path in ROOT.glob("*/clean/report.txt"))
PLANTED = sorted(path.parent for path in ROOT.glob("*/planted/planted.yaml"))


@cache
def outcome(path: Path, *checks: str) -> Outcome:
    """What is found by default, or by the checks named (previews are off by default)."""
    return lint_one([str(path)], settings(select=checks))


def name(path: Path) -> str:
    return f"{path.parent.name}-{path.name}"


def squeezed(text: str) -> str:
    return "".join(text.split()).replace(",", "").replace("，", "")


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("folder", CLEAN, ids=name)
def test_clean_document_is_quiet(folder: Path, suffix: str) -> None:
    result = outcome(folder / f"report.{suffix}")
    assert [finding.message.zh for finding in result.findings] == []
    assert result.crashes == ()
    expected = {"blank-form": "blank-form", "no-figures": "no-figures"}
    assert result.state == expected.get(folder.parent.name, "checked")


def faults() -> list[object]:
    found = []
    for folder in PLANTED:
        listed = yaml.safe_load((folder / "planted.yaml").read_text(encoding="utf-8"))
        for fault in listed:
            found.append(pytest.param(folder, fault, id=f"{name(folder)}-{fault['check']}"))
    return found


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize(("folder", "fault"), faults())
def test_planted_fault_is_found(folder: Path, fault: dict[str, str], suffix: str) -> None:
    allowed = {fault["check"], *fault.get("also", ())}
    result = outcome(folder / f"report.{suffix}", *(check.partition("/")[2] for check in allowed))
    hits = [
        finding
        for finding in result.findings
        if f"{finding.family}/{finding.check}" in allowed
        and any(squeezed(fault["claim"]) in squeezed(place.text) for place in finding.places)
    ]
    assert hits, [finding.message.zh for finding in result.findings]


@pytest.mark.parametrize("folder", PLANTED, ids=name)
def test_nothing_but_the_planted_faults(folder: Path) -> None:
    listed = yaml.safe_load((folder / "planted.yaml").read_text(encoding="utf-8"))
    allowed = {check for fault in listed for check in (fault["check"], *fault.get("also", ()))}
    found = {f"{f.family}/{f.check}" for f in outcome(folder / "report.txt").findings}
    assert found <= allowed


@pytest.mark.parametrize("folder", [*CLEAN, *PLANTED], ids=name)
def test_formats_give_the_same_figures_and_findings(folder: Path) -> None:
    figures = {}
    findings = {}
    for suffix in FORMATS:
        result = outcome(folder / f"report.{suffix}")
        assert result.facts is not None
        figures[suffix] = sorted(
            (figure.number, figure.unit or "", figure.role.value)
            for figure in result.facts.figures()
        )
        findings[suffix] = sorted(
            (finding.check, squeezed(finding.message.zh)) for finding in result.findings
        )
    assert figures["docx"] == figures["pdf"] == figures["txt"]
    assert findings["docx"] == findings["pdf"] == findings["txt"]
