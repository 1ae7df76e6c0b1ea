"""Looks words of a document up in the lexicon: headers, row subjects, word lists."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

from reportlint.model.figure import Role
from reportlint.model.settings import Concept, Lexicon

_ENUMERATOR = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,2}[）)]|\d{1,2}[、.．](?!\d)|[①-⑳])\s*"
)
_BRACKET = re.compile(r"[（(](?:单位[:：])?[^（）()]{0,12}[）)]")
_UNIT_IN_BRACKET = re.compile(
    r"[（(]\s*(?:单位\s*[:：]?\s*)?(人民币)?(万元|亿元|千元|百万元|元|%|％"
    r"|万?人次|万?人|万?户|户次|万?家次|家|个|万?件|万?份|次|台|辆|套|张|处|座|场次?|批次?|起|名|篇|棵|头|只"
    r"|万?平方米|平方公里|公里|千米|米|万?亩|公顷|万?吨|公斤|万?立方米|天|小时)\s*[）)]"
)
_UNIT_LINE = re.compile(r"(?:金额)?单位\s*[:：]?\s*(?:人民币)?\s*(万元|亿元|千元|百万元|元)")
_PUNCTUATION = re.compile(r"[\s:：、，,。；;“”\"'‘’《》<>·]+")
_DONE_GOALS = re.compile(r"完成的[^，。]{0,6}目标")
_YEAR = re.compile(r"(?<!\d)(20[0-4]\d)(?!\d)\s*年?")


def squeeze(text: str) -> str:
    """``text`` without any blank."""
    return re.sub(r"\s+", "", text)


def is_below_done_goals(section: Sequence[str]) -> bool:
    """Whether 完成的绩效目标 is among the two innermost headings: done below, not promised."""
    return any(_DONE_GOALS.search(squeeze(text)) for text in section[-2:])


def chinese_number(text: str) -> int | None:
    """The number of 一 to 九十九."""
    tens, mark, ones = text.rpartition("十")
    digits = "一二三四五六七八九"
    if not mark:
        return digits.find(ones) + 1 if len(ones) == 1 else None
    return (digits.find(tens) + 1 if tens else 1) * 10 + (digits.find(ones) + 1 if ones else 0)


def compact(text: str) -> tuple[str, list[int]]:
    """The text in half-width characters without blanks, and where each of them stands."""
    chars: list[str] = []
    places: list[int] = []
    for at, char in enumerate(text):
        for plain in unicodedata.normalize("NFKC", char):
            if not plain.isspace():
                chars.append(plain)
                places.append(at)
    return "".join(chars), places


@lru_cache(maxsize=20000)
def normalise(text: str) -> str:
    """A header or label made comparable: NFKC, no blanks, quotes, unit brackets, enumerators."""
    plain = squeeze(unicodedata.normalize("NFKC", text))
    previous = ""
    while plain != previous:
        previous = plain
        plain = _ENUMERATOR.sub("", plain)
    tail = plain.rpartition(":")[2]
    if tail and _ENUMERATOR.match(tail):
        plain = _ENUMERATOR.sub("", tail)
    plain = _BRACKET.sub(_keep_words, plain)
    return _PUNCTUATION.sub("", plain)


def _keep_words(match: re.Match[str]) -> str:
    """Brackets with units, letters or scores go; brackets inside names (因公出国（境）费) stay."""
    inner = match[0][1:-1]
    if re.fullmatch(r"境|含|护|村|居|社区|项|款|类", inner):
        return inner if inner == "境" else ""
    return ""


def unit_of(text: str) -> str | None:
    """The unit that a header, label or caption states in brackets or behind 单位："""
    match = _UNIT_IN_BRACKET.search(text) or _UNIT_LINE.search(text)
    if not match:
        return None
    unit = match[match.lastindex or 1]
    return "%" if unit == "％" else unit


def year_of(text: str) -> str | None:
    """The year named in a header or title, as four digits."""
    match = _YEAR.search(unicodedata.normalize("NFKC", text))
    return match[1] if match else None


# 年度目标1得分, 本目标得分 below the indicators of a goal.
_OF_GOAL = re.compile(r"目标[一二三四五六七八九十\d]*(?:自评|合计)?得分$")


# A head over what part of a budget was spent, as a percentage; it is no budget itself.
_OF_BUDGET = re.compile(
    r"(?:完成|[为占])(?:年初|全年|调整后?|当年)?预算数?的?(?:比例|比重|百分比|[%％])"
    r"|完成(?:年初|全年|调整后?|当年)?预算数?的?"
)


class Vocabulary:
    """Lexicon with normalised keys; one instance serves one reading."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._columns = {normalise(word): name for word, name in lexicon.headers.items()}
        self._subjects = {normalise(word): name for word, name in lexicon.phrases.items()}
        self._subject_words = sorted(self._subjects, key=len, reverse=True)
        self._column_words = sorted(
            (word for word in self._columns if len(word) >= 3), key=len, reverse=True
        )
        self._totals = tuple(normalise(word) for word in lexicon.words["total"])
        self._nulls = frozenset(squeeze(word) for word in lexicon.words["na"])
        self._level1 = frozenset(normalise(word) for word in lexicon.words["level1"])
        self._level2 = frozenset(normalise(word) for word in lexicon.words["level2"])
        self._units = frozenset(lexicon.words["unit_words"])
        self._done = frozenset(normalise(word) for word in lexicon.words["done"])
        self._memo: dict[str, Concept | None] = {}

    def heads_codes(self, path: Iterable[str]) -> bool:
        """Whether one of the heads of a column is 类 款 项, 科目编码 or 序号."""
        concepts = map(self.column, path)
        return any(concept is not None and concept.id == "code" for concept in concepts)

    def column(self, text: str) -> Concept | None:
        """The concept a column head names: the exact word, else the longest known word in it."""
        key = "c" + text
        if key not in self._memo:
            self._memo[key] = self._look_up(text, self._columns, self._column_words)
        return self._memo[key]

    def subject(self, text: str) -> Concept | None:
        """The concept a row label names (收入总计, 基本支出 …)."""
        key = "s" + text
        if key not in self._memo:
            self._memo[key] = self._look_up(text, self._subjects, self._subject_words, whole=True)
        return self._memo[key]

    def subjects_in(self, text: str) -> list[tuple[int, Concept]]:
        """Every subject named in running text as (position behind it, concept), longest first.

        Positions refer to ``squeeze``d text.
        """
        plain = re.sub(r"[“”\"]", "", squeeze(unicodedata.normalize("NFKC", text)))
        plain = plain.replace("(境)", "境")
        taken = [False] * len(plain)
        found = []
        for word in self._subject_words:
            start = plain.find(word)
            while start >= 0:
                end = start + len(word)
                if not any(taken[start:end]):
                    taken[start:end] = [True] * len(word)
                    found.append((end, self.lexicon.concepts[self._subjects[word]]))
                start = plain.find(word, start + 1)
        return sorted(found, key=lambda item: item[0])

    def is_total(self, text: str) -> bool:
        """Whether a label names a total (合计, 小计, 收入总计, 支出合计 …)."""
        label = normalise(text)
        if _OF_GOAL.search(label):
            return True
        return label in self._totals or label.endswith(("合计", "总计", "小计"))

    def is_net(self, text: str) -> bool:
        """Whether a label names a difference (净额, 利润), which no later total adds again."""
        return normalise(text).endswith(self.lexicon.words["net"])

    def is_subtotal(self, text: str) -> bool:
        """Whether a label names a subtotal."""
        label = normalise(text)
        return label.endswith("小计") or _OF_GOAL.search(label) is not None

    def is_of_which(self, text: str) -> bool:
        """Whether a label opens with 其中."""
        return squeeze(text).lstrip("（(").startswith(self.lexicon.words["of_which"])

    def is_null(self, text: str) -> bool:
        """Whether a cell prints nothing but a null word or dash."""
        return squeeze(text) in self._nulls

    def is_level1(self, text: str) -> bool:
        """Whether a cell names a first-level indicator."""
        return normalise(text) in self._level1

    def is_level2(self, text: str) -> bool:
        """Whether a cell names a second-level indicator."""
        return normalise(text) in self._level2

    def is_unit(self, text: str) -> bool:
        """Whether a cell prints only a unit."""
        return squeeze(text) in self._units

    def is_done(self, text: str) -> bool:
        """Whether a cell states completion in words."""
        return normalise(text) in self._done

    def role_of(self, path: Sequence[str]) -> tuple[Role | None, Concept | None]:
        """Role and concept of a header path, looked up from the innermost word outwards."""
        first: Concept | None = None
        for text in reversed(path):
            concept = self.column(text) or self.subject(text)
            if concept is None:
                continue
            if concept.role is not None:
                return concept.role, first or concept
            first = first or concept
        return None, first

    def _look_up(
        self, text: str, table: dict[str, str], words: list[str], *, whole: bool = False
    ) -> Concept | None:
        label = normalise(text)
        if not label:
            return None
        if not whole and _OF_BUDGET.fullmatch(label):
            return self.lexicon.concepts["execution_rate"]  # 完成年初预算（%）
        if not whole and re.match(r"占.*(?:比|%)", label):
            return self.lexicon.concepts["share"]  # 占项目支出比重, 占比(%)
        name = table.get(label) or table.get(re.sub(r"^(?:其中|20\d\d年度?)+", "", label))
        if name is None and len(label) <= 24:
            for word in words:
                inside = label.endswith(word) if whole else word in label
                if len(word) >= 3 and inside:
                    name = table[word]
                    break
        return self.lexicon.concepts[name] if name else None
