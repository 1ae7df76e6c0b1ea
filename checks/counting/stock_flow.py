"""期初、增减与期末的数量对不上，受理、办结与在办的数量对不上。 / Opening, inflow, outflow and closing counts disagree.

“年初 a 人，新接收 b 人，解除 c 人，年末 d 人”：d 应为 a + b − c；“受理 a 件，办结 b 件，正在审理 c 件”：a 应为
b + c；“收到申请 a 件，受理 b 件，不予受理 c 件”：b + c 不超过 a。同一句中其间各数都能判明增减、且说的是在册、结存一类登记数时才核对；句中提到上年遗留、其中的不核对。数量
精确，不留尾差。/ Only within one sentence, of registers (在册), whose counts in between all say whether
they came in or went out; cases left over from earlier years are left alone.
"""

from reportlint.sdk import (
    Facts,
    Fails,
    Finding,
    Iterator,
    Passes,
    Skip,
    dataclass,
    in_error,
    mismatch,
)

SEVERITY = "error"


@dataclass(frozen=True)
class Params:
    """This check has no options."""


def check(facts: Facts, params: Params) -> Iterator[Finding | Skip]:
    """Closing counts, and cases taken up, that the other counts of the sentence do not give."""
    for relation in in_error(facts, "stock-flow"):
        yield mismatch(relation, MESSAGES, severity="error")


MESSAGES = {
    "zh": "“{label}”为 {claim}，而由同句所列 {count} 个数推算为 {expected}。",
    "en": "'{label}' is {claim}, but the {count} other counts of the sentence give {expected}.",
}

FAILS = [
    Fails(
        "年初在册矫正对象{{215人}}，当年新接收{{186人}}，解除矫正{{193人}}，年末在册[[218人]]。\n",
        says="“年末在册”为 218人，而由同句所列 3 个数推算为 208。",
        cure="208人",
        severity="error",
    ),
    Fails(
        "全年受理复议案件[[86件]]；已办结{{79件}}，正在审理{{9件}}。\n",
        says="“受理复议案件”为 86件，而由同句所列 2 个数推算为 88。",
        cure="88件",
        severity="error",
    ),
]

PASSES = [
    Passes(
        "年初在册矫正对象 215 人，当年新接收 186 人，解除矫正 193 人，年末在册 208 人。\n",
        why="215 + 186 − 193 = 208",
    ),
    Passes(
        "受理复议案件 86 件，连同上年遗留 4 件，已办结 79 件，正在审理 11 件。\n",
        why="cases of the year before are settled as well",
    ),
    Passes(
        "年初在校生 1200 人，新招收 450 人，毕业 400 人，年末在校生 1248 人。\n",
        why="pupils who changed schools are not told",
    ),
    Passes(
        "全年受理投诉 120 件，办结 100 件，移送 5 件，正在办理 15 件。\n",
        why="cases end in other ways as well",
    ),
    Passes(
        "年初在册 215 人，当年新接收 186 人，走访 420 人，解除 193 人，年末在册 205 人。\n",
        why="one count in between is neither inflow nor outflow",
    ),
]
