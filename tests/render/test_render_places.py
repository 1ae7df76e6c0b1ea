"""Coordinates and context of cited places."""

from __future__ import annotations

from dataclasses import replace

import render_samples as samples

from reportlint.model.span import Span
from reportlint.render import stages
from reportlint.render.places import Locator, Sources
from reportlint.render.words import where


def test_a_place_in_running_text() -> None:
    document = samples.document()
    at = Locator(document).place(samples.place(document, "264.47"))
    assert (at.line, at.page, at.paragraph, at.table) == (2, None, 1, None)
    assert at.context.before == "本单位年度收入合计 "
    assert at.context.mark == "264.47"
    assert at.context.after == " 万元，其中财政拨款 267.47 万元。"


def test_only_the_sentence_is_quoted() -> None:
    document = samples.document()
    at = Locator(document).place(samples.place(document, "267.47"))
    assert "部门概况" not in at.context.line()
    assert at.context.line().endswith("267.47 万元。")


def test_a_place_in_a_table_shows_its_row() -> None:
    document = samples.document()
    at = Locator(document).place(samples.cell_place(document, 1, 2))
    assert (at.table, at.row, at.column, at.paragraph) == (0, 1, 2, None)
    assert at.context.line() == "基本支出 │ 100.00 │ 90.00"
    assert at.context.lead == "基本支出 │ "


def test_an_empty_slot_has_a_place_of_its_own() -> None:
    document = samples.document()
    at = Locator(document).place(samples.cell_place(document, 2, 2))
    assert at.line == 6
    assert at.context.mark == ""
    assert at.context.before == "50.00 │ "
    assert at.context.after == " │ 未执行"


def test_the_cell_is_found_without_being_told() -> None:
    document = samples.document()
    span = samples.span_of(document, "90.00")
    at = Locator(document).locate(span)
    assert (at.table, at.row, at.column) == (0, 1, 2)


def test_a_page_with_layout_gives_boxes() -> None:
    document = samples.document(page=True)
    at = Locator(document).place(samples.place(document, "264.47"))
    assert (at.line, at.page) == (None, 1)
    (box,) = at.boxes
    assert (box.x0, box.x1, box.top) == (172.0, 232.0, 200.0)


def test_a_span_outside_every_block_still_has_context() -> None:
    document = samples.document()
    end = len(document.text)
    at = Locator(document).locate(Span(end, end))
    assert at.paragraph is None


def test_context_is_trimmed_around_the_figure() -> None:
    document = samples.document()
    context = Locator(document).place(samples.place(document, "264.47")).context
    assert context.line(around=3) == "…合计 264.47 万元…"


def test_documents_are_counted_without_the_unreadable_ones() -> None:
    sources = Sources(samples.mixed())
    assert sources.index(0) == 1
    assert sources.path(0) == "second.txt"


def test_a_place_in_a_workbook_is_its_address() -> None:
    document = samples.document()
    runs = tuple(
        replace(run, line=None, sheet="收支表", cell=f"A{number}")
        for number, run in enumerate(document.runs, start=1)
    )
    document = replace(document, runs=runs, _starts=())
    at = Locator(document).place(samples.cell_place(document, 2, 2))
    assert (at.sheet, at.cell, at.line) == ("收支表", "A6", None)
    assert where(at, "zh") == where(at, "en") == "收支表!A6"
    (figure,) = stages.figures(samples.facts(document).readings[0])["figures"]
    assert (figure["sheet"], figure["cell"]) == ("收支表", "A2")
