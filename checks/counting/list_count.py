"""声明的项数与列举的项数不符。 / A declared number of things differs from the list.

“四个一级指标：A、B、C、D”“人员经费和日常公用经费两部分”“三个方面：一是……”一类写法；以顿号分项，末项中的“和、及”
两种断法都允许；列举以“等”结尾时，只有列出的多于声明的才报告。
/ Items are told apart by 、; 和 and 及 may join or be part of an item; a list that ends in 等 may be
shorter than declared.
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
    """Declared numbers that no way of counting the list gives."""
    for relation in in_error(facts, "list-count"):
        yield mismatch(relation, MESSAGES, severity="warning")


MESSAGES = {
    "zh": "文中称“{claim}”，而列出 {count} 项。",
    "en": "The text says '{claim}' and lists {count}.",
}

FAILS = [
    Fails(
        "本单位共设置[[三个]]科室：{{办公室}}、{{财务科}}、{{业务科}}、{{监督科}}。\n",
        says="文中称“三个”，而列出 4 项。",
        cure="四个",
        severity="warning",
    ),
]

PASSES = [
    Passes(
        "本单位共设置三个科室：办公室、财务和资产管理科、业务科。\n",
        why="和 is part of a name",
    ),
    Passes(
        "支出包括人员经费和日常公用经费两部分。\n",
        why="two items joined by 和",
    ),
    Passes(
        "设置了办公室、财务科等六个科室。\n",
        why="a list that ends in 等 is not complete",
    ),
]
