"""Twelve students, graded end to end. What each must get is written down here by hand."""

import re

import nbformat
import pytest

from tinkernet.grading import lay_sample_class, read_results, sample_class

NAME = "01_linear_regression"

# predict_line 1, mse 2, mse_gradient 3, gradient_descent 3, least_squares 2, standardize 2; the
# written question's 2 points wait for a person. Answers lean on one another as the notebook
# suggests: mse_gradient calls predict, gradient_descent calls mse and mse_gradient.
EXPECTED = {
    "perfect": (13, {}),
    "perfect_in_loops": (13, {}),
    "untouched": (0, {}),
    "half_done": (6, {}),  # the first three: 1 + 2 + 3
    "extra_cell_raises": (13, {}),
    "syntax_error": (6, {}),  # no predict: 13 - 1 - 3 - 3
    # the gradient and the descent lean on predict: 13 - 1 - 3 - 3
    "thinks_bias_forgotten": (6, {"predict_line": "bias_forgotten"}),
    "thinks_broadcast": (11, {"mse": "broadcast"}),
    # half of the gradient (db) is right; the descent leans on all of it: 13 - 1.5 - 3
    "thinks_missing_x": (8.5, {"mse_gradient": "missing_x"}),
    "thinks_one_after_the_other": (10, {"gradient_descent": "one_after_the_other"}),
    "thinks_through_the_origin": (11, {"least_squares": "through_the_origin"}),
    # of Z, mean and std only the mean is right: 13 - 2 * 2/3
    "thinks_ddof_one": (13 - 4 / 3, {"standardize": "ddof_one"}),
}
WRITTEN = {name for name in EXPECTED if name not in {"untouched", "half_done"}}

pytestmark = [pytest.mark.nbgrader, pytest.mark.xdist_group("sample class")]


@pytest.fixture(scope="module")
def results(graded_class):
    folder, _ = graded_class
    return {result.student: result for result in read_results(folder, NAME)}


def test_everybody_is_graded(results):
    assert results.keys() == EXPECTED.keys()


@pytest.mark.parametrize("name", EXPECTED)
def test_scores_and_names_are_those_written_down_by_hand(results, name):
    points, mistakes = EXPECTED[name]
    assert results[name].score == pytest.approx(points)
    assert results[name].max_score == 15
    assert results[name].mistakes == mistakes


def test_written_answers_wait_for_a_person(results):
    waiting = {name for name, result in results.items() if result.needs_grading}
    assert waiting == WRITTEN


def test_the_demo_prints_a_table_and_where_the_feedback_lies(graded_class):
    _, printed = graded_class
    for name, (points, mistakes) in EXPECTED.items():
        (line,) = [line for line in printed.splitlines() if f" {name} " in line]
        assert f"{round(points, 2):g} / 15" in line
        for exercise in mistakes:
            assert exercise in line
    assert "Feedback: 12 pages" in printed
    assert "could not be graded" not in printed


def test_feedback_shows_report_hint_and_what_the_pictures_show(graded_class):
    folder, _ = graded_class
    pages = sorted(folder.glob(f"feedback/*/{NAME}/{NAME}.html"))
    assert len(pages) == 12
    (page,) = [path.read_text() for path in pages if "thinks_ddof_one" in str(path)]
    assert "the standard deviation with m - 1 below the line" in page
    assert "divide by m." in page
    assert "Picture, drawn when you run the notebook: 30 points and the line" in page
    assert "jupyter-widgets" not in page


def test_graded_notebooks_hold_each_verdict(graded_class):
    folder, _ = graded_class
    path = folder / "autograded" / "half_done" / NAME / f"{NAME}.ipynb"
    verdicts = {
        verdict["exercise"]: verdict["reason"]
        for cell in nbformat.read(path, as_version=4).cells
        for output in cell.get("outputs", ())
        if (verdict := output.get("metadata", {}).get("tinkernet"))
    }
    assert verdicts == {
        "predict_line": "right",
        "mse": "right",
        "mse_gradient": "right",
        "gradient_descent": "not written yet",
        "least_squares": "not written yet",
        "standardize": "not written yet",
    }


def test_the_same_class_is_the_same_bytes(graded_class, tmp_path):
    folder, _ = graded_class
    released = folder / "release" / NAME / f"{NAME}.ipynb"
    again = lay_sample_class(released, tmp_path)
    assert len(again) == len(sample_class()) == 12
    for path in again:
        first = folder / "submitted" / path.relative_to(tmp_path)
        assert path.read_bytes() == first.read_bytes()


def test_no_solution_of_the_course_reaches_a_student(graded_class):
    folder, _ = graded_class
    untouched = folder / "submitted" / "untouched" / NAME / f"{NAME}.ipynb"
    assert not re.search(r"BEGIN SOLUTION|np\.ravel", untouched.read_text())


def test_an_assignment_that_the_gradebook_does_not_know_is_named(graded_class):
    folder, _ = graded_class
    with pytest.raises(ValueError, match=f"knows no assignment 'nope'; there are {NAME}"):
        read_results(folder, "nope")
