#!/bin/sh
# Makes Python environments with PyTorch and TensorFlow from PyPI, for `npm run bench:children`.
# bench/children-venv.sh [FOLDER]
set -eu
folder="${1:-${XDG_CACHE_HOME:-$HOME/.cache}/rxnas/bench-children}"
make() {
  python3 -m venv "$folder/$1"
  "$folder/$1/bin/pip" install --quiet --disable-pip-version-check "$2"
  "$folder/$1/bin/python" -c "import $3; print('$1', $3.__version__, 'in $folder/$1')"
}
make tensorflow 'tensorflow-cpu==2.16.*' tensorflow
make pytorch 'torch>=2.15,<3' torch
