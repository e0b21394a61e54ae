"""The commands of `tinkernet`: idempotent, and one plain line where something is wrong."""

import errno
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from tinkernet.cli import main

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOK = Path("01_linear_regression/01_linear_regression.ipynb")


def run(*arguments):
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def test_start_copies_the_released_notebooks(tmp_path):
    result = run("start", tmp_path / "mine", "--no-lab")
    assert result.exit_code == 0
    copied = tmp_path / "mine" / NOTEBOOK
    assert copied.read_bytes() == (ROOT / "release" / NOTEBOOK).read_bytes()
    assert "new" in result.output
    assert not (tmp_path / "mine" / "README.md").exists()


def test_start_never_overwrites_and_says_what_it_kept(tmp_path):
    run("start", tmp_path, "--no-lab")
    (tmp_path / NOTEBOOK).write_text("my work")
    result = run("start", tmp_path, "--no-lab")
    assert (tmp_path / NOTEBOOK).read_text() == "my work"
    assert "kept" in result.output
    assert "not touched" in result.output


def test_a_fresh_copy_is_laid_beside_and_never_over_anything(tmp_path):
    released = (ROOT / "release" / NOTEBOOK).read_bytes()
    folder = (tmp_path / NOTEBOOK).parent
    for number in range(4):
        result = run("start", tmp_path, "--fresh", NOTEBOOK.parent.name)
        assert result.exit_code == 0, result.output
        if number == 0:
            assert (tmp_path / NOTEBOOK).read_bytes() == released
            (tmp_path / NOTEBOOK).write_text("my work")
    names = {path.name for path in folder.iterdir()}
    stem = NOTEBOOK.stem
    copies = {f"{stem}-fresh.ipynb", f"{stem}-fresh-2.ipynb", f"{stem}-fresh-3.ipynb"}
    assert names == {NOTEBOOK.name, *copies}
    assert (tmp_path / NOTEBOOK).read_text() == "my work"
    assert all((folder / name).read_bytes() == released for name in copies)
    result = run("start", tmp_path, "--fresh", "../99_nothing")
    assert result.exit_code == 1
    assert "There is no notebook '../99_nothing'; there are 01_linear" in result.output


@pytest.mark.parametrize("place", [".", "my-work", "my-work/01_linear_regression"])
def test_start_finds_the_folder_one_works_in(tmp_path, monkeypatch, place):
    monkeypatch.chdir(tmp_path)
    assert "new   my-work/01_linear" in run("start", "--no-lab").output
    monkeypatch.chdir(place)
    before = set(tmp_path.rglob("*"))
    assert "new" not in run("start", "--no-lab").output
    assert run("start", "--fresh", NOTEBOOK.parent.name).exit_code == 0
    fresh = (tmp_path / "my-work" / NOTEBOOK).with_stem(f"{NOTEBOOK.stem}-fresh")
    assert set(tmp_path.rglob("*")) - before == {fresh}


def test_start_does_not_take_an_authors_folders_for_a_students(tmp_path, monkeypatch):
    (tmp_path / NOTEBOOK.parent).mkdir()
    (tmp_path / NOTEBOOK.parent / "text.md").touch()
    monkeypatch.chdir(tmp_path)
    assert "new   my-work/01_linear" in run("start", "--no-lab").output


def test_a_copied_notebook_can_be_written_to(tmp_path):
    run("start", tmp_path, "--no-lab")
    assert os.access(tmp_path / NOTEBOOK, os.W_OK)


def test_a_taken_port_is_one_plain_line(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = run("start", tmp_path, "--port", port)
    assert result.exit_code == 1
    assert f"Port {port} is taken" in result.output
    assert f"--port {port + 1}" in result.output
    assert (tmp_path / NOTEBOOK).exists()


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "The disk is full"),
        (errno.EACCES, "No permission to write"),
        (errno.EROFS, "No permission to write"),
    ],
)
def test_a_full_disk_or_a_locked_folder_is_one_plain_line(tmp_path, monkeypatch, number, words):
    def fail(*_args, **_kwargs):
        raise OSError(number, os.strerror(number), str(tmp_path / "x"))

    monkeypatch.setattr("shutil.copyfile", fail)
    result = run("start", tmp_path / "mine", "--no-lab")
    assert result.exit_code == 1
    assert words in result.output
    assert result.output.count("\n") == 1


def test_a_folder_that_is_a_file_is_one_plain_line(tmp_path):
    (tmp_path / "mine").write_text("a file")
    result = run("start", tmp_path / "mine", "--no-lab")
    assert result.exit_code == 2
    assert "is a file" in result.output


def test_build_names_an_unknown_assignment():
    result = run("build", "99_nothing")
    assert result.exit_code == 1
    assert "There is no assignment '99_nothing'" in result.output
    assert "Traceback" not in result.output


def test_gradebook_before_grading_says_what_to_do(tmp_path, monkeypatch):
    (tmp_path / "course").mkdir()
    (tmp_path / "nbgrader_config.py").touch()
    monkeypatch.chdir(tmp_path)
    result = run("gradebook", "01_linear_regression")
    assert result.exit_code == 1
    assert "grade the assignment first" in result.output


def test_help_is_quick_to_read_and_complete():
    result = run("--help")
    for command in ("start", "progress", "build", "gradebook", "demo", "doctor"):
        assert command in result.output


def test_the_package_runs_as_a_module():
    done = subprocess.run(
        [sys.executable, "-m", "tinkernet", "--version"], capture_output=True, text=True, check=True
    )
    assert "tinkernet" in done.stdout
