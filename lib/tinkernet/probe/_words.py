"""Answers that take words, and refuse those that they do not know."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from ._case import Case

NO_ERROR, NAMED, UNNAMED, ANOTHER = 0.0, 1.0, 2.0, 3.0


def call_with_words(answers: Sequence[Callable[..., Any]], case: Case) -> tuple[Any, Any, Any]:
    """Call encode(words, vocabulary) and say what became of words that are not in it.

    Returns
    -------
    rows : array
        What came back, if all words are known; else nothing, shape (0,).
    error : float
        0 no error, 1 a ValueError with one of the unknown words in it, 2 a ValueError without, 3
        what a failed look-up or ``assert`` raises. Other errors, and any error where all words
        are known, are let through.
    instead : array
        What came back although a word is unknown.

    Examples
    --------
    >>> def encode(words, vocabulary):
    ...     return [[float(word == other) for other in vocabulary] for word in words]
    >>> call_with_words([encode], Case("known", {"words": ["b"], "vocabulary": ["a", "b"]}))
    ([[0.0, 1.0]], 0.0, array([], dtype=float64))
    >>> call_with_words([encode], Case("unknown", {"words": ["c"], "vocabulary": ["a", "b"]}))
    (array([], dtype=float64), 0.0, [[0.0, 0.0]])
    """
    (answer,) = answers
    nothing = np.zeros(0)
    words, vocabulary = case.arguments["words"], case.arguments["vocabulary"]
    unknown = [word for word in words if word not in vocabulary]
    if not unknown:
        return answer(words, vocabulary), NO_ERROR, nothing
    try:
        return nothing, NO_ERROR, answer(words, vocabulary)
    except ValueError as error:
        named = any(word in str(error) for word in unknown)
        return nothing, NAMED if named else UNNAMED, nothing
    except (LookupError, AssertionError):
        return nothing, ANOTHER, nothing
