"""合计与分项之和不符。 / A total differs from the sum of its parts.

表格的合计行、合计列，以及表单的合计栏，都应等于其分项之和。分项有空栏时，空栏可为任意
非负数：只有任何数都凑不成合计时才报告。“其中”行、执行率等不可相加的列不参与；各数因四舍五入相差尾数的不报告。
收支总表内的合计由 statement-imbalance 核对，科目的上级与下级由 code-rollup 核对。
/ Total rows and columns, and total slots of forms. A blank part stands for any non-negative amount.
其中 rows and rates are never added; rounding differences are not flagged. Statements of income and
expenditure and account codes have checks of their own.
"""

from reportlint.sdk import (
    Facts,
    Fails,
    Finding,
    Iterator,
    Passes,
    Skip,
    accounts,
    dataclass,
    in_error,
    mismatch,
)

SEVERITY = "error"


@dataclass(frozen=True)
class Params:
    """This check has no options."""


def check(facts: Facts, params: Params) -> Iterator[Finding | Skip]:
    """Totals of tables and forms whose parts do not add up."""
    tables = accounts(facts)
    for relation in in_error(facts, "total", "form-total", "cross-total"):
        if tables.joins(relation) == "statement":
            continue
        blank = any(term.value is None for term in relation.terms)
        yield mismatch(relation, BLANK if blank else MESSAGES, severity="error")


MESSAGES = {
    "zh": "“{label}”为 {claim}，而 {count} 个分项之和为 {expected}。",
    "en": "'{label}' is {claim}, but its {count} parts add up to {expected}.",
}
BLANK = {
    "zh": "“{label}”为 {claim}，而已填分项之和为 {expected}，空栏填任何非负数都不能相符。",
    "en": "'{label}' is {claim}, but the filled parts add up to {expected}; no blank can fit.",
}

FAILS = [
    Fails(
        """科室经费表

单位：万元

| 科室 | 预算数 | 执行数 |
|---|---|---|
| 办公室 | {{120.50}} | 118.20 |
| 业务科 | {{80.25}} | 80.10 |
| 合计 | [[201.75]] | 198.30 |
""",
        says="“合计 预算数”为 201.75 万元，而 2 个分项之和为 200.75。",
        cure="200.75",
        severity="error",
    ),
    Fails(
        """基础数据表

\t收入情况
\t年度收入（万元）
\t财政安排
\t{{512.30}}
\t自有收入
\t{{}}
\t合计
\t[[502.30]]

\t
\t年度支出（万元）
\t基本支出
\t400.00
\t项目支出
\t102.30
\t合计
\t502.30
""",
        says="“年度收入（万元） 合计”为 502.30 万元，而已填分项之和为 512.30，空栏填任何非负数都不能相符。",
        cure="512.30",
    ),
]

PASSES = [
    Passes(
        """经费表（万元）

| 项目 | 预算数 | 执行数 |
|---|---|---|
| 人员 | 95.36 | 90.00 |
| 公用 | 10.23 | 10.00 |
| 合计 | 105.58 | 100.00 |
""",
        why="each figure is rounded to the printed place; 0.01 is within the envelope",
    ),
    Passes(
        """经费表（万元）

| 项目 | 预算数 | 执行数 |
|---|---|---|
| 一、培训 | 60.00 | 55.00 |
| 其中：教材 | 12.00 | 10.00 |
| 二、会议 | 40.00 | 35.00 |
| 合计 | 100.00 | 90.00 |
""",
        why="the 其中 row is part of the row above it",
    ),
    Passes(
        """基础数据表

\t收入情况
\t年度收入（万元）
\t财政安排
\t480.00
\t自有收入
\t
\t合计
\t502.30

\t
\t年度支出（万元）
\t基本支出
\t400.00
\t项目支出
\t102.30
\t合计
\t502.30
""",
        why="the blank slot may stand for the missing 22.30",
    ),
]
