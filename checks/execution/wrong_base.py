"""比率写明的基数与实际所用的基数不符。 / A rate is computed on another base than it names.

“完成年初预算的…”应除以年初预算数，“完成调整后预算的…”应除以调整后预算数，“执行率(B/A)”应除以标有(A)的一栏。
所写基数算不出该率、而换成同一项目的另一基数恰好相符的，指出相符的一个；所写基数为零而仍有比率的，也予指出。
只写“预算执行率”的，任一基数相符即可，不报告；哪个基数都不符的，属于执行率复算。
/ Only rates that say their base; 预算执行率 alone may mean either budget. A rate that no base gives is
another defect.
"""

from reportlint.sdk import (
    Facts,
    Fails,
    Finding,
    Iterator,
    Message,
    Passes,
    Relation,
    Skip,
    Status,
    Term,
    dataclass,
    mismatch,
)

SEVERITY = "error"


@dataclass(frozen=True)
class Params:
    """This check has no options."""


def check(facts: Facts, params: Params) -> Iterator[Finding | Skip]:
    """Rates that fit another base, or whose own base is zero."""
    for relation in facts.relations_of("named-base"):
        if relation.verdict is None or relation.claim.value is None:
            continue
        if relation.verdict.status is Status.ERROR:
            other = _fitting(facts, relation)
            if other is not None:
                yield mismatch(
                    relation,
                    MESSAGES,
                    severity="error",
                    extra=(other.place("evidence"),),
                    other=_shown(other),
                    other_label=other.label,
                )
        elif _zero_base(relation):
            if relation.terms[0].value is None:
                yield Skip(Message(zh="执行数为空", en="the executed amount is blank"))
            elif relation.terms[0].value > 0:
                yield mismatch(relation, ZERO, severity="error")


def _fitting(facts: Facts, relation: Relation) -> Term | None:
    """The one other base of this rate that gives it, by the verdict on all admissible bases."""
    for rate in facts.relations_of("rate"):
        same = rate.claim.span == relation.claim.span and rate.claim.document == (
            relation.claim.document
        )
        if not same or rate.verdict is None or not rate.verdict.holds:
            continue
        own = {terms[1].span for terms in (relation.terms, *relation.alternatives)}
        others = [
            terms[1]
            for terms in (rate.terms, *rate.alternatives)
            if terms[1].span not in own and terms[0].span == relation.terms[0].span
        ]
        values = {other.value for other in others}
        return others[0] if len(values) == 1 else None
    return None


def _zero_base(relation: Relation) -> bool:
    """Whether every amount of the named base is zero while the rate is not."""
    sets = (relation.terms, *relation.alternatives)
    return relation.claim.value != 0 and all(terms[1].value == 0 for terms in sets)


def _shown(term: Term) -> str:
    text = " ".join(term.text.split())
    return text if not term.unit or term.unit in text else f"{text} {term.unit}"


MESSAGES = {
    "zh": "“{label}”为 {claim}，按“{second_label}”{second} 应为 {expected}；该率是按“{other_label}”{other} 计算的。",
    "en": "'{label}' is {claim}, but on '{second_label}' {second} it is {expected}; it fits"
    " '{other_label}' {other}.",
}
ZERO = {
    "zh": "“{label}”为 {claim}，而作为基数的“{second_label}”为 {second}，不能计算比率。",
    "en": "'{label}' is {claim}, but its base '{second_label}' is {second}: there is no such rate.",
}

FAILS = [
    Fails(
        "培训费年初预算为 {{80.00 万元}}，调整后预算为 {{100.00 万元}}，支出决算为 {{90.00 万元}}，"
        "完成年初预算的 [[90%]]。\n",
        says="“完成年初预算”为 90%，按“培训费年初预算”80.00 万元 应为 113%；该率是按“调整后预算”100.00 万元 计算的。",
        cure="112.5%",
        severity="error",
    ),
    Fails(
        "会议费年初预算为 {{0 万元}}，支出决算为 {{3.20 万元}}，完成年初预算的 [[100%]]。\n",
        says="“完成年初预算”为 100%，而作为基数的“会议费年初预算”为 0 万元，不能计算比率。",
        cure={0: "3.20 万元"},
    ),
    Fails(
        """项目资金执行情况（万元）

| 项目 | 年初预算数 | 全年预算数(A) | 全年执行数(B) | 执行率(B/A) |
|---|---|---|---|---|
| 培训 | {{50.00}} | {{40.00}} | {{30.00}} | [[60.00%]] |
| 宣传 | 20.00 | 20.00 | 20.00 | 100.00% |
""",
        says="“培训 执行率(B/A)”为 60.00%，按“培训 全年预算数(A)”40.00 万元 应为 75.00%；"
        "该率是按“培训 年初预算数”50.00 万元 计算的。",
        cure="75.00%",
    ),
]

PASSES = [
    Passes(
        "培训费年初预算为 80.00 万元，调整后预算为 100.00 万元，支出决算为 90.00 万元，预算执行率 90%。\n",
        why="the words do not say which budget is the base",
    ),
    Passes(
        "培训费年初预算为 80.00 万元，支出决算为 90.00 万元，完成年初预算的 112.5%。\n",
        why="more than the initial budget was spent, and the rate says so",
    ),
    Passes(
        "培训费年初预算为 80.00 万元，调整后预算为 100.00 万元，支出决算为 90.00 万元，完成年初预算的 93%。\n",
        why="no base gives the rate; that is a wrong rate, not a wrong base",
    ),
    Passes(
        "会议费年初预算为 0 万元，支出决算为 0 万元，完成年初预算的 100%。\n",
        why="nothing was planned and nothing spent",
    ),
]
