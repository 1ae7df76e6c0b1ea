"""Archives as folders: names, nesting, bounds, locks."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path

import pytest
from load_helpers import refused

from reportlint import load
from reportlint.load.walk import sources
from reportlint.model.document import Document, Unreadable
from reportlint.model.settings import Limits
from reportlint.pipeline import lint

FLAGS = 6  # where the flags stand in a local header; in the directory two bytes later


def zipped(members: dict[str, bytes | str]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


def named_in_gbk(name: str, content: bytes) -> bytes:
    """An archive as old Chinese programs write it: GBK names and no mark for UTF-8."""
    raw = name.encode("gb18030")
    data = zipped({"x" * len(raw): content})
    return data.replace(b"x" * len(raw), raw)


def locked(data: bytes) -> bytes:
    """``data`` with the first member marked as encrypted."""
    changed = bytearray(data)
    changed[data.index(b"PK\x03\x04") + FLAGS] |= 1
    changed[data.index(b"PK\x01\x02") + FLAGS + 2] |= 1
    return bytes(changed)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def members(path: str) -> list[str]:
    return list(sources([path]).paths)


def text_of(path: str) -> str:
    loaded = load.document(path, Limits())
    assert isinstance(loaded, Document), loaded.reason.zh
    assert loaded.path == path
    return loaded.text.strip()


def reason(path: str) -> str:
    loaded = load.document(path, Limits())
    assert isinstance(loaded, Unreadable)
    return loaded.reason.zh


def test_members_are_found_and_read(here: Path) -> None:
    data = zipped(
        {"目录/表.txt": "收入 1", "b.md": "2", "p.png": "x", "__MACOSX/c.txt": "3", "~$d.txt": "4"}
    )
    (here / "报告.zip").write_bytes(data)
    walk = sources(["报告.zip"])
    assert walk.paths == ("报告.zip!b.md", "报告.zip!目录/表.txt")
    assert (walk.others, walk.problems) == (1, ())
    assert text_of("报告.zip!目录/表.txt") == "收入 1"
    assert members("报告.zip!b.md") == ["报告.zip!b.md"]


def test_archives_in_folders_are_walked_too(here: Path) -> None:
    (here / "in").mkdir()
    (here / "in" / "a.zip").write_bytes(zipped({"x.txt": "1"}))
    (here / "in" / "b.zip").write_bytes(zipped({"x.png": "1"}))
    (here / "in" / "c.txt").write_text("2")
    walk = sources(["in"])
    assert [path.replace(os.sep, "/") for path in walk.paths] == ["in/a.zip!x.txt", "in/c.txt"]
    assert (walk.others, walk.problems) == (1, ())


@pytest.mark.parametrize("codec", ["gb18030", "utf-8"])
def test_names_without_the_mark_for_utf8(here: Path, codec: str) -> None:
    raw = "乙\\表格.txt".encode(codec)
    data = zipped({"x" * len(raw): "12"}).replace(b"x" * len(raw), raw)
    (here / "a.zip").write_bytes(data)
    assert members("a.zip") == ["a.zip!乙/表格.txt"]
    assert text_of("a.zip!乙/表格.txt") == "12"


def test_a_second_byte_that_looks_like_a_backslash_is_part_of_the_name(here: Path) -> None:
    assert "乗".encode("gb18030")[1:] == b"\\"
    (here / "a.zip").write_bytes(named_in_gbk("乗.txt", b"1"))
    assert members("a.zip") == ["a.zip!乗.txt"]


def test_names_cannot_lead_out_of_the_archive(here: Path) -> None:
    (here / "secret.txt").write_text("secret")
    (here / "a.zip").write_bytes(zipped({"../secret.txt": "1", "/etc/x.txt": "2"}))
    assert members("a.zip") == ["a.zip!etc/x.txt", "a.zip!secret.txt"]
    assert text_of("a.zip!secret.txt") == "1"
    assert "找不到文件" in reason("a.zip!../secret.txt")
    assert "找不到文件" in reason("a.zip!none.txt")


def test_one_archive_inside_another_and_no_deeper(here: Path) -> None:
    deepest = zipped({"c.txt": "3"})
    inner = zipped({"b.txt": "2", "deep.zip": deepest})
    (here / "a.zip").write_bytes(zipped({"in.zip": inner, "a.txt": "1"}))
    assert members("a.zip") == ["a.zip!a.txt", "a.zip!in.zip!b.txt", "a.zip!in.zip!deep.zip"]
    assert text_of("a.zip!in.zip!b.txt") == "2"
    assert "层层相套" in reason("a.zip!in.zip!deep.zip")


def test_office_files_are_no_archives(here: Path) -> None:
    document = zipped({"[Content_Types].xml": "<a/>", "word/document.xml": "<a/>"})
    (here / "a.zip").write_bytes(document)
    assert members("a.zip") == ["a.zip"]
    (here / "b.zip").write_bytes(zipped({"a.docx": document}))
    assert members("b.zip") == ["b.zip!a.docx"]
    (here / "c.zip").write_bytes(zipped({"xl/a.txt": "1", "ppt/b.txt": "2"}))
    assert members("c.zip") == ["c.zip!ppt/b.txt", "c.zip!xl/a.txt"]


def test_a_locked_archive_is_one_line(here: Path) -> None:
    (here / "a.zip").write_bytes(locked(zipped({"a.txt": "1"})))
    assert members("a.zip") == ["a.zip"]
    assert "密码" in reason("a.zip")
    (here / "b.zip").write_bytes(locked(zipped({"a.txt": "1", "b.txt": "2"})))
    assert members("b.zip") == ["b.zip!a.txt", "b.zip!b.txt"]
    assert "密码" in reason("b.zip!a.txt")
    assert text_of("b.zip!b.txt") == "2"


def test_bombs_are_not_unpacked(here: Path) -> None:
    (here / "a.zip").write_bytes(zipped({"a.txt": b"0" * 20_000_000, "b.txt": "1"}))
    assert "过大" in reason("a.zip!a.txt")
    assert text_of("a.zip!b.txt") == "1"
    loaded = load.document("a.zip!b.txt", Limits(max_bytes=0))
    assert isinstance(loaded, Unreadable)


def test_damage_and_emptiness_are_told(here: Path) -> None:
    data = zipped({"a.txt": "1" * 500, "b.txt": "2"})
    (here / "a.zip").write_bytes(data[:60])
    assert members("a.zip") == ["a.zip"]
    assert "压缩包不完整" in reason("a.zip")
    (here / "b.zip").write_bytes(zipped({"p.png": "1"}))
    walk = sources(["b.zip"])
    assert walk.paths == ()
    assert "b.zip" in walk.problems[0].zh


def test_an_archive_is_not_one_document() -> None:
    sentence = refused(zipped({"表.txt": "1"}), "报告.zip").zh
    assert "报告.zip!表.txt" in sentence


def test_a_file_may_have_the_mark_in_its_name(here: Path) -> None:
    (here / "a.zip!b.txt").write_text("own")
    assert text_of("a.zip!b.txt") == "own"


def test_workers_read_members_themselves(here: Path) -> None:
    (here / "a.zip").write_bytes(
        zipped({"a.txt": "收入合计 12 万元。", "b.txt": "支出合计 9 万元。"})
    )
    assert [outcome.sources[0].path for outcome in lint("a.zip")] == ["a.zip!a.txt", "a.zip!b.txt"]


def test_parts_of_saved_pages_are_passed_over(here: Path) -> None:
    for name in ("page.html", "page_files/frame.html", "other_files/x.html"):
        (here / name).parent.mkdir(exist_ok=True)
        (here / name).write_text("<p>1</p>")
    found = [path.replace(os.sep, "/") for path in sources(["."]).paths]
    assert found == ["./page.html", "./other_files/x.html"]
