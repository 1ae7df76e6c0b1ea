"""Accounts tables: which check answers for a relation, and lists that may not be complete."""

from __future__ import annotations

from reportlint.config import settings
from reportlint.model.outcome import Outcome
from reportlint.pipeline import Piped, lint_piped
from reportlint.run.registry import discover

HEAD = "| 科目编码 | 科目名称 | 本年支出合计 |\n|---|---|---|\n"
TITLE = "2024年度单位决算\n\n支出决算表（单位：万元）\n\n"


def lint(text: str, path: str = "t.txt") -> Outcome:
    return lint_piped(Piped(path, text.encode()), settings(), discover())


def found(text: str, path: str = "t.txt") -> list[str]:
    return [f.check for f in lint(text, path).findings if f.root is None]


def test_list_cut_off_below_a_total_on_top_leaves_its_last_account_open() -> None:
    rows = "| 合计 | | 872.40 |\n| 205 | 教育支出 | 812.40 |\n| 20501 | 教育管理事务 | 512.40 |\n"
    full = rows + "| 20502 | 普通教育 | 300.00 |\n| 208 | 社会保障和就业支出 | 60.00 |\n"
    cut = full + "| 20805 | 行政事业单位养老支出 | 20.00 |\n"
    assert found(TITLE + HEAD + full) == []
    assert found(TITLE + HEAD + cut.replace("872.40", "999.40")) != ["code-rollup"]
    assert "code-rollup" in found(TITLE + HEAD + cut)


def test_list_over_two_tables_is_not_added_up_by_halves() -> None:
    first = "| 201 | 一般公共服务支出 | 40.00 |\n| 20101 | 人大事务 | 40.00 |\n"
    first += "| 205 | 教育支出 | 812.40 |\n| 20501 | 教育管理事务 | 512.40 |\n"
    second = "| 20502 | 普通教育 | 300.00 |\n| 208 | 社会保障和就业支出 | 60.00 |\n"
    second += "| 合计 | | 912.40 |\n"
    again = TITLE.partition("\n\n")[2]
    assert found(TITLE + HEAD + first + "\n" + again + HEAD + second) == []


def test_items_of_some_accounts_only_are_no_contradiction() -> None:
    rows = "| 205 | 教育支出 | 812.40 |\n| 2050202 | 小学教育 | 512.40 |\n"
    rows += "| 208 | 社会保障和就业支出 | 60.00 |\n| 合计 | | 872.40 |\n"
    assert found(TITLE + HEAD + rows) == []


def test_sub_accounts_above_their_account_are_an_error_in_any_list() -> None:
    rows = "| 205 | 教育支出 | 812.40 |\n| 2050202 | 小学教育 | 912.40 |\n"
    rows += "| 208 | 社会保障和就业支出 | 60.00 |\n| 合计 | | 872.40 |\n"
    assert found(TITLE + HEAD + rows) == ["code-rollup"]


def test_one_code_in_several_rows_says_nothing_of_levels() -> None:
    rows = "| 205 | 教育支出 | 12.00 |\n| 20502 | 普通教育 | 12.00 |\n"
    rows += "| 205 | 教育支出 | 30.00 |\n| 20502 | 普通教育 | 30.00 |\n| 合计 | | 42.00 |\n"
    assert found(TITLE + HEAD + rows) == []


def test_levels_told_by_names_add_up_as_codes_do() -> None:
    text = (
        TITLE + "| 科目名称 | 本年支出合计 | 基本支出 |\n|---|---|---|\n"
        "| 教育支出（类） | 812.40 | 700.00 |\n| 教育管理事务（款） | 512.40 | 450.00 |\n"
        "| 普通教育（款） | 300.00 | 250.00 |\n| 社会保障和就业支出（类） | 60.00 | 60.00 |\n"
        "| 合计 | 872.40 | 760.00 |\n"
    )
    assert found(text) == []
    assert found(text.replace("300.00", "330.00")) == ["code-rollup"]


LISTS = """<p>2024年度单位决算</p><p>一般公共预算财政拨款基本支出决算表</p><p>单位：万元</p><table>
<tr><td colspan="3">人员经费</td><td colspan="6">公用经费</td></tr>
<tr><td>科目编码</td><td>科目名称</td><td>决算数</td><td>科目编码</td><td>科目名称</td><td>决算数</td>
<td>科目编码</td><td>科目名称</td><td>决算数</td></tr>
<tr><td>301</td><td>工资福利支出</td><td>70.00</td><td>302</td><td>商品和服务支出</td><td>{goods}</td>
<td>30231</td><td>公务用车运行维护费</td><td>4.00</td></tr>
<tr><td>30101</td><td>基本工资</td><td>40.00</td><td>30201</td><td>办公费</td><td>6.00</td>
<td>310</td><td>资本性支出</td><td>3.00</td></tr>
<tr><td>30102</td><td>津贴补贴</td><td>30.00</td><td>30217</td><td>公务接待费</td><td>2.00</td>
<td>31002</td><td>办公设备购置</td><td>3.00</td></tr>
<tr><td>303</td><td>对个人和家庭的补助</td><td>5.00</td><td></td><td></td><td></td><td></td><td></td><td></td></tr>
<tr><td colspan="2">人员经费合计</td><td>75.00</td><td colspan="5">公用经费合计</td><td>{public}</td></tr>
</table>"""


def test_lists_set_side_by_side_go_on_from_block_to_block() -> None:
    assert found(LISTS.format(goods="12.00", public="15.00"), "t.html") == []
    assert found(LISTS.format(goods="12.50", public="15.50"), "t.html") == ["code-rollup"]
    assert found(LISTS.format(goods="12.00", public="16.00"), "t.html") == ["total-mismatch"]


OVERVIEW = """收入支出决算总表（单位：万元）

| 项目 | 决算数 | 项目 | 决算数 |
|---|---|---|---|
| 一、一般公共预算财政拨款收入 | 820.00 | 一、教育支出 | 810.00 |
| 二、事业收入 | 15.00 | 二、住房保障支出 | 30.00 |
| 本年收入合计 | {income} | 本年支出合计 | 840.00 |
| 使用非财政拨款结余 | 3.00 | 结余分配 | |
| 年初结转和结余 | 9.00 | 年末结转和结余 | 7.00 |
| 总计 | 847.00 | 总计 | 847.00 |

收入决算表（单位：万元）

| 科目编码 | 科目名称 | 本年收入合计 | 财政拨款收入 | 事业收入 |
|---|---|---|---|---|
| 合计 | | {total} | 820.00 | 15.00 |
| 205 | 教育支出 | 805.00 | 790.00 | 15.00 |
| 221 | 住房保障支出 | 30.00 | 30.00 | |
"""


def accounts(income: str = "835.00", total: str = "835.00") -> str:
    return "2024年度单位决算\n\n" + OVERVIEW.format(income=income, total=total)


def test_a_relation_is_reported_by_the_check_of_the_tables_it_joins() -> None:
    assert found(accounts()) == []
    assert found(accounts(income="853.00")) == ["statement-imbalance"]
    outcome = lint(accounts(income="853.00", total="853.00"))
    names = {finding.check for finding in outcome.findings}
    assert names == {"statement-imbalance", "total-mismatch"}
    [slip] = [f for f in lint(accounts(income="835.01")).findings if f.check == "statement-tie"]
    assert slip.severity == "info"


def test_two_sets_of_accounts_in_one_document_are_not_tied_to_each_other() -> None:
    other = OVERVIEW.format(income="835.00", total="835.00")
    for old, new in (("820.00", "920.00"), ("847.00", "947.00"), ("835.00", "935.00")):
        other = other.replace(old, new)
    other = other.replace("810.00", "910.00").replace("840.00", "940.00")
    other = other.replace("790.00", "890.00").replace("805.00", "905.00")
    assert found(accounts() + "\n" + other) == []


def test_tables_of_some_of_the_spending_are_not_tied_to_the_whole() -> None:
    text = accounts() + (
        "\n项目支出决算表（单位：万元）\n\n| 项目名称 | 本年支出合计 |\n|---|---|\n"
        "| 场馆开放 | 20.00 |\n| 设备更新 | 10.00 |\n| 合计 | 30.00 |\n"
    )
    assert found(text) == []


BUDGET = """某某中心2024年部门预算

财政拨款收支总表（单位：万元）

| 项目 | 预算数 | 项目 | 合计 | 一般公共预算 | 政府性基金预算 |
|---|---|---|---|---|---|
| 一、本年收入 | 900.00 | 一、本年支出 | 930.00 | 930.00 | |
| （一）一般公共预算拨款 | 900.00 | （一）教育支出 | 850.00 | 850.00 | |
| （二）政府性基金预算拨款 | | （二）住房保障支出 | 80.00 | 80.00 | |
| 二、上年结转 | 30.00 | 二、结转下年 | | | |
| （一）一般公共预算拨款 | 30.00 | | | | |
| 收入总计 | 930.00 | 支出总计 | 930.00 | 930.00 | |

一般公共预算支出表（单位：万元）

| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| 205 | 教育支出 | {education} | 600.00 | {projects} |
| 221 | 住房保障支出 | 80.00 | 80.00 | |
| 合计 | | {total} | 680.00 | {projects} |
"""


def test_table_of_this_years_appropriations_leaves_out_what_is_carried_over() -> None:
    assert found(BUDGET.format(education="820.00", projects="220.00", total="900.00")) == []
    assert found(BUDGET.format(education="850.00", projects="250.00", total="930.00")) == []
    wrong = BUDGET.format(education="835.00", projects="235.00", total="915.00")
    assert found(wrong) == ["statement-tie"]


def test_sources_below_what_is_carried_in_are_parts_of_it() -> None:
    text = (
        "2024年度单位决算\n\n财政拨款收入支出决算总表（单位：万元）\n\n"
        "| 项目 | 金额 | 项目 | 金额 |\n|---|---|---|---|\n"
        "| 一般公共预算财政拨款 | 480.20 | 教育支出 | 470.00 |\n"
        "| 政府性基金预算财政拨款 | 12.30 | 其他支出 | 10.30 |\n"
        "| 本年收入合计 | 492.50 | 本年支出合计 | 480.30 |\n"
        "| 年初财政拨款结转和结余 | 20.10 | 年末财政拨款结转和结余 | 32.30 |\n"
        "| 一般公共预算财政拨款 | 15.10 | | |\n| 政府性基金预算财政拨款 | 5.00 | | |\n"
        "| 总计 | 512.60 | 总计 | 512.60 |\n"
    )
    assert found(text) == []
    assert found(text.replace("15.10", "16.10")) == ["statement-imbalance"]
    assert found(text.replace("| 总计 | 512.60 |", "| 总计 | 513.60 |")) == ["statement-imbalance"]
