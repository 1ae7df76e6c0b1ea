"""Printed lines → paragraphs: joins sentences that a page or line break cut in two."""

from __future__ import annotations

import re
from itertools import zip_longest

from reportlint.load.text.builder import Builder, Piece
from reportlint.load.text.lines import Line
from reportlint.load.text.wrapping import Wrapping
from reportlint.model.document import ParagraphKind

SENTENCE_END = "。！？；：!?;:…”）)】□☐☑☒■√"
_FULL_STOP = "。！？；：!?;:"
_HEADING = re.compile(
    r"^\s*(?:#{1,6}\s+|(?P<zero>第[一二三四五六七八九十]{1,3}(?:部分|章|编))|(?P<one>[一二三四五六七八九十]{1,3}、)|"
    r"(?P<two>[（(][一二三四五六七八九十]{1,3}[）)])|"
    r"(?P<three>\d{1,2}[.．、](?!\d))|(?P<four>[（(]\d{1,2}[）)]))"
)
_STARTS = re.compile(
    r"^\s*(?:#{1,6}\s|[一二三四五六七八九十]{1,3}[、是]|[（(][一二三四五六七八九十\d]{1,3}[）)]|"
    r"\d{1,2}[.．、](?!\d)|第[一二三四五六七八九十百\d]+[章节条]|附[件表]|注[：:\d]|备注|目标[一二三四五六七八九十\d]|"
    r"[-*•·●]\s)"
)
_ACCOUNT = re.compile(r"[“\"][\u4e00-\u9fff]{2,24}[（(]类[）)]")
PAGE = re.compile(
    r"[-—–－·]{1,2}\s*\d{1,4}\s*[-—–－·]{1,2}|第\s*\d{1,4}\s*页(?:\s*[,，/]?\s*共\s*\d{1,4}\s*页)?"
)
_BARE_PAGE = re.compile(r"\d{1,3}")
_LEVELS = (("zero", 0), ("one", 1), ("two", 2), ("three", 3), ("four", 4))


def paragraphs(lines: tuple[Line, ...], builder: Builder, wrapped: Wrapping | None = None) -> None:
    """Append the paragraphs of a region of running text.

    In a text broken into lines of one width (``wrapped``) a full line goes on in the next even
    where a sentence ends with it.
    """
    pending: list[Piece] = []
    pages: list[Piece] = []
    last: Line | None = None
    filled = [line for line in lines if not line.blank]
    for line, after in zip_longest(filled, filled[1:]):
        text = line.text.strip(" \u3000\xa0")
        if _is_page_number(text, last, after, wrapped):
            pages.append((text, line.number))
            continue
        goes_on = bool(pending) and (
            continues(pending[-1][0], text)
            or _carries_on(pending, last, line, wrapped, new_page=bool(pages))
        )
        last = line
        if goes_on:
            joiner = " " if _latin(pending[-1][0][-1]) and _latin(text[0]) else ""
            pending.append((joiner + text, line.number))
            continue
        _flush(pending, builder)
        _set_apart(pages, builder)
        pending = [(text, line.number)]
    _flush(pending, builder)
    _set_apart(pages, builder)


# A heading of Markdown is a line of its own.
_MARKED = re.compile(r"\s*#{1,6}\s")


def _is_page_number(
    text: str, last: Line | None, after: Line | None, wrapped: Wrapping | None
) -> bool:
    """- 12 - on a line of its own; a bare 12 only where the lines around it are one paragraph."""
    if PAGE.fullmatch(text):
        return True
    if wrapped is None or last is None or after is None or not _BARE_PAGE.fullmatch(text):
        return False
    goes_on = wrapped.goes_on(last, after, first=False)
    return goes_on and not _STARTS.match(after.text.lstrip(" \u3000\xa0"))


def _set_apart(pages: list[Piece], builder: Builder) -> None:
    """Page numbers come behind the paragraph that they interrupt."""
    for page in pages:
        builder.paragraph("footer", [page])
    pages.clear()


def continues(before: str, after: str) -> bool:
    """Whether ``after`` carries on the sentence of ``before``: long, unfinished, no new marker.

    A heading has no comma inside; only a line that does can be an unfinished sentence.
    """
    before = before.rstrip()
    if not before or before[-1] in SENTENCE_END or _STARTS.match(after):
        return False
    if _MARKED.match(before):
        return False
    body = _HEADING.sub("", before)  # the mark of 七、 is none of the sentence
    return len(before) >= 20 and any(mark in body for mark in "，,、；。")


def _carries_on(
    pending: list[Piece],
    last: Line | None,
    line: Line,
    wrapped: Wrapping | None,
    *,
    new_page: bool,
) -> bool:
    """Whether the last line is full and no new marker begins.

    After the end of a sentence a blank line opens a paragraph, unless a page number (``new_page``)
    shows it to be the break of a page, as it is within a sentence.
    """
    if (
        wrapped is None
        or last is None
        or _MARKED.match(last.text)
        or _ACCOUNT.match(line.text)
        or _STARTS.match(line.text.lstrip(" \u3000\xa0"))
    ):
        return False
    ended = pending[-1][0][-1] in _FULL_STOP
    if ended and line.number > last.number + 1 and not new_page:
        return False
    return wrapped.goes_on(last, line, first=len(pending) == 1 and not ended)


def heading_level(text: str) -> int | None:
    """Level of a heading line (第一部分 0, 一、 1, （一） 2, 1. 3, (1) 4), None for others."""
    match = _HEADING.match(text)
    plain = text.rstrip()
    if not match or len(plain) > 40 or plain.endswith(("。", "；", "，", ";", ",")):
        return None
    if "，" in plain and len(plain) > 25:
        return None
    for name, level in _LEVELS:
        if match[name]:
            return level
    return plain.count("#", 0, 6) if plain.startswith("#") else None


def _flush(pending: list[Piece], builder: Builder) -> None:
    if not pending:
        return
    text = "".join(piece for piece, _ in pending)
    level = heading_level(text)
    kind: ParagraphKind = "heading" if level is not None else "paragraph"
    if kind == "paragraph" and re.match(r"^(?:注|备注|说明)\s*[：:\d]", text):
        kind = "note"
    builder.paragraph(kind, pending, level)


def _latin(char: str) -> bool:
    return char.isascii() and char.isalnum()
