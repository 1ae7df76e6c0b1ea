"""各分项增减额之和与总额的增减额不符。 / Changes of the parts do not add up to that of the whole.

“三公”经费、采购、基本与项目支出等，总额和全部分项都写明了同一口径的增减额时，分项之和应等于总额的增减额。
有分项没有写增减额的（可能另有变动）、比较的年度或预算不同的，不检查。各数因四舍五入相差尾数的不报告。
/ Advice. Only where every part tells its change against the same year or budget; a part told without
an amount may have changed as well.
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

SEVERITY = "info"
PREVIEW = True


@dataclass(frozen=True)
class Params:
    """This check has no options."""


def check(facts: Facts, params: Params) -> Iterator[Finding | Skip]:
    """Wholes whose stated change is not that of their parts together."""
    for relation in in_error(facts, "component-change"):
        changes = [term.value / abs(term.scale) for term in relation.terms if term.value]
        yield mismatch(
            relation,
            MESSAGES,
            severity="info",
            listed="、".join(f"{change:+f}".replace("-", "−") for change in changes),
        )


MESSAGES = {
    "zh": "总额“{label}”{claim}，而 {count} 个分项的增减额（{listed}）之和为 {expected}。",
    "en": "The whole '{label}' {claim}, but the changes of its {count} parts ({listed}) add up to"
    " {expected}.",
}

TEXT = """三公经费支出说明（2023年度）

三公经费支出决算为 21.40 万元，比上年{whole}。
因公出国（境）费支出 0.00 万元，比上年{abroad}。
公务用车购置及运行费支出 15.20 万元，比上年{vehicles}。
公务接待费支出 6.20 万元，比上年{reception}。
"""


def _text(whole: str, abroad: str, vehicles: str, reception: str) -> str:
    return TEXT.format(whole=whole, abroad=abroad, vehicles=vehicles, reception=reception)


FAILS = [
    Fails(
        _text(
            "减少 [[4.85 万元]]", "减少 {{3.00 万元}}", "增加 {{0.65 万元}}", "减少 {{1.50 万元}}"
        ),
        says="总额“比上年减少”4.85 万元，而 3 个分项的增减额（−3.00、+0.65、−1.50）之和为 -3.85。",
        cure="3.85 万元",
        severity="info",
    ),
    Fails(
        "2023年度“三公”经费比上年减少 [[4.85 万元]]，其中：因公出国（境）费减少 {{3.00 万元}}，"
        "公务用车购置及运行费增加 {{0.65 万元}}，公务接待费减少 {{1.50 万元}}。\n",
        says="总额“三公经费比上年减少”4.85 万元，而 3 个分项的增减额（−3.00、+0.65、−1.50）之和为 -3.85。",
        cure="3.85 万元",
    ),
]

PASSES = [
    Passes(
        _text("减少 4.85 万元", "持平", "增加 0.65 万元", "减少 1.50 万元"),
        why="one part tells no amount",
    ),
    Passes(
        _text("减少 3.85 万元", "减少 3.00 万元", "增加 0.65 万元", "减少 1.50 万元"),
        why="less and more are added with their signs",
    ),
    Passes(
        _text("减少 4.85 万元", "减少 3.00 万元", "增加 0.65 万元", "减少 1.50 万元").replace(
            "比上年减少 1.50", "比年初预算减少 1.50"
        ),
        why="one change is against the budget",
    ),
]
