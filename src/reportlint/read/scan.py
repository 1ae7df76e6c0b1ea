"""Text → quantities: every digit string becomes a figure, no figure with a reason, or unread."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from reportlint.model.figure import Comparator, Measure, NotFigure, Quantity, Unread
from reportlint.model.span import Span
from reportlint.read import numerals
from reportlint.read.grammar import Grammar, blocked, grammar_of, item_marks
from reportlint.read.numerals import BLANK, BREAK, CHINESE, D, Numeral
from reportlint.read.units import UnitTable

_TITLE = re.compile(r"《[^《》]{1,100}》")
_SHARE_WORDS = {"百": "%", "千": "‰", "万": "‱"}
_OPERATOR = re.compile(rf"{BLANK}*[=+×÷*/＋＝]")
# a dash after a blank but before none is the sign of the next number
_RANGE = re.compile(
    rf"(?:{BLANK}*[（(]不?含[^（）()\d]{{0,4}}[）)])?(?:{BLANK}+(?P<spaced>[-－—–﹣~～]{{1,2}}){BLANK}+|(?P<dash>[-－—–﹣~～]{{1,2}}){BLANK}*"
    rf"|{BLANK}*[至到]{BLANK}*)"
)
_CURRENCY = re.compile(rf"[¥￥]{BLANK}*\Z")
_VAGUE = (Comparator.EQ, Comparator.AROUND, Comparator.NEAR)
_TO_NEXT = re.compile(f"[至到][{CHINESE}]")
_WRAP = re.compile(BREAK)
_NEGATIVE = re.compile(rf"[（(]{BLANK}*{D}[0-9０-９,，.．]*{BLANK}*[）)]")


@dataclass(frozen=True, slots=True)
class _Core:
    """A number with its own unit, before its comparators are known."""

    start: int
    end: int
    digits: Span
    numeral: Numeral
    unit: str | None
    more: bool = False
    rough: bool = False


def scan(
    text: str,
    units: UnitTable,
    *,
    offset: int = 0,
    cell: bool = False,
    marks: Sequence[Span] | None = None,
) -> list[Quantity | NotFigure | Unread]:
    """Every digit string of ``text`` in order, each exactly once; spans are moved by ``offset``.

    Also read are Chinese numerals with a unit (十九项, 百分之九十五, 一半). ``cell`` says that the
    text is one table cell: a number in brackets is negative there. ``marks`` are the marks of
    counted items (see ``item_marks``), moved by ``offset`` too, where ``text`` is one sentence of
    what they were found in; by default they are looked for in ``text``. Grammar: domain.md §6.
    """
    grammar = grammar_of(units)
    reader = _Reader(grammar, text, offset, cell, _spans(_TITLE, text))
    found: list[Quantity | NotFigure | Unread] = []
    floor = 0
    places = (
        item_marks(text)
        if marks is None
        else [(mark.start - offset, mark.end - offset) for mark in marks]
    )
    for item in blocked(grammar, text, places, cell=cell):
        if item.start < floor:
            continue
        if cell and item.reason == "page" and "/" in text[item.start : item.end]:
            continue  # 2 / 3 in a cell: 分值/得分, no page of so many
        found.extend(reader.read(floor, item.start))
        found.append(reader.not_figure(item.start, item.end, item.reason))
        floor = item.end
    found.extend(reader.read(floor, len(text)))
    return found


@dataclass(frozen=True, slots=True)
class _Reader:
    """The quantities of one text, between the stretches that are no figures."""

    grammar: Grammar
    text: str
    offset: int
    cell: bool
    titles: list[Span]

    def read(self, floor: int, ceiling: int) -> Iterator[Quantity | NotFigure | Unread]:
        """Quantities in ``text[floor:ceiling]``; comparator words are sought inside it."""
        start = self.grammar.start_in_cell if self.cell else self.grammar.start
        place = floor
        while match := start.search(self.text, place, ceiling):
            item, place = self._item(match, floor, ceiling)
            if item is not None:
                yield item
                floor = place

    def not_figure(self, start: int, end: int, reason: str) -> NotFigure:
        """A stretch that is no quantity."""
        return NotFigure(self._span(start, end), self.text[start:end], reason)

    def _span(self, start: int, end: int) -> Span:
        return Span(start + self.offset, end + self.offset)

    def _item(
        self, match: re.Match[str], floor: int, ceiling: int
    ) -> tuple[Quantity | NotFigure | Unread | None, int]:
        """What begins at ``match``, and where to go on."""
        start, end = match.span()
        kind = match.lastgroup
        if kind in ("foreign", "exponent"):
            reason = "foreign-digits" if kind == "foreign" else "scientific-notation"
            return Unread(self._span(start, end), match[0], reason), end
        core = self._core(match, floor, ceiling)
        if core is None and (plain := self.grammar.number.search(self.text, start, end)):
            # no fraction after all, but its digits are numbers
            match, kind = plain, "number"
            start, end = match.span()
            core = self._core(match, floor, ceiling)
        if core is None:
            return None, end
        if self._in_title(start):
            if kind == "chinese":
                return None, end
            return self.not_figure(start, end, "name"), end
        if kind == "number" and core.unit is None:
            code = _code_end(self.text, match, ceiling)
            if code:
                return self.not_figure(start, code[0], code[1]), code[0]
        core = self._extended(core, floor, ceiling)
        if kind == "chinese" and core.unit is None:
            return None, end
        return self._quantity(core, floor, ceiling)

    def _in_title(self, place: int) -> bool:
        index = bisect_right(self.titles, place, key=lambda title: title.start)
        return index > 0 and place < self.titles[index - 1].end

    def _core(self, match: re.Match[str], floor: int, ceiling: int) -> _Core | None:
        """The number at ``match`` with its unit; None when it states no quantity."""
        if match.lastgroup == "number":
            return self._number(match, floor, ceiling)
        if match.lastgroup == "chinese":
            return self._chinese(match, ceiling)
        start, end = match.span()
        if match.lastgroup == "capital":
            amount = numerals.read_capital(match[0])
            inner = Span(start, start + len(match[0].rstrip("整正")))
            return _Core(start, end, inner, amount, "元") if amount else None
        if match.lastgroup == "share":
            unit = _SHARE_WORDS[match["of"]]
            part = match["part"]
            numeral = numerals.read_number(part) if part[0].isdecimal() else _read_part(part)
            digits = Span(*match.span("part"))
            return _Core(start, end, digits, numeral, unit) if numeral else None
        return self._fraction(match)

    def _fraction(self, match: re.Match[str]) -> _Core | None:
        """一半, 三分之二 and 2/3 as a share in per cent; words of this kind are approximate."""
        start, end = match.span()
        if match.lastgroup == "half":
            share = Decimal(50)
        else:
            parts = [_read_part(match[name]) for name in ("low", "high") if match[name]]
            parts += [_read_part(match[name]) for name in ("below", "above") if match[name]]
            if len(parts) != 2 or not all(parts):
                return None
            bottom, top = (part.value for part in parts if part)
            if match["high"] is not None:
                bottom, top = top, bottom
            if not bottom or top > bottom:
                return None
            share = (100 * top / bottom).quantize(Decimal("0.01"))
        decimals = max(0, -int(share.as_tuple().exponent))
        numeral = Numeral(str(share), share, decimals)
        return _Core(start, end, Span(start, end), numeral, "%", rough=True)

    def _number(self, match: re.Match[str], floor: int, ceiling: int) -> _Core:
        """A number in Western digits with sign, currency sign and unit."""
        start, end = match.span()
        numeral = numerals.read_number(match[0])
        unit, after, more = self._unit(end, ceiling, self.grammar.unit)
        if unit in self.grammar.units.multipliers:
            follow = self.text[after : after + 2].lstrip()[:1]
            if follow in ("（", "(") and numeral.malformed is None:
                numeral = replace(numeral, malformed="unit-missing")
        before = self._sign(start, floor)
        if before < start:
            numeral = numeral.negated()
        currency = _CURRENCY.search(self.text, max(floor, before - 3), before)
        if currency:
            before = currency.start()
            unit = self.grammar.units.canonical(f"{unit or ''}元") or unit
        return _Core(before, after, Span(start, end), numeral, unit, more)

    def _sign(self, start: int, floor: int) -> int:
        """Where the minus sign of the number at ``start`` stands; ``start`` when it has none.

        A dash right behind a figure is a range or a subtraction, one before a blank a bullet.
        """
        place = start - 1
        while self.cell and place > floor and self.text[place] in " \u3000":
            place -= 1
        if place < floor or self.text[place] not in ("-－﹣−▲△" if self.cell else "-－﹣−"):
            return start
        ahead = self.text[place - 1 : place] if place else ""
        if place == floor and floor:
            return start
        if ahead and ((ahead.isascii() and ahead.isalnum()) or ahead in "-—–－)）%％"):
            return start
        return place

    def _unit(
        self, end: int, ceiling: int, pattern: re.Pattern[str]
    ) -> tuple[str | None, int, bool]:
        """The unit printed after ``end``, where it ends, and whether 余 or 多 stands inside."""
        match = pattern.match(self.text, end, ceiling)
        if match is None:
            wrapped = _WRAP.match(self.text, end, ceiling)
            match = pattern.match(self.text, wrapped.end(), ceiling) if wrapped else None
            if match is None or not self._continues(match):
                return None, end, False
        groups = match.groupdict()
        name = "个月" if groups["months"] else (groups["own"] or "") + (groups["scale"] or "")
        name += groups["base"] or ""
        for part in (groups["per"], groups["per2"]):
            name += f"/{part}" if part else ""
        more = any(groups[key] for key in ("months", "more1", "more2", "more3"))
        return self.grammar.units.canonical(name), match.end(), more

    def _continues(self, match: re.Match[str]) -> bool:
        """Whether a unit on the next line belongs to the number at the end of this one."""
        name = self.grammar.units.canonical(
            match["own"] or f"{match['scale']}{match['base'] or ''}"
        )
        if self.grammar.units.measure(name) in (Measure.MONEY, Measure.SHARE, Measure.POINTS):
            return True
        follow = self.text[match.end() : match.end() + 2]
        return (follow[:1] in "，。；、,;）)" and follow != "") or follow in (
            "以上",
            "以内",
            "以下",
            "左右",
        )

    def _chinese(self, match: re.Match[str], ceiling: int) -> _Core | None:
        """A Chinese numeral with a unit that states a quantity, None for idioms and names."""
        grammar, text = self.grammar, self.text
        start, end = match.span()
        ahead = text[start - 1 : start] if start else ""
        if ahead and (ahead in grammar.not_figures.numeral_not_after or ahead in '“"「‘『《'):
            return None
        if match[0] == "一" and text.endswith(
            grammar.not_figures.numeral_not_after_words, 0, start
        ):
            return None  # 没有一名学生失学: none at all
        if ahead == "近" and text[end : end + 1] == "年":
            return None  # the years of a period, as in 近三年
        if grammar.not_figures.numeral_stop.match(text, start):
            return None
        numeral = numerals.read_chinese(match[0])
        if numeral is None:
            return None
        pattern = grammar.single if match[0] == "一" else grammar.counted
        unit, after, more = self._unit(end, ceiling, pattern)
        if unit is None and _TO_NEXT.match(text, end, ceiling):
            return _Core(start, end, Span(start, end), numeral, None)  # 三至五家
        if unit is None or unit in grammar.units.multipliers:
            return None
        if unit == "元" and end - start == 1 and re.match("[一-鿿]", text[after:]):
            return None  # 二元结构, 三元桥
        return _Core(start, after, Span(start, end), numeral, unit, more)

    def _extended(self, core: _Core, floor: int, ceiling: int) -> _Core:
        """The core with the end of its range, or with the brackets of a negative number."""
        text = self.text
        if self.cell and core.unit is None and _NEGATIVE.fullmatch(text.strip()):
            start = text.index(text.strip())
            if core.start > start:
                numeral = core.numeral.negated()
                return replace(core, start=start, end=len(text.rstrip()), numeral=numeral)
        sign = _RANGE.match(text, core.end, ceiling)
        pattern = self.grammar.start_in_cell if self.cell else self.grammar.start
        match = pattern.match(text, sign.end(), ceiling) if sign else None
        if sign is None or match is None or match.lastgroup not in ("number", "chinese", "share"):
            return core
        last = self._core(match, match.start(), ceiling)
        if last is None or not self._is_range(
            core, last, floor, dash=bool(sign["dash"] or sign["spaced"])
        ):
            return core
        numeral = replace(core.numeral, upper=last.numeral.value)
        return replace(core, end=last.end, unit=last.unit, numeral=numeral)

    def _is_range(self, first: _Core, last: _Core, floor: int, *, dash: bool) -> bool:
        """Whether two numbers with a dash or 至 between are the ends of one range."""
        if first.numeral.malformed or last.numeral.malformed or first.numeral.upper is not None:
            return False
        if first.unit not in (None, last.unit) and last.unit != f"{first.unit}元":
            return False
        if not dash:
            return not re.search(
                "[由从自]\\S{0,4}$", self.text[max(floor, first.start - 5) : first.start]
            )
        if _OPERATOR.match(self.text, last.end):
            return False
        before = self.text[max(floor, first.start - 2) : first.start].strip()
        if before.endswith(("+", "-", "×", "÷", "*", "＋")):
            return False
        falling = first.numeral.value > last.numeral.value
        return not (
            falling and last.unit is None and (first.numeral.decimals or last.numeral.decimals)
        )

    def _quantity(
        self, core: _Core, floor: int, ceiling: int
    ) -> tuple[Quantity | NotFigure | Unread, int]:
        """The quantity with the comparator words around its core."""
        text, words = self.text, self.grammar.comparators
        comparator, start, end = Comparator.EQ, core.start, core.end
        after = words.suffix(text, end, ceiling, core.unit)
        if after:
            comparator, end = after.comparator, after.place
        before = words.prefix(text, start, floor, core.unit)
        bounded = comparator not in (Comparator.EQ, Comparator.AROUND, Comparator.MORE)
        if before and (not before.soft or bounded or before.comparator is not Comparator.EQ):
            start = before.place
            keep = bounded or (comparator is Comparator.MORE and before.comparator in _VAGUE)
            comparator = comparator if keep else before.comparator
        if core.more and comparator in _VAGUE:
            comparator = Comparator.MORE
        if core.rough and comparator is Comparator.EQ:
            comparator = Comparator.AROUND
        if core.numeral.upper is not None:
            comparator = Comparator.RANGE
        if start > floor and text[start - 1] == "$" and text[end : end + 1] == "$":
            start, end = start - 1, end + 1
        quantity = Quantity(
            span=self._span(start, end),
            core=self._span(core.start, core.end),
            digits=self._span(core.digits.start, core.digits.end),
            number=core.numeral.number,
            value=core.numeral.value,
            decimals=core.numeral.decimals,
            unit=core.unit,
            comparator=comparator,
            upper=core.numeral.upper,
            malformed=core.numeral.malformed,
        )
        return quantity, end


def _read_part(part: str) -> Numeral | None:
    if part[0].isdecimal():
        return numerals.read_number(part)
    return Numeral("100", Decimal(100), 0) if part == "百" else numerals.read_chinese(part)


def _code_end(text: str, match: re.Match[str], ceiling: int) -> tuple[int, str] | None:
    """Where a code or clause number that begins with ``match`` ends: 5G, 1.2.3, 192.168.1.1."""
    parts = re.split("[.．]", match[0])
    if len(parts) > 3 and "," not in match[0]:
        return match.end(), "code"
    if len(parts) == 3 and all(len(part) == 1 for part in parts):
        return match.end(), "clause"
    tail = re.compile(r"[A-Za-z][A-Za-z0-9_-]*").match(text, match.end(), ceiling)
    return (tail.end(), "code") if tail else None


def _spans(pattern: re.Pattern[str], text: str) -> list[Span]:
    return [Span(*match.span()) for match in pattern.finditer(text)]
