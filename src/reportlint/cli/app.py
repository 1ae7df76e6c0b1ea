"""The command group, and the one place where errors become a line on stderr and an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from typing import Any

import click

from reportlint import __version__
from reportlint.cli.errors import language, nearest, sentence
from reportlint.cli.terminal import columns, utf8

# Commands in the order of --help, which must not import them; each is a module of this package.
COMMANDS = {
    "check": "核对报告中的数字 / Check the figures of reports.",
    "show": "显示从一个文件中读出的内容、数字、关系和问题 / Show what was read from one file.",
    "explain": "说明一项检查 / Explain one check, with an example.",
    "checks": "列出全部检查 / List all checks.",
    "evaluate": "用标注文件衡量查全率和查准率 / Measure recall and precision.",
}

TROUBLE, INTERRUPTED, BROKEN_PIPE = 2, 130, 141


class Context(click.Context):
    """click's context with a help formatter that knows the width of Chinese characters."""

    def make_formatter(self) -> click.HelpFormatter:
        """The formatter, imported only when help is asked for."""
        from reportlint.cli.help import Formatter

        return Formatter(width=self.terminal_width or min(columns(), 100) - 2)


class Group(click.Group):
    """Loads a command's module when the command is used."""

    context_class = Context

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in the order of --help."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, None when there is none."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"reportlint.cli.{cmd_name}"), cmd_name)
        command.context_class = Context  # click offers no other way in
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does it, with our words for an unknown command."""
        name = args[0]
        if name not in COMMANDS:
            lang = language(sys.argv[1:])
            hint = nearest(name, COMMANDS, lang)
            if lang == "en":
                raise click.UsageError(f"There is no command '{name}'{hint}.")
            raise click.UsageError(f"没有名为“{name}”的命令{hint}。")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """One line per command."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(
    cls=Group,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, prog_name="reportlint", message="%(prog)s %(version)s")
@click.pass_context
def cli(context: click.Context) -> None:
    """核对财政预算绩效报告中的数字是否前后一致、计算是否正确。

    Checks the figures of Chinese budget-performance reports against each other.
    """
    if context.invoked_subcommand is None:
        click.echo(context.get_help(), err=True)
        context.exit(TROUBLE)


def run(args: Sequence[str]) -> int:
    """Run the program and return its exit code; no traceback is shown without ``--debug``."""
    out, err = sys.stdout, sys.stderr
    utf8(out)
    utf8(err)
    lang = language(args)
    try:
        result = cli.main(args=list(args), prog_name="reportlint", standalone_mode=False)
        code = result if isinstance(result, int) else 0
    except SystemExit as end:
        code = _code(end.code)
    except click.ClickException as error:
        _complain(sentence(error, lang), lang)
        code = TROUBLE
    except (click.Abort, KeyboardInterrupt):
        _complain("interrupted" if lang == "en" else "已中断", lang)
        code = INTERRUPTED
    except Exception as error:
        if _writable(out):
            _internal(error, args, lang)
        code = TROUBLE
    # click puts something else in place of the streams when it meets a closed pipe.
    left = sys.stdout is not out
    sys.stdout, sys.stderr = out, err
    return code if _writable(out) and not left else BROKEN_PIPE


def _code(code: Any) -> int:
    if code is None:
        return 0
    return code if isinstance(code, int) else TROUBLE


def _complain(text: str, lang: str) -> None:
    with suppress(OSError):
        print(f"reportlint: {text}", file=sys.stderr)


def _internal(error: Exception, args: Sequence[str], lang: str) -> None:
    if "--debug" in args:
        import traceback

        traceback.print_exception(error, file=sys.stderr)
    name = f"{type(error).__name__}: {error}"
    if lang == "en":
        _complain(f"internal error, please report it ({name}); details with --debug", lang)
    else:
        _complain(f"程序内部错误，请报告给开发者（{name}）；加 --debug 可看详情", lang)


def _writable(stream: Any) -> bool:
    """Whether somebody still reads ``stream``; if not, it is led to nowhere for a quiet end.

    A reader who left shows as EPIPE, on Windows as EINVAL.
    """
    try:
        stream.flush()
    except OSError:
        with suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        return False
    return True
