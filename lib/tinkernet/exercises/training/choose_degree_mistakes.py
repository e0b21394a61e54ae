"""What goes wrong where a degree is to be chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .._exercise import Answer, Mistake
from ._powers import error, fitted, powers

Array = NDArray[Any]
Rule = Callable[[Any, Any, Any, Any, int], Any]


def _off(c: Array, x: Any, y: Any) -> Any:
    return powers(x, len(c) - 1) @ c - y


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


def _swapped(x: Any, y: Any, x_val: Any, y_val: Any, degree: int) -> Any:
    return _validation(x_val, y_val, x, y, degree)


def _both(x: Any, y: Any, x_val: Any, y_val: Any, degree: int) -> Any:
    c = fitted(x, y, degree)
    return error(c, x_val, y_val) + error(c, x, y)


def _gap(x: Any, y: Any, x_val: Any, y_val: Any, degree: int) -> Any:
    c = fitted(x, y, degree)
    return abs(error(c, x_val, y_val) - error(c, x, y))


def _signed(x: Any, y: Any, x_val: Any, y_val: Any, degree: int) -> Any:
    return np.mean(_off(fitted(x, y, degree), x_val, y_val))


def _signed_down(x: Any, y: Any, x_val: Any, y_val: Any, degree: int) -> Any:
    return -_signed(x, y, x_val, y_val, degree)


def _size_of_signed(x: Any, y: Any, x_val: Any, y_val: Any, degree: int) -> Any:
    return abs(_signed(x, y, x_val, y_val, degree))


RIVALS: tuple[Rule, ...] = (_together, _swapped, _both, _gap, _signed, _size_of_signed)
"""Rules that choose another degree than the right one often, but not always."""

MISTAKES = (
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
        (_chosen(_swapped),),
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
            _chosen(_signed),
            _chosen(_signed_down),
            _chosen(_size_of_signed),
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
        (_chosen(_both),),
    ),
    Mistake(
        "smallest_gap",
        "the degree whose two errors are most alike",
        "Both errors may be alike and large. What should be small?",
        (_chosen(_gap),),
    ),
    Mistake(
        "simplest",
        "the smallest degree, whatever the errors",
        "A curve may be too stiff as well.",
        (lambda x, y, x_val, y_val, degrees: min(degrees),),
    ),
)
