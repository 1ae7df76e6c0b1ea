"""What the text of a budget or final accounts tells of the amounts in its tables.

The key of a figure is read from its own words; what they leave out (收入 or 支出, the source of
funds, the account) comes from the sentence before it, else from the heading. A key that needed such
help is only likely.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportlint.align.carry import CARRY
from reportlint.align.identity.account_book import (
    SPLITS,
    Book,
    account_name,
    carried_by,
    document_role,
    role_of,
)
from reportlint.align.identity.mentions import Key, Mention, text_place
from reportlint.align.statements import Paragraph, Statement
from reportlint.align.terms import because
from reportlint.model.accounts import ALL_SOURCES, source_named
from reportlint.model.figure import Comparator, Figure, Measure, Role
from reportlint.model.vocabulary import normalise, squeeze

_ITEM = re.compile(
    r"^\s*(?:(?:\d{1,3}|[（(]?[一二三四五六七八九十]{1,3}[）)]?)[.．、]?\s*)?[“\"]?"
    r"(?:(?P<path>[^”\"，。]{4,80}[（(]项[）)])"
    r"|(?P<chain>[\u4e00-\u9fff（）()、]{3,30}(?:[-－—–/][\u4e00-\u9fff（）()、]{3,40}){2}))"
    r"[”\"]?(?:科目)?(?:安排|支出)?"
)
_CLASS = re.compile(
    r"^\s*(?:\d{1,3}|[（(][一二三四五六七八九十\d]{1,3}[）)])[.．、]?\s*"
    r"(?P<name>[\u4e00-\u9fff、]{4,24}?)(?:[（(]类[）)])?(?:支出)?"
    r"(?:[。：:，,]|[（(]\d{3,7}[）)])"
)
_WITHOUT_CARRIED = re.compile(r"不含[^，。]{0,6}结转")
_CODE = re.compile(r"[（(]\d{3,7}[）)]")
# 政府办公厅（室）及相关机构事务（款）: a name with a bracket of its own
_PART = re.compile(
    r"(?P<name>(?:[^（）()]|[（(](?!(?:类|款|项)[）)])[^（）()]{1,8}[）)])+?)[（(](?:类|款|项)[）)]"
)
_CHAIN = re.compile(r"[-－—–/]")
_PLANNED = re.compile(r"预算安排|年预算(?:数)?为?$")
_DONE_BEFORE = re.compile(r"执行数|决算")
_SAID = {
    Role.EXECUTED: (
        Role.EXECUTED.value,
        re.compile(r"(?:决算|实际支出|支出)(?:数|金额)?(?:为|是|共计)?$"),
    ),
    Role.BUDGET_INITIAL: ("budget", re.compile(r"年初预算(?:数|安排)?(?:为|是|共计)?$")),
}
# Accounts of the budget of government funds, whatever section tells them.
_OF_FUND = re.compile(
    r"基金|土地使用权出让|土地出让|收入安排|(?:收入|专项)债(?:务|券)收入|彩票公益金"
)
_SPENT_ON = frozenset({Role.EXECUTED, Role.OTHER})
# How far behind the item's name its amount may stand: 安排, 决算为.
_REACH = 6
# 政府采购支出总额, 三公经费支出 are totals of something else than the whole.
_OTHERWISE = re.compile(
    r"采购|三公|工资|福利|商品|补助|补贴|经费|机关运行|接待|用车|出国|资本性|培训|会议|绩效|非税|"
    r"中小|小微|资产|债|超出|节约|比|较|占"
)
_OTHER_TOPIC = re.compile(r"三公|用车|接待费|出国|采购|机关运行|债务|基金余额")
_OTHER_SECTION = re.compile(r"三公|机关运行|采购|国有资产|绩效|用车")
_SPLIT = re.compile(r"基本支出|项目支出|人员经费|(?:日常)?公用经费")
_FUND_BUDGETS = re.compile(r"(?:一般公共|政府性基金|国有资本经营)预算")
_PLAN_WORDS = re.compile(r"预算|批复|年初|计划")
# 收、支总计均为 5,323 万元: the two are one amount
_BOTH_SIDES = re.compile(r"收(?:入)?(?:总计)?[、和]?支(?:出)?总(?:计|额|预算)")
_GRAND = re.compile(r"总计|总预算|总额|总收入|总支出|总规模|收支总")
_INCOME = re.compile(r"收入|取得|收到|来自|拨入")
_SPENDING = re.compile(r"支出|安排|列支")
_SOURCE = re.compile(
    r"(?:一般公共预算|政府性基金(?:预算)?|国有资本经营(?:预算)?)?(?:当年)?(?:财政)?(?:拨款|资金)?"
)
_ROLE_ONLY = re.compile(
    r"(?:20\d\d年?度?|全年|当年|本年度?|年初|年末|调整后|实际|完成|的|总?预算|决算|执行|批复|安排|支出|"
    r"列支|数|金额|为|是|共计?)+"
)
_FILLER = re.compile(
    r"20\d\d年?(?:度)?|全年|本年度?|当年|今年|年初|年末|其中|全(?:部门|局|院|校|系统|单位)|本?部门|"
    r"我(?:局|委|院|校|办|厅|中心|单位|部门)|本?单位|共计?|总共|合计|安排的?|取得|实现|收到|完成|来自于?|来源于?|"
    r"通过|包括|包含|由|和|及|与|以及|构成|组成|实际|决算|总?预算|批复|总计|总额|总规模|总收入|总支出|收支|收入|"
    r"支出|列支|拨入|财政|拨款|资金|一般公共|政府性基金|国有资本经营|的|为|是|达|数|金额|含|加|上|执行|全部"
)
_FOR_PURPOSE = re.compile(r"用(?:于|来)[^，。；]{1,20}的")
_PLAIN = re.compile(
    r"20\d\d年?(?:度)?|全年|本年|当年|其中|安排|全部门|本部门|部门|单位|预算|决算|的|年初|用于|实际"
)


@dataclass(frozen=True, slots=True)
class _Told:
    """The key a figure's words give, and whether they give all of it."""

    key: Key
    sure: bool


def explains_accounts(paragraph: Paragraph) -> bool:
    """Whether a paragraph explains one account (“…（类）…（款）…（项）”350.35 万元 …).

    The account may be named by the heading right above.
    """
    return _account_of(paragraph) is not None


def _account_of(paragraph: Paragraph) -> re.Match[str] | None:
    found = _ITEM.match(paragraph.text)
    if found is not None or not paragraph.section:
        return found
    heading = paragraph.section[-1]
    above = paragraph.reading.document.text[: paragraph.span.start].rstrip()
    return _ITEM.match(heading) if above.endswith(heading) else None


def account_text_mentions(
    paragraphs: Sequence[Paragraph], book: Book, *, known: bool
) -> Iterator[Mention]:
    """Keyed figures of the text; without any table (``known``) only those of named accounts."""
    for paragraph in paragraphs:
        if paragraph.statements[0].figure.table is not None:
            continue
        role = document_role(paragraph.reading)
        if role is None:
            continue
        found = _account_of(paragraph)
        if found:
            yield from _item(paragraph, found, role, book)
        elif (headed := _of_class(paragraph, book)) is not None:
            yield from _item(paragraph, headed, role, book)
        elif known:
            yield from _Teller(paragraph, role, book).mentions()


def _item(paragraph: Paragraph, match: re.Match[str], role: str, book: Book) -> Iterator[Mention]:
    """“…（类）…（款）…（项）”350.35 万元, … 2024 年预算安排 352.67 万元."""
    groups = match.groupdict()
    if groups.get("name"):
        names = [groups["name"]]
    elif match["path"]:
        names = [part["name"] for part in _PART.finditer(match["path"])]
    else:
        names = _CHAIN.split(match["chain"])
    path = "/".join(account_name(name) for name in names)
    if len(names) < len(("类", "款", "项")):
        # Only the last level is named: the tables say where it belongs.
        path = book.items.get(account_name(names[-1])) or path
    headed = match.string != paragraph.text  # no amount opens a paragraph below its heading
    end = paragraph.span.start + (0 if headed else match.end())
    until = _next_code(paragraph, match)
    amounts = [s for s in paragraph.statements if s.money and s.figure.span.start < until]
    year = str(paragraph.reading.year) if paragraph.reading.year else ""
    source = next(
        (named for h in reversed(paragraph.section) if (named := source_named(squeeze(h)))), ""
    )
    if source not in ("fund", "capital"):
        source = "fund" if _OF_FUND.search(path) else "general"
    key = ("expenditure", source, path, "total", role, year)
    # （不含上年结转） over the accounts one by one: the tables may hold what was carried as well.
    sure = not any(_WITHOUT_CARRIED.search(squeeze(h)) for h in paragraph.section)
    why = because(f"科目“{'-'.join(names)}”", f"account '{'-'.join(names)}'")
    for number, s in enumerate(amounts):
        words = squeeze(s.figure.words)
        opening = number == 0 and not headed and s.figure.span.start - end <= _REACH
        if opening and role == Role.EXECUTED.value and not _PLAN_WORDS.search(words[-_REACH:]):
            # “…（项）”257.14 万元，主要用于…: what was spent, before the sentence that says so
            yield Mention(
                s.term, key, Measure.MONEY, text_place(paragraph), 0.92, why, settled=sure
            )
            continue
        below = None if s.main else _sub_account(s, path, book)
        if below is not None and s.figure.period == year and s.figure.role in _SPENT_ON:
            yield Mention(
                s.term,
                ("expenditure", source, below, "total", role, year),
                Measure.MONEY,
                text_place(paragraph),
                0.88,
                because(f"科目“{below}”", f"account '{below}'"),
                settled=sure,
            )
            continue
        if role == Role.EXECUTED.value and s.figure.period == year and s.main:
            # 年初预算为 x 万元，支出决算为 y 万元: each amount says what it is.
            said = _SAID.get(s.figure.role)
            if said is not None and said[1].search(words):
                full = ("expenditure", source, path, "total", said[0], year)
                yield Mention(
                    s.term, full, Measure.MONEY, text_place(paragraph), 0.94, why, settled=sure
                )
            continue
        planned = role == "budget" and _PLANNED.search(words) and not _DONE_BEFORE.search(words)
        if opening or (planned and s.figure.period == year):
            yield Mention(
                s.term, key, Measure.MONEY, text_place(paragraph), 0.94, why, settled=sure
            )


def _next_code(paragraph: Paragraph, match: re.Match[str]) -> int:
    """Where the next account begins that a paragraph names by its code: 医疗（2101102）…"""
    if match.string != paragraph.text or not _CODE.search(match[0]):
        return paragraph.span.end
    found = _CODE.search(paragraph.text, match.end())
    return paragraph.span.start + found.start() if found else paragraph.span.end


def _sub_account(s: Statement, path: str, book: Book) -> str | None:
    """其中抚恤支出 612 万元 in the paragraph of a class: the account below it, by its name."""
    label = normalise(s.figure.label)
    for name in (account_name(label), label.removesuffix("支出")):
        found = book.items.get(name)
        if found is not None and found.startswith(f"{path}/"):
            return found
    return None


def _of_class(paragraph: Paragraph, book: Book) -> re.Match[str] | None:
    """1.社会保障和就业支出。年初预算 …，支出决算 …: an account that the tables list."""
    match = _CLASS.match(paragraph.text)
    name = account_name(match["name"]) if match else ""
    return match if name in book.classes or book.items.get(name) else None


class _Teller:
    """Reads the keys of one paragraph in order; each figure may go on with what was said before."""

    def __init__(self, paragraph: Paragraph, role: str, book: Book) -> None:
        self._paragraph = paragraph
        self._role = role
        self._book = book
        self._opening = _run_in_heading(paragraph)
        headings = [squeeze(text) for text in (*paragraph.section, self._opening)]
        self._heading = next((h for h in reversed(headings) if _side_of(h) or source_named(h)), "")
        sources = (source_named(h) for h in reversed(headings))
        self._source = next((source for source in sources if source), "")
        self._of_this_year_only = any("当年拨款" in h for h in headings) and _carries(paragraph)
        self._side = ""  # of the whole told last
        self._last: tuple[Key, Statement] | None = None
        self._silent = (-1, -1)  # sentence and segment that told of something without a key

    def mentions(self) -> Iterator[Mention]:
        """The figures of this year that have a key."""
        nearest = self._opening or next(reversed(self._paragraph.section), "")
        if _OTHER_SECTION.search(nearest):
            return
        year = str(self._paragraph.reading.year) if self._paragraph.reading.year else ""
        for s in self._paragraph.statements:
            figure = s.figure
            if not s.money or figure.comparator is not Comparator.EQ or figure.period != year:
                continue
            if s.depth and not CARRY.search(figure.words):
                continue
            stated = _stated(figure, self._role)
            told = self._told(s) if stated is not None else None
            if told is None or stated is None:
                self._last = None
                if stated is not None:  # 比上年增加 3 万元 is no thing of its own
                    self._silent = (s.sentence, s.segment)
                continue
            self._last = (told.key, s)
            if told.key[0] in ("income", "expenditure"):
                self._side = told.key[0]
            # （含上年结转 412 万元） of one project; 当年拨款 beside tables with what was carried.
            sure = told.sure and not s.depth and not self._of_this_year_only
            yield Mention(
                s.term,
                (*told.key, stated, figure.period),
                Measure.MONEY,
                text_place(self._paragraph),
                0.92 if sure else 0.82,
                because(f"文中“{figure.label}”", f"the text says '{figure.label}'"),
                settled=sure,
            )

    def _told(self, s: Statement) -> _Told | None:
        words = re.sub(r"^.*?[，。；：]", "", squeeze(s.figure.words))
        label = re.sub(r"(?:均?为|是|共计?|安排)$", "", normalise(words))
        of_all = source_named(label) is None and "本年" not in label
        if of_all and "income" in self._book.two_totals:
            label = _BOTH_SIDES.sub("收入总计", label)
        if _OTHERWISE.search(_SPLIT.sub("", label)):
            return None
        if CARRY.search(label) or s.figure.role in (Role.CARRY_IN, Role.CARRY_OUT):
            return self._carried(label, s.figure.role)
        if _ROLE_ONLY.fullmatch(label):
            again = self._again(s, label)
            if again is not None or self._silent[0] == s.sentence:
                return again  # 三公经费预算 x 万元，实际支出 y 万元 goes on with what has no key
        opened = self._paragraph.sentences[s.sentence].span.start - self._paragraph.span.start
        before = self._paragraph.text[opened : s.figure.span.start - self._paragraph.span.start]
        if _OTHER_TOPIC.search(before) and not _GRAND.search(label):
            return None  # 公务用车运行维护费决算数中，基本支出列支 19 万元
        if self._silent == (s.sentence, s.segment) and not _GRAND.search(label):
            return None  # 疾控机构 979 万元，其中基本支出 884 万元: a part of what has no key
        label = _FOR_PURPOSE.sub("", label)
        source = source_named(label)
        split = _SPLIT.search(label)
        if split is not None:
            sure = not _FILLER.sub("", _SPLIT.sub("", label))
            name = SPLITS[split[0]]
            of_item = self._item_before(s)
            own = source or self._sentence_source(s) or self._source
            return _Told(("expenditure", own or "all", of_item, name), sure=True) if sure else None
        name = account_name(_account(label))
        item = self._book.items.get(name) or (name if name in self._book.classes else None)
        if item is not None:
            own = source or self._sentence_source(s) or self._source or "all"
            return _Told(("expenditure", own, item, "total"), sure=True)
        if source is None and (named := self._income(label)) is not None:
            return named
        return self._total(s, label, source)

    def _carried(self, label: str, role: Role) -> _Told | None:
        if not re.search(r"结[转余](?:资金|收入|结余)?$", label):
            return None
        source = source_named(label)
        carried = carried_by(label, role)
        return _Told((carried, source or self._source or "all", "", "total"), sure=True)

    def _again(self, s: Statement, label: str) -> _Told | None:
        """年初预算 x 万元，支出决算 y 万元: the same thing in its other role, or the heading's."""
        if self._last is not None:
            key, before = self._last
            if before.segment == s.segment and before.depth == s.depth and key[0] == "expenditure":
                other = before.figure.role is not s.figure.role
                return _Told(key, sure=True) if other and _SPENT.search(label) else None
        if self._source and _side_of(self._heading) == "expenditure" and self._first(s):
            if re.search(r"年初预算|支出决算", label):
                item = self._book.current("expenditure")
                return _Told(("expenditure", self._source, item, "total"), sure=False)
        return None

    def _first(self, s: Statement) -> bool:
        """Whether the figure stands in the first sentence below the heading."""
        return s.sentence == 0 and s.main

    def _item_before(self, s: Statement) -> str:
        """疾控机构 979 万元，其中基本支出 884 万元: the account the split is of."""
        if self._last is None or s.marker is None:
            return ""
        key, before = self._last
        same = before.segment == s.segment and key[0] == "expenditure" and key[2] != "current"
        return key[2] if same else ""

    def _income(self, label: str) -> _Told | None:
        """其他收入 36.80 万元, 广告等事业收入: kinds of income that the tables list."""
        plain = re.sub(r"(?:决算|预算)?数?$", "", label)
        names = [
            name
            for name in self._book.incomes
            if plain.endswith((f"{name}收入", name)) and len(name) >= 2
        ]
        names = [n for n in names if plain.endswith(f"{n}收入") or n.endswith("资金")]
        if not names:
            return None
        return _Told(("income", max(names, key=len), "", "total"), sure=True)

    def _total(self, s: Statement, label: str, source: str | None) -> _Told | None:
        rest = label
        for name in sorted(self._book.bodies, key=len, reverse=True):
            rest = rest.replace(name, "")
        rest = _FILLER.sub("", _SOURCE.sub("", rest))
        if rest:
            return None
        said = _side_of(label)
        inherited = "" if said else self._inherited(s)
        side = said or inherited
        if not side or (source is None and not said):
            return None
        own = source or self._sentence_source(s) or self._source or "all"
        # A single source of income is told for the year; what is carried in has its own name.
        tells_apart = side == "expenditure" or own in ("fiscal", "all")
        item = self._book.current(side) if tells_apart and not _GRAND.search(label) else ""
        if re.search(r"本年|当年", label) and tells_apart:
            item = self._book.said_current(side)
        # 收入预算 beside two totals of income may be either.
        which = not item or "本年" in label or "当年" in label or side not in self._book.two_totals
        sure = bool(said) and _explicit(label, side) and which
        return _Told((side, own, item, "total"), sure=sure)

    def _inherited(self, s: Statement) -> str:
        """收入总计 x 万元，其中：财政拨款 y 万元: a source is of the side of its whole."""
        if self._side and (s.marker is not None or s.sentence > 0 or self._last is not None):
            return self._side
        return _side_of(self._heading)

    def _sentence_source(self, s: Statement) -> str:
        """The source of funds the sentence named last, unless the heading's is narrower."""
        at = s.figure.span.start - self._paragraph.span.start
        text = self._paragraph.text[:at].rpartition("。")[2]
        found = [(m.start(), name) for pattern, name in ALL_SOURCES for m in pattern.finditer(text)]
        narrow = [item for item in found if item[1] != "fiscal"] or found
        last = max(narrow)[1] if narrow else ""
        return self._source if last in ("", "fiscal") and self._source else last


def _run_in_heading(paragraph: Paragraph) -> str:
    """（三）一般公共预算支出。当年安排 4,589.50 万元: a heading that opens its paragraph."""
    opening = re.match(
        r"\s*[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．][^，。；：]{2,24}。", paragraph.text
    )
    first = paragraph.statements[0].figure.span.start - paragraph.span.start
    return opening[0].rstrip("。") if opening and opening.end() <= first else ""


def _carries(paragraph: Paragraph) -> bool:
    """Whether the document tells of money carried in, so that totals may or may not hold it."""
    return any(
        figure.value and (figure.role is Role.CARRY_IN or "上年结转" in figure.label)
        for figure in paragraph.reading.figures
    )


_SPENT = re.compile(r"决算|支出|预算|执行")


def _side_of(text: str) -> str:
    """income or expenditure by the words of a label or heading; empty when both or none."""
    plain = _SPLIT.sub("支出", text)
    if re.search(r"(?:当年|本年)拨款$", plain):
        return "income"
    income, spending = _INCOME.search(plain), _SPENDING.search(plain)
    if "收入" in plain and "支出" not in plain:
        return "income"
    if "支出" in plain and "收入" not in plain:
        return "expenditure"
    if bool(income) == bool(spending):
        return ""
    return "income" if income else "expenditure"


def _explicit(label: str, side: str) -> bool:
    """Whether 收入 or 支出 itself is said, not only a verb like 取得 or 安排."""
    return ("收入" if side == "income" else "支出") in label


def _stated(figure: Figure, role: str) -> str | None:
    """The role a sentence states; 支出 in a budget is what is planned to be spent."""
    if figure.role in (Role.CARRY_IN, Role.CARRY_OUT):
        return role
    words = _FUND_BUDGETS.sub("", squeeze(figure.words))
    if role == "budget" and figure.role is Role.EXECUTED:
        return None if re.search(r"执行|决算|实际", words) else role
    if role != "budget" and figure.role is Role.BUDGET_INITIAL and not _PLAN_WORDS.search(words):
        return role  # 一般公共预算安排的支出 in final accounts was spent
    return role_of(figure, role)


def _account(label: str) -> str:
    """The account a label names: 文化和旅游款年初预算 → 文化和旅游."""
    plain = _PLAIN.sub("", re.sub(r"[（(].*?[）)]", "", normalise(label)))
    if plain.endswith(("类", "款", "项")):
        return re.sub(r"(?:类|款|项)?(?:支出)?$", "", plain)
    return plain
