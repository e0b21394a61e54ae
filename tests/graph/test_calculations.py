"""Every calculation against plain numbers, nudging and PyTorch."""

import itertools
import math

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from tinkernet import graph
from tinkernet.graph import Value

ANY = st.floats(-3, 3)
POSITIVE = st.floats(0.2, 3)
APART = st.floats(-3, 3).filter(lambda x: abs(x) > 0.2)

# How it is written, what it makes of plain numbers, and what may go in.
CALCULATIONS = {
    "+": (lambda a, b: a + b, lambda a, b: a + b, (ANY, ANY)),
    "-": (lambda a, b: a - b, lambda a, b: a - b, (ANY, ANY)),
    "*": (lambda a, b: a * b, lambda a, b: a * b, (ANY, ANY)),
    "/": (lambda a, b: a / b, lambda a, b: a / b, (ANY, APART)),
    "** value": (lambda a, b: a**b, lambda a, b: a**b, (POSITIVE, ANY)),
    "** 3": (lambda a: a**3, lambda a: a**3, (ANY,)),
    "** 0": (lambda a: a**0, lambda a: 1.0, (ANY,)),
    "** -1.5": (lambda a: a**-1.5, lambda a: a**-1.5, (POSITIVE,)),
    "number +": (lambda a: 3 + a, lambda a: 3 + a, (ANY,)),
    "+ number": (lambda a: a + 3, lambda a: a + 3, (ANY,)),
    "number -": (lambda a: 3 - a, lambda a: 3 - a, (ANY,)),
    "- number": (lambda a: a - 3, lambda a: a - 3, (ANY,)),
    "number *": (lambda a: 3 * a, lambda a: 3 * a, (ANY,)),
    "* number": (lambda a: a * 3, lambda a: a * 3, (ANY,)),
    "number /": (lambda a: 2 / a, lambda a: 2 / a, (APART,)),
    "/ number": (lambda a: a / 2, lambda a: a / 2, (ANY,)),
    "number **": (lambda a: 2**a, lambda a: 2**a, (ANY,)),
    "minus": (lambda a: -a, lambda a: -a, (ANY,)),
    "exp": (lambda a: a.exp(), math.exp, (ANY,)),
    "log": (lambda a: a.log(), math.log, (POSITIVE,)),
    "tanh": (lambda a: a.tanh(), math.tanh, (ANY,)),
    "sigmoid": (lambda a: a.sigmoid(), lambda a: 1 / (1 + math.exp(-a)), (ANY,)),
    "relu": (lambda a: a.relu(), lambda a: max(a, 0.0), (APART,)),
    "max": (lambda a, b: a.max(b), max, (ANY, ANY)),
    "max number": (lambda a: a.max(0), lambda a: max(a, 0.0), (APART,)),
    "maximum": (graph.maximum, max, (ANY, ANY, ANY)),
}


@pytest.mark.parametrize("name", CALCULATIONS)
@settings(deadline=None, max_examples=40)
@given(data=st.data())
def test_value_and_gradient_agree_with_plain_numbers_and_with_nudging(name, data):
    calculate, plainly, domains = CALCULATIONS[name]
    numbers = [data.draw(domain) for domain in domains]
    if "max" in name:  # not at a corner, which has two slopes
        assume(all(abs(a - b) > 0.01 for a, b in itertools.combinations(numbers, 2)))
    values = [Value(number) for number in numbers]
    result = calculate(*values)
    assert result.data == pytest.approx(plainly(*numbers), rel=1e-12, abs=1e-12)
    result.backward()
    for place, value in enumerate(values):
        above, below = list(numbers), list(numbers)
        above[place] += 1e-5
        below[place] -= 1e-5
        slope = (plainly(*above) - plainly(*below)) / 2e-5
        assert value.grad == pytest.approx(slope, rel=1e-6, abs=1e-6)
        assert value.data == numbers[place]


@pytest.fixture(scope="module")
def torch():
    return pytest.importorskip("torch")


@settings(deadline=None, max_examples=30)
@given(numbers=st.tuples(POSITIVE, POSITIVE, ANY, APART))
@example(numbers=(1.0, 2.0, 0.0, -1.0))
def test_a_large_expression_agrees_with_pytorch_in_every_value(torch, numbers):
    assume(abs(numbers[0] * numbers[3] - numbers[2]) > 1e-3)

    def build(kinds, larger):
        a, b, c, d = kinds
        parts = [a * b, a**b, 3 - c, 2 / d, 2**c, -(c**2), b ** (-0.5), a.log() * a.exp()]
        parts += [(c * d).tanh(), (c - d).sigmoid(), (a * d).relu(), larger(a * d, c), c / b]
        total = parts[0]
        for part in parts[1:]:
            total = total + part * part
        return total, parts

    ours = [Value(number) for number in numbers]
    theirs = [torch.tensor(number, dtype=torch.float64, requires_grad=True) for number in numbers]
    total, parts = build(ours, graph.maximum)
    their_total, their_parts = build(theirs, torch.maximum)
    for tensor in [their_total, *their_parts]:
        tensor.retain_grad()
    for _ in range(2):
        total.backward()
        their_total.backward(retain_graph=True)
        pairs = [*zip(ours + parts, theirs + their_parts, strict=True), (total, their_total)]
        for value, tensor in pairs:
            assert value.data == pytest.approx(tensor.item(), rel=1e-12, abs=1e-12)
            assert value.grad == pytest.approx(tensor.grad.item(), rel=1e-9, abs=1e-9)


def test_at_a_tie_the_first_gets_the_slope_and_at_zero_relu_has_none():
    a, b, c = Value(1.0), Value(2.0), Value(2.0)
    graph.maximum(a, b, c).backward()
    assert (a.grad, b.grad, c.grad) == (0.0, 1.0, 0.0)
    d, e = Value(1.0), Value(1.0)
    d.max(e).backward()
    assert (d.grad, e.grad) == (1.0, 0.0)
    zero = Value(0.0)
    zero.relu().backward()
    assert zero.grad == 0.0


def test_sigmoid_and_tanh_are_calm_far_out():
    assert Value(-1000.0).sigmoid().data == 0.0
    assert Value(1000.0).sigmoid().data == 1.0
    assert Value(-40.0).sigmoid().slopes[0] == pytest.approx(math.exp(-40), rel=1e-9, abs=0)
    assert Value(40.0).sigmoid().slopes[0] == pytest.approx(math.exp(-40), rel=1e-9, abs=0)
    assert Value(1000.0).tanh().slopes == (0.0,)


def test_zero_to_the_power_of_whole_numbers_is_fine():
    zero = Value(0.0)
    assert [(zero**n).slopes for n in (0, 1, 2)] == [(0.0,), (1.0,), (0.0,)]
