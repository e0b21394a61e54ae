"""GraphBackprop: a computational graph whose values flow forward, and whose gradients flow back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Self

import numpy as np
import traitlets

from tinkernet.graph import Value

from ._base import YOURS, Outcome, Picture, ask_student, module
from ._expression import Expression
from ._numbers import Numbers
from ._weights import WeightWidget
from ._yours import verdict

PROBES = 4
IMPOSSIBLE = (ValueError, ZeroDivisionError, OverflowError)


class GraphBackprop(WeightWidget):
    r"""A computational graph, step by step: values forward, then gradients back.

    .. math:: \frac{\partial L}{\partial v} = \sum_{u \text{ made of } v}
              \frac{\partial L}{\partial u} \frac{\partial u}{\partial v}

    Parameters
    ----------
    value : Value
        Where the graph ends; its leaves with a label can be moved. Default: a neuron with its
        loss, ``L = (tanh(w1 x1 + w2 x2 + b) - y)^2``.
    backward : str or callable
        The student's ``backward(node)``, or the name under which the notebook defines it. It gets
        the last value of a graph like this one, all gradients 0, and fills in the ``grad`` of
        each.
    step : int
        How many steps are done at first; -1 for all.

    Attributes
    ----------
    weights : dict
        ``leaves``: the numbers of the leaves, in the order of ``names``; may be set.
    values : dict
        The leaves' numbers by label; some or all may be set.
    gradients : dict
        d last / d value for every value by name, whatever step is shown.
    step : int
        How many steps are done: first one an operation, then one a value on the way back.
    state : str
        Leaves and step as a short text, to share; may be set.

    Raises
    ------
    TypeError
        If it is no Value.
    ValueError
        If the graph is too large, or no leaf has a label, or two the same.
    ImportError
        If grandalf, which finds the places, is not installed.

    Notes
    -----
    Where a leaf cannot be taken, such as log of -1, the way forward ends there and says why.
    Source: deck 003, backpropagation.

    Examples
    --------
    >>> a, b = Value(2.0, "a"), Value(-3.0, "b")
    >>> widget = GraphBackprop(a * b + a)
    >>> widget.gradients["a"], widget.gradients["b"]
    (-2.0, 2.0)
    >>> widget.values = {"b": 4.0}
    >>> widget.gradients["a"]
    5.0
    """

    _esm = module("graph_backprop.js")
    WEIGHTS = ("leaves",)
    STATE = ("step",)

    graph = traitlets.Dict(read_only=True).tag(sync=True)
    leaves = Numbers((-1,), []).tag(sync=True)
    step = traitlets.Int(0).tag(sync=True)

    def __init__(
        self,
        value: Value | None = None,
        *,
        backward: str | Callable[..., Any] = "backward",
        step: int = 0,
    ) -> None:
        self._expression = expression = Expression(_neuron() if value is None else value)
        self._backward = backward
        self.set_trait("graph", expression.described())  # before the comm opens
        numbers = [expression.steps[k].data for k in expression.leaves]
        super().__init__(leaves=numbers, step=self.last_step if step == -1 else step)

    @classmethod
    def cross_entropy(cls, **options: Any) -> Self:
        """Return one with a second example: a logistic neuron, whose answer is used twice.

        ``L = -(y log p + (1 - y) log(1 - p))`` with ``p = sigmoid(w x + b)``.

        Examples
        --------
        >>> widget = GraphBackprop.cross_entropy()
        >>> p, y = widget.computed()["p"], widget.values["y"]
        >>> bool(np.isclose(widget.gradients["b"], p - y))
        True
        """
        return cls(_logistic(), **options)

    @property
    def last_step(self) -> int:
        """The step at which all is done."""
        steps = self._expression.steps
        return sum(bool(step.operation) for step in steps) + len(steps)

    @property
    def names(self) -> list[str]:
        """The labels of the leaves, in the order of ``leaves``."""
        return self._expression.names

    @property
    def values(self) -> dict[str, float]:
        """The leaves' numbers by label; some or all may be set."""
        return dict(zip(self.names, self.leaves, strict=True))

    @values.setter
    def values(self, values: Mapping[str, float]) -> None:
        if unknown := [name for name in values if name not in self.names]:
            raise ValueError(f"The leaves are {', '.join(self.names)}; got {unknown[0]!r}.")
        self.weights = {"leaves": [{**self.values, **values}[name] for name in self.names]}

    def computed(self) -> dict[str, float]:
        """Return every number of the graph by name, as Value has it."""
        return {value.label: value.data for value in self._expression.computed(self.leaves)}

    @property
    def gradients(self) -> dict[str, float]:
        """The gradient of every value by name, as ``Value.backward`` finds it."""
        return {value.label: value.grad for value in self._expression.computed(self.leaves)}

    @traitlets.validate("leaves", "step")
    def _fits(self, proposal: Any) -> Any:
        name, value = proposal["trait"].name, proposal["value"]
        if name == "leaves" and len(value) != len(self.names):
            raise ValueError(f"leaves expects {len(self.names)} numbers, got {len(value)}.")
        if name == "step" and not 0 <= value <= self.last_step:
            raise ValueError(f"step expects 0 to {self.last_step}, got {value}.")
        return value

    def _answer(self, what: str) -> None:
        rng = np.random.default_rng(0)
        near = np.array(self.leaves) + rng.uniform(-0.5, 0.5, (PROBES, len(self.leaves)))
        places, right, given = [], [], []
        name = getattr(self._backward, "__name__", str(self._backward))
        for leaves in [self.leaves, *near.tolist()]:
            try:
                values = self._expression.computed(leaves)
            except IMPOSSIBLE:
                continue
            right += [value.grad for value in values]
            values[-1].zero_grad()
            outcome = ask_student(self._backward, values[-1])
            name = outcome.name
            if outcome.remark:
                self.yours = verdict(outcome, [], str)
                return
            told = ", ".join(
                f"{label} = {number:.3g}" for label, number in zip(self.names, leaves, strict=True)
            )
            places += [f"{told} for {value.label}" for value in values]
            given += [value.grad for value in values]
        if places:
            outcome = Outcome(YOURS, name, given, "")
            self.yours = verdict(outcome, right, lambda i: places[i[0]])

    def _picture(self) -> Picture:
        from tinkernet.plots import computed_graph  # Matplotlib is slow to import

        steps, layout = self._expression.steps, self._expression.layout()
        try:
            values = self._expression.computed(self.leaves)
            numbers = [(value.data, value.grad) for value in values]
        except IMPOSSIBLE:
            numbers = [(np.nan, np.nan)] * len(steps)
        return computed_graph(
            [step.name if step.operation or step.label else "constant" for step in steps],
            [step.operation for step in steps],
            [step.parents for step in steps],
            numbers,
            columns=layout.columns, heights=layout.heights, bends=layout.bends,
        )  # fmt: skip


def _named(label: str, value: Value) -> Value:
    value.label = label
    return value


def _neuron() -> Value:
    w1, x1 = Value(0.6, "w1"), Value(1.0, "x1")
    w2, x2 = Value(-0.4, "w2"), Value(0.5, "x2")
    b, y = Value(0.1, "b"), Value(1.0, "y")
    u, v = _named("u", w1 * x1), _named("v", w2 * x2)
    a = _named("a", _named("z", _named("s", u + v) + b).tanh())
    return _named("L", _named("e", a - y) ** 2)


def _logistic() -> Value:
    w, x, b, y = Value(0.8, "w"), Value(1.5, "x"), Value(-0.5, "b"), Value(1.0, "y")
    p = _named("p", _named("z", _named("u", w * x) + b).sigmoid())
    yes = _named("yes", y * _named("log p", p.log()))
    no = _named("no", _named("r", 1 - y) * _named("log q", _named("q", 1 - p).log()))
    return _named("L", -_named("sum", yes + no))
