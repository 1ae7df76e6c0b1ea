"""Paths, folders and globs → the files to read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from reportlint.load.walk import sources


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in (
        "b.docx",
        "a.PDF",
        "notes.dat",
        "~$b.docx",
        ".hidden.txt",
        "sub/c.md",
        "sub/deep/d.txt",
        ".git/e.txt",
        "__MACOSX/f.pdf",
        "pictures/p.png",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def names(*patterns: str) -> list[str]:
    return [path.replace(os.sep, "/") for path in sources(patterns).paths]


def test_a_folder_is_walked_in_order_for_documents_only(folder: Path) -> None:
    walk = sources(["."])
    assert [path.replace(os.sep, "/") for path in walk.paths] == [
        "./a.PDF",
        "./b.docx",
        "./sub/c.md",
        "./sub/deep/d.txt",
    ]
    assert walk.problems == ()
    assert walk.others == 2


def test_a_named_file_is_always_taken(folder: Path) -> None:
    assert names("notes.dat", "~$b.docx", ".hidden.txt") == [
        "notes.dat",
        "~$b.docx",
        ".hidden.txt",
    ]


def test_paths_stand_once_in_the_order_given(folder: Path) -> None:
    assert names("b.docx", "sub", "./b.docx", str(folder / "b.docx"), "sub/c.md") == [
        "b.docx",
        "sub/c.md",
        "sub/deep/d.txt",
    ]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("*.docx", ["b.docx"]),
        ("sub/**/*.txt", ["sub/deep/d.txt"]),
        ("[ab].*", ["a.PDF", "b.docx"]),
        ("su?", ["sub/c.md", "sub/deep/d.txt"]),
    ],
)
def test_globs_are_expanded_here(folder: Path, pattern: str, expected: list[str]) -> None:
    assert names(pattern) == expected


def test_a_name_with_brackets_is_a_name_first(folder: Path) -> None:
    (folder / "report[1].pdf").write_text("x")
    assert names("report[1].pdf") == ["report[1].pdf"]


@pytest.mark.parametrize("pattern", ["missing.docx", "*.rtf", "pictures", ""])
def test_each_pattern_without_a_file_is_a_problem(folder: Path, pattern: str) -> None:
    walk = sources(["b.docx", pattern])
    assert walk.paths == ("b.docx",)
    (problem,) = walk.problems
    assert pattern in problem.zh
    assert pattern in problem.en


def test_a_folder_without_documents_says_how_many_others_it_holds(folder: Path) -> None:
    walk = sources(["pictures"])
    assert walk.others == 1
    assert "1 个" in walk.problems[0].zh


def test_a_broken_link_is_tried_and_not_silently_dropped(folder: Path) -> None:
    (folder / "gone.pdf").symlink_to(folder / "nowhere.pdf")
    assert names("gone.pdf") == ["gone.pdf"]


def test_links_to_a_file_are_the_file(folder: Path) -> None:
    (folder / "z.docx").symlink_to(folder / "b.docx")
    assert names("z.docx", "b.docx") == ["z.docx"]


def test_nothing_asked_nothing_found() -> None:
    walk = sources([])
    assert (walk.paths, walk.problems, walk.others) == ((), (), 0)
