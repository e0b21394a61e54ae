"""ReluSum in Python: weights of any number, state, the student's function, the still picture."""

import base64
import re

import numpy as np
import pytest

from tinkernet.widgets import ReluSum


def compared(widget):
    asked = f"{widget._reply}1"
    widget.set_state({"_request": {"id": asked, "do": "compare"}})
    assert widget._reply == asked
    return widget.yours


def right(x, knots, slopes, c):
    y = np.full(x.shape, float(c))
    for knot, slope in zip(knots, slopes, strict=True):
        y += slope * np.maximum(0, x - knot)
    return y


def spoils(x, knots, slopes, c):
    y = right(x, knots, slopes, c)
    for each in (x, knots, slopes):
        each[...] = np.nan
    return y


def test_the_sum_is_that_of_the_formula():
    rng = np.random.default_rng(3)
    for n in range(1, 9):
        knots, slopes, x = rng.uniform(-3, 3, n), rng.normal(size=n), rng.normal(size=20)
        widget = ReluSum(knots, slopes, 0.25)
        np.testing.assert_allclose(widget.answers(x), right(x, knots, slopes, 0.25))


@pytest.mark.parametrize(
    ("target", "largest", "mean"),
    # without any unit the gap is the target itself
    [("sine", 1.0, 0.5 * (1 - np.sin(6) / 6)), ("parabola", 1.0, 7 / 15), ("steps", 1.0, 2 / 3)],
)
def test_the_gaps(target, largest, mean):
    widget = ReluSum([0], [0], target=target)
    assert widget.largest_gap == pytest.approx(largest, abs=2e-2)
    assert widget.mean_squared_gap == pytest.approx(mean, abs=1e-2)


def test_the_number_of_units_may_change():
    widget = ReluSum()
    widget.weights = {"knots": np.arange(8) / 4, "slopes": np.ones(8)}
    assert widget.weights["knots"].shape == (8,)
    widget.weights = {"knots": [1], "slopes": [2], "c": 3}
    np.testing.assert_array_equal(widget.answers([0.0, 2.0]), [3, 5])


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"knots": [1, 2]}, "one slope for each knot, 1 to 8 of them; got the knots"),
        ({"knots": [], "slopes": []}, "one slope for each knot"),
        ({"knots": np.ones(9), "slopes": np.ones(9)}, "one slope for each knot"),
        ({"knots": 1, "slopes": 1}, "one slope for each knot"),
        ({"slopes": [1, np.inf, 2]}, "slopes expects m finite numbers"),
        ({"knots": np.ones((3, 1))}, "knots expects m finite numbers"),
        ({"c": "much"}, "c expects a finite number"),
        ({"slope": [1, 2, 3]}, "weights named knots, slopes, c; got 'slope'"),
    ],
)
def test_what_does_not_fit_changes_nothing(wrong, said):
    widget = ReluSum()
    before = widget.state
    with pytest.raises(ValueError, match=said):
        widget.weights = wrong
    assert widget.state == before


def test_what_does_not_fit_makes_no_widget():
    with pytest.raises(ValueError, match="one slope for each knot"):
        ReluSum([1, 2], [1])


def test_a_state_goes_round():
    widget = ReluSum([1 / 3, 2, -1, 0], [1, 2, 3, 4], 0.5, target="bump")
    other = ReluSum()
    other.state = widget.state
    assert other.state == widget.state
    for nonsense in ("", "[]", "{", '{"knots":[1]}', '{"target":"moon"}', '{"x":1}'):
        with pytest.raises(ValueError, match=r"state|expects|expected"):
            other.state = nonsense
        assert other.state == widget.state


@pytest.mark.parametrize(
    ("function", "said", "drawn"),
    [
        (right, "Your right agrees with the picture everywhere.", True),
        (spoils, "Your spoils agrees", True),
        (lambda x, k, s, c: right(x, k, s, 0), "gives .* at x = .*, where .* is right", True),
        (lambda x, k, s, c: right(x, k, s, c)[:, None], r"\(240, 1\), \(240,\) was", False),
        (lambda *args: {}, "numbers were expected", False),
        (lambda *args: 1 // 0, "stopped with ZeroDivisionError", False),
        ("nobodys_sum", "nobodys_sum is not defined yet", False),
    ],
)
def test_the_students_function_is_compared_and_drawn(function, said, drawn):
    widget = ReluSum(c=0.5, function=function)
    before = widget.state
    assert re.search(said, compared(widget))
    assert widget.state == before
    assert len(widget.curve) == (4 * 240 if drawn else 0)


@pytest.mark.parametrize("target", ["sine", "parabola", "bump", "steps"])
def test_the_still_picture_says_what_is_seen(target):
    widget = ReluSum([-2, 0.5], [1, -1], target=target)
    data, described = widget._repr_mimebundle_()
    assert base64.b64decode(data["image/png"]).startswith(b"\x89PNG")
    assert "2 ReLU units with knots at -2, 0.5" in data["text/plain"]
    assert f"gap to the target is {widget.largest_gap:.3g}" in data["text/plain"]
    assert f"squared gap {widget.mean_squared_gap:.3g}." in data["text/plain"]
    assert described["image/png"]["alt"] == data["text/plain"]


def test_one_unit_far_out_is_drawn_too():
    assert ReluSum([3], [0], 9).mean_squared_gap > 50
    assert ReluSum([3], [0], 9)._picture().png().startswith(b"\x89PNG")
