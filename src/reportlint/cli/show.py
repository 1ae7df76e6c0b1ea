"""``reportlint show``: what the program sees in a file, stage by stage."""

from __future__ import annotations

import sys
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
    from reportlint.model.document import Document
    from reportlint.model.outcome import Outcome
    from reportlint.model.settings import Settings

STAGES = ("document", "figures", "facts", "findings")


@click.command()
@click.argument("path", metavar="PATH")
@click.option(
    "--stage",
    type=click.Choice(STAGES),
    default="findings",
    show_default=True,
    help="看哪一步的结果 / Which stage to show.",
)
@format_option("text", "json")
@profile_option
@engine_option
@lang_option
@debug_option
def show(
    path: str, stage: str, form: str, profile: str | None, engine: str, lang: str, debug: bool
) -> int:
    """显示程序从一个文件中读出的内容、数字、口径关系和发现。

    Show what was read from one file: blocks, figures, facts and relations, findings.
    """
    from reportlint import pipeline
    from reportlint.model.document import Message, Unreadable

    settings = settings_of(lang, profile=profile, engine=engine)
    source = piped() if path == "-" else path
    (outcome,) = pipeline.lint_stream([(source,)], settings, on_failure=failure_log(debug))
    (loaded,) = outcome.sources
    if isinstance(loaded, Unreadable):
        note(Message(f"{path}：{loaded.reason.zh}", f"{path}: {loaded.reason.en}"), lang)
        return 2
    if stage == "findings":
        _findings(outcome, form, settings, lang)
    elif form == "json":
        _json(outcome, loaded, stage, lang)
    else:
        _text(outcome, loaded, stage, lang)
    return 2 if outcome.crashes and stage == "findings" else 0


def _findings(outcome: Outcome, form: str, settings: Settings, lang: str) -> None:
    from reportlint.cli.output import Outputs
    from reportlint.render.report import Options

    with Outputs(form, (), settings, Options(lang, passed=True)) as reports:
        reports.add(outcome)


def _json(outcome: Outcome, loaded: Document, stage: str, lang: str) -> None:
    from reportlint.render import json, stages

    if stage == "document" or outcome.facts is None:
        data = stages.document(loaded)
    elif stage == "figures":
        data = stages.figures(outcome.facts.readings[0])
    else:
        data = stages.facts(outcome.facts, 0, loaded.path, lang)
    json.write(data, sys.stdout)


def _text(outcome: Outcome, loaded: Document, stage: str, lang: str) -> None:
    from reportlint.render.show import StageView

    view = StageView(sys.stdout, lang)
    if stage == "document" or outcome.facts is None:
        view.document(loaded)
    elif stage == "figures":
        view.figures(outcome.facts.readings[0])
    else:
        view.facts(outcome.facts)
