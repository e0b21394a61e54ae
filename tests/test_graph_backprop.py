"""GraphBackprop in Python: graphs, leaves, state, the student's function, the still picture."""

import base64
import json
import re
from itertools import pairwise
from math import tanh

import numpy as np
import pytest

from tinkernet.graph import Value, draw, in_order
from tinkernet.widgets import GraphBackprop


def compared(widget):
    name = f"{widget._reply}+"
    widget.set_state({"_request": {"id": name, "do": "compare"}})
    assert widget._reply == name
    return widget.yours


def by_hand(w1, x1, w2, x2, b, y):
    a = tanh(w1 * x1 + w2 * x2 + b)
    z = 2 * (a - y) * (1 - a**2)
    return {"w1": z * x1, "x1": z * w1, "w2": z * x2, "x2": z * w2, "b": z, "y": -2 * (a - y)}


def test_the_default_is_a_neuron_with_its_loss():
    widget = GraphBackprop()
    assert widget.names == ["w1", "x1", "w2", "x2", "b", "y"]
    widget.values = {"w1": 0.3, "y": -0.5}
    for name, gradient in by_hand(**widget.values).items():
        assert widget.gradients[name] == pytest.approx(gradient)
    a = widget.computed()["a"]
    assert widget.computed()["L"] == pytest.approx((a + 0.5) ** 2)


def test_an_expression_is_computed_again_as_it_was():
    a, b = Value(1.5, "a"), Value(-0.5, "b")
    last = ((a * b).tanh() / (a**2 + 1) - b).max(a.exp()).log() ** 3 + a.relu() ** (1 / 3)
    last.backward()
    text = draw(last).text
    assert GraphBackprop(last).gradients["a"] == a.grad
    assert GraphBackprop(last).gradients["b"] == b.grad
    assert draw(last).text == text  # nothing of it has changed
    cube_root = next(
        one for one in GraphBackprop(last).graph["steps"] if one["exponent"] not in (None, 2, 3)
    )
    assert cube_root["exponent"] == pytest.approx(1 / 3, abs=1e-15)


def test_every_place_is_inside_and_apart():
    for widget in (GraphBackprop(), GraphBackprop.cross_entropy()):
        for kind in ("wide", "tall"):
            places = widget.graph[kind]
            boxes = sorted(zip(places["columns"], places["across"], strict=True))
            for (column, at), (other, to) in pairwise(boxes):
                assert column < other or to - at >= 78
        json.dumps(widget.graph)


def test_leaves_are_read_and_set():
    widget = GraphBackprop()
    widget.weights = {"leaves": np.arange(6) / 10}
    np.testing.assert_allclose(widget.weights["leaves"], np.arange(6) / 10)
    assert widget.values["w2"] == 0.2
    with pytest.raises(ValueError, match=r"The leaves are w1, .*; got 'w3'"):
        widget.values = {"w3": 1}
    other = GraphBackprop(step=3)
    other.state = widget.state
    assert other.state == widget.state == '{"leaves":[0,0.1,0.2,0.3,0.4,0.5],"step":0}'


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ('{"leaves":[1,2]}', "leaves expects 6 numbers, got 2"),
        ('{"leaves":[1,2,3,4,5,null]}', "leaves expects m finite numbers"),
        ('{"step":21}', "step expects 0 to 20, got 21"),
        ('{"step":-1}', "step expects 0 to 20"),
        ('{"graph":{}}', "a state named leaves, step"),
    ],
)
def test_what_does_not_fit_changes_nothing(state, said):
    widget = GraphBackprop(step=4)
    before = widget.state
    with pytest.raises(ValueError, match=said):
        widget.state = state
    assert widget.state == before


def test_graphs_that_cannot_be_shown():
    a = Value(1.0, "a")
    with pytest.raises(TypeError, match=r"needs the Value at the end of a graph, .* got float"):
        GraphBackprop(1.0)
    with pytest.raises(ValueError, match="2 to 60 values, got 1"):
        GraphBackprop(a)
    with pytest.raises(ValueError, match="2 to 60 values, got 62"):
        GraphBackprop(sum([a] * 60, a * a))
    with pytest.raises(ValueError, match=r"different labels, .* got \['a', 'a'\]"):
        GraphBackprop(a * Value(2.0, "a"))
    with pytest.raises(ValueError, match="got none"):
        GraphBackprop(Value(1.0) + Value(2.0))
    odd = -a
    odd.operation = "sin"
    with pytest.raises(ValueError, match="does not know the operation 'sin'"):
        GraphBackprop(odd)


def filled(change=lambda node: None, *, forgets=False):
    """Return a student's backward, which may change each node's gradient in the end."""

    def backward(node):
        order = in_order(node)
        node.grad = 1.0
        for made in reversed(order):
            for parent, slope in zip(made.parents, made.slopes, strict=True):
                parent.grad = made.grad * slope + (0.0 if forgets else parent.grad)
        for each in order:
            change(each)

    return backward


def _wrong_at_z(node):
    node.grad += node.label == "z"


def _text(node):
    node.grad = "much"


def _raises(node):
    raise TypeError("no such thing")


@pytest.mark.parametrize(
    ("backward", "said"),
    [
        (filled(), "Your backward agrees with the picture everywhere."),
        (filled(lambda node: setattr(node, "visited", True)), "agrees"),
        (filled(_wrong_at_z), "gives .* at w1 = .* for z, where .* is right"),
        (lambda node: None, r"gives 0 at w1 = .*, y = .* for \w+, where .* is right"),
        (filled(_text), "numbers were expected"),
        (filled(_raises), "stopped with TypeError"),
        ("backward_of_nobody", "backward_of_nobody is not defined yet"),
    ],
)
def test_the_students_function_is_compared(backward, said):
    widget = GraphBackprop(backward=backward)
    before = widget.state
    assert re.search(said, compared(widget))
    assert widget.state == before


def test_a_value_used_twice_gets_both_contributions():
    assert "agrees" in compared(GraphBackprop.cross_entropy(backward=filled()))
    assert "is right" in compared(GraphBackprop.cross_entropy(backward=filled(forgets=True)))


def test_nothing_is_asked_where_there_is_no_value():
    asked = []
    backward = filled(asked.append)
    widget = GraphBackprop(Value(1.0, "a").log(), backward=backward)
    assert "agrees" in compared(widget)
    asked.clear()
    widget.leaves = [-3.0]
    compared(widget)
    assert not asked
    assert "a has none" in widget._picture().alt
    with pytest.raises(ValueError, match="log needs a number above 0"):
        _ = widget.gradients


def test_the_still_picture_says_what_is_seen():
    for widget in (GraphBackprop(), GraphBackprop.cross_entropy()):
        data, described = widget._repr_mimebundle_()
        assert base64.b64decode(data["image/png"]).startswith(b"\x89PNG")
        for name in widget.names:
            told = f"{name} = {widget.values[name]:.3g}, gradient {widget.gradients[name]:.3g}"
            assert told in data["text/plain"]
        assert described["image/png"]["alt"] == data["text/plain"]
        assert widget._picture().png() == widget._picture().png()
