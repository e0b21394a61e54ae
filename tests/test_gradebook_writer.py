"""What is filed, and what is refused: results into nbgrader's gradebook and autograded/."""

from dataclasses import replace
from pathlib import Path

import fabricated_results as made
import pytest
from fabricated_results import LATE, NAME, database, file_all, filed, result, rows
from sqlalchemy import event, text

from tinkernet.grading._gradebook import GradebookWriter
from tinkernet.grading._graded import State

pytestmark = pytest.mark.nbgrader


@pytest.fixture
def course(tmp_path_factory, tmp_path):
    return made.recorded_course(tmp_path_factory.getbasetemp(), tmp_path / "course")


def test_points_verdicts_and_files_arrive(course):
    (done,) = file_all(course, result("ada", (2, 1.5, 0)))
    assert done.notes == ()
    got = rows(database(course))["ada"]
    assert got["score"] == (3.5, 16, True)
    assert got["grades"] == {
        ("one", "test_double"): (2, None, None, False),
        ("one", "test_triple"): (1.5, None, None, False),
        ("one", "essay"): (None, None, None, True),
        ("two", "test_half"): (0, None, None, False),
        ("two", "drawing"): (None, None, None, True),
    }
    place = done.folder
    assert place == course / "autograded" / "ada" / NAME
    assert {str(path.relative_to(place)) for path in place.rglob("*") if path.is_file()} == {
        "one.ipynb", "two.ipynb", "data/points.csv", "notes.txt", "timestamp.txt",
    }  # fmt: skip
    assert (place / "timestamp.txt").read_text() == made.ON_TIME
    assert (place / "one.ipynb").stat().st_mode & 0o777 == 0o444


def test_what_a_person_gave_survives_a_regrade(course):
    file_all(course, result("ada"))
    made.graded_by_hand(database(course), "ada", 1.25, "Well argued.")
    file_all(course, result("ada", (0, 3, 2), essay=0, left=["essay"]))
    got = rows(database(course))["ada"]
    assert got["who"] == ("Ada", "ada@example.org")
    # Looked at again, because the answer may have changed.
    assert got["grades"]["one", "test_double"] == (0, 1.25, 0.5, True)
    assert got["grades"]["one", "essay"] == (0, None, None, False)
    assert got["comments"]["one", "essay"] == ("No response.", "Well argued.")
    file_all(course, result("ada", essay=1))
    assert rows(database(course))["ada"]["comments"]["one", "essay"] == (None, "Well argued.")


def test_filing_twice_changes_nothing(course):
    results = [result("ada"), result("bo", (0, 0, 0), essay=0, left=["essay"], timestamp=LATE)]
    file_all(course, *results)
    before = rows(database(course)), filed(course)
    file_all(course, *results)
    assert (rows(database(course)), filed(course)) == before


def test_a_later_submission_has_its_own_time(course):
    file_all(course, result("ada"), result("ada", timestamp=LATE))
    assert f"{rows(database(course))['ada']['when']}" == "2026-01-31 13:00:00"
    file_all(course, result("ada", timestamp=""))  # without one, what was noted stays
    assert f"{rows(database(course))['ada']['when']}" == "2026-01-31 13:00:00"


def test_a_regrade_replaces_the_whole_folder(course):
    file_all(course, result("ada"))
    file_all(course, replace(result("ada"), files={"new.txt": b"new"}))
    names = {Path(name).name for name in filed(course)}
    assert names == {"one.ipynb", "two.ipynb", "new.txt", "timestamp.txt"}


def test_a_notebook_that_was_not_handed_in_gets_nothing(course):
    file_all(course, result("ada", present=("one",)))
    got = rows(database(course))["ada"]
    assert got["grades"]["two", "test_half"] == (0, None, None, False)
    assert got["grades"]["two", "drawing"] == (0, None, None, False)
    assert got["grades"]["one", "test_double"] == (2, None, None, False)
    assert f"ada/{NAME}/two.ipynb" not in filed(course)
    file_all(course, result("ada"))  # handed in after all: a person must see the drawing
    got = rows(database(course))["ada"]
    assert got["grades"]["two", "drawing"] == (None, None, None, True)


def test_what_could_not_be_read_waits_for_a_person_and_removes_nothing(course):
    file_all(course, result("ada"))
    before = filed(course)
    unread = replace(result("ada"), state=State.UNREADABLE, notebooks=(), files={}, timestamp="")
    file_all(course, unread)
    assert filed(course) == before
    grades = rows(database(course))["ada"]["grades"]
    assert {name: grade[0] for name, grade in grades.items()} == {
        ("one", "test_double"): 0, ("one", "test_triple"): 0, ("one", "essay"): None,
        ("two", "test_half"): 0, ("two", "drawing"): None,
    }  # fmt: skip
    assert all(grade[3] for grade in grades.values())
    file_all(course, replace(unread, files={"one.ipynb": b"{half of"}))
    assert filed(course) == {f"ada/{NAME}/one.ipynb": b"{half of"}


def test_a_failure_of_the_grader_is_never_filed(course):
    failed = replace(result("ada"), state=State.FAILED, reason="no memory")
    with pytest.raises(ValueError, match=r"failed on ada in hw \(no memory\): .* grade it again"):
        file_all(course, failed)
    assert rows(database(course)) == {}
    assert filed(course) == {}


@pytest.mark.parametrize(
    "name", ["ada lovelace", "Zoë-張偉", "a" * 128, "o'neil; DROP TABLE", "{x}"]
)
def test_odd_names_are_names(course, name):
    file_all(course, result(name))
    assert rows(database(course)).keys() == {name}
    assert f"{name}/{NAME}/one.ipynb" in filed(course)


@pytest.mark.parametrize(
    "name",
    ["", " ", ".", "..", "../bo", "bo/..", "/etc", "a\\b", ".tinkernet", "a\0b", "a\nb",
     "a" * 129, "張" * 100, "\udcff"],
)  # fmt: skip
def test_what_is_no_name_is_refused(course, name):
    with pytest.raises(ValueError, match=r"cannot be filed: the name .*; rename the folder"):
        file_all(course, result(name))
    with pytest.raises(ValueError, match=r"The assignment .* cannot be filed"):
        file_all(course, replace(result("ada"), assignment=name))
    assert rows(database(course)) == {}
    assert filed(course) == {}


def test_files_stay_in_their_folder(course):
    files = {"../../out": b"x", "/tmp/out": b"x", "a": b"file", "a/b": b"x", "n" * 300: b"x"}
    (done,) = file_all(course, replace(result("ada"), files=files))
    assert len(done.notes) == 4
    assert all("was left out" in note for note in done.notes)
    assert {Path(name).name for name in filed(course)} == {
        "one.ipynb", "two.ipynb", "timestamp.txt", "b",
    }  # fmt: skip


@pytest.mark.parametrize(
    "when",
    ["soon", "2026-99-99", "\x00", "9" * 500,
     # Not even a zone, if it has to be looked for outside the zones' folder.
     "2026-01-31 12:00:00 /usr/share/zoneinfo/UTC", "2026-01-31 12:00:00 ../zoneinfo/UTC"],
)  # fmt: skip
def test_a_timestamp_that_is_none_is_ignored_and_said(course, when):
    file_all(course, result("ada"))
    (done,) = file_all(course, result("ada", timestamp=when))
    assert len(done.notes) == 1
    assert "The timestamp" in done.notes[0]
    assert f"{rows(database(course))['ada']['when']}" == "2026-01-31 11:00:00"
    assert f"ada/{NAME}/timestamp.txt" not in filed(course)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"points": {"test_half": 2.0, "gone": 1.0}}, "no graded cell 'gone' in 'two'"),
        ({"points": {}}, "no points for cell 'test_half' of 'two'"),
        ({"points": {"test_half": 2.5}}, "'test_half' of 'two' got 2.5 of 2 points"),
        ({"points": {"test_half": float("nan")}}, "got nan of 2 points"),
        ({"points": {"test_half": -1.0}}, "got -1.0 of 2 points"),
        ({"name": "three"}, "the gradebook has no notebook 'three'"),
    ],
)
def test_a_result_that_does_not_fit_changes_nothing(course, change, why):
    file_all(course, result("ada"))
    before = rows(database(course)), filed(course)
    good = result("ada", (0, 0, 0))
    bad = replace(good, notebooks=(good.notebooks[0], replace(good.notebooks[1], **change)))
    with pytest.raises(ValueError, match=why):
        file_all(course, bad)
    with pytest.raises(ValueError, match="says nothing of notebook 'two'"):
        file_all(course, replace(good, notebooks=good.notebooks[:1]))
    assert (rows(database(course)), filed(course)) == before


def test_an_assignment_that_is_not_recorded_is_named(course):
    with pytest.raises(ValueError, match="knows no assignment 'hw9': prepare it"):
        file_all(course, replace(result("ada"), assignment="hw9"))


def test_no_query_reads_the_whole_class(course):
    with GradebookWriter(course) as writer:
        seen = []
        engine = writer._gradebook.engine

        @event.listens_for(engine, "before_cursor_execute")
        def note(connection, cursor, statement, parameters, context, many):
            seen.append((statement, parameters[0] if many else parameters))

        writer.file(result("ada"))
        writer.file(result("ada"))
        event.remove(engine, "before_cursor_execute", note)
        plans = []
        with engine.connect() as connection:
            for statement, parameters in seen:
                if statement.startswith(("SELECT", "UPDATE")):
                    plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
                    plans += [(row.detail, statement) for row in plan]
            assert connection.execute(text("SELECT count(*) FROM grade")).scalar() == 5
    assert len(plans) > 10
    scans = [each for each in plans if each[0].startswith("SCAN")]
    small = ("SCAN notebook", "SCAN base_cell", "SCAN CONSTANT ROW")
    assert [each for each in scans if not each[0].startswith(small)] == []
