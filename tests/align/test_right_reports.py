"""Passages of right reports that once drew a finding: each must stay quiet, and its slip be found."""

from __future__ import annotations

import pytest

from reportlint.config import settings
from reportlint.pipeline import Piped, lint_piped
from reportlint.run.registry import discover

FORM = """
| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |
|---|---|---|---|---|---|---|
"""

ACCOUNTS = """某县林业局2023年度部门决算

收入支出决算总表

单位：万元

| 项目 | 决算数 | 项目 | 决算数 |
|---|---|---|---|
| 一、一般公共预算财政拨款收入 | 500.00 | 一、农林水支出 | 520.00 |
| 二、其他收入 | 40.00 | 二、住房保障支出 | 30.00 |
| 本年收入合计 | 540.00 | 本年支出合计 | 550.00 |
| 年初结转和结余 | 20.00 | 年末结转和结余 | 10.00 |
| 总计 | 560.00 | 总计 | 560.00 |

支出决算表

单位：万元

| 科目编码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| 213 | 农林水支出 | 520.00 | 300.00 | 220.00 |
| 221 | 住房保障支出 | 30.00 | 30.00 | |
| | 合计 | 550.00 | 330.00 | 220.00 |

"""


def checks(text: str) -> list[str]:
    outcome = lint_piped(Piped("t.txt", text.encode()), settings(), discover())
    return [finding.check for finding in outcome.findings if finding.root is None]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (
            "平均审理天数由51天升至56天。\n" + FORM
            + "| 产出指标 | 时效指标 | 平均审理天数 | ≤60天 | 56天 | 10 | 10 |\n",
            "where a figure stood before is not the result",
        ),
        ("年末在职58人，较上年末净增2人（新录用5人，退休3人）。\n", "comings and goings"),
        (
            "2022届毕业生3,120人，2023届毕业生3,124人，毕业去向落实率比2022届的93.18%提高1.47个百分点。\n",
            "the year of a class of students is a year",
        ),
        (
            "接种疫苗应种186420剂次，实种183275剂次。\n" + FORM
            + "| 产出指标 | 质量指标 | 疫苗接种率 | ≥95% | 98.31% | 10 | 10 |\n",
            "doses are no per cent",
        ),
        (
            "布设饮用水监测点212个，水质合格201个，合格率94.81%。\n" + FORM
            + "| 产出指标 | 质量指标 | 实验室能力验证合格率 | 100% | 96.67% | 10 | 9 |\n",
            "a rate told by 合格率 alone is of what was told before it",
        ),
        (
            "总投入682.40万元，其中财政资金286.40万元、企业赞助360.00万元、报名费收入36.00万元，"
            "财政资金占41.97%。\n",
            "the share names its part",
        ),
        (
            "接待群众91.59万人次，比上年的83.27万人次多8.32万人次，增长9.99%。\n",
            "多 before a figure is a change, not 'more than'",
        ),
        (
            "余额14,625万元（2023年末余额11,200万元，当年动用9,850万元、补充13,275万元）。\n",
            "a bracket that tells how the amount came about",
        ),
        (
            "年初安排资金17,560.00万元；7月，第二批下达920.00万元；10月，统筹收回120.00万元。"
            "调整后全年资金18,360.00万元。\n",
            "an amount between the two budgets may be one more adjustment",
        ),
        (
            "政府性基金全年支出288.60万元，执行率91.91%。\n\n自评表\n\n"
            "| 项目资金 | 年初预算数 | 全年预算数 | 全年执行数 | 执行率 |\n|---|---|---|---|---|\n"
            "| 年度资金总额 | 8,000.00 | 9,315.80 | 9,184.62 | 98.59% |\n",
            "the rate of one source is not that of all the money",
        ),
        (
            "受理案件176件、办结170件。其中信访受理100件、办结96件，热线受理76件、办结74件。\n",
            "two stages of one thing are not parts of one whole",
        ),
        (
            "未支出的287.50万元占项目结余总额398.96万元的72.06%。\n",
            "the base stands right before the share",
        ),
        (
            "新建社区助餐点4个，社区助餐点累计达到11个。\n" + FORM
            + "| 产出指标 | 数量指标 | 新建社区助餐点 | 5个 | 4个 | 10 | 8 |\n",
            "the total so far is not what was built",
        ),
        (
            "媒体上稿500篇（条）以上。\n" + FORM
            + "| 产出指标 | 数量指标 | 媒体上稿 | ≥500篇 | 587篇 | 10 | 10 |\n",
            "a bound may be a promise",
        ),
        (
            "某局2023年度自评报告\n\n2022年度自评得分91.60分，问题已整改。\n" + FORM
            + "| 产出指标 | 数量指标 | 培训 | 5次 | 5次 | 60 | 60 |\n"
            "| 效益指标 | 社会效益 | 知晓率 | 90% | 92% | 40 | 40 |\n| 总分 | | | | | 100 | 100 |\n",
            "last year's score",
        ),
        (
            "立案查处案件1,436件，结案1,402件。\n" + FORM
            + "| 产出指标 | 数量指标 | 培训 | 5次 | 5次 | 10 | 10 |\n",
            "one sentence tells two things",
        ),
        (
            ACCOUNTS + "一般公共预算支出516.00万元，比上年的496.00万元多支出20.00万元，增长4.03%。\n",
            "more spent is a change",
        ),
        (
            ACCOUNTS + "2023年收入总计560.00万元，包括本年收入540.00万元、年初结转和结余20.00万元。\n",
            "this year's income and the total with what is carried over",
        ),
        (
            ACCOUNTS + "公务用车运行维护费决算数中，基本支出列支3.00万元、项目支出列支1.00万元。\n",
            "the split of one expense is not that of all spending",
        ),
        (
            ACCOUNTS + "全年公务接待费预算3.00万元，实际支出2.00万元。\n",
            "实际支出 goes on with what was told before",
        ),
        (
            "2023年部门决算\n\n表\n\n单位：万元\n\n| 项目 | 预算数 | 完成预算% |\n|---|---|---|\n"
            "| 甲 | 100 | 97 |\n| 乙 | 50 | 96 |\n| 合计 | 150 | 96.67 |\n",
            "a column headed with % is not added up",
        ),
        (
            "2023年部门决算\n\n收入支出决算总表\n\n单位：万元\n\n| 项目 | 行次 | 决算数 |\n|---|---|---|\n"
            "| 一、财政拨款收入 | 1 | 60.00 |\n| 二、其他收入 | 2 | 40.00 |\n"
            "| 本年收入合计 | 3 | 100.00 |\n",
            "line numbers are no amounts",
        ),
        (
            "自评表\n\n| 项目资金 | 年初预算数 | 全年预算数 | 全年执行数 |\n|---|---|---|---|\n"
            "| 年度资金总额 | 90.00 | 100.00 | 99.00 |\n| 其中：中央财政资金 | 60.00 | 70.00 | 70.00 |\n"
            "| 地方资金 | 20.00 | 20.00 | 19.00 |\n| 其他资金 | 10.00 | 10.00 | 10.00 |\n",
            "the money of one level is not all fiscal money",
        ),
        (
            "资金测算\n\n| 内容 | 数量 | 单价（元） | 金额（元） |\n|---|---|---|---|\n"
            "| 管网修复 | 5.25公里 | 110000 | 577500 |\n| 巡检 | 2次 | 1000 | 2000 |\n",
            "a price per kilometre counts kilometres",
        ),
        (
            "（三）绩效目标。全年接待群众90万人次以上，其中免费接待不少于60万人次，群众满意度90%以上。\n" + FORM
            + "| 满意度指标 | 服务对象满意度 | 群众满意度 | ≥90% | 87.89% | 10 | 7 |\n",
            "a heading of goals that opens its own paragraph",
        ),
        (
            "年末实有在职人员22人，比上年末减少1人（退休2人、新招录1人）。\n",
            "a bracket that tells how a change came about",
        ),
        (
            "高血压、糖尿病患者规范管理率分别为75.32%和73.63%。\n" + FORM
            + "| 产出指标 | 质量指标 | 高血压患者规范管理率 | ≥65% | 75.32% | 10 | 10 |\n",
            "two things told by one name and 分别",
        ),
        (
            "完成监督抽检2436批次，检出不合格61批次，合格率97.50%。\n",
            "what did not pass is not the part of 合格率",
        ),
        (
            "在园幼儿21460人，其中普惠性幼儿园在园19872人（含公办园13392人、民办园6480人），"
            "公办在园占比62.40%。\n",
            "the share names a part that was not told",
        ),
        (
            "某局2023年度自评报告\n\n年中区财政追加1,306.20万元，调减181.70万元。\n\n自评表\n\n"
            "| 项目资金 | 年初预算数 | 全年预算数 | 全年执行数 |\n|---|---|---|---|\n"
            "| 年度资金总额 | 8,650.32 | 9,774.82 | 9,000.00 |\n",
            "two adjustments of one budget",
        ),
        (
            "某局2023年度自评报告\n\n全年预算186万元，结转4.53万元，执行率97.56%。\n",
            "what was carried over was not spent",
        ),
        (
            "某局2023年度自评报告\n\n与2022年度兑现的7058万元相比，多拨868.38万元，同比增长12.30%。\n",
            "多拨 is a change",
        ),
        (
            "某局2023年度自评报告\n\n力争下一年度培训合格率达到95%。\n" + FORM
            + "| 产出指标 | 质量指标 | 培训合格率 | ≥90% | 91% | 10 | 10 |\n",
            "an aim of next year",
        ),
        (
            "某局2023年度自评报告\n\n2.完成的绩效目标\n\n目标1：修缮烈士墓163座，超计划13座。\n" + FORM
            + "| 产出指标 | 数量指标 | 修缮烈士墓 | 150座 | 163座 | 10 | 10 |\n",
            "what was done, told goal by goal",
        ),
        (
            "支出表\n\n单位：万元\n\n| 类别 | 单位 | 支出数 | 占比 |\n|---|---|---|---|\n"
            "| 中心 | 本部 | 60.00 | 60.00% |\n| 服务站 | 东站 | 25.00 | 25.00% |\n"
            "| | 西站 | 15.00 | 15.00% |\n| 小计 | | 40.00 | 40.00% |\n| 合计 | | 100.00 | 100.00% |\n",
            "a subtotal of one group, and shares of the whole",
        ),
        (
            "用地表\n\n| 乡镇 | 面积（亩） | 单位成本（万元/亩） |\n|---|---|---|\n"
            "| 东镇 | 10 | 1.29 |\n| 西镇 | 10 | 1.31 |\n| 合计 | 20 | 1.30 |\n",
            "costs of a unit are not added up",
        ),
        (
            ACCOUNTS + "二、“三公”经费情况\n\n全年支出31.87万元，完成预算46.50万元的68.54%。\n",
            "the heading says what was spent on",
        ),
        (
            "支出明细\n\n单位：万元\n\n| 序号 | 支出方向 | 支出 |\n|---|---|---|\n| 1 | 岗位补贴 | 70.00 |\n"
            "| 1.1 | 城镇岗位 | 30.00 |\n| 1.2 | 乡村岗位 | 40.00 |\n| 2 | 培训补贴 | 25.00 |\n"
            "| | 合计 | 95.00 |\n",
            "1.1 and 1.2 are parts of 1",
        ),
        (
            "某局2023年度自评报告\n\n财政拨款支出1,400.00万元，包括基本支出746.00万元、项目支出654.00万元。\n\n"
            "基础数据表\n\n单位：万元\n\n| 项目 | 2023年决算数 |\n|---|---|\n| 项目支出 | 1,378.00 |\n"
            "| 公用经费 | 20.00 |\n",
            "the project expenditure of one source",
        ),
        (
            "某局2022年度部门决算\n\n支出对比表\n\n单位：万元\n\n| 项目 | 年初预算 | 决算数 |\n|---|---|---|\n"
            "| 社会保障 | 73.00 | 78.00 |\n| 卫生健康 | 3.00 | 3.10 |\n| 合计 | 76.00 | 81.10 |\n",
            "the budget of the beginning of the year is not the last one",
        ),
        (
            "某局2021年度部门整体支出绩效自评报告\n\n年初预算1186.42万元。按支出结构分，基本支出868.92万元，"
            "项目支出317.50万元。\n2021年全年支出1297.35万元。其中，基本支出931.06万元，包括人员经费851.86万元"
            "和公用经费79.20万元；项目支出366.29万元。\n",
            "what splits up a budget is budget; what an item consists of is no part of the whole",
        ),
        (
            "全年受理案件472件，其中民事318件、刑事149件、行政5件，年度内办结451件。\n",
            "the list ends where another thing is told behind a comma",
        ),
        (
            "2023年共有7个项目，其中4个重点项目公开自评表，4个项目全年预算1754.51万元。\n",
            "a clause that goes on about a number is no part",
        ),
        (
            "基本支出1486.38万元，其中：人员经费1304.12万元，主要包括基本工资386.50万元、津贴402.18万元；"
            "公用经费182.26万元。\n",
            "a list within an item ends with the item",
        ),
        (
            "自评综合得分97.29分。其中：预算执行10分，自评9.59分；目标一30分，自评28.3分。\n" + FORM
            + "| 总分 | | | | | 100 | 97.29 |\n",
            "what follows a weight is the score of its block",
        ),
        (
            "意向人数超出目标值18人。\n" + FORM
            + "| 效益指标 | 社会效益指标 | 意向人数 | ≥400人 | 418人 | 10 | 10 |\n",
            "by how much a target was exceeded is no target",
        ),
        (
            "受理申请63件，办结61件，其余2件仍在期限内，按时办结率100%。\n",
            "a rate of what was done in time is of no count told here",
        ),
        (
            "三、年度主要工作任务\n\n一是治理河道不少于36公里；二是新增治理面积25平方公里。\n\n四、完成情况\n\n" + FORM
            + "| 产出指标 | 数量指标 | 河道治理长度 | ≥36公里 | 36.2公里 | 5 | 5 |\n"
            "| 产出指标 | 数量指标 | 新增治理面积 | ≥25平方公里 | 23.6平方公里 | 5 | 4.7 |\n",
            "what is planned is no result",
        ),
        (
            "项目支出全年预算6886.10万元，实际支出6574.92万元。其中四项合计5932.92万元，占项目支出的90.24%。\n",
            "a share of 项目支出 may be of the budget or of what was spent",
        ),
        (
            "修复矿山36.80公顷，累计修复128.30公顷。\n" + FORM
            + "| 效益指标 | 生态效益指标 | 矿山生态修复面积 | ≥35公顷 | 36.80公顷 | 8 | 8 |\n",
            "累计 takes in earlier years",
        ),
        (
            "上报药品不良反应报告580份，折合每百万人约745份。\n" + FORM
            + "| 产出指标 | 数量指标 | 药品不良反应报告数 | ≥700份/百万人 | 745份/百万人 | 3 | 3 |\n",
            "a count per million is another unit",
        ),
        (
            "年初预算100万元，中央追加85万元，统一压减配套60万元，调整后全年预算125万元，比年初净增25万元。\n",
            "what was cut back counts among the adjustments",
        ),
        (
            "| 年度目标 | 一级指标 | 二级指标 | 三级指标 | 分值 | 年初目标值 | 实际完成值 | 得分 |\n"
            "|---|---|---|---|---|---|---|---|\n"
            "| 目标1：安全（11分） | 产出指标 | 数量指标 | 除险加固 | 5 | 8座 | 8座 | 5 |\n"
            "| | 效益指标 | 社会效益 | 安全度汛率 | 6 | 100% | 95% | 5.7 |\n"
            "| 小计 | | | | 11 | | | 10.7 |\n"
            "| 目标2：供水（9分） | 产出指标 | 数量指标 | 受益人口 | 5 | 4万人 | 4万人 | 5 |\n"
            "| | 效益指标 | 社会效益 | 水质达标率 | 4 | 95% | 96% | 4 |\n"
            "| 小计 | | | | 9 | | | 9 |\n"
            "| 合计 | | | | 20 | | | 19.7 |\n",
            "小计 is of the rows since the one before",
        ),
        (
            "公开02表\n\n收入决算表\n\n单位：万元\n\n| 项目 | 本年收入合计 | 财政拨款收入 | 其他收入 |\n"
            "|---|---|---|---|\n| 栏次 | 1 | 2 | 3 |\n| 合计 | 30.00 | 20.00 | 10.00 |\n"
            "| 教育支出 | 30.00 | 20.00 | 10.00 |\n",
            "栏次 numbers the columns",
        ),
        (
            "| 年度总体目标 | 预期目标 | 实际完成情况 |\n|---|---|---|\n"
            "| | 目标1：补充耕地1200亩以上，整改到位率不低于95%。 | 目标1：补充耕地1268亩，整改到位率93.55%。 |\n\n"
            + FORM
            + "| 产出指标 | 数量指标 | 补充耕地 | ≥1200亩 | 1268亩 | 6 | 6 |\n"
            "| 产出指标 | 质量指标 | 整改到位率 | ≥95% | 93.55% | 6 | 5.9 |\n",
            "目标1 under 实际完成情况 tells what was done",
        ),
        (
            "全年支出10872.64万元。其中，基本支出4618.37万元，占42.48%，包括人员经费4102.85万元、公用经费515.52万元；"
            "项目支出6254.27万元，占57.52%。\n",
            "包括 behind a share still splits up the item before it",
        ),
        (
            "在管高血压患者62480人，其中规范管理47916人，规范管理率76.69%；在管糖尿病患者21356人，其中规范管理16208人，"
            "规范管理率75.89%。\n",
            "a list behind a semicolon with 其中 of its own is another whole",
        ),
        (
            "某县卫健局2023年度基本公共卫生服务项目支出绩效自评报告\n\n全年预算5457.48万元，其中中央财政资金2710.00万元、"
            "省级财政资金1098.00万元、市级财政资金412.37万元、县级财政资金1237.11万元。\n",
            "财政资金 of one level is not that of another",
        ),
        (
            "某镇人民政府2023年度部门整体支出绩效自评报告\n\n项目支出6254.27万元。\n\n项目支出情况表\n\n单位：万元\n\n"
            "| 项目名称 | 全年预算数 | 支出数 |\n|---|---|---|\n| 道路维护 | 3000.00 | 2900.00 |\n| 环境整治 | 3100.00 | 2979.87 |\n"
            "| 合计 | 6100.00 | 5879.87 |\n\n注：上表仅列示金额较大的项目，其余项目支出374.40万元未逐项列示。\n",
            "a list that leaves projects out does not total all of them",
        ),
        (
            "单位：万元\n\n| 单位 | 支出合计 | 基本支出 | 项目支出 | 占比 |\n|---|---|---|---|---|\n"
            "| 局机关 | 100.00 | 20.00 | 80.00 | 50% |\n| 河道处 | 60.00 | 40.00 | 20.00 | 30% |\n"
            "| 水库所 | 40.00 | 30.00 | 10.00 | 20% |\n| 合计 | 200.00 | 90.00 | 110.00 | 100% |\n",
            "a share column may be of another amount column than the one beside it",
        ),
        (
            "某旗林草局2023年度部门决算\n\n1.防火能力建设项目自评综述：自评得分为98分。\n\n"
            "2.有害生物防治项目自评综述：自评得分为95.54分。\n",
            "each project has a score of its own",
        ),
        (
            "部门整体绩效自评总分100分，我局自评得分97.03分。\n" + FORM
            + "| 产出指标 | 数量指标 | 造林面积 | ≥2万亩 | 2.1万亩 | 100 | 97.03 |\n",
            "what the score is out of is no score",
        ),
        (
            "水生态修复面积较目标少34公顷。\n" + FORM
            + "| 产出指标 | 数量指标 | 水生态修复面积 | ≥320公顷 | 286公顷 | 6 | 5.36 |\n",
            "how much a target was missed by is no target",
        ),
        (
            "某局2025年部门预算\n\n一般公共预算支出表\n\n单位：万元\n\n| 科目编码 | 科目名称 | 2024年执行数 | 2025年预算数 |\n"
            "|---|---|---|---|\n| 2130106 | 科技转化 | 165.20 | 140.00 |\n| 2130109 | 质量安全 | 100.00 | 110.00 |\n",
            "last year's execution beside this year's budget",
        ),
        (
            "某局2023年度部门决算\n\n一般公共预算财政拨款支出年初预算为2622.08万元，支出决算为2871.53万元，"
            "完成年初预算的109.51%，超年初预算249.45万元。\n",
            "by how much 年初预算 was exceeded",
        ),
        (
            "某局2023年度部门决算\n\n基本支出1602.17万元，项目支出1683.86万元。\n\n公务接待费中，基本支出列支2.68万元，"
            "项目支出列支1.24万元；公务用车运行维护费中，基本支出列支7.42万元，项目支出列支3.44万元。\n",
            "基本支出 of one expense",
        ),
        (
            "财政拨款基本支出决算表\n\n单位：万元\n\n| 科目代码 | 科目名称 | 决算数 | 科目代码 | 科目名称 | 决算数 |\n"
            "|---|---|---|---|---|---|\n| 301 | 工资福利支出 | 90.00 | 302 | 商品和服务支出 | 30.00 |\n"
            "| 30101 | 基本工资 | 60.00 | 30201 | 办公费 | 20.00 |\n| 30102 | 津贴补贴 | 30.00 | 30202 | 印刷费 | 10.00 |\n"
            "| 人员经费合计 | | 90.00 | 公用经费合计 | | 30.00 |\n",
            "科目代码 heads account codes",
        ),
        (
            "一般公共预算财政拨款“三公”经费支出决算表\n\n单位：万元\n\n| 合计 | 因公出国（境）费 | 公务用车购置费 | 公务用车运行费 | 公务接待费 |\n"
            "|---|---|---|---|---|\n| 1 | 2 | 3 | 4 | 5 |\n| 15.00 | 0 | 0 | 10.00 | 5.00 |\n",
            "a row that counts the columns",
        ),
        (
            "| 部门名称 | 某区残联 | 自评总分 | 98.46 |\n|---|---|---|---|\n\n" + FORM
            + "| 产出指标 | 数量指标 | 康复救助人数 | ≥180人 | 196人 | 50 | 50 |\n"
            "| 效益指标 | 社会效益指标 | 就业人数 | ≥220人 | 246人 | 40 | 40 |\n\n"
            "| 项目名称 | 康复救助 | 自评总分 | 97.65 |\n|---|---|---|---|\n\n" + FORM
            + "| 产出指标 | 数量指标 | 救助人数 | ≥180人 | 196人 | 50 | 48 |\n"
            "| 效益指标 | 社会效益指标 | 覆盖率 | ≥90% | 98% | 40 | 40 |\n",
            "two forms in one file are not one",
        ),
    ],
)  # fmt: skip
def test_right_passage_is_quiet(text: str, why: str) -> None:
    assert checks(text) == [], why


COST = FORM + (
    "| 产出指标（{head}分） | 数量指标 | 办结案件数 | ≥50件 | 52件 | 20 | 20 |\n"
    "| | 时效指标 | 及时率 | ≥90% | 95% | 20 | 20 |\n"
    "| | 成本指标 | 人均成本 | ≤30元 | 29元 | 10 | 10 |\n"
    "| 效益指标（50分） | 社会效益 | 知晓率 | ≥90% | 95% | 50 | 50 |\n"
    "| 总分 | | | | | 100（含执行率0分） | 100 |\n"
)


def test_cost_below_output_stays_in_the_block_above() -> None:
    assert checks(COST.format(head=50)) == []
    assert checks(COST.format(head=40)) == ["block-sum"]


def test_first_head_over_the_names_of_the_rows_takes_no_amounts() -> None:
    form = (
        "自评表\n\n| 预算资金 | 年初预算数 | 全年预算数 | 全年执行数 | 执行率（%） |\n|---|---|---|---|---|\n"
        "| 年度资金总额 | 3,286.40 | 4,443.65 | 4,247.95 | {rate} |\n"
    )
    assert checks(form.format(rate="95.60")) == []
    assert checks(form.format(rate="96.50")) == ["rate-mismatch"]


def test_year_in_the_name_of_a_row() -> None:
    outcome = lint_piped(
        Piped(
            "t.txt",
            (
                "某局2025年部门预算\n\n“三公”经费表\n\n单位：万元\n\n| 年度 | 接待费 | 用车 |\n|---|---|---|\n"
                "| 2025年预算数 | 1.00 | 8.00 |\n| 2024年预算数 | 2.00 | 9.00 |\n"
            ).encode(),
        ),
        settings(),
        discover(),
    )
    assert outcome.facts is not None
    periods = {f.number: f.period for f in outcome.facts.figures() if f.table is not None}
    assert periods == {"1.00": "2025", "8.00": "2025", "2.00": "2024", "9.00": "2024"}


def test_note_that_leaves_rows_out_opens_the_list() -> None:
    table = (
        "2023年某局部门决算\n\n支出决算表\n\n单位：万元\n\n| 科目编码 | 科目名称 | 本年支出合计 |\n|---|---|---|\n"
        "| 213 | 农林水支出 | 90.00 |\n| 21301 | 农业农村 | 90.00 |\n| 2130101 | 行政运行 | 50.00 |\n"
        "| 2130104 | 事业运行 | 30.00 |\n| 221 | 住房保障支出 | 10.00 |\n| 22102 | 住房改革 | 10.00 |\n"
        "| 2210201 | 公积金 | 6.00 |\n| 2210202 | 补贴 | 4.00 |\n| | 合计 | 100.00 |\n\n"
    )
    assert checks(table + "注：本表仅列示金额较大的科目。\n") == []
    assert checks(table) == ["code-rollup"]


@pytest.mark.parametrize(
    ("text", "check"),
    [
        (ACCOUNTS + "全年取得收入540.00万元，其中财政拨款500.00万元，其他收入{}万元。\n", "45.00"),
        (ACCOUNTS + "当年共支出550.00万元，其中用于人员和日常运转的基本支出{}万元。\n", "333.00"),
        (ACCOUNTS + "年末结转和结余{}万元。\n", "11.00"),
    ],
)
def test_text_of_accounts_is_held_against_the_tables(text: str, check: str) -> None:
    right = {"45.00": "40.00", "333.00": "330.00", "11.00": "10.00"}[check]
    assert checks(text.format(right)) == []
    assert checks(text.format(check)) != []
