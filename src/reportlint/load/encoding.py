"""Bytes → text: byte order mark, strict UTF-8, UTF-16 by its NUL pattern, strict GB18030.

Detection libraries are not used: they mislabel short GB18030 texts.
"""

from __future__ import annotations

import codecs
import re
import unicodedata

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32", "utf-32-le"),  # before UTF-16: it starts with that mark
    (codecs.BOM_UTF32_BE, "utf-32", "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16", "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16", "utf-16-be"),
)
# Tab, line feeds, form feed and the DOS end-of-file mark are the controls a text may hold.
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x19\x1b-\x1f]")
_SAMPLE = 4096


def decode(data: bytes) -> tuple[str, str] | None:
    """The text of ``data`` and the name of its encoding, None when it is not text.

    A byte order mark decides; without one strict UTF-8 comes before UTF-16 (only when the NUL
    bytes stand on one side of the byte pairs) and strict GB18030. The mark is not part of the text.
    """
    for mark, codec, name in _MARKS:
        if data.startswith(mark):
            return _accept(_strict(data, codec), name)
    text = _strict(data, "utf-8")
    if text is not None and "\x00" not in text:
        return _accept(text, "utf-8")
    wide = _utf16(data)
    if wide is not None:
        return wide
    text = _strict(data, "gb18030")
    if text is not None and _is_written(text):
        return _accept(text, "gb18030")
    return None


def _strict(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return None


def _accept(text: str | None, name: str) -> tuple[str, str] | None:
    """A decoded text, unless it holds so many control characters that it cannot be one."""
    if text is None or len(_CONTROL.findall(text)) * 200 > len(text):
        return None
    return text, name


def _utf16(data: bytes) -> tuple[str, str] | None:
    """UTF-16 without a mark: ASCII characters leave NUL bytes at one parity only."""
    if len(data) % 2:
        return None
    first, second = data[0::2].count(0), data[1::2].count(0)
    if (first and second) or max(first, second) * 100 < len(data) // 2:
        return None
    name = "utf-16-le" if second else "utf-16-be"
    text = _strict(data, name)
    return _accept(text, name) if text is not None and _is_written(text) else None


def _is_written(text: str) -> bool:
    """Whether almost all characters are ones that people write, not unassigned or private."""
    sample = text[:_SAMPLE]
    odd = sum(unicodedata.category(char) in ("Cc", "Cn", "Co", "Cs") for char in sample)
    return (odd - sum(sample.count(blank) for blank in "\t\r\n\f")) * 50 <= len(sample)
