#!/usr/bin/env bash
# Sets up reportlint in .venv and runs the main job on a fixture. Needs Python 3.11 or newer;
# on Debian it installs the missing parts of Python itself when run as root.
set -euo pipefail
cd "$(dirname "$0")"

find_python() {
  for name in python3.13 python3.12 python3.11 python3; do
    if command -v "$name" >/dev/null && "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
      echo "$name"; return
    fi
  done
}

if ! python=$(find_python) || [ -z "$python" ] || ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    apt-get update -qq && apt-get install -y -qq python3 python3-venv python3-pip
    python=$(find_python)
  fi
fi
if [ -z "${python:-}" ]; then
  echo "需要 Python 3.11 或更高版本 / Python 3.11 or newer is needed" >&2
  exit 2
fi

[ -x .venv/bin/python ] || "$python" -m venv .venv
.venv/bin/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
status=0
.venv/bin/reportlint check fixtures/base-data-form/planted/report.txt || status=$?
# The fixture has faults planted in it: findings (1) are the expected end.
[ "$status" -eq 1 ]
