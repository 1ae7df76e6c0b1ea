"""What stands around a relation: other figures of its row, column, clause, and how to call them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportlint.model.document import Message
from reportlint.model.fact import Formula, Relation, Term
from reportlint.model.fact import term as term_of
from reportlint.model.figure import Figure, Measure, Position, Role
from reportlint.model.reading import Reading
from reportlint.run.slips import Holders, key_of, operands

_NAMES = {
    Role.BUDGET_INITIAL: Message("年初预算", "initial budget"),
    Role.BUDGET_FINAL: Message("全年预算", "full-year budget"),
    Role.PRIOR: Message("上年数", "last year"),
}


class Surroundings:
    """The relations and figures of one submission, looked up from one of its relations."""

    def __init__(self, relations: Sequence[Relation], readings: Sequence[Reading]) -> None:
        self.holders = Holders(relations)
        self._readings = readings
        self._relations = relations
        self._rows: dict[tuple[object, ...], list[Relation]] = {}
        for relation in relations:
            for where in {self._statement(term) for term in relation.members}:
                if where is not None:
                    self._rows.setdefault(where, []).append(relation)

    def figure(self, term: Term) -> Figure | None:
        """The figure behind an operand, None for words and blanks."""
        return None if term.figure is None else self._readings[term.document].figures[term.figure]

    def bases(self, relation: Relation) -> Iterator[Term]:
        """Further figures of its kind that other relations of the row or statement work with.

        Those of relations that the base itself takes part in (its total, its siblings) come last.
        """
        own = {key_of(term) for term in relation.members}
        base = relation.terms[-1]
        seen = set(own)
        wheres = dict.fromkeys(self._statement(term) for term in relation.members)
        near = [other for where in wheres if where for other in self._rows.get(where, ())]
        for other in (*near, *self.holders.of(key_of(base))):
            for term in operands(other):
                same = term.value and term.measure is base.measure and term.number is not None
                if key_of(term) not in seen and term.figure is not None and same:
                    seen.add(key_of(term))
                    yield term
        for term in self._budgets(base):
            if key_of(term) not in seen:
                yield term

    def _budgets(self, base: Term) -> Iterator[Term]:
        """Budgets and last year's amount of the row in which a base stands."""
        own = self.figure(base)
        if own is None or own.table is None:
            return
        for figure in self._readings[base.document].figures:
            beside = (figure.table, figure.row) == (own.table, own.row)
            if beside and figure.role in _NAMES and figure.measure is own.measure and figure.value:
                yield term_of(figure, base.document)

    def name(self, term: Term, of: Term) -> Message:
        """What a figure is to another one: 年初预算, 上年数, 合计, or its own label."""
        figure, other = self.figure(term), self.figure(of)
        if figure is not None and figure.role in _NAMES and other and figure.role != other.role:
            return _NAMES[figure.role]
        if figure is not None and other is not None and self._last_year(figure, other):
            return _NAMES[Role.PRIOR]
        if figure is not None and figure.position is Position.TOTAL:
            return Message(f"合计“{term.label}”", f"total '{term.label}'")
        return Message(f"“{term.label}”", f"'{term.label}'")

    def copies(self, term: Term) -> Iterator[Figure]:
        """Figures printed with the same number in another row of the column, or beside the clause.

        Other mentions of the quantity, and a total of one part beside that part, are no copies.
        """
        own = self.figure(term)
        if own is None or len(own.number.strip("-0.").replace(".", "")) < 3:
            return
        known = {
            key_of(t)
            for other in self.holders.of(key_of(term))
            if other.formula is Formula.EQUAL or (other.verdict is not None and other.verdict.holds)
            for t in operands(other)
            if other.formula is Formula.EQUAL or key_of(term) == key_of(other.claim)
        }
        for figure in self._readings[term.document].figures:
            if figure.number != own.number or figure.unit != own.unit or figure is own:
                continue
            if (term.document, figure.span.start, figure.span.end) in known:
                continue
            if figure.table != own.table:
                continue
            if own.table is not None:
                beside = figure.column == own.column and figure.row != own.row
            else:
                where = self._place(term.document, own)
                beside = where is not None and where == self._place(term.document, figure)
            if beside and not (own.measure is Measure.SHARE and own.value == 100):
                yield figure

    @staticmethod
    def _last_year(figure: Figure, other: Figure) -> bool:
        years = (figure.period or "", other.period or "")
        return all(y.isdigit() for y in years) and int(years[0]) == int(years[1]) - 1

    def _statement(self, term: Term) -> tuple[object, ...] | None:
        """The row of a table or the paragraph of running text that an operand stands in."""
        figure = self.figure(term)
        return None if figure is None else self._place(term.document, figure)

    def _place(self, document: int, figure: Figure) -> tuple[object, ...] | None:
        if figure.table is not None:
            return document, figure.table, figure.row
        sentence = self._readings[document].sentence_at(figure.span)
        return None if sentence is None else (document, "text", sentence.paragraph)
