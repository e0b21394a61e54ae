"""A live formgrader: hostile notebooks do nothing in it, and it grades by hand as ever."""

import re
from contextlib import contextmanager

import pytest
from graded_course import ATTACK, address_of, comment, grades, lay_graded_course
from page_attacks import RUN

from .lab_window import SHOTS, jupyterlab
from .watched_page import FORMGRADER, NONE, TOUCH, Watched

pytestmark = [pytest.mark.xdist_group("jupyterlab"), pytest.mark.timeout(600)]


def _served(folder, *, secured):
    lay_graded_course(folder, secured=secured)
    with jupyterlab(folder) as address:
        yield folder, address


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    yield from _served(tmp_path_factory.mktemp("formgrader") / "course", secured=True)


@pytest.fixture
def plain_course(tmp_path):
    yield from _served(tmp_path / "course", secured=False)


@contextmanager
def formgrader(browser, course, student, path=""):
    folder, address = course
    watched = Watched(browser, address)
    watched.page.goto(f"{address}/formgrader/submissions/{address_of(folder, student)}/{path}")
    yield watched
    watched.page.close()


def test_a_hostile_notebook_does_nothing(browser, course):
    folder, _ = course
    with formgrader(browser, course, "eve") as watched:
        watched.page.wait_for_timeout(1000)
        assert watched.offences() == NONE
    assert grades(folder, "eve")["check_mse"] == (1.5, None, None)
    with formgrader(browser, course, "ada") as watched:
        watched.page.evaluate(TOUCH, FORMGRADER)
        assert watched.offences() == NONE
        assert watched.page.evaluate("window.attacked") is None
        assert grades(folder, "ada")["check_mse"] == (1.5, None, None)
        SHOTS.mkdir(exist_ok=True)
        watched.page.screenshot(path=SHOTS / "formgrader-safe.png")


def test_the_same_script_raises_its_grade_in_plain_nbgrader(browser, plain_course):
    """What all this is for, and that the attack is a real one."""
    folder, _ = plain_course
    with formgrader(browser, plain_course, "eve") as watched:
        watched.page.wait_for_function("window.attacked")
    assert grades(folder, "eve")["check_mse"] == (1.5, 5.0, 100.0)


def test_formgraders_policy_stops_an_injected_script(browser, course):
    """Were the cleaning to fail: a script without the page's number does not run."""
    with formgrader(browser, course, "bob") as watched:
        ran = watched.page.evaluate(
            """async (run) => {
              const spot = document.querySelector("#notebook-container");
              const script = document.createElement("script");
              script.textContent = run;
              spot.append(script);
              const there = document.createElement("script");
              there.src = "/formgrader/submissions/x/evil.js";
              spot.append(there);
              spot.insertAdjacentHTML("beforeend", `<img src=x: onerror="${run}">`);
              await new Promise((done) => setTimeout(done, 500));
              return window.pwned || 0;
            }""",
            RUN,
        )
        assert ran == 0


def test_a_students_own_files_run_nothing(browser, course):
    folder, _ = course
    with formgrader(browser, course, "ada", "evil.html") as watched:
        watched.page.wait_for_timeout(500)
        assert watched.page.evaluate("window.attacked") is None
        assert watched.page.evaluate("window.origin") == "null"
    assert ATTACK in (folder / "autograded/ada/ps1/evil.html").read_text()


def test_an_instructor_grades_by_hand(browser, course):
    folder, _ = course
    with formgrader(browser, course, "bob") as watched:
        page = watched.page
        page.wait_for_function("() => $('#check_mse').attr('placeholder') === '1.5'")
        SHOTS.mkdir(exist_ok=True)
        page.screenshot(path=SHOTS / "formgrader-manual.png", full_page=True)
        page.fill("#manual", "4")
        with page.expect_response(re.compile("/api/grade/")) as saved:
            page.press("#manual", "Tab")
        assert saved.value.ok
        page.fill("#manual-comment", "Nicely put.")
        with page.expect_response(re.compile("/api/comment/")) as saved:
            page.press("#manual-comment", "Tab")
        assert saved.value.ok
        page.locator(".glyphicon-eye-open").click()
        page.get_by_text("O'Neil & Söhne, <b>bob</b>").wait_for()
        before = page.url
        page.locator("li.next a, li.previous a").filter(has_text="Next").click()
        page.wait_for_url(lambda url: url != before)
        assert watched.offences() == NONE
        assert watched.errors == []
    assert grades(folder, "bob")["manual"] == (None, 4.0, None)
    assert comment(folder, "bob", "manual") == "Nicely put."


@pytest.mark.parametrize(
    ("path", "there"),
    [
        ("manage_assignments", "ps1"),
        ("manage_submissions/ps1", "ada"),
        ("gradebook", "ps1"),
        ("gradebook/ps1", "p1"),
        ("gradebook/ps1/p1", "Submission #1"),
        ("manage_students", "O'Neil & Söhne"),
        ("manage_students/ada", "ps1"),
        ("manage_students/ada/ps1", "p1"),
    ],
)
def test_formgraders_other_pages_work(browser, course, path, there):
    _, address = course
    watched = Watched(browser, address)
    blocked = []
    watched.page.on("console", lambda said: blocked.append(said.text))
    watched.page.goto(f"{address}/formgrader/{path}")
    watched.page.locator("#main-table").get_by_text(there).first.wait_for()
    assert watched.errors == []
    assert [text for text in blocked if "Content Security Policy" in text] == []
    watched.page.close()


def test_a_name_in_the_address_is_no_script(browser, course):
    _, address = course
    watched = Watched(browser, address)
    watched.page.goto(f'{address}/formgrader/manage_students/";{RUN};"')
    watched.page.wait_for_timeout(300)
    assert watched.offences() == NONE
    assert watched.page.evaluate("student_id") == f'";{RUN};"'
    watched.page.close()


def test_a_submission_is_no_course(browser, course):
    folder, address = course
    watched = Watched(browser, address)
    there = folder / "autograded" / "ada" / "ps1"
    answer = watched.page.goto(f"{address}/formgrader?path={there}")
    assert answer.status == 403
    watched.page.close()
