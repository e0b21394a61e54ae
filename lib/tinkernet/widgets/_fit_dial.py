"""FitDial: a curve of any size through noisy points, from underfitting to overfitting."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import numpy as np
import traitlets

from ._base import LIBRARY, YOURS, Outcome, Picture, ask_student, module
from ._fits import MOST, MOST_POINTS, Array, balance, columns, drawn, fit, truth
from ._numbers import Numbers
from ._weights import WeightWidget, _short
from ._yours import verdict

RANGES = {"degree": (0, 12), "noise": (0, 0.6), "points": (13, MOST_POINTS), "units": (0, 24),
          "seed": (0, 999)}  # fmt: skip
ACROSS = np.linspace(-1.0, 1.0, 201)
CLOSE = 1e-4
"""How far, of the curve's height, a student's may be off: powers of x round more than we do."""


class FitDial(WeightWidget):
    r"""A curve fitted to noisy points, and the errors of such curves of every size.

    .. math:: \hat{y}(x) = \sum_{k=0}^{d} c_k x^k
              \quad \text{or} \quad c_0 + \sum_{k=1}^{d} c_k \, g(w_k x + b_k)

    The ``c`` make the mean squared error on the training points smallest. Of the hidden units
    ``g`` the weights ``w`` and ``b`` are drawn at random and stay; only the output layer is fitted
    (with a ridge of one millionth).

    Parameters
    ----------
    degree : int
        Of the polynomial, 0 to 12.
    noise : float
        Standard deviation of the noise, 0 to 0.6.
    points : int
        How many training points, 13 to 60; 30 more are for validation.
    model : {"polynomial", "relu", "tanh"}
        What is fitted.
    units : int
        How many hidden units, 0 to 24.
    seed : int
        Of the points, their noise and the hidden layer, 0 to 999.
    fit : str or callable
        The student's ``fit_polynomial(x, y, degree)``, which returns the coefficients, ``c[k]`` of
        ``x**k``, or the name under which the notebook defines it.

    Attributes
    ----------
    weights : dict
        ``degree``, ``noise`` and ``points`` as on the screen; may be set.
    state : str
        All that is on the screen as a short text, to share; may be set.
    errors : dict
        Mean squared errors of the fits of every size: ``"training"`` and ``"validation"``.
    balance : str
        ``"underfitting"``, ``"balanced"`` or ``"overfitting"``: balanced is a validation error of
        at most 1.2 times the lowest.

    Raises
    ------
    ValueError
        If a number is out of its range.

    Notes
    -----
    Source: deck 003, underfitting, balanced, overfitting.

    Examples
    --------
    >>> dial = FitDial(degree=1)
    >>> dial.balance
    'underfitting'
    >>> dial.weights = {"degree": 11}
    >>> dial.balance
    'overfitting'
    """

    _esm = module("fit_dial.js")
    WEIGHTS = ("degree", "noise", "points")
    STATE = ("model", "units", "seed")

    degree = traitlets.Int(3).tag(sync=True)
    noise = Numbers((), 0.25).tag(sync=True)
    points = traitlets.Int(15).tag(sync=True)
    model = traitlets.Enum(tuple(MOST), "polynomial").tag(sync=True)
    units = traitlets.Int(6).tag(sync=True)
    seed = traitlets.Int(2).tag(sync=True)
    training = traitlets.Bytes(b"").tag(sync=True)  # x and noise of size 1, for all points
    validation = traitlets.Bytes(b"").tag(sync=True)
    hidden = traitlets.Bytes(b"").tag(sync=True)
    yours_curve = traitlets.Bytes(b"").tag(sync=True)
    yours_for = traitlets.Unicode("").tag(sync=True)  # the state that curve belongs to

    def __init__(
        self,
        degree: int = 3,
        *,
        noise: float = 0.25,
        points: int = 15,
        model: str = "polynomial",
        units: int = 6,
        seed: int = 2,
        fit: str | Callable[..., Any] = "fit_polynomial",
    ) -> None:
        if model not in MOST:
            raise ValueError(f"model expects one of {', '.join(MOST)}, got {model!r}.")
        self._fit = fit
        training, validation, hidden = (each.astype("<f8").tobytes() for each in drawn(seed))
        super().__init__(degree=degree, noise=noise, points=points, model=model, units=units,
                         seed=seed, training=training, validation=validation,
                         hidden=hidden)  # fmt: skip

    @traitlets.validate(*RANGES)
    def _in_range(self, proposal: Any) -> Any:
        name, value = proposal["trait"].name, proposal["value"]
        low, high = RANGES[name]
        if not low <= value <= high:
            raise ValueError(f"{name} expects a number from {low} to {high}, got {value}.")
        return value

    @traitlets.observe("seed")
    def _on_seed(self, change: Any) -> None:
        sets = zip(("training", "validation", "hidden"), drawn(change["new"]), strict=True)
        for name, values in sets:
            setattr(self, name, values.astype("<f8").tobytes())

    def _sets(self) -> dict[str, tuple[Array, Array]]:
        """Return x and y of both sets."""
        training, validation, _ = drawn(self.seed)
        sets = {"training": training[: self.points], "validation": validation}
        return {name: (x, truth(x) + self.noise * e) for name, (x, e) in
                ((name, each.T) for name, each in sets.items())}  # fmt: skip

    @property
    def size(self) -> int:
        """The degree, or the number of hidden units."""
        return int(self.degree if self.model == "polynomial" else self.units)

    @property
    def errors(self) -> dict[str, Array]:
        """Mean squared errors of the fits of every size."""
        sets, hidden = self._sets(), drawn(self.seed)[2]
        sizes = range(MOST[self.model] + 1)
        fits = [fit(self.model, *sets["training"], size, hidden) for size in sizes]
        return {
            name: np.array([
                np.mean((columns(self.model, x, size, hidden) @ fits[size] - y) ** 2)
                for size in sizes
            ])
            for name, (x, y) in sets.items()
        }  # fmt: skip

    @property
    def balance(self) -> str:
        """What the present fit is."""
        return balance(self.size, self.errors["validation"])

    def curve(self, x: Any) -> Array:
        """Return the fitted curve at x, from -1 to 1."""
        hidden = drawn(self.seed)[2]
        coefficients = fit(self.model, *self._sets()["training"], self.size, hidden)
        table = columns(self.model, np.asarray(x, dtype=float), self.size, hidden)
        return table @ coefficients

    def _answer(self, what: str) -> None:
        self.yours, curve = self._compared()
        self.yours_curve = b"" if curve is None else curve.astype("<f8").tobytes()
        values = {name: _short(getattr(self, name)) for name in self.WEIGHTS + self.STATE}
        self.yours_for = json.dumps(values, separators=(",", ":"))

    def _compared(self) -> tuple[str, Array | None]:
        """Say what the student's curve is like, and return it where it differs."""
        if self.model != "polynomial":
            return "Your function is compared where the model is a polynomial.", None
        x, y = self._sets()["training"]
        outcome = ask_student(self._fit, x.copy(), y.copy(), self.degree)
        as_expected = np.zeros(self.degree + 1)
        said = verdict(outcome, as_expected, str)
        try:
            c = np.asarray(outcome.value, dtype=np.float64)
        except (TypeError, ValueError):
            return said, None
        if outcome.source == LIBRARY or outcome.remark or c.shape != as_expected.shape:
            return said, None
        right, powers = self.curve(ACROSS), np.vander(ACROSS, self.degree + 1, increasing=True)
        close = CLOSE * (1.0 + np.abs(right).max())
        with np.errstate(all="ignore"):
            given, backwards = powers @ c, powers @ c[::-1]
        if np.all(np.abs(given - right) <= close):
            return f"Your {outcome.name} agrees with the picture everywhere.", None
        if np.all(np.abs(backwards - right) <= close):
            return (
                f"Your {outcome.name} gives the coefficients backwards: c[k] belongs to x**k.",
                given,
            )
        said = verdict(
            Outcome(YOURS, outcome.name, given, ""), right, lambda i: f"x = {ACROSS[i[0]]:.2g}"
        )
        return said, given if np.isfinite(given).all() else None

    def _picture(self) -> Picture:
        from tinkernet.plots import fitted_curve  # Matplotlib is slow to import

        return fitted_curve(
            self._sets(), {"true": (ACROSS, truth(ACROSS)), "fitted": (ACROSS, self.curve(ACROSS))},
            self.errors, size=self.size, balance=self.balance,
            what="degree" if self.model == "polynomial" else f"{self.model} units",
        )  # fmt: skip
