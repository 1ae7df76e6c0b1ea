"""``--help`` pages whose lines fit the screen although Chinese characters are two columns wide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import click

from reportlint.render.layout import cell_len, wrap

# click's own words, in both languages.
_WORDS = {
    "Options": "选项 / Options",
    "Commands": "命令 / Commands",
    "Show this message and exit.": "显示本帮助 / Show this message and exit.",
    "Show the version and exit.": "显示版本号 / Show the version and exit.",
}


class Formatter(click.HelpFormatter):
    """click's formatter with our wrapping and headings in both languages."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """The usage line."""
        self.write_text(f"{'用法 / Usage: ' if prefix is None else prefix}{prog} {args}")

    @contextmanager
    def section(self, name: str) -> Iterator[None]:
        """A headed, indented part."""
        with super().section(_WORDS.get(name, name)):
            yield

    def write_text(self, text: str) -> None:
        """Paragraphs, wrapped by width on the screen."""
        indent = " " * self.current_indent
        paragraphs = [part for part in text.split("\n\n") if part.strip()]
        for index, paragraph in enumerate(paragraphs):
            if index:
                self.write("\n")
            for line in wrap(paragraph, self.width - self.current_indent):
                self.write(f"{indent}{line}\n")

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        """Terms and what they mean in two columns."""
        listed = list(rows)
        widest = max((cell_len(term) for term, _ in listed), default=0)
        first = min(widest, col_max) + col_spacing
        indent = " " * self.current_indent
        for term, meaning in listed:
            lines = (
                wrap(_WORDS.get(meaning, meaning), self.width - self.current_indent - first)
                if meaning
                else [""]
            )
            if cell_len(term) + col_spacing <= first:
                self.write(
                    f"{indent}{term}{' ' * (first - cell_len(term))}{lines[0]}".rstrip() + "\n"
                )
                lines = lines[1:]
            else:
                self.write(f"{indent}{term}\n")
            for line in lines:
                self.write(f"{indent}{' ' * first}{line}\n")
