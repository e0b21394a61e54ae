"""DigitPad: draw a digit, and see what a trained network makes of it."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import traitlets
from numpy.typing import NDArray

from tinkernet import data, nn, optim

from ._base import HERE, Picture, module
from ._drawing import Drawing, cells_of, text_of
from ._exported_network import exported
from ._weights import WeightWidget

FINER = {8: 4, 28: 2}
"""How many cells of the drawing go along one pixel of an image of 8 or 28 pixels."""
EPOCHS = 60


class DigitPad(WeightWidget):
    r"""A pad to draw a digit on, the network's probabilities, and what its layers answer.

    .. math:: p_k = \frac{e^{z_k}}{\sum_j e^{z_j}}

    Here ``z`` are the ten scores of the network, for the digits 0 to 9.

    Parameters
    ----------
    model : Module or None
        A network that the student has trained: layers, ``Sequential``, ``MLP`` or ``CNN``, for
        inputs of shape (N, 1, 8, 8), (N, 64), (N, 1, 28, 28) or (N, 784), with ten scores.
        Default: a softmax regression on ``data.digits``, trained at once.
    ink : float
        What a fully inked pixel is in the network's inputs: 1 for digits divided by 16, the
        default, and 16 for those of ``data.digits`` as they are.

    Attributes
    ----------
    weights : dict
        ``drawing``: which cells are inked, a hexadecimal digit for four, row by row.
    state : str
        The same, the layer shown and the pen's place as a short text; may be set.
    image : Array, shape (8, 8) or (28, 28)
        What the network is given: the drawing, averaged down.
    probabilities : Array, shape (10,)
        What it answers, by ``model.forward``.

    Raises
    ------
    ValueError
        If a layer is of a kind that the browser cannot compute (the message names it), or the
        network does not take such an image or give ten scores.

    Notes
    -----
    Source: deck 004. The drawing has 4 x 4 cells for each of 8 x 8 pixels, and a pixel counts
    those inked, as ``data.digits`` was made; for 28 x 28 pixels it is 2 x 2. The network is used
    in evaluation mode, and left in the mode it was in. ``update()`` shows further training.

    Examples
    --------
    >>> pad = DigitPad()
    >>> pad.message
    'This is a softmax regression, trained just now: right for 96 % of 360 digits it had not seen.'
    >>> pad.show(7)  # the eighth digit of the data set, a 7
    >>> int(pad.probabilities.argmax())
    7
    """

    _esm = module("digit_pad.js")
    _css: Any = "".join((HERE / name).read_text("utf-8") for name in ("tinker.css", "cells.css"))
    WEIGHTS = ("drawing",)
    STATE = ("layer", "pen")

    drawing = Drawing("0" * 256).tag(sync=True)
    layer = traitlets.Int(0, min=0).tag(sync=True)
    pen = traitlets.List(traitlets.Int(), [16, 16]).tag(sync=True)
    side = traitlets.Int(8).tag(sync=True)
    finer = traitlets.Int(4).tag(sync=True)
    ink = traitlets.Float(1.0).tag(sync=True)
    layers: Any = traitlets.List().tag(sync=True)
    numbers = traitlets.Bytes().tag(sync=True)
    samples = traitlets.List(traitlets.Unicode()).tag(sync=True)
    sample_classes = traitlets.List(traitlets.Int()).tag(sync=True)

    def __init__(self, model: nn.Module | None = None, *, ink: float = 1.0) -> None:
        message = ""
        if model is None:
            model, right, seen = _softmax_regression()
            message = (
                f"This is a softmax regression, trained just now: right for {right:.0%} of {seen} "
                "digits it had not seen."
            ).replace("%", " %")
        self._model = model
        layers, numbers = exported(model)
        side = self._fitting_side()
        samples, classes = _samples() if side == 8 else ([], [])
        fine = side * FINER[side]
        self._blank = "0" * (fine * fine // 4)
        first = samples[3] if samples else _seven(fine)
        super().__init__(
            side=side, finer=FINER[side], ink=float(ink), layers=layers, numbers=numbers,
            samples=samples, sample_classes=classes, message=message, drawing=first,
            layer=_first_maps(layers), pen=[fine // 2, fine // 2],
        )  # fmt: skip

    @traitlets.validate("layer")
    def _there(self, proposal: Any) -> Any:
        if self.layers and proposal["value"] > len(self.layers):
            raise ValueError(
                f"layer expects 0 (the image) to {len(self.layers)}, got {proposal['value']}."
            )
        return proposal["value"]

    @traitlets.validate("pen")
    def _on_the_pad(self, proposal: Any) -> Any:
        value, last = proposal["value"], self.side * self.finer - 1
        if len(value) != 2 or min(value) < 0 or max(value) > last:
            raise ValueError(f"pen expects a column and a row from 0 to {last}, got {value!r}.")
        return value

    def _fitting_side(self) -> int:
        """Return the side of the images that the network takes."""
        for side in FINER:
            for shape in ((1, 1, side, side), (1, side * side)):
                try:
                    answer = self._ask(np.zeros(shape))
                except ValueError:
                    continue
                if answer.shape == (1, 10):
                    self._shape = shape
                    return side
        raise ValueError(
            "DigitPad expects a network that turns images of shape (N, 1, 8, 8), (N, 64), "
            f"(N, 1, 28, 28) or (N, 784) into ten scores; this one does not: {self._model!r}."
        )

    def _ask(self, x: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the network's answer in evaluation mode, and leave it in the mode it was in."""
        modes = [(one, one.training) for one in self._model.modules()]
        try:
            answer: NDArray[np.float64] = np.asarray(self._model.eval()(x))
        finally:
            for one, training in modes:
                one.training = training
        return answer

    @property
    def image(self) -> NDArray[np.float64]:
        """What the network is given: the drawing, averaged down."""
        cells = cells_of(self.drawing).reshape(self.side, self.finer, self.side, self.finer)
        image: NDArray[np.float64] = cells.mean(axis=(1, 3)) * self.ink
        return image

    @property
    def probabilities(self) -> NDArray[np.float64]:
        """What the network answers, by its own ``forward``."""
        answer = self._ask(self.image.reshape(self._shape))[0]
        ends_so = bool(self.layers) and self.layers[-1]["kind"] == "Softmax"
        return answer if ends_so else nn.functional.softmax(answer)

    def show(self, number: int) -> None:
        """Put a digit of ``data.digits`` on the pad.

        Raises
        ------
        ValueError
            If the network is for larger images.
        """
        if self.side != 8:
            raise ValueError("show puts digits of 8 x 8 pixels on the pad; this one has 28 x 28.")
        self.drawing = _dotted(data.digits().X[number, 0])

    def update(self) -> None:
        """Show what the network answers after further training."""
        with self.hold_sync():
            self.layers, self.numbers = exported(self._model)

    def _answer(self, what: str) -> None:
        """Nothing is asked: the browser computes all by itself."""

    def _picture(self) -> Picture:
        from tinkernet.plots import digit_answers  # Matplotlib is slow to import

        return digit_answers(self.image, self.probabilities)


def _first_maps(layers: list[dict[str, Any]]) -> int:
    """Return the number of the first layer whose answers are feature maps, or 0, the image."""
    for number, layer in enumerate(layers, start=1):
        if layer["kind"] == "Conv2d":
            following = layers[number]["kind"] if number < len(layers) else ""
            return number + (following.endswith(("ReLU", "Tanh", "Sigmoid")))
    return 0


def _dotted(image: NDArray[np.float64]) -> str:
    """Return a drawing whose pixels average to a digit's: so many cells of each 4 x 4 inked."""
    # Those cells where the digit would be darkest if it were smooth, so that strokes stay strokes.
    smooth = image
    for _ in range(2):
        at = (np.arange(32) + 0.5) / 4 - 0.5
        smooth = np.array([np.interp(at, np.arange(8), line) for line in smooth]).T
    blocks = smooth.reshape(8, 4, 8, 4).transpose(0, 2, 1, 3).reshape(8, 8, 16)
    rank = (-blocks).argsort(axis=-1, kind="stable").argsort(axis=-1, kind="stable")
    inked = (rank < image[..., None]).reshape(8, 8, 4, 4).transpose(0, 2, 1, 3)
    return text_of(inked)


def _seven(side: int) -> str:
    """Return a drawn 7."""
    cells, thick, (top, bottom) = np.zeros((side, side)), side // 14, (side // 5, side * 4 // 5)
    cells[top : top + thick, side * 3 // 10 : side * 7 // 10] = 1
    for row in range(top, bottom):
        column = int(side * 0.7 - (row - top) / (bottom - top) * side * 0.25)
        cells[row, column - thick : column] = 1
    return text_of(cells)


@cache
def _samples() -> tuple[list[str], list[int]]:
    """Return three of each digit, as drawings, and what they are."""
    digits = data.digits()
    chosen = np.concatenate([np.flatnonzero(digits.y == k)[:3] for k in range(10)])
    order = chosen.reshape(10, 3).T.ravel()
    return [_dotted(image) for image in digits.X[order, 0]], digits.y[order].tolist()


@cache
def _softmax_regression() -> tuple[nn.Module, float, int]:
    """Train a softmax regression on four fifths of the digits; tell how it does on the rest."""
    digits = data.digits().flattened()
    X, y, held = digits.X / 16.0, digits.y, np.arange(len(digits.y)) % 5 == 0
    model, loss = nn.Sequential(nn.Flatten(), nn.Linear(64, 10, rng=0)), nn.CrossEntropyLoss()
    optimizer = optim.Adam(model.parameters(), lr=0.05)
    for _ in range(EPOCHS):
        optimizer.zero_grad()
        loss(model(X[~held]), y[~held])
        model.backward(loss.backward())
        optimizer.step()
    right = float(np.mean(model(X[held]).argmax(axis=1) == y[held]))
    return model, right, int(held.sum())
