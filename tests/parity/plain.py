"""Layers as their formulas say it, place by place: what the fast ones are held against."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np


def convolution(x: Any, weight: Any, bias: Any, stride: Any, padding: Any, dilation: Any) -> Any:
    """Return ``y[n, o, i] = b[o] + sum_{c, k} w[o, c, k] x[n, c, s i + d k]``, any dimensions."""
    x = np.pad(x, [(0, 0), (0, 0), *((p, p) for p in padding)])
    reach = [d * (k - 1) for d, k in zip(dilation, weight.shape[2:], strict=True)]
    out = [(n - r - 1) // s + 1 for n, r, s in zip(x.shape[2:], reach, stride, strict=True)]
    y = np.zeros((len(x), len(weight), *out))
    for place in itertools.product(*map(range, out)):
        starts = [i * s for i, s in zip(place, stride, strict=True)]
        seen = x[
            (
                ...,
                *(slice(a, a + r + 1, d) for a, r, d in zip(starts, reach, dilation, strict=True)),
            )
        ]
        for o, kernel in enumerate(weight):
            y[(slice(None), o, *place)] = (seen * kernel).reshape(len(x), -1).sum(axis=1) + bias[o]
    return y


def max_pooling(x: Any, kernel: Any, stride: Any, padding: Any) -> Any:
    """Return the largest number in every window; the margin is never the largest."""
    x = np.pad(x, [(0, 0), (0, 0), *((p, p) for p in padding)], constant_values=-np.inf)
    out = [(n - k) // s + 1 for n, k, s in zip(x.shape[2:], kernel, stride, strict=True)]
    y = np.empty((*x.shape[:2], *out))
    for place in itertools.product(*map(range, out)):
        window = [slice(i * s, i * s + k) for i, s, k in zip(place, stride, kernel, strict=True)]
        y[(..., *place)] = x[(..., *window)].reshape(*x.shape[:2], -1).max(axis=2)
    return y
