"""Figures of Optuna's JournalStorage for bench/journal.ts, printed as JSON.

Arguments: a folder for journals, the trials to write live, then the sizes to load.
"""

import json
import os
import resource
import subprocess
import sys
import time

import optuna
from optuna.distributions import CategoricalDistribution
from optuna.storages import JournalStorage
from optuna.storages.journal import JournalFileBackend
from optuna.trial import create_trial

optuna.logging.set_verbosity(optuna.logging.ERROR)
CHOICES = CategoricalDistribution([8, 16, 24, 32, 48, 64])
NAMES = [f"decision{i}" for i in range(12)]


def storage(path):
    return JournalStorage(JournalFileBackend(path))


def load(path):
    began = time.perf_counter()
    study = optuna.load_study(study_name="bench", storage=storage(path))
    count = len(study.trials)
    seconds = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"trials": count, "seconds": seconds, "megabytes": peak}))


def main(folder, live, sizes):
    study = optuna.create_study(
        study_name="bench",
        storage=storage(os.path.join(folder, "live.log")),
        sampler=optuna.samplers.RandomSampler(seed=1),
    )
    began = time.perf_counter()
    for _ in range(live):
        trial = study.ask()
        for name in NAMES:
            trial.suggest_categorical(name, CHOICES.choices)
        study.tell(trial, 0.5)
    written = live / (time.perf_counter() - began)

    # Whole trials at once, one record each: the shortest journal that Optuna can write of them.
    path = os.path.join(folder, "stored.log")
    study = optuna.create_study(study_name="bench", storage=storage(path))
    params = {name: 8 for name in NAMES}
    trial = create_trial(params=params, distributions={name: CHOICES for name in NAMES}, value=0.5)
    loads = []
    stored = 0
    for size in sizes:
        study.add_trials([trial] * (size - stored))
        stored = size
        out = subprocess.run(
            [sys.executable, __file__, "--load", path], check=True, capture_output=True, text=True
        )
        loads.append(json.loads(out.stdout))
    print(json.dumps({"version": optuna.__version__, "written": written, "loads": loads}))


if sys.argv[1] == "--load":
    load(sys.argv[2])
else:
    main(sys.argv[1], int(sys.argv[2]), [int(size) for size in sys.argv[3:]])
