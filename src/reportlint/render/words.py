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
    "composition": Message("构成", "compositions"),
    "adjustment": Message("年初+调整=全年", "budget adjustments"),
    "balance": Message("结余", "balances"),
    "rate": Message("执行率、完成率", "rates"),
    "share": Message("占比", "shares"),
    "growth": Message("增减幅度", "growth rates"),
    "change": Message("增减额", "changes"),
    "difference": Message("差额", "differences"),
    "equal": Message("前后一致", "equal mentions"),
    "conflict": Message("前后一致", "equal mentions"),
    "mention": Message("前后一致", "equal mentions"),
    "tie-out": Message("文表一致", "text against table"),
    "score": Message("得分", "scores"),
    "weight": Message("分值", "weights"),
    "at-most": Message("不超过", "limits"),
    "of-which": Message("其中", "of-which parts"),
    "product": Message("单价×数量", "products"),
    "days": Message("天数", "days"),
    "claim": Message("文字表述", "statements"),
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
    """Page, line and cell for people, counted from 1: ``第 9 页，表 2 第 4 行第 3 列``."""
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
