"""Every notebook after the first, solved from start to end in JupyterLab as a student does."""

import copy
import re
from pathlib import Path

import nbformat
import pytest

from tinkernet import widgets
from tinkernet.course import assignments

from .solving import solve, student_at_work

ROOT = Path(__file__).resolve().parents[2]
# DigitPad asks the trained network, which the browser computes by itself: nothing to compare.
COMPARING = "|".join(name for name in widgets.__all__ if name != "DigitPad")
WIDGET = re.compile(rf"^({COMPARING})\(|.*\n({COMPARING})\(", re.DOTALL)
MARKER = re.compile(r"^ *### (BEGIN|END) SOLUTION\n?", re.MULTILINE)

pytestmark = [pytest.mark.timeout(900)]


def answered(released, source):
    """Return the released notebook with the answers of the instructor's."""
    solved = copy.deepcopy(released)
    for cell, one in zip(solved.cells, source.cells, strict=True):
        cell.source = MARKER.sub("", one.source)
    return solved


@pytest.mark.parametrize("name", assignments(ROOT)[1:])
def test_a_student_works_through_the_notebook(browser, tmp_path, name):
    path = f"{name}/{name}.ipynb"
    with student_at_work(browser, tmp_path / "my-work", path) as student:
        released = nbformat.read(student.folder / path, as_version=4)
        source = nbformat.read(ROOT / "source" / path, as_version=4)
        solve(student, released, answered(released, source))
        student.shot(f"solved-{name}")
        places = [index for index, cell in enumerate(released.cells) if WIDGET.match(cell.source)]
        assert places
        for index in places:
            _agrees_with_what_the_student_wrote(student, index, f"{name}-{index}")


def _agrees_with_what_the_student_wrote(student, index, name):
    """Run a widget's cell again, now that everything is written."""
    student.run(index)
    yours = student.cell(index).locator(".tinker-yours")
    yours.get_by_text("agrees with the picture everywhere").wait_for()
    student.shot(f"widget-{name}")
