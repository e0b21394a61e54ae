"""FitDial in Python: fits, errors, the student's function, the still picture."""

import base64
import re

import numpy as np
import pytest

from tinkernet.widgets import FitDial
from tinkernet.widgets import _fits as f


def compared(widget):
    widget.set_state({"_request": {"id": "one", "do": "compare"}})
    assert widget._reply == "one"
    return widget.yours


@pytest.mark.parametrize("points", [13, 15, 60])
@pytest.mark.parametrize("degree", [0, 1, 5, 12])
def test_the_polynomial_is_numpys(degree, points):
    dial = FitDial(degree, points=points, noise=0.4)
    x, y = dial._sets()["training"]
    assert len(x) == points
    wanted = np.polynomial.Polynomial.fit(x, y, degree)
    across = np.linspace(-1, 1, 50)
    scale = 1 + np.abs(wanted(across)).max()
    np.testing.assert_allclose(dial.curve(across), wanted(across), atol=1e-8 * scale)
    error = np.mean((wanted(x) - y) ** 2)
    np.testing.assert_allclose(dial.errors["training"][degree], error, atol=1e-10)


@pytest.mark.parametrize("model", f.MOST)
def test_training_errors_only_fall(model):
    errors = FitDial(model=model).errors
    assert len(errors["training"]) == f.MOST[model] + 1
    assert np.all(np.diff(errors["training"]) < 1e-4)  # the ridge may raise them a little
    assert np.argmin(errors["validation"]) not in (0, f.MOST[model])  # the dip


def test_without_noise_and_with_many_points_nothing_is_overfitted():
    dial = FitDial(12, noise=0, points=60)
    assert dial.errors["validation"][12] < 1e-6
    assert dial.balance == "balanced"


def test_a_seed_gives_the_same_points_and_another_others():
    one, other = FitDial(seed=1), FitDial(seed=2)
    before = other.training
    other.seed = 1
    assert other.training == one.training != before
    assert (other.validation, other.hidden) == (one.validation, one.hidden)
    few = one._sets()["training"]
    one.points, one.noise = 40, 0.25
    np.testing.assert_array_equal(one._sets()["training"][0][:15], few[0])


def test_a_state_goes_round():
    one, other = FitDial(7, noise=1 / 3, model="tanh", units=9, seed=5), FitDial()
    other.state = one.state
    assert other.state == one.state
    assert other.training == one.training
    for nonsense in ("", '{"degree":13}', '{"points":"all"}', '{"noise":-1}', '{"seed":1000}'):
        with pytest.raises(ValueError, match=r"state|expect"):
            other.state = nonsense
        assert other.state == one.state


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"model": "spline"}, "model expects one of polynomial, .*, got 'spline'"),
        ({"degree": 13}, "degree expects a number from 0 to 12, got 13"),
        ({"noise": 1.0}, "noise expects a number from 0 to 0.6"),
        ({"points": 12}, "points expects a number from 13 to 60"),
        ({"units": 25}, "units expects"),
    ],
)
def test_what_does_not_fit_is_told(settings, said):
    with pytest.raises(ValueError, match=said):
        FitDial(**settings)


def normal_equations(x, y, degree):
    powers = np.vander(x, degree + 1, increasing=True)
    return np.linalg.solve(powers.T @ powers, powers.T @ y)


@pytest.mark.parametrize(
    ("fit", "said", "drawn"),
    [
        (normal_equations, "agrees with the picture everywhere", False),
        (np.polyfit, "gives the coefficients backwards: c.k. belongs to x", True),
        (lambda x, y, d: np.full(d + 1, 0.5), "gives .* at x = .*, where .* is right", True),
        (lambda x, y, d: np.full(d + 1, np.nan), "gives nan at x = ", False),
        (lambda x, y, d: normal_equations(x, y, d - 1), r"shape \(4,\), \(5,\) was", False),
        (lambda x, y, d: "a parabola", "numbers were expected", False),
        (lambda x, y, d: x @ y[:3], "stopped with ValueError", False),
        ("fit_of_nobody", "fit_of_nobody is not defined yet", False),
    ],
)  # fmt: skip
def test_the_students_fit_is_compared(fit, said, drawn):
    widget = FitDial(4, fit=fit)
    assert re.search(said, compared(widget)), widget.yours
    assert (len(widget.yours_curve) == 201 * 8) == drawn


@pytest.mark.parametrize("seed", [0, 2, 215])  # the last rounds most
@pytest.mark.parametrize("points", [13, 20])
def test_normal_equations_are_good_enough_at_every_degree(points, seed):
    for degree in range(13):
        widget = FitDial(degree, noise=0.6, points=points, seed=seed, fit=normal_equations)
        assert "agrees" in compared(widget), (degree, widget.yours)


def test_hidden_units_are_not_compared():
    assert "where the model is a polynomial" in compared(FitDial(model="relu"))


@pytest.mark.parametrize("model", f.MOST)
def test_the_still_picture_says_what_is_seen(model):
    widget = FitDial(11, model=model, units=20)
    data, described = widget._repr_mimebundle_()
    assert base64.b64decode(data["image/png"]).startswith(b"\x89PNG")
    for name, errors in widget.errors.items():
        assert f"{name} error {errors[widget.size]:.3g}" in data["text/plain"]
    assert widget.balance in data["text/plain"]
    assert described["image/png"]["alt"] == data["text/plain"]


def test_an_exact_fit_is_balanced():
    widget = FitDial(12)
    widget.weights = {"noise": 0.0}
    assert "overfitting" not in widget._picture().alt
