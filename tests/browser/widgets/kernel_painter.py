"""KernelPainter, as the common tests show it."""

import numpy as np

from tinkernet.widgets import KernelPainter


def make():
    return KernelPainter()


def turned(image, kernel, stride, padding):
    """Convolve as mathematics does, with the kernel turned round."""
    wide, kernel = np.pad(image, padding), kernel[::-1, ::-1]
    windows = np.lib.stride_tricks.sliding_window_view(wide, kernel.shape)[::stride, ::stride]
    return np.einsum("ijkl,kl->ij", windows, kernel)


def make_wrong():
    """With a student's function that is wrong."""
    return KernelPainter(conv=turned)


CHANGED = {"kernel": [[0.0, 1.0, 0.0], [1.0, -4.0, 1.0], [0.0, 1.0, 0.0]]}
"""Weights that change what is seen."""
