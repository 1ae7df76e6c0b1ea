"""Which figures state one quantity: paired by meaning, whatever their values."""

from __future__ import annotations

import pytest

from reportlint import align
from reportlint.config import settings
from reportlint.load.text import load_text
from reportlint.model.fact import Facts, Relation, Status
from reportlint.read import reading
from reportlint.run import judged

FORM = """乡村振兴局部门整体支出绩效自评报告（2022年度）

{text}

部门整体绩效自评表

| 项目 | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |
|---|---|---|---|---|---|---|
| 年度资金总额 | 500.00 | 560.00 | 532.00 | 10 | 95.00% | 9.50 |
| 基本支出 | 300.00 | 310.00 | 308.00 | — | 99.35% | — |
| 项目支出 | 200.00 | 250.00 | 224.00 | — | 89.60% | — |

| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |
|---|---|---|---|---|---|---|
| 产出指标 | 数量指标 | 办结信访件数 | ≥40件 | 46件 | 20 | 20 |
| 产出指标 | 数量指标 | 技能培训人次 | ≥900人次 | 960人次 | 20 | 20 |
| 效益指标 | 社会效益 | 监测户帮扶覆盖率 | 100% | 98% | 20 | 19 |
"""


def facts(*texts: str) -> Facts:
    lexicon = settings().lexicon
    readings = [
        reading(load_text(text, f"{n}.txt", "0" * 64, "utf-8", "text"), lexicon)
        for n, text in enumerate(texts)
    ]
    return judged(align.facts(readings, lexicon, settings().profiles))


def pairs(found: Facts, *kinds: str) -> set[tuple[str, str]]:
    """(printed claim, printed partner) of every pair."""
    return {
        (relation.claim.text, relation.terms[0].text)
        for relation in found.relations_of(*(kinds or ("same-quantity",)))
    }


def told(text: str) -> set[tuple[str, str]]:
    return pairs(facts(FORM.format(text=text)))


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("全年部门预算560.00万元，实际支出532.00万元。", ("532.00万元", "532.00")),
        ("年初批复预算500.00万元。", ("500.00万元", "500.00")),
        ("其中基本支出决算308.00万元。", ("308.00万元", "308.00")),
        ("全年项目支出决算224.00万元，执行率89.60%。", ("89.60%", "89.60%")),
        ("全年共办结信访46件。", ("46件", "46件")),
        ("累计开展技能培训960人次。", ("960人次", "960人次")),
        ("监测户帮扶覆盖率达到98%。", ("98%", "98%")),
        ("预算执行10分，得9.50分。", ("9.50分", "9.50")),
    ],
)
def test_text_is_paired_with_the_form(text: str, pair: tuple[str, str]) -> None:
    assert pair in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "全年共受理群众信访46件。",  # accepted, not settled
        "累计参加技能培训960人。",  # persons, not attendances
        "上年办结信访46件。",  # last year
        "智慧平台项目预算560.00万元，实际支出532.00万元，执行率95.00%。",  # one project
        "县财政局全年执行数532.00万元，其他单位情况不在本报告范围。",  # nothing says it is ours
    ],
)
def test_what_only_looks_alike_is_not_paired(text: str) -> None:
    found = facts(FORM.format(text=text))
    errors = [r for r in found.relations_of("same-quantity") if _text(r)]
    assert [r for r in errors if r.settled and "46" in r.claim.text] == []
    assert not any(r.claim.text == "960人" for r in errors)
    assert not any(r.claim.text == "95.00%" for r in errors if "智慧平台" in text)


def _text(relation: Relation) -> bool:
    return relation.claim.table is None


def test_values_do_not_pair() -> None:
    """The same words with other values give the same pairs of places."""
    text = "全年部门预算{a}万元，实际支出{b}万元。全年共办结信访{c}件。"
    first = facts(FORM.format(text=text.format(a="560.00", b="532.00", c="46")))
    second = facts(FORM.format(text=text.format(a="999.99", b="411.11", c="77")))
    places = [
        [(r.claim.figure, r.terms[0].figure) for r in f.relations_of("same-quantity")]
        for f in (first, second)
    ]
    assert places[0] == places[1]
    failing = [r for r in second.relations if r.verdict and r.verdict.status is Status.ERROR]
    assert {r.claim.text for r in failing if r.kind == "same-quantity"} == {
        "999.99万元",
        "411.11万元",
        "77件",
    }


def test_report_and_form_in_two_files_are_aligned_together() -> None:
    report, _, form = FORM.partition("部门整体绩效自评表\n")
    found = facts(
        report.format(text="全年共办结信访44件。"), "部门整体绩效自评表（2022年度）\n" + form
    )
    [pair] = [r for r in found.relations_of("same-quantity") if r.claim.text == "44件"]
    assert (pair.claim.document, pair.terms[0].document) == (0, 1)
    assert pair.verdict is not None and pair.verdict.status is Status.ERROR


def test_two_rows_equally_alike_stay_open() -> None:
    form = FORM.format(text="群众满意度为97%。") + (
        "| 满意度指标 | 满意度 | 培训群众满意度 | ≥90% | 97% | 5 | 5 |\n"
        "| 满意度指标 | 满意度 | 帮扶群众满意度 | ≥90% | 95% | 5 | 5 |\n"
    )
    found = facts(form)
    assert not any(claim == "97%" for claim, _ in pairs(found))
    [skip] = [s for s in found.skips if any(p.text == "97%" for p in s.places)]
    assert [place.text for place in skip.places] == ["97%", "97%", "95%"]


def test_derivation_names_what_was_rejected() -> None:
    found = facts(FORM.format(text="全年共办结信访46件。"))
    [pair] = [r for r in found.relations_of("same-quantity") if r.claim.text == "46件"]
    assert any("未采用“办结信访件数” 40件" in why.zh for why in pair.why)


def test_goal_and_indicator_share_a_target() -> None:
    found = facts(FORM.format(text="年度主要目标为：办结信访50件以上，技能培训900人次以上。"))
    assert ("900人次", "900人次") in pairs(found, "same-target")
    [conflict] = [r for r in found.relations_of("same-target") if r.claim.text == "50件"]
    assert conflict.verdict is not None and conflict.verdict.status is Status.ERROR


ACCOUNTS = """林业站2023年度部门决算

收入支出决算总表

单位：万元

| 收入项目 | 决算数 | 支出项目 | 决算数 |
|---|---|---|---|
| 一、一般公共预算财政拨款收入 | 480.00 | 一、农林水支出 | 400.00 |
| 二、其他收入 | 20.00 | 二、住房保障支出 | 90.00 |
| 本年收入合计 | 500.00 | 本年支出合计 | 490.00 |
| 年初结转和结余 | 10.00 | 年末结转和结余 | 20.00 |
| 总计 | 510.00 | 总计 | 510.00 |

支出决算表

单位：万元

| 科目编码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| | 合计 | 490.00 | 300.00 | 190.00 |
| 213 | 农林水支出 | 400.00 | 210.00 | 190.00 |
| 221 | 住房保障支出 | 90.00 | 90.00 | |

一、支出决算情况说明

本年支出490.00万元，其中基本支出300.00万元，项目支出190.00万元。
"""


def test_accounts_tie_by_side_source_item_and_split() -> None:
    found = pairs(facts(ACCOUNTS))
    assert ("400.00", "400.00") in found  # 农林水支出 in both tables
    assert ("490.00", "490.00") in found
    assert ("490.00万元", "490.00") in found
    assert ("300.00万元", "300.00") in found
    # 本年 and 总计 are two totals where money is carried over.
    assert not any("510.00" in pair and "500.00" in pair for pair in found)


def test_statements_in_words_become_claims() -> None:
    found = facts(
        FORM.format(
            text="各项绩效目标均已完成，无结转结余。支出控制在预算范围内，全年未发生安全事故。"
        )
    )
    kinds = {claim.kind for claim in found.claims}
    assert {"all-done", "no-balance", "within-budget", "not-occurred"} <= kinds
