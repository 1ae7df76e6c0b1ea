"""声明的指标、目标、项目个数与表中行数不符。 / A declared number of rows is not that of the form.

“投入管理指标……十九项三级指标”与该一级指标下的行数比较；未指明哪一块的，全部行、去重后的名称、加上预算执行率
一行、任一块的行数，有一种相符即可。“8 个年度目标”与表中编号的年度目标比较，“共有 4 个预算项目”与唯一的
“项目名称”列比较。有行缺名称的不核对。
/ A statement about one block is set against that block; one about the whole is cleared by every
row, every name once, the 预算执行率 line as one more, or any single block. A form with unnamed rows
is left alone.
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

SEVERITY = "warning"
PREVIEW = True


@dataclass(frozen=True)
class Params:
    """This check has no options."""


def check(facts: Facts, params: Params) -> Iterator[Finding | Skip]:
    """Declared numbers that no way of counting the rows gives."""
    for relation in in_error(facts, "row-count"):
        yield mismatch(relation, MESSAGES, severity="warning", last=relation.terms[-1].text.strip())


MESSAGES = {
    "zh": "文中称“{claim}”，而表中列有 {count} 行（“{first}”至“{last}”）。",
    "en": "The text says '{claim}', but the form lists {count} rows ('{first}' to '{last}').",
}

FAILS = [
    Fails(
        """部门整体绩效自评报告（2022年度）

产出指标设置[[四项]]三级指标，效益指标设置一项三级指标。

| 一级指标 | 二级指标 | 三级指标 | 指标值 | 实际完成值 |
|---|---|---|---|---|
| 产出指标 | 数量指标 | {{巡查次数}} | 12 次 | 14 次 |
| | | {{培训人次}} | 200 人次 | 210 人次 |
| | 质量指标 | {{巡查合格率}} | 95% | 98% |
| 效益指标 | 社会效益指标 | 事故下降率 | 10% | 12% |
""",
        says="文中称“四项”，而表中列有 3 行（“巡查次数”至“巡查合格率”）。",
        cure="三项",
        severity="warning",
    ),
    Fails(
        """部门整体绩效自评表（2022年度）

本年度共设[[三个]]年度目标。

{{年度目标1}}：做好巡查工作。

{{年度目标2}}：做好培训工作。
""",
        says="文中称“三个”，而表中列有 2 行（“年度目标1”至“年度目标2”）。",
        cure="两个",
    ),
    Fails(
        """部门整体绩效自评报告（2022年度）

我单位共有[[4个]]预算项目，均已自评。

| 项目名称 | 预算数 | 执行数 |
|---|---|---|
| {{设备维护}} | 10.00 | 9.00 |
| {{业务培训}} | 5.00 | 5.00 |
| {{宣传活动}} | 2.00 | 1.00 |
""",
        says="文中称“4个”，而表中列有 3 行（“设备维护”至“宣传活动”）。",
        cure="3个",
    ),
]

PASSES = [
    Passes(
        """部门整体绩效自评报告（2022年度）

共设置三个一级指标：预算执行率、产出指标、效益指标。

| 预算情况 | 全年预算数 | 预算执行数 | 执行率 |
|---|---|---|---|
| 部门预算总额 | 100.00 | 90.00 | 90% |

| 一级指标 | 二级指标 | 三级指标 | 指标值 | 实际完成值 |
|---|---|---|---|---|
| 产出指标 | 数量指标 | 巡查次数 | 12 次 | 14 次 |
| 效益指标 | 社会效益指标 | 事故下降率 | 10% | 12% |
""",
        why="the execution rate is one of the three and stands in another block",
    ),
    Passes(
        """部门整体绩效自评报告（2022年度）

其中5个三级指标达标。产出指标、效益指标共4项三级指标。

| 一级指标 | 二级指标 | 三级指标 | 指标值 | 实际完成值 |
|---|---|---|---|---|
| 产出指标 | 数量指标 | 巡查次数 | 12 次 | 14 次 |
| | | 培训人次 | 200 人次 | 210 人次 |
| | 质量指标 | | 95% | 98% |
| 效益指标 | 社会效益指标 | 事故下降率 | 10% | 12% |
""",
        why="a row of the form has no name, so its rows cannot be counted",
    ),
    Passes(
        """部门整体绩效自评报告（2022年度）

我单位共有4个预算项目，均已自评。

| 任务名称 | 预算数 | 执行数 |
|---|---|---|
| 设备维护 | 10.00 | 9.00 |
| 业务培训 | 5.00 | 5.00 |
| 宣传活动 | 2.00 | 1.00 |
""",
        why="tasks are no projects",
    ),
]
