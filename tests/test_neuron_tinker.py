"""NeuronTinker in Python: weights, state, the student's function, the still picture."""

import base64
import re

import numpy as np
import pytest

from tinkernet.nn import functional
from tinkernet.widgets import NeuronTinker


def compared(widget):
    widget.set_state({"_request": {"id": "one", "do": "compare"}})
    assert widget._reply == "one"
    return widget.yours


def test_weights_are_read_and_set():
    widget = NeuronTinker(w=(2, 3), b=0.5)
    np.testing.assert_array_equal(widget.weights["w"], [2, 3])
    assert widget.weights["b"] == 0.5
    widget.weights = {"w": np.array([1, 1]), "b": -0.5}
    widget.activation = "step"
    assert widget.loss == 0.0


@pytest.mark.parametrize(
    ("weights", "said"),
    [
        ({"w": [1, 2, 3]}, "w expects 2 finite numbers"),
        ({"w": [1, 1], "b": np.nan}, "b expects a finite number"),
        ({"w": [1, 1], "v": 1}, "weights named w, b; got 'v'"),
        ({"b": "much"}, "b expects"),
    ],
)
def test_what_does_not_fit_changes_nothing(weights, said):
    widget = NeuronTinker()
    before = widget.state
    with pytest.raises(ValueError, match=said):
        widget.weights = weights
    assert widget.state == before


def test_a_state_goes_round():
    widget = NeuronTinker([[0, 1.23456789], [2, 3]], [0, 1], w=(1 / 3, 2), activation="tanh")
    other = NeuronTinker([[0, 0], [1, 1]], [0, 1])
    other.state = widget.state
    assert other.state == widget.state
    for nonsense in ("", "[]", "{", '{"w": [1]}', '{"labels": [1]}'):
        with pytest.raises(ValueError, match=r"state|expects"):
            other.state = nonsense
        assert other.state == widget.state


def right(x, w, b, activation):
    return activation(x @ w + b)


@pytest.mark.parametrize(
    ("neuron", "said"),
    [
        (right, "Your right agrees with the picture everywhere."),
        (lambda x, w, b, g: g(x @ w), "gives .* at x1 = .*, x2 = .*, where .* is right"),
        (lambda x, w, b, g: g(x @ w + b)[:, None], r"shape \(441, 1\), \(441,\)"),
        (lambda x, w, b, g: "one", "numbers were expected"),
        (lambda x, w, b, g: x @ w + c, "stopped with NameError"),  # noqa: F821
        ("neuron_of_nobody", "neuron_of_nobody is not defined yet"),
    ],
)  # fmt: skip
def test_the_students_function_is_compared(neuron, said):
    widget = NeuronTinker(w=(1, 2), b=0.7, neuron=neuron)
    assert re.search(said, compared(widget))


def test_points_and_classes_must_fit():
    with pytest.raises(ValueError, match="one class, 0 or 1, for each of 4 points"):
        NeuronTinker(y=[0, 1])
    with pytest.raises(ValueError, match="one class, 0 or 1"):
        NeuronTinker(y=[0, 1, 2, 1])
    with pytest.raises(ValueError, match=r"points of shape \(m, 2\)"):
        NeuronTinker([[0], [1]], [0, 1])


@pytest.mark.parametrize("name", ["step", "sigmoid", "tanh", "relu"])
def test_the_still_picture_says_what_is_seen(name):
    widget = NeuronTinker(w=(1, 2), b=-1, activation=name)
    data, described = widget._repr_mimebundle_()
    assert base64.b64decode(data["image/png"]).startswith(b"\x89PNG")
    answers = getattr(functional, name)(np.array(widget.points) @ [1, 2] - 1)
    for answer in answers:
        assert f"{answer:.3g}" in data["text/plain"]
    assert described["image/png"]["alt"] == data["text/plain"]


@pytest.mark.parametrize("nonsense", [5, None, "{}", "[1]"])
def test_a_state_is_a_text_with_something_in_it(nonsense):
    with pytest.raises(ValueError, match="A state looks like"):
        NeuronTinker().state = nonsense


def test_weights_are_set_by_name():
    with pytest.raises(ValueError, match="set by name, such as"):
        NeuronTinker().weights = 5
    with pytest.raises(ValueError, match="points expects 4 points, got 1"):
        NeuronTinker().state = '{"points":[[0,0]]}'


class Odd:
    def __array__(self, *all, **more):
        raise RuntimeError("no array")


@pytest.mark.parametrize(
    ("given", "said"), [(None, "returns None: is a return missing"), (Odd(), "returns Odd")]
)
def test_odd_results_are_told(given, said):
    assert said in compared(NeuronTinker(neuron=lambda x, w, b, g: given))


def test_an_interrupted_comparison_says_so():
    def endless(x, w, b, g):
        raise KeyboardInterrupt

    assert "interrupted" in compared(NeuronTinker(neuron=endless))
