"""Points that are older than what was handed in: whoever shows them says so."""

import pytest
from click.testing import CliRunner
from fabricated_results import NAME, file_all, recorded_course, result

from tinkernet.cli import main
from tinkernet.grading import GradingLog, handed_in_since, submitted_students
from tinkernet.grading._submission import Submission
from tinkernet.report import read_class, render_page

pytestmark = pytest.mark.nbgrader


@pytest.fixture
def course(tmp_path_factory, tmp_path):
    folder = recorded_course(tmp_path_factory.getbasetemp(), tmp_path / "course")
    (folder / "course").mkdir()
    return folder


def hand_in(folder, student, text="mine"):
    place = folder / "submitted" / student / NAME
    place.mkdir(parents=True, exist_ok=True)
    (place / "one.ipynb").write_text(text)
    return place


def graded(folder, student, points=(2, 3, 2)):
    """Hand in, file and note a result."""
    digest = Submission.read(hand_in(folder, student)).digest
    made = result(student, points)
    file_all(folder, made)
    GradingLog(folder).add(made, filed=True, hashes={"submission": digest})


def run(folder, monkeypatch, *arguments):
    monkeypatch.chdir(folder)
    done = CliRunner().invoke(main, [*map(str, arguments)])
    assert done.exit_code == 0, done.output
    return done


def test_who_handed_in_anew_or_was_never_graded_is_named_wherever_points_are(course, monkeypatch):
    for student in ("ada", "emmy"):
        graded(course, student)
    assert handed_in_since(course, NAME) == []
    assert "since grading" not in run(course, monkeypatch, "gradebook", NAME).output
    hand_in(course, "emmy", "mended")
    hand_in(course, "<i>jose\u202e")
    assert handed_in_since(course, NAME) == ["<i>jose\u202e", "emmy"]

    line = f"2 handed in (anew) since grading: <i>jose\\u202e, emmy. Run tinkernet grade {NAME}."
    for typed in (NAME, f"{NAME}/"):  # as completed by a shell
        assert line in run(course, monkeypatch, "gradebook", typed).stdout
        assert f"{NAME}/" not in run(course, monkeypatch, "gradebook", typed).stdout
    assert line in run(course, monkeypatch, "report", f"{NAME}/").stdout.replace("\n", " ")
    exported = run(course, monkeypatch, "export", f"{NAME}/", "--lms", "csv")
    assert line in exported.stderr
    assert line not in exported.stdout
    page = render_page(read_class(course, NAME))
    assert "2 handed in (anew) since grading" in page
    assert "<i>" not in page


def test_of_a_result_that_the_log_does_not_know_nothing_is_said(course):
    file_all(course, result("ada"))
    hand_in(course, "ada")
    assert submitted_students(course, NAME) == ["ada"]
    assert handed_in_since(course, NAME) == []


def test_a_gradebook_of_nobody_says_what_to_do(course, monkeypatch):
    hand_in(course, "ada")
    shown = run(course, monkeypatch, "gradebook", NAME).stdout
    assert shown.splitlines() == [
        f"Nobody's work in {NAME} is graded yet: collect and grade it first.",
        f"1 handed in (anew) since grading: ada. Run tinkernet grade {NAME}.",
    ]
