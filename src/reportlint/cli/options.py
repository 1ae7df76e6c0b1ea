"""Options that several commands share, and what follows from them."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import click

from reportlint.cli.errors import nearest, refuse

if TYPE_CHECKING:
    from reportlint.model.settings import CheckInfo, Settings
    from reportlint.pipeline import Source
    from reportlint.workers import Failure

Command = TypeVar("Command", bound=Callable[..., Any])

lang_option = click.option(
    "--lang",
    type=click.Choice(["zh", "en"]),
    default="zh",
    show_default=True,
    help="输出语言 / Language of the output.",
)
engine_option = click.option(
    "--engine",
    type=click.Choice(["auto", "pdfplumber"]),
    default="auto",
    show_default=True,
    help="读取 PDF 的程序 / What reads PDF files.",
)
profile_option = click.option(
    "--profile",
    metavar="NAME",
    help="省份或年度规则集 / Rules of a province or year; recognised from the text by default.",
)
debug_option = click.option("--debug", is_flag=True, hidden=True)


def format_option(*formats: str) -> Callable[[Command], Command]:
    """``--format`` with the formats that this command has."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(formats),
        default=formats[0],
        show_default=True,
        help="输出格式 / Output format.",
    )


def listed(values: Sequence[str]) -> tuple[str, ...]:
    """Repeated and comma-separated values of an option as one list."""
    return tuple(part.strip() for value in values for part in value.split(",") if part.strip())


def settings_of(
    lang: str,
    *,
    profile: str | None = None,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    engine: str = "auto",
) -> Settings:
    """Settings from options. Raises UsageError for a profile, check or family nobody knows."""
    from reportlint import config

    chosen, left_out = listed(select), listed(ignore)
    # Also without names to test: a check that cannot be loaded is said once, before any file.
    _known((*chosen, *left_out), installed(lang), lang)
    try:
        return config.settings(profile=profile, select=chosen, ignore=left_out, engine=engine)
    except config.ConfigError as error:
        refuse(error.message, lang)


def installed(lang: str) -> tuple[CheckInfo, ...]:
    """All checks. Raises UsageError when one cannot be loaded: none is dropped in silence."""
    from reportlint.model.document import Message
    from reportlint.run import registry

    try:
        checks = registry.discover()
    except (registry.BrokenCheckError, ImportError, SyntaxError) as error:
        refuse(Message(f"有检查无法载入：{error}", f"A check cannot be loaded: {error}"), lang)
    if not checks:
        refuse(Message("没有安装任何检查。", "No checks are installed."), lang)
    return checks


def check_named(name: str, lang: str) -> CheckInfo:
    """The check with this id. Raises UsageError with the nearest spelling when there is none."""
    from reportlint.model.document import Message

    checks = installed(lang)
    found = next((check for check in checks if check.id == name), None)
    if found is None:
        zh, en = (nearest(name, [check.id for check in checks], lang) for lang in ("zh", "en"))
        refuse(Message(f"没有名为“{name}”的检查{zh}。", f"No check is called '{name}'{en}."), lang)
    return found


def failure_log(debug: bool) -> Callable[[Failure], None]:
    """What to do with the detail of a failed worker: on stderr with ``--debug``, else nothing."""
    return (
        (lambda failure: print(failure.detail, file=sys.stderr)) if debug else lambda failure: None
    )


def piped() -> Source:
    """Standard input as a text document called ``-``."""
    from reportlint.pipeline import Piped

    return Piped("-", sys.stdin.buffer.read())


def _known(names: Sequence[str], checks: Sequence[CheckInfo], lang: str) -> None:
    from reportlint.model.document import Message

    known = {check.id for check in checks} | {check.family for check in checks}
    known |= {f"{check.family}/{check.id}" for check in checks}
    for name in names:
        if name not in known:
            zh, en = nearest(name, sorted(known), "zh"), nearest(name, sorted(known), "en")
            refuse(
                Message(
                    f"没有名为“{name}”的检查或类别{zh}；reportlint checks 列出全部。",
                    f"No check or family is called '{name}'{en}; see 'reportlint checks'.",
                ),
                lang,
            )
