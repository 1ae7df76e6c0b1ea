"""The zip container of a workbook: limits, and what openpyxl does not tell about its sheets."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from dataclasses import dataclass

from lxml import etree
from openpyxl.utils.cell import range_boundaries

from reportlint.load import refusals
from reportlint.load.builder import Refused
from reportlint.model.settings import Limits

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?\bref=[\"']([A-Z0-9:$]+)[\"']")
_FAILURES = (
    zipfile.BadZipFile,
    zlib.error,
    OSError,
    EOFError,
    ValueError,
    RuntimeError,
    NotImplementedError,
    KeyError,
    etree.XMLSyntaxError,
)


@dataclass(frozen=True, slots=True)
class Extras:
    """By sheet name: the addresses of formulas whose result is not stored, and of text boxes."""

    uncalculated: dict[str, tuple[str, ...]]
    text_boxes: tuple[str, ...]


def extras(data: bytes, limits: Limits) -> Extras:
    """Look into the container; raises :class:`Refused` when it is damaged or too large."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check(archive, limits)
            names = set(archive.namelist())
            uncalculated: dict[str, tuple[str, ...]] = {}
            text_boxes = []
            cells = 0
            for name, part in _sheets(archive):
                if part not in names:
                    continue
                xml = archive.read(part)
                cells += xml.count(b"<c ") + _merged_area(xml)
                if cells > limits.max_cells:
                    raise Refused(refusals.too_many_cells(limits.max_cells))
                if b"<f" in xml:
                    uncalculated[name] = tuple(_without_result(xml))
                drawings = (
                    target for kind, target in _relations(archive, part) if kind == "drawing"
                )
                if any(b":t>" in archive.read(one) for one in drawings if one in names):
                    text_boxes.append(name)
            return Extras(uncalculated, tuple(text_boxes))
    except _FAILURES as error:
        raise Refused(refusals.DAMAGED_XLSX) from error


def _check(archive: zipfile.ZipFile, limits: Limits) -> None:
    infos = archive.infolist()
    if any(info.flag_bits & 1 for info in infos):
        raise Refused(refusals.ENCRYPTED)
    # A stream never yields more than its declared size, so the sum of these is a true bound.
    if sum(info.file_size for info in infos) > limits.max_bytes:
        raise Refused(refusals.too_large(limits.max_bytes))
    for info in infos:
        if info.filename.endswith((".xml", ".rels")):
            with archive.open(info) as file:
                if b"<!DOCTYPE" in file.read(1024):  # no office program writes one
                    raise Refused(refusals.DAMAGED_XLSX)


def _xml(data: bytes) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    return etree.fromstring(data, parser)


def _relations(archive: zipfile.ZipFile, part: str) -> list[tuple[str, str]]:
    return [(kind, target) for kind, target in _related(archive, part).values()]


def _related(archive: zipfile.ZipFile, part: str) -> dict[str, tuple[str, str]]:
    """Relation id → (kind, part) of what ``part`` refers to."""
    folder, name = posixpath.split(part)
    try:
        tree = _xml(archive.read(posixpath.join(folder, "_rels", f"{name}.rels")))
    except KeyError:
        return {}
    found = {}
    for item in tree:
        if isinstance(item.tag, str) and item.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, item.get("Target", "")))
            kind = item.get("Type", "").rpartition("/")[2]
            found[item.get("Id", "")] = (kind, target.lstrip("/"))
    return found


def _sheets(archive: zipfile.ZipFile) -> list[tuple[str, str]]:
    """(name, part) of every sheet."""
    main = next(
        (target for kind, target in _relations(archive, "") if kind == "officeDocument"),
        "xl/workbook.xml",
    )
    related = _related(archive, main)
    return [
        (item.get("name", ""), related[item.get(_RELATION, "")][1])
        for item in _xml(archive.read(main)).iter(f"{_MAIN}sheet")
        if item.get(_RELATION, "") in related
    ]


def _merged_area(xml: bytes) -> int:
    """How many cells the merged ranges cover: openpyxl makes an object for each."""
    area = 0
    for match in _MERGED.finditer(xml):
        try:
            left, top, right, bottom = range_boundaries(match[1].decode("ascii"))
        except (ValueError, TypeError):
            continue
        area += (right - left + 1) * (bottom - top + 1)
    return area


def _without_result(xml: bytes) -> list[str]:
    """Addresses of formula cells that hold no result; an empty text is one."""
    found = []
    for _, cell in etree.iterparse(
        io.BytesIO(xml), tag=f"{_MAIN}c", resolve_entities=False, no_network=True
    ):
        if cell.find(f"{_MAIN}f") is not None:
            value = cell.find(f"{_MAIN}v")
            if value is None or (not value.text and cell.get("t") != "str"):
                found.append(cell.get("r", "?"))
        cell.clear()
    return found
