"""基本支出中的“三公”科目大于“三公”经费表的同一项。 / An item of basic expenditure exceeds the whole.

基本支出表的因公出国（境）费（30212）、公务接待费（30217）、公务用车运行维护费（30231）、公务用车购置（31013）只是“三公”经费的一部分
（还有项目支出安排的），不得大于“三公”经费表的同一项；只比同一文件、同为预算或决算、同一年度的数，合计从不比较。“三公”经费表只列
一般公共预算而基本支出是全部财政拨款或全口径的不比较；写明教学科研人员学术交流出国不计入的，不比较出国费。
/ Equality is not expected: projects pay for such items too. Totals are never compared.
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
    """Items of basic expenditure above the same item of all spending."""
    for relation in in_error(facts, "basic-item"):
        yield mismatch(relation, MESSAGES, severity="error")


MESSAGES = {
    "zh": "基本支出表中“{label}”为 {claim}，大于“三公”经费表的“{first_label}”{first}。",
    "en": "'{label}' of the basic expenditure is {claim}, more than '{first_label}' {first} of the"
    " table of all such spending.",
}

FAILS = [
    Fails(
        """2024年度单位决算

一般公共预算财政拨款基本支出决算表（单位：万元）

| 科目编码 | 科目名称 | 决算数 |
|---|---|---|
| 302 | 商品和服务支出 | 21.40 |
| 30201 | 办公费 | 18.20 |
| 30217 | 公务接待费 | [[3.20]] |
| 合计 | | 21.40 |

财政拨款“三公”经费支出决算表（单位：万元）

| 项目 | 预算数 | 决算数 |
|---|---|---|
| 公务用车运行维护费 | 5.00 | 4.60 |
| 公务接待费 | 4.00 | {{2.30}} |
| 合计 | 9.00 | 6.90 |
""",
        says="基本支出表中“公务接待费 决算数”为 3.20 万元，大于“三公”经费表的“公务接待费 决算数”2.30 万元。",
        cure={0: "2.30", 1: "3.20"},
        severity="error",
    ),
]

PASSES = [
    Passes(
        """2024年度单位决算

一般公共预算财政拨款基本支出决算表（单位：元）

| 科目编码 | 科目名称 | 决算数 |
|---|---|---|
| 302 | 商品和服务支出 | 214,012.00 |
| 30201 | 办公费 | 182,000.00 |
| 30217 | 公务接待费 | 32,012.00 |
| 合计 | | 214,012.00 |

财政拨款“三公”经费支出决算表（单位：万元）

| 项目 | 预算数 | 决算数 |
|---|---|---|
| 公务用车运行维护费 | 5.00 | 4.60 |
| 公务接待费 | 3.00 | 3.20 |
| 合计 | 8.00 | 7.80 |
""",
        why="元 and 万元, and the budget is another quantity than the spending",
    ),
    Passes(
        """2024年度单位决算

教学科研人员因公出国开展学术交流的经费按规定单独统计。

一般公共预算财政拨款基本支出决算表（单位：万元）

| 科目编码 | 科目名称 | 决算数 |
|---|---|---|
| 302 | 商品和服务支出 | 21.40 |
| 30201 | 办公费 | 18.20 |
| 30212 | 因公出国（境）费用 | 3.20 |
| 合计 | | 21.40 |

财政拨款“三公”经费支出决算表（单位：万元）

| 项目 | 预算数 | 决算数 |
|---|---|---|
| 因公出国（境）费 | 0.00 | 0.00 |
| 公务接待费 | 3.00 | 2.20 |
| 合计 | 3.00 | 2.20 |
""",
        why="travel for academic exchange is not counted as “三公”",
    ),
    Passes(
        """2024年度单位预算

基本支出预算表（单位：万元）

| 科目编码 | 科目名称 | 合计 |
|---|---|---|
| 302 | 商品和服务支出 | 21.40 |
| 30201 | 办公费 | 18.20 |
| 30217 | 公务接待费 | 3.20 |
| 合计 | | 21.40 |

财政拨款“三公”经费预算表（单位：万元）

| 项目 | 预算数 |
|---|---|
| 公务用车运行维护费 | 1.00 |
| 公务接待费 | 2.20 |
| 合计 | 3.20 |
""",
        why="the first table is about all money, the second about fiscal appropriations only",
    ),
]
