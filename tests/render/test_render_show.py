"""The stage views in text."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
import render_samples as samples

from reportlint.model.document import Message
from reportlint.model.fact import Facts, Status, Verdict
from reportlint.render.layout import cell_len
from reportlint.render.show import StageView


def view(stage: str, lang: str = "zh", width: int = 80, facts: Facts | None = None) -> str:
    stream = io.StringIO()
    shown = StageView(stream, lang, width)
    known = facts or samples.facts(samples.document())
    if stage == "document":
        shown.document(known.documents[0])
    elif stage == "figures":
        shown.figures(known.readings[0])
    else:
        shown.facts(known)
    return stream.getvalue()


def test_the_document_is_drawn_with_its_table() -> None:
    text = view("document")
    assert "    1  heading 1  一、部门概况" in text
    assert "表 1  4 行 × 4 列" in text
    lines = text.splitlines()
    assert "       项目支出│50.00   │·    │未执行" in lines
    assert lines[-1].startswith("       合计    │150.00  │95.00│")


def test_wide_tables_are_squeezed_to_the_screen() -> None:
    text = view("document", width=40)
    assert max(cell_len(line) for line in text.splitlines()) <= 40


def test_figures_name_value_unit_role_and_place() -> None:
    text = view("figures", width=120)
    (line,) = [line for line in text.splitlines() if "264.47" in line]
    for part in ("万元", "executed", "total", "2024 年度收入 合计", "第 2 行"):
        assert part in line
    assert "没能读懂  1" in text
    assert "two dots" in text
    assert "ordinal" in text


def test_facts_say_why_and_relations_whether_they_hold() -> None:
    text = view("facts")
    assert "264.47  万元  年度收入 · executed · 2024  第 2 行" in text
    assert "← 句中" in text
    assert "✓ 合计 (total)  [exact]" in text
    assert "= 150.00 万元" in text
    assert "+ 100.00 万元" in text
    assert "← 同一列的合计行" in text


@pytest.mark.parametrize(
    ("verdict", "ambiguous", "mark"),
    [
        (Verdict(Status.ERROR), None, "✗"),
        (None, None, "-"),
        (None, Message("分项不止一组", "several"), "?"),
    ],
)
def test_marks_of_relations(verdict: Verdict | None, ambiguous: Message | None, mark: str) -> None:
    document = samples.document()
    relation = replace(samples.relation(document), verdict=verdict, ambiguous=ambiguous)
    text = view("facts", facts=replace(samples.facts(document), relations=(relation,)))
    assert f"\n {mark} 合计 (total)" in text


@pytest.mark.parametrize("stage", ["document", "figures", "facts"])
@pytest.mark.parametrize("width", [60, 80, 120])
def test_views_fit_the_screen(stage: str, width: int) -> None:
    text = view(stage, "en", width)
    assert max(cell_len(line) for line in text.splitlines()) <= width
