"""名称前后不一致。 / A name is not the one that belongs here.

单位名称中的“和”“与”“及”混用；区的报告称“我县”、县的报告称“我区”；部门整体报告称“本项目”而前面没有说过哪个项目；科目写明
用于另一科目的支出；同一科目编码有两个名称。别处的单位、自治区和各类开发区、附有项目自评的报告、截短的名称都不看。
/ Only what words alone can show. Bodies elsewhere, autonomous regions and zones, reports that take in
a project's evaluation, and names cut short are left alone.
"""

from reportlint.sdk import (
    Facts,
    Fails,
    Finding,
    Iterator,
    Message,
    Passes,
    Place,
    Skip,
    Span,
    code_names,
    dataclass,
    foreign_levels,
    foreign_purposes,
    linked_variants,
    lone_projects,
)

SEVERITY = "warning"
PREVIEW = True


@dataclass(frozen=True)
class Params:
    """This check has no options."""


def check(facts: Facts, params: Params) -> Iterator[Finding | Skip]:
    """Names that contradict the body, the report or the item they stand for."""
    words = facts.lexicon.words
    for document, reading in enumerate(facts.readings):
        for kind, found in (
            ("link", linked_variants(reading)),
            ("level", foreign_levels(reading)),
            ("project", lone_projects(reading)),
            ("purpose", foreign_purposes(reading, words)),
            ("code", code_names(reading)),
        ):
            for span, claim, other, own in found:
                yield _finding(kind, document, (span, claim), (other, own))


def _finding(
    kind: str, document: int, said: tuple[Span, str], own: tuple[Span | None, str]
) -> Finding:
    zh, en = MESSAGES[kind]
    values = {"claim": said[1], "own": own[1]}
    places = [Place("claim", said[0], said[1], document=document)]
    if own[0] is not None:
        places.append(Place("evidence", own[0], own[1], document=document))
    return Finding(
        message=Message(zh=zh.format(**values), en=en.format(**values)),
        places=tuple(places),
        severity="warning",
        confidence=0.8,
    )


MESSAGES = {
    "link": (
        "单位名称前后不一致：“{claim}”与“{own}”。",
        "Two spellings of the body's name: '{claim}' and '{own}'.",
    ),
    "level": (
        "文中称“{claim}”，而单位为“{own}”。",
        "The text says '{claim}', but the body is '{own}'.",
    ),
    "project": (
        "文中称“{claim}”，而本文为“{own}”，此前没有说到项目。",
        "The text says '{claim}' in '{own}', and no project was named before.",
    ),
    "purpose": (
        "科目“{own}”写明用于“{claim}”。",
        "The item '{own}' is said to be for '{claim}'.",
    ),
    "code": (
        "同一科目编码有两个名称：“{claim}”与“{own}”。",
        "One code, two names: '{claim}' and '{own}'.",
    ),
}

_TITLE = "临河区规划和自然资源局2022年度部门整体支出绩效自评报告\n\n"

FAILS = [
    Fails(
        "{{临河区规划和自然资源局}}2022年度部门整体支出绩效自评报告\n\n"
        "一、基本情况\n\n[[临河区规划与自然资源局]]内设科室12个。\n",
        says="单位名称前后不一致：“临河区规划与自然资源局”与“临河区规划和自然资源局”。",
        cure="临河区规划和自然资源局",
        severity="warning",
    ),
    Fails(
        "{{临河区水务局}}2022年度部门整体支出绩效自评报告\n\n"
        "一、基本情况\n\n[[我县]]全年完成河道清淤12公里。\n",
        says="文中称“我县”，而单位为“临河区水务局”。",
        cure="我区",
    ),
    Fails(
        _TITLE + "三、存在的问题\n\n[[本项目]]进展顺利，全年走访商户320户。\n",
        says="文中称“本项目”，而本文为“临河区规划和自然资源局2022年度部门整体支出绩效自评报告”，"
        "此前没有说到项目。",
        cure="各项工作",
    ),
    Fails(
        "2023年度部门预算说明\n\n"
        "住房改革支出（款）{{住房公积金}}（项）35.20万元，主要用于[[单位缴纳的基本医疗保险]]。\n",
        says="科目“住房公积金”写明用于“单位缴纳的基本医疗保险”。",
        cure="单位缴纳的住房公积金",
    ),
    Fails(
        """2023年度支出预算表（万元）

| 科目编码 | 科目名称 | 预算数 |
|---|---|---|
| 2101101 | {{行政单位医疗}} | 20.00 |

2023年度基本支出预算表（万元）

| 科目编码 | 科目名称 | 预算数 |
|---|---|---|
| 2101101 | [[事业单位医疗]] | 20.00 |
""",
        says="同一科目编码有两个名称：“事业单位医疗”与“行政单位医疗”。",
        cure="行政单位医疗",
    ),
]

PASSES = [
    Passes(
        _TITLE
        + "一、基本情况\n\n我局会同江北市规划与自然资源局开展联合测绘，参加规划与建设培训40人次。\n",
        why="the body of another city has a name of its own",
    ),
    Passes(
        "临河县水务局2022年度部门整体支出绩效自评报告\n\n"
        "一、基本情况\n\n自治区水利厅下达任务后，我区统一部署，全年完成河道清淤12公里。\n",
        why="我区 may be the autonomous region",
    ),
    Passes(
        _TITLE
        + "三、重点项目情况\n\n（一）测绘项目\n\n本项目完成测绘图斑320个，基本项目支出按月拨付。\n",
        why="the heading names the project",
    ),
    Passes(
        "2023年度部门预算说明\n\n"
        "社会保障和就业支出（类）行政事业单位养老支出（款）职业年金缴费支出（项）35.20万元，主要用于养老保险制度"
        "改革后单位缴纳的职业年金。卫生健康支出（类）行政单位医疗（项）12.00万元，主要用于职工社会保险缴费。\n",
        why="pensions belong together, and 社会保险 takes in the medical one",
    ),
]
