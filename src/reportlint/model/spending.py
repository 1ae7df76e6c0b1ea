"""Whether a report tells why money was spent as it was."""

from __future__ import annotations

import re

from reportlint.model.fact import Facts

_SEGMENT = re.compile(r"[。；;！？\n]")
_MARKS = re.compile(r"[\s，、。；：:,;（）()“”\"]+|^\d+[.、．]|[一二三四五六七八九十]+、")
_SHORTEST = 2  # characters of a name that a sentence may speak of
_OWN_MATTER = "政府采购"  # its rate has its own reasons


def spending_explained(facts: Facts, name: str = "") -> bool:
    """Whether some sentence part gives a cause and speaks of spending at large, or of ``name``."""
    words = facts.lexicon.words
    plain = bare_words(name)
    for reading in facts.readings:
        for sentence in reading.sentences:
            for raw in _SEGMENT.split(reading.document.slice(sentence.span)):
                part = bare_words(raw)
                if not any(mark in part for mark in words["cause_marks"]):
                    continue
                if len(plain) >= _SHORTEST and plain in part:
                    return True
                spending = any(mark in part for mark in words["spending_marks"])
                if spending and _OWN_MATTER not in part:
                    return True
    return False


def bare_words(text: str) -> str:
    """A text without blanks, marks and leading numbers."""
    return _MARKS.sub("", text)
