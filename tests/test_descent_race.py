"""DescentRace in Python: paths, the student's rule, the still picture."""

import base64
import re

import numpy as np
import pytest

from tinkernet.nn import Parameter
from tinkernet.optim import SGD, Adam
from tinkernet.widgets import DescentRace
from tinkernet.widgets import _descents as d


def compared(widget):
    widget.set_state({"_request": {"id": "one", "do": "compare"}})
    assert widget._reply == "one"
    return widget.yours


@pytest.mark.parametrize("surface", d.STARTS)
@pytest.mark.parametrize("correction", [True, False])
def test_the_paths_are_those_of_the_librarys_optimizers(surface, correction):
    race = DescentRace(surface, lr=0.05, beta=0.7, bias_correction=correction, steps=80)
    for rule, make in {
        "GD": lambda p: SGD(p, lr=0.05),
        "momentum": lambda p: SGD(p, lr=0.05, momentum=0.7),
        "Adam": lambda p: Adam(p, lr=0.05, bias_correction=correction),
    }.items():
        theta = Parameter(race.start)
        optimizer = make([theta])
        for place in race.paths[rule]:
            np.testing.assert_allclose(theta.data, place, atol=1e-9)
            theta.grad = d.gradient(surface, theta.data, d.examples())
            optimizer.step()


def test_a_batch_of_all_examples_is_no_other_than_gradient_descent():
    paths = DescentRace("regression", batch=40).paths
    np.testing.assert_allclose(paths["SGD"], paths["GD"], atol=1e-9)


def test_the_noise_falls_with_the_batch():
    theta = np.array([0.3, 0.4])
    spread = []
    for batch in (1, 16):
        slope = d.slopes("bowl", d.examples(), batch=batch, seed=3)
        noise = np.array([slope(theta) - theta for _ in range(2000)])
        assert abs(noise.mean()) < 0.1
        spread.append(noise.std())
    np.testing.assert_allclose(spread, [1.0, 0.25], rtol=0.1)


def test_the_same_seed_gives_the_same_race():
    one, other, third = DescentRace(seed=4), DescentRace(seed=4), DescentRace(seed=5)
    np.testing.assert_array_equal(one.paths["SGD"], other.paths["SGD"])
    assert np.abs(one.paths["SGD"] - third.paths["SGD"]).max() > 0.01
    one.steps = 300
    np.testing.assert_array_equal(one.paths["SGD"][:61], other.paths["SGD"])


def test_a_state_goes_round():
    one, other = DescentRace("hollows", start=(1 / 3, 1), bias_correction=False), DescentRace()
    other.state = one.state
    assert other.state == one.state
    for nonsense in ("", '{"lr":9}', '{"batch":"all"}', '{"start":[3,0]}', '{"steps":-1}'):
        with pytest.raises(ValueError, match=r"state|expect"):
            other.state = nonsense
        assert other.state == one.state


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"surface": "hill"}, "surface expects one of bowl, .*, got 'hill'"),
        ({"lr": 0.0}, "lr expects a number from 0.001 to 3.16, got 0"),
        ({"beta": 1.0}, "beta expects a number from 0 to 0.99"),
        ({"batch": 41}, "batch expects a number from 1 to 40"),
        ({"steps": 301}, "steps expects"),
        ({"start": (0, 2.5)}, "start expects two numbers from -2 to 2"),
    ],
)
def test_what_does_not_fit_is_told(settings, said):
    with pytest.raises(ValueError, match=said):
        DescentRace(**settings)


def right(theta, grad, delta, lr, beta):
    delta *= beta  # in place: the caller's must not change
    delta += lr * grad
    theta -= delta
    return theta, delta


@pytest.mark.parametrize(
    ("step", "said", "drawn"),
    [
        (right, "Your right goes momentum's way, all 300 steps", 0),
        (lambda t, g, d, lr, b: (t - lr * g, d), r"gives 0 at delta\[1\] of step 1, where", 301),
        (lambda t, g, d, lr, b: (t - lr * g, lr * g), r"at \w+\[\d\] of step 2, where", 301),
        (lambda t, g, d, lr, b: (t + lr * g - b * d, d + lr * g), r"of step 1, where", 2),
        (lambda t, g, d, lr, b: t - lr * g, r"returns ndarray, \(theta, delta\) was expected", 0),
        (lambda t, g, d, lr, b: (t, "no"), "numbers were expected", 1),
        (lambda t, g, d, lr, b: (t[0], d[0]), r"shape \(2,\), \(2, 2\)", 1),
        (lambda t, g, d, lr, b: t @ g @ g, "stopped with ValueError", 0),
        ("step_of_nobody", "step_of_nobody is not defined yet: what you see is the library's", 0),
    ],
)  # fmt: skip
def test_the_students_rule_is_compared(step, said, drawn):
    widget = DescentRace(step=step)
    assert re.search(said, compared(widget)), widget.yours
    path = np.frombuffer(widget.yours_path, "<f8").reshape(-1, 2)
    assert len(path) >= drawn if drawn else not len(path)
    if len(path):
        np.testing.assert_array_equal(path[0], widget.start)


def test_a_slow_rule_is_asked_for_a_while_only(monkeypatch):
    monkeypatch.setattr("tinkernet.widgets._descent_race.PATIENCE", -1.0)
    assert "as far as was seen: it took too long after step 1" in compared(DescentRace(step=right))


@pytest.mark.parametrize("surface", d.STARTS)
def test_the_still_picture_says_what_is_seen(surface):
    widget = DescentRace(surface)
    data, described = widget._repr_mimebundle_()
    assert base64.b64decode(data["image/png"]).startswith(b"\x89PNG")
    for rule, losses in widget.losses.items():
        assert f"{rule} {losses[-1]:.3g}" in data["text/plain"]
    assert described["image/png"]["alt"] == data["text/plain"]
