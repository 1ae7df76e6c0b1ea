"""日期不存在。 / A date does not exist.

“13月5日”“2月30日”“5日19日”一类。只看写法和日历，不判断该是哪一天。
/ By spelling and calendar alone.
"""

import re

from reportlint.sdk import (
    Facts,
    Fails,
    Finding,
    Iterator,
    Message,
    Passes,
    Place,
    Skip,
    dataclass,
)

SEVERITY = "warning"
PREVIEW = True
_DAY = re.compile(r"[月日号]")


@dataclass(frozen=True)
class Params:
    """This check has no options."""


def check(facts: Facts, params: Params) -> Iterator[Finding | Skip]:
    """Dates that no calendar has."""
    for document, reading in enumerate(facts.readings):
        for date in reading.not_figures:
            # A year with a digit too few alone (202 年度) is wrong-year's.
            if date.reason == "impossible-date" and _DAY.search(date.text):
                yield Finding(
                    message=Message(
                        zh=MESSAGES["zh"].format(text=date.text),
                        en=MESSAGES["en"].format(text=date.text),
                    ),
                    places=(Place("claim", date.span, date.text, document=document),),
                    severity="warning",
                )


MESSAGES = {"zh": "日期“{text}”不存在。", "en": "There is no date '{text}'."}

FAILS = [
    Fails(
        "会议于[[2022年13月5日]]召开。\n",
        says="日期“2022年13月5日”不存在。",
        cure="2022年12月5日",
        severity="warning",
    ),
    Fails("调研组[[5日19日]]到站查看。\n", says="日期“5日19日”不存在。", cure="5月19日"),
]

PASSES = [
    Passes("2020年2月29日开工。\n", why="2020 is a leap year"),
    Passes("5月19日至6月2日值守。\n", why="two ordinary dates"),
]
