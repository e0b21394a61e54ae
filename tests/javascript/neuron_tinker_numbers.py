"""What NumPy finds for NeuronTinker's mathematics."""

import numpy as np

from tinkernet.nn import functional
from tinkernet.widgets import NeuronTinker


def cases():
    rng = np.random.default_rng(7)
    X, y = rng.normal(size=(9, 2)), rng.integers(0, 2, 9)
    found = []
    for name in ("step", "sigmoid", "tanh", "relu"):
        w, b = rng.normal(size=2), rng.normal()
        z = np.concatenate([X @ w + b, [0.0, -1000.0, 1000.0]])
        widget = NeuronTinker(X, y, w=w, b=b, activation=name)
        found.append({
            "activation": name, "w": w.tolist(), "b": b, "points": X.tolist(),
            "labels": y.tolist(), "z": z.tolist(), "loss": widget.loss,
            "answers": getattr(functional, name)(z).tolist(),
        })  # fmt: skip
    return found
