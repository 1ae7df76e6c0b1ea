"""Streams that can print Chinese anywhere, and a progress line that does not disturb the output."""

from __future__ import annotations

import io
import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TextIO

if TYPE_CHECKING:
    from reportlint.model.document import Message


def utf8(stream: Any) -> None:
    """Make ``stream`` able to take any text.

    Files and pipes get UTF-8 whatever the locale says, so that output is the same everywhere; a
    terminal keeps its own encoding, unless that is ASCII, and shows "?" for what it lacks.
    """
    if not isinstance(stream, io.TextIOWrapper):
        return
    with suppress(OSError):  # a stream that cannot be changed stays as it is
        _reconfigure(stream)


def _reconfigure(stream: io.TextIOWrapper) -> None:
    ascii_only = stream.encoding.lower() in ("ascii", "us-ascii", "ansi_x3.4-1968")
    if ascii_only or not stream.isatty():
        stream.reconfigure(encoding="utf-8", errors="replace")
    else:
        stream.reconfigure(errors="replace")


def columns() -> int:
    """Width of the terminal, 80 where there is none. ``shutil`` is slow to import."""
    with suppress(KeyError, ValueError):
        return max(int(os.environ["COLUMNS"]), 40)
    with suppress(OSError):
        return max(os.get_terminal_size(sys.stdout.fileno()).columns, 40)
    return 80


def note(message: Message, lang: str) -> None:
    """A line about the run on stderr."""
    print(f"reportlint: {message.text(lang)}", file=sys.stderr)


class Progress:
    """``3/20 …`` on the last line of a terminal; silent anywhere else.

    ``clear`` has to be called before anything else is written to the same terminal.
    """

    def __init__(self, total: int, lang: str, *, quiet: bool = False) -> None:
        self._total = total
        self._lang = lang
        self._stream: TextIO = sys.stderr
        self._shown = 0
        self._active = not quiet and self._stream.isatty()

    def show(self, done: int) -> None:
        """Say how far the run is."""
        if not self._active or done >= self._total:
            return
        if self._lang == "en":
            text = f"checking {done + 1}/{self._total} …"
            width = len(text)
        else:
            text = f"正在核对 {done + 1}/{self._total} …"
            width = len(text) + 4
        self._stream.write("\r" + text)
        self._stream.flush()
        self._shown = width

    def clear(self) -> None:
        """Take the line away."""
        if self._shown:
            self._stream.write("\r" + " " * self._shown + "\r")
            self._stream.flush()
            self._shown = 0
