"""Cut a batch of images into the patches that a kernel sees, and add patches back up.

Inside, the examples come last: (channels, ..., examples). Then every cut-out is a few long runs
of memory for any stride, and one matrix product does the rest. To the outside the same memory is
shown as (examples, channels, ...), so that nothing is ever copied for the sake of the order.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ._parameter import Array

Size = tuple[int, ...]
Index = tuple[Any, ...]


@dataclass(frozen=True)
class Window:
    """A window that slides over the last dimensions of a batch.

    Attributes
    ----------
    kernel, stride, padding, dilation : tuple of int
        One number for each dimension it slides along.
    """

    kernel: Size
    stride: Size
    padding: Size
    dilation: Size

    @property
    def overlaps(self) -> bool:
        """Whether two places of the window share a number."""
        sizes = zip(self.kernel, self.stride, self.dilation, strict=True)
        return any(s <= d * (k - 1) for k, s, d in sizes)

    def output_size(self, size: Sequence[int]) -> Size:
        r"""Return how many places there are for the window in each dimension.

        .. math:: \left\lfloor \frac{n + 2 p - d (k - 1) - 1}{s} \right\rfloor + 1

        Here ``n`` is the size, ``p`` the padding, ``d`` the dilation, ``k`` the kernel and
        ``s`` the stride. Source: deck 004.

        Examples
        --------
        >>> Window((3, 3), (2, 2), (1, 1), (1, 1)).output_size((28, 7))
        (14, 4)
        """
        sizes = zip(size, self.kernel, self.stride, self.padding, self.dilation, strict=True)
        return tuple((n + 2 * p - d * (k - 1) - 1) // s + 1 for n, k, s, p, d in sizes)

    def places(self, out: Size) -> Iterator[tuple[Index, Index]]:
        """Yield every cell of the kernel, and where it lies in the padded image for all places.

        Both as indices of arrays whose first dimension is the channels.
        """
        for cell in np.ndindex(self.kernel):
            sizes = zip(cell, self.dilation, self.stride, out, strict=True)
            lies = (slice(at * d, at * d + s * (n - 1) + 1, s) for at, d, s, n in sizes)
            yield (slice(None), *cell), (slice(None), *lies)


def examples_last(x: Array) -> Array:
    """Show (examples, channels, ...) as (channels, ..., examples); nothing is copied."""
    return x.transpose(*range(1, x.ndim), 0)


def examples_first(x: Array) -> Array:
    """Show (channels, ..., examples) as (examples, channels, ...); nothing is copied."""
    return x.transpose(x.ndim - 1, *range(x.ndim - 1))


def padded(x: Array, padding: Size, value: float = 0.0) -> Array:
    """Return (channels, ..., examples) with a margin; the array itself where there is none."""
    if not any(padding):
        return x
    grown = np.full(
        (
            x.shape[0],
            *(n + 2 * p for n, p in zip(x.shape[1:-1], padding, strict=True)),
            x.shape[-1],
        ),
        value,
        x.dtype,
    )
    grown[_inside(padding)] = x
    return grown


def without_padding(x: Array, padding: Size) -> Array:
    """Return what lies inside the margin."""
    return x[_inside(padding)] if any(padding) else x


def _inside(padding: Size) -> Index:
    return (slice(None), *(slice(p, -p or None) for p in padding), slice(None))


def gather(x: Array, window: Window, patches: Array) -> None:
    """Lay the patches of a batch side by side.

    Parameters
    ----------
    x : Array, shape (channels, ..., examples)
        With its margin.
    window : Window
    patches : Array, shape (channels, *kernel, *out, examples)
        Where they go. ``patches[c, i, j, y, x, n]``: what cell (i, j) of the kernel sees of channel
        c at place (y, x) of example n.
    """
    for cell, place in window.places(patches.shape[-1 - len(window.kernel) : -1]):
        patches[cell] = x[place]


def scatter(patches: Array, window: Window, size: Size) -> Array:
    """Add patches up where they were cut out: the reverse of ``gather``, for gradients.

    Parameters
    ----------
    patches : Array, shape (channels, *kernel, *out, examples)
    window : Window
    size : tuple of int
        Of the image, with its margin.

    Returns
    -------
    Array, shape (channels, *size, examples)
    """
    out = patches.shape[1 + len(size) : -1]
    x = np.zeros((patches.shape[0], *size, patches.shape[-1]), patches.dtype)
    for cell, place in window.places(out):
        x[place] += patches[cell]
    return x
