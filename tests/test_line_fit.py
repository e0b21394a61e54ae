"""LineFit without a browser: the steps, the view, the requests, and the still picture."""

import base64
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from tinkernet.widgets import LineFit
from tinkernet.widgets._line_fit import HINT
from tinkernet.widgets._line_gradient import line_gradient
from tinkernet.widgets._line_view import rate_view, valley_view

X, Y = np.array([0.0, 1.0, 2.0, 4.0]), np.array([1.0, 0.5, 3.0, 2.5])


def test_mse_and_gradient_agree() -> None:
    widget, small = LineFit(X, Y, 1.5, -0.5), 1e-6
    da, db = line_gradient(X, Y, 1.5, -0.5)
    assert widget.mse == pytest.approx(np.mean((1.5 * X - 0.5 - Y) ** 2))
    before = widget.mse
    widget.a += small
    assert (widget.mse - before) / small == pytest.approx(da, rel=1e-4)
    widget.a, widget.b = 1.5, -0.5 + small
    assert (widget.mse - before) / small == pytest.approx(db, rel=1e-4)


def test_steps_move_both_at_once() -> None:
    widget = LineFit(X, Y, 1.0, 2.0, lr=0.05)
    a, b, visited = 1.0, 2.0, [[1.0, 2.0]]
    for _ in range(5):
        error = a * X + b - Y
        a, b = a - 0.05 * np.mean(2 * error * X), b - 0.05 * np.mean(2 * error)
        visited.append([a, b])
    widget.step(2)
    widget.step(3)
    np.testing.assert_allclose(widget.path, visited)
    assert (widget.a, widget.b) == pytest.approx((a, b))
    assert widget.message.startswith("Step 5 ")


def test_a_line_moved_by_hand_starts_a_new_path() -> None:
    widget = LineFit(X, Y)
    widget.step(2)
    widget.b = 3.0
    widget.step()
    assert len(widget.path) == 2
    assert widget.path[0][1] == 3.0


def test_reset() -> None:
    widget = LineFit(X, Y, 1.0, 2.0, lr=0.05)
    widget.lr = 0.01
    widget.step(3)
    widget.reset()
    assert (widget.a, widget.b, widget.lr) == (1.0, 2.0, 0.01)
    assert (widget.path, widget.message, widget.source) == ([], HINT, "")


def test_divergence_and_arrival() -> None:
    widget = LineFit(X, Y, lr=1.0)
    widget.step(1000)
    assert not widget.going_on
    out = [abs(a - np.mean(widget.a_range)) / np.ptp(widget.a_range) for a, _ in widget.path]
    assert out[-2] < 10 < out[-1] < 1000  # Run stops at the first step that is far outside
    assert "It diverges" in widget.message
    assert "smaller learning rate, such as 0.1." in widget.message
    widget.reset()
    widget.lr = 0.1
    widget.step(10_000)
    assert "It has arrived" in widget.message
    assert (widget.a, widget.b) == pytest.approx(tuple(np.polyfit(X, Y, 1)), abs=1e-4)
    assert len(widget.get_state("path")["path"]) <= 201


def test_numbers_that_overflow() -> None:
    widget = LineFit(X, Y, lr=1e300, gradient=lambda x, y, a, b: (1e300, 1e300))
    widget.step()
    assert widget.message.endswith("No step was taken.")
    assert (widget.a, widget.b) == (0.0, 0.0)


def test_a_long_path_travels_thinned() -> None:
    widget = LineFit(X, Y, lr=1e-4)
    widget.step(1001)
    sent = widget.get_state("path")["path"]
    assert len(widget.path) == 1002
    assert len(sent) <= 201
    assert sent[0] == widget.path[0]
    assert sent[-1] == widget.path[-1]


def test_the_browser_asks(capsys: pytest.CaptureFixture[str]) -> None:
    def chatty(x: Any, y: Any, a: float, b: float) -> Any:
        print("I was here")
        return line_gradient(x, y, a, b)

    widget = LineFit(X, Y, gradient=chatty)
    widget.set_state({"a": 1.0, "_request": {"id": "one", "do": "step"}})
    assert widget._reply == "one"
    assert widget.path[0] == [1.0, 0.0]
    assert len(widget.path) == 2
    widget.set_state({"_request": {"id": "two", "do": "reset"}})
    assert (widget._reply, widget.a) == ("two", 0.0)
    assert capsys.readouterr().out == ""
    widget.step()
    assert capsys.readouterr().out == "I was here\n"


def test_an_interrupted_answer_still_replies() -> None:
    def endless(x: Any, y: Any, a: float, b: float) -> Any:
        raise KeyboardInterrupt

    widget = LineFit(X, Y, gradient=endless)
    widget.set_state({"_request": {"id": "one", "do": "step"}})
    assert widget._reply == "one"
    assert "interrupted" in widget.message
    assert not widget.going_on


@pytest.mark.parametrize(
    ("x", "y", "start"),
    [
        (X, Y, (0.0, 0.0)),
        (X + 100.0, 1000 * Y, (5.0, -3.0)),
        (X * 1e-3, Y, (50.0, 1.0)),
        (np.ones(4), Y, (0.0, 0.0)),
        (np.zeros(2), np.zeros(2), (0.0, 0.0)),
    ],
)
def test_start_and_optimum_are_well_inside(x: Any, y: Any, start: Any) -> None:
    best = np.linalg.lstsq(np.column_stack([x, np.ones_like(x)]), y, rcond=None)[0]
    for k, (low, high) in enumerate(valley_view(x, y, *start)):
        for value in (start[k], best[k]):
            assert low + 0.15 * (high - low) < value < high - 0.15 * (high - low)
    low, high = rate_view(x, 0.1)
    assert low <= 0.1 <= high
    LineFit(x, y, *start).step(3)


def test_the_still_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = {}

    def line_and_loss(x: Any, y: Any, a: float, b: float, **options: Any) -> Any:
        drawn.update(a=a, b=b, **options)
        return SimpleNamespace(png=lambda: b"\x89PNG", alt="A line through 4 points.")

    monkeypatch.setattr("tinkernet.plots.line_and_loss", line_and_loss)
    widget = LineFit(X, Y, 1.0, 2.0, xlabel="time", ylabel="way")
    data, _ = widget._repr_mimebundle_()
    assert set(data) == {
        "text/plain",
        "image/png",
        "application/vnd.jupyter.widget-view+json",
    }
    assert base64.b64decode(data["image/png"]) == b"\x89PNG"
    assert data["text/plain"] == "A line through 4 points."
    assert drawn == {"a": 1.0, "b": 2.0, "path": [], "xlabel": "time", "ylabel": "way"}


def test_the_still_picture_as_drawn() -> None:
    widget = LineFit(X, Y)
    widget.step(2)
    data, _ = widget._repr_mimebundle_()
    assert base64.b64decode(data["image/png"]).startswith(b"\x89PNG\r\n")
    assert "LineFit" not in data["text/plain"]
