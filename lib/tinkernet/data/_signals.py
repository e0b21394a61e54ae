"""Ten shapes of signal, somewhere in a noisy line: images in one dimension."""

from __future__ import annotations

import numpy as np

from ._dataset import Dataset
from ._expect import expect_at_least, expect_spread
from ._points import classes_in_turn

# Drawn by hand, twelve heights each.
_TEMPLATES = {
    "hump": (0.2, 0.5, 0.8, 1.0, 1.1, 1.1, 1.1, 1.1, 1.0, 0.8, 0.5, 0.2),
    "dip": (-0.2, -0.5, -0.8, -1.0, -1.1, -1.1, -1.1, -1.1, -1.0, -0.8, -0.5, -0.2),
    "up and down": (0.3, 0.8, 1.1, 1.1, 0.8, 0.3, -0.3, -0.8, -1.1, -1.1, -0.8, -0.3),
    "down and up": (-0.3, -0.8, -1.1, -1.1, -0.8, -0.3, 0.3, 0.8, 1.1, 1.1, 0.8, 0.3),
    "two peaks": (0.3, 0.9, 1.2, 0.9, 0.2, -0.1, -0.1, 0.2, 0.9, 1.2, 0.9, 0.3),
    "two pits": (-0.3, -0.9, -1.2, -0.9, -0.2, 0.1, 0.1, -0.2, -0.9, -1.2, -0.9, -0.3),
    "ramp": (0.0, 0.1, 0.2, 0.3, 0.5, 0.6, 0.7, 0.9, 1.0, 1.1, 1.2, 1.3),
    "slide": (1.3, 1.2, 1.1, 1.0, 0.9, 0.7, 0.6, 0.5, 0.3, 0.2, 0.1, 0.0),
    "peak in a pit": (-0.5, -0.9, -0.9, -0.4, 0.6, 1.2, 1.2, 0.6, -0.4, -0.9, -0.9, -0.5),
    "pit on a peak": (0.5, 0.9, 0.9, 0.4, -0.6, -1.2, -1.2, -0.6, 0.4, 0.9, 0.9, 0.5),
}
_NAMES = tuple(_TEMPLATES)
_HEIGHTS = np.array([_TEMPLATES[name] for name in _NAMES])

# Wandering noise: white noise under a bell of this many samples to either side.
_BELL = np.exp(-0.5 * (np.arange(-6, 7) / 2.0) ** 2)
_BELL /= np.linalg.norm(_BELL)


def signals(
    m: int = 1000,
    *,
    length: int = 40,
    noise: float = 0.2,
    rng: np.random.Generator | int | None = 0,
) -> Dataset:
    """Make signals that each hold one of ten shapes, at any place, in any size.

    A shape is stretched to a quarter up to two fifths of the signal, scaled by 0.6 to 1.4, put at
    a random place on a line of zeros and tilted; then comes noise, most of it slow wandering.

    Parameters
    ----------
    m : int, default 1000
        Number of signals; the ten classes take turns.
    length : int, default 40
        Samples in each, at least 20.
    noise : float, default 0.2
        Standard deviation of the wandering, in the unit of the signal; that of the white noise is
        a quarter of it.
    rng : numpy.random.Generator, int or None
        Where the chance comes from; a number is a seed, None draws fresh signals.

    Returns
    -------
    Dataset
        ``X`` of shape (m, 1, length), float64, about -2.5 to 2.5, no unit: one channel. ``y`` of
        shape (m,), int64, 0 to 9, named in ``classes``. ``where`` of shape (m,), float64: the
        middle of the shape, in samples from the left.

    Raises
    ------
    ValueError
        If there are no signals, they are shorter than 20, or ``noise`` is negative.

    Notes
    -----
    A linear model sees places, a convolution sees shapes, and here the difference is large.
    Source: the idea is MNIST-1D's, Greydanus, "Scaling down deep learning" (2020); shapes and
    code are ours, so that scores cannot be compared with the paper's.

    Examples
    --------
    >>> waves = signals(20, rng=0)
    >>> waves
    Dataset(20 examples of shape 1 x 40 -> shape)
    >>> waves.classes[waves.y[11]]
    'dip'
    """
    expect_at_least(20, "signals", length=length)
    expect_spread("signals", noise=noise)
    rng = np.random.default_rng(rng)
    y = classes_in_turn(m, classes=10)
    width = rng.uniform(0.25, 0.4, m) * length
    start = rng.uniform(0.0, length - 1 - width)
    size, tilt = rng.uniform(0.6, 1.4, m), rng.uniform(-0.3, 0.3, m)

    samples, points = np.arange(length), np.linspace(0.0, 1.0, _HEIGHTS.shape[1])
    within = (samples - start[:, None]) / width[:, None]
    shapes = np.array(
        [
            np.interp(t, points, _HEIGHTS[kind], left=0.0, right=0.0)
            for t, kind in zip(within, y, strict=True)
        ]
    )
    line = tilt[:, None] * np.linspace(-1.0, 1.0, length)
    white = rng.normal(0.0, 1.0, (m, length + len(_BELL) - 1))
    wandering = np.lib.stride_tricks.sliding_window_view(white, len(_BELL), axis=1) @ _BELL
    hiss = rng.normal(0.0, noise / 4, (m, length))
    return Dataset(
        X=(size[:, None] * shapes + line + noise * wandering + hiss)[:, None, :],
        y=y,
        features=("height",),
        units=("none",),
        target="shape",
        source="made: ten shapes, after Greydanus (2020)",
        classes=_NAMES,
        where=start + width / 2,
    )
