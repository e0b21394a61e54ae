"""Every notebook of the course, as its readers, its students and its graders meet it."""

import re
from pathlib import Path

import class_runs
import nbformat
import pytest
from nbclient import NotebookClient

from tinkernet.course import assignments
from tinkernet.exercises import catalog
from tinkernet.grading import Assignment, Submission, grade_submission

ROOT = Path(__file__).resolve().parent.parent
NAMES = assignments(ROOT)
SEED = "20260101"
EXERCISES = {name: [e for e in catalog() if e.assignment == name] for name in NAMES}

pytestmark = [pytest.mark.nbgrader, pytest.mark.timeout(600)]


def notebook(folder, name):
    return nbformat.read(ROOT / folder / name / f"{name}.ipynb", as_version=4)


def marks(cell):
    return cell.metadata.get("nbgrader", {})


def executed(name):
    """Execute an assignment's solutions, as its author would."""
    solved = notebook("source", name)
    NotebookClient(solved, timeout=120, resources={"metadata": {"path": str(ROOT)}}).execute()
    return solved


def shown(solved):
    """Yield what each cell printed and showed, without what is new in every session."""
    for cell in solved.cells:
        outputs = cell.get("outputs", [])
        # A kernel may send what was printed in one piece or in several.
        printed = "".join(output.text for output in outputs if output.output_type == "stream")
        yield marks(cell).get("grade_id"), printed, {}
        for output in outputs:
            if output.output_type == "stream":
                continue
            data = dict(output.get("data", {}))
            data.pop("application/vnd.jupyter.widget-view+json", None)
            yield marks(cell).get("grade_id"), "", data


# Each notebook's tests together: its solutions are executed once for all of them.
@pytest.fixture(
    scope="module",
    params=[pytest.param(n, marks=pytest.mark.xdist_group(f"notebook {n}")) for n in NAMES],
)
def name(request):
    return request.param


@pytest.fixture(scope="module")
def solved(name):
    return executed(name)


def test_the_solutions_run_without_a_warning_and_every_check_is_green(name, solved):
    outputs = [output for cell in solved.cells for output in cell.get("outputs", [])]
    assert [o for o in outputs if o.output_type == "error" or o.get("name") == "stderr"] == []
    said = "\n".join(str(o.get("data", {}).get("text/plain", "")) for o in outputs)
    assert said.count("right. Verified on") == len(EXERCISES[name])


def test_every_picture_has_a_text_that_says_what_is_to_be_seen(name, solved):
    texts = []
    for _, _, data in shown(solved):
        if "image/png" in data:  # a widget, as it stands without a browser
            texts.append(data["text/plain"])
        texts += re.findall(r'<img [^>]*alt="([^"]*)"', str(data.get("text/html", "")))
        assert str(data.get("text/html", "")).count("<img") <= len(texts)
    assert len(texts) >= (8 if len(EXERCISES[name]) >= 6 else 1)  # a small notebook, fewer
    assert all(len(text) > 40 for text in texts)


def test_the_same_notebook_shows_the_same_again(name, solved):
    for once, again in zip(shown(solved), shown(executed(name)), strict=True):
        assert once == again


def test_the_release_is_a_students_notebook(name):
    """A stub and a check for every exercise, a question for a person, the way out at the end."""
    released = notebook("release", name)
    cells = {marks(cell)["grade_id"]: cell for cell in released.cells if marks(cell)}
    for exercise in EXERCISES[name]:
        stub, test = cells[exercise.name], cells[f"check_{exercise.name}"]
        assert stub.source.count("raise NotImplementedError()") == len(exercise.answers)
        for answer in exercise.answers:
            assert f"def {answer}(" in stub.source
        assert stub.source.count('"""') == 2 * len(exercise.answers)
        assert test.source == f'check("{exercise.name}", {", ".join(exercise.answers)})'
        assert test.metadata.nbgrader.points == exercise.points
        assert test.metadata.nbgrader.locked
        assert cells[f"try_{exercise.name}"].metadata.nbgrader.locked
    graded = [key for key, cell in cells.items() if marks(cell)["grade"]]
    by_hand = [key for key in graded if cells[key].cell_type == "markdown"]
    assert len(by_hand) >= 1
    assert all(marks(cells[key])["solution"] for key in by_hand)
    assert set(graded) == {f"check_{e.name}" for e in EXERCISES[name]} | set(by_hand)
    text = "\n".join(cell.source for cell in released.cells if cell.cell_type == "markdown")
    for heading in ("**When you are done you can**", "## What you can do now",
                    "## The same with the library", "**Where this comes from.**",
                    "*To hand in: save this notebook"):  # fmt: skip
        assert heading in text
    assert re.search(r"takes \d+ to \d+ minutes", text)


def test_every_code_cell_that_is_not_an_answer_is_locked(name):
    for cell in notebook("release", name).cells:
        if cell.cell_type == "code":
            assert marks(cell)["locked"] is not marks(cell)["solution"], cell.source


@class_runs.needs_sandbox()
@pytest.mark.parametrize("folder", ["source", "release"])
def test_the_judge_outside_gives_solutions_all_and_stubs_nothing(name, folder, tmp_path):
    for part in ("course", "source", "nbgrader_config.py"):
        (tmp_path / part).symlink_to(ROOT / part)
    (tmp_path / ".grading-seed").write_text(SEED)
    content = (ROOT / folder / name / f"{name}.ipynb").read_bytes()
    submission = Submission("ada", {f"{name}.ipynb": content})
    result = grade_submission(submission, Assignment.load(tmp_path, name))
    worth = {f"check_{e.name}": e.points if folder == "source" else 0.0 for e in EXERCISES[name]}
    judged = {key: value for key, value in result.points.items() if key.startswith("check_")}
    assert judged == worth
    assert [flag for flag in result.flags if flag.kind != "unanswered"] == []
