"""Quoting the words around figures: one line for several, marks under each."""

from __future__ import annotations

import render_samples as samples

from reportlint.model.document import Document
from reportlint.model.outcome import Outcome
from reportlint.render.layout import cell_len
from reportlint.render.places import Sources
from reportlint.render.quotes import quotes


def outcome_of(document: Document) -> Outcome:
    return samples.outcome(sources=(document,), findings=())


def under(line: str, marks: str, sign: str) -> str:
    """The characters of ``line`` that stand above ``sign``."""
    columns = [index for index, mark in enumerate(marks) if mark == sign]
    at, found = 0, ""
    for character in line:
        if at in columns:
            found += character
        at += cell_len(character)
    return found


def test_figures_of_one_row_share_a_line() -> None:
    document = samples.document()
    places = [samples.cell_place(document, 3, 2, "claim"), samples.cell_place(document, 3, 1)]
    (quote,) = quotes(places, Sources(outcome_of(document)), 72, "（空）")
    assert [place for place, _ in quote.places] == places
    assert quote.line == "合计 │ 150.00 │ 95.00"
    assert under(quote.line, quote.marks, "^") == "95.00"
    assert under(quote.line, quote.marks, "~") == "150.00"


def test_an_empty_slot_at_the_end_of_a_row() -> None:
    document = samples.document()
    places = [samples.cell_place(document, 1, 2, "claim"), samples.cell_place(document, 1, 3)]
    (quote,) = quotes(places, Sources(outcome_of(document)), 72, "（空）")
    assert quote.line == "基本支出 │ 100.00 │ 90.00 │ （空）"
    assert under(quote.line, quote.marks, "~") == "（空）"


def test_other_rows_have_lines_of_their_own() -> None:
    document = samples.document()
    places = [samples.cell_place(document, row, 1) for row in (1, 2, 3)]
    found = quotes(places, Sources(outcome_of(document)), 72, "（空）")
    assert [under(quote.line, quote.marks, "~") for quote in found] == ["100.00", "50.00", "150.00"]


def test_long_cells_give_way_before_a_row_is_torn_apart() -> None:
    document = samples.document(rows=(("长" * 30, "12.00", "很" * 30, "95.00"),))
    places = [samples.cell_place(document, 0, 3, "claim"), samples.cell_place(document, 0, 1)]
    (quote,) = quotes(places, Sources(outcome_of(document)), 60, "（空）")
    assert cell_len(quote.line) <= 60
    assert under(quote.line, quote.marks, "^") == "95.00"
    assert under(quote.line, quote.marks, "~") == "12.00"


def test_a_row_that_does_not_fit_at_all_is_quoted_figure_by_figure() -> None:
    document = samples.document(rows=(("长" * 30, "12.00", "很" * 30, "95.00"),))
    places = [samples.cell_place(document, 0, 3, "claim"), samples.cell_place(document, 0, 1)]
    found = quotes(places, Sources(outcome_of(document)), 30, "（空）")
    assert [len(quote.places) for quote in found] == [1, 1]
    assert under(found[0].line, found[0].marks, "^") == "95.00"
    assert under(found[1].line, found[1].marks, "~") == "12.00"
    assert max(cell_len(quote.line) for quote in found) <= 30


def test_a_long_sentence_is_cut_around_the_figure() -> None:
    document = samples.document(lines=("前" * 60 + " 264.47 " + "后" * 60 + "。",))
    place = samples.place(document, "264.47")
    (quote,) = quotes([place], Sources(outcome_of(document)), 40, "（空）")
    assert under(quote.line, quote.marks, "^") == "264.47"
    assert cell_len(quote.line) <= 40
