#!/bin/sh
# Puts the pinned installer into .tools/, which needs nothing but Python itself.
set -eu
python="${1:-python3}"
if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
  echo "Python 3.11 or newer is needed ($python is not); type:  make PYTHON=python3.11" >&2
  exit 1
fi
if ! "$python" -c 'import ensurepip' 2>/dev/null; then
  "$(dirname "$0")/system_packages.sh" python3-venv
fi
"$python" -m venv .tools
.tools/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/uv.lock
