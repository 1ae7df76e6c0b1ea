"""JSON output: the keys of the contract, held against the schemas that ship in the package."""

from __future__ import annotations

import io
import json
from importlib import resources
from typing import Any

import pytest
import render_samples as samples

from reportlint.model.fact import Formula, Status
from reportlint.model.figure import Comparator, Position, Role
from reportlint.model.outcome import Outcome
from reportlint.render import stages
from reportlint.render.json import JsonReport
from reportlint.render.report import Options, Run

RUN = Run("0.1.0", "2026-01-02T03:04:05+08:00", "wuhan", "sha256:lexicon", "sha256:settings")
TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "null": (type(None),),
}


def schema(name: str) -> dict[str, Any]:
    text = (resources.files("reportlint.data") / "schemas" / f"{name}-1.json").read_text("utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


def violations(data: Any, rule: dict[str, Any], root: dict[str, Any], at: str = "$") -> list[str]:
    """What in ``data`` breaks ``rule``: the part of JSON Schema that our schemas use."""
    if "$ref" in rule:
        return violations(data, root["$defs"][rule["$ref"].rpartition("/")[2]], root, at)
    if "anyOf" in rule:
        tried = [violations(data, option, root, at) for option in rule["anyOf"]]
        return [] if [] in tried else min(tried, key=len)
    found = []
    if "const" in rule and data != rule["const"]:
        found.append(f"{at} is not {rule['const']}")
    if "enum" in rule and data not in rule["enum"]:
        found.append(f"{at}: {data!r} is not listed")
    if "type" in rule:
        names = rule["type"] if isinstance(rule["type"], list) else [rule["type"]]
        if not any(isinstance(data, TYPES[name]) for name in names):
            return [*found, f"{at}: {data!r} is no {names}"]
    if isinstance(data, int | float) and data < rule.get("minimum", data):
        found.append(f"{at}: {data} is too small")
    if isinstance(data, list):
        if len(data) < rule.get("minItems", 0):
            found.append(f"{at} is too short")
        for index, item in enumerate(data):
            found += violations(item, rule.get("items", {}), root, f"{at}[{index}]")
    if isinstance(data, dict):
        found += [f"{at}.{key} is missing" for key in rule.get("required", ()) if key not in data]
        unknown = set(data) - set(rule.get("properties", data))
        found += [f"{at}.{key} is not described" for key in unknown]
        for key, inner in rule.get("properties", {}).items():
            if key in data:
                found += violations(data[key], inner, root, f"{at}.{key}")
    return found


def render(*outcomes: Outcome, **options: Any) -> dict[str, Any]:
    stream = io.StringIO()
    report = JsonReport(stream, RUN, Options(**options))
    for outcome in outcomes:
        report.add(outcome)
    report.close()
    loaded: dict[str, Any] = json.loads(stream.getvalue())
    return loaded


def test_the_output_obeys_its_schema() -> None:
    report = render(
        samples.outcome(),
        samples.clean(),
        samples.unreadable(),
        samples.mixed(),
        passed=True,
    )
    rule = schema("findings")
    assert violations(report, rule, rule) == []


def test_the_schema_notices_a_missing_key() -> None:
    report = render(samples.outcome())
    del report["documents"][0]["findings"][0]["places"][0]["line"]
    rule = schema("findings")
    assert violations(report, rule, rule) == [
        "$.documents[0].findings[0].places[0].line is missing"
    ]


def test_a_finding_has_every_key_of_the_contract() -> None:
    finding = render(samples.outcome())["documents"][0]["findings"][0]
    assert finding | {"places": []} == {
        "check": "total-mismatch",
        "family": "footing",
        "severity": "error",
        "confidence": 0.97,
        "message": "年度收入合计264.47万元小于其中的财政拨款267.47万元。",
        "arithmetic": "267.47 + [0, ∞) ∌ 264.47",
        "correction": "267.47",
        "corrects": 0,
        "cause": {"kind": "one-digit-differs", "message": "只有一位数字不同"},
        "fingerprint": "f1",
        "root": None,
        "decision": {"kind": "target", "message": "达标与否随之改变"},
        "places": [],
    }
    assert finding["places"][0] == {
        "document": 0,
        "role": "claim",
        "text": "264.47",
        "value": "264.47",
        "unit": "万元",
        "label": "年度收入 合计",
        "line": 2,
        "page": None,
        "boxes": [],
        "sheet": None,
        "cell": None,
        "paragraph": 1,
        "table": None,
        "row": None,
        "column": None,
        "context": "本单位年度收入合计 264.47 万元，其中财政拨款 267.47 万元。",
    }


def test_an_empty_slot_has_no_value() -> None:
    places = render(samples.outcome())["documents"][0]["findings"][1]["places"]
    assert (places[2]["text"], places[2]["value"]) == ("", None)
    assert (places[2]["table"], places[2]["row"], places[2]["column"]) == (0, 2, 2)


def test_a_page_with_layout_has_boxes() -> None:
    document = samples.document(page=True)
    outcome = samples.outcome(
        sources=(document,),
        facts=samples.facts(document),
        findings=(samples.root_finding(document),),
    )
    place = render(outcome)["documents"][0]["findings"][0]["places"][0]
    assert place["boxes"] == [{"page": 1, "box": [172.0, 200.0, 232.0, 212.0]}]
    assert (place["page"], place["line"]) == (1, None)


def test_the_run_and_the_summary() -> None:
    report = render(samples.outcome(), samples.unreadable())
    assert report["run"] == {
        "version": "0.1.0",
        "date": "2026-01-02T03:04:05+08:00",
        "profile": "wuhan",
        "lexicon": "sha256:lexicon",
        "settings": "sha256:settings",
    }
    assert report["summary"] == {
        "documents": 2,
        "error": 1,
        "warning": 1,
        "info": 0,
        "unreadable": 1,
    }


def test_places_point_to_documents_of_the_whole_report() -> None:
    report = render(samples.outcome(), samples.mixed())
    assert [entry["path"] for entry in report["documents"]] == [
        "report.txt",
        "first.pdf",
        "second.txt",
    ]
    first, broken, second = report["documents"]
    assert {place["document"] for finding in first["findings"] for place in finding["places"]} == {
        0
    }
    assert broken["outcome"] == "unreadable"
    assert broken["findings"] == []
    assert {place["document"] for finding in second["findings"] for place in finding["places"]} == {
        2
    }


def test_passed_relations_only_on_request() -> None:
    assert render(samples.outcome())["documents"][0]["passed"] == []
    (passed,) = render(samples.outcome(), passed=True)["documents"][0]["passed"]
    assert passed["relation"] == "total"
    assert [place["text"] for place in passed["places"]] == ["150.00", "100.00", "50.00"]


def test_context_can_be_left_out() -> None:
    report = render(samples.outcome(), passed=True, redact=True)
    assert "context" not in json.dumps(report)


def test_the_same_outcome_gives_the_same_bytes() -> None:
    turned = samples.outcome(findings=tuple(reversed(samples.outcome().findings)))
    assert render(turned) == render(samples.outcome())


def test_reasons_in_english() -> None:
    entry = render(samples.unreadable(), lang="en")["documents"][0]
    assert entry["reason"] == "The file is encrypted; remove the password"


@pytest.mark.parametrize("page", [False, True])
def test_every_stage_obeys_its_schema(page: bool) -> None:
    document = samples.document(page=page)
    facts = samples.facts(document)
    for name, data in (
        ("document", stages.document(document)),
        ("figures", stages.figures(facts.readings[0])),
        ("facts", stages.facts(facts, 0, document.path, "zh")),
    ):
        rule = schema(name)
        assert violations(data, rule, rule) == []


def test_the_document_view_keeps_cells() -> None:
    table = stages.document(samples.document())["blocks"][-1]
    assert (table["kind"], table["rows"], table["columns"]) == ("table", 4, 4)
    assert table["cells"][5] == {
        "row": 1,
        "column": 1,
        "rowspan": 1,
        "colspan": 1,
        "text": "100.00",
    }


def test_the_figures_view_keeps_every_digit_string() -> None:
    view = stages.figures(samples.facts(samples.document()).readings[0])
    assert view["figures"][0]["value"] == "264.47"
    assert view["figures"][0]["role"] == "executed"
    assert view["not_figures"] == [{"text": "一", "reason": "ordinal", "line": 1, "page": None}]
    assert [item["text"] for item in view["unread"]] == ["50.00"]


def test_the_facts_view_ties_relations_to_facts() -> None:
    view = stages.facts(samples.facts(samples.document()), 0, "report.txt", "en")
    (relation,) = view["relations"]
    assert (relation["kind"], relation["holds"], relation["status"]) == ("total", True, "exact")
    assert [member["part"] for member in relation["members"]] == ["claim", "term", "term"]
    assert relation["members"][0]["fact"] == 0
    assert view["facts"][0]["why"] == ["clause"]


def test_schemas_list_the_values_of_the_model() -> None:
    figure = schema("figures")["properties"]["figures"]["items"]["properties"]
    assert figure["role"]["enum"] == [role.value for role in Role]
    assert figure["position"]["enum"] == [position.value for position in Position]
    printed = {Comparator.MORE: "atleast_more", Comparator.NEAR: "around"}
    shown = [printed.get(comparator, comparator.value) for comparator in Comparator]
    assert figure["comparator"]["enum"] == list(dict.fromkeys(shown))
    relation = schema("facts")["properties"]["relations"]["items"]["properties"]
    assert relation["formula"]["enum"] == [formula.value for formula in Formula]
    assert relation["status"]["enum"] == [*(status.value for status in Status), None]
