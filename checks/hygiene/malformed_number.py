"""数字书写有误。 / A number is not written as one.

两个小数点、千分位断错、数字里夹着字母、“0.40 万”后缺“元”：读得出大概，但不能当作可靠的数。条目序号后紧跟的数不算。
/ Two dots, broken thousands, letters among digits, 万 without its 元; the mark of an item before a
number is none of it.
"""

from reportlint.sdk import (
    Facts,
    Fails,
    Finding,
    Iterator,
    Message,
    Passes,
    Skip,
    dataclass,
    figure_place,
)

SEVERITY = "warning"
NAMES = {
    "two-dots": ("有两个小数点", "has two decimal points"),
    "broken-thousands": ("千分位分隔有误", "has misplaced thousands separators"),
    "letter-in-number": ("夹有字母", "has a letter among its digits"),
    "unit-missing": ("缺少单位", "lacks its unit"),
}


@dataclass(frozen=True)
class Params:
    """This check has no options."""


def check(facts: Facts, params: Params) -> Iterator[Finding | Skip]:
    """Figures that the reader could only read as malformed."""
    for document, reading in enumerate(facts.readings):
        for figure in reading.figures:
            slug = figure.quantity.malformed
            if slug is None:
                continue
            zh, en = NAMES.get(slug, (slug, slug))
            yield Finding(
                message=Message(
                    zh=MESSAGES["zh"].format(text=figure.text, what=zh),
                    en=MESSAGES["en"].format(text=figure.text, what=en),
                ),
                places=(figure_place(figure, document, "claim"),),
                severity="warning",
            )


MESSAGES = {"zh": "“{text}”{what}。", "en": "'{text}' {what}."}

FAILS = [
    Fails(
        "全年支出 [[12.34.5 万元]]。\n",
        says="“12.34.5 万元”有两个小数点。",
        cure="12.34 万元",
        severity="warning",
    ),
    Fails(
        "全年支出 [[1O0 万元]]。\n",
        says="“1O0 万元”夹有字母。",
        cure="100 万元",
    ),
    Fails(
        "国内公务接待支出 [[0.40 万]]（含外宾接待支出 0 万元）。\n",
        says="“0.40 万”缺少单位。",
        cure="0.40 万元",
    ),
]

PASSES = [
    Passes("全年支出 1,234.50 万元。\n", why="thousands are separated as they should be"),
    Passes(
        "依据普财〔2022〕12号和3.15活动方案，全年支出 12.34 万元。\n",
        why="dates and numbers of documents",
    ),
    Passes(
        "完成情况：\n1.682.4公里县道完成日常养护；2.新建停靠站12处。\n",
        why="1. is the mark of the item",
    ),
]
