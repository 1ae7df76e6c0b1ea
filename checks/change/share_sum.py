"""并列占比之和不为 100%。 / Shares of one whole do not add up to 100%.

一句中对同一总体列出的占比，列举完整（以“其他”收尾、“由……组成”等）的应合计 100%，其余只在超过 100% 时报告，
且只看金额的占比：人员按党员、女性等分列会有重叠。每个占比允许末位四舍五入。
/ A complete list must reach 100%, others must not exceed it, and only for amounts of money: groups
of people overlap. Every share may be rounded.
"""

from decimal import Decimal

from reportlint.sdk import (
    Facts,
    Fails,
    Finding,
    Iterator,
    Message,
    Passes,
    Skip,
    dataclass,
    in_error,
)

SEVERITY = "warning"
PREVIEW = True


@dataclass(frozen=True)
class Params:
    """This check has no options."""


def check(facts: Facts, params: Params) -> Iterator[Finding | Skip]:
    """Lists of shares beyond what rounding explains."""
    for relation in in_error(facts, "share-sum"):
        total = sum((term.value for term in relation.terms if term.value is not None), Decimal(0))
        values = {"total": f"{total}%", "count": len(relation.terms)}
        first, *others = relation.terms
        shown = " + ".join(" ".join(term.text.split()) for term in relation.terms)
        yield Finding(
            message=Message(zh=MESSAGES["zh"].format(**values), en=MESSAGES["en"].format(**values)),
            places=(first.place("claim"), *(term.place("evidence") for term in others)),
            arithmetic=f"{shown} = {total}% {'≠' if relation.exhaustive else '>'} 100%",
            severity="warning",
            confidence=relation.confidence,
        )


MESSAGES = {
    "zh": "同一总体的 {count} 个占比之和为 {total}。",
    "en": "The {count} shares of one whole add up to {total}.",
}

FAILS = [
    Fails(
        "全年支出100.00万元，其中：设备维护62.00万元，占[[62.00%]]，业务培训30.00万元，"
        "占{{30.00%}}，其他8.00万元，占{{18.00%}}。\n",
        says="同一总体的 3 个占比之和为 110.00%。",
        cure={2: "8.00%"},
        severity="warning",
    ),
    Fails(
        "支出由人员经费和公用经费组成，占比分别为[[60.50%]]、{{38.50%}}。\n",
        says="同一总体的 2 个占比之和为 99.00%。",
        cure="61.50%",
    ),
    Fails(
        "全年支出100.00万元，其中：设备维护62.00万元，占[[62.00%]]，业务培训30.00万元，"
        "占{{40.00%}}。\n",
        says="同一总体的 2 个占比之和为 102.00%。",
        cure={1: "30.00%"},
    ),
]

PASSES = [
    Passes(
        "参训人员120人，其中党员80人，占66.7%，女性70人，占58.3%，其他5人，占4.2%。\n",
        why="the groups overlap",
    ),
    Passes(
        "全年支出90.00万元，其中：设备维护30.00万元，占33.3%，业务培训30.00万元，占33.3%，"
        "其他30.00万元，占33.3%。\n",
        why="each share is rounded",
    ),
    Passes(
        "全年支出100.00万元，其中：设备维护62.00万元，占62.00%，业务培训10.00万元，占10.00%。\n",
        why="the list need not be complete",
    ),
    Passes(
        "授予中小企业合同金额90.00万元，占采购总额的90.00%，其中：授予小微企业合同金额80.00万元，"
        "占采购总额的80.00%，其他10.00万元，占采购总额的10.00%。\n",
        why="one group lies within the other",
    ),
    Passes(
        "收入构成：税收占本年收入的80.00%，其他占上年收入的30.00%。\n",
        why="the shares are of two wholes",
    ),
]
