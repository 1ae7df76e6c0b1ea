"""The name of the reporting body, and the ways in which a report may leave it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from reportlint.model.reading import Reading
from reportlint.model.span import Span
from reportlint.model.vocabulary import compact, normalise, squeeze

_BODY = re.compile(
    r"(?:单位名称|部门名称|部门[（(]单位[）)]名称|填报单位|预算单位|预算部门|项目单位|"
    r"编制部门|编制单位)"
    r"\s*[:：\t |]\s*([\u4e00-\u9fff（）()]{3,30})"
)
_TITLE_BODY = re.compile(
    r"^(?:20\d\d年?度?)?([\u4e00-\u9fff]{2,24}?(?:局|委员会|委|办公室|办事处|厅|院|中心|学校|中学|小学|大学|队|所|站|馆|部|会|社|处|镇|乡|街道))"
)
# 规划和自然资源局 and 规划与自然资源局 cannot both be the name.
_LINK = re.compile(r"(?<=[\u4e00-\u9fff]{2})[和与及](?=[\u4e00-\u9fff]{3})")
_REGION_END = "省市区县州盟旗镇乡部"
# 矿区 and 郊区 may be districts as well as parts of one, a 社区 is neither.
_DISTRICT = re.compile(r"(?<![发新园景林牧湖库灌矿特护社小郊])区")
_OTHER_AREAS = re.compile(
    r"自治区|内蒙古|广西|西藏|宁夏|新疆|开发区|园区|新区|景区|林区|灌区|示范区|撤县|县改区"
)
_OVERALL = re.compile(r"(?:部门|单位|整体)[^项]{0,6}(?:整体|绩效)|整体(?:支出)?绩效")
_ONE_PROJECT = re.compile(r"(?<![基资成样版])本项目")
_PROJECT = re.compile(r"项目")
_PROJECT_FORM = re.compile(r"项目(?:支出)?(?:绩效)?(?:自评|评价)")
_ITEM = re.compile(r"([\u4e00-\u9fff、]{2,24})\(项\)")

Found = tuple[Span, str, Span | None, str]
"""What is told, where, and what it stands against."""


def body_names(reading: Reading) -> set[str]:
    """Names of the reporting body: from the form's head and the title."""
    names = {match[1] for match in _BODY.finditer(reading.document.text[:20000])}
    match = _TITLE_BODY.match(squeeze(reading.title))
    if match:
        names.add(match[1])
        # 沅陵县财政局 is called 县财政局 in the text.
        names |= {match[1][at:] for at in range(1, len(match[1]) - 3)}
    return {normalise(name) for name in names if len(name) >= 3}


def linked_variants(reading: Reading) -> Iterator[Found]:
    """The body's name with another of 和, 与, 及 than in its own name."""
    text, places = compact(reading.document.text)
    names = body_names(reading)
    for name in sorted(names, key=len, reverse=True):
        if any(other != name and other.endswith(name) for other in names):
            continue
        own = text.find(name)
        links = list(_LINK.finditer(name))
        if own < 0 or len(links) != 1:
            continue
        at = links[0].start()
        left = name[max(0, at - 2) : at]
        region = name[: max(0, at - 2)]
        for match in re.finditer(rf"{left}[和与及]{name[at + 1 :]}", text):
            before = text[max(0, match.start() - len(region)) : match.start()]
            # The body of another place may well be called otherwise.
            full = bool(region) and before == region
            if not full and text[match.start() - 1 : match.start()] in tuple(_REGION_END):
                continue
            start = match.start() - (len(region) if full else 0)
            if match[0][2] != name[at] and text[max(0, start - 1) : start] != "原":
                yield (
                    _span(places, start, match.end()),
                    text[start : match.end()],
                    _span(places, own, own + len(name)),
                    name,
                )
                return


def foreign_levels(reading: Reading) -> Iterator[Found]:
    """我县 in the report of a district's body, 我区 in that of a county's."""
    text, places = compact(reading.document.text)
    name = max(body_names(reading), key=len, default="")
    own = text.find(name) if name else -1
    if own < 0:
        return
    county = re.search(r"(?<!自治)县", name) is not None
    district = _DISTRICT.search(name) is not None
    if county == district or _OTHER_AREAS.search(text):
        return
    said = "我区" if county else "我县"
    match = re.search(rf"(?<![《“\"]){said}(?![(/、区县市旗域])", text)
    if match:
        yield (
            _span(places, match.start(), match.end()),
            said,
            _span(places, own, own + len(name)),
            name,
        )


def lone_projects(reading: Reading) -> Iterator[Found]:
    """本项目 in the report on a whole body, where no project was named before it.

    A report that takes in the evaluation of a project is left alone.
    """
    title = squeeze(reading.title)
    if not _OVERALL.search(title) or "项目" in title:
        return
    headings = {heading for s in reading.sentences for heading in s.section}
    if any(_PROJECT_FORM.search(squeeze(heading)) for heading in headings):
        return
    section: tuple[str, ...] | None = None
    named = False
    for sentence in reading.sentences:
        if sentence.section != section:
            section = sentence.section
            named = bool(section) and "项目" in section[-1]
        text = reading.document.slice(sentence.span)
        match = None if sentence.table is not None else _ONE_PROJECT.search(text)
        if match and not named and not _PROJECT.search(text, 0, match.start()):
            start = sentence.span.start + match.start()
            yield Span(start, start + len(match[0])), match[0], None, squeeze(reading.title)
            return
        named = named or bool(_PROJECT.search(text))


def foreign_purposes(reading: Reading, words: Mapping[str, tuple[str, ...]]) -> Iterator[Found]:
    """住房公积金（项）… 用于缴纳医疗保险: the purpose of another item."""
    kinds = [
        [tuple(part.split("、")) for part in line.split("=")] for line in words["item_purposes"]
    ]
    for sentence in reading.sentences:
        text, places = compact(reading.document.slice(sentence.span))
        items = list(_ITEM.finditer(text))
        if len(items) != 1 or text.count("用于") != 1 or text.find("用于") < items[0].end():
            continue
        start = text.find("用于") + 2
        purpose = text[start:].rstrip("。；;")
        own = [kind for kind in kinds if items[0][1].endswith(kind[0])]
        if len(own) != 1 or any(word in purpose for word in own[0][1]):
            continue
        if not any(word in purpose for kind in kinds if kind not in own for word in kind[2]):
            continue
        if any(word in purpose for word in words["open_list"]) or re.search(r"\d|社会?保", purpose):
            continue
        at = sentence.span.start
        first, item = _span(places, start, start + len(purpose)), items[0]
        other = _span(places, *item.span(1))
        yield (
            Span(at + first.start, at + first.end),
            purpose,
            Span(at + other.start, at + other.end),
            item[1],
        )


def code_names(reading: Reading) -> Iterator[Found]:
    """One seven-digit code with two names: equally long, and apart in one or two characters.

    A name that is cut short at the edge of a page or cell is no other name.
    """
    known: dict[str, tuple[Span, str]] = {}
    for grid in reading.grids:
        cells = sorted(grid.cells, key=lambda cell: (cell.row, cell.column))
        for cell, after in pairwise(cells):
            code, name = compact(cell.text)[0], compact(after.text)[0]
            if not re.fullmatch(r"\d{7}", code) or after.row != cell.row:
                continue
            if not re.fullmatch(r"[\u4e00-\u9fff、()]{4,}", name):
                continue
            span, first = known.setdefault(code, (after.span, name))
            apart = sum(a != b for a, b in zip(first, name, strict=False))
            if len(first) == len(name) and 0 < apart <= 2:
                yield after.span, name, span, first


def _span(places: list[int], start: int, end: int) -> Span:
    return Span(places[start], places[end - 1] + 1)
