"""占比与部分、总数不符。 / A stated share is not part divided by whole.

表中“占比”列 = 本行金额 ÷ 同块合计。/ The share column of a table against the amounts beside it.
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
    """Shares that part and total do not give."""
    for relation in in_error(facts, "share"):
        yield mismatch(relation, MESSAGES, severity="error")


MESSAGES = {
    "zh": "“{label}”为 {claim}，而 {first} ÷ {second} 为 {expected}。",
    "en": "'{label}' is {claim}, but {first} ÷ {second} is {expected}.",
}

FAILS = [
    Fails(
        """收入构成表（万元）

| 来源 | 当年预算 | 占比 |
|---|---|---|
| 财政拨款 | {{900.00}} | [[95.00%]] |
| 其他资金 | 100.00 | 10.00% |
| 合计 | {{1000.00}} | 100% |
""",
        says="“财政拨款 占比”为 95.00%，而 900.00 万元 ÷ 1000.00 万元 为 90.00%。",
        cure="90.00%",
        severity="error",
    ),
]

PASSES = [
    Passes(
        """收入构成表（万元）

| 来源 | 当年预算 | 占比 |
|---|---|---|
| 财政拨款 | 900.00 | 90% |
| 其他资金 | 100.00 | 10% |
| 合计 | 1000.00 | 100% |
""",
        why="shares without decimals",
    ),
    Passes(
        """收入构成表（万元）

| 来源 | 当年预算 | 占比 |
|---|---|---|
| 财政拨款 | 2 | 66.6% |
| 其他资金 | 1 | 33.3% |
| 合计 | 3 | 100% |
""",
        why="the last digit is cut off instead of rounded",
    ),
]
