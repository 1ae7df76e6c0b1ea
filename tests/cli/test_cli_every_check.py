"""Every check fires through the command line from a whole document, and keeps quiet on near-misses."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from reportlint.examples import unmark
from reportlint.model.settings import CheckInfo
from reportlint.run.registry import discover

Call = Callable[..., tuple[int, str, str]]


def found(call: Call, path: Path, check: CheckInfo) -> tuple[int, list[str]]:
    options = ("--select", check.id, "--jobs", "0", "--format", "json", "--fail-level", "info")
    code, out, _ = call("check", str(path), *options)
    [document] = json.loads(out)["documents"]
    return code, [finding["check"] for finding in document["findings"]]


@pytest.mark.parametrize("check", discover(), ids=lambda check: f"{check.family}/{check.id}")
def test_check_fires_and_near_misses_stay_silent(
    check: CheckInfo, call: Call, tmp_path: Path
) -> None:
    path = tmp_path / "report.txt"
    path.write_text(unmark(check.fails[0].text)[0], encoding="utf-8")
    code, names = found(call, path, check)
    assert (code, set(names)) == (1, {check.id})
    for example in check.passes:
        path.write_text(example.text, encoding="utf-8")
        assert found(call, path, check) == (0, []), example.why
