"""Scoring rules: what the notes of a form state, else the profile that the form is recognised by."""

import pytest

from reportlint import align, load, read
from reportlint.config import settings
from reportlint.model.rules import execution_rule, grade_scales, level_bands, quantity_rule

SETTINGS = settings()


def facts_of(text):
    document = load.document_from_bytes(text.encode(), "report.txt", SETTINGS.limits, "auto")
    reading = read.reading(document, SETTINGS.lexicon)
    return align.facts((reading,), SETTINGS.lexicon, SETTINGS.profiles)


@pytest.mark.parametrize(
    "note",
    [
        "90-100分为优、80-89分为良、60-79分为中、0-59分为差",
        "90（含）-100分为优、80（含）-90分为良、60（含）-80分为中、60分以下为差",
        "90分以上（含90分）为优，80-90分（含80分）为良，60-80分（含60分）为中，60分以下为差",
        "得分≥90分的为优，80≤得分<90为良，60≤得分<80为中，得分<60为差",
        "优（得分≥90分）、良（90分＞得分≥80分）、中（80分＞得分≥60分）、差（得分＜60分）",
    ],
)
def test_scale_of_grades_is_read_from_the_note(note):
    [scale] = grade_scales(facts_of(f"绩效自评报告\n\n注：{note}。\n"))
    assert [(word, int(low)) for word, low in scale] == [
        ("优", 90),
        ("良", 80),
        ("中", 60),
        ("差", 0),
    ]


def test_scale_of_a_note_wins_over_the_profile():
    text = "项目支出绩效自评表\n\n注：85分以上为优秀，75-85分为良好，60-75分为合格，60分以下为不合格。\n"
    [scale] = grade_scales(facts_of(text))
    assert [word for word, _ in scale] == ["优", "良", "合格", "不合格"]


def test_talk_of_good_work_is_no_scale():
    facts = facts_of("绩效自评报告\n\n该项得分10分，良好的环境优先保障。\n")
    assert grade_scales(facts) == facts.profile.grades


def test_bands_of_levels_come_from_the_note():
    facts = facts_of("注：定性指标按100%-80%（含）、80%-50%（含）、50%-0%合理确定分值。\n")
    assert [int(end) for end in level_bands(facts)["partial"]] == [50, 80]


def test_formulas_come_from_the_note():
    rule = quantity_rule(facts_of("注：正向指标得分=权重*B/A，反向指标得分=权重*A/B。\n"))
    assert (rule.forward, rule.reverse, rule.stated) == (("ratio",), ("inverse",), True)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("得分（20分*执行率）", "proportional"),
        ("项目支出绩效自评表\n\n注：预算执行率95%以上得10分，80%以上得8分。", "banded"),
        ("项目支出绩效自评表", "proportional"),
        ("绩效自评报告", ""),
    ],
)
def test_execution_rule(text, rule):
    assert execution_rule(facts_of(f"{text}\n\n资金 10 万元。\n")) == rule


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("项目支出绩效自评表", "mof-project"),
        ("项目支出绩效自评表 经济成本指标", "mof-project-cost"),
        ("部门预算项目支出绩效自评表 财政专户管理资金 经济成本指标", "sichuan"),
        ("整体绩效自评表 年度目标 部门整体支出总额", "wuhan"),
        ("绩效自评报告", "generic"),
    ],
)
def test_the_most_telling_marks_choose_the_profile(text, name):
    assert facts_of(f"{text}\n\n资金 10 万元。\n").profile.name == name
