"""What a change of the library touches: the tests that ask the exercise, all, or none."""

import copy
import json

import class_runs
import pytest
import regrading
import small_class
from regrading import cells_of, dry_run, library_with, regrade
from small_class import hand_in

from tinkernet.exercises import find
from tinkernet.grading._assignment import Assignment
from tinkernet.grading._dependencies import dependencies
from tinkernet.grading._exercise_sources import made_of
from tinkernet.grading._touched import touched
from tinkernet.sandbox import Limits

pytestmark = [
    pytest.mark.nbgrader,
    class_runs.needs_sandbox(),
    pytest.mark.timeout(600),
    pytest.mark.xdist_group("regrade"),
]
SLOPES = "return 2 * np.mean(error * x), 2 * np.mean(error)"
COUNTING = "pass\n\ncalls = []\ndef predict(x, a, b):\n    calls.append(x)\n    return a * x + b"
ONLY_AFTER_OTHERS = (
    "e = a * x + b - y\n    two = 2 if len(calls) > 3 else 0\n"
    "    return two * np.mean(e * x), 2 * np.mean(e)"
)


@pytest.fixture
def tmp():
    with class_runs.own_tmp() as folder:
        yield folder
        class_runs.nothing_left(folder)


def test_a_mended_exercise_touches_the_tests_that_ask_it_and_no_other_exercise_does(tmp_path, tmp):
    course = small_class.lay_course(tmp_path / "course")
    hand_in(course, "ada")
    hand_in(course, "bo", {"gradient": small_class.HALF.replace("np.sum(e)", "np.sum(e) * 2")})
    # Right only in a kernel in which the test before it has been asked.
    hand_in(course, "drew", {"predict": COUNTING, "gradient": ONLY_AFTER_OTHERS})
    assert class_runs.grade(course, tmp).returncode == 0
    assert small_class.points(course)["drew"] == (1, 4, 2)
    autograded = small_class.autograded(course)

    other = library_with(
        tmp_path / "other", "exercises/softmax/softmax.py", '"""softmax', '"""Softmax'
    )
    said = regrade(course, tmp, **other)
    assert (said["because"], said["students"]) == ({}, [])
    assert small_class.autograded(course) == autograded
    env = class_runs.environment(tmp, **other)
    plain = class_runs.grade(course, tmp, "--json", env=env)
    assert json.loads(plain.stdout)["unchanged"] == ["ada", "bo", "drew"]  # noted as standing

    path = "exercises/linear_regression/mse_gradient.py"
    mended = library_with(
        tmp_path / "mended", path, SLOPES, SLOPES.replace("2 * np.mean(error)", "2 * np.sum(error)")
    )
    said = dry_run(course, tmp, **mended)
    assert said["because"] == {"the exercise mse_gradient changed": 3}
    assert (said["gain"], said["lose"]) == (["bo"], ["ada", "drew"])
    for student, (before, after) in {"bo": (2, 4), "ada": (4, 2), "drew": (4, 2)}.items():
        (cell,) = cells_of(said, student).values()
        assert (cell["cell"], cell["before"], cell["after"]) == ("test_gradient", before, after)
    assert cells_of(said, "bo")["test_gradient"]["said_after"] == "right"


def test_an_exercise_is_made_of_what_it_imports_of_its_package():
    package = "tinkernet.exercises.training"
    assert made_of(find("split")) == (
        f"{package}.minibatches", f"{package}.minibatches_mistakes", f"{package}.split",
    )  # fmt: skip
    assert made_of(find("sgd_step")) == (f"{package}.sgd_step",)


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    course = small_class.lay_course(tmp_path_factory.mktemp("told") / "course")
    return dependencies(Assignment.load(course, "small"), Limits())


@pytest.mark.parametrize(
    ("path", "judged", "words"),
    [
        (("environment", "numpy"), 3, "numpy is changed instead of"),
        (("environment", "tinkernet.probe"), 3, "the library changed (tinkernet.probe)"),
        (("environment", "Python"), 3, "Python is changed instead of"),
        (("notebooks", "small", "given"), 3, "given cells of small changed"),
        (("notebooks", "small", "seed"), 3, "the secret seed or hide_cases changed"),
        (("notebooks", "small", "tests", "test_predict", "exercises", "predict_line"), 1,
         "the exercise predict_line changed"),
        (("notebooks", "small", "tests", "test_double", "guards"), 1,
         "what must fail where test_double passes changed"),
        (("notebooks", "small", "tests", "test_double", "before"), 1,
         "a test before test_double leaves something else behind"),
    ],
)  # fmt: skip
def test_what_is_touched_and_why(told, path, judged, words):
    now = copy.deepcopy(told)
    place = now
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = "changed"
    found = touched(json.loads(json.dumps(told)), now)
    assert len(found.judged) == judged
    assert words in found.because[0]
    assert not found.worth


def test_the_command_line_has_no_influence_and_what_a_test_leaves_behind_has(tmp_path, told):
    assert not any("cli" in name for name in told["environment"])
    course = small_class.lay_course(tmp_path / "course")
    regrading.mend(course, "test_predict", 'half = 0.5\ncheck("predict_line", predict)')
    now = dependencies(Assignment.load(course, "small"), Limits())
    assert [test for _, test in touched(told, now).judged] == [
        "test_predict", "test_gradient", "test_double",
    ]  # fmt: skip
