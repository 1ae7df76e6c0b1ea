"""Figures of running text as statements: subject, segment, 其中 zone, brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportlint.model.fact import Term, term
from reportlint.model.figure import Figure, Measure, Role
from reportlint.model.reading import Reading, Sentence
from reportlint.model.settings import Concept
from reportlint.model.span import Span
from reportlint.model.vocabulary import Vocabulary, squeeze

# 1—6月累计支出, 1—10月累计支出: the later holds the earlier.
CUMULATIVE = re.compile(r"累计|月(?:底|末)|截至|截止|季度末|上半年末")
# 人均 x 元, 车均 x 元, 每站 x 万元: of one, not of all.
EACH = re.compile(
    r"每[\u4e00-\u9fff]{1,4}$|标准(?:为|是)?$|单价(?:为)?$|[人户平日月年车辆床生亩次例站校村店][均](?:约|为)?$"
)
_ONLY_CHANGE = re.compile(r"(?:同比|净|相比|相较)?(?:增加|减少|增长|下降|上升|增|减)了?")
# 分别比上年增加 14 200 万元和 86 000 万元: the second as much as the first
_CHANGES_IN_TURN = re.compile(r"分别[比较][^，。；]{1,8}(?:增加|减少|增长|下降|增|减)$")
_SEGMENT = re.compile(r"[；;。]")
# A heading such as 部门预算编制说明 names the document, not the subject of the figures below it.
_HEADING_SUBJECTS = frozenset({"basic", "project", "personnel", "public", "procurement"})
OF_WHICH = re.compile(
    r"其中|(?:(?:全部|上述|总)(?:支出|收入|资金|预算)|(?:执行|决算)数|实际支出)中(?=[，,])|各[^，。；：\d]{1,8}得分(?:情况)?(?:分别)?(?:为|是|如下)[：:]|按(?:资金|经费|支出)?(?:来源|性质|渠道|级次)[，,：:]|(?:来源|构成|投向|去向|用途|结构)(?:主要)?(?:为|是|如下|情况如下)?[：:]|具体(?:为|是)?[：:]|(?<![另大])一部分(?:是|为|用于)|包括|由(?=[^，。；：]{0,20}\d[^，。；：]{4,80}(?:构成|组成))|用于[^，。；：]{0,8}[：:]|(?:以下|如下)[^，。；：]{0,4}[：:]|由[^，。；：]{0,10}(?:构成|组成)[：:]?|按[^，。；：]{1,8}(?:[分看]|分类|划分)(?:为)?[：:，,]|按[^，。；：\d]{1,8}分别?[是为](?=[^，。；：\d]{0,12}(?:支出|资金|经费|拨款)[^，。；：\d]{0,3}\d)|分[^，。；：]{1,6}看[：:，,]|从[^，。；：]{1,10}看[：:，,]"
)
# ，加上级补助收入 228 亿元: no item of the list before it, but what is added to its whole.
ADDED = re.compile(
    r"[，,；;。]\s*再?加(?![快强大装工班固密盖入速深权挂急价息建])(?:上|：|:)?[^，。；;]{2,80}$"
)
_ADDING = re.compile(ADDED.pattern.removesuffix("$") + r"\d")
_SHORTEST_NAME = 3
# What moved, what was before and what is aimed at: no amounts that a list or a share is made of.
NO_AMOUNT = frozenset({Role.CHANGE, Role.GROWTH, Role.PRIOR, Role.TARGET})
# Units in which one thing is counted: 130 名残疾人, 寄宿托养 42 人.
_ALIKE = (("件", "起", "宗", "例"), ("场", "场次"), ("人", "名", "位"), ("个", "处", "所"))
_UNIT_GROUPS = {unit: group[0] for group in _ALIKE for unit in group}


def unit_group(unit: str | None) -> str | None:
    """One name for the units that count alike."""
    return _UNIT_GROUPS.get(unit, unit) if unit is not None else None


def counted_alike(one: str | None, other: str | None) -> bool:
    """Whether two counts may be set against each other."""
    return unit_group(one) == unit_group(other)


@dataclass(frozen=True, slots=True)
class Statement:
    """One figure of running text with what the text around it says it is about.

    ``segment`` counts the parts of the paragraph between ； and 。; ``depth`` the open brackets;
    ``marker`` is the offset of the 其中 that governs the figure, None outside such a list.
    ``main`` is False for the parts of a list: they do not become the subject of what follows.
    """

    figure: Figure
    document: int
    concept: Concept | None
    own_concept: Concept | None
    sentence: int
    segment: int
    paragraph: int
    depth: int
    marker: int | None
    block: int = -1

    @property
    def term(self) -> Term:
        """The figure as operand."""
        return term(self.figure, self.document)

    @property
    def main(self) -> bool:
        """Whether the figure stands outside every 其中 list and bracket."""
        return self.marker is None and self.depth == 0

    @property
    def money(self) -> bool:
        """Whether the figure is an amount of money."""
        return self.figure.measure is Measure.MONEY


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The sentences of one paragraph (or text cell) with their statements."""

    document: int
    reading: Reading
    sentences: tuple[Sentence, ...]
    statements: tuple[Statement, ...]
    text: str
    span: Span
    section: tuple[str, ...]


def paragraphs(readings: Sequence[Reading], vocabulary: Vocabulary) -> Iterator[Paragraph]:
    """Every paragraph and text cell that holds at least one figure."""
    for document, reading in enumerate(readings):
        group: list[Sentence] = []
        for sentence in reading.sentences:
            if group and not _same_paragraph(reading, group[-1], sentence):
                yield from _paragraph(document, reading, group, vocabulary)
                group = []
            group.append(sentence)
        yield from _paragraph(document, reading, group, vocabulary)


def _same_paragraph(reading: Reading, before: Sentence, after: Sentence) -> bool:
    if before.paragraph != after.paragraph or before.table != after.table:
        return False
    between = reading.document.text[before.span.end : after.span.start]
    return "\n" not in between and "\t" not in between


def _paragraph(
    document: int, reading: Reading, group: Sequence[Sentence], vocabulary: Vocabulary
) -> Iterator[Paragraph]:
    if not any(sentence.figures for sentence in group):
        return
    span = Span(group[0].span.start, group[-1].span.end)
    text = reading.document.slice(span)
    subject = _heading_concept(group[0].section, vocabulary)
    statements: list[Statement] = []
    for number, sentence in enumerate(group):
        for index in sentence.figures:
            figure = reading.figures[index]
            at = figure.span.start - span.start
            own = _own_concept(figure.words, vocabulary)
            marker = _marker(text, sentence.span.start - span.start, at)
            depth = _depth(text, at)
            concept = own or subject
            statement = Statement(
                figure=figure,
                document=document,
                concept=concept,
                own_concept=own,
                sentence=number,
                segment=len(_SEGMENT.findall(text, 0, at)),
                paragraph=sentence.paragraph,
                depth=depth,
                marker=marker,
            )
            statements.append(statement)
            if statement.main and own is not None and figure.measure is Measure.MONEY:
                subject = own
    yield Paragraph(
        document, reading, tuple(group), tuple(statements), text, span, group[0].section
    )


def _own_concept(words: str, vocabulary: Vocabulary) -> Concept | None:
    found = [concept for _, concept in vocabulary.subjects_in(words)]
    # 三公经费财政拨款支出: the source qualifies the subject named before it.
    named = [concept for concept in found if concept.id != "source_fiscal"]
    return (named or found)[-1] if found else None


def _heading_concept(section: Sequence[str], vocabulary: Vocabulary) -> Concept | None:
    for heading in reversed(section):
        found = [c for _, c in vocabulary.subjects_in(heading) if c.id in _HEADING_SUBJECTS]
        if found:
            return found[-1]
    return None


def _marker(text: str, start: int, at: int) -> int | None:
    """Offset of the last 其中 before ``at`` on the same bracket level of the sentence."""
    depth = _depth(text, at)
    best = None
    for match in OF_WHICH.finditer(text, start):
        if match.end() > at:
            break
        if _depth(text, match.start()) != depth:
            continue
        nested = (
            match[0] == "包括" and best is not None and _holds_figure(text, best, match.start())
        )
        if match[0] == "包括" and re.search(r"[；;]", text[match.end() : at]):
            continue  # the list within an item ended with the item
        # 由财政拨款 … 组成，按用途分别是 …: split up in another way
        again = match[0][0] in "按从" and best is not None
        again = again and _holds_figure(text, best or 0, match.start())
        if best is None or match[0] == "其中" or nested or again:
            best = match.start()
    return None if best is not None and _ends_with_addition(text, best, at) else best


def _ends_with_addition(text: str, marker: int, at: int) -> bool:
    """Whether 加 … and its first amount stand between the marker and ``at``."""
    for match in _ADDING.finditer(text, marker, at + 1):
        if _depth(text, match.start()) == _depth(text, marker):
            return True
    return False


def _holds_figure(text: str, start: int, end: int) -> bool:
    return re.search(r"\d", text[start:end]) is not None


def _depth(text: str, at: int) -> int:
    opened = sum(1 for char in text[:at] if char in "（(")
    closed = sum(1 for char in text[:at] if char in "）)")
    return max(opened - closed, 0)


def named_before(
    paragraph: Paragraph, wholes: Sequence[Statement], marker: int
) -> Statement | None:
    """The whole that the words right before a list name again."""
    start = max(paragraph.text.rfind(mark, 0, marker) for mark in "。；，\n") + 1
    lead = squeeze(paragraph.text[start:marker])
    if not lead or re.search(r"\d", lead):
        return None
    found = [s for s in wholes if len(s.figure.label) >= _SHORTEST_NAME and s.figure.label in lead]
    return found[0] if found else None


def is_change(s: Statement) -> bool:
    """较上年的 6842 件增加 321 件: a count right behind 增加 is no count of its own."""
    only = _ONLY_CHANGE.fullmatch(squeeze(s.figure.words))
    only = only or _CHANGES_IN_TURN.search(squeeze(s.figure.label))
    return s.figure.role is Role.CHANGE or only is not None


def is_base(paragraph: Paragraph, s: Statement) -> bool:
    """完成预算 58 万元的 90%: the amount that a rate is of."""
    behind = paragraph.text[s.figure.span.end - paragraph.span.start :][:12]
    return re.match(r"\s*的\s*[\d.]+\s*[%％]", behind) is not None


def between_figures(paragraph: Paragraph, one: Statement, other: Statement) -> str:
    """What is printed between two figures of a paragraph."""
    start = one.figure.span.end - paragraph.span.start
    return paragraph.text[start : other.figure.span.start - paragraph.span.start].lstrip()
