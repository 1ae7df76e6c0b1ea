"""The intermediates for people: what the program sees at each stage."""

from __future__ import annotations

from typing import TextIO

from reportlint.model.document import Document, Message, Paragraph, Table
from reportlint.model.fact import Fact, Facts, Relation, Term
from reportlint.model.figure import Figure
from reportlint.model.finding import Skip
from reportlint.model.reading import Reading
from reportlint.model.span import Span
from reportlint.render.console import Printer
from reportlint.render.layout import cell_len, clip, pad, squeeze, wrap
from reportlint.render.places import Locator
from reportlint.render.words import RELATION, pick, where

_NARROWEST = 4  # a column of a drawn table keeps at least this many columns of the screen


class StageView:
    """Text views of one stage, written to one stream."""

    def __init__(self, stream: TextIO, lang: str, width: int | None = None) -> None:
        self._out = Printer(stream, width)
        self._lang = lang

    def document(self, source: Document) -> None:
        """Paragraphs with their kind and place, tables drawn as grids."""
        self._title(source.path, source.format)
        for note in source.notes:
            self._wrapped("  ", note.text(self._lang))
        tables = 0
        for block in source.blocks:
            if isinstance(block, Table):
                self._table(block, tables, source)
                tables += 1
            else:
                self._block(block, source)

    def figures(self, reading: Reading) -> None:
        """One line per figure, then the digit strings that are none, with the reason."""
        document = reading.document
        locator = Locator(document)
        self._title(
            document.path,
            self._say(f"{len(reading.figures)} 个数", f"{len(reading.figures)} figures"),
        )
        for figure in reading.figures:
            self._figure(figure, locator)
        for items, title in (
            (reading.not_figures, self._say("不是数量", "no quantities")),
            (reading.unread, self._say("没能读懂", "could not be read")),
        ):
            if items:
                self._out.line()
                self._out.line((f"{title}  {len(items)}", "bold"))
            for item in items:
                lead = f"  {pad(clip(squeeze(item.text), 24), 24)}  "
                self._wrapped(lead, f"{item.reason}  {self._spot(item.span, locator)}")

    def facts(self, known: Facts) -> None:
        """Subject, role, period and unit of every fact and why; relations with their arithmetic."""
        locators = [Locator(reading.document) for reading in known.readings]
        paths = ", ".join(document.path for document in known.documents)
        self._title(
            paths, self._say(f"规则集 {known.profile.name}", f"profile {known.profile.name}")
        )
        for fact in known.facts:
            self._fact(fact, known.figures(fact.document)[fact.figure], locators[fact.document])
        self._out.line()
        title = self._say(f"关系  {len(known.relations)}", f"relations  {len(known.relations)}")
        self._out.line((title, "bold"))
        for relation in known.relations:
            self._relation(relation, locators)
        if known.claims:
            self._out.line()
            self._out.line((self._say("文字表述", "statements") + f"  {len(known.claims)}", "bold"))
        for claim in known.claims:
            spot = self._spot(claim.span, locators[claim.document])
            self._wrapped("  ", f"{claim.kind}  {claim.text}  {claim.about}  {spot}")
        self._skips(known.skips, locators)

    def _block(self, block: Paragraph, source: Document) -> None:
        number = _number(block.span, source)
        kind = block.kind + (f" {block.level}" if block.level is not None else "")
        lead = f"{number:>5}  {kind:<10} "
        lines = wrap(source.slice(block.span), self._out.width - cell_len(lead))
        self._out.line((lead, "cyan"), (lines[0], "bold" if block.kind == "heading" else ""))
        for text in lines[1:]:
            self._out.line(" " * cell_len(lead), text)

    def _table(self, table: Table, number: int, source: Document) -> None:
        where_ = _number(table.span, source)
        size = self._say(f"{table.rows} 行 × {table.columns} 列", f"{table.rows} × {table.columns}")
        title = self._say(f"表 {number + 1}", f"table {number + 1}")
        ragged = self._say("（列位置待定）", " (columns unknown)") if table.ragged else ""
        self._out.line(
            (f"{where_:>5}  {'table':<10} ", "cyan"), (f"{title}  {size}{ragged}", "bold")
        )
        rows: list[list[str]] = [[""] * table.columns for _ in range(table.rows)]
        for cell in table.cells:
            if cell.row < table.rows and cell.column < table.columns:
                rows[cell.row][cell.column] = squeeze(source.slice(cell.span)).strip() or "·"
        widths = self._widths(rows)
        if sum(widths) + len(widths) - 1 > self._out.width - 7:  # too many columns to draw
            for row in rows:
                self._wrapped("       ", "│".join(row))
            return
        for row in rows:
            texts = [pad(clip(text, width), width) for text, width in zip(row, widths, strict=True)]
            self._out.line("       ", "│".join(texts))

    def _widths(self, rows: list[list[str]]) -> list[int]:
        """Widths of the drawn columns: the widest ones give way until the table fits the screen."""
        room = self._out.width - 7 - max(len(rows[0]) - 1 if rows else 0, 0)
        widths = [
            min(max((cell_len(text) for text in column), default=1), room)
            for column in zip(*rows, strict=True)
        ]
        while sum(widths) > room and max(widths) > _NARROWEST:
            widths[widths.index(max(widths))] -= 1
        return widths

    def _figure(self, figure: Figure, locator: Locator) -> None:
        unit = figure.unit or "?"
        comparator = "" if figure.comparator.value == "eq" else f"{figure.comparator.value} "
        head = f"{figure.index:4d}  {pad(clip(figure.text, 18), 18)} {pad(comparator + unit, 8)} "
        head += f"{figure.role.value:<14} {figure.position.value:<8} "
        spot = where(
            locator.locate(figure.span, figure.table, figure.row, figure.column), self._lang
        )
        label = " ".join(part for part in (figure.period or "", figure.label) if part)
        if cell_len(head) + cell_len(label) + 2 + cell_len(spot) <= self._out.width:
            self._out.line(head, label, "  ", (spot, "cyan"))
        else:
            self._out.line(head)
            self._wrapped(" " * 6, f"{label}  {spot}", "cyan")

    def _fact(self, fact: Fact, figure: Figure, locator: Locator) -> None:
        spot = where(
            locator.locate(figure.span, figure.table, figure.row, figure.column), self._lang
        )
        parts = [fact.subject, fact.role.value, fact.period, fact.scope]
        name = " · ".join(part for part in parts if part)
        self._wrapped(f"{fact.figure:4d}  ", f"{figure.text}  {fact.unit or '?'}  {name}  {spot}")
        for why in fact.why:
            self._wrapped("        ← ", why.text(self._lang), "dim")

    def _relation(self, relation: Relation, locators: list[Locator]) -> None:
        verdict = relation.verdict
        if relation.ambiguous is not None:
            mark, style = "?", "yellow"
        elif verdict is None:
            mark, style = "-", "dim"
        else:
            mark, style = ("✓", "green") if verdict.holds else ("✗", "bold red")
        kind = pick(RELATION, relation.kind, self._lang)
        status = "" if verdict is None else f"  [{verdict.status.value}]"
        # A pair that is only likely may hold, but is never called an error.
        sure = "" if relation.settled else self._say("，只作旁证", ", likely only")
        confidence = self._say("置信度", "confidence") + f" {relation.confidence:.2f}{sure}"
        self._out.line(
            " ", (mark, style), " ", (f"{kind} ({relation.kind}){status}", "bold"), "  ", confidence
        )
        if verdict is not None and verdict.arithmetic:
            self._wrapped("      ", verdict.arithmetic)
        for term in relation.members:
            self._term(term, term is relation.claim, locators)
        if relation.ambiguous is not None:
            self._wrapped("      ? ", relation.ambiguous.text(self._lang))
        for why in relation.why:
            self._wrapped("      ← ", why.text(self._lang), "dim")

    def _term(self, term: Term, claim: bool, locators: list[Locator]) -> None:
        locator = locators[term.document]
        spot = where(locator.locate(term.span, term.table, term.row, term.column), self._lang)
        sign = "=" if claim else "+" if term.sign > 0 else "−"
        empty = self._say("（空）", "(empty)")
        unit = "" if term.unit is None or term.unit in term.text else f" {term.unit}"
        head = f"      {sign} {pad(clip(term.text or empty, 24) + unit, 16)}  "
        self._wrapped(head, f"{term.label}  {spot}")

    def _skips(self, skips: tuple[Skip, ...], locators: list[Locator]) -> None:
        if not skips:
            return
        self._out.line()
        self._out.line((self._say("未能对上", "not aligned") + f"  {len(skips)}", "bold"))
        for skip in skips:
            spots = [
                f"{place.text} {self._spot(place.span, locators[place.document])}"
                for place in skip.places[:3]
            ]
            self._wrapped("  ", "  ".join([skip.reason.text(self._lang), *spots]))

    def _spot(self, span: Span, locator: Locator) -> str:
        return where(locator.locate(span), self._lang)

    def _title(self, path: str, more: str) -> None:
        self._out.line((path, "bold"), "  ", more)

    def _wrapped(self, lead: str, value: Message | str, style: str = "") -> None:
        text = value.text(self._lang) if isinstance(value, Message) else value
        lines = wrap(text, self._out.width - cell_len(lead))
        self._out.line(lead, (lines[0], style))
        for line in lines[1:]:
            self._out.line(" " * cell_len(lead), (line, style))

    def _say(self, zh: str, en: str) -> str:
        return en if self._lang == "en" else zh


def _number(span: Span, source: Document) -> str:
    """Page, cell or line on which ``span`` starts, as short as possible."""
    page, line = source.page_of(span), source.line_of(span)
    if page is not None:
        return f"p{page}"
    return str(line) if line is not None else source.cell_of(span)[1] or ""
