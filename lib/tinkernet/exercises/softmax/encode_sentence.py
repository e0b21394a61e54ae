"""encode_sentence(words, vocabulary): words as one-hot rows (deck 003)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tinkernet.probe import Case, call_with_words

from .._exercise import Exercise
from .._measure import Outputs, as_returned
from .encode_sentence_mistakes import MISTAKES

Array = NDArray[Any]
Words = list[str]

DECK = ("you", "he", "dog", "cat", "friend", "have", "is", "are", "a", "and")
NAMED = 1.0
"""What the probe gives for a ValueError that names the unknown word."""
STRANGERS = ("horse", "ostrich", "tiger", "elephant", "sparrow", "beetle")


def cases(rng: np.random.Generator) -> Sequence[Case]:
    """Give a word, a word twice, order that matters, words that are unknown, random sentences."""
    small = ["dog", "cat", "and"]

    def case(label: str, words: Words, vocabulary: Words) -> Case:
        return Case(label, {"words": words, "vocabulary": vocabulary})

    def drawn(m: int, strange: bool) -> Case:
        vocabulary = [str(word) for word in rng.permutation(DECK)]
        words = [str(word) for word in rng.choice(DECK, m)]
        if strange:
            words[int(rng.integers(m))] = str(rng.choice(STRANGERS))
        return case(f"{m} random words{', one unknown' if strange else ''}", words, vocabulary)

    fixed = [
        case("one word", ["cat"], small),
        case("an unknown word", ["horse"], small),
        case("a word twice", ["dog", "and", "dog"], small),
        case("as many words as the vocabulary has", ["cat", "and", "dog"], small),
        case("an unknown word at the end", ["dog", "and", "ostrich"], small),
        case("an unknown word at the start", ["tiger", "and"], small),
    ]
    return [*fixed, drawn(4, False), drawn(10, False), drawn(7, True)]


def rows_and_error(case: Case, outputs: Outputs) -> Outputs:
    """Compare the rows of known words, and whether an unknown one was refused by its name."""
    rows, error, _ = outputs
    return rows, np.asarray(1.0 * (error == NAMED))


def reference(words: Words, vocabulary: Words) -> Any:
    """Look each word up; a word that is not there ends it."""
    Y = np.zeros((len(words), len(vocabulary)))
    for row, word in enumerate(words):
        if word not in vocabulary:
            raise ValueError(f"{word!r} is not in the vocabulary.")
        Y[row, vocabulary.index(word)] = 1
    return Y


def with_a_dict(words: Words, vocabulary: Words) -> list[list[float]]:
    """Look up in a dict, and turn its KeyError into what is asked for."""
    number = {word: k for k, word in enumerate(vocabulary)}
    rows = []
    for word in words:
        try:
            k = number[word]
        except KeyError as error:
            raise ValueError("unknown word: " + word) from error
        rows.append([float(k == other) for other in range(len(vocabulary))])
    return rows


def by_comparison(words: Words, vocabulary: Words) -> Any:
    """Compare every word with every word at once; a row without a True is of an unknown word."""
    Y = np.array(words)[:, None] == np.array(vocabulary)[None, :]
    unknown = np.array(words)[~Y.any(axis=1)]
    if unknown.size:
        raise ValueError(f"I do not know {', '.join(unknown)}; I know {vocabulary}.")
    return Y


def checked_first(words: Words, vocabulary: Words) -> Any:
    """Look for strangers first, then take rows of an identity matrix, in single precision."""
    for word in set(words) - set(vocabulary):
        raise ValueError(word)
    return np.eye(len(vocabulary), dtype=np.float32)[[vocabulary.index(w) for w in words]]


ENCODE_SENTENCE = Exercise(
    name="encode_sentence",
    title="A sentence as numbers",
    assignment="05_softmax_cross_entropy",
    points=2,
    answers=("encode_sentence",),
    returns=("rows", "error", "instead"),
    asked="encode_sentence(words, vocabulary) should return an array of shape (number of words, "
    "number of words in the vocabulary) with one-hot rows, and raise a ValueError that names the "
    "word if one is not in the vocabulary.",
    cases=cases,
    reference=reference,
    probe=call_with_words,
    measure=rows_and_error,
    parts=("rows", "ValueErrors that name the unknown word"),
    fingerprint=as_returned,
    mistakes=MISTAKES,
    alternatives=(with_a_dict, by_comparison, checked_first),
    forbidden=("tinkernet.nn", "tinkernet.optim", "scipy", "sklearn"),
    left_open=(
        "whether the numbers are whole, floating-point or True and False",
        "what else the error says, and which word it names if several are unknown",
        "what is returned for a sentence without words",
        "whether You and you are one word",
    ),
)
