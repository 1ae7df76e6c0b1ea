"""House style of checks and the project: names, order, documents, wheel contents."""

from __future__ import annotations

import ast
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from reportlint.run.registry import discover

ROOT = Path(__file__).parent.parent
ORDER = ("SEVERITY", "Params", "check", "MESSAGES", "FAILS", "PASSES")


def check_files() -> list[Path]:
    return sorted(p for p in (ROOT / "checks").glob("*/*.py") if p.name != "__init__.py")


def test_every_check_file_is_discovered():
    found = {info.module.removeprefix("reportlint_checks.") for info in discover()}
    assert found == {f"{path.parent.name}.{path.stem}" for path in check_files()}


@pytest.mark.parametrize("path", check_files(), ids=lambda path: path.stem)
def test_check_file_keeps_the_fixed_order(path):
    names = []
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign):
            names += [target.id for target in node.targets if isinstance(target, ast.Name)]
        elif isinstance(node, ast.ClassDef | ast.FunctionDef):
            names.append(node.name)
    assert [name for name in names if name in ORDER] == list(ORDER)


@pytest.mark.parametrize("path", check_files(), ids=lambda path: path.stem)
def test_check_documents_itself_in_both_languages(path):
    doc = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    assert doc
    zh, _, en = doc.splitlines()[0].partition(" / ")
    assert any("\u4e00" <= char <= "\u9fff" for char in zh)
    assert en.isascii()
    assert en.endswith(".")


def test_wheel_holds_exactly_the_two_trees(tmp_path):
    subprocess.run(
        [
            sys.executable,
            "-m",
            "pip",
            "wheel",
            "--quiet",
            "--no-deps",
            "-w",
            str(tmp_path),
            str(ROOT),
        ],
        check=True,
        capture_output=True,
    )
    [wheel] = tmp_path.glob("*.whl")
    packed = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    wanted = set()
    for folder, package in (
        (ROOT / "src" / "reportlint", "reportlint"),
        (ROOT / "checks", "reportlint_checks"),
    ):
        for path in folder.rglob("*"):
            if (
                path.suffix in (".py", ".yaml", ".json", ".typed")
                and "__pycache__" not in path.parts
            ):
                wanted.add(f"{package}/{path.relative_to(folder).as_posix()}")
    assert packed == wanted
