"""The text a person reads: findings with both places, then what was checked and what was not."""

from __future__ import annotations

import re
from collections import Counter
from typing import TextIO

from reportlint.model.document import Document, Message, Unreadable
from reportlint.model.finding import SEVERITIES, Finding, Place
from reportlint.model.outcome import Coverage, Outcome
from reportlint.render.console import Part, Printer
from reportlint.render.layout import cell_len, wrap
from reportlint.render.passed import Passed
from reportlint.render.places import Location, Sources
from reportlint.render.quotes import quotes
from reportlint.render.report import Options, families
from reportlint.render.words import RELATION, ROLE, SEVERITY, STATE, STATE_NOTE, count, pick, where

_COLOUR = {"error": "bold red", "warning": "bold yellow", "info": "bold cyan"}
_STATE_COLOUR = {"unreadable": "bold red", "partly-checked": "bold yellow"}
_EMPTY = {"zh": "（空）", "en": "(empty)"}
_REASONS_SHOWN = 8
_QUOTED = 6  # further places of one finding get a line without their surroundings


class TextReport:
    """Prints every outcome as soon as it is there."""

    def __init__(self, stream: TextIO, options: Options) -> None:
        self._out = Printer(stream, options.width)
        self._options = options
        self._lang = options.lang
        self._severities: Counter[str] = Counter()
        self._checks: Counter[str] = Counter()
        self._documents = 0
        self._unreadable = 0
        self._printed = False

    def add(self, outcome: Outcome) -> None:
        """Print one outcome: header, findings, coverage."""
        self._documents += len(outcome.sources)
        self._unreadable += sum(isinstance(source, Unreadable) for source in outcome.sources)
        self._severities.update(finding.severity for finding in outcome.findings)
        self._checks.update(finding.check for finding in outcome.findings)
        troubled = outcome.findings or outcome.crashes or outcome.state == "unreadable"
        if self._options.quiet and not troubled:
            return
        if self._printed:
            self._out.line()
        self._printed = True
        self._header(outcome)
        sources = Sources(outcome)
        for finding, consequences in families(outcome.findings):
            self._finding(finding, consequences, sources)
        for crash in outcome.crashes:
            self._paragraph("  ", (self._say("检查项出错  ", "check failed  "), "bold red"), crash)
        if not self._options.quiet:
            self._ending(outcome, sources)
        self._out.flush()

    def close(self) -> None:
        """Print statistics and, for several documents, the sum of the run."""
        if self._options.statistics:
            self._out.line()
            for check, number in sorted(self._checks.items(), key=lambda item: (-item[1], item[0])):
                self._out.line(f"{number:6d}  {check}")
            if not self._checks:
                self._out.line(self._say("没有发现。", "No findings."))
        if self._documents > 1 and not self._options.quiet:
            self._out.line()
            total = count(self._documents, "个文件", "file", "files", self._lang)
            unreadable = count(
                self._unreadable,
                "个文件无法读取",
                "file unreadable",
                "files unreadable",
                self._lang,
            )
            tail = self._say("，", ", ") + unreadable if self._unreadable else ""
            zh = f"共 {total}：{self._tally(self._severities)}{tail}。"
            en = f"{total}: {self._tally(self._severities)}{tail}."
            for line in wrap(self._say(zh, en), self._out.width):
                self._out.line((line, "bold"))
        self._out.flush()

    def _header(self, outcome: Outcome) -> None:
        paths = " + ".join(source.path for source in outcome.sources)
        severities: Counter[str] = Counter(finding.severity for finding in outcome.findings)
        state = pick(STATE, outcome.state, self._lang)
        if outcome.state in ("checked", "partly-checked"):
            nothing = not outcome.findings and outcome.coverage.checked == 0
            none = self._say("没有可以互相核对的数字", "no figures that bear on each other")
            state += self._say("，", ", ") + (none if nothing else self._tally(severities))
        worst = next((severity for severity in SEVERITIES if severities[severity]), None)
        style = _COLOUR[worst] if worst else _STATE_COLOUR.get(outcome.state, "bold")
        if outcome.state == "checked" and outcome.coverage.checked and worst is None:
            style = "bold green"
        if cell_len(paths) + 2 + cell_len(state) <= self._out.width:
            self._out.line((paths, "bold"), "  ", (state, style))
        else:
            self._out.line((paths, "bold"))
            self._out.line("  ", (state, style))
        reason = outcome.reason or STATE_NOTE.get(outcome.state)
        if reason is not None:
            self._paragraph("  ", "", reason)
        for source in outcome.sources:
            if isinstance(source, Document):
                for note in source.notes:
                    self._paragraph("  ", (self._say("注意  ", "note  "), "yellow"), note)
            elif source.reason != outcome.reason or len(outcome.sources) > 1:
                self._paragraph("  ", (f"{source.path}  ", "bold"), source.reason)

    def _finding(self, finding: Finding, consequences: list[Finding], sources: Sources) -> None:
        self._out.line()
        colour = _COLOUR[finding.severity]
        severity = pick(SEVERITY, finding.severity, self._lang)
        self._out.line("  ", (severity, colour), " ", (finding.check, "bold"))
        self._paragraph("  ", "", finding.message)
        quoted = 0 if self._options.redact else _QUOTED
        room = self._out.width - 8
        for quote in quotes(finding.places[:quoted], sources, room, _EMPTY[self._lang]):
            for place, location in quote.places:
                self._place(place, location, sources)
            self._out.line("        ", quote.line)
            self._out.line("        ", *_coloured(quote.marks, colour))
        for place in finding.places[quoted:]:
            text = place.text or _EMPTY[self._lang]
            self._place(place, sources.locate(place), sources, f"  {text}")
        if finding.arithmetic:
            self._labelled(self._say("算式", "arithmetic"), finding.arithmetic)
        if finding.cause is not None:
            self._labelled(self._say("可能原因", "likely cause"), finding.cause.message)
        if finding.correction is not None:
            self._labelled(
                self._say("改此一处则全部相符", "one correction settles all"), _mend(finding)
            )
        if finding.decision is not None:
            self._labelled(self._say("影响结论", "decides"), finding.decision.message)
        for follower in consequences:
            self._consequence(follower, sources)

    def _place(self, place: Place, location: Location, sources: Sources, more: str = "") -> None:
        spot = where(location, self._lang)
        if len(sources.outcome.sources) > 1:
            spot = f"{sources.path(place.document)} {spot}"
        role = pick(ROLE, place.role, self._lang)
        label = f"  {place.label}" if place.label else ""
        hang = 6 + cell_len(role)
        lines = wrap(spot + label + more, self._out.width - hang)
        self._out.line("    ", (f"{role}  ", "bold"), (lines[0], "cyan"))
        for line in lines[1:]:
            self._out.line(" " * hang, (line, "cyan"))

    def _consequence(self, finding: Finding, sources: Sources) -> None:
        spot = where(sources.locate(finding.places[0]), self._lang)
        severity = pick(SEVERITY, finding.severity, self._lang)
        arrow = self._say("↳ 由此引起 ", "↳ follows ")
        lead = f"{arrow}{severity} {finding.check}  {spot}  "
        lines = wrap(lead + finding.message.text(self._lang), self._out.width - 6)
        self._out.line("    ", (lines[0], "dim"))
        for line in lines[1:]:
            self._out.line("      ", (line, "dim"))

    def _ending(self, outcome: Outcome, sources: Sources) -> None:
        if outcome.state == "unreadable":
            return
        self._out.line()
        self._coverage(outcome.coverage)
        kinds: Counter[str] = Counter()
        for relation in outcome.passed:
            kinds[pick(RELATION, relation.kind, self._lang)] += 1
        if kinds:
            listed = self._say("、", ", ").join(
                f"{kind} {number}"
                for kind, number in sorted(kinds.items(), key=lambda k: (-k[1], k[0]))
            )
            total = sum(kinds.values())
            self._plain_paragraph(
                self._say(
                    f"成立的关系 {total} 条：{listed}。", f"{total} relations hold: {listed}."
                )
            )
        if self._options.passed:
            Passed(self._out, sources, self._lang, _EMPTY[self._lang]).show(outcome)

    def _coverage(self, coverage: Coverage) -> None:
        c = coverage
        zh = f"读出数字 {c.figures} 个，归入关系 {c.aligned} 个，已核对 {c.checked} 个"
        en = f"{c.figures} figures read, {c.aligned} aligned, {c.checked} checked"
        if c.not_figures:
            zh += f"；另有 {c.not_figures} 处是年份、序号等，不属数量"
            en += f"; {c.not_figures} digit strings are no quantities (years, ordinals …)"
        if c.unread:
            zh += f"；{c.unread} 处没能读懂"
            en += f"; {c.unread} could not be read"
        self._plain_paragraph(self._say(zh + "。", en + "."))
        skipped = sorted(c.skipped, key=lambda item: (-item[1], item[0].zh))
        if not skipped:
            return
        total = sum(number for _, number in skipped)
        self._out.line(self._say(f"  未能核对 {total} 处：", f"  {total} not checked:"))
        for reason, number in skipped[:_REASONS_SHOWN]:
            self._paragraph("  ", f"{number:5d}  ", reason)
        rest = skipped[_REASONS_SHOWN:]
        if rest:
            number = sum(item[1] for item in rest)
            zh = f"其余 {len(rest)} 种原因（--format json 列出全部）"
            en = f"{len(rest)} further reasons (--format json lists all)"
            self._paragraph("  ", f"{number:5d}  ", Message(zh, en))

    def _tally(self, severities: Counter[str]) -> str:
        parts = [
            count(severities["error"], "个错误", "error", "errors", self._lang),
            count(severities["warning"], "个警告", "warning", "warnings", self._lang),
            count(severities["info"], "条提示", "note", "notes", self._lang),
        ]
        named = [part for part, level in zip(parts, SEVERITIES, strict=True) if severities[level]]
        none = self._say("未发现矛盾", "no contradiction found")
        return self._say("，", ", ").join(named) or none

    def _labelled(self, label: str, value: Message | str) -> None:
        self._paragraph("    ", (f"{label}  ", "bold"), value)

    def _plain_paragraph(self, text: str) -> None:
        self._paragraph("  ", "", text)

    def _paragraph(self, indent: str, lead: Part, value: Message | str) -> None:
        text = value.text(self._lang) if isinstance(value, Message) else value
        words = lead if isinstance(lead, str) else lead[0]
        hang = indent + " " * cell_len(words)
        lines = wrap(text, self._out.width - cell_len(hang))
        self._out.line(indent, lead, lines[0])
        for line in lines[1:]:
            self._out.line(hang, line)

    def _say(self, zh: str, en: str) -> str:
        return en if self._lang == "en" else zh


def _mend(finding: Finding) -> str:
    """The figure to be corrected by its label, as printed, and its number put right."""
    mend = finding.correction
    assert mend is not None
    printed = (p for p in finding.places if (p.document, p.span) == (mend.document, mend.span))
    place = next(printed, None)
    if place is None:
        return mend.text
    label = f"{place.label}  " if place.label else ""
    return f"{label}{place.value or place.text} → {mend.text}"


def _coloured(marks: str, colour: str) -> list[Part]:
    """A line of marks, those under the claim in the colour of the finding."""
    return [(part, colour if "^" in part else "cyan") for part in re.split(r"(\^+)", marks)]
