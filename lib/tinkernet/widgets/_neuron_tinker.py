"""NeuronTinker: one neuron of two inputs, its line in the plane, and its activation."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import traitlets
from numpy.typing import ArrayLike

from tinkernet.nn import functional

from ._base import Picture, ask_student, module
from ._numbers import Numbers
from ._weights import WeightWidget
from ._yours import verdict

ACTIVATIONS = ("step", "sigmoid", "tanh", "relu")
OR_GATE = [[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]
PROBES = 21


class NeuronTinker(WeightWidget):
    r"""A neuron of two inputs: what it answers over the plane, and its activation.

    .. math:: a = g(w_1 x_1 + w_2 x_2 + b)

    Here ``g`` is the activation.

    Parameters
    ----------
    X : array_like of shape (m, 2)
        Points to tell apart; they can be dragged. Default: the corners of a gate.
    y : array_like of shape (m,)
        Their classes, 0 or 1. Default: OR.
    w : pair of float
        The weights at first.
    b : float
        The bias at first.
    activation : {"step", "sigmoid", "tanh", "relu"}
        ``g`` at first.
    neuron : str or callable
        The student's ``neuron(x, w, b, activation)`` for ``x`` of shape (m, 2), which returns
        shape (m,), or the name under which the notebook defines it; what it gives is compared
        with the picture.
    xlabels : pair of str
        What the axes say.

    Attributes
    ----------
    weights : dict
        ``w`` and ``b`` as on the screen; may be set.
    state : str
        Weights, activation and points as a short text, to share; may be set.
    loss : float
        Mean of (answer - target) squared; with tanh the targets are -1 and 1.

    Raises
    ------
    ValueError
        If the points, classes or weights are not of those shapes, or not finite.

    Notes
    -----
    Source: deck 000, the artificial neuron.

    Examples
    --------
    >>> widget = NeuronTinker(w=(1, 1), b=-0.5, activation="step")
    >>> widget.loss
    0.0
    >>> widget.weights = {"b": -1.5}
    >>> widget.state.startswith('{"w":[1,1],"b":-1.5,"activation":"step"')
    True
    """

    _esm = module("neuron_tinker.js")
    WEIGHTS = ("w", "b")
    STATE = ("activation", "points")

    w = Numbers((2,), [1.0, -1.0]).tag(sync=True)
    b = Numbers((), 0.0).tag(sync=True)
    activation = traitlets.Enum(ACTIVATIONS, "sigmoid").tag(sync=True)
    points = Numbers((-1, 2), OR_GATE).tag(sync=True)
    labels = traitlets.Instance(np.ndarray, read_only=True).tag(
        sync=True, to_json=lambda value, _: value.astype("<f8").tobytes()
    )
    view = Numbers((2, 2), [[-0.5, 1.5], [-0.5, 1.5]]).tag(sync=True)
    names = traitlets.List(["x1", "x2"]).tag(sync=True)

    def __init__(
        self,
        X: ArrayLike = OR_GATE,
        y: ArrayLike = (0, 1, 1, 1),
        *,
        w: ArrayLike = (1.0, -1.0),
        b: float = 0.0,
        activation: str = "sigmoid",
        neuron: str | Callable[..., Any] = "neuron",
        xlabels: tuple[str, str] = ("x1", "x2"),
    ) -> None:
        labels = np.ravel(np.asarray(y))
        if len(labels) != len(np.asarray(X)) or not np.isin(labels, (0, 1)).all():
            raise ValueError(
                f"NeuronTinker expects one class, 0 or 1, for each of {len(np.asarray(X))} points, "
                f"got {y!r}."
            )
        self._neuron = neuron
        self.set_trait("labels", labels)  # before the comm opens, which sends all there is
        super().__init__(w=w, b=b, activation=activation, points=X, names=list(xlabels),
                         view=_view(np.asarray(X, dtype=np.float64)))  # fmt: skip

    @traitlets.validate("points")
    def _as_many_points(self, proposal: Any) -> Any:
        if len(proposal["value"]) != len(self.labels):
            raise ValueError(
                f"points expects {len(self.labels)} points, got {len(proposal['value'])}."
            )
        return proposal["value"]

    def answers(self, X: ArrayLike) -> Any:
        """Return what the neuron answers for points of shape (m, 2), by the library."""
        z = np.asarray(X) @ np.array(self.w) + self.b
        return getattr(functional, self.activation)(z)

    @property
    def loss(self) -> float:
        """Mean of (answer - target) squared."""
        low = -1.0 if self.activation == "tanh" else 0.0
        targets = np.where(self.labels == 1, 1.0, low)
        return float(np.mean((self.answers(self.points) - targets) ** 2))

    def _answer(self, what: str) -> None:
        across, up = (np.linspace(low, high, PROBES) for low, high in self.view)
        X = np.stack(np.meshgrid(across, up), axis=-1).reshape(-1, 2)
        activation = getattr(functional, self.activation)
        outcome = ask_student(self._neuron, X.copy(), np.array(self.w), self.b, activation)
        one, other = self.names
        self.yours = verdict(
            outcome, self.answers(X),
            lambda i: f"{one} = {X[i[0], 0]:.3g}, {other} = {X[i[0], 1]:.3g}",
        )  # fmt: skip

    def _picture(self) -> Picture:
        from tinkernet.plots import neuron_answers  # Matplotlib is slow to import

        return neuron_answers(
            self.points, self.labels, self.w, self.b,
            activation=self.activation, view=self.view, xlabels=self.names,
        )  # fmt: skip


def _view(X: Any) -> list[list[float]]:
    """Return the part of the plane to show: all points, and a quarter of their spread around."""
    if X.ndim != 2 or X.shape[1:] != (2,) or not np.isfinite(X).all() or not len(X):
        raise ValueError(f"NeuronTinker expects points of shape (m, 2), got {X.shape}.")
    low, high = X.min(axis=0), X.max(axis=0)
    pad = np.where(high > low, (high - low) / 2, 1.0)
    return np.stack([low - pad, high + pad], axis=1).tolist()  # type: ignore[no-any-return]
