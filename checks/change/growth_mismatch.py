"""增减率与两期数不符。 / A stated growth rate is not what the two amounts give.

“上年 a 万元，本年 b 万元，比上年增加（减少）x%”：x =（b − a）÷ a。基期为零时不检查。
/ A zero base is left alone.
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
    """Growth rates that current and prior amount do not give."""
    for relation in in_error(facts, "growth"):
        yield mismatch(relation, MESSAGES, severity="error")


MESSAGES = {
    "zh": "“{label}”{claim}，而由 {first} 与 {second} 计算为 {expected}。",
    "en": "'{label}' {claim}, but {first} against {second} gives {expected}.",
}

FAILS = [
    Fails(
        "2023年预算执行数为{{80.00万元}}，2024年预算安排{{100.00万元}}，比2023年预算执行数增加[[20.00%]]。\n",
        says="“比2023年预算执行数增加”20.00%，而由 100.00万元 与 80.00万元 计算为 25.00%。",
        cure="25.00%",
        severity="error",
    ),
    Fails(
        "2023年预算执行数为{{80.00万元}}，2024年预算安排{{60.00万元}}，比2023年预算执行数减少[[20.00%]]。\n",
        says="“比2023年预算执行数减少”20.00%，而由 60.00万元 与 80.00万元 计算为 25.00%。",
        cure="25.00%",
    ),
]

PASSES = [
    Passes(
        "2023年预算执行数为0.00万元，2024年预算安排25.00万元，比2023年预算执行数增加100.00%。\n",
        why="a zero base has no rate of growth; that is another question",
    ),
    Passes(
        "2023年预算执行数为0.93万元，2024年预算安排0.40万元，比2023年预算执行数减少56.8%。\n",
        why="two small rounded amounts leave room for it",
    ),
]
