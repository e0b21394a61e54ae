"""What `tinkernet grade` makes of folders that do not lie as they should, and of nothing at all."""

import subprocess
import sys

import class_runs
import nbformat
import pytest
import small_class
from class_runs import grade
from small_class import NAME, hand_in

pytestmark = [
    pytest.mark.nbgrader,
    class_runs.needs_sandbox(),
    pytest.mark.timeout(600),
]


@pytest.fixture
def tmp():
    with class_runs.own_tmp() as folder:
        yield folder
        class_runs.nothing_left(folder)


def test_odd_folders_and_names_stop_nobody(tmp_path, tmp):
    course = small_class.lay_course(tmp_path / "course")
    odd = {"o'neil; DROP TABLE", "Zoë 張偉", "-rf", "{student_id}", "a" * 128, "%s", "[red]"}
    for name in (*odd, "line\nbreak", "b" * 129, "not-utf8-\udcff", ".hidden"):
        hand_in(course, name)
    (course / "submitted" / "file").mkdir()
    (course / "submitted" / "file" / NAME).write_text("a file in place of a folder")
    (course / "submitted" / "link").mkdir()
    (course / "submitted" / "link" / NAME).symlink_to(course / "submitted" / "%s" / NAME)
    (course / "submitted" / "empty" / NAME).mkdir(parents=True)
    # As in a locale other than C, where what is no text cannot be printed.
    done = grade(course, tmp, env=class_runs.environment(tmp, PYTHONIOENCODING="utf-8:strict"))
    assert done.returncode == 4, done.stdout + done.stderr
    full, none = (1, 4, 2), (0, 0, 0)
    assert small_class.points(course) == {**dict.fromkeys(odd, full), "empty": none}
    states = {line["student"]: line["state"] for line in small_class.log_lines(course)}
    failed = {name for name, state in states.items() if state == "failed"}
    assert failed == {"line\nbreak", "b" * 129, "not-utf8-?", "file", "link"}
    assert states["empty"] == "unreadable"
    for name in ("file", "link"):
        assert f"{name}: failed. its folder cannot be read" in done.stderr


def test_a_notebook_that_was_moved_beside_is_said_and_graded(tmp_path, tmp):
    """What is handed in under another name is graded; what it holds decides."""
    course = small_class.lay_course(tmp_path / "course")
    place = hand_in(course, "[red]")  # which the summary must not take for markup
    (place / f"{NAME}.ipynb").rename(place / "my copy.ipynb")
    empty = nbformat.writes(nbformat.v4.new_notebook()).encode()
    hand_in(course, "bo", **{f"{NAME}.ipynb": empty})
    done = grade(course, tmp)
    assert done.returncode in (0, 3), done.stderr
    assert "│ [red]" in done.stdout
    assert "misnamed: small.ipynb was handed in as my copy.ipynb." in done.stdout
    assert small_class.points(course) == {"[red]": (1, 4, 2), "bo": (0, 0, 0)}
    bo = next(line for line in small_class.log_lines(course) if line["student"] == "bo")
    assert bo["flags"] or bo["reason"]


def test_nobody_handed_in_is_said_and_so_is_what_lies_elsewhere(tmp_path, tmp):
    folder = small_class.lay_course(tmp_path / "course")
    lost = folder / "submitted" / "ada" / "small.ipynb"
    lost.parent.mkdir(parents=True)
    lost.write_text("{}")
    done = grade(folder, tmp)
    assert done.returncode == 1
    assert "Passed over: submitted/ada/small.ipynb" in done.stderr
    assert "Nobody handed in small" in done.stderr


@pytest.mark.parametrize("command", ["grade", "gradebook", "demo"])
def test_help_is_no_error(command):
    done = subprocess.run(
        [sys.executable, "-m", "tinkernet", command, "--help"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0
    assert "Error" not in done.stdout + done.stderr
