"""Running text → sentences and clauses; label, role and period of every figure in them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from reportlint.model.figure import BUDGET_ROLES, Measure, Quantity, Role
from reportlint.model.span import Span
from reportlint.model.vocabulary import squeeze
from reportlint.read.labels import Labeller, phrase, without_copula

_SENTENCE_END = re.compile(r"[。！？!?]+[”’」）)]*|\n+")
_CLAUSE_END = re.compile(r"[，；;：:]|,(?!\d{3})|(?<!\d),")
_YEAR = re.compile(r"(?<!\d)(20[0-4]\d)(?!\d)\s*年?(?:度)?")
_AGAINST = re.compile(
    r"(?:大于|小于|高于|低于|多于|少于|超出?|超过|比|较)[^，；]{0,6}(?:预算|决算|上年|去年|支出|收入)数?"
    r"(?:增加|减少|增长|下降|节约|节省|超支|少|多|低|高)?了?$"
)
_COMPARED = re.compile(
    r"(?:比|较|与)\s*(?:20\d\d\s*年|上年|去年|上一年).*(?:增|减|降|升|高|低|超|少|多)[\u4e00-\u9fff]{0,2}$"
)
# 比上年的 9.12 万元下降…: the figure itself is last year's.
_PRIOR_AMOUNT = re.compile(
    r"(?:比|较|与)\s*(?:(20\d\d)\s*年|上年|去年|上一年)[^，,；;增减降升超高低持]*$"
)
# 基本支出总额 2,136.50 万元 in the head of a form names the subject and no role.
_NAMED_TOTAL = re.compile(r"^[\u4e00-\u9fff]{2,6}总额$")
_TURN = re.compile(r"增|减|下降|上升|提高|降低|持平|超|相比")
# These funds are called 预算 whatever is said of them.
_FUND_NAMES = re.compile(r"一般公共预算|政府性基金预算|国有资本经营预算|公共财政预算")
_AIM_BEHIND = re.compile(
    r"^以?[上下内]?的(?:年度|年初|控制|预期|绩效)?(?:目标|计划|要求|标准|任务)"
)
_AIM_BEFORE = re.compile(
    r"(?:超过|超出|低于|高于|多于|少于|比|较)(?:年初|年度|控制|预期)*(?:计划|目标值|目标|任务)(?:的|数)?$"
)
# What is left of a clause without these names something of its own.
_HELD_UP_TO = re.compile(
    r"(?:[离距与比较]|距离|[低高多少]于|超过|超出|不及|不足|接近|(?:仍|尚)?未?(?:能)?(?:达到|完成|实现)|[未没]有?达|略|约|全年|年初|仅|只|为|的|是|已|均)+$"
)
_OWN_NAME = 4
_BY_OR_OVER = re.compile(r"(?:超过|高于|多于|低于|少于)[年初度全]*(?:计划|目标|任务)$")
BEYOND_PLAN = re.compile(r"超出?(?:年初|年度|原定|预期)?(?:计划|目标|任务|指标)(?:值|数)?$")
# 修复面积较目标少 34 公顷
_BELOW_AIM = re.compile(
    r"(?:比|较|与|距|离)[^，；]{0,8}(?:计划|目标值?|预期|任务数?|要求)[^，；]{0,3}(?:少|多|低|高|差|增加|减少)了?$"
)
_CARRIED_OUT = re.compile(r"(?:^|[，、；])(?:全年|实际|已)?执行了?$")
# 完工率目标 100%，实际 91.67%
_IS_AIM = re.compile(
    r"(?<![较比超过低高于达到了])(?:率|度|比例|占比)(?:的)?(?:年初|年度)?目标值?(?:为|是)?$"
)
_NAMES_ANEW = re.compile(r"[\s　]+[\u4e00-\u9fff]{2,12}[：:]")
_OPENS_LIST = re.compile(r"\s*其中(?![^。]*其中)(?![^。]*(?:预算|结[转余]|未|尚))")
_WHOSE_BUDGET = re.compile(r"(全年|调整后|年初)(?:部门|整体|基本|项目|支出|总)+(?=预算)")
_BEYOND = re.compile(
    r"(?:超过?|超出|高[于出]|多于|低于|少于|不及)[^，。；]{0,8}(?:目标|计划|任务|上年|去年|预期|指标)值?[（(]?$"
)
_LISTS = re.compile(r"其中|具体为|具体是|分别为|分别是")
_MORE_DONE = re.compile(
    r"(?:^|[，；、])(?:多|少)(?:支出?|收入?|拨付?|付|缴|投入?|花|完成|办|安排|兑付|发放|列支|开支|征|招)了?$"
)
# 与上年相比，绝对额多了 122 万元
_BY_SO_MUCH = re.compile(r"(?:^|[，；、])(?:绝对[额值数]|总[额量]|净)?(?:多|少)了?$")
_ADJUSTED_TO = re.compile(
    r"(?:追加|调增|调减|年中|预算)[^，。；]{0,20}调整[为至到]$"
    r"|(?:追加|调增|调减|追减|变动|增减)后的?[^，。；]{0,8}预算(?:总?额|数)?[为是达]?$"
)
_INCLUDING = re.compile(r"[（(](?:含|包括|包含|其中)[^（）()]{1,20}[）)]\s*$")
_FROM = re.compile(r"[由从](?:上年|去年|20\d\d年)?的?$")
_TO = re.compile(
    r"(?:升|降|增|减|提高|提升|上升|增加|增长|下降|降低|减少|压减|压缩|缩短|扩大|延长|回升|回落)(?:到|至|为)"
)
# 基本支出由 538.60 万元调整为 550.20 万元: what it was before
_MOVED = re.compile(rf"调整(?:到|至|为)|{_TO.pattern}")
# 支出 18 万元，控制在预算 22 万元以内，其中 …: what the spending is held against is not split up
_HELD_AGAINST = re.compile(
    r"(?:控制在|不超过?|未超过?|未突破|低于|高于|少于|完成|占)[^，；]{0,8}预算(?:数|的)?$"
)
_NAME_ONLY = re.compile(r"[、和及](?:基本|项目|人员|公用)(?:支出|经费)")
_MORE_OR_LESS = frozenset({"多", "少", "高", "低"})
# 上年更新车辆 1 辆，购置费 18 万元: what last year's deed cost.
_LAST_YEAR_OPENS = re.compile(r"(?:^|[是为因]|由于|鉴于)(?:上年|去年)(?!度?(?:的|结|同|相|末))")
_OPENS_WITH_YEAR = re.compile(
    r"\s*(?:(?:\d{1,2}[.．、]|[（(]?[一二三四五六七八九十\d]{1,3}[）)、])\s*)?(20[0-4]\d)年(?:度|全年)?[，,]"
)
_CARRIED_FROM = re.compile(r"\s*年?度?(?:末|底)?(?:财政)?(?:拨款|资金)?结[转余]")
_NEXT_YEAR = re.compile(r"下一?年度?(?!使用|继续|结转)|明年|来年")
_THIS_YEAR = re.compile(r"本年|今年|当年|全年|本期|20\d\d年")
# 提高到 92% is where something stands, not by how much it rose.
_REACHED = re.compile(r"(?:到|至|达|为)$")
_DURATIONS = frozenset({"天", "日", "个月", "月", "年", "小时", "分钟", "工作日", "周", "学时"})
_PROMISED = frozenset({Role.RATE, Role.SHARE, Role.COUNT, Role.OTHER})
# 基本支出 before an amount names what it is for, not that it was spent.
_SUBJECT_ONLY = re.compile(
    r"(?:^|[，、；：）和及与]|其中|包[括含])(?:(?:一般公共预算|财政拨款)?安排)?(?:基本|项目|人员|公用|运转类|人员类|特定目标类)(?:类?项目)?支出(?:预算)?(?:为|是|占|共计|约)?$"
)
_SPLITS_UP = re.compile(
    r"(?:其中|按[^，。；]{1,12}[分看][，：:]?|从[^，。；]{1,12}[看分][，：:]|(?:具体)?包括|分别为|(?:[（(]?\d[.、）)])?基本支出|主要包括)"
)
_MONEY_ROLES = frozenset(
    {Role.BUDGET_INITIAL, Role.BUDGET_FINAL, Role.EXECUTED, Role.ADJUSTMENT, Role.BALANCE}
)

_WHOLE_ROLES = _MONEY_ROLES | {Role.CARRY_IN, Role.CARRY_OUT}


@dataclass(frozen=True, slots=True)
class Context:
    """What the words around a figure of running text say about it; ``end`` within the sentence."""

    label: str
    role: Role
    period: str | None
    before: str
    end: int = 0


def sentence_spans(text: str, offset: int) -> list[Span]:
    """Spans of the sentences of ``text``; a line break ends one as well as 。！？ do."""
    spans: list[Span] = []
    start = 0
    for match in _SENTENCE_END.finditer(text):
        _append(spans, text, start, match.end(), offset)
        start = match.end()
    _append(spans, text, start, len(text), offset)
    return spans


def clause_spans(text: str, offset: int) -> list[Span]:
    """Spans of the clauses of one sentence, split at ， ； ： (not inside a number)."""
    spans: list[Span] = []
    start = 0
    for match in _CLAUSE_END.finditer(text):
        _append(spans, text, start, match.start(), offset)
        start = match.end()
    _append(spans, text, start, len(text), offset)
    return spans


def _append(spans: list[Span], text: str, start: int, end: int, offset: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start:
        spans.append(Span(offset + start, offset + end))


class ProseReader:
    """Reads label, role and period of figures by the words before them in their clause."""

    def __init__(self, roles: Mapping[str, Any]) -> None:
        self._roles = roles
        self._labels = Labeller(roles)

    def contexts(
        self,
        text: str,
        offset: int,
        quantities: Sequence[tuple[Quantity, Measure]],
        year: int | None,
        *,
        goal: bool = False,
        spoken: Role | None = None,
    ) -> list[Context]:
        """One Context per quantity of a sentence (``text`` at ``offset``), in order.

        ``goal`` says that the sentence promises (a goal text): its counts and rates are targets.
        ``spoken`` is the role of the amount that the sentence before (or the heading) speaks of: a
        sentence that splits it up (按支出结构分，基本支出 …) goes on in that role.
        """
        clauses = clause_spans(text, offset)
        contexts: list[Context] = []
        previous_end = offset
        period: str | None = str(year) if year else None
        if (opening := _OPENS_WITH_YEAR.match(text)) is not None:
            period = opening[1]  # 2024年，全区服务群众 31 万人次，…: the whole sentence is of it
        previous_clause: Span | None = None
        words = ""
        first = Span(offset, offset)
        for quantity, measure in quantities:
            clause = _clause_of(clauses, quantity.span)
            start = clause.start
            repeated = clause == previous_clause
            if repeated:
                start = max(start, previous_end)
            else:
                first = quantity.span
            before = text[start - offset : max(quantity.core.start, start) - offset]
            gap = ""
            if contexts and not repeated:
                gap = text[previous_end - offset : clause.start - offset]
            if _empty(before) and _NAMES_ANEW.fullmatch(gap):
                words = gap  # 基本支出总额：3612 万元 项目支出总额：11935 万元
                start = previous_end
            elif _empty(before) and contexts:
                words = contexts[-1].before if clause != previous_clause else words + before
            elif _empty(before):
                words = _clause_before(clauses, clause, text, offset) + before
            else:
                words = before
            compared = _PRIOR_AMOUNT.search(words)
            told = period
            if compared is None:
                # 上年 speaks of the figure behind it only, a year of what follows as well.
                told = self._period(words, period, year)
                period = told if _YEAR.search(words) else period
            last = str(year - 1) if year else "上年"
            told = told if compared is None else compared[1] or last
            role = self._role(words, measure, quantity.unit)
            of_year = year and not _YEAR.search(words) and period in (None, str(year))
            if role in (Role.CARRY_IN, Role.CARRY_OUT) and of_year:
                told = str(year)  # 上年结转 is money of this year
            if told != last and _goes_on_with_last_year(
                contexts, clauses, clause, text, offset, last
            ):
                told = last
            if contexts and words.strip() in _MORE_OR_LESS:
                # 比上年的 83 万人次多 8 万人次
                compared_before = _PRIOR_AMOUNT.search(contexts[-1].before)
                role = Role.CHANGE if compared_before else role
            if (
                contexts
                and _empty(before.strip("）)"))
                and _BEYOND.search(squeeze(contexts[-1].before))
            ):
                role = Role.CHANGE  # 超过年初目标（340 人次）6 人次
            past = year is not None and told is not None and told.isdigit() and int(told) < year
            if goal and role in _PROMISED and not past:
                role = Role.TARGET
            if measure is Measure.MONEY:
                role = _moved_together(contexts, words, role) or _parallel(contexts, words, role)
                if role is Role.OTHER or (role is Role.EXECUTED and not _DONE.search(words)):
                    lead = text[: quantity.span.start - offset]
                    role = _inherited(contexts, lead) or role
                    if role is Role.OTHER and spoken is Role.EXECUTED and _OPENS_LIST.match(lead):
                        role = spoken  # 全年支出 519 万元。其中业务专项 …
                if role is Role.EXECUTED and _SUBJECT_ONLY.search(squeeze(words)):
                    role = _split_role(contexts, text, spoken) or role
            named = text[start - offset : max(quantity.span.start, start) - offset]
            behind = text[quantity.span.end - offset : clause.end - offset]
            label = self._labels.label(
                named,
                behind,
                _classifier(quantity),
                earlier=[context.label for context in contexts],
                head=text[clause.start - offset : first.start - offset] if repeated else None,
                topic=_topic(clauses, clause, quantities, text, offset),
            )
            label = label or phrase(words) or (contexts[-1].label if contexts else "")
            if (
                measure is not Measure.MONEY
                and _FROM.search(squeeze(words))
                and _TO.match(squeeze(behind))
            ):
                # 由 51 天升至 56 天: where it stood before
                told, label = last, phrase(_FROM.sub("", named.rstrip())) or label
            elif (
                measure is Measure.MONEY
                and _FROM.search(squeeze(words))
                and _MOVED.match(squeeze(behind))
            ):
                role, label = Role.PRIOR, phrase(_FROM.sub("", named.rstrip())) or label
            elif contexts and _TO.fullmatch(squeeze(words)) and _FROM.search(contexts[-1].before):
                label = contexts[-1].label
            if contexts and (_AIM_BEHIND.match(squeeze(behind)) or _AIM_BEFORE.search(words)):
                # 实际筛查 8,126 人，低于 8,500 人的计划: the aim of what was told before.
                role = Role.TARGET if role in _PROMISED or role is Role.GROWTH else role
                if role is Role.TARGET:
                    # 办结率比目标低 0.66 个百分点；知晓率离 90% 的目标尚有差距
                    own = _HELD_UP_TO.sub("", squeeze(named).lstrip("，、；但"))
                    whose = own if len(own) >= _OWN_NAME else contexts[-1].label.partition(" ")[0]
                    label = f"{whose} 目标值"
                if measure is not Measure.SHARE and _BY_OR_OVER.search(squeeze(words)):
                    role = Role.OTHER  # 超过任务 3 家: by three, or the task was three
            end = quantity.span.end - offset
            contexts.append(Context(label, role, told, words, end))
            previous_end, previous_clause = quantity.span.end, clause
        return contexts

    def _period(self, words: str, before: str | None, year: int | None) -> str | None:
        found = None
        for match in _YEAR.finditer(words):
            if _CARRIED_FROM.match(words, match.end()):
                continue  # 2022年度结转资金: what is carried from a year is money of the next
            lead = words[max(0, match.start() - 2) : match.start()]
            if not any(mark in lead for mark in ("比", "较", "与")):
                found = match[1]
        if found:
            return found
        if year and _LAST_YEAR_OPENS.search(squeeze(words)):
            return str(year - 1)
        if year and _NEXT_YEAR.search(words):
            return str(year + 1)
        if year and any(word in words for word in self._roles["prior"]):
            compared = any(mark in words for mark in self._roles["comparing"])
            if not compared:
                return str(year - 1)
        if year and any(word in words for word in self._roles["current"]):
            return str(year)
        return before

    def _role(self, words: str, measure: Measure, unit: str | None) -> Role:
        if measure is Measure.POINTS or BEYOND_PLAN.search(words.strip()):
            return Role.CHANGE
        if _BELOW_AIM.search(squeeze(words)):
            return Role.CHANGE
        if _BY_SO_MUCH.search(squeeze(words)) or _MORE_DONE.search(squeeze(words)):
            return Role.CHANGE  # 多拨 868 万元
        if measure is Measure.BARE:
            return self._first("count", words) or Role.OTHER
        if measure is Measure.MONEY:
            words = _INCLUDING.sub("", words)  # 全年预算（含年初结转和结余）
            words = _WHOSE_BUDGET.sub(r"\1", words)  # 全年项目支出预算
            if _NAMED_TOTAL.match(words.strip()):
                return Role.OTHER
            against = _AGAINST.search(words.strip()) and not _PRIOR_AMOUNT.search(words)
            if _COMPARED.search(words) or against:
                return Role.CHANGE
            if _CARRIED_OUT.search(squeeze(words)):
                return Role.EXECUTED
            if _ADJUSTED_TO.search(squeeze(words)):
                return Role.BUDGET_FINAL  # 年中因上级追加调整为 210 万元
            return self._first("money", words) or Role.OTHER
        if measure is Measure.SHARE and _IS_AIM.search(squeeze(words)):
            return Role.TARGET
        if measure is Measure.SHARE and _REACHED.search(words.strip()) and "率" in words + "度":
            levels = [e for e in self._roles["share"] if e["role"] != Role.GROWTH.value]
            return self._first_of(levels, words) or Role.OTHER
        if measure is Measure.SHARE:
            found = self._first("share", _tail(words)) or self._first("share", words)
            return found or Role.OTHER
        if measure is Measure.SCORE:
            return self._first("score", words) or Role.OTHER
        if measure is Measure.DATE:
            return Role.DATE
        if measure is Measure.EXTENT and unit in _DURATIONS and "共" not in words:
            return Role.OTHER  # how long something lasted, unless the text adds it up
        return self._first("count", words) or Role.COUNT

    def _first(self, table: str, words: str) -> Role | None:
        return self._first_of(self._roles[table], words)

    @staticmethod
    def _first_of(entries: Sequence[Mapping[str, Any]], words: str) -> Role | None:
        plain = _FUND_NAMES.sub("", squeeze(words))
        for entry in entries:
            if any(word in plain for word in entry.get("unless", ())):
                continue
            if any(word in plain for word in entry["words"]):
                return Role(entry["role"])
        return None


# Words that say outright that money was spent; 基本支出 alone names the subject.
_DONE = re.compile(r"执行|决算|实际|列支|已支付|使用|拨付|全年支出|累计支出|完成支出")
_PLAIN_BUDGET = re.compile(r"年初|批复|年中|全年")


def _inherited(contexts: Sequence[Context], before: str) -> Role | None:
    """A part behind 其中 means what the whole before it means: 年初预算…，其中：人员经费…."""
    marks = [match.start() for match in _LISTS.finditer(before)]
    if not marks or not contexts:
        return None
    marker = marks[-1]
    wholes = [
        context.role
        for context in contexts
        if context.role in _WHOLE_ROLES
        and context.end <= marker
        and not _HELD_AGAINST.search(squeeze(context.before))
    ]
    return wholes[-1] if wholes else None


def _split_role(contexts: Sequence[Context], text: str, spoken: Role | None) -> Role | None:
    """年初预算 x 万元。按支出结构分，基本支出 y 万元: 基本支出 names a part of that budget."""
    for context in reversed(contexts):
        if context.role in _MONEY_ROLES:
            return context.role if context.role in BUDGET_ROLES else None
    return spoken if _SPLITS_UP.match(squeeze(text)) and spoken in BUDGET_ROLES else None


def _goes_on_with_last_year(
    contexts: Sequence[Context],
    clauses: Sequence[Span],
    clause: Span,
    text: str,
    offset: int,
    last: str,
) -> bool:
    """Whether the clause before opened with 上年 and this one names no year of its own."""
    if not contexts or contexts[-1].period != last:
        return False
    before = squeeze(_clause_before(clauses, clause, text, offset))
    if not _LAST_YEAR_OPENS.search(before):
        return False
    return not _THIS_YEAR.search(text[clause.start - offset : clause.end - offset])


def _moved_together(contexts: Sequence[Context], words: str, role: Role) -> Role | None:
    """增加基本支出 48 万元、项目支出 3875 万元: the verb governs both."""
    if not contexts or contexts[-1].role not in (Role.ADJUSTMENT, Role.CHANGE):
        return None
    named = role in (Role.EXECUTED, Role.OTHER) and _NAME_ONLY.fullmatch(squeeze(words))
    return contexts[-1].role if named else None


def _parallel(contexts: Sequence[Context], words: str, role: Role) -> Role:
    """调整后基本支出预算为 x，项目支出预算为 y: 调整后 governs both."""
    if role is not Role.BUDGET_INITIAL or not contexts or _PLAIN_BUDGET.search(words):
        return role
    last = contexts[-1]
    return Role.BUDGET_FINAL if last.role is Role.BUDGET_FINAL and "调整后" in last.before else role


def _tail(words: str) -> str:
    """The last few words before a percentage: the verb or noun that governs it."""
    return words[-6:]


def _clause_of(clauses: Sequence[Span], span: Span) -> Span:
    for clause in clauses:
        if clause.start <= span.start < clause.end:
            return clause
    return span


def _clause_before(clauses: Sequence[Span], clause: Span, text: str, offset: int) -> str:
    """The words of the clause in front of ``clause``: （12 分） speaks of the heading before it."""
    earlier = [other for other in clauses if other.end <= clause.start]
    return text[earlier[-1].start - offset : earlier[-1].end - offset] if earlier else ""


def _empty(words: str) -> bool:
    """Whether the words before a figure say nothing: only copulas and marks."""
    return not without_copula(words.strip("，、；：:（( ")).strip()


def _topic(
    clauses: Sequence[Span],
    clause: Span,
    quantities: Sequence[tuple[Quantity, Measure]],
    text: str,
    offset: int,
) -> str:
    """The last clause in front of ``clause`` that holds no figure."""
    starts = [quantity.span.start for quantity, _ in quantities]
    silent = [
        other
        for other in clauses
        if other.end <= clause.start and not any(other.start <= at < other.end for at in starts)
    ]
    return text[silent[-1].start - offset : silent[-1].end - offset] if silent else ""


def _classifier(quantity: Quantity) -> str | None:
    """The printed unit without 万 and 亿."""
    return quantity.unit.lstrip("万亿") if quantity.unit else None
