"""Settings of a run: lexicon and profiles from the package data, options from the caller."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from importlib import resources
from typing import Any

import yaml

from reportlint.model.document import Message
from reportlint.model.figure import Role
from reportlint.model.settings import Concept, Lexicon, Limits, Profile, Settings


class ConfigError(Exception):
    """A setting that cannot be used; ``message`` says which and what is allowed."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.en)
        self.message = message


def settings(
    config: str | None = None,
    *,
    profile: str | None = None,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    engine: str = "auto",
    seconds: int | None = None,
    memory_mb: int | None = None,
) -> Settings:
    """Everything a run needs. Raises ConfigError when ``profile`` names no known profile."""
    known = profiles()
    if profile is not None and profile not in known:
        names = "、".join(sorted(known))
        raise ConfigError(
            Message(
                zh=f"没有名为“{profile}”的规则集；可选：{names}。",
                en=f"No profile is called '{profile}'; known: {', '.join(sorted(known))}.",
            )
        )
    default = Limits()
    limits = Limits(
        seconds=default.seconds if seconds is None else seconds,
        memory_mb=default.memory_mb if memory_mb is None else memory_mb,
    )
    words = lexicon()
    described = repr((profile, tuple(select), tuple(ignore), engine, limits, words.digest))
    return Settings(
        lexicon=words,
        profiles=known,
        profile=profile,
        select=tuple(select),
        ignore=tuple(ignore),
        engine=engine,
        limits=limits,
        digest=hashlib.sha256(described.encode()).hexdigest(),
    )


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The lexicon that ships with the package; ``data`` holds every file's content by stem."""
    raw: dict[str, Any] = {}
    digest = hashlib.sha256()
    folder = resources.files("reportlint.data") / "lexicon"
    for entry in sorted(folder.iterdir(), key=lambda item: item.name):
        if entry.name.endswith(".yaml"):
            text = entry.read_text(encoding="utf-8")
            digest.update(text.encode())
            raw[entry.name.removesuffix(".yaml")] = yaml.safe_load(text)
    concepts: dict[str, Concept] = {}
    headers: dict[str, str] = {}
    phrases: dict[str, str] = {}
    for table, section in ((headers, "columns"), (phrases, "subjects")):
        for name, entry_data in raw["concepts"][section].items():
            concept = _concept(name, entry_data)
            concepts[name] = concept
            table.update(dict.fromkeys(concept.words, name))
    words = {
        name: tuple(str(word) for word in listed)
        for name, listed in raw["words"].items()
        if not any(isinstance(word, list) for word in listed)
    }
    return Lexicon(
        concepts=concepts,
        headers=headers,
        phrases=phrases,
        words=words,
        digest=digest.hexdigest(),
        data=raw,
    )


@lru_cache(maxsize=1)
def profiles() -> Mapping[str, Profile]:
    """The rule profiles that ship with the package, by name."""
    found: dict[str, Profile] = {}
    folder = resources.files("reportlint.data") / "profiles"
    for entry in sorted(folder.iterdir(), key=lambda item: item.name):
        if entry.name.endswith(".yaml"):
            data = yaml.safe_load(entry.read_text(encoding="utf-8"))
            name = entry.name.removesuffix(".yaml")
            found[name] = Profile(
                name=name,
                full_mark=_decimal(data.get("full_mark")),
                execution_weight=_decimal(data.get("execution_weight")),
                weights=_decimals(data.get("weights")),
                other_weights=tuple(map(_decimals, data.get("other_weights") or ())),
                execution=data.get("execution", ""),
                forward=tuple(data.get("forward") or ()),
                reverse=tuple(data.get("reverse") or ()),
                levels={
                    level: (Decimal(str(low)), Decimal(str(high)))
                    for level, (low, high) in (data.get("levels") or {}).items()
                },
                grades=tuple(tuple(_decimals(scale).items()) for scale in data.get("grades") or ()),
                recognise=tuple(data.get("recognise") or ()),
                source=data.get("source", ""),
            )
    return found


def _concept(name: str, data: Mapping[str, Any]) -> Concept:
    return Concept(
        id=name,
        words=tuple(str(word) for word in data["words"]),
        role=Role(data["role"]) if "role" in data else None,
        parts=tuple(tuple(part) for part in data.get("parts", ())),
    )


def _decimals(data: Mapping[str, Any] | None) -> dict[str, Decimal]:
    return {str(name): Decimal(str(value)) for name, value in (data or {}).items()}


def _decimal(value: Any) -> Decimal | None:
    return None if value is None else Decimal(str(value))
