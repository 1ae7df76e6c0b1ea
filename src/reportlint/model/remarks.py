"""What a report says under 存在问题 and 改进措施: in a field of its form or a section of text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reportlint.model.fact import Facts
from reportlint.model.finding import Place
from reportlint.model.reading import Reading, Sentence
from reportlint.model.span import Span
from reportlint.model.vocabulary import normalise, squeeze

_TAIL = (
    r"(?:(?:及|和|与|以及)?(?:其|主要|产生|存在)?的?"
    r"(?:原因分析|原因|困难|不足|整改措施|改进措施|下一步措施|有关建议|相关建议|建议|结果应用方案|结果应用))*"
)
# 资金管理存在的问题 or 其他需要说明的问题 asks for something narrower.
_PROBLEMS = re.compile(
    rf"(?:(?:自评|绩效|绩效评价|绩效自评|绩效管理|工作)?(?:目前|发现|存在)的?(?:主要)?问题|主要问题){_TAIL}"
)
_MEASURES = re.compile(
    rf"(?:下一步|今后|后续)?(?:拟|拟采取|采取)?的?(?:工作)?(?:整改|改进)(?:工作)?(?:的)?(?:措施|意见|建议|方案){_TAIL}"
)


@dataclass(frozen=True, slots=True)
class Remark:
    """What stands under one such label: ``none`` says that it is 无 or the like.

    ``span`` covers the value of a field, or the first sentence of a section; ``sentences`` are all
    of the section's own (up to the next heading), empty for a field.
    """

    label: str
    problems: bool
    span: Span
    text: str
    document: int
    none: bool
    sentences: tuple[str, ...] = ()

    def place(self, role: str) -> Place:
        """The remark as a cited place."""
        return Place(
            role="claim" if role == "claim" else "evidence",
            span=self.span,
            text=self.text,
            label=self.label,
            document=self.document,
        )


def remarks(facts: Facts) -> Iterator[Remark]:
    """Every remark of the submission under a heading or label that asks for all problems."""
    nothing = facts.lexicon.words["nothing"]
    for document, reading in enumerate(facts.readings):
        yield from _fields(reading, document, nothing)
        sections: dict[tuple[str, ...], list[Sentence]] = {}
        for sentence in reading.sentences:
            if sentence.table is None and sentence.section:
                sections.setdefault(sentence.section, []).append(sentence)
        for section, sentences in sections.items():
            yield from _section(reading, document, section[-1], sentences, nothing)


def _asked(label: str) -> bool | None:
    """True under 存在问题, False under 改进措施, None under anything else."""
    plain = normalise(label)
    if _PROBLEMS.fullmatch(plain):
        return True
    return False if _MEASURES.fullmatch(plain) else None


def _fields(reading: Reading, document: int, nothing: tuple[str, ...]) -> Iterator[Remark]:
    seen: set[Span] = set()
    for grid in reading.grids:
        for cell in grid.cells:
            text = squeeze(cell.text)
            asked = _asked(cell.row_path[-1]) if cell.row_path and text else None
            if asked is None or cell.span in seen:
                continue
            seen.add(cell.span)
            label = squeeze(cell.row_path[-1])
            yield Remark(
                label, asked, cell.span, cell.text, document, text.rstrip("。；") in nothing
            )


def _section(
    reading: Reading,
    document: int,
    heading: str,
    sentences: list[Sentence],
    nothing: tuple[str, ...],
) -> Iterator[Remark]:
    asked = _asked(heading)
    own = [s for s in sentences if squeeze(reading.document.slice(s.span)) != squeeze(heading)]
    if asked is None or not own:
        return
    first = own[0]
    text = reading.document.slice(first.span)
    # 无。 must be all that its paragraph says; what follows a section's end may be an annex.
    alone = not any(s.paragraph == first.paragraph for s in own[1:])
    yield Remark(
        re.sub(r"^[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]\s*", "", squeeze(heading)),
        asked,
        first.span,
        text,
        document,
        alone and squeeze(text).rstrip("。；") in nothing,
        tuple(squeeze(reading.document.slice(s.span)) for s in own),
    )
