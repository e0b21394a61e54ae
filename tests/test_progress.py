"""progress(): what passes in a student's saved notebooks, whatever became of them."""

import os
import subprocess
import sys

import pytest
from click.testing import CliRunner
from students_work import (
    LINE,
    NEURON,
    RIGHT,
    XOR,
    at,
    begin,
    cell_of,
    code,
    path_of,
    save,
    short,
    states,
)  # fmt: skip

import tinkernet
from tinkernet.cli import main
from tinkernet.student import _run


def test_what_students_write_is_text_on_the_page(mine):
    notebook = short(LINE, {"predict_line": "predict = 1"})
    notebook["cells"].insert(0, code("<script>alert(1)</script>"))
    save(mine, LINE, notebook)
    page = tinkernet.progress(mine)._repr_mimebundle_()["text/html"]
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


@pytest.fixture
def runs(monkeypatch):
    """Run no notebook: note what would have been run, and say that its first cell was deadly."""
    noted = []

    def pretend(sources, *_):
        noted.append(sources)
        return _run.Run([], _run.ENDED)

    monkeypatch.setattr(_run, "run_notebook", pretend)
    return noted


@pytest.fixture
def mine(tmp_path, monkeypatch, runs):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)
    monkeypatch.chdir(tmp_path)
    return begin(tmp_path / "my-work")


def test_nothing_is_run_where_nothing_was_written(mine, runs):
    found = tinkernet.progress(mine)
    assert len(runs) == 0
    assert (found.earned, found.points) == (0, 143)
    assert [one.started for one in found.assignments] == [False] * 7


def test_what_was_shown_does_not_matter_but_what_is_written_does(mine, runs):
    notebook = short(LINE, RIGHT)
    for cell in notebook["cells"]:
        cell["metadata"] = {**cell["metadata"], "scrolled": True}
    save(mine, LINE, notebook)
    tinkernet.progress(mine)
    cell_of(notebook, "check_mse")["outputs"] = [{"output_type": "stream", "text": "shown"}]
    save(mine, LINE, notebook)
    tinkernet.progress(mine)
    assert len(runs) == 1
    (mine / LINE / "my_part.py").write_text("x = 1")  # a module beside it is part of it
    tinkernet.progress(mine)
    assert len(runs) == 2
    tinkernet.progress(mine, force=True)
    assert len(runs) == 3


@pytest.mark.parametrize("harm", ["nonsense", "[]", '{"cells": [1], "stopped": ""}'])
def test_what_was_kept_may_be_broken_or_deleted(mine, runs, tmp_path, harm):
    save(mine, LINE, short(LINE, RIGHT))
    tinkernet.progress(mine)
    (kept,) = (tmp_path / "cache" / "tinkernet" / "progress").iterdir()
    kept.write_text(harm)
    tinkernet.progress(mine)
    kept.unlink()
    tinkernet.progress(mine)
    assert len(runs) == 3


def test_where_nothing_can_be_kept_it_says_so_once(mine, tmp_path):
    (tmp_path / "cache").write_text("a file, where a folder should be")
    save(mine, LINE, short(LINE, RIGHT))
    save(mine, NEURON, short(NEURON, RIGHT))
    remarks = tinkernet.progress(mine).remarks
    assert sum("cannot be kept" in remark for remark in remarks) == 1


def test_where_no_kernel_starts_it_says_so(mine, monkeypatch):
    monkeypatch.undo()
    monkeypatch.setenv("XDG_CACHE_HOME", str(mine.parent / "cache"))
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)
    monkeypatch.setattr(sys, "executable", "/bin/false")
    save(mine, LINE, short(LINE, RIGHT))
    found = at(tinkernet.progress(mine), LINE)
    assert "no kernel could be started" in found.remarks[0]
    assert "tinkernet doctor" in found.remarks[0]
    assert set(states(found).values()) == {"not checked"}


def test_a_file_that_is_far_too_large_is_not_read(mine):
    with path_of(mine, XOR).open("ab") as file:
        file.truncate(80_000_000)
    (remark,) = at(tinkernet.progress(mine), XOR).remarks
    assert "80 MB" in remark
    assert "Clear Outputs" in remark


def test_it_finds_the_notebooks_from_wherever_one_works(mine, monkeypatch, tmp_path):
    assert len(tinkernet.progress().assignments) == 7  # beside my-work
    monkeypatch.chdir(mine)
    assert len(tinkernet.progress().assignments) == 7
    monkeypatch.chdir(mine / XOR)  # where the kernel of a notebook runs
    assert len(tinkernet.progress().assignments) == 7
    for place in (mine / XOR, path_of(mine, XOR)):
        assert [one.name for one in tinkernet.progress(place).assignments] == [XOR]
    monkeypatch.chdir(tmp_path.parent)
    for wrong in (tmp_path / "nowhere", tmp_path / "notes.ipynb"):
        result = CliRunner().invoke(main, ["progress", str(wrong)])
        assert result.exit_code == 1
        assert "otebook of the course" in result.output
        assert result.output.count("\n") == 1


def test_the_command_prints_the_same_table(mine):
    result = CliRunner().invoke(main, ["progress", str(mine)])
    assert result.exit_code == 0
    assert result.output.strip() == str(tinkernet.progress(mine)).strip()


@pytest.mark.parametrize("how", ["autograde", "validate"])
def test_while_grading_it_says_so_and_needs_nothing_of_what_is_right(how):
    # As in the sandbox, where these rooms are empty.
    hidden = ("checks", "cli", "course", "exercises", "grading")
    code = (
        f"import sys; sys.modules.update({{f'tinkernet.{{n}}': None for n in {hidden}}});"
        "import tinkernet; print(tinkernet.progress())"
    )
    environment = {**os.environ, "NBGRADER_EXECUTION": how}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=True
    )
    assert done.stdout.count("\n") == 1
    assert "is not run while" in done.stdout
    assert "Run it in JupyterLab." in done.stdout
