"""Grades of the whole evaluation, told in fields of a form and in sentences (domain.md XRF03).

A grade of one indicator, one of several projects or another body, a reviewer's and another year's
are left out, and so is a sentence that says which scores deserve which grade.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reportlint.align.topics import Stripper, is_of_project
from reportlint.align.view import GridView
from reportlint.model.fact import Claim
from reportlint.model.figure import Comparator, Measure
from reportlint.model.reading import Reading, Sentence
from reportlint.model.rules import told_grades
from reportlint.model.settings import Lexicon
from reportlint.model.span import Span
from reportlint.model.vocabulary import normalise, squeeze

# What stands around a grade of the whole and names nothing else.
_EVALUATION = re.compile(
    r"摘要|根据|按照|依据|经过|经|对照|结合|评价|评分|评定|自评|绩效|综合|总体|整体|总评|得分|总分|分值|"
    r"最终|最后|标准|指标体系|规定|办法|要求|结果|结论|等级|等次|评级|级别|分数|定|分|我们|本次|此次|"
    r"该部门|该单位|本|对应|故|因此|属于|认为|满|[\d.%％\W_]"
)
_SUB_PARTS = ("子项目", "下属", "所属", "二级单位", "指标")
_WHOLE = re.compile(r"部门整体|整体(?:支出)?绩效|我单位|我局|我委|我部门|本单位|本部门|本项目")


def grade_claims(
    readings: Sequence[Reading], views: Sequence[GridView], lexicon: Lexicon
) -> Iterator[Claim]:
    """Grades as claims (the word, and its label as ``about``) of a submission with one form."""
    if sum(view.grid.family == "funds" for view in views) > 1:
        return
    strip = Stripper(readings, lexicon)
    of_project = any(map(is_of_project, readings))
    for document, reading in enumerate(readings):
        fields = list(_fields(reading, document, lexicon))
        if len(fields) == 1:  # a list of projects or a form for each has many
            yield fields[0]
        for number, sentence in enumerate(reading.sentences):
            text = reading.document.slice(sentence.span)
            if any(word in squeeze(text) for word in lexicon.words["other_grades"]):
                continue
            found = list(told_grades(text, lexicon.words))
            if len(found) != 1 or not _plain(reading, sentence):
                continue
            match = found[0]
            before = text[: match.start()]
            if _other_year(before, reading) or not _of_whole(before, strip, of_project):
                continue
            if not _WHOLE.search(squeeze(before)) and _of_part(reading, number, of_project):
                continue
            start = sentence.span.start
            yield Claim(
                "grade",
                Span(start + match.start(2), start + match.end(2)),
                match[2],
                document,
                squeeze(match[1]),
            )


def _fields(reading: Reading, document: int, lexicon: Lexicon) -> Iterator[Claim]:
    for cell in (cell for grid in reading.grids for cell in grid.cells):
        label = squeeze(cell.row_path[-1]).rstrip(":：") if cell.row_path else ""
        text = squeeze(cell.text).strip("“”\"'")
        if label in lexicon.words["grade_labels"] and text in lexicon.words["grade_words"]:
            yield Claim("grade", cell.span, text, document, label)


def _other_year(before: str, reading: Reading) -> bool:
    years = {int(year) for year in re.findall(r"20\d\d(?=年)", squeeze(before))}
    return bool(years - {reading.year})


def _of_part(reading: Reading, number: int, of_project: bool) -> bool:
    """Whether the headings, or what was said before in the paragraph, speak of a part."""
    sentence = reading.sentences[number]
    told = list(sentence.section)
    for other in reversed(reading.sentences[:number]):
        if (other.paragraph, other.table) != (sentence.paragraph, sentence.table):
            break
        told.append(reading.document.slice(other.span))
    parts = _SUB_PARTS if of_project else (*_SUB_PARTS, "项目")
    return any(part in squeeze(text) for text in told for part in parts)


def _of_whole(before: str, strip: Stripper, of_project: bool) -> bool:
    """Whether nothing but the whole evaluation is named before a grade.

    Of a longer sentence the last two clauses count, if they name the whole outright.
    """
    clauses = re.split(r"[，,；;]", before)
    tail = "，".join(clauses[-2:])
    for text, named in ((before, True), (tail, _WHOLE.search(squeeze(tail)) is not None)):
        residue = strip.residue(_EVALUATION.sub("", normalise(text)))
        if of_project:
            residue = re.sub("本?项目", "", residue)
        if named and not residue:
            return True
    return False


def _plain(reading: Reading, sentence: Sentence) -> bool:
    """Whether no figure of the sentence is a bound (90分以上) or counts something."""
    figures = [reading.figures[index] for index in sentence.figures]
    return all(
        figure.comparator is Comparator.EQ
        and figure.quantity.upper is None
        and figure.measure in (Measure.SCORE, Measure.BARE)
        for figure in figures
    )
