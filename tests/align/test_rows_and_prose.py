"""Rows of tables and the sentences about them: what holds is quiet, the slip in it is found."""

from __future__ import annotations

import pytest

from reportlint.config import settings
from reportlint.model.fact import Relation
from reportlint.model.outcome import Outcome
from reportlint.pipeline import Piped, lint_piped
from reportlint.run.registry import discover

TITLE = "某县司法局2023年度部门整体支出绩效自评报告\n\n"

BALANCES = """
部门预算执行情况表
单位：万元

| 项目 | 全年预算 | 执行数 | 结余 | 执行率 |
|---|---|---|---|---|
| 基本支出 | 2,114.90 | 2,106.35 | {basic} | 99.60% |
| 项目支出 | 944.87 | 906.11 | 38.76 | 95.90% |
| 合计 | 3,059.77 | 3,012.46 | 47.31 | 98.45% |
"""

CLASSES = """
一般公共预算财政拨款支出决算表
单位：万元

| 功能分类科目 | 年初预算数 | 决算数 | 完成年初预算（%） |
|---|---|---|---|
| 卫生健康支出 | 40.60 | {health} | 103.13 |
| 行政单位医疗 | | 16.40 | |
| 事业单位医疗 | | 25.47 | |
| 农林水支出 | 130.50 | 141.20 | 108.20 |
| 行政运行 | | 96.50 | |
| 防汛 | | 44.70 | |
| 合计 | 171.10 | {total} | |
"""

EXPLAINED = """
财政拨款支出决算明细
单位：万元

| 科目名称 | 年初预算数 | 决算数 |
|---|---|---|
| 老年福利 | 1,985.00 | 2,104.33 |
| 殡葬 | 865.00 | 842.10 |
| 养老服务 | 1,420.00 | 1,387.92 |

1. 老年福利支出决算2,104.33万元，完成年初预算的106.01%，主要是发放人数增加。

2. 殡葬支出决算{burial}万元，完成年初预算的{rate}%，主要是采购节约。
"""

PUBLIC = """
基础数据表
单位：万元

| 经费控制情况 | 2022年决算数 | 2023年预算数 | 2023年决算数 |
|---|---|---|---|
| 公用经费 | 110.60 | 138.00 | {public} |
| 其中：办公经费 | 42.18 | 45.00 | 40.36 |
| 水费、电费 | 28.42 | 33.00 | 29.12 |
| 其他公用支出 | 40.00 | 60.00 | 42.75 |
| 政府采购金额 | 80.00 | 90.00 | 85.00 |
"""

JOINT = """
部门整体支出绩效自评表

| 一级指标 | 二级指标 | 三级指标 | 年初目标值 | 实际完成值 | 分值/得分 |
|---|---|---|---|---|---|
| 产出指标 | 数量指标 | 发放宣传资料 | ≥6万份 | 6.8万份 | 2 / {score} |
| 产出指标 | 数量指标 | 法治宣传活动场次 | ≥160场 | 173场 | 3 / 3 |
"""

PROJECTS = """
一、困难群众救助项目

项目全年预算658.00万元，全年支出647.24万元。

二、高龄津贴项目

项目全年预算152.00万元，全年支出149.66万元。

附件1 困难群众救助项目支出绩效自评表

项目名称：困难群众救助  单位：万元

| 项目资金 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |
|---|---|---|---|---|---|
| 年度资金总额 | 658.00 | 647.24 | 10 | 98.36% | 9.84 |

附件2 高龄津贴项目支出绩效自评表

项目名称：高龄津贴  单位：万元

| 项目资金 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |
|---|---|---|---|---|---|
| 年度资金总额 | 152.00 | 149.66 | 10 | 98.46% | 9.85 |
"""


BASE_ROWS = """
基础数据表
单位：万元

| 经费控制情况 | 2023年预算数 | 2023年决算数 |
|---|---|---|
| “三公”经费 | 24.50 | 19.83 |
| 项目支出 | 377.36 | 341.36 |
| 1. 法律援助 | {aid} | 128.40 |
| 2. 人民调解 | 96.96 | 96.96 |
| 3. 转移支付 | 152.00 | 116.00 |
| 公用经费 | 50.00 | 48.00 |
| 部门预算合计 | 1,792.00 | 1,743.58 |
"""

GOAL_ROW = """
部门整体支出绩效自评表

| 年度目标 | 1.退化林修复2.0万亩、森林抚育3.3万亩，全部按期完成并通过县级验收。 | | 1.退化林修复1.8万亩、森林抚育3.3万亩，已通过县级验收，余下部分次年实施。 | |
|---|---|---|---|---|
| 一级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |
| 产出指标 | 退化林修复面积 | ≥2.0万亩 | 1.8万亩 | 6 | 5.4 |
| 产出指标 | 森林抚育面积 | ≥3.3万亩 | 3.3万亩 | 6 | 6 |
"""


def lint(text: str) -> Outcome:
    return lint_piped(Piped("t.txt", (TITLE + text).encode()), settings(), discover())


def found(text: str) -> set[str]:
    return {finding.check for finding in lint(text).findings if finding.severity != "info"}


def relations(text: str, kind: str) -> list[Relation]:
    outcome = lint(text)
    assert outcome.facts is not None
    return [relation for relation in outcome.facts.relations if relation.kind == kind]


@pytest.mark.parametrize(
    ("text", "slip", "check"),
    [
        (BALANCES.format(basic="8.55"), BALANCES.format(basic="5.85"), "residual-mismatch"),
        (
            CLASSES.format(health="41.87", total="183.07"),
            CLASSES.format(health="48.17", total="183.07"),
            "total-mismatch",
        ),
        (
            EXPLAINED.format(burial="842.10", rate="97.35"),
            EXPLAINED.format(burial="824.10", rate="97.35"),
            "figure-conflict",
        ),
        (
            EXPLAINED.format(burial="842.10", rate="97.35"),
            EXPLAINED.format(burial="842.10", rate="102.72"),
            "rate-mismatch",
        ),
        (PUBLIC.format(public="112.23"), PUBLIC.format(public="121.23"), "total-mismatch"),
        (JOINT.format(score="2"), JOINT.format(score="3"), "score-bounds"),
        (BASE_ROWS.format(aid="128.40"), BASE_ROWS.format(aid="148.40"), "total-mismatch"),
        (
            "保障低保对象428户763人，其中城镇36户52人、农村392户711人；特困供养117人，其中集中供养28人。\n",
            "保障低保对象428户763人，其中城镇36户52人、农村392户771人；特困供养117人，其中集中供养28人。\n",
            "sub-count",
        ),
        (
            "全年政府采购预算86.00万元，实际采购78.43万元，其中授予中小企业合同金额71.60万元。\n",
            "全年政府采购预算86.00万元，实际采购78.43万元，其中授予中小企业合同金额81.60万元。\n",
            "part-exceeds-whole",
        ),
        (
            "白水乡受益8,640人；青石乡受益3,260人，其中脱贫人口632人。\n",
            "白水乡受益8,640人；青石乡受益3,260人，其中脱贫人口3,632人。\n",
            "part-exceeds-whole",
        ),
        (
            "“三公”经费预算24.50万元，决算18.62万元，其中公务用车运行维护费16.80万元、公务接待费1.82万元。\n",
            "“三公”经费预算24.50万元，决算18.62万元，其中公务用车运行维护费18.80万元、公务接待费1.82万元。\n",
            "breakdown-mismatch",
        ),
        (
            "为826户困难家庭实施适老化改造，户均补助2,950元，共支出243.67万元。\n",
            "为826户困难家庭实施适老化改造，户均补助2,950元，共支出2,436.70万元。\n",
            "average-mismatch",
        ),
        (
            "收入总计864.75万元，支出总计864.75万元。与2022年度798.20万元的收入总计相比，增加66.55万元。\n",
            "收入总计864.75万元，支出总计864.75万元。与2022年度798.20万元的收入总计相比，增加65.66万元。\n",
            "delta-mismatch",
        ),
        (
            "年初在册矫正对象203人，全年新接收209人，累计监管412人，解除矫正196人，年末在册216人。\n",
            "年初在册矫正对象203人，全年新接收209人，累计监管412人，解除矫正196人，年末在册226人。\n",
            "stock-flow",
        ),
        (
            "全年收到行政复议申请58件，受理51件，不予受理7件。\n",
            "全年收到行政复议申请58件，受理61件，不予受理7件。\n",
            "stock-flow",
        ),
        (
            "两个项目全年预算451.60万元，实际执行451.60万元。项目资金全部支付到位，无结转结余。\n",
            "两个项目全年预算451.60万元，实际执行441.48万元。项目资金全部支付到位，无结转结余。\n",
            "residual-mismatch",
        ),
        (
            "货物采购58.30万元。实际采购162.75万元，其中货物类采购58.30万元，服务类采购104.45万元。\n",
            "货物采购58.30万元。实际采购162.75万元，其中货物类采购58.30万元，服务类采购1,044,500.00万元。\n",
            "unit-slip",
        ),
    ],
)
def test_the_right_passage_is_quiet_and_its_slip_is_found(text: str, slip: str, check: str) -> None:
    assert found(text) == set()
    assert check in found(slip)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (
            "年初批复预算2,386.40万元，包括基本支出1,642.15万元和项目支出744.25万元。"
            "调整后全年预算2,602.67万元，基本支出占1,697.36万元，项目支出占905.31万元。\n\n"
            "全年支出2,531.61万元。基本支出1,688.94万元，项目支出842.67万元。\n",
            "each pair of kinds is of the amount before it",
        ),
        (
            "核定编制78名，年末在职74人，政法专项编制人员占55人。以编制数为分母，在职人员控制率94.87%。\n",
            "those on posts of one kind are no posts",
        ),
        (
            "八个项目中六个支出率为100%，而司法所建设预算34.82万元仅支出18.00万元，执行率51.69%。\n",
            "the amounts have a rate of their own",
        ),
        (
            "全年预算382.80万元。与2022年支出359.21万元相比，绝对额多了12.21万元，增长3.40%。\n",
            "绝对额多了 tells by how much",
        ),
        (
            "年初批复支出预算684.23万元，由财政拨款667.59万元、其他资金16.64万元组成，"
            "按用途分别是基本支出512.06万元和项目支出172.17万元。\n",
            "the budget is split up twice",
        ),
        (
            "全年城镇新增就业14,286人；失业人员再就业3,842人，年末登记失业率3.62%。\n",
            "those who found work again are not those out of work",
        ),
        (
            "全年调整后预算118.18万元，项目支出111.61万元，执行率94.44%。"
            "剔除转移支付因素后，项目支出预算71.50万元，执行68.21万元，执行率95.40%。\n",
            "what is left out makes another scope",
        ),
        (
            "卫生支出171.28万元。其中，公共卫生支出102.86万元，占60.05%：疾控机构38.42万元，"
            "急救机构12.68万元，基本公卫51.76万元；妇幼保健支出68.42万元。\n",
            "those behind the colon are of the item before it",
        ),
        (GOAL_ROW, "the second text of a goal row tells what became of it"),
        (
            "中央预算100万元、县级预算200万元，支出280万元，结余20万元。\n",
            "the budget is told in two parts",
        ),
        (
            "上年结转80万元，全年预算600万元，支出620万元，结余60万元。\n",
            "what was carried in was spent as well",
        ),
        (
            "行政编制20名，事业编制40名，在职人员57人，在职人员控制率95%。\n",
            "no one kind of posts is all of them",
        ),
        (
            "资助大学新生60人，发放助学金24万元，本科生人均5,000元，专科生人均3,000元。\n",
            "each average is of a group",
        ),
        (
            "改造危房200户，完成投资1,200万元，户均补助2万元。\n",
            "a subsidy is not all that was invested",
        ),
        (
            "预算240万元，决算180万元，其中年初结转40万元、当年拨款200万元。\n",
            "where the money came from is told of the budget",
        ),
        (
            "年初预算236.80万元，执行中追加9.20万元，追加后全年预算为246.00万元。"
            "实际支出243.54万元，预算执行率99.00%。\n\n"
            "一是消费维权项目支出偏慢，执行率为93.00%，主要是活动合并举办。\n",
            "what follows an addition is the full budget; the slow project has a rate of its own",
        ),
        (
            "全市10个县（市、区）均已完成任务，其中7个提前完成。\n",
            "the bracket names the kinds of places, no list of them",
        ),
        (
            "全年培训186人，支出26.40万元，人均住宿费380元。\n",
            "the lodging is an amount of its own",
        ),
        (
            "全年养老机构检查240家，合格238家，合格率99.17%。全年安全检查1,238家。\n",
            "a sample is not all of them",
        ),
    ],
)
def test_right_passages_stay_quiet(text: str, why: str) -> None:
    assert found(text) == set(), why


def test_a_balance_that_no_row_bears_out_is_open() -> None:
    table = BALANCES.format(basic="18.55").replace("38.76", "48.76").replace("47.31", "67.31")
    assert "residual-mismatch" not in found(table)


def test_the_total_of_both_kinds_is_that_of_the_body() -> None:
    text = "全年支出3,012.46万元，预算执行率98.45%。\n" + BALANCES.format(basic="8.55")
    pairs = {
        tuple(sorted((r.claim.text, r.terms[0].text))) for r in relations(text, "same-quantity")
    }
    assert ("3,012.46", "3,012.46万元") in pairs
    assert ("98.45%", "98.45%") in pairs


def test_a_text_on_one_project_goes_with_its_own_form() -> None:
    pairs = [
        (r.claim.text, r.terms[0].text, r.settled) for r in relations(PROJECTS, "same-quantity")
    ]
    assert ("658.00万元", "658.00", False) in pairs
    assert ("149.66万元", "149.66", False) in pairs
    assert not [pair for pair in pairs if pair[:2] == ("658.00万元", "152.00")]


def test_shares_of_a_whole_told_before_or_named() -> None:
    text = (
        "全年实际支出3,643.52万元。\n\n项目支出1,811.45万元，占全部支出的49.72%。\n\n"
        "年末在册对象207人，全年累计管理382人。对96名对象实施电子定位，占年末在册人数的46.38%。\n"
    )
    told = {(r.claim.text, r.terms[1].text) for r in relations(text, "share")}
    told |= {(r.claim.text, a[1].text) for r in relations(text, "share") for a in r.alternatives}
    assert ("49.72%", "3,643.52万元") in told
    assert ("46.38%", "207人") in told


def test_what_a_bracket_names_is_counted() -> None:
    text = "区级医院2家（区人民医院、区中医院），公共卫生机构3家（疾控中心、妇幼保健院、卫生监督所）。\n"
    told = [(r.claim.text, len(r.terms)) for r in relations(text, "list-count")]
    assert told == [("2家", 2), ("3家", 3)]


def test_a_unit_told_once_holds_for_the_tables_of_one_form() -> None:
    text = (
        "基础数据表\n单位：万元\n\n| 年度收入 | 2022年 | 2023年 |\n|---|---|---|\n"
        "| 财政拨款 | 774.56 | 874.56 |\n| 其他收入 | 65.44 | 65.44 |\n| 收入合计 | 840.00 | 940.00 |\n\n"
        "| 年度支出 | 2022年 | 2023年 |\n|---|---|---|\n| 甲类支出 | 268.41 | 278.41 |\n"
        "| 乙类支出 | 30.27 | 30.27 |\n| 支出合计 | 298.68 | 308.68 |\n"
    )
    units = {(r.claim.text, r.claim.unit) for r in relations(text, "total")}
    assert ("308.68", "万元") in units
