"""The corpus among honest students, graded at the same time: neighbours notice nothing."""

from concurrent.futures import ThreadPoolExecutor
from itertools import chain

import pytest

from tinkernet.grading._sample_answers import LOOPS, PERFECT

from .corpus import CORPUS
from .entry import Entry
from .notebooks import Book

_ALL = {
    "check_predict_line": 1.0, "check_mse": 2.0, "check_mse_gradient": 3.0,
    "check_gradient_descent": 3.0, "check_least_squares": 2.0, "check_standardize": 2.0,
}  # fmt: skip


def _honest(answers):
    def build(released, place):
        book = Book(released)
        for grade_id, body in answers.items():
            book.answer(grade_id, body)
        return book.files()

    return build


HONEST = (
    Entry("perfect", "honest", "solves everything", _honest(PERFECT), _ALL),
    Entry("in_loops", "honest", "solves everything in loops", _honest(LOOPS), _ALL),
    Entry(
        "half", "honest", "solves the first half",
        _honest({name: PERFECT[name] for name in ("predict_line", "mse", "mse_gradient")}),
        {name: _ALL[name] for name in ("check_predict_line", "check_mse", "check_mse_gradient")},
    ),
)  # fmt: skip


def _sample():
    """Take every eleventh of the corpus, in its order: some of each kind."""
    return [entry for entry in CORPUS if not entry.hole][::11]


@pytest.mark.usefixtures("nothing_touched")
def test_neighbours_get_what_they_get_alone(grade):
    alone = {honest.name: grade(honest) for honest in HONEST}
    for honest in HONEST:
        assert {k: v for k, v in alone[honest.name].points.items() if v} == honest.points
    sample = _sample()
    neighbours = [HONEST[number % len(HONEST)] for number in range(len(sample))]
    named = [(entry, f"{number:03}-{entry.name}") for number, entry in enumerate(
        chain.from_iterable(zip(sample, neighbours, strict=True)))]  # fmt: skip
    with ThreadPoolExecutor(2) as pool:
        results = list(pool.map(lambda each: grade(*each), named))
    for (entry, student), result in zip(named, results, strict=True):
        got = {name: value for name, value in result.points.items() if value}
        assert got == entry.points, (student, result.flags)
        if entry.kind == "honest" and entry.course != "tiny":
            same = alone[entry.name]
            assert result.notebooks == same.notebooks
            assert result.flags == same.flags == ()
            assert result.key == same.key
