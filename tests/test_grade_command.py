"""The command `tinkernet grade`: what it grades, files, says, and how it ends."""

import json
import signal
import time

import class_runs
import pytest
import small_class
from class_runs import grade
from click.testing import CliRunner
from small_class import NAME, POINTS, RIGHT, hand_in

from tinkernet.cli import main
from tinkernet.grading import read_results
from tinkernet.grading._gradebook import GradebookWriter

pytestmark = [
    pytest.mark.nbgrader,
    class_runs.needs_sandbox(),
    pytest.mark.timeout(600),
    pytest.mark.xdist_group("grade command"),  # they share a graded class
]


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """Grade the small class once; return its folder and how the command ended."""
    folder = small_class.lay_course(tmp_path_factory.mktemp("graded") / "course")
    small_class.hand_in_class(folder)
    with class_runs.own_tmp() as tmp:
        done = grade(folder, tmp, "--json")
        class_runs.nothing_left(tmp)
    return folder, done


@pytest.fixture
def course(graded, tmp_path):
    return small_class.copy_course(graded[0], tmp_path / "course")


@pytest.fixture
def tmp():
    with class_runs.own_tmp() as folder:
        yield folder
        class_runs.nothing_left(folder)


def new_lines(folder, before):
    """Return what a run added to the log, and hold that it only added."""
    text = (folder / "grading-log.jsonl").read_text()
    assert text.startswith(before)
    assert text.endswith("\n")
    return [json.loads(line) for line in text[len(before) :].strip().splitlines()]


def log_of(folder):
    return (folder / "grading-log.jsonl").read_text()


def refused_at_once(monkeypatch, folder, *options):
    monkeypatch.chdir(folder)
    return CliRunner().invoke(main, ["grade", *options])


def test_it_files_what_everybody_deserves_and_says_who_could_not_be_read(graded):
    folder, done = graded
    assert done.returncode == 3, done.stderr
    assert small_class.points(folder) == POINTS
    assert "dan: unreadable. small.ipynb cannot be read." in done.stderr
    assert "7/7" in done.stderr
    dan = small_class.gradebook(folder)["dan"]["grades"]
    assert all(needs for *_, needs in dan.values())  # a person must look: no silent 0


def test_json_is_all_that_is_printed_and_holds_every_result(graded):
    _, done = graded
    said = json.loads(done.stdout)
    assert (said["assignment"], said["unchanged"]) == (NAME, [])
    assert said["seconds"] > 0
    results = {result["student"]: result for result in said["results"]}
    assert [*results] == sorted(POINTS)
    for student, (predict, gradient, double) in POINTS.items():
        points = results[student]["points"]
        assert points["test_predict"] == predict
        assert points["test_gradient"] == gradient
        assert points["test_double"] == double
    assert results["dan"]["state"] == "unreadable"
    assert {result["state"] for result in results.values()} == {"graded", "unreadable"}
    assert [(flag["kind"], flag["cell"]) for flag in results["cy"]["flags"]] == [
        ("killed", "gradient")
    ]
    (verdict,) = results["bo"]["verdicts"]["test_gradient"]
    assert (verdict["score"], verdict["passed"]) == (0.5, False)


def test_the_gradebook_says_later_what_was_odd(graded):
    remarks = {each.student: each.remarks for each in read_results(graded[0], NAME)}
    assert remarks["dan"] == ("unreadable",)
    assert remarks["cy"] == ("killed",)
    assert remarks["ada"] == ()


def test_the_log_has_a_whole_line_for_each(graded):
    folder, _ = graded
    lines = new_lines(folder, "")
    assert sorted(line["student"] for line in lines) == sorted(POINTS)
    for line in lines:
        assert line["filed"] is True
        assert line["assignment"] == NAME
        assert all(len(line["hashes"][what]) == 64 for what in (
            "submission", "exercises", "environment"))  # fmt: skip
        assert len(line["key"]) == 64
        assert line["time"].endswith("+00:00")
        judged = {"test_predict", "test_gradient"} if line["state"] == "graded" else set()
        assert line["verdicts"].keys() == judged
        assert line["stages"].keys() >= {"read", "write"}
    assert (folder / "grading-log.jsonl").stat().st_mode & 0o777 == 0o600


def test_only_what_is_new_or_changed_is_graded_and_the_summary_says_so(course, tmp):
    before = log_of(course)
    hand_in(course, "ada", {"double": "return x"})
    hand_in(course, "newcomer", {"predict": "return a * x"})
    done = grade(course, tmp)
    assert done.returncode == 3, done.stderr
    added = new_lines(course, before)
    # What could not be read is tried, and said, again.
    assert sorted(line["student"] for line in added) == ["ada", "dan", "newcomer"]
    assert small_class.points(course) == {**POINTS, "ada": (1, 4, 0), "newcomer": (0, 4, 2)}
    assert "mean, by the judge" in done.stdout
    row = [line for line in done.stdout.splitlines() if line.startswith("│")][-1]
    # graded, unreadable, failed, unchanged, mean, by the judge
    assert [part.strip() for part in row.split("│")][1:6] == ["2", "1", "0", "5", "5.50 / 10"]


def test_by_name_and_by_force_and_after_a_torn_line(course, tmp):
    before = log_of(course)
    with (course / "grading-log.jsonl").open("a") as log:
        log.write('{"time": "2026-01-31T11:0')  # as a kill leaves it
    done = grade(course, tmp, "--student", "ada", "--student", "Zoë 張偉", "--force", "--json")
    assert done.returncode == 0, done.stderr
    assert [each["student"] for each in json.loads(done.stdout)["results"]] == ["Zoë 張偉", "ada"]
    torn, *added = log_of(course)[len(before) :].splitlines()
    assert torn == '{"time": "2026-01-31T11:0'
    assert sorted(json.loads(line)["student"] for line in added) == ["Zoë 張偉", "ada"]
    again = grade(course, tmp, "--json")
    assert again.returncode == 3, again.stderr
    assert [each["student"] for each in json.loads(again.stdout)["results"]] == ["dan"]
    assert json.loads(again.stdout)["unchanged"] == sorted({*POINTS} - {"dan"})


def test_a_gradebook_that_was_thrown_away_is_filled_again(course, tmp):
    (course / "gradebook.db").unlink()
    done = grade(course, tmp, "--student", "ada", "--student", "bo")
    assert done.returncode == 0, done.stderr
    assert (course / "gradebook.db").exists(), done.stdout
    assert small_class.points(course) == {who: POINTS[who] for who in ("ada", "bo")}


@pytest.mark.parametrize(
    ("options", "code", "words"),
    [
        (["small", "--student", "nobody"], 1, "nobody did not hand in small"),
        (["large"], 1, "There is no assignment 'large' in"),
        ([""], 1, "There is no assignment"),
        (["../small"], 1, "There is no assignment"),
        ([], 2, "Missing argument 'ASSIGNMENT'"),
        (["small", "--workers", "0"], 2, "Invalid value for '--workers'"),
    ],
)
def test_wrong_usage_is_one_plain_line(graded, monkeypatch, options, code, words):
    before = log_of(graded[0])
    refused = refused_at_once(monkeypatch, graded[0], *options)
    assert refused.exit_code == code
    assert words in refused.output
    assert "Traceback" not in refused.output
    assert log_of(graded[0]) == before


def test_it_ends_when_another_run_is_filing(course, tmp):
    hand_in(course, "ada", {"double": "return x"})
    before = log_of(course)
    with GradebookWriter(course):
        done = grade(course, tmp)
    assert done.returncode == 1
    assert "Another process is filing results of this course" in done.stderr
    assert log_of(course) == before


def test_a_test_that_cannot_be_judged_is_the_graders_failure_never_a_0(course, tmp):
    before, rows = log_of(course), small_class.gradebook(course)
    source = course / "source" / NAME / f"{NAME}.ipynb"
    good = source.read_text()
    source.write_text(good.replace('check(\\"mse_gradient\\"', 'check(\\"no_such_exercise\\"'))
    assert source.read_text() != good
    hand_in(course, "newcomer")
    who = ("--student", "ada", "--student", "newcomer")
    done = grade(course, tmp, *who)
    assert done.returncode == 4, done.stderr
    assert "no_such_exercise" in done.stderr
    assert small_class.gradebook(course) == rows
    lines = new_lines(course, before)
    assert {(line["student"], line["state"], line["filed"]) for line in lines} == {
        ("ada", "failed", False), ("newcomer", "failed", False),
    }  # fmt: skip
    source.write_text(good)
    hand_in(course, "newcomer", {"double": RIGHT["double"] + "  # "})
    assert grade(course, tmp, *who).returncode == 0  # unchanged again; the newcomer is graded
    assert small_class.points(course) == {**POINTS, "newcomer": (1, 4, 2)}


def test_an_interrupted_run_says_how_far_it_came_and_goes_on(course, tmp):
    # Each cell is stopped after 20 s; together they outlast the others on a busy machine, too.
    hand_in(course, "slow", dict.fromkeys(RIGHT, "pass\n\nimport time; time.sleep(60)"))
    before = len(small_class.log_lines(course))
    run = class_runs.start(course, tmp, "--force")
    assert not class_runs.soon(lambda: len(small_class.log_lines(course)) < before + 7)
    time.sleep(0.5)  # noted first, said a moment later
    run.send_signal(signal.SIGINT)
    assert run.wait(60) == 130
    said = (course / "run.out").read_text()
    assert "Interrupted: 7 of 8 are done; run it again for the rest." in said
    assert "Traceback" not in said
    class_runs.nothing_left(tmp)
