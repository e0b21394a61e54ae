"""A regrade that is killed at any moment, and the next one that goes on: the same end."""

import os
import random
import shutil
import signal
import time
from multiprocessing import get_context

import class_runs
import pytest
import regrading
import small_class

from tinkernet.grading import preview_regrade, regrade_class
from tinkernet.grading._gradebook import GradebookWriter
from tinkernet.grading._grading_log import GradingLog
from tinkernet.grading._kept_results import KeptResults

pytestmark = [
    pytest.mark.nbgrader,
    class_runs.needs_sandbox(),
    pytest.mark.timeout(600),
    pytest.mark.xdist_group("regrade"),
]


@pytest.fixture(scope="module")
def mended(tmp_path_factory):
    """Return a graded course with a mended test, and one in which that was regraded in peace."""
    graded = regrading.graded_class(tmp_path_factory.getbasetemp())
    template = small_class.copy_course(graded, tmp_path_factory.mktemp("mended") / "course")
    regrading.grade_by_hand(template, "ada", "test_double", 1.5)
    regrading.mend(template, "test_double", regrading.GENEROUS)
    regrading.mend(template, "test_predict", points=2)
    with class_runs.own_tmp() as tmp:
        regrading.dry_run(template, tmp)
    calm = small_class.copy_course(template, tmp_path_factory.mktemp("calm") / "course")
    assert len(list(regrade_class(calm, "small").changes)) == 6
    return template, calm


def regrade_and_die(folder, where, number):
    """Regrade in a forked process that is killed when it does something for so many times."""
    home, name = where
    work, left = getattr(home, name), [number]

    def dying(*arguments, **named):
        left[0] -= 1
        if not left[0]:
            os.kill(os.getpid(), signal.SIGKILL)
        return work(*arguments, **named)

    setattr(home, name, dying)
    list(regrade_class(folder, "small").changes)


@pytest.mark.parametrize("number", [1, 4])
@pytest.mark.parametrize(
    "where",
    [(GradebookWriter, "file"), (GradingLog, "add"), (KeptResults, "drop")],
    ids=["before it is filed", "filed and not noted", "noted"],
)
def test_killed_at_a_known_place_it_ends_as_if_undisturbed(mended, tmp_path, where, number):
    template, calm = mended
    course = small_class.copy_course(template, tmp_path / "course")
    before = (course / "grading-log.jsonl").read_text()
    process = get_context("fork").Process(target=regrade_and_die, args=(course, where, number))
    process.start()
    process.join()
    assert process.exitcode == -signal.SIGKILL
    list(regrade_class(course, "small").changes)
    small_class.same_end(course, calm)
    assert (course / "grading-log.jsonl").read_text().startswith(before)
    assert not (course / ".regrade").exists()


def test_killed_while_it_looks_it_changed_nothing_and_goes_on(mended, tmp_path):
    template, calm = mended
    course = small_class.copy_course(template, tmp_path / "course")
    shutil.rmtree(course / ".regrade")
    before = regrading.everything(course)
    looking = preview_regrade(course, "small", workers=1)
    next(looking.changes)
    looking.changes.close()
    assert regrading.everything(course) == before
    assert len([*(course / ".regrade").rglob("*.json")]) == 1
    assert len(list(regrade_class(course, "small", workers=1).changes)) == 6
    small_class.same_end(course, calm)


def test_killed_at_a_random_moment_it_ends_as_if_undisturbed(mended, tmp_path):
    template, calm = mended
    course = small_class.copy_course(template, tmp_path / "course")
    shutil.rmtree(course / ".regrade")
    with class_runs.own_tmp() as tmp:
        run = class_runs.start(course, tmp, "--regrade", "--workers", "2")
        lines = len(small_class.log_lines(course))
        while run.poll() is None and len(small_class.log_lines(course)) == lines:
            time.sleep(0.005)
        time.sleep(random.Random().uniform(0, 0.3))
        run.kill()
        run.wait()
        class_runs.nothing_left(tmp)
        regrading.regrade(course, tmp)
        class_runs.nothing_left(tmp)
    small_class.same_end(course, calm)
