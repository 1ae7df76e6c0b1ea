"""Planting faults and telling found, misplaced, missed and undecidable apart."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

import pytest
from evaluation_builders import document, figure, finding, outcome, place, relation, term

from reportlint.evaluation import faults, faults_report
from reportlint.evaluation.faults import Result
from reportlint.model.document import Document, Message
from reportlint.model.fact import Relation, Status, Verdict
from reportlint.model.figure import Figure
from reportlint.model.finding import Place
from reportlint.model.outcome import Outcome

SOURCE = document("合计 2,040.5 万元，其中 1300 万元、740.5 万元", "另有 77 万元")
TOTAL = figure(SOURCE, "2,040.5", 0)
PARTS = (figure(SOURCE, "1300", 1), figure(SOURCE, "740.5", 2))
LONE = figure(SOURCE, "77", 3)
HOLDS = Verdict(Status.EXACT)


def judge(item: Relation) -> Verdict:
    """Sums within 0.1, the first that fits of the operand sets."""
    assert item.claim.value is not None
    for terms in (item.terms, *item.alternatives):
        total = sum((t.value for t in terms if t.value is not None), Decimal(0))
        if abs(total - item.claim.value) <= Decimal("0.1"):
            return Verdict(Status.ROUNDING)
    return Verdict(Status.ERROR)


def base(*relations: Relation) -> Outcome:
    return outcome(SOURCE, figures=(TOTAL, *PARTS, LONE), relations=relations)


SUM = relation(TOTAL, *PARTS, verdict=HOLDS)


def test_only_figures_in_relations_that_hold() -> None:
    plan = faults.plan(base(SUM), judge)
    assert [fault.figure.index for fault in plan.faults] == [0, 1, 2]
    assert (plan.figures, plan.related) == (4, 3)
    for status in (Status.ERROR, Status.PARTIAL, Status.UNDEFINED):
        assert not faults.plan(base(replace(SUM, verdict=Verdict(status))), judge).faults
    unsure = replace(SUM, ambiguous=Message(zh="多种可能", en="several readings"))
    assert not faults.plan(base(unsure), judge).faults


def test_relation_without_verdict_is_judged() -> None:
    assert len(faults.plan(base(replace(SUM, verdict=None)), judge).faults) == 3


def test_one_digit_changes_and_nothing_moves() -> None:
    for seed in range(40):
        for fault in faults.plan(base(SUM), judge, seed=seed).faults:
            changed = faults.planted(SOURCE, fault).text
            differing = [
                i for i, (a, b) in enumerate(zip(SOURCE.text, changed, strict=True)) if a != b
            ]
            assert differing == [fault.offset]
            assert changed[fault.offset].isdigit()
            start = fault.figure.quantity.digits.start
            assert changed[start] != "0", "no leading zero"
            assert fault.number == fault.printed.replace(",", "")


def test_choice_depends_on_seed_and_place_only() -> None:
    first = faults.plan(base(SUM), judge, seed=1).faults
    assert first == faults.plan(base(SUM), judge, seed=1).faults
    assert any(first != faults.plan(base(SUM), judge, seed=seed).faults for seed in range(2, 9))
    fewer = relation(TOTAL, PARTS[0], PARTS[1], verdict=HOLDS)
    assert faults.plan(base(fewer), judge, seed=1).faults[0].offset == first[0].offset


def test_all_digits_changes_each_once() -> None:
    plan = faults.plan(base(SUM), judge, all_digits=True)
    assert len(plan.faults) == 5 + 4 + 4
    assert len({fault.offset for fault in plan.faults}) == 13


def test_single_digit_may_become_zero() -> None:
    source = document("5 + 3 = 8")
    items = tuple(figure(source, text, i) for i, text in enumerate("538"))
    made = outcome(
        source, figures=items, relations=(relation(items[2], *items[:2], verdict=HOLDS),)
    )
    digits = {f.digit for seed in range(60) for f in faults.plan(made, judge, seed=seed).faults}
    assert "0" in digits


def test_words_and_malformed_numbers_are_left_out_and_counted() -> None:
    source = document("共十九项，含 12 项和 7.0.1 项")
    items = (
        figure(source, "十九", 0, number="19"),
        figure(source, "12", 1),
        figure(source, "7.0.1", 2, number="7"),
    )
    made = outcome(
        source, figures=items, relations=(relation(items[0], *items[1:], verdict=HOLDS),)
    )
    plan = faults.plan(made, judge)
    assert [fault.figure.index for fault in plan.faults] == [1]
    assert (plan.related, plan.worded, plan.unchangeable) == (3, 1, 1)


def test_full_width_digits_stay_full_width() -> None:
    source = document("共５８项，其中５８项")
    items = tuple(figure(source, "５８", i, nth=i, number="58") for i in (0, 1))
    made = outcome(source, figures=items, relations=(relation(*items, verdict=HOLDS),))
    for fault in faults.plan(made, judge).faults:
        assert fault.digit in "０１２３４５６７８９"
        assert fault.number.isascii()
        assert fault.number != "58"


def test_change_within_rounding_is_undecidable() -> None:
    plan = faults.plan(base(SUM), judge, all_digits=True)
    for fault in plan.faults:
        small = abs(Decimal(fault.number) - fault.figure.value) <= Decimal("0.1")
        assert fault.decidable is not small
        assert fault.broken == (() if small else ("total",))


def test_other_admissible_operands_clear_a_change() -> None:
    spare = figure(SOURCE, "77", 3)
    cleared = replace(SUM, alternatives=((term(TOTAL),),))
    made = outcome(SOURCE, figures=(TOTAL, *PARTS, spare), relations=(cleared,))
    decidable = {f.figure.index: f.decidable for f in faults.plan(made, judge).faults}
    # The other reading equals the total to itself, so no change can break the relation.
    assert decidable == {0: False, 1: False, 2: False}


def test_value_is_scaled_to_the_base_unit() -> None:
    seen: list[Decimal | None] = []

    def record(item: Relation) -> Verdict:
        seen.append(item.claim.value)
        return Verdict(Status.ERROR)

    claim = replace(SUM.claim, value=Decimal("20405000"), scale=Decimal(10000))
    fault = faults.plan(base(replace(SUM, claim=claim)), record).faults[0]
    assert seen[0] == Decimal(fault.number) * 10000


def test_all_admissible_operands_change_with_the_figure() -> None:
    seen: list[Relation] = []

    def record(item: Relation) -> Verdict:
        seen.append(item)
        return Verdict(Status.ERROR)

    both = replace(SUM, alternatives=(SUM.terms[:1],), other_claims=(SUM.terms[0],))
    fault = faults.plan(base(both), record).faults[1]
    changed = seen[1]
    for operand in (changed.terms[0], changed.alternatives[0][0], changed.other_claims[0]):
        assert (operand.number, operand.text) == (fault.number, fault.printed)
        assert operand.value == Decimal(fault.number)


def test_operand_that_is_not_the_number_is_left_out() -> None:
    part = replace(SUM.terms[0], value=Decimal("20230223"), number="2023-02-23")
    plan = faults.plan(base(replace(SUM, terms=(part, SUM.terms[1]))), judge)
    assert [fault.figure.index for fault in plan.faults] == [0, 2]
    assert (plan.related, plan.unchangeable) == (3, 1)


@dataclass(frozen=True)
class Linter:
    """Reports the total when it is not the sum; ``cite`` chooses the places."""

    cite: str = "all"

    def __call__(self, source: Document) -> Outcome:
        def place_of(item: Figure, role: str) -> Place:
            text = source.slice(item.span)
            made = place(source, text, role)
            return replace(made, span=item.span)

        values = [Decimal(source.slice(i.span).replace(",", "")) for i in (TOTAL, *PARTS)]
        if abs(values[0] - sum(values[1:])) <= Decimal("0.1") or self.cite == "nothing":
            return outcome(source)
        if self.cite == "crash":
            raise ZeroDivisionError("boom")
        if self.cite == "lone":
            return outcome(source, finding(place_of(LONE, "claim")))
        if self.cite == "advice":
            return outcome(source, finding(place_of(TOTAL, "claim"), severity="info"))
        if self.cite == "passage":
            return outcome(source, finding(place(source, source.text, "claim")))
        evidence = [place_of(item, "evidence") for item in PARTS]
        found = finding(place_of(TOTAL, "claim"), *evidence)
        if self.cite == "more":
            return outcome(source, found, finding(place_of(LONE, "claim"), fingerprint="l"))
        return outcome(source, found)


def results(cite: str, jobs: int = 1) -> list[faults.Trial]:
    plan = faults.plan(base(SUM), judge, all_digits=True)
    trials = faults.run(SOURCE, base(SUM), plan.faults, Linter(cite), jobs=jobs)
    return [trial for trial in trials if trial.fault.decidable]


@pytest.mark.parametrize(
    ("cite", "result"),
    [
        ("all", Result.LOCATED),
        ("more", Result.LOCATED),
        ("lone", Result.ELSEWHERE),
        ("passage", Result.ELSEWHERE),
        ("nothing", Result.MISSED),
        ("advice", Result.MISSED),
        ("crash", Result.CRASHED),
    ],
)
def test_result(cite: str, result: Result) -> None:
    assert {trial.result for trial in results(cite)} == {result}


def test_bystanders_are_counted_apart() -> None:
    assert {trial.bystanders for trial in results("more")} == {1}
    assert {trial.bystanders for trial in results("all")} == {0}


def test_finding_that_was_there_before_is_not_new() -> None:
    plan = faults.plan(base(SUM), judge, all_digits=True)
    old = finding(place(SOURCE, "2,040.5", "claim"), *(place(SOURCE, i.text) for i in PARTS))
    trials = faults.run(SOURCE, outcome(SOURCE, old), plan.faults, Linter())
    assert {trial.result for trial in trials} == {Result.MISSED}


def test_processes_change_nothing() -> None:
    assert results("more", jobs=2) == results("more", jobs=1)


def test_report_counts_shares_and_lists_missed() -> None:
    plan = faults.plan(base(SUM), judge, all_digits=True)
    trials = faults.run(SOURCE, base(SUM), plan.faults, Linter("nothing"))
    made = faults_report.DocumentFaults("made.txt", plan, trials, SOURCE)
    counts = faults_report.FaultTally.of(trials)
    undecidable = sum(not fault.decidable for fault in plan.faults)
    assert counts.undecidable == undecidable
    assert counts.located.total == 13 - undecidable
    assert counts.located.hits == 0
    assert faults_report.exit_code([made]) == 1
    text = faults_report.to_text([made], "en")
    fault = next(fault for fault in plan.faults if fault.decidable)
    assert f"made.txt: line 1 “2,040.5” → {fault.printed} (total)" in text
    content = faults_report.to_json([made], seed=0)
    assert content["kinds"]["total"]["decidable"] == 13 - undecidable
    assert len(content["documents"][0]["faults"]) == 13


def test_everything_located_exits_0_and_a_problem_exits_2() -> None:
    plan = faults.plan(base(SUM), judge)
    trials = faults.run(SOURCE, base(SUM), plan.faults, Linter())
    made = faults_report.DocumentFaults("made.txt", plan, trials, SOURCE)
    assert faults_report.exit_code([made]) == 0
    problem = Message(zh="文件已加密。", en="The file is encrypted.")
    bad = faults_report.DocumentFaults("b.pdf", faults.Plan((), 0, 0), (), problem=problem)
    assert faults_report.exit_code([made, bad]) == 2
    assert "文件已加密。" in faults_report.to_text([made, bad])
