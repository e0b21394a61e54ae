"""MotifScanner, as the common tests show it."""

import numpy as np

from tinkernet.widgets import MotifScanner


def make():
    return MotifScanner()


def backwards(sequence, kernel):
    """Read the kernel from its end."""
    windows = np.lib.stride_tricks.sliding_window_view(sequence, len(kernel), axis=0)
    return np.einsum("ibj,jb->i", windows, kernel[::-1])


def make_wrong():
    """With a student's function that is wrong."""
    return MotifScanner(scan=backwards)


CHANGED = {"kernel": [[1.0, -1.0, 0.5, 0.0]] * 6, "threshold": 2.0}
"""Weights that change what is seen."""
