"""Units as printed: their spellings, what they measure, and how they convert."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import IO, Any

import yaml

from reportlint.model.figure import Measure
from reportlint.model.vocabulary import squeeze

_BRACKETS = str.maketrans("（）【】／·．", "()[]//.")
_VARIANTS = {"(": "[（(]", ")": "[）)]", "/": "[/／]", "%": "[%％]"}
_BREAK = r"(?:\r?\n){0,2}"
_PER = re.compile(r"[/每]")


@dataclass(frozen=True, slots=True)
class Unit:
    """One entry of ``units.yaml``; ``base`` and ``scale`` lead to the base of its measure."""

    name: str
    measure: Measure
    base: str
    scale: Decimal
    spellings: tuple[str, ...]
    not_before: tuple[str, ...] = ()
    numeral: bool = True
    one: bool = False


@dataclass(frozen=True, slots=True)
class _Known:
    """A unit taken apart: its names and its place among the measures."""

    name: str
    base: str | None
    measure: Measure
    scale: Decimal


@dataclass(frozen=True, eq=False)
class UnitTable:
    """The units of ``units.yaml`` with 万, 亿 … before them and 元/人 composed of two.

    ``pattern`` matches one unit without multiplier, ``multiplier`` the multipliers, ``counted``
    the units read after a Chinese numeral and ``single`` those read after a lone 一; all four are
    regular expressions for the ``re`` module, longest spelling first, without groups.
    """

    units: Mapping[str, Unit]
    spellings: Mapping[str, str]
    multipliers: Mapping[str, Decimal]
    groups: tuple[frozenset[str], ...]
    per: frozenset[str]
    pattern: str
    multiplier: str
    counted: str
    single: str

    def canonical(self, spelling: str) -> str | None:
        """The canonical name of ``spelling`` ("㎡" → "平方米"), None when it is no unit."""
        known = self._known(spelling)
        return known.name if known else None

    def measure(self, unit: str | None) -> Measure:
        """What ``unit`` measures; BARE for None, a lone 万 and names that are no unit."""
        known = self._known(unit) if unit else None
        return known.measure if known else Measure.BARE

    def scale(self, unit: str | None) -> Decimal:
        """How many base units one ``unit`` is (万元 → 10000, ‰ → 0.1); 1 when unknown."""
        known = self._known(unit) if unit else None
        return known.scale if known else Decimal(1)

    def base(self, unit: str | None) -> str | None:
        """The unit ``scale`` counts in (万人次 → 人次); None for None and a lone 万."""
        known = self._known(unit) if unit else None
        return known.base if known else None

    def comparable(self, a: str | None, b: str | None) -> bool:
        """Whether figures in the two units may be set against each other (domain.md §6)."""
        if a == b:
            return True
        first, second = self.base(a), self.base(b)
        if first is None or second is None:
            return False
        return first == second or any({first, second} <= group for group in self.groups)

    def _known(self, spelling: str) -> _Known | None:
        return _resolve(self, spelling)


@lru_cache(maxsize=4096)
def _resolve(table: UnitTable, spelling: str) -> _Known | None:
    text = tidy(spelling)
    if not text:
        return None
    simple = _simple(table, text)
    if simple:
        return simple
    parts = [part for part in _PER.split(text) if part]
    if len(parts) < 2:
        return None
    top, *below = [_simple(table, part) for part in parts]
    names = [
        part if part in table.per else known.name if known and known.base else None
        for part, known in zip(parts[1:], below, strict=True)
    ]
    if top is None or top.base is None or None in names:
        return None
    tail = "/".join(name for name in names if name)
    measure = Measure.PRICE if top.measure is Measure.MONEY else top.measure
    return _Known(f"{top.name}/{tail}", f"{top.base}/{tail}", measure, top.scale)


def _simple(table: UnitTable, text: str) -> _Known | None:
    name = table.spellings.get(text)
    if name:
        unit = table.units[name]
        return _Known(name, unit.base, unit.measure, unit.scale)
    if text in table.multipliers:
        return _Known(text, None, Measure.BARE, table.multipliers[text])
    for word, factor in table.multipliers.items():
        name = table.spellings.get(text[len(word) :]) if text.startswith(word) else None
        if name:
            unit = table.units[name]
            base = unit.base
            return _Known(word + name, base, unit.measure, factor * unit.scale)
    return None


def tidy(spelling: str) -> str:
    """One form for half- and full-width, raised digits and brackets; no white space."""
    text = unicodedata.normalize("NFKC", spelling.translate(_BRACKETS))
    return squeeze(text)


def load_units(stream: IO[str]) -> UnitTable:
    """Read a unit table in the form of ``data/lexicon/units.yaml``.

    Raises ``KeyError`` or ``ValueError`` for an entry that names an unknown unit or measure and
    for a spelling given to two units: the data ships with the package, so this is a defect in it.
    """
    data = yaml.safe_load(stream)
    units: dict[str, Unit] = {}
    spellings: dict[str, str] = {}
    for entry in data["units"]:
        unit = _entry(entry)
        units[unit.name] = unit
        for spelling in unit.spellings:
            if spellings.setdefault(tidy(spelling), unit.name) != unit.name:
                raise ValueError(f"spelling {spelling} of two units")
    for unit in units.values():
        if unit.base not in units:
            raise KeyError(f"{unit.name} is measured in unknown {unit.base}")
    multipliers = {word: Decimal(factor) for word, factor in data["multipliers"].items()}
    return UnitTable(
        units=units,
        spellings=spellings,
        multipliers=dict(sorted(multipliers.items(), key=lambda item: -len(item[0]))),
        groups=tuple(frozenset(group) for group in data["comparable"]),
        per=frozenset(data["per"]),
        pattern=_alternation(list(units.values())),
        multiplier="|".join(sorted(multipliers, key=len, reverse=True)),
        counted=_alternation([unit for unit in units.values() if unit.numeral]),
        single=_alternation([unit for unit in units.values() if unit.one]),
    )


def _entry(entry: Mapping[str, Any]) -> Unit:
    name = entry["unit"]
    return Unit(
        name=name,
        measure=Measure(entry["measure"]),
        base=entry.get("of", name),
        scale=Decimal(entry.get("scale", "1")),
        spellings=(name, *entry.get("spellings", ())),
        not_before=tuple(entry.get("not_before", ())),
        numeral=entry.get("numeral", True),
        one=entry.get("one", False),
    )


def _alternation(units: list[Unit]) -> str:
    """All spellings as one alternation, longest first, each with its forbidden followers."""
    forms: dict[str, str] = {}
    for unit in units:
        for spelling in unit.spellings:
            # only the short name is ambiguous; 人次 or 平方米 stand for themselves
            guard = unit.not_before if spelling == unit.name else ()
            forms[spelling] = _form(spelling, guard)
    return "|".join(forms[spelling] for spelling in sorted(forms, key=len, reverse=True))


def _form(spelling: str, not_before: tuple[str, ...]) -> str:
    letters = [_VARIANTS.get(letter, re.escape(letter)) for letter in spelling]
    # a line may end inside a word of two or more characters: 人⏎次, 个⏎百分点
    text = (_BREAK if not spelling.isascii() else "").join(letters)
    if spelling[-1].isascii() and spelling[-1].isalnum():
        text += "(?![A-Za-z0-9])"
    if not not_before:
        return text
    words = []
    for word in not_before:
        wrong, _, unless = word.partition("|")
        words.append(re.escape(wrong) + (f"(?!{re.escape(unless)})" if unless else ""))
    return f"{text}(?!{'|'.join(words)})"
