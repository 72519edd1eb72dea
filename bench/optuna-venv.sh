#!/bin/sh
# Makes a Python environment with Optuna 5 from PyPI, for `npm run bench:pipeline` to run beside rxnas.
# bench/optuna-venv.sh [FOLDER]
set -eu
folder="${1:-${XDG_CACHE_HOME:-$HOME/.cache}/rxnas/bench-optuna}"
python3 -m venv "$folder"
"$folder/bin/pip" install --quiet --disable-pip-version-check 'optuna>=5,<6'
"$folder/bin/python" -c 'import optuna; print("Optuna", optuna.__version__, "in", "'"$folder"'")'
