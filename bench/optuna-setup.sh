#!/usr/bin/env bash
# Installs Optuna 5 for bench/journal.ts, into a Python environment of its own beside this script.
set -euo pipefail
cd "$(dirname "$0")"
python3 -m venv .venv
.venv/bin/pip install --quiet 'optuna==5.*'
.venv/bin/python -c 'import optuna; print("optuna", optuna.__version__)'
