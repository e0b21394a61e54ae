"""choose_degree(x, y, x_val, y_val, degrees): neither too stiff nor too bendy (deck 003)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tinkernet.probe import Case

from .._exercise import Exercise
from ._powers import FORBIDDEN, error, fitted, powers
from .choose_degree_mistakes import MISTAKES, RIVALS, Rule

Array = NDArray[Any]

GAP = 1.1
"""The second lowest validation error is at least so many times the lowest."""


def _drawn(rng: np.random.Generator, m: int, degrees: Sequence[int], rival: Rule) -> Case:
    """Draw points around a cubic until one degree is best beyond doubt, and not the rival's."""
    while True:
        c = rng.normal(0.0, 1.5, 4)
        x, x_val = rng.uniform(-1.0, 1.0, m), rng.uniform(-1.0, 1.0, 9)
        y, y_val = (powers(each, 3) @ c + rng.normal(0.0, 0.5, len(each)) for each in (x, x_val))
        errors = [error(fitted(x, y, degree), x_val, y_val) for degree in degrees]
        best, second = np.sort(errors)[:2]
        chosen = int(np.argmin(errors))
        others = [rival(x, y, x_val, y_val, degree) for degree in degrees]
        if second > GAP * best and chosen not in (len(degrees) - 1, int(np.argmin(others))):
            break
    order = tuple(int(degree) for degree in rng.permutation(degrees))
    arguments = {"x": x, "y": y, "x_val": x_val, "y_val": y_val, "degrees": order}
    return Case(f"{m} random points, degrees {order}", arguments)


def cases(rng: np.random.Generator) -> Sequence[Case]:
    """Give two degrees for three points, then random points and degrees in any order."""
    fixed = [
        Case(
            "three points, a level line or a sloping one",
            {"x": np.array([0.0, 1.0, 2.0]), "y": np.array([0.0, 2.0, 1.0]),
             "x_val": np.array([3.0, 0.5]), "y_val": np.array([0.5, 1.0]), "degrees": (1, 0)},
        ),
        Case(
            "five points of about a parabola",
            {"x": np.array([-2.0, -1.0, 0.0, 1.0, 2.0]), "y": np.array([4.5, 0.8, 0.3, 1.2, 3.8]),
             "x_val": np.array([-1.5, -0.5, 0.5, 1.7, 1.2]),
             "y_val": np.array([2.0, 0.6, 0.5, 2.6, 1.1]), "degrees": (1, 2, 4)},
        ),
    ]  # fmt: skip
    choices = ((0, 1, 2, 3), (1, 3, 4, 6), (0, 2, 3, 5, 7), (1, 2, 3, 4, 5, 6))
    drawn = [
        _drawn(rng, (9, 12, 16)[number % 3], choices[number % 4], rival)
        for number, rival in enumerate((*RIVALS, *RIVALS))
    ]
    return fixed + drawn


def reference(x: Any, y: Any, x_val: Any, y_val: Any, degrees: Sequence[int]) -> int:
    """Fit each to the training points, and look how far it is from the validation points."""
    distances = []
    for degree in degrees:
        off = powers(x_val, degree) @ fitted(x, y, degree) - y_val
        distances.append(off @ off)
    return degrees[int(np.argmin(distances))]


def in_a_loop(x: Any, y: Any, x_val: Any, y_val: Any, degrees: Any) -> Any:
    """Keep the best so far; measure it by a sum, number by number."""
    best, lowest = None, float("inf")
    for degree in degrees:
        c = fitted(x, y, degree).tolist()
        total = 0.0
        for x_i, y_i in zip(x_val, y_val, strict=True):
            total += (sum(c_k * x_i**k for k, c_k in enumerate(c)) - y_i) ** 2
        if total < lowest:
            best, lowest = degree, total
    return best


def with_min(x: Any, y: Any, x_val: Any, y_val: Any, degrees: Any) -> Any:
    """Let min look at the roots of the errors; give a float."""

    def off(degree: int) -> float:
        return float(np.linalg.norm(powers(x_val, degree) @ fitted(x, y, degree) - y_val))

    return float(min(degrees, key=off))


def by_sorting(x: Any, y: Any, x_val: Any, y_val: Any, degrees: Any) -> Any:
    """Sort pairs, in an array without axes."""
    table, right = np.vander(x, max(degrees) + 1, increasing=True), np.asarray(y)
    pairs = []
    for degree in degrees:
        q, r = np.linalg.qr(table[:, : degree + 1])
        c = np.linalg.solve(r, q.T @ right)
        pairs.append((np.square(np.polyval(c[::-1], x_val) - y_val).mean(), degree))
    return np.array(sorted(pairs)[0][1])


CHOOSE_DEGREE = Exercise(
    name="choose_degree",
    title="The right degree",
    assignment="06_training",
    points=2,
    answers=("choose_degree",),
    returns=("degree",),
    asked="choose_degree(x, y, x_val, y_val, degrees) should return the one of degrees whose fit "
    "to (x, y) has the lowest mean squared error on (x_val, y_val).",
    cases=cases,
    reference=reference,
    mistakes=MISTAKES,
    alternatives=(in_a_loop, with_min, by_sorting),
    forbidden=FORBIDDEN,
    left_open=("which of several degrees with exactly the same error",),
)
