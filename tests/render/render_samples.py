"""Hand-made outcomes, so that rendering is tested without the other stages."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from reportlint.model.document import (
    Block,
    Cell,
    Document,
    Message,
    Paragraph,
    Run,
    Table,
    Unreadable,
)
from reportlint.model.fact import Fact, Facts, Formula, Relation, Status, Term, Verdict
from reportlint.model.figure import Figure, Measure, NotFigure, Position, Quantity, Role, Unread
from reportlint.model.finding import Cause, Correction, Decision, Finding, Place, Skip
from reportlint.model.outcome import Coverage, Outcome
from reportlint.model.reading import Reading
from reportlint.model.settings import Lexicon, Profile
from reportlint.model.span import Span

LINES = (
    "一、部门概况",
    "本单位年度收入合计 264.47 万元，其中财政拨款 267.47 万元。",
    "表一 收支情况",
)
ROWS = (
    ("项目", "年初预算", "决算", "备注"),
    ("基本支出", "100.00", "90.00", ""),
    ("项目支出", "50.00", "", "未执行"),
    ("合计", "150.00", "95.00", ""),
)
LEXICON = Lexicon({}, {}, {}, {}, digest="sha256:lexicon")
PROFILE = Profile(name="default")


def document(
    path: str = "report.txt",
    page: bool = False,
    lines: tuple[str, ...] = LINES,
    rows: tuple[tuple[str, str, str, str], ...] = ROWS,
) -> Document:
    """Paragraphs and a table of 4 columns; with ``page`` it has a layout instead of lines."""
    pieces: list[str] = []
    runs: list[Run] = []
    blocks: list[Block] = []
    at = 0
    for number, line in enumerate(lines, start=1):
        runs.append(_run(at, line, number, page))
        kind = "heading" if number == 1 else "paragraph"
        blocks.append(Paragraph(kind, Span(at, at + len(line)), 1 if number == 1 else None))  # type: ignore[arg-type]
        pieces.append(line + "\n")
        at += len(line) + 1
    start = at
    cells: list[Cell] = []
    for row, texts in enumerate(rows):
        runs.append(_run(at, "|".join(texts), len(lines) + 1 + row, page))
        for column, text in enumerate(texts):
            cells.append(Cell(row, column, 1, 1, Span(at, at + len(text))))
            pieces.append(text + ("\n" if column == 3 else "|"))
            at += len(text) + 1
    blocks.append(Table(tuple(cells), len(rows), 4, Span(start, at - 1)))
    return Document(
        path=path,
        format="pdf" if page else "text",
        sha256="0" * 64,
        text="".join(pieces),
        runs=tuple(runs),
        blocks=tuple(blocks),
        pages=1 if page else None,
    )


def _run(start: int, text: str, number: int, page: bool) -> Run:
    span = Span(start, start + len(text))
    if not page:
        return Run(span, line=number)
    edges = tuple(72.0 + 10 * i for i in range(len(text) + 1))
    return Run(span, page=1, edges=edges, top=100.0 * number, bottom=100.0 * number + 12)


def span_of(doc: Document, text: str, occurrence: int = 0) -> Span:
    """Where ``text`` stands in the canonical text."""
    at = -1
    for _ in range(occurrence + 1):
        at = doc.text.index(text, at + 1)
    return Span(at, at + len(text))


def place(doc: Document, text: str, role: str = "claim", number: int = 0, **more: object) -> Place:
    """A cited place found by its text."""
    value = {"value": text, "unit": "万元"} | more
    return Place(
        role="claim" if role == "claim" else "evidence",
        span=span_of(doc, text),
        text=text,
        document=number,
        **value,  # type: ignore[arg-type]
    )


def cell_place(doc: Document, row: int, column: int, role: str = "evidence") -> Place:
    """A cited table cell, which may be an empty slot."""
    table = next(block for block in doc.blocks if isinstance(block, Table))
    cell = next(cell for cell in table.cells if (cell.row, cell.column) == (row, column))
    text = doc.slice(cell.span)
    return Place(
        role="claim" if role == "claim" else "evidence",
        span=cell.span,
        text=text,
        value=text or None,
        unit="万元",
        label=f"{ROWS[row][0]} {ROWS[0][column]}",
        table=0,
        row=row,
        column=column,
    )


def root_finding(doc: Document, number: int = 0) -> Finding:
    """A total in running text that is below one of its parts."""
    return Finding(
        message=Message(
            "年度收入合计264.47万元小于其中的财政拨款267.47万元。",
            "The total of 264.47 is below its part 267.47.",
        ),
        places=(
            place(doc, "264.47", label="年度收入 合计", number=number),
            place(doc, "267.47", "evidence", label="财政拨款", number=number),
        ),
        arithmetic="267.47 + [0, ∞) ∌ 264.47",
        confidence=0.97,
        check="total-mismatch",
        family="footing",
        cause=Cause("one-digit-differs", Message("只有一位数字不同", "One digit differs")),
        correction=Correction("267.47", 0, place(doc, "264.47", number=number).span),
        decision=Decision("target", Message("达标与否随之改变", "The target is met or not")),
        fingerprint="f1",
    )


def table_finding(doc: Document) -> Finding:
    """A total of a table column with an empty part: it follows from the first finding."""
    return Finding(
        message=Message("决算合计95.00与分项之和90.00不符。", "Total 95.00, parts 90.00."),
        places=(
            cell_place(doc, 3, 2, "claim"),
            cell_place(doc, 1, 2),
            cell_place(doc, 2, 2),
        ),
        arithmetic="90.00 + （空） ≠ 95.00",
        severity="warning",
        check="sum-mismatch",
        family="footing",
        fingerprint="f2",
    )


def term(doc: Document, row: int, column: int) -> Term:
    """A table cell as operand."""
    at = cell_place(doc, row, column)
    return Term(
        span=at.span,
        text=at.text,
        label=at.label,
        number=at.value,
        unit=at.unit,
        value=Decimal(at.text) if at.text else None,
        table=0,
        row=row,
        column=column,
        figure=0,
    )


def relation(doc: Document) -> Relation:
    """The column total of the budget, which holds."""
    return Relation(
        kind="total",
        formula=Formula.SUM,
        claim=term(doc, 3, 1),
        terms=(term(doc, 1, 1), term(doc, 2, 1)),
        measure=Measure.MONEY,
        why=(Message("同一列的合计行", "Total row of the column"),),
        verdict=Verdict(Status.EXACT, "100.00 + 50.00 = 150.00", Decimal(150), Decimal(0)),
    )


def figure(doc: Document) -> Figure:
    """The total in running text as a figure."""
    span = span_of(doc, "264.47")
    core = Span(span.start, span.end + 3)
    quantity = Quantity(core, core, span, "264.47", Decimal("264.47"), 2, "万元")
    return Figure(
        index=0,
        span=span,
        text="264.47",
        quantity=quantity,
        unit="万元",
        measure=Measure.MONEY,
        role=Role.EXECUTED,
        position=Position.TOTAL,
        label="年度收入 合计",
        period="2024",
    )


def facts(*documents: Document) -> Facts:
    """Readings with one figure each, and the relation of the first document."""
    first = documents[0]
    readings = tuple(
        Reading(
            document=doc,
            figures=(figure(doc),),
            not_figures=(NotFigure(span_of(doc, "一"), "一", "ordinal"),),
            unread=(Unread(span_of(doc, "50.00"), "50.00", "two dots"),),
            grids=(),
            sentences=(),
        )
        for doc in documents
    )
    fact = Fact(
        0, "年度收入", None, Role.EXECUTED, "2024", "万元", why=(Message("句中", "clause"),)
    )
    return Facts(readings, (fact,), (relation(first),), (), (), PROFILE, LEXICON)


def outcome(**changes: object) -> Outcome:
    """One checked document with two findings, one relation that holds and one skip."""
    doc = document()
    base = Outcome(
        sources=(doc,),
        state="checked",
        reason=None,
        facts=facts(doc),
        findings=(table_finding(doc), root_finding(doc)),
        skips=(Skip(Message("口径不清", "operand set ambiguous")),),
        coverage=Coverage(12, 4, 1, 9, 7, ((Message("口径不清", "operand set ambiguous"), 2),)),
        passed=(relation(doc),),
    )
    return replace(base, **changes)  # type: ignore[arg-type]


def clean() -> Outcome:
    """The same document without findings."""
    return outcome(findings=())


def unreadable(path: str = "broken.pdf") -> Outcome:
    """A submission that could not be read at all."""
    reason = Message("文件已加密，请先去掉密码", "The file is encrypted; remove the password")
    return Outcome(
        sources=(Unreadable(path, reason, "pdf"),),
        state="unreadable",
        reason=reason,
        facts=None,
        findings=(),
        skips=(),
        coverage=Coverage(),
    )


def mixed() -> Outcome:
    """Two sources read together, of which the first is unreadable."""
    doc = document("second.txt")
    broken = unreadable("first.pdf").sources[0]
    return outcome(
        sources=(broken, doc), facts=facts(doc), findings=(root_finding(doc),), passed=()
    )
