"""Paths, folders and globs → the files to read, and what could not be found."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath

from reportlint.load import archive
from reportlint.model.document import Message

SUPPORTED_SUFFIXES = (
    *(".txt", ".md", ".markdown", ".docx", ".pdf"),
    *(".html", ".htm", ".xlsx", ".xlsm", ".zip"),
)
_PAGES = (".html", ".htm")
_PARTS = ("_files", ".files")


@dataclass(frozen=True, slots=True)
class Walk:
    """``paths`` to read, in order and each once; one of ``problems`` per pattern without a file.

    ``others`` counts the files of other kinds that were left out of folders.
    """

    paths: tuple[str, ...]
    problems: tuple[Message, ...] = ()
    others: int = 0


def sources(patterns: Sequence[str]) -> Walk:
    """The files that ``patterns`` stand for.

    A file that is named is always taken; an archive stands for the files in it, each named
    ``报告.zip!目录/表.docx``. A folder is walked, sorted, for ``SUPPORTED_SUFFIXES``; hidden
    entries and the lock files of office programs are passed over. A name that does not exist
    but holds ``*``, ``?`` or ``[`` is expanded here, because not every shell does it.
    """
    found = _Found()
    for pattern in patterns:
        if os.path.isdir(pattern):
            _folder(pattern, found)
        elif os.path.lexists(pattern):
            _file(pattern, found)
        elif archive.is_member(pattern):
            found.add(pattern)
        elif glob.has_magic(pattern):
            _expanded(pattern, found)
        else:
            found.problems.append(Message(f"找不到文件：{pattern}", f"No such file: {pattern}"))
    return Walk(tuple(found.paths.values()), tuple(found.problems), found.others)


def folder_of(path: str) -> str:
    """The folder that a file lies in; for a file in an archive the folder within the archive."""
    return os.path.normpath(os.path.dirname(path)) if os.path.dirname(path) else "."


@dataclass(slots=True)
class _Found:
    """What has been collected; ``paths`` by the file that a path really leads to."""

    paths: dict[str, str] = field(default_factory=dict)
    problems: list[Message] = field(default_factory=list)
    others: int = 0

    def add(self, path: str) -> None:
        self.paths.setdefault(os.path.normcase(os.path.realpath(path)), path)


def _expanded(pattern: str, found: _Found) -> None:
    names = [n for n in sorted(glob.glob(pattern, recursive=True)) if not _passed_over(n)]
    for name in names:
        if not os.path.isdir(name):
            _file(name, found)
        elif "**" not in pattern:  # with ** the files below are matched by themselves
            _folder(name, found)
    if not names:
        found.problems.append(Message(f"没有与 {pattern} 相符的文件", f"No file matches {pattern}"))


def _file(path: str, found: _Found) -> None:
    """Take a file that is named; an archive is a folder."""
    inside = _archived(path)
    found.others += inside.others
    for address in inside.addresses:
        found.add(address)
    if not inside.addresses:
        kinds = " ".join(SUPPORTED_SUFFIXES)
        found.problems.append(
            Message(
                f"压缩包 {path} 中没有可读取的文件（可读 {kinds}；其他文件 {inside.others} 个）",
                f"Archive {path} holds nothing readable ({kinds}; {inside.others} other files)",
            )
        )


def _archived(path: str) -> archive.Listing:
    """What the archive at ``path`` holds; the file itself when it is no archive."""
    if not path.lower().endswith(".zip") and path.lower().endswith(SUPPORTED_SUFFIXES):
        return archive.Listing((path,))
    return archive.listing(path, SUPPORTED_SUFFIXES) or archive.Listing((path,))


def _folder(folder: str, found: _Found) -> None:
    taken = others = 0
    for path in _files(folder, found):
        if path.lower().endswith(SUPPORTED_SUFFIXES):
            inside = _archived(path)
            others += inside.others
            for address in inside.addresses:
                found.add(address)
            taken += len(inside.addresses)
        else:
            others += 1
    found.others += others
    if not taken:
        kinds = " ".join(SUPPORTED_SUFFIXES)
        found.problems.append(
            Message(
                f"文件夹 {folder} 中没有可读取的文件（可读 {kinds}；其他类型的文件 {others} 个）",
                f"Folder {folder} holds nothing readable ({kinds}; {others} files of other kinds)",
            )
        )


def _files(folder: str, found: _Found) -> Iterator[str]:
    """Every visible file below ``folder``: those of a folder first, then its folders, by name."""

    def refused(error: OSError) -> None:
        name = error.filename or folder
        found.problems.append(Message(f"无法打开文件夹 {name}", f"Folder {name} cannot be opened"))

    for parent, folders, files in os.walk(folder, onerror=refused):
        pages = {name.rpartition(".")[0] for name in files if name.lower().endswith(_PAGES)}
        folders[:] = sorted(
            name for name in folders if not _passed_over(name) and not _of_page(name, pages)
        )
        for name in sorted(files):
            if not _passed_over(name):
                yield os.path.join(parent, name)


def _of_page(folder: str, pages: set[str]) -> bool:
    """Whether ``folder`` holds the pictures and frames of a saved page beside it."""
    return any(folder == page + end for page in pages for end in _PARTS)


def _passed_over(path: str) -> bool:
    """Hidden, a lock file that Word or WPS leaves while a document is open, or archive litter."""
    name = PurePath(path).name
    return name.startswith((".", "~$", ".~")) or name == "__MACOSX"
