"""Statements in words that figures can support or refute: no balance, empty table, adjustment."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reportlint.align.denials import denied
from reportlint.align.rates import same_subject
from reportlint.align.statements import Paragraph, Statement
from reportlint.align.terms import because, words
from reportlint.align.view import Entry, GridView, head
from reportlint.model.accounts import source_named
from reportlint.model.document import Table
from reportlint.model.fact import Claim, Formula, Relation, Term, term
from reportlint.model.figure import Measure, Role
from reportlint.model.reading import Reading
from reportlint.model.span import Span
from reportlint.model.vocabulary import Vocabulary, squeeze

_NO_BALANCE = re.compile(
    r"(?:无|没有|未发生|不存在)(?:任何)?(?:年末|资金|财政拨款)?(?:结转结余|结余结转|结转和结余|结余|结转)(?:资金)?"
)
_CARRIED_OVER = {
    False: re.compile(r"[一二三四五六七八九十、]*年末结转[和及]?结余"),
    True: re.compile(r"[一二三四五六七八九十、]*年末财政拨款结转[和及]?结余"),
}
_ADJUST_RATE = re.compile(r"预算调整率")
# Statements about the whole of the goals, indicators or tasks; one about a single task is none.
_ALL_DONE = re.compile(
    r"(?:各项|全部|所有|主要|年度|全年)[^，。；：]{0,14}(?:目标|指标|任务)[^，。；：\d%]{0,8}"
    r"(?:均已?|都已?|全部|已全部|全面)(?:按时|如期|按期|圆满|顺利)?(?:完成|达到|达成|实现)[^，。；：不未]{0,8}"
    r"|(?:无|没有|不存在)未(?:完成|达标|达到)[^，。；：]{0,4}(?:的)?(?:指标|目标|任务|事项|情况)"
)
_WITHIN_BUDGET = re.compile(
    r"(?:未|没有|无)(?:发生)?(?:超出?|突破)(?:年初|年度|全年)?(?:部门)?预算(?:支出|情况|现象)?"
    r"|(?:支出|费用|资金)[^，。；：\d]{0,6}控制在预算(?:范围)?(?:以内|之内|内)"
)
_NOT_OCCURRED = re.compile(
    r"(?:全年|年内|全区|全市|全县)?未发生(?:一起|过|任何)?([^，。；：\d]{2,16})"
)
_CONDITION = re.compile(r"如|若|应|是否|无法|有无")
_HANDED_BACK = re.compile(r"收回|缴回|上缴|交回|退回")

_SAID = (
    ("no-balance", _NO_BALANCE),
    ("all-done", _ALL_DONE),
    ("within-budget", _WITHIN_BUDGET),
    ("not-occurred", _NOT_OCCURRED),
)


def claims(readings: Sequence[Reading], vocabulary: Vocabulary) -> Iterator[Claim]:
    """The statements of a submission in words, those ticked in check-boxes included.

    无结转结余, 各项目标均已完成, 未超预算, 未发生…, notes that call a table empty, 是/否.
    """
    for document, reading in enumerate(readings):
        for sentence in reading.sentences:
            text = reading.document.slice(sentence.span)
            for kind, pattern in _SAID:
                match = pattern.search(text)
                if match and not _CONDITION.search(text[max(0, match.start() - 4) : match.start()]):
                    start = sentence.span.start
                    span = Span(start + match.start(), start + match.end())
                    about = match[1].strip() if match.lastindex else ""
                    yield Claim(kind, span, reading.document.slice(span), document, about)
            if len(text) > 80:
                continue
            for word in vocabulary.lexicon.words["empty_table"]:
                at = text.find(word)
                if at >= 0:
                    start = sentence.span.start + at
                    span = Span(start, start + len(word))
                    yield Claim("empty-table", span, reading.document.slice(span), document)
                    break


def box_claims(readings: Sequence[Reading]) -> Iterator[Claim]:
    """Check-boxes as claims: the question with the option that is ticked (lost ones are none)."""
    for document, reading in enumerate(readings):
        for box in reading.boxes:
            ticked = [(option, span) for option, state, span in box.options if state]
            if len(ticked) == 1 and all(state is not None for _, state, _ in box.options):
                option, span = ticked[0]
                yield Claim("check-box", span, option, document, box.question)


def claim_relations(
    found: Sequence[Claim],
    readings: Sequence[Reading],
    views: Sequence[GridView],
    paragraphs: Sequence[Paragraph],
) -> Iterator[Relation]:
    """Claims set against the figures they speak of."""
    totals = [
        (f"execution@{view.key}", row) for view in views if (row := _total_row(view)) is not None
    ]
    for claim in found:
        if claim.kind == "no-balance":
            yield from _no_balance(claim, readings, totals)
            if len(totals) != 1:
                yield from _none_left_beside(claim, readings, paragraphs)
            yield from _none_carried_over(claim, readings, views)
        elif claim.kind == "empty-table":
            yield from _empty_table(claim, readings, views)
    yield from _adjustment_rates(views, paragraphs, totals)


def _total_row(view: GridView) -> dict[Role, Entry] | None:
    """Budget and execution of the row that stands for the whole body."""
    if view.grid.family != "funds":
        return None
    for _, entries in view.rows():
        roles = view.role_row(entries)
        if Role.EXECUTED not in roles or Role.BUDGET_FINAL not in roles:
            continue
        concept = view.vocabulary.subject(roles[Role.EXECUTED].label)
        if concept is not None and concept.id == "funds_total":
            return roles
    return None


def _of_one_source(reading: Reading, claim: Claim) -> bool:
    """国有资本经营预算拨款 45 万元当年全部支出，无结转: said of that money, not of the whole."""
    return source_named(_said_before(reading, claim)) not in (None, "fiscal")


def _said_before(reading: Reading, claim: Claim) -> str:
    """What stands before a claim in its sentence, a semicolon ends one too."""
    text = reading.document.text
    start = max(text.rfind(mark, 0, claim.span.start) for mark in "。；\n") + 1
    return squeeze(text[start : claim.span.start])


def _line_before(reading: Reading, claim: Claim) -> str:
    """What stands before a claim in its paragraph."""
    text = reading.document.text
    return squeeze(text[text.rfind("\n", 0, claim.span.start) + 1 : claim.span.start])


def _no_balance(
    claim: Claim, readings: Sequence[Reading], totals: Sequence[tuple[str, dict[Role, Entry]]]
) -> Iterator[Relation]:
    """无结转结余: then budget − executed is zero (domain.md I8)."""
    reading = readings[claim.document]
    if len(totals) != 1 or _of_one_source(reading, claim):
        return
    if _HANDED_BACK.search(_line_before(reading, claim)):
        return  # what was left is gone by the end of the year
    topic, roles = totals[0]
    budget, executed = roles[Role.BUDGET_FINAL], roles[Role.EXECUTED]
    assert budget.figure is not None and executed.figure is not None
    yield denied(
        reading,
        claim.document,
        claim.span,
        (budget.term, term(executed.figure, executed.term.document, sign=-1)),
        because(
            "称无结转结余，则全年预算数 − 执行数应为零",
            "no balance is claimed, so budget − executed must be zero",
        ),
        label="结转结余",
        confidence=0.85,
        topic=topic,
    )


def _none_left_beside(
    claim: Claim, readings: Sequence[Reading], paragraphs: Sequence[Paragraph]
) -> Iterator[Relation]:
    """全年预算 4,516 万元，执行 4,414 万元。…无结转结余: the one budget and spending before it.

    Where the paragraph tells several, or that something was handed back, it is left alone.
    """
    reading = readings[claim.document]
    if _of_one_source(reading, claim) or _HANDED_BACK.search(_line_before(reading, claim)):
        return
    for paragraph in paragraphs:
        if paragraph.document != claim.document or not paragraph.span.covers(claim.span):
            continue
        told = [s for s in paragraph.statements if s.money and s.figure.span < claim.span]
        budgets = [s for s in told if s.figure.role is Role.BUDGET_FINAL]
        spent = [s for s in told if s.figure.role is Role.EXECUTED]
        plain = all(s.main and not s.depth for s in (*budgets, *spent))
        if len(budgets) == len(spent) == 1 and plain and same_subject(budgets[0], spent[0]):
            yield denied(
                reading,
                claim.document,
                claim.span,
                (budgets[0].term, term(spent[0].figure, spent[0].document, sign=-1)),
                because(
                    "称无结转结余，则同段的预算数 − 支出数应为零",
                    "no balance is claimed, so budget − spending of the paragraph must be zero",
                ),
                label="结转结余",
                confidence=0.85,
            )


def _none_carried_over(
    claim: Claim, readings: Sequence[Reading], views: Sequence[GridView]
) -> Iterator[Relation]:
    """年末无财政拨款结转结余 against the row of that name in the accounts (domain.md §3.2).

    Said of one fund, or where several tables give several amounts, it is left alone.
    """
    reading = readings[claim.document]
    before = _said_before(reading, claim)
    said = before.rpartition("，")[2].rpartition(",")[2] + squeeze(claim.text)
    sentence = reading.sentence_at(claim.span)
    above = sentence.section[-2:] if sentence is not None else ()
    funds = [source_named(said) for said in (*map(squeeze, above), _line_before(reading, claim))]
    if "年末" not in said or any(fund not in (None, "fiscal") for fund in funds):
        return
    name = _CARRIED_OVER["财政拨款" in said]
    rows = [
        entry
        for view in views
        if view.document == claim.document
        for entry in view.entries
        if entry.figure is not None
        and entry.figure.measure is Measure.MONEY
        and name.fullmatch(squeeze(entry.label))
        and entry.figure.period in (None, str(reading.year))
    ]
    totals = [e for e in rows if _is_whole(e, rows)]
    if not totals or len({e.term.value for e in totals}) != 1:
        return
    yield denied(
        reading,
        claim.document,
        claim.span,
        (totals[0].term,),
        because(
            f"称年末无结转结余，则“{totals[0].label}”应为零",
            f"no balance is claimed, so '{totals[0].label}' must be zero",
        ),
        label="结转结余",
        confidence=0.88,
    )


def _is_whole(entry: Entry, rows: Sequence[Entry]) -> bool:
    """Whether a cell is the total of its row, not the part of one fund."""
    place = (entry.term.table, entry.row)
    beside = [e for e in rows if (e.term.table, e.row) == place and e.figure is not entry.figure]
    return not beside or "合计" in head(entry)


def _adjustment_rates(
    views: Sequence[GridView],
    paragraphs: Sequence[Paragraph],
    totals: Sequence[tuple[str, dict[Role, Entry]]],
) -> Iterator[Relation]:
    """A stated 预算调整率 against the initial and the full-year budget of the funds block."""
    if len(totals) != 1:
        return
    topic, roles = totals[0]
    if Role.BUDGET_INITIAL not in roles:
        return
    final, initial = roles[Role.BUDGET_FINAL], roles[Role.BUDGET_INITIAL]
    stated: list[Term] = [
        s.term
        for paragraph in paragraphs
        for s in paragraph.statements
        if s.figure.measure is Measure.SHARE and _rate_named(s)
    ]
    stated += [
        entry.term
        for view in views
        for entry in view.entries
        if entry.figure is not None
        and entry.figure.role is Role.ACTUAL
        and entry.figure.measure is Measure.SHARE
        and _ADJUST_RATE.search(squeeze(entry.label))
    ]
    others = any(_leaves_out(paragraph) for paragraph in paragraphs)
    for claim in stated:
        yield Relation(
            settled=not others,
            kind="adjustment-rate",
            formula=Formula.GROWTH,
            claim=claim,
            terms=(final.term, initial.term),
            measure=Measure.MONEY,
            why=(
                because(
                    "预算调整率 =（全年预算数 − 年初预算数）÷ 年初预算数",
                    "adjustment rate = (final − initial budget) ÷ initial budget",
                ),
            ),
            topic=topic,
        )


def _leaves_out(paragraph: Paragraph) -> bool:
    """剔除政策性增支后，预算调整率为 1.61%: not of all that was adjusted."""
    return any(
        _rate_named(s)
        and re.search(
            r"剔除|扣除|不含|不包括|除[^，。；]{1,20}外",
            paragraph.reading.document.slice(paragraph.sentences[s.sentence].span),
        )
        for s in paragraph.statements
    )


def _rate_named(statement: Statement) -> bool:
    return bool(re.search(r"预算调整率(?:为|达|：)?$", squeeze(statement.figure.words)))


def _of_other_tables(reading: Reading, claim: Claim) -> bool:
    """相应表格以空表列示: a sentence of running text that speaks of tables elsewhere."""
    text = reading.document.text
    start = max(text.rfind(mark, 0, claim.span.start) for mark in "。\n") + 1
    sentence = squeeze(text[start : claim.span.end])
    return re.search(r"相应|相关|上述|各表|以空表|附表|等表", sentence) is not None


_TABLE_NAMED = re.compile(
    r"(?:公开|附)\d{1,2}表|表\d{1,2}(?!\d)|[\u4e00-\u9fff“”]{2,30}(?:收入|支出|收支|预算|决算|拨款)[\u4e00-\u9fff]{0,6}表(?=：)"
)
_TITLE_BEFORE = 300  # characters above a table in which its number and its title stand


def _names_another_table(reading: Reading, claim: Claim, table: Table) -> bool:
    """故公开08表为空表, 表6 …支出表：…本表为空: the table above bears another name."""
    text = reading.document.text
    start = text.rfind("\n", 0, claim.span.start) + 1
    above = squeeze(text[max(0, table.span.start - _TITLE_BEFORE) : table.span.start])
    named = [match[0] for match in _TABLE_NAMED.finditer(squeeze(text[start : claim.span.end]))]
    return bool(named) and not any(name in above for name in named)


_TABLE_TITLE = re.compile(r"^(?!.*[，。；]).{4,40}表(?:[（(].{1,8}[）)])?$|^公开\d\d表")


def _empty_table(
    claim: Claim, readings: Sequence[Reading], views: Sequence[GridView]
) -> Iterator[Relation]:
    """A note that calls the table above it empty, against the amounts that are in it."""
    reading = readings[claim.document]
    number = -1
    above: tuple[int, Table] | None = None
    for block in reading.document.blocks:
        if isinstance(block, Table):
            number += 1
            if (
                block.span.end <= claim.span.start
                or block.span.start <= claim.span.start < block.span.end
            ):
                above = number, block
        elif block.span.end <= claim.span.start and _TABLE_TITLE.search(
            squeeze(reading.document.slice(block.span))
        ):
            above = None  # 表8 …收支决算表 without a table, and the note that says why
    if above is None or _of_other_tables(reading, claim):
        return
    number, table = above
    if _names_another_table(reading, claim, table):
        return
    filled = [
        entry.term
        for view in views
        if view.document == claim.document and view.grid.table == number
        for entry in view.entries
        if entry.figure is not None
        and entry.figure.value != 0
        and not entry.cell.span.start <= claim.span.start < entry.cell.span.end
    ]
    source = reading.document
    yield Relation(
        kind="empty-table",
        formula=Formula.CLAIM,
        claim=words(source, claim.span, label="表下说明", document=claim.document),
        terms=tuple(filled[:6]),
        measure=Measure.BARE,
        why=(because("说明称表为空", "the note calls the table empty"),),
    )
