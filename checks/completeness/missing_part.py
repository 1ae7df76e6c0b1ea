"""表下说明与表的内容矛盾。 / A note contradicts the table above it.

说明称“本表为空表”，而表中填有非零的数。/ A note calls a table empty that holds non-zero figures.
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
    """Notes that call a filled table empty."""
    for relation in in_error(facts, "empty-table"):
        yield mismatch(relation, MESSAGES, severity="error")


MESSAGES = {
    "zh": "说明称“{claim}”，而表中填有 {first} 等数。",
    "en": "The note says '{claim}', but the table holds {first} and more.",
}

FAILS = [
    Fails(
        """经费预算表（万元）

| 合计 | 接待费 | 运行费 |
|---|---|---|
| {{12.50}} | {{2.50}} | {{10.00}} |

注：本单位无此项预算，故[[本表为空表]]。
""",
        says="说明称“本表为空表”，而表中填有 12.50 万元 等数。",
        cure="本表已填报",
        severity="error",
    ),
]

PASSES = [
    Passes(
        """经费预算表（万元）

| 合计 | 接待费 | 运行费 |
|---|---|---|
| 0 | 0 | 0 |

注：本单位无此项预算，故本表为空表。
""",
        why="zeros say the same as blanks",
    ),
    Passes(
        """经费预算表（万元）

| 合计 | 接待费 | 运行费 |
|---|---|---|
| 12.50 | 2.50 | 10.00 |

注：金额为含税数。
""",
        why="the note says nothing of an empty table",
    ),
]
