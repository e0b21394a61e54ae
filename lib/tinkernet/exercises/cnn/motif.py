"""best_motif_position(sequence, motif): where DNA looks most like a motif (deck 003)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tinkernet.probe import Case

from .._exercise import Exercise, Mistake
from .conv1d import FORBIDDEN

Array = NDArray[Any]
BASES = "ACGT"
DECK = "TACAGATCGGAA"


def _letters(rng: np.random.Generator, length: int) -> str:
    return "".join(BASES[k] for k in rng.integers(0, 4, length))


def _planted(rng: np.random.Generator, length: int, wide: int) -> Case:
    """Plant a motif with one letter changed."""
    motif, sequence = _letters(rng, wide), _letters(rng, length)
    at, wrong = int(rng.integers(1, length - wide + 1)), int(rng.integers(0, wide))
    near = motif[:wrong] + BASES[(BASES.index(motif[wrong]) + 1) % 4] + motif[wrong + 1 :]
    sequence = sequence[:at] + near + sequence[at + wide :]
    return Case(f"{length} letters, a motif of {wide}", {"sequence": sequence, "motif": motif})


def cases(rng: np.random.Generator) -> Sequence[Case]:
    """Give the deck's sequence, ties, a match at either end, and partial matches."""
    fixed = [
        ("the motif is all there is", "GAT", "GAT"),
        ("the motif at the end", "ACCGT", "GT"),
        ("twice as good: the first counts", "TATAGATA", "ATA"),
        ("no more than a part of it fits", "CCCACCC", "GAG"),
        ("the sequence of the lecture", DECK, "GATC"),
        ("the sequence of the lecture, one letter off", DECK, "CGTA"),
        ("the sequence of the lecture, near its end", DECK, "CGGAA"),
        ("a motif that is there backwards, too", "CCTAGACCCGATCC", "GATC"),
        ("the last letter decides", "CCGATACCGATC", "GATC"),
        ("the first letter decides", "CCAATCCCGATC", "GATC"),
        ("letters that agree count, also apart", "GATTTCGCTCGC", "GATCGCTC"),
        ("a motif with its complement", "TTCTAATTTGATTTT", "GATT"),
    ]
    given = [Case(label, {"sequence": s, "motif": m}) for label, s, m in fixed]
    drawn = [_planted(rng, length, wide) for length, wide in ((12, 4), (30, 6), (60, 7), (90, 5))]
    return given + drawn


def one_hot(letters: str) -> Any:
    """Return a row for each letter, with a 1 at its base."""
    return np.eye(len(BASES))[[BASES.index(letter) for letter in letters]]


def reference(sequence: str, motif: str) -> int:
    """Slide the motif, one-hot, along the sequence, one-hot; its score counts equal letters."""
    return int(np.argmax(_scores(one_hot(sequence), one_hot(motif))))


def _scores(sequence: Array, kernel: Array) -> Any:
    places = range(len(sequence) - len(kernel) + 1)
    return np.array([np.vdot(sequence[i : i + len(kernel)], kernel) for i in places])


def by_comparing(sequence: str, motif: str) -> int:
    """Count equal letters with plain Python."""
    best, place = -1, 0
    for i in range(len(sequence) - len(motif) + 1):
        score = sum(1 for j in range(len(motif)) if sequence[i + j] == motif[j])
        if score > best:
            best, place = score, i
    return place


def base_by_base(sequence: str, motif: str) -> Array:
    """Add up one convolution for each base; return a 0-d array."""
    total: Any = 0.0
    for base in "TGCA":
        h = np.array([letter == base for letter in sequence], dtype=np.float32)
        w = np.array([letter == base for letter in motif], dtype=np.float32)
        total = total + np.array([h[i : i + len(w)] @ w for i in range(len(h) - len(w) + 1)])
    return np.array(total.argmax())


def fewest_differences(sequence: str, motif: str) -> float:
    """Look for the window with the fewest wrong letters."""
    S, M = np.array(list(sequence)), np.array(list(motif))
    wrong = (np.lib.stride_tricks.sliding_window_view(S, len(M)) != M).sum(axis=1)
    return float(np.flatnonzero(wrong == wrong.min())[0])


def _coded(numbers: Sequence[float], minus: float = 0.0) -> Callable[[str, str], int]:
    def answer(sequence: str, motif: str) -> int:
        S, M = (np.array([[numbers[BASES.index(x)]] for x in text]) for text in (sequence, motif))
        return int(np.argmax(_scores(S, M - minus * M.mean())))

    return answer


def _complement(motif: str) -> str:
    return motif.translate(str.maketrans("ACGT", "TGCA"))


def _flat(sequence: str, motif: str) -> int:
    S, M = one_hot(sequence).ravel(), one_hot(motif).ravel()
    return int(np.argmax(_scores(S, M)))


def _last(sequence: str, motif: str) -> int:
    scores = _scores(one_hot(sequence), one_hot(motif))
    return int(len(scores) - 1 - np.argmax(scores[::-1]))


def _without_last(sequence: str, motif: str) -> int:
    scores = _scores(one_hot(sequence), one_hot(motif))
    return int(np.argmax(scores[:-1])) if len(scores) > 1 else 0


MOTIF = Exercise(
    name="motif",
    title="Find a motif in DNA",
    assignment="07_cnn",
    points=2,
    answers=("best_motif_position",),
    returns=("index",),
    asked="best_motif_position(sequence, motif) should return the index, from 0, at which the "
    "window begins that has most letters in common with the motif; the first of several.",
    cases=cases,
    reference=reference,
    mistakes=(
        Mistake(
            "ties_to_the_last",
            "the last of several equally good places",
            "Of several best places the first counts: > or >= ?",
            (_last,),
        ),
        Mistake(
            "counted_from_one",
            "a place counted from 1",
            "In Python the first letter has index 0.",
            (lambda sequence, motif: reference(sequence, motif) + 1,),
        ),
        Mistake(
            "middle_of_the_window",
            "the middle of the window instead of its beginning",
            "Which index is asked for: where the motif begins, or where it is centred?",
            (
                lambda sequence, motif: reference(sequence, motif) + len(motif) // 2,
                lambda sequence, motif: reference(sequence, motif) + (len(motif) - 1) // 2,
            ),
        ),
        Mistake(
            "end_of_the_window",
            "the end of the window instead of its beginning",
            "The answer is the index at which the window begins.",
            (
                lambda sequence, motif: reference(sequence, motif) + len(motif) - 1,
                lambda sequence, motif: reference(sequence, motif) + len(motif),
            ),
        ),
        Mistake(
            "motif_backwards",
            "the place of the motif read backwards",
            "Something turns the kernel round. Does your conv1d pass its check?",
            (lambda sequence, motif: reference(sequence, motif[::-1]),),
        ),
        Mistake(
            "complement",
            "the place of the complementary strand",
            "A is to be compared with A here, not with T.",
            (
                lambda sequence, motif: reference(sequence, _complement(motif)),
                lambda sequence, motif: reference(sequence, _complement(motif[::-1])),
            ),
        ),
        Mistake(
            "numbers_for_letters",
            "letters as numbers such as 0, 1, 2, 3 in place of one-hot",
            "T is not three times as much as C. Give each letter a row of its own, with a single "
            "1 in it.",
            (
                _coded((0, 1, 2, 3)),
                _coded((1, 2, 3, 4)),
                _coded((0, 1, 2, 3), minus=1.0),
                _coded((65, 67, 71, 84)),
            ),
        ),
        Mistake(
            "exact_only",
            "a search for the motif letter by letter, which says -1 where it is not there as a "
            "whole",
            "A place where most of the letters fit is an answer, too: count them.",
            (lambda sequence, motif: sequence.find(motif),),
        ),
        Mistake(
            "last_window_forgotten",
            "a search that leaves out the last window",
            "How many windows of 3 fit into 5 letters? Count them on paper.",
            (_without_last,),
        ),
        Mistake(
            "score_for_place",
            "the best score instead of its place",
            "max says how well the motif fits; which function says where?",
            (lambda sequence, motif: _scores(one_hot(sequence), one_hot(motif)).max(),),
        ),
        Mistake(
            "all_in_one_row",
            "a place in the flattened one-hot numbers, four to a letter",
            "The kernel has to move by whole letters. What is the shape of your one-hot sequence?",
            (
                _flat,
                lambda sequence, motif: 4 * reference(sequence, motif),
            ),
        ),
    ),
    alternatives=(by_comparing, base_by_base, fewest_differences),
    forbidden=FORBIDDEN,
    left_open=(
        "Which letter is which row of the one-hot numbers.",
        "Small letters, and a motif longer than the sequence: they are not asked.",
    ),
)
