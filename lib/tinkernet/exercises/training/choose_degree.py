"""choose_degree(x, y, x_val, y_val, degrees): neither too stiff nor too bendy (deck 003)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tinkernet.probe import Case

from .._exercise import Answer, Exercise, Mistake
from ._powers import error, fitted, powers

Array = NDArray[Any]

GAP = 1.1
"""The second lowest validation error is at least so many times the lowest."""


def _drawn(rng: np.random.Generator, m: int, degrees: Sequence[int]) -> Case:
    """Draw points around a cubic until one degree is best beyond doubt, and not the largest."""
    while True:
        c = rng.normal(0.0, 1.5, 4)
        x, x_val = rng.uniform(-1.0, 1.0, m), rng.uniform(-1.0, 1.0, 9)
        y, y_val = (powers(each, 3) @ c + rng.normal(0.0, 0.5, len(each)) for each in (x, x_val))
        errors = [error(fitted(x, y, degree), x_val, y_val) for degree in degrees]
        best, second = np.sort(errors)[:2]
        if second > GAP * best and degrees[int(np.argmin(errors))] != max(degrees):
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
            "a parabola, and five points",
            {"x": np.array([-2.0, -1.0, 0.0, 1.0, 2.0]), "y": np.array([4.5, 0.8, 0.3, 1.2, 3.8]),
             "x_val": np.array([-1.5, 0.5, 1.7]), "y_val": np.array([2.0, 0.5, 2.6]),
             "degrees": (1, 2, 4)},
        ),
    ]  # fmt: skip
    drawn = [_drawn(rng, m, degrees) for m in (9, 12, 16) for degrees in (
        (0, 1, 2, 3), (1, 3, 4, 6), (0, 2, 3, 5, 7), (1, 2, 3, 4, 5, 6))]  # fmt: skip
    return fixed + drawn


def reference(x: Any, y: Any, x_val: Any, y_val: Any, degrees: Sequence[int]) -> int:
    """Fit each to the training points, and look how far it is from the validation points."""
    errors = [error(fitted(x, y, degree), x_val, y_val) for degree in degrees]
    return degrees[int(np.argmin(errors))]


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


def _off(c: Array, x: Any, y: Any) -> Any:
    return powers(x, len(c) - 1) @ c - y


Rule = Callable[[Any, Any, Any, Any, int], Any]


def _chosen(rule: Rule, pick: Callable[[Any], Any] = np.argmin) -> Answer:
    """Write a choice by another number than the validation error, or by another extreme."""

    def answer(x: Any, y: Any, x_val: Any, y_val: Any, degrees: Any) -> Any:
        return degrees[int(pick([rule(x, y, x_val, y_val, degree) for degree in degrees]))]

    return answer


def _validation(x: Any, y: Any, x_val: Any, y_val: Any, degree: int) -> Any:
    return error(fitted(x, y, degree), x_val, y_val)


def _training(x: Any, y: Any, x_val: Any, y_val: Any, degree: int) -> Any:
    return error(fitted(x, y, degree), x, y)


def _together(x: Any, y: Any, x_val: Any, y_val: Any, degree: int) -> Any:
    c = fitted(np.concatenate([x, x_val]), np.concatenate([y, y_val]), degree)
    return error(c, x_val, y_val)


def _first_rise(errors: Sequence[float]) -> int:
    rises = [k for k in range(len(errors) - 1) if errors[k + 1] > errors[k]]
    return rises[0] if rises else len(errors) - 1


def _index(x: Any, y: Any, x_val: Any, y_val: Any, degrees: Any) -> int:
    return int(np.argmin([_validation(x, y, x_val, y_val, degree) for degree in degrees]))


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
    mistakes=(
        Mistake(
            "training_error",
            "the degree with the lowest error on the points that it was fitted to: the largest",
            "More bends always come closer to the points they were fitted to. Which points say "
            "how a curve does on new ones?",
            (_chosen(_training), lambda x, y, x_val, y_val, degrees: max(degrees)),
        ),
        Mistake(
            "fitted_to_both",
            "curves that are fitted to the validation points as well",
            "Points that a curve was fitted to say nothing about new ones.",
            (_chosen(_together),),
        ),
        Mistake(
            "sets_swapped",
            "curves fitted to the validation points and judged by the training points",
            "Which points are there to learn from, and which to judge?",
            (_chosen(lambda x, y, x_val, y_val, degree: _validation(x_val, y_val, x, y, degree)),),
        ),
        Mistake(
            "index_for_degree",
            "the place in the list instead of the degree that stands there",
            "argmin says where the lowest error is. Which degree is that?",
            (_index, lambda *given: _index(*given) + 1),
        ),
        Mistake(
            "error_for_degree",
            "the lowest error instead of the degree that has it",
            "What is asked is which degree, not how low.",
            (
                lambda x, y, x_val, y_val, degrees: min(
                    _validation(x, y, x_val, y_val, degree) for degree in degrees
                ),
            ),
        ),
        Mistake(
            "highest",
            "the degree with the highest validation error",
            "An error is good when it is low.",
            (_chosen(_validation, np.argmax),),
        ),
        Mistake(
            "not_squared",
            "errors that are added up with their signs, so that they cancel",
            "Too high and too low are both wrong: what did the mean squared error do about that?",
            (
                _chosen(
                    lambda x, y, x_val, y_val, degree: np.mean(
                        _off(fitted(x, y, degree), x_val, y_val)
                    )
                ),
                _chosen(
                    lambda x, y, x_val, y_val, degree: (
                        -np.mean(_off(fitted(x, y, degree), x_val, y_val))
                    )
                ),
                _chosen(
                    lambda x, y, x_val, y_val, degree: abs(
                        np.mean(_off(fitted(x, y, degree), x_val, y_val))
                    )
                ),
            ),
        ),
        Mistake(
            "first_rise",
            "a search that ends at the first rise of the error",
            "degrees may come in any order, and errors go up and down: look at all of them.",
            (_chosen(_validation, _first_rise),),
        ),
        Mistake(
            "both_errors",
            "training and validation error added up",
            "The training error says how well the curve remembers. What should decide?",
            (_chosen(lambda *given: _validation(*given) + _training(*given)),),
        ),
        Mistake(
            "smallest_gap",
            "the degree whose two errors are most alike",
            "Both errors may be alike and large. What should be small?",
            (_chosen(lambda *given: abs(_validation(*given) - _training(*given))),),
        ),
        Mistake(
            "simplest",
            "the smallest degree, whatever the errors",
            "A curve may be too stiff as well.",
            (lambda x, y, x_val, y_val, degrees: min(degrees),),
        ),
    ),
    alternatives=(in_a_loop, with_min, by_sorting),
    forbidden=(
        "numpy.polyfit",
        "numpy.polynomial",
        "numpy.linalg.lstsq",
        "numpy.linalg.pinv",
        "tinkernet.nn",
        "tinkernet.optim",
        "tinkernet.widgets",
        "scipy",
        "sklearn",
    ),
    left_open=("Which of several degrees with exactly the same error.",),
)
