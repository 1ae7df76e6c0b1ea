"""一级指标分值与规定不同。 / First-level weights differ from the rule.

表注写明一级指标分值的，按表注；没有写明的，按所用的地方规则；都没有的不核对。文中说明了分值如何调整的，未设某个一级指标而把其分值
分给其他指标的，成本、满意度列在产出、效益之下的，都不报；分值之和不是满分的，一级指标与规定不是一套的，不作判断。
/ A note of the form wins over the profile. Weights moved with a word of explanation, or from a
block that is left out, are allowed; the weight of the execution is not where the note says so.
"""

from collections.abc import Mapping
from decimal import Decimal

from reportlint.sdk import (
    EXECUTION,
    Facts,
    Fails,
    Figure,
    Finding,
    Iterator,
    Message,
    Passes,
    Place,
    Severity,
    Skip,
    WeightRule,
    dataclass,
    deviation,
    figure_place,
    level_weights,
    weight_rules,
    weights_moved,
)

SEVERITY = "info"
PREVIEW = True

_Off = tuple[tuple[str, Decimal, Decimal], ...]


@dataclass(frozen=True)
class Params:
    """This check has no options."""


def check(facts: Facts, params: Params) -> Iterator[Finding | Skip]:
    """Forms whose first-level weights no admissible set explains."""
    rules = weight_rules(facts)
    if not rules:
        return
    for document in range(len(facts.documents)):
        told = level_weights(facts, document)
        if told == {}:
            continue
        if told is None or len({str(rule.sets) for rule in rules}) > 1:
            yield _skip("一级指标的分值或其规定不明确", "first-level weights or their rule unclear")
            continue
        sums = {name: sum(f.value for f in figures) for name, figures in told.items()}
        totals = {sum(weights.values()) for weights in rules[0].sets}
        if sum(sums.values()) not in totals:
            yield _skip("分值之和不是满分", "the weights do not add up to the full mark")
            continue
        offs = [deviation({n: Decimal(w) for n, w in sums.items()}, s) for s in rules[0].sets]
        known = [off for off in offs if off is not None]
        if not known:
            yield _skip("一级指标与规定不是一套", "the rule is for other first-level indicators")
        elif all(known):
            yield from _judged(facts, document, told, rules[0], min(known, key=len))


def _judged(
    facts: Facts,
    document: int,
    told: Mapping[str, tuple[Figure, ...]],
    rule: WeightRule,
    off: _Off,
) -> Iterator[Finding]:
    bound = tuple(item for item in off if item[0] == EXECUTION and rule.fixed)
    if bound:
        yield _finding(facts, document, told, rule, bound, "fixed")
    elif not weights_moved(facts):
        yield _finding(facts, document, told, rule, off, "moved")


def _skip(zh: str, en: str) -> Skip:
    return Skip(Message(zh=zh, en=en))


def _finding(
    facts: Facts,
    document: int,
    told: Mapping[str, tuple[Figure, ...]],
    rule: WeightRule,
    off: _Off,
    kind: str,
) -> Finding:
    zh, en = MESSAGES[kind]
    values = {
        "told": "、".join(f"{name} {weight}" for name, weight, _ in off),
        "wanted": "、".join(f"{name} {wanted}" for name, _, wanted in off),
        "source": "表注" if rule.span else f"规则 {rule.name} ",
        "source_en": "the note" if rule.span else f"profile {rule.name}",
    }
    figures = [figure for name, _, _ in off for figure in told.get(name, ())]
    places = [
        figure_place(f, document, "evidence" if n else "claim") for n, f in enumerate(figures)
    ]
    if rule.span is not None:
        text = facts.documents[rule.document].slice(rule.span)
        places.append(Place("evidence", rule.span, text, document=rule.document))
    severity: Severity = "warning" if kind == "fixed" else "info"
    return Finding(
        message=Message(zh=zh.format(**values), en=en.format(**values)),
        places=tuple(places),
        severity=severity,
        confidence=0.8,
    )


MESSAGES = {
    "moved": (
        "一级指标分值为{told}，{source}所定为{wanted}，未见调整说明。",
        "First-level weights: {told}; {source_en} sets {wanted}; no word of a change.",
    ),
    "fixed": (
        "分值为{told}，{source}所定为{wanted}，且不作调整。",
        "Weights: {told}; {source_en} sets {wanted} and allows no change.",
    ),
}

_FORM = """项目绩效自评表（2022年度）

| 项目资金（万元） | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |
|---|---|---|---|---|---|---|
| 年度资金总额 | 100.00 | 100.00 | 100.00 | {execution} | 100% | 10 |

| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |
|---|---|---|---|---|---|---|
| 产出指标 | 数量指标 | 新建泵站 | 4座 | 4座 | {output} | 35 |
| 效益指标 | 社会效益指标 | 受益村庄 | 22个 | 22个 | {benefit} | 35 |
| 满意度指标 | 服务对象满意度指标 | 村民满意度 | ≥90% | 92% | {satisfaction} | 10 |

{note}
"""
_NOTE = "注：原则上一级指标分值统一设置为：{rule}。"
_RULE = "预算执行率10分、产出指标50分、效益指标30分、满意度指标10分"


def _form(note: str, **weights: str) -> str:
    usual = {"execution": "10", "output": "50", "benefit": "30", "satisfaction": "10"}
    return _FORM.format(note=note, **{**usual, **weights})


FAILS = [
    Fails(
        _form(_NOTE.format(rule="{{" + _RULE + "}}"), output="[[40]]", benefit="{{40}}"),
        says="一级指标分值为产出指标 40、效益指标 40，表注所定为产出指标 50、效益指标 30，未见调整说明。",
        cure={0: "50", 1: "30"},
        severity="info",
    ),
    Fails(
        _form(
            _NOTE.format(rule="{{" + _RULE + "}}") + "除预算执行率外，其他指标权重可作适当调整。",
            execution="[[20]]",
            output="40",
        ),
        says="分值为预算执行率 20，表注所定为预算执行率 10，且不作调整。",
        cure={0: "10", 1: "50"},
        severity="warning",
    ),
]

PASSES = [
    Passes(
        _form(_NOTE.format(rule=_RULE), satisfaction="0", benefit="40").replace(
            "| 满意度指标 | 服务对象满意度指标 | 村民满意度 | ≥90% | 92% | 0 | 10 |\n", ""
        ),
        why="there is no satisfaction block, and its weight went to the benefits",
    ),
    Passes(
        _form(_NOTE.format(rule=_RULE), output="40", benefit="40")
        + "因本项目重在长期效益，产出指标的10分分值调整至效益指标。\n",
        why="the text says which weight was moved, and why",
    ),
    Passes(
        _form("注：各单位可自行确定各项指标的权重分值。", output="40", benefit="40"),
        why="no rule is stated, and none is known for the place",
    ),
]
