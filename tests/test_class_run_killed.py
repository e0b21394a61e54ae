"""Kill -9 of any process of a class run, at any moment: the same gradebook."""

import os
import random
import signal
import time

import class_runs
import pytest
import small_class
from class_runs import MANY_SECONDS, belonging, nothing_left, start

ROUNDS = 20
VICTIMS = ("worker", "zygote", "coordinator", "fork server")
SEED = 190734863287

pytestmark = [
    pytest.mark.nbgrader,
    class_runs.needs_sandbox(),
    pytest.mark.timeout(600),
    pytest.mark.xdist_group("class run killed"),  # they share a class graded undisturbed
]


@pytest.fixture(scope="session")
def undisturbed(tmp_path_factory):
    """Grade the class once and note how long each kind of process is there to be killed."""
    template = small_class.lay_course(tmp_path_factory.mktemp("template") / "course")
    small_class.hand_in_class(template)
    calm = small_class.copy_course(template, tmp_path_factory.mktemp("calm") / "course")
    seen = {victim: [] for victim in VICTIMS}
    with class_runs.own_tmp() as tmp:
        began = time.monotonic()
        run = start(calm, tmp, "--workers", "2")
        while run.poll() is None:
            for victim, times in seen.items():
                if find(victim, run):
                    times.append(time.monotonic() - began)
            time.sleep(0.05)
        assert run.returncode == 3, (calm / "run.out").read_text()  # dan's cannot be read
        nothing_left(tmp)
    assert small_class.points(calm) == small_class.POINTS
    return template, calm, {victim: (times[0], times[-1]) for victim, times in seen.items()}


def find(victim, run):
    """List the processes of a kind that there are."""
    if victim == "coordinator":
        return [run.pid] if run.poll() is None else []
    if victim == "fork server":
        return class_runs.fork_servers(run)
    return class_runs.workers(run) if victim == "worker" else class_runs.zygotes(run)


def kill_one(victim, run, moment, chance):
    """Kill one of a kind at a moment, or as soon as there is one; say whether there was."""
    began = time.monotonic()
    while run.poll() is None:
        if time.monotonic() - began >= moment and (there := find(victim, run)):
            try:
                os.kill(chance.choice(there), signal.SIGKILL)
            except ProcessLookupError:
                continue
            return True
        time.sleep(0.005)
    return False


def run_and_kill(course, tmp, victim, moment, chance):
    """Run until it ends by itself, with one kill on the way; say whether there was one."""
    run = start(course, tmp, "--workers", "2")
    killed = kill_one(victim, run, moment, chance)
    while run.wait(MANY_SECONDS) == -signal.SIGKILL:
        run = start(course, tmp, "--workers", "2")
    assert run.returncode == 3, (course / "run.out").read_text()  # dan's cannot be read
    return killed


@pytest.mark.parametrize("number", range(ROUNDS))
def test_killed_at_a_random_moment_it_ends_as_if_undisturbed(undisturbed, tmp_path, number):
    template, calm, lives = undisturbed
    chance = random.Random(f"{SEED} {number}")
    victim = VICTIMS[number % len(VICTIMS)]
    first, last = lives[victim]
    moment = chance.uniform(0 if victim == "coordinator" else first, last)
    for attempt in range(5):
        course = small_class.copy_course(template, tmp_path / f"{attempt}")
        with class_runs.own_tmp() as tmp:
            killed = run_and_kill(course, tmp, victim, moment, chance)
            small_class.same_end(course, calm)
            nothing_left(tmp)
        if killed:
            return
        moment *= 0.7  # it was faster than the undisturbed run, and over before
    pytest.fail(f"There was never a {victim} to kill.")


def test_every_process_of_a_run_is_found(undisturbed, tmp_path):
    """Hold that the look at processes sees workers, zygotes and what sits in sandboxes."""
    template, _, _ = undisturbed
    course = small_class.copy_course(template, tmp_path / "course")
    with class_runs.own_tmp() as tmp:
        run = start(course, tmp, "--workers", "2")
        seen = set()
        while run.poll() is None:
            workers, zygotes = class_runs.workers(run), class_runs.zygotes(run)
            there = belonging(tmp)
            lines = " ".join(there.values())
            seen |= {"workers"} if len(workers) == 2 and {*workers} <= {*there} else set()
            seen |= {"zygotes"} if len(zygotes) == 3 and {*zygotes} <= {*there} else set()
            seen |= {word for word in ("bwrap", "placeholder") if word in lines}
            seen |= {"kernel"} if lines.count("sandbox.zygote") > 3 else set()
            time.sleep(0.02)
        assert seen == {"workers", "zygotes", "bwrap", "placeholder", "kernel"}
        nothing_left(tmp)


def test_started_again_after_an_undisturbed_run_it_changes_nothing(undisturbed, tmp_path):
    _, calm, _ = undisturbed
    course = small_class.copy_course(calm, tmp_path / "course")
    with class_runs.own_tmp() as tmp:
        done = class_runs.grade(course, tmp)
        assert done.returncode == 3, done.stderr  # the one that cannot be read is tried again
        small_class.same_end(course, calm)
        assert len(small_class.log_lines(course)) == len(small_class.CLASS) + 1
        nothing_left(tmp)
