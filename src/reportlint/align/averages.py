"""Averages told behind what they are the average of: 支出 398.50 万元，2486 人次，人均 1602.98 元.

The average is rounded, the count is not: the average times the count gives the amount, as near as
the last digit of the average allows (domain.md FND08).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reportlint.align.prices import product
from reportlint.align.statements import EACH, NO_AMOUNT, Paragraph, Statement
from reportlint.model.fact import Relation
from reportlint.model.figure import Comparator, Measure
from reportlint.model.vocabulary import squeeze

_AVERAGE = re.compile(
    r"平均每(?P<each>人次|平方米|公里|[人户次辆台座亩床张件家个所例村场名])[^，。；每\d]{0,14}$"
    r"|(?:^|[，、；（(\u4e00-\u9fff])(?P<head>[人户次车床生辆例亩])均[^，。；\d]{0,12}$"
)
_KIND = re.compile(r"补助|补贴|救助|资助")
_OF_A_GROUP = re.compile(r"(?!平均|.均)[\u4e00-\u9fff]")
_PAID_OUT = re.compile(r"发放|兑付|救助金|助学金|补助|补贴|资助")
_IN_PARTS = re.compile(r"承担|自缴|自筹|其余|剩余|另|其中|含|按|[/每]")
_IN_ALL = re.compile(
    r"[，,]?(?:合计|共计?|总计|累计)(?:支出|发放|补助|补贴|兑付|拨付|支付|使用)*(?:资金|金额|经费)?(?:为|达)?"
)
# 人均住宿费 is of an amount of its own.
_PLAIN_TAIL = re.compile(
    r"(?:平均每[\u4e00-\u9fff]{1,3}|.?.均)(?:支出|发放|补助|补贴|救助|资助|运行|维护|投入|使用|兑付|成本|费用|费|资金|金额|仅|约)*(?:为|达|是)?"
)
_PLAIN = re.compile(
    r"标准|定额|目标|不超|不低|以[上下内]|可支配|收入|预算|左右|计划|提高|增加|每[年月]|[年月]均"
)
_UNITS = {
    "户": ("户", "户次"),
    "件": ("件", "起", "宗", "例"),
    "人": ("人", "名", "位", "人次"),
    "生": ("人", "名", "位"),
    "次": ("次", "人次", "批次"),
    "车": ("辆", "台"),
    "床": ("张", "床"),
}
_MOST = 3


def average_relations(paragraph: Paragraph) -> Iterator[Relation]:
    """One relation per average: amount = average × count, both told before it.

    With one amount and one count in its sentence there is no doubt; else those of the sentence
    before are admissible too, and the relation may hold but never fails.
    """
    for at, average in enumerate(paragraph.statements):
        figure = average.figure
        if figure.measure not in (Measure.MONEY, Measure.PRICE):
            continue
        match = _AVERAGE.search(squeeze(figure.words))
        if match is None or _PLAIN.search(squeeze(figure.words)):
            continue
        units = _units(match["each"] or match["head"])
        before = [
            s
            for s in paragraph.statements[:at]
            if average.sentence - 1 <= s.sentence <= average.sentence
            and s.figure.comparator is Comparator.EQ
            and s.figure.period == figure.period
        ]
        counts = [s for s in before if s.figure.unit in units and not s.money]
        amounts = [s for s in before if s.money and _is_amount(s)]
        here = [[s for s in group if s.segment == average.segment] for group in (counts, amounts)]
        sure = all(len(group) == 1 for group in here)
        counts, amounts = here if sure else [counts[-_MOST:], amounts[-_MOST:]]
        sure = sure or _right_before(paragraph, at, counts, amounts)
        sure = sure and figure.measure is Measure.MONEY and _is_of_all(paragraph, average, match[0])
        behind = _paid_behind(paragraph, at)
        if behind is not None and counts and not here[1]:
            amounts = [behind]
            sure = _stands_before(paragraph, at, counts[-1])
            sure = sure and _is_of_all(paragraph, average, match[0], behind)
        if counts and amounts:
            yield from product(
                average.term,
                [(s.figure, s.term) for s in reversed(counts)],
                [s.term for s in reversed(amounts)],
                settled=sure and _is_of(match[0], amounts[-1], paid_behind=amounts[0] is behind),
            )


def _is_of(words: str, amount: Statement, *, paid_behind: bool) -> bool:
    """Whether the words of an average may mean the amount told: 户均补助 no 完成投资."""
    if _PLAIN_TAIL.fullmatch(squeeze(words)) is None:
        return False
    told = squeeze(amount.figure.words)
    if "运行" in words and ("运行" not in told or "购置" in told):
        return False  # 车均运行维护费 behind what cars were bought for
    return _KIND.search(words) is None or paid_behind or _PAID_OUT.search(told) is not None


def _is_of_all(
    paragraph: Paragraph, average: Statement, words: str, paid: Statement | None = None
) -> bool:
    """Whether an average is the only one of its sentence, names no group, and no part is said.

    本科生人均 5,000 元 is of those alone; 户均 1.5 万元由中央承担 of a part of the money.
    """
    if _OF_A_GROUP.match(words):
        return False
    others = [
        s
        for s in paragraph.statements
        if s.sentence == average.sentence
        and s is not average
        and s.figure.measure in (Measure.MONEY, Measure.PRICE)
        and _AVERAGE.search(squeeze(s.figure.words))
    ]
    last = paid or average
    end = last.figure.span.end - paragraph.span.start
    behind = re.split("[。；;\n]", paragraph.text[end:], maxsplit=1)[0]
    return not others and _IN_PARTS.search(behind) is None


def _paid_behind(paragraph: Paragraph, at: int) -> Statement | None:
    """826 户 …，户均补助 2,950 元，共支出 243.67 万元: the amount told right behind the average."""
    average, *rest = paragraph.statements[at : at + 2]
    paid = rest[0] if rest else None
    if paid is None or not paid.money or paid.segment != average.segment or paid.depth:
        return None
    exact = paid.figure.comparator is Comparator.EQ and paid.figure.role not in NO_AMOUNT
    return paid if exact and _IN_ALL.fullmatch(squeeze(paid.figure.words)) else None


def _stands_before(paragraph: Paragraph, at: int, count: Statement) -> bool:
    """Whether a count is the figure right before an average, in its segment."""
    average = paragraph.statements[at]
    before = paragraph.statements[at - 1] if at else None
    return before is count and before.segment == average.segment and before.depth == average.depth


def _right_before(
    paragraph: Paragraph, at: int, counts: Sequence[Statement], amounts: Sequence[Statement]
) -> bool:
    """临时救助 96 人次，发放 23.04 万元，人均 …: one count and one amount, and nothing between."""
    average, two = paragraph.statements[at], paragraph.statements[max(at - 2, 0) : at]
    near = [s for s in two if s.segment == average.segment and s.depth == average.depth]
    return (
        len(near) == len(two) == 2
        and bool(counts and amounts)
        and {id(s) for s in near} == {id(counts[-1]), id(amounts[-1])}
    )


def _units(word: str) -> Sequence[str]:
    return _UNITS.get(word, (word,))


def _is_amount(s: Statement) -> bool:
    words = squeeze(s.figure.words)
    each = _AVERAGE.search(words) or EACH.search(words)
    return s.figure.role not in NO_AMOUNT and each is None
