"""A writer that is killed at any moment, and the next one that goes on."""

import errno
import os
import random
import signal
import subprocess
import sys
import time
from multiprocessing import get_context
from pathlib import Path

import fabricated_results as made
import pytest
from fabricated_results import NAME, database, file_all, filed, result, rows
from sqlalchemy import event

from tinkernet.grading import _folder_swap
from tinkernet.grading._gradebook import GradebookWriter

pytestmark = [
    pytest.mark.nbgrader,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here to kill"),
]
STUDENTS = [f"student {number}" for number in range(4)]
VERSIONS = [(2, 3, 2), (0, 1, 0)]


@pytest.fixture
def course(tmp_path_factory, tmp_path):
    return made.recorded_course(tmp_path_factory.getbasetemp(), tmp_path / "course")


def forked(work, *arguments):
    process = get_context("fork").Process(target=work, args=arguments)
    process.start()
    return process


def results(version):
    return [result(student, VERSIONS[version]) for student in STUDENTS]


def file_for_ever(folder, ready):
    with GradebookWriter(folder) as writer:
        ready.set()
        for round_ in range(1_000_000):
            for each in results(round_ % 2):
                writer.file(each)


def all_of_one_version(folder):
    """Hold that nobody's folder and nobody's grades are half of one and half of another."""
    scores = {f"{version}" for version in VERSIONS}
    for place in (folder / "autograded").glob(f"*/{NAME}"):
        names = {path.name for path in place.rglob("*") if path.is_file()}
        assert names == {"one.ipynb", "two.ipynb", "points.csv", "notes.txt", "timestamp.txt"}
        version = (place / "notes.txt").read_text()
        assert version in scores
        assert (place / "data" / "points.csv").read_bytes() == version.encode() * 20_000
        assert version in (place / "one.ipynb").read_text()
    got = rows(database(folder))
    for student in got.values():
        points = [student["grades"][key][0] for key in (
            ("one", "test_double"), ("one", "test_triple"), ("two", "test_half"))]  # fmt: skip
        assert tuple(points) in VERSIONS
    return got


def test_killed_at_random_moments_it_ends_as_if_undisturbed(course, tmp_path_factory, tmp_path):
    calm = made.recorded_course(tmp_path_factory.getbasetemp(), tmp_path / "calm")
    file_all(calm, *results(0), *results(1))
    chance = random.Random()
    context = get_context("fork")
    for _ in range(20):
        ready = context.Event()
        process = forked(file_for_ever, course, ready)
        assert ready.wait(60)
        time.sleep(chance.uniform(0, 0.25))
        os.kill(process.pid, signal.SIGKILL)
        process.join()
        all_of_one_version(course)
    file_all(course, *results(1))
    assert rows(database(course)) == rows(database(calm))
    assert filed(course) == filed(calm)
    assert [path.name for path in (course / "autograded" / ".tinkernet").iterdir()] == ["lock"]


def file_and_die(folder, where):
    """File one result and be killed at a known place."""

    def die(*_):
        os.kill(os.getpid(), signal.SIGKILL)

    with GradebookWriter(folder) as writer:
        swap = writer._folders
        place, build = swap.place, swap.build
        if where == "built":
            swap.build = lambda files: (build(files), die())
        elif where == "before the swap":
            swap.place = die
        elif where == "after the swap":
            swap.place = lambda path: (place(path), die())
        elif where == "before the commit":
            event.listen(writer._gradebook.engine, "commit", die)
        elif where == "after the commit":
            swap.place = lambda path: (place(path), setattr(swap, "discard", die))
        writer.file(result("ada", VERSIONS[1]))


@pytest.mark.parametrize("first", [True, False], ids=["regrade", "first time"])
@pytest.mark.parametrize(
    ("where", "folder_is_new", "grades_are_new"),
    [
        ("built", False, False),
        ("before the swap", False, False),
        ("after the swap", True, False),
        ("before the commit", True, False),
        ("after the commit", True, True),
    ],
)
def test_killed_at_a_known_place(course, where, folder_is_new, grades_are_new, first):
    if first:
        file_all(course, result("ada", VERSIONS[0]))
    process = forked(file_and_die, course, where)
    process.join()
    assert process.exitcode == -signal.SIGKILL
    got = rows(database(course)).get("ada")
    notes = filed(course).get(f"ada/{NAME}/notes.txt")
    old = f"{VERSIONS[0]}".encode() if first else None
    assert notes == (f"{VERSIONS[1]}".encode() if folder_is_new else old)
    points = got and got["grades"]["one", "test_triple"][0]
    assert points == (1 if grades_are_new else 3 if first else None)
    file_all(course, result("ada", VERSIONS[1]))
    assert all_of_one_version(course)["ada"]["grades"]["one", "test_triple"][0] == 1
    assert [path.name for path in (course / "autograded" / ".tinkernet").iterdir()] == ["lock"]


def _cannot_exchange(one, other):
    raise OSError(errno.EINVAL, "this file system cannot")


def test_where_folders_cannot_be_exchanged_the_next_run_puts_the_old_one_back(course, monkeypatch):
    monkeypatch.setattr(_folder_swap, "_exchange", _cannot_exchange)
    file_all(course, result("ada", VERSIONS[0]))
    before = filed(course)
    rename = Path.rename

    def rename_once(self, target):
        if self.name == "new":
            os.kill(os.getpid(), signal.SIGKILL)
        return rename(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", rename_once)
        process = forked(file_all, course, result("ada", VERSIONS[1]))
        process.join()
    assert process.exitcode == -signal.SIGKILL
    assert filed(course) == {}
    with GradebookWriter(course):
        assert filed(course) == before
    file_all(course, result("ada", VERSIONS[1]))
    assert (course / "autograded" / "ada" / NAME / "notes.txt").read_text() == f"{VERSIONS[1]}"


def test_two_processes_never_write_at_once(course):
    code = (
        "import sys, pathlib; from tinkernet.grading._gradebook import GradebookWriter\n"
        "with GradebookWriter(pathlib.Path(sys.argv[1])): pass"
    )
    other = [sys.executable, "-c", code, str(course)]
    with GradebookWriter(course):
        worker = forked(time.sleep, 60)  # that outlives the writer must not hold the lock
        refused = subprocess.run(other, capture_output=True, text=True, check=False)
        assert refused.returncode == 1
        assert "Another process is filing results of this course" in refused.stderr
    assert subprocess.run(other, check=False).returncode == 0
    worker.kill()
    worker.join()


def test_it_waits_for_a_person_who_is_saving(course):
    """Formgrader holds SQLite's lock for a moment: the writer is patient."""
    import sqlite3
    import threading

    person = sqlite3.connect(course / "gradebook.db", check_same_thread=False)
    person.isolation_level = None
    person.execute("BEGIN IMMEDIATE")
    done = threading.Timer(7, lambda: person.execute("COMMIT"))  # more than SQLite's own 5 s
    done.start()
    file_all(course, result("ada"))
    done.join()
    person.close()
    assert rows(database(course)).keys() == {"ada"}
