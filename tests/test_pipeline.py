"""The whole program: submissions in, outcomes out, whatever happens in between."""

from __future__ import annotations

import multiprocessing
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import reportlint
from reportlint import config, load, pipeline
from reportlint.model.document import Document, Unreadable
from reportlint.model.outcome import Outcome
from reportlint.model.settings import Limits, Settings
from reportlint.workers import Failure

CLEAN = """科室经费表

单位：万元

| 科室 | 预算数 | 执行数 |
|---|---|---|
| 甲科 | 120.50 | 118.20 |
| 乙科 | 80.25 | 80.10 |
| 合计 | 200.75 | 198.30 |
"""
WRONG = CLEAN.replace("200.75", "201.75")


@pytest.fixture(scope="module")
def settings() -> Settings:
    return config.settings()


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    """A clean report, a wrong one, an empty file."""
    paths = []
    for name, text in (("clean.md", CLEAN), ("wrong.md", WRONG), ("empty.md", "")):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        paths.append(str(path))
    return paths


def states(outcomes: list[Outcome]) -> list[tuple[str, list[str]]]:
    return [(o.state, [finding.check for finding in o.findings]) for o in outcomes]


EXPECTED = [("checked", []), ("checked", ["total-mismatch"]), ("unreadable", [])]


@pytest.mark.parametrize("jobs", [0, 1, 2, None])
def test_every_file_has_its_outcome_in_order(
    settings: Settings, files: list[str], jobs: int | None
) -> None:
    outcomes = list(pipeline.lint_stream([(path,) for path in files], settings, jobs))
    assert [outcome.sources[0].path for outcome in outcomes] == files
    assert states(outcomes) == EXPECTED


def test_workers_and_this_process_find_the_same(settings: Settings, files: list[str]) -> None:
    submissions = [(path,) for path in files]
    here = pipeline.lint_stream(submissions, settings, 0)
    there = pipeline.lint_stream(submissions, settings, 2)
    for one, other in zip(here, there, strict=True):
        assert replace(one, seconds=0) == replace(other, seconds=0)


def test_intermediates_can_stay_behind(settings: Settings, files: list[str]) -> None:
    (whole,) = pipeline.lint_stream([(files[1],)], settings, 1)
    (slim,) = pipeline.lint_stream([(files[1],)], settings, 1, intermediates=False)
    assert whole.facts is not None
    assert slim.facts is not None
    assert whole.facts.readings
    assert whole.facts.lexicon is settings.lexicon
    assert slim.facts.readings == ()
    assert slim.facts.profile == whole.facts.profile
    assert (slim.findings, slim.coverage) == (whole.findings, whole.coverage)


def test_several_sources_are_one_submission(settings: Settings, files: list[str]) -> None:
    outcome = pipeline.lint_one(files, settings)
    assert [type(source) for source in outcome.sources] == [Document, Document, Unreadable]
    assert outcome.state == "partly-checked"
    assert outcome.reason == outcome.sources[2].reason  # type: ignore[union-attr]
    assert "total-mismatch" in [finding.check for finding in outcome.findings]


def test_a_document_need_not_be_a_file(settings: Settings) -> None:
    outcome = pipeline.lint_one([pipeline.Piped("-", WRONG.encode())], settings)
    assert outcome.sources[0].path == "-"
    assert len(outcome.findings) == 1


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (MemoryError(), "内存不足（上限 3072 MB）"),
        (RecursionError(), "嵌套过深"),
        (ValueError("secret detail"), "程序内部错误"),
    ],
)
@pytest.mark.parametrize("jobs", [0, 1])
def test_what_a_parser_raises_is_a_reason_not_a_traceback(
    settings: Settings,
    files: list[str],
    monkeypatch: pytest.MonkeyPatch,
    error: Exception,
    words: str,
    jobs: int,
) -> None:
    def broken(*args: Any) -> Document:
        raise error

    monkeypatch.setattr(load, "document", broken)
    failures: list[Failure] = []
    (outcome,) = pipeline.lint_stream([(files[0],)], settings, jobs, on_failure=failures.append)
    assert outcome.state == "unreadable"
    assert outcome.reason is not None
    assert words in outcome.reason.zh
    assert "secret" not in outcome.reason.zh
    assert len(failures) == 1


def test_a_parser_that_hangs_costs_its_own_file_only(
    settings: Settings, files: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    patient = load.document

    def slow(path: str, *more: Any) -> Document | Unreadable:
        if "wrong" in path:
            time.sleep(60)
        return patient(path, *more)

    monkeypatch.setattr(load, "document", slow)
    limited = replace(settings, limits=Limits(seconds=1))
    first, second, third = pipeline.lint_stream([(path,) for path in files], limited, 1)
    assert first.state == "checked"
    assert second.reason is not None
    assert second.reason.zh.startswith("读取超时（1 秒）")
    assert third.state == "unreadable"


def test_lint_takes_a_path_or_several(files: list[str]) -> None:
    assert states(list(reportlint.lint(files))) == EXPECTED
    assert states(list(reportlint.lint(files[1]))) == EXPECTED[1:2]


def test_settings_and_outcomes_travel_to_processes_that_start_afresh(
    settings: Settings, files: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    spawn = multiprocessing.get_context("spawn")
    monkeypatch.setattr("reportlint.workers._context", lambda: spawn)
    outcomes = list(pipeline.lint_stream([(path,) for path in files], settings, 1))
    assert states(outcomes) == EXPECTED
