"""LineFit without a browser: the points, the steps, whose gradient, and the still picture."""

import base64
import re
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from tinkernet.widgets import LineFit, _base
from tinkernet.widgets._line_fit import HINT, line_gradient, rate_view, valley_view

X, Y = np.array([0.0, 1.0, 2.0, 4.0]), np.array([1.0, 0.5, 3.0, 2.5])


@pytest.fixture
def notebook(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """The namespace of a pretended notebook."""
    names: dict[str, Any] = {}
    monkeypatch.setattr(_base, "get_ipython", lambda: SimpleNamespace(user_ns=names))
    return names


@pytest.mark.parametrize(
    ("x", "y", "said"),
    [
        ([1, 2, 3], [1, 2], "as many x as y, got 3 and 2"),
        ([1], [1], "at least 2 points, got 1"),
        ([1, np.nan], [1, 2], "finite numbers, got 1 NaN or infinite in x"),
        ([1, 2], [np.inf, -np.inf], "finite numbers, got 2 NaN or infinite in y"),
        (np.ones((3, 2)), [1, 2, 3], r"x of shape \(m,\), got \(3, 2\)"),
        (["one", "two"], [1, 2], "x as a list or array of numbers, got a list"),
        (3.0, [1, 2], r"x of shape \(m,\), got \(\)"),
    ],
)
def test_points_it_cannot_draw(x: Any, y: Any, said: str) -> None:
    with pytest.raises(ValueError, match=said) as error:
        LineFit(x, y)
    assert str(error.value).count("\n") == 0
    assert ": " in str(error.value)  # what to do about it


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"a": np.nan}, "a as a finite number, got nan"),
        ({"b": "high"}, "b as a finite number, got 'high'"),
        ({"lr": 0.0}, "lr as a positive number, got 0.0"),
        ({"gradient": 3}, "gradient as a function or the name of one, got int"),
    ],
)
def test_options_it_cannot_use(options: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        LineFit(X, Y, **options)


def test_values_set_later_are_checked_too() -> None:
    widget = LineFit(X, Y)
    with pytest.raises(ValueError, match="lr as a positive number, got -1"):
        widget.lr = -1
    with pytest.raises(ValueError, match="a as a finite number"):
        widget.a = np.inf
    widget.a = np.float32(3)
    assert widget.a == 3.0


def test_a_column_is_as_good_as_a_flat_array() -> None:
    widget = LineFit(X[:, None], list(Y))
    np.testing.assert_array_equal(widget.x, X)
    sent = widget.get_state()
    np.testing.assert_array_equal(np.frombuffer(sent["x"]), X)
    np.testing.assert_array_equal(np.frombuffer(sent["y"]), Y)


def test_later_changes_of_the_array_do_not_reach_the_widget() -> None:
    x = X.copy()
    widget = LineFit(x, Y)
    x[:] = 0.0
    np.testing.assert_array_equal(widget.x, X)


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


def test_a_wrong_gradient_is_blamed_before_the_learning_rate() -> None:
    def flipped(x: Any, y: Any, a: float, b: float) -> Any:
        da, db = line_gradient(x, y, a, b)
        return -da, -db

    widget = LineFit(X, Y, gradient=flipped)
    widget.step(1000)
    assert "Your flipped gives" in widget.message
    assert "It diverges" in widget.message
    assert "learning rate" not in widget.message


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
