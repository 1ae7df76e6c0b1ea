"""Declared numbers of things against the things that the sentence lists (domain.md CNT02).

人员经费和日常公用经费两部分; 四个一级指标：A、B、C、D; 三个方面：一是…二是…三是….
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reportlint.align.statements import Paragraph, Statement
from reportlint.align.terms import because, words
from reportlint.model.fact import Formula, Relation, Term
from reportlint.model.figure import Comparator, Measure
from reportlint.model.settings import Lexicon
from reportlint.model.span import Span

_BODIES = re.compile(r"(?:内设|下设|设有|下辖|下属|所属|辖)(?:机构|单位)?(?:有|为|包括)?$")
_LEAD = re.compile(
    r".*(?:内设|下设|设有|下辖|包括了?|分别为|分别是|主要有|设置了?|细分为|划分为|分为|涵盖|含有|含|即|由|为|是|有|：|:|，|；|。)"
)
_AFTER = re.compile(
    r"^[^，。；：:、,\d]{0,14}(?:[：:]|[，,]?(?:分别为|分别是|依次为|具体为|即)[：:]?)"
    r"(?P<list>[^。；\n]{3,200})"
)
_IN_BRACKET = re.compile(
    r"^[^，。；：:、,（(\d]{0,10}[（(](?:分别[为是]|即|包括)?[：:]?(?P<list>[^（）()，。；：,:;\d]{3,160})[）)]"
)
# 2 家（均为民办、未评级）: what they are like, not which.
_NO_LIST = re.compile(
    r"其中|不?含|包括|详见|主要|例?如|均|皆|都|以|按|由|因|系|约|不|未|无|已|尚|新|原"
)
_PART_UNITS = frozenset({"部分", "方面", "大类", "类", "种"})
_PART_NOUN = re.compile(r"(?:方面|部分|环节|阶段|[一二三]级指标|指标|内容|大类|类别|板块|维度)")
_MARKERS = ("一是", "二是", "三是", "四是", "五是", "六是", "七是", "八是", "九是", "十是")
_ITEM = re.compile(r"(?:（[^）]*）|\([^)]*\)|“[^”]*”|《[^》]*》|[^、])+")
_OPEN = re.compile(r"等$|等(?=[，。；]|$)")
_SEVERAL = re.compile(r"上述|所属|下属|其[他它余]|各|涉及")
_MOST = 20
_SHORTEST = 2
_LONGEST = 24


def count_relations(paragraph: Paragraph, lexicon: Lexicon) -> Iterator[Relation]:
    """A whole number of 个, 项, 部分 … with the list that stands before or behind it."""
    units = frozenset(lexicon.words["list_units"])
    text = paragraph.reading.document.text
    for s in paragraph.statements:
        figure = s.figure
        plain = figure.comparator is Comparator.EQ and figure.decimals == 0
        if figure.measure is not Measure.COUNT or figure.unit not in units or not plain:
            continue
        if not 2 <= figure.value <= _MOST or s.depth:
            continue
        sentence = paragraph.sentences[s.sentence].span
        found = _marked(text, s, paragraph) or _bracketed(text, s, sentence)
        found = found or _behind(text, s, sentence) or _before(text, s, sentence)
        if found is None:
            continue
        sets, opened, why = found
        terms = [tuple(_term(paragraph, span) for span in spans) for spans in sets]
        yield Relation(
            kind="list-count",
            formula=Formula.SUM,
            claim=s.term,
            terms=terms[0],
            alternatives=tuple(terms[1:]),
            measure=Measure.COUNT,
            why=(because(why[0], why[1]),),
            exhaustive=not opened,
            confidence=0.8,
        )


_Found = tuple[list[list[Span]], bool, tuple[str, str]]


def _before(text: str, s: Statement, sentence: Span) -> _Found | None:
    """A、B 和 C 三部分: the list ends right before the number.

    Only where the noun is a word for parts: in 本部和下属五家单位 the number counts the last item.
    """
    lead = text[sentence.start : s.figure.span.start]
    match = _LEAD.match(lead)
    start = match.end() if match else 0
    bodies = match is not None and _BODIES.search(lead[:start]) is not None
    parts = s.figure.unit in _PART_UNITS or _PART_NOUN.match(text[s.figure.span.end :])
    if not parts and not bodies:
        return None
    segment = re.sub(r"(?:一共|总共|合计|共计|共)$", "", lead[start:].rstrip())
    if any(char.isdigit() for char in segment):
        return None
    if "、" not in segment and s.figure.unit not in _PART_UNITS:
        return None  # 知识产权保护与运用专项的 4 个指标: 与 within one name
    opened = segment.endswith("等")
    segment = segment.removesuffix("等")
    sets = _sets(segment, sentence.start + start)
    if sets is None:
        return None
    return sets, opened, ("数字之前列出的各项", "the items listed before the number")


def _bracketed(text: str, s: Statement, sentence: Span) -> _Found | None:
    """区级医院 2 家（区人民医院、区中医院）: the bracket right behind names them."""
    after = text[s.figure.span.end : sentence.end]
    match = _IN_BRACKET.match(after)
    if match is None or _NO_LIST.match(match["list"]):
        return None
    segment = match["list"]
    opened = _OPEN.search(segment) is not None
    segment = re.sub(r"等$", "", segment.rstrip())
    sets = _sets(segment, s.figure.span.end + match.start("list"))
    if sets is None or any(span.end - span.start < _SHORTEST for span in sets[0]):
        return None  # 10 个县（市、区）
    return sets, opened, ("括号内列出的各项", "the items listed in the bracket")


def _behind(text: str, s: Statement, sentence: Span) -> _Found | None:
    """四个一级指标：A、B、C、D: the list stands behind the noun and a colon."""
    after = text[s.figure.span.end : sentence.end]
    match = _AFTER.match(after)
    if match is None:
        return None
    segment = match["list"]
    if any(char.isdigit() for char in segment) or re.search("[，,]", segment):
        return None
    opened = _OPEN.search(segment) is not None
    segment = re.sub(r"等$", "", segment.rstrip("。 "))
    sets = _sets(segment, s.figure.span.end + match.start("list"))
    if sets is None:
        return None
    return sets, opened, ("冒号之后列出的各项", "the items listed behind the colon")


def _marked(text: str, s: Statement, paragraph: Paragraph) -> _Found | None:
    """三个方面：一是…；二是…；三是…."""
    at = s.figure.span.end
    rest = text[at : paragraph.span.end]
    if not re.match(r"^[^，。；\d]{0,12}[：:，。]?\s*一是", rest):
        return None
    spans: list[Span] = []
    position = 0
    for marker in _MARKERS:
        position = rest.find(marker, position)
        if position < 0:
            break
        spans.append(Span(at + position, at + position + len(marker)))
        position += len(marker)
    return [spans], False, ("以“一是”“二是”列出的各项", "the items marked 一是, 二是")


def _sets(segment: str, offset: int) -> list[list[Span]] | None:
    """Admissible ways to tell the items apart: 、 alone, and 和 or 及 in any item as well."""
    if "、" not in segment and not re.search(r"[和及与]", segment):
        return None
    spans = [Span(offset + m.start(), offset + m.end()) for m in _ITEM.finditer(segment)]
    if any(len(span) > _LONGEST or not segment[span.start - offset :].strip() for span in spans):
        return None
    if _SEVERAL.search(segment):
        return None  # 中心本级及上述二级单位: more than one behind one name
    if not spans:
        return None
    last = segment[spans[-1].start - offset : spans[-1].end - offset]
    cut = list(re.finditer(r"以及|[和及与]", last))
    ways: list[list[Span]] = []
    for match in cut:
        if match.start() > 0 and match.end() < len(last):
            first = Span(spans[-1].start, spans[-1].start + match.start())
            second = Span(spans[-1].start + match.end(), spans[-1].end)
            ways.append([*spans[:-1], first, second])
    ways.append(spans)
    ways = [way for way in ways if len(way) >= 2]
    return ways or None


def _term(paragraph: Paragraph, span: Span) -> Term:
    from decimal import Decimal

    return words(paragraph.reading.document, span, value=Decimal(1), document=paragraph.document)


__all__: Sequence[str] = ["count_relations"]
