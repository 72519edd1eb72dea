"""Searches of a table by Optuna's default TPE sampler, in the protocol of bench/search.ts.

python optuna-tpe.py EPISODES SEED... < table.json -> a JSON line a seed, the reported accuracy of the
incumbent after each episode; the first line has Optuna's version.
table.json: {"of": [options of each place], "rows": {"0,1,2": [measured, reported]}}
"""

import json
import sys

import optuna

optuna.logging.set_verbosity(optuna.logging.ERROR)
table = json.load(sys.stdin)
places, rows = table["of"], table["rows"]


def search(episodes, seed):
    study = optuna.create_study(
        direction="maximize", sampler=optuna.samplers.TPESampler(seed=seed)
    )
    curve, best = [], (float("-inf"), None)
    for _ in range(episodes):
        trial = study.ask()
        taken = [
            trial.suggest_categorical(f"d{place}", list(range(of)))
            for place, of in enumerate(places)
        ]
        measured, reported = rows[",".join(map(str, taken))]
        study.tell(trial, measured)
        if measured > best[0]:
            best = (measured, reported)
        curve.append(best[1])
    return curve


print(json.dumps({"version": optuna.__version__}), flush=True)
for seed in sys.argv[2:]:
    print(json.dumps(search(int(sys.argv[1]), int(seed))), flush=True)
