"""`tinkernet collect`: downloads of each LMS become submitted/, and nobody's work is lost."""

import pytest
from lms_downloads import (
    ANSWERS,
    PEOPLE,
    blackboard,
    canvas,
    collected,
    laid,
    moodle,
    tinkernet,
    work,
    worksheet,
    zipped,
)
from small_class import STUB, lay_course

from tinkernet.lms import Laid, collect


@pytest.fixture
def course(tmp_path):
    return lay_course(tmp_path / "course")


@pytest.fixture
def run(course, monkeypatch):
    def with_files(files, *words):
        return collected(course, monkeypatch, files, *words)

    return with_files


def outcomes(course, path, **wishes):
    from tinkernet.lms import Wishes

    return {each.student or each.file: each for each in collect(
        course, "small", path, Wishes(**wishes)).outcomes}  # fmt: skip


def unpacked(folder, files):
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


@pytest.mark.parametrize("ending", ["/", "_/", "_"])
def test_moodles_names(course, run, ending):
    done = run(moodle(ANSWERS, ending))
    assert done.exit_code == 0, done.output
    assert laid(course) == {f"{name}/small/small.ipynb": ANSWERS[name] for name in PEOPLE}
    assert "small, from Moodle: 4 new." in done.output
    assert "Ada Lovelace_12345" in done.output
    assert "assignsubmission" not in done.output  # goes without saying
    assert "students.csv" in done.output  # names alone tell students apart: say so


def test_canvas_names_and_its_late_mark(course, run):
    done = run(canvas(ANSWERS, late=["Ada Lovelace"]))
    assert done.exit_code == 0, done.output
    assert laid(course)["lovelaceada-901/small/small.ipynb"] == ANSWERS["Ada Lovelace"]
    assert len(laid(course)) == 4
    assert "late" in next(line for line in done.output.splitlines() if "lovelaceada-901" in line)
    assert "timestamp.txt" not in str(laid(course))  # a zip's own times are those of the download


def test_blackboards_names_and_attempts(course, run):
    old = work({"double": STUB})
    files = {**blackboard({"Ada Lovelace": old}), **blackboard(ANSWERS, "2026-10-03-09-00-00")}
    done = run(files, "--timezone", "Europe/Berlin")
    assert done.exit_code == 0, done.output
    users = [login for _, _, login in PEOPLE.values()]
    assert {path.split("/")[0] for path in laid(course)} == set(users)  # underscores and all
    assert laid(course)["ada_l/small/small.ipynb"] == ANSWERS["Ada Lovelace"]
    assert laid(course)["ada_l/small/timestamp.txt"] == b"2026-10-03 07:00:00 UTC"
    assert "an older attempt of 2026-10-01-12-30-00" in done.output


def test_a_folder_is_as_good_as_a_zip(course, tmp_path):
    folder = unpacked(tmp_path / "unpacked", moodle(ANSWERS))
    assert {each.laid for each in outcomes(course, folder).values()} == {Laid.NEW}
    assert len(laid(course)) == 4


def test_a_students_zip_with_data_beside(course, run):
    inner = zipped({"hw/small (2).ipynb": work(), "hw/data/x.csv": "1", "__MACOSX/hw/._x": "junk"})
    done = run({"Ada Lovelace_1_assignsubmission_file/my work.zip": inner})
    assert done.exit_code == 0, done.output
    assert laid(course) == {
        "Ada Lovelace/small/small.ipynb": work(),
        "Ada Lovelace/small/data/x.csv": b"1",
    }


def test_again_is_unchanged_and_what_differs_is_kept(course, run):
    run(moodle(ANSWERS))
    again = run(moodle(ANSWERS)).output
    assert "4 unchanged." in again
    assert "Ada" not in again  # a number is enough
    assert "Next" not in again
    before = laid(course)
    newer = {**ANSWERS, "Ada Lovelace": work({"double": STUB})}
    done = run(moodle(newer))
    assert done.exit_code == 3
    path = course.parent / "download.zip"
    told = f"1 kept. To take the newer ones: tinkernet collect small {path} --update"
    assert done.output.splitlines()[-1].strip() == told
    assert "Zoë" not in done.output
    assert laid(course) == before
    done = run(moodle(newer), "--update")
    assert done.exit_code == 0
    assert done.output.splitlines()[-1].strip() == "Next: tinkernet grade small"
    assert laid(course)["Ada Lovelace/small/small.ipynb"] == newer["Ada Lovelace"]
    (aside,) = (course / ".tinkernet" / "replaced" / "small" / "Ada Lovelace").iterdir()
    assert (aside / "small.ipynb").read_bytes() == ANSWERS["Ada Lovelace"]


def test_two_of_one_name_are_two_people(course, run):
    two = {"Jo Doe_1_assignsubmission_file/small.ipynb": work(),
           "Jo Doe_2_assignsubmission_file/small.ipynb": work({"double": STUB})}  # fmt: skip
    done = run(two)
    assert done.exit_code == 3
    assert laid(course) == {}
    assert "2 people are called 'Jo Doe'" in done.output
    (course / "students.csv").write_text(
        "Identifier,Full name,Email address,Grade,Last modified (submission)\n"
        "Participant 1,Jo Doe,jo1@u.example,,-\nParticipant 2,Jo Doe,jo2@u.example,,-\n"
    )
    assert run(two).exit_code == 0
    assert laid(course)["jo2@u.example/small/small.ipynb"] == work({"double": STUB})


def test_a_class_list_names_the_folders_in_every_assignment(course, run):
    (course / "students.csv").write_bytes(worksheet())
    run(moodle(ANSWERS), "--timezone", "UTC")
    assert laid(course)["zoe@u.example/small/timestamp.txt"] == b"2026-10-01 12:30:00 UTC"
    # Another number, as in the next assignment: found by name, but that time was another's.
    other = {"Zoë 張偉_777_assignsubmission_file/small.ipynb": work()}
    done = run(other)
    assert done.exit_code == 3
    assert "somebody else" in done.output  # it is the same assignment: do not guess
    (course / ".tinkernet" / "collected" / "small.json").unlink()
    (course / "submitted").rename(course / "elsewhere")
    run(other)
    assert laid(course) == {"zoe@u.example/small/small.ipynb": work()}


def test_who_is_not_in_the_class_list_is_reported(course, run):
    (course / "students.csv").write_text("id,first_name,last_name\nada,Ada,Lovelace\n")
    done = run(moodle(ANSWERS))
    assert done.exit_code == 3
    assert set(laid(course)) == {"ada/small/small.ipynb"}
    assert "Anna Schmidt (12347) is not in students.csv" in done.output


def test_a_mapping_says_whose_files_are(course, run, tmp_path):
    table = tmp_path / "who.csv"
    table.write_text("file;student\na.ipynb;ada\nbo;bo\nnobody.ipynb;cy\n")
    done = run({"a.ipynb": work(), "bo/small.ipynb": work(), "c.ipynb": work()},
               "--mapping", table)  # fmt: skip
    assert done.exit_code == 3
    assert set(laid(course)) == {"ada/small/a.ipynb", "bo/small/small.ipynb"}
    assert "c.ipynb" in done.output
    assert "in the mapping, but not in the download" in done.output


def test_the_assignment_is_said_where_names_do_not_say_it(course, run, monkeypatch):
    files = {"Ada_1_assignsubmission_file/Untitled.ipynb": work()}
    done = run(files)
    assert done.exit_code == 1
    assert "say which assignment it is" in done.output
    done = tinkernet(course, monkeypatch, "collect", "small", course.parent / "download.zip")
    assert done.exit_code == 0
    assert "no notebook has the name" in done.output
    assert set(laid(course)) == {"Ada/small/Untitled.ipynb"}  # the grader flags it as misnamed


def test_another_assignments_notebook_is_not_laid(course, run):
    other = course / "source" / "next" / "next.ipynb"
    other.parent.mkdir()
    other.write_bytes(work())
    done = run({**moodle(ANSWERS), "Cy_9_assignsubmission_file/next-1.ipynb": work()}, "--lms",
               "moodle")  # fmt: skip
    assert done.exit_code == 1  # two assignments: which one is asked
    from tinkernet.lms import Wishes

    run_ = collect(course, "small", course.parent / "download.zip", Wishes())
    (cy,) = (each for each in run_.outcomes if each.laid is Laid.NOT_PLACED)
    assert "belongs to another assignment" in " ".join(cy.notes)
    assert not run_.all_of


def test_a_download_of_another_assignment_is_told_once_with_its_command(course, run, monkeypatch):
    (course / "source" / "next").mkdir()
    (course / "source" / "next" / "next.ipynb").write_bytes(work())
    run({**moodle(ANSWERS), "stray.txt": "nobody's"})  # lays the file, too
    path = course.parent / "download.zip"
    done = tinkernet(course, monkeypatch, "collect", "next", path, "--timezone", "UTC")
    assert done.exit_code == 3
    told = f"All 4 are of small: tinkernet collect small {path} --timezone UTC"
    assert f"{told}\n" in done.output
    assert done.output.count("small.ipynb belongs to another assignment") == 4
    assert "assignsubmission" not in done.output


def test_a_folder_of_downloads_is_not_one_download(course, tmp_path, monkeypatch):
    (tmp_path / "downloads").mkdir()
    (tmp_path / "downloads" / "moodle.zip").write_bytes(zipped(moodle(ANSWERS)))
    (tmp_path / "downloads" / "worksheet.csv").write_bytes(worksheet())
    done = tinkernet(course, monkeypatch, "collect", "small", tmp_path / "downloads")
    assert done.exit_code == 1
    assert f"give one zip, such as {tmp_path / 'downloads' / 'moodle.zip'}" in done.output
    assert done.output.count("\n") == 1


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"no zip", "it is no zip, or a damaged one"),
        (zipped({}), "download.zip is empty"),
        (zipped({"a.txt": "x"}), "but a.txt: give the zip of all submissions"),
    ],
    ids=["no zip", "empty", "no submission"],
)
def test_what_is_no_download_is_one_plain_line(run, content, words):
    done = run(content)
    assert done.exit_code == 1
    assert words in done.output
    assert done.output.count("\n") == 1
