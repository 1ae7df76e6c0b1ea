"""百分比不可能出自所说的样本数。 / A percentage that no whole number of the sample can give.

同一句中既说样本数又说满意率、合格率等：100 份问卷得不出 97.37%。句中各数及其和、差都可作分母，有一个合适即可；
约数、目标和按得分加权平均的不核对。“满意度”常是各题平均，只作提示。
/ Every count of the sentence, and their sums and differences, may be the base: one that fits clears.
"""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import combinations
from math import floor

from reportlint.sdk import (
    Comparator,
    Facts,
    Fails,
    Figure,
    Finding,
    Iterator,
    Measure,
    Message,
    Passes,
    Role,
    Skip,
    dataclass,
    figure_place,
)

SEVERITY = "warning"
PREVIEW = True
_OTHER_ROLES = (Role.TARGET, Role.GROWTH, Role.CHANGE, Role.PRIOR)
_MOST = 6  # counts in a sentence; with more of them some sum always fits


@dataclass(frozen=True)
class Params:
    """This check has no options."""


def check(facts: Facts, params: Params) -> Iterator[Finding | Skip]:
    """Sampled shares that none of the counts in their sentence can give."""
    words = facts.lexicon.words
    for document, reading in enumerate(facts.readings):
        for sentence in reading.sentences:
            text = reading.document.slice(sentence.span)
            if any(word in text for word in words["averaging_words"]):
                continue
            figures = [reading.figures[index] for index in sentence.figures]
            counts = [figure for figure in figures if figure.measure is Measure.COUNT]
            for share in figures:
                samples = [
                    count
                    for count in counts
                    if count.index < share.index
                    and count.unit in words["sample_units"]
                    and any(word in count.words + count.label for word in words["sample_words"])
                ]
                if samples and _sampled(share, words["sampled_shares"]):
                    if not _possible(share, counts):
                        yield _finding(share, samples, document, words["averaged_shares"])


def _sampled(share: Figure, names: tuple[str, ...]) -> bool:
    """Whether a figure is a printed share of heads, neither a target nor a bound."""
    name = "".join(share.label.split())
    return (
        share.unit == "%"
        and share.comparator is Comparator.EQ
        and share.role not in _OTHER_ROLES
        and Decimal(0) < share.value < Decimal(100)
        and name.endswith(names)
    )


def _possible(share: Figure, counts: Sequence[Figure]) -> bool:
    """Whether some base gives the share: a count, a sum of counts, or what is left of one."""
    if len(counts) > _MOST or any(not _whole(count) for count in counts):
        return True
    numbers = [int(count.value * count.scale) for count in counts]
    bases = {
        sum(some) for size in range(1, len(numbers) + 1) for some in combinations(numbers, size)
    }
    bases |= {one - other for one in numbers for other in numbers if one > other}
    return any(_attainable(share, base) for base in bases)


def _whole(count: Figure) -> bool:
    exact = count.comparator is Comparator.EQ and count.quantity.upper is None
    number = count.value * count.scale
    return exact and number == int(number) and number > 0


def _attainable(share: Figure, base: int) -> bool:
    """Is some k of ``base`` printed like this, rounded or cut off? (domain.md §7.3)"""
    unit = Fraction(1, 10**share.decimals)
    stated = Fraction(share.value)
    low = floor(stated * base / 100)
    return any(
        abs(Fraction(100 * k, base) - stated) <= unit / 2
        or stated <= Fraction(100 * k, base) < stated + unit
        for k in (low, low + 1)
    )


def _finding(
    share: Figure, samples: Sequence[Figure], document: int, averaged: tuple[str, ...]
) -> Finding:
    name = "".join(share.label.split())
    base = int(samples[-1].value * samples[-1].scale)
    stated = Fraction(share.value)
    low = floor(stated * base / 100)
    near = min((low, low + 1), key=lambda k: abs(Fraction(100 * k, base) - stated))
    places = max(share.decimals, 1)
    nearest = (Decimal(100 * near) / Decimal(base)).quantize(Decimal(1).scaleb(-places))
    values = {
        "name": name,
        "claim": share.text,
        "sample": samples[-1].text,
        "near": near,
        "base": base,
        "nearest": nearest,
    }
    return Finding(
        message=Message(zh=MESSAGES["zh"].format(**values), en=MESSAGES["en"].format(**values)),
        places=(
            figure_place(share, document, "claim"),
            *(figure_place(sample, document) for sample in samples),
        ),
        severity="info" if name.endswith(averaged) else "warning",
        confidence=0.8,
        arithmetic=f"{near} ÷ {base} = {nearest}% ≠ {share.text}",
    )


MESSAGES = {
    "zh": "“{name}”{claim} 不能由 {sample} 得出：最接近的是 {near}/{base}，即 {nearest}%。",
    "en": "'{name}' {claim} cannot come from {sample}: the nearest is {near}/{base}, {nearest}%.",
}

FAILS = [
    Fails(
        "本次随机抽检样品{{40批次}}，合格率[[97.37%]]。",
        says="“合格率”97.37% 不能由 40批次 得出：最接近的是 39/40，即 97.50%。",
        cure="97.5%",
        severity="warning",
    ),
    Fails(
        "共发放问卷{{100份}}，回收问卷{{80份}}，读者满意度为[[97.37%]]。",
        says="“读者满意度”97.37% 不能由 80份 得出：最接近的是 78/80，即 97.50%。",
        cure="97%",
        severity="info",
    ),
]

PASSES = [
    Passes(
        "共发放问卷120份，无效问卷6份，读者满意率为97.37%。问卷调查城区60人、乡镇60人，知晓率95.83%。",
        why="114 valid ones and 120 people together are the bases",
    ),
    Passes(
        "开展两次问卷调查，走访企业8家，满意率97.37%。共发放问卷100份，按五项内容加权，读者满意率为97.37%。抽查约100件，合格率97.37%。"
        "调查12000人，满意率97.37%。抽查档案100件，目标是合格率不低于97.37%。",
        why="surveys and firms are no sample; a weighted mean, an approximate base, a large one, and a bound",
    ),
]
