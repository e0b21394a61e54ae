"""What an author gets wrong in an exercise is one line that says where; the others stay usable."""

import sys
from dataclasses import replace

import pytest
from click.testing import CliRunner

from tinkernet.cli import main
from tinkernet.course import lint_exercise
from tinkernet.exercises import BrokenExercisesError, Mistake, catalog, find, load_packages

MSE = find("mse")
RIGHT = "from tinkernet.exercises import find\n\nEXERCISES = (find('mse'),)\n"
BROKEN = {
    "syntax": ("x = 1\ndef f(:\n", "one.py, line 2: SyntaxError: invalid syntax."),
    "a name": ("x = 1\ny = z\n", "one.py, line 2: NameError: name 'z' is not defined."),
    "an import": ("import nothing_such\n", "one.py, line 1: ModuleNotFoundError: No module named"),
    "an argument": ("from tinkernet.exercises import Exercise\nE = Exercise(name='x')\n",
                    "one.py, line 2: TypeError: Exercise.__init__() missing"),
    "a comma": ("from tinkernet.exercises import Mistake\n\nM = Mistake('m', 'a', 'b', (len))\n",
                "one.py, line 3: TypeError: variants of the mistake 'm' should be a tuple, but is"),
    "a word": ("from tinkernet.exercises import Mistake\n\nM = Mistake('m', 'a', 3, (len,))\n",
               "one.py, line 3: TypeError: hint of the mistake 'm' cannot be 3."),
    "cases": ("from dataclasses import replace\nfrom tinkernet.exercises import find\n"
              "X = replace(find('mse'), cases=3)\n",
              "one.py, line 3: TypeError: cases of the exercise 'mse' cannot be 3."),
    "a name of none": ("from dataclasses import replace\nfrom tinkernet.exercises import find\n"
                       "X = replace(find('mse'), answers=(3, 'mse'))\n",
                       "one.py, line 3: TypeError: one of answers of the exercise 'mse' cannot"),
    "an exit": ("raise SystemExit(3)\n", "one.py, line 1: SystemExit: 3."),
}  # fmt: skip


@pytest.fixture
def packages(tmp_path, monkeypatch):
    """Lay two packages of exercises, ``first`` and ``second``; both right."""
    name = f"laid_{tmp_path.name}".replace("-", "_")
    folder = tmp_path / name
    for package in ("first", "second"):
        (folder / package).mkdir(parents=True)
        (folder / package / "__init__.py").write_text(RIGHT)
    (folder / "left_over" / "__pycache__").mkdir(parents=True)
    monkeypatch.syspath_prepend(tmp_path)
    yield folder, name
    for module in [each for each in sys.modules if each.startswith(name)]:
        del sys.modules[module]


def test_packages_are_found_by_themselves(packages):
    assert load_packages(*packages) == ((MSE, MSE), "")


@pytest.mark.parametrize(("code", "words"), BROKEN.values(), ids=BROKEN)
def test_a_broken_file_is_one_sentence_with_its_line_and_the_others_are_there(
    packages, code, words
):
    folder, name = packages
    (folder / "first" / "one.py").write_text(code)
    (folder / "first" / "__init__.py").write_text(f"from . import one\n{RIGHT}")
    exercises, broken = load_packages(folder, name)
    assert exercises == (MSE,)
    assert broken.startswith(str(folder / "first"))
    assert words in broken
    assert "\n" not in broken


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("", "EXERCISES should be a tuple"),
        ("EXERCISES = ()\n", "EXERCISES should be a tuple"),
        ("EXERCISES = (1,)\n", "EXERCISES should hold exercises only, but one is a int"),
    ],
)
def test_a_package_without_exercises_is_one_sentence(packages, code, words):
    folder, name = packages
    (folder / "second" / "__init__.py").write_text(code)
    exercises, broken = load_packages(folder, name)
    assert exercises == (MSE,)
    assert words in broken
    assert str(folder / "second" / "__init__.py") in broken


def test_every_command_says_it(monkeypatch):
    monkeypatch.setattr("tinkernet.exercises._catalog._BROKEN", "x.py, line 3: NameError: no z.")
    with pytest.raises(BrokenExercisesError, match=r"x\.py, line 3"):
        find("mse")
    for arguments in (["build"], ["new", "98_nothing"]):
        result = CliRunner().invoke(main, arguments)
        assert result.exit_code == 1
        assert "x.py, line 3: NameError: no z." in result.output
        assert "Traceback" not in result.output


UNNAMED = Mistake("untitled", "", "Where?", (abs,))
INCOMPLETE = {
    "no mistakes": (replace(MSE, mistakes=()), "knows 0 mistakes; write at least 4"),
    "three": (replace(MSE, mistakes=MSE.mistakes[:3]), "knows 3 mistakes; write at least 4"),
    "one alternative": (replace(MSE, alternatives=MSE.alternatives[:1]), "1 other right answer"),
    "no points": (replace(MSE, points=0), "should give points, but gives 0"),
    "no answers": (replace(MSE, answers=()), "should have answers"),
    "not asked": (replace(MSE, asked="Write it."), "asks for mse, but its sentence 'asked' does"),
    "own probe": (replace(MSE, probe=lambda answers, case: 0), "a probe of tinkernet.probe.PROBES"),
    "a name": (replace(MSE, name="my mse"), "should have a name of small letters"),
    "no title": (replace(MSE, mistakes=(*MSE.mistakes, UNNAMED)), "'untitled' has no title"),
    "twice": (replace(MSE, mistakes=(*MSE.mistakes, MSE.mistakes[0])), "stands for 2 mistakes"),
}


@pytest.mark.parametrize(("exercise", "words"), INCOMPLETE.values(), ids=INCOMPLETE)
def test_what_an_exercise_leaves_out_is_one_sentence(exercise, words):
    (said,) = lint_exercise(exercise)
    assert words in said


def test_exercises_of_the_course_are_complete():
    assert [said for exercise in catalog() for said in lint_exercise(exercise)] == []
