"""百分比越界。 / A share beyond all or below nothing.

覆盖率、合格率、满意度等以全体为分母，不会超过 100%，也不会为负。执行率、完成率、增长率不在此列，
“比上年提高”等说变化的也不在此列。/ Coverage, pass and satisfaction rates lie between 0 and 100%;
completion and growth rates are left out.
"""

import re
from decimal import Decimal

from reportlint.sdk import (
    Facts,
    Fails,
    Figure,
    Finding,
    Iterator,
    Message,
    Passes,
    Role,
    Skip,
    dataclass,
    figure_place,
)

SEVERITY = "warning"
PREVIEW = True
_CHANGES = (Role.GROWTH, Role.CHANGE)
_TOLD_CHANGE = re.compile(
    r"比|较|增长|提高|上升|提升|增加|下降|降低|减少|变动|增幅|降幅|完成率|执行率"
)
_TAIL = re.compile(r"(?:年初目标值|年度指标值|实际完成值|全年完成值|指标值|目标值|完成值)$")


@dataclass(frozen=True)
class Params:
    """This check has no options."""


def check(facts: Facts, params: Params) -> Iterator[Finding | Skip]:
    """Figures in % whose name ends in a bounded share, outside 0 to 100."""
    names = facts.lexicon.words["bounded_names"]
    for document, reading in enumerate(facts.readings):
        for figure in reading.figures:
            if figure.unit != "%" or Decimal(0) <= figure.value <= Decimal(100):
                continue
            name = _name(figure)
            if not name.endswith(tuple(names)) or figure.role in _CHANGES:
                continue
            if not _TOLD_CHANGE.search(figure.words + name):
                yield _finding(figure, document, name)


def _name(figure: Figure) -> str:
    """What the share is of: the label without the name of its column."""
    label = figure.label if figure.table is None else figure.label.rpartition(" ")[0]
    return _TAIL.sub("", "".join((label or figure.label).split()))


def _finding(figure: Figure, document: int, name: str) -> Finding:
    kind = "above" if figure.value > 0 else "below"
    zh, en = MESSAGES[kind]
    values = {"name": name, "claim": figure.text}
    return Finding(
        message=Message(zh=zh.format(**values), en=en.format(**values)),
        places=(figure_place(figure, document, "claim"),),
        severity="warning",
        confidence=0.9,
    )


MESSAGES = {
    "above": ("“{name}”{claim} 超过 100%。", "'{name}' {claim} is more than 100%."),
    "below": ("“{name}”{claim} 为负数。", "'{name}' {claim} is negative."),
}

FAILS = [
    Fails(
        """项目支出绩效自评表（2022年度）

| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 全年完成值 |
|---|---|---|---|---|
| 产出指标 | 质量指标 | 器材检测合格率 | ≥95% | [[109%]] |
| 满意度指标 | 服务对象满意度指标 | 学员满意度 | ≥90% | 93% |
""",
        says="“器材检测合格率”109% 超过 100%。",
        cure="99%",
        severity="warning",
    ),
    Fails(
        "培训工作有序开展，学员满意度达到[[-96.5%]]。",
        says="“学员满意度”-96.5% 为负数。",
        cure="96.5%",
    ),
]

PASSES = [
    Passes(
        """项目支出绩效自评表（2022年度）

| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 全年完成值 |
|---|---|---|---|---|
| 产出指标 | 数量指标 | 培训任务完成率 | 100% | 118% |
| | | 预算执行率 | ≥95% | 102% |
| | | 学员覆盖人数增长率 | ≥20% | 130% |
""",
        why="more than the task can be done, and growth has no upper limit",
    ),
    Passes(
        "学员满意度比上年提高120%，培训覆盖率为100%，课程覆盖率较上年下降-3.5%。",
        why="a change of a share may be more than all, or negative",
    ),
]
