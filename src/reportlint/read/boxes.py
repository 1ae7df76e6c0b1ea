"""Check-boxes of forms: question, options, and which are ticked, open or lost."""

from __future__ import annotations

import re

from reportlint.model.reading import CheckBox
from reportlint.model.span import Span

_TICKED = r"eq\s*\\o\\ac\s*[(（]\s*[□○]\s*,\s*[√✓☑]\s*[)）]|[☑☒✓✔√■●]|\[[xX√]\]"
_OPEN = r"eq\s*\\o\\ac\s*[(（]\s*[□○]\s*[)）]|[□☐○]|\[\s\]"
# A lone opening bracket is what a lost symbol glyph leaves behind (domain.md §6): unknown.
_LOST = r"[(（](?=\s|，|,|否|是|有|无|$)"
_OPTION = re.compile(
    rf"(?P<word>[\u4e00-\u9fff]{{1,8}})\s*(?:(?P<ticked>{_TICKED})|(?P<open>{_OPEN})|(?P<lost>{_LOST}))"
)


def check_boxes(text: str, offset: int) -> list[CheckBox]:
    """The check-boxes of ``text`` (a paragraph or cell), one per line that holds any."""
    boxes = []
    position = 0
    for line in text.split("\n"):
        if re.search(rf"{_TICKED}|{_OPEN}", line):
            box = _line(line, offset + position)
            if box is not None:
                boxes.append(box)
        position += len(line) + 1
    return boxes


def _line(line: str, offset: int) -> CheckBox | None:
    question = re.split(r"[：:]", line, maxsplit=1)[0]
    start = len(question)
    options = []
    for match in _OPTION.finditer(line, start):
        state = True if match["ticked"] else False if match["open"] else None
        span = Span(offset + match.start(), offset + match.end())
        options.append((match["word"], state, span))
    if not options:
        return None
    return CheckBox(Span(offset, offset + len(line)), question.strip(), tuple(options))
