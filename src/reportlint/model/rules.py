"""Scoring rules that apply to a submission: what its notes state, else what the profile says."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from reportlint.model.fact import Facts
from reportlint.model.vocabulary import squeeze

_TO = r"(?:-|—|–|~|至|到)+"
_MARK = r"(?:\((?:不?含|[≥>≤<]?)[^()]{0,8}\))?"
_WORD = r"(优秀?|良好?|中等?|差|及格|合格|不及格|不合格)(?![先化质质势惠等央心间异额率证])"
_SCALE = re.compile(
    rf"(?P<low>\d{{1,3}})分?{_MARK}{_TO}(?P<high>\d{{1,3}})分?{_MARK}(?:[,，]?(?:评?[为定]|的?为|:|=))?[“\"]?{_WORD}"
    rf"|(?:≥|>=)?(?P<least>\d{{2,3}})分?{_MARK}(?:及?以上|\(?含\)?以上)?[,，]?(?:评?[为定]|的?为)[“\"]?{_WORD}"
    rf"|(?P<below>\d{{2}})分?(?:以下|\(不含\)以下)[,，]?(?:评?[为定]|的?为)?[“\"]?{_WORD}"
    rf"|{_WORD}[”\"]?(?:为|:|\()(?P<low2>\d{{1,3}})分?{_MARK}{_TO}(?P<high2>\d{{1,3}})分?"
)
_LEVELS = re.compile(
    rf"100%{_TO}80%[^。;；]{{0,24}}?80%{_TO}(?P<low>\d\d)%[^。;；]{{0,32}}?(?P=low)%{_TO}0%?"
)
_NEAR = 30  # the steps of one scale follow one another
_SHORT = {"优秀": "优", "良好": "良", "中等": "中", "及格": "合格", "不及格": "不合格"}

Scale = tuple[tuple[str, Decimal], ...]
Bands = Mapping[str, tuple[Decimal, Decimal]]


@dataclass(frozen=True, slots=True)
class Rule:
    """Admissible formulas for a missed target, and whether the document itself states them."""

    forward: tuple[str, ...]
    reverse: tuple[str, ...]
    stated: bool


def plain_text(facts: Facts) -> str:
    """All text of the submission in half-width characters, without blanks."""
    text = "".join(document.text for document in facts.documents)
    return squeeze(unicodedata.normalize("NFKC", text))


def quantity_rule(facts: Facts) -> Rule:
    """How a missed number is scored; empty formulas where nobody says."""
    text, words = plain_text(facts), facts.lexicon.words
    inverse = any(note in text for note in words["inverse_notes"])
    if inverse or any(note in text for note in words["ratio_notes"]):
        reverse = ("inverse",) if inverse else ("inverse", "shortfall", "zero")
        return Rule(("ratio",), reverse, stated=True)
    return Rule(facts.profile.forward, facts.profile.reverse, stated=False)


def execution_rule(facts: Facts) -> str:
    """``proportional``, ``banded`` (steps of its own), or empty where nobody says."""
    text, words = plain_text(facts), facts.lexicon.words
    if any(note in text for note in words["execution_notes"]):
        return "proportional"
    if re.search(
        r"执行率[^。;；]{0,12}\d+%?(?:\([^()]*\))?(?:及?以上|以下|的)[^。;；]{0,6}[得计记扣]", text
    ):
        return "banded"
    return facts.profile.execution


def level_bands(facts: Facts) -> Bands:
    """Share of the weight for each level of a result in words, in percent; ends belong to both."""
    found = {match["low"] for match in _LEVELS.finditer(plain_text(facts))}
    if not found:
        return facts.profile.levels
    low, high = Decimal(min(found)), Decimal(max(found))
    whole, eighty = Decimal(100), Decimal(80)
    return {"full": (eighty, whole), "partial": (low, eighty), "none": (Decimal(0), high)}


def grade_scales(facts: Facts) -> tuple[Scale, ...]:
    """Admissible scales of grades, best grade first, each as (word, lowest score)."""
    stated = _stated_scales(plain_text(facts))
    return stated or facts.profile.grades


def short_grade(word: str) -> str:
    """优秀 and 优 are one grade."""
    return _SHORT.get(word, word)


def _stated_scales(text: str) -> tuple[Scale, ...]:
    groups: list[list[re.Match[str]]] = []
    for match in _SCALE.finditer(text):
        if groups and match.start() - groups[-1][-1].end() <= _NEAR:
            groups[-1].append(match)
        else:
            groups.append([match])
    scales = [scale for group in groups if (scale := _scale(group)) is not None]
    return tuple(dict.fromkeys(scales))


def _scale(group: list[re.Match[str]]) -> Scale | None:
    """One scale, if its steps name at least three grades in falling order."""
    steps: dict[str, Decimal] = {}
    for match in group:
        word = next(text for text in match.groups() if text and not text.isdigit())
        low = match["low"] or match["least"] or match["low2"] or "0"
        if steps.setdefault(short_grade(word), Decimal(low)) != Decimal(low):
            return None
    ordered = sorted(steps.items(), key=lambda step: step[1], reverse=True)
    lows = [low for _, low in ordered]
    if len(ordered) < 3 or len(set(lows)) != len(lows) or lows[0] > 100:
        return None
    names = [word for word, _ in ordered]
    order = [["优", "良", "中", "合格", "差", "不合格"].index(name) for name in names]
    return tuple(ordered) if order == sorted(order) else None
