"""``evaluate --quantities``: pairs, hard negatives and relations against labels."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from reportlint.cli.app import run

REPORT = """某镇部门整体支出自评报告

全年组织公共文化活动326场，走访企业45家。

部门整体绩效自评表

| 一级指标 | 二级指标 | 三级指标 | 年初目标值 | 实际完成值 | 分值 | 得分 |
|---|---|---|---|---|---|---|
| 产出指标 | 数量指标 | 组织公共文化活动 | ≥300场 | 326场 | 5 | 5 |
| | 数量指标 | 受理群众投诉 | ≥40件 | 45件 | 5 | 5 |

全年支出合计842.35万元，其中：人员经费510.20万元，公用经费302.15万元，项目支出30.00万元。
"""
# Lines count in the text as read: blank lines and the rule of the table are no lines there.
FIGURES = {
    0: [2, "326", 0],
    1: [2, "45", 0],
    2: [5, "326", 0],
    3: [6, "45", 0],
    4: [7, "842.35", 0],
    5: [7, "510.20", 0],
    6: [7, "302.15", 0],
    7: [7, "30.00", 0],
}


def entry(**changes: Any) -> dict[str, Any]:
    """The labels of ``REPORT``."""
    return {
        "document": "report.md",
        "sha256": hashlib.sha256(REPORT.encode()).hexdigest(),
        "kind": "self-evaluation",
        "held_out": False,
        "figures": FIGURES,
        "same": [[0, 2]],
        "open": [],
        "different": [[1, 3]],
        "relations": [["sum", 4, [5, 6, 7]]],
    } | changes


@pytest.fixture
def measure(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    """Measure ``REPORT`` against an entry: exit code, and the JSON of all documents."""
    (tmp_path / "report.md").write_bytes(REPORT.encode())

    def measure(labels: dict[str, Any], *options: str) -> tuple[int, Any]:
        path = tmp_path / "labels.yaml"
        path.write_text(yaml.safe_dump([labels], allow_unicode=True), encoding="utf-8")
        code = run(["evaluate", str(path), "--quantities", "--format", "json", *options])
        out = capsys.readouterr().out
        return code, (json.loads(out) or [None])[-1] if out else None

    return measure


def test_pair_and_sum_are_found_and_the_look_alike_is_not_paired(measure: Any) -> None:
    code, found = measure(entry())
    assert code == 0
    assert found["figures"] == {"labelled": 8, "read": 8}
    assert found["same_quantity"] == {"text-table": {"hits": 1, "extra": 0, "missed": 0}}
    assert found["hard_negatives"] == {"labelled": 1, "paired": 0}
    assert found["relations"]["sum"] == {"labelled": 1, "aligned": 1, "judged": 1}


def test_a_labelled_pair_that_is_not_made_is_missed(measure: Any) -> None:
    _, found = measure(entry(same=[[0, 2], [1, 3]], different=[]))
    assert found["same_quantity"]["text-table"] == {"hits": 1, "extra": 0, "missed": 1}


def test_a_pair_that_no_label_has_is_extra_unless_left_open(measure: Any) -> None:
    _, found = measure(entry(same=[]))
    assert found["same_quantity"]["text-table"]["extra"] == 1
    _, found = measure(entry(same=[], open=[[0, 2]]))
    assert found["same_quantity"] == {}


def test_pairs_outside_the_focus_do_not_count(measure: Any) -> None:
    _, found = measure(entry(same=[], focus=[1, 3]))
    assert found["same_quantity"] == {}


def test_a_paired_hard_negative_is_counted(measure: Any) -> None:
    _, found = measure(entry(same=[], different=[[0, 2]]))
    assert found["hard_negatives"] == {"labelled": 1, "paired": 1}


def test_a_figure_that_is_not_read_is_told_apart(measure: Any) -> None:
    _, found = measure(entry(figures=FIGURES | {8: [2, "999", 0]}))
    assert found["figures"] == {"labelled": 9, "read": 8}


def test_a_relation_with_another_operand_is_not_found(measure: Any) -> None:
    _, found = measure(entry(relations=[["sum", 4, [5, 6, 3]]]))
    assert found["relations"]["sum"] == {"labelled": 1, "aligned": 0, "judged": 0}


def test_labels_of_another_file_are_refused(measure: Any) -> None:
    code, _ = measure(entry(sha256="0" * 64))
    assert code == 2


def test_held_out_labels_are_left_alone_unless_asked_for(measure: Any) -> None:
    _, found = measure(entry(held_out=True))
    assert found is None
    _, found = measure(entry(held_out=True), "--held-out")
    assert found["figures"]["read"] == 8
