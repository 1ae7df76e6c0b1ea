"""Found, missed, false and unsettled, and the reports made of them."""

from __future__ import annotations

from dataclasses import replace

from evaluation_builders import document, finding, outcome, place

from reportlint.evaluation import report
from reportlint.evaluation.labels import Label, LabelFigure, LabelledDocument
from reportlint.evaluation.score import DocumentScore, Evaluation, score, tally, unjudged
from reportlint.model.document import Message, Unreadable
from reportlint.model.finding import Finding

SOURCE = document("全年办理 36 件，办结 30 件", "表中办理 63 件", "培训 5 场、7 场，共 12 场")
WRONG = Label("same-quantity", (LabelFigure("36 件", line=1), LabelFigure("63", line=2)))
RIGHT = Label("total", (LabelFigure("12 场", line=3),))
CLAIM, EVIDENCE = place(SOURCE, "36", "claim"), place(SOURCE, "63")
RIGHT_CLAIM = place(SOURCE, "12", "claim")


def judged(
    *findings: Finding, wrong: tuple[Label, ...] = (WRONG,), right: tuple[Label, ...] = (RIGHT,)
) -> DocumentScore:
    return score(LabelledDocument("made.txt", wrong, right), outcome(SOURCE, *findings))


def test_found_and_nothing_else() -> None:
    result = judged(finding(CLAIM, EVIDENCE))
    counts = tally([result])
    assert (counts.recall.hits, counts.complete.hits, counts.hits.hits) == (1, 1, 0)
    assert (counts.precision.hits, counts.precision.total, counts.unsettled) == (1, 1, 0)
    assert Evaluation((result,)).exit_code == 0


def test_missed() -> None:
    result = judged()
    assert tally([result]).recall.hits == 0
    assert Evaluation((result,)).exit_code == 1


def test_one_figure_of_two_is_not_enough() -> None:
    assert not judged(finding(CLAIM, place(SOURCE, "30"))).wrongs[0].found


def test_severity_below_the_expected_is_a_miss_but_shown() -> None:
    result = judged(finding(CLAIM, EVIDENCE, severity="warning"))
    assert not result.wrongs[0].found
    assert result.wrongs[0].best is not None
    assert "warning total-mismatch" in report.to_text(Evaluation((result,)), "en")


def test_two_figures_find_three_but_do_not_cite_all() -> None:
    label = replace(WRONG, figures=(*WRONG.figures, LabelFigure("30 件", line=1)))
    result = judged(finding(CLAIM, EVIDENCE), wrong=(label,))
    assert (result.wrongs[0].found, result.wrongs[0].complete) == (True, False)
    assert result.wrongs[0].cited == 2


def test_places_of_consequences_count() -> None:
    root = finding(CLAIM, fingerprint="r")
    child = finding(EVIDENCE, fingerprint="c", root="r")
    assert judged(root, child).wrongs[0].found
    assert not judged(root, replace(child, root=None)).wrongs[0].found


def test_consequences_do_not_count_twice() -> None:
    root = finding(CLAIM, EVIDENCE, fingerprint="r")
    child = finding(EVIDENCE, place(SOURCE, "30"), fingerprint="c", root="r")
    counts = tally([judged(root, child)])
    assert (counts.precision.total, counts.unsettled) == (1, 0)


def test_false_alarm_on_a_right_figure() -> None:
    result = judged(finding(CLAIM, EVIDENCE), finding(RIGHT_CLAIM, fingerprint="g"))
    counts = tally([result])
    assert (counts.hits.hits, counts.precision.hits, counts.precision.total) == (1, 1, 2)
    assert Evaluation((result,)).exit_code == 1


def test_right_figure_as_evidence_or_info_is_no_false_alarm() -> None:
    evidence = finding(CLAIM, EVIDENCE, replace(RIGHT_CLAIM, role="evidence"))
    advice = finding(RIGHT_CLAIM, severity="info", fingerprint="i")
    assert tally([judged(evidence, advice)]).hits.hits == 0


def test_consequence_on_a_right_figure_is_false() -> None:
    root = finding(CLAIM, EVIDENCE, fingerprint="r")
    child = finding(RIGHT_CLAIM, fingerprint="c", root="r")
    counts = tally([judged(root, child)])
    assert (counts.precision.hits, counts.precision.total) == (1, 2)


def test_claim_that_is_wrong_in_one_relation_may_be_right_in_another() -> None:
    right = Label("total", (LabelFigure("36 件", line=1),))
    assert tally([judged(finding(CLAIM, EVIDENCE), right=(right,))]).hits.hits == 0
    other = finding(CLAIM, place(SOURCE, "30"))
    assert tally([judged(other, right=(right,))]).hits.hits == 1


def test_any_error_hits_a_clean_document() -> None:
    clean = (Label("any", ()),)
    assert tally([judged(finding(CLAIM), wrong=(), right=clean)]).hits.hits == 1
    assert tally([judged(finding(CLAIM, severity="info"), wrong=(), right=clean)]).hits.hits == 0


def test_unlabelled_finding_is_unsettled_not_false() -> None:
    counts = tally([judged(finding(CLAIM, EVIDENCE), finding(place(SOURCE, "7", "claim")))])
    assert (counts.unsettled, counts.precision.total) == (1, 1)


def test_label_that_is_not_printed_is_reported() -> None:
    stray = Label("total", (LabelFigure("99 场", line=3),))
    evaluation = Evaluation((judged(finding(CLAIM, EVIDENCE), right=(stray,)),))
    assert evaluation.exit_code == 2
    assert "made.txt: total: line 3 “99 场”" in report.to_text(evaluation, "en")
    assert report.to_json(evaluation)["documents"][0]["label_errors"] == [
        {"relation": "total", "text": "99 场", "line": 3}
    ]


def test_unreadable_document_misses_its_wrongs() -> None:
    entry = LabelledDocument("made.pdf", (WRONG,), (RIGHT,))
    reason = Message(zh="文件已加密。", en="The file is encrypted.")
    made = replace(outcome(SOURCE), sources=(Unreadable("made.pdf", reason),), state="unreadable")
    evaluation = Evaluation((score(entry, made),))
    assert evaluation == Evaluation((unjudged(entry, reason),))
    assert evaluation.exit_code == 2
    assert (tally(evaluation.documents).recall.total) == 1
    assert "文件已加密。" in report.to_text(evaluation)


def test_other_file_content_is_a_problem() -> None:
    entry = LabelledDocument("made.txt", (WRONG,), sha256="cd" * 32)
    assert score(entry, outcome(SOURCE, finding(CLAIM, EVIDENCE))).problem is not None
    same = replace(entry, sha256="ab" * 32)
    assert score(same, outcome(SOURCE, finding(CLAIM, EVIDENCE))).problem is None


def test_crashed_check_is_a_problem() -> None:
    crash = Message(zh="检查出错", en="check failed")
    made = replace(outcome(SOURCE, finding(CLAIM, EVIDENCE)), crashes=(crash,))
    evaluation = Evaluation((score(LabelledDocument("made.txt", (WRONG,)), made),))
    assert evaluation.exit_code == 2
    assert tally(evaluation.documents).recall.hits == 1


def test_by_check_and_by_relation() -> None:
    result = judged(
        finding(CLAIM, EVIDENCE, check="figure-conflict"),
        finding(RIGHT_CLAIM, check="total-mismatch", fingerprint="g"),
    )
    evaluation = Evaluation((result,))
    checks = evaluation.checks()
    assert checks["figure-conflict"].precision.value == 1
    assert checks["total-mismatch"].precision.value == 0
    assert checks["figure-conflict"].recall.hits == 1
    assert checks["total-mismatch"].recall.hits == 0
    relations = evaluation.relations()
    assert relations["same-quantity"].recall.hits == 1
    assert relations["total"].hits.hits == 1


def test_text_report_lists_missed_and_false_with_their_places() -> None:
    text = report.to_text(Evaluation((judged(finding(RIGHT_CLAIM)),)), "zh")
    assert "查全率: 0/1" in text
    assert "made.txt: same-quantity (error): 第1行 “36 件”, 第2行 “63”" in text
    assert "made.txt: 第3行 “12” [error total-mismatch] 两处不一致" in text
