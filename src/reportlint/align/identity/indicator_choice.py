"""Each telling of an indicator with the row whose name is most like its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from reportlint.align.identity.indicator_mentions import IndicatorMention
from reportlint.align.identity.indicator_pairs import LEAST, candidates_for, compatible
from reportlint.align.identity.names import NameIndex, pairs_of, plain_name
from reportlint.align.terms import because
from reportlint.align.view import names_project_form
from reportlint.model.document import Message
from reportlint.model.figure import Figure, Measure
from reportlint.model.finding import Skip

_OF_MONEY = frozenset({"执行率", "完成率", "支出率", "支付率", "使用率", "到位率"})
_RATE_HEAD = re.compile(r"[\u4e00-\u9fff]{2}(?:率|度)$")
_DONE = re.compile(r"完成|实际|已|达到?|办结|共|新增|建成|举办|开展|组织|实现|全年|累计|了")
_LIKELY = 0.54  # below what settles a pair
_REPEATED = 0.4  # likeness from which a name told less fully may be of the same row
_LIKELY_RATE = 0.42  # percentages are many: their names must be more alike
_SAID_OF_IT = 2  # character pairs
_LETTERS_AMONG_MANY = 3
_COMMON_UNITS = frozenset(
    {"人", "个", "次", "项", "家", "户", "场", "人次", "件", "天", "万元", "元"}
)
_PLAIN_LETTERS = frozenset("新增数量全年总实完成大中小人个次工作")
_NEAR = 0.3  # likeness from which a rejected name is worth telling
_SHOWN = 3
_MARGIN = 0.06
_TWO_FORMS = 2


Choice = tuple[IndicatorMention, IndicatorMention, float, tuple[Message, ...]]


def row_of(row: IndicatorMention) -> tuple[int, int | None, int | None]:
    """Document, table and row of a mention in a table."""
    return row.document, row.figure.table, row.figure.row


def repeats_target(text: IndicatorMention, target: Figure | None) -> bool:
    """细化为 7 个项目：营造林 2.60 万亩；…: the target of the row, told without any verb."""
    if target is None or text.target or text.figure.number != target.number:
        return False
    return not _DONE.search(text.context) and not _DONE.search(text.name)


def to_rows(
    texts: Sequence[IndicatorMention], rows: Sequence[IndicatorMention], index: NameIndex
) -> Iterator[Choice | Skip]:
    """Each text with the one row whose name is most like its own, and what was rejected."""
    chosen: list[Choice] = []
    by_unit: dict[tuple[str | None, bool], list[IndicatorMention]] = {}
    for row in rows:
        by_unit.setdefault((row.unit, row.target), []).append(row)
    alone = {key: group[0] for key, group in by_unit.items() if len(group) == 1}
    for text, candidates in candidates_for(texts, rows, index):
        likely = [(index.likeness(text.name, row.name, text.context), row) for row in candidates]
        likely = sorted((item for item in likely if item[0] >= _NEAR), key=lambda item: -item[0])
        scored = [(score, row) for score, row in likely if compatible(text, row, index)]
        if not scored:
            scored = _only_of_its_unit(text, candidates, alone, index)
        if not scored:
            scored = _only_of_its_head(text, rows, index)
        bare = text.figure.unit in (None, "%")
        if not scored or (scored[0][0] < (_LIKELY_RATE if bare else 0.0)):
            continue
        best = scored[0][0]
        # A name that is less alike must stand out the more among rows of its unit.
        margin = _MARGIN if best >= LEAST else 2 * _MARGIN
        rivals = [row for score, row in scored if score > best - margin]
        if len(rivals) > 1 and best < LEAST:
            continue
        if len(rivals) > 1 and not _one_indicator(rivals, index):
            yield _open(text, rivals)
            continue
        others = [(score, row) for score, row in likely if row is not rivals[0]][:_SHOWN]
        rejected = tuple(_rejected(text, row, score, index) for score, row in others)
        chosen.append((text, rivals[0], best, rejected))
    strongest: dict[int, tuple[float, IndicatorMention]] = {}
    for text, row, score, _ in sorted(chosen, key=lambda item: "累计" in item[0].name):
        known = strongest.get(id(row))
        # 修复 36.8 公顷，累计修复 128.3 公顷: the row is of the year, unless it says 累计 itself.
        over_years = known is not None and "累计" in text.name and "累计" not in row.name
        if known is None or (
            score > known[0] and not (over_years and text.sentence == known[1].sentence)
        ):
            strongest[id(row)] = score, text
    for text, row, score, rejected in chosen:
        best, nearest = strongest[id(row)]
        if text is not nearest and text.sentence == nearest.sentence and not text.row:
            continue  # 修复 36.8 公顷，累计修复 128.3 公顷: one sentence tells things apart
        if score > best - 2 * _MARGIN:
            yield text, row, score, rejected
        elif text.sentence[0] != nearest.sentence[0] and score >= _REPEATED:
            # One paragraph tells things apart; another may tell the same in fewer words.
            yield text, row, min(score, _LIKELY), rejected


def _one_indicator(rows: Sequence[IndicatorMention], index: NameIndex) -> bool:
    """Whether the forms of the body and of its project list one indicator, with one number."""
    told = {(index.core(row.name), row.unit, row.figure.value, row.document) for row in rows}
    of_project = [names_project_form(row.figure.section[-2:]) for row in rows]
    return len(told) == 1 and len(rows) == _TWO_FORMS and of_project.count(True) == 1


def _only_of_its_unit(
    text: IndicatorMention,
    candidates: Sequence[IndicatorMention],
    alone: Mapping[tuple[str | None, bool], IndicatorMention],
    index: NameIndex,
) -> list[tuple[float, IndicatorMention]]:
    """The one row that counts in this unit, where some of its name is said: likely, not sure."""
    if text.unit is None or text.figure.measure is Measure.SHARE:
        return []
    row = alone.get((text.unit, text.target))
    if row is None or not compatible(text, row, index):
        return []
    said = pairs_of(index.core(text.name)) | pairs_of(plain_name(text.context))
    shared = said & pairs_of(index.core(row.name))
    if any(row is other for other in candidates) and len(shared) >= _SAID_OF_IT:
        return [(_NEAR + 0.15, row)]
    # 巡湖 1,326 次 for 湖泊巡查次数: characters tell, fewer where little is counted in the unit.
    letters = set(index.core(text.name)) & set(index.core(row.name)) - _PLAIN_LETTERS
    least = _LETTERS_AMONG_MANY if text.unit in _COMMON_UNITS else _SAID_OF_IT
    return [(_NEAR + 0.1, row)] if len(letters) >= least else []


def _only_of_its_head(
    text: IndicatorMention, rows: Sequence[IndicatorMention], index: NameIndex
) -> list[tuple[float, IndicatorMention]]:
    """成功率 98.2% where one row alone is of that rate, whatever it is the rate of: likely."""
    if text.figure.measure is not Measure.SHARE:
        return []
    head = _head_of(index.core(text.name))
    if head is None:
        return []
    found = [
        row for row in rows if row.target is text.target and _head_of(index.core(row.name)) == head
    ]
    return (
        [(_LIKELY_RATE, found[0])] if len(found) == 1 and compatible(text, found[0], index) else []
    )


def _head_of(core: str) -> str | None:
    """成功率 of 人民调解成功率; 满意率 and 满意度 are one."""
    match = _RATE_HEAD.search(core)
    head = "" if match is None else match[0].replace("满意率", "满意度")
    return head if head and head not in _OF_MONEY else None


def _rejected(
    text: IndicatorMention, row: IndicatorMention, score: float, index: NameIndex
) -> Message:
    """Why a row with a similar name was not taken."""
    if text.target is not row.target:
        zh, en = "目标与结果不同", "target against result"
    elif text.unit != row.unit:
        zh, en = "单位不同", "another unit"
    elif text.goal and row.goal and text.goal != row.goal:
        zh, en = "属于另一年度目标", "another goal"
    elif index.contradict(text.name, row.name):
        zh, en = "限定词不同", "another qualifier"
    elif not compatible(text, row, index):
        zh, en = "期间或范围不同", "another period or scope"
    else:
        zh, en = "名称不如所选相近", "a less similar name"
    return because(
        f"未采用“{row.name}” {row.term.text}（相近度 {score:.2f}，{zh}）",
        f"not '{row.name}' {row.term.text} (alike by {score:.2f}; {en})",
    )


def _open(text: IndicatorMention, rows: Sequence[IndicatorMention]) -> Skip:
    return Skip(
        because(
            "文中数字与表中多个指标同样相近，无法确定对应哪一个",
            "a figure of the text matches several indicators of the form equally well",
        ),
        (text.term.place("claim"), *(row.term.place("evidence") for row in rows)),
    )
