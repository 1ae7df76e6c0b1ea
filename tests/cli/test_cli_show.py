"""``show``, ``explain`` and ``checks``."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated

import pytest
import render_samples as samples
from conftest import Canned

from reportlint.model.settings import CheckInfo

Call = Callable[..., tuple[int, str, str]]


@dataclass(frozen=True)
class Params:
    min_parts: Annotated[int, "更小的不查 / Ignore smaller totals."] = 2


@dataclass(frozen=True)
class Example:
    text: str
    says: str
    cure: str | None


INFO = CheckInfo(
    id="total-mismatch",
    family="footing",
    severity="error",
    doc="合计与分项之和不符。 / A total differs from its parts.\n\n空栏\n不算。\n/ Blanks\nare kept.",
    check=lambda: None,
    params=Params,
    fails=(Example("合计 [[12]] 万元，其中 {{10}} 万元。", "合计12小于10。", "10"),),
    preview=True,
)


@pytest.fixture
def one_check(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reportlint.run.registry.discover", lambda: (INFO,))


@pytest.mark.parametrize("stage", ["document", "figures", "facts", "findings"])
def test_every_stage_as_json(canned: Canned, call: Call, stage: str) -> None:
    canned.outcomes = [samples.outcome()]
    code, out, err = call("show", "report.txt", "--stage", stage, "--format", "json")
    assert (code, err) == (0, "")
    assert json.loads(out)["schema"] == f"reportlint.{stage}/1"


@pytest.mark.parametrize(
    ("stage", "says"),
    [
        ("document", "表 1  4 行 × 4 列"),
        ("figures", "1 个数"),
        ("facts", "✓ 合计 (total)"),
        ("findings", "错误 total-mismatch"),
    ],
)
def test_every_stage_as_text(canned: Canned, call: Call, stage: str, says: str) -> None:
    canned.outcomes = [samples.outcome()]
    code, out, _ = call("show", "report.txt", "--stage", stage)
    assert code == 0
    assert says in out


def test_an_unreadable_file_is_one_line(canned: Canned, call: Call) -> None:
    canned.outcomes = [samples.unreadable()]
    code, out, err = call("show", "broken.pdf", "--stage", "document")
    assert (code, out) == (2, "")
    assert err == "reportlint: broken.pdf：文件已加密，请先去掉密码\n"


@pytest.mark.usefixtures("one_check")
def test_explain_shows_doc_parameters_and_an_example_with_its_cure(call: Call) -> None:
    code, out, _ = call("explain", "total-mismatch")
    assert code == 0
    assert out == (
        "total-mismatch  footing  错误，试用，默认关闭\n"
        "\n"
        "合计与分项之和不符。\n"
        "\n"
        "空栏不算。\n"
        "\n"
        "参数\n"
        "  min_parts = 2  更小的不查\n"
        "\n"
        "例\n"
        "  合计 12 万元，其中 10 万元。\n"
        "       ^^            ~~\n"
        "\n"
        "  输出  合计12小于10。\n"
        "  改法  → 10\n"
    )


@pytest.mark.usefixtures("one_check")
def test_explain_suggests_a_spelling(call: Call) -> None:
    code, _, err = call("explain", "total-mismach")
    assert code == 2
    assert "是否想写“total-mismatch”？" in err


@pytest.mark.usefixtures("one_check")
@pytest.mark.parametrize(
    ("lang", "line"),
    [
        ("zh", "  total-mismatch  错误（试用）  合计与分项之和不符。"),
        ("en", "  total-mismatch  error (preview)    A total differs from its parts."),
    ],
)
def test_checks_are_listed_by_family(call: Call, lang: str, line: str) -> None:
    code, out, _ = call("checks", "--lang", lang)
    assert code == 0
    assert out == f"footing\n{line}\n"


@pytest.mark.usefixtures("one_check")
def test_explain_in_english(call: Call) -> None:
    _, out, _ = call("explain", "total-mismatch", "--lang", "en")
    assert "A total differs from its parts.\n\nBlanks are kept.\n" in out
    assert "min_parts = 2  Ignore smaller totals." in out
    assert "空栏" not in out
