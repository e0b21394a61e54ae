"""A value knows how it was made, and backward() goes that way once, adding up."""

import subprocess
import sys

import pytest

from tinkernet import graph
from tinkernet.graph import Value

from .sample_graphs import neuron


def test_a_value_tells_how_it_was_made():
    a, b = Value(2, "a"), Value(-3.0, label="b")
    product = a * b
    assert (product.data, product.grad, product.label) == (-6.0, 0.0, "")
    assert (product.operation, product.parents, product.slopes) == ("*", (a, b), (-3.0, 2.0))
    assert (a.operation, a.parents, a.slopes) == ("", (), ())
    assert isinstance(a.data, float)
    assert [v.operation for v in (a + b, a - 1, a / b, -a, a**2, a**a, a.tanh(), a.max(b))] == [
        "+", "-", "/", "neg", "**2", "**", "tanh", "max",
    ]  # fmt: skip
    assert repr(a) == "Value(data=2.0, grad=0.0, label='a')"
    assert repr(product) == "Value(data=-6.0, grad=0.0)"


def ancestors(value):
    """Return every value of a graph by its label."""
    found, waiting = {}, [value]
    while waiting:
        one = waiting.pop()
        found[one.label] = one
        waiting.extend(one.parents)
    return found


def test_the_neuron_of_the_lecture():
    found = ancestors(neuron())
    grads = {label: round(value.grad, 6) for label, value in found.items() if label}
    assert grads == {"o": 1.0, "n": 0.5, "b": 0.5, "x1": -1.5, "w1": 1.0, "x2": 0.5, "w2": 0.0}


def test_a_value_used_twice_gets_the_sum_of_both_ways():
    a = Value(3.0)
    (a + a).backward()
    assert a.grad == 2.0
    b = Value(3.0)
    (b * b).backward()
    assert b.grad == 6.0


def test_a_diamond_is_passed_once_each_way():
    a = Value(2.0)
    left, right = a * 3.0, a**2
    both = left * right  # 3 a^3
    (both + both).backward()  # 6 a^3
    assert (both.grad, left.grad, right.grad, a.grad) == (2.0, 8.0, 12.0, 72.0)


def test_backward_adds_until_zero_grad_clears_the_whole_graph():
    a, b, c = Value(2.0), Value(3.0), Value(4.0)
    inner = a * b
    outer = inner * c
    for times in (1.0, 2.0, 3.0):
        outer.backward()
        grads = [value.grad for value in (outer, inner, c, a, b)]
        assert grads == [times, 4.0 * times, 6.0 * times, 12.0 * times, 8.0 * times]
    outer.zero_grad()
    assert [value.grad for value in (outer, inner, c, a, b)] == [0.0] * 5


def test_two_losses_add_up_in_what_they_share():
    a = Value(2.0)
    (a * 3).backward()
    (a * 4).backward()
    assert a.grad == 7.0


def test_backward_on_a_leaf_is_one():
    leaf = Value(5.0)
    leaf.backward()
    assert leaf.grad == 1.0


def test_a_chain_deeper_than_pythons_stack():
    x = Value(1.0)
    y = x
    for _ in range(10_000):
        y = y + x
    assert sys.getrecursionlimit() < 10_000
    y.backward()
    assert (y.data, x.grad) == (10_001.0, 10_001.0)
    y.zero_grad()
    assert x.grad == 0.0
    assert len(graph.draw(y).text.splitlines()) == 10_002


def test_adding_in_place_makes_a_new_value():
    a = before = Value(1.0, "a")
    a += 2
    a *= 3
    assert (before.data, before.label, a.data) == (1.0, "a", 9.0)
    a.backward()
    assert before.grad == 3.0


def test_gradients_are_those_of_when_it_was_computed():
    w = Value(2.0)
    square = w**2
    w.data -= 1  # a step of gradient descent, say
    assert (w.data, square.data) == (1.0, 4.0)
    square.backward()
    assert w.grad == 4.0


def test_gradient_descent_finds_the_slope_of_a_line():
    a, b = Value(0.0), Value(0.0)
    for _ in range(200):
        loss = sum((a * x + b - (2 * x - 1)) ** 2 for x in (-1.0, 0.0, 1.0, 2.0)) / 4
        loss.zero_grad()
        loss.backward()
        for parameter in (a, b):
            parameter.data -= 0.2 * parameter.grad
    assert (a.data, b.data) == (pytest.approx(2.0, abs=1e-6), pytest.approx(-1.0, abs=1e-6))


def test_values_need_neither_numpy_nor_a_layout():
    code = (
        "import sys; from tinkernet.graph import Value, draw\n"
        "(Value(2.0) * 3).backward(); draw(Value(1.0)).text\n"
        "print([name for name in ('numpy', 'grandalf', 'matplotlib') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
