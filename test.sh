#!/usr/bin/env bash
# Everything that must hold before a change is kept: format, lint, types, layers, tests, catalogue.
set -euo pipefail
cd "$(dirname "$0")"
bin=.venv/bin
"$bin/ruff" format --check .
"$bin/ruff" check .
"$bin/mypy"
"$bin/lint-imports"
"$bin/python" -m reportlint.catalog --check
"$bin/pytest"
