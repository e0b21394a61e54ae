"""A collect that is killed, or meets a full disk, loses nothing."""

import os
import zipfile

import pytest
from lms_downloads import ANSWERS, collected, laid, moodle, tinkernet, zipped
from small_class import lay_course

from tinkernet.lms import collect


@pytest.fixture
def course(tmp_path):
    return lay_course(tmp_path / "course")


def test_a_killed_run_is_completed_by_the_next(course, tmp_path):
    path = tmp_path / "moodle.zip"
    path.write_bytes(zipped(moodle(ANSWERS)))
    half = collect(course, "small", path).outcomes
    next(half)
    del half  # ended in between
    (course / "submitted" / ".tinkernet" / "new").mkdir(parents=True)  # as a kill leaves it
    assert len(laid(course)) == 1
    again = collect(course, "small", path).outcomes
    assert sorted(each.laid for each in again) == ["new", "new", "new", "unchanged"]
    assert not (course / "submitted" / ".tinkernet").exists()


def test_a_full_disk_leaves_what_was_there(course, monkeypatch):
    collected(course, monkeypatch, moodle(ANSWERS))
    before = laid(course)

    def full(*_args):
        raise OSError(28, os.strerror(28), "x")

    monkeypatch.setattr("pathlib.Path.write_bytes", full)
    path = course.parent / "newer.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("Ada Lovelace_12345_assignsubmission_file/small.ipynb", b"{}")
    done = tinkernet(course, monkeypatch, "collect", "small", path, "--update")
    assert done.exit_code == 1
    assert "The disk is full" in done.output
    assert laid(course) == before
