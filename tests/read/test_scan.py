"""Every line of the corpus, and what must hold for any text."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from decimal import Decimal
from importlib import resources
from pathlib import Path

import pytest

from reportlint.model.figure import Comparator, Measure, NotFigure, Quantity, Unread
from reportlint.model.span import Span
from reportlint.read.scan import scan
from reportlint.read.units import UnitTable, load_units

CORPUS = Path(__file__).parent / "corpus"


def _table() -> UnitTable:
    source = resources.files("reportlint.data") / "lexicon" / "units.yaml"
    with source.open(encoding="utf-8") as stream:
        return load_units(stream)


UNITS = _table()


def _lines() -> Iterator[tuple[str, bool, str]]:
    for path in sorted(CORPUS.glob("*.txt")):
        cell = False
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if line.startswith("@"):
                cell = line == "@cell"
            elif line.strip() and not line.startswith("##"):
                yield f"{path.stem}:{number}", cell, line


LINES = list(_lines())


def _printed(text: str) -> str:
    return text.replace("⏎", "\n").replace("⇥", "\t")


def _told(item: Quantity) -> str:
    upper = f" ..{item.upper}" if item.upper is not None else ""
    broken = f" !{item.malformed}" if item.malformed else ""
    return f"{item.comparator.value} {item.number} {item.unit or '-'}{upper}{broken}"


def _found(text: str, cell: bool) -> str:
    items = scan(text, UNITS, cell=cell)
    kinds = {type(item) for item in items}
    if kinds == {Quantity}:
        return "; ".join(_told(item) for item in items if isinstance(item, Quantity))
    reasons = " ".join(item.reason for item in items if not isinstance(item, Quantity))
    if kinds == {NotFigure}:
        return f"not {reasons}"
    if kinds == {Unread}:
        return f"unread {reasons}"
    return str(items) if items else "nothing"


@pytest.mark.parametrize(("place", "cell", "line"), LINES, ids=[line[0] for line in LINES])
def test_corpus(place: str, cell: bool, line: str) -> None:
    text, arrow, expected = line.partition("=> ")
    if arrow:
        # blanks before the arrow belong to the notation, not to the spelling
        assert _found(_printed(text.rstrip()), cell) == expected.strip(), place
        return
    first, _, others = line.partition("<= ")
    amounts = {}
    for spelling in (first, *others.split("|")):
        (item,) = scan(_printed(spelling.strip()), UNITS, cell=cell)
        assert isinstance(item, Quantity), spelling
        amounts[spelling] = (item.value * UNITS.scale(item.unit), UNITS.base(item.unit))
    assert len(set(amounts.values())) == 1, amounts


def test_corpus_is_large_enough() -> None:
    spellings = sum(1 + line.count("|") + line.count("<= ") for _, _, line in LINES)
    assert spellings >= 250


def test_spans_of_a_quantity() -> None:
    (item,) = scan("须不少于 1,200 次以上。", UNITS, offset=100)
    assert isinstance(item, Quantity)
    assert item.span == Span(101, 114)
    assert item.core == Span(105, 112)
    assert item.digits == Span(105, 110)
    assert (item.number, item.value, item.decimals) == ("1200", Decimal(1200), 0)


def test_trailing_zeros_are_printed_digits() -> None:
    (item,) = scan("430.00万元", UNITS)
    assert isinstance(item, Quantity)
    assert (item.number, item.decimals) == ("430.00", 2)


def test_a_negative_amount_in_brackets_covers_them() -> None:
    (item,) = scan(" (1,234.5) ", UNITS, cell=True)
    assert isinstance(item, Quantity)
    assert item.core == Span(1, 10)
    assert item.digits == Span(2, 9)


def test_one_date_is_one_item() -> None:
    text = "自2020年2月23日起"
    (item,) = scan(text, UNITS)
    assert isinstance(item, NotFigure)
    assert (item.text, item.reason) == ("2020年2月23日", "date")


ALPHABET = list(
    "0123456789０９.．,，、 -—~%％（）()〔〕年月日号件个万亿元余多约近不低于以上以内至到第表附目标:："
    "\n\r\t“”《》三十一百分之半AOlxe+/=<>≥$\\①٣"
)


def test_every_digit_is_covered_once_and_in_order() -> None:
    chance = random.Random(20)
    for turn in range(4000):
        text = "".join(chance.choice(ALPHABET) for _ in range(chance.randint(1, 24)))
        covered = [0] * len(text)
        end = 0
        for item in scan(text, UNITS, cell=turn % 2 == 0):
            assert item.span.start >= end, text
            end = item.span.end
            for place in range(item.span.start, item.span.end):
                covered[place] += 1
            if isinstance(item, Quantity):
                assert item.span.covers(item.core), text
                assert item.core.covers(item.digits), text
        for place, letter in enumerate(text):
            assert not letter.isdecimal() or covered[place] == 1, (text, place)


@pytest.mark.parametrize(
    "unit", ["1", "1,", "1.", "1-", "11,", "第1、", "2020、", "《1》", "一", "“", "<a 1", "〔2020"]
)
def test_time_grows_with_the_length(unit: str) -> None:
    scan("1", UNITS)
    short, long = unit * (3000 // len(unit)), unit * (24000 // len(unit))
    started = time.perf_counter()
    scan(short, UNITS)
    middle = time.perf_counter()
    scan(long, UNITS)
    assert time.perf_counter() - middle < 30 * (middle - started) + 0.2


def test_scanning_is_fast() -> None:
    line = "全年办结案件 566 件，支出 1,320.84 万元，执行率不低于98%，较2019年增长3.5%；进一步规范流程。\n"
    text = line * (300_000 // len(line.encode()))
    started = time.perf_counter()
    scan(text, UNITS)
    assert time.perf_counter() - started < 3


@pytest.mark.parametrize(
    ("spelling", "canonical"),
    [
        ("㎡", "平方米"),
        ("万元", "万元"),
        ("万人次", "万人次"),
        ("人（次）", "人次"),
        ("百分比", "%"),
        ("％", "%"),
        ("元／人", "元/人"),
        (" 万 元 ", "万元"),
        ("万", "万"),
        ("万余元", None),
        ("定性指标", None),
        ("", None),
    ],
)
def test_canonical(spelling: str, canonical: str | None) -> None:
    assert UNITS.canonical(spelling) == canonical


@pytest.mark.parametrize(
    ("unit", "measure", "scale", "base"),
    [
        ("万元", Measure.MONEY, "10000", "元"),
        ("亿元", Measure.MONEY, "100000000", "元"),
        ("万人次", Measure.COUNT, "10000", "人次"),
        ("‰", Measure.SHARE, "0.1", "%"),
        ("个百分点", Measure.POINTS, "1", "个百分点"),
        ("分", Measure.SCORE, "1", "分"),
        ("公顷", Measure.EXTENT, "10000", "平方米"),
        ("万元/公里", Measure.PRICE, "10000", "元/公里"),
        ("万", Measure.BARE, "10000", None),
        (None, Measure.BARE, "1", None),
        ("某某", Measure.BARE, "1", None),
    ],
)
def test_measure_and_scale(
    unit: str | None, measure: Measure, scale: str, base: str | None
) -> None:
    assert UNITS.measure(unit) is measure
    assert UNITS.scale(unit) == Decimal(scale)
    assert UNITS.base(unit) == base


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("件", "起", True),
        ("万元", "元", True),
        ("场", "次", True),
        ("万人", "名", True),
        ("个", "所", True),
        ("%", "‰", True),
        (None, None, True),
        ("人", "人次", False),
        ("户", "人", False),
        ("次", "件", False),
        ("%", "个百分点", False),
        (None, "件", False),
    ],
)
def test_comparable(a: str | None, b: str | None, expected: bool) -> None:
    assert UNITS.comparable(a, b) is expected
    assert UNITS.comparable(b, a) is expected


def test_comparators_have_their_meaning() -> None:
    words = {"≥": Comparator.GE, "＞": Comparator.GT, "≤": Comparator.LE, "＜": Comparator.LT}
    for sign, comparator in words.items():
        (item,) = scan(f"{sign}5%", UNITS)
        assert isinstance(item, Quantity)
        assert item.comparator is comparator
