"""DescentRace: gradient descent, SGD, momentum and Adam, from one start down one surface."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import Any

import numpy as np
import traitlets
from numpy.typing import ArrayLike

from ._base import LIBRARY, Picture, ask_student, module
from ._descents import FAR, STARTS, Array, descend, examples, gradient, loss, momentum_step
from ._numbers import Numbers
from ._weights import WeightWidget, _short
from ._yours import verdict

MOST_STEPS = 300
PATIENCE = 1.0
"""Seconds after which no more steps are asked of a student's function."""
SETTINGS = ("start", "lr", "beta", "batch", "surface", "bias_correction", "seed")
RANGES = {"lr": (1e-3, 10**0.5), "beta": (0, 0.99), "batch": (1, 40), "steps": (0, MOST_STEPS),
          "seed": (0, 999)}  # fmt: skip


class DescentRace(WeightWidget):
    r"""Four ways down one surface, and the loss after each of their steps.

    With the gradient ``g`` of the loss at ``theta`` and the learning rate ``alpha``:

    .. math::
        \text{GD, SGD:} \quad \theta \leftarrow \theta - \alpha g

        \text{momentum:} \quad \delta \leftarrow \alpha g + \beta \delta, \quad
        \theta \leftarrow \theta - \delta

        \text{Adam:} \quad m \leftarrow 0.9 m + 0.1 g, \quad
        v \leftarrow 0.999 v + 0.001 g^2, \quad
        \theta \leftarrow \theta - \alpha \frac{m / c_1}{\sqrt{v / c_2} + 10^{-8}}

    Here ``c_1 = 1 - 0.9^t`` and ``c_2 = 1 - 0.999^t`` in step ``t``, or both are 1 without the
    bias correction. Only SGD sees another gradient: that of a mini-batch for the regression, and
    elsewhere one with normal noise of size ``1 / sqrt(batch)``.

    Parameters
    ----------
    surface : {"bowl", "valley", "hollows", "saddle", "regression"}
        The loss; that of the regression is the MSE of a line through 40 points.
    start : pair of float, or None
        Where all begin, from -2 to 2; None takes a telling start for the surface.
    lr : float
        ``alpha``, from 0.001 to the root of 10.
    beta : float
        Of momentum, from 0 to 0.99.
    batch : int
        How many of 40 examples SGD draws for each step.
    bias_correction : bool
        Whether Adam has it; deck 004 leaves it out.
    steps : int
        How many are shown at first, at most 300.
    seed : int
        Of SGD's noise, from 0 to 999.
    step : str or callable
        The student's ``momentum_step(theta, grad, delta, lr, beta)``, which returns the new
        ``(theta, delta)``, or the name under which the notebook defines it. Where it differs from
        momentum, its own path is drawn, too.

    Attributes
    ----------
    weights : dict
        ``start``, ``lr``, ``beta`` and ``batch`` as on the screen; may be set.
    state : str
        All that is on the screen as a short text, to share; may be set.
    paths : dict
        The places of each rule so far, by its name.
    losses : dict
        The losses there.

    Raises
    ------
    ValueError
        If a number is out of its range.

    Notes
    -----
    Source: decks 001 and 004, descents and sampling strategies. The same settings and seed give
    the same race.

    Examples
    --------
    >>> race = DescentRace("bowl", start=(1, 0), lr=0.5, steps=2)
    >>> race.paths["GD"][:, 0]
    array([1.  , 0.5 , 0.25])
    >>> race.losses["GD"][-1]
    np.float64(0.03125)
    """

    _esm = module("descent_race.js")
    WEIGHTS = ("start", "lr", "beta", "batch")
    STATE = ("surface", "bias_correction", "steps", "seed")

    surface = traitlets.Enum(tuple(STARTS), "valley").tag(sync=True)
    start = Numbers((2,), STARTS["valley"]).tag(sync=True)
    lr = Numbers((), 0.1).tag(sync=True)
    beta = Numbers((), 0.9).tag(sync=True)
    batch = traitlets.Int(4).tag(sync=True)
    bias_correction = traitlets.Bool(True).tag(sync=True)
    steps = traitlets.Int(60).tag(sync=True)
    seed = traitlets.Int(0).tag(sync=True)
    points = traitlets.Bytes(examples().astype("<f8").tobytes(), read_only=True).tag(sync=True)
    yours_path = traitlets.Bytes(b"").tag(sync=True)
    yours_for = traitlets.Unicode("").tag(sync=True)  # the settings that path belongs to

    def __init__(
        self,
        surface: str = "valley",
        *,
        start: ArrayLike | None = None,
        lr: float = 0.1,
        beta: float = 0.9,
        batch: int = 4,
        bias_correction: bool = True,
        steps: int = 60,
        seed: int = 0,
        step: str | Callable[..., Any] = "momentum_step",
    ) -> None:
        if surface not in STARTS:
            raise ValueError(f"surface expects one of {', '.join(STARTS)}, got {surface!r}.")
        self._step = step
        super().__init__(surface=surface, start=STARTS[surface] if start is None else start, lr=lr,
                         beta=beta, batch=batch, bias_correction=bias_correction, steps=steps,
                         seed=seed)  # fmt: skip

    @traitlets.validate("start")
    def _on_the_map(self, proposal: Any) -> Any:
        if np.abs(proposal["value"]).max() > 2:
            raise ValueError(f"start expects two numbers from -2 to 2, got {proposal['value']}.")
        return proposal["value"]

    @traitlets.validate(*RANGES)
    def _in_range(self, proposal: Any) -> Any:
        name, value = proposal["trait"].name, proposal["value"]
        low, high = RANGES[name]
        if not low <= value <= high * (1 + 1e-9):
            raise ValueError(f"{name} expects a number from {low} to {high:.3g}, got {value}.")
        return value

    @property
    def paths(self) -> dict[str, Array]:
        """The places of each rule so far."""
        return self._paths(self.steps)

    @property
    def losses(self) -> dict[str, Array]:
        """The loss at each of those places."""
        return {rule: loss(self.surface, path, examples()) for rule, path in self.paths.items()}

    def _paths(self, steps: int) -> dict[str, Array]:
        return descend(
            self.surface, examples(), steps, start=self.start, lr=self.lr, beta=self.beta,
            batch=self.batch, bias_correction=self.bias_correction, seed=self.seed,
        )  # fmt: skip

    def _answer(self, what: str) -> None:
        self.yours, differs = self._compared()
        self.yours_path = self._student_path().astype("<f8").tobytes() if differs else b""
        self.yours_for = self._settings()

    def _settings(self) -> str:
        """Return the settings as the browser writes them."""
        values = {name: _short(getattr(self, name)) for name in SETTINGS}
        return json.dumps(values, separators=(",", ":"))

    def _compared(self) -> tuple[str, bool]:
        """Say what the student's steps are like along momentum's path, and whether they differ.

        Each step begins where momentum is, so that a rounding difference does not grow.
        """
        theta, delta, end = np.array(self.start), np.zeros(2), time.monotonic() + PATIENCE
        for k in range(MOST_STEPS):
            grad = gradient(self.surface, theta, examples())
            right = momentum_step(theta, grad, delta, self.lr, self.beta)
            outcome = self._ask(theta, grad, delta)
            if outcome.source == LIBRARY or outcome.remark:
                return verdict(outcome, right, str), False
            if not isinstance(outcome.value, tuple | list) or len(outcome.value) != 2:
                kind = type(outcome.value).__name__
                return f"Your {outcome.name} returns {kind}, (theta, delta) was expected.", False
            said = verdict(outcome, right, lambda i, k=k: _place(i, k))  # type: ignore[misc]
            if "agrees" not in said:
                return said, True
            theta, delta = right
            if np.abs(theta).max() > 1e6:
                break
            if time.monotonic() > end:
                seen = f"as far as was seen: it took too long after step {k + 1}"
                return f"Your {outcome.name} goes momentum's way, {seen}.", False
        return f"Your {outcome.name} goes momentum's way, all {k + 1} steps.", False

    def _student_path(self) -> Array:
        """Return where the student's own steps lead."""
        theta, delta, end = np.array(self.start), np.zeros(2), time.monotonic() + PATIENCE
        path = [theta]
        while len(path) <= MOST_STEPS and time.monotonic() < end:
            outcome = self._ask(theta, gradient(self.surface, theta, examples()), delta)
            try:
                theta, delta = (np.array(each, dtype=np.float64) for each in outcome.value)
            except (TypeError, ValueError):
                break
            if theta.shape != (2,) or delta.shape != (2,) or not np.abs([theta, delta]).max() < FAR:
                break
            path.append(theta)
        return np.array(path)

    def _ask(self, theta: Array, grad: Array, delta: Array) -> Any:
        return ask_student(self._step, theta.copy(), grad.copy(), delta.copy(), self.lr, self.beta)

    def _picture(self) -> Picture:
        from tinkernet.plots import descent_race  # Matplotlib is slow to import

        across = np.linspace(-2, 2, 101)
        plane = np.stack(np.meshgrid(across, across), axis=-1)
        return descent_race(
            self.paths, self.losses, loss(self.surface, plane, examples()), across=across,
            surface=self.surface, lr=self.lr,
        )  # fmt: skip


def _place(index: Any, step: int) -> str:
    return f"{('theta', 'delta')[index[0]]}[{index[1]}] of step {step + 1}"
