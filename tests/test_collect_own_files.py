"""Collecting from an exchange that students write into: what is theirs, and no link."""

import os
import pwd
from types import SimpleNamespace

import pytest
from small_class import notebook

nbformat = pytest.importorskip("nbformat")
ME = pwd.getpwuid(os.getuid()).pw_name
EARLY, LATE = (f"2026-01-31 1{hour}:00:00.000000 UTC" for hour in (1, 2))

pytestmark = pytest.mark.nbgrader


@pytest.fixture
def course(tmp_path):
    """Lay an exchange, and a course folder that collects from it."""
    (tmp_path / "exchange" / "tinkernet" / "inbound").mkdir(parents=True)
    folder = tmp_path / "course"
    folder.mkdir()
    return SimpleNamespace(folder=folder, inbound=tmp_path / "exchange" / "tinkernet" / "inbound")


def enter(course, student, when, words):
    """Lay an entry into the exchange, as this user, in whosever name."""
    place = course.inbound / f"{student}+small+{when}+random"
    place.mkdir()
    (place / "small.ipynb").write_text(nbformat.writes(notebook(words=words)))
    (place / "timestamp.txt").write_text(when)
    return place


def collect(course, caplog):
    """Collect as formgrader does; return by student what was said, and what lies there then."""
    from nbgrader.coursedir import CourseDirectory
    from traitlets.config import Config

    from tinkernet.grading import CollectOwnFiles

    config = Config()
    config.Exchange.root = str(course.inbound.parents[1])
    directory = CourseDirectory(
        config=config, root=str(course.folder), course_id="tinkernet", assignment_id="small"
    )
    CollectOwnFiles(coursedir=directory, config=config, update=True).start()
    return {path.parent.name: path for path in course.folder.glob("submitted/*/small")}


def test_a_students_own_entry_is_collected_and_a_newer_one_replaces_it(course, caplog):
    enter(course, ME, EARLY, "first words")
    assert "first words" in (collect(course, caplog)[ME] / "small.ipynb").read_text()
    enter(course, ME, LATE, "second words")
    found = collect(course, caplog)
    assert list(found) == [ME]
    assert "second words" in (found[ME] / "small.ipynb").read_text()
    assert (found[ME] / "timestamp.txt").read_text() == LATE


def test_an_entry_in_anothers_name_is_refused_and_stops_nobody(course, caplog):
    enter(course, ME, EARLY, "mine")
    enter(course, "victim", LATE, "not the victim's")
    enter(course, ME, "no time at all", "odd")
    assert list(collect(course, caplog)) == [ME]
    assert f"it says that it is victim's, but it belongs to {ME}" in caplog.text
    assert "no time at all" in caplog.text


def test_links_lead_nowhere(course, caplog, tmp_path):
    secret = tmp_path / "gradebook.db"
    secret.write_text("everybody's points")
    place = enter(course, ME, EARLY, "mine")
    (place / "page.html").symlink_to(secret)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "small.ipynb").write_text("somebody's")
    (place / "folder").symlink_to(elsewhere)
    (course.inbound / f"{ME}+small+{LATE}+x").symlink_to(elsewhere)
    taken = collect(course, caplog)[ME]
    assert {path.name for path in taken.rglob("*")} == {"small.ipynb", "timestamp.txt"}
    assert "page.html: a link, which is not followed" in caplog.text
