"""“三公”经费与其构成不符。 / Spending on travel, cars and hosting differs from its items.

合计 = 因公出国（境）费 + 公务用车购置及运行费 + 公务接待费，公务用车小计 = 购置费 + 运行费，预算数和决算数各自核对。表格按行名或
列名认出各项；缺项不比较，空白项只在已填各项超过合计时报告。已由合计、构成、句内分项核对过的不重复。
选项 over_budget 打开后，某项决算数大于预算数也给出警告（表中同一行已核对执行数的除外）。
/ Items are told by name in rows or heads. What a total, composition or breakdown already settles is left to it.
"""

from reportlint.sdk import (
    Annotated,
    Facts,
    Fails,
    Finding,
    Iterator,
    Passes,
    Skip,
    dataclass,
    in_error,
    mismatch,
    unsettled,
)

SEVERITY = "error"
_SUMS = ("total", "cross-total", "composition", "breakdown", "form-total", "code-total")


@dataclass(frozen=True)
class Params:
    """What is reported besides sums that do not add up."""

    over_budget: Annotated[bool, "Also warn where an item's spending exceeds its budget."] = False


def check(facts: Facts, params: Params) -> Iterator[Finding | Skip]:
    """Wholes that differ from the sum of their items; on request, spending above the budget."""
    for relation in unsettled(facts, "three-public", *_SUMS):
        yield mismatch(relation, MESSAGES, severity="error")
    if params.over_budget:
        rows = {relation.claim.span for relation in facts.relations_of("execution")}
        for relation in in_error(facts, "three-public-budget"):
            if relation.claim.span not in rows:
                yield mismatch(relation, OVER, severity="warning")


MESSAGES = {
    "zh": "“{label}”为 {claim}，而所列 {count} 项之和为 {expected}。",
    "en": "'{label}' is {claim}, but its {count} items add up to {expected}.",
}
OVER = {
    "zh": "“{label}”{claim} 大于“{first_label}”{first}。",
    "en": "'{label}' {claim} exceeds '{first_label}' {first}.",
}

FAILS = [
    Fails(
        """2022年度单位决算

“三公”经费支出表（单位：万元）

| 项目 | 决算数 |
|---|---|
| 合计 | [[6.30]] |
| 1.因公出国（境）费 | {{0.00}} |
| 2.公务用车购置及运行费 | {{5.00}} |
| 其中：（1）公务用车购置费 | 0.00 |
| （2）公务用车运行费 | 5.00 |
| 3.公务接待费 | {{1.20}} |
""",
        says="“合计 决算数”为 6.30 万元，而所列 3 项之和为 6.20。",
        cure="6.20",
        severity="error",
    ),
]

PASSES = [
    Passes(
        """2022年度单位决算

“三公”经费支出表（单位：万元）

| 项目 | 决算数 |
|---|---|
| 合计 | 6.20 |
| 1.因公出国（境）费 | |
| 2.公务用车购置及运行费 | 5.00 |
| 其中：（1）公务用车购置费 | |
| （2）公务用车运行费 | 5.00 |
| 3.公务接待费 | 1.20 |
""",
        why="nothing was spent on the blank items",
    ),
    Passes(
        """2022年度单位决算

“三公”经费支出表（单位：万元）

| 项目 | 决算数 |
|---|---|
| 合计 | 6.20 |
| 1.公务用车购置及运行费 | 5.00 |
| 2.公务接待费 | 1.00 |
""",
        why="an item is not in the table, so the set is not complete",
    ),
    Passes(
        """2022年度单位决算

基本支出经济分类表（单位：万元）

| 科目 | 决算数 |
|---|---|
| 商品和服务支出合计 | 60.00 |
| 因公出国（境）费用 | 0.00 |
| 公务用车购置及运行费 | 5.00 |
| 公务接待费 | 1.00 |
| 会议费 | 4.00 |
""",
        why="a total of another table that names the same items",
    ),
]
