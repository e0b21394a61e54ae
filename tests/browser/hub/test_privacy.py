"""What students cannot read on a hub; tried as the system users that they are."""

import pytest
from small_class import SEED

from .conftest import NAME, SOLVED, words_of
from .people import Grader, Person

pytestmark = [pytest.mark.xdist_group("hub"), pytest.mark.timeout(600)]


def _secrets(hub, name):
    """List files that are there, and that this student must not read."""
    others = [one for one in hub.students if one != name]
    places = [
        *(path for path in hub.course.rglob("*") if path.is_file()),
        *(path for path in (hub.place / "hub").iterdir() if path.is_file()),
        *(hub.place / "home" / one / NAME / f"{NAME}.ipynb" for one in others),
    ]
    names = {path.name for path in places}
    wanted = {".grading-seed", "gradebook.db", "grading-log.jsonl", f"{NAME}.ipynb", "hub.toml"}
    assert wanted <= names
    assert all(path.exists() for path in places)
    return [str(path) for path in places]


def test_a_students_kernel_reads_no_secret(term, hub):
    student = term.students[0]
    paths = _secrets(hub, student.name)
    own = f"{hub.place}/home/{student.name}/{NAME}/{NAME}.ipynb"
    read = student.ask_kernel(f"""
def reads(path):
    try:
        return bool(open(path, "rb").read(1))
    except PermissionError:
        return False
[path for path in {[own, *paths]!r} if reads(path)]""")
    assert read == [own]


def test_a_students_shell_finds_no_secret_anywhere(term, hub):
    """Search all that the student can read of the trial for what others wrote."""
    a, b, _ = hub.students
    for text in (words_of(b), SOLVED, SEED.strip(), hub.password):
        found = hub.as_user(a, "grep", "-rlF", text, str(hub.place))
        assert found.stdout == "", text
    own = hub.as_user(a, "grep", "-rlF", words_of(a), str(hub.place))
    assert f"{hub.place}/home/{a}/{NAME}/{NAME}.ipynb" in own.stdout  # and so it does search


def test_submissions_can_neither_be_listed_nor_taken_away(term, hub):
    a, b, _ = hub.students
    assert "Permission denied" in hub.as_user(a, "ls", str(hub.inbound)).stderr
    assert (
        "Permission denied" in hub.as_user(a, "ls", str(hub.inbound.with_name("feedback"))).stderr
    )
    entry = next(path for path in hub.inbound.iterdir() if path.name.startswith(f"{b}+"))
    gone = hub.as_user(a, "mv", str(entry), str(hub.inbound / "gone"))
    assert gone.returncode != 0  # even with the name, which is random
    course = hub.inbound.parent
    assert hub.as_user(a, "mv", str(course), str(course.with_name("mine"))).returncode != 0


def test_a_students_kernel_sees_nothing_of_the_clone_but_the_library(term, hub):
    student = term.students[0]
    there = student.ask_kernel("""
import pathlib, tinkernet
[one.name for one in pathlib.Path(tinkernet.__file__).resolve().parents[2].iterdir()]""")
    assert "lib" in there
    assert not {"source", "course", ".git", "tests"} & set(there)


def test_the_hubs_addresses_are_closed_to_students(term, hub):
    student = term.students[0]
    service = f"/services/{hub.course_id}"
    other = hub.students[1]
    for path in (
        f"{service}/lab",
        f"{service}/formgrader/gradebook",
        f"{service}/formgrader/manage_submissions/{NAME}",
        f"{service}/api/contents/gradebook.db",
        f"{service}/files/source/{NAME}/{NAME}.ipynb",
        f"/user/{other}/lab",
        f"/user/{other}/files/{NAME}/{NAME}.ipynb",
        f"/hub/spawn/{other}",
        "/hub/admin",
        "/hub/api/users",
        f"/hub/api/groups/nbgrader-{hub.course_id}",
    ):
        assert student.status_of(path) in (403, 404), path
    assert student.status_of(f"/user/{student.name}/files/{NAME}/{NAME}.ipynb") == 200


def test_graders_share_the_course_and_enter_no_students_server(term, hub):
    teacher = term.teacher
    assert teacher.status_of("/hub/admin") == 200
    assert teacher.status_of(f"/user/{hub.students[0]}/lab") == 403
    assistant = Grader(teacher.page.context.browser, hub, hub.assistant)
    assistant.log_in("/hub/home")
    assistant.page.get_by_text("Services").wait_for()
    assert assistant.status_of(f"/services/{hub.course_id}/formgrader/gradebook") == 200
    assert assistant.status_of("/hub/admin") == 403
    assistant.page.close()


def test_nobody_logs_in_as_the_course_or_as_a_stranger(term, hub):
    for name in (hub.account, "root"):
        stranger = Person(term.teacher.page.context.browser, hub, name)
        stranger.log_in()
        stranger.page.get_by_text("Invalid username or password").wait_for()
        stranger.page.close()
