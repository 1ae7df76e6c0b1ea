"""The label of a figure in running text: the noun phrase that says what is counted."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

# Copulas and adverbs before a figure; as the end of a longer word (行为, 收到, 公共) they stay.
_COPULA = re.compile(
    r"(?:(?<!目)的|(?<![行作成认以因])为|是|达到|(?<![表传])达|(?<![收得找受接])到|至|共计"
    r"|(?<!公)共|(?<!节)约|(?<![附临])近|了|(?<![人户平日月年])均|：|:|\s)+$"
)
_MARKER = re.compile(r"^\s*(?:\d{1,3}[.．、]|[（(][一二三四五六七八九十\d]{1,3}[）)])\s*")
_QUOTES = re.compile(r"[“”\"‘’]")
_TURN = re.compile(r"增|减|下降|上升|提高|降低|持平|超|相比")
_JOINING = ("和", "及", "与", "以及", "或", "并")
_SHORT_LABEL = 6
_BEHIND = re.compile(
    r"^(?:以上|以下|以内|左右)?(?:的)?"
    r"((?:[\u4e00-\u9fff]{1,2}、)?[\u4e00-\u9fff](?:[\u4e00-\u9fff]|[（(][\u4e00-\u9fff、]{1,6}[）)]){0,15})"
)
# 78 家单位、2200 余名: the noun of the figure before, not what the next one counts.
_NOUN_BETWEEN = re.compile(r"^\s*[\u4e00-\u9fff（）()]{1,12}[、和及与]\s*$")
_DATED = re.compile(
    r"(?:自|从)?\s*20\d\d\s*年\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?(?:[（(][^（）()]*[）)])?"
    r"[起止]?[到至]?\s*"
)
_LASTING = re.compile(r"(?:为期|历时|长达)$")
_MARKS = "（(≥≤＜＞<>= "
_LISTED = re.compile(r"、.*等$")
_PREPOSITION = re.compile(r"^[对在向](?=[\u4e00-\u9fff]{2})")
# 2023年度…; of 2023年初 the 年初 stays.
_LEADING_YEAR = re.compile(r"^20\d\d\s*(?:年(?:度)?(?!当年|预算|[初末底中])|(?=年[初末底中]))")
_OPENING = re.compile(
    r"^(?:其中|具体为|具体是|分别为|包括|以及|并且|同时|全年|截至目前|截止目前|目前|今年以来|今年度?"
    r"|按[^，。；\d]{1,8}分别?[是为]|共|并|及|和|、|\s)+"
)


def without_copula(words: str) -> str:
    """``words`` without the copulas, adverbs and blanks at their end."""
    return _COPULA.sub("", words)


def phrase(words: str) -> str:
    """The noun phrase of ``words``: no list marker, quotes, leading time words, copula or date."""
    plain = _MARKER.sub("", " ".join(words.split()))
    plain = _QUOTES.sub("", plain).strip("，、；：: ")
    plain = _OPENING.sub("", plain)
    plain = _DATED.sub("", plain)
    plain = without_copula(plain).strip("，、；：: ")
    plain = _OPENING.sub("", plain.lstrip(_MARKS + "）)").rstrip(_MARKS))
    plain = _LASTING.sub("", plain)
    shorter = _LEADING_YEAR.sub("", plain)
    return shorter if len(shorter) >= 2 else plain


class Labeller:
    """Names what a figure of running text counts, by the word lists of the lexicon."""

    def __init__(self, roles: Mapping[str, Any]) -> None:
        self._verbs = tuple(roles["verbs"])
        self._bare = frozenset(roles["bare_verbs"])
        self._role_names = frozenset(roles["role_names"])
        self._things = frozenset(roles["thing_classifiers"])
        self._predicate = re.compile("|".join(map(re.escape, roles["predicates"])))

    def label(
        self,
        lead: str,
        behind: str,
        classifier: str | None,
        *,
        earlier: Sequence[str] = (),
        head: str | None = None,
        topic: str = "",
    ) -> str:
        """The label of one figure, empty when the words around it name nothing.

        ``lead`` are the words between the figure (or clause) before and this one, ``behind`` those
        up to the end of the clause, ``classifier`` the printed unit without 万 and 余; ``earlier``
        are the labels before it in its sentence, ``head`` the words before the first figure of its
        clause (None when this is the first), ``topic`` the last clause without a figure before it.
        """
        if head is not None and _NOUN_BETWEEN.match(lead):
            lead = head
        label = phrase(lead)
        noun = self._noun(behind, whole=not label)
        if noun and _LISTED.search(label):
            return noun
        if label in self._role_names:
            return self._of_topic(label, phrase(topic), earlier)
        if noun and self._stands_behind(label, behind, classifier):
            return f"{_PREPOSITION.sub('', label)}{noun}"
        if label in self._bare and earlier:
            return f"{label}{self._object(earlier[-1])}"
        return label

    def _of_topic(self, label: str, topic: str, earlier: Sequence[str]) -> str:
        """年初目标 ≥95%，实际完成值为 102.27%: of what is said by the clause before them."""
        if earlier and (named := re.match(r"(\S+) (\S+)$", earlier[-1])):
            topic = named[1] if named[2] in self._role_names else topic
        return f"{topic} {label}" if topic else label

    def _stands_behind(self, label: str, behind: str, classifier: str | None) -> bool:
        """Whether what is counted is named behind the figure.

        13 个公共法律服务站, 建立八个以上的群众组织: always so where the words before say too little
        or lack their object, and for classifiers of things and people (三个协调小组).
        """
        if len(label) <= _SHORT_LABEL or label.endswith(self._verbs):
            return True
        return classifier in self._things and not behind.startswith(("以上", "以下", "以内"))

    def _noun(self, behind: str, *, whole: bool) -> str:
        found = _BEHIND.match(behind)
        if found is None or _TURN.match(found[1]) or found[1].startswith(_JOINING):
            return ""
        words = found[1]
        verb = self._predicate.search(words)
        if verb is None or (whole and verb.start() == 0):
            return words.removesuffix("中") if words.endswith("的案件中") else words
        return words[: verb.start()]

    def _object(self, label: str) -> str:
        """What a verb was done to: the label before, without its own verb."""
        verb = next((verb for verb in self._verbs if label.startswith(verb)), "")
        return label[len(verb) :] or label
