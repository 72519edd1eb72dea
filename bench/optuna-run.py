"""A study of random trials in memory, with the space and the stub of bench/pipeline-run.ts.

python optuna-run.py TRIALS -> one JSON line
"""

import json
import resource
import sys
import time

import optuna

optuna.logging.set_verbosity(optuna.logging.WARNING)
options = list(range(8))


def objective(trial):
    return sum(trial.suggest_categorical(f"d{i}", options) for i in range(8)) / 56


trials = int(sys.argv[1])
study = optuna.create_study(direction="maximize", sampler=optuna.samplers.RandomSampler(seed=1))
began = time.perf_counter()
study.optimize(objective, n_trials=trials)
seconds = time.perf_counter() - began
print(
    json.dumps(
        {
            "episodes": len(study.trials),
            "seconds": seconds,
            "peakMegabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000,
            "version": optuna.__version__,
        }
    )
)
