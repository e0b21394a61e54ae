"""Graphs that several tests calculate and draw: a neuron, a network, a tangle."""

import itertools
from random import Random

from tinkernet.graph import Value


def neuron():
    """Return tanh(w1 x1 + w2 x2 + b), with its gradients: the well-known worked example."""
    numbers = {"x1": 2.0, "x2": 0.0, "w1": -3.0, "w2": 1.0, "b": 6.8813735870195432}
    x1, x2, w1, w2, b = (Value(number, label) for label, number in numbers.items())
    n = x1 * w1 + x2 * w2 + b
    n.label = "n"
    output = n.tanh()
    output.label = "o"
    output.backward()
    return output


def network(*sizes):
    """Return the sum of what a tanh network of so many units a layer puts out."""
    weights = (Value(0.1 * k - 1.0) for k in itertools.count())
    layer = [Value(0.5, f"x{k}") for k in range(sizes[0])]
    for size in sizes[1:]:
        layer = [sum((next(weights) * x for x in layer), next(weights)).tanh() for _ in range(size)]
    return sum(layer[1:], layer[0])


def tangle():
    """Return a graph that grandalf by itself lays out with overlaps."""
    random = Random(103)
    values = [Value(0.1) for _ in range(8)]
    for _ in range(random.choice((40, 80, 120))):
        values.append(random.choice(values[-20:]) * random.choice(values[-40:]))
    return sum(values[-6:], values[0])
