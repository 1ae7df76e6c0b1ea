"""Two stages of one process: 发放问卷 200 份，收回 188 份; 受理 87 件，办结 84 件.

What came back of what was sent out cannot be more. What was settled may hold cases of the year
before, and the posts filled may exceed those approved: those pairs only show how figures stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportlint.align.statements import Paragraph, Statement, counted_alike
from reportlint.align.terms import because
from reportlint.model.fact import Formula, Relation
from reportlint.model.figure import Comparator, Measure, Role
from reportlint.model.vocabulary import squeeze

_SENT = (
    re.compile(r"发[放出][^，。；]{0,14}(?:问卷|调查|表)|(?:问卷|调查表)[^，。；]{0,6}发[放出]"),
    re.compile(r"收回|回收"),
)
_VALID = re.compile(r"有效(?:问卷|样本|调查表)(?:为|共)?$")
_STAGES = (
    (re.compile(r"收回|回收|有效"), re.compile(r"满意")),
    (re.compile(r"受理|接收|收到|接到|接报"), re.compile(r"办结|审结|结案|处置|办理完毕|回复")),
    (re.compile(r"立案"), re.compile(r"结案|审结|办结")),
    (re.compile(r"编制"), re.compile(r"实有|在职|在编|在岗")),
    (re.compile(r"抽查|抽检|检查|检测|监测"), re.compile(r"合格|达标|不符合|问题")),
    (re.compile(r"登记|在册"), re.compile(r"参加|集中供养|实际享受")),
    (re.compile(r"应[\u4e00-\u9fff]{1,2}$"), re.compile(r"实[\u4e00-\u9fff]{1,2}$")),
    (re.compile(r"申请"), re.compile(r"核发|制发|批准|通过|认定")),
)
# 12 个湖泊中，达到Ⅳ类的有 9 个
_AMONG = re.compile(r"[^，。；\d]{0,12}中[，,]")
_COUNTED = frozenset({Measure.COUNT, Measure.EXTENT})


def stage_relations(paragraph: Paragraph) -> Iterator[Relation]:
    """The later stage of one unit within the earlier one told in the sentence or the one before."""
    counts = [s for s in paragraph.statements if _is_count(s)]
    for at, later in enumerate(counts):
        words = squeeze(later.figure.words)
        for earlier in reversed(counts[max(0, at - 3) : at]):
            if not _goes_with(earlier, later):
                continue
            before = squeeze(earlier.figure.words)
            sent = _SENT[0].search(before) is not None and _SENT[1].search(words) is not None
            sent = sent or (
                _SENT[1].search(before) is not None and _VALID.search(words) is not None
            )
            right_before = earlier is counts[at - 1]
            among = right_before and _AMONG.match(_behind(paragraph, earlier)) is not None
            if (
                sent
                or among
                or any(one.search(before) and two.search(words) for one, two in _STAGES)
            ):
                yield _relation(later, earlier, settled=sent)
                break


def _behind(paragraph: Paragraph, s: Statement) -> str:
    return paragraph.reading.document.text[s.figure.span.end : s.figure.span.end + 16]


def _is_count(s: Statement) -> bool:
    figure = s.figure
    plain = figure.measure in _COUNTED and figure.comparator is Comparator.EQ
    return plain and figure.role not in (Role.TARGET, Role.CHANGE)


def _goes_with(earlier: Statement, later: Statement) -> bool:
    return (
        counted_alike(earlier.figure.unit, later.figure.unit)
        and earlier.figure.period == later.figure.period
        and later.sentence - earlier.sentence <= 1
        and earlier.depth == later.depth
    )


def _relation(later: Statement, earlier: Statement, *, settled: bool) -> Relation:
    return Relation(
        kind="of-which",
        formula=Formula.AT_MOST,
        claim=later.term,
        terms=(earlier.term,),
        measure=later.figure.measure,
        settled=settled,
        confidence=0.85 if settled else 0.7,
        why=(
            because(
                f"“{later.figure.label}”不超过“{earlier.figure.label}”",
                f"'{later.figure.label}' stays within '{earlier.figure.label}'",
            ),
        ),
    )
