"""``reportlint checks``: the list of all checks."""

from __future__ import annotations

import sys

import click

from reportlint.cli.options import debug_option, installed, lang_option


@click.command()
@lang_option
@debug_option
def checks(lang: str, debug: bool) -> int:
    """列出全部检查。

    List all checks.
    """
    from reportlint.cli.explain import paragraphs
    from reportlint.render.console import Printer
    from reportlint.render.layout import cell_len, pad, wrap
    from reportlint.render.words import SEVERITY, pick

    out = Printer(sys.stdout)
    found = sorted(installed(lang), key=lambda check: (check.family, check.id))
    widest = max((cell_len(check.id) for check in found), default=0)
    family = ""
    for check in found:
        if check.family != family:
            if family:
                out.line()
            out.line((check.family, "bold"))
            family = check.family
        severity = pick(SEVERITY, check.severity, lang)
        if check.preview:
            severity += "（试用）" if lang == "zh" else " (preview)"
        lead = f"  {pad(check.id, widest)}  {pad(severity, 12 if lang == 'zh' else 17)}  "
        lines = wrap(next(paragraphs(check.doc, lang), ""), out.width - cell_len(lead))
        out.line(lead, lines[0])
        for line in lines[1:]:
            out.line(" " * cell_len(lead), line)
    return 0
