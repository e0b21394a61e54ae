"""Each submission alone: exactly the points of its honest part, and nothing touched."""

import time

import pytest

from tinkernet.grading import State

from .corpus import CORPUS
from .watching import left_behind, zombies


def expected_points(entry, result):
    """Return every test's points, those that are not named are 0."""
    return {
        name: entry.points.get(name, 0.0) for each in result.notebooks for name in each.max_points
    }


def _marked(entry):
    marks = [pytest.mark.xfail(reason=entry.hole, strict=True)] if entry.hole else []
    return pytest.param(entry, id=f"{entry.kind}-{entry.name}", marks=marks)


@pytest.mark.usefixtures("nothing_touched")
@pytest.mark.parametrize("entry", [_marked(entry) for entry in CORPUS])
def test_gets_what_its_honest_part_deserves(entry, grade, place):
    began = time.monotonic()
    result = grade(entry)
    took = time.monotonic() - began
    assert result.state in (State.GRADED, State.UNREADABLE), result.reason
    assert result.points == expected_points(entry, result), result.flags
    assert set(entry.flags) <= {flag.kind for flag in result.flags}, result.flags
    assert took < entry.seconds
    assert not left_behind()
    if entry.after is not None:
        entry.after(result, place)


def test_kernels_that_ended_are_asked_for(grade):
    before = zombies()
    for _ in range(3):
        grade(CORPUS[0])
    assert zombies() - before <= 1, "each kernel leaves a zombie"
