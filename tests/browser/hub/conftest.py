"""One hub, and one assignment's way through it: from its release to the feedback."""

import re
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from small_class import FRAMES, HALF, RIGHT, gradebook, lay_course

from .hub_on_trial import hub_on_trial, require_hub
from .people import Grader, Student

NAME = "small"
PLACES = {"predict": 1, "gradient": 3, "double": 5}
ESSAY = 7
SOLVED = "The solution that nobody may read."


@pytest.fixture(scope="session")
def hub(tmp_path_factory, browser):
    """Lay a small course and start a hub on it."""
    require_hub()
    course = lay_course(tmp_path_factory.mktemp("hub") / "course")
    notebook = course / "source" / NAME / f"{NAME}.ipynb"
    notebook.write_text(notebook.read_text().replace("np.mean(e)\\n", f"np.mean(e)  # {SOLVED}\\n"))
    with hub_on_trial(course) as running:
        for name in (*running.students, running.account):
            running.let_tests_look(name)
        yield running


@pytest.fixture(scope="session")
def term(hub, browser):
    """Play the assignment's way; return the people, still logged in, and what they were told."""
    students = [Student(browser, hub, name) for name in hub.students]
    teacher = Grader(browser, hub, hub.instructor)
    told = SimpleNamespace(teacher=teacher, students=students, validated={}, feedback={})
    for student in students:
        student.log_in()  # their servers start, while the assignment is released
    teacher.open_course()
    teacher.open_formgrader()
    teacher.press("assign", NAME)
    teacher.press("release", NAME)
    _hand_in_all(students, teacher, told)
    _play_tricks(hub, students[2].name, victim=students[0].name)
    told.collected = teacher.press("collect", NAME)
    teacher.shot("hub-formgrader")
    log = hub.course / "grading-log.jsonl"
    teacher.in_terminal(
        f"tinkernet grade {NAME}",
        until=lambda: log.exists() and len(log.read_text().splitlines()) == len(students),
    )
    teacher.shot("hub-terminal")
    teacher.open_formgrader()
    teacher.grade_by_hand(NAME, "essay", "#test_double[placeholder='2']", _judge)
    teacher.open_formgrader()
    teacher.press("generate-feedback", NAME)
    told.released = teacher.press("release-feedback", NAME)
    for student in students:
        told.feedback[student.name] = student.read_feedback(f"{NAME}.html")
        student.shot(f"hub-feedback-{student.name}")
    told.gradebook = gradebook(hub.course)
    return told


def _hand_in_all(students, teacher, told):
    """Have a hand in what is right, b first what is wrong and then half of it, c too late."""
    a, b, c = students
    for student in students:
        student.fetch(NAME)
        student.open_notebook()
    a.answer(_answers(a, RIGHT))
    a.run(0)
    for place in PLACES.values():
        a.run(place)
        a.run(place + 1)
    a.answer({})
    a.shot("hub-solved")
    b.answer(_answers(b, {**RIGHT, "predict": "return b * x + a"}))
    for student in (a, b):
        told.validated[student.name] = student.validate()
        assert student.submit() == 1
    b.answer(_answers(b, {**RIGHT, "gradient": HALF}))
    b.page.locator(".lm-TabBar-tabLabel", has_text="Assignments").click()
    assert b.submit() == 2
    due = datetime.now(UTC).replace(microsecond=0) + timedelta(seconds=1)
    teacher.set_due_date(NAME, due)
    c.answer(_answers(c, RIGHT))
    told.validated[c.name] = c.validate()
    c.page.wait_for_timeout(max(0, (due - datetime.now(UTC)).total_seconds() * 1000))
    assert c.submit() == 1
    c.shot("hub-submitted")


def _answers(student, bodies):
    code = {PLACES[name]: FRAMES[name].format(body) for name, body in bodies.items()}
    return {**code, ESSAY: words_of(student.name)}


def words_of(name):
    """Return what a student writes for the question that a person grades."""
    return f"These are the words of {name}."


def comment_on(name):
    """Return what the teacher says of it."""
    return f"Nicely put, {name}."


def points_of(name):
    """Return the points that the teacher gives for it."""
    return {"a": 3, "b": 1.5, "c": 2}[name[-1]]


def _judge(page):
    (name,) = re.findall(r"These are the words of (\S+)\.", page)
    return points_of(name), comment_on(name)


def _play_tricks(hub, name, victim):
    """Lay into the exchange what a student may: a link to the seed, another's name on an entry."""
    later = "2099-01-01 00:00:00.000000 UTC"
    script = f"""
    mine=$(ls -d {hub.place}/home/{name}/.local/share/jupyter/nbgrader_cache/*/*)
    cd {hub.inbound}
    mkdir '{victim}+{NAME}+{later}+x' '..+{NAME}+{later}+x' '{name}+{NAME}+never+x'
    cp "$mine"/* '{victim}+{NAME}+{later}+x'
    cp "$mine"/* '..+{NAME}+{later}+x'
    mkdir '{name}+{NAME}+{later}+x'
    cp "$mine"/* '{name}+{NAME}+{later}+x'
    ln -s {hub.course}/.grading-seed '{name}+{NAME}+{later}+x/seed.html'
    ln -s {hub.course}/gradebook.db '{name}+{NAME}+{later}+x/gradebook.html'
    """
    done = hub.as_user(name, "bash", "-ec", script)
    assert done.returncode == 0, done.stderr
