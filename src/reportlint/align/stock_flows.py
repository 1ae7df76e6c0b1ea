"""What was there, came in and went out, and what is there at the end, as counts of one sentence.

年初在册 215 人，新接收 186 人，解除 193 人，年末在册 208 人: opening + inflow − outflow = closing.
受理 86 件；已办结 79 件，正在审理 7 件: what was taken up is settled or still open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from reportlint.align.statements import Paragraph, Statement, counted_alike
from reportlint.align.terms import because
from reportlint.model.document import Message
from reportlint.model.fact import Formula, Relation, Term
from reportlint.model.figure import Comparator, Measure, Role
from reportlint.model.vocabulary import squeeze

_CLOSING = re.compile(r"(?<![上去])年[末底终]|期末")
_OPENING = re.compile(r"年初(?!目标|计划|任务|确定|预)|期初|上年[末底]|旧存")
# A register knows of everyone who came and went; of pupils and beds some moves go untold.
_REGISTER = re.compile(r"在册|在管|在矫|列管|监管|旧存|结存|库存|保有|在押")
_OUT = re.compile(r"解除|解矫|期满|转出|调出|减少|退出|注销|死亡|毕业|离职|出院|退休|迁出")
_IN = re.compile(
    r"^[，、；]?(?:年内|当年|本年|全年|年度|期间)?(?:共)?"
    r"(?:新(?:接收|增|收|入|纳入|登记)|接收|转入|调入|增加|入矫|迁入|纳入)"
    r"(?:社区)?(?:矫正)?(?:对象|人员)?$"
)
_TAKEN = re.compile(r"受理|收案|立案|接收|收到|接到")
_ASKED_FOR = re.compile(r"不予?受理|未受理|不受理|(?:收到|接到|提出)[^，；]{0,8}申请")
_ASKED = re.compile(r"(?:收到|接到|提出)[^，；]{0,10}申请")
_REFUSED = re.compile(r"不予?受理|未受理")
_DONE = re.compile(r"(?<!未)(?<!尚未)(?:办结|审结|结案|处理完毕|办理完毕)")
_STILL_OPEN = re.compile(
    r"(?:正在|尚在|仍在)(?:审理|办理|处理|调查|审查)(?:中)?|(?:尚未|未)(?:办结|审结|结案)|在办|在审|未结"
)
_EARLIER = re.compile(
    r"上年|去年|往年|历年|年初|以前年度|旧存|旧案|积案|遗留|结转|存量|其中|新收|本年|当年"
)
_ENDED = re.compile(r"撤|终止|转办|转送|不予|移送|调解|驳回")  # other ways for a case to end
_MORE = re.compile(r"另有?|其余")  # moves that the list leaves to what follows
_SO_FAR = re.compile(r"累计|合计|共计")  # 全年累计列管 286 人
_BEHIND = 4
_NET = re.compile(r"净增|净减|同比|较|比")


def stock_flow_relations(paragraph: Paragraph) -> Iterator[Relation]:
    """Opening, inflow, outflow and closing counts, and cases settled and still open."""
    for number in range(len(paragraph.sentences)):
        counts = [s for s in paragraph.statements if s.sentence == number and _is_count(s)]
        if len(counts) < 3:
            continue
        sentence = paragraph.sentences[number].span
        whole = paragraph.reading.document.text
        # What is said right behind the sentence (另收监 1 人) may belong to it.
        text = squeeze(whole[sentence.start : sentence.end + _BEHIND])
        yield from _stock(counts, text)
        yield from _requests(counts)
        if not _EARLIER.search(text) and not _ENDED.search(text):
            yield from _cases(counts)


def _is_count(s: Statement) -> bool:
    figure = s.figure
    return (
        figure.measure is Measure.COUNT
        and figure.comparator is Comparator.EQ
        and figure.role not in (Role.TARGET, Role.CHANGE)
        and s.main
    )


def _stock(counts: Sequence[Statement], text: str) -> Iterator[Relation]:
    """Every count between the opening and the closing one must have come in or gone out."""
    words = [squeeze(s.figure.words) for s in counts]
    openings = [at for at, said in enumerate(words) if _OPENING.search(said)]
    closings = [at for at, said in enumerate(words) if _CLOSING.search(said)]
    if len(openings) != 1 or len(closings) != 1 or closings[0] - openings[0] < 2:
        return
    if _MORE.search(text):
        return
    opening, closing = counts[openings[0]], counts[closings[0]]
    terms = [opening.term]
    totals: list[tuple[Statement, tuple[Term, ...]]] = []
    for at in range(openings[0] + 1, closings[0]):
        if _SO_FAR.search(words[at]):
            # 全年累计列管 286 人: all there were; what else is counted so is no flow of the year.
            if _OUT.search(words[at]) or _IN.search(words[at]) or not _REGISTER.search(words[at]):
                return
            if all(item.sign > 0 for item in terms):
                totals.append((counts[at], tuple(terms)))
            continue
        came, went = _IN.search(words[at]), _OUT.search(words[at])
        if bool(came) == bool(went) or _NET.search(words[at]):
            return
        terms.append(counts[at].term if came else replace(counts[at].term, sign=-1))
    between = counts[openings[0] : closings[0] + 1]
    if not all(counted_alike(s.figure.unit, closing.figure.unit) for s in between):
        return
    for total, parts in totals:
        why = because("期初 + 增加 = 累计", "opening + inflow = all so far")
        yield _relation(total, parts, why, settled=False)
    named = words[openings[0]] + words[closings[0]]
    after = [
        s for s in counts[closings[0] + 1 :] if counted_alike(s.figure.unit, closing.figure.unit)
    ]
    registered = _REGISTER.search(named) is not None and not after
    why = because("期初 + 增加 − 减少 = 期末", "opening + inflow − outflow = closing")
    yield _relation(closing, terms, why, settled=registered)


def _requests(counts: Sequence[Statement]) -> Iterator[Relation]:
    """收到申请 58 件，受理 51 件，不予受理 7 件: no more are decided on than were asked for."""
    for asked, taken, refused in zip(counts, counts[1:], counts[2:], strict=False):
        words = [squeeze(s.figure.words) for s in (asked, taken, refused)]
        if not (_ASKED.search(words[0]) and _REFUSED.search(words[2])):
            continue
        alike = counted_alike(asked.figure.unit, taken.figure.unit)
        if not alike or not counted_alike(taken.figure.unit, refused.figure.unit):
            continue
        if _TAKEN.search(words[1]) and not _ASKED_FOR.search(words[1]):
            why = because("受理 + 不予受理不超过收到的申请", "taken up + refused ≤ asked for")
            told = _relation(asked, [taken.term, refused.term], why)
            yield replace(told, exhaustive=False)


def _cases(counts: Sequence[Statement]) -> Iterator[Relation]:
    said = [(s, squeeze(s.figure.words)) for s in counts]
    taken = [s for s, words in said if _TAKEN.search(words) and not _ASKED_FOR.search(words)]
    still_open = [s for s, words in said if _STILL_OPEN.search(words)]
    done = [s for s, words in said if _DONE.search(words) and s not in (*still_open, *taken)]
    if not len(taken) == len(done) == len(still_open) == 1:
        return
    told = (taken[0], done[0], still_open[0])
    if not all(counted_alike(s.figure.unit, taken[0].figure.unit) for s in told):
        return
    # 受理 120 件，办结 100 件，移送 5 件，正在办理 15 件: there are other ways to end.
    start = taken[0].figure.span.start
    if [s for s in counts if s.figure.span.start >= start] != list(told):
        return
    yield _relation(
        taken[0],
        [done[0].term, still_open[0].term],
        because("受理 = 办结 + 在办", "taken up = settled + still open"),
    )


def _relation(
    claim: Statement, terms: Sequence[Term], why: Message, *, settled: bool = True
) -> Relation:
    return Relation(
        kind="stock-flow",
        formula=Formula.SUM,
        claim=claim.term,
        terms=tuple(terms),
        measure=Measure.COUNT,
        settled=settled,
        confidence=0.9 if settled else 0.75,
        why=(why,),
    )
