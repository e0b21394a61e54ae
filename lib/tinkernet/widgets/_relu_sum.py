"""ReluSum: a curve put together from up to eight ReLU units."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import traitlets
from numpy.typing import ArrayLike

from ._base import HERE, Picture, ask_student, module
from ._numbers import Numbers
from ._weights import WeightWidget
from ._yours import verdict

MOST = 8
STYLES = ("tinker", "relu_sum")
PLACES = -3.0 + (np.arange(240) + 0.5) / 40.0
"""Where the curves are compared: the middles of 240 pieces of -3..3."""

TARGETS: dict[str, Callable[[Any], Any]] = {
    "sine": np.sin,
    "parabola": lambda x: x**2 / 4.5 - 1.0,
    "bump": lambda x: 2.0 * np.exp(-(x**2)) - 1.0,
    "steps": lambda x: np.where(x < -1.0, -1.0, np.where(x < 1.0, 0.0, 1.0)),
}


class ReluSum(WeightWidget):
    r"""A sum of ReLU units, which is to follow a curve.

    .. math:: y = c + \sum_i s_i \max(0, x - k_i)

    Unit ``i`` adds nothing up to its knot ``k_i``, and from there a straight line with the
    slope ``s_i``: so the sum is made of straight pieces, and bends at the knots.

    Parameters
    ----------
    knots : array_like of shape (n,)
        Where the units begin, -3 to 3; n is 1 to 8.
    slopes : array_like of shape (n,)
        What they add to the slope from there.
    c : float
        What is there without any unit.
    target : {"sine", "parabola", "bump", "steps"}
        The curve to follow.
    function : str or callable
        The student's ``relu_sum(x, knots, slopes, c)``, or the name under which the notebook
        defines it. Its curve is drawn dotted and compared with the picture.

    Attributes
    ----------
    weights : dict
        ``knots``, ``slopes`` and ``c`` as on the screen; may be set, with another number of
        units too.
    state : str
        Weights and target as a short text, to share; may be set.
    largest_gap : float
        The largest distance between the sum and the target on -3..3.
    mean_squared_gap : float
        The mean of its square.

    Raises
    ------
    ValueError
        If there are not as many slopes as knots, none or more than 8, or not finite ones.

    Notes
    -----
    Source: deck 000, the universal approximation theorem: with ever more units, such sums come
    as close to a continuous curve as one likes. That they do so is no promise that training
    finds the knots.

    Examples
    --------
    >>> hat = ReluSum([-1, 0, 1], [1, -2, 1], target="bump")
    >>> hat.answers([-2, -0.5, 0, 0.5, 2])
    array([0. , 0.5, 1. , 0.5, 0. ])
    >>> hat.weights = {"knots": [0], "slopes": [1]}
    >>> hat.answers([-1, 2])
    array([0., 2.])
    """

    _esm = module("relu_sum.js")
    _css: Any = "".join((HERE / f"{name}.css").read_text("utf-8") for name in STYLES)
    WEIGHTS = ("knots", "slopes", "c")
    STATE = ("target",)

    knots = Numbers((-1,), [-3.0, -1.5, 1.5]).tag(sync=True)
    slopes = Numbers((-1,), [-0.5, 1.0, -1.0]).tag(sync=True)
    c = Numbers((), 0.0).tag(sync=True)
    target = traitlets.Enum(tuple(TARGETS), "sine").tag(sync=True)
    curve = traitlets.Bytes(b"").tag(sync=True)

    def __init__(
        self,
        knots: ArrayLike = (-3.0, -1.5, 1.5),
        slopes: ArrayLike = (-0.5, 1.0, -1.0),
        c: float = 0.0,
        *,
        target: str = "sine",
        function: str | Callable[..., Any] = "relu_sum",
    ) -> None:
        _expect_as_many(knots, slopes)
        self._function = function
        super().__init__(knots=knots, slopes=slopes, c=c, target=target)

    def _set(self, values: Mapping[str, Any], known: tuple[str, ...], what: str) -> None:
        _expect_as_many(values.get("knots", self.knots), values.get("slopes", self.slopes))
        super()._set(values, known, what)

    def answers(self, x: ArrayLike) -> Any:
        """Return the sum at places of shape (m,)."""
        beyond = np.asarray(x, dtype=np.float64)[:, None] - np.array(self.knots)
        return np.clip(beyond, 0.0, np.inf) @ np.array(self.slopes) + self.c

    @property
    def largest_gap(self) -> float:
        """The largest distance between the sum and the target."""
        return float(np.abs(self._gaps()).max())

    @property
    def mean_squared_gap(self) -> float:
        """The mean of the squared distance between the sum and the target."""
        return float(np.mean(self._gaps() ** 2))

    def _gaps(self) -> Any:
        return self.answers(PLACES) - TARGETS[self.target](PLACES)

    def _answer(self, what: str) -> None:
        weights = (np.array(self.knots), np.array(self.slopes))
        outcome = ask_student(self._function, PLACES.copy(), *weights, self.c)
        right = self.answers(PLACES)
        self.yours = verdict(outcome, right, lambda i: f"x = {PLACES[i[0]]:.4g}")
        try:
            given = np.array(outcome.value, dtype="<f4")
        except (TypeError, ValueError):
            given = np.empty(0, dtype="<f4")
        self.curve = given.tobytes() if given.shape == right.shape else b""

    def _picture(self) -> Picture:
        from tinkernet.plots import relu_units  # Matplotlib is slow to import

        return relu_units(self.knots, self.slopes, self.c, PLACES, TARGETS[self.target](PLACES))


def _expect_as_many(knots: Any, slopes: Any) -> None:
    """Raise a ValueError unless there are as many slopes as knots, 1 to 8."""
    try:
        sizes = [len(knots), len(slopes)]
    except TypeError:
        sizes = [0, 0]
    if not 1 <= sizes[0] == sizes[1] <= MOST:
        raise ValueError(
            f"ReluSum expects one slope for each knot, 1 to {MOST} of them; "
            f"got the knots {knots!r} and the slopes {slopes!r}."
        )
