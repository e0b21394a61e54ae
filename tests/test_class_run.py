"""A class run: lost workers take nothing along; without bubblewrap it refuses, or says so."""

import contextlib
import json
import os
import random
import signal
import threading
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import class_runs
import pytest
import small_class
from small_class import POINTS, hand_in

from tinkernet import sandbox
from tinkernet.grading import State, _workers, grade_class
from tinkernet.grading._assignment import Assignment
from tinkernet.grading._graded import GradedSubmission
from tinkernet.grading._submission import Submission
from tinkernet.sandbox import INSTALL_LINE, Limits, SandboxLostError, SandboxUnavailableError

pytestmark = [pytest.mark.nbgrader, pytest.mark.timeout(600)]
HOMEWORK = Assignment("hw", {})


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    folder = small_class.lay_course(tmp_path_factory.mktemp("run") / "course")
    return small_class.hand_in_class(folder)


def forked_places():
    """Give two places, and the executors made for them; forked, they see what a test put in."""
    made = []

    def make():
        made.append(ProcessPoolExecutor(1, mp_context=get_context("fork")))
        made[-1].submit(int)
        return made[-1]

    return [_workers.Place(make(), make, room=2) for _ in range(2)], made


def run_all(students, places):
    tasks = ((Submission(student), HOMEWORK, Limits()) for student in students)
    return list(_workers.grade_all(tasks, places))


def graded(submission, assignment, **_):
    return GradedSubmission(submission.student, assignment.name, State.GRADED)


def test_nothing_is_graded_before_it_is_asked_for(course, monkeypatch):
    monkeypatch.setattr(sandbox, "require_sandbox", lambda: None)
    run = grade_class(course, "small", students=("ada", "dan"))
    assert (run.to_grade, run.unchanged) == (("ada", "dan"), ())
    assert not (course / "gradebook.db").exists()
    assert not (course / "grading-log.jsonl").exists()


def test_submissions_are_read_as_workers_become_free(monkeypatch):
    monkeypatch.setattr(_workers, "grade_submission", graded)
    read = []

    def tasks():
        for number in range(30):
            read.append(number)
            yield Submission(f"{number}"), HOMEWORK, Limits()

    places, _ = forked_places()
    done = 0
    results = _workers.grade_all(tasks(), places)
    assert 2 <= len(read) <= 12  # some are begun with at once, not all
    for _ in results:
        done += 1
        assert len(read) <= done + 12
    assert done == 30


def test_one_that_takes_long_holds_up_nobody_else(monkeypatch, tmp_path):
    over = tmp_path / "over"

    def endless_for_the_first(submission, assignment, **_):
        while submission.student == "0" and not over.exists():
            time.sleep(0.01)
        return graded(submission, assignment)

    monkeypatch.setattr(_workers, "grade_submission", endless_for_the_first)
    places, made = forked_places()
    tasks = ((Submission(str(number)), HOMEWORK, Limits()) for number in range(12))
    results = _workers.grade_all(tasks, places)
    done = [next(results).student for _ in range(11)]
    assert sorted(done, key=int) == [str(number) for number in range(1, 12)]
    over.touch()
    assert [each.student for each in results] == ["0"]
    for executor in made:
        executor.shutdown()


def test_workers_killed_at_random_moments_lose_nothing_and_grade_nothing_twice(monkeypatch):
    def slow(submission, assignment, **_):
        time.sleep(0.02)
        return graded(submission, assignment)

    monkeypatch.setattr(_workers, "grade_submission", slow)
    places, made = forked_places()
    chance, over = random.Random(190734), threading.Event()

    def kill_now_and_then():
        while not over.wait(chance.uniform(0.2, 0.5)):
            for pid in list(chance.choice(places).executor._processes or ()):
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)

    killer = threading.Thread(target=kill_now_and_then)
    killer.start()
    try:
        results = run_all([f"{number}" for number in range(200)], places)
    finally:
        over.set()
        killer.join()
    assert len(made) > len(places)  # some were killed
    assert sorted(int(result.student) for result in results) == [*range(200)]
    assert {result.state for result in results} == {State.GRADED}


def test_one_that_ends_every_worker_fails_alone(monkeypatch):
    def deadly(submission, assignment, **_):
        if submission.student == "poison":
            os.kill(os.getpid(), signal.SIGKILL)
        time.sleep(0.05)
        return graded(submission, assignment)

    monkeypatch.setattr(_workers, "grade_submission", deadly)
    places, _ = forked_places()
    results = {each.student: each for each in run_all(["a", "b", "poison", "c", "d", "e"], places)}
    assert len(results) == 6
    assert results["poison"].state is State.FAILED
    assert "worker ended" in results["poison"].reason
    assert {name for name, each in results.items() if each.state is State.FAILED} == {"poison"}


@pytest.mark.parametrize(("losses", "state"), [(2, State.GRADED), (3, State.FAILED)])
def test_a_lost_sandbox_is_tried_again_but_not_for_ever(monkeypatch, losses, state):
    left = [SandboxLostError("the zygote was killed")] * losses

    def unlucky(submission, assignment, **_):
        if left:
            raise left.pop()
        return graded(submission, assignment)

    monkeypatch.setattr(_workers, "grade_submission", unlucky)
    result = _workers.work((Submission("ada"), HOMEWORK, Limits()))
    assert result.state is state
    assert result.reason == ("" if state is State.GRADED else "the zygote was killed")


def test_an_error_of_the_graders_own_is_said_and_is_no_0(monkeypatch):
    def broken(*_, **__):
        raise ZeroDivisionError("oh")

    monkeypatch.setattr(_workers, "grade_submission", broken)
    result = _workers.work((Submission("ada"), HOMEWORK, Limits()))
    assert (result.state, result.reason, result.notebooks) == (
        State.FAILED, "ZeroDivisionError: oh", (),
    )  # fmt: skip


WITHOUT = """
import os, shutil
os.defpath = ""
found = shutil.which
shutil.which = lambda name, *a, **k: None if name == "bwrap" else found(name, *a, **k)
"""


@pytest.fixture
def no_bubblewrap(tmp_path):
    """Return the environment of a machine without it, for the command and its workers alike."""
    (tmp_path / "sitecustomize.py").write_text(WITHOUT)
    with class_runs.own_tmp() as tmp:
        path = os.pathsep.join(filter(None, [str(tmp_path), os.environ.get("PYTHONPATH")]))
        yield tmp, class_runs.environment(tmp, PYTHONPATH=path)
        class_runs.nothing_left(tmp)


def test_without_bubblewrap_it_refuses_with_the_install_line(course, no_bubblewrap):
    tmp, env = no_bubblewrap
    done = class_runs.grade(course, tmp, env=env)
    assert done.returncode == 1
    assert f"install it with '{INSTALL_LINE}'" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (course / "gradebook.db").exists()
    assert not (course / "autograded").exists()


def test_python_refuses_too(course, monkeypatch):
    def missing():
        raise SandboxUnavailableError("missing")

    monkeypatch.setattr(sandbox, "require_sandbox", missing)
    with pytest.raises(SandboxUnavailableError):
        grade_class(course, "small")


def test_no_sandbox_is_the_only_way_round_and_marks_every_result(tmp_path, no_bubblewrap):
    tmp, env = no_bubblewrap
    folder = small_class.lay_course(tmp_path / "course")
    hand_in(folder, "ada")
    hand_in(folder, "bo", {"gradient": small_class.HALF})
    (folder / "submitted" / "dan" / "small").mkdir(parents=True)
    done = class_runs.grade(folder, tmp, "--unsafe-no-sandbox", "--json", env=env)
    assert done.returncode == 3, done.stderr
    assert "students' code runs as you" in done.stderr
    results = json.loads(done.stdout)["results"]
    assert [each["student"] for each in results] == ["ada", "bo", "dan"]
    for result in (*results, *small_class.log_lines(folder)):
        assert "unsafe" in {flag["kind"] for flag in result["flags"]}
    assert small_class.points(folder) == {who: POINTS[who] for who in ("ada", "bo", "dan")}
