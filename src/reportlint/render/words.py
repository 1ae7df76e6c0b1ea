"""The fixed words of the output in both languages; everything else comes with the findings."""

from __future__ import annotations

from collections.abc import Mapping

from reportlint.model.document import Message
from reportlint.render.places import Location

SEVERITY: Mapping[str, Message] = {
    "error": Message("错误", "error"),
    "warning": Message("警告", "warning"),
    "info": Message("提示", "info"),
}

STATE: Mapping[str, Message] = {
    "checked": Message("已核对", "checked"),
    "partly-checked": Message("部分核对", "partly checked"),
    "no-figures": Message("没有数字", "no figures"),
    "blank-form": Message("空白表", "blank form"),
    "unreadable": Message("无法读取", "unreadable"),
}

STATE_NOTE: Mapping[str, Message] = {
    "no-figures": Message(
        "文件可以读取，但其中没有可核对的数字。",
        "The file can be read but holds no figures to check.",
    ),
    "blank-form": Message(
        "这是一张尚未填写的空白表，没有可核对的数字。",
        "This form has not been filled in: there is nothing to check yet.",
    ),
}

# Kinds of relations; a kind that is not listed is shown under its own name.
RELATION: Mapping[str, Message] = {
    "total": Message("合计", "totals"),
    "form-total": Message("表单合计", "form totals"),
    "cross-total": Message("横向合计", "cross totals"),
    "code-total": Message("科目上下级", "account roll-ups"),
    "composition": Message("构成", "compositions"),
    "breakdown": Message("句内分项", "breakdowns in sentences"),
    "sub-count": Message("数量分项", "counts of parts"),
    "stock-flow": Message("期初+增−减=期末", "stocks and flows"),
    "adjustment": Message("年初+调整=全年", "budget adjustments"),
    "adjustment-rate": Message("预算调整率", "adjustment rates"),
    "execution": Message("执行数不超预算", "execution within budget"),
    "residual": Message("预算−执行=结余", "residuals"),
    "balance": Message("收支平衡", "balances"),
    "rate": Message("执行率、完成率", "rates"),
    "share": Message("占比", "shares"),
    "growth": Message("增减率", "growth rates"),
    "difference": Message("增减额", "differences"),
    "component-change": Message("分项增减额", "changes of parts"),
    "cost-limit": Message("成本不超资金", "costs within funds"),
    "same-quantity": Message("前后一致", "repeated figures"),
    "same-target": Message("目标一致", "repeated targets"),
    "of-which": Message("部分不超整体", "parts within wholes"),
    "statement-sum": Message("表间构成", "sums across tables"),
    "fund-balance": Message("基金收支结余", "balances of funds"),
    "basic-item": Message("基本支出不超三公经费", "items within three-public expenses"),
    "item-sum": Message("科目之和不超总数", "accounts within totals"),
    "indicator": Message("指标达标", "targets met"),
    "score-bound": Message("得分不超分值", "scores within weights"),
    "list-count": Message("所列项数", "numbers of listed items"),
    "remainder": Message("余数", "remainders"),
    "row-count": Message("所列行数", "numbers of rows"),
    "direction": Message("增减方向", "directions of change"),
    "direction-pair": Message("变动方向", "directions of amount and rate"),
    "direction-sign": Message("增减符号", "signs of change"),
    "share-sum": Message("占比合计", "sums of shares"),
    "named-base": Message("比率口径", "bases of rates"),
    "management-ratio": Message("管理比率", "management ratios"),
    "unit-reading": Message("金额单位", "money units"),
    "three-public": Message("三公经费构成", "three-public expenses"),
    "three-public-budget": Message("三公经费不超预算", "three-public budgets"),
    "procurement": Message("政府采购构成", "procurement"),
    "price-quantity": Message("单价×数量", "price × quantity"),
    "average": Message("平均数×数量", "average × count"),
    "task-sum": Message("任务清单合计", "sums of tasks"),
    "block-score": Message("分块得分", "scores of blocks"),
    "block-weight": Message("分块分值", "weights of blocks"),
    "score-sum": Message("总分", "total scores"),
    "weight-sum": Message("分值总和", "sums of weights"),
    "date-span": Message("起止天数", "date spans"),
    "empty-table": Message("空表说明", "statements on empty tables"),
}

# Families of checks, in the order of the output.
FAMILY: Mapping[str, Message] = {
    "footing": Message("合计与构成", "sums"),
    "execution": Message("预算执行", "budget execution"),
    "change": Message("增减与占比", "changes and shares"),
    "accounts": Message("决算与三公", "accounts"),
    "scoring": Message("评分", "scores"),
    "indicators": Message("指标", "indicators"),
    "tie_out": Message("前后一致", "repeated figures"),
    "counting": Message("数量与清单", "counts and lists"),
    "completeness": Message("要素", "completeness"),
    "other": Message("其他", "others"),
}

# The family under which a relation is reported when it fails.
RELATION_FAMILY: Mapping[str, str] = {
    kind: family
    for family, kinds in {
        "footing": "total form-total cross-total code-total composition breakdown adjustment"
        " residual balance of-which item-sum price-quantity average task-sum",
        "execution": "adjustment-rate execution rate named-base management-ratio",
        "change": "share growth difference direction direction-pair direction-sign share-sum"
        " component-change",
        "accounts": "three-public three-public-budget procurement statement-sum fund-balance"
        " basic-item",
        "scoring": "score-bound block-score block-weight score-sum weight-sum",
        "indicators": "indicator same-target cost-limit",
        "tie_out": "same-quantity unit-reading",
        "counting": "sub-count stock-flow list-count row-count remainder date-span",
        "completeness": "empty-table",
    }.items()
    for kind in kinds.split()
}

# Ways to hold that a reader should know of.
STATUS: Mapping[str, Message] = {
    "rounding": Message("尾差在四舍五入范围内", "within rounding"),
    "truncated": Message("末位截去", "cut off"),
    "partial": Message("所列不必完整", "the list need not be complete"),
}

ROLE: Mapping[str, Message] = {
    "claim": Message("此处", "here"),
    "evidence": Message("对照", "against"),
}


def pick(words: Mapping[str, Message], key: str, lang: str) -> str:
    """The word for ``key``, or the key itself where no word is known."""
    message = words.get(key)
    return key if message is None else message.text(lang)


def where(location: Location, lang: str) -> str:
    """Page, line and cell for people, counted from 1: ``第 9 页，表 2 第 4 行第 3 列``.

    In a workbook it is the address, ``收入表!B7``.
    """
    if location.sheet is not None:
        return location.sheet + (f"!{location.cell}" if location.cell else "")
    parts: list[str] = []
    if location.page is not None:
        parts.append(f"page {location.page}" if lang == "en" else f"第 {location.page} 页")
    if location.line is not None:
        parts.append(f"line {location.line}" if lang == "en" else f"第 {location.line} 行")
    if location.table is not None:
        parts.append(_cell(location.table, location.row, location.column, lang))
    if not parts and location.paragraph is not None:
        number = location.paragraph + 1
        parts.append(f"paragraph {number}" if lang == "en" else f"第 {number} 段")
    return (", " if lang == "en" else "，").join(parts) or ("?" if lang == "en" else "位置不明")


def _cell(table: int, row: int | None, column: int | None, lang: str) -> str:
    text = f"table {table + 1}" if lang == "en" else f"表 {table + 1}"
    if row is not None:
        text += f" row {row + 1}" if lang == "en" else f" 第 {row + 1} 行"
    if column is not None:
        text += f" column {column + 1}" if lang == "en" else f"第 {column + 1} 列"
    return text


def count(number: int, zh: str, one: str, many: str, lang: str) -> str:
    """``3 个错误`` or ``3 errors``; ``zh`` carries its measure word."""
    if lang == "en":
        return f"{number} {one if number == 1 else many}"
    return f"{number} {zh}"
