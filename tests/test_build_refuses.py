"""A build that cannot be is refused whole: everything wrong at once, nothing written."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from tinkernet.cli import main
from tinkernet.course import BuildError, assignments, build, run_nbgrader
from tinkernet.course.rules import lint_catalogue, unknown
from tinkernet.exercises import catalog

ROOT = Path(__file__).resolve().parent.parent
NAME = "01_linear_regression"
FILE = f"course/{NAME}/{NAME}.md"


@pytest.fixture
def course(tmp_path, monkeypatch):
    shutil.copytree(ROOT / "course", tmp_path / "course")
    for folder in ("source", "release"):
        shutil.copytree(ROOT / folder / NAME, tmp_path / folder / NAME)
    shutil.copy(ROOT / "nbgrader_config.py", tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def change(course, old, new):
    text = (course / FILE).read_text()
    assert old in text
    (course / FILE).write_text(text.replace(old, new, 1))


def built(course):
    """Read all that a build writes."""
    return {p: p.read_bytes() for f in ("source", "release") for p in (course / f).rglob("*.ipynb")}


def test_all_that_is_wrong_is_listed_and_nothing_is_written(course):
    before = built(course)
    change(course, "points: 3\n", "points: 4\n")
    change(course, "grade_id: try_mse\n", "grade_id: mse\n")
    second = course / "course" / "02_neuron" / "02_neuron.md"
    second.write_bytes(second.read_bytes()[:100] + b"\xff")
    result = CliRunner().invoke(main, ["build", NAME, "02_neuron"])
    assert result.exit_code == 1
    lines = result.output.splitlines()
    assert [line.partition(", line ")[0] for line in lines[:3]] == [
        FILE, FILE, "course/02_neuron/02_neuron.md"
    ]  # fmt: skip
    assert "cell 'mse': the grade_id 'mse' occurs twice" in lines[0]
    assert "cell 'check_mse_gradient': it gives 4 points" in lines[1]
    assert "is not UTF-8" in lines[2]
    assert lines[3] == "Error: Nothing was built: mend 3 things first."
    assert built(course) == before
    assert not (course / "source" / "02_neuron").exists()


def test_a_folder_without_a_notebook_or_with_another_kind_is_named(course):
    folder = course / "course" / "08_attention"
    folder.mkdir()
    (folder / "README.md").write_text("no notebook")
    with pytest.raises(BuildError, match=r"holds no notebook: write course/08_attention/08_att"):
        build(course, ["08_attention"])
    (folder / "mine.ipynb").write_text("{}")
    with pytest.raises(BuildError, match=r"jupytext --to md:myst course/08_attention/mine\.ipynb"):
        build(course, ["08_attention"])


def test_what_nobody_foresaw_leaves_everything_as_it_was(course, monkeypatch):
    """nbgrader itself refuses, in the middle."""
    before = built(course)
    change(course, "# 01 A line", "# 01 Another line")

    def refuse(folder, *arguments):
        shutil.rmtree(folder / "release" / NAME)
        return run_nbgrader(folder, "generate_assignment", "there_is_none")

    monkeypatch.setattr("tinkernet.course._build.run_nbgrader", refuse)
    result = CliRunner().invoke(main, ["build", NAME])
    assert result.exit_code == 1
    assert result.output.startswith(f"course/{NAME}: nbgrader refuses it: ")
    assert "Traceback" not in result.output
    assert len(result.output.splitlines()) == 2
    assert built(course) == before
    assert [path.name for path in course.glob(".building-*")] == []


def test_hidden_folders_are_no_assignments(course):
    (course / "course" / ".ipynb_checkpoints").mkdir()
    assert assignments(course) == assignments(ROOT)


def test_an_assignment_that_a_course_leaves_out_is_in_nobodys_way(course):
    shutil.rmtree(course / "course" / "07_cnn")
    assert lint_catalogue(course, assignments(course)) == []


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"name": "predict_line"}, "the exercise 'predict_line' exists 2 times; rename one."),
        ({"assignment": "01_linear_regresion"}, "; did you mean '01_linear_regression'?"),
        ({"mistakes": ()}, "knows 0 mistakes; write at least 4."),
    ],
)
def test_exercises_that_do_not_fit_are_named_with_their_file(course, monkeypatch, changed, words):
    exercises = list(catalog())
    exercises[1] = replace(exercises[1], **changed)
    monkeypatch.setattr("tinkernet.exercises._catalog._EXERCISES", tuple(exercises))
    result = CliRunner().invoke(main, ["build", NAME])
    assert result.exit_code == 1
    (line,) = {line for line in result.output.splitlines() if words in line and "mse.py" in line}
    assert "linear_regression/mse.py: " in line


def refused(name):
    """Build an assignment that cannot be built; return what is said, without the last line."""
    result = CliRunner().invoke(main, ["build", name])
    assert result.exit_code == 1
    return result.output.splitlines()[:-1]


def test_an_exercise_that_its_package_does_not_list_is_not_called_missing(course, monkeypatch):
    rest = tuple(exercise for exercise in catalog() if exercise.name != "least_squares")
    monkeypatch.setattr("tinkernet.exercises._catalog._EXERCISES", rest)
    (line,) = refused(NAME)
    assert "cell 'check_least_squares'" in line
    assert "linear_regression/least_squares.py is there, but " in line
    assert "linear_regression/__init__.py does not list it in EXERCISES; add it there." in line
    assert "did you mean" not in line


def test_an_exercise_that_is_called_otherwise_than_its_file_is_named(tmp_path):
    package = tmp_path / "training"
    package.mkdir()
    (package / "__init__.py").write_text("EXERCISES = ()\n")
    (package / "clip.py").write_text("CLIP = Exercise(name='clip_gradient', points=1)\n")
    (package / "norm.py").write_text("NORM = Exercise(\n")
    (package / "clip_mistakes.py").write_text("MISTAKES = ()\n")
    assert "training/clip.py calls its own 'clip_gradient'; " in unknown("clip", {}, tmp_path)
    assert "training/clip.py is there, but training/__init__" in unknown(
        "clip_gradient", {}, tmp_path
    )
    assert "training/norm.py is there, but training/__init__" in unknown("norm", {}, tmp_path)
    assert "does not exist; write one" in unknown("clip_mistakes", {}, tmp_path)
