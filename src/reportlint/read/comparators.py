"""Words and signs before and after a number that say how it bounds the quantity."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import IO, Any

import yaml

from reportlint.model.figure import Comparator

_AHEAD = 14  # the longest suffix with its bracket and blanks
_BEHIND = 22
_WIDE = {"<": "[<＜﹤〈]", ">": "[>＞﹥〉]", "=": "[=＝﹦]"}
_TAG = re.compile(r"</?[A-Za-z][^<>]*$")
_DURATIONS = frozenset({"年", "个月", "天", "日", "周", "工作日", "小时", "分钟", "季度"})


@dataclass(frozen=True, slots=True)
class Bound:
    """A comparator and where its words begin (prefix) or end (suffix)."""

    comparator: Comparator
    place: int
    soft: bool = False


@dataclass(frozen=True, eq=False)
class Comparators:
    """The comparator words, compiled."""

    before: re.Pattern[str]
    after: re.Pattern[str]
    prefixes: Mapping[str, Comparator]
    soft: frozenset[str]
    suffixes: Mapping[str, Comparator]
    not_after: Mapping[str, str]
    same_line: frozenset[str]

    def prefix(self, text: str, start: int, floor: int, unit: str | None) -> Bound | None:
        """The bound printed before ``start``, not reaching back before ``floor``."""
        letters, places = _squeezed(text, max(floor, start - _BEHIND), start, reverse=True)
        match = self.before.match(letters[::-1])
        if match is None:
            return None
        first = len(letters) - match.end()
        word, place = _plain(match[0][::-1]), places[first]
        if word in self.soft and word not in self.prefixes:
            return Bound(Comparator.EQ, place, soft=True)
        comparator = self.prefixes[word]
        ahead = letters[first - 1] if first else text[place - 1 : place]
        if ahead and ahead in self.not_after.get(word, ""):
            return None
        if word in self.same_line and "\n" in text[place:start]:
            return None
        if comparator is Comparator.NEAR and unit in _DURATIONS:
            return None  # 近三年 are the last three years
        if word.endswith(">") and _TAG.search(text[max(0, place - 80) : place]):
            return None
        return Bound(comparator, place, soft=word in self.soft)

    def suffix(self, text: str, end: int, ceiling: int, unit: str | None) -> Bound | None:
        """The bound printed after ``end``, not reaching past ``ceiling``."""
        letters, places = _squeezed(text, end, min(ceiling, end + _AHEAD), reverse=False)
        match = self.after.match(letters)
        if match is None:
            return None
        place = places[match.end() - 1] + 1
        if match["within"]:
            return Bound(Comparator.LE, place) if unit in _DURATIONS else None
        if match["word"] is None:
            return Bound(Comparator.EQ, place, soft=True)
        return Bound(self.suffixes[match["word"]], place)


def _plain(word: str) -> str:
    for form, signs in _WIDE.items():
        word = re.sub(signs, form, word)
    return word


def _squeezed(text: str, start: int, end: int, *, reverse: bool) -> tuple[str, list[int]]:
    """The letters between two places without blanks and line ends, and their places.

    A tab ends the search: what lies beyond is another cell.
    """
    tab = text.rfind("\t", start, end) if reverse else text.find("\t", start, end)
    if tab >= 0:
        start, end = (tab + 1, end) if reverse else (start, tab)
    places = [place for place in range(start, end) if not text[place].isspace()]
    return "".join([text[place] for place in places]), places


def load_comparators(stream: IO[str]) -> Comparators:
    """Read the comparator words in the form of ``data/lexicon/comparators.yaml``.

    Raises ``ValueError`` for a key that is no comparator.
    """
    data: dict[str, Any] = yaml.safe_load(stream)
    prefixes: dict[str, Comparator] = {}
    signs: list[str] = []
    for key, words in data["symbols"].items():
        prefixes.update({word: Comparator(key) for word in words})
        signs += words
    for key, words in data["prefixes"].items():
        prefixes.update({word: Comparator(key) for word in words})
    soft = frozenset(data["soft"])
    suffixes: dict[str, Comparator] = {}
    tails: list[str] = []
    for key, entries in data["suffixes"].items():
        suffixes.update({word: Comparator(key) for word in entries})
        tails += [_guarded(word, wrong) for word, wrong in entries.items()]
    within = "|".join(_guarded(word, wrong) for word, wrong in data["within"].items())
    names = [word for words in data["prefixes"].values() for word in words] + list(soft)
    # matched backwards from the number, so that the longest word wins at a single place
    forms = [_sign(word[::-1]) for word in sorted({*names, *signs}, key=len, reverse=True)]
    tails.sort(key=len, reverse=True)
    # 98%（含）以上; 500 篇（条）以上
    included = r"[（(](?:不?含[^（）()\d]{0,4}|[条次个件场人项])[）)]"
    return Comparators(
        before=re.compile("|".join(forms)),
        after=re.compile(
            rf"(?:{included})?(?:(?P<word>{'|'.join(tails)})|(?P<within>{within}))(?:{included})?"
            rf"|{included}"
        ),
        prefixes=prefixes,
        soft=soft,
        suffixes=suffixes,
        same_line=frozenset(data["same_line"]),
        not_after={word: chars for word, chars in data["not_after"].items() if chars},
    )


def _sign(word: str) -> str:
    return "".join(_WIDE.get(letter, re.escape(letter)) for letter in word)


def _guarded(word: str, wrong: list[str]) -> str:
    guard = f"(?!{'|'.join(map(re.escape, wrong))})" if wrong else ""
    return re.escape(word) + guard
