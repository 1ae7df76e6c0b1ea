"""Paths, folders and globs → the files of a run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from glob import glob, has_magic
from pathlib import Path

from reportlint.model.document import Message

SUPPORTED_SUFFIXES = (".txt", ".md", ".markdown", ".docx", ".pdf")


@dataclass(frozen=True, slots=True)
class Walk:
    """The files found, in order, and one problem per pattern that gave none."""

    paths: tuple[str, ...]
    problems: tuple[Message, ...]
    left_out: int = 0


def sources(patterns: Sequence[str]) -> Walk:
    """Files as named; folders walked for document suffixes; globs expanded."""
    paths: list[str] = []
    problems: list[Message] = []
    left_out = 0
    for pattern in patterns:
        names = sorted(glob(pattern, recursive=True)) if has_magic(pattern) else [pattern]
        if not names:
            problems.append(
                Message(f"没有与 {pattern} 匹配的文件。", f"Nothing matches {pattern}.")
            )
        for name in names:
            if Path(name).is_dir():
                found, others = _folder(Path(name))
                left_out += others
                paths += found
                if not found:
                    problems.append(
                        Message(f"文件夹 {name} 中没有可读的文件。", f"Nothing readable in {name}.")
                    )
            else:
                paths.append(name)
    return Walk(tuple(dict.fromkeys(paths)), tuple(problems), left_out)


def _folder(folder: Path) -> tuple[list[str], int]:
    found, others = [], 0
    for path in sorted(folder.rglob("*")):
        parts = path.relative_to(folder).parts
        if not path.is_file() or any(part.startswith((".", "~$")) for part in parts):
            continue
        if path.suffix.lower() in SUPPORTED_SUFFIXES:
            found.append(str(path))
        else:
            others += 1
    return found, others
