"""起止日期与天数不符。 / The days stated do not fit the two dates.

“X 月 X 日至 X 月 X 日共 n 天”：n 应为两日期之差，或首尾均计时多一天。
/ The difference of the dates, or one more where both ends are counted.
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

SEVERITY = "warning"
PREVIEW = True


@dataclass(frozen=True)
class Params:
    """This check has no options."""


def check(facts: Facts, params: Params) -> Iterator[Finding | Skip]:
    """Stated numbers of days that neither way of counting gives."""
    for relation in in_error(facts, "date-span"):
        yield mismatch(relation, MESSAGES, severity="warning")


MESSAGES = {
    "zh": "{first}至{second}称 {claim}，首尾均计应为 {expected} 天。",
    "en": "{first} to {second} is given as {claim}; counting both ends it is {expected} days.",
}

FAILS = [
    Fails(
        "值守自{{2020年2月1日}}起至{{2020年3月1日}}共计[[35天]]。\n",
        says="2020年2月1日至2020年3月1日称 35天，首尾均计应为 30 天。",
        cure="30天",
        severity="warning",
    ),
]

PASSES = [
    Passes("值守自2020年2月1日起至2020年3月1日共计29天。\n", why="the difference of a leap year"),
    Passes("值守自2020年2月1日起至2020年3月1日共计30天。\n", why="both ends counted"),
]
