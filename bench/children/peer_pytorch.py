"""Trains the children of bench/children.ts in PyTorch, eager or compiled.

python peer_pytorch.py eager|compiled CHILDREN_JSON THREADS
Standard input: a JSON line {"child": INDEX, "steps": N}; standard output: {"seconds": S, "processor":
SECONDS_OF_ALL_CORES, "loss": L}, or {"error": WORDS}. The first line it writes is {"version": V}.
"""

import json
import sys
import time

import torch
from torch import nn
from torch.nn import functional

how, children, threads = sys.argv[1], json.loads(sys.argv[2]), int(sys.argv[3])
torch.set_num_threads(threads)
BATCH, LENGTH, CLASSES = 100, 784, 10


class Pool(nn.Module):
    """Max pooling at stride 1 with TensorFlow's SAME padding."""

    def __init__(self, window):
        super().__init__()
        self.window = window
        self.before = (window - 1) // 2

    def forward(self, x):
        padded = functional.pad(
            x, (self.before, self.window - 1 - self.before), value=float("-inf")
        )
        return functional.max_pool1d(padded, self.window, stride=1)


def build(layers):
    parts, channels = [], 1
    for layer in layers:
        conv = nn.Conv1d(channels, layer["filters"], layer["kernel"], padding="same")
        nn.init.xavier_uniform_(conv.weight)
        nn.init.zeros_(conv.bias)
        parts += [conv, nn.ReLU()]
        if layer["pool"] > 1:
            parts.append(Pool(layer["pool"]))
        channels = layer["filters"]
    dense = nn.Linear(channels * LENGTH, CLASSES)
    nn.init.xavier_uniform_(dense.weight)
    nn.init.zeros_(dense.bias)
    return nn.Sequential(*parts, nn.Flatten(), dense)


def training(layers):
    """A function of a step's number that trains one step and gives the loss."""
    torch.manual_seed(1)
    model = build(layers)
    optimizer = torch.optim.Adam(model.parameters(), lr=0.001)
    inputs = torch.rand(1000, 1, LENGTH)
    labels = torch.arange(1000) % CLASSES
    forward = torch.compile(model) if how == "compiled" else model

    def step(index):
        chosen = (torch.arange(BATCH) + index * BATCH) % 1000
        loss = functional.cross_entropy(forward(inputs[chosen]), labels[chosen])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        return loss

    return step


trainings = {}
done = {}
print(json.dumps({"version": torch.__version__}), flush=True)
for line in sys.stdin:
    asked = json.loads(line)
    child = asked["child"]
    try:
        if child not in trainings:
            trainings[child], done[child] = training(children[child]), 0
        began, spent = time.perf_counter(), time.process_time()
        for _ in range(asked["steps"]):
            loss = trainings[child](done[child])
            done[child] += 1
        last = loss.item()
        answer = {
            "seconds": time.perf_counter() - began,
            "processor": time.process_time() - spent,
            "loss": last,
        }
        print(json.dumps(answer), flush=True)
    except Exception as error:
        print(json.dumps({"error": str(error).strip().split("\n")[0][:200]}), flush=True)
