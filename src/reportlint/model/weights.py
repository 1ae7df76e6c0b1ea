"""Weights of the first-level indicators: what a form has, and what its notes or the rules say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from reportlint.model.fact import Facts
from reportlint.model.figure import Figure, Measure
from reportlint.model.indicators import indicator_rows
from reportlint.model.scores import execution_rows
from reportlint.model.span import Span
from reportlint.model.vocabulary import Vocabulary, compact, normalise, squeeze

EXECUTION = "预算执行率"
_EXECUTION = re.compile(r"(?:预算|资金)(?:资金)?执行(?:率|情况)?")
# A block that a rule does not know is part of the one it knows: cost of output, and so on.
_COST = "成本指标"
_WITHIN = {_COST: "产出指标", "满意度指标": "效益指标"}
_LEAD = re.compile(r"原则上|统一(?:设置|设定|规定|为)|规定")
_FIXED = re.compile(
    r"除(?:预算|资金|预算资金)执行率?(?:指标)?(?:以)?外"
    r"|执行率(?:指标)?(?:的)?(?:权重|分值)?(?:不得|不能|不可|不予|不作|不做)[^。;；]{0,4}(?:调整|变更|改变)"
)
_MOVED = re.compile(
    r"分配[至到给]|调整[为至到]|调[至增减高低]|并入|计入|转入|移[至到]|合并[至到]|增加?[至到]|平均分摊"
)
_ALLOWED = re.compile(r"可|原则上|应当?|不得|如有|允许")

Weights = Mapping[str, Decimal]


@dataclass(frozen=True, slots=True)
class WeightRule:
    """Admissible sets of weights by first-level name, and where they come from.

    ``span`` is where a note of the submission states them, None for those of the profile;
    ``fixed`` says that the note forbids to change the weight of the execution.
    """

    sets: tuple[Weights, ...]
    name: str
    document: int = 0
    span: Span | None = None
    fixed: bool = False


def level_weights(facts: Facts, document: int) -> dict[str, tuple[Figure, ...]] | None:
    """The weights under each first-level name of the one form of a document.

    Empty where nothing is weighted; None where a name, a weight or the form itself is in doubt.
    """
    vocabulary = Vocabulary(facts.lexicon)
    found: dict[str, list[Figure]] = {}
    for row in indicator_rows(facts):
        if row.document != document or vocabulary.is_total(row.name):
            continue
        name = level_name(row.path[0], facts.lexicon.words["level1"])
        if row.weight is None:
            return None if found else {}
        if name is None or row.weight.measure not in (Measure.SCORE, Measure.BARE):
            return None
        found.setdefault(name, []).append(row.weight)
    if not found:
        return {}
    funded = [row.weight for row in execution_rows(facts) if row.document == document]
    if len(funded) > 1 or (funded and EXECUTION in found):
        return None
    if funded:
        found[EXECUTION] = funded
    return {name: tuple(figures) for name, figures in found.items()}


def level_name(text: str, known: tuple[str, ...]) -> str | None:
    """产出指标（40分）, 产出 and 产出指标 are one; 服务对象满意度指标 is 满意度指标."""
    plain = normalise(text)
    if _EXECUTION.search(plain):
        return EXECUTION
    names = [word for word in known if word.endswith("指标")]
    found = [word for word in names if word in plain or plain == word.removesuffix("指标")]
    return max(found, key=len) if found else None


def weight_rules(facts: Facts) -> tuple[WeightRule, ...]:
    """The weights that a note states, else those of the profile; none where neither does."""
    stated = tuple(_stated(facts))
    if stated:
        return stated
    profile = facts.profile
    sets = [weights for weights in (profile.weights, *profile.other_weights) if weights]
    if profile.execution_weight is not None:
        sets = [{EXECUTION: profile.execution_weight, **weights} for weights in sets]
    return (WeightRule(tuple(sets), profile.name),) if sets else ()


def deviation(
    told: Mapping[str, Decimal], rule: Weights
) -> tuple[tuple[str, Decimal, Decimal], ...] | None:
    """Blocks as (name, weight, weight by the rule) where they differ; None for another scheme.

    A block that is left out may give its weight to the others.
    """
    if _COST in rule and _COST not in told:
        return None  # rules give forms with and without such a block weights of their own
    merged: dict[str, Decimal] = {}
    for name, weight in told.items():
        name = name if name in rule else _WITHIN.get(name, name)
        if name not in rule:
            return None
        merged[name] = merged.get(name, Decimal(0)) + weight
    off = tuple((name, w, rule[name]) for name, w in merged.items() if w != rule[name])
    left_out = len(merged) < len(rule)
    more = all(weight > wanted and name != EXECUTION for name, weight, wanted in off)
    return () if left_out and more else off


def weights_moved(facts: Facts) -> bool:
    """Whether a sentence tells that weights were moved; that they may be is not enough."""
    for reading in facts.readings:
        for sentence in reading.sentences:
            text = squeeze(reading.document.slice(sentence.span))
            if "权重" in text or "分值" in text:
                match = _MOVED.search(text)
                if match and not _ALLOWED.search(text, 0, match.start()):
                    return True
    return False


def _stated(facts: Facts) -> Iterator[WeightRule]:
    """原则上一级指标分值统一设置为：预算执行率10分、产出指标50分…"""
    known = facts.lexicon.words["level1"]
    names = [word for word in known if word.endswith("指标")]
    inner = "|".join([*names, *(word.removesuffix("指标") + "(?=[\\d:])" for word in names)])
    pair = (
        rf"(?:服务对象)?(?:{inner}|{_EXECUTION.pattern})(?:权重|分值)?[为占:(]?\d+(?:\.\d+)?分\)?"
    )
    run = re.compile(rf"{pair}(?:[、,;和及]+{pair}){{2,}}")
    for document, source in enumerate(facts.documents):
        text, places = compact(source.text)
        for match in run.finditer(text):
            lead = text[max(0, match.start() - 40) : match.start()]
            lead = re.split(r"[。;]", lead)[-1]
            if not _LEAD.search(lead) or "得分" in lead or not re.search("权重|分值", lead):
                continue
            weights: dict[str, Decimal] = {}
            for part in re.finditer(pair, match[0]):
                number = re.search(r"\d+(?:\.\d+)?(?=分)", part[0])
                name = level_name(part[0][: number.start() if number else 0], known)
                if number and name:
                    weights[name] = Decimal(number[0])
            if sum(weights.values()) == 100:
                span = Span(places[match.start()], places[match.end() - 1] + 1)
                after = text[match.end() : match.end() + 80]
                yield WeightRule((weights,), "", document, span, bool(_FIXED.search(after)))
