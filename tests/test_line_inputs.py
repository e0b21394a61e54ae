"""What LineFit accepts, and what it says where it cannot."""

from typing import Any

import numpy as np
import pytest

from tinkernet.widgets import LineFit

X, Y = np.array([0.0, 1.0, 2.0, 4.0]), np.array([1.0, 0.5, 3.0, 2.5])


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
