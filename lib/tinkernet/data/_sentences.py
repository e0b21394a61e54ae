"""Sentences of ten words, right and wrong."""

from __future__ import annotations

from itertools import permutations, product

import numpy as np

from ._dataset import Dataset
from ._expect import expect_at_least
from ._one_hot import encode
from ._points import classes_in_turn

_WORDS = ("you", "he", "dog", "cat", "friend", "have", "is", "are", "a", "and")
_LONGEST = 7


def _correct() -> tuple[str, ...]:
    """Return every correct sentence of up to seven words that our small grammar makes."""
    things = ("a dog", "a cat", "a friend")
    objects = (*things, *(f"{one} and {other}" for one, other in permutations(things, 2)))
    single = (f"{start} {it}" for start in ("he is", "you are", "you have") for it in objects)
    equal = (f"{one} is {other}" for one, other in product(things, things))
    pairs = permutations(("you", "he", *things), 2)
    joint = (f"{one} and {other} have {it}" for (one, other), it in product(pairs, things))
    return tuple(s for s in (*single, *equal, *joint) if len(s.split()) <= _LONGEST)


def _doubtful(sentence: str, correct: frozenset[str]) -> bool:
    """Tell whether somebody could call it correct: a statement, a question, or a pair of equals."""
    first, second, *rest = sentence.split()
    question = " ".join([second, first, *rest])
    equals = (f"{one} and {one}" for one in ("you", "he", "a dog", "a cat", "a friend"))
    return {sentence, question} & correct != set() or any(pair in sentence for pair in equals)


def _spoilt(sentence: str, rng: np.random.Generator) -> str:
    """Swap two neighbouring words, or put another word in the place of one."""
    words = sentence.split()
    at = int(rng.integers(len(words) - 1))
    if rng.random() < 0.5:
        words[at], words[at + 1] = words[at + 1], words[at]
    else:
        words[int(rng.integers(len(words)))] = _WORDS[rng.integers(len(_WORDS))]
    return " ".join(words)


def sentences(m: int = 156, *, rng: np.random.Generator | int | None = 0) -> Dataset:
    """Make correct and incorrect sentences of the ten words of deck 003.

    The words are: you, he, dog, cat, friend, have, is, are, a, and.

    Parameters
    ----------
    m : int, default 156
        Number of sentences, at most 156; incorrect and correct take turns, and none comes twice.
    rng : numpy.random.Generator, int or None
        Where the choice comes from; a number is a seed, None makes a fresh one.

    Returns
    -------
    Dataset
        ``X`` of shape (m, 10, 7), float64, one-hot: ``X[i, w, t]`` is 1 if word t of sentence i
        is word w of ``features``, else 0; a sentence of fewer than seven words ends in columns
        of zeros. ``y`` of shape (m,), int64: 0 incorrect, 1 correct.

    Raises
    ------
    ValueError
        If ``m`` is not between 1 and 156.

    Notes
    -----
    The 78 correct ones are statements such as "he is a friend", "you have a dog and a cat" and
    "a friend and you have a dog"; grammar decides, not truth. An incorrect one is a correct one
    with two neighbours swapped or one word replaced; questions ("are you a friend") are left
    out. `spell` with ``between=" "`` writes a sentence out. Source: the words and the task are
    from deck 003, "Input types"; the grammar is ours.

    Examples
    --------
    >>> from tinkernet import data
    >>> said = sentences(4, rng=2)
    >>> said
    Dataset(4 examples of shape 10 x 7 -> correct or not)
    >>> for x, y in zip(said.X, said.y):
    ...     print(said.classes[y], "-", data.spell(x, said.features, between=" "))
    incorrect - a and dog he have a friend
    correct - you are a dog and a friend
    incorrect - a cat is friend a
    correct - you and he have a friend
    """
    right = _correct()
    expect_at_least(1, "sentences", m=m)
    if m > 2 * len(right):
        raise ValueError(f"sentences can make {2 * len(right)} different ones, not m={m}.")
    rng = np.random.default_rng(rng)
    known = frozenset(right)
    wrong: dict[str, None] = {}  # a set would not keep their order
    while len(wrong) < (m + 1) // 2:
        sentence = _spoilt(right[rng.integers(len(right))], rng)
        if not _doubtful(sentence, known):
            wrong[sentence] = None
    chosen = (right[i] for i in rng.permutation(len(right)))
    turns = [s for pair in zip(wrong, chosen, strict=False) for s in pair][:m]
    numbers = np.full((m, _LONGEST), -1)
    for row, sentence in zip(numbers, turns, strict=True):
        words = sentence.split()
        row[: len(words)] = [_WORDS.index(word) for word in words]
    return Dataset(
        X=encode(numbers, len(_WORDS)),
        y=classes_in_turn(m, classes=2),
        features=_WORDS,
        units=("0 or 1",) * len(_WORDS),
        target="correct or not",
        source="words of deck 003, our grammar",
        classes=("incorrect", "correct"),
    )
