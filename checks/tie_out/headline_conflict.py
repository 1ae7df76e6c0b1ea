"""关键结论前后不一致。 / A headline figure or grade is told with two values.

总额、基本支出、项目支出、“三公”经费等的预算数与执行数、执行率、总分和一级指标得分、评价等级，在摘要、正文、表头和表中应当一致。
只比较口径、年度、阶段（年初、全年、执行）都相同的数；单个指标的数归 figure-conflict，预算、决算各表之间归 statement-tie。财政复核、上年的等级和单个指标、
单个项目的等级不比较；得分本身已有两个数的，等级不再比较；一份文件中有几份表的也不比较。
/ Pairs share subject, role and year; pairing never looks at the values. A reviewer's grade, another
year's, or that of a part is left alone.
"""

from collections.abc import Iterable

from reportlint.sdk import (
    HEADLINE,
    Claim,
    Facts,
    Fails,
    Finding,
    Iterator,
    Measure,
    Message,
    Passes,
    Place,
    Skip,
    accounts,
    dataclass,
    in_error,
    mismatch,
    short_grade,
)

SEVERITY = "error"

_SCALES = (frozenset("优良中差"), frozenset({"合格", "不合格"}))


@dataclass(frozen=True)
class Params:
    """This check has no options."""


def check(facts: Facts, params: Params) -> Iterator[Finding | Skip]:
    """Pairs of mentions of one headline figure that disagree, then grades that do."""
    tables = accounts(facts)
    scores = False
    for relation in in_error(facts, "same-quantity"):
        if relation.topic == HEADLINE and tables.joins(relation) != "tables":
            scores = scores or relation.measure is Measure.SCORE
            yield mismatch(relation, {"zh": MESSAGES["zh"], "en": MESSAGES["en"]}, severity="error")
    for document in range(len(facts.documents)):
        told = [c for c in facts.claims if c.kind == "grade" and c.document == document]
        for claim, first in _conflicts(told):
            if scores:
                yield _skip("得分前后不一致，等级不再比较", "the scores differ, so the grades may")
            else:
                yield _finding(claim, first)


def _conflicts(told: Iterable[Claim]) -> Iterator[tuple[Claim, Claim]]:
    """Each grade that differs from the first one of its scale."""
    for scale in _SCALES:
        of_scale = [claim for claim in told if short_grade(claim.text) in scale]
        for claim in of_scale[1:]:
            if short_grade(claim.text) != short_grade(of_scale[0].text):
                yield claim, of_scale[0]


def _skip(zh: str, en: str) -> Skip:
    return Skip(Message(zh=zh, en=en))


def _finding(claim: Claim, first: Claim) -> Finding:
    values = {
        "label": claim.about,
        "claim": claim.text,
        "first_label": first.about,
        "first": first.text,
    }
    return Finding(
        message=Message(
            zh=MESSAGES["grade-zh"].format(**values), en=MESSAGES["grade-en"].format(**values)
        ),
        places=(_place(claim, "claim"), _place(first, "evidence")),
        severity="error",
        confidence=0.9,
        cluster=f"grade@{claim.document}",
    )


def _place(claim: Claim, role: str) -> Place:
    return Place(
        role="claim" if role == "claim" else "evidence",
        span=claim.span,
        text=claim.text,
        label=claim.about,
        document=claim.document,
    )


MESSAGES = {
    "zh": "关键结论前后不一致：“{label}”{claim}，“{first_label}”{first}。",
    "en": "A headline figure with two values: '{label}' {claim}, '{first_label}' {first}.",
    "grade-zh": "评价等级前后不一致：“{label}”为“{claim}”，“{first_label}”为“{first}”。",
    "grade-en": "One evaluation, two grades: '{label}' {claim}, '{first_label}' {first}.",
}

_FUNDS = """
| 年度资金总额（万元） | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |
|---|---|---|---|---|---|---|
| 年度资金总额 | 600.00 | {budget} | {executed} | 10 | 90% | 9 |
"""

FAILS = [
    Fails(
        """部门整体绩效自评报告（2022年度）

2022年度部门整体支出全年执行数[[563.12万元]]。
"""
        + _FUNDS.format(budget="620.00", executed="{{558.00}}"),
        says="关键结论前后不一致：“部门整体支出全年执行数”563.12万元，“年度资金总额 全年执行数”558.00 万元。",
        cure="558.00万元",
        severity="error",
    ),
    Fails(
        """部门绩效自评表（2022年度）

| 自评得分 | 88 | 自评结果 | {{良}} |
|---|---|---|---|
| 部门名称 | 某某中心 | 填报日期 | 2023年3月1日 |

经综合评价，2022年度部门整体支出绩效评价等级为“[[优]]”。
""",
        says="评价等级前后不一致：“评价等级”为“优”，“自评结果”为“良”。",
        cure="良",
        severity="error",
    ),
]

PASSES = [
    Passes(
        """部门整体绩效自评报告（2022年度）

2022年度部门整体支出年初预算数600万元，项目支出全年执行数213.46万元。
"""
        + _FUNDS.format(budget="620.00", executed="558.00"),
        why="another stage of the budget, and a part of the whole",
    ),
    Passes(
        """部门整体绩效自评报告（2022年度）

2022年度部门整体支出全年执行数558万元，预算执行率90.0%。上年部门整体支出全年执行数431.07万元。
"""
        + _FUNDS.format(budget="620.00", executed="558.00"),
        why="zeros are left out, the rate is told more finely, and last year's figure is another",
    ),
    Passes(
        """部门绩效自评表（2022年度）

| 自评得分 | 88 | 自评结果 | 良 |
|---|---|---|---|
| 部门名称 | 某某中心 | 填报日期 | 2023年3月1日 |

经综合评价，2022年度绩效评价等级为良好。绿化养护项目评价等级为“优”。经财政复核，评价等级为“中”。
得分在90分以上的，评价等级为“优”。
""",
        why="良好 is 良; a project, a reviewer and the scale itself have other grades",
    ),
]
