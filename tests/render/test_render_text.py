"""What a person reads in the terminal."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
import render_samples as samples

from reportlint.model.document import Document, Message
from reportlint.model.outcome import Coverage, Outcome
from reportlint.render.layout import cell_len
from reportlint.render.report import Options, families
from reportlint.render.text import TextReport


def render(*outcomes: Outcome, **options: object) -> str:
    stream = io.StringIO()
    report = TextReport(stream, Options(**options))  # type: ignore[arg-type]
    for outcome in outcomes:
        report.add(outcome)
    report.close()
    return stream.getvalue()


def test_a_finding_shows_both_places_with_carets_and_the_arithmetic() -> None:
    text = render(samples.outcome(findings=(samples.root_finding(samples.document()),)))
    assert (
        """
  错误 total-mismatch
  年度收入合计264.47万元小于其中的财政拨款267.47万元。
    此处  第 2 行  年度收入 合计
    对照  第 2 行  财政拨款
        本单位年度收入合计 264.47 万元，其中财政拨款 267.47 万元。
                           ^^^^^^                    ~~~~~~
    算式  267.47 + [0, ∞) ∌ 264.47
    可能原因  只有一位数字不同
    改此一处则全部相符  年度收入 合计  264.47 → 267.47
    影响结论  达标与否随之改变
"""
        in text
    )


def test_an_empty_slot_is_shown_as_such() -> None:
    text = render(samples.outcome())
    assert "        项目支出 │ 50.00 │ （空） │ 未执行\n" + " " * 27 + "~~~~~~\n" in text
    assert "第 6 行，表 1 第 3 行第 3 列" in text


def test_findings_come_in_reading_order() -> None:
    text = render(samples.outcome())
    assert text.index("total-mismatch") < text.index("sum-mismatch")


def test_a_consequence_stands_under_its_root() -> None:
    document = samples.document()
    follower = replace(samples.table_finding(document), root="f1")
    text = render(samples.outcome(findings=(follower, samples.root_finding(document))))
    assert "    ↳ 由此引起 警告 sum-mismatch" in text
    assert text.count("对照") == 1


def test_a_root_that_is_not_there_and_a_circle_lose_nothing() -> None:
    document = samples.document()
    orphan = replace(samples.table_finding(document), root="gone")
    assert [root.check for root, _ in families([orphan])] == ["sum-mismatch"]
    first = replace(samples.root_finding(document), root="f2")
    second = replace(samples.table_finding(document), root="f1")
    listed = families([first, second])
    assert sum(1 + len(below) for _, below in listed) == 2


def test_a_chain_of_consequences_stands_under_the_first() -> None:
    document = samples.document()
    root = samples.root_finding(document)
    second = replace(samples.table_finding(document), root="f1")
    third = replace(second, fingerprint="f3", root="f2")
    ((top, below),) = families([root, second, third])
    assert top is root
    assert below == [second, third]


def test_a_clean_document_says_what_was_checked() -> None:
    text = render(samples.clean())
    assert text.startswith("report.txt  已核对，未发现矛盾\n")
    assert "读出数字 12 个，归入关系 9 个，已核对 7 个" in text
    assert "    2  口径不清" in text
    assert "成立的关系 1 条：合计 1。" in text


def test_a_document_without_relations_is_not_called_free_of_contradictions() -> None:
    bare = samples.outcome(findings=(), passed=(), coverage=Coverage(figures=6))
    assert render(bare).startswith("report.txt  已核对，没有可以互相核对的数字\n")


@pytest.mark.parametrize(
    ("state", "sentence"),
    [("blank-form", "尚未填写的空白表"), ("no-figures", "没有可核对的数字")],
)
def test_states_without_figures_have_a_sentence(state: str, sentence: str) -> None:
    text = render(samples.outcome(state=state, findings=(), passed=()))
    assert sentence in text
    assert "未发现矛盾" not in text


def test_an_unreadable_file_is_never_clean() -> None:
    text = render(samples.unreadable())
    assert text == "broken.pdf  无法读取\n  文件已加密，请先去掉密码\n"


def test_an_unreadable_source_of_several_is_named() -> None:
    text = render(samples.mixed())
    assert "first.pdf  文件已加密" in text
    assert "此处  second.txt 第 2 行" in text


def test_notes_and_crashes_are_shown() -> None:
    document: Document = replace(samples.document(), notes=(Message("有隐藏的工作表", "hidden"),))
    crash = Message("检查 sum-mismatch 出错", "check sum-mismatch failed")
    text = render(samples.outcome(sources=(document,), findings=(), crashes=(crash,)))
    assert "注意  有隐藏的工作表" in text
    assert "检查 sum-mismatch 出错" in text


def test_quiet_shows_findings_and_trouble_only() -> None:
    text = render(samples.clean(), samples.outcome(), samples.unreadable(), quiet=True)
    assert text.startswith("report.txt  已核对，1 个错误，1 个警告\n")
    assert "broken.pdf  无法读取" in text
    assert "读出数字" not in text
    assert "共 " not in text


def test_passed_relations_are_listed_on_request() -> None:
    assert "100.00 + 50.00 = 150.00" not in render(samples.clean())
    text = render(samples.clean(), passed=True)
    assert "✓ 合计  100.00 + 50.00 = 150.00" in text
    assert "150.00  第 7 行，表 1 第 4 行第 2 列" in text


def test_statistics_count_checks() -> None:
    text = render(samples.outcome(), samples.outcome(), statistics=True)
    assert "     2  sum-mismatch\n     2  total-mismatch\n" in text


def test_several_documents_end_with_a_sum() -> None:
    text = render(samples.outcome(), samples.clean(), samples.unreadable())
    assert text.endswith("共 3 个文件：1 个错误，1 个警告，1 个文件无法读取。\n")


def test_redaction_leaves_out_the_words_around() -> None:
    text = render(samples.outcome(), redact=True)
    assert "本单位年度收入合计 264.47" not in text
    assert "^" not in text
    assert "此处  第 2 行  年度收入 合计  264.47" in text


def test_english() -> None:
    text = render(samples.outcome(), samples.unreadable(), lang="en")
    assert "report.txt  checked, 1 error, 1 warning" in text
    assert "here  line 2" in text
    assert "against  line 6, table 1 row 3 column 3" in text
    assert "12 figures read, 9 aligned, 7 checked" in text
    assert "2 files: 1 error, 1 warning, 1 file unreadable." in text


@pytest.mark.parametrize("width", [50, 60, 80, 120])
def test_no_line_is_wider_than_the_screen(width: int) -> None:
    text = render(
        samples.outcome(), samples.mixed(), samples.unreadable(), width=width, passed=True
    )
    assert max(cell_len(line) for line in text.splitlines()) <= width


def test_no_colour_codes_without_a_terminal() -> None:
    assert "\x1b" not in render(samples.outcome())


def test_one_line_for_the_figures_of_one_row_if_it_fits() -> None:
    document = samples.document()
    places = (samples.cell_place(document, 3, 2, "claim"), samples.cell_place(document, 3, 1))
    finding = replace(samples.table_finding(document), places=places)
    text = render(samples.outcome(findings=(finding,)))
    assert "        合计 │ 150.00 │ 95.00\n               ~~~~~~   ^^^^^\n" in text
