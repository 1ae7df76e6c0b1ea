"""The labels file: what a careful reader found wrong, and right, in which document."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from reportlint.model.document import Message
from reportlint.model.finding import SEVERITIES, Severity

ANY = "any"
_DOCUMENT_KEYS = frozenset({"document", "sha256", "kind", "note", "wrong", "right"})
_LABEL_KEYS = frozenset({"relation", "expect", "note", "figures"})
_FIGURE_KEYS = frozenset({"line", "page", "text"})


class LabelsError(ValueError):
    """A labels file that cannot be used; ``message`` says where and why."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.en)
        self.message = message


@dataclass(frozen=True, slots=True)
class LabelFigure:
    """One figure as a reader points at it: the text as printed, on a line or a page (from 1)."""

    text: str
    line: int | None = None
    page: int | None = None

    def json(self) -> dict[str, Any]:
        """The figure as a JSON object, with the places that are given."""
        places = {"line": self.line, "page": self.page}
        return {"text": self.text} | {k: v for k, v in places.items() if v is not None}


@dataclass(frozen=True, slots=True)
class Label:
    """Figures that disagree (``wrong``) or that agree although they look otherwise (``right``).

    ``expect`` is the lowest severity that counts as found; it means nothing for a right label.
    """

    relation: str
    figures: tuple[LabelFigure, ...]
    expect: Severity = "error"
    note: str = ""

    def json(self) -> dict[str, Any]:
        """The label as a JSON object."""
        figures = [figure.json() for figure in self.figures]
        return {"relation": self.relation, "note": self.note, "figures": figures}


@dataclass(frozen=True, slots=True)
class LabelledDocument:
    """One document of the labels file; ``document`` is its path below the documents folder."""

    document: str
    wrong: tuple[Label, ...] = ()
    right: tuple[Label, ...] = ()
    kind: str = ""
    sha256: str | None = None


class _Loader(yaml.BaseLoader):
    """Keeps every scalar as written (2758.60 must not become 2758.6) and refuses double keys."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        """A mapping; raises ConstructorError when a key stands twice, which would drop a label."""
        seen: set[str] = set()
        for key, _ in node.value:
            if key.value in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"key {key.value!r} stands twice", key.start_mark
                )
            seen.add(key.value)
        return super().construct_mapping(node, deep)


def read_labels(path: Path) -> tuple[LabelledDocument, ...]:
    """The labelled documents of the YAML file at ``path``, in file order.

    Raises LabelsError when the file cannot be read, is no valid YAML, or an entry is incomplete,
    unknown or doubled: a label that is not understood must not vanish from the count.
    """
    try:
        data = yaml.load(path.read_text(encoding="utf-8-sig"), Loader=_Loader)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        reason = " ".join(str(error).split())
        raise _error(str(path), f"无法读取：{reason}", f"cannot be read: {reason}") from None
    entries = tuple(
        _document(entry, f"{path}[{index}]") for index, entry in enumerate(_list(data, str(path)))
    )
    names = [entry.document for entry in entries]
    for name in names:
        if names.count(name) > 1:
            raise _error(str(path), f"文件 {name} 出现两次", f"document {name} stands twice")
    return entries


def _document(entry: object, where: str) -> LabelledDocument:
    data = _mapping(entry, where, _DOCUMENT_KEYS)
    name = _string(data, "document", where)
    where = f"{where} {name}"
    wrong, right = (
        tuple(
            _label(item, f"{where} {side}[{index}]", right=side == "right")
            for index, item in enumerate(_list(data.get(side, []), f"{where} {side}"))
        )
        for side in ("wrong", "right")
    )
    sha256 = str(data.get("sha256", "")).lower() or None
    return LabelledDocument(name, wrong, right, str(data.get("kind", "")), sha256)


def _label(entry: object, where: str, *, right: bool) -> Label:
    data = _mapping(entry, where, _LABEL_KEYS)
    relation = _string(data, "relation", where)
    expect = str(data.get("expect", "error"))
    if expect not in SEVERITIES:
        raise _error(where, f"expect 不能是 {expect}", f"expect cannot be {expect}")
    figures = tuple(
        _figure(item, f"{where} figures[{index}]")
        for index, item in enumerate(_list(data.get("figures", []), f"{where} figures"))
    )
    if not figures and not (right and relation == ANY):
        raise _error(where, "缺少 figures", "figures are missing")
    return Label(relation, figures, expect, str(data.get("note", "")))


def _figure(entry: object, where: str) -> LabelFigure:
    data = _mapping(entry, where, _FIGURE_KEYS)
    text = _string(data, "text", where)
    return LabelFigure(text, _number(data, "line", where), _number(data, "page", where))


def _number(data: dict[str, Any], key: str, where: str) -> int | None:
    if key not in data:
        return None
    printed = data[key]
    if not isinstance(printed, str) or not printed.isdecimal() or int(printed) < 1:
        raise _error(where, f"{key} 应为正整数", f"{key} must be a whole number from 1")
    return int(printed)


def _mapping(entry: object, where: str, known: frozenset[str]) -> dict[str, Any]:
    if not isinstance(entry, dict):
        raise _error(where, "应为键值对", "must be a mapping")
    for key in entry:
        if key not in known:
            raise _error(where, f"未知的键 {key}", f"unknown key {key}")
    return entry


def _list(entry: object, where: str) -> list[Any]:
    if entry == "":  # a key without a value
        return []
    if not isinstance(entry, list):
        raise _error(where, "应为列表", "must be a list")
    return entry


def _string(data: dict[str, Any], key: str, where: str) -> str:
    value = data.get(key)
    if not isinstance(value, str) or not value.strip():
        raise _error(where, f"缺少 {key}", f"{key} is missing")
    return value


def _error(where: str, zh: str, en: str) -> LabelsError:
    return LabelsError(Message(zh=f"标注文件 {where}：{zh}", en=f"labels {where}: {en}"))
