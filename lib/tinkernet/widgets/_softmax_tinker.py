"""SoftmaxTinker: logits, their probabilities, the cross-entropy and its gradient."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import traitlets
from numpy.typing import ArrayLike

from tinkernet.nn import functional

from ._base import YOURS, Picture, ask_student, module
from ._numbers import Numbers
from ._weights import WeightWidget
from ._yours import verdict

CLASSES = ("dog", "tiger", "ostrich", "cat", "horse")
LOGITS = (-0.2, 0.3, 0.8, -0.1, 0.4)
MOST = 10
LOWEST, HIGHEST = 0.1, 5.0


class SoftmaxTinker(WeightWidget):
    r"""Logits to drag; softmax makes probabilities of them, cross-entropy a loss.

    .. math:: p_k = \frac{e^{z_k / T}}{\sum_j e^{z_j / T}}, \qquad L = -\log p_t, \qquad
              \frac{\partial L}{\partial z_k} = \frac{p_k - [k = t]}{T}

    Here ``t`` is the true class and ``T`` the temperature.

    Parameters
    ----------
    logits : array_like of shape (k,)
        The scores at first. Default: those of deck 002, or zeros for other than five classes.
    classes : sequence of str
        What the classes are called, 2 to 10.
    truth : str or int
        The true class, by name or number. Default: cat as in the deck, else the first.
    temperature : float
        From 0.1 to 5; 1 is the usual softmax.
    softmax : str or callable
        The student's ``softmax(z)`` for arrays of shape (m, k), or the name under which the
        notebook defines it; it is asked for logits of 1000 and -1000, too.

    Attributes
    ----------
    weights : dict
        ``logits`` as on the screen; may be set.
    state : str
        Logits, true class and temperature as a short text, to share; may be set.
    probabilities : Array of shape (k,)
        What softmax makes of the logits.
    loss : float
        The cross-entropy.
    gradient : Array of shape (k,)
        d loss / d logit.

    Raises
    ------
    ValueError
        If logits, classes, true class or temperature do not fit.

    Notes
    -----
    Source: deck 002, softmax and cross-entropy. The deck has more classes, left out as dots;
    with the five named ones alone, each probability is a little larger than there.

    Examples
    --------
    >>> widget = SoftmaxTinker([0.0, np.log(3.0)], ["no", "yes"], truth="yes")
    >>> widget.probabilities
    array([0.25, 0.75])
    >>> widget.gradient
    array([ 0.25, -0.25])
    >>> round(widget.loss, 4)
    0.2877
    """

    _esm = module("softmax_tinker.js")
    WEIGHTS = ("logits",)
    STATE = ("truth", "temperature")

    names = traitlets.List(list(CLASSES)).tag(sync=True)
    logits = Numbers((-1,), list(LOGITS)).tag(sync=True)
    truth = traitlets.Int(3).tag(sync=True)
    temperature = Numbers((), 1.0).tag(sync=True)
    given = traitlets.Instance(np.ndarray, args=((0,),), read_only=True).tag(
        sync=True, to_json=lambda value, _: value.astype("<f8").tobytes()
    )

    def __init__(
        self,
        logits: ArrayLike | None = None,
        classes: Sequence[str] = CLASSES,
        *,
        truth: str | int | None = None,
        temperature: float = 1.0,
        softmax: str | Callable[..., Any] = "softmax",
    ) -> None:
        names = [str(name) for name in classes]
        if isinstance(classes, str) or not 2 <= len(set(names)) == len(names) <= MOST:
            raise ValueError(
                f"SoftmaxTinker expects 2 to {MOST} different names of classes, got {classes!r}."
            )
        if logits is None:
            logits = LOGITS if len(names) == len(LOGITS) else np.zeros(len(names))
        if truth is None:
            truth = "cat" if "cat" in names else 0
        if isinstance(truth, str):
            if truth not in names:
                raise ValueError(f"truth is one of {', '.join(names)}; got {truth!r}.")
            truth = names.index(truth)
        self._softmax = softmax
        self.set_trait("names", names)  # first, since the others are checked against it
        super().__init__(logits=logits, truth=truth, temperature=temperature)

    @traitlets.validate("logits", "truth", "temperature")
    def _fits(self, proposal: Any) -> Any:
        name, value, count = proposal["trait"].name, proposal["value"], len(self.names)
        if name == "logits" and len(value) != count:
            raise ValueError(f"logits expects {count} numbers, one a class, got {len(value)}.")
        if name == "truth" and isinstance(value, bool):
            raise ValueError(f"truth expects the number of a class, got {value}.")
        if name == "truth" and not 0 <= value < count:
            raise ValueError(f"truth expects the number of a class, 0 to {count - 1}, got {value}.")
        if name == "temperature" and not LOWEST <= value <= HIGHEST:
            raise ValueError(f"temperature expects {LOWEST} to {HIGHEST:g}, got {value:g}.")
        return value

    @property
    def probabilities(self) -> Any:
        """What softmax makes of the logits, shape (k,)."""
        return functional.softmax(np.array(self.logits) / self.temperature)

    @property
    def loss(self) -> float:
        """The cross-entropy, -log p of the true class."""
        return float(-functional.log_softmax(np.array(self.logits) / self.temperature)[self.truth])

    @property
    def gradient(self) -> Any:
        """The slope of the loss along each logit, shape (k,)."""
        return (self.probabilities - np.eye(len(self.names))[self.truth]) / self.temperature

    def _answer(self, what: str) -> None:
        z = np.array(self.logits)
        # As on the screen; as they are; another mean; and so large that a plain exp overflows.
        edge = np.where(np.arange(len(z)) == self.truth, 1000.0, -1000.0)
        Z = np.stack([z / self.temperature, z, z[::-1] + 3.0, edge, -edge])
        with np.errstate(all="ignore"):  # what overflows is told in the sentence
            outcome = ask_student(self._softmax, Z.copy())
        self.yours = verdict(
            outcome, functional.softmax(Z),
            lambda i: f"z = [{', '.join(f'{v:.3g}' for v in Z[i[0]])}], class {self.names[i[1]]}",
        )  # fmt: skip
        self.set_trait("given", _first_row(outcome.value if outcome.source == YOURS else None, Z))

    def _picture(self) -> Picture:
        from tinkernet.plots import softmax_bars  # Matplotlib is slow to import

        return softmax_bars(
            self.logits, self.truth, temperature=self.temperature, names=self.names
        )  # fmt: skip


def _first_row(value: Any, Z: Any) -> Any:
    """Return what the student gave for the logits on the screen; an empty array for nonsense."""
    try:
        array = np.asarray(value, dtype=np.float64)
    except (TypeError, ValueError):
        return np.zeros(0)
    return array[0].copy() if array.shape == Z.shape else np.zeros(0)
