"""Text with blanks between all its characters, and tables that follow one another."""

from __future__ import annotations

from load_helpers import grids, read, texts

_SENTENCE = "全市一般公共预算收入完成二百亿元，比上年增长百分之三，支出完成四百亿元。"


def _spaced(text: str) -> str:
    return "  ".join(text)


def test_blanks_between_the_characters_are_left_out() -> None:
    lines = [f"{_spaced(_SENTENCE)}第 {number} 段。" for number in range(1, 13)]
    document = read("\n\n".join(lines), "a.txt")
    assert texts(document)[0].startswith(_SENTENCE)
    assert texts(document)[0].endswith("第1段。")


def test_a_text_with_some_blanks_keeps_them() -> None:
    lines = [f"{_SENTENCE}预算 {number} 万元，支出 {number} 万元。" for number in range(1, 13)]
    document = read("\n\n".join(lines), "a.txt")
    assert "预算 1 万元，支出 1 万元" in texts(document)[0]


def test_rows_with_wide_gaps_stay_rows() -> None:
    lines = [_spaced(_SENTENCE) for _ in range(12)] + ["收  入  合  计        100.00        200.00"]
    document = read("\n\n".join(lines), "a.txt")
    assert "100.00        200.00" in texts(document)[-1] or grids(document)


def test_other_heads_behind_a_blank_line_open_another_table() -> None:
    table = "| 项目 | 预算数 |\n|---|---|\n| 办公费 | 5.00 |\n"
    other = "| 工程 | 批复规模 |\n|---|---|\n| 便民中心 | 680 |\n"
    again = "| 项目 | 预算数 |\n|---|---|\n| 印刷费 | 3.00 |\n"
    assert len(grids(read(f"{table}\n{other}", "a.md"))) == 2
    assert len(grids(read(f"{table}\n{again}", "a.md"))) == 1
    page = "| 204 | 公共安全支出 | 556.78 |\n|---|---|---|\n| 20499 | 其他 | 556.78 |\n"
    first = "| 编码 | 科目 | 支出 |\n|---|---|---|\n| 201 | 一般公共服务支出 | 207.40 |\n"
    assert len(grids(read(f"{first}\n{page}", "a.md"))) == 1
