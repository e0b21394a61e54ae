"""Regrading as a diff: what is announced, what is filed, what is left alone."""

import json
import shutil

import class_runs
import pytest
import regrading
import small_class
from click.testing import CliRunner
from regrading import GENEROUS, announced, cells_of, dry_run, mend, regrade
from small_class import POINTS, hand_in

from tinkernet.cli import main

pytestmark = [
    pytest.mark.nbgrader,
    class_runs.needs_sandbox(),
    pytest.mark.timeout(600),
    pytest.mark.xdist_group("regrade"),  # they share a graded class
]
SQUARES = "o'neil; DROP TABLE"
RATED = ["Zoë 張偉", "ada", "bo", "cy", "eve", "o'neil; DROP TABLE"]

LIST = f"""\
What changed:
  the text of test_double changed (6 students)

Gain:
  {SQUARES}: 5 -> 7 points (+2)
    test_double: 0 -> 2 of 2, because the text of test_double changed
      before: AssertionError
      now:    passed

1 gain, 0 lose, 5 unchanged; mean 5.58 of 10 -> 5.92 of 10.
Not part of it, could not be read: dan.
Nothing was changed. To file this: tinkernet grade small --regrade""".splitlines()


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    return regrading.graded_class(tmp_path_factory.getbasetemp())


@pytest.fixture
def course(graded, tmp_path):
    return small_class.copy_course(graded, tmp_path / "course")


@pytest.fixture
def tmp():
    with class_runs.own_tmp() as folder:
        yield folder
        class_runs.nothing_left(folder)


def new_entries(folder, before):
    return small_class.log_lines(folder)[len(before) :]


def test_a_mended_test_is_announced_and_then_filed_exactly_so(course, tmp, tmp_path):
    regrading.grade_by_hand(course, "ada", "essay", 2.5)
    mend(course, "test_double", GENEROUS)
    rows, log = small_class.gradebook(course), small_class.log_lines(course)

    said = dry_run(course, tmp)
    assert said["because"] == {"the text of test_double changed": 6}
    assert all([*cells_of(said, who)] == ["test_double"] for who in RATED)
    assert (said["gain"], said["lose"]) == ([SQUARES], [])
    assert said["unchanged"] == [who for who in RATED if who != SQUARES]
    double = cells_of(said, SQUARES)["test_double"]
    assert (double["before"], double["after"], double["by_hand"]) == (0, 2, None)
    assert (double["said_before"], double["said_after"]) == ("AssertionError", "passed")
    assert said["apart"] == {"could not be read": ["dan"]}
    for_people = class_runs.grade(course, tmp, "--regrade", "--dry-run").stdout
    assert for_people.splitlines() == LIST

    regrading.grade_by_hand(course, SQUARES, "test_double", 0.5)
    said = dry_run(course, tmp)
    assert (said["gain"], said["lose"], said["unchanged"]) == ([], [], RATED)
    assert cells_of(said, SQUARES)["test_double"]["by_hand"] == 0.5
    # What the dry run found is what is filed: answers that draw are not asked again.
    filed = regrade(course, tmp, **regrading.without_kernels(tmp_path))
    assert announced(filed) == announced(said)
    after = small_class.gradebook(course)
    assert after[SQUARES]["grades"]["test_double"] == (2, 0.5, None, True)  # looked at again
    assert after["ada"] == rows["ada"]  # a graded essay is not marked anew
    assert after["ada"]["comments"]["essay"] == (None, "Well argued.")
    added = new_entries(course, log)
    assert sorted(entry["student"] for entry in added) == RATED
    for entry in added:
        assert entry["regrade"]["because"] == ["the text of test_double changed"]
        assert entry["regrade"]["judged"] == ["test_double"]
        assert entry["filed"]
    assert not (course / ".regrade").exists()
    # The plain command has nothing left to do but to try again what cannot be read.
    assert json.loads(class_runs.grade(course, tmp, "--json").stdout)["unchanged"] == RATED


def test_a_mended_check_and_other_points_are_what_grading_everything_anew_would_give(course, tmp):
    mend(course, "test_gradient", 'check("mse_gradient", lambda x, y, a, b: (0, 0))', points=6)
    mend(course, "test_predict", points=2)
    mend(course, "essay", points=4)
    anew = small_class.copy_course(course, course.parent / "anew")
    before = {who: entry["flags"] for who, entry in small_class.last_verdicts(course).items()}

    said = dry_run(course, tmp)
    assert said["because"]["test_predict is worth 2 points instead of 1"] == 6
    assert said["because"]["essay is worth 4 points instead of 3; what you gave stays"] == 6
    assert said["worth"] == {"before": 10, "after": 14}
    (bo,) = [each for each in said["students"] if each["student"] == "bo"]
    assert (bo["before"], bo["after"]) == (5, 4)
    gradient, predict = cells_of(said, "bo")["test_gradient"], cells_of(said, "bo")["test_predict"]
    assert (gradient["before"], gradient["after"], gradient["worth_after"]) == (2, 0, 6)
    assert gradient["said_after"] == "wrong value"
    assert gradient["because"] == [
        "test_gradient is worth 6 points instead of 4", "the text of test_gradient changed"
    ]  # fmt: skip
    assert (predict["before"], predict["after"]) == (1, 2)
    assert [*cells_of(said, "ada")] == ["test_predict", "test_gradient", "essay"]
    assert said["gain"] == ["cy"]
    assert said["lose"] == [who for who in RATED if who != "cy"]

    assert announced(regrade(course, tmp)) == announced(said)
    assert class_runs.grade(anew, tmp, "--force").returncode == 3
    assert small_class.gradebook(course) == small_class.gradebook(anew)
    flags = {who: entry["flags"] for who, entry in small_class.last_verdicts(course).items()}
    assert [(flag["kind"], flag["cell"]) for flag in flags["eve"]] == [
        ("restored", "test_gradient")
    ]
    assert flags == before  # that the tests are others now is not the students' doing
    mine, others = small_class.autograded(course), small_class.autograded(anew)
    for name in mine.keys() | others.keys():
        assert mine[name] == others[name] or name.startswith("dan/"), name


def test_grading_anew_asks_nobody_to_grade_the_same_essay_again(course, tmp):
    for who in ("ada", "bo"):
        regrading.grade_by_hand(course, who, "essay", 2.5)
    regrading.grade_by_hand(course, SQUARES, "test_double", 0.5)
    mend(course, "test_double", GENEROUS)
    regrading.hand_in_anew(course, "bo")
    who = [option for each in ("ada", "bo", SQUARES) for option in ("--student", each)]
    done = class_runs.grade(course, tmp, *who)
    assert done.returncode == 0, done.stderr
    first = "2 were graded with other tests or another version; to look first: "
    assert f"{first}tinkernet grade small --regrade --dry-run" in done.stderr
    after = small_class.gradebook(course)
    assert after["ada"]["grades"]["essay"] == (None, 2.5, None, False)
    assert after["ada"]["score"] == (9.5, 10, False)
    assert after["bo"]["grades"]["essay"] == (None, 2.5, None, True)  # another answer
    assert after[SQUARES]["grades"]["test_double"] == (2, 0.5, None, True)  # another verdict
    assert "were graded with other" not in class_runs.grade(course, tmp, *who, "--force").stderr
    assert small_class.gradebook(course) == after


def test_other_points_alone_need_no_kernel(course, tmp, tmp_path):
    mend(course, "test_gradient", points=1)
    env = regrading.without_kernels(tmp_path)
    assert class_runs.grade(course, tmp, env=class_runs.environment(tmp, **env)).returncode == 1
    said = dry_run(course, tmp, **env)
    assert said["lose"] == ["Zoë 張偉", "ada", "bo", "eve", "o'neil; DROP TABLE"]
    assert announced(regrade(course, tmp, **env)) == announced(said)
    for student, (predict, gradient, double) in POINTS.items():
        assert small_class.points(course)[student] == (predict, gradient / 4, double)
    assert small_class.last_verdicts(course)["bo"]["regrade"]["judged"] == []


def test_who_handed_in_anew_or_was_never_graded_is_listed_apart(course, tmp):
    mend(course, "test_double", GENEROUS)
    regrading.hand_in_anew(course, "ada")
    hand_in(course, "newcomer")
    shutil.rmtree(course / "submitted" / "bo")
    before = small_class.last_verdicts(course)
    said = regrade(course, tmp)
    assert said["apart"] == {
        "could not be read": ["dan"],
        "handed in anew since": ["ada"],
        "not graded yet": ["newcomer"],
        "no longer in submitted/": ["bo"],
    }
    after = small_class.last_verdicts(course)
    for who in ("ada", "bo", "dan"):
        assert after[who] == before[who]
    assert small_class.points(course)[SQUARES] == (1, 4, 2)


def test_results_that_say_nothing_of_what_they_depend_on_are_judged_again(course, tmp):
    log = course / "grading-log.jsonl"
    old = [json.loads(line) for line in log.read_text().splitlines()]
    kept = [{key: value for key, value in each.items() if key != "depends"} for each in old[:3]]
    log.write_text("".join(json.dumps(each) + "\n" for each in [*kept, *old[3:]]))
    said = dry_run(course, tmp)
    unknown = [each["student"] for each in kept if each["state"] == "graded"]
    assert sorted(each["student"] for each in said["students"]) == sorted(unknown)
    assert [*said["because"].values()] == [len(unknown)]
    assert "before the log noted what results depend on" in "".join(said["because"])
    assert (said["gain"], said["lose"], said["unchanged"]) == ([], [], RATED)


def test_a_course_file_that_was_edited_and_not_built_is_named(course, monkeypatch):
    (course / "course" / "small").mkdir()
    (course / "course" / "small" / "small.md").write_text("# Other words\n")
    monkeypatch.chdir(course)
    said = CliRunner().invoke(main, ["grade", "small", "--regrade", "--dry-run"])
    assert said.exit_code == 0
    unbuilt = "course/small is not built: run tinkernet build small first."
    assert f"{unbuilt}\nNothing that a result depends on has changed." in said.output
    said = CliRunner().invoke(main, ["grade", "small", "--regrade", "--dry-run", "--json"])
    assert unbuilt in said.stderr
    assert json.loads(said.stdout)["because"] == {}


def test_cells_that_came_are_refused_before_anything_is_run(course, monkeypatch):
    path = course / "source" / "small" / "small.ipynb"
    path.write_text(path.read_text().replace('"grade_id": "test_double"', '"grade_id": "other"'))
    before = regrading.everything(course)
    monkeypatch.chdir(course)
    done = CliRunner().invoke(main, ["grade", "small", "--regrade", "--dry-run"])
    assert done.exit_code == 1
    assert "nbgrader cannot add or remove any" in done.output
    assert regrading.everything(course) == before


@pytest.mark.parametrize("options", [["--dry-run"], ["--regrade", "--force"]])
def test_options_that_do_not_go_together(options, monkeypatch, graded):
    monkeypatch.chdir(graded)
    done = CliRunner().invoke(main, ["grade", "small", *options])
    assert done.exit_code == 2
    assert "--regrade" in done.output
