"""Headline figures keyed by subject, role and year: 总额, 基本支出, 三公, 执行率, 总分 …

The subject of a figure is the lexicon's concept it names. One that names nothing but its role
(全年执行数, 预算执行率) speaks of the subject of its segment, else of its section, else of the body
as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from reportlint.align.funds import names_its_budget
from reportlint.align.identity.account_book import is_of_government
from reportlint.align.identity.account_text import explains_accounts
from reportlint.align.identity.accounts import is_accounts_title
from reportlint.align.identity.mentions import Mention, equal_terms, text_place
from reportlint.align.statements import EACH, Paragraph, Statement
from reportlint.align.terms import because
from reportlint.align.topics import Stripper, names_project, source_of
from reportlint.align.view import Entry, GridView, is_of_one_project
from reportlint.model.accounts import source_named
from reportlint.model.document import Message
from reportlint.model.fact import HEADLINE, Relation, term
from reportlint.model.figure import BUDGET_ROLES, Comparator, Figure, Measure, Role
from reportlint.model.finding import Skip
from reportlint.model.reading import Reading
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
PARTS = frozenset({"personnel", "public"})
SOURCES = frozenset({"source_fiscal", "source_general", "source_gov_fund", "source_capital"})
NAMED = FUNDS | SPENDING | PARTS
_ROLES = (Role.BUDGET_INITIAL, Role.ADJUSTMENT, Role.BUDGET_FINAL, Role.EXECUTED, Role.RATE)
_NARROW = ("fund", "capital")
_BRACKET = re.compile(r"[（(][^（）()]*[）)]")
_WITHOUT = re.compile(r"剔除|扣除|不含|不计|除去|(?:同|可比|原)口径")
_BARE_TOTAL = re.compile(r"(?:以上|各项|上述|[两二三四五六]项)?(?:合计|共计|总计|小计)")
_BASED = re.compile(r"[以按][^，。；]{1,12}(?:为基数|为分母|口径|计算)|为基数|为分母")
_OF_BUDGET = re.compile(r"完成(?:全年|调整后)[^，。；\d]{0,8}预算数?(?:[\d,.]+万元)?的?$")
_WHOLE_RATE = re.compile(r"(?:(?:部门)?整体(?:支出)?|部门)?预算执行率")
# 年初预算安排 x 万元，其中基本支出 y 万元
_AT_FIRST = re.compile(r"(?:年初|批复)(?!.*(?:调整|追加|调增|调减|全年|追减|收回))")
_MONEY = (Role.BUDGET_INITIAL, Role.BUDGET_FINAL, Role.EXECUTED, Role.ADJUSTMENT)


def headline_mentions(
    readings: Sequence[Reading],
    views: Sequence[GridView],
    told: Sequence[tuple[Paragraph, Sequence[str]]],
    vocabulary: Vocabulary,
    strip: Stripper,
) -> Iterator[Mention | Skip]:
    """Keyed headline figures of funds blocks, expense tables and text."""
    totals = [view for view in views if _has_total_row(view, vocabulary)]
    scored = [view for view in totals if _is_scored(view)]
    # A form scores one programme; the text of its report may show the funds in one table more.
    sheets = any(reading.document.format == "xlsx" for reading in readings)
    text = not sheets and any(p.statements[0].figure.table is None for p, _ in told)
    beside = [view for view in totals if view not in scored]
    explained = text and len(scored) == len(beside) == 1
    several = len({view.key for view in totals}) > 1 and not explained
    if several:
        yield Skip(
            because(
                "文件中有多份资金表，文中的总额属于哪一份不明确",
                "several funds blocks in one file: which of them the text speaks of is not known",
            )
        )
    # 预算执行率 as an indicator of two forms is of two projects.
    forms = sum(1 for view in views if any(True for _ in _rate_rows(view))) > 1
    of_project = any("项目" in squeeze(reading.title) for reading in readings)
    for view in views:
        if not of_project and is_of_one_project(view):
            continue  # beside the report of a department
        if is_of_government(view.reading):
            continue  # the income and the spending of several accounts
        if view.grid.family == "funds" and not several:
            sure = not explained or view not in beside
            for mention in _funds(view, vocabulary):
                yield mention if sure else replace(mention, settled=False, confidence=0.85)
        elif view.grid.family == "indicators" and not several and not forms:
            yield from _rate_rows(view)
        elif view.grid.family == "tasks" and not several:
            yield from _task_total(view, vocabulary)
        elif view.grid.family not in ("funds", "indicators", "tasks"):
            yield from _expense_table(view, vocabulary, SPENDING if several else NAMED)
        if of_project and not several and view not in totals:
            yield from _allocation(view, vocabulary)
    # The totals of budgets and final accounts are keyed by side and source, see accounts.
    keyed = any(is_accounts_title(view.grid.title) for view in views if view not in totals)
    funds = not several and not keyed
    funds = funds and not any(map(is_of_government, readings))
    for paragraph, topics in told:
        in_table = paragraph.statements[0].figure.table is not None
        if not in_table and not explains_accounts(paragraph):
            yield from _text(paragraph, topics, strip, funds, vocabulary, of_project=of_project)


_HEADER = re.compile(r"^(基本|项目)支出总额(?:[（(][^（）()]*[）)])?$")


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
            if keys[0] in known:
                relation = equal_terms(
                    term(figure, document), found[0], Measure.MONEY, 0.88, (_why(figure),)
                )
                yield replace(
                    relation,
                    alternatives=tuple((other,) for other in found[1:]),
                    topic=HEADLINE,
                )


def _is_scored(view: GridView) -> bool:
    return any(e.figure and e.figure.role in (Role.SCORE, Role.WEIGHT) for e in view.entries)


def _has_total_row(view: GridView, vocabulary: Vocabulary) -> bool:
    if view.grid.family != "funds":
        return False
    subjects = (vocabulary.subject(entry.label) for entry in view.entries)
    return any(subject is not None and subject.id == "funds_total" for subject in subjects)


def _funds(view: GridView, vocabulary: Vocabulary) -> Iterator[Mention]:
    summed = _lists_both_kinds(view, vocabulary)
    for _, entries in view.rows():
        for role, entry in view.role_row(entries).items():
            concept = vocabulary.subject(entry.label)
            subject = source_of(entry.label) or (concept.id if concept is not None else "")
            if entry.figure is None or role not in _ROLES:
                continue
            if summed and _BARE_TOTAL.fullmatch(squeeze(entry.label)):
                subject = "funds_total"
            if subject in NAMED | SOURCES:
                yield _unless_bare(view, entry, _cell(view, entry, subject, role, 0.95))


def _task_total(view: GridView, vocabulary: Vocabulary) -> Iterator[Mention]:
    """合计 of the list of tasks, where its title calls the list 项目支出."""
    titles = squeeze("".join((view.grid.title, *view.grid.section[-2:])))
    if view.grid.family != "tasks" or "项目支出" not in titles:
        return
    if view.lists_only_some:
        return
    for _, entries in view.rows():
        for role, entry in view.role_row(entries).items():
            if vocabulary.is_total(entry.label) and role in _ROLES and entry.figure is not None:
                found = _cell(view, entry, "project", role, 0.9)
                # A list below the heading 项目支出 may be of some projects only.
                named = "项目支出" in squeeze(view.grid.title)
                yield found if named else replace(found, confidence=0.8, settled=False)


def _allocation(view: GridView, vocabulary: Vocabulary) -> Iterator[Mention]:
    """合计 of a table by place or body in the report on one project: likely the project's money."""
    if view.grid.form or view.codes or source_of(view.grid.title) is not None:
        return
    heads: dict[Role, int] = {}
    found: list[tuple[Role, Entry]] = []
    for entry in view.entries:
        figure = entry.figure
        if figure is None or figure.role not in _ROLES or not vocabulary.is_total(entry.label):
            continue
        heads[figure.role] = heads.get(figure.role, 0) + 1
        found.append((figure.role, entry))
    for role, entry in found:
        if heads[role] == 1 and Role.EXECUTED in heads:
            yield replace(_cell(view, entry, "funds_total", role, 0.75), settled=False)


def _rate_rows(view: GridView) -> Iterator[Mention]:
    """预算执行率 as an indicator of its own: its result is the rate of the funds block."""
    for entry in view.entries:
        figure = entry.figure
        if figure is not None and figure.role is Role.ACTUAL and figure.measure is Measure.SHARE:
            if _WHOLE_RATE.fullmatch(normalise(entry.label)):
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


def _unless_bare(view: GridView, entry: Entry, mention: Mention) -> Mention:
    """预算数 in a base-data form may be the budget of the beginning of the year or the last."""
    if mention.key[2] != Role.BUDGET_FINAL.value or names_its_budget(view, entry):
        return mention
    # Where the report tells both, a form without 年初 or 调整后 repeats what was approved first.
    key = (*mention.key[:2], Role.BUDGET_INITIAL.value, *mention.key[3:])
    return replace(mention, key=key, confidence=0.8, settled=False)


def _expense_table(
    view: GridView, vocabulary: Vocabulary, named: frozenset[str]
) -> Iterator[Mention]:
    """三公, 机关运行经费 and base-data tables: the concept stands in a column head or row label."""
    if view.grid.form or view.codes:
        return
    if source_named(squeeze(view.grid.title)) in _NARROW:
        return  # 基本支出 of the government fund alone is not that of the body
    # 基本支出决算明细表 has 公务接待费 of basic expenditure only.
    accounts = is_accounts_title(view.grid.title) or "基本支出" in squeeze(view.grid.title)
    for entry in view.entries:
        figure = entry.figure
        if figure is None or figure.measure is not Measure.MONEY:
            continue
        # A class's row has its part of 项目支出; only the total row has the whole.
        if accounts and not vocabulary.is_total(entry.label):
            continue
        subject = _expense(entry, vocabulary, named)
        role = _amount_role(figure, view.reading)
        if subject is not None and role is not None:
            yield _unless_bare(view, entry, _cell(view, entry, subject, role, 0.95))


def _lists_both_kinds(view: GridView, vocabulary: Vocabulary) -> bool:
    """Whether the rows are 基本支出, 项目支出 and their one 合计: that of all the body's money."""
    if source_named(squeeze(view.grid.title)) is not None:
        return False
    labels = {entry.row: entry.label for entry in view.entries if entry.figure is not None}
    found = [concept.id for text in labels.values() if (concept := vocabulary.subject(text))]
    totals = [text for text in labels.values() if _BARE_TOTAL.fullmatch(squeeze(text))]
    return len(totals) == 1 and sorted(found) == ["basic", "project"] and len(labels) == 3


def _expense(entry: Entry, vocabulary: Vocabulary, named: frozenset[str]) -> str | None:
    """The innermost expense concept of the headers; 合计 and 小计 mean the head above them."""
    for path in (entry.cell.column_path, entry.cell.row_path):
        for text in reversed(path):
            if vocabulary.is_total(text):
                continue
            plain = re.sub(r"(?:预算数|决算数|预算|决算|金额)$", "", normalise(text))
            concept = vocabulary.subject(plain)
            if concept is not None:
                return concept.id if concept.id in named else None
    return None


def _amount_role(figure: Figure, reading: Reading) -> Role | None:
    """Budget or executed; in a budget the one word 预算 is the initial one."""
    title = squeeze(reading.title)
    budget, accounts = "预算" in title, "决算" in title
    if figure.role is Role.EXECUTED and budget and not accounts:
        return None  # last year's execution beside this year's budget has its own place
    if figure.role in BUDGET_ROLES:
        return Role.BUDGET_INITIAL if budget and not accounts else figure.role
    if figure.role is Role.EXECUTED:
        return figure.role
    if figure.role is not Role.OTHER:
        return None
    if accounts:
        return Role.EXECUTED
    return Role.BUDGET_INITIAL if budget else None


def _text(
    paragraph: Paragraph,
    told: Sequence[str],
    strip: Stripper,
    funds: bool,
    vocabulary: Vocabulary,
    *,
    of_project: bool,
) -> Iterator[Mention]:
    spoken: Role | None = None  # of the 三公经费 told last, whose items may not say it again
    for s, topic in zip(paragraph.statements, told, strict=True):
        figure = s.figure
        if figure.comparator is not Comparator.EQ or s.depth:
            continue
        if not of_project and names_project(paragraph, figure.span.start):
            continue
        if EACH.search(squeeze(figure.words)) or _BARE_TOTAL.fullmatch(squeeze(figure.label)):
            continue  # the total of whatever was listed before it
        if s.money and topic in SPENDING:
            role = _amount_role(figure, paragraph.reading)
            if role is not None:
                # 决算 36 万元，完成预算 45 万元的 81%，其中 …: what was spent is split up
                spoken = role if spoken is not Role.EXECUTED else spoken
                yield _said(paragraph, s, topic, role, sure=True)
            elif figure.role is Role.OTHER and s.marker is not None and spoken is not None:
                yield _said(paragraph, s, topic, spoken, sure=False)
        elif funds and topic in FUNDS | SOURCES | PARTS:
            concept = vocabulary.lexicon.concepts.get(topic)
            role = _stated_role(s, strip, concept.words if concept is not None else ())
            if role is not None and (topic in FUNDS or s.money):
                # 一般公共预算支出情况 over the paragraph: 基本支出 of that money only.
                opened = paragraph.sentences[s.sentence].span.start
                words = paragraph.reading.document.text[opened : figure.span.start]
                before = _BRACKET.sub("", words)  # （一般公共预算 2691 万元、…） of what is told
                narrowed = topic not in SOURCES and (
                    any(map(source_of, paragraph.section))
                    or source_named(squeeze(before)) is not None
                )
                # 一般公共预算支出情况 over 全年预算 2912 万元，其中一般公共预算拨款 2486 万元
                inherited = topic in SOURCES and source_of(before) is None
                sure = _is_sure(s, paragraph) and not narrowed and not inherited
                yield _said(paragraph, s, topic, role, sure=sure)


def _stated_role(s: Statement, strip: Stripper, subject: Sequence[str]) -> Role | None:
    """The role of an amount; of a rate only where it is named by nothing but 执行率."""
    role = s.figure.role
    if s.money:
        return role if role in _MONEY else None
    if s.figure.measure is not Measure.SHARE or role not in (Role.RATE, Role.OTHER):
        return None
    plain = squeeze(s.figure.words)
    if any(map(_OF_BUDGET.search, (plain, squeeze(s.figure.label)))):
        return Role.RATE  # 完成全年项目支出预算的 95%
    if role is Role.RATE:
        named = re.search(r"执行率|预算完成率|支出率|执行进度", plain) is not None
        return role if named and not strip.residue(s.figure.label, subject) else None
    return None


def _is_sure(s: Statement, paragraph: Paragraph) -> bool:
    """Whether the words say outright what is meant.

    预算 alone may be either budget, 追加 one of several adjustments, a rate that names its base
    (以到位数为基数) one of several rates.
    """
    figure = s.figure
    if "累计" in figure.words:
        return False  # since the project began, or since January
    opened = paragraph.sentences[s.sentence].span.start
    before = squeeze(paragraph.reading.document.text[opened : figure.span.start])
    if _WITHOUT.search(before):
        return False  # 剔除转移支付因素后，项目支出 1118 万元
    if figure.role is Role.BUDGET_FINAL and re.search(r"当年(?:财政)?(?:预算|拨款)", figure.words):
        return False  # without what was carried in
    if figure.role is Role.ADJUSTMENT:
        return re.search(r"净|合计|共", squeeze(figure.words)) is not None
    if figure.role is Role.RATE:
        sentence = paragraph.sentences[s.sentence].span
        return not _BASED.search(squeeze(paragraph.reading.document.slice(sentence)))
    if figure.role is not Role.BUDGET_INITIAL:
        return True
    return _AT_FIRST.search(before) is not None


def _said(paragraph: Paragraph, s: Statement, subject: str, role: Role, *, sure: bool) -> Mention:
    return Mention(
        s.term,
        ("headline", subject, role.value, s.figure.period or ""),
        s.figure.measure,
        text_place(paragraph),
        0.92 if sure else 0.8,
        _why(s.figure),
        settled=sure,
    )


def _why(figure: Figure) -> Message:
    return because(f"文中“{figure.label}”", f"the text says '{figure.label}'")
