"""Pairs of students whose answers agree in what is neither given nor common."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from tqdm import tqdm

from ._answers import AnswerCell
from ._tokens import Token, tokens_of
from ._winnowing import LENGTH, sequences, winnowed

LEAST_TOKENS = 40
"""Shorter answers are written alike by anybody, and are left out."""

COMMON_STUDENTS = 5
COMMON_SHARE = 0.05
"""What more than this many students, and more than this share of them, write is common."""

LEAST_SHARED = 6
LEAST_AGREEMENT = 0.5
"""Fingerprints, and share of the answer with fewer of them, that two must have in common."""

MOST_PAIRS = 50
"""Pairs that are shown."""


@dataclass(frozen=True)
class Passages:
    """A student's answer, and where in it the shared passages stand, as (start, end)."""

    student: str
    text: str
    marks: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class CellAgreement:
    """How far two answers to one question agree.

    Attributes
    ----------
    title : str
        Of the question.
    shared, least : int
        Rare fingerprints in both, and in the answer that has fewer.
    one, other : Passages
    """

    title: str
    shared: int
    least: int
    one: Passages
    other: Passages


@dataclass(frozen=True)
class Pair:
    """Two students whose answers agree in at least one question."""

    one: str
    other: str
    cells: tuple[CellAgreement, ...]

    @property
    def shared(self) -> int:
        """Rare fingerprints that both have, in these questions."""
        return sum(cell.shared for cell in self.cells)

    @property
    def score(self) -> float:
        """Their share of the rare fingerprints of the shorter answers, 0 to 1."""
        return self.shared / sum(cell.least for cell in self.cells)


@dataclass(frozen=True)
class Similarities:
    """What a comparison of all answers gave.

    Attributes
    ----------
    pairs : tuple of Pair
        Those with most in common first; at most ``MOST_PAIRS``.
    more : int
        Pairs beyond these.
    compared : dict of str to int
        Answers that were long enough, by title of the question.
    too_short : dict of str to int
        Answers that were not, where there were any.
    """

    pairs: tuple[Pair, ...]
    more: int
    compared: dict[str, int]
    too_short: dict[str, int]


@dataclass(frozen=True)
class _Read:
    """An answer taken apart."""

    tokens: list[Token]
    hashes: list[int]


def similar_pairs(cells: Sequence[AnswerCell]) -> Similarities:
    """Compare the answers of a class.

    An inverted index leads from each rare fingerprint to the answers that hold it, so only
    students who share something are ever counted together.

    Parameters
    ----------
    cells : sequence of AnswerCell
        As ``read_answers`` gives them.
    """
    found: dict[tuple[str, str], list[tuple[int, int, int]]] = defaultdict(list)
    read: list[dict[str, _Read]] = []
    common: list[set[int]] = []
    compared: dict[str, int] = {}
    too_short: dict[str, int] = {}
    for at, cell in enumerate(tqdm(cells, desc="comparing answers", unit="question")):
        taken = {student: tokens_of(text) for student, text in sorted(cell.answers.items())}
        long = {student: each for student, each in taken.items() if len(each) >= LEAST_TOKENS}
        read.append({student: _Read(each, sequences(each)) for student, each in long.items()})
        common.append(_common(cell, read[-1]))
        compared[cell.title] = len(long)
        too_short |= {cell.title: len(taken) - len(long)} if len(long) < len(taken) else {}
        for pair, shared, least in _agreements(read[-1], common[-1]):
            found[pair].append((at, shared, least))
    ranked = sorted(found, key=lambda pair: (-sum(shared for _, shared, _ in found[pair]), pair))
    pairs = tuple(
        Pair(
            *names,
            tuple(
                CellAgreement(
                    cells[at].title,
                    shared,
                    least,
                    *_passages(names, cells[at], read[at], common[at]),
                )
                for at, shared, least in found[names]
            ),
        )
        for names in ranked[:MOST_PAIRS]
    )
    return Similarities(pairs, len(ranked) - len(pairs), compared, too_short)


def _common(cell: AnswerCell, answers: dict[str, _Read]) -> set[int]:
    """Collect what is given, or written by very many."""
    given = {each for text in cell.given for each in sequences(tokens_of(text))}
    counts = Counter(each for answer in answers.values() for each in set(answer.hashes))
    most = max(COMMON_STUDENTS, math.ceil(COMMON_SHARE * len(answers)))
    return given | {each for each, count in counts.items() if count > most}


def _agreements(
    answers: dict[str, _Read], common: set[int]
) -> list[tuple[tuple[str, str], int, int]]:
    """Count for each pair what it shares; give those that share a good part."""
    chosen = {student: winnowed(each.hashes, common) for student, each in answers.items()}
    index: dict[int, list[str]] = defaultdict(list)
    for student, hashes in chosen.items():
        for each in hashes:
            index[each].append(student)
    shared: Counter[tuple[str, str]] = Counter()
    for students in index.values():
        shared.update(combinations(students, 2))
    found = []
    for pair, count in shared.items():
        least = min(len(chosen[student]) for student in pair)
        if count >= LEAST_SHARED and count >= LEAST_AGREEMENT * least:
            found.append((pair, count, least))
    return found


def _passages(
    names: tuple[str, str], cell: AnswerCell, answers: dict[str, _Read], common: set[int]
) -> list[Passages]:
    """Find the places of all rare sequences that both answers hold."""
    one, other = (answers[name] for name in names)
    shared = (set(one.hashes) & set(other.hashes)) - common
    return [
        Passages(name, cell.answers[name], _marks(cell.answers[name], each, shared))
        for name, each in zip(names, (one, other), strict=True)
    ]


def _marks(text: str, answer: _Read, shared: set[int]) -> tuple[tuple[int, int], ...]:
    """Mark the tokens of shared sequences, line by line; what was not compared stays unmarked."""
    places = (at for at, each in enumerate(answer.hashes) if each in shared)
    covered = {at + more for at in places for more in range(LENGTH)}
    marks: list[tuple[int, int]] = []
    for at in sorted(covered):
        token = answer.tokens[at]
        between = text[marks[-1][1] : token.start] if marks else "\n"
        if at - 1 in covered and not between.strip(" \t"):
            marks[-1] = (marks[-1][0], token.end)
        else:
            marks.append((token.start, token.end))
    return tuple(marks)
