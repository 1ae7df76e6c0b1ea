"""Digit strings that are no quantity: dates, document numbers, ordinals, names, codes …"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import IO, Any

import yaml

from reportlint.read.numerals import BLANK, D

S = f"{BLANK}*"
# a date may be broken across one line end
W = rf"{BLANK}*(?:\r?\n{BLANK}*)?"
HAN = "[一-鿿]"
DASH = "[-－—–~～至到]"
# with 年 behind it a year may follow the point of a list marker: 9.2025年
NAMED_YEAR = rf"(?<!{D})(?:[1１][89８９]|[2２][01０１]){D}{{2}}(?!{D})"
YEAR = rf"(?<!{D})(?<!{D}[.,])(?:[1１][89８９]|[2２][01０１]){D}{{2}}(?!{D})"
_LEAP = 2020


@dataclass(frozen=True, slots=True)
class Blocked:
    """A stretch of text that is no quantity."""

    start: int
    end: int
    reason: str


@dataclass(frozen=True, eq=False)
class NotFigures:
    """The patterns and word lists of ``notfigures.yaml``, compiled."""

    pattern: re.Pattern[str]
    cell: re.Pattern[str]
    numeral_stop: re.Pattern[str]
    numeral_not_after: frozenset[str]
    numeral_not_after_words: tuple[str, ...]

    def find(self, text: str, *, cell: bool) -> Iterator[Blocked]:
        """All stretches of ``text`` that are no quantity, in order, without overlap."""
        if cell and (whole := self.cell.fullmatch(text.strip())):
            start = len(text) - len(text.lstrip())
            yield Blocked(start, start + whole.end(), str(whole.lastgroup).replace("_", "-"))
            return
        place = 0
        while match := self.pattern.search(text, place):
            reason = _reason(match)
            if reason is None:
                place = match.start() + 1
                continue
            yield Blocked(match.start(), match.end(), reason)
            place = max(match.end(), place + 1)


def _reason(match: re.Match[str]) -> str | None:
    """The reason slug of a match; dates are looked up in the calendar, None rejects it."""
    group = str(match.lastgroup)
    kind = group.rstrip("0123456789").rstrip("_")
    if kind == "date":
        return "date" if _possible(match) else "impossible-date"
    if kind == "day":
        return "date" if 0 < int(re.findall(rf"{D}+", match[0])[0]) < 32 else None
    if kind == "year_pair":
        first, last = (int(part) for part in re.findall(rf"{D}{{4}}", match[0])[:2])
        return "year" if 0 < last - first < 60 else None
    if kind == "quoted":
        return (
            None if re.search(r"[%％元万亿]|年|(?:件|人|次|个|项)[”\"』」]$", match[0]) else "name"
        )
    return kind.replace("_", "-")


def _possible(match: re.Match[str]) -> bool:
    """Whether year, month and day of a matched date exist."""
    numbers = [int(part) for part in re.findall(rf"{D}+", match[0])]
    year = numbers.pop(0) if numbers and numbers[0] > 99 else _LEAP
    if re.match(rf"{D}{{2}}{S}年", match[0]):
        numbers.pop(0)
    if not numbers:
        return True
    month, *days = numbers
    try:
        for day in days[:2] or [1]:
            date(year, month, day)
    except ValueError:
        return False
    return True


def load_not_figures(stream: IO[str], unit: str) -> NotFigures:
    """Read the word lists in the form of ``data/lexicon/notfigures.yaml``.

    ``unit`` is a regular expression for a unit: a number that one follows is a quantity.
    """
    words: dict[str, Any] = yaml.safe_load(stream)
    free = rf"(?!{D})(?![.．,]{D})(?!{S}(?:{unit}))"
    parts = [*_names(words, free), *_references(words, free), *_dates(), *_numbers(words, free)]
    lead = rf"(?=[0-9０-９A-Za-z第〔【\[［﹝（(〈“\"「『<&…．.·—–-]|{_heads(words)})"
    alternatives = "|".join(f"(?P<{name}>{pattern})" for name, pattern in _named(parts))
    return NotFigures(
        pattern=re.compile(rf"{lead}(?:{alternatives})", re.MULTILINE),
        cell=re.compile(
            rf"(?P<code>{D}{{3}}{S}(?<={BLANK}){D}{{2}}(?:{BLANK}{S}{D}{{2}})?)"
            rf"|(?P<list_marker>[（(]{S}{D}{{1,2}}{S}[）)])|(?P<phone>1[3-9]\d{{9}})"
        ),
        numeral_stop=re.compile("|".join(map(re.escape, words["numeral_stop"]))),
        numeral_not_after=frozenset(words["numeral_not_after"]),
        numeral_not_after_words=tuple(words["numeral_not_after_words"]),
    )


def _named(parts: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    for index, (reason, pattern) in enumerate(parts):
        yield f"{reason.replace('-', '_')}_{index}", pattern


def _any(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _heads(words: Mapping[str, Any]) -> str:
    lists = ("ordinal_labels", "ordinal_labels_weak", "phone_labels", "id_labels", "code_labels")
    heads = {word[0] for name in lists for word in words[name]} | {
        word[0] for word in words["names"]
    }
    return f"[{''.join(sorted(heads | set(words['ordinal_labels_short']) | set('共①②③④⑤⑥⑦⑧⑨⑩')))}]"


def _references(words: Mapping[str, Any], free: str) -> list[tuple[str, str]]:
    """Addresses, document numbers, numbered things: what has a sign or label before it."""
    number = rf"{D}{{1,4}}(?:{S}[-—－~～至、]{S}{D}{{1,3}}){{0,9}}{free}"
    short = "|".join(f"(?<![{past}]){word}" for word, past in words["ordinal_labels_short"].items())
    weak = _any(words["ordinal_labels_weak"])
    stop = rf"(?={S}[:：.．、)）（(]|{HAN}|\Z)"
    reached = "(?<!达成)(?<!达到)(?<!预期)(?<!完成)(?<!实现)"
    ends = '[”"』」]'
    return [
        # 表1  分县资金情况表: the blanks end the number of the table
        ("ordinal", rf"^{S}(?:附?表|附?图|附件){S}{D}{{1,2}}(?=[ \u3000]{{2}}|\u3000)"),
        ("url", r"(?:https?://|www\.)[\w./?=&%#:~+-]+|[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+"),
        ("code", r"</?[A-Za-z](?=[^<>\n\d]{0,200}\d)[^<>\n]{0,200}>|&#?\w{1,8};"),
        (
            "document-number",
            rf"[〔【\[［﹝（(〈]{S}(?:19|20){D}{{2}}{S}年?{S}[〕】\]］﹞）)〉]{S}(?:字?{S}第)?{S}"
            rf"{D}{{1,5}}{S}号|[〔【\[［﹝]{S}(?:19|20){D}{{2}}{S}[〕】\]］﹞]{S}{D}{{1,5}}{free}"
            rf"|第{S}{D}{{1,5}}{S}号|{D}{{1,5}}{S}号(?=文|令|公告|通知|决定)",
        ),
        ("year", rf"[（(〔【\[]{S}(?:19|20){D}{{2}}{S}[）)〕】\]]"),
        ("page", rf"[…．.·—]{{3,}}{S}{D}{{1,4}}{free}|第{S}{D}{{1,4}}{S}页|共{S}{D}{{1,4}}{S}页"),
        (
            "page",
            rf"^{S}[-—–－]{S}{D}{{1,4}}{S}[-—–－]{S}$|^{S}{D}{{1,4}}{BLANK}+/{BLANK}+{D}{{1,4}}{S}$",
        ),
        ("clause", rf"第{S}{D}{{1,4}}(?:{S}[-—~～至、]{S}{D}{{1,3}}){{0,9}}{S}[条款章节编]"),
        ("ordinal", rf"第{S}{D}{{1,4}}(?:{S}[-—~～至到、]{S}第?{S}{D}{{1,3}}){{0,9}}(?!{D})"),
        ("ordinal", rf"(?:{_any(words['ordinal_labels'])}|{short}){S}{number}"),
        (
            "ordinal",
            rf"{reached}(?:{weak}){S}{D}{{1,2}}{free}{stop}|^{S}(?:{weak}){S}{D}{{1,2}}{S}$",
        ),
        ("phone", rf"(?:{_any(words['phone_labels'])})[:：]?{S}{D}[-－—、/0-9０-９]{{4,40}}{free}"),
        ("id", rf"(?:{_any(words['id_labels'])})[:：]?{S}[A-Z0-9０-９-]{{5,40}}{free}"),
        (
            "code",
            rf"(?:{_any(words['code_labels'])})[:：]?{W}[A-Za-z]?{D}[A-Za-z0-9.-]{{0,30}}{free}",
        ),
        ("name", _any(words["names"])),
        (
            "quoted",
            rf"[“\"「『]{S}{D}{{1,5}}(?:[.·．•+＋\-—×/][0-9０-９NnXx]{{1,5}}){{0,6}}{HAN}{{0,6}}{ends}",
        ),
        (
            "list-marker",
            rf"^{S}(?:{D}{{1,2}}{S}(?:[.．](?!{D})|、(?!{S}{D})|[)）])|[（(]{S}{D}{{1,2}}{S}[）)]"
            rf"|{D}{{1,2}}(?:[.．]{D}{{1,2}}){{1,3}}(?!{D}|[.．]{D}|{S}[%％）)~～\-—]){S}(?={HAN}){free}"
            rf"|{D}{{1,2}}[.．](?={S}(?:19|20){D}{{2}}{S}年))",
        ),
        ("list-marker", rf"[（(]{S}{D}{{1,2}}{S}[）)]{free}|[①②③④⑤⑥⑦⑧⑨⑩]"),
    ]


def _dates() -> list[tuple[str, str]]:
    """Years, dates, periods and times."""
    # a year that ends in a digit too few ("202 年度") stands where a date should
    pair = rf"{NAMED_YEAR}{S}(?:年度?)?{S}{DASH}{{1,2}}{S}{YEAR}"
    y = rf"(?:{NAMED_YEAR}|(?<!{D}){D}{{2}}(?={S}年{S}{D}))"
    month = rf"{D}{{1,2}}{W}月"
    return [
        (
            "period",
            rf"{YEAR}{W}年度?{W}{D}{{1,2}}{S}月?{S}[-－—–~～至到、]{S}{D}{{1,2}}{S}月(?:份)?(?!{W}{D}{{1,2}}{S}日)",
        ),
        (
            "date",
            rf"{y}{W}年{W}{month}份?(?:{W}{D}{{1,2}}{W}[日号](?:{S}{DASH}{S}{D}{{1,2}}{S}日)?)?",
        ),
        ("date", rf"{YEAR}(?:[-－/／.．]{D}{{1,2}}){{2}}(?!{D}|[.．]{D})"),
        ("date", rf"{YEAR}[-－/／](?:0{D}|1[0-2])(?!{D}|[.．]{D})"),
        ("impossible-date", rf"(?<!{D}){D}{{1,2}}{S}日{S}{D}{{1,2}}{S}日"),
        (
            "period",
            rf"(?<!{D})(?<!{D}[.．]){D}{{1,2}}{S}月?{S}[-－—–~～至到]{S}{D}{{1,2}}{S}月(?:份)?(?!{S}{D}{{1,2}}{S}[日号])",
        ),
        (
            "date",
            rf"(?<!{D})(?<!{D}[.．]){month}(?:份|{W}{D}{{1,2}}{W}[日号](?:{S}{DASH}{S}{D}{{1,2}}{S}日)?"
            rf"|(?!{S}{D}{{1,2}}{S}日))",
        ),
        (
            "day",
            rf"(?<!{D})(?<![-－—~～至到]){D}{{1,2}}{S}日(?={S}(?:上午|下午|晚|凌晨|前|起|止|至|召开))",
        ),
        ("year", rf"{pair}{S}年度?|{NAMED_YEAR}(?:{S}年?[、,，和及与]{S}{YEAR}){{1,9}}{S}年度?"),
        ("year_pair", pair),
        (
            "year",
            rf"{NAMED_YEAR}{W}(?:年度?|财年|学年)|{YEAR}(?={S}(?:部门|单位|预算|决算|版|级|届))",
        ),
        ("year", rf"(?<=截至){YEAR}|(?<=截止){YEAR}"),
        ("impossible-date", rf"(?<!{D})(?<!{D}[.,])(?:19|20){D}{S}年度"),
        (
            "period",
            rf"(?<!{D})(?<!{D}[.．])[1-4１-４]{S}季度|(?<=[近]){S}{D}{{1,2}}{S}年(?!{S}[内多])",
        ),
        (
            "time",
            rf"(?<!{D})(?:[01]?{D}|2[0-4]){S}[:：]{S}[0-5]{D}(?:[:：][0-5]{D})?(?!{D}|[.．]{D}|{S}[%％])"
            rf"(?!{S}(?:万元|元|分|件|人|次|个|项))"
            rf"|(?<!{D})(?:[01]?{D}|2[0-4]){S}(?:时(?:{D}{{1,2}}分)?|点(?:{D}{{1,2}}分|整|半|钟))"
            rf"|(?<=[午晚晨]){D}{{1,2}}{S}点",
        ),
    ]


def _numbers(words: Mapping[str, Any], free: str) -> list[tuple[str, str]]:
    """Telephone numbers, codes, ratios."""
    tails = _any(words["hotline_tails"])
    own = rf"(?<!{D})(?<!{D}[.,])"
    return [
        (
            "phone",
            rf"{own}(?:0{D}{{2,3}}{S}[-－—–]{S}{D}{{7,8}}(?:[-—转]{D}{{1,6}})?"
            rf"|[48]00[-－]{D}{{3,4}}[-－]?{D}{{3,4}}|1[3-9]{D}{{9}}){free}"
            rf"|[（(]0{D}{{2,3}}[)）]{S}{D}{{7,8}}{free}",
        ),
        (
            "hotline",
            rf"{own}(?:{_any(words['hotlines'])}){free}|{own}{D}{{3,6}}(?={S}[”\"]?(?:{tails}))"
            rf"|(?<=拨打)(?:{_any(words['short_hotlines'])}){free}"
            rf"|{own}(?:{_any(words['short_hotlines'])})(?=、(?:1[12]{D}|{tails}))",
        ),
        ("name", rf"{own}7{S}[×xX*＊]{S}24(?:{S}小时)?"),
        # 1.682.4公里路面修复；2.…: the mark of an item that begins with a number
        (
            "list-marker",
            rf"(?:^|(?<=[；;。])){D}{{1,2}}[.．](?={D}+[.．]{D}+{S}{HAN}[^；;。]*[；;。]{S}{D}{{1,2}}[.．])",
        ),
        ("formula", rf"(?<=[×＊*xX])100{S}[%％]"),  # 控制率＝在职人员数÷编制数×100%
        (
            "name",
            rf"{own}{D}{{1,2}}(?:[+＋](?:{D}{{1,2}}|[NnXx])){{1,6}}(?![0-9.．]){free}(?={S}(?:{HAN}|[”\"]))",
        ),
        (
            "name",
            rf"{own}(?:[12]{D}大(?=精神|报告|会议|以来|召开)|[1-9]00强|(?:985|211)(?=高校|工程|院校))",
        ),
        ("name", rf"{own}{D}0{S}(?:后(?![期续来]){HAN}{{0,2}}|年代)"),
        (
            "grade",
            rf"{own}{D}{S}(?:[A-Z]{{1,2}})?{S}(?:星级?|年级|级(?!别))|{own}{D}A{{1,3}}(?:景区|级)?",
        ),
        ("id", rf"{own}{D}{{1,5}}{S}号(?!召|称|角|码|召|文)(?:楼|院|线)?"),
        ("id", rf"{own}{D}{{1,4}}{S}(?:楼|室)(?![宇盘道外内])"),
        ("id", rf"{own}{D}{{15,}}[Xx]?{free}"),
        (
            "date",
            rf"{own}(?:19|20){D}{{2}}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]{D}|3[01]){free}(?=\D|\Z)",
        ),
        (
            "code",
            rf"(?:^|(?<=[ \t\u3000])){S}(?:2[0-3]{D}|30{D}|31[0-3]|399|5[01]{D})"
            rf"{BLANK}{D}{{2}}"
            rf"(?:{BLANK}{D}{{2}})?(?={BLANK}+{HAN}{{2}}){free}",
        ),
        (
            "code",
            rf"^{S}(?:2[0-3]{D}|30[1-9]|310|399)(?:{D}{{2}}){{0,2}}(?={BLANK}+{HAN}{{2}}){free}"
            # the rows of a table run together: an amount stands right before the code
            rf"|(?:(?<=[.,]\d\d )|(?<=,\d\d\d )|(?<= 0 ))(?:2[0-3]{D}|30[1-9]|310|399)"
            rf"(?={BLANK}+{HAN}{{2}}){free}",
        ),
        ("code", rf"{YEAR}-{D}{{3}}{free}"),
        ("ratio", rf"{own}{D}{{1,4}}[:：]{D}{{1,4}}{free}"),
        ("code", r"(?<![A-Za-z\\])(?:GB|DB|JGJ|CJJ|ISO)[A-Z0-9/]{0,8} ?\d{1,6}(?:[.-]\d+)*"),
        (
            "code",
            rf"(?<![A-Za-z0-9\\])(?!RMB|CNY|USD|HKD|EUR)[A-Za-z]{{1,12}}[-_/.]?{D}[0-9０-９A-Za-z_-]{{0,40}}"
            rf"(?:[.．]{D}+)*",
        ),
    ]


def _names(words: Mapping[str, Any], free: str) -> list[tuple[str, str]]:
    """Days and campaigns named by month and day, and numbered items inside a sentence."""
    day = rf"(?<!{D})(?<!{D}[.．])(?:0?[1-9]|1[0-2])[.．·•・](?:0?[1-9]|[12]{D}|3[01])"
    tails, heads = _any(words["day_tails"]), _any(words["day_heads"])
    ends = _any(words["day_ends"])
    return [
        ("name", rf"{day}(?!{D})(?={S}[”\"]?(?:{tails}|(?:{heads}){HAN}{{0,10}}?(?:{ends})))"),
        ("version", rf"(?<!{D})(?<!{D}[.,]){D}{{1,2}}(?:[.．]{D}{{1,3}}){{1,3}}{S}版"),
        ("name", rf"{day.replace('[.．·•・]', '[·•・]')}(?!{D})"),
        (
            "list-marker",
            rf"(?<=[。；;：:>！？!?”\"\t \u3000]){D}{{1,2}}(?:[.．、](?={W}(?:{HAN}|[“《]))"
            rf"|[.．](?={S}(?:19|20){D}{{2}}{S}年))",
        ),
    ]
