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

    The model is put into evaluation mode first.

    Returns
    -------
    logits : array
        What the model answers to ``X_new``.
    parameters : int
        How many numbers it has learnt.

    Examples
    --------
    >>> from tinkernet import nn
    >>> case = Case("two examples", {"X": np.zeros(2), "rng": 0, "X_new": np.ones((3, 4))})
    >>> logits, parameters = call_for_trained_model([lambda X, rng: nn.Linear(4, 2, rng=0)], case)
    >>> logits.shape, parameters
    ((3, 2), 10)
    """
    from tinkernet.nn import Module  # not before somebody trains: probes are to come along alone

    (answer,) = answers
    arguments = with_rng(case.arguments)
    unseen = arguments.pop("X_new")
    model = answer(*arguments.values())
    if model is None:
        raise NotNumbersError("It returned None: does it end with return model?")
    if not isinstance(model, Module):
        raise NotNumbersError(
            f"It should return the trained network, of tinkernet.nn's layers, but returned "
            f"{type(model).__name__}."
        )
    model.eval()
    logits = np.array(model(unseen))
    return logits, sum(int(np.size(np.asarray(one))) for one in model.parameters())
