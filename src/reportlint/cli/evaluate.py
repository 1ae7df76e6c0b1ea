"""``reportlint evaluate``: recall and precision on labelled documents, or on planted faults."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reportlint.cli.errors import refuse
from reportlint.cli.options import (
    debug_option,
    engine_option,
    failure_log,
    format_option,
    lang_option,
    profile_option,
    settings_of,
)
from reportlint.model.document import Message

if TYPE_CHECKING:
    from reportlint.model.outcome import Outcome
    from reportlint.model.settings import Settings


@click.command()
@click.argument("paths", metavar="LABELS | FILE…", nargs=-1, required=True)
@click.option(
    "--documents",
    metavar="DIR",
    type=click.Path(file_okay=False),
    help="标注文件中路径的起点，缺省为其所在文件夹 / Where labelled paths start; by default the"
    " folder of LABELS.",
)
@click.option(
    "--faults",
    is_flag=True,
    help="逐个改动勾稽关系中的数字，看能否发现 / Change one digit of every figure that a relation"
    " holds, and count what is found.",
)
@click.option(
    "--formats",
    is_flag=True,
    help="同一文件的几种格式，数字和结果是否一致 / Compare one document in several formats: the"
    " figures and findings of each file with those of the first.",
)
@click.option(
    "--figures",
    is_flag=True,
    help="用逐个数字的标注衡量读取 / LABELS lists every figure of a text: measure reading, units"
    " and roles.",
)
@click.option(
    "--quantities",
    is_flag=True,
    help="用同一数量和勾稽关系的标注衡量对齐 / LABELS lists figures that state one quantity, and"
    " relations: measure aligning.",
)
@click.option(
    "--held-out",
    is_flag=True,
    help="只衡量留出的标注 / With --quantities: the held-out documents only.",
)
@click.option(
    "--seed", metavar="N", type=int, default=0, show_default=True, help="选位 / Choice of digits."
)
@click.option("--all-digits", is_flag=True, help="改动每一位 / Change every digit in turn.")
@click.option(
    "--select",
    metavar="CHECK",
    multiple=True,
    help="只用这些检查或类别 / Only these checks or families.",
)
@click.option(
    "--ignore", metavar="CHECK", multiple=True, help="不用这些检查或类别 / Not these ones."
)
@profile_option
@click.option(
    "--jobs",
    metavar="N",
    type=click.IntRange(min=1),
    help="并行进程数，缺省按处理器数 / Worker processes, by default one per processor.",
)
@engine_option
@format_option("text", "json")
@lang_option
@debug_option
def evaluate(
    paths: tuple[str, ...],
    documents: str | None,
    faults: bool,
    formats: bool,
    figures: bool,
    quantities: bool,
    held_out: bool,
    seed: int,
    all_digits: bool,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    profile: str | None,
    jobs: int | None,
    engine: str,
    form: str,
    lang: str,
    debug: bool,
) -> int:
    """用标注文件衡量查全率和查准率；加 --faults 则衡量能发现多少人为改动。

    Measure recall and precision against a labels file; with --faults, how many planted faults
    are found.

    返回值：0 全部找到且没有误报；1 否则；2 有内容未能核对（文件无法读取、标注与文件不符、出错）。

    Exit code: 0 all found and nothing right was hit; 1 otherwise; 2 something could not be judged.
    """
    settings = settings_of(lang, profile=profile, select=select, ignore=ignore, engine=engine)
    if faults:
        return _faults(paths, settings, jobs, (seed, all_digits), form, lang)
    if formats:
        return _formats(paths, settings, jobs, form, lang)
    if len(paths) != 1:
        refuse(
            Message(
                "请只给一个标注文件；要衡量人为改动请加 --faults。",
                "Give one labels file, or --faults with any number of documents.",
            ),
            lang,
        )
    labels = Path(paths[0])
    folder = labels.parent if documents is None else Path(documents)
    if figures:
        return _figures(labels, folder, settings, form, lang)
    if quantities:
        return _quantities(labels, folder, settings, held_out, form, lang)
    return _labels(labels, folder, settings, jobs, form, lang, debug)


def _labels(
    path: Path,
    folder: Path,
    settings: Settings,
    jobs: int | None,
    form: str,
    lang: str,
    debug: bool,
) -> int:
    from reportlint.evaluation import measure, report
    from reportlint.evaluation.labels import LabelsError, read_labels

    try:
        entries = read_labels(path)
    except LabelsError as error:
        refuse(error.message, lang)
    evaluation = measure.against_labels(
        entries, folder, settings, jobs=jobs, on_failure=failure_log(debug)
    )
    if form == "json":
        click.echo(json.dumps(report.to_json(evaluation), ensure_ascii=False, indent=1))
    else:
        click.echo(report.to_text(evaluation, lang), nl=False)
    return evaluation.exit_code


def _formats(
    paths: Sequence[str], settings: Settings, jobs: int | None, form: str, lang: str
) -> int:
    from reportlint import pipeline
    from reportlint.evaluation import agreement

    if len(paths) < 2:
        refuse(Message("请给出同一文件的至少两种格式。", "Give at least two files."), lang)
    outcomes = list(pipeline.lint_stream([(path,) for path in paths], settings, jobs))
    found = list(agreement.compare(paths, outcomes, lang))
    if form == "json":
        click.echo(json.dumps(agreement.to_json(found), ensure_ascii=False, indent=1))
    else:
        click.echo(agreement.to_text(found, lang), nl=False)
    if any(item.reason for item in found):
        return 2
    return 0 if all(item.complete for item in found) else 1


def _figures(path: Path, folder: Path, settings: Settings, form: str, lang: str) -> int:
    from reportlint.evaluation import figure_labels

    try:
        labels = figure_labels.read_figure_labels(path)
    except figure_labels.FigureLabelsError as error:
        refuse(error.message, lang)
    scores = [
        figure_labels.score(name, listed, _outcome(folder / name, sha256, settings, lang))
        for name, (sha256, listed) in labels.items()
    ]
    if form == "json":
        click.echo(json.dumps(figure_labels.to_json(scores), ensure_ascii=False, indent=1))
    else:
        click.echo(figure_labels.to_text(scores, lang), nl=False)
    return 0 if all(not item.missed and not item.extra for item in scores) else 1


def _quantities(
    path: Path, folder: Path, settings: Settings, held_out: bool, form: str, lang: str
) -> int:
    from reportlint.evaluation import quantity_labels
    from reportlint.evaluation.figure_labels import FigureLabelsError

    try:
        labels = quantity_labels.read_quantity_labels(path)
    except FigureLabelsError as error:
        refuse(error.message, lang)
    scores: dict[str, quantity_labels.QuantityScore] = {}
    for entry in labels:
        if entry.held_out is not held_out:
            continue
        outcome = _outcome(folder / entry.document, entry.sha256, settings, lang)
        assert outcome.facts is not None
        for name in (entry.kind, "all"):
            score = scores.setdefault(name, quantity_labels.QuantityScore(name))
            quantity_labels.add(score, entry, outcome.facts)
    found = list(scores.values())
    if form == "json":
        click.echo(json.dumps(quantity_labels.to_json(found), ensure_ascii=False, indent=1))
    else:
        # What was missed of the held-out part is not shown: nobody should work on it.
        click.echo(quantity_labels.to_text(found, lang, misses=not held_out), nl=False)
    return 0 if all(not score.misses for score in found) else 1


def _outcome(source: Path, sha256: str, settings: Settings, lang: str) -> Outcome:
    """The outcome of a labelled document; ends the program when it is missing or another file."""
    import hashlib

    from reportlint import pipeline

    if not source.is_file():
        refuse(Message(f"没有文件 {source}。", f"There is no file {source}."), lang)
    if hashlib.sha256(source.read_bytes()).hexdigest() != sha256:
        refuse(Message(f"{source} 已不是标注时的文件。", f"{source} has changed."), lang)
    outcome = pipeline.lint_one([str(source)], settings)
    if outcome.facts is None:
        refuse(Message(f"无法读取 {source}。", f"{source} cannot be read."), lang)
    return outcome


def _faults(
    paths: Sequence[str],
    settings: Settings,
    jobs: int | None,
    choice: tuple[int, bool],
    form: str,
    lang: str,
) -> int:
    from reportlint.cli.terminal import Progress
    from reportlint.evaluation import faults_report, measure

    seed, all_digits = choice
    progress = Progress(len(paths), lang)
    results = []
    for done, path in enumerate(paths):
        progress.show(done)
        results.append(
            measure.against_faults(path, settings, seed=seed, all_digits=all_digits, jobs=jobs)
        )
        progress.clear()
    if form == "json":
        content = faults_report.to_json(results, seed)
        click.echo(json.dumps(content, ensure_ascii=False, indent=1))
    else:
        click.echo(faults_report.to_text(results, lang), nl=False)
    return faults_report.exit_code(results)
