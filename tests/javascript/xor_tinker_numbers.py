"""What NumPy finds for XorTinker's mathematics."""

import numpy as np

from tinkernet.widgets import XorTinker

CELLS = 6


def plain(weights):
    return {name: np.asarray(values).tolist() for name, values in weights.items()}


def cases():
    rng = np.random.default_rng(7)
    points = rng.normal(size=(9, 2))
    at = -0.5 + (np.arange(CELLS) + 0.5) / CELLS * 2
    cells = np.stack(np.meshgrid(at, at[::-1]), axis=-1).reshape(-1, 2)
    found = []
    for name in ("step", "sigmoid", "tanh", "relu"):
        for seed in (0, 1, 11):
            widget = XorTinker(seed=seed, activation=name)
            case = {
                "activation": name, "seed": seed, "net": plain(widget.weights),
                "points": points.tolist(), "answers": widget.answers(points).tolist(),
                "loss": widget.loss, "gradient": plain(widget.gradient()),
                "cells": CELLS, "surface": widget.answers(cells).tolist(),
            }  # fmt: skip
            middle, classes = (0.0 if name == "tanh" else 0.5), np.array([0, 1, 1, 0])
            answers = widget.answers([[0, 0], [0, 1], [1, 0], [1, 1]])
            case["right"] = int(((answers > middle) == classes).sum())
            for _ in range(5):
                weights, slopes = widget.weights, widget.gradient()
                widget.weights = {key: weights[key] - 0.3 * slopes[key] for key in weights}
            found.append({**case, "rate": 0.3, "later": plain(widget.weights)})
    return found
