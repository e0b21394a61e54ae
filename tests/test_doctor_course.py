"""tinkernet doctor looks at a course folder: each thing in it is broken for real."""

import shutil
import sqlite3
import tempfile
from pathlib import Path

import pytest
from one_check import CONFIG, hold, lay_course, look

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def folder(tmp_path, monkeypatch):
    return lay_course(tmp_path, monkeypatch)


def test_a_configuration_that_does_not_run(folder):
    (folder / "nbgrader_config.py").write_text("c = get_config()\nc.Oops = 1 / 0\n")
    hold(look("configuration", folder), "wrong", "division by zero", "nbgrader_config.py")
    hold(look("gradebook", folder), "warning", "Mend that first")
    (folder / "nbgrader_config.py").write_text("import sys\nsys.exit('no')\n")
    hold(look("configuration", folder), "warning", "SystemExit: no")


def test_an_exchange_that_students_cannot_use_or_see_too_much_of(folder, tmp_path):
    exchange = tmp_path / "exchange"
    exchange.mkdir(mode=0o755)
    hold(look("exchange", folder), "wrong", "0755", f"sudo chmod ugo+rwx {exchange}")
    exchange.chmod(0o777)
    hold(look("exchange", folder), "ok", "open to all")
    for name, bad, good in (
        ("inbound", 0o777, 0o733),
        ("inbound", 0o711, 0o2733),
        ("outbound", 0o777, 0o755),
        ("feedback", 0o755, 0o711),
    ):
        place = exchange / "trial" / name
        place.mkdir(parents=True, exist_ok=True)
        place.chmod(bad)
        hold(look("exchange", folder), "wrong", f"{bad:04o}", f"{place}", "chmod o")
        place.chmod(good)
        hold(look("exchange", folder), "ok")
    (folder / "nbgrader_config.py").write_text(f"{CONFIG}c.Exchange.root = {__file__!r}\n")
    hold(look("exchange", folder), "wrong", "is no folder")


def test_gradebooks_that_do_not_open(folder):
    path = folder / "gradebook.db"
    path.write_bytes(b"not a gradebook, whatever its name " * 100)
    hold(look("gradebook", folder), "wrong", "file is not a database", "Put a copy")
    path.unlink()
    book = sqlite3.connect(path)
    book.execute("CREATE TABLE notes (text)")
    book.commit()
    hold(look("gradebook", folder), "wrong", "nbgrader db upgrade")
    book.execute("CREATE TABLE alembic_version (version_num)")
    book.execute("INSERT INTO alembic_version VALUES ('50a4d84c131a')")
    book.commit()
    hold(look("gradebook", folder), "wrong", "50a4d84c131a", "nbgrader db upgrade")
    book.execute("BEGIN IMMEDIATE")
    before = path.read_bytes()
    hold(look("gradebook", folder), "warning", "locked", "Wait")
    book.close()
    assert path.read_bytes() == before
    path.unlink()
    path.mkdir()
    hold(look("gradebook", folder), "wrong", "chmod u+rw")


@pytest.mark.nbgrader
def test_a_gradebook_of_nbgrader_opens_and_stays_as_it_is(folder):
    from tinkernet.grading._database import open_gradebook

    path = folder / "gradebook.db"
    open_gradebook(f"sqlite:///{path}").close()
    before = path.stat().st_mtime_ns, path.read_bytes()
    hold(look("gradebook", folder), "ok", "up to date")
    assert (path.stat().st_mtime_ns, path.read_bytes()) == before


def test_a_database_server_that_does_not_answer(folder):
    url = "postgresql+psycopg://ada:hush@127.0.0.1:9/course"
    with (folder / "nbgrader_config.py").open("a") as file:
        file.write(f"c.CourseDirectory.db_url = {url!r}\n")
    found = look("gradebook", folder)
    hold(found, "wrong", "127.0.0.1:9")
    assert "hush" not in found.found + found.advice


def test_a_seed_that_others_may_read_or_that_is_none(folder):
    seed = folder / ".grading-seed"
    seed.write_text("12345\n")
    for mode, state in ((0o644, "wrong"), (0o640, "warning"), (0o600, "ok")):
        seed.chmod(mode)
        hold(look("seed", folder), state, *(["chmod 600"] if state != "ok" else []))
    seed.write_text("no number")
    hold(look("seed", folder), "wrong", "holds no number")


def test_solutions_that_students_of_the_same_machine_may_read(monkeypatch):
    # pytest's own folders are closed to others.
    with tempfile.TemporaryDirectory(dir="/tmp") as name:
        top = Path(name)
        folder = lay_course(top, monkeypatch)
        for path in (top / "exchange", folder / "source"):
            path.mkdir()
        for path in (top, folder, folder / "source"):
            path.chmod(0o755)
        hold(look("privacy", folder), "wrong", "source", "chmod o-rwx")
        folder.chmod(0o700)
        hold(look("privacy", folder), "ok")


def test_a_course_file_that_was_edited_and_not_built(folder):
    name = "01_linear_regression"
    for part in ("course", "source", "release"):
        shutil.copytree(ROOT / part / name, folder / part / name)
    hold(look("built", folder), "ok", "1 assignments")
    released = folder / "release" / name / f"{name}.ipynb"
    text = released.read_text()
    released.write_text(text.replace("A line, a loss", "A curve, a loss"))
    hold(look("built", folder), "warning", f"release/{name}", "tinkernet build")
    released.write_text(text)
    course = folder / "course" / name / f"{name}.md"
    course.write_text(course.read_text().replace("A line, a loss", "A curve, a loss"))
    hold(look("built", folder), "warning", f"source/{name}", "tinkernet build")
    course.write_text(course.read_text().replace("  points: 2", "  points: 3"))
    hold(look("built", folder), "wrong", "make them agree")


def test_chromium_matters_only_where_there_are_browser_tests(folder, monkeypatch):
    monkeypatch.setenv("PATH", str(folder))
    hold(look("chromium", folder), "ok", "not needed")
    (folder / "tests" / "browser").mkdir(parents=True)
    hold(look("chromium", folder), "warning", "apt-get install chromium")
