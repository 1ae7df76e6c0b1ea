"""What the words around a figure of running text say is counted."""

from __future__ import annotations

import pytest

from reportlint.config import settings
from reportlint.load.text import load_text
from reportlint.read import reading


def labels(text: str) -> list[str]:
    document = load_text(f"工作报告（2022年度）\n\n{text}\n", "t.txt", "0" * 64, "utf-8", "text")
    return [figure.label for figure in reading(document, settings().lexicon).figures]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("推动安全生产委员会三个工作小组规范运行。", ["推动安全生产委员会工作小组规范运行"]),
        ("督促改正不当行为的5件。", ["督促改正不当行为"]),
        ("在全县开展为期3个月的食品安全专项整治行动。", ["全县开展食品安全专项整治行动"]),
        ("聘用了本地设计院的2名骨干人员。", ["聘用了本地设计院骨干人员"]),
        ("全县60家企业、1500余名职工参加培训。", ["全县企业", "全县职工"]),
        ("受理委托鉴定36件，完成36件。", ["受理委托鉴定", "完成委托鉴定"]),
        ("目前我县85%以上学校均建成达标。", ["我县学校"]),
        (
            "卫生合格率：年初目标90%，实际完成值为96%。",
            ["卫生合格率 年初目标", "卫生合格率 实际完成值"],
        ),
        ("设置质量、进度、安全等七项三级指标。", ["三级指标"]),
        ("等级分值区间为100%-90%（≥90%）。", ["等级分值区间", "等级分值区间"]),
        ("对个人和家庭补助支出12.50万元。", ["对个人和家庭补助支出"]),
        ("今年收到申请18件，已在期限内办结的15件。", ["收到申请", "已在期限内办结"]),
    ],
)
def test_label_names_what_is_counted(text: str, expected: list[str]) -> None:
    assert labels(text) == expected
