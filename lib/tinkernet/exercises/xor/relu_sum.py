"""fit_relu_sum(xs, ys): a sum of ReLU units through given points (deck 000, approximation)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tinkernet.probe import Case

from .._exercise import Answer, Exercise, Mistake, Tolerance
from .._measure import Outputs, expect_shapes

Array = NDArray[Any]
Units = tuple[Any, Any, Any, Any]
SHAPES: dict[str, tuple[int | str, ...]] = {"w": ("h",), "b": ("h",), "v": ("h",), "c": ()}


def cases(rng: np.random.Generator) -> Sequence[Case]:
    """Give one and two points, a level, steep and uneven ones, and random zigzags."""
    fixed = [
        Case("one point", {"xs": np.array([2.0]), "ys": np.array([-3.0])}),
        Case("two points, rising", {"xs": np.array([1.0, 3.0]), "ys": np.array([2.0, 8.0])}),
        Case("two points, falling", {"xs": np.array([-1.0, 3.0]), "ys": np.array([1.0, -1.0])}),
        Case("a level", {"xs": np.array([-2.0, 0.0, 5.0]), "ys": np.array([4.0, 4.0, 4.0])}),
        Case("a hat", {"xs": np.array([0.0, 1.0, 3.0]), "ys": np.array([0.0, 2.0, 0.0])}),
        Case(
            "two points close together",
            {"xs": np.array([-1.0, 0.0, 0.0625, 2.0]), "ys": np.array([1.0, -1.0, 2.0, 0.5])},
        ),
        Case(
            "small heights",
            {"xs": np.array([0.0, 0.5, 2.0]), "ys": np.array([0.02, -0.03, 0.05])},
        ),
        Case(
            "large numbers",
            {"xs": np.array([900.0, 1000.0, 1300.0]), "ys": np.array([5e4, 2e4, 8e4])},
        ),
    ]
    drawn = [
        Case(
            f"{n} points, unevenly spaced",
            {
                "xs": rng.uniform(-3.0, 0.0) + np.cumsum(rng.uniform(0.2, 1.5, n)),
                "ys": rng.normal(1.0, 2.0, n),
            },
        )
        for n in (3, 5, 8, 20)
    ]
    return fixed + drawn


def reference(xs: Array, ys: Array) -> Units:
    """Start a unit at every point but the last; it adds what the slope changes by there."""
    slopes = np.diff(ys) / np.diff(xs)
    return np.ones(len(slopes)), -xs[:-1], np.diff(slopes, prepend=0.0), ys[0]


def in_plain_python(xs: Array, ys: Array) -> list[Any]:
    """Go from point to point, remember the slope so far, and return lists."""
    w, b, v, slope = [], [], [], 0.0
    for i in range(len(xs) - 1):
        needed = (ys[i + 1] - ys[i]) / (xs[i + 1] - xs[i])
        w.append(1.0)
        b.append(-xs[i])
        v.append(needed - slope)
        slope = needed
    return [w, b, v, ys[0]]


def from_the_right(xs: Array, ys: Array) -> Units:
    """Let all units look to the left and start at the last point, in single precision."""
    slopes = np.diff(ys) / np.diff(xs)
    v = np.diff(slopes, append=0.0)
    return (
        -np.ones(len(slopes), dtype="float32"),
        xs[1:].astype("float32"),
        v.astype("float32"),
        np.float32(ys[-1]),
    )


def by_solving(xs: Array, ys: Array) -> Units:
    """Choose knots between the points, and solve for the heights."""
    knots = np.append(xs[0] - 1.0, (xs[1:] + xs[:-1]) / 2)
    v = np.linalg.solve(np.maximum(0.0, xs[:, None] - knots), ys)
    return np.full(len(xs), 2.0), -2.0 * knots, v / 2, np.array(0)


def by_hats(xs: Array, ys: Array) -> Units:
    """Put a hat of three units on every point, with a width of its own."""
    w, b, v = [], [], []
    gaps = np.diff(xs, prepend=xs[0] - 1.0, append=xs[-1] + 1.0)
    for x, y, left, right in zip(xs, ys, gaps[:-1], gaps[1:], strict=True):
        w += [1 / left, 1.0, 1 / right]
        b += [1 - x / left, -x, -x / right - 1]
        v += [y, -y * (1 / left + 1 / right), y]
    return w, b, v, 0


def _values(outputs: Outputs, at: Array) -> Array:
    """Return the sum at some places."""
    expect_shapes(outputs, **SHAPES)
    w, b, v, c = (np.asarray(each, dtype=float) for each in outputs)
    return np.asarray(c + np.maximum(0.0, at[:, None] * w + b) @ v)


def at_the_points(case: Case, outputs: Outputs) -> Outputs:
    """Return the sum at the points."""
    return (_values(outputs, case.arguments["xs"]),)


def between_them_too(case: Case, outputs: Outputs) -> Outputs:
    """Return the sum at the points and halfway between them."""
    xs = case.arguments["xs"]
    return (_values(outputs, np.concatenate([xs, (xs[1:] + xs[:-1]) / 2])),)


def _with(change: Callable[..., Units]) -> Answer:
    """Write an answer that changes what is right; it also gets points and slopes."""

    def answer(xs: Array, ys: Array) -> Units:
        return change(*reference(xs, ys), xs, ys, np.diff(ys) / np.diff(xs))

    return answer


RELU_SUM = Exercise(
    name="relu_sum",
    title="Any curve from ReLU units",
    assignment="03_xor",
    points=4,
    answers=("fit_relu_sum",),
    returns=("w", "b", "v", "c"),
    asked="fit_relu_sum(xs, ys) should return (w, b, v, c) so that c + v . relu(w x + b) passes "
    "through all the points.",
    cases=cases,
    reference=reference,
    measure=at_the_points,
    parts=("height at the points",),
    fingerprint=between_them_too,
    tolerance=Tolerance(absolute=5e-5),
    mistakes=(
        Mistake(
            "slope_for_change",
            "each unit given the slope of its piece, not what the slope changes by",
            "The units before it are still on and go on adding their slopes. What is missing "
            "to get from the slope so far to the one that is needed?",
            (_with(lambda w, b, v, c, xs, ys, s: (w, b, s, c)),),
        ),
        Mistake(
            "rise_for_slope",
            "differences in height that are not divided by the distance between the points",
            "A slope is rise over run. Are your points one unit apart?",
            (
                _with(lambda w, b, v, c, xs, ys, s: (w, b, np.diff(ys), c)),
                _with(lambda w, b, v, c, xs, ys, s: (w, b, np.diff(np.diff(ys), prepend=0), c)),
            ),
        ),
        Mistake(
            "constant_left_out",
            "a sum that starts at height 0",
            "At the first point no unit has begun. What is the height there?",
            (_with(lambda w, b, v, c, xs, ys, s: (w, b, v, 0.0)),),
        ),
        Mistake(
            "other_constant",
            "a constant that is not the height at which the curve starts",
            "Left of all knots every unit is off, and only c is left. At which point is that?",
            (
                _with(lambda w, b, v, c, xs, ys, s: (w, b, v, ys.mean())),
                _with(lambda w, b, v, c, xs, ys, s: (w, b, v, ys[-1])),
            ),
        ),
        Mistake(
            "knot_sign",
            "units whose knots lie at -x in place of x",
            "Where is w x + b equal to 0? Solve for x and mind the sign.",
            (_with(lambda w, b, v, c, xs, ys, s: (w, xs[:-1], v, c)),),
        ),
        Mistake(
            "bias_left_out",
            "units that all begin at x = 0: their biases are missing",
            "Each unit should begin at a point of its own. Which number moves its knot?",
            (_with(lambda w, b, v, c, xs, ys, s: (w, 0.0 * b, v, c)),),
        ),
        Mistake(
            "knots_one_late",
            "units that begin one point too late",
            "The slope between two points has to change at the left one of them.",
            (_with(lambda w, b, v, c, xs, ys, s: (w, -xs[1:], v, c)),),
        ),
        Mistake(
            "first_unit_left_out",
            "a first piece without any slope: a unit is missing at the first point",
            "Between the first two points the curve may rise already. Who sees to that?",
            (_with(lambda w, b, v, c, xs, ys, s: (w[1:], b[1:], v[1:], c)),),
        ),
        Mistake(
            "change_sign",
            "changes of slope with the wrong sign",
            "The change is what is needed minus what is there.",
            (
                _with(lambda w, b, v, c, xs, ys, s: (w, b, -v, c)),
                _with(lambda w, b, v, c, xs, ys, s: (w, b, np.append(v[:1], -v[1:]), c)),
            ),
        ),
        Mistake(
            "change_inside",
            "the changes of slope put inside the ReLU, as w in place of v",
            "A unit with a negative w looks to the left: it is on before its knot and off after "
            "it. And max(0, ...) never takes anything away. Which number may be negative?",
            (_with(lambda w, b, v, c, xs, ys, s: (v, v * b, w, c)),),
        ),
        Mistake(
            "heights_for_slopes",
            "the heights themselves in place of changes of slope",
            "v says by how much the slope changes at a knot. How do you get a slope from heights?",
            (
                _with(lambda w, b, v, c, xs, ys, s: (w, b, ys[:-1], c)),
                _with(lambda w, b, v, c, xs, ys, s: (w, b, ys[1:], c)),
                _with(lambda w, b, v, c, xs, ys, s: (w, b, ys[1:], 0.0)),
            ),
        ),
    ),
    alternatives=(in_plain_python, from_the_right, by_solving, by_hats),
    forbidden=("tinkernet.nn", "tinkernet.optim", "scipy", "sklearn"),
    left_open=(
        "how many units, where their knots lie, which way they look, the size of w",
        "the curve between the points and beyond them",
    ),
)
