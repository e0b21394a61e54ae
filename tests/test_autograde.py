"""`nbgrader autograde` through JudgeOutside gives what `tinkernet grade` gives."""

import subprocess
import sys

import class_runs
import pytest
import small_class
from small_class import NAME, POINTS, hand_in

pytestmark = [
    pytest.mark.nbgrader,
    class_runs.needs_sandbox(),
    pytest.mark.timeout(600),
    pytest.mark.xdist_group("autograde"),
]


def nbgrader(folder, tmp, *arguments):
    done = subprocess.run(
        [sys.executable, "-m", "nbgrader", *arguments],
        cwd=folder,
        env=class_runs.environment(tmp),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    """Grade the class, those that nbgrader can read, by both commands."""
    ours = small_class.lay_course(tmp_path_factory.mktemp("both") / "ours")
    small_class.hand_in_class(ours)
    shared = {"timestamp.txt": "2026-02-01 11:00:00 UTC"}
    hand_in(ours, "late", {"predict": "return a * x"}, words=small_class.WORDS, **shared)
    for path in (ours / "submitted" / "dan" / NAME).iterdir():
        path.unlink()
    (ours / "submitted" / "dan" / NAME).rmdir()
    (ours / "submitted" / "dan").rmdir()
    theirs = small_class.copy_course(ours, ours.parent / "theirs")
    with class_runs.own_tmp() as tmp:
        done = class_runs.grade(ours, tmp)
        assert done.returncode == 0, done.stderr
        code, said = nbgrader(theirs, tmp, "generate_assignment", NAME)
        assert code == 0, said
        code, said = nbgrader(theirs, tmp, "autograde", NAME, "--create")
        assert code == 0, said
        class_runs.nothing_left(tmp)
    return ours, theirs, said


def test_the_points_are_the_same_partial_credit_included(both):
    ours, theirs, _ = both
    expected = {who: points for who, points in POINTS.items() if who != "dan"}
    assert small_class.points(ours) == {**expected, "late": (0, 4, 2)}
    assert small_class.points(theirs) == small_class.points(ours)
    assert small_class.points(theirs)["bo"][1] == 2  # one of two numbers right


def test_what_waits_for_a_person_and_the_time_are_the_same(both):
    mine, nbgraders = map(small_class.gradebook, both[:2])
    assert nbgraders == mine
    assert mine["eve"]["grades"]["essay"] == (0, None, None, False)
    assert mine["ada"]["grades"]["essay"] == (None, None, None, True)


def test_flags_are_logged(both):
    *_, said = both
    assert "killed gradient: The kernel was lost in gradient" in said


def test_the_notebooks_show_the_same_reports(both):
    ours, theirs, _ = both
    name = f"bo/{NAME}/{NAME}.ipynb"
    for folder in (ours, theirs):
        text = (folder / "autograded" / name).read_text()
        assert text.count("text/html") == 2  # the judge's, one for each check
        assert "tinkernet" in text


def test_what_a_student_pretends_gives_no_points(tmp_path):
    """Outputs, a score on the last line and a tag are read by plain nbgrader; not here."""
    import nbformat

    course = small_class.lay_course(tmp_path / "course")
    place = hand_in(course, "eve", {"gradient": "return 0, 0", "double": "print(1)\n\n2"})
    path = place / f"{NAME}.ipynb"
    book = nbformat.read(path, as_version=4)
    for cell in book.cells:
        if cell.metadata.nbgrader.grade and cell.cell_type == "code":
            cell.metadata["tags"] = ["skip-execution"]
            cell.source = "4.0"
            cell.outputs = [
                nbformat.v4.new_output("execute_result", {"text/plain": "4.0"}, execution_count=1)
            ]
    nbformat.write(book, path)
    with class_runs.own_tmp() as tmp:
        for arguments in (("generate_assignment", NAME), ("autograde", NAME, "--create")):
            code, said = nbgrader(course, tmp, *arguments)
            assert code == 0, said
        class_runs.nothing_left(tmp)
    assert small_class.points(course) == {"eve": (1, 0, 0)}
    for flag in ("restored test_gradient", "metadata test_gradient"):
        assert flag in said


def test_a_failure_of_the_grader_stops_only_that_student_and_leaves_no_points(tmp_path):
    course = small_class.lay_course(tmp_path / "course")
    hand_in(course, "ada")
    with class_runs.own_tmp() as tmp:
        code, said = nbgrader(course, tmp, "generate_assignment", NAME)
        assert code == 0, said
        source = course / "source" / NAME / f"{NAME}.ipynb"
        source.write_text(source.read_text().replace('"mse_gradient\\"', '"no_such_exercise\\"'))
        code, said = nbgrader(course, tmp, "autograde", NAME, "--create")
        class_runs.nothing_left(tmp)
    assert code != 0
    assert not (course / "autograded" / "ada" / NAME).exists()
    assert small_class.gradebook(course).get("ada", {}).get("score", (0,))[0] == 0
