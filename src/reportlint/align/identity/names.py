"""How alike two names of an indicator are: shared character pairs, rare ones counting more."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from reportlint.model.settings import Lexicon
from reportlint.model.vocabulary import normalise

_DIGITS = re.compile(r"[\d.%％]+")
# Bracketed alternatives (村（居）, 社区(村)) are part of the name; their marks are not.
# 率不低于99%: a target within the name.
_BOUND = re.compile(r"(?:不低于|不少于|不高于|不超过|不大于|不小于|控制在|达到)(?=[\d.])")
_WEIGHT = re.compile(r"[（(]\s*[\d.]+\s*分\s*[）)]")  # 办理案件数（5分）
_MARKS = re.compile(r"[（）()/／\-—、,，]")


# 调解各类矛盾纠纷: wherever it stands, such a word narrows nothing down.
_FILLERS = re.compile(r"各[类种项级]|的")
_LIKELY_AT_MOST = 0.54  # below what settles a pair
_FEW_CHARACTERS = 2
_MOST_CHARACTERS = 0.6
_TURNED = 0.6
_CONTAINED = 0.8


@lru_cache(maxsize=20000)
def plain_name(text: str) -> str:
    """A name without marks, digits, enumerators and blanks."""
    bare = _MARKS.sub("", _BOUND.sub("", _WEIGHT.sub("", text)))
    return _DIGITS.sub("", _MARKS.sub("", normalise(bare)))


@lru_cache(maxsize=20000)
def pairs_of(text: str) -> frozenset[str]:
    """The adjacent character pairs of a name."""
    return frozenset(text[at : at + 2] for at in range(len(text) - 1))


@lru_cache(maxsize=20000)
def _words_of(name: str, group: tuple[str, ...]) -> frozenset[str]:
    """The words of a group in a name; 审执结 does not hold 执结 as well."""
    found = set()
    for word in sorted(group, key=len, reverse=True):
        if word in name:
            found.add(word)
            name = name.replace(word, " ")
    return frozenset(found)


class NameIndex:
    """Weights of character pairs over the names of one submission, and their likeness."""

    def __init__(self, names: Iterable[str], lexicon: Lexicon) -> None:
        self._generic = sorted(lexicon.words["generic_name"], key=len, reverse=True)
        self._groups = [tuple(group) for group in lexicon.data["words"]["qualifiers"]]
        self._same = {
            word: group[0] for group in lexicon.data["words"]["same_names"] for word in group
        }
        self._cores: dict[str, str] = {}
        self._masses: dict[str, float] = {}
        counts: Counter[str] = Counter()
        distinct = {self.core(name) for name in names}
        for name in distinct:
            counts.update(pairs_of(name))
        total = max(len(distinct), 1)
        self._weights = {pair: 1 + math.log(total / n) for pair, n in counts.items()}
        self._rare = 1 + math.log(total)
        letters = Counter(letter for name in distinct for letter in set(name))
        self._letters = {letter: 1 + math.log(total / n) for letter, n in letters.items()}

    def core(self, name: str) -> str:
        """The name without words that say nothing of what is counted (实际办理…数)."""
        known = self._cores.get(name)
        if known is None:
            known = self._cores[name] = self._stripped(name)
        return known

    def _stripped(self, name: str) -> str:
        core = plain_name(name)
        for word, same in self._same.items():
            core = core.replace(word, same)
        bare = _FILLERS.sub("", core)
        core = bare if len(bare) > _FEW_CHARACTERS else core
        changed = True
        while changed:
            changed = False
            for word in self._generic:
                if core.startswith(word) and len(core) > len(word) + 1:
                    core, changed = core[len(word) :], True
                if core.endswith(word) and len(core) > len(word) + 1:
                    core, changed = core[: -len(word)], True
        return core

    def weight(self, found: Iterable[str]) -> float:
        """Sum of the weights of character pairs."""
        return sum(self._weights.get(pair, self._rare) for pair in found)

    def likeness(self, first: str, second: str, context: str = "") -> float:
        """0 to 1: how much of each name the other holds; ``context`` may tell the rest of
        ``second`` (村, 民间纠纷 said in the clause before)."""
        one, two = pairs_of(self.core(first)), pairs_of(self.core(second))
        if not one or not two:
            return 0.0
        shared = self.weight(one & two)
        of_first = shared / self._mass(self.core(first))
        of_second = shared / self._mass(self.core(second))
        alike = 0.45 * of_first + 0.35 * of_second + 0.2 * self.told(second, first, context)
        # 抽检农产品 and 农产品抽检数 turn verb and object round: heads decide only among little.
        if of_first < _TURNED and of_second < _CONTAINED:
            if self._heads_differ(self.core(first), self.core(second)):
                alike = 0.0
        if alike >= _LIKELY_AT_MOST:
            return alike
        return max(alike, self._by_characters(self.core(first), self.core(second)))

    def told(self, name: str, other: str, context: str) -> float:
        """How much of ``name`` is said by another name and the words before it, 0 to 1."""
        core = self.core(name)
        said = pairs_of(self.core(other)) | pairs_of(plain_name(context))
        return self.weight(pairs_of(core) & said) / self._mass(core) if pairs_of(core) else 0.0

    def _mass(self, core: str) -> float:
        known = self._masses.get(core)
        if known is None:
            known = self._masses[core] = self.weight(pairs_of(core))
        return known

    def _by_characters(self, first: str, second: str) -> float:
        """Likeness of names that say one thing in another order (疏通溢洪道, 溢洪道疏浚).

        Characters in common, rare ones counting more; never enough to be sure of.
        """
        one, two = set(first), set(second)
        both = one & two
        if len(both) <= _FEW_CHARACTERS:
            return 0.0
        shared = self._characters(both)
        least = min(shared / self._characters(one), shared / self._characters(two))
        return _LIKELY_AT_MOST * least if least >= _MOST_CHARACTERS else 0.0

    def _characters(self, found: Iterable[str]) -> float:
        return sum(self._letters.get(letter, self._rare) for letter in found)

    @staticmethod
    def _heads_differ(first: str, second: str) -> bool:
        """Whether the ends of two names, where their head nouns stand, share no character."""
        return not set(first[-3:]) & set(second[-3:])

    def contradict(self, first: str, second: str) -> bool:
        """Whether two names carry different qualifiers of one set (受理 and 办结)."""
        for group in self._groups:
            mine, theirs = _words_of(first, group), _words_of(second, group)
            if mine and theirs and not mine & theirs:
                return True
        return False
