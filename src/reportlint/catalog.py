"""Check modules → the catalogue page ``checks/README.md``; ``--check`` fails when it drifted.

``python -m reportlint.catalog`` writes the page beside the checks, ``--check`` only compares.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from itertools import groupby
from pathlib import Path

from reportlint.measured import measured
from reportlint.model.settings import CheckInfo
from reportlint.run.registry import discover

_HEAD = """# 检查目录 / Catalogue of checks

由检查文件生成：`python -m reportlint.catalog`。标“预览”的默认不运行，用 `--select` 打开。
Generated from the check files. A check marked 预览 (preview) is off unless selected.

实测：真实文件中属实的发现数/已核定的发现数，及其 Wilson 95 % 区间；“–”为尚无发现，准确率未知。
Measured: findings that are right / findings settled on real documents, with the Wilson 95 %
interval; a dash means none yet, precision unknown.
"""


def page(checks: Sequence[CheckInfo]) -> str:
    """The catalogue as Markdown, families and checks in order of their names."""
    return "\n".join(_lines(checks)) + "\n"


def _lines(checks: Sequence[CheckInfo]) -> Iterator[str]:
    yield _HEAD.rstrip()
    ordered = sorted(checks, key=lambda info: (info.family, info.id))
    for family, members in groupby(ordered, key=lambda info: info.family):
        yield ""
        yield f"## {family}"
        yield ""
        yield "| id | 级别 | 说明 | what it finds | 实测 measured |"
        yield "|---|---|---|---|---|"
        for info in members:
            zh, _, en = info.doc.splitlines()[0].partition(" / ")
            level = info.severity + ("（预览）" if info.preview else "")
            found = measured(info.id).short()
            yield f"| `{info.id}` | {level} | {zh.strip()} | {en.strip()} | {found} |"


def main(arguments: Sequence[str]) -> int:
    """Write or compare the page; 1 when it drifted."""
    checks = [info for info in discover() if info.module.startswith("reportlint_checks.")]
    spec = find_spec("reportlint_checks")
    folders = spec.submodule_search_locations if spec is not None else None
    if not folders:
        print("the built-in checks are not installed", file=sys.stderr)
        return 1
    path = Path(folders[0]) / "README.md"
    text = page(checks)
    if "--check" in arguments:
        same = path.exists() and path.read_text(encoding="utf-8") == text
        if not same:
            print(f"{path} is out of date: run python -m reportlint.catalog", file=sys.stderr)
        return 0 if same else 1
    path.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
