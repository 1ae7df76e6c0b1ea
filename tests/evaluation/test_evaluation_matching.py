"""When a cited place is the labelled figure."""

from __future__ import annotations

import pytest
from evaluation_builders import document, finding, place, span

from reportlint.evaluation.labels import LabelFigure
from reportlint.evaluation.matching import Printed, cited, numbers, pool, targets
from reportlint.model.document import Document
from reportlint.model.span import Span


def find(source: Document, text: str, line: int | None = 1) -> tuple[Span, ...]:
    return Printed.of(source).spans(LabelFigure(text, line=line))


@pytest.mark.parametrize(
    ("printed", "label"),
    [
        ("支出 3,204.75 万元", "3204.75万元"),
        ("支出 3，204.75 万元", "3204.75"),
        ("支出３２０４．７５万元", "3,204.75 万元"),
        ("执行率 97.4％。", "97.4%"),
        ("本年办结 318 件", "318件"),
        ("表中 318 一列", "318 件"),
        ("没有结转 结余资金", "结转结余"),
        ("1.318 件", "1.318"),
    ],
)
def test_label_is_found_however_it_is_printed(printed: str, label: str) -> None:
    assert len(find(document(printed), label)) == 1


@pytest.mark.parametrize(
    ("printed", "label"),
    [
        ("支出 1318 件", "318"),
        ("支出 3181 件", "318"),
        ("支出 318.5 件", "318"),
        ("支出 2.318 件", "318"),
        ("支出 4,318 件", "318"),
        ("支出 318,400 元", "318"),
    ],
)
def test_part_of_another_number_is_not_the_label(printed: str, label: str) -> None:
    assert find(document(printed), label) == ()


def test_neighbouring_cells_are_not_joined() -> None:
    source = document("52\t318\t4.6")
    assert find(source, "318") == (Span(3, 6),)


def test_list_comma_is_no_thousands_separator() -> None:
    assert numbers("5，6") == ("5", "6")
    assert numbers("5,600") == ("5600",)


def test_line_and_page_must_agree() -> None:
    source = document("共 12 个", "共 12 个")
    assert find(source, "12", line=2) == (span(source, "12", nth=1),)
    assert find(source, "12", line=3) == ()
    assert len(find(source, "12", line=None)) == 2
    paged = document("共 12 个", "共 13 个", paged=True)
    assert Printed.of(paged).spans(LabelFigure("13", page=1)) == ()
    assert len(Printed.of(paged).spans(LabelFigure("13", page=2))) == 1


def test_every_occurrence_on_the_line_counts() -> None:
    assert len(find(document("66.10\t66.10\t100%"), "66.10")) == 2


def test_place_must_print_the_number() -> None:
    source = document("一季度 12 个，二季度 15 个，三季度 18 个")
    (target,) = targets(Printed.of(source), [LabelFigure("15 个", line=1)])
    assert target.cited_by(place(source, "15"))
    assert target.cited_by(place(source, "15 个"))
    assert not target.cited_by(place(source, "18"))
    assert not target.cited_by(place(source, source.text)), "a passage is no figure"


def test_words_match_what_overlaps_them() -> None:
    source = document("年末无结余资金。", "年末无结余资金。")
    (target,) = targets(Printed.of(source), [LabelFigure("无结余", line=2)])
    assert target.cited_by(place(source, "年末无结余资金。", nth=1))
    assert target.cited_by(place(source, "结余", nth=1))
    assert not target.cited_by(place(source, "无结余", nth=0))


def test_one_place_cites_one_figure() -> None:
    source = document("70.2\t70.2")
    wanted = targets(Printed.of(source), [LabelFigure("70.2", line=1)] * 2)
    first, second = place(source, "70.2"), place(source, "70.2", nth=1)
    assert cited([first, first], wanted) == 1
    assert cited([first, second], wanted) == 2


def test_matching_is_the_largest_possible() -> None:
    source = document("无结余 8.4 万元")
    wanted = targets(
        Printed.of(source), [LabelFigure("无结余", line=1), LabelFigure("8.4", line=1)]
    )
    # The first place fits both labels, the second only the first label.
    both, words = place(source, "余 8.4"), place(source, "无结余")
    assert cited([both, words], wanted) == 2


def test_pool_joins_root_and_consequences() -> None:
    source = document("1 2 3 4")
    root = finding(place(source, "1"), fingerprint="r")
    child = finding(place(source, "2"), fingerprint="c", root="r")
    sibling = finding(place(source, "3"), fingerprint="s", root="r")
    other = finding(place(source, "4"), fingerprint="o")
    findings = (root, child, sibling, other)
    assert {p.text for p in pool(root, findings)} == {"1", "2", "3"}
    assert {p.text for p in pool(child, findings)} == {"1", "2"}
    assert {p.text for p in pool(other, findings)} == {"4"}
