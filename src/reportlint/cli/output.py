"""Where the reports of one run go: stdout and any number of files."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import datetime
from types import TracebackType
from typing import TextIO

from reportlint import __version__
from reportlint.cli.errors import refuse
from reportlint.model.document import Message
from reportlint.model.outcome import Outcome
from reportlint.model.settings import Settings
from reportlint.render.report import Options, Report, Run


class Outputs:
    """All reports of a run as one; used in a ``with`` block, closed only when the run was complete.

    Raises UsageError when a file cannot be written.
    """

    def __init__(
        self, form: str, files: Sequence[tuple[str, str]], settings: Settings, options: Options
    ) -> None:
        self._run = Run.of(
            settings, __version__, datetime.now().astimezone().isoformat("T", "seconds")
        )
        self._options = options
        self._stack = ExitStack()
        self._reports = [self._report(form, sys.stdout, options)]
        # A file is no terminal: nothing is hidden in it for the sake of the screen.
        in_file = replace(options, quiet=False)
        for file_form, path in files:
            self._reports.append(self._report(file_form, self._open(path), in_file))

    def __enter__(self) -> Outputs:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with self._stack:
            if kind is None:
                for report in self._reports:
                    report.close()

    def add(self, outcome: Outcome) -> None:
        """Hand one outcome to every report."""
        for report in self._reports:
            report.add(outcome)

    def _open(self, path: str) -> TextIO:
        try:
            stream = open(path, "w", encoding="utf-8", errors="replace")  # noqa: SIM115
        except OSError as error:
            self._stack.close()
            zh = f"无法写入文件 {path}（{error.strerror}）。"
            refuse(Message(zh, f"Cannot write {path} ({error.strerror})."), self._options.lang)
        return self._stack.enter_context(stream)

    def _report(self, form: str, stream: TextIO, options: Options) -> Report:
        if form == "json":
            from reportlint.render.json import JsonReport

            return JsonReport(stream, self._run, options)
        from reportlint.render.text import TextReport

        return TextReport(stream, options)
