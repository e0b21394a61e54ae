"""Values that remember how they were made: gradients against nudging and PyTorch, and drawings."""

import itertools
import math
import os
import re
import subprocess
import sys
from fractions import Fraction
from random import Random

import numpy as np
import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from tinkernet import graph
from tinkernet.graph import Value

SVG = "{http://www.w3.org/2000/svg}"
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


def ancestors(value):
    """Return every value of a graph by its label."""
    found, waiting = {}, [value]
    while waiting:
        one = waiting.pop()
        found[one.label] = one
        waiting.extend(one.parents)
    return found


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


@pytest.mark.parametrize(
    "number",
    [3, True, Fraction(3), np.float32(3), np.int64(3), np.array(3.0), np.array([[3.0]])],
    ids=repr,
)
def test_every_kind_of_single_number_will_do_on_either_side(number):
    v = Value(2.0)
    n = float(np.asarray(number, dtype=float).item())
    assert Value(number).data == n
    results = [v + number, v - number, v * number, v / number, v**number]
    results += [number + v, number - v, number * v, number / v, number**v, v.max(number)]
    expected = [2 + n, 2 - n, 2 * n, 2 / n, 2**n, n + 2, n - 2, n * 2, n / 2, n**2, max(2, n)]
    assert [type(result) for result in results] == [Value] * 11
    assert [result.data for result in results] == expected


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ("2", r"got '2' \(str\); use float"),
        (b"2", r"\(bytes\); use float"),
        (2 + 1j, r"\(complex\); take its real part"),
        (np.complex64(1j), r"\(complex64\); take its real part"),
        (np.array([1.0, 2.0]), r"an array of shape \(2,\); make one Value of each"),
        (np.ones((2, 2), complex), r"an array of shape \(2, 2\)"),
        ([1.0], r"got \[1.0\] \(list\)"),
        (None, r"got None \(NoneType\)"),
        ("x" * 1000, r"got 'x{36}\.\.\. \(str\)"),
    ],
    ids=lambda part: str(part)[:20],
)
def test_what_is_no_plain_number_is_one_clear_sentence(wrong, words):
    def set_data():
        Value(1.0).data = wrong

    v = Value(2.0)
    for refused in (
        lambda: Value(wrong),
        lambda: v + wrong,
        lambda: wrong - v,
        lambda: v**wrong,
        lambda: v.max(wrong),
        lambda: graph.maximum(wrong, v),
        set_data,
    ):
        with pytest.raises(TypeError, match=f"^A Value holds one plain number.*{words}") as caught:
            refused()
        assert "\n" not in str(caught.value)


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf])
def test_what_is_not_finite_is_refused_where_it_comes_in(number):
    with pytest.raises(ValueError, match="holds a finite number, got"):
        Value(number)
    with pytest.raises(ValueError, match="holds a finite number, got"):
        Value(1.0) * number


@pytest.mark.parametrize(
    ("calculate", "error", "words"),
    [
        (lambda z: z.log(), ValueError, "log needs a number above 0, got z = 0.0"),
        (lambda z: (z - 1).log(), ValueError, "log needs a number above 0, got -1.0"),
        (lambda z: 2 / z, ZeroDivisionError, "2.0 cannot be divided by z = 0.0"),
        (lambda z: z / 0, ZeroDivisionError, "z = 0.0 cannot be divided by 0.0"),
        (lambda z: z**-1, ZeroDivisionError, "z = 0.0 has no power of -1.0"),
        (lambda z: z**0.5, ZeroDivisionError, "z = 0.0 .* slope there is infinite"),
        (lambda z: (z - 2) ** 0.5, ValueError, "-2.0 has no real power of 0.5"),
        (lambda z: (-2) ** z, ValueError, "-2.0 .* Value z = 0.0 needs a positive base"),
        (lambda z: z ** Value(2.0), ValueError, "z = 0.0 .* needs a positive base"),
        (lambda z: (z + 1000).exp(), OverflowError, "exp of 1000.0 is too large"),
        (lambda z: (z + 1e200) * 1e200, OverflowError, r"\* of 1e\+200 and 1e\+200"),
        (lambda z: (z + 1e200) ** 2, OverflowError, r"\*\*2 of 1e\+200"),
        (lambda z: (z + 1e200) ** (z + 2), OverflowError, r"\*\* of 1e\+200 and 2.0"),
        (lambda z: 1 / (z + 1e-200), OverflowError, "/ of 1.0 and 1e-200, or its slope"),
        (lambda z: z + 10**400, OverflowError, "got an int of 1329 bits"),
    ],
)
def test_what_cannot_be_calculated_is_one_sentence_that_names_the_value(calculate, error, words):
    with pytest.raises(error, match=words) as caught:
        calculate(Value(0.0, "z"))
    message = str(caught.value)
    assert message.endswith(".")
    assert "\n" not in message


def test_zero_to_the_power_of_whole_numbers_is_fine():
    zero = Value(0.0)
    assert [(zero**n).slopes for n in (0, 1, 2)] == [(0.0,), (1.0,), (0.0,)]


def test_a_gradient_too_large_for_a_float_changes_nothing():
    a = Value(1e-300, "a")
    y = a * 1e300 * 1e300
    with pytest.raises(OverflowError, match="gradient of a = 1e-300 is too large"):
        y.backward()
    assert (a.grad, y.grad) == (0.0, 0.0)


def test_maximum_of_fewer_than_two_and_a_label_that_is_no_text_are_refused():
    with pytest.raises(TypeError, match=r"two or more values, got 1; .*maximum\(\*several\)"):
        graph.maximum([Value(1.0), Value(2.0)])
    with pytest.raises(TypeError, match="label is a text"):
        Value(1.0, 2.0)
    with pytest.raises(TypeError, match="draw needs the Value at the end of a graph, got float"):
        graph.draw(2.0)


def test_the_table_has_one_line_a_value_in_the_order_of_computing():
    assert graph.draw(neuron()).text.splitlines() == [
        "value  made by    data  grad",
        "x1                   2  -1.5",
        "w1                  -3     1",
        "#3     x1 * w1      -6   0.5",
        "x2                   0   0.5",
        "w2                   1     0",
        "#6     x2 * w2       0   0.5",
        "#7     #3 + #6      -6   0.5",
        "b                6.881   0.5",
        "n      #7 + b   0.8814   0.5",
        "o      tanh(n)  0.7071     1",
    ]


def test_the_table_tells_values_of_one_label_apart_and_shows_plain_numbers_as_such():
    a, b = Value(1.0, "a"), Value(2.0, "a")
    text = graph.draw(graph.maximum(-a, (a - b) ** 2, 5 / b)).text
    made_by = [line[7:].split("  ")[0] for line in text.splitlines()[1:]]
    assert made_by == [
        "",
        "-a (1)",
        "",
        "a (1) - a (2)",
        "#4 ** 2",
        "",
        "5 / a (2)",
        "max(#2, #5, #7)",
    ]


def test_no_name_in_the_table_is_given_twice():
    a = Value(1.0, "#2")
    table = graph.draw(a + Value(2.0)).text.splitlines()
    assert [line[:4].strip() for line in table[1:]] == ["#2", "#2'", "#3"]


def test_a_drawing_shows_the_graph_as_it_was():
    a = Value(2.0, "a")
    square = a**2
    before = graph.draw(square)
    square.backward()
    a.data = 7.0
    a.label = "changed"
    assert before.text.splitlines()[1].split() == ["a", "2", "0"]
    assert graph.draw(square).text.splitlines()[1].split() == ["changed", "7", "4"]


def test_the_sentence_says_what_can_be_seen():
    drawing = graph.draw(neuron())
    assert drawing.alt == (
        "A graph from left to right: from 5 leaves (x1, w1, x2, w2, b) by 5 operations "
        "(2 *, 2 +, 1 tanh) to o = 0.7071, with grad 1."
    )
    assert graph.draw(Value(2.0, "a")).alt == "A graph of a single value: a = 2, with grad 0."
    assert "(0, 1, 2, 3, 4, 5, ...)" in graph.draw(graph.maximum(*range(8))).alt


def test_the_picture_is_well_formed_and_has_every_label_number_and_operation():
    pytest.importorskip("grandalf")
    drawing = graph.draw(neuron())
    root = fromstring(drawing.svg)
    assert (root.tag, root.get("role"), root.get("aria-label")) == (f"{SVG}svg", "img", drawing.alt)
    assert root.findtext(f"{SVG}title") == drawing.alt
    texts = [text.text for text in root.iter(f"{SVG}text")]
    assert texts.count("data") == texts.count("grad") == 10
    assert {"x1", "w1", "x2", "w2", "b", "n", "o", "6.881", "0.8814", "-1.5"} <= set(texts)
    assert (texts.count("\N{MULTIPLICATION SIGN}"), texts.count("+"), texts.count("tanh")) == (
        2,
        2,
        1,
    )
    assert cut_label(50) == "w" * 17 + "\N{HORIZONTAL ELLIPSIS}"
    assert cut_label(18) == "w" * 18
    x = {text.text: float(text.get("x")) for text in root.iter(f"{SVG}text")}
    assert x["x1"] < x["b"] < x["n"] < x["tanh"] < x["o"]


def along(path):
    """Return points on the way of an arrow."""
    for step, numbers in re.findall("([MCH])([^MCH]+)", path.get("d")):
        to = [float(number) for number in numbers.split()]
        if step == "M":
            corners = [to] * 4
        elif step == "H":
            corners = [corners[-1], corners[-1], (to[0], corners[-1][1]), (to[0], corners[-1][1])]
        else:
            corners = [corners[-1], to[0:2], to[2:4], to[4:6]]
        for t in np.linspace(0.0, 1.0, 30):
            parts = [(1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3]
            yield tuple(np.dot(parts, corners))


def cut_label(length):
    """Return what a box shows of a label of so many letters."""
    return next(fromstring(graph.draw(Value(1.0, "w" * length)).svg).iter(f"{SVG}text")).text


def test_the_picture_numbers_operands_where_their_order_matters():
    pytest.importorskip("grandalf")

    def numerals(value):
        texts = fromstring(graph.draw(value).svg).iter(f"{SVG}text")
        return sorted(text.text for text in texts if text.get("font-size"))

    a, b = Value(2.0, "a"), Value(3.0, "b")
    for ordered in (a - b, a / b, a**b):
        assert numerals(ordered) == ["1", "2"]
    for other in (a + b, a * b, -a, a**2, a.max(b)):
        assert numerals(other) == []
    for ordered in (a - b, (b * 7) / (a + 7)):
        texts = fromstring(graph.draw(ordered).svg).iter(f"{SVG}text")
        y = {text.text: float(text.get("y")) for text in texts}
        first, second = ("a", "b") if ordered.operation == "-" else ("b", "a")
        assert (y["1"] < y["2"]) == (y[first] < y[second])


@pytest.mark.parametrize(
    "make",
    [
        neuron,
        lambda: network(2, 3, 1),
        lambda: network(4, 8, 4, 1),
        lambda: Value(1.0),
        lambda: graph.maximum(*range(20)).sigmoid(),
        lambda: Value(1.0, "a") + Value(2.0, "a wider one"),
        tangle,
        lambda: Value(1.0, "w" * 50) / Value(-1.23456789e-100, "m" * 18),
    ],
    ids=["neuron", "2-3-1", "4-8-4-1", "leaf", "wide", "uneven", "tangle", "long"],
)
def test_nothing_in_the_picture_overlaps_or_is_cut_off(make):
    pytest.importorskip("grandalf")
    root = fromstring(graph.draw(make()).svg)
    _, _, width, height = map(float, root.get("viewBox").split())
    names = ("x", "y", "width", "height")
    shapes = [
        tuple(float(one.get(name)) for name in names) for one in root.findall(f"{SVG}rect")[1:]
    ]
    for x, y, w, h in shapes:
        assert x >= 1
        assert y >= 1
        assert x + w <= width - 1
        assert y + h <= height - 1
    for (x, y, w, h), (x2, y2, w2, h2) in itertools.combinations(shapes, 2):
        assert x + w < x2 or x2 + w2 < x or y + h < y2 or y2 + h2 < y
    for text in root.iter(f"{SVG}text"):
        if text.get("font-size"):
            continue
        # A letter of this font is 7.23 pixels wide.
        long, at = 7.23 * len(text.text), float(text.get("x"))
        start = at - {None: 0.0, "middle": 0.5, "end": 1.0}[text.get("text-anchor")] * long
        line = float(text.get("y"))
        assert any(
            x < start and start + long < x + w and y + 9 < line < y + h - 2 for x, y, w, h in shapes
        ), text.text
    for path in root.findall(f"{SVG}path[@fill='none']"):
        for x, y in along(path):  # it starts on the edge of a box, but for rounding
            assert not any(a + 0.2 < x < a + w - 0.2 and b < y < b + h for a, b, w, h in shapes)


def test_labels_cannot_break_out_of_the_picture_or_the_table():
    pytest.importorskip("grandalf")
    nasty = "<b>&\"'</title>"
    value = Value(1.0, nasty) + Value(2.0, "zero\0bell\a\nline\ud800")
    value.label = "<script>alert(1)</script>"
    drawing = graph.draw(value)
    drawing.svg.encode()
    root = fromstring(drawing.svg)
    texts = [text.text for text in root.iter(f"{SVG}text")]
    assert nasty in texts
    assert (
        "zero\N{REPLACEMENT CHARACTER}bell\N{REPLACEMENT CHARACTER} line\N{REPLACEMENT CHARACTER}"
        in texts
    )
    assert {one.tag for one in root.iter()} == {
        f"{SVG}{name}" for name in ("svg", "title", "rect", "path", "text")
    }
    assert "script>alert" not in drawing.svg.replace("&lt;script&gt;alert", "")
    assert len(drawing.text.splitlines()) == 4


def test_the_same_graph_gives_the_same_bytes_in_every_run():
    pytest.importorskip("grandalf")
    assert graph.draw(network(3, 4, 2)).svg == graph.draw(network(3, 4, 2)).svg
    code = (
        "import hashlib; from tinkernet.graph import Value, draw, maximum\n"
        "x = [Value(0.5, f'x{k}') for k in range(4)]\n"
        "y = maximum(*[(a * b).tanh() / (a - b + 3) for a in x for b in x])\n"
        "print(hashlib.sha256(draw(y + x[0]).svg.encode()).hexdigest())"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(runs) == 1


def shown(drawing):
    """Return what IPython would show, and what it says about it."""
    formatters = pytest.importorskip("IPython.core.formatters")
    return formatters.DisplayFormatter().format(drawing)


def test_notebooks_show_the_picture_with_its_sentence_and_the_table_as_text(monkeypatch):
    pytest.importorskip("grandalf")
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)
    drawing = graph.draw(neuron())
    data, about = shown(drawing)
    assert data == {"text/plain": drawing.text, "image/svg+xml": drawing.svg}
    assert about == {"image/svg+xml": {"alt": drawing.alt}}
    assert drawing._repr_svg_() == drawing.svg
    assert repr(drawing) == drawing.text


def test_while_nbgrader_executes_the_table_is_enough(monkeypatch):
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    drawing = graph.draw(neuron())
    assert shown(drawing)[0] == {"text/plain": drawing.text}


def test_without_grandalf_the_table_is_left(monkeypatch):
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)
    for module in ("grandalf", "grandalf.graphs", "grandalf.layouts"):
        monkeypatch.setitem(sys.modules, module, None)
    drawing = graph.draw(neuron())
    assert shown(drawing)[0] == {"text/plain": drawing.text}
    assert drawing._repr_svg_() is None
    with pytest.raises(ImportError, match="pip install grandalf"):
        _ = drawing.svg


def test_a_graph_too_large_for_a_picture_leaves_the_table(monkeypatch):
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)
    drawing = graph.draw(sum(map(Value, range(400)), Value(0.0)))
    assert shown(drawing)[0] == {"text/plain": drawing.text}
    assert drawing._repr_svg_() is None
    with pytest.raises(ValueError, match="at most 300 values, got 801"):
        _ = drawing.svg


def test_values_need_neither_numpy_nor_a_layout():
    code = (
        "import sys; from tinkernet.graph import Value, draw\n"
        "(Value(2.0) * 3).backward(); draw(Value(1.0)).text\n"
        "print([name for name in ('numpy', 'grandalf', 'matplotlib') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
