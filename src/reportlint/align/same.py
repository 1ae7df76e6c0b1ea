"""Which figures state the same quantity: a deliberately narrow, value-blind rule.

Three cases only. (1) One subject of the lexicon (总额, 基本支出, 三公 …) with the same role and
year, said outright on both sides. (2) An amount stated in front of an item of a list and again as
that item's 预算安排, or in the account table under the same 类/款/项. (3) An indicator row and a
result in the text whose names agree in a long common stretch, with the same unit. Two partners
that are equally good give a skip that names both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportlint.align.statements import Paragraph, Statement
from reportlint.align.terms import because
from reportlint.align.view import Entry, GridView
from reportlint.model.fact import Formula, Relation, Term
from reportlint.model.figure import Comparator, Figure, Measure, Role
from reportlint.model.finding import Skip
from reportlint.model.reading import Reading
from reportlint.model.settings import Lexicon
from reportlint.model.vocabulary import Vocabulary, normalise, squeeze

_CONCEPTS = frozenset(
    {
        "funds_total",
        "basic",
        "project",
        "procurement",
        "three_public",
        "abroad",
        "vehicles",
        "vehicle_purchase",
        "vehicle_running",
        "reception",
    }
)
_SURE = {
    Role.BUDGET_INITIAL: re.compile(r"年初.{0,8}(?:预算|批复|安排)"),
    Role.BUDGET_FINAL: re.compile(r"调整后|全年预算"),
    Role.EXECUTED: re.compile(r"执行数|决算|实际支出|实际执行"),
}
_ITEM = re.compile(
    r"^\s*(?:\d{1,3}[.．、]\s*)?[“\"]?(?P<path>[^”\"，。]{4,80}[（(]项[）)])[”\"]?(?:安排)?"
)
_PART = re.compile(r"(?P<name>[^（）()]+?)[（(](?:类|款|项)[）)]")
_GOAL = re.compile(r"(?:年度|长期)?(?:绩效)?目标[一二三四五六七八九十\d]")
_PROSE = re.compile(r"[\u4e00-\u9fff].{10,}[，。].{4,}", re.S)
_PLAN = re.compile(r"预算安排")
_MIN_COMMON = 4
_MIN_SHARE = 0.75
_REACH = 8


@dataclass(frozen=True, slots=True)
class _Mention:
    term: Term
    figure: Figure
    where: str


def same_quantity_relations(
    readings: Sequence[Reading],
    views: Sequence[GridView],
    paragraphs: Sequence[Paragraph],
    vocabulary: Vocabulary,
    lexicon: Lexicon,
) -> Iterator[Relation | Skip]:
    """Pairs of figures that state one quantity, and the pairs that stay open."""
    yield from _subjects(views, paragraphs, vocabulary)
    yield from _items(views, paragraphs)
    yield from _indicators(readings, views, paragraphs, lexicon)


def _subjects(
    views: Sequence[GridView], paragraphs: Sequence[Paragraph], vocabulary: Vocabulary
) -> Iterator[Relation | Skip]:
    texts: dict[tuple[str, Role, str | None], list[_Mention]] = {}
    if len({id(view.grid) for view in views if _has_total_row(view, vocabulary)}) > 1:
        yield Skip(
            because(
                "文件中有多份资金表，文中的总额属于哪一份不明确",
                "several funds blocks in one file: which of them the text speaks of is not known",
            )
        )
        return
    for paragraph in paragraphs:
        if _ITEM.match(paragraph.text):
            continue
        for s in paragraph.statements:
            concept = s.concept if s.main else s.own_concept
            sure = _SURE.get(s.figure.role)
            if not s.money or concept is None or concept.id not in _CONCEPTS or sure is None:
                continue
            if not sure.search(squeeze(s.figure.words)) or s.figure.comparator is not Comparator.EQ:
                continue
            if not s.main and s.own_concept is None:
                continue
            key = (concept.id, s.figure.role, s.figure.period)
            texts.setdefault(key, []).append(_Mention(s.term, s.figure, "text"))
    tables = _table_subjects(views, vocabulary)
    for key, mentions in texts.items():
        in_tables = tables.get(key, [])
        if len({m.figure.value * m.figure.scale for m in in_tables}) > 1:
            places = tuple(m.term.place("evidence") for m in in_tables)
            yield Skip(
                because("表中同一项目有多个数", "the tables give several figures for one item"),
                places,
            )
            in_tables = []
        anchor = in_tables[0] if in_tables else mentions[0]
        for mention in mentions:
            if mention is not anchor:
                yield _equal(mention.term, anchor.term, mention.figure.measure, 0.92)


def _has_total_row(view: GridView, vocabulary: Vocabulary) -> bool:
    if view.grid.family != "funds":
        return False
    subjects = (vocabulary.subject(entry.label) for entry in view.entries)
    return any(subject is not None and subject.id == "funds_total" for subject in subjects)


def _table_subjects(
    views: Sequence[GridView], vocabulary: Vocabulary
) -> dict[tuple[str, Role, str | None], list[_Mention]]:
    found: dict[tuple[str, Role, str | None], list[_Mention]] = {}
    for view in views:
        if view.grid.family != "funds":
            continue
        for _, entries in view.rows():
            for role, entry in view.role_row(entries).items():
                concept = vocabulary.subject(entry.label)
                if entry.figure is None or concept is None or concept.id not in _CONCEPTS:
                    continue
                key = (concept.id, role, entry.figure.period)
                found.setdefault(key, []).append(_Mention(entry.term, entry.figure, "table"))
    return found


def _items(views: Sequence[GridView], paragraphs: Sequence[Paragraph]) -> Iterator[Relation | Skip]:
    """“…（类）…（款）…（项）”350.35 万元, … 2024 年预算安排 352.67 万元."""
    accounts = _accounts(views)
    for paragraph in paragraphs:
        match = _ITEM.match(paragraph.text)
        if not match:
            continue
        path = tuple(normalise(part["name"]) for part in _PART.finditer(match["path"]))
        end = paragraph.span.start + match.end()
        amounts = [s for s in paragraph.statements if s.money]
        if not amounts or amounts[0].figure.span.start - end > 2:
            continue
        first = amounts[0]
        year = str(paragraph.reading.year) if paragraph.reading.year else None
        for later in amounts[1:]:
            planned = _PLAN.search(squeeze(later.figure.words))
            if planned and later.figure.period == year:
                yield _equal(later.term, first.term, Measure.MONEY, 0.95)
        in_table = accounts.get(path, [])
        if in_table and len({entry.term.value for entry in in_table}) == 1:
            yield _equal(first.term, in_table[0].term, Measure.MONEY, 0.93)


def _accounts(views: Sequence[GridView]) -> dict[tuple[str, ...], list[Entry]]:
    """The 合计 amounts of the expenditure table by account names 类/款/项."""
    found: dict[tuple[str, ...], list[Entry]] = {}
    for view in views:
        title = squeeze(view.grid.title)
        if not view.codes or "支出" not in title or "基本支出" in title:
            continue
        names: list[str] = []
        for row, entries in view.rows():
            if row not in view.codes:
                continue
            depth = len(view.codes[row])
            del names[depth - 1 :]
            names += [""] * (depth - 1 - len(names))
            names.append(normalise(entries[0].label))
            first = next((e for e in entries if e.figure is not None), None)
            if first is not None and depth == 3:
                found.setdefault(tuple(names), []).append(first)
    return found


def _indicators(
    readings: Sequence[Reading],
    views: Sequence[GridView],
    paragraphs: Sequence[Paragraph],
    lexicon: Lexicon,
) -> Iterator[Relation | Skip]:
    """Results of indicator rows against results in the text."""
    rows = [
        (entry, _core(_indicator_name(entry), lexicon))
        for view in views
        if view.grid.family == "indicators"
        for entry in view.entries
        if entry.figure is not None
        and entry.figure.role is Role.ACTUAL
        and entry.figure.comparator is Comparator.EQ
    ]
    rows = [(entry, core) for entry, core in rows if len(core) >= _MIN_COMMON]
    pairs: list[tuple[Statement, Entry, float]] = []
    for paragraph in paragraphs:
        if not _tells_results(paragraph):
            continue
        year = paragraph.reading.year
        for statement in paragraph.statements:
            if not _result(statement, year):
                continue
            for entry, core in rows:
                score = _similar(statement.figure, entry, core, lexicon)
                if score:
                    pairs.append((statement, entry, score))
    del readings
    yield from _unique(pairs)


def _unique(pairs: list[tuple[Statement, Entry, float]]) -> Iterator[Relation | Skip]:
    """Keep pairs in which each side is the other's best; equals on a side are an open question."""
    for statement, entry, score in pairs:
        rivals = [p for p in pairs if p[0] is statement and p[1] is not entry and p[2] >= score]
        if rivals:
            yield _open(statement, [entry, *(p[1] for p in rivals)])
            continue
        if any(p[0] is statement and p[1] is not entry and p[2] > score for p in pairs):
            continue
        assert entry.figure is not None
        yield _equal(statement.term, entry.term, statement.figure.measure, min(0.95, score))


def _open(statement: Statement, entries: Sequence[Entry]) -> Skip:
    return Skip(
        because(
            "文中数字与表中多个指标同样相近，无法确定对应哪一个",
            "a figure of the text matches several indicators of the form equally well",
        ),
        (
            statement.term.place("claim"),
            *(entry.term.place("evidence") for entry in entries),
        ),
    )


def _indicator_name(entry: Entry) -> str:
    return entry.cell.row_path[-1] if entry.cell.row_path else ""


def _tells_results(paragraph: Paragraph) -> bool:
    """Goal sentences promise; only the others tell results."""
    if paragraph.statements[0].figure.table is not None and not _PROSE.search(paragraph.text):
        return False  # a label, target or result of a form, not a telling of results
    heads = [squeeze(paragraph.text[:8])]
    if paragraph.section:
        heads.append(squeeze(paragraph.section[-1]))
    return not any(_GOAL.match(text) for text in heads)


def _result(statement: Statement, year: int | None) -> bool:
    figure = statement.figure
    if figure.measure not in (Measure.COUNT, Measure.SHARE, Measure.EXTENT):
        return False
    if figure.role in (Role.TARGET, Role.GROWTH, Role.SHARE):
        return False
    if figure.comparator not in (Comparator.EQ, Comparator.MORE):
        return False
    if year is not None and figure.period is not None and figure.period != str(year):
        return False
    return statement.main


def _similar(figure: Figure, entry: Entry, core: str, lexicon: Lexicon) -> float:
    """Share of the indicator's name found right before the figure; 0 when it is no match."""
    other = entry.figure
    assert other is not None
    if figure.measure is not other.measure or figure.unit != other.unit:
        return 0.0
    words = normalise(figure.words)
    length, end = _common(core, words)
    if length < _MIN_COMMON or length < _MIN_SHARE * len(core):
        return 0.0
    if len(words) - end > _REACH:
        return 0.0
    if _contradict(words, normalise(_indicator_name(entry)), lexicon):
        return 0.0
    return length / len(core)


def _common(core: str, words: str) -> tuple[int, int]:
    """(length, end in ``words``) of the longest stretch that both hold."""
    best = (0, 0)
    for start in range(len(core)):
        for end in range(len(core), start + best[0], -1):
            at = words.rfind(core[start:end])
            if at >= 0:
                best = (end - start, at + end - start)
                break
    return best


def _contradict(words: str, name: str, lexicon: Lexicon) -> bool:
    """Whether the two sides carry different qualifiers of one set (受理 and 办结)."""
    for group in lexicon.data["words"]["qualifiers"]:
        mine = {word for word in group if word in words}
        theirs = {word for word in group if word in name}
        if mine and theirs and not mine & theirs:
            return True
    return False


def _core(name: str, lexicon: Lexicon) -> str:
    """The name without words that say nothing of what is counted (实际办理…数)."""
    core = normalise(name)
    generic = sorted(lexicon.words["generic_name"], key=len, reverse=True)
    changed = True
    while changed:
        changed = False
        for word in generic:
            if core.startswith(word) and len(core) > len(word) + 1:
                core, changed = core[len(word) :], True
            if core.endswith(word) and len(core) > len(word) + 1:
                core, changed = core[: -len(word)], True
    return core


def _equal(claim: Term, other: Term, measure: Measure, confidence: float) -> Relation:
    return Relation(
        kind="same-quantity",
        formula=Formula.EQUAL,
        claim=claim,
        terms=(other,),
        measure=measure,
        why=(
            because(
                f"“{claim.label}”与“{other.label}”说的是同一数量",
                f"'{claim.label}' and '{other.label}' state one quantity",
            ),
        ),
        confidence=confidence,
    )


__all__ = ["Vocabulary", "same_quantity_relations"]
