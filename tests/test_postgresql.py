"""PostgreSQL gives the same grades as SQLite; the test starts a server of its own."""

import os
import shutil
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

import fabricated_results as made
import pytest
from fabricated_results import LATE, NAME, cells, database, file_all, filed, prepared, result, rows
from nbgrader.api import Gradebook

from tinkernet.grading import read_results
from tinkernet.grading._gradebook import GradebookWriter
from tinkernet.grading._graded import State

pytestmark = pytest.mark.nbgrader


def _binaries():
    """Return where Debian keeps PostgreSQL's programs, the newest version of them."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: p.parts[4])
    if not found:
        pytest.skip("PostgreSQL is missing: sudo apt-get install postgresql")
    return found[-1].parent


@pytest.fixture(scope="module")
def server():
    """Start a PostgreSQL of our own, on a socket in a folder of our own, and give its URL."""
    pytest.importorskip("psycopg", reason="psycopg is missing: pip install 'psycopg[binary]'")
    binaries = _binaries()
    # Short, as a socket's path may be; pytest's folder and $TMPDIR may be their owner's alone.
    place = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))
    somebody = {}
    if hasattr(os, "geteuid") and os.geteuid() == 0:  # initdb refuses root
        shutil.chown(place, "nobody")
        somebody = {"user": "nobody", "group": "nogroup", "extra_groups": []}

    def run(program, *arguments):
        command = [binaries / program, *arguments]
        log = (place.parent / f"{place.name}.log").open("ab")
        with log:  # not a pipe: the server would hold it open
            subprocess.run(
                command, cwd=place, stdout=log, stderr=log, check=True, timeout=120, **somebody
            )

    data = str(place / "data")
    try:
        run("initdb", "-D", data, "-U", "teacher", "--auth=trust", "-E", "UTF8", "--locale=C")
        options = f"-c listen_addresses= -c unix_socket_directories={place} -c fsync=off"
        run("pg_ctl", "-D", data, "-w", "-o", options, "start")
        run("createdb", "-h", str(place), "-U", "teacher", "course")
        yield f"postgresql+psycopg://teacher@/course?host={place}"
    finally:
        if (place / "data" / "postmaster.pid").exists():
            run("pg_ctl", "-D", data, "-w", "-m", "immediate", "stop")
        shutil.rmtree(place, ignore_errors=True)
        (place.parent / f"{place.name}.log").unlink(missing_ok=True)


@pytest.fixture(scope="module")
def both(server, tmp_path_factory):
    """Return the same course twice, with a gradebook of each kind, and the class filed in both."""
    folder = tmp_path_factory.mktemp("both")
    late = "c.LateSubmissionPlugin.penalty_method = 'zero'"
    small = made.lay_course(folder / "small", late)
    large = made.lay_course(folder / "large", late, f"c.CourseDirectory.db_url = {server!r}")
    unread = replace(result("di"), state=State.UNREADABLE, notebooks=(), files={})
    class_ = [
        result("ada", (2, 1.5, 2)),
        result("bo", (0, 3, 0), essay=0, left=["essay"], timestamp=LATE),
        result("Zoë-張偉 'x'", present=["one"], timestamp="soon"),
        unread,
    ]
    for course in (small, large):
        with GradebookWriter(course) as writer:
            assert writer.prepare(NAME, prepared())
            with Gradebook(database(course), "course") as book:
                book.update_or_create_assignment(NAME, duedate=made.DUE)
            for each in class_:
                writer.file(each)
    return small, large


def test_it_is_postgresql(both):
    small, large = both
    assert not (large / "gradebook.db").exists()
    assert (small / "gradebook.db").exists()


def test_the_same_results_give_the_same_grades(both):
    small, large = both
    got = rows(database(large))
    assert got == rows(database(small))
    assert got["bo"]["penalties"] == {"one": 3, "two": 0}
    assert {"ada", "bo", "Zoë-張偉 'x'", "di"} <= got.keys()  # another test may have filed more
    assert cells(database(large)) == cells(database(small))
    assert filed(large) == filed(small)
    with GradebookWriter(small) as one, GradebookWriter(large) as other:
        assert one.grades(NAME) == other.grades(NAME)
        assert other.grades(NAME)["ada"]["test_triple"] == (1.5, None, False)


def test_the_same_results_are_read(both):
    small, large = both
    assert read_results(large, NAME) == read_results(small, NAME)
    assert {each.student: each.score for each in read_results(large, NAME)}["ada"] == 5.5


def test_what_a_person_gave_survives_a_regrade_in_both(both):
    for course in both:
        file_all(course, result("eve"))
        made.graded_by_hand(database(course), "eve", 0.5, "See me.")
        file_all(course, result("eve", (0, 0, 0)), result("eve", (0, 0, 0)))
    small, large = both
    assert rows(database(large))["eve"] == rows(database(small))["eve"]
    assert rows(database(large))["eve"]["grades"]["one", "test_double"] == (0, 0.5, 0.5, True)


def test_what_is_refused_leaves_nothing(both):
    _, large = both
    before = rows(database(large))
    fat = result("fay")
    first = replace(fat.notebooks[0], points={**fat.notebooks[0].points, "test_double": 99.0})
    with pytest.raises(ValueError, match=r"got 99\.0 of 2 points"):
        file_all(large, replace(fat, notebooks=(first, fat.notebooks[1])))
    assert rows(database(large)) == before


def test_a_failure_in_the_middle_takes_all_of_it_back(both, monkeypatch):
    _, large = both
    before = rows(database(large)), filed(large)
    with GradebookWriter(large) as writer:

        def fail(place):
            raise OSError("no space left")

        monkeypatch.setattr(writer._folders, "place", fail)
        for student in ("ada", "new"):
            with pytest.raises(OSError, match="no space left"):
                writer.file(result(student, (1, 1, 1)))
    assert (rows(database(large)), filed(large)) == before


def test_a_driver_that_is_missing_is_named(tmp_path, monkeypatch):
    import sys

    monkeypatch.setitem(sys.modules, "psycopg", None)
    url = "postgresql+psycopg://teacher@/course"
    course = made.lay_course(tmp_path, f"c.CourseDirectory.db_url = {url!r}")
    with pytest.raises(RuntimeError, match=r"psycopg is not installed: run pip install 'psycopg\["):
        read_results(course, NAME)
