"""单价乘数量与金额不符。 / Unit price times quantity differs from the amount.

清单逐行核对单价、数量、金额三栏；文中一个分句内恰有单价（或“每人”“元/人”）、数量和“共”“合计”金额时核对。数量为整数才核对，
单价按印出的位数四舍五入；另有天数、月数、次数、折扣、税率等第三个因数的，或写明平均、约数的，不核对。
/ Rows of lists and parts of sentences with exactly one price, one whole quantity and one amount; a third
factor leaves the product open.
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
    product_mismatch,
)

SEVERITY = "warning"
PREVIEW = True


@dataclass(frozen=True)
class Params:
    """This check has no options."""


def check(facts: Facts, params: Params) -> Iterator[Finding | Skip]:
    """Amounts that are not the product of price and quantity."""
    for relation in in_error(facts, "price-quantity"):
        yield product_mismatch(facts, relation, MESSAGES, severity="warning")


MESSAGES = {
    "zh": "“{label}”为 {claim}，而单价 {price} × 数量 {quantity} 为 {expected}。",
    "en": "'{label}' is {claim}, but {price} × {quantity} is {expected}.",
}

FAILS = [
    Fails(
        """设备购置清单（2022年度）

| 名称 | 数量 | 单价（元） | 金额（元） |
|---|---|---|---|
| 电脑 | {{20}} | {{5000.00}} | [[120000.00]] |
| 打印机 | 4 | 1200.50 | 4802.00 |
""",
        says="“电脑 金额（元）”为 120000.00 元，而单价 5000.00 元 × 数量 20 为 100000.00。",
        cure="100000.00",
        severity="warning",
    ),
    Fails(
        "全年培训 {{120 人}}，每人 {{300 元}}，共计 [[3.90 万元]]。\n",
        says="“计”为 3.90 万元，而单价 300 元 × 数量 120 人 为 3.60。",
        cure="3.60 万元",
    ),
]

PASSES = [
    Passes(
        "全年培训 120 人，培训 3 天，每人 300 元，共计 10.80 万元。\n",
        why="the price is for a day, which is a third factor",
    ),
    Passes(
        """设备购置清单（2022年度）

| 名称 | 数量 | 单价 | 金额（万元） |
|---|---|---|---|
| 电脑 | 20 | 5000.00 | 10.00 |
| 打印机 | 3 | 1333.33 | 0.40 |
""",
        why="the unit 万元 belongs to the amounts only, and the price is rounded",
    ),
    Passes(
        "购置图书 1000 册，平均单价 26 元，共计 2.58 万元。\n",
        why="a mean price is rounded and need not give the amount",
    ),
]
