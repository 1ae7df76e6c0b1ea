"""收支总表内不平衡。 / A statement of income and expenditure does not balance.

预算、决算的收支总表（全口径、财政拨款）：收入总计 = 支出总计；总计 = 本年合计 + 使用结余、结转（支出方为结余分配、年末结转）；
本年合计 = 各项之和；财政拨款总表每行合计 = 一般公共预算 + 政府性基金 + 国有资本经营；政府性基金、国有资本经营收支表每行
年初结转 + 本年收入 − 本年支出 = 年末结转。按表名认表，不看表号。本年收入与本年支出可以不等（差额是结转）；空栏可为任何非负
数；尾差不报告；收支表以外的合计由 total-mismatch 核对。
/ Tables are known by title. This year's income and spending may differ by what is carried over.
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
    """Identities within one statement that do not hold."""
    tables = accounts(facts)
    for relation in in_error(facts, "balance", "total", "cross-total", "of-which", "fund-balance"):
        title = tables.title(relation.claim)
        if relation.kind == "fund-balance":
            yield mismatch(relation, FUND, severity="error", title=title)
        elif tables.joins(relation) != "statement":
            continue
        elif relation.kind == "of-which":
            yield mismatch(relation, WITHIN, severity="error", title=title)
        elif relation.kind == "balance":
            yield mismatch(relation, MESSAGES, severity="error", title=title)
        else:
            blank = any(term.value is None for term in relation.terms)
            yield mismatch(relation, BLANK if blank else PARTS, severity="error", title=title)


MESSAGES = {
    "zh": "“{title}”中“{label}”为 {claim}，而“{first_label}”为 {first}。",
    "en": "In '{title}' '{label}' is {claim}, but '{first_label}' is {first}.",
}
PARTS = {
    "zh": "“{title}”中“{label}”为 {claim}，而 {count} 个分项之和为 {expected}。",
    "en": "In '{title}' '{label}' is {claim}, but its {count} parts add up to {expected}.",
}
BLANK = {
    "zh": "“{title}”中“{label}”为 {claim}，而已填分项之和为 {expected}，空栏填任何非负数都不能相符。",
    "en": "In '{title}' '{label}' is {claim}, but the filled parts add up to {expected}; no blank"
    " can fit.",
}
WITHIN = {
    "zh": "“{title}”中“{label}”{claim} 大于包含它的“{first_label}”{first}。",
    "en": "In '{title}' '{label}' {claim} is larger than '{first_label}' {first}, to which it"
    " belongs.",
}
FUND = {
    "zh": "“{title}”中“{label}”为 {claim}，而年初结转加本年收入减本年支出为 {expected}。",
    "en": "In '{title}' '{label}' is {claim}, but carried in plus income minus spending is"
    " {expected}.",
}

FAILS = [
    Fails(
        """收支预算总表

单位：元

| 项目 | 预算数 | 项目 | 预算数 |
|---|---|---|---|
| 一、财政拨款收入 | 5,200,000 | 一、教育支出 | 5,200,000 |
| 收入总计 | {{5,200,000}} | 支出总计 | [[5,100,000]] |
""",
        says="“收支预算总表”中“支出总计 预算数”为 5,100,000 元，而“收入总计 预算数”为 5,200,000 元。",
        cure="5,200,000",
        severity="error",
    ),
    Fails(
        """政府性基金预算财政拨款收入支出决算表

单位：万元

| 科目编码 | 科目名称 | 年初结转和结余 | 本年收入 | 本年支出 | 年末结转和结余 |
|---|---|---|---|---|---|
| 229 | 其他支出 | {{5.00}} | {{60.00}} | {{58.00}} | [[2.00]] |
""",
        says="“政府性基金预算财政拨款收入支出决算表”中“其他支出 年末结转和结余”为 2.00 万元，"
        "而年初结转加本年收入减本年支出为 7.00。",
        cure="7.00",
    ),
]

PASSES = [
    Passes(
        """收入支出决算总表

单位：万元

| 项目 | 决算数 | 项目 | 决算数 |
|---|---|---|---|
| 一、一般公共预算财政拨款收入 | 480.20 | 一、教育支出 | 470.00 |
| 二、事业收入 | 12.30 | 二、住房保障支出 | 31.50 |
| 本年收入合计 | 492.50 | 本年支出合计 | 501.50 |
| 使用非财政拨款结余 | 4.00 | 结余分配 | 0.60 |
| 年初结转和结余 | 20.10 | 年末结转和结余 | 14.50 |
| 总计 | 516.60 | 总计 | 516.60 |
""",
        why="the year's two sides differ by what is carried over, and the totals agree",
    ),
    Passes(
        """财政拨款收入支出决算总表

单位：万元

| 项目 | 金额 | 项目 | 金额 |
|---|---|---|---|
| 一、一般公共预算财政拨款 | 480.20 | 一、教育支出 | 470.00 |
| 二、政府性基金预算财政拨款 | 12.30 | 二、其他支出 | 10.30 |
| 本年收入合计 | 492.50 | 本年支出合计 | 480.30 |
| 年初财政拨款结转和结余 | 20.10 | 年末财政拨款结转和结余 | 32.30 |
| 一般公共预算财政拨款 | 20.10 | | |
| 政府性基金预算财政拨款 | | | |
| 总计 | 512.60 | 总计 | 512.60 |
""",
        why="the sources named below the money carried in are parts of that row",
    ),
    Passes(
        """政府性基金预算财政拨款收入支出决算表

单位：万元

| 科目编码 | 科目名称 | 年初结转和结余 | 本年收入 | 本年支出 | 年末结转和结余 |
|---|---|---|---|---|---|
| 229 | 其他支出 | | 60.00 | 58.00 | 2.00 |
| 212 | 城乡社区支出 | 3.00 | 40.00 | | |
""",
        why="nothing was carried in, and a row is not filled in",
    ),
]
