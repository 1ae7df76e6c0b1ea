"""Rounding is one note for each table, a cut-off rate a note, neither ever an error."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

Call = Callable[..., tuple[int, str, str]]

TABLE = """{name}（2023年度）

单位：万元

| 科室 | 基本支出 | 项目支出 | 合计 |
|---|---|---|---|
| 综合科 | 182.46 | 73.18 | {first} |
| 业务科 | 317.25 | 64.39 | 381.64 |
| 法规科 | 95.07 | 28.60 | 123.67 |
| 合计 | {basic} | 166.17 | {total} |

"""
RATES = """项目资金执行情况（2023年度）

单位：万元

| 项目 | 全年预算数 | 全年执行数 | 执行率 |
|---|---|---|---|
| 培训 | 9759.38 | 9746.50 | {first} |
| 宣传 | 4123.60 | 3690.20 | {second} |
"""


def checked(call: Call, path: Path, text: str, *options: str) -> tuple[int, list[dict[str, Any]]]:
    path.write_text(text, encoding="utf-8")
    code, out, _ = call("check", str(path), "--jobs", "0", "--format", "json", *options)
    [document] = json.loads(out)["documents"]
    return code, document["findings"]


def noted(call: Call, path: Path, text: str) -> list[tuple[str, str, int]]:
    code, found = checked(
        call,
        path,
        text,
        "--select",
        "footing",
        "--select",
        "execution",
        "--select",
        "rounding-gap",
        "--select",
        "truncated-rate",
    )
    assert code == 0
    return [(f["severity"], f["check"], len(f["places"])) for f in found]


def table(name: str = "经费表", **changed: str) -> str:
    right = {"first": "255.64", "basic": "594.78", "total": "760.95"}
    return TABLE.format(name=name, **{**right, **changed})


def test_rounding_of_several_totals_is_one_note_for_each_table(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    one = table(first="255.65", basic="594.77", total="760.95")
    assert noted(call, path, one) == [("info", "rounding-gap", 3)]
    two = one + table("培训费明细表", first="255.63")
    assert noted(call, path, two) == [
        ("info", "rounding-gap", 3),
        ("info", "rounding-gap", 2),
    ]


def test_rounding_is_no_finding_without_being_asked_for(call: Call, tmp_path: Path) -> None:
    assert checked(call, tmp_path / "report.txt", table(basic="594.77")) == (0, [])


def test_more_than_rounding_is_an_error_and_no_note(call: Call, tmp_path: Path) -> None:
    text = table(basic="594.72")
    code, found = checked(call, tmp_path / "report.txt", text, "--select", "footing")
    assert code == 1
    assert {f["severity"] for f in found} == {"error"}


def test_cut_off_rates_are_one_note_for_each_table(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    cut = RATES.format(first="99.86%", second="89.48%")
    assert noted(call, path, cut) == [("info", "truncated-rate", 2)]
    assert noted(call, path, RATES.format(first="99.87%", second="89.49%")) == []


def test_a_rate_that_is_neither_rounded_nor_cut_off_is_an_error(call: Call, tmp_path: Path) -> None:
    text = RATES.format(first="99.85%", second="89.49%")
    code, found = checked(call, tmp_path / "report.txt", text)
    assert (code, [f["check"] for f in found]) == (1, ["rate-mismatch"])
