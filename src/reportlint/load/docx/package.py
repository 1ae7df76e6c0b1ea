"""The zip container of a DOCX: its parts as bounded, harmless XML trees."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib

from lxml import etree

from reportlint.load import refusals
from reportlint.load.docx.names import PACKAGE_RELATIONSHIPS, STRICT, Element
from reportlint.model.document import Message
from reportlint.model.settings import Limits

_MAIN = "word/document.xml"
_CHUNK = 1 << 20
_MAX_TAGS = 12_000_000  # about 1.2 GB as a tree; 2000 dense pages hold a tenth of it


class RefusedError(Exception):
    """The package cannot be read; ``message`` is the sentence for the user."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.en)
        self.message = message


class Package:
    """Parts by name. Everything unpacked together may not exceed ``limits.max_bytes``."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        """Open ``data``; raises :class:`RefusedError` when it is no zip."""
        self._left = limits.max_bytes
        self._limit = limits.max_bytes
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError) as error:
            raise RefusedError(refusals.DAMAGED_DOCX) from error
        # Some writers use backslashes or another case; names are case-insensitive (OPC §6.2.2).
        self._names = {
            info.filename.replace("\\", "/").lower(): info for info in self._archive.infolist()
        }

    @property
    def main(self) -> str:
        """Name of the text part, from the package relationships or by its usual name."""
        for kind, target in self.relations("").values():
            if kind == "officeDocument" and target.lower() in self._names:
                return target
        return _MAIN

    def relations(self, part: str) -> dict[str, tuple[str, str]]:
        """Id → (kind, part name) of what ``part`` refers to inside the package."""
        folder, name = posixpath.split(part)
        tree = self.xml(posixpath.join(folder, "_rels", f"{name}.rels"))
        found: dict[str, tuple[str, str]] = {}
        if tree is None:
            return found
        for item in tree.iter(f"{{{PACKAGE_RELATIONSHIPS}}}Relationship"):
            if item.get("TargetMode") == "External":
                continue
            target = posixpath.join("/", folder, item.get("Target", "").replace("\\", "/"))
            target = posixpath.normpath(target).lstrip("/")
            found[item.get("Id", "")] = (item.get("Type", "").rpartition("/")[2], target)
        return found

    def xml(self, name: str) -> Element | None:
        """The XML of part ``name``, None when there is none; raises :class:`RefusedError`."""
        data = self._bytes(name)
        if data is None:
            return None
        if data.count(b"<") > _MAX_TAGS:
            raise RefusedError(refusals.too_large(self._limit))
        for strict, usual in STRICT:
            if strict in data:
                data = data.replace(strict, usual)
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise RefusedError(refusals.malformed(name)) from error
        if root.getroottree().docinfo.internalDTD is not None:  # no office program writes one
            raise RefusedError(refusals.malformed(name))
        return root

    def _bytes(self, name: str) -> bytes | None:
        """The unpacked part; both the declared and the real size count against the limit."""
        info = self._names.get(name.lower())
        if info is None:
            return None
        if info.flag_bits & 1:
            raise RefusedError(refusals.ENCRYPTED)
        if info.file_size > self._left:
            raise RefusedError(refusals.too_large(self._limit))
        chunks: list[bytes] = []
        try:
            with self._archive.open(info) as file:
                while chunk := file.read(_CHUNK):
                    self._left -= len(chunk)
                    if self._left < 0:
                        raise RefusedError(refusals.too_large(self._limit))
                    chunks.append(chunk)
        except (
            zipfile.BadZipFile,
            zlib.error,
            OSError,
            EOFError,
            ValueError,
            RuntimeError,
            NotImplementedError,
        ) as error:
            raise RefusedError(refusals.DAMAGED_DOCX) from error
        return b"".join(chunks)
