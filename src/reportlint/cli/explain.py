"""``reportlint explain``: what a check finds, its parameters, and one example with its cure."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import click

from reportlint.cli.options import check_named, debug_option, lang_option

if TYPE_CHECKING:
    from reportlint.model.settings import CheckInfo
    from reportlint.render.console import Printer

_MARKS = re.compile(r"\[\[(?P<claim>.*?)\]\]|\{\{(?P<evidence>.*?)\}\}", re.DOTALL)


@click.command()
@click.argument("check", metavar="CHECK")
@lang_option
@debug_option
def explain(check: str, lang: str, debug: bool) -> int:
    """说明一项检查：查什么、参数、例子与改法。

    Explain one check: what it finds, its parameters, an example and its cure.
    """
    from reportlint.measured import measured
    from reportlint.render.console import Printer
    from reportlint.render.words import SEVERITY, pick

    info = check_named(check, lang)
    out = Printer(sys.stdout)
    state = _say(lang, "，试用，默认关闭", ", preview: off by default") if info.preview else ""
    out.line((info.id, "bold"), f"  {info.family}  {pick(SEVERITY, info.severity, lang)}{state}")
    out.line()
    for index, paragraph in enumerate(paragraphs(info.doc, lang)):
        if index:
            out.line()
        _wrapped(out, "", paragraph)
    if info.module.startswith("reportlint_checks."):
        out.line()
        _wrapped(out, _say(lang, "实测  ", "Measured  "), measured(info.id).sentence(lang))
    parameters = list(_parameters(info.params))
    if parameters:
        out.line()
        out.line((_say(lang, "参数", "Parameters"), "bold"))
    for name, default, meaning in parameters:
        _wrapped(out, f"  {name} = {default}  ", in_language(meaning, lang))
    _example(out, info, lang)
    return 0


def paragraphs(doc: str, lang: str) -> Iterator[str]:
    """The paragraphs of a docstring in one language, each on one line."""
    for paragraph in re.split(r"\n\s*\n", doc.strip()):
        text = in_language(paragraph, lang)
        # A line break between Chinese characters is no blank.
        text = re.sub(r"(?<=[^\x00-\xff])\s*\n\s*(?=[^\x00-\xff])", "", text)
        yield " ".join(text.split())


def in_language(text: str, lang: str) -> str:
    """The half of ``中文 / English`` that is asked for; all of it when it has no halves."""
    halves = re.split(r"\s/\s", text, maxsplit=1)
    return halves[-1 if lang == "en" else 0].strip()


def _example(out: Printer, info: CheckInfo, lang: str) -> None:
    import textwrap

    example = next(iter(info.fails), None)
    if example is None:
        return
    text = _text(example)
    out.line()
    out.line((_say(lang, "例", "Example"), "bold"))
    for line in textwrap.dedent(text).strip("\n").splitlines():
        for part in _marked(line):
            out.line("  ", part)
    says = getattr(example, "says", "")
    if says:
        out.line()
        _wrapped(out, f"  {_say(lang, '输出', 'Says')}  ", str(says))
    cure = getattr(example, "cure", None)
    if cure is not None:
        _wrapped(out, f"  {_say(lang, '改法', 'Cure')}  ", _cure(cure, lang))


def _text(example: Any) -> str:
    """The document of an example: running text, a table, or the name of a fixture."""
    for name in ("text", "table", "fixture"):
        value = getattr(example, name, None)
        if value:
            return str(value)
    return ""


def _marked(line: str) -> Iterator[str]:
    """``line`` without its marks; below, ^ under the claim and ~ under the evidence."""
    from reportlint.render.layout import cell_len

    plain, under, at = "", "", 0
    for match in _MARKS.finditer(line):
        plain += line[at : match.start()]
        marked = match["claim"] if match["claim"] is not None else match["evidence"]
        under += " " * (cell_len(plain) - cell_len(under))
        sign = "^" if match["claim"] is not None else "~"
        under += sign * max(cell_len(marked), 1)
        plain += marked or " "
        at = match.end()
    yield plain + line[at:]
    if under:
        yield under


def _cure(cure: Any, lang: str) -> str:
    if not isinstance(cure, Mapping):
        return f"→ {cure}"
    edits = []
    for mark, text in cure.items():
        number = int(mark) + 1
        edits.append(f"mark {number} → {text}" if lang == "en" else f"第 {number} 处 → {text}")
    return "; ".join(edits) if lang == "en" else "；".join(edits)


def _parameters(params: Any) -> Iterator[tuple[str, Any, str]]:
    """Name, default and meaning of each parameter of a check."""
    import dataclasses
    import typing

    if params is None:
        return
    kind = params if isinstance(params, type) else type(params)
    if not dataclasses.is_dataclass(kind):
        return
    hints = typing.get_type_hints(kind, include_extras=True)
    for field in dataclasses.fields(kind):
        if field.default is not dataclasses.MISSING:
            default: Any = field.default
        elif field.default_factory is not dataclasses.MISSING:
            default = field.default_factory()
        else:
            default = "?"
        notes = getattr(hints.get(field.name), "__metadata__", ())
        yield field.name, default, " ".join(str(note) for note in notes)


def _wrapped(out: Printer, lead: str, text: str) -> None:
    from reportlint.render.layout import cell_len, wrap

    lines = wrap(text, out.width - cell_len(lead))
    out.line(lead, lines[0])
    for line in lines[1:]:
        out.line(" " * cell_len(lead), line)


def _say(lang: str, zh: str, en: str) -> str:
    return en if lang == "en" else zh
