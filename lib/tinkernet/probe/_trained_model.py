"""A network that an answer has trained: what it says of examples it has not seen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from ._case import Case
from ._outputs import NotNumbersError
from ._seeds import with_rng


def call_for_trained_model(answers: Sequence[Callable[..., Any]], case: Case) -> tuple[Any, int]:
    """Call the answer with all but the argument ``X_new``; ask the model that it returns of that.

    The model is put into evaluation mode first, if it has one.

    Returns
    -------
    logits : array
        What the model answers to ``X_new``.
    parameters : int
        How many numbers it has learnt.

    Examples
    --------
    >>> class Doubling:
    ...     def parameters(self):
    ...         return [np.array([2.0])]
    ...
    ...     def __call__(self, X):
    ...         return 2.0 * X
    >>> case = Case("two examples", {"X": np.zeros(2), "rng": 0, "X_new": np.ones(3)})
    >>> call_for_trained_model([lambda X, rng: Doubling()], case)
    (array([2., 2., 2.]), 1)
    """
    (answer,) = answers
    arguments = with_rng(case.arguments)
    unseen = arguments.pop("X_new")
    model = answer(*arguments.values())
    if model is None:
        raise NotNumbersError("It returned None: does it end with return model?")
    if isinstance(model, type) or not (callable(model) and hasattr(model, "parameters")):
        raise NotNumbersError(
            f"It should return the trained model, but returned {type(model).__name__}."
        )
    if hasattr(model, "eval"):
        model.eval()
    logits = np.array(model(unseen))
    return logits, sum(int(np.size(np.asarray(one))) for one in model.parameters())
