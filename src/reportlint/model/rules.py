"""Scoring rules that apply to a submission: what its notes state, else what the profile says."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from reportlint.model.fact import Facts
from reportlint.model.vocabulary import squeeze

_TO = r"(?:-|—|–|~|至|到)+"
_WORD = r"(优秀?|良好?|中等?|差|及格|合格|不及格|不合格)(?![先化质势惠等央心间异额率证])"
# A stretch that only bounds a score: 80(含)-90分, 80≤得分<90, 60分以下.
_ASIDE = r"\((?:不?含(?:\d+分?)?|[≥≤<>]\d+)\)"
_BOUND = rf"((?:得分|总分|评分|分数|[SsXx分\d.≥≤<>=]|{_TO}|{_ASIDE}|不?含|及?以[上下])++)"
_STEPS = (
    re.compile(rf"{_BOUND}[,，]?(?:的?评?[为定]|的|:|=)?[“\"]?{_WORD}"),
    re.compile(rf"{_WORD}[”\"]?(?:为|:|\(|=)?{_BOUND}"),
)
_LEVELS = re.compile(
    rf"100%{_TO}80%[^。;；]{{0,24}}?80%{_TO}(?P<low>\d\d)%[^。;；]{{0,32}}?(?P=low)%{_TO}0%?"
)
_ORDER = ("优", "良", "中", "合格", "差", "不合格")
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
    """All text of the submission in half-width characters, without blanks.

    Numbers of two cells or lines stay apart: 总分 91 above 90 分以上为优 is not 9190.
    """
    text = unicodedata.normalize("NFKC", "\n".join(d.text for d in facts.documents))
    return squeeze(re.sub(r"(?<=\d)\s*[\n\t]\s*(?=\d)", ";", text))


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


def told_grades(text: str, words: Mapping[str, tuple[str, ...]]) -> Iterator[re.Match[str]]:
    """评价等级为“优”: each grade a sentence tells, with its label (group 1) and word (group 2)."""
    labels = "|".join(r"\s*".join(word) for word in words["grade_labels"])
    names = "|".join(sorted(words["grade_words"], key=len, reverse=True))
    return re.finditer(
        rf"({labels})\s*(?:评定|确定|认定)?\s*(?:为|是|：|:)\s*[“\"‘]?({names})[”\"’]?"
        r"\s*(?=[等级档，。；、,;）)]|$)",
        text,
    )


def short_grade(word: str) -> str:
    """优秀 and 优 are one grade."""
    return _SHORT.get(word, word)


def _stated_scales(text: str) -> tuple[Scale, ...]:
    """Scales in the order bound–grade or grade–bound; both count where neither is fuller."""
    found: list[Scale] = []
    for number, pattern in enumerate(_STEPS):
        groups: list[list[re.Match[str]]] = []
        for match in pattern.finditer(text):
            if groups and match.start() - groups[-1][-1].end() <= _NEAR:
                groups[-1].append(match)
            else:
                groups.append([match])
        steps = [[_step(match, number == 0) for match in group] for group in groups]
        found += [scale for group in steps if (scale := _scale(group)) is not None]
    fullest = max(map(len, found), default=0)
    return tuple(dict.fromkeys(scale for scale in found if len(scale) == fullest))


def _step(match: re.Match[str], bound_first: bool) -> tuple[str, Decimal | None]:
    bound, word = (match[1], match[2]) if bound_first else (match[2], match[1])
    return short_grade(word), _lowest(bound)


def _lowest(bound: str) -> Decimal | None:
    """The lowest score of a band; None where the text does not bound one."""
    bound = re.sub(r"\([^()]*\)", "", bound)
    numbers = [Decimal(text) for text in re.findall(r"\d+(?:\.\d+)?", bound)]
    if not numbers or len(numbers) > 3 or max(numbers) > 100:
        return None
    if len(numbers) >= 2:
        return min(numbers)
    if "以下" in bound or re.search(r"[<≤]=?\d|\d分?[>≥]", bound):
        return Decimal(0)
    if "以上" in bound or re.search(r"[>≥]=?\d|\d分?[<≤]", bound):
        return numbers[0]
    return None


def _scale(steps: list[tuple[str, Decimal | None]]) -> Scale | None:
    """One scale, if its steps name at least three grades in falling order."""
    lows: dict[str, Decimal] = {}
    for word, low in steps:
        if low is not None and lows.setdefault(word, low) != low:
            return None
    ordered = sorted(lows.items(), key=lambda step: step[1], reverse=True)
    order = [_ORDER.index(word) for word, _ in ordered]
    falling = order == sorted(order) and len(set(lows.values())) == len(lows)
    return tuple(ordered) if len(ordered) >= 3 and falling else None
