"""``reportlint check``: the main job."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from reportlint.cli.options import (
    debug_option,
    engine_option,
    failure_log,
    format_option,
    lang_option,
    piped,
    profile_option,
    settings_of,
)
from reportlint.cli.terminal import note

if TYPE_CHECKING:
    from reportlint.model.outcome import Outcome
    from reportlint.pipeline import Source

FORMATS = ("text", "json")
LEVELS = ("error", "warning", "info")


def _targets(
    context: click.Context, option: click.Parameter, values: tuple[str, ...]
) -> tuple[tuple[str, str], ...]:
    """``FORMAT=FILE`` values as pairs."""
    targets = []
    for value in values:
        form, _, path = value.partition("=")
        if form not in FORMATS or not path:
            known = ", ".join(FORMATS)
            raise click.BadParameter(f"{value} (FORMAT=FILE; FORMAT: {known})", context, option)
        targets.append((form, path))
    return tuple(targets)


@click.command()
@click.argument("paths", metavar="PATH…", nargs=-1, required=True)
@format_option(*FORMATS)
@click.option(
    "--output",
    "outputs",
    callback=_targets,
    metavar="FORMAT=FILE",
    multiple=True,
    help="另存为文件，可重复 / Also write to a file; repeatable.",
)
@click.option(
    "--select",
    metavar="CHECK",
    multiple=True,
    help="只用这些检查或类别 / Only these checks or families; repeatable, or with commas.",
)
@click.option(
    "--ignore", metavar="CHECK", multiple=True, help="不用这些检查或类别 / Not these ones."
)
@click.option(
    "--fail-level",
    type=click.Choice(LEVELS),
    default="error",
    show_default=True,
    help="达到此级别时返回 1 / Exit with 1 for findings of this level or above.",
)
@profile_option
@click.option(
    "--jobs",
    metavar="N",
    type=click.IntRange(min=0),
    help="并行进程数，缺省按处理器数；0 为不另开进程，也不限时 / Worker processes, by default"
    " one per processor; 0 works in this process without limits.",
)
@engine_option
@click.option(
    "--together", is_flag=True, help="全部文件作为一份材料互相核对 / All paths are one submission."
)
@click.option(
    "--by-folder",
    is_flag=True,
    help="同一文件夹的文件作为一份材料互相核对 / The files of each folder are one submission.",
)
@click.option(
    "--allow-unreadable",
    is_flag=True,
    help="有文件无法读取时不返回 2 / Unreadable files do not lead to exit code 2.",
)
@click.option("--quiet", is_flag=True, help="只输出发现的问题 / Findings only.")
@click.option("--statistics", is_flag=True, help="末尾按检查统计 / Count findings per check.")
@click.option(
    "--show", type=click.Choice(["passed"]), help="同时列出成立的关系 / Also list what holds."
)
@click.option(
    "--redact-context",
    is_flag=True,
    help="不输出上下文原文 / Leave out the words around figures.",
)
@lang_option
@debug_option
def check(
    paths: tuple[str, ...],
    form: str,
    outputs: tuple[tuple[str, str], ...],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fail_level: str,
    profile: str | None,
    jobs: int | None,
    engine: str,
    together: bool,
    by_folder: bool,
    allow_unreadable: bool,
    quiet: bool,
    statistics: bool,
    show: str | None,
    redact_context: bool,
    lang: str,
    debug: bool,
) -> int:
    """核对文件、文件夹或通配符所指的报告；“-”表示从标准输入读文字。

    Check files, folders and globs; "-" is text on standard input.

    返回值：0 无达到级别的问题；1 有；2 有内容未能核对（文件无法读取、检查出错、用法错误）。

    Exit code: 0 nothing at the fail level; 1 findings; 2 something could not be checked.
    """
    from reportlint import pipeline
    from reportlint.cli.output import Outputs
    from reportlint.cli.terminal import Progress
    from reportlint.render.report import Options

    settings = settings_of(lang, profile=profile, select=select, ignore=ignore, engine=engine)
    sources, complete = _sources(paths, lang, quiet)
    submissions = _submissions(sources, together, by_folder, lang)
    options = Options(lang, show == "passed", statistics, quiet, redact_context)
    code = 0 if complete else 2
    progress = Progress(len(submissions), lang, quiet=quiet)
    with Outputs(form, outputs, settings, options) as reports:
        progress.show(0)
        stream = pipeline.lint_stream(
            submissions, settings, jobs, intermediates=False, on_failure=failure_log(debug)
        )
        for done, outcome in enumerate(stream, start=1):
            progress.clear()
            reports.add(outcome)
            code = max(code, _code(outcome, fail_level, allow_unreadable))
            progress.show(done)
        progress.clear()
    return code


def _submissions(
    sources: Sequence[Source], together: bool, by_folder: bool, lang: str
) -> list[Sequence[Source]]:
    """What is checked as one: every file by itself, the files of a folder, or all of them."""
    from reportlint.cli.errors import refuse
    from reportlint.load import walk
    from reportlint.model.document import Message

    if together and by_folder:
        refuse(
            Message(
                "--together 与 --by-folder 只能用一个。",
                "Use either --together or --by-folder, not both.",
            ),
            lang,
        )
    if together:
        return [list(sources)] if sources else []
    if not by_folder:
        return [(source,) for source in sources]
    groups: dict[str, list[Source]] = {}
    for source in sources:
        folder = walk.folder_of(source) if isinstance(source, str) else source.path
        groups.setdefault(folder, []).append(source)
    return list(groups.values())


def _sources(paths: Sequence[str], lang: str, quiet: bool) -> tuple[list[Source], bool]:
    """What to check, and whether every path that was given led to something."""
    from reportlint.load import walk
    from reportlint.model.document import Message

    found = walk.sources([path for path in paths if path != "-"])
    for problem in found.problems:
        note(problem, lang)
    if found.others and not quiet:
        zh = f"文件夹中另有 {found.others} 个文件不是可读的格式，没有核对。"
        note(Message(zh, f"{found.others} files of other formats were left out."), lang)
    stdin = [piped()] if "-" in paths else []
    return [*stdin, *found.paths], not found.problems


def _code(outcome: Outcome, fail_level: str, allow_unreadable: bool) -> int:
    """0, 1 or 2 for one outcome, as the contract says."""
    from reportlint.model.document import Unreadable

    broken = any(isinstance(source, Unreadable) for source in outcome.sources)
    if outcome.crashes or (broken and not allow_unreadable):
        return 2
    counted = LEVELS[: LEVELS.index(fail_level) + 1]
    return int(any(finding.severity in counted for finding in outcome.findings))
