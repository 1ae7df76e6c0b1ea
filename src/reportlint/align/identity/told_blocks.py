"""Blocks of indicators by the words of a text: whose score or weight a figure of a sentence is."""

from __future__ import annotations

import re

from reportlint.align.statements import Paragraph, Statement
from reportlint.model.figure import Measure, Role
from reportlint.model.vocabulary import Vocabulary, normalise, squeeze

EXECUTION = "预算执行率"
TOTAL_SCORE = re.compile(
    r"(?:自评总?分|自评得分|总得分|总分|评价得分|综合得分|综合评分|得分合计|自评得?)$"
)
GOT = re.compile(r"^(?:(?:自评|实际?|评价)?得分?|自评分?|评价分)(?:为|是)?$")
_NAME_GOT = re.compile(r"(?:指标|部分|情况)?(?:自评|实际?)?得分?$|(?:指标|部分|情况)$")
RESPECTIVELY = re.compile(r"得?分分别(?:为|是)?$")
_EXECUTIONS = frozenset(
    {"预算执行", "预算执行率", "资金执行", "资金执行率", "预算资金执行", "预算资金执行率"}
)
_SHORT = re.compile(r"^(?P<name>[\u4e00-\u9fff]{2,8}?)(?:指标|部分)?(?:满分|分值|总分值)?$")
_WEIGHT = re.compile(r"满分|分值|权重")
_LEAST_LISTED = 3


def told_scores(paragraph: Paragraph, vocabulary: Vocabulary) -> dict[int, str]:
    """Statement number → block whose score it is: 产出指标得 48 分; 产出 10 分，得 9 分.

    A list of blocks without 得 (投入 10 分、过程 33 分、产出 27 分) tells scores when the total
    before it is called one.
    """
    found: dict[int, str] = {}
    listed: list[tuple[int, str]] = []
    before: str | None = None
    sentence = -1
    for number, s in enumerate(paragraph.statements):
        if s.figure.measure is not Measure.SCORE:
            continue
        if s.sentence != sentence:
            found.update(_as_scores(paragraph, listed))
            listed, sentence, before = [], s.sentence, None
        label = normalise(s.figure.label)
        if s.depth:
            before = _block(label, vocabulary)  # 产出指标（40分）得39.60分
            continue
        if is_weight(paragraph, number):
            before = told_weight(s, vocabulary)
            continue
        if GOT.match(own_words(s)):
            if before is not None:
                found[number] = before
            before = None
            continue
        block = _block(_NAME_GOT.sub("", label), vocabulary)
        if block is None:
            continue
        if re.search(r"得分?$", label):
            found[number] = block
        elif not _level_of_weight(s):
            listed.append((number, block))
    found.update(_as_scores(paragraph, listed))
    found.update(_respectively(paragraph, vocabulary))
    return found


def told_weights(paragraph: Paragraph, vocabulary: Vocabulary) -> dict[int, str]:
    """Statement number → block whose weight it is: 产出指标（40分）得 39 分, 产出 40 分."""
    found: dict[int, str] = {}
    for number, s in enumerate(paragraph.statements):
        if s.figure.measure is not Measure.SCORE:
            continue
        block: str | None = None
        if s.depth:
            scored = _score_follows(paragraph, number)
            block = _block(normalise(s.figure.label), vocabulary) if scored else None
        elif is_weight(paragraph, number):
            block = told_weight(s, vocabulary)
        if block is not None:
            found[number] = block
    return found


def is_weight(paragraph: Paragraph, number: int) -> bool:
    """预算执行 10 分，得 9.74 分: what the score follows, or what is called 满分 or 分值."""
    s = paragraph.statements[number]
    if s.figure.role is Role.SCORE:
        return False
    return _WEIGHT.search(s.figure.words) is not None or _score_follows(paragraph, number)


def _score_follows(paragraph: Paragraph, number: int) -> bool:
    """产出（40分）得39.60分: whether the next figure of the clause is what was got."""
    s, *after = paragraph.statements[number : number + 2]
    return any(other.segment == s.segment and GOT.match(own_words(other)) for other in after)


def own_words(s: Statement) -> str:
    """The words of a figure without the end of a bracket before it: （40分）得39.60分."""
    return squeeze(s.figure.words).lstrip("）)，,")


def told_weight(s: Statement, vocabulary: Vocabulary) -> str | None:
    """投入管理20分，产出指标满分40分: the first-level block whose weight a figure is."""
    match = _SHORT.match(normalise(s.figure.label))
    return _block(match["name"], vocabulary) if match is not None else None


def _block(name: str, vocabulary: Vocabulary) -> str | None:
    """The block of indicators that a bare name means: 产出, 资金执行."""
    name = re.sub(r"(?:指标)?(?:情况|部分)?$", "", name)
    if name in _EXECUTIONS:
        return EXECUTION
    level = level_named(f"{name}指标", vocabulary)
    return level if level == f"{name}指标" else None


def level_named(text: str, vocabulary: Vocabulary) -> str | None:
    """The first-level indicator that a label or heading names."""
    found = [word for word in _level_names(vocabulary) if word in text]
    return max(found, key=len) if found else None


def _level_names(vocabulary: Vocabulary) -> list[str]:
    return [normalise(word) for word in vocabulary.lexicon.words["level1"] if "指标" in word]


def _respectively(paragraph: Paragraph, vocabulary: Vocabulary) -> dict[int, str]:
    """投入指标、产出指标得分分别为 18 分、45 分: as many scores as blocks, in their order."""
    told: dict[tuple[int, str], list[int]] = {}
    for number, s in enumerate(paragraph.statements):
        if s.figure.measure is Measure.SCORE and RESPECTIVELY.search(s.figure.label):
            told.setdefault((s.sentence, s.figure.label), []).append(number)
    if not told:
        return {}
    words = {*_level_names(vocabulary), EXECUTION}
    names = re.compile("|".join(sorted(words, key=len, reverse=True)))
    found: dict[int, str] = {}
    for (_, label), numbers in told.items():
        blocks = names.findall(normalise(label))
        if len(blocks) == len(numbers) == len(set(blocks)):
            found.update(zip(numbers, blocks, strict=True))
    return found


def _level_of_weight(s: Statement) -> bool:
    return _WEIGHT.search(s.figure.words) is not None or s.figure.role is Role.WEIGHT


def _as_scores(paragraph: Paragraph, listed: list[tuple[int, str]]) -> dict[int, str]:
    if len({block for _, block in listed}) < _LEAST_LISTED or len(listed) != len(dict(listed)):
        return {}
    first = paragraph.statements[listed[0][0]]
    totals = [
        s
        for s in paragraph.statements[: listed[0][0]]
        if s.sentence == first.sentence
        and s.figure.measure is Measure.SCORE
        and TOTAL_SCORE.search(normalise(s.figure.label))
        and not re.search(r"满分|总分", s.figure.words)
    ]
    return dict(listed) if totals else {}
