"""数量分项与总数不符。 / Sub-counts do not add up to their count.

“受理 n 件，其中 a 件、b 件……”：分项之和超过总数，或列举完整（以“其他”收尾、民事刑事行政齐全等）而不等时报告。
前文有多个总数时，与任一个相符即可。数量精确，不留尾差。/ Exact integers; several counts before the
list are all admissible as its whole.
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
    """Lists of counts against the count before them."""
    for relation in in_error(facts, "sub-count"):
        if len(relation.terms) >= 2:
            severity = "error" if relation.exhaustive and relation.confidence > 0.85 else "warning"
            yield mismatch(
                relation, MESSAGES, severity="error" if severity == "error" else "warning"
            )


MESSAGES = {
    "zh": "“{label}”为 {claim}，而所列 {count} 个分项之和为 {expected}。",
    "en": "'{label}' is {claim}, but the {count} parts listed add up to {expected}.",
}

FAILS = [
    Fails(
        "全年共受理案件[[90件]]，其中民事案件{{40件}}，行政案件{{5件}}，刑事案件{{50件}}。\n",
        says="“受理案件”为 90件，而所列 3 个分项之和为 95。",
        cure="95件",
        severity="error",
    ),
    Fails(
        "全年接待群众[[60人]]，其中老年人{{40人}}，农民工{{30人}}。\n",
        says="“接待群众”为 60人，而所列 2 个分项之和为 70。",
        cure="70人",
        severity="warning",
    ),
]

PASSES = [
    Passes(
        "受理纠纷 87 起，调处成功 84 起。其中邻里纠纷 60 起，合同纠纷 20 起，其他纠纷 7 起。\n",
        why="the kinds add up to the 87 accepted, although 84 stands nearer",
    ),
    Passes(
        "全年接待群众 60 人，其中老年人 20 人，农民工 10 人。\n",
        why="其中 need not list everyone",
    ),
    Passes(
        "收到申请 39 件，办结 31 件，其中 31 件办结的案件中，维持 3 件，撤销 3 件。\n",
        why="the first figure names the whole again",
    ),
]
