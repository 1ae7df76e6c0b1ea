"""数字书写有误。 / A number is not written as one.

两个小数点、千分位断错、数字里夹着字母：读得出大概，但不能当作可靠的数。相邻的数用逗号并列时可能误判，
故默认不运行。/ Two dots, broken thousands, letters among digits.
"""

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
            place = Place(
                role="claim",
                span=figure.span,
                text=figure.text,
                value=figure.number,
                unit=figure.unit,
                label=figure.label,
                document=document,
                table=figure.table,
                row=figure.row,
                column=figure.column,
            )
            yield Finding(
                message=Message(
                    zh=MESSAGES["zh"].format(text=figure.text, what=zh),
                    en=MESSAGES["en"].format(text=figure.text, what=en),
                ),
                places=(place,),
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
]

PASSES = [
    Passes("全年支出 1,234.50 万元。\n", why="thousands are separated as they should be"),
    Passes(
        "依据普财〔2022〕12号和3.15活动方案，全年支出 12.34 万元。\n",
        why="dates and numbers of documents",
    ),
]
