"""XorTinker: all nine weights of a network with two hidden units, for XOR."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import traitlets
from numpy.typing import ArrayLike

from tinkernet.nn import functional

from ._base import HERE, Outcome, Picture, ask_student, module
from ._neuron_tinker import ACTIVATIONS
from ._numbers import Numbers
from ._weights import WeightWidget
from ._yours import verdict

XOR_POINTS = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
XOR_CLASSES = np.array([0, 1, 1, 0])
VIEW = (-0.5, 1.5)
STYLES = ("tinker", "xor_tinker")
CELLS = 40
SPREAD = 1.5
SHIFT = (2e-4 * np.sqrt(2.0), 2e-4 * np.sqrt(3.0))
"""Moves the student's points off round numbers, where rounding alone would decide a step."""
NEAR = 1e-9


class XorTinker(WeightWidget):
    r"""A network of two inputs, two hidden units and one output, and XOR's four points.

    .. math:: H = g(X W_1 + b_1), \qquad a = g(H w_2 + b_2)

    Here ``g`` is the activation of all three units.

    Parameters
    ----------
    W1 : array_like of shape (2, 2), optional
        Weights from the inputs (rows) to the hidden units (columns).
    b1 : pair of float, optional
        The hidden units' biases.
    w2 : pair of float, optional
        Weights from the hidden units to the output.
    b2 : float, optional
        The output's bias.
    seed : int
        What is not given is drawn with this seed, to one decimal.
    activation : {"step", "sigmoid", "tanh", "relu"}
        ``g`` at first.
    rate : float
        The learning rate at first, 0.01 to 10.
    forward : str or callable
        The student's ``mlp_forward(X, W1, b1, W2, b2, activation)``, or the name under which the
        notebook defines it. It is called with ``W2`` of shape (2, 1) and ``b2`` of shape (1,),
        and its answers, of shape (m, 1), are drawn and compared with the picture.

    Attributes
    ----------
    weights : dict
        ``W1``, ``b1``, ``w2`` and ``b2`` as on the screen; may be set.
    state : str
        Weights, activation and learning rate as a short text, to share; may be set.
    loss : float
        Mean of (answer - target) squared over XOR's points; with tanh the targets are -1 and 1.

    Raises
    ------
    ValueError
        If weights are not of those shapes, or not finite, or the learning rate is out of range.

    Notes
    -----
    Source: decks 002 and 004, XOR revisited. *Reset* goes back to the weights at first.

    Examples
    --------
    >>> widget = XorTinker([[1, 1], [1, 1]], [-0.5, -1.5], [1, -2], -0.5, activation="step")
    >>> widget.answers([[0, 0], [0, 1], [1, 0], [1, 1]])
    array([0., 1., 1., 0.])
    >>> widget.loss
    0.0
    """

    _esm = module("xor_tinker.js")
    _css: Any = "".join((HERE / f"{name}.css").read_text("utf-8") for name in STYLES)
    WEIGHTS = ("W1", "b1", "w2", "b2")
    STATE = ("activation", "rate")

    W1 = Numbers((2, 2), [[0.0, 0.0], [0.0, 0.0]]).tag(sync=True)
    b1 = Numbers((2,), [0.0, 0.0]).tag(sync=True)
    w2 = Numbers((2,), [0.0, 0.0]).tag(sync=True)
    b2 = Numbers((), 0.0).tag(sync=True)
    activation = traitlets.Enum(ACTIVATIONS, "sigmoid").tag(sync=True)
    rate = Numbers((), 3.0).tag(sync=True)
    start = traitlets.Dict().tag(sync=True)
    surface = traitlets.Bytes(b"").tag(sync=True)

    def __init__(
        self,
        W1: ArrayLike | None = None,
        b1: ArrayLike | None = None,
        w2: ArrayLike | None = None,
        b2: float | None = None,
        *,
        seed: int = 7,
        activation: str = "sigmoid",
        rate: float = 3.0,
        forward: str | Callable[..., Any] = "mlp_forward",
    ) -> None:
        rng = np.random.default_rng(seed)
        drawn = {  # round numbers are easier to tinker with
            name: rng.normal(scale=SPREAD, size=getattr(type(self), name).shape).round(1)
            for name in self.WEIGHTS
        }
        given = {"W1": W1, "b1": b1, "w2": w2, "b2": b2}
        first = {name: drawn[name] if given[name] is None else given[name] for name in drawn}
        self._forward = forward
        super().__init__(**first, activation=activation, rate=rate)
        self.start = {name: getattr(self, name) for name in self.WEIGHTS}

    @traitlets.validate("rate")
    def _check_rate(self, proposal: Any) -> Any:
        if not 0.0099 < proposal["value"] < 10.01:
            raise ValueError(f"rate expects a number from 0.01 to 10, got {proposal['value']!r}.")
        return proposal["value"]

    def answers(self, X: ArrayLike) -> Any:
        """Return the network's answers for points of shape (m, 2), by the library."""
        return self._layers(np.asarray(X, dtype=np.float64))[-1]

    @property
    def loss(self) -> float:
        """Mean of (answer - target) squared."""
        return float(np.mean((self.answers(XOR_POINTS) - self._targets()) ** 2))

    def gradient(self) -> dict[str, Any]:
        """Return the gradient of the loss, by name; where the step's slope is zero, so is it."""
        Z, H, z, a = self._layers(XOR_POINTS)
        above = 2.0 / len(a) * (a - self._targets()) * self._slope(z, a)
        below = np.outer(above, self.w2) * self._slope(Z, H)
        return {
            "W1": XOR_POINTS.T @ below, "b1": below.sum(axis=0),
            "w2": H.T @ above, "b2": float(above.sum()),
        }  # fmt: skip

    def _layers(self, X: Any) -> tuple[Any, ...]:
        activation = getattr(functional, self.activation)
        Z = X @ np.array(self.W1) + np.array(self.b1)
        H = activation(Z)
        z = H @ np.array(self.w2) + self.b2
        return Z, H, z, activation(z)

    def _targets(self) -> Any:
        return np.where(XOR_CLASSES == 1, 1.0, -1.0 if self.activation == "tanh" else 0.0)

    def _slope(self, z: Any, a: Any) -> Any:
        return {"step": 0.0 * z, "sigmoid": a * (1 - a), "tanh": 1 - a**2, "relu": 1.0 * (z > 0)}[
            self.activation
        ]

    def _answer(self, what: str) -> None:
        """Compare the student's answers, at the centres of cells row by row from the top."""
        at = VIEW[0] + (np.arange(CELLS) + 0.5) / CELLS * (VIEW[1] - VIEW[0])
        X = np.stack(np.meshgrid(at, at[::-1]), axis=-1).reshape(-1, 2) + SHIFT
        outcome = ask_student(
            self._forward, X.copy(), np.array(self.W1), np.array(self.b1),
            np.array(self.w2)[:, None], np.array([self.b2]), getattr(functional, self.activation),
        )  # fmt: skip
        Z, _, z, a = self._layers(X)
        right, given = a[:, None], _floats(outcome)
        if self.activation == "step" and given.shape == right.shape:
            unsure = (np.abs(np.column_stack([Z, z])) < NEAR).any(axis=1, keepdims=True)
            outcome = outcome._replace(value=np.where(unsure, right, given))
        self.yours = verdict(
            outcome, right, lambda i: f"x1 = {X[i[0], 0]:.3g}, x2 = {X[i[0], 1]:.3g}"
        )
        self.surface = given.astype("<f4").tobytes() if given.shape == right.shape else b""

    def _picture(self) -> Picture:
        from tinkernet.plots import xor_network  # Matplotlib is slow to import

        return xor_network(self.W1, self.b1, self.w2, self.b2, activation=self.activation)


def _floats(outcome: Outcome) -> Any:
    """Return what a student's function gave as an array, an empty one where it gave no numbers."""
    try:
        return np.empty(0) if outcome.value is None else np.array(outcome.value, dtype=np.float64)
    except (TypeError, ValueError):
        return np.empty(0)
