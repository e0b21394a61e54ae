"""XorTinker in Python: weights, state, the gradient, the student's function, the still picture."""

import base64
import re

import numpy as np
import pytest

from tinkernet.nn import functional
from tinkernet.widgets import XorTinker

BY_HAND = {"W1": [[1, 1], [1, 1]], "b1": [-0.5, -1.5], "w2": [1, -2], "b2": -0.5}
POINTS = [[0, 0], [0, 1], [1, 0], [1, 1]]


def compared(widget):
    asked = f"{widget._reply}1"
    widget.set_state({"_request": {"id": asked, "do": "compare"}})
    assert widget._reply == asked
    return widget.yours


def test_xor_can_be_solved_by_hand():
    widget = XorTinker(activation="step")
    widget.weights = BY_HAND
    np.testing.assert_array_equal(widget.answers(POINTS), [0, 1, 1, 0])
    assert widget.loss == 0.0
    assert widget.weights["W1"].shape == (2, 2)


def test_the_columns_of_W1_are_the_units():
    widget = XorTinker([[1, 0], [0, 5]], [0, 0], [1, 0], 0, activation="relu")
    np.testing.assert_array_equal(widget.answers([[2, 7], [3, 7]]), [2, 3])


def test_the_start_is_what_was_given_and_otherwise_the_seeds():
    one, same, other = XorTinker(seed=3), XorTinker(seed=3), XorTinker(seed=4)
    assert one.state == same.state != other.state
    part = XorTinker(w2=[9, 9], seed=3)
    assert part.start == {**one.start, "w2": [9.0, 9.0]}
    part.weights = BY_HAND
    assert part.start["w2"] == [9.0, 9.0]


@pytest.mark.parametrize("name", ["sigmoid", "tanh", "relu"])
def test_the_gradient_is_that_of_the_loss(name):
    widget = XorTinker(seed=11, activation=name)
    widget.weights = {"b1": [0.31, 0.17], "b2": 0.23}
    gradient = widget.gradient()
    for key, right in gradient.items():
        start = np.array(getattr(widget, key))
        found = np.zeros_like(start)
        for place in np.ndindex(start.shape):
            losses = []
            for way in (1e-6, -1e-6):
                moved = start.copy()
                moved[place] += way
                widget.weights = {key: moved}
                losses.append(widget.loss)
            found[place] = (losses[0] - losses[1]) / 2e-6
        widget.weights = {key: start}
        np.testing.assert_allclose(found, right, atol=1e-8)
    assert any(np.abs(each).max() > 1e-3 for each in gradient.values())


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"W1": [1, 2]}, "W1 expects 2 x 2 finite numbers"),
        ({"w2": [1, 1], "b2": np.nan}, "b2 expects a finite number"),
        ({"w3": 1}, "weights named W1, b1, w2, b2; got 'w3'"),
    ],
)
def test_what_does_not_fit_changes_nothing(wrong, said):
    widget = XorTinker()
    before = widget.state
    with pytest.raises(ValueError, match=said):
        widget.weights = wrong
    assert widget.state == before


def test_a_state_goes_round():
    widget = XorTinker(W1=np.full((2, 2), 1 / 3), activation="tanh", rate=0.25)
    other = XorTinker()
    other.state = widget.state
    assert other.state == widget.state
    for nonsense in ("", "[]", '{"W1": [1]}', '{"rate": 99}', '{"activation": "sine"}'):
        with pytest.raises(ValueError, match=r"state|expects|expected"):
            other.state = nonsense
        assert other.state == widget.state
    with pytest.raises(ValueError, match=r"rate expects a number from 0.01 to 10"):
        XorTinker(rate=0)


def right(X, W1, b1, W2, b2, activation):
    assert (W1.shape, b1.shape, W2.shape, b2.shape) == ((2, 2), (2,), (2, 1), (1,))
    hidden = np.stack([activation(X @ W1[:, j] + b1[j]) for j in range(2)], axis=1)
    return activation(hidden @ W2 + b2)


def spoils(X, W1, b1, W2, b2, g):
    answer = right(X, W1, b1, W2, b2, g)
    for each in (X, W1, b1, W2, b2):
        each[...] = np.nan
    return answer


@pytest.mark.parametrize(
    ("forward", "said", "drawn"),
    [
        (right, "Your right agrees with the picture everywhere.", True),
        (spoils, "Your spoils agrees", True),
        (lambda X, W1, b1, W2, b2, g: g(X @ W1 + b1) @ W2 + b2, "gives .* at x1 = ", True),
        (lambda X, W1, b1, W2, b2, g: right(X, W1, b1, W2, b2, g)[:, 0], r"\(1600, 1\) was", False),
        (lambda *args: "one", "numbers were expected", False),
        (lambda X, *args: X @ c, "stopped with NameError", False),  # noqa: F821
        ("nobodys_forward", "nobodys_forward is not defined yet", False),
    ],
)  # fmt: skip
@pytest.mark.parametrize("name", ["step", "tanh"])
def test_the_students_function_is_compared_and_drawn(forward, said, drawn, name):
    widget = XorTinker(**BY_HAND, activation=name, forward=forward)
    before = widget.state
    assert re.search(said, compared(widget))
    assert widget.state == before
    assert len(widget.surface) == (4 * 1600 if drawn else 0)


def test_the_surface_lies_as_the_picture_does():
    widget = XorTinker([[1, 0], [0, 0]], [0, 0], [1, 0], 0, activation="relu", forward=right)
    compared(widget)
    surface = np.frombuffer(widget.surface, "<f4").reshape(40, 40)
    np.testing.assert_allclose(surface[:, -1], 1.475, atol=1e-3)  # x1 grows to the right
    widget.weights = {"W1": [[0, 0], [1, 0]]}
    compared(widget)
    surface = np.frombuffer(widget.surface, "<f4").reshape(40, 40)
    np.testing.assert_allclose(surface[0], 1.475, atol=1e-3)  # x2 grows upwards


def test_rounding_alone_decides_no_step():
    def another_order(X, W1, b1, W2, b2, g):
        H = g(b1 + X[:, :1] * W1[0] + X[:, 1:] * W1[1])
        return g(b2 + H[:, :1] * W2[0] + H[:, 1:] * W2[1])

    weights = {"W1": [[1, 1], [1, 1]], "b1": [-0.5, -1.5], "w2": [0.2, 0.5], "b2": -0.7}
    widget = XorTinker(**weights, activation="step", forward=another_order)
    assert "agrees" in compared(widget)


@pytest.mark.parametrize("name", ["step", "sigmoid", "tanh", "relu"])
def test_the_still_picture_says_what_is_seen(name):
    widget = XorTinker(**BY_HAND, activation=name)
    data, described = widget._repr_mimebundle_()
    assert base64.b64decode(data["image/png"]).startswith(b"\x89PNG")
    g = getattr(functional, name)
    answers = g(g(np.array(POINTS) @ [[1, 1], [1, 1]] + [-0.5, -1.5]) @ [1, -2] - 0.5)
    assert f"answers {', '.join(f'{a:.3g}' for a in answers)} for XOR" in data["text/plain"]
    assert described["image/png"]["alt"] == data["text/plain"]
