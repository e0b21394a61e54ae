"""The surroundings of an attack: a course and a home with secrets, somebody who listens."""

import os
import shutil
import sqlite3
import tempfile
from multiprocessing.util import get_temp_dir
from pathlib import Path

import nbformat
import pytest

from tinkernet.exercises import catalog
from tinkernet.grading import Assignment, Submission, grade_submission
from tinkernet.sandbox import SandboxUnavailableError, require_bubblewrap, zygotes

from .entry import Place
from .notebooks import NOTEBOOK, shorter
from .tiny_course import TINY, lay_tiny_course
from .watching import Listener, descendants, fingerprint

ROOT = Path(__file__).resolve().parents[2]
LINEAR = "01_linear_regression"


@pytest.fixture(scope="session", autouse=True)
def _sandbox():
    """Skip by name where this machine has no bubblewrap."""
    try:
        require_bubblewrap()
    except SandboxUnavailableError as error:
        pytest.skip(str(error))


@pytest.fixture(scope="session")
def released():
    path = ROOT / "release" / LINEAR / NOTEBOOK
    return shorter(nbformat.read(path, as_version=4))


@pytest.fixture(scope="session")
def own_tmp():
    """Let temporary files of this process lie where nobody else's do; the path is short."""
    get_temp_dir()  # multiprocessing's own, which it removes later than this ends
    before = tempfile.tempdir
    cache = Path(tempfile.gettempdir(), f"tinkernet-{os.getuid()}")
    with tempfile.TemporaryDirectory(prefix="tn-", ignore_cleanup_errors=True) as folder:
        if cache.is_dir():  # fonts take twenty seconds to find
            shutil.copytree(cache, Path(folder, cache.name))
        tempfile.tempdir = folder
        yield Path(folder)
        tempfile.tempdir = before


@pytest.fixture(scope="session")
def place(tmp_path_factory, own_tmp):
    """Lay a course with a seed, a gradebook and another student in it."""
    course = tmp_path_factory.mktemp("course")
    home = tmp_path_factory.mktemp("home")
    source = course / "source" / LINEAR / NOTEBOOK
    source.parent.mkdir(parents=True)
    whole = nbformat.read(ROOT / "source" / LINEAR / NOTEBOOK, as_version=4)
    source.write_text(nbformat.writes(shorter(whole)))
    shutil.copy(ROOT / "nbgrader_config.py", course)
    (course / ".grading-seed").write_text("190734863287190734\n")
    other = course / "submitted" / "neighbour" / LINEAR
    other.mkdir(parents=True)
    (other / NOTEBOOK).write_text("{}")
    with sqlite3.connect(course / "gradebook.db") as base:
        base.execute("create table grade (id text, manual_score real)")
        base.execute("insert into grade values ('neighbour', 1.0)")
    (home / "secret.txt").write_text("secret")
    with tempfile.TemporaryDirectory(prefix="tn-listen-") as folder:
        listener = Listener(f"{folder}/s")
        found = Place(course, home, os.getpid(), listener.port, f"{folder}/s")
        object.__setattr__(found, "listener", listener)
        yield found
        listener.close()


@pytest.fixture(scope="session")
def assignments(place, tmp_path_factory):
    folder = tmp_path_factory.mktemp("tiny")
    lay_tiny_course(folder)
    return {
        LINEAR: Assignment.load(place.course, LINEAR),
        TINY: Assignment.load(folder, TINY),
    }


@pytest.fixture(scope="session")
def hand_in(released, place, tmp_path_factory):
    """Return a function that lays an entry's submission on the disk."""
    submitted = tmp_path_factory.mktemp("submitted")

    def lay(entry, student=""):
        folder = submitted / (student or entry.name) / entry.course
        shutil.rmtree(folder.parent, ignore_errors=True)
        folder.mkdir(parents=True)
        for name, content in entry.build(released, place).items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        if entry.lay is not None:
            entry.lay(folder, place)
        return folder

    return lay


@pytest.fixture(scope="session")
def grade(hand_in, assignments):
    """Return a function that hands an entry in and grades it."""

    def graded(entry, student=""):
        folder = hand_in(entry, student)
        return grade_submission(folder, assignments[entry.course], limits=entry.limits)

    warm_up(assignments)
    return graded


def warm_up(assignments):
    """Start the zygote, if it is not there: its imports are nobody's wall time."""
    if not zygotes.alive():
        grade_submission(Submission("first", {NOTEBOOK: b'{"cells": [{}]}'}), assignments[LINEAR])


@pytest.fixture(autouse=True)
def _little_patience(monkeypatch):
    """Wait three seconds, not ten, for an answer that never comes: many here never do."""
    for exercise in catalog():
        if exercise.assignment == LINEAR:
            monkeypatch.setitem(vars(exercise), "seconds", 3.0)


@pytest.fixture
def nothing_touched(place, own_tmp, grade, assignments):
    """Compare the world before and after."""
    warm_up(assignments)  # a class run among the tests before may have ended it
    before = fingerprint(place.course, place.home)
    calls = place.listener.calls
    files = set(own_tmp.iterdir())
    processes = descendants()
    yield
    assert fingerprint(place.course, place.home) == before
    assert place.listener.calls == calls
    new = {
        path for path in set(own_tmp.iterdir()) - files if not path.name.startswith("tinkernet-0")
    }
    assert not new
    # A zygote that was replaced has another number.
    assert len(descendants()) <= max(len(processes), 1), "a process was left behind"
