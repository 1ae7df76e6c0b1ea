"""Where a text promises: goals by their opening, by the heading above, by the row they fill."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reportlint.model.figure import BOUNDS, Quantity
from reportlint.model.reading import Grid, GridCell
from reportlint.model.span import Span
from reportlint.model.vocabulary import is_below_done_goals, squeeze

RUN_IN = 16  # characters of a heading that opens its own paragraph: （三）绩效目标。
_GOAL_TEXT = re.compile(
    r"\s*(?:年度|长期)?(?:绩效)?目标\s*[一二三四五六七八九十\d]+\s*(?:[（(][^（）()]{1,12}[）)]\s*)?[：:]"
)
GOAL = re.compile(
    r"\s*(?:(?:年度|长期)?(?:绩效)?目标\s*\d+\s*[：:]"
    r"|(?:年度|长期|中长期)(?:绩效)?(?:总体)?目标\s*(?:[（(][^（）()]*[）)])?\s*[：:]\s*$)"
)
# 三、绩效目标 heads what was promised, 绩效目标完成情况 what was done.
_GOAL_HEADING = re.compile(
    r"^(?!.*完成).*(?:绩效|年度|总体|预期|长期|年初|履职|阶段性?|具体|分项)(?:设定|制定|确定)?的?(?:绩效|工作|履职)?目标"
    r"(?:设定|设置|申报)?(?:情况)?$"
)
# 年初设定的主要目标为：…
_GOAL_SENTENCE = re.compile(
    r"(?:年初|年度|预期|绩效|主要|设定|总体|履职|项目)[^，。；：]{0,10}目标(?:任务)?(?:主要)?(?:为|是|有|包括|如下)[：:]?|目标(?:[（(](?![^（）()]*(?:完成|实际))[^（）()]{1,10}[）)])?[：:]"
)
_TASK_HEADING = re.compile(
    r"^(?!.*(?:完成|落实|开展|推进|进展)).*(?:工作|主要|重点|年度)任务(?:目标|安排|计划)?$"
    r"|^(?!.*(?:完成|落实|开展|推进|进展|下一?步))(?:.*(?:年度|重点|主要|全年)工作(?:计划|安排|要点)"
    r"|[^，。]{0,8}年度(?:重点|主要)工作)$"
)
_EVALUATES = re.compile(r"自评|评价表")
_DONE = re.compile(r"已|共计?(?=[\u4e00-\u9fff])|实际|完成了|达到了|全年(?:共|累计)")
_TASK_ROW = re.compile(
    r"^(?:年度|长期|中长期|总体|绩效|年度总体|年度绩效|年度履职|履职)?(?:工作)?(?:目标|任务)"
    r"(?:[一二三四五六七八九十]|\d{1,2})?(?:[（(][^（）()]{1,12}[）)])?$"
)


def _goal_heading(text: str) -> bool:
    return GOAL.match(text) is not None or _GOAL_HEADING.search(squeeze(text)) is not None


def aims(body: str, sentence: Span, quantities: Sequence[Quantity]) -> bool:
    """Whether the sentence announces goals before its first figure."""
    if not quantities:
        return False
    return _GOAL_SENTENCE.search(body[: quantities[0].span.start - sentence.start]) is not None


def plans(body: str, section: tuple[str, ...], quantities: Sequence[Quantity]) -> bool:
    """年度主要工作任务 over 一是治理河道不少于 36 公里，二是新建站点 42 处: all is planned."""
    if not section or not _TASK_HEADING.search(squeeze(section[-1])) or _DONE.search(body):
        return False
    return any(q.comparator in BOUNDS for q in quantities)


def all_bounds(quantities: Sequence[Quantity]) -> bool:
    """Whether every figure is a bound (3000 件以上), as promises print them."""
    return bool(quantities) and all(quantity.comparator in BOUNDS for quantity in quantities)


def is_goal(text: str, section: tuple[str, ...], place: tuple[int, int, int] | None) -> bool:
    """Whether a text promises: it opens with its goal, or stands right below a goal's heading."""
    # The goal itself may be the innermost heading.
    if place is None and is_below_done_goals(section):
        return False  # 完成的绩效目标 over 目标 1：…: what was done, goal by goal
    below = place is None and bool(section) and _goal_heading(section[-1])
    opening, stop, rest = text.partition("。")
    title = _GOAL_TEXT.match(opening)
    if title is not None and place is None and rest.strip() and any("完成" in s for s in section):
        # 三、目标完成情况 over 目标一：提升服务水平。全年…: a title, and what was done.
        return any(char.isdigit() for char in opening[title.end() :])
    run_in = bool(stop) and len(squeeze(opening)) <= RUN_IN and _goal_heading(opening)
    return below or run_in or _GOAL_TEXT.match(text) is not None


def is_goal_row(cell: GridCell, grid: Grid) -> bool:
    """Whether a cell tells the goal of a goal line (the block of that one row)."""
    alone = len(grid.rows) == 1 and bool(grid.section)
    return alone and cell.column > 0 and GOAL.match(grid.section[-1]) is not None


def is_task_row(cell: GridCell) -> bool:
    """Whether a text cell of a declaration tells the goal or the tasks of the year."""
    label = squeeze(cell.row_path[-1]) if cell.row_path else ""
    return cell.kind == "text" and _TASK_ROW.match(label) is not None


def told_twice(cell: GridCell, grid: Grid) -> bool:
    """Whether a goal row tells the goal and what became of it; this is the second of the two texts.

    Both open with 目标1：…, or the form is one of self-evaluation and the row has no other goal.
    """
    texts = [c for c in grid.cells if c.row == cell.row and c.kind == "text"]
    labels = [c for c in grid.cells if c.row == cell.row and c.kind == "label"]
    goals = [c for c in labels if _TASK_ROW.match(squeeze(c.text))]
    if cell.kind != "text" or not goals:
        return False
    evaluated = _EVALUATES.search(squeeze("".join((grid.title, *grid.section)))) is not None
    both = all(_GOAL_TEXT.match(squeeze(c.text)) for c in texts)
    both = both or (evaluated and len(goals) == 1)
    return len(texts) == 2 and both and cell.column == max(c.column for c in texts)
