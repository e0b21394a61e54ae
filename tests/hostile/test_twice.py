"""The same submission graded twice gives an equal result, to the last byte."""

import pytest

from .corpus import CORPUS

NAMES = (
    *("forged_replies", "always_equal", "half_right", "events", "tags", "assert_solved"),
    *("reads_processes", "network", "script_in_verdicts", "odd_names", "links_in_the_folder"),
    *("os_exit", "system_exit", "many_displays", "one_huge_output", "huge_return"),
    *("truncated", "utf_16", "nbformat_3", "shuffled", "all_traces_gone", "own_cells"),
)
ENTRIES = [entry for entry in CORPUS if entry.name in NAMES]


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.name)
def test_grading_is_a_function_of_its_inputs(entry, grade):
    one, other = grade(entry), grade(entry)
    assert one.points == other.points
    assert one.flags == other.flags
    assert one == other


def test_every_name_is_in_the_corpus():
    assert {entry.name for entry in ENTRIES} == set(NAMES)
