"""progress() where something broke: it does not wait for ever, and names what to mend."""

from students_work import LINE, at, begin, cell_of, save, short

import tinkernet
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
