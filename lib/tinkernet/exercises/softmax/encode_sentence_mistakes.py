"""What goes wrong with a sentence as numbers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .._exercise import Answer, Mistake

Array = NDArray[Any]
Words = list[str]


def _rows(words: Words, vocabulary: Words) -> Any:
    """Return one-hot rows, and a row of zeros for an unknown word."""
    return np.array([[float(word == other) for other in vocabulary] for word in words])


Build = Callable[[Array, Words], Any]
"""Makes what is returned of the right rows and the vocabulary."""


def _with(build: Build, error: type[Exception] = ValueError, named: bool = True) -> Answer:
    """Write an answer that builds something else, and says no in its own way."""

    def answer(words: Words, vocabulary: Words) -> Any:
        for word in words:
            if word not in vocabulary:
                raise error(word if named else "unknown word")
        return build(_rows(words, vocabulary), vocabulary)

    return answer


def _wrong(build: Build) -> tuple[Answer, ...]:
    """Write it with the right error, and with those that go wrong too."""
    return _with(build), _with(build, KeyError), _with(build, named=False)


def _right(rows: Array, vocabulary: Words) -> Array:
    return rows


def _column_for_unknown(place: int | None) -> Answer:
    """Give an unknown word a column that exists (or, with None, none: a row of zeros)."""

    def answer(words: Words, vocabulary: Words) -> Any:
        Y = np.zeros((len(words), len(vocabulary)))
        for row, word in enumerate(words):
            if word in vocabulary:
                Y[row, vocabulary.index(word)] = 1
            elif place is not None:
                Y[row, place] = 1
        return Y

    return answer


def _skipping(words: Words, vocabulary: Words) -> Any:
    return _rows([word for word in words if word in vocabulary], vocabulary)


def _growing(words: Words, vocabulary: Words) -> Any:
    return _rows(words, vocabulary + [w for w in dict.fromkeys(words) if w not in vocabulary])


def _own_vocabulary(order: Callable[[Words], Words]) -> Answer:
    """Make the columns of the sentence itself, where every word is known."""
    return lambda words, vocabulary: _rows(words, order(words))


MISTAKES = (
    Mistake(
        "unknown_as_zeros",
        "a row of zeros for an unknown word",
        "Nobody would notice that a word is missing. Which words must be refused?",
        (_column_for_unknown(None),),
    ),
    Mistake(
        "unknown_as_another",
        "an unknown word taken for one that is known",
        "Where does your code look when the word is not found? A place such as -1 is the "
        "column of a real word.",
        (_column_for_unknown(-1), _column_for_unknown(0)),
    ),
    Mistake(
        "unknown_skipped",
        "an unknown word left out",
        "Every word has its row. What should happen if one is not in the vocabulary?",
        (_skipping,),
    ),
    Mistake(
        "vocabulary_grows",
        "a new column for an unknown word",
        "The vocabulary is fixed: a network has one weight for each of its columns.",
        (_growing,),
    ),
    Mistake(
        "another_error",
        "an error of another kind for an unknown word",
        "A dictionary raises a KeyError, assert an AssertionError. What is asked for is a "
        "ValueError: look before you look up, or catch the one and raise the other.",
        (_with(_right, KeyError), _with(_right, IndexError, named=False)),
    ),
    Mistake(
        "error_without_word",
        "a ValueError that does not say which word it is about",
        "Put the word into the text of the error, so that a reader can find it.",
        (_with(_right, named=False),),
    ),
    Mistake(
        "own_vocabulary",
        "columns for the words of this sentence only",
        "A network needs the same columns for every sentence: those of the vocabulary.",
        (
            _own_vocabulary(lambda words: sorted(set(words))),
            _own_vocabulary(lambda words: list(dict.fromkeys(words))),
        ),
    ),
    Mistake(
        "sorted_vocabulary",
        "columns in the order of the alphabet",
        "The first column belongs to the first word of the vocabulary as it is given.",
        _wrong(lambda rows, vocabulary: rows[:, np.argsort(vocabulary)]),
    ),
    Mistake(
        "order_lost",
        "one row for the sentence as a whole",
        "'You are' and 'are you' have the same words. Each word should keep a row of its own.",
        (
            *_wrong(lambda rows, vocabulary: rows.sum(axis=0)),
            *_wrong(lambda rows, vocabulary: rows.max(axis=0)),
        ),
    ),
    Mistake(
        "transposed",
        "one column a word instead of one row",
        "Rows are the words of the sentence, in its order; columns are the vocabulary.",
        _wrong(lambda rows, vocabulary: rows.T),
    ),
    Mistake(
        "numbers_only",
        "the number of each word, not yet its one-hot row",
        "Word number 9 is not nine times as much as word number 1. One step is missing.",
        (
            *_wrong(lambda rows, vocabulary: rows.argmax(axis=1)),
            *_wrong(lambda rows, vocabulary: rows.argmax(axis=1) + 1),
        ),
    ),
    Mistake(
        "counted_from_one",
        "a first column that belongs to no word",
        "The first word of the vocabulary has column 0.",
        _wrong(lambda rows, vocabulary: np.pad(rows, ((0, 0), (1, 0)))),
    ),
)
