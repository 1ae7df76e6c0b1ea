"""What each figure of a paragraph is about, followed from clause to clause.

A clause that names a subject sets it; one that names nothing but a role (全年执行数, 执行率) goes
on with the subject before it, else with the heading's, else with the body as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reportlint.align.statements import Paragraph
from reportlint.model.accounts import SOURCES
from reportlint.model.figure import LEFT_ROLES, Measure, Role
from reportlint.model.naming import body_names
from reportlint.model.reading import Reading
from reportlint.model.settings import Concept, Lexicon
from reportlint.model.vocabulary import Vocabulary, normalise, squeeze

WHOLE = "funds_total"
_SILENT = frozenset({"execution_rate_indicator", "balance", "balance_rate"})
_ROLE_ONLY = frozenset({"carry_in", "carry_out", "adjustment_rate"})
_WHOLE_WORDS = re.compile(
    r"(?:部门|单位|整体|全局|全系统|我局|我委|我单位|本部门|本单位|总规模|总预算|总体?执行率|总支出)"
)
_TOPIC = re.compile(
    r"(?:项目|方面|工程|平台|系统|专项|采购|经费|费用?|活动|课题|任务|资金)[一二三四五六七八九十\d]*[”’）)]*$"
)
# 年中因补助下达等因素追加: the words give the reason, not a subject.
_PROJECT_TITLE = re.compile(r"项目(?:支出)?(?:绩效|自评)")
_PROJECT_OPENS = re.compile(
    r"^\d{1,2}[.．、][^。]{4,30}(?:项目|工程)[。：]"
    r"|项目[^，。；]{0,6}(?:自评)?(?:综述|情况)?[：:]|^[^，。；]{2,20}项目自评"
)
_MOVED = frozenset({Role.ADJUSTMENT, Role.CHANGE, Role.BALANCE, Role.CARRY_IN})
_SEGMENT = re.compile(r"[；;。]")
_ENUMERATOR = re.compile(r"^(?:\d{1,2}[.．、]|[（(]?[一二三四五六七八九十]{1,3}[）)、])")
_DIVISION = re.compile(r"第[一二三四五六七八九十]部分(.{2,30})$")
_LEVEL = re.compile(
    r"(?:中央|省级?|市级?|区级?|县级?|上级|本级|地方|自筹|配套)(?:当年)?(?:财政|配套|补助)?(?:资金|拨款|补助)"
)
_SLOW = re.compile(
    r"([\u4e00-\u9fff“”（）()]{2,20}?(?:项目|工程|专项))"
    r"(?=推进|进展|实施|因|由于|受|未|尚|仅|招标|采购|启动|偏|开工|调整|验收|资金|合同|前期|执行|支出|支付|预算)"
)
_POINT = re.compile(r"^[一二三四五六七八九十]是")
_LAGGING = re.compile(
    r"([\u4e00-\u9fff“”（）()]{3,16}?)(?:的)?(?:进度|进展|支出)?(?:仍|则|也)?(?:最|较|偏|相对|比较)(?:慢|低|快|高|滞后|好|差)"
)
_REASON = re.compile(r"因(?!公)|由于|受[^，]{1,12}影响")
_SOME_OF = re.compile(r"部分|个别|少数|各|有些|一些|其他|其余|所有|全部|多数|大多|整体")
_ONLY_LEFT = re.compile(r"=(?:结转|结余|节余|剩余|未|形成|下年?度?|继续|尚有|共|[的和及])+")
_BOTH = frozenset({"basic", "project"})
_SPLIT_OF = frozenset({"basic", "project", "personnel", "public"})
_SOME = re.compile(r"其余|其他|其它|部分|另")
_ITS = re.compile(r"其(?![中他余它])")
_PART_NAME = re.compile(r"类|项目|专项|经费|工程|补助|费")
# 用于保障机构运转的基本支出 is 基本支出.
_OF_PROJECT = re.compile(
    r"(?:[\u4e00-\u9fff]{0,16}?20\d\d年?度?)?(?P<name>.{4,40}?)(?:项目)?(?:支出)?绩效"
)
_SHORTEST_PROJECT = 4
_SHORTEST_PART = 3
# 支出中基本支出 x 万元, 全年执行中: not the 中 of 中央 or 集中.
_IN_MIDST = r"(?<=[出金算收费其目行])中(?![央小心医学职专])|中$"
_PURPOSE = re.compile(r"(?:主要)?用(?:于|来)[^，。；]{1,24}的")
# 1.总体情况。 and 2.数量指标。 divide the report, they name nothing that money is spent on.
_OF_REPORT = re.compile(
    r"情况|分析|总体|整体|目标|管理|指标|效益|产出|绩效|预算|决算|资金|执行|收入|支出|部门|单位|问题|原因|"
    r"措施|建议|自评|评价|基本|概况|职[责能]|机构|人员|[数质]量|时效|成本|满意|过程|决策|投入|结论|结果"
)
_LONGEST_NAME = 24
_NOUN = re.compile(r"[\u4e00-\u9fff]{2,}")
_SOURCE_CONCEPTS = {
    "general": "source_general",
    "fund": "source_gov_fund",
    "capital": "source_capital",
}


_SOURCE_TOPICS = frozenset(_SOURCE_CONCEPTS.values())


def _is_thing(name: str) -> bool:
    """Whether a heading names something that money is spent on, no part of a report."""
    short = _SHORTEST_PROJECT <= len(name) <= _LONGEST_NAME
    return short and _OF_REPORT.search(name) is None and _NOUN.fullmatch(name) is not None


def is_of_project(reading: Reading) -> bool:
    """Whether a report calls itself one on a project, not on a whole body."""
    return _PROJECT_TITLE.search(squeeze(reading.title)) is not None


def names_project(paragraph: Paragraph, end: int) -> bool:
    """防火能力建设项目自评综述：自评得分为 98 分: of one of the projects of a whole body.

    ``end``: the place in the document up to which the paragraph is read.
    """
    opening = paragraph.text[: end - paragraph.span.start]
    return _PROJECT_OPENS.search(squeeze(opening)) is not None


def source_of(text: str) -> str | None:
    """The source of funds that a label or the words before a figure name."""
    plain = squeeze(text)
    found = next((name for pattern, name in SOURCES if pattern.search(plain)), None)
    return None if found is None else _SOURCE_CONCEPTS[found]


class Topics:
    """Follows the subject through the paragraphs of one submission."""

    def __init__(
        self, readings: Sequence[Reading], vocabulary: Vocabulary, lexicon: Lexicon
    ) -> None:
        self._vocabulary = vocabulary
        self.strip = Stripper(readings, lexicon)
        # In the report on one project 项目 is the whole.
        self._of_project = any(map(is_of_project, readings))

    def of(self, paragraph: Paragraph) -> list[str]:
        """One topic per statement: the id of a concept, or ``=`` and the name of another thing."""
        text = paragraph.reading.document.text
        current = self._heading(paragraph.section)
        topics: list[str] = []
        waiting = list(paragraph.statements)
        local, segment, within = "", -1, ""
        split: set[str] = set()  # what the segment has named so far
        whole = current  # what was spoken of before the segment
        split_in, rated = -1, False
        for sentence in paragraph.sentences:
            for clause in sentence.clauses:
                inside = []
                while waiting and waiting[0].figure.span.start < clause.end:
                    inside.append(waiting.pop(0))
                if not inside:
                    told = self._silent(text[clause.start : clause.end])
                    if len(sentence.clauses) == 1:
                        told = told or self._opens(text[clause.start : clause.end])
                    if told and len(sentence.clauses) == 1:
                        current = told  # 1.基本支出。 heads what follows
                    elif told:
                        at = clause.start - paragraph.span.start
                        local, segment = told, len(_SEGMENT.findall(paragraph.text, 0, at))
                        within = local if text[clause.start : clause.end].endswith("中") else ""
                    continue
                for s in inside:
                    if s.segment != segment:
                        local, segment = "", s.segment
                    named = self._named(s.figure.words, s.figure.label, local or current)
                    if s.figure.role in LEFT_ROLES and _ONLY_LEFT.fullmatch(named):
                        named = ""  # 年末结转结余: of what was spoken of before
                    if s.segment != split_in:
                        split, split_in, rated, whole = set(), s.segment, False, current
                    if not named and s.figure.role is Role.RATE and split:
                        if split >= _BOTH and not rated:
                            named = WHOLE  # 基本支出 x 万元、项目支出 y 万元，预算完成率 97%
                        rated = True  # 基本支出 x 万元，执行率 100%，项目支出 …: each has its own
                    split.add(named)
                    if named in _SPLIT_OF and segment == s.segment and within:
                        named = f"={within} {named}"  # 接待费中，基本支出列支 2 万元
                    if named and s.money and not s.depth and s.figure.role not in _MOVED:
                        # A part behind 其中 or in brackets is the subject up to the semicolon.
                        local = named
                        if s.main and named not in _SOURCE_TOPICS:
                            # 全年预算 x 万元，基本支出 y 万元，项目支出 z 万元: of the budget
                            current = whole if split >= _BOTH else named
                    elif named and s.figure.measure is Measure.COUNT and named != WHOLE:
                        local = named  # 外事接待 0 批次，支出 0 万元; 项目支出 5 个，支出 2 万元
                    topics.append(named or local or current)
        topics += [current] * len(waiting)
        if self._of_project:
            return [WHOLE if topic == "project" else topic for topic in topics]
        return topics

    def _heading(self, section: Sequence[str]) -> str:
        for text in reversed(section):
            source = source_of(text)
            if source is not None:
                return source  # 一般公共预算支出情况 speaks of that money only
            concept = self._concept(text)
            if concept is not None:
                return concept.id
            if _TOPIC.search(normalise(text)) and self.strip.residue(text):
                return f"={normalise(text)}"
            # （五）动物疫病防控 over 全年预算 330 万元: of that alone
            name = _ENUMERATOR.sub("", squeeze(text))
            if text == section[-1] and _ENUMERATOR.match(squeeze(text)) and _is_thing(name):
                return f"={name}"
        return WHOLE

    def _silent(self, clause: str) -> str:
        """A clause without figures: 1.基本支出。 or 智慧平台项目方面，"""
        part = _DIVISION.match(squeeze(clause))
        if part is not None and self.strip.residue(part[1]):
            return f"={normalise(part[1])}"
        plain = re.sub(
            r"^(?:\d{1,2}[.．、]|[（(]?[一二三四五六七八九十]{1,3}[）)、])", "", squeeze(clause)
        )
        if any(char.isdigit() for char in plain) or len(plain) > 24:
            return ""
        if (level := _LEVEL.search(plain)) is not None:
            return f"={level[0]}"  # 市级补助资金下达较晚，执行率 92%
        concept = self._concept(plain)
        if concept is not None and len(self.strip.residue(plain, concept.words)) <= 3:
            return concept.id
        own = concept is None or concept.id == "project"  # 消费维权项目支出偏慢
        lagging = _LAGGING.fullmatch(_POINT.sub("", plain)) if own else None
        if lagging is not None and _NOUN.search(self.strip.residue(lagging[1])):
            if not _SOME_OF.match(lagging[1]) and not _OF_REPORT.search(lagging[1]):
                return f"={self.strip.residue(lagging[1])}"  # 司法所修缮最慢，执行率 73.98%
        if _REASON.search(plain):
            return ""  # 因上级专项下达，追加预算 x 万元，调整后预算 y 万元
        if _TOPIC.search(plain) and self.strip.residue(plain):
            return f"={normalise(plain)}"
        # 农村饮水安全项目推进偏慢，全年预算 … 只支出 …
        subject = _SLOW.match(plain)
        if subject is not None and concept is None:
            residue = self.strip.residue(subject[1])
            if _NOUN.search(residue) and not _SOME_OF.match(subject[1]):
                return f"={residue}"
        return ""

    def _opens(self, clause: str) -> str:
        """1.人员类项目绩效分析。: the numbered name of a part heads what follows it."""
        plain = squeeze(clause).rstrip("。：:")
        if not _ENUMERATOR.match(plain) or len(plain) > _LONGEST_NAME:
            return ""
        name = _ENUMERATOR.sub("", plain)
        residue = self.strip.residue(name)
        if _PART_NAME.search(residue):
            return f"={residue}"
        own = _NOUN.search(residue) is not None and not _OF_REPORT.search(name)
        return f"={residue}" if own and self._concept(name) is None else ""

    def _named(self, words: str, label: str, current: str) -> str:
        """The subject a figure's own words name; empty when they name only its role."""
        if _ITS.match(label):
            return "=其"  # 大队系二级单位，其支出 6,213 万元: whose it is was said before
        source = source_of(words)
        concept = self._concept(words)
        if source is not None:
            part = concept is not None and concept.id in ("basic", "project", "personnel", "public")
            return f"={source} {concept.id}" if part and concept is not None else source
        of_source = concept is None or concept.id == "source_fiscal"
        if of_source and (level := _LEVEL.search(label)) is not None:
            return f"={level[0]}"  # 中央资金支付: of the money of one level
        residue = self.strip.residue(
            _PURPOSE.sub("", label) if concept else label, concept.words if concept else ()
        )
        if self._of_project:
            residue = re.sub(r"[本该]?(?:专项|项目)", "", residue)
        if concept is not None:
            whole = len(residue) <= 2 and not _SOME.match(residue)
            return concept.id if whole else f"={residue}"
        known = self._vocabulary.lexicon.concepts.get(current)
        if known is not None and any(residue in normalise(word) for word in known.words):
            # 政府采购预算 …，实际采购 …; 其中购置费 …，运行维护费 … are parts of it
            return self._part(known, residue)
        if _NOUN.search(residue):
            return f"={residue}"
        return WHOLE if _WHOLE_WORDS.search(label) else ""

    def _part(self, whole: Concept, name: str) -> str:
        """The part of a concept that a short name means (运行维护费 of 公务用车…)."""
        concepts = self._vocabulary.lexicon.concepts
        parts = [concepts[part] for group in whole.parts for part in group if part in concepts]
        found = {p.id for p in parts if any(normalise(w).endswith(name) for w in p.words)}
        return found.pop() if len(found) == 1 and len(name) >= _SHORTEST_PART else ""

    def _concept(self, text: str) -> Concept | None:
        found = [c for _, c in self._vocabulary.subjects_in(text) if c.id not in _SILENT]
        found = [c for c in found if c.id not in _ROLE_ONLY]
        # 三公经费财政拨款支出: the source qualifies the subject named before it.
        named = [c for c in found if c.id != "source_fiscal"]
        return (named or found)[-1] if found else None


def _project_names(reading: Reading) -> Iterator[str]:
    """The name of the project that a report on one project has in its title."""
    if not is_of_project(reading):
        return
    match = _OF_PROJECT.match(squeeze(reading.title))
    if match is None:
        return
    name = normalise(match["name"])
    for body in body_names(reading):
        name = name.removeprefix(body)
    short = re.sub(r"(?:专项)?(?:资金|经费|补助)$|项目$", "", name)
    yield from (found for found in (name, short) if len(found) >= _SHORTEST_PROJECT)


class Stripper:
    """Takes from a label everything that names a role, a time or the body itself."""

    def __init__(self, readings: Sequence[Reading], lexicon: Lexicon) -> None:
        words = sorted(lexicon.words["role_words"], key=len, reverse=True)
        self._words = re.compile(
            "|".join(_IN_MIDST if word == "中" else re.escape(word) for word in words)
            + r"|20\d\d年?(?:度)?"
        )
        names = {name for reading in readings for name in body_names(reading)}
        names |= {name for reading in readings for name in _project_names(reading)}
        self._names = sorted(names, key=len, reverse=True)

    def residue(self, label: str, subject: Sequence[str] = ()) -> str:
        """What is left of the label beside the words of its ``subject``.

        Empty when it names nothing but its role, the time and the body.
        """
        plain = normalise(label)
        for name in (*self._names, *sorted(map(normalise, subject), key=len, reverse=True)):
            plain = plain.replace(name, "")
        return self._words.sub("", plain)
