"""科目与其下级科目之和不符。 / An account differs from the sum of its sub-accounts.

类 = Σ款 = Σ项：功能分类按编码 3、5、7 位（或类、款、项三栏）认出上下级，经济分类 30x = Σ30xyy；没有编码时按名称后的（类）（款）
（项）认出。并列几栏编码的表按各自的栏连成一列。只有整列其他科目也按下级加总、列表完整时，下级之和偏小才报告：跨页续表、
只列部分科目、“其中”行都可能没有列全；同一编码出现多次的不比较。
/ Sub-accounts below their account are an error only in a list that shows itself to be complete.
"""

from reportlint.sdk import (
    Facts,
    Fails,
    Finding,
    Iterator,
    Passes,
    Skip,
    dataclass,
    in_error,
    mismatch,
)

SEVERITY = "error"


@dataclass(frozen=True)
class Params:
    """This check has no options."""


def check(facts: Facts, params: Params) -> Iterator[Finding | Skip]:
    """Accounts that their sub-accounts do not add up to."""
    for relation in in_error(facts, "code-total"):
        blank = any(term.value is None for term in relation.terms)
        yield mismatch(relation, BLANK if blank else MESSAGES, severity="error")


MESSAGES = {
    "zh": "科目“{label}”为 {claim}，而 {count} 个下级科目之和为 {expected}。",
    "en": "Account '{label}' is {claim}, but its {count} sub-accounts add up to {expected}.",
}
BLANK = {
    "zh": "科目“{label}”为 {claim}，而已填的下级科目之和为 {expected}，空栏填任何非负数都不能相符。",
    "en": "Account '{label}' is {claim}, but its filled sub-accounts add up to {expected}; no blank"
    " can fit.",
}

FAILS = [
    Fails(
        """2024年度单位决算

支出决算表（单位：万元）

| 科目编码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| 205 | 教育支出 | [[821.40]] | 700.00 | 112.40 |
| 20501 | 教育管理事务 | {{512.40}} | 450.00 | 62.40 |
| 20502 | 普通教育 | {{300.00}} | 250.00 | 50.00 |
| 208 | 社会保障和就业支出 | 60.00 | 60.00 | |
| 20805 | 行政事业单位养老支出 | 60.00 | 60.00 | |
| 合计 | | 872.40 | 760.00 | 112.40 |
""",
        says="科目“教育支出 本年支出合计”为 821.40 万元，而 2 个下级科目之和为 812.40。",
        cure="812.40",
        severity="error",
    ),
]

PASSES = [
    Passes(
        """2024年度单位决算

支出决算表（单位：万元）

| 科目编码 | 科目名称 | 本年支出合计 |
|---|---|---|
| 205 | 教育支出 | 812.40 |
| 20502 | 普通教育 | 812.40 |
| 2050202 | 小学教育 | 512.40 |
""",
        why="the list may go on over the page: its last group is open",
    ),
    Passes(
        """2024年度单位决算

一般公共预算财政拨款支出决算表（单位：万元）

| 科目编码 | 科目名称 | 合计 |
|---|---|---|
| 205 | 教育支出 | 812.40 |
| 2050202 | 小学教育 | 512.40 |
| 208 | 社会保障和就业支出 | 60.00 |
| 2080505 | 机关事业单位基本养老保险缴费支出 | 40.00 |
| 合计 | | 872.40 |
""",
        why="no account is broken down in full: the table names only some items",
    ),
    Passes(
        """2024年度单位决算

一般公共预算财政拨款基本支出决算表（单位：万元）

| 科目编码 | 科目名称 | 决算数 |
|---|---|---|
| 301 | 工资福利支出 | 100.01 |
| 30101 | 基本工资 | 60.00 |
| 30102 | 津贴补贴 | 40.00 |
| 302 | 商品和服务支出 | 30.00 |
| 30231 | 其中：公务用车运行维护费 | 6.00 |
| 合计 | | 130.01 |
""",
        why="a last digit lost in rounding, and an item that is only one of several",
    ),
]
