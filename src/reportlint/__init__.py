"""reportlint: checks the figures of Chinese budget-performance reports against each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from reportlint.pipeline import lint as lint

__all__ = ["__version__", "lint"]


def __getattr__(name: str) -> Any:
    """Load the pipeline only when it is asked for, so that ``--version`` stays instant."""
    if name == "lint":
        from reportlint.pipeline import lint

        return lint
    raise AttributeError(name)
