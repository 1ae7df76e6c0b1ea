"""Forms whose lines a PDF conversion broken inside cells and words: finds the grids again.

The conversion keeps the order of the words but neither rules nor columns. What is left to hold on
to are the printed head words, the fixed names of the indicator levels, and that a row ends with
its score. Everything found here becomes an ordinary table; all the rest stays running text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

import yaml

from reportlint.load.text.builder import Builder, Piece
from reportlint.load.text.lines import Line
from reportlint.load.text.paragraphs import PAGE, paragraphs

_NUMBER = r"[-－]?\d[\d,，]*(?:\.\d+)?"
_BARE = re.compile(rf"^{_NUMBER}$")
_VALUE = re.compile(
    rf"^(?:不低于|不少于|不超过|不高于|[≥≤<>＜＞=＝﹤﹥])?\s*{_NUMBER}\s*[%％‰]?\s*[\u4e00-\u9fff]{{0,4}}$"
)
_UNIT = re.compile(r"^(?:万?[\u4e00-\u9fff]{1,2}|万?(?:平方|立方)米|[%％‰])$")
_COUNTED = re.compile(rf"^(?:不低于|不少于|不超过|不高于|[≥≤<>＜＞=＝﹤﹥])?{_NUMBER}$")
_PAGE_LINES = 20
_PAREN = r"\s*(?:[（(][^（）()]{0,14}[）)])?"


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    text: str


def broken_form(lines: tuple[Line, ...]) -> Callable[[Builder], None] | None:
    """A writer of the whole file when it is a form with broken lines, else None."""
    filled = [line for line in lines if not line.blank]
    if len(filled) < 20 or any("\t" in line.text or "|" in line.text for line in filled):
        return None
    short = sum(1 for line in filled if len(line.text.strip()) <= 12)
    if short < len(filled) * 0.5:
        return None
    pages = _pages(lines)
    apart = {line.number for line in pages}
    form = _Form([line for line in filled if line.number not in apart], pages)
    if not form.indicator_heads:
        return None
    return form.write


def _pages(lines: Sequence[Line]) -> list[Line]:
    """The page numbers: — 6 — anywhere, or 1, 2, 3 … alone between blank lines, far apart."""
    marked: list[Line] = []  # — 6 —
    pages: list[Line] = []
    for before, line, after in zip(lines, lines[1:], (*lines[2:], None), strict=False):
        if PAGE.fullmatch(line.text.strip(" \u3000\xa0")):
            marked.append(line)
            continue
        alone = before.blank and (after is None or after.blank)
        far = line.number - (pages[-1].number if pages else 0) >= _PAGE_LINES
        if alone and far and line.text.strip() == str(len(pages) + 1):
            pages.append(line)
    return marked + (pages if len(pages) > 1 else [])


class _Form:
    """The file as one string with a line number for every character."""

    def __init__(self, lines: Sequence[Line], pages: Sequence[Line] = ()) -> None:
        self.pages = pages
        self.text = ""
        self.numbers: list[int] = []
        for line in lines:
            piece = line.text.strip(" \u3000\xa0") + "\n"
            self.text += piece
            self.numbers += [line.number] * len(piece)
        words = _vocabulary()
        self.indicator_heads = list(_head_pattern(words["indicator_heads"]).finditer(self.text))
        self.fund_heads = list(_head_pattern(words["fund_heads"]).finditer(self.text))

    def write(self, builder: Builder) -> None:
        """Append every block of the file in order."""
        blocks = [(m.start(), m, self._indicators) for m in self.indicator_heads]
        blocks += [(m.start(), m, self._funds) for m in self.fund_heads]
        position = 0
        for start, head, make in sorted(blocks, key=lambda block: block[0]):
            if start < position:
                continue
            heads = (other for other, _, _ in blocks if other > start)
            end = min(self._block_end(head.end()), *heads, len(self.text))
            table = make(head, end)
            if table is None:
                continue
            self._prose(position, start, builder)
            rows, columns = table
            builder.table(rows, columns, ragged=False)
            position = end
        self._prose(position, len(self.text), builder)
        for page in self.pages:
            builder.paragraph("footer", [(page.text.strip(), page.number)])

    def _block_end(self, start: int) -> int:
        pattern = "|".join(_loose(word) for word in _vocabulary()["block_end"])
        match = re.compile(rf"^(?:{pattern})", re.M).search(self.text, start)
        return match.start() if match else len(self.text)

    def _prose(self, start: int, end: int, builder: Builder) -> None:
        """The text between two grids, goal headings put on one line with their marks."""
        chunk: list[Line] = []
        goal = re.compile(r"^年\s*度\s*目\s*标\s*\d+\s*[：:]\s*[（(]\s*[\d.]+\s*分\s*[）)]", re.M)
        position = start
        for match in goal.finditer(self.text, start, end):
            chunk += self._plain(position, match.start())
            paragraphs(tuple(chunk), builder)
            chunk = []
            builder.paragraph("heading", self._pieces(match.start(), match.end()), 1)
            position = match.end()
        chunk += self._plain(position, end)
        paragraphs(tuple(chunk), builder)

    def _plain(self, start: int, end: int) -> list[Line]:
        out = []
        for text, number in self._pieces(start, end):
            out.append(Line(text, number))
        return out

    def _pieces(self, start: int, end: int) -> list[Piece]:
        pieces: list[Piece] = []
        position = start
        for part in self.text[start:end].split("\n"):
            if part.strip():
                pieces.append((part.strip(), self.numbers[position]))
            position += len(part) + 1
        return pieces

    def _cell(self, tokens: Iterable[_Token]) -> list[Piece]:
        pieces: list[Piece] = []
        for token in tokens:
            pieces += self._pieces(token.start, token.end)
        return pieces

    def _funds(self, head: re.Match[str], end: int) -> Any:
        """Rows of the budget-execution block: a label and as many values as there are heads."""
        names = sorted((name for name in head.groupdict() if head[name]), key=head.start)
        header: list[Any] = [(0, [])]
        header += [(i, self._pieces(*head.span(name))) for i, name in enumerate(names, start=1)]
        rows: list[Any] = [header]
        label: list[_Token] = []
        for line in self._lines(head.end(), end):
            tokens = self._tokens(line.start, line.end)
            values = [token for token in tokens if _VALUE.match(token.text)]
            if len(values) >= 2 and len(values) <= len(names):
                label += [token for token in tokens if token not in values]
                row = [(0, self._cell(label))]
                row += [(i, self._cell([value])) for i, value in enumerate(values, start=1)]
                rows.append(row)
                label = []
            else:
                label += tokens
        return (rows, len(names) + 1) if len(rows) > 1 else None

    def _indicators(self, head: re.Match[str], end: int) -> Any:
        """Rows between the level names; each ends with target, actual and, where headed, score."""
        known = ("target", "actual", "weight", "score", "remark")
        names = sorted((name for name in known if head[name]), key=head.start)
        header: list[Any] = [
            (c, [(word, self.numbers[head.start("level")])])
            for c, word in enumerate(_vocabulary()["indicator_heads"]["level"])
        ]
        header += [(i, self._pieces(*head.span(name))) for i, name in enumerate(names, start=3)]
        rows: list[Any] = [header]
        level1: list[_Token] = []
        marks = list(_level_pattern().finditer(self.text, head.end(), end))
        for index, mark in enumerate(marks):
            if mark.lastgroup == "level1" or self._heads_level(mark, marks[index + 1 : index + 2]):
                level1 = [_Token(mark.start(), mark.end(), mark[0])]
                continue
            if mark.lastgroup == "stray":
                continue
            stop = marks[index + 1].start() if index + 1 < len(marks) else end
            parts = self._row(mark.end(), stop, names)
            if parts is None:
                continue
            row = [(0, self._cell(level1)), (1, self._pieces(mark.start(), mark.end()))]
            row += [(c, self._cell(tokens)) for c, tokens in enumerate(parts, start=2)]
            rows.append(row)
        return (rows, 3 + len(names)) if len(rows) > 1 else None

    def _heads_level(self, mark: re.Match[str], following: Sequence[re.Match[str]]) -> bool:
        """Whether a word that names levels of either kind stands right before another level."""
        if re.sub(r"\s+", "", mark[0]) not in _vocabulary()["level1"]:
            return False
        return any(
            after.lastgroup == "level2" and not self.text[mark.end() : after.start()].strip()
            for after in following
        )

    def _row(self, start: int, end: int, names: Sequence[str]) -> list[list[_Token]] | None:
        tokens = self._tokens(start, end)
        if not tokens:
            return None
        numbers: dict[str, list[_Token]] = {name: [] for name in names}
        if names[-1] == "remark":
            end = self._last_numbers(tokens, 2 if "weight" in names else 1)
            tokens, numbers["remark"] = tokens[:end], tokens[end:]
        elif "score" in names:
            tokens = self._values_last(tokens)
        for name in [name for name in reversed(names) if name in ("score", "weight")]:
            if tokens and _BARE.match(tokens[-1].text):
                numbers[name] = [tokens.pop()]
        actual, target, name_tokens = _split_values(tokens)
        numbers["actual"], numbers["target"] = actual, target
        return [name_tokens, *(numbers[name] for name in names)]

    def _last_numbers(self, tokens: Sequence[_Token], count: int) -> int:
        """Behind which token the remark begins: ``count`` numbers on a line behind two values."""
        ends = []
        for end in range(count + 1, len(tokens) + 1):
            run = tokens[end - count : end]
            one_line = "\n" not in self.text[run[0].start : run[-1].end]
            if not one_line or not all(_BARE.match(token.text) for token in run):
                continue
            if end >= count + 2 and all(map(_is_value, tokens[end - count - 2 : end - count])):
                return end
            ends.append(end)
        return max(ends, default=len(tokens))

    def _values_last(self, tokens: list[_Token]) -> list[_Token]:
        """Words of a name that the conversion printed below the values go back before them."""
        if _BARE.match(tokens[-1].text):
            return tokens
        for index in range(len(tokens) - 1, 1, -1):
            tail = tokens[index - 2 : index + 1]
            one_line = "\n" not in self.text[tail[0].start : tail[-1].end]
            if one_line and _BARE.match(tail[2].text) and _is_value(tail[0]) and _is_value(tail[1]):
                return [*tokens[: index - 2], *tokens[index + 1 :], *tail]
        return tokens

    def _lines(self, start: int, end: int) -> list[_Token]:
        out, position = [], start
        for part in self.text[start:end].split("\n"):
            if part.strip():
                out.append(_Token(position, position + len(part), part))
            position += len(part) + 1
        return out

    def _tokens(self, start: int, end: int) -> list[_Token]:
        """Words between blanks; a unit behind a number and a broken done-word are one token."""
        done = "|".join(_loose(word) for word in _vocabulary()["done_words"])
        pattern = re.compile(rf"(?:{done})(?=\s|$)|\S+")
        tokens: list[_Token] = []
        for match in pattern.finditer(self.text, start, end):
            text = re.sub(r"\s+", "", match[0])
            same_line = tokens and "\n" not in self.text[tokens[-1].end : match.start()]
            if same_line and _COUNTED.match(tokens[-1].text) and _UNIT.match(text):
                last = tokens.pop()
                tokens.append(_Token(last.start, match.end(), last.text + text))
            else:
                tokens.append(_Token(match.start(), match.end(), text))
        return tokens


def _split_values(
    tokens: list[_Token],
) -> tuple[list[_Token], list[_Token], list[_Token]]:
    """(actual, target, name) from the words of a row without its score."""
    rest = list(tokens)
    if len(rest) < 2 or not _is_value(rest[-1]):
        return [], [], rest
    actual = [rest.pop()]
    if len(rest) >= 2 and _is_value(rest[-1]):
        return actual, [rest.pop()], rest
    # The label of the result may be repeated before its value: 95% 履行率 99.98%.
    if len(rest) >= 3 and _is_value(rest[-2]):
        actual = [rest.pop(), *actual]
        return actual, [rest.pop()], rest
    if len(rest) >= 2:
        return actual, [rest.pop()], rest
    return actual, [], rest


def _is_value(token: _Token) -> bool:
    return bool(_VALUE.match(token.text)) or token.text in _vocabulary()["done_words"]


def _loose(word: str) -> str:
    """``word`` with a line break allowed between any two characters."""
    return r"\s*".join(re.escape(char) for char in word)


def _head_pattern(heads: dict[str, list[str]]) -> re.Pattern[str]:
    side = "|".join(_loose(word) for word in _vocabulary()["side_heads"])
    parts = [rf"(?:(?:{side})\s*)?"]
    loose = []
    for name, words in heads.items():
        if name == "level":
            parts.append(r"(?P<level>" + r"\s*".join(_loose(word) for word in words) + ")")
            continue
        group = f"(?P<{name}>(?:" + "|".join(_loose(word) for word in words) + f"){_PAREN})"
        if name in ("target", "actual", "final", "executed"):
            parts.append(rf"\s*{group}")
        elif name == "initial":
            parts.append(rf"\s*{group}?")
        else:
            loose.append(group)  # 执行率 分值 得分, 分值 执行率 得分
    return re.compile("".join(parts) + rf"(?:\s*(?:{'|'.join(loose)})){{0,{len(loose)}}}")


def _level_pattern() -> re.Pattern[str]:
    words = _vocabulary()
    level2 = "|".join(_loose(word) for word in words["level2"])
    level1 = "|".join(_loose(word) for word in words["level1"])
    stems = "|".join(_loose(word) for word in words["level1_stems"])
    return re.compile(
        rf"(?<!\S)(?:(?P<level2>{level2})|(?P<level1>{level1}|(?:{stems})(?=[ ]+(?:{level2})))|"
        rf"(?P<stray>指\s*标(?=\n)))(?!\S)"
    )


@lru_cache(maxsize=1)
def _vocabulary() -> Any:
    source = resources.files("reportlint.data") / "lexicon" / "forms.yaml"
    return yaml.safe_load(source.read_text(encoding="utf-8"))
