"""The measured precision of the checks: data and words."""

from __future__ import annotations

from reportlint.measured import Measured, measured, measured_checks
from reportlint.run.registry import discover


def test_only_known_checks_are_measured() -> None:
    assert measured_checks() <= {info.id for info in discover()}


def test_every_measured_check_has_a_finding() -> None:
    for check in measured_checks():
        counts = measured(check)
        assert counts.right + counts.wrong + counts.open > 0, check


def test_sentence_gives_counts_and_wilson_interval() -> None:
    told = Measured(documents=12, right=9)
    assert told.sentence("en") == "12 real documents, 9 of 9 right, 0.70–1.00"
    assert told.sentence("zh") == "真实文件 12 份，9 条中 9 条属实，0.70–1.00"


def test_open_findings_are_said_but_not_counted() -> None:
    told = Measured(documents=12, right=3, wrong=1, open=2).sentence("en")
    assert told == "12 real documents, 3 of 4 right, 0.30–0.95, 2 left open"


def test_nothing_settled_is_unknown() -> None:
    assert "未知" in Measured(documents=12, open=1).sentence("zh")
    assert Measured(documents=12).short() == "–"
