"""check() as a student meets it: in a terminal and in a notebook."""

import html
import re

import nbformat
import pytest
from nbclient import NotebookClient

from tinkernet import check
from tinkernet.checks import Report, judge
from tinkernet.exercises import catalog, find


def half_squared(y_hat, y):
    return ((y_hat.ravel() - y.ravel()) ** 2).mean() / 2


def test_right_is_one_line(capsys):
    check("predict_line", lambda x, a, b: a * x + b)
    out = capsys.readouterr().out
    assert out.startswith("✓ Predict with a line: right.")
    assert out.count("\n") == 1


def test_wrong_says_what_was_asked_where_it_fails_and_which_mistake(capsys):
    with pytest.raises(AssertionError) as caught:
        check("mse", half_squared)
    out = capsys.readouterr().out
    for part in ("Asked:", "Smallest case that fails: one point", "expected", "9.", "4.5", "Hint:"):
        assert part in out
    assert "It looks like: half the mean squared error." in out
    assert str(caught.value).splitlines()[-1] == judge("mse", half_squared).message


@pytest.mark.parametrize("exercise", catalog(), ids=lambda exercise: exercise.name)
def test_a_hint_holds_no_code_to_copy(exercise):
    for mistake in exercise.mistakes:
        assert not re.search(r"np\.\w+\(|=.*[(*]|\*|return (?!should)", mistake.hint)


def test_html_escapes_what_is_not_ours():
    def mse(y_hat, y):
        print("<script>alert(1)</script>")
        raise ValueError("<img src=x onerror=alert(1)>")

    page = Report(find("mse"), judge("mse", mse)).to_html()
    assert "<script" not in page
    assert "<img" not in page
    assert html.escape("<img src=x onerror=alert(1)>") in page


def test_a_small_difference_is_visible():
    verdict = judge("mse", lambda p, y: ((p.ravel() - y.ravel()) ** 2).mean() * 1.0003)
    text = str(Report(find("mse"), verdict))
    assert "9." in text
    assert "9.0027" in text


def _run(*cells, **environment):
    notebook = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(source, id=f"c{n}") for n, source in enumerate(cells)]
    )
    NotebookClient(notebook, allow_errors=True, kernel_name="python3").execute()
    return [cell.outputs for cell in notebook.cells]


@pytest.fixture(scope="module")
def notebook_outputs():
    return _run(
        "from tinkernet import check",
        "def predict(x, a, b):\n    return a * x",
        "check('predict_line', predict)",
        "check('predict_lines', predict)",
        "def predict(x, a, b):\n    return a * x + b",
        "check('predict_line', predict)",
        "def predict(x, a, b):\n    value = a * x\n    return value / 'b'",
        "check('predict_line', predict)",
    )


def test_in_a_notebook_the_report_is_html_and_the_error_one_message(notebook_outputs):
    report, error = notebook_outputs[2]
    assert "a line without its intercept" in report.data["text/html"]
    assert "a line without its intercept" in report.data["text/plain"]
    assert report.metadata["tinkernet"]["mistake"] == "bias_forgotten"
    assert error.ename == "AssertionError"
    assert error.evalue.startswith("predict_line: not right yet. It looks like a line without")
    assert " ".join(error.traceback).split() == f"AssertionError: {error.evalue}".split()


def test_in_a_notebook_no_frame_of_ours_is_ever_shown(notebook_outputs):
    for outputs in notebook_outputs:
        for output in outputs:
            if output.output_type == "error":
                assert "File " not in "\n".join(output.traceback)


def test_in_a_notebook_a_wrong_name_is_one_sentence(notebook_outputs):
    (error,) = notebook_outputs[3]
    assert "did you mean 'predict_line'" in error.evalue


def test_in_a_notebook_right_is_one_green_line(notebook_outputs):
    (report,) = notebook_outputs[5]
    assert "Verified on 6 cases" in report.data["text/html"]
    assert "✓" in report.data["text/html"]


def test_in_a_notebook_the_students_own_line_is_quoted(notebook_outputs):
    report, _ = notebook_outputs[7]
    assert "line 3: return value / &#x27;b&#x27;" in report.data["text/html"]


def test_the_secret_seed_counts_only_while_grading(monkeypatch):
    seen = set()

    def learn(x, a, b):
        seen.add(x.tobytes())
        return a * x + b

    def recite(x, a, b):
        return a * x + b if x.tobytes() in seen else x

    check("predict_line", learn)
    monkeypatch.setenv("TINKERNET_SEED", "4711")
    check("predict_line", recite)
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    with pytest.raises(AssertionError):
        check("predict_line", recite)
