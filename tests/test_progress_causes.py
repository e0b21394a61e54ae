"""progress() where something broke: it does not wait for ever, and names what to mend."""

import os
import re
import shlex

import pytest
from click.testing import CliRunner
from students_work import LINE, XOR, at, begin, cell_of, path_of, save, short

import tinkernet
from tinkernet.cli import main
from tinkernet.student import _run


def test_after_an_endless_loop_later_cells_have_less_time(monkeypatch, tmp_path):
    monkeypatch.setattr(_run, "CELL_SECONDS", 60.0)
    monkeypatch.setattr(_run, "AFTER_A_STOP_SECONDS", 0.5)
    sources = ["while True: pass", "import time; time.sleep(4)", "time.sleep(1)"]
    # The last is a check: the 30 seconds of its own are left to it.
    found = _run.run_notebook(sources, [1.0, 60.0, 90.0], tmp_path, lambda: None)
    assert [cell.error for cell in found.cells] == [_run.TOO_SLOW, _run.TOO_SLOW, ""]


def test_a_missing_answer_is_told_by_its_cause(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)
    monkeypatch.chdir(tmp_path)
    broken = {
        "predict_line": "def predict(x, a, b)\n    return a * x + b",
        "mse": "name = input('who?')\ndef mse(y_hat, y): pass",
        "mse_gradient": "gradient = 1",
        "least_squares": "",
    }
    notebook = short(LINE, broken)
    notebook["cells"].remove(cell_of(notebook, "least_squares"))
    save(begin(tmp_path / "my-work"), LINE, notebook)
    found = at(tinkernet.progress(tmp_path / "my-work" / LINE), LINE)
    details = {one.name: one.detail for one in found.exercises}
    assert details["predict_line"] == "its cell has a SyntaxError: expected ':' (line 1)"
    assert details["mse"] == "its cell asks for input(), and nobody is there to answer"
    assert details["mse_gradient"] == "NameError: name 'mse_gradient' is not defined"
    assert details["least_squares"].startswith("its answer cell is gone; 'tinkernet start my-work")


@pytest.mark.parametrize("here", [".", "my-work", f"my-work/{XOR}"])
@pytest.mark.parametrize("asked", ["all", "folder", "file"])
def test_the_advice_for_a_broken_file_lays_it_beside(tmp_path, monkeypatch, here, asked):
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)
    broken = path_of(begin(tmp_path / "my-work"), XOR)
    broken.write_bytes(b"")
    monkeypatch.chdir(tmp_path / here)
    place = {"all": tmp_path / "my-work", "folder": broken.parent, "file": broken}[asked]
    (remark,) = at(tinkernet.progress(os.path.relpath(place)), XOR).remarks
    (command,) = re.findall(r"'tinkernet (start .*) lays a fresh copy", remark)
    result = CliRunner().invoke(main, shlex.split(command.removesuffix("'")))
    assert result.exit_code == 0, result.output
    assert broken.with_stem(f"{XOR}-fresh").is_file()
