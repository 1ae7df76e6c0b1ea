"""Finds the checks: entry points of the group ``reportlint.checks``, one module per check."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from functools import lru_cache
from importlib.metadata import entry_points
from types import ModuleType

from reportlint.model.settings import CheckInfo, Settings

GROUP = "reportlint.checks"


class BrokenCheckError(Exception):
    """A check module that cannot be imported or lacks a required name; the text says which."""


@lru_cache(maxsize=1)
def discover() -> tuple[CheckInfo, ...]:
    """Every installed check, by id. Raises BrokenCheckError rather than drop one in silence."""
    found: dict[str, CheckInfo] = {}
    for point in sorted(entry_points(group=GROUP), key=lambda p: p.name):
        package = point.load()
        for module in _modules(package):
            info = describe(module)
            if info.id in found:
                raise BrokenCheckError(f"two checks are called {info.id}: {info.module}")
            found[info.id] = info
    return tuple(found[name] for name in sorted(found))


def _modules(package: ModuleType) -> Iterator[ModuleType]:
    for family in pkgutil.iter_modules(package.__path__, package.__name__ + "."):
        if not family.ispkg:
            continue
        folder = importlib.import_module(family.name)
        for entry in pkgutil.iter_modules(folder.__path__, family.name + "."):
            if not entry.name.rpartition(".")[2].startswith("_"):
                yield importlib.import_module(entry.name)


def describe(module: ModuleType) -> CheckInfo:
    """CheckInfo of one check module: the id is the file stem, the family its folder."""
    for name in ("SEVERITY", "Params", "check", "MESSAGES", "FAILS", "PASSES"):
        if not hasattr(module, name):
            raise BrokenCheckError(f"check module {module.__name__} has no {name}")
    if not (module.__doc__ or "").strip():
        raise BrokenCheckError(f"check module {module.__name__} has no docstring")
    parts = module.__name__.split(".")
    return CheckInfo(
        id=parts[-1].replace("_", "-"),
        family=parts[-2],
        severity=module.SEVERITY,
        doc=(module.__doc__ or "").strip(),
        check=module.check,
        params=module.Params,
        fails=tuple(module.FAILS),
        passes=tuple(module.PASSES),
        preview=bool(getattr(module, "PREVIEW", False)),
        module=module.__name__,
    )


def selected(checks: tuple[CheckInfo, ...], settings: Settings) -> tuple[CheckInfo, ...]:
    """The checks to run: all that are on by default, or those asked for, minus the ignored."""
    chosen = []
    for info in checks:
        names = {info.id, info.family, f"{info.family}/{info.id}"}
        if settings.select:
            wanted = bool(names & set(settings.select))
        else:
            wanted = not info.preview
        if wanted and not names & set(settings.ignore):
            chosen.append(info)
    return tuple(chosen)
