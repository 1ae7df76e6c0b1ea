"""Arguments → pipeline → render → exit code. One module per command, imported when it is used."""

from __future__ import annotations

import sys
from collections.abc import Sequence


def main(args: Sequence[str] | None = None) -> None:
    """The program ``reportlint``; always ends with SystemExit.

    ``--version`` alone is answered before anything is imported.
    """
    given = list(sys.argv[1:] if args is None else args)
    if given == ["--version"]:
        from reportlint import __version__

        print(f"reportlint {__version__}")
        raise SystemExit(0)
    from reportlint.cli.app import run

    raise SystemExit(run(given))
