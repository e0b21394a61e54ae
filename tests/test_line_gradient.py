"""Whose gradient LineFit steps with, and what it says about it."""

import re
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from tinkernet.widgets import LineFit, _base
from tinkernet.widgets._line_gradient import line_gradient

X, Y = np.array([0.0, 1.0, 2.0, 4.0]), np.array([1.0, 0.5, 3.0, 2.5])


@pytest.fixture
def notebook(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """The namespace of a pretended notebook."""
    names: dict[str, Any] = {}
    monkeypatch.setattr(_base, "get_ipython", lambda: SimpleNamespace(user_ns=names))
    return names


def test_the_name_is_looked_up_at_every_step(notebook: dict[str, Any]) -> None:
    widget = LineFit(X, Y, lr=0.01)
    widget.step()
    assert widget.source == "the library's"
    assert "mse_gradient is not defined yet" in widget.message

    def stub(x: Any, y: Any, a: float, b: float) -> Any:
        raise NotImplementedError

    notebook["mse_gradient"] = stub
    widget.step()
    assert widget.source == "the library's"
    assert "mse_gradient is not filled in yet" in widget.message
    assert len(widget.path) == 3

    notebook["mse_gradient"] = line_gradient
    widget.step()
    assert widget.source == "yours"
    assert re.match("Step 3 with your mse_gradient: da = .*, db = ", widget.message)


def test_another_name(notebook: dict[str, Any]) -> None:
    notebook["slopes"] = line_gradient
    widget = LineFit(X, Y, gradient="slopes")
    widget.step()
    assert "with your slopes:" in widget.message


def test_a_wrong_gradient_is_named_and_followed(notebook: dict[str, Any]) -> None:
    def half(x: Any, y: Any, a: float, b: float) -> Any:
        return tuple(slope / 2 for slope in line_gradient(x, y, a, b))

    notebook["mse_gradient"] = half
    widget = LineFit([1.0, 1.0], [-2.0, -2.0], 0.0, 1.0, lr=0.1)
    widget.step()
    assert widget.message == (
        "Your mse_gradient gives da = 3, db = 3; the library's gives da = 6, db = 6 here."
    )
    assert widget.path == [[0.0, 1.0], [pytest.approx(-0.3), pytest.approx(0.7)]]
    assert widget.source == "yours"


@pytest.mark.parametrize(
    "right",
    [
        lambda x, y, a, b: np.array(line_gradient(x, y, a, b)),
        lambda x, y, a, b: [np.array([slope]) for slope in line_gradient(x, y, a, b)],
        lambda x, y, a, b: line_gradient(
            x.astype("f4"), y.astype("f4"), np.float32(a), np.float32(b)
        ),
    ],
)
def test_right_answers_in_other_forms(right: Any) -> None:
    x = np.linspace(18.0, 42.0, 50)
    # Next to the optimum the slopes are differences of large numbers: hardest for float32.
    widget = LineFit(x, 10 * x - 118, 10.0, -117.999, lr=1e-4, gradient=right)
    for _ in range(30):
        widget.step()
        assert widget.message.startswith("Step"), widget.message
        assert "with your" in widget.message


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (lambda x, y, a, b: 1 / 0, "Your <lambda> stopped with ZeroDivisionError: division by"),
        (lambda x, y: 0, "Your <lambda> stopped with TypeError: .* takes 2 positional arguments"),
        (lambda x, y, a, b: exit(), "Your <lambda> stopped with SystemExit"),
        (lambda x, y, a, b: None, "should return two finite numbers .da, db., but returned None"),
        (lambda x, y, a, b: 3.0, "but returned 3.0"),
        (lambda x, y, a, b: (1, 2, 3), r"but returned \(1, 2, 3\)"),
        (lambda x, y, a, b: (np.nan, 1.0), r"but returned \(nan, 1.0\)"),
        (lambda x, y, a, b: ("p", "q"), r"but returned \('p', 'q'\)"),
        (lambda x, y, a, b: (x, y), "but returned"),
        (lambda x, y, a, b: (1j, 2), "but returned"),
    ],
)
def test_an_answer_that_is_no_gradient(answer: Any, said: str) -> None:
    widget = LineFit(X, Y, gradient=answer)
    widget.step(3)
    assert re.search(said, widget.message)
    assert widget.message.endswith("No step was taken.")
    assert (widget.a, widget.b, widget.going_on) == (0.0, 0.0, False)
    assert widget.path == [[0.0, 0.0]]


def test_a_name_that_is_no_function(notebook: dict[str, Any]) -> None:
    notebook["mse_gradient"] = 3
    widget = LineFit(X, Y)
    widget.step()
    assert widget.message == (
        "Your mse_gradient is no function but of type int. No step was taken."
    )


def test_an_answer_that_writes_into_the_points() -> None:
    def greedy(x: Any, y: Any, a: float, b: float) -> Any:
        x[:], y[:] = 0.0, 0.0
        return 0.0, 0.0

    widget = LineFit(X, Y, gradient=greedy)
    widget.step()
    np.testing.assert_array_equal(widget.x, X)
    np.testing.assert_array_equal(widget.y, Y)


def test_a_wrong_gradient_is_blamed_before_the_learning_rate() -> None:
    def flipped(x: Any, y: Any, a: float, b: float) -> Any:
        da, db = line_gradient(x, y, a, b)
        return -da, -db

    widget = LineFit(X, Y, gradient=flipped)
    widget.step(1000)
    assert "Your flipped gives" in widget.message
    assert "It diverges" in widget.message
    assert "learning rate" not in widget.message
