"""The hand-made outcomes of the rendering tests, and a pipeline that returns them."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "render"))

from reportlint import pipeline
from reportlint.cli.app import run
from reportlint.model.outcome import Outcome


class Canned:
    """Replaces the pipeline: remembers what it was asked, returns what it was given."""

    def __init__(self) -> None:
        self.outcomes: list[Outcome] = []
        self.submissions: list[tuple[Any, ...]] = []
        self.settings: Any = None
        self.jobs: int | None = None

    def __call__(
        self, submissions: Sequence[Any], settings: Any, jobs: int | None = None, **more: Any
    ) -> Iterator[Outcome]:
        self.submissions = [tuple(sources) for sources in submissions]
        self.settings = settings
        self.jobs = jobs
        return iter(self.outcomes)


@pytest.fixture
def canned(monkeypatch: pytest.MonkeyPatch) -> Canned:
    """The pipeline's results are whatever the test puts into ``outcomes``."""
    replacement = Canned()
    monkeypatch.setattr(pipeline, "lint_stream", replacement)
    return replacement


@pytest.fixture
def report(tmp_path: Path) -> str:
    """An existing text file."""
    path = tmp_path / "report.txt"
    path.write_text("合计 3 万元。\n", encoding="utf-8")
    return str(path)


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Run the program in this process: exit code, stdout, stderr."""

    def call(*args: str) -> tuple[int, str, str]:
        code = run(args)
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call
