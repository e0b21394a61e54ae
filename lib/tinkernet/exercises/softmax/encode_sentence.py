"""encode_sentence(words, vocabulary): words as one-hot rows (deck 003)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tinkernet.probe import Case, call_with_words

from .._exercise import Answer, Exercise, Mistake
from .._measure import Outputs

Array = NDArray[Any]
Words = list[str]

DECK = ("you", "he", "dog", "cat", "friend", "have", "is", "are", "a", "and")
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
    """Compare the rows of known words, and what became of an unknown one."""
    rows, error, _ = outputs
    return rows, error


def reference(words: Words, vocabulary: Words) -> Any:
    """Look each word up; a word that is not there ends it."""
    Y = np.zeros((len(words), len(vocabulary)))
    for row, word in enumerate(words):
        if word not in vocabulary:
            raise ValueError(f"{word!r} is not in the vocabulary.")
        Y[row, vocabulary.index(word)] = 1
    return Y


def with_a_dict(words: Words, vocabulary: Words) -> list[list[float]]:
    """Number the words first, and turn the KeyError into what is asked for."""
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


Build = Callable[[Array, Words], Any]
"""Makes what is returned of the right rows and the vocabulary."""


def _with(build: Build, error: type[Exception] = ValueError, named: bool = True) -> Answer:
    """Write an answer that builds something else, and says no in its own way."""

    def answer(words: Words, vocabulary: Words) -> Any:
        for word in words:
            if word not in vocabulary:
                raise error(word if named else "unknown word")
        return build(reference(words, vocabulary), vocabulary)

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
    return reference([word for word in words if word in vocabulary], vocabulary)


def _growing(words: Words, vocabulary: Words) -> Any:
    return reference(words, vocabulary + [w for w in dict.fromkeys(words) if w not in vocabulary])


def _own_vocabulary(order: Callable[[Words], Words]) -> Answer:
    """Make the columns of the sentence itself, where every word is known."""
    return lambda words, vocabulary: reference(words, order(words))


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
    parts=(
        "the rows",
        "the error (0 none, 1 a ValueError with the word in it, 2 one without, 3 another error)",
    ),
    fingerprint=lambda case, outputs: outputs,
    mistakes=(
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
    ),
    alternatives=(with_a_dict, by_comparison, checked_first),
    forbidden=("tinkernet.nn", "tinkernet.optim", "scipy", "sklearn"),
    left_open=(
        "whether the numbers are whole, floating-point or True and False",
        "what else the error says, and which word it names if several are unknown",
        "what is returned for a sentence without words",
        "whether You and you are one word",
    ),
)
