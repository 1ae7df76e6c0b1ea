"""The grammar of figures, compiled once for a unit table."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from reportlint.read import numerals
from reportlint.read.comparators import Comparators, load_comparators
from reportlint.read.notfigures import Blocked, NotFigures, load_not_figures
from reportlint.read.numerals import BLANK, BREAK, CAPITAL, CHINESE, D
from reportlint.read.units import UnitTable

_LIST_HEADS = re.compile(
    rf"^{BLANK}*(?:[（(]{BLANK}*[一二三四五六七八九十]{{1,3}}{BLANK}*[）)]|[一二三四五六七八九十]{{1,3}}、)",
    re.MULTILINE,
)
_CHINESE_YEAR = re.compile(
    r"[一二][〇○零ОO九][〇○零一二三四五六七八九]{2}年"
    r"(?:[一二三四五六七八九十]{1,3}月(?:[一二三四五六七八九十]{1,3}日)?)?"
)
# 1.6座水库除险加固；2.完成供水改造: of whole things there are no 1.6.
_ITEM_MARKS = re.compile(
    rf"(?:^|(?<=[；;。])){BLANK}*(?P<mark>(?P<number>{D}{{1,2}})[.．])"
    rf"(?=[一-鿿“《]|(?P<whole>{D}+[座个名人件场次台套户家所处项条辆起宗份期批只盏栋间]))",
    re.MULTILINE,
)
_LEAST_ITEMS = 2


@dataclass(frozen=True, eq=False)
class Grammar:
    """Everything compiled for one unit table."""

    units: UnitTable
    start: re.Pattern[str]
    start_in_cell: re.Pattern[str]
    number: re.Pattern[str]
    unit: re.Pattern[str]
    counted: re.Pattern[str]
    single: re.Pattern[str]
    comparators: Comparators
    not_figures: NotFigures


def blocked(
    grammar: Grammar, text: str, marks: Iterable[tuple[int, int]], *, cell: bool
) -> list[Blocked]:
    """Everything that is no quantity, in order of its place."""
    blocked = list(grammar.not_figures.find(text, cell=cell))
    blocked += [Blocked(*match.span(), "year") for match in _CHINESE_YEAR.finditer(text)]
    blocked += [Blocked(*match.span(), "list-marker") for match in _LIST_HEADS.finditer(text)]
    blocked += [Blocked(*span, "list-marker") for span in marks]
    return sorted(blocked, key=lambda item: (item.start, -item.end))


def item_marks(text: str) -> list[tuple[int, int]]:
    """Places (start, end) of the marks 1. 2. 3. of items that begin with a count of things."""
    found: list[re.Match[str]] = []
    for match in _ITEM_MARKS.finditer(text):
        if int(match["number"]) == len(found) + 1:
            found.append(match)
    if len(found) < _LEAST_ITEMS:
        return []
    return [match.span("mark") for match in found if match["whole"]]


@lru_cache(maxsize=4)
def grammar_of(units: UnitTable) -> Grammar:
    """The grammar for ``units``, compiled once; words come from ``data/lexicon``."""
    lexicon = resources.files("reportlint.data") / "lexicon"
    gap = f"{BLANK}*"
    per = "|".join(sorted(units.per, key=len, reverse=True))

    def unit(pattern: str) -> re.Pattern[str]:
        return re.compile(
            rf"{gap}(?:(?P<months>个多月)|(?P<more1>[余多])?{gap}(?:(?P<own>{pattern})"
            rf"|(?P<scale>{units.multiplier})(?:{BREAK}(?=元)|{gap})(?:(?P<more2>[余多])?{gap}"
            rf"(?P<base>{pattern})|(?P<more3>余(?!额|款))?)))"
            rf"(?:{gap}[/／每]{gap}(?P<per>(?:{units.multiplier})?(?:{units.pattern})|{per})"
            rf"(?:[/／·.](?P<per2>{units.pattern}|{per}))?)?"
        )

    guard = rf"[余多]?{gap}(?:{units.pattern}|{units.multiplier})"
    with (lexicon / "comparators.yaml").open(encoding="utf-8") as stream:
        comparators = load_comparators(stream)
    with (lexicon / "notfigures.yaml").open(encoding="utf-8") as stream:
        not_figures = load_not_figures(stream, guard)
    return Grammar(
        units=units,
        start=re.compile(_start(cell=False)),
        start_in_cell=re.compile(_start(cell=True)),
        number=re.compile(rf"(?P<number>{numerals.number_pattern(cell=False)})"),
        unit=unit(units.pattern),
        counted=unit(units.counted),
        single=unit(units.single),
        comparators=comparators,
        not_figures=not_figures,
    )


def _start(*, cell: bool) -> str:
    """Where a quantity may begin, one named group a kind."""
    number = numerals.number_pattern(cell=cell)
    figure = rf"{D}+(?:[.．]{D}+)?"
    digits = "[一二两三四五六七八九十]"
    alternatives = [
        rf"(?P<exponent>{D}(?:[.．]{D}+)?[Ee][+-]{D}{{1,3}})",
        rf"(?P<share>(?P<of>[百千万])分之{BLANK}*(?P<part>百|{figure}|[{CHINESE}]{{1,6}}(?:点[{CHINESE}]{{1,4}})?))",
        rf"(?P<fraction>(?:(?P<low>{digits}{{1,3}}|{D}{{1,3}}){BLANK}*分之{BLANK}*(?P<above>{digits}{{1,3}}|{D}{{1,3}})"
        rf"|(?P<high>{D}{{1,2}})/(?P<below>{D}{{1,3}})(?={BLANK}*(?:以上|以下|左右|的|多))))",
        r"(?P<half>(?<![上下前后另])一半(?![年天径])|(?<!过)半数)",
        rf"(?P<capital>[{CAPITAL}]*[壹贰叁肆伍陆柒捌玖拾佰仟][{CAPITAL}]*[元圆](?:[壹贰叁肆伍陆柒捌玖零]{{1,2}}[角分]){{0,2}}[整正]?)",
        rf"(?P<number>{number})",
        rf"(?P<chinese>{digits}[{CHINESE}]{{0,12}})",
        r"(?P<foreign>(?![0-9０-９])\d+)",
    ]
    return "|".join(alternatives)
