"""Widths on the screen: Chinese characters are two columns wide."""

from __future__ import annotations

import pytest
from rich.cells import cell_len as rich_len

from reportlint.render.layout import cell_len, clip, pad, window, wrap


def test_lines_are_filled_by_width_not_by_length() -> None:
    assert wrap("一二三四五六七八九十", 12) == ["一二三四五六", "七八九十"]


def test_numbers_and_words_stay_whole() -> None:
    assert wrap("合计金额为 1234.56 万元", 16) == ["合计金额为", "1234.56 万元"]


def test_a_closing_mark_does_not_begin_a_line() -> None:
    lines = wrap("甲乙丙丁戊己，庚辛", 12)
    assert all(line[0] != "，" for line in lines)
    assert "".join(lines) == "甲乙丙丁戊己，庚辛"


def test_an_opening_mark_does_not_end_a_line() -> None:
    lines = wrap("甲乙丙丁戊（己庚）", 12)
    assert lines[0] == "甲乙丙丁戊"


def test_a_word_wider_than_the_line_is_broken() -> None:
    assert wrap("a" * 20, 8) == ["a" * 8, "a" * 8, "a" * 4]


@pytest.mark.parametrize("text", ["", "   ", "\n"])
def test_nothing_is_one_empty_line(text: str) -> None:
    assert wrap(text, 20) == [""]


def test_every_line_fits_and_no_character_is_lost() -> None:
    text = (
        "本年收入合计 264.47 万元，其中：财政拨款（含上年结转）267.47 万元；other income 3.5。" * 4
    )
    for width in (12, 23, 40, 79):
        lines = wrap(text, width)
        assert max(map(cell_len, lines)) <= width
        assert "".join("".join(lines).split()) == "".join(text.split())


def test_clip_cuts_to_columns_at_either_end() -> None:
    assert clip("一二三四", 7) == "一二三…"
    assert clip("一二三四", 6) == "一二…"
    assert clip("一二三四", 7, left=True) == "…二三四"
    assert clip("一二三四", 8) == "一二三四"
    assert clip("一二三四", 0) == ""


def test_pad_counts_columns() -> None:
    assert pad("合计", 6) == "合计  "


def test_window_keeps_the_figure_and_fills_the_width() -> None:
    before, mark, after = window("前" * 60, "264.47", "后" * 60, 40)
    assert mark == "264.47"
    assert 38 <= cell_len(before + mark + after) <= 40
    assert before.startswith("…")
    assert after.endswith("…")


def test_window_gives_unused_room_to_the_other_side() -> None:
    before, _, after = window("前", "1", "后" * 60, 41)
    assert before == "前"
    assert cell_len(after) >= 37


def test_a_mark_wider_than_the_line_is_cut() -> None:
    before, mark, after = window("前", "数" * 50, "后", 20)
    assert cell_len(before + mark + after) <= 20
    assert mark.endswith("…")


def test_widths_are_those_of_rich() -> None:
    text = "合计（万元）：１２３ 264.47%，≤≥±×÷≠∌∞ □√☑☐ “引号”《书名》、…—·　│①Ⅳ㎡℃ e\u0301"
    assert [cell_len(character) for character in text] == [
        rich_len(character) for character in text
    ]
    assert cell_len(text) == rich_len(text)
