#!/bin/sh
# Builds the wheel, installs it into an environment of its own and uses it there, outside the checkout.
set -eu
here="$(pwd)"
room="$(mktemp -d)"
trap 'rm -rf "$room"' EXIT
rm -rf dist
.venv/bin/python -m build --quiet --no-isolation --wheel --outdir dist .
.tools/bin/uv venv --quiet --python .venv/bin/python "$room/venv"
.tools/bin/uv pip sync --quiet --python "$room/venv/bin/python" --require-hashes requirements/base.lock
.tools/bin/uv pip install --quiet --python "$room/venv/bin/python" --no-deps dist/*.whl
cd "$room"
venv/bin/python "$here/scripts/check_installed.py"
venv/bin/ennakko --help >/dev/null
echo "The installed wheel works."
