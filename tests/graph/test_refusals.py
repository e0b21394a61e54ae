"""Single numbers of every kind will do; all else is refused in one clear sentence."""

import math
from fractions import Fraction

import numpy as np
import pytest

from tinkernet import graph
from tinkernet.graph import Value


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
