"""指标归类不当或缺少类别。 / An indicator under the wrong category, or a category left out.

合格率、及时率等放在数量指标下，投诉率放在满意度指标下；或者全部指标中没有数量、质量、时效
或满意度指标。行数很少的表和不用这些类别的表不看；名称已说明时限的，算有时效指标。
/ Advice only. Short tables and tables with categories of their own are left out.
"""

from collections.abc import Sequence

from reportlint.sdk import (
    Annotated,
    Facts,
    Fails,
    Finding,
    IndicatorRow,
    Iterator,
    Message,
    Passes,
    Skip,
    dataclass,
    indicator_rows,
)

SEVERITY = "info"
PREVIEW = True


@dataclass(frozen=True)
class Params:
    """How many indicators make a set that should have every category."""

    min_rows: Annotated[int, "Ask for every category from this number of indicators on."] = 8


def check(facts: Facts, params: Params) -> Iterator[Finding | Skip]:
    """Rows that do not belong where they stand, then categories that no row has."""
    rows = list(indicator_rows(facts))
    for row in rows:
        kind = _misfit(facts, row)
        if kind and row.name_cell is not None:
            yield _finding(row, kind, row.name, _category(facts, row))
    for document in sorted({row.document for row in rows}):
        own = [row for row in rows if row.document == document]
        if len({row.path for row in own}) < params.min_rows:
            continue
        for category in _missing(facts, own):
            yield _finding(own[0], "missing", category, "")


def _category(facts: Facts, row: IndicatorRow) -> str:
    """The second-level heading right above the name, empty where it is none of the known ones."""
    head = "".join(row.path[-2].split()) if len(row.path) > 1 else ""
    return head if head in facts.lexicon.words["level2"] else ""


def _misfit(facts: Facts, row: IndicatorRow) -> str:
    words = facts.lexicon.words
    category = _category(facts, row)
    if category == "数量指标":
        # Of 参考率、合格率, half may belong here.
        joint = any(mark in row.name for mark in "、，,；;")
        if row.bare_name.endswith(words["not_quantity"]) and not joint:
            return "quantity"
    if "满意度" in category and row.bare_name.endswith(words["not_satisfaction"]):
        return "satisfaction"
    return ""


def _missing(facts: Facts, rows: Sequence[IndicatorRow]) -> Iterator[str]:
    """Categories without a row, in a set that uses at least two of the known ones."""
    words = facts.lexicon.words
    wanted = words["output_categories"]
    heads = {"".join(part.split()) for row in rows for part in row.path}
    if len(heads & {*wanted, "成本指标"}) < 2:
        return
    names = "".join(row.name for row in rows)
    # A row that could not be read is still printed somewhere.
    printed = "".join(facts.documents[rows[0].document].text.split())
    for category in wanted:
        timely = category == wanted[-1] and any(word in names for word in words["timely_words"])
        if category not in printed and not timely:
            yield category
    if "满意" not in printed:
        yield "满意度指标"


def _finding(row: IndicatorRow, kind: str, name: str, category: str) -> Finding:
    zh, en = MESSAGES[kind]
    values = {"name": name, "category": category}
    cell = row.name_cell or row.target_cell or row.results[0]
    return Finding(
        message=Message(zh=zh.format(**values), en=en.format(**values)),
        places=(row.cell_place(cell, "claim"),),
        severity="info",
        confidence=0.8,
    )


MESSAGES = {
    "quantity": (
        "“{name}”不是数量，列在“{category}”下。",
        "'{name}' is no quantity, and stands under '{category}'.",
    ),
    "satisfaction": (
        "“{name}”说的是投诉，列在“{category}”下。",
        "'{name}' tells of complaints, and stands under '{category}'.",
    ),
    "missing": (
        "全部指标中没有{name}。",
        "No indicator belongs to the category '{name}'.",
    ),
}

FAILS = [
    Fails(
        """项目绩效目标表（2022年度）

| 一级指标 | 二级指标 | 三级指标 | 指标值 |
|---|---|---|---|
| 产出指标 | 数量指标 | 新建泵站 | 4座 |
| | | [[泵站验收合格率]] | 100% |
""",
        says="“泵站验收合格率”不是数量，列在“数量指标”下。",
        cure="泵站接入比例",
        severity="info",
    ),
    Fails(
        """项目绩效目标表（2022年度）

| 一级指标 | 二级指标 | 三级指标 | 指标值 |
|---|---|---|---|
| 产出指标 | 质量指标 | 泵站验收合格率 | 100% |
| 满意度指标 | 服务对象满意度指标 | [[居民投诉率]] | ≤2% |
""",
        says="“居民投诉率”说的是投诉，列在“服务对象满意度指标”下。",
        cure="居民满意率",
    ),
    Fails(
        """项目绩效目标表（2022年度）

| 一级指标 | 二级指标 | 三级指标 | 指标值 |
|---|---|---|---|
| 产出指标 | 数量指标 | [[新建泵站]] | 4座 |
| | | 新建闸门 | 9座 |
| | | 清淤河道 | 12公里 |
| | | 培训管护员 | 60人 |
| | 质量指标 | 泵站验收合格率 | 100% |
| | | 闸门验收合格率 | 100% |
| 效益指标 | 社会效益指标 | 受益村庄 | 22个 |
| 满意度指标 | 服务对象满意度指标 | 村民满意度 | ≥90% |
""",
        says="全部指标中没有时效指标。",
        cure="按期新建泵站",
    ),
]

PASSES = [
    Passes(
        """项目绩效目标表（2022年度）

| 一级指标 | 二级指标 | 三级指标 | 指标值 |
|---|---|---|---|
| 产出指标 | 数量指标 | 管网覆盖率 | ≥80% |
| | | 年度任务完成率 | 100% |
| | 质量指标 | 渗漏点数量 | ≤3处 |
""",
        why="coverage and completion may measure extent; three rows need not have every category",
    ),
    Passes(
        """部门整体绩效自评表（2022年度）

| 一级指标 | 二级指标 | 三级指标 | 指标值 |
|---|---|---|---|
| 投入管理指标 | 预算管理 | 预算编制完整性 | 完整 |
| | | 预算调整率 | ≤15% |
| | | 结转结余率 | ≤10% |
| | 绩效管理 | 绩效监控完成率 | 100% |
| | | 绩效自评完成率 | 100% |
| 产出指标 | 履职目标 | 新建泵站 | 4座 |
| | | 泵站验收合格率 | 100% |
| 效益指标 | 履职效益 | 受益村庄 | 22个 |
""",
        why="the form has categories of its own",
    ),
]
