"""Document → Reading: structure with header paths, labels and roles, and every figure."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from importlib import resources

from reportlint.model.document import Document, Paragraph
from reportlint.model.reading import Reading
from reportlint.model.settings import Lexicon
from reportlint.model.vocabulary import Vocabulary
from reportlint.read.assemble import Assembly
from reportlint.read.attach import attach, attach_cells
from reportlint.read.cell_figures import CellReader
from reportlint.read.prose import ProseReader
from reportlint.read.units import UnitTable, load_units

__all__ = ["reading"]

_YEAR = re.compile(r"(20[0-4]\d)\s*年")
_TITLE_END = re.compile(
    r"(?:支出)?(?:整体)?(?:支出)?(?:绩效)?(?:自评|评价|自我评价)(?:情况)?(?:的?报告|表|结果)?"
)
_TITLE_OPENS = re.compile(r"[^，。；：:]{6,40}(?:项目|专项|资金|经费|部门|整体|支出|工程|补助)")
_COMPARED = re.compile(r"[比较与同]$")
_HEAD = 8


def reading(document: Document, lexicon: Lexicon) -> Reading:
    """Understand the tables and the running text of ``document``.

    Every digit string ends up in exactly one of ``figures``, ``not_figures`` and ``unread``.
    """
    title = _title(document)
    vocabulary, units, year = Vocabulary(lexicon), _units(), _year(document)
    assembly = Assembly(
        document=document,
        vocabulary=vocabulary,
        units=units,
        cells=CellReader(vocabulary, units, year),
        prose=ProseReader(lexicon.data["roles"]),
        title=title,
        year=year,
    )
    assembly.walk()
    figures = assembly.figures()
    return Reading(
        document=document,
        figures=figures,
        not_figures=tuple(sorted(assembly.not_figures, key=lambda item: item.span)),
        unread=tuple(sorted(assembly.unread, key=lambda item: item.span)),
        grids=attach_cells(assembly.grids, figures),
        sentences=attach(assembly.sentences, figures),
        boxes=tuple(assembly.boxes),
        title=title,
        year=assembly.year,
    )


@lru_cache(maxsize=1)
def _units() -> UnitTable:
    source = resources.files("reportlint.data") / "lexicon" / "units.yaml"
    with source.open(encoding="utf-8") as stream:
        return load_units(stream)


def _title(document: Document) -> str:
    """The first short line that names a report, form or budget; else the first line."""
    before = ""
    first = ""
    for block in document.blocks[:_HEAD]:
        if not isinstance(block, Paragraph):
            continue
        text = document.slice(block.span).strip()
        first = first or text
        if len(text) <= 45 and re.search(r"报告|自评|表$|预算|决算|结果|说明", text):
            # …能力提升项目 / 绩效评价报告 on two lines is one title.
            broken = _TITLE_END.fullmatch(text) and _TITLE_OPENS.fullmatch(before)
            return f"{before}{text}" if broken else text
        before = text
    return first[:60]


def _year(document: Document) -> int | None:
    """The year of the report: named in its head, else the one named most often.

    A year that figures are only compared with (较2022年减少) is the one before it.
    """
    for block in document.blocks[:_HEAD]:
        if isinstance(block, Paragraph):
            match = _YEAR.search(document.slice(block.span)[:80])
            if match and _COMPARED.search(document.slice(block.span)[: match.start()]) is None:
                return int(match[1])
    every = list(_YEAR.finditer(document.text))
    own = [
        m for m in every if not _COMPARED.search(document.text[max(0, m.start() - 2) : m.start()])
    ]
    counts = Counter(m[1] for m in own or every)
    if not counts:
        return None
    year = int(counts.most_common(1)[0][0])
    return year if own else year + 1
