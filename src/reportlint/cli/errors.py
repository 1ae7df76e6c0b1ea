"""Bad usage in one sentence, in the user's language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NoReturn

import click

if TYPE_CHECKING:
    from reportlint.model.document import Message


def language(args: Sequence[str]) -> str:
    """The language asked for, read before (and even when) the arguments cannot be parsed."""
    for index, argument in enumerate(args):
        if argument == "--lang=en" or (
            argument == "--lang" and args[index + 1 : index + 2] == ["en"]
        ):
            return "en"
    return "zh"


def refuse(message: Message, lang: str) -> NoReturn:
    """Raise bad usage: the sentence goes to stderr, the exit code is 2."""
    raise click.UsageError(message.text(lang)) from None


def nearest(name: str, known: Iterable[str], lang: str) -> str:
    """A suggestion to append to a sentence, empty when nothing is spelled alike."""
    from difflib import get_close_matches

    found = get_close_matches(name, list(known), n=1, cutoff=0.6)
    if not found:
        return ""
    return f" (did you mean '{found[0]}'?)" if lang == "en" else f"（是否想写“{found[0]}”？）"


def sentence(error: click.ClickException, lang: str) -> str:
    """What is wrong with the arguments."""
    en = lang == "en"
    match error:
        case click.NoSuchOption():
            hint = nearest(error.option_name, error.possibilities or (), lang)
            name = error.option_name
            return f"There is no option '{name}'{hint}." if en else f"没有选项“{name}”{hint}。"
        case click.MissingParameter():
            name = _name(error)
            return f"{name} is missing (see --help)." if en else f"缺少 {name}（用法见 --help）。"
        case click.BadParameter(param=click.Parameter(type=click.Choice() as choice)):
            name, listed = _name(error), [str(item) for item in choice.choices]
            if en:
                return f"{name} must be one of: {', '.join(listed)}."
            return f"{name} 只能是：{'、'.join(listed)}。"
        case click.BadParameter(param=click.Parameter(type=click.IntRange() as limits)):
            name = _name(error)
            if en:
                return f"{name} must be a whole number of at least {limits.min}."
            return f"{name} 必须是不小于 {limits.min} 的整数。"
        case click.BadParameter():
            name = _name(error)
            return f"{name}: {error.message}" if en else f"{name} 的值无效：{error.message}"
        case click.BadOptionUsage():
            name = error.option_name
            return (
                f"Option {name}: {error.message}"
                if en
                else f"选项 {name} 的用法不对，缺少或多了值。"
            )
        case click.UsageError():
            return error.message
    return error.format_message()


def _name(error: click.BadParameter) -> str:
    if error.param is None:
        return str(error.param_hint or "")
    if isinstance(error.param, click.Option):
        return error.param.opts[-1]
    return error.param.metavar or error.param.human_readable_name
