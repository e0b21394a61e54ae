"""KernelPainter: a kernel slides over a picture, and what it answers is a picture again."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np
import traitlets
from numpy.typing import ArrayLike, NDArray

from tinkernet import data
from tinkernet.nn import Conv2d

from ._base import HERE, Outcome, Picture, ask_student, module
from ._drawing import Drawing, cells_of, text_of
from ._numbers import Numbers
from ._weights import WeightWidget
from ._yours import TOLERANCE, verdict

SIDE = 16
"""Rows and columns of the student's drawing."""
PICTURES = (*(f"digit {k}" for k in range(10)), "photograph", "drawing")
VERTICAL = [[-1.0, 0.0, 1.0]] * 3
FAR = 4


class KernelPainter(WeightWidget):
    r"""A kernel to paint by its numbers, the picture under it, and the feature map it makes.

    .. math:: y_{i,j} = \sum_{k,l} w_{k,l} \; x_{s i + k - p,\, s j + l - p}

    Here ``x`` is the picture, zero outside, ``w`` the kernel, ``s`` the stride, ``p`` the padding.
    The kernel is not turned round: that is cross-correlation, as PyTorch's ``conv2d``.

    Parameters
    ----------
    kernel : array_like of shape (3, 3) or (5, 5)
        ``w`` at first. Default: it answers where a picture gets brighter to the right.
    stride : int
        ``s`` at first, 1 to 3.
    padding : int
        ``p`` at first, 0 to 2.
    picture : str
        What it slides over at first: ``"digit 0"`` to ``"digit 9"``, ``"photograph"``, or
        ``"drawing"``, which the student draws on 16 x 16 cells.
    conv : str or callable
        The student's ``conv2d(image, kernel, stride, padding)``, or the name under which the
        notebook defines it; its feature map is shown beside ours.

    Attributes
    ----------
    weights : dict
        ``kernel`` as on the screen; may be set.
    state : str
        Kernel, stride, padding, picture, how far it is shifted, and the place of the kernel as
        a short text, to share; may be set.
    image : Array, shape (rows, columns)
        The picture as on the screen, 0 (black) to 1 (white).
    feature_map : Array, shape (rows, columns)
        What the kernel answers, by the library.

    Raises
    ------
    ValueError
        If the kernel is of another shape or not finite, or a setting is not one of those.

    Notes
    -----
    Source: decks 003 (2D convolution, equivariance, invariance) and 004. The digits are those of
    ``data.digits`` divided by 16, the photograph one of ``data.flower_patches`` in grey.

    Examples
    --------
    >>> widget = KernelPainter(picture="digit 0", padding=1)
    >>> widget.image.shape, widget.feature_map.shape
    ((8, 8), (8, 8))
    >>> widget.weights = {"kernel": [[0, 0, 0], [0, 1, 0], [0, 0, 0]]}
    >>> bool((widget.feature_map == widget.image).all())
    True
    """

    _esm = module("kernel_painter.js")
    _css: Any = "".join((HERE / name).read_text("utf-8") for name in ("tinker.css", "cells.css"))
    WEIGHTS = ("kernel",)
    STATE = ("stride", "padding", "picture", "pooling", "shift", "place", "drawing")

    kernel = Numbers((-1, -1), VERTICAL).tag(sync=True)
    stride = traitlets.Int(1).tag(sync=True)
    padding = traitlets.Int(0).tag(sync=True)
    picture = traitlets.Unicode("digit 3").tag(sync=True)
    pooling = traitlets.Enum(("none", "max"), "none").tag(sync=True)
    shift = traitlets.List(traitlets.Int(), [0, 0]).tag(sync=True)  # down, right
    place = traitlets.List(traitlets.Int(), [3, 3]).tag(sync=True)  # row, column of the map
    pen = traitlets.List(traitlets.Int(), [8, 8]).tag(sync=True)
    drawing = Drawing("0" * (SIDE * SIDE // 4)).tag(sync=True)
    digits = traitlets.Bytes().tag(sync=True)
    photograph = traitlets.Bytes().tag(sync=True)
    theirs = traitlets.Bytes().tag(sync=True)  # the student's map, then 1 where it differs
    theirs_shape = traitlets.List([0, 0]).tag(sync=True)

    def __init__(
        self,
        kernel: ArrayLike = VERTICAL,
        *,
        stride: int = 1,
        padding: int = 0,
        picture: str = "digit 3",
        conv: str | Callable[..., Any] = "conv2d",
    ) -> None:
        self._conv = conv
        digits, photograph = _pictures()
        super().__init__(
            kernel=kernel, stride=stride, padding=padding, picture=picture, drawing=_house(),
            digits=digits.tobytes(), photograph=photograph.tobytes(),
        )  # fmt: skip

    @traitlets.validate("kernel")
    def _a_square(self, proposal: Any) -> Any:
        shape = np.shape(proposal["value"])
        if shape not in ((3, 3), (5, 5)):
            raise ValueError(f"kernel expects 3 x 3 or 5 x 5 numbers, got shape {shape}.")
        return proposal["value"]

    @traitlets.validate("stride", "padding", "picture", "shift", "place")
    def _one_of_those(self, proposal: Any) -> Any:
        name, value = proposal["trait"].name, proposal["value"]
        wanted: tuple[Any, ...] = {
            "stride": (1, 2, 3), "padding": (0, 1, 2), "picture": PICTURES,
        }.get(name, ())  # fmt: skip
        if wanted and value not in wanted:
            raise ValueError(f"{name} expects one of {', '.join(map(str, wanted))}, got {value!r}.")
        low, high = (-FAR, FAR) if name == "shift" else (0, 63)
        if not wanted and not (len(value) == 2 and low <= min(value) and max(value) <= high):
            raise ValueError(f"{name} expects two numbers from {low} to {high}, got {value!r}.")
        return value

    @property
    def image(self) -> NDArray[np.float64]:
        """The picture as on the screen, shifted, 0 (black) to 1 (white)."""
        digits, photograph = _pictures()
        if self.picture == "drawing":
            image = cells_of(self.drawing)
        elif self.picture == "photograph":
            image = photograph
        else:
            image = digits[int(self.picture.split()[1])]
        return shifted(image, *self.shift)

    @property
    def feature_map(self) -> NDArray[np.float64]:
        """What the kernel answers at every place, by ``nn.Conv2d``."""
        return self._map(np.array(self.kernel))

    def _map(self, kernel: NDArray[np.float64]) -> NDArray[np.float64]:
        layer = Conv2d(1, 1, len(kernel), self.stride, self.padding, bias=False, rng=0)
        layer.weight.data[0, 0] = kernel
        answers: NDArray[np.float64] = layer(self.image[None, None])[0, 0]
        return answers

    def _answer(self, what: str) -> None:
        kernel, right = np.array(self.kernel), self.feature_map
        outcome = ask_student(self._conv, self.image, kernel.copy(), self.stride, self.padding)
        said = verdict(outcome, right, lambda i: f"row {i[0] + 1}, column {i[1] + 1} of the map")
        wrong = _differs(outcome, right)
        if wrong is not None and wrong.any():
            said += f" {wrong.sum():.0f} of {wrong.size} cells differ."
            turned = _differs(outcome, self._map(kernel[::-1, ::-1].copy()))
            if turned is not None and not turned.any():
                said += (
                    " It is what the kernel turned round by 180° gives: cross-correlation, as in "
                    "PyTorch, does not turn it."
                )
        self.yours = said
        if wrong is None:
            self.theirs, self.theirs_shape = b"", [0, 0]
        else:
            given = np.nan_to_num(np.asarray(outcome.value, dtype=np.float64))
            self.theirs, self.theirs_shape = np.stack([given, wrong]).tobytes(), [*wrong.shape]

    def _picture(self) -> Picture:
        from tinkernet.plots import kernel_on_image  # Matplotlib is slow to import

        return kernel_on_image(
            self.image, self.kernel, self.feature_map, self.place,
            stride=self.stride, padding=self.padding, name=self.picture,
        )  # fmt: skip


def shifted(image: ArrayLike, down: int, right: int) -> NDArray[np.float64]:
    """Return a picture moved by whole cells; zeros come in at the edge.

    Examples
    --------
    >>> shifted([[1.0, 2.0]], 0, 1)
    array([[0., 1.]])
    """
    image = np.asarray(image, dtype=np.float64)
    wide = np.pad(image, ((max(down, 0), max(-down, 0)), (max(right, 0), max(-right, 0))))
    rows, columns = image.shape
    top, left = max(-down, 0), max(-right, 0)
    return wide[top : top + rows, left : left + columns].copy()


def _differs(outcome: Outcome, right: NDArray[np.float64]) -> NDArray[np.float64] | None:
    """Return 1 where the student's map differs, or None where there is none of that shape."""
    try:
        given = np.asarray(outcome.value, dtype=np.float64)
    except (TypeError, ValueError):
        return None
    if outcome.remark or given.shape != right.shape:
        return None
    near = np.abs(given - right) <= TOLERANCE * (1.0 + np.abs(right).max())
    return np.array(~near, dtype=np.float64)


@cache
def _pictures() -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return ten digits, 0 to 9, and a photograph, all from 0 to 1."""
    all_digits = data.digits()
    first = [int(np.flatnonzero(all_digits.y == k)[0]) for k in range(10)]
    pagoda = data.flower_patches(2, 1, rng=32).train.X[1].mean(axis=0)
    return all_digits.X[first, 0] / 16.0, pagoda


def _house() -> str:
    """Return a drawing to begin with."""
    cells = np.zeros((SIDE, SIDE))
    for row in range(2, 8):
        cells[row, 9 - row : 7 + row] = 1
    cells[8:14, 3:13] = 1
    cells[10:14, 5:8] = 0
    return text_of(cells)
