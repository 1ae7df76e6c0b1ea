"""“三公”实物量与金额一有一无。 / Counts and money of hosting, travel and cars disagree on zero.

公务接待费与接待批次、人次，因公出国（境）费与团组、人次，公务用车购置费与购置辆数：一个为零、另一个不为零时报告；公务用车
保有量为零而有运行费的也报告（有车而无运行费可能由其他单位负担，不报告）。同一项目、同一年度的各处说法必须一致为零（或不
为零）才比较；有决算数的只看决算数。没有写出的不算零。
/ Only printed zeros count, all mentions of the item and year must agree, and spending goes before budgets.
"""

import re

from reportlint.sdk import (
    Facts,
    Fails,
    Figure,
    Finding,
    Iterator,
    Measure,
    Message,
    Passes,
    Role,
    Skip,
    dataclass,
    figure_place,
)

SEVERITY = "warning"
PREVIEW = True
_MONEY = {
    "reception": ("reception", re.compile(r"接待费")),
    "abroad": ("abroad", re.compile(r"出国.{0,4}费")),
    "purchase": ("vehicle_purchase", re.compile(r"车购置费|车购置支出")),
    "running": ("vehicle_running", re.compile(r"车运行")),
}
_COUNTS = {
    "reception": re.compile(r"公务接待|接待(?:批次|人次|人数)"),
    "abroad": re.compile(r"出国.{0,4}(?:团组|人次|人数)|出国团"),
    "purchase": re.compile(
        r"购置(?:更新)?(?:的)?公务用车(?!保有)|公务用车(?:更新)?购置(?!费|及|和)"
    ),
    "running": re.compile(r"公务用车.{0,4}保有"),
}
_ROLE_ONLY = re.compile(r"(?:年初|全年|调整后|支出|实际)*(?:预算|决算|执行)(?:数|支出)?$")
_CARS = ("purchase", "running")
_SPENT = (Role.EXECUTED,)
_OTHERS = (Role.BUDGET_FINAL, Role.BUDGET_INITIAL, Role.OTHER)


@dataclass(frozen=True)
class Params:
    """This check has no options."""


def check(facts: Facts, params: Params) -> Iterator[Finding | Skip]:
    """Items whose counts are all zero while the money is not, or the other way round."""
    for document, reading in enumerate(facts.readings):
        periods = dict.fromkeys(figure.period for figure in reading.figures)
        for period in periods:
            figures = [figure for figure in reading.figures if figure.period == period]
            for item in _MONEY:
                money = _money(facts, document, figures, item)
                counts = [f for f in figures if f.measure is Measure.COUNT and _counted(f, item)]
                if money and counts and _conflict(item, money, counts):
                    yield _finding(document, money[0], counts[0])


def _money(facts: Facts, document: int, figures: list[Figure], item: str) -> list[Figure]:
    """What the item cost: spending where it is told, else budgets.

    Amounts that bear its name go before those that only follow it (外事接待…，支出 0 万元).
    """
    concept, pattern = _MONEY[item]
    amounts = [figure for figure in figures if figure.measure is Measure.MONEY]
    named = {f.figure for f in facts.facts if f.document == document and f.concept == concept}
    found = [figure for figure in amounts if pattern.search(figure.label)]
    if found:  # 公务接待费年初预算 x，支出决算 y: the second says only what it is of the first
        found += [f for f in amounts if f.index in named and _ROLE_ONLY.match(f.label)]
    elif item not in _CARS:  # 购置费 and 运行费 alone may be those of anything
        found = [figure for figure in amounts if figure.index in named]
    spent = [figure for figure in found if figure.role in _SPENT]
    return spent or [figure for figure in found if figure.role in _OTHERS]


def _counted(figure: Figure, item: str) -> bool:
    return bool(_COUNTS[item].search(figure.label)) and figure.role is not Role.CHANGE


def _conflict(item: str, money: list[Figure], counts: list[Figure]) -> bool:
    nothing = all(figure.value == 0 for figure in counts)
    if nothing and all(figure.value > 0 for figure in money):
        return True
    some = all(figure.value > 0 for figure in counts)
    return some and item != "running" and all(figure.value == 0 for figure in money)


def _finding(document: int, money: Figure, count: Figure) -> Finding:
    values = {
        "label": money.label,
        "claim": _shown(money),
        "count_label": count.label,
        "count": _shown(count),
    }
    return Finding(
        message=Message(zh=MESSAGES["zh"].format(**values), en=MESSAGES["en"].format(**values)),
        places=(figure_place(money, document, "claim"), figure_place(count, document)),
        severity="warning",
        confidence=0.8,
    )


def _shown(figure: Figure) -> str:
    text = " ".join(figure.text.split())
    return text if not figure.unit or figure.unit in text else f"{text} {figure.unit}"


MESSAGES = {
    "zh": "“{label}”为 {claim}，而“{count_label}”为 {count}。",
    "en": "'{label}' is {claim}, but '{count_label}' is {count}.",
}

FAILS = [
    Fails(
        "2022年度单位决算\n\n公务接待费支出决算为 [[1.20 万元]]，国内公务接待 {{0 批次}}，"
        "外事接待 0 批次，支出 0 万元。\n",
        says="“公务接待费支出决算”为 1.20 万元，而“国内公务接待”为 0 批次。",
        cure="0 万元",
        severity="warning",
    ),
    Fails(
        "2022年度单位决算\n\n公务用车购置费支出 [[0 万元]]，全年购置公务用车 {{1 辆}}。\n",
        says="“公务用车购置费支出”为 0 万元，而“购置公务用车”为 1 辆。",
        cure="18.60 万元",
    ),
    Fails(
        """2022年度单位决算

公务用车运行费支出决算为 [[5.00 万元]]，主要用于燃料和维修。

| 项目 | 统计数 |
|---|---|
| 公务用车购置数（辆） | 0 |
| 公务用车保有量（辆） | {{0}} |
""",
        says="“公务用车运行费支出决算”为 5.00 万元，而“公务用车保有量（辆）”为 0 辆。",
        cure="0 万元",
    ),
]

PASSES = [
    Passes(
        "2022年度单位决算\n\n公务接待费年初预算为 1.20 万元，支出决算为 0 万元，国内公务接待 0 批次。\n",
        why="the budget was not spent",
    ),
    Passes(
        "2022年度单位决算\n\n公务接待费支出决算为 1.20 万元，国内公务接待 12 批次，其中外事接待 0 批次。\n",
        why="guests from abroad are only a part of the guests",
    ),
    Passes(
        "2022年度单位决算\n\n公务用车运行费支出 0 万元，公务用车保有量 2 辆。\n",
        why="another body may bear the running costs",
    ),
]
