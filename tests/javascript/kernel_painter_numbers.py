"""What NumPy finds for KernelPainter's mathematics."""

import numpy as np

from tinkernet import nn
from tinkernet.widgets._drawing import cells_of, text_of
from tinkernet.widgets._kernel_painter import shifted


def cases():
    rng = np.random.default_rng(11)
    found = []
    for size, stride, padding in [(3, 1, 0), (3, 2, 1), (5, 1, 2), (5, 3, 0), (3, 3, 2)]:
        image, kernel = rng.normal(size=(8, 11)), rng.normal(size=(size, size))
        layer = nn.Conv2d(1, 1, size, stride, padding, bias=False)
        layer.weight.data[0, 0] = kernel
        answers = layer(image[None, None])
        down, right = (int(n) for n in rng.integers(-3, 4, 2))
        text = text_of(rng.integers(0, 2, (16, 16)))
        pooled = nn.MaxPool2d(2)(answers)[0, 0] if min(answers.shape[2:]) > 1 else None
        found.append({
            "image": image.ravel().tolist(), "kernel": kernel.tolist(), "stride": stride,
            "padding": padding, "map": answers[0, 0].tolist(), "shift": [down, right],
            "moved": shifted(image, down, right).ravel().tolist(),
            "pooled": None if pooled is None else pooled.tolist(),
            "text": text, "cells": cells_of(text).ravel().tolist(),
        })  # fmt: skip
    return found
