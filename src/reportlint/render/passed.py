"""What was checked and found in order, by family; what could not be, where, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from reportlint.model.document import Message
from reportlint.model.fact import Formula, Relation, Status, Term
from reportlint.model.finding import Skip
from reportlint.model.outcome import Outcome
from reportlint.render.console import Printer
from reportlint.render.layout import clip, wrap
from reportlint.render.places import Sources
from reportlint.render.words import FAMILY, RELATION, RELATION_FAMILY, STATUS, pick, where

_MEMBERS = 8  # further operands of one relation are only counted
_PLACES = 3  # places named for one reason why something was not checked


def family_of(relation: Relation) -> str:
    """The family of checks that reports the relation when it fails."""
    return RELATION_FAMILY.get(relation.kind, "other")


class Passed:
    """Prints the relations that hold under their families, then the open ends."""

    def __init__(self, out: Printer, sources: Sources, lang: str, empty: str) -> None:
        self._out = out
        self._sources = sources
        self._lang = lang
        self._empty = empty

    def show(self, outcome: Outcome) -> None:
        """Families with their counts and relations, unmet targets, skips with their places."""
        families: dict[str, list[Relation]] = {name: [] for name in FAMILY}
        for relation in outcome.passed:
            families[family_of(relation)].append(relation)
        for name, relations in families.items():
            if relations:
                self._family(name, relations)
        self._unmet(outcome)
        none = [pick(FAMILY, name, self._lang) for name in families if not families[name]]
        none = [name for name in none if name != pick(FAMILY, "other", self._lang)]
        if none and outcome.passed:
            listed = self._say("、", ", ").join(none)
            zh = f"以下各类没有核对相符的关系：{listed}。"
            self._text(zh, f"No relation holds in these families: {listed}.")
        self._skips(outcome.skips)

    def _family(self, name: str, relations: Sequence[Relation]) -> None:
        self._out.line()
        kinds = Counter(pick(RELATION, relation.kind, self._lang) for relation in relations)
        listed = self._say("、", ", ").join(f"{kind} {n}" for kind, n in _most(kinds))
        title = pick(FAMILY, name, self._lang)
        count = self._say(f"{len(relations)} 条", str(len(relations)))
        for number, line in enumerate(
            wrap(f"{title}  {count}{self._say('：', ': ')}{listed}", self._out.width - 2)
        ):
            self._out.line("  " if number == 0 else "    ", (line, "bold"))
        for relation in relations:
            self._relation(relation)

    def _relation(self, relation: Relation) -> None:
        kind = pick(RELATION, relation.kind, self._lang)
        verdict = relation.verdict
        note = ""
        if verdict is not None and verdict.status in STATUS:
            note = self._say("（", " (") + pick(STATUS, verdict.status, self._lang)
            note += self._say("）", ")")
        lines = wrap(f"{kind}  {self._formula(relation)}{note}", self._out.width - 4)
        self._out.line("  ", ("✓ ", "green"), lines[0])
        for line in lines[1:]:
            self._out.line("    ", line)
        members = used(relation)
        for number, term in enumerate(members[:_MEMBERS]):
            self._member(term, "claim" if number == 0 else "evidence")
        rest = len(members) - _MEMBERS
        if rest > 0:
            text = self._say(f"等，另有 {rest} 项", f"and {rest} more")
            self._out.line("      ", (text, "dim"))

    def _formula(self, relation: Relation) -> str:
        """The arithmetic; for rows and items that are counted, how many there are."""
        if relation.terms and all(term.number is None for term in relation.terms):
            if relation.claim.number is not None and relation.formula is Formula.SUM:
                number = len(relation.terms)
                return f"{relation.claim.text} = {self._say(f'所列 {number}', f'{number} listed')}"
        return relation.verdict.arithmetic if relation.verdict else relation.claim.text

    def _member(self, term: Term, role: str) -> None:
        place = term.place(role)
        spot = where(self._sources.locate(place), self._lang)
        text = f"{place.text or self._empty}  {spot}  {place.label}"
        self._out.line("      ", (clip(text, self._out.width - 6), "dim"))

    def _unmet(self, outcome: Outcome) -> None:
        relations = outcome.facts.relations if outcome.facts is not None else ()
        unmet = [r for r in relations if r.verdict and r.verdict.status is Status.UNMET]
        if not unmet:
            return
        self._out.line()
        self._text(
            f"有 {len(unmet)} 项结果未达到目标，这本身不是矛盾：",
            f"{len(unmet)} result(s) miss their target, which by itself contradicts nothing:",
        )
        for relation in unmet:
            text = relation.verdict.arithmetic if relation.verdict else ""
            name = " ".join((relation.topic or relation.claim.label).split())
            line = clip(f"{name}  {text}", self._out.width - 4)
            self._out.line("    ", (line, "dim"))

    def _skips(self, skips: Sequence[Skip]) -> None:
        placed: dict[Message, list[Skip]] = {}
        for skip in skips:
            if skip.places:
                placed.setdefault(skip.reason, []).append(skip)
        if not placed:
            return
        self._out.line()
        self._text("未能核对之处：", "Where something could not be checked:")
        for reason, found in sorted(placed.items(), key=lambda item: -len(item[1])):
            for line in wrap(f"{reason.text(self._lang)}", self._out.width - 4):
                self._out.line("    ", line)
            for skip in found[:_PLACES]:
                place = skip.places[0]
                spot = where(self._sources.locate(place), self._lang)
                text = f"{place.text or self._empty}  {spot}  {place.label}"
                self._out.line("      ", (clip(text, self._out.width - 6), "dim"))
            if len(found) > _PLACES:
                rest = len(found) - _PLACES
                text = self._say(f"等，另有 {rest} 处", f"and {rest} more")
                self._out.line("      ", (text, "dim"))

    def _text(self, zh: str, en: str) -> None:
        for line in wrap(self._say(zh, en), self._out.width - 2):
            self._out.line("  ", line)

    def _say(self, zh: str, en: str) -> str:
        return en if self._lang == "en" else zh


def used(relation: Relation) -> tuple[Term, ...]:
    """Claim and operands on which the verdict rests: of the first reading that its formula shows.

    The weight and score of an indicator have no part in meeting its target.
    """
    if relation.formula is Formula.MEETS:
        return relation.members[:2]
    shown = relation.verdict.arithmetic if relation.verdict is not None else ""
    for claim in (relation.claim, *relation.other_claims):
        for terms in (relation.terms, *relation.alternatives):
            if all(term.number is None or term.number in shown for term in (claim, *terms)):
                return (claim, *terms)
    return relation.members


def _most(kinds: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(kinds.items(), key=lambda item: (-item[1], item[0]))
