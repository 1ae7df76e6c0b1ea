"""Headline figures keyed by subject, role and year: 总额, 基本支出, 三公, 执行率, 总分 …

The subject of a figure is the lexicon's concept it names. One that names nothing but its role
(全年执行数, 预算执行率) speaks of the subject of its segment, else of its section, else of the body
as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from reportlint.align.identity.accounts import explains_accounts, is_accounts_title
from reportlint.align.identity.mentions import Mention, equal_terms, text_place
from reportlint.align.statements import Paragraph, Statement
from reportlint.align.terms import because, term
from reportlint.align.view import Entry, GridView
from reportlint.model.document import Message
from reportlint.model.fact import Relation
from reportlint.model.figure import Comparator, Figure, Measure, Role
from reportlint.model.finding import Skip
from reportlint.model.reading import Reading
from reportlint.model.settings import Lexicon
from reportlint.model.vocabulary import Vocabulary, normalise, squeeze

FUNDS = frozenset({"funds_total", "basic", "project"})
SPENDING = frozenset(
    {
        "procurement",
        "procurement_goods",
        "procurement_works",
        "procurement_services",
        "running",
        "three_public",
        "abroad",
        "vehicles",
        "vehicle_purchase",
        "vehicle_running",
        "reception",
    }
)
_ROLES = (Role.BUDGET_INITIAL, Role.ADJUSTMENT, Role.BUDGET_FINAL, Role.EXECUTED, Role.RATE)
_MONEY = (Role.BUDGET_INITIAL, Role.BUDGET_FINAL, Role.EXECUTED, Role.ADJUSTMENT)
_SURE = {
    Role.BUDGET_INITIAL: re.compile(r"年初.{0,8}(?:预算|批复|安排)|批复"),
    Role.BUDGET_FINAL: re.compile(r"调整后|全年预算"),
    Role.EXECUTED: re.compile(r"执行数|决算|实际.{0,6}支出|实际执行|支出金额"),
    Role.ADJUSTMENT: re.compile(r"调整增加|追加|调增"),
    Role.RATE: re.compile(r"预算执行率|预算完成率|^(?:总)?执行率"),
}
_OF_PART = re.compile(r"其中|分别")


def headline_mentions(
    readings: Sequence[Reading],
    views: Sequence[GridView],
    paragraphs: Sequence[Paragraph],
    vocabulary: Vocabulary,
    lexicon: Lexicon,
) -> Iterator[Mention | Skip]:
    """Keyed headline figures of funds blocks, expense tables and text."""
    blocks = {view.key for view in views if _has_total_row(view, vocabulary)}
    several = len(blocks) > 1
    if several:
        yield Skip(
            because(
                "文件中有多份资金表，文中的总额属于哪一份不明确",
                "several funds blocks in one file: which of them the text speaks of is not known",
            )
        )
    for view in views:
        if view.grid.family == "funds" and not several:
            yield from _funds(view, vocabulary)
        elif view.grid.family == "indicators" and not several:
            yield from _rate_rows(view)
        elif view.grid.family not in ("funds", "indicators", "tasks"):
            yield from _spending_table(view, vocabulary)
    strip = Stripper(readings, lexicon)
    # The totals of budgets and final accounts are keyed by side and source, see accounts.
    funds = not several and not any(is_accounts_title(view.grid.title) for view in views)
    for paragraph in paragraphs:
        in_table = paragraph.statements[0].figure.table is not None
        if not in_table and not explains_accounts(paragraph.text):
            yield from _text(paragraph, strip, funds)


_HEADER = re.compile(r"^(基本|项目)支出总额$")


def header_relations(
    readings: Sequence[Reading], mentions: Sequence[Mention]
) -> Iterator[Relation]:
    """基本支出总额 in the head of a form names no role: executed or, if that fits, the budget."""
    known = {mention.key: mention for mention in mentions}
    for document, reading in enumerate(readings):
        for figure in reading.figures:
            named = _HEADER.match(normalise(figure.label))
            if not named or figure.role is not Role.OTHER or figure.measure is not Measure.MONEY:
                continue
            subject = "basic" if named[1] == "基本" else "project"
            keys = [
                ("headline", subject, role.value, figure.period or "")
                for role in (Role.EXECUTED, Role.BUDGET_FINAL)
            ]
            found = [known[key].term for key in keys if key in known]
            if found:
                relation = equal_terms(
                    term(figure, document), found[0], Measure.MONEY, 0.88, (_why(figure),)
                )
                yield replace(relation, alternatives=tuple((other,) for other in found[1:]))


def _has_total_row(view: GridView, vocabulary: Vocabulary) -> bool:
    if view.grid.family != "funds":
        return False
    subjects = (vocabulary.subject(entry.label) for entry in view.entries)
    return any(subject is not None and subject.id == "funds_total" for subject in subjects)


def _funds(view: GridView, vocabulary: Vocabulary) -> Iterator[Mention]:
    for _, entries in view.rows():
        for role, entry in view.role_row(entries).items():
            concept = vocabulary.subject(entry.label)
            if entry.figure is None or concept is None or role not in _ROLES:
                continue
            if concept.id in FUNDS:
                yield _cell(view, entry, concept.id, role, 0.95)


def _rate_rows(view: GridView) -> Iterator[Mention]:
    """预算执行率 as an indicator of its own: its result is the rate of the funds block."""
    for entry in view.entries:
        figure = entry.figure
        if figure is not None and figure.role is Role.ACTUAL and figure.measure is Measure.SHARE:
            if normalise(entry.label) in ("预算执行率", "部门预算执行率", "整体预算执行率"):
                yield _cell(view, entry, "funds_total", Role.RATE, 0.9)


def _cell(view: GridView, entry: Entry, subject: str, role: Role, confidence: float) -> Mention:
    assert entry.figure is not None
    trail = " › ".join((*entry.cell.row_path[-1:], *entry.cell.column_path))
    return Mention(
        entry.term,
        ("headline", subject, role.value, entry.figure.period or ""),
        entry.figure.measure,
        view.key,
        confidence,
        because(f"表头：{trail}", f"headers: {trail}"),
    )


def _spending_table(view: GridView, vocabulary: Vocabulary) -> Iterator[Mention]:
    """三公 and 机关运行经费 tables: the concept stands in the column heads or the row label."""
    if view.grid.form or view.codes:
        return
    for entry in view.entries:
        figure = entry.figure
        if figure is None or figure.measure is not Measure.MONEY:
            continue
        subject = _spending(entry, vocabulary)
        role = _amount_role(figure, view.reading)
        if subject is None or role is None:
            continue
        yield _cell(view, entry, subject, role, 0.95)


def _spending(entry: Entry, vocabulary: Vocabulary) -> str | None:
    """The innermost expense concept of the headers; 合计 and 小计 mean the head above them."""
    for path in (entry.cell.column_path, entry.cell.row_path):
        for text in reversed(path):
            if vocabulary.is_total(text):
                continue
            concept = vocabulary.subject(
                re.sub(r"(?:预算数|决算数|预算|决算)$", "", normalise(text))
            )
            if concept is not None:
                return concept.id if concept.id in SPENDING else None
    return None


def _amount_role(figure: Figure, reading: Reading) -> Role | None:
    """Budget or executed; one word 预算 in a budget is the initial one."""
    title = squeeze(reading.title)
    if figure.role is Role.EXECUTED and "决算" not in title and "预算" in title:
        return None  # last year's execution beside this year's budget has its own place
    if figure.role in (Role.BUDGET_INITIAL, Role.BUDGET_FINAL, Role.EXECUTED):
        budget = figure.role is not Role.EXECUTED
        return Role.BUDGET_INITIAL if budget and "决算" not in title else figure.role
    if figure.role is not Role.OTHER:
        return None
    if "决算" in title:
        return Role.EXECUTED
    return Role.BUDGET_INITIAL if "预算" in title else None


def _text(paragraph: Paragraph, strip: Stripper, funds: bool) -> Iterator[Mention]:
    for number, s in enumerate(paragraph.statements):
        figure = s.figure
        if figure.comparator is not Comparator.EQ or s.depth:
            continue
        if s.money and s.concept is not None and s.own_concept is not None:
            subject = s.own_concept.id
            if subject in SPENDING:
                role = _amount_role(figure, paragraph.reading)
                if role is not None and _of_the_body(figure.label, s.own_concept.words, strip):
                    yield _said(paragraph, s, subject, role)
                continue
        if not funds:
            continue
        found = _funds_subject(paragraph, number, strip)
        if found is not None:
            yield _said(paragraph, s, found, figure.role)


_BODY_END = re.compile(r"(?:单位|部门|委员会|委|局|厅|办事处|办公室|机关|街道|中心|学校|院|所|队)$")
_SOURCE = re.compile(r"20\d\d年?(?:度)?|财政拨款|预算数?|决算数?|的")


def _of_the_body(label: str, subject: Sequence[str], strip: Stripper) -> bool:
    """Whether nothing but the reporting body and its role qualifies the subject."""
    if not strip.residue(label, subject):
        return True
    plain = normalise(label)
    for word in sorted(map(normalise, subject), key=len, reverse=True):
        plain = plain.replace(word, "")
    return _BODY_END.search(_SOURCE.sub("", plain)) is not None


def _said(paragraph: Paragraph, s: Statement, subject: str, role: Role) -> Mention:
    return Mention(
        s.term,
        ("headline", subject, role.value, s.figure.period or ""),
        s.figure.measure,
        text_place(paragraph),
        0.92,
        _why(s.figure),
    )


def _why(figure: Figure) -> Message:
    return because(f"文中“{figure.label}”", f"the text says '{figure.label}'")


def _funds_subject(paragraph: Paragraph, number: int, strip: Stripper) -> str | None:
    """总额, 基本支出 or 项目支出 where the figure says its role outright; else None."""
    s = paragraph.statements[number]
    figure = s.figure
    sure = _SURE.get(figure.role)
    if sure is None or (figure.role is Role.RATE) != (figure.measure is Measure.SHARE):
        return None
    if figure.role is not Role.RATE and not s.money:
        return None
    words = squeeze(figure.words)
    own = s.own_concept
    if own is not None and own.id in ("basic", "project"):
        # 其中：基本支出 x 万元 behind an executed total is executed as well.
        return own.id if sure.search(words) or figure.role is Role.EXECUTED else None
    if not sure.search(words):
        return None
    if own is not None and own.id not in (
        "funds_total",
        "execution_rate_indicator",
        "source_fiscal",
    ):
        return None
    if strip.residue(figure.label):
        return None
    if own is not None and own.id == "funds_total":
        return "funds_total"
    if _other_topic(paragraph, s):
        return None
    before = _antecedent(paragraph, number, strip)
    if before is not None:
        return before if before in FUNDS else None
    heading = s.concept.id if s.concept is not None else "funds_total"
    if heading in ("execution_rate_indicator", "source_fiscal"):
        heading = "funds_total"
    return heading if heading in FUNDS else None


def _antecedent(paragraph: Paragraph, number: int, strip: Stripper) -> str | None:
    """The subject of the amount before in the same segment (基本支出 x 万元，预算执行率为 y%).

    An amount that names something else (智慧平台预算 86 万元) is answered by its name.
    """
    s = paragraph.statements[number]
    for earlier in reversed(paragraph.statements[:number]):
        if earlier.segment != s.segment:
            return None
        if not earlier.money:
            continue
        if earlier.own_concept is not None and earlier.own_concept.id != "execution_rate_indicator":
            return earlier.own_concept.id
        if strip.residue(earlier.figure.label):
            return earlier.figure.label
    return None


_TOPIC = re.compile(
    r"(?:项目|方面|工程|平台|系统|专项|采购|经费|费用?|活动|课题|任务|资金)[一二三四五六七八九十\d]*[”’）)]*$"
)


def _other_topic(paragraph: Paragraph, s: Statement) -> bool:
    """Whether a clause before in the sentence, or the heading, speaks of one project or expense."""
    text = paragraph.reading.document.text
    sentence = paragraph.sentences[s.sentence]
    before = text[sentence.span.start : s.figure.span.start]
    since = sentence.span.start + max(before.rfind("；"), before.rfind(";"), 0)
    clauses = [
        squeeze(text[clause.start : clause.end])
        for clause in sentence.clauses
        if since <= clause.start and clause.end <= s.figure.span.start
    ]
    heading = normalise(paragraph.section[-1]) if paragraph.section else ""
    named = [clause for clause in clauses if not any(char.isdigit() for char in clause)]
    return any(_TOPIC.search(text) for text in (*named, heading))


class Stripper:
    """Takes from a label everything that names a role, a time or the body itself."""

    def __init__(self, readings: Sequence[Reading], lexicon: Lexicon) -> None:
        words = sorted(lexicon.words["role_words"], key=len, reverse=True)
        self._words = re.compile("|".join(map(re.escape, words)) + r"|20\d\d年?(?:度)?")
        names = {name for reading in readings for name in body_names(reading)}
        self._names = sorted(names, key=len, reverse=True)

    def residue(self, label: str, subject: Sequence[str] = ()) -> str:
        """What is left of the label beside the words of its ``subject``.

        Empty when it names nothing but its role, the time and the body.
        """
        plain = normalise(label)
        for name in (*self._names, *sorted(map(normalise, subject), key=len, reverse=True)):
            plain = plain.replace(name, "")
        return self._words.sub("", plain)


_BODY = re.compile(
    r"(?:单位名称|部门名称|部门[（(]单位[）)]名称|填报单位|预算单位|预算部门|项目单位)"
    r"\s*[:：\t ]\s*"
    r"([\u4e00-\u9fff（）()]{3,30})"
)
_TITLE_BODY = re.compile(
    r"^(?:20\d\d年?度?)?([\u4e00-\u9fff]{2,24}?(?:局|委员会|委|办公室|办事处|厅|院|中心|学校|中学|小学|大学|队|所|站|馆|部|会|社|处|镇|乡|街道))"
)


def body_names(reading: Reading) -> set[str]:
    """Names of the reporting body: from the form's head and the title."""
    names = {match[1] for match in _BODY.finditer(reading.document.text[:20000])}
    match = _TITLE_BODY.match(squeeze(reading.title))
    if match:
        names.add(match[1])
    return {normalise(name) for name in names if len(name) >= 3}
