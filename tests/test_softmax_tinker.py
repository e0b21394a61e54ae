"""SoftmaxTinker in Python: weights, state, the student's function, the still picture."""

import base64
import re

import numpy as np
import pytest

from tinkernet.nn import functional
from tinkernet.widgets import SoftmaxTinker


def compared(widget):
    name = f"{widget._reply}+"
    widget.set_state({"_request": {"id": name, "do": "compare"}})
    assert widget._reply == name
    return widget.yours


def test_it_begins_as_the_deck_does():
    widget = SoftmaxTinker()
    np.testing.assert_array_equal(widget.weights["logits"], [-0.2, 0.3, 0.8, -0.1, 0.4])
    assert widget.names[widget.truth] == "cat"
    powers = np.exp(widget.logits)
    np.testing.assert_allclose(widget.probabilities, powers / powers.sum())
    assert widget.loss == pytest.approx(-np.log(powers[3] / powers.sum()))


@pytest.mark.parametrize("temperature", [0.1, 1.0, 5.0])
def test_the_gradient_is_the_slope_of_the_loss(temperature):
    widget = SoftmaxTinker([1.0, -0.5, 0.2], ["a", "b", "c"], truth="b", temperature=temperature)
    z, step = widget.weights["logits"], 1e-6
    for k, slope in enumerate(widget.gradient):
        losses = []
        for way in (step, -step):
            widget.weights = {"logits": z + way * (np.arange(3) == k)}
            losses.append(widget.loss)
        assert (losses[0] - losses[1]) / (2 * step) == pytest.approx(slope, abs=1e-6)
        widget.weights = {"logits": z}


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ('{"logits":[1,2]}', "logits expects 5 numbers, one a class, got 2"),
        ('{"logits":[1,2,3,4,null]}', "logits expects m finite numbers"),
        ('{"logits":[1,2,3,4,5],"truth":5}', "truth expects the number of a class, 0 to 4"),
        ('{"temperature":0}', "temperature expects 0.1 to 5"),
        ('{"names":[]}', "a state named logits, truth, temperature"),
        ("[", "A state looks like"),
    ],
)
def test_what_does_not_fit_changes_nothing(state, said):
    widget = SoftmaxTinker()
    before = widget.state
    with pytest.raises(ValueError, match=said):
        widget.state = state
    assert widget.state == before


def test_a_state_goes_round():
    widget = SoftmaxTinker([1 / 3, 2, 3, 4, -5], truth="dog", temperature=0.5)
    other = SoftmaxTinker()
    other.state = widget.state
    assert other.state == widget.state == (
        '{"logits":[0.333333,2,3,4,-5],"truth":0,"temperature":0.5}'
    )  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ({"classes": ["one"]}, "2 to 10 different names"),
        ({"classes": ["one", "one"]}, "2 to 10 different names"),
        ({"classes": "ab"}, "2 to 10 different names"),
        ({"truth": "lion"}, "truth is one of dog, tiger, .* got 'lion'"),
        ({"truth": -1}, "truth expects"),
        ({"logits": [1, 2, 3]}, "logits expects 5"),
        ({"temperature": 50}, "temperature expects"),
    ],
)
def test_arguments_must_fit(arguments, said):
    with pytest.raises(ValueError, match=said):
        SoftmaxTinker(**arguments)


def test_other_classes_begin_equal():
    widget = SoftmaxTinker(classes=["no", "yes", "maybe"])
    np.testing.assert_allclose(widget.probabilities, 1 / 3)
    assert widget.truth == 0


def plain(z):
    with np.errstate(all="ignore"):
        return np.exp(z) / np.exp(z).sum(axis=-1, keepdims=True)


def wrong_axis(z):
    return functional.softmax(z, dim=0)


def destroying(z):
    z -= z.max(axis=-1, keepdims=True)
    np.exp(z, out=z)
    z /= z.sum(axis=-1, keepdims=True)
    return z


@pytest.mark.parametrize(
    ("softmax", "said"),
    [
        (functional.softmax, "Your softmax agrees with the picture everywhere."),
        (destroying, "agrees with the picture everywhere"),
        (plain, r"gives nan at z = \[.*1e\+03.*\], class \w+, where .* is right"),
        (wrong_axis, "gives .* at z = .*, class .*, where .* is right"),
        (lambda z: z[0], r"shape \(5,\), \(5, 5\)"),
        (lambda z: z + c, "stopped with NameError"),  # noqa: F821
        ("softmax_of_nobody", "softmax_of_nobody is not defined yet"),
    ],
)
def test_the_students_function_is_compared(softmax, said):
    widget = SoftmaxTinker(softmax=softmax)
    before = widget.state
    assert re.search(said, compared(widget))
    assert widget.state == before


def test_what_the_student_gives_is_shown():
    widget = SoftmaxTinker(softmax=lambda z: z * 0 + 0.2)
    compared(widget)
    np.testing.assert_array_equal(np.frombuffer(widget.get_state("given")["given"]), [0.2] * 5)
    for nonsense in (lambda z: None, lambda z: 1 / 0, lambda z: "no", lambda z: [[1], [1, 2]]):
        widget._softmax = nonsense
        compared(widget)
        assert widget.given.size == 0


def test_the_still_picture_says_what_is_seen():
    widget = SoftmaxTinker(temperature=2)
    data, described = widget._repr_mimebundle_()
    assert base64.b64decode(data["image/png"]).startswith(b"\x89PNG")
    for name, share in zip(widget.names, widget.probabilities, strict=True):
        assert f"{name} {share:.3g}" in data["text/plain"]
    assert f"cross-entropy is {widget.loss:.3g}" in data["text/plain"]
    assert described["image/png"]["alt"] == data["text/plain"]
    assert widget._picture().png() == widget._picture().png()
