"""JupyterLab as its users meet it: a student solves the notebook, an instructor looks after it."""

import subprocess
import sys

import nbformat
import pytest
from conftest import copy_course

from tinkernet.grading import filled_in, sample_class

from .lab_window import Lab, jupyterlab
from .solving import index_of, solve, student_at_work

NAME = "01_linear_regression"
NOTEBOOK = f"{NAME}/{NAME}.ipynb"

pytestmark = [pytest.mark.xdist_group("jupyterlab"), pytest.mark.timeout(600)]


@pytest.fixture
def student(browser, tmp_path):
    with student_at_work(browser, tmp_path / "my-work", NOTEBOOK) as lab:
        yield lab


def _solves_it_from_start_to_end(student):
    released = nbformat.read(student.folder / NOTEBOOK, as_version=4)
    (perfect,) = [one for one in sample_class() if one.name == "perfect"]
    solve(student, released, filled_in(released, perfect))
    student.cell(index_of(released, "check_standardize"))
    student.shot("solved")


def _sees_the_report_of_a_wrong_answer(student):
    notebook = nbformat.read(student.folder / NOTEBOOK, as_version=4)
    stub, check = index_of(notebook, "mse"), index_of(notebook, "check_mse")
    wrong = "def mse(y_hat, y):\n    return np.sum((np.ravel(y_hat) - np.ravel(y)) ** 2)"
    student.replace_in_cell(stub, wrong)
    student.run(stub)
    student.run(check)
    cell = student.cell(check)
    cell.get_by_text("the sum instead of the mean").first.wait_for()
    student.shot("failed-check")
    assert "It looks like" in cell.inner_text()
    assert "AssertionError: mse: not right yet." in cell.inner_text()
    assert "Traceback" not in cell.inner_text()
    assert "File " not in cell.inner_text()
    student.replace_in_cell(stub, wrong.replace("np.sum", "np.mean"))
    student.run(stub)
    student.run(check)
    assert "Verified on" in student.outputs(check)


def _steps_the_widget_with_their_own_gradient(student):
    notebook = nbformat.read(student.folder / NOTEBOOK, as_version=4)
    cell = student.cell(index_of(notebook, "tinker"))
    cell.get_by_role("button", name="Step").click()
    cell.get_by_text("with your mse_gradient").wait_for()
    assert cell.locator("canvas").count() == 2
    student.shot("widget")


def _presses_validate(student):
    student.page.keyboard.press("Escape")
    student.page.keyboard.press("Control+S")
    student.page.get_by_role("button", name="Validate").click()
    dialog = student.page.locator(".jp-Dialog")
    dialog.get_by_text("Success! Your notebook passes all the tests.").wait_for(timeout=120_000)
    student.shot("validated")
    dialog.get_by_role("button", name="OK").click()


def test_a_student_works_through_the_notebook(student):
    """Each part goes on where the one before ended, as a student's evening does."""
    _solves_it_from_start_to_end(student)
    _sees_the_report_of_a_wrong_answer(student)
    _steps_the_widget_with_their_own_gradient(student)
    _presses_validate(student)


@pytest.fixture(scope="module")
def instructor(browser, tmp_path_factory):
    """Return an instructor's JupyterLab in a course folder with one submission."""
    folder = copy_course(tmp_path_factory.mktemp("instructor") / "course-folder")
    generate = [sys.executable, "-m", "nbgrader", "generate_assignment", NAME]
    subprocess.run(generate, cwd=folder, check=True, capture_output=True)
    released = nbformat.read(folder / "release" / NOTEBOOK, as_version=4)
    (perfect,) = [one for one in sample_class() if one.name == "perfect"]
    place = folder / "submitted" / "ada" / NOTEBOOK
    place.parent.mkdir(parents=True)
    nbformat.write(filled_in(released, perfect), place)
    with jupyterlab(folder) as address:
        lab = Lab(browser, address)
        lab.folder = folder
        yield lab
        lab.page.close()


def test_create_assignment_knows_the_cells_and_points(instructor):
    instructor.open(f"source/{NOTEBOOK}")
    instructor.page.get_by_text("Create Assignment", exact=True).first.click()
    total = instructor.page.locator(
        "label:has-text('Total points') input, div:has-text('Total points:') > input"
    ).first
    total.wait_for()
    instructor.page.wait_for_function("(input) => input.value === '15'", arg=total.element_handle())
    instructor.shot("create-assignment")


def test_formgrader_grades_a_submission(instructor):
    page = instructor.page
    page.goto(f"{instructor.address}/formgrader/manage_submissions/{NAME}")
    row = page.locator("tr", has_text="ada")
    row.locator(".autograde a").click()
    page.get_by_text("Successfully").first.wait_for(timeout=180_000)
    instructor.shot("formgrader")
    page.reload()
    row.get_by_text("13 / 15").wait_for()
