"""progress() on a folder with notebooks of all kinds: wrong, forged, deadly, endless, broken."""

import pytest
from students_work import (
    BACKPROP,
    CNN,
    LINE,
    NEURON,
    RIGHT,
    SOFTMAX,
    SUM,
    TRAINING,
    XOR,
    at,
    begin,
    cell_of,
    path_of,
    save,
    short,
    states,
)  # fmt: skip

import tinkernet
from tinkernet.student import _run

HALF = (
    "def mse_gradient(x, y, a, b):\n    e = a * x + b - y\n    return 2 * np.mean(e * x), np.sum(e)"
)
FORGED = (
    "from IPython.display import publish_display_data as show\n"
    "for said in ({'exercise': 'standardize', 'passed': True, 'score': 1e9}, 'x', {}, [1]):\n"
    "    show({'text/plain': ''}, {'tinkernet': said})"
)
NEVER = (
    "while True:\n    try:\n        while True: print('x' * 999)\n    except BaseException: pass"
)
LOOP = "count = 0\nwhile True: count += 1"


def lay_all_kinds(folder):
    """Lay one notebook of each kind: odd, deadly, empty, torn, no file, endless, untouched."""
    answers = {**RIGHT, "mse": SUM, "mse_gradient": HALF, "least_squares": "least_squares = 0"}
    before = {
        "mse": ["name = input('who?')", "import tinkernet\ntinkernet.progress()", FORGED],
        "mse_gradient": [LOOP],
    }
    line = short(LINE, answers, before)
    cell_of(line, "check_predict_line")["metadata"] = {}  # its name is lost
    cell_of(line, "check_mse_gradient")["source"] = "check('mse_gradient', lambda *a: (0, 0))"
    cell_of(line, "check_least_squares")["metadata"]["nbgrader"]["points"] = 99
    cell_of(line, "learning_rate_question")["source"] = "Because of <b>steps</b>."
    save(folder, LINE, line)
    deadly = {"neuron": ["import os; os._exit(1)"]}
    save(folder, NEURON, short(NEURON, {**RIGHT, "neuron": "neuron = 1"}, deadly))
    path_of(folder, XOR).write_bytes(b"")
    torn = path_of(folder, BACKPROP)
    torn.write_bytes(torn.read_bytes()[:5000])
    path_of(folder, SOFTMAX).unlink()
    path_of(folder, SOFTMAX).mkdir()
    save(folder, TRAINING, short(TRAINING, {"minibatches": NEVER, "sgd_step": "sgd_step = 1"}))


def _points_come_from_the_exercises_and_the_released_checks(looked):
    line = at(looked, LINE)
    assert states(line) == {
        "predict_line": "passes",
        "mse": "not right yet",
        "mse_gradient": "not right yet",
        "gradient_descent": "not checked",
        "least_squares": "not right yet",
        "standardize": "passes",  # whoever fools this, fools themselves
    }
    assert line.points == 13
    assert line.earned == 1 + 0 + 1.5 + 0 + 0 + 2
    details = {one.name: one.detail for one in line.exercises}
    assert details["mse"] == "it looks like the sum instead of the mean"
    assert "the released one ran" in details["mse_gradient"]
    assert "the cell is gone" in details["gradient_descent"]
    assert f"tinkernet start 'my work' --fresh {LINE}" in details["gradient_descent"]
    assert line.next.name == "mse"
    assert "under “2 · A loss says how wrong”" in line.next.place
    assert (line.questions, line.answered, line.question_points) == (1, 1, 2)


def _a_notebook_that_misbehaves_costs_itself_a_line(looked):
    said = {one.name: " ".join(one.remarks) for one in looked.assignments}
    assert "asks for input()" in said[LINE]
    assert "(“count = 0”) was stopped, because it took too long" in said[LINE]
    assert "(“import os; os._exit(1)”) ended the kernel" in said[NEURON]
    assert states(at(looked, NEURON))["step"] == "passes"
    assert states(at(looked, NEURON))["neuron"] == "not checked"
    assert "03_xor.ipynb is empty" in said[XOR]
    assert "saved only half" in said[BACKPROP]
    assert "is no file" in said[SOFTMAX]
    for name in (XOR, BACKPROP, SOFTMAX):
        assert f"--fresh {name}" in said[name]
    assert "(“while True:”) does not end" in said[TRAINING]
    assert said[CNN] == ""
    assert at(looked, CNN).started is False
    assert any("--force" in remark for remark in looked.remarks)


def _it_shows_itself_as_text_and_as_a_page(looked):
    bundle = looked._repr_mimebundle_()
    text, page = bundle["text/plain"], bundle["text/html"]
    assert text == str(looked) == repr(looked)
    assert "7 of 62" not in text
    assert "3 of 62 pass" in text
    assert "5.5 of 143" in text
    assert "graded by a person: 7 with 14 points beside these, 1 answered" in text
    assert "save your notebook" in text
    assert "not begun: conv1d" in text
    assert page.count("<details") == 3
    assert "&lt;" not in text
    assert "while True" in page


def test_a_folder_with_notebooks_of_all_kinds(tmp_path, monkeypatch):
    """One test, because running them takes a while; the second look runs nothing."""
    folder = begin(tmp_path / "my work")
    lay_all_kinds(folder)
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(_run, "CELL_SECONDS", 6.0)
    monkeypatch.setattr(_run, "_GRACE", 1.0)
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)
    monkeypatch.chdir(tmp_path)
    found = tinkernet.progress("my work")
    monkeypatch.setattr(_run, "run_notebook", lambda *_: pytest.fail("it was run again"))
    assert str(tinkernet.progress("my work")) == str(found)
    assert before == {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    _points_come_from_the_exercises_and_the_released_checks(found)
    _a_notebook_that_misbehaves_costs_itself_a_line(found)
    _it_shows_itself_as_text_and_as_a_page(found)
