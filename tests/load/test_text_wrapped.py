"""Paragraphs that a conversion broke into lines of one width are whole again."""

from __future__ import annotations

import re

from load_helpers import read, texts

from reportlint.model.vocabulary import squeeze

_WIDTH = 28
_SENTENCES = (
    "本单位二〇二三年部门决算的编制范围包括机关本级和所属事业单位，收入支出均已纳入年初预算。",
    "1、公共安全支出（类）司法（款）行政运行（项）。主要用于机关人员和公用支出，以及开展法治宣传活动的"
    "各项开支。年初预算为 3063.71 万元，支出决算为 3070.63 万元。决算数大于预算数的主要原因：人员变动。",
    "2、公共安全支出（类）司法（款）法治建设（项）。主要用于行政复议和行政应诉工作，以及规范性文件的审核"
    "和备案。年初预算为 38.60 万元，支出决算为 38.39 万元。决算数小于预算数的主要原因：节约开支。",
    "3、社会保障和就业支出（类）抚恤（款）死亡抚恤（项）。主要用于按照规定发放的一次性抚恤金和丧葬费等支"
    "出。年初预算为 0 万元，支出决算为 33.16 万元。决算数大于预算数的主要原因：据实追加。",
)


def _wrapped(sentences: tuple[str, ...], indent: int) -> str:
    """As a PDF conversion prints them: 28 wide characters a line, the first line indented."""
    lines = []
    for sentence in sentences:
        line, room = "\u3000" * indent, 2.0 * (_WIDTH - 2)
        for piece in re.findall(r"[\d.]+|.", sentence):
            width = 0.5 if piece == " " else len(piece) * (1 if piece.isascii() else 2)
            if width > room and piece not in "，。、；：）":
                lines.append(line)
                line, room = "", 2.0 * _WIDTH
            line += piece
            room -= width
        lines.append(line)
    return "\n".join(lines) + "\n"


def _paragraphs(text: str) -> list[str]:
    return texts(read(text, "a.txt"))


def test_lines_of_one_width_are_joined_over_the_end_of_a_sentence() -> None:
    for indent in (0, 2):
        found = _paragraphs(_wrapped(_SENTENCES * 2, indent))
        # A blank beside a number may have stood where the line broke.
        assert [squeeze(text) for text in found] == [squeeze(text) for text in _SENTENCES * 2]


def test_lines_of_any_length_stay_paragraphs_of_their_own() -> None:
    text = "\n".join(
        (
            "年度收入合计三百万元。",
            "本年支出合计二百八十万元，其中基本支出占一半以上，项目支出占其余部分。",
            "结转结余二十万元。",
        )
        * 8
    )
    assert len(_paragraphs(text)) == 24


def test_a_page_number_does_not_break_its_paragraph() -> None:
    lines = _wrapped(_SENTENCES * 2, 0).split("\n")
    for number in ("- 3 -", "3"):
        broken = "\n".join([*lines[:4], "", number, "", *lines[4:]])
        found = [squeeze(text) for text in _paragraphs(broken)]
        assert squeeze(number) in found
        assert [text for text in found if text != squeeze(number)] == [
            squeeze(text) for text in _SENTENCES * 2
        ]
