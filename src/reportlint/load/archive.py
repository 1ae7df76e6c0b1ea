"""Zip archives as folders: what is in them, and the bytes of one member, named ``a.zip!b/c.docx``.

Nothing is ever unpacked to disk, so names that point outside are harmless.
"""

from __future__ import annotations

import io
import os
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from reportlint.load import refusals
from reportlint.load.builder import Refused
from reportlint.load.sniff import container_of
from reportlint.model.document import Message
from reportlint.model.settings import Limits

MARK = "!"
_CHUNK = 1 << 20
_MOST_MEMBERS = 20_000
_DENSE = 10_000_000  # below this size no ratio of compression is dangerous
_RATIO = 200
_UTF8 = 0x800
_ENCRYPTED = 1
_FAILURES = (
    zipfile.BadZipFile,
    zlib.error,
    OSError,
    EOFError,
    ValueError,
    RuntimeError,
    NotImplementedError,
)


@dataclass(frozen=True, slots=True)
class Listing:
    """Addresses of the members to read, and how many others there are."""

    addresses: tuple[str, ...]
    others: int = 0


def listing(path: str, suffixes: tuple[str, ...]) -> Listing | None:
    """What is in the archive at ``path`` with one of ``suffixes``, also in archives inside it.

    None when it is no archive (an office file is none) or cannot be opened: then the loader says
    what is wrong. An archive inside that cannot be opened is listed itself for the same reason.
    """
    try:
        if not _looks_like_zip(path):
            return None
        with zipfile.ZipFile(path) as archive:
            if container_of(archive) != "zip":
                return None
            return _listed(archive, path, suffixes, deeper=True)
    except (*_FAILURES, Refused):
        return None


def refusal(data: bytes, path: str, limits: Limits) -> Message:
    """Why an archive as such cannot be read: locked, damaged, or several files in one."""
    if path.count(MARK) > 1:
        return refusals.NESTED_ZIP
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = _members(archive)
    except Refused as refused:
        return refused.message
    except _FAILURES:
        return refusals.DAMAGED_ZIP
    if members and all(info.flag_bits & _ENCRYPTED for info in members.values()):
        return refusals.ENCRYPTED_ZIP
    return refusals.several_files(path, next(iter(members), None))


def is_member(path: str) -> bool:
    """Whether ``path`` names something inside an archive that exists."""
    return _archive_of(path) is not None


def member(path: str, limits: Limits) -> bytes:
    """The bytes of a member; raises :class:`Refused` with the reason why there are none."""
    archive = _archive_of(path)
    if archive is None:
        raise Refused(refusals.MISSING)
    source: str | IO[bytes] = archive
    data = b""
    rest = path[len(archive) + 1 :]
    try:
        while rest:
            with zipfile.ZipFile(source) as opened:
                members = _members(opened)
                name = next((n for n in _prefixes(rest) if n in members), None)
                if name is None:
                    raise Refused(refusals.MISSING)
                data = _bytes(opened, members[name], limits)
            source, rest = io.BytesIO(data), rest[len(name) + 1 :]
    except _FAILURES as error:
        raise Refused(refusals.DAMAGED_ZIP) from error
    return data


def _looks_like_zip(path: str) -> bool:
    if not os.path.isfile(path):  # reading from a pipe would take its content away
        return False
    with open(path, "rb") as file:
        return file.read(2) == b"PK"


def _archive_of(path: str) -> str | None:
    """The archive that ``path`` leads into; a file may have the mark in its own name."""
    if MARK not in path or os.path.lexists(path):
        return None
    return next(
        (start for start in _prefixes(path) if start != path and os.path.isfile(start)), None
    )


def _prefixes(path: str) -> Iterator[str]:
    """``path`` up to each mark, the longest first."""
    yield path
    for match in reversed(list(re.finditer(MARK, path))):
        yield path[: match.start()]


def _listed(
    archive: zipfile.ZipFile, path: str, suffixes: tuple[str, ...], *, deeper: bool
) -> Listing:
    members = _members(archive)
    wanted = {name: info for name, info in members.items() if name.lower().endswith(suffixes)}
    if wanted and all(info.flag_bits & _ENCRYPTED for info in wanted.values()):
        raise Refused(refusals.ENCRYPTED_ZIP)
    found: list[str] = []
    others = len(members) - len(wanted)
    for name, info in sorted(wanted.items()):
        address = f"{path}{MARK}{name}"
        inner = None
        if deeper and name.lower().endswith(".zip"):
            inner = _inner(archive, info, address, suffixes)
        found += inner.addresses if inner is not None else (address,)
        others += inner.others if inner is not None else 0
    return Listing(tuple(found), others)


def _inner(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, address: str, suffixes: tuple[str, ...]
) -> Listing | None:
    try:
        data = _bytes(archive, info, Limits())
        with zipfile.ZipFile(io.BytesIO(data)) as opened:
            if container_of(opened) != "zip":
                return None
            return _listed(opened, address, suffixes, deeper=False)
    except (*_FAILURES, Refused):
        return None


def _members(archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """Files by their readable name; of several with one name the last, as when unpacking."""
    infos = archive.infolist()
    if len(infos) > _MOST_MEMBERS:
        raise Refused(refusals.too_many_members(_MOST_MEMBERS))
    members = {}
    for info in infos:
        name = name_of(info)
        parts = name.split("/")
        if info.is_dir() or name.endswith("/") or stat.S_ISLNK(info.external_attr >> 16):
            continue
        if not any(part.startswith((".", "~$")) or part == "__MACOSX" for part in parts):
            members[name] = info
    return members


def name_of(info: zipfile.ZipInfo) -> str:
    """The name of a member: without the mark for UTF-8 it is in the code page of its author.

    ``zipfile`` takes such names for cp437; Chinese programs write GBK, others UTF-8. What would
    lead out of the archive is dropped.
    """
    name = info.orig_filename
    if not info.flag_bits & _UTF8:
        try:
            raw = name.encode("cp437")
        except UnicodeEncodeError:
            raw = b""
        for codec in ("utf-8", "gb18030") if raw and not raw.isascii() else ():
            try:
                name = raw.decode(codec)
                break
            except UnicodeDecodeError:
                continue
    name = name.partition("\0")[0]
    parts = name.replace("\\", "/").split("/")
    kept = [part for part in parts[:-1] if part not in ("", ".", "..")]
    return "/".join([*kept, parts[-1]])


def _bytes(archive: zipfile.ZipFile, info: zipfile.ZipInfo, limits: Limits) -> bytes:
    if info.flag_bits & _ENCRYPTED:
        raise Refused(refusals.ENCRYPTED_ZIP)
    dense = info.file_size > _DENSE and info.file_size > _RATIO * info.compress_size
    if dense or info.file_size > limits.max_bytes:
        raise Refused(refusals.too_large(_DENSE if dense else limits.max_bytes))
    chunks, size = [], 0
    with archive.open(info) as file:
        while chunk := file.read(_CHUNK):
            size += len(chunk)
            if size > limits.max_bytes:
                raise Refused(refusals.too_large(limits.max_bytes))
            chunks.append(chunk)
    return b"".join(chunks)
