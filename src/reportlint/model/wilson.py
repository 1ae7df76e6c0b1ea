"""Shares with their uncertainty: k of n and the Wilson score interval."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

Z95 = 1.959963984540054  # two-sided 95 % quantile of the normal distribution


def interval(hits: int, total: int, z: float = Z95) -> tuple[float, float]:
    """The Wilson score interval of ``hits`` out of ``total`` (E. B. Wilson, 1927).

    Unlike the textbook interval it stays within 0 and 1 and says something for 0 of n and n of n.
    ``total`` 0 gives (0, 1): nothing is known. Raises ValueError for impossible counts.
    """
    if not 0 <= hits <= total:
        raise ValueError(f"{hits} of {total}")
    if total == 0:
        return 0.0, 1.0
    share = hits / total
    centre = share + z * z / (2 * total)
    margin = z * sqrt(share * (1 - share) / total + z * z / (4 * total * total))
    scale = 1 + z * z / total
    # The exact ends at 0 of n and n of n are 0 and 1; floating point misses them by an ulp.
    low = 0.0 if hits == 0 else (centre - margin) / scale
    high = 1.0 if hits == total else (centre + margin) / scale
    return low, high


@dataclass(frozen=True, slots=True)
class Share:
    """``hits`` out of ``total``."""

    hits: int
    total: int

    @property
    def value(self) -> float | None:
        """The share, None when there is nothing to share."""
        return self.hits / self.total if self.total else None

    @property
    def interval(self) -> tuple[float, float]:
        """The Wilson 95 % interval."""
        return interval(self.hits, self.total)

    def __str__(self) -> str:
        if self.value is None:
            return "0/0 –"
        low, high = self.interval
        return f"{self.hits}/{self.total} = {self.value:.3f} [{low:.3f}, {high:.3f}]"

    def json(self) -> dict[str, float | int | None]:
        """The share as a JSON object; ``share`` is null when ``total`` is 0."""
        low, high = self.interval
        rounded = None if self.value is None else round(self.value, 4)
        return {
            "hits": self.hits,
            "total": self.total,
            "share": rounded,
            "low": round(low, 4),
            "high": round(high, 4),
        }
