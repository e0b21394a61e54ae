"""LineFit: a line to drag through points, and its place in the valley of the loss."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import traitlets
from numpy.typing import ArrayLike

from ._base import LIBRARY, YOURS, Picture, module
from ._line_gradient import Pair, ask_slopes
from ._line_inputs import number, paired_points
from ._line_view import rate_view, thinned, valley_view
from ._weights import WeightWidget

MADE = np.arange(8.0) / 2, np.array([0.6, 2.3, 2.5, 4.4, 4.7, 6.5, 6.6, 8.3])
"""Points near y = 2 x + 1."""

HINT = "Drag the line or the dot, move a slider, or press Step."
FAR = 20.0  # half-widths of the picture: further out, descent is taken to diverge
TINY = 1e-6  # half-widths of the picture: a shorter step is taken to be the end


class LineFit(WeightWidget):
    """Points, a line ``a x + b``, and the line's place on the surface of its MSE.

    Parameters
    ----------
    x, y : array_like of shape (m,) or (m, 1), or None
        The points, at least two, all finite; None: eight made ones.
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
    weights : dict
        ``a`` and ``b`` as on the screen; may be set.
    state : str
        ``a``, ``b`` and ``lr`` as a short text, to share; may be set.
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

    _esm = module("line_fit.js")
    WEIGHTS = ("a", "b")
    STATE = ("lr",)

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
        sync=True, to_json=lambda value, _: thinned(value)
    )
    source = traitlets.Enum(["", YOURS, LIBRARY], "").tag(sync=True)

    def __init__(
        self,
        x: ArrayLike | None = None,
        y: ArrayLike | None = None,
        a: float = 0.0,
        b: float = 0.0,
        *,
        lr: float = 0.1,
        gradient: str | Callable[..., Any] = "mse_gradient",
        xlabel: str = "x",
        ylabel: str = "y",
    ) -> None:
        x, y = paired_points(*(MADE if x is None and y is None else (x, y)))
        if not isinstance(gradient, str) and not callable(gradient):
            raise ValueError(
                "LineFit expects gradient as a function or the name of one, "
                f"got {type(gradient).__name__}: pass mse_gradient."
            )
        self._gradient = gradient
        start = (number("a", a), number("b", b))
        lr = number("lr", lr)
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
                slopes = ask_slopes(self._gradient, self.x, self.y, a, b, len(path))
                da, db = slopes.value or (np.nan, np.nan)
                new = a - self.lr * da, b - self.lr * db
                taken = bool(np.isfinite(new).all())
                end = self._end((a, b), new, slopes.right) if taken else " No step was taken."
                self.source, self.message = slopes.source, slopes.remark + end
                self.going_on = not end
                if taken:
                    a, b = new
                    path.append([a, b])
                if end:
                    break
            self.a, self.b, self.path = a, b, path

    def reset(self) -> None:
        """Return the line to where it started and forget the path; ``lr`` stays."""
        with self.hold_sync():
            self.a, self.b = self.start
            self.path, self.message, self.source = [], HINT, ""

    def _end(self, old: Pair, new: Pair, right: bool) -> str:
        """Say why descent ends with the step from ``old`` to ``new``; "" where it goes on."""
        ranges = np.array([self.a_range, self.b_range])
        half = np.diff(ranges).ravel() / 2
        if np.any(np.abs(np.array(new) - ranges.mean(axis=1)) > FAR * half):
            advice = f" Reset, then try a smaller learning rate, such as {self.lr / 10:.2g}."
            return " It diverges: the line is far out of the picture." + (advice if right else "")
        if np.all(np.abs(np.subtract(new, old)) < TINY * half):
            return " It has arrived: the steps have become tiny."
        return ""

    @traitlets.validate("a", "b", "lr")
    def _check_number(self, proposal: Any) -> float:
        return number(proposal["trait"].name, proposal["value"])

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
