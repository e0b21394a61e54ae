"""A kernel forked from a prepared one is as good as one that was started in the usual way."""

import pytest

from tinkernet.sandbox import Kernel, Limits, SandboxUnavailableError, Zygotes, require_sandbox

try:
    require_sandbox()
except SandboxUnavailableError as missing:
    pytest.skip(str(missing), allow_module_level=True)


@pytest.fixture(scope="module")
def kernel():
    with Kernel({}, Limits(cell_seconds=10.0)) as kernel:
        yield kernel


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("1 + 1", "2"),
        ("await __import__('asyncio').sleep(0.001, 'slept')", "'slept'"),
        ("%time 7", "7"),
        ("import sys\nsys.modules['__main__'].__spec__, __name__", "(None, '__main__')"),
        ("type(get_ipython()).__name__", "'ZMQInteractiveShell'"),
        ("get_ipython().profile_dir.location", "'/home/student/.ipython/profile_default'"),
        (
            "from IPython.display import HTML\nHTML('<b>x</b>')",
            "<IPython.core.display.HTML object>",
        ),
        ("import os, time\nif os.fork() == 0: os._exit(0)\nos.wait()[1]", "0"),
    ],
)
def test_cells_do_what_they_do_in_every_kernel(kernel, code, shown):
    run = kernel.run(code, 10.0)
    assert run.status == "ok", run.outputs
    assert run.outputs[-1]["data"]["text/plain"] == shown


@pytest.mark.parametrize(
    "magic", ["%matplotlib inline", "%store", "%load_ext autoreload", "?print"]
)
def test_magics_are_there(kernel, magic):
    assert kernel.run(magic, 10.0).status == "ok"


def test_an_error_is_told_as_python_tells_it(kernel):
    run = kernel.run("def f():\n    raise NotImplementedError()\n\nf()", 10.0)
    text = "".join(run.outputs[0]["traceback"])
    assert run.status == "error"
    assert "line 4" in text
    assert "line 2" in text
    assert "raise NotImplementedError()" in text


def test_half_a_sign_is_shown_as_a_question_mark_and_stops_nobody(kernel):
    assert kernel.run("print('\\ud800 and on')", 10.0).outputs[0]["text"] == "? and on\n"
    assert kernel.run("raise ValueError('\\ud800')", 10.0).outputs[0]["evalue"] == "?"


def test_numbers_that_json_has_not_stop_nobody(kernel):
    shown = "{'text/plain': 'x', 'a/json': float('nan')}"
    code = f"from IPython.display import display\ndisplay({shown}, raw=True)"
    assert kernel.run(code, 10.0).outputs[0]["data"]["text/plain"] == "x"


def test_every_kernel_draws_the_same_and_starts_at_one(kernel):
    draws = []
    for _ in range(2):
        with Kernel({}, Limits()) as fresh:
            run = fresh.run("import numpy as np\nnp.random.rand(), In", 10.0)
            draws.append(run.outputs[0])
    assert draws[0] == draws[1]
    assert draws[0]["execution_count"] == 1


def test_a_zygote_that_another_process_shares_is_taken_and_tidies_up(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    first, second = Zygotes(), Zygotes()
    second.adopt(first.share())
    folder = second.runtime_folder({"a.csv": b"1"})
    assert (folder / "files" / "a.csv").read_bytes() == b"1"
    assert second.alive()
    second.stop()
    assert not folder.exists()
    assert first.alive()
    first.stop()
    assert [path.name for path in tmp_path.iterdir() if "tinkernet-0" not in path.name] == []


def test_a_shared_zygote_that_never_came_is_replaced(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    first, second = Zygotes(), Zygotes()
    shared = first.share()
    first.stop()  # before it could divide; its folder, and the other's in it, are gone
    second.adopt(shared)
    with pytest.raises(RuntimeError, match="ended unexpectedly"):
        second.runtime_folder({})
    assert second.runtime_folder({}).exists()
    second.stop()
