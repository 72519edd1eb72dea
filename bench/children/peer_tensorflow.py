"""Trains the children of bench/children.ts in Python TensorFlow, a step a tf.function.

python peer_tensorflow.py CHILDREN_JSON THREADS
Speaks as peer_pytorch.py does. oneDNN is switched by the environment (TF_ENABLE_ONEDNN_OPTS).
"""

import json
import os
import sys
import time

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import tensorflow as tf

children, threads = json.loads(sys.argv[1]), int(sys.argv[2])
tf.config.threading.set_intra_op_parallelism_threads(threads)
tf.config.threading.set_inter_op_parallelism_threads(1)
BATCH, LENGTH, CLASSES = 100, 784, 10


def glorot(*shape):
    window = 1
    for size in shape[:-2]:
        window *= size
    limit = (6 / (window * (shape[-2] + shape[-1]))) ** 0.5
    return tf.Variable(tf.random.uniform(shape, -limit, limit, seed=1))


def training(layers):
    """A function of a step's number that trains one step and gives the loss."""
    tf.random.set_seed(1)
    variables, channels = [], 1
    for layer in layers:
        variables += [
            glorot(layer["kernel"], channels, layer["filters"]),
            tf.Variable(tf.zeros([layer["filters"]])),
        ]
        channels = layer["filters"]
    variables += [glorot(LENGTH * channels, CLASSES), tf.Variable(tf.zeros([CLASSES]))]
    slots = [
        (tf.Variable(tf.zeros_like(v)), tf.Variable(tf.zeros_like(v))) for v in variables
    ]
    powers = tf.Variable(1.0), tf.Variable(1.0)
    inputs = tf.random.uniform([1000, LENGTH, 1])
    labels = tf.range(1000) % CLASSES

    @tf.function
    def step(index):
        chosen = (tf.range(BATCH) + index * BATCH) % 1000
        wanted = tf.gather(labels, chosen)
        with tf.GradientTape() as tape:
            x = tf.gather(inputs, chosen)
            for i, layer in enumerate(layers):
                x = tf.nn.conv1d(x, variables[2 * i], 1, "SAME")
                x = tf.nn.relu(tf.nn.bias_add(x, variables[2 * i + 1]))
                if layer["pool"] > 1:
                    x = tf.nn.max_pool1d(x, layer["pool"], 1, "SAME")
            logits = tf.reshape(x, [BATCH, -1]) @ variables[-2] + variables[-1]
            loss = tf.reduce_mean(
                tf.nn.sparse_softmax_cross_entropy_with_logits(wanted, logits)
            )
        for power, beta in zip(powers, (0.9, 0.999)):
            power.assign(power * beta)
        for variable, (mean, variance), gradient in zip(
            variables, slots, tape.gradient(loss, variables)
        ):
            tf.raw_ops.ResourceApplyAdam(
                var=variable.handle,
                m=mean.handle,
                v=variance.handle,
                beta1_power=powers[0],
                beta2_power=powers[1],
                lr=0.001,
                beta1=0.9,
                beta2=0.999,
                epsilon=1e-8,
                grad=gradient,
            )
        return loss

    return step


trainings = {}
done = {}
print(json.dumps({"version": tf.__version__}), flush=True)
for line in sys.stdin:
    asked = json.loads(line)
    child = asked["child"]
    try:
        if child not in trainings:
            trainings[child], done[child] = training(children[child]), 0
        began, spent = time.perf_counter(), time.process_time()
        for _ in range(asked["steps"]):
            loss = trainings[child](tf.constant(done[child]))
            done[child] += 1
        last = float(loss)
        answer = {
            "seconds": time.perf_counter() - began,
            "processor": time.process_time() - spent,
            "loss": last,
        }
        print(json.dumps(answer), flush=True)
    except Exception as error:
        print(json.dumps({"error": str(error).strip().split("\n")[0][:200]}), flush=True)
