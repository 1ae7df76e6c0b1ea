"""Reading the labels file: nothing in it may be lost or guessed."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportlint.evaluation.labels import LabelFigure, LabelsError, read_labels

GOOD = """
- document: a/report.txt
  sha256: ABCD
  kind: report
  wrong:
    - relation: total
      expect: warning
      note: a note
      figures: [{line: 3, text: 2758.60}, {page: 4, text: 88 件}]
  right:
    - relation: any
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "labels.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_reads_every_key(tmp_path: Path) -> None:
    (entry,) = read_labels(write(tmp_path, GOOD))
    assert (entry.document, entry.kind, entry.sha256) == ("a/report.txt", "report", "abcd")
    (wrong,) = entry.wrong
    assert (wrong.relation, wrong.expect, wrong.note) == ("total", "warning", "a note")
    assert entry.right[0].figures == ()


def test_numbers_stay_as_written(tmp_path: Path) -> None:
    (entry,) = read_labels(write(tmp_path, GOOD))
    assert entry.wrong[0].figures == (
        LabelFigure("2758.60", line=3),
        LabelFigure("88 件", page=4),
    )


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("- {kind: report}", "document is missing"),
        ("- {document: a, wrongs: []}", "unknown key wrongs"),
        ("- {document: a}\n- {document: a}", "stands twice"),
        ("- {document: a, wrong: [], wrong: []}", "key 'wrong' stands twice"),
        ("- {document: a, wrong: [{relation: any}]}", "figures are missing"),
        ("- {document: a, right: [{relation: total}]}", "figures are missing"),
        ("- {document: a, right: [{figures: [{text: '1'}]}]}", "relation is missing"),
        (
            "- {document: a, wrong: [{relation: t, expect: fatal, figures: [{text: '1'}]}]}",
            "expect cannot be fatal",
        ),
        (
            "- {document: a, wrong: [{relation: t, figures: [{text: '1', line: 0}]}]}",
            "line must be a whole number",
        ),
        ("document: a", "must be a list"),
        ("- [", "cannot be read"),
    ],
)
def test_what_is_not_understood_is_refused(tmp_path: Path, text: str, complaint: str) -> None:
    with pytest.raises(LabelsError, match=complaint) as caught:
        read_labels(write(tmp_path, text))
    assert "标注文件" in caught.value.message.zh


def test_missing_file_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(LabelsError, match="cannot be read"):
        read_labels(tmp_path / "none.yaml")
