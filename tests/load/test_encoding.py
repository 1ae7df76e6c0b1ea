"""Bytes → text: which encoding is taken, and what is no text at all."""

from __future__ import annotations

import codecs
import random

import pytest

from reportlint.load.encoding import decode

TEXT = "全年预算 120.50 万元，执行率 98.3%。\n共办理 35 件。\n"


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (TEXT.encode(), "utf-8"),
        (codecs.BOM_UTF8 + TEXT.encode(), "utf-8-sig"),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "utf-16-le"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16-be"),
        (codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"), "utf-32-le"),
        (TEXT.encode("utf-16-le"), "utf-16-le"),
        (TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("gb18030"), "gb18030"),
        (TEXT.encode("gbk"), "gb18030"),
    ],
)
def test_each_encoding_is_found(data: bytes, name: str) -> None:
    assert decode(data) == (TEXT, name)


def test_short_and_rare_gb18030() -> None:
    assert decode("金额".encode("gb18030")) == ("金额", "gb18030")
    assert decode("㐀𠮷县 3 个".encode("gb18030")) == ("㐀𠮷县 3 个", "gb18030")


def test_plain_ascii_is_utf8() -> None:
    assert decode(b"1 + 1 = 2\r\n") == ("1 + 1 = 2\r\n", "utf-8")


def test_utf16_ascii_is_not_taken_for_utf8() -> None:
    assert decode("total 12".encode("utf-16-le")) == ("total 12", "utf-16-le")


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(256)) * 4,
        b"\x00" * 64,
        b"\x00\x01\x02\x03 text \x00\x05",
        TEXT.encode() + b"\xff\xff",
        codecs.BOM_UTF8 + b"\xff\xfe\xfd",
        codecs.BOM_UTF16_LE + b"\x41",
        b"\xaa\xa1\xfe\xfe" * 100,  # valid GB18030, but only private characters
    ],
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    assert decode(data) is None


def test_random_bytes_are_refused() -> None:
    generator = random.Random(3)
    assert all(decode(generator.randbytes(200)) is None for _ in range(200))
