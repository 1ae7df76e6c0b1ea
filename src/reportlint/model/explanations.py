"""Whether a report tells why an indicator came out as it did, and where."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from enum import StrEnum

from reportlint.model.fact import Facts
from reportlint.model.indicators import IndicatorRow
from reportlint.model.reading import Reading
from reportlint.model.vocabulary import squeeze

# 因 gives a reason, but not in 因公出国, 因素, 因地制宜, 因此.
_BECAUSE = re.compile(r"因(?![公素地人材此病])")
# 主要原因是… alone says nothing of what it explains: that is in the sentence before.
_OPENS = re.compile(
    r"(?:其|这|上述|偏差|分析|具体|未完成)?(?:的|主要)*(?:原因|是因|是由于|因为|是)"
)
_SHARED = 3  # characters of a name that make it the one spoken of


class Explained(StrEnum):
    """Where a reason for a result is given."""

    ROW = "row"
    TEXT = "text"  # by the name of the indicator, elsewhere in the report
    GENERAL = "general"  # for several indicators that are not named
    NO = "no"
    UNASKED = "unasked"  # the report has no place for reasons at all


def explained(facts: Facts, row: IndicatorRow) -> Explained:
    """Where the reason for the result of ``row`` stands.

    A reason in the row counts whatever it says; one elsewhere must name the thing the indicator
    measures in the same sentence.
    """
    words = facts.lexicon.words
    if row.reason is not None and not _empty(row.reason.text, words):
        return Explained.ROW
    if any(_gives_reason(cell.text, words) for cell in row.results):
        return Explained.ROW
    noun = noun_of(row, words)
    general = False
    for reading in facts.readings:
        for text in _passages(reading):
            if not _gives_reason(text, words):
                continue
            if _names(text, noun, words):
                return Explained.TEXT
            general = general or any(word in text for word in words["general_subjects"])
    if general:
        return Explained.GENERAL
    place = row.asks or any(
        word in document.text for document in facts.documents for word in words["reason_heads"]
    )
    return Explained.NO if place else Explained.UNASKED


def noun_of(row: IndicatorRow, words: Mapping[str, tuple[str, ...]]) -> str:
    """What an indicator is about: its name without the words that say how it is measured."""
    name = row.bare_name
    tails = {*words["generic_name"], *words["common_indicators"], *words["role_words"]}
    tails = {tail for tail in tails if len(tail) > 1 or tail in "数率的"}
    noun = name
    while True:
        tail = max((t for t in tails if noun.endswith(t)), key=len, default="")
        if not tail or len(noun) - len(tail) < 2:
            return noun
        noun = noun.removesuffix(tail)


def _passages(reading: Reading) -> Iterator[str]:
    """Sentences without their blanks; one that opens with the reason takes in the one before."""
    before = ""
    last: tuple[int | None, int] | None = None
    for sentence in reading.sentences:
        key = (sentence.table, sentence.paragraph)
        text = squeeze(reading.document.slice(sentence.span))
        yield before + text if key == last and _OPENS.match(text) else text
        before, last = text, key


def _gives_reason(text: str, words: Mapping[str, tuple[str, ...]]) -> bool:
    plain = squeeze(text)
    return bool(_BECAUSE.search(plain)) or any(word in plain for word in words["reason_words"])


def _names(text: str, noun: str, words: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether a passage speaks of the noun: three characters of it in a row, or its last two."""
    if len(noun) <= _SHARED and noun in text:
        return True
    parts = (noun[i : i + _SHARED] for i in range(len(noun) - _SHARED + 1))
    if any(part in text for part in parts):
        return True
    return noun[-2:] in text and noun[-2:] not in words["common_tails"]


def _empty(text: str, words: Mapping[str, tuple[str, ...]]) -> bool:
    plain = squeeze(text).strip("。；;，,")
    return (
        not plain or plain in words["na"] or plain in words["no_reason"] or plain in words["done"]
    )
