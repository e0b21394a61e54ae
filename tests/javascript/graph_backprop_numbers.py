"""What Value finds for random expressions, with the data that the browser gets."""

import numpy as np

from tinkernet.graph import Value, maximum
from tinkernet.widgets import GraphBackprop

ONE = ("neg", "exp", "log", "tanh", "sigmoid", "relu", "square", "root", "cube", "inverse", "third")
TWO = ("+", "-", "*", "/", "**", "max", "max3")


def made(name, a, b, c):
    """Return a Value by the name of an operation."""
    powers = {"square": 2, "root": 0.5, "cube": 3, "inverse": -1, "third": 1 / 3}
    if name in powers:
        return a ** powers[name]
    if name in ("exp", "log", "tanh", "sigmoid", "relu"):
        return getattr(a, name)()
    return {
        "neg": lambda: -a, "+": lambda: a + b, "-": lambda: a - b, "*": lambda: a * b,
        "/": lambda: a / b, "**": lambda: a**b, "max": lambda: a.max(b),
        "max3": lambda: maximum(a, b, c),
    }[name]()  # fmt: skip


def random_expression(rng):
    """Return a Value of random operations, and their names."""
    values = [Value(rng.uniform(-3, 3), name) for name in "abcd"] + [Value(1.5)]
    used = []
    while len(used) < 12:
        name = str(rng.choice(ONE + TWO))
        # Mostly the newest, so that the graph is deep; older ones are used again.
        a, b, c = (values[-1 - int(rng.geometric(0.4) - 1) % len(values)] for _ in range(3))
        try:
            new = made(name, a, b, c)
        except (ValueError, ZeroDivisionError, OverflowError):
            continue
        if abs(new.data) < 1e3 and max(map(abs, new.slopes)) < 1e3:
            values.append(new)
            used.append(name)
    return values[-1], used


def described(widget):
    leaves = widget.leaves
    try:
        numbers = widget._expression.computed(leaves)
        found = {"values": [v.data for v in numbers], "gradients": [v.grad for v in numbers]}
    except (ValueError, ZeroDivisionError, OverflowError):
        found = {"values": None, "gradients": None}
    return {"steps": widget.graph["steps"], "leaves": leaves, **found}


def cases():
    rng = np.random.default_rng(11)
    found, seen = [], set()
    while len(found) < 40 or seen < set(ONE + TWO):
        value, used = random_expression(rng)
        try:
            widget = GraphBackprop(value)
        except ValueError:  # no leaf with a label in it
            continue
        seen |= set(used)
        found.append(described(widget))
        widget.leaves = list(np.array(widget.leaves) + rng.uniform(-1, 1, len(widget.leaves)))
        found.append(described(widget))  # may have no value now
    found += [described(GraphBackprop()), described(GraphBackprop.cross_entropy())]
    a = Value(2.0, "a")
    for last in (a.log(), 1 / a, a**0.5, a**-1, a.relu(), a**0, a.exp(), a**a, a * a):
        widget = GraphBackprop(last)
        for number in (0.0, -1.0, 1.0, 800.0):
            widget.leaves = [number]
            found.append(described(widget))
    return found
