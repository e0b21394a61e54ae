"""fit_polynomial(x, y, degree): a curve of any degree through points (deck 003)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tinkernet.probe import Case

from .._exercise import Answer, Exercise, Mistake
from ._powers import FORBIDDEN, fitted, powers

Array = NDArray[Any]


def cases(rng: np.random.Generator) -> Sequence[Case]:
    """Give a constant, a line, curves through every point, whole numbers, and noisy points."""

    def case(label: str, x: Any, y: Any, degree: int) -> Case:
        return Case(label, {"x": np.array(x), "y": np.array(y), "degree": degree})

    fixed = [
        case("degree 0", [1.0, 2.0, 4.0], [3.0, 7.0, 2.0], 0),
        case("a line through two points", [1.0, 3.0], [1.0, 5.0], 1),
        case("a parabola through three points", [0.0, 1.0, 3.0], [1.0, 0.0, 10.0], 2),
        case("whole numbers", [-1, 0, 1, 2], [2, 0, 1, 5], 2),
    ]
    drawn = []
    for m, degree in ((4, 3), (6, 1), (7, 2), (12, 4), (20, 6)):
        # Evenly spaced but for a little, so that no two are the same.
        x = np.linspace(-1.5, 1.2, m) + rng.uniform(-0.05, 0.05, m)
        y = rng.normal(0.0, 2.0, m) + 1.0
        order = rng.permutation(m)
        drawn.append(case(f"{m} random points, degree {degree}", x[order], y[order], degree))
    return fixed + drawn


def reference(x: Any, y: Any, degree: int) -> Array:
    """Make the table of powers, and solve for the coefficients with the smallest error."""
    return fitted(x, y, degree)


def by_elimination(x: Any, y: Any, degree: int) -> list[float]:
    """Write the normal equations down in lists and solve them by hand."""
    k = degree + 1
    sums = [float(sum(float(x_i) ** p for x_i in x)) for p in range(2 * degree + 1)]
    right = [
        sum(float(y_i) * float(x_i) ** p for x_i, y_i in zip(x, y, strict=True)) for p in range(k)
    ]
    rows = [[sums[i + j] for j in range(k)] + [right[i]] for i in range(k)]
    for i in range(k):
        for j in range(i + 1, k):
            factor = rows[j][i] / rows[i][i]
            rows[j] = [
                below - factor * above for below, above in zip(rows[j], rows[i], strict=True)
            ]
    c = [0.0] * k
    for i in reversed(range(k)):
        c[i] = (rows[i][k] - sum(rows[i][j] * c[j] for j in range(i + 1, k))) / rows[i][i]
    return c


def by_qr(x: Any, y: Any, degree: int) -> Any:
    """Take the table apart by QR; single precision at the end."""
    q, r = np.linalg.qr(np.vander(x, degree + 1, increasing=True).astype(float))
    return np.linalg.solve(r, q.T @ y).astype(np.float32)


def by_inverse(x: Any, y: Any, degree: int) -> Any:
    """Stack the powers as rows, and invert."""
    rows = np.stack([np.power(np.asarray(x, dtype=float), k) for k in range(degree + 1)])
    return np.linalg.inv(rows @ rows.T) @ rows @ y


def _of(change: Callable[[Array, Any, Any], Any]) -> Answer:
    """Write a wrong answer from the table of powers, x and y."""
    return lambda x, y, degree: change(powers(x, degree), np.asarray(x), np.asarray(y))


def _solved(table: Array, y: Any) -> Array:
    found: Array = np.linalg.solve(table.T @ table, table.T @ y)
    return found


def _no_constant(table: Array, x: Any, y: Any) -> Array:
    return _solved(table[:, 1:], y)


def _one_by_one(table: Array, x: Any, y: Any) -> Array:
    c: Array = (table.T @ y) / (table**2).sum(axis=0)
    return c


FIT_POLYNOMIAL = Exercise(
    name="fit_polynomial",
    title="A polynomial through points",
    assignment="06_training",
    points=2,
    answers=("fit_polynomial",),
    returns=("c",),
    asked="fit_polynomial(x, y, degree) should return the coefficients with the smallest mean "
    "squared error: degree + 1 numbers, c[k] in front of x**k.",
    cases=cases,
    reference=reference,
    mistakes=(
        Mistake(
            "backwards",
            "the coefficients backwards, the highest power first",
            "c[0] belongs to x to the power of 0.",
            (_of(lambda table, x, y: _solved(table, y)[::-1]),),
        ),
        Mistake(
            "no_constant",
            "a curve that is made to go through the origin: the power 0 is missing",
            "Which curve should come out for degree 0?",
            (
                _of(_no_constant),
                _of(lambda table, x, y: np.concatenate([[0.0], _no_constant(table, x, y)])),
            ),
        ),
        Mistake(
            "one_power_short",
            "one power too few",
            "A line has degree 1 and two coefficients. Where does range stop?",
            (
                _of(lambda table, x, y: _solved(table[:, :-1], y)),
                _of(lambda table, x, y: np.append(_solved(table[:, :-1], y), 0.0)),
            ),
        ),
        Mistake(
            "not_solved",
            "the right-hand side of the equations, before anything is solved",
            "That is what the coefficients, times the table's products, should be equal to.",
            (
                _of(lambda table, x, y: table.T @ y),
                _of(lambda table, x, y: table.T @ y / len(y)),
                _of(lambda table, x, y: table.T @ table @ (table.T @ y)),
            ),
        ),
        Mistake(
            "one_by_one",
            "each coefficient fitted as if the others were not there",
            "All powers are in the curve at once: one system of equations for all of them.",
            (_of(_one_by_one),),
        ),
        Mistake(
            "x_and_y_swapped",
            "x and y in each other's place",
            "Of which of the two does the table hold powers?",
            (lambda x, y, degree: fitted(y, x, degree),),
        ),
        Mistake(
            "few_points",
            "a curve through the first points only",
            "All points have a say, also where there are more of them than coefficients.",
            (
                lambda x, y, degree: fitted(x[: degree + 1], y[: degree + 1], degree),
                lambda x, y, degree: fitted(x[-degree - 1 :], y[-degree - 1 :], degree),
            ),
        ),
        Mistake(
            "heights_for_coefficients",
            "the heights of the curve at the points instead of its coefficients",
            "What comes back should be degree + 1 numbers, however many points there are.",
            (_of(lambda table, x, y: table @ _solved(table, y)),),
        ),
        Mistake(
            "divided_once",
            "a mean on one side of the equations and a sum on the other",
            "Divide both sides by the number of points, or none.",
            (
                _of(lambda table, x, y: _solved(table, y) / len(y)),
                _of(lambda table, x, y: _solved(table, y) * len(y)),
            ),
        ),
        Mistake(
            "centred",
            "coefficients of a curve in x minus its mean",
            "The curve should be right for x as it is.",
            (
                lambda x, y, degree: fitted(x - np.mean(x), y, degree),
                lambda x, y, degree: fitted((x - np.mean(x)) / np.std(x), y, degree),
            ),
        ),
        Mistake(
            "ridge",
            "coefficients that are pulled towards 0",
            "Is something added to the diagonal? No more than rounding would need, if anything.",
            (
                _of(
                    lambda table, x, y: np.linalg.solve(
                        table.T @ table + np.eye(table.shape[1]), table.T @ y
                    )
                ),
            ),
        ),
    ),
    alternatives=(by_elimination, by_qr, by_inverse),
    forbidden=FORBIDDEN,
    left_open=("how the equations are solved",),
)
