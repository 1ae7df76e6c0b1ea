"""收入总计与支出总计不等。 / Total income and total expenditure differ.

文中说的收入总计与支出总计、其他表格中的收入总计与支出总计应相等；另有结转、结余的已计入总计。预算、决算的收支总表由
statement-imbalance 核对，表与表之间由 statement-tie 核对。/ Totals told in the text or in tables that
are no statements of income and expenditure; carry-over is part of both totals.
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
    """Statements whose two sides differ."""
    tables = accounts(facts)
    for relation in in_error(facts, "balance"):
        if not tables.joins(relation):
            yield mismatch(relation, MESSAGES, severity="error")


MESSAGES = {
    "zh": "支出总计为 {claim}，而收入总计为 {first}。",
    "en": "Total expenditure is {claim}, total income {first}.",
}

FAILS = [
    Fails(
        "2024年部门收入总计 {{520.00 万元}}，支出总计 [[510.00 万元]]。\n",
        says="支出总计为 510.00 万元，而收入总计为 520.00 万元。",
        cure="520.00 万元",
        severity="error",
    ),
    Fails(
        """项目资金平衡情况

单位：元

| 项目 | 金额 | 项目 | 金额 |
|---|---|---|---|
| 上级补助 | 5,000,000 | 设备购置 | 3,000,000 |
| 自筹资金 | 200,000 | 人员培训 | 2,100,000 |
| 收入总计 | {{5,200,000}} | 支出总计 | [[5,100,000]] |
""",
        says="支出总计为 5,100,000 元，而收入总计为 5,200,000 元。",
        cure={0: "5,100,000", 1: "5,100,000"},
    ),
]

PASSES = [
    Passes(
        "2024年部门收入总计 520.00 万元，支出总计 510.00 万元，收支相抵结余 10.00 万元。\n",
        why="the sentence says what is left over",
    ),
    Passes(
        """收支预算总表

单位：元

| 项目 | 预算数 | 项目 | 预算数 |
|---|---|---|---|
| 一、财政拨款收入 | 5,000,000 | 一、教育支出 | 3,000,000 |
| 本年收入合计 | 5,000,000 | 本年支出合计 | 3,000,000 |
""",
        why="the year's income and expenditure differ by what is carried over; the totals are not given",
    ),
    Passes(
        """收支预算总表

单位：元

| 项目 | 预算数 | 项目 | 预算数 |
|---|---|---|---|
| 一、财政拨款收入 | 5,000,000 | 一、教育支出 | 3,000,000 |
| 二、年初结转和结余 | 300,000 | 二、年末结转和结余 | 2,300,000 |
| 收入总计 | 5,300,000 | 支出总计 | 5,300,000 |
""",
        why="carry-over closes the two sides",
    ),
]
