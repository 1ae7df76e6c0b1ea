"""One line at a time to a terminal in colour, or plain to a file or pipe."""

from __future__ import annotations

from typing import TextIO

from rich.console import Console
from rich.text import Text

Part = str | tuple[str, str]
_PLAIN_WIDTH = 80


class Printer:
    """Writes lines made of parts; a part is text or ``(text, style)``.

    Styles are dropped when the stream is no terminal or colours are switched off, and the line is
    then written directly. ``width`` is the number of columns to fill.
    """

    def __init__(self, stream: TextIO, width: int | None = None) -> None:
        self._stream = stream
        self._console = Console(
            file=stream, width=width, highlight=False, markup=False, emoji=False, soft_wrap=True
        )
        self._plain = not self._console.is_terminal or self._console.color_system is None
        if width is None:
            # The last column stays free: some terminals break the line when it is filled.
            width = self._console.width - 1 if self._console.is_terminal else _PLAIN_WIDTH
        self.width = max(width, 40)

    def line(self, *parts: Part) -> None:
        """Write one line."""
        pieces = [(part, "") if isinstance(part, str) else part for part in parts]
        if self._plain:
            self._stream.write("".join(text for text, _ in pieces).rstrip() + "\n")
        else:
            self._console.print(Text.assemble(*pieces), overflow="ignore", crop=False)

    def flush(self) -> None:
        """Hand everything written so far to the reader at the other end."""
        self._stream.flush()
