"""The command: what goes to stdout, and the exit code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reportlint.cli.app import run

REPORT = """某单位部门整体支出自评报告

全年支出合计 842.35 万元，其中：人员经费 510.20 万元，公用经费 302.15 万元，项目支出 30 万元。

本年培训支出 12.40 万元，占年度计划。
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one short report whose total holds."""
    (tmp_path / "report.txt").write_text(REPORT, encoding="utf-8")
    return tmp_path


def labels(folder: Path, text: str) -> str:
    path = folder / "labels.yaml"
    path.write_text(text, encoding="utf-8")
    return str(path)


RIGHT = "- {document: report.txt, right: [{relation: total, figures: [{line: 3, text: '842.35'}]}]}"
WRONG = """
- document: report.txt
  wrong:
    - relation: total
      expect: warning
      figures: [{line: 3, text: 842.35}, {line: 3, text: 510.20}]
"""


def test_right_label_that_is_not_hit_exits_0(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["evaluate", labels(folder, RIGHT), "--jobs", "1"]) == 0
    assert "误中正确项: 0/1" in capsys.readouterr().out


def test_missed_wrong_exits_1_and_is_listed(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    args = ["evaluate", labels(folder, WRONG), "--documents", str(folder), "--lang", "en"]
    assert run([*args, "--jobs", "1"]) == 1
    out = capsys.readouterr().out
    assert "recall: 0/1" in out
    assert "report.txt: total (warning): line 3 “842.35”, line 3 “510.20”" in out


def test_planted_error_is_found(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "report.txt").write_text(REPORT.replace("510.20", "570.20"), encoding="utf-8")
    text = WRONG.replace("510.20", "570.20")
    assert run(["evaluate", labels(folder, text), "--format", "json", "--jobs", "1"]) == 0
    content = json.loads(capsys.readouterr().out)
    assert content["schema"] == "reportlint.evaluation/1"
    assert content["all"]["recall"]["hits"] == 1
    assert content["documents"][0]["wrong"][0]["all_cited"] is True


def test_missing_document_exits_2(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = labels(folder, WRONG.replace("report.txt", "other.txt"))
    assert run(["evaluate", path, "--lang", "en"]) == 2
    out = capsys.readouterr().out
    assert "other.txt: There is no such file." in out
    assert "recall: 0/1" in out


def test_bad_labels_exit_2_with_one_line(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = labels(folder, "- {document: report.txt, wrongs: []}")
    assert run(["evaluate", path, "--lang", "en"]) == 2
    error = capsys.readouterr().err
    assert "unknown key wrongs" in error
    assert "Traceback" not in error


def test_two_labels_files_are_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["evaluate", "a.yaml", "b.yaml", "--lang", "en"]) == 2
    assert "Give one labels file" in capsys.readouterr().err


def test_faults_of_a_total_are_found(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = str(folder / "report.txt")
    code = run(["evaluate", "--faults", path, "--seed", "3", "--format", "json", "--jobs", "1"])
    content = json.loads(capsys.readouterr().out)
    assert content["schema"] == "reportlint.faults/1"
    assert content["documents"][0]["related"] == 4
    assert content["all"]["faults"] == 4
    assert content["all"]["located"]["total"] >= 3
    assert content["all"]["located"]["hits"] == content["all"]["located"]["total"]
    assert code == 0


def test_faults_in_an_unreadable_file_exit_2(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = folder / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7 nothing more")
    assert run(["evaluate", "--faults", str(broken)]) == 2
    assert "broken.pdf" in capsys.readouterr().out
