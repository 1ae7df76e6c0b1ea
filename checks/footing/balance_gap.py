"""收入总计与支出总计不等。 / Total income and total expenditure differ.

收支总表中两者应相等；表中另有结转、结余栏时已计入总计。/ Within one statement of income and
expenditure; carry-over is part of both totals.
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
    """Statements whose two sides differ."""
    for relation in in_error(facts, "balance"):
        yield mismatch(relation, MESSAGES, severity="error")


MESSAGES = {
    "zh": "支出总计为 {claim}，而收入总计为 {first}。",
    "en": "Total expenditure is {claim}, total income {first}.",
}

FAILS = [
    Fails(
        """收支预算总表

单位：元

| 项目 | 预算数 | 项目 | 预算数 |
|---|---|---|---|
| 一、财政拨款收入 | 5,000,000 | 一、教育支出 | 3,000,000 |
| 二、事业收入 | 200,000 | 二、卫生健康支出 | 2,100,000 |
| 收入总计 | {{5,200,000}} | 支出总计 | [[5,100,000]] |
""",
        says="支出总计为 5,100,000 元，而收入总计为 5,200,000 元。",
        cure="5,200,000",
        severity="error",
    ),
]

PASSES = [
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
