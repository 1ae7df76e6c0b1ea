"""Tables lined up with blanks."""

from __future__ import annotations

from reportlint.load.text import load_text
from reportlint.model.document import Document, Table


def load(text: str) -> Document:
    return load_text(text, "t.txt", "0" * 64, "utf-8", "text")


def grid(text: str) -> list[list[str]]:
    document = load(text)
    [table] = [block for block in document.blocks if isinstance(block, Table)]
    rows: list[list[str]] = [[""] * table.columns for _ in range(table.rows)]
    for cell in table.cells:
        rows[cell.row][cell.column] = document.slice(cell.span)
    return rows


def test_columns_are_found_by_what_stands_above_what() -> None:
    text = (
        "科室经费（万元）\n\n"
        "科室        预算数      执行数\n"
        "办公室      120.50      118.20\n"
        "业务科                   80.10\n"
        "合计        200.75      198.30\n"
    )
    assert grid(text)[1:] == [
        ["办公室", "120.50", "118.20"],
        ["业务科", "", "80.10"],
        ["合计", "200.75", "198.30"],
    ]


def test_lines_keep_their_numbers() -> None:
    document = load("甲  1.0  2.0\n乙  3.0  4.0\n丙  5.0  6.0\n")
    [table] = [block for block in document.blocks if isinstance(block, Table)]
    assert [document.line_of(cell.span) for cell in table.cells if cell.column == 2] == [1, 2, 3]


def test_running_text_with_wide_gaps_stays_text() -> None:
    document = load("单位名称：某局    填报日期：2022年3月\n\n基本支出  10.0 万元\n")
    assert not any(isinstance(block, Table) for block in document.blocks)
