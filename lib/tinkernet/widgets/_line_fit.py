"""LineFit: a line to drag through points, and its place in the valley of the loss."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import traitlets
from numpy.typing import ArrayLike, NDArray

from ._base import LIBRARY, YOURS, Picture, TinkerWidget, ask_student

Array = NDArray[np.float64]
Range = tuple[float, float]

HINT = "Drag the line or the dot, move a slider, or press Step."
FAR = 20.0  # half-widths of the picture: further out, descent is taken to diverge
TINY = 1e-6  # half-widths of the picture: a shorter step is taken to be the end
ON_THE_WIRE = 200  # points of the path that travel to the browser with every step


def line_gradient(x: Array, y: Array, a: float, b: float) -> tuple[float, float]:
    r"""Return the slopes of the mean squared error of the line ``a x + b``.

    .. math:: \frac{\partial L}{\partial a} = \frac{1}{m} \sum_i 2 e_i x_i, \quad
       \frac{\partial L}{\partial b} = \frac{1}{m} \sum_i 2 e_i, \quad e_i = a x_i + b - y_i

    Parameters
    ----------
    x, y : arrays of shape (m,)
        The points.
    a, b : float
        Slope (units of y per unit of x) and intercept (units of y).

    Returns
    -------
    da, db : float
        The slopes, in units of the loss (y squared) per unit of a and of b.

    Notes
    -----
    Source: deck 001, gradient descent.

    Examples
    --------
    >>> line_gradient(np.array([2.0]), np.array([1.0]), 1.5, 0.5)
    (10.0, 5.0)
    """
    error = a * x + b - y
    return float(np.mean(2 * error * x)), float(np.mean(2 * error))


def valley_view(x: Array, y: Array, a: float, b: float) -> tuple[Range, Range]:
    r"""Choose the part of the (a, b) plane to show.

    The least-squares line is in the middle and the start at most two thirds of the way to
    the edge. The half-widths are ``s / rms(x)`` for a and ``s`` for b: then a step of either
    changes the loss about equally, and the valley lies across the picture whatever the unit
    of x. At least, ``s`` is the standard deviation of y.

    Parameters
    ----------
    x, y : arrays of shape (m,)
        The points.
    a, b : float
        Where the line starts.

    Returns
    -------
    start : pair of float
        The a and b that ``reset`` returns to. May be set.
    a_range, b_range : pairs of float
        From left to right, from bottom to top.

    Examples
    --------
    >>> valley_view(np.array([-1.0, 1.0]), np.array([-2.0, 2.0]), 0.0, 0.0)
    ((-1.0, 5.0), (-3.0, 3.0))
    """
    best = np.linalg.lstsq(np.column_stack([x, np.ones_like(x)]), y, rcond=None)[0]
    best_a, best_b = (round(float(value), 12) + 0.0 for value in best)
    rms = float(np.sqrt(np.mean(x**2))) or 1.0
    s = max(1.5 * rms * abs(a - best_a), 1.5 * abs(b - best_b), float(np.std(y))) or 1.0
    return (best_a - s / rms, best_a + s / rms), (best_b - s, best_b + s)


def rate_view(x: Array, lr: float) -> Range:
    """Choose the ends of the learning rate's slider, powers of ten.

    Descent on the MSE of a line diverges from ``1 / (largest eigenvalue of X^T X / m)`` on,
    with ``X`` the table ``[x, 1]``; the slider shows about two decades below and one above.

    Examples
    --------
    >>> rate_view(np.array([-1.0, 1.0]), lr=0.1)
    (0.01, 10.0)
    """
    table = np.column_stack([x, np.ones_like(x)])
    limit = 1.0 / float(np.linalg.eigvalsh(table.T @ table / len(x))[-1])
    low = np.floor(np.log10(min(lr, limit / 100)))
    high = np.ceil(np.log10(max(lr, 2 * limit)))
    return float(10.0**low), float(10.0**high)


class LineFit(TinkerWidget):
    """Points, a line ``a x + b``, and the line's place on the surface of its MSE.

    Parameters
    ----------
    x, y : array_like of shape (m,) or (m, 1)
        The points, at least two, all finite.
    a, b : float
        Where the line starts, and where ``reset`` returns to.
    lr : float
        Learning rate, positive.
    gradient : str or callable
        A function ``(x, y, a, b) -> (da, db)``, or the name under which the notebook defines
        it. A name is looked up at every step; until it is defined, and while it raises
        NotImplementedError, the library's own gradient makes the steps.
    xlabel, ylabel : str
        What the axes say, with units.

    Attributes
    ----------
    a, b, lr : float
        Linked with the browser in both directions.
    path : list of [a, b]
        Where gradient descent has been since the last reset, or since the line was last
        moved in another way.
    message, source : str
        What the latest step did, and whose gradient made it: "yours" or "the library's".
    start : pair of float
        The a and b that ``reset`` returns to. May be set.
    a_range, b_range : pairs of float
        The part of the (a, b) plane shown; see ``valley_view``. May be set.

    Raises
    ------
    ValueError
        If the points are not two equally long lists of finite numbers, or ``lr`` is not
        positive.

    Notes
    -----
    Source: deck 001, from the line to gradient descent.

    Examples
    --------
    >>> widget = LineFit([0, 1, 2], [1, 3, 5])
    >>> widget.mse
    11.666666666666666
    >>> widget.step()
    >>> round(widget.a, 3), round(widget.b, 3), widget.source
    (0.867, 0.6, "the library's")
    """

    _esm = Path(__file__).with_name("line_fit.js")

    a = traitlets.CFloat().tag(sync=True)
    b = traitlets.CFloat().tag(sync=True)
    lr = traitlets.CFloat(0.1).tag(sync=True)
    x = traitlets.Instance(np.ndarray, read_only=True).tag(
        sync=True, to_json=lambda value, _: value.astype("<f8").tobytes()
    )
    y = traitlets.Instance(np.ndarray, read_only=True).tag(
        sync=True, to_json=lambda value, _: value.astype("<f8").tobytes()
    )
    xlabel = traitlets.Unicode("x").tag(sync=True)
    ylabel = traitlets.Unicode("y").tag(sync=True)
    a_range = traitlets.Tuple(traitlets.CFloat(), traitlets.CFloat()).tag(sync=True)
    b_range = traitlets.Tuple(traitlets.CFloat(), traitlets.CFloat()).tag(sync=True)
    lr_range = traitlets.Tuple(traitlets.CFloat(), traitlets.CFloat()).tag(sync=True)
    start = traitlets.Tuple(traitlets.CFloat(), traitlets.CFloat()).tag(sync=True)
    path: traitlets.List[Any] = traitlets.List().tag(
        sync=True, to_json=lambda value, _: _thinned(value)
    )
    source = traitlets.Enum(["", YOURS, LIBRARY], "").tag(sync=True)

    def __init__(
        self,
        x: ArrayLike,
        y: ArrayLike,
        a: float = 0.0,
        b: float = 0.0,
        *,
        lr: float = 0.1,
        gradient: str | Callable[..., Any] = "mse_gradient",
        xlabel: str = "x",
        ylabel: str = "y",
    ) -> None:
        x, y = _points(x, "x"), _points(y, "y")
        if len(x) != len(y):
            raise ValueError(
                f"LineFit expects as many x as y, got {len(x)} and {len(y)}: "
                "take both from the same rows."
            )
        if len(x) < 2:
            raise ValueError(f"LineFit expects at least 2 points, got {len(x)}: pass more.")
        if not isinstance(gradient, str) and not callable(gradient):
            raise ValueError(
                "LineFit expects gradient as a function or the name of one, "
                f"got {type(gradient).__name__}: pass mse_gradient."
            )
        self._gradient = gradient
        start = (_number("a", a), _number("b", b))
        lr = _number("lr", lr)
        a_range, b_range = valley_view(x, y, *start)
        self.set_trait("x", x)  # before the comm opens, which sends all there is
        self.set_trait("y", y)
        super().__init__(
            a=start[0], b=start[1], start=start, lr=lr, xlabel=xlabel, ylabel=ylabel, message=HINT,
            a_range=a_range, b_range=b_range, lr_range=rate_view(x, lr),
        )  # fmt: skip

    @property
    def mse(self) -> float:
        """The mean squared error of the line as it is, in units of y squared."""
        return float(np.mean((self.a * self.x + self.b - self.y) ** 2))

    def step(self, n: int = 1) -> None:
        """Take ``n`` steps of gradient descent, fewer where the Run button would stop.

        One step moves both at once: ``a -= lr * da`` and ``b -= lr * db``. It stops where
        the steps become tiny, where they lead far out of the picture, and where the gradient
        is not two finite numbers; ``message`` says which.

        Parameters
        ----------
        n : int
            How many.
        """
        a, b = self.a, self.b
        # A line that was moved by hand starts a path of its own.
        path: list[list[float]] = self.path[:] if self.path[-1:] == [[a, b]] else [[a, b]]
        with self.hold_sync():
            for _ in range(n):
                slopes, remark = self._slopes(a, b, len(path))
                new = [v - self.lr * slope for v, slope in zip((a, b), slopes or (), strict=False)]
                self.going_on = bool(new) and bool(np.isfinite(new).all())
                if not self.going_on:
                    self.message = f"{remark} No step was taken."
                    break
                self.going_on, end = self._look_ahead((a, b), (new[0], new[1]), remark)
                self.message = f"{remark}{end}"
                a, b = new
                path.append(new)
                if not self.going_on:
                    break
            self.a, self.b, self.path = a, b, path

    def reset(self) -> None:
        """Return the line to where it started and forget the path; ``lr`` stays."""
        with self.hold_sync():
            self.a, self.b = self.start
            self.path, self.message, self.source = [], HINT, ""

    def _slopes(self, a: float, b: float, number: int) -> tuple[tuple[float, float] | None, str]:
        """Return the slopes for step ``number``, and a sentence on whose they are."""
        with np.errstate(all="ignore"):
            expected = line_gradient(self.x, self.y, a, b)
            outcome = ask_student(self._gradient, self.x.copy(), self.y.copy(), a, b)
            noise = 1e-6 * np.mean(np.abs(a * self.x) + abs(b) + np.abs(self.y))
        self.source, name = outcome.source, outcome.name
        if outcome.source == LIBRARY:
            return expected, (
                f"Step {number} with the library's gradient, {_said(expected)}: {outcome.remark}."
            )
        if outcome.remark:
            return None, f"{outcome.remark}."
        got = _two_numbers(outcome.value)
        if got is None:
            returned = " ".join(repr(outcome.value).split())
            returned = returned if len(returned) < 60 else f"a {type(outcome.value).__name__}"
            return None, (
                f"Your {name} should return two finite numbers (da, db), but returned {returned}."
            )
        slack = noise * np.array([np.abs(self.x).max(), 1.0])  # float32 answers are right too
        if np.all(np.abs(np.subtract(got, expected)) <= slack + 1e-4 * np.abs(expected)):
            return got, f"Step {number} with your {name}: {_said(got)}."
        return got, (f"Your {name} gives {_said(got)}; the library's gives {_said(expected)} here.")

    def _look_ahead(self, old: Range, new: Range, remark: str) -> tuple[bool, str]:
        """Say whether another step makes sense after the one from ``old`` to ``new``."""
        ranges = np.array([self.a_range, self.b_range])
        half = np.diff(ranges).ravel() / 2
        if np.any(np.abs(np.array(new) - ranges.mean(axis=1)) > FAR * half):
            advice = f"Reset, then try a smaller learning rate, such as {self.lr / 10:.2g}."
            blame = "" if remark.startswith("Your") else f" {advice}"
            return False, f" It diverges: the line is far out of the picture.{blame}"
        if np.all(np.abs(np.subtract(new, old)) < TINY * half):
            return False, " It has arrived: the steps have become tiny."
        return True, ""

    @traitlets.validate("a", "b", "lr")
    def _check_number(self, proposal: Any) -> float:
        return _number(proposal["trait"].name, proposal["value"])

    def _answer(self, what: str) -> None:
        if what == "step":
            self.step()
        elif what == "reset":
            self.reset()

    def _picture(self) -> Picture:
        from tinkernet.plots import line_and_loss  # Matplotlib is slow to import

        return line_and_loss(
            self.x, self.y, self.a, self.b,
            path=self.path, xlabel=self.xlabel, ylabel=self.ylabel,
        )  # fmt: skip


def _thinned(path: list[list[float]]) -> list[list[float]]:
    """Keep every 2nd, 4th, 8th ... point of a long path, and the last."""
    stride = 1
    while len(path) > ON_THE_WIRE * stride:
        stride *= 2
    return path[::stride] + (path[-1:] if (len(path) - 1) % stride else [])


def _points(values: ArrayLike, name: str) -> Array:
    try:
        array = np.array(values, dtype=np.float64)
    except (TypeError, ValueError):
        raise ValueError(
            f"LineFit expects {name} as a list or array of numbers, "
            f"got a {type(values).__name__} that cannot be read as one: pass numbers only."
        ) from None
    if array.ndim != 1 and array.shape != (array.size, 1):
        raise ValueError(
            f"LineFit expects {name} of shape (m,), got {array.shape}: "
            "pass one column, such as X[:, 0]."
        )
    if not np.isfinite(array).all():
        count = int((~np.isfinite(array)).sum())
        raise ValueError(
            f"LineFit expects finite numbers, got {count} NaN or infinite in {name}: "
            "leave those rows out."
        )
    return array.ravel()


def _number(name: str, value: Any) -> float:
    try:
        number = float(value)
    except (TypeError, ValueError):
        number = np.nan
    if not np.isfinite(number) or (name == "lr" and number <= 0):
        kind = "a positive number" if name == "lr" else "a finite number"
        raise ValueError(f"LineFit expects {name} as {kind}, got {value!r}: pass one such as 0.1.")
    return number


def _two_numbers(value: Any) -> tuple[float, float] | None:
    try:
        first, second = (np.asarray(part, dtype=np.float64) for part in value)
    except (TypeError, ValueError):
        return None
    if first.size != 1 or second.size != 1 or not np.isfinite([first.item(), second.item()]).all():
        return None
    return first.item(), second.item()


def _said(slopes: tuple[float, float]) -> str:
    return f"da = {slopes[0]:.5g}, db = {slopes[1]:.5g}".replace("-", "−")
