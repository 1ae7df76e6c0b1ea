"""金额单位似有误：换一个单位读则各数相符。 / An amount fits only in another money unit.

和、比率、增减率或两处同一金额按所印单位对不上，把其中一个金额的单位在元、千元、万元、亿元之间更换后恰好相符时报告。
小数点错位和其他数字差错不属于此类。/ Sums, ratios and repeated amounts that fail as printed and hold to the last
digit when one amount is read in another unit.
"""

from reportlint.sdk import (
    Facts,
    Fails,
    Finding,
    Iterator,
    Passes,
    Relation,
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
    """Failing relations that one other unit mends."""
    for reading in facts.relations_of("unit-reading"):
        relation = _failing(facts, reading)
        if relation is not None:
            printed, read = reading.claim, reading.terms[0]
            number = " ".join(printed.text.split()).removesuffix(printed.unit or "").strip()
            yield mismatch(
                relation,
                MESSAGES,
                severity="error",
                name=printed.label,
                number=number,
                printed=printed.unit,
                read=read.unit,
            )


def _failing(facts: Facts, reading: Relation) -> Relation | None:
    """The relation in error whose amount was read in another unit."""
    kind, _, place = reading.topic.partition("@")
    for relation in in_error(facts, kind):
        claim = relation.claim
        spans = [term.span for term in relation.members]
        if place == f"{claim.document}:{claim.span.start}" and reading.claim.span in spans:
            return relation
    return None


MESSAGES = {
    "zh": "“{name}”{number} 按{printed}计与其他数对不上，按{read}计则相符。",
    "en": "'{name}' {number} does not fit the other figures in {printed}, but does in {read}.",
}

FAILS = [
    Fails(
        "2022 年全年预算数 {{500.00 万元}}，实际支出 {{4500000.00 万元}}，预算执行率 [[90%]]。\n",
        says="“实际支出”4500000.00 按万元计与其他数对不上，按元计则相符。",
        cure={1: "450.00 万元"},
        severity="error",
    ),
    Fails(
        "2022 年度基本支出为 [[640.20 万元]]，其中：人员经费 {{5602000.00 万元}}，日常公用经费 {{80.00 万元}}。\n",
        says="“人员经费”5602000.00 按万元计与其他数对不上，按元计则相符。",
        cure={1: "560.20 万元"},
    ),
]

PASSES = [
    Passes(
        "2022 年全年预算数 500.00 万元，实际支出 4500000.00 元，预算执行率 90%。\n",
        why="two units, each printed beside its amount",
    ),
    Passes(
        "2022 年全年预算数 500.00 万元，实际支出 4500.00 万元，预算执行率 90%。\n",
        why="ten times too large: a decimal point, not a unit",
    ),
    Passes(
        "2022 年度基本支出为 640.00 万元，其中：人员经费 560.00 万元，日常公用经费 80.00 万元，补助 30.00 万元。\n",
        why="30 万元 read as 30 元 would vanish in the sum; that mends any sum",
    ),
]
