"""``reportlint check``: options, outputs and exit codes."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import render_samples as samples
from conftest import Canned

from reportlint.model.document import Message
from reportlint.model.outcome import Outcome
from reportlint.pipeline import Piped

Call = Callable[..., tuple[int, str, str]]

WARNING_ONLY = samples.outcome(findings=(samples.table_finding(samples.document()),))
CRASHED = samples.outcome(findings=(), crashes=(Message("出错", "failed"),))


@pytest.mark.parametrize(
    ("outcomes", "options", "expected"),
    [
        ([samples.clean()], [], 0),
        ([samples.outcome()], [], 1),
        ([WARNING_ONLY], [], 0),
        ([WARNING_ONLY], ["--fail-level", "warning"], 1),
        ([WARNING_ONLY], ["--fail-level", "info"], 1),
        ([samples.unreadable()], [], 2),
        ([samples.unreadable()], ["--allow-unreadable"], 0),
        ([samples.unreadable(), samples.outcome()], [], 2),
        ([samples.unreadable(), samples.outcome()], ["--allow-unreadable"], 1),
        ([samples.mixed()], ["--allow-unreadable"], 1),
        ([samples.mixed()], [], 2),
        ([CRASHED], [], 2),
        ([CRASHED], ["--allow-unreadable"], 2),
        ([samples.outcome(state="blank-form", findings=())], [], 0),
        ([samples.outcome(state="no-figures", findings=())], [], 0),
    ],
)
def test_exit_codes(
    canned: Canned,
    call: Call,
    report: str,
    outcomes: list[Outcome],
    options: list[str],
    expected: int,
) -> None:
    canned.outcomes = outcomes
    assert call("check", report, *options)[0] == expected


def test_findings_go_to_stdout_and_nothing_else_does(
    canned: Canned, call: Call, report: str
) -> None:
    canned.outcomes = [samples.outcome()]
    _, out, err = call("check", report)
    assert "错误 total-mismatch" in out
    assert err == ""


def test_json_on_stdout_is_nothing_but_json(canned: Canned, call: Call, report: str) -> None:
    canned.outcomes = [samples.outcome()]
    code, out, _ = call("check", report, "--format", "json")
    data = json.loads(out)
    assert code == 1
    assert data["schema"] == "reportlint.findings/1"
    assert data["summary"]["error"] == 1
    assert len(data["run"]["lexicon"]) == 64
    assert data["run"]["date"][10] == "T"


def test_further_outputs_are_written_beside(
    canned: Canned, call: Call, report: str, tmp_path: Path
) -> None:
    canned.outcomes = [samples.outcome()]
    one, two = tmp_path / "a.json", tmp_path / "b.txt"
    _, out, _ = call("check", report, "--output", f"json={one}", "--output", f"text={two}")
    assert out.startswith("report.txt  ")
    assert json.loads(one.read_text("utf-8"))["summary"]["documents"] == 1
    assert two.read_text("utf-8") == out


def test_a_file_holds_everything_even_when_the_screen_is_quiet(
    canned: Canned, call: Call, report: str, tmp_path: Path
) -> None:
    canned.outcomes = [samples.clean()]
    path = tmp_path / "b.txt"
    _, out, _ = call("check", report, "--quiet", "--output", f"text={path}")
    assert out == ""
    assert "已核对" in path.read_text("utf-8")


def test_an_output_that_cannot_be_written_is_bad_usage(
    canned: Canned, call: Call, report: str, tmp_path: Path
) -> None:
    code, _, err = call("check", report, "--output", f"json={tmp_path / 'no' / 'a.json'}")
    assert code == 2
    assert err.count("\n") == 1
    assert "无法写入文件" in err


def test_each_file_is_its_own_submission_unless_together(
    canned: Canned, call: Call, report: str, tmp_path: Path
) -> None:
    other = tmp_path / "second.txt"
    other.write_text("甲", encoding="utf-8")
    call("check", report, str(other))
    assert [len(sources) for sources in canned.submissions] == [1, 1]
    call("check", report, str(other), "--together")
    assert [len(sources) for sources in canned.submissions] == [2]


def test_by_folder_makes_one_submission_of_each_folder(
    canned: Canned, call: Call, tmp_path: Path
) -> None:
    for name in ("甲/报告.txt", "甲/自评表.txt", "乙/报告.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("合计 3 万元。\n", encoding="utf-8")
    call("check", str(tmp_path), "--by-folder")
    found = {tuple(sorted(Path(str(p)).name for p in paths)) for paths in canned.submissions}
    assert found == {("报告.txt", "自评表.txt"), ("报告.txt",)}


def test_together_and_by_folder_exclude_each_other(call: Call, report: str) -> None:
    code, _, err = call("check", report, "--together", "--by-folder")
    assert code == 2
    assert err.count("\n") == 1
    assert "只能用一个" in err


def test_a_folder_is_walked(canned: Canned, call: Call, report: str, tmp_path: Path) -> None:
    (tmp_path / "program.py").write_text("1", encoding="utf-8")
    call("check", str(tmp_path))
    assert [Path(str(path)).name for (path,) in canned.submissions] == ["report.txt"]


def test_standard_input(canned: Canned, call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    stdin = io.TextIOWrapper(io.BytesIO("合计 3 万元".encode()))
    monkeypatch.setattr(sys, "stdin", stdin)
    call("check", "-")
    assert canned.submissions == [(Piped("-", "合计 3 万元".encode()),)]


def test_options_reach_the_settings(canned: Canned, call: Call, report: str) -> None:
    call("check", report, "--jobs", "3", "--engine", "pdfplumber", "--profile", "henan")
    assert canned.jobs == 3
    assert canned.settings.engine == "pdfplumber"
    assert canned.settings.profile == "henan"


def test_select_takes_repeated_and_comma_separated_names(
    canned: Canned, call: Call, report: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reportlint.run.registry.discover", _checks)
    call("check", report, "--select", "total-mismatch,footing", "--ignore", "sum-mismatch")
    assert canned.settings.select == ("total-mismatch", "footing")
    assert canned.settings.ignore == ("sum-mismatch",)


def test_an_unknown_check_gets_the_nearest_spelling(
    call: Call, report: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reportlint.run.registry.discover", _checks)
    code, _, err = call("check", report, "--select", "total-mismach")
    assert code == 2
    assert "没有名为“total-mismach”的检查或类别（是否想写“total-mismatch”？）" in err
    assert err.count("\n") == 1


def test_a_missing_file_is_one_line_and_the_others_are_checked(
    canned: Canned, call: Call, report: str
) -> None:
    canned.outcomes = [samples.clean()]
    code, out, err = call("check", report, "missing.docx")
    assert code == 2
    assert "missing.docx" in err
    assert err.count("\n") == 1
    assert "已核对" in out


def test_a_folder_without_documents_is_not_clean(
    canned: Canned, call: Call, tmp_path: Path
) -> None:
    code, _, err = call("check", str(tmp_path))
    assert code == 2
    assert err.strip()


def test_show_passed_and_statistics(canned: Canned, call: Call, report: str) -> None:
    canned.outcomes = [samples.outcome()]
    _, out, _ = call("check", report, "--show", "passed", "--statistics")
    assert "✓ 合计" in out
    assert "     1  total-mismatch" in out


def test_redacted_json_has_no_context(canned: Canned, call: Call, report: str) -> None:
    canned.outcomes = [samples.outcome()]
    _, out, _ = call("check", report, "--format", "json", "--redact-context")
    assert '"context"' not in out


def _checks() -> tuple[Any, ...]:
    from reportlint.model.settings import CheckInfo

    return tuple(
        CheckInfo(name, "footing", "error", f"{name}。 / {name}.", lambda: None, None)
        for name in ("total-mismatch", "sum-mismatch")
    )
